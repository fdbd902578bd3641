"""The map of all places and the small ones: who stands where, with what number, and what is said of the rest."""

from __future__ import annotations

from typing import Any

from sitegen.render.views.places import (
    MapFigure,
    MapView,
    map_of_place,
    map_of_topics,
    map_view,
)
from tests.link.small import article, event
from tests.render.rendered import ctx, main_of, pages


def place(name: str, at: str = "", **keys: str) -> str:
    sourced = {"coordinates": at, "coordinates_source": "GeoNames 1 (CC BY 4.0)"} if at else {}
    return "\n".join(
        [f"name: {name}", "summary: A place.", *(f"{k}: {v}" for k, v in (sourced | keys).items())]
    )


FILES = {
    "topics/peace": "title: Peace\nsummary: Not yet.",
    "articles/report": article("It said so."),
    "articles/other": article("It said so too.", topics="[peace]"),
    "places/town": place("Town", "33, 44"),
    "places/harbour": place("Harbour", part_of="town"),
    "places/land": place("Land", "35, 50", area="true"),
    "places/far": place("Far City", "38.9, -77"),
    "places/valley": place("Valley"),
    "events/one": event(place="town"),
    "events/two": event(place="harbour"),
    "events/three": event(place="land", refs="other"),
    "events/four": event(place="far", refs="other"),
    "events/five": event(place="far", refs="other"),
}


def the_map(files: dict[str, str]) -> MapView:
    view: Any = map_view(ctx(files, "map.html")).view
    return view  # type: ignore[no-any-return]


def marks(figure: MapFigure | None) -> list[tuple[str, str, int]]:
    assert figure
    return [(mark.name, mark.label, mark.weight) for mark in figure.drawing.marks]


def test_a_mark_counts_what_happened_there_and_at_what_is_drawn_with_it() -> None:
    found = the_map(FILES)
    assert found.figure
    assert [(m.name, m.weight, m.area) for m in found.figure.drawing.marks] == [
        ("Town: 2 events", 2, False),
        ("Land: 1 event", 1, True),
    ]
    harbour = next(line for line in found.drawn if line.link.id == "harbour")
    assert harbour.at
    assert (harbour.events, harbour.at.text) == (1, "Town")


def test_the_list_beside_the_map_has_its_marks_in_order_with_what_is_drawn_at_them() -> None:
    files = FILES | {"places/hill": place("Hill", "31, 46"), "events/six": event(place="harbour")}
    found = the_map(files)
    assert [
        (m.number, m.link.text, m.events, [(it.link.text, it.events) for it in m.others]) for m in found.marks
    ] == [
        ("1", "Town", 3, [("Harbour", 2)]),
        ("2", "Land", 1, []),
    ]
    assert [link.text for link in found.quiet] == ["Hill"]
    assert found.figure
    assert {mark.label: mark.number for mark in found.figure.drawing.marks} == {
        "Town": "1",
        "Land": "2",
        "Hill": "",
    }
    listed = main_of(pages(files)["map.html"]).partition('<ul class="marked">')[2].partition("</ul>")[0]
    assert '<span class="number">1</span> <a href="places/town.html"' in listed
    assert 'of these <a href="places/harbour.html"' in listed


def test_what_is_not_on_the_map_is_named() -> None:
    found = the_map(FILES)
    assert [line.link.text for line in found.beyond] == ["Far City"]
    assert [link.text for link in found.missing] == ["Valley"]
    main = main_of(pages(FILES)["map.html"])
    assert 'Beyond the edge of this map: <a href="places/far.html"' in main
    assert 'Not on the map, because no gazetteer we use lists them: <a href="places/valley.html"' in main
    assert "this site takes no position on any of them" in main


def test_coordinates_without_a_source_are_in_no_map() -> None:
    files = {"places/town": "name: Town\nsummary: A place.\ncoordinates: 33, 44"}
    assert "map.html" not in pages(files)
    assert None is map_of_place(ctx(files, "places/town.html"), "town")


def test_the_page_of_a_place_shows_where_it_is_or_where_what_it_is_part_of_is() -> None:
    page = main_of(pages(FILES)["places/harbour.html"])
    assert 'aria-label="Map showing where Town is"' in page
    assert 'href="../map.html">All places on one map' in page
    assert (
        "<bdi>33.0, 44.0</bdi> (latitude, longitude); from GeoNames 1 (CC BY 4.0)"
        in pages(FILES)["places/town.html"]
    )
    assert "<svg" not in main_of(pages(FILES)["places/valley.html"])


def test_numbers_on_a_map_are_those_of_the_rows_beside_it() -> None:
    # What happens mostly beyond the edge is numbered at the place that can be seen.
    assert marks(map_of_topics(ctx(FILES), ("peace", "war"))) == [
        ("Land: row 1", "1 Land", 1),
        ("Town: row 2", "2 Town", 1),
    ]
    assert marks(map_of_topics(ctx(FILES), ("war", "peace", "war"))) == [
        ("Town: rows 1, 3", "1, 3 Town", 2),
        ("Land: row 2", "2 Land", 1),
    ]
