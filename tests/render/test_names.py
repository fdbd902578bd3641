"""The A-Z of names: every name and spelling under its letter, those that several share leading to all of them."""

from __future__ import annotations

from sitegen.render.views.archives import NamesView, names_view
from tests.link.small import organisation, outlet, person, place
from tests.render.rendered import ctx, pages


def lines(files: dict[str, str]) -> list[tuple[str, list[str]]]:
    """Letters and lines; what only leads on is written with those it leads to."""
    view = names_view(ctx(files, "names.html")).view
    assert isinstance(view, NamesView)
    return [
        (
            letter.name,
            [
                " > ".join((line.link.text if line.link else line.words, *(to.text for to in line.see)))
                for line in letter.lines
            ],
        )
        for letter in view.letters
    ]


PAPER = ("p", ["The Paper"])


def test_people_stand_under_their_family_names() -> None:
    files = {
        "people/q": person("Qais al-Khazali"),
        "people/m": person("Mohammed bin Zayed", family="Nahyan"),
        "sources/the-paper": outlet("Paper"),
    }
    assert lines(files) == [
        ("k", ["Qais al-Khazali"]),
        ("n", ["Mohammed bin Zayed"]),
        ("p", ["Paper"]),
    ]


def test_a_spelling_that_two_share_leads_to_both() -> None:
    files = {
        "people/q": person("Qais al-Khazali", spellings="[Khazali]"),
        "people/l": person("Laith al-Khazali", spellings="[Khazali]"),
        "sources/the-paper": outlet("Paper"),
    }
    assert lines(files)[0] == (
        "k",
        ["Khazali > Laith al-Khazali > Qais al-Khazali", "Laith al-Khazali", "Qais al-Khazali"],
    )


def test_an_alias_stands_under_its_own_letter() -> None:
    files = {
        "organisations/mek": organisation("Mojahedin", aliases="[People's Fighters]"),
        "sources/the-paper": outlet("Paper"),
    }
    assert lines(files) == [("m", ["Mojahedin"]), ("p", ["Paper", "People's Fighters > Mojahedin"])]


def test_a_native_name_stands_beside_the_one_that_leads_on_in_its_own_language() -> None:
    files = {
        "people/q": person("Qais", native="[{text: قیس, lang: ar}]"),
        "places/shushi": place("Shushi", native="[{text: Şuşa, lang: az}, {text: شوشا, lang: fa}]"),
    }
    page = pages(files)["names.html"]
    assert '<a href="people/q.html" data-preview>Qais</a> <bdi lang="ar" dir="rtl">قیس</bdi>' in page
    both = '<bdi lang="az" dir="ltr">Şuşa</bdi> <bdi lang="fa" dir="rtl">شوشا</bdi>'
    assert f'<a href="places/shushi.html" data-preview>Shushi</a> {both}' in page


def test_what_begins_with_no_letter_of_the_alphabet_stands_last() -> None:
    files = {"organisations/n": organisation("1979 Committee"), "sources/the-paper": outlet("Paper")}
    assert [letter for letter, _ in lines(files)] == ["p", "other"]
