"""`content/files/`: pictures and papers that are copied as they are, once they are known to be harmless.

A file is what its name says, no larger than a page can bear, runs nothing and gives nobody's whereabouts away; what else
it tells beside what it shows is warned of. Only what is kept of it (digest, size) is handed on; the bytes stay on disk
until they are copied.

Pillow reads only the header and the metadata of pictures, never the pixels of one that is too large; it is imported
when the first picture is met, so a site without pictures does not pay for it; nor for `metadata` and `svg`.
"""

from __future__ import annotations

import re
import warnings
from base64 import b64decode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from sitegen.cache.cache import Cache
from sitegen.cache.digests import digest, raw_digest
from sitegen.faults import Checked, Faults, Span
from sitegen.load import source, tree
from sitegen.model.site import SourceFile

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 50_000_000

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*\.[a-z]+")
_FOLDER = re.compile(r"[a-z0-9][a-z0-9_-]*")
_TEXTS = frozenset({"csv", "txt"})
_FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "gif": "GIF", "webp": "WEBP", "avif": "AVIF"}
_TWO_IN_ONE = "MPO"
"""What Pillow calls a JPEG with further pictures behind the first, as telephones save it; browsers show the first."""

Size = tuple[int, int]
"""Width and height in pixels."""

KINDS = (*sorted(_FORMATS), "svg", "pdf", *sorted(_TEXTS))


def read_files(found: Iterable[tree.Found], cache: Cache, faults: Faults) -> tuple[SourceFile, ...]:
    """The files that may be published, in the order given."""
    there = tuple(found)
    _check_folders(there, faults)
    files = (_read(file, cache, faults.of(file.path)) for file in there)
    return tuple(file for file in files if file)


def _read(file: tree.Found, cache: Cache, faults: Faults) -> SourceFile | None:
    raw = tree.read(file, MAX_BYTES, faults) if _is_well_named(file.path, faults) else None
    if raw is None:
        return None
    if len(raw) > MAX_BYTES:
        message = f"the file has more than {MAX_BYTES // 1024 // 1024} MiB, the most that is published"
        faults.add(Span(), "file-too-large", message, "make it smaller, or link to where it is published")
        return None
    if not raw:
        faults.add(Span(), "file-empty", "the file is empty", "put the file here again, or remove it")
        return None
    key = raw_digest(f"{file.path}\0".encode() + raw)
    return faults.take(cache.recall("file", key, lambda: _inspected(file.path, raw)))


def _inspected(path: str, raw: bytes) -> Checked[SourceFile | None]:
    faults = Faults(path)
    width, height = _inspect(raw, faults) or (None, None)
    return faults.beside(None if faults.faulty else SourceFile(path, digest(raw), len(raw), width, height))


def _is_well_named(path: str, faults: Faults) -> bool:
    name = PurePosixPath(path).name
    extension = name.rpartition(".")[2].lower()
    if extension not in KINDS:
        fix = f"the kinds that are published are {', '.join(KINDS)}"
        faults.add(Span(), "file-kind-unknown", "a file of this kind is not published", fix)
        return False
    if not _NAME.fullmatch(name):
        message = "the name of a published file holds only a-z, 0-9, - and _, then a dot and its kind"
        fix = f"rename it {_renamed(name.rpartition('.')[0])}.{extension}"
        faults.add(Span(), "file-name", message, fix)
        return False
    return True


def _check_folders(found: Iterable[tree.Found], faults: Faults) -> None:
    """One fault for each folder whose name no address can hold, at the first file in it."""
    first: dict[PurePosixPath, str] = {}
    for file in found:
        for folder in PurePosixPath(file.path).parents:
            first.setdefault(folder, file.path)
    for folder, path in first.items():
        if not _FOLDER.fullmatch(folder.name or "content"):
            message = (
                f'the name of a folder of published files holds only a-z, 0-9, - and _, not "{folder.name}"'
            )
            faults.of(path).add(Span(), "file-name", message, f"rename the folder {_renamed(folder.name)}")


