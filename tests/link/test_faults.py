"""How faults of several places hang together. What each says word for word stands in tests/faults/cases/references."""

from __future__ import annotations

import pytest

from sitegen.faults import Span
from sitegen.model.site import Address
from tests.link.small import joined, note, organisation, outlet, person, sound


def test_circles_are_told_once_each_at_the_step_that_closes_them() -> None:
    site = joined(
        {
            "notes/a": note("![[b]]\n\n![[c]]"),
            "notes/b": note("![[a]]"),
            "notes/c": note("![[d]]"),
            "notes/d": note("![[a]]"),
            "notes/e": note("![[e]]"),
            "notes/f": note("![[a]]"),
        }
    )
    assert [(fault.path, fault.message) for fault in sorted(site.faults)] == [
        ("content/notes/b.md", "a embeds itself: a → b → a"),
        ("content/notes/d.md", "a embeds itself: a → c → d → a"),
        ("content/notes/e.md", "e embeds itself"),
    ]


def test_wholes_and_parts_that_meet_again_are_no_circle() -> None:
    sound(
        {
            "notes/a": note("![[b]]\n\n![[c]]\n\n![[b]]"),
            "notes/b": note("![[d]]"),
            "notes/c": note("![[d]]"),
            "notes/d": note("Text."),
            "organisations/irgc": organisation("IRGC"),
            "organisations/quds-force": organisation("Quds Force", part_of="irgc"),
            "organisations/basij": organisation("Basij", part_of="irgc"),
        }
    )


def test_a_circle_of_a_thousand_is_found() -> None:
    circle = {f"notes/n{i}": note(f"![[n{(i + 1) % 1000}]]") for i in range(1000)}
    assert [fault.code for fault in joined(circle).faults] == ["embed-circle"]


def test_an_address_that_leads_on_is_not_gone() -> None:
    known = (Address("notes/old.html", "It put someone at risk.", Span(7)),)
    site = joined({"notes/new": note("Text.", redirect_from="[notes/old.html]")}, known=known)
    assert site.told.splitlines()[0] == (
        "content/addresses.txt:7:: error: notes/old.html is said to be gone, but belongs to content/notes/new.md "
        "[address-kept]"
    )


def test_of_many_headings_the_first_are_named() -> None:
    headings = "\n\n".join(f"## Part {i}" for i in range(20))
    site = joined({"notes/long": note(f"{headings}\n\nSee [[long#part-99]].")})
    (fault,) = site.faults
    assert fault.fix.startswith("its headings are #part-0, #part-1, ")
    assert fault.fix.endswith(", #part-11 ...")


@pytest.mark.parametrize(
    ("name", "aliases", "codes"),
    [
        ("Fars", "[Fars]", []),
        ("Fars", "[FNA]", []),
        ("Fars", "[Fars News Agency]", []),
        ("Fars", "[Farsnews]", ["alias-short"]),
        ("Fars", "[Farsnews, Pars]", ["alias-short", "alias-short"]),
    ],
)
def test_an_alias_of_one_word_is_a_warning_unless_it_is_the_name_or_in_capitals(
    name: str, aliases: str, codes: list[str]
) -> None:
    site = joined({"sources/fars": outlet(name, aliases=aliases)})
    assert [fault.code for fault in site.faults] == codes
    assert not joined({"sources/fars": outlet(name, aliases=aliases, autolink="false")}).faults


def test_a_spelling_of_two_is_no_warning() -> None:
    files = {"people/a": person("Qais al-Khazali", spellings="[Khazali]")}
    assert not joined({**files, "people/b": person("Laith al-Khazali", spellings="[Khazali]")}).faults
