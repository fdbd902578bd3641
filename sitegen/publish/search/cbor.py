"""The part of CBOR (RFC 8949) that Pagefind writes: integers, texts and arrays of known length.

Anything else is refused: it would mean that Pagefind's format has changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TypeAlias

Value: TypeAlias = "int | str | list[Value]"

_UNSIGNED, _NEGATIVE, _TEXT, _ARRAY = 0, 1, 3, 4
_SIZES = {24: 1, 25: 2, 26: 4, 27: 8}


class BadCbor(ValueError):
    """The bytes are not what Pagefind is known to write."""


def decode(data: bytes) -> Value:
    """The one value that `data` holds. Raises BadCbor."""
    value, end = read(data, 0)
    if end != len(data):
        raise BadCbor(f"{len(data) - end} bytes after the end")
    return value


def read(data: bytes, at: int) -> tuple[Value, int]:
    """The value that begins `at` a place, and where it ends. Raises BadCbor."""
    kind, number, at = _head_at(data, at)
    if kind == _UNSIGNED:
        return number, at
    if kind == _NEGATIVE:
        return -1 - number, at
    if kind == _TEXT:
        return _text(data, at, number), at + number
    items: list[Value] = []
    for _ in range(number):
        item, at = read(data, at)
        items.append(item)
    return items, at


def read_text(data: bytes, at: int) -> tuple[str, int]:
    """The text that begins `at` a place, and where it ends. Raises BadCbor."""
    kind, number, at = _head_at(data, at)
    if kind != _TEXT:
        raise BadCbor("no text where one belongs")
    return _text(data, at, number), at + number


def read_array(data: bytes, at: int) -> tuple[int, int]:
    """How many items the array has that begins `at` a place, and where the first of them is. Raises BadCbor."""
    kind, number, at = _head_at(data, at)
    if kind != _ARRAY:
        raise BadCbor("no array where one belongs")
    return number, at


def encode(value: Value) -> bytes:
    """The shortest form of a value, which is the form that Pagefind writes."""
    if isinstance(value, int):
        return number(value)
    if isinstance(value, str):
        text = value.encode()
        return _head(_TEXT, len(text)) + text
    return array_of(map(encode, value), len(value))


@lru_cache(maxsize=1 << 14)
def number(value: int) -> bytes:
    """An integer."""
    return _head(_UNSIGNED, value) if value >= 0 else _head(_NEGATIVE, -1 - value)


def array_of(items: Iterable[bytes], count: int) -> bytes:
    """An array of `count` values that are encoded already."""
    return _head(_ARRAY, count) + b"".join(items)


def _text(data: bytes, at: int, size: int) -> str:
    try:
        return str(data[at : at + size], "utf-8")
    except UnicodeDecodeError as fault:
        raise BadCbor("no text") from fault


def _head_at(data: bytes, at: int) -> tuple[int, int, int]:
    """The kind of the value that begins `at` a place, its number or length, and where its content is."""
    try:
        kind, number = data[at] >> 5, data[at] & 31
    except IndexError as fault:
        raise BadCbor("cut short") from fault
    at += 1
    if number >= 24:
        size = _SIZES.get(number)
        if size is None:
            raise BadCbor(f"a length of kind {number}")
        number, at = int.from_bytes(data[at : at + size], "big"), at + size
    if kind not in (_UNSIGNED, _NEGATIVE, _TEXT, _ARRAY):
        raise BadCbor(f"a value of kind {kind}")
    if at + (number if kind == _TEXT else 0) > len(data):
        raise BadCbor("cut short")
    return kind, number, at


def _head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes((kind << 5 | number,))
    if number < 256:
        return bytes((kind << 5 | 24, number))
    code, size = next((code, size) for code, size in _SIZES.items() if number < 1 << 8 * size)
    return bytes((kind << 5 | code,)) + number.to_bytes(size, "big")