def _renamed(name: str) -> str:
    return re.sub(r"[^a-z0-9_]+", "-", name.lower()).strip("-_") or "a-name"


def _inspect(raw: bytes, faults: Faults) -> Size | None:
    """The width and height of what is seen, in pixels where they are known; a fault where it may not be published."""
    extension = faults.path.rpartition(".")[2]
    if extension in _FORMATS:
        return _inspect_picture(raw, extension, faults)
    if extension == "svg":
        from sitegen.load import svg  # noqa: PLC0415

        return svg.inspect(raw, faults, lambda picture, place: _inspect_inside(picture, place, faults))
    if extension in _TEXTS:
        source.decode(raw, faults, MAX_BYTES)
    elif not raw.startswith(b"%PDF-"):
        faults.add(Span(), "file-not-pdf", "this is no PDF file", "export it again as PDF")
    else:
        from sitegen.load import metadata  # noqa: PLC0415

        fix = "take it out of the properties of the document, and export it again as PDF"
        metadata.warn(metadata.told_by_pdf(raw), fix, faults)
    return None


def _inspect_inside(encoded: str, place: Span, faults: Faults) -> None:
    """Looks at what a picture inside a drawing tells. One that is none shows nothing, and tells nothing."""
    from PIL import Image  # noqa: PLC0415

    inside = Faults(faults.path)
    with suppress(ValueError, OSError, SyntaxError, EOFError, Image.DecompressionBombError):
        raw = b64decode(encoded)
        with _opened(raw) as picture:
            if picture.width * picture.height <= MAX_PIXELS:
                _check_metadata(picture, raw, inside)
    for fault in inside.met:
        fix = "export that picture again without metadata, and put it into the drawing anew"
        faults.place(fault._replace(fix=fix), place)


@contextmanager
def _opened(raw: bytes) -> Iterator[Any]:
    """A picture of Pillow, of which only the header is read."""
    from PIL import Image  # noqa: PLC0415

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(BytesIO(raw), formats=sorted(set(_FORMATS.values()))) as picture:
            yield picture


def _inspect_picture(raw: bytes, extension: str, faults: Faults) -> Size | None:
    """The width and height of a picture in pixels; a fault where it may not be published."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415

    wanted = _FORMATS[extension]
    try:
        with _opened(raw) as picture:
            _check(picture, raw, extension, faults)
            size: Size = picture.size
            return size
    except UnidentifiedImageError:
        message = f"this is no {wanted} picture"
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as fault:
        message = f"the {wanted} picture is damaged: {fault}"
    faults.add(Span(), "image-broken", message, "export it again, or remove the file")
    return None


def _check(picture: Any, raw: bytes, extension: str, faults: Faults) -> None:
    kind = "JPEG" if picture.format == _TWO_IN_ONE else picture.format
    width, height = picture.size
    if kind != _FORMATS[extension]:
        message = f"the file is named .{extension} and is a {kind} picture"
        faults.add(Span(), "image-kind", message, f"name it .{kind.lower()}")
    elif width * height > MAX_PIXELS:
        message = f"the picture has {width:,} × {height:,} pixels; at most {MAX_PIXELS:,} in all are read"
        fix = "make it smaller: 2,000 pixels on the longer side are plenty"
        faults.add(Span(), "image-too-large", message, fix)
    else:
        _check_metadata(picture, raw, faults)


def _check_metadata(picture: Any, raw: bytes, faults: Faults) -> None:
    from sitegen.load import metadata  # noqa: PLC0415

    if metadata.tells_place(picture, raw):
        fix = f"export it again without location, or run: exiftool -gps:all= -xmp:geotag= {faults.path}"
        faults.add(Span(), "image-location", "the picture tells where it was taken", fix)
    keeping = "-tagsfromfile @ -orientation -icc_profile -overwrite_original"
    fix = f"export it again without metadata, or run: exiftool -all= {keeping} {faults.path}"
    metadata.warn(metadata.told_by_picture(picture), fix, faults)
