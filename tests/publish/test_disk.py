"""What the operating system refuses, said with what an editor can do about it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from sitegen.publish.disk import explain

REFUSED = [errno.EACCES, errno.EPERM, errno.EROFS]


def fix(number: int, path: str) -> str:
    return explain("write", OSError(number, os.strerror(number), path), Path()).fix


@pytest.mark.parametrize("number", REFUSED)
def test_where_the_site_cannot_be_written_another_folder_can_be_chosen(number: int) -> None:
    assert fix(number, "/srv/site/public/index.html").endswith("choose another folder with --out")


@pytest.mark.parametrize("number", REFUSED)
def test_where_the_cache_cannot_be_written_that_would_not_help(number: int) -> None:
    outcome = fix(number, "/srv/site/.cache/lock")
    assert (
        outcome
        == "make the site's folder writable, or copy it to where you may write and name it with --root"
    )


def test_what_cannot_be_read_is_not_mended_by_writing_elsewhere() -> None:
    outcome = explain("read", PermissionError(errno.EACCES, "Permission denied", "/srv/site/content/notes"))
    assert outcome.fix == "give yourself the right to read it, then build again"
