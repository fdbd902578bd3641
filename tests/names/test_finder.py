"""Which names in a running text are found. In doubt, none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.names.finder import find, table

NAMES = (
    ("Reza Pahlavi", "reza-pahlavi"),
    ("Mohammad Reza Pahlavi", "mohammad-reza-pahlavi"),
    ("Ruhollah Zam", "zam"),
    ("Zam", "zam"),
    ("Radio Zamaneh", "zamaneh"),
    ("Lebanese Hezbollah", "lebanese-hezbollah"),
    ("Kataib Hezbollah", "kataib-hezbollah"),
    ("Harakat Hezbollah al-Nujaba", "nujaba"),
    ("Qais al-Khazali", "qais"),
    ("Laith al-Khazali", "laith"),
    ("Abdul Wahhab al-Saidi", "saidi"),
    ("Maytham al-Zaidi", "zaidi"),
    ("Qassem Soleimani", "soleimani"),
    ("Tanf", "tanf"),
    ("IRGC", "irgc"),
    ("Evin prison", "evin"),
    ("Husayn Falih 'Aziz al-Lami", "lami"),
    ("قاسم سلیمانی", "soleimani"),
    ("Pen", "pen"),
    ("Pen Australia", "pen-australia"),
)
HONORIFICS = ("General", "Gen.", "Prince", "Foreign Minister")
TABLE = table(NAMES, HONORIFICS)


def found(text: str) -> list[str]:
    """What is found, as `words>id`."""
    return [f"{text[f.start : f.end]}>{f.target}" for f in find(text, TABLE)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the death of Qassem Soleimani in January", ["Qassem Soleimani>soleimani"]),
        ("to Gen. Qassem Soleimani, the commander", ["Qassem Soleimani>soleimani"]),
        ("an officer of the IRGC's air defence", ["IRGC>irgc"]),
        ("a message by Prince Reza Pahlavi", ["Reza Pahlavi>reza-pahlavi"]),
        ("his father Mohammad Reza Pahlavi", ["Mohammad Reza Pahlavi>mohammad-reza-pahlavi"]),
        ("Iran's Qassem Soleimani", ["Qassem Soleimani>soleimani"]),
        ("of Qassem\nSoleimani", ["Qassem\nSoleimani>soleimani"]),
        ("both Qais al-Khazali and Laith al-Khazali", ["Qais al-Khazali>qais", "Laith al-Khazali>laith"]),
        ("Husayn Falih 'Aziz al-Lami is named", ["Husayn Falih 'Aziz al-Lami>lami"]),
        ("کشته شدن قاسم سلیمانی در عراق", ["قاسم سلیمانی>soleimani"]),
        ("Yesterday Qassem Soleimani came", ["Qassem Soleimani>soleimani"]),
        ("He left Tehran. Tanf was next", ["Tanf>tanf"]),
        ("an interview with Pen Australia", ["Pen Australia>pen-australia"]),
        ("“Qassem Soleimani” (IRGC)", ["Qassem Soleimani>soleimani", "IRGC>irgc"]),
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
        "of Qassem Soleimani Street",
        "an IRGC-trained cell",
        "the non-IRGC units",
        "Radio Zam",
        "Zamaneh and Zambia",
        "near Tanf Base",
        "Yesterday Tanf was bombed",
        "Maytham al-Saidi",
        "qassem soleimani in small letters",
    ],
)
def test_in_doubt_nothing_is_found(text: str) -> None:
    assert found(f"He wrote of it: of {text}" if text[0].islower() else f"they said {text}") == []


def test_a_name_of_two_is_found_for_neither() -> None:
    twice = table([("Fuad Hussein", "minister"), ("Fuad Hussein", "footballer")], ())
    assert list(find("with Fuad Hussein", twice)) == []


@given(st.text(alphabet="QqasemSoliman GenPrceRzhv.,'’-\nIRGC", max_size=60))
def test_what_is_found_stands_there_as_a_whole_word(text: str) -> None:
    names = {name for name, _ in NAMES}
    end = 0
    for name in find(text, TABLE):
        words = re.sub(r"\s", " ", text[name.start : name.end])
        assert words in names
        assert name.start >= end
        assert not text[name.start - 1 : name.start].isalnum()
        end = name.end
