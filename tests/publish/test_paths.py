"""The last gate before the disk: which output paths may be written."""

from __future__ import annotations

import unicodedata

import pytest

from sitegen.faults import Faults
from sitegen.publish.paths import PathRegistry, check_paths


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "articles/id.html",
        "files/Map of Shusha.png",
        ".well-known/security.txt",
        "a/b/c/d",
        "é/ü.html",
        "console.html",
        "com10.html",
        "files/نقشه.png",
        "pagefind/fragment/en_0a1b.pf_fragment",
    ],
)
def test_good_paths(path: str) -> None:
    assert PathRegistry().claim(path, Faults())


def test_what_is_wrong_with_some_paths_can_be_asked_before_anything_is_written() -> None:
    faults = Faults()
    check_paths(["a/b.html", "index.html", "a/B.html", "a.html/c", "a.html", "index.html"], faults)
    assert [fault.path for fault in faults.met] == ["a/B.html", "a.html", "index.html"]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("", "not relative"),
        ("/etc/passwd", "not relative"),
        ("../index.html", "empty name, . or .."),
        ("a/../../b", "empty name, . or .."),
        ("a//b", "empty name, . or .."),
        ("a/", "empty name, . or .."),
        ("./a", "empty name, . or .."),
        ("a\\b", "no letter of a file name"),
        ("C:/a", "no letter of a file name"),
        ("a\0b", "no letter of a file name"),
        ("a\nb", "no letter of a file name"),
        ("a\u202eb", "no letter of a file name"),
        ("a\u2066b\u2069", "no letter of a file name"),
        ("a\u200fb", "no letter of a file name"),
        ("a\ud800b", "no letter of a file name"),
        ('a"b', "no letter of a file name"),
        ("what?.html", "no letter of a file name"),
        ("a./b", "ends in a dot or a space"),
        ("a /b", "ends in a dot or a space"),
        ("b.", "ends in a dot or a space"),
        ("con", "device"),
        ("a/NUL.html", "device"),
        ("com1.tar.gz", "device"),
        ("lpt¹/a", "device"),
        ("aux .txt", "device"),
        ("a" * 256, "too long"),
        ("é" * 128, "too long"),
        ("a/" * 600 + "b", "too long"),
        (".gitignore", "kept for the generator"),
        (".GitIgnore", "kept for the generator"),
    ],
)
def test_bad_paths_and_why(path: str, reason: str) -> None:
    faults = Faults()
    assert not PathRegistry(reserved=(".gitignore",)).claim(path, faults)
    (fault,) = faults.met
    assert reason in fault.message
    assert fault.path.isprintable()


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("a.html", "a.html", "two things make the same file"),
        ("a.html", "A.html", "only by case"),
        ("é.html", unicodedata.normalize("NFD", "é.html"), "Unicode form"),
        ("straße", "STRASSE", "only by case"),
        ("a/b.html", "A/c.html", "only by case"),
        ("a", "a/b", "name of a file"),
        ("a/b", "a", "name of a folder"),
        ("a/b/c", "a/b", "name of a folder"),
        ("a/b", "A", "only by case"),
    ],
)
def test_paths_that_cannot_stand_together(first: str, second: str, reason: str) -> None:
    claims, faults = PathRegistry(), Faults()
    assert claims.claim(first, faults)
    assert not claims.claim(second, faults)
    (fault,) = faults.met
    assert reason in fault.message


def test_every_path_below_what_is_a_file_is_refused() -> None:
    faults = Faults()
    check_paths(["a", "a/b/c", "a/b/d"], faults)
    assert [fault.path for fault in faults.met] == ["a/b/c", "a/b/d"]
