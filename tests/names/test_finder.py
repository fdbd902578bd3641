"""Which names in a running text are found. In doubt, none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.names.finder import find, table

NAMES = {
    "Reza Pahlavi": "reza-pahlavi",
    "Mohammad Reza Pahlavi": "mohammad-reza-pahlavi",
    "Ruhollah Zam": "zam",
    "Zam": "zam",
    "Radio Zamaneh": "zamaneh",
    "Lebanese Hezbollah": "lebanese-hezbollah",
    "Kataib Hezbollah": "kataib-hezbollah",
    "Harakat Hezbollah al-Nujaba": "nujaba",
    "Qais al-Khazali": "qais",
    "Laith al-Khazali": "laith",
    "Abdul Wahhab al-Saidi": "saidi",
    "Maytham al-Zaidi": "zaidi",
    "Qassem Soleimani": "soleimani",
    "Tanf": "tanf",
    "al-Tanf": "tanf",
    "IRGC": "irgc",
    "Evin prison": "evin",
    "Husayn Falih 'Aziz al-Lami": "lami",
    "'Aziz al-Lami": "lami",
    "قاسم سلیمانی": "soleimani",
    "Pen": "pen",
    "Pen Australia": "pen-australia",
    "Fuad Hussein": None,
    "Hussein": "saddam",
    "Sistan and Balouchestan": None,
    "Sistan": "sistan",
    "Sepah (the Guards)": "irgc",
}
HONORIFICS = ("General", "Gen.", "Prince", "Foreign Minister", "Secretary of State", "Director")
TABLE = table(NAMES, HONORIFICS)


def found(text: str) -> list[str]:
    """What is found, as `words>id`."""
    return [f"{text[f.start : f.end]}>{f.target}" for f in find(text, TABLE)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the death of Qassem Soleimani in January", ["Qassem Soleimani>soleimani"]),
        ("to Gen. Qassem Soleimani, the commander", ["Qassem Soleimani>soleimani"]),
        ("US Secretary of State Qassem Soleimani", ["Qassem Soleimani>soleimani"]),
        ("the IRGC Director Qassem Soleimani", ["IRGC>irgc", "Qassem Soleimani>soleimani"]),
        ("an officer of the IRGC's air defence", ["IRGC>irgc"]),
        ("a message by Prince Reza Pahlavi", ["Reza Pahlavi>reza-pahlavi"]),
        ("his father Mohammad Reza Pahlavi", ["Mohammad Reza Pahlavi>mohammad-reza-pahlavi"]),
        ("Iran's Qassem Soleimani", ["Qassem Soleimani>soleimani"]),
        ("the Houthis' Qassem Soleimani", ["Qassem Soleimani>soleimani"]),
        ("of Qassem\nSoleimani", ["Qassem\nSoleimani>soleimani"]),
        ("of Qassem\u00a0Soleimani", ["Qassem\u00a0Soleimani>soleimani"]),
        ("the Iran-backed Kataib Hezbollah", ["Kataib Hezbollah>kataib-hezbollah"]),
        ("both Qais al-Khazali and Laith al-Khazali", ["Qais al-Khazali>qais", "Laith al-Khazali>laith"]),
        ("Husayn Falih 'Aziz al-Lami is named", ["Husayn Falih 'Aziz al-Lami>lami"]),
        ("he named 'Aziz al-Lami", ["'Aziz al-Lami>lami"]),
        ("the Sepah (the Guards) said", ["Sepah (the Guards)>irgc"]),
        ("کشته شدن قاسم سلیمانی در عراق", ["قاسم سلیمانی>soleimani"]),
        ("Yesterday Qassem Soleimani came", ["Qassem Soleimani>soleimani"]),
        ("“He left.” “When Qassem Soleimani came”", ["Qassem Soleimani>soleimani"]),
        ("He left Tehran. Tanf was next", ["Tanf>tanf"]),
        ("near al-Tanf on 7 June", ["al-Tanf>tanf"]),
        ("an interview with Pen Australia", ["Pen Australia>pen-australia"]),
        ("“Qassem Soleimani” (IRGC)", ["Qassem Soleimani>soleimani", "IRGC>irgc"]),
        ("Tehran, Qassem Soleimani", ["Qassem Soleimani>soleimani"]),
    ],
)
def test_a_name_is_found(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the Iraqi Hezbollah",
        "the Hezbollah of Lebanon",
        "Khazali alone",
        "by George Reza Pahlavi",
        "of two: George Reza Pahlavi",
        "by George W. Reza Pahlavi",
        "of Qassem Soleimani Street",
        "an IRGC-trained cell",
        "the non-IRGC units",
        "the al-Zam family",
        "an O'Zam",
        "a Zamʿi",
        "the Za\u0301m, Zam\u0301",
        "Radio Zam",
        "Zamaneh and Zambia",
        "near Tanf Base",
        "the Iran-backed Tanf",
        "the Abu-Bakr Qassem Soleimani",
        "the Tanf Garrison's gate",
        "Yesterday Tanf was bombed",
        "Maytham al-Saidi",
        "Qassem al-Zaidi and Maytham al-Saidi",
        "qassem soleimani in small letters",
        "Qassem  Soleimani with two spaces",
    ],
)
def test_in_doubt_nothing_is_found(text: str) -> None:
    assert found(f"it was of {text}") == []


def test_a_name_that_leads_nowhere_keeps_the_shorter_ones_in_it_from_leading_astray() -> None:
    assert found("with Fuad Hussein in Sistan and Balouchestan") == []
    assert found("with Hussein in Sistan") == ["Hussein>saddam", "Sistan>sistan"]


def test_a_word_that_opens_a_sentence_is_no_part_of_a_name_of_two_words_but_may_be_of_one() -> None:
    assert found("It ended. When Qassem Soleimani came") == ["Qassem Soleimani>soleimani"]
    assert found("It ended. When Tanf fell") == []


@given(st.text(alphabet="QqasemSoliman GenPrceRzhv.,'’-\nIRGC", max_size=60))
def test_what_is_found_stands_there_as_a_whole_word(text: str) -> None:
    end = 0
    for name in find(text, TABLE):
        words = re.sub(r"\s", " ", text[name.start : name.end])
        assert NAMES[words] == name.target
        assert name.start >= end
        assert not text[: name.start][-1:].isalnum()
        assert not (text[name.end :][:1].isalnum())
        end = name.end


@given(st.lists(st.sampled_from(sorted(NAMES)), max_size=6))
def test_names_in_small_words_are_all_found(names: list[str]) -> None:
    linking = [name for name in names if NAMES[name]]
    assert found("and " + ", or ".join(names)) == [f"{name}>{NAMES[name]}" for name in linking]
