"""Nothing but plain files is read, and no name that some system cannot hold."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import pytest

from sitegen.faults import EnvironmentFault, Faults
from sitegen.load import tree


def codes(root: Path) -> dict[str, str]:
    faults = Faults()
    tree.walk(root / "content", "content", faults)
    return {fault.path: fault.code for fault in faults.met}


def names(root: Path) -> list[str]:
    return [file.path for file in tree.walk(root / "content", "content", Faults())]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content" / "people").mkdir(parents=True)
    (tmp_path / "content" / "people" / "anna.md").write_text("Anna")
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "other.md").write_text("secret")
    return tmp_path


def test_files_are_found_in_the_order_of_their_paths(root: Path) -> None:
    for name in ("people/zoe.md", "people-of-old.md", "index.md", "people/bo.md"):
        (root / "content" / name).write_text("x")
    expected = ["index.md", "people-of-old.md", "people/anna.md", "people/bo.md", "people/zoe.md"]
    assert names(root) == [f"content/{name}" for name in expected]


def test_a_link_to_a_file_is_refused_and_not_followed(root: Path) -> None:
    (root / "content" / "people" / "link.md").symlink_to(root / "secret" / "other.md")
    (root / "content" / "people" / "broken.md").symlink_to("nowhere")
    assert codes(root) == {"content/people/link.md": "file-kind", "content/people/broken.md": "file-kind"}
    assert names(root) == ["content/people/anna.md"]


def test_a_link_to_a_folder_is_refused_and_not_entered(root: Path) -> None:
    (root / "content" / "places").symlink_to(root / "secret")
    (root / "content" / "loop").symlink_to(root / "content")
    assert codes(root) == {"content/loop": "file-kind", "content/places": "file-kind"}
    assert names(root) == ["content/people/anna.md"]


def test_content_itself_is_no_link(root: Path) -> None:
    (root / "content").rename(root / "elsewhere")
    (root / "content").symlink_to(root / "elsewhere")
    assert codes(root) == {"content": "file-kind"}
    assert names(root) == []


def test_a_pipe_and_a_socket_are_refused_unopened(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "content")
    os.mkfifo("pipe.md")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.md")
        assert codes(root) == {"content/pipe.md": "file-kind", "content/socket.md": "file-kind"}


def test_what_became_a_pipe_or_a_link_meanwhile_is_not_read(root: Path) -> None:
    (found,) = tree.walk(root / "content", "content", Faults())
    found.disk.unlink()
    os.mkfifo(found.disk)
    assert code_of(found) == "file-kind"
    found.disk.unlink()
    found.disk.symlink_to(root / "secret" / "other.md")
    assert code_of(found) == "file-kind"


def test_a_disk_that_fails_is_no_fault_of_the_content(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> int:
        raise OSError(errno.EIO, "Input/output error")

    (found,) = tree.walk(root / "content", "content", Faults())
    monkeypatch.setattr(os, "open", fail)
    with pytest.raises(EnvironmentFault, match=r"content/people/anna\.md cannot be read: Input/output error"):
        tree.read(found, 10, Faults())


def test_a_file_that_vanishes_is_told(root: Path) -> None:
    (found,) = tree.walk(root / "content", "content", Faults())
    found.disk.unlink()
    assert code_of(found) == "file-vanished"


def test_a_file_that_may_not_be_read_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError

    (found,) = tree.walk(root / "content", "content", Faults())
    monkeypatch.setattr(os, "open", refuse)
    assert code_of(found) == "file-unreadable"


def test_no_more_is_read_than_shows_that_it_is_too_much(root: Path) -> None:
    (found,) = tree.walk(root / "content", "content", Faults())
    assert tree.read(found, 2, Faults()) == b"Ann"


@pytest.mark.parametrize(
    ("one", "other"), [("Bo.md", "bo.md"), ("caf\u00e9.md", "cafe\u0301.md"), ("STRASSE.md", "straße.md")]
)
def test_two_names_that_some_systems_take_for_one_are_refused(root: Path, one: str, other: str) -> None:
    for name in (one, other):
        (root / "content" / "people" / name).write_text("x")
    if len(names(root)) < 3:
        pytest.fail("this file system takes the two names for one; run the tests on another")
    assert list(codes(root).values()) == ["file-twin"]


def test_two_names_that_look_the_same_are_told_apart_by_their_spelling(root: Path) -> None:
    for name in ("caf\u00e9.md", "cafe\u0301.md"):
        (root / "content" / "people" / name).write_text("x")
    faults = Faults()
    tree.walk(root / "content", "content", faults)
    (fault,) = faults.met
    assert fault.path == "content/people/caf\u00e9.md"
    assert fault.message == "two files have this name: in one \u00e9 is U+00E9, in the other U+0065 U+0301"


@pytest.mark.parametrize(
    "name",
    [
        b"caf\xe9.md",
        b"a\nb.md",
        b"a\x1bb.md",
        "a\u202eb.md".encode(),
        b"aux",
        b"nul.md",
        b"LPT1.md",
        "com\u00b9.md".encode(),
        b"aux .md",
        b"a?.md",
        b"a.",
        b"a ",
    ],
)
def test_a_name_that_not_every_system_holds_is_refused(root: Path, name: bytes) -> None:
    (Path(os.fsdecode(os.fsencode(root / "content")) + os.fsdecode(b"/" + name))).write_text("x")
    ((path, code),) = codes(root).items()
    assert code == "file-name"
    assert path.isprintable()
    assert names(root) == ["content/people/anna.md"]


def test_a_folder_with_such_a_name_is_refused(root: Path) -> None:
    (root / "content" / "con").mkdir()
    assert codes(root) == {"content/con": "file-name"}


def code_of(found: tree.Found) -> str:
    faults = Faults()
    assert tree.read(found, 10, faults) is None
    ((path, code),) = {(fault.path, fault.code) for fault in faults.met}
    assert path == found.path
    return code
