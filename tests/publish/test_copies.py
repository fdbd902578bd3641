"""Files of content/files/ go into the site as they were checked, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.cache.digests import digest
from sitegen.faults import EnvironmentFault
from sitegen.model.output import OutputFile
from sitegen.model.site import SourceFile
from sitegen.publish.staging import copied

PATH = "content/files/map.svg"
CHECKED = SourceFile(PATH, digest(b"a map"), 5)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / PATH).parent.mkdir(parents=True)
    (tmp_path / PATH).write_bytes(b"a map")
    return tmp_path


def test_a_file_is_copied_byte_for_byte(root: Path) -> None:
    assert list(copied([CHECKED], root)) == [OutputFile("files/map.svg", b"a map")]


def test_a_file_that_was_changed_since_it_was_checked_stops_the_build(root: Path) -> None:
    (root / PATH).write_bytes(b"a bug")
    with pytest.raises(EnvironmentFault, match="was changed while the site was built"):
        list(copied([CHECKED], root))


def test_a_file_that_is_gone_since_it_was_checked_stops_the_build(root: Path) -> None:
    (root / PATH).unlink()
    with pytest.raises(EnvironmentFault, match="cannot read"):
        list(copied([CHECKED], root))
