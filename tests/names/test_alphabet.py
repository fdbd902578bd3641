"""Names stand in the order of a language: as ICU, which knows CLDR's collation, sorts the same."""

from __future__ import annotations

import pytest

from sitegen.names.alphabet import alphabet_of, letter_label

PERSIAN = (
    "۱۲ آذر آوانسیان ابراهیم احمد اسماعیل بهار پرویز تهران جلال چمران حسن خاتمی دهقان ذوالفقار رضا زهرا ژاله سعید شریف صادق "
    "ضیا طاهر ظریف عباس غنی فاطمه قاسم کریم گلستان لیلا ماجد مأمون مؤید محمد موسی نادر وحید هادی هاشم یزدی Abc Zed "
)

ARABIC = (
    "١٢ آمال ابتسام إبراهيم أحمد أسعد اسماعيل بدر تهاني ثابت جمال حسن خالد رئيس ريم زينب سعاد شادي صالح طارق عمر فاطمة قاسم "
    "كريم ليلى ماجد مأمون مؤيد موسى نادر هادي هاشم وليد ياسر Abc Zed "
)


@pytest.mark.parametrize(("language", "names"), [("fa", PERSIAN), ("fa-AF", PERSIAN), ("ar-IQ", ARABIC)])
def test_names_stand_in_the_order_of_their_language(language: str, names: str) -> None:
    alphabet = alphabet_of(language)
    ordered = names.split()
    mixed = sorted(ordered, key=lambda name: name[::-1])
    assert sorted(mixed, key=alphabet.sort_key) == ordered
    assert sorted(mixed, key=alphabet.name_key) == ordered


def test_two_languages_order_the_same_letters_in_their_own_ways() -> None:
    names = ["وحید", "هادی"]
    persian, arabic = (sorted(names, key=alphabet_of(language).sort_key) for language in ("fa", "ar"))
    assert (persian, arabic) == (["وحید", "هادی"], ["هادی", "وحید"])


def test_letters_of_one_shape_that_keyboards_give_as_several_are_one() -> None:
    persian = alphabet_of("fa")
    assert persian.name_key("علي کریمی") == persian.name_key("علی كريمي")


@pytest.mark.parametrize(
    ("language", "name", "letter"),
    [
        ("en", "Ödön", "O"),
        ("en", "آذر", None),
        ("en", "Нина", "Н"),
        ("ru", "Ёлкин", "Е"),
        ("el", "Άννα", "Α"),
        ("ka", "ანა", "ა"),
        ("ja", "東京", None),
        ("fa", "آذر", "آ"),
        ("fa", "احمد", "ا"),
        ("fa", "أمین", "ا"),
        ("fa", "گلستان", "گ"),
        ("fa", "Zed", "Z"),
        ("fa", "۱۲ روز", None),
        ("ar", "أحمد", "ا"),
        ("ar", "آمال", "ا"),
        ("ar", "المانيا", "م"),
        ("ar", "ألمانيا", "ا"),
        ("ar", "الله", "ا"),
        ("ar", "يزيد", "ي"),
    ],
)
def test_a_name_is_filed_under_its_letter(language: str, name: str, letter: str | None) -> None:
    found = alphabet_of(language).letter(name)
    assert (None if found == "other" else letter_label(found)) == letter
