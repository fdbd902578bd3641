"""`content/files/`: pictures and papers that are copied as they are, once they are known to be harmless.

A file is what its name says, no larger than a page can bear, runs nothing and gives nobody's whereabouts away. Only
what is kept of it (digest, size) is handed on; the bytes stay on disk until they are copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import PurePosixPath

from sitegen.cache.cache import Cache
from sitegen.faults import Checked, Fault, Span
from sitegen.load import images, source, svg, tree
from sitegen.model.site import SourceFile

MAX_BYTES = 10 * 1024 * 1024

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*\.[a-z]+")
_FOLDER = re.compile(r"[a-z0-9][a-z0-9_-]*")
_TEXTS = frozenset({"csv", "txt"})
KINDS = (*sorted(images.EXTENSIONS), "svg", "pdf", *sorted(_TEXTS))


def read_files(found: Iterable[tree.Found], cache: Cache) -> Checked[tuple[SourceFile, ...]]:
    """The files that may be published, in the order given, and what is wrong with the others."""
    there = tuple(found)
    files: list[SourceFile] = []
    faults = list(_folder_faults(there))
    for file in there:
        read = _read(file, cache)
        if isinstance(read, Fault):
            faults.append(read)
        else:
            files.append(read)
    return Checked(tuple(files), tuple(faults))


def _read(file: tree.Found, cache: Cache) -> SourceFile | Fault:
    path = file.path
    if fault := _name_fault(path):
        return fault
    raw = tree.read(file, MAX_BYTES)
    if isinstance(raw, Fault):
        return raw
    if len(raw) > MAX_BYTES:
        message = f"the file has more than {MAX_BYTES // 1024 // 1024} MiB, the most that is published"
        return Fault(
            path, Span(), "file-too-large", message, "make it smaller, or link to where it is published"
        )
    if not raw:
        return Fault(path, Span(), "file-empty", "the file is empty", "put the file here again, or remove it")
    key = blake2b(f"{path}\0".encode() + raw, digest_size=16).digest()
    return cache.recall("file", key, lambda: _inspected(path, raw))


def _inspected(path: str, raw: bytes) -> SourceFile | Fault:
    size = _inspect(path, raw)
    if isinstance(size, Fault):
        return size
    return SourceFile(path, blake2b(raw, digest_size=16).hexdigest(), len(raw), *(size or (None, None)))


def _name_fault(path: str) -> Fault | None:
    name = PurePosixPath(path).name
    extension = name.rpartition(".")[2].lower()
    if extension not in KINDS:
        fix = f"the kinds that are published are {', '.join(KINDS)}"
        return Fault(path, Span(), "file-kind-unknown", "a file of this kind is not published", fix)
    if not _NAME.fullmatch(name):
        message = "the name of a published file holds only a-z, 0-9, - and _, then a dot and its kind"
        fix = f"rename it {_renamed(name.rpartition('.')[0])}.{extension}"
        return Fault(path, Span(), "file-name", message, fix)
    return None


def _folder_faults(found: Iterable[tree.Found]) -> Iterator[Fault]:
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
            yield Fault(path, Span(), "file-name", message, f"rename the folder {_renamed(folder.name)}")


def _renamed(name: str) -> str:
    return re.sub(r"[^a-z0-9_]+", "-", name.lower()).strip("-_") or "a-name"


def _inspect(path: str, raw: bytes) -> tuple[int, int] | Fault | None:
    extension = path.rpartition(".")[2]
    if extension in images.EXTENSIONS:
        return images.inspect(path, extension, raw)
    if extension == "svg":
        return svg.inspect(path, raw)
    if extension == "pdf":
        return (
            None
            if raw.startswith(b"%PDF-")
            else Fault(path, Span(), "file-not-pdf", "this is no PDF file", "export it again as PDF")
        )
    text = source.decode(path, raw, MAX_BYTES)
    return text.faults[0] if text.faults else None
