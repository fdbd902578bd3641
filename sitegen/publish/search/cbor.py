"""The part of CBOR (RFC 8949) that Pagefind writes: integers, texts and arrays of known length.

Anything else is refused: it would mean that Pagefind's format has changed.
"""

from __future__ import annotations

from typing import TypeAlias

Value: TypeAlias = "int | str | list[Value]"

_UNSIGNED, _NEGATIVE, _TEXT, _ARRAY = 0, 1, 3, 4
_SIZES = {24: 1, 25: 2, 26: 4, 27: 8}


class BadCbor(ValueError):
    """The bytes are not what Pagefind is known to write."""


def decode(data: bytes) -> Value:
    """The one value that `data` holds. Raises BadCbor."""
    try:
        value, end = _read(data, 0)
    except (IndexError, UnicodeDecodeError) as fault:
        raise BadCbor("cut short or not text") from fault
    if end != len(data):
        raise BadCbor(f"{len(data) - end} bytes after the end")
    return value


def encode(value: Value) -> bytes:
    """The shortest form of a value, which is the form that Pagefind writes."""
    if isinstance(value, int):
        return _head(_UNSIGNED, value) if value >= 0 else _head(_NEGATIVE, -1 - value)
    if isinstance(value, str):
        text = value.encode()
        return _head(_TEXT, len(text)) + text
    return _head(_ARRAY, len(value)) + b"".join(map(encode, value))


def _read(data: bytes, at: int) -> tuple[Value, int]:
    kind, number = data[at] >> 5, data[at] & 31
    at += 1
    if number >= 24:
        size = _SIZES.get(number)
        if size is None:
            raise BadCbor(f"a length of kind {number}")
        number, at = int.from_bytes(data[at : at + size], "big"), at + size
    if kind == _UNSIGNED:
        return number, at
    if kind == _NEGATIVE:
        return -1 - number, at
    if kind == _TEXT:
        return data[at : at + number].decode(), at + number
    if kind != _ARRAY:
        raise BadCbor(f"a value of kind {kind}")
    items: list[Value] = []
    for _ in range(number):
        item, at = _read(data, at)
        items.append(item)
    return items, at


def _head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    code, size = next((code, size) for code, size in _SIZES.items() if number < 1 << 8 * size)
    return bytes([kind << 5 | code]) + number.to_bytes(size, "big")
