"""The index as files: the same bytes for the same pages, no work without need, and no half-made search."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from sitegen.faults import EnvironmentFault
from sitegen.model.output import Output, SearchRecord
from sitegen.publish.search import index
from sitegen.publish.search.analysis import UnknownPagefind, read_bundle
from sitegen.publish.search.cbor import BadCbor, decode, encode
from sitegen.publish.search.copies import everything, further, index_copy, spellings
from sitegen.publish.search.files import digits_for, script_of_pages, wrapped
from sitegen.publish.search.pagefind import IndexCopy
from tests.memory import Kept
from tests.search import site
from tests.search.bundles import pagefinds_own, stock

RECORDS = site.records(fillers=3)
AGAIN = """
import sys, hashlib
from pathlib import Path
from sitegen.publish.search import index
from tests.memory import Kept
from tests.search import site
records = site.records(fillers=3)
records.reverse()
files = index(records, language="en", work=Path(sys.argv[1]), jobs=1)
print(hashlib.sha256(b"".join(f.path.encode() + b"\\0" + f.content for f in files)).hexdigest())
"""


def made(tmp_path: Path, **options: float) -> tuple[Output, ...]:
    return index(RECORDS, language="en", work=tmp_path / "work", **options)  # type: ignore[arg-type]


def pagefind_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str) -> None:
    """Put a program of our own in Pagefind's place."""
    program = tmp_path / "pagefind"
    program.write_text(f"#!{sys.executable}\n{script}", "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: program)


@pytest.fixture(scope="module")
def pagefinds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What Pagefind makes of one page and of the last one."""
    return pagefinds_own([index_copy(RECORDS[0]), everything()], tmp_path_factory.mktemp("work"))


# The same bytes


def test_the_same_pages_give_the_same_bytes_in_any_order_and_process(tmp_path: Path) -> None:
    def digest(seed: str) -> str:
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "TZ": "Asia/Tehran",
        }
        command = [sys.executable, "-c", AGAIN, str(tmp_path)]
        return subprocess.run(
            command, env=environment, cwd="/", capture_output=True, text=True, check=True
        ).stdout

    assert len({digest(seed) for seed in ("1", "2", "3")}) == 1


def test_paths_are_sorted_and_nothing_is_left_in_the_work_folder(tmp_path: Path) -> None:
    files = made(tmp_path)
    assert [file.path for file in files] == sorted({file.path for file in files})
    assert list((tmp_path / "work").iterdir()) == []


def test_nothing_of_pagefinds_own_pages_is_published(tmp_path: Path) -> None:
    names = {
        Path(file.path).name.split(".")[0]
        for file in made(tmp_path)
        if "/" not in file.path.partition("/")[2]
    }
    assert names == {"pagefind", "pagefind-entry", "wasm", "engine", "entry", "names"}


# No work without need


def test_nothing_is_indexed_when_nothing_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Kept()
    first = index(RECORDS, language="en", work=tmp_path, memory=memory)
    pagefind_is(monkeypatch, tmp_path, "raise SystemExit(1)")
    again = index([*reversed(RECORDS)], language="en", work=tmp_path, memory=memory)
    assert [(file.path, file.content) for file in again] == [(file.path, file.content) for file in first]
    changed = [replace(RECORDS[0], date="another day"), *RECORDS[1:]]
    with pytest.raises(EnvironmentFault):
        index(changed, language="en", work=tmp_path, memory=memory)
    with pytest.raises(EnvironmentFault):
        index(RECORDS, language="fa", work=tmp_path, memory=memory)


def test_no_pages_need_no_pagefind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pagefind_is(monkeypatch, tmp_path, "raise SystemExit(1)")
    assert index([], language="en", work=tmp_path) == ()


# When Pagefind does not do what it should


FAILING = {
    "fails": ("import sys; sys.stderr.write('no memory'); sys.exit(3)", "has failed: no memory"),
    "dies over its work": (
        "import sys; print('e30=,', end='', flush=True); sys.stderr.write('no memory'); sys.exit(3)",
        "has failed: no memory",
    ),
    "says nothing": ("import sys; sys.stdin.buffer.read(1)", "has failed"),
    "hangs": ("import time; time.sleep(600)", "has not finished after 1 seconds"),
    "answers nonsense": ("print('!,' * 1000)", "gives an answer that cannot be read"),
    "is of another machine": ("", "cannot be started"),
}


@pytest.mark.parametrize("case", FAILING)
def test_a_failing_pagefind_is_the_machines_fault(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script, message = FAILING[case]
    pagefind_is(monkeypatch, tmp_path, script)
    if not script:
        (tmp_path / "pagefind").write_bytes(b"\x7fELF of no machine")
    with pytest.raises(EnvironmentFault) as fault:
        made(tmp_path, seconds=1 if case == "hangs" else 60)
    assert message in fault.value.message
    assert "make site" in fault.value.fix
    assert list((tmp_path / "work").iterdir()) == []


def test_a_missing_pagefind_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    with pytest.raises(EnvironmentFault, match="is not installed"):
        made(tmp_path)


def test_a_fault_of_ours_while_pagefind_works_comes_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(record: SearchRecord) -> IndexCopy:
        if record.path.startswith("people/"):
            raise ZeroDivisionError
        return index_copy(record)

    monkeypatch.setattr("sitegen.publish.search.index_copy", faulty)
    with pytest.raises(ZeroDivisionError):
        made(tmp_path)
    assert list((tmp_path / "work").iterdir()) == []


@pytest.mark.parametrize("lost", [1, len(RECORDS)])
def test_a_page_left_out_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost: int) -> None:
    left_out = sorted(record.path for record in RECORDS)[:lost]

    def lossy(record: SearchRecord) -> IndexCopy:
        copy = index_copy(record)
        return replace(copy, html="") if record.path in left_out else copy

    monkeypatch.setattr("sitegen.publish.search.index_copy", lossy)
    with pytest.raises(EnvironmentFault, match=f"it has {len(RECORDS) - lost} of {len(RECORDS)} pages"):
        made(tmp_path)


def test_a_work_folder_that_cannot_be_made_is_the_machines_fault(tmp_path: Path) -> None:
    (tmp_path / "work").write_text("a file")
    with pytest.raises(EnvironmentFault, match="make the search index"):
        made(tmp_path)


# When Pagefind's files are not the known ones


def test_another_version_is_refused(pagefinds: dict[str, bytes]) -> None:
    entry = json.loads(pagefinds["pagefind-entry.json"]) | {"version": "1.6.0"}
    with pytest.raises(UnknownPagefind, match=r"its version is 1\.6\.0"):
        read_bundle(pagefinds | {"pagefind-entry.json": json.dumps(entry).encode()}, 1)


def test_a_second_language_is_refused(pagefinds: dict[str, bytes]) -> None:
    entry = json.loads(pagefinds["pagefind-entry.json"])
    entry["languages"]["fa"] = entry["languages"]["en"]
    with pytest.raises(UnknownPagefind, match="2 languages"):
        read_bundle(pagefinds | {"pagefind-entry.json": json.dumps(entry).encode()}, 1)


def test_a_field_more_is_refused(tmp_path: Path) -> None:
    copy = index_copy(RECORDS[0])
    other = replace(copy, html=copy.html.replace('meta="title:', 'meta="heading:'))
    files = pagefinds_own([other, everything()], tmp_path)
    with pytest.raises(UnknownPagefind, match="other fields"):
        read_bundle(files, 1)


@pytest.mark.parametrize("name", ["pagefind.js", "wasm.en.pagefind", "pagefind-entry.json"])
def test_a_missing_part_is_refused(pagefinds: dict[str, bytes], name: str) -> None:
    rest = {each: content for each, content in pagefinds.items() if each != name}
    with pytest.raises(UnknownPagefind, match=name):
        read_bundle(rest, 1)


@pytest.mark.parametrize("end", [".pf_meta", ".pf_index", ".pf_fragment"])
@pytest.mark.parametrize(
    "content",
    [b"", b"pagefind_dcd\xff", b"pagefind_dcd\x80", b"pagefind_dcd\x18\x01", b"pagefind_dcd\x81\x81\x83"],
)
def test_a_file_of_another_form_is_refused(pagefinds: dict[str, bytes], end: str, content: bytes) -> None:
    altered = {name: gzip.compress(content) for name in pagefinds if name.endswith(end)}
    with pytest.raises(UnknownPagefind, match="cannot be read"):
        read_bundle(pagefinds | altered, 1)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"export{", b"const exports={"),
        (b"import.meta", b"import_meta"),
        (b"fetch(", b"request("),
        (b"export{", b";import'./more.js';export{"),
        (b"export{", b";await import('./more.js');export{"),
    ],
)
def test_an_engine_of_another_shape_is_refused(
    bundle: tuple[Output, ...], before: bytes, after: bytes
) -> None:
    engine = stock(bundle)["pagefind.js"]
    assert before in engine
    with pytest.raises(UnknownPagefind, match=r"list of exports|another way"):
        wrapped(engine.replace(before, after))


def test_an_engine_of_the_same_shape_with_other_words_is_refused(bundle: tuple[Output, ...]) -> None:
    with pytest.raises(UnknownPagefind, match="has changed"):
        wrapped(stock(bundle)["pagefind.js"].replace(b"pagefind_dcd", b"pagefind_dcx"))


# What goes in


def test_the_scripts_hold_the_same_data_as_the_bundle(bundle: tuple[Output, ...]) -> None:
    scripts = {
        file.path: file.content.decode() for file in bundle if file.path.startswith("pagefind-offline/")
    }
    held = "".join(scripts.values())
    for name in stock(bundle):
        assert (f'"{name}":"' in held) == (not name.endswith((".js", ".json"))), name


@pytest.mark.parametrize(("total", "digits"), [(0, 0), (48_000, 0), (48_001, 1), (800_000, 2)])
def test_pages_share_scripts_when_there_are_many(total: int, digits: int) -> None:
    assert digits_for(total) == digits
    assert script_of_pages("0a1b2c3", digits) == f"fragment/{'0a1b2c3'[:digits] or 'all'}.js"


def test_a_page_without_words_is_found_by_its_title() -> None:
    copy = index_copy(SearchRecord("sources/x.html", "Outlet & Co", "Outlet", "", ""))
    assert copy.html.endswith("<p>Outlet &amp; Co</p></body></html>")


def test_a_summary_that_is_in_the_text_is_not_said_twice() -> None:
    record = SearchRecord(
        "x.html", "T", "Note", "Six rockets fell.", "<p>Six <a href=x>rockets</a> fell.</p>"
    )
    assert index_copy(record).html.count("rockets") == 1
    assert index_copy(replace(record, summary="Other.")).html.count("<p>") == 2


def test_what_leads_to_a_footnote_and_back_is_no_text() -> None:
    body = '<p>Old<sup class="note"><a href="#fn:a">a</a></sup> boats.</p><li>Of 1931. <a href="#fnref:a" role="doc-backlink">↩</a></li>'
    assert (
        "<p>Old boats.</p><li>Of 1931. </li>"
        in index_copy(SearchRecord("x.html", "T", "Note", "", body)).html
    )


def test_what_is_shown_cannot_break_out_of_the_copy() -> None:
    record = SearchRecord("x.html", '"><b>', "Note", "<script>", "", topics=("<i>",))
    assert "<script>" not in index_copy(record).html
    assert '"><b>' not in index_copy(record).html


def test_spellings_add_the_folded_words_joined_and_apart() -> None:
    assert spellings(["Kata'ib Hezbollah"]) == "Kata'ib Hezbollah · kataibhezbollah"
    assert spellings(["ʿAlī al-Ḥaqq"]) == "ʿAlī al-Ḥaqq · ali · alialhaqq · alihaqq"
    assert spellings(["الكاظمي"]) == "الكاظمي · کاظمی · الکاظمی"


def test_further_words_are_those_that_the_text_is_not_found_by() -> None:
    assert further("Kadhimi spoke.", ["Mustafa al-Kadhimi", "Kazemi"]) == "mustafa kazemi"
    assert further("The café of al-Kadhimi, 1,176 guests, Iran's", []) == ""
    assert further("ʿAbd al-Mahdi", []) == "abd"
    assert further("علی‌اکبر", []) == "علی اکبر"


@pytest.mark.parametrize(
    "value",
    [0, 23, 24, 255, 256, 70_000, 1 << 40, -1, -500, "", "سایت", [], ["a", [1, -2]], list(range(300))],
)
def test_cbor_is_read_as_it_is_written(value: int | str | list[object]) -> None:
    assert decode(encode(value)) == value  # type: ignore[arg-type]


@pytest.mark.parametrize("data", [b"", b"\x18", b"\x82\x01", b"\x61\xff", b"\xa0", b"\x9f", b"\x01\x01"])
def test_cbor_of_another_form_is_refused(data: bytes) -> None:
    with pytest.raises(BadCbor):
        decode(data)
