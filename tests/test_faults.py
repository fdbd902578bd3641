"""The one collector of faults: whoever finds a fault says where as far as it knows, and the collector knows the rest."""

from __future__ import annotations

import pytest

from sitegen.faults import Checked, Fault, Faults, SiteError, Span

NOTE, PAGE = "content/notes/a-note.md", "content/pages/about.md"
EMPTY = Fault("link-empty", "a link without an address", "write where it leads")


def places(faults: Faults) -> list[str]:
    return [f"{fault.path}:{fault.span.line}: {fault.severity} {fault.code}" for fault in faults.met]


def test_a_fault_stands_in_the_file_in_question() -> None:
    faults = Faults(NOTE)
    faults.add(Span(3), "key-unknown", "a note has no key `titel`", "did you mean `title`?")
    faults.of(PAGE).warn(Span(7), "html-raw", "HTML is not allowed here")
    assert places(faults) == [f"{NOTE}:3: error key-unknown", f"{PAGE}:7: warning html-raw"]


def test_a_fault_found_without_its_place_is_put_there() -> None:
    faults = Faults(NOTE)
    faults.place(EMPTY, Span(5))
    assert places(faults) == [f"{NOTE}:5: error link-empty"]
    assert (faults.met[0].message, faults.met[0].fix) == (EMPTY.message, EMPTY.fix)


def test_what_a_result_says_is_taken_with_its_value() -> None:
    found = Faults()
    found.add(Span(9), "heading-empty", "a heading without words")
    faults = Faults(NOTE)
    assert faults.take(found.beside("a body")) == "a body"
    assert faults.take(Checked(None, (Fault("file-empty", "the file is empty", path=PAGE),))) is None
    assert places(faults) == [f"{NOTE}:9: error heading-empty", f"{PAGE}:1: error file-empty"]


def test_files_with_warnings_are_not_faulty() -> None:
    faults = Faults(NOTE)
    faults.warn(Span(), "alias-short", "an alias of one word")
    faults.of(PAGE).add(Span(), "key-missing", "a page needs the key `title`")
    assert faults.faulty == {PAGE}


def test_one_error_stops_a_run_with_all_that_is_known_in_the_order_of_places() -> None:
    faults = Faults(PAGE)
    faults.add(Span(2), "key-missing", "a page needs the key `title`")
    faults.add(Span(2), "key-missing", "a page needs the key `title`")
    faults.of(NOTE).warn(Span(4), "html-raw", "HTML is not allowed here")
    with pytest.raises(SiteError) as stopped:
        faults.stop()
    assert [(fault.path, fault.code) for fault in stopped.value.faults] == [
        (NOTE, "html-raw"),
        (PAGE, "key-missing"),
    ]


def test_warnings_stop_only_a_strict_run() -> None:
    faults = Faults(NOTE)
    faults.stop(strict=True)
    faults.warn(Span(), "html-raw", "HTML is not allowed here")
    faults.stop()
    with pytest.raises(SiteError):
        faults.stop(strict=True)
