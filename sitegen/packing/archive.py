"""Zip files that are the same, byte for byte, for the same members: one date, one set of rights, one order.

The format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from shutil import copyfileobj
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_UNIX = 3
_RIGHTS = 0o100644 << 16
_EARLIEST, _LATEST = date(1980, 1, 1), date(2107, 12, 31)
"""Days that a zip file can write."""

_COMPRESSED = (".gz", ".jpeg", ".jpg", ".mp3", ".mp4", ".pdf", ".png", ".webp", ".woff2", ".zip")


def write_zip(
    target: Path, members: Iterable[tuple[str, bytes | Path]], when: date, *, stored: Iterable[str] = ()
) -> None:
    """Writes a zip file with these members (a name with `/`, and its bytes or the file that holds them) in their order.

    Those `stored` are not compressed, nor are those whose ending says that they are already.

    Raises:
        OSError: the disk refuses.
    """
    day = min(max(when, _EARLIEST), _LATEST)
    kept = frozenset(stored)
    with ZipFile(target, "x") as archive:
        for name, content in members:
            info = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            info.create_system, info.external_attr = _UNIX, _RIGHTS
            as_is = name in kept or name.lower().endswith(_COMPRESSED)
            info.compress_type = ZIP_STORED if as_is else ZIP_DEFLATED
            if isinstance(content, bytes):
                archive.writestr(info, content)
                continue
            info.file_size = content.stat().st_size
            with content.open("rb") as source, archive.open(info, "w") as written:
                copyfileobj(source, written)
