"""Values come back from bytes as they were, and bytes call nothing; equal values have one key."""

from __future__ import annotations

import os
import pickle
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.cache import codec, keys
from sitegen.cache.cache import Cache
from sitegen.faults import Checked, Fault, Span
from sitegen.model.body import Block, Body, Heading, Html, Words
from sitegen.model.fields import Origin
from sitegen.model.kinds import Topic

_DOCUMENT = Body.of(
    (Html("<p>", ""), Words("Ganja")), (Block(0, 1),), headings=(Heading(2, "a", "A", Span(3)),)
)
_TOPIC = Topic(id="karabakh", origin=Origin("content/topics/karabakh.md"), title="Karabakh", summary="…")


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        -1,
        2.5,
        "é",
        b"\0",
        (),
        (1, ("a",)),
        [1],
        {"a": (1,)},
        {1, 2},
        frozenset({"a"}),
        date(2020, 9, 27),
        _DOCUMENT,
        _TOPIC,
        Checked(_TOPIC, (Fault("c", "m", path="p", span=Span(1, 2)),)),
        Span(1, 2),
    ],
)
def test_values_come_back_as_they_were(value: object) -> None:
    back = codec.decode(codec.encode(value))
    assert back == value
    assert type(back) is type(value)


def test_equal_values_have_equal_bytes() -> None:
    assert codec.encode(_TOPIC) == codec.encode(codec.decode(codec.encode(_TOPIC)))


@pytest.mark.parametrize("value", [Path("a"), object(), print, lambda: 0, Cache, ValueError()])
def test_other_values_are_a_mistake_of_the_caller(value: object) -> None:
    with pytest.raises(TypeError, match="cannot be remembered"):
        codec.encode((value,))


def test_a_dataclass_that_is_not_ours_is_a_mistake_of_the_caller() -> None:
    @dataclass
    class Foreign:
        name: str

    with pytest.raises(TypeError, match="cannot be remembered"):
        codec.encode(Foreign("x"))


@pytest.mark.parametrize(
    "call", [os.system, eval, print, subprocess.Popen, codec.encode, Cache.recall, codec._named]
)
def test_hostile_bytes_call_nothing(call: Callable[..., object]) -> None:
    class Hostile:
        def __reduce__(self) -> tuple[object, ...]:
            return call, ("touch hacked",)

    with pytest.raises(codec.Unreadable):
        codec.decode(pickle.dumps(Hostile()))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        codec.decode(content)
    except codec.Unreadable:
        return


def test_a_value_that_brings_its_key_along_is_told_from_others_by_it() -> None:
    keyed, same = _DOCUMENT.keyed(), codec.decode(codec.encode(_DOCUMENT.keyed()))
    assert keys.key_of(keyed) == keys.key_of(_DOCUMENT.keyed()) == keys.key_of(same)
    assert keyed == _DOCUMENT
    other = Body.of(
        (*_DOCUMENT.pieces, Words("Shusha")), _DOCUMENT.blocks, headings=_DOCUMENT.headings
    ).keyed()
    assert keys.key_of(keyed) != keys.key_of(other)


def test_a_value_that_was_changed_has_no_key_any_more() -> None:
    keyed = codec.decode(codec.encode(replace(_TOPIC).keyed(b"of its file")))
    assert keyed.known_key == b"of its file"
    assert replace(keyed, title="Artsakh").known_key == b""
    assert keys.key_of(replace(keyed, title="Artsakh")) != keys.key_of(keyed)


def _reading(read: list[bytes]) -> Callable[[bytes], object]:
    """As `decode`, and notes in `read` what it was given."""

    def reading(content: bytes) -> object:
        read.append(content)
        return codec.decode(content)

    return reading


def test_what_is_read_late_is_read_once_and_written_again_unread() -> None:
    read: list[bytes] = []
    late = keys.Late[object](content=codec.encode(("Ganja", 1)), read=_reading(read))
    again = codec.decode(codec.encode(late))
    assert read == []
    assert late == again == keys.Late(("Ganja", 1))
    assert keys.key_of(late) == keys.key_of(again) == keys.key_of(("Ganja", 1))
    assert len(read) == 1


def test_of_much_that_is_read_late_the_last_few_stay() -> None:
    read: list[bytes] = []
    reading = _reading(read)
    late = [keys.Late[object](content=codec.encode((n, "Ganja")), read=reading) for n in range(1_000)]
    assert [each.value for each in late] == [(n, "Ganja") for n in range(1_000)]
    read.clear()
    assert [each.value for each in late[-10:]] == [(n, "Ganja") for n in range(990, 1_000)]
    assert read == []
    assert late[0].value == (0, "Ganja")
    assert len(read) == 1


def test_a_body_is_known_by_its_key_without_its_text() -> None:
    body = codec.decode(codec.encode(Body.of((Words("Ganja"),), (Block(0, 1),)).keyed()))
    keys.key_of(body)
    assert body.text.content(lambda _: b"it was read") != b"it was read"
    assert body.pieces == (Words("Ganja"),)


def test_a_value_with_names_for_its_items_is_told_from_a_bare_tuple_and_from_another_class() -> None:
    span, fault = Span(1, 2, 3), Fault("code", "message")
    assert span == (1, 2, 3)
    assert keys.key_of(span) != keys.key_of((1, 2, 3))
    assert keys.key_of(span) == keys.key_of(Span(1, 2, 3))
    (back,) = codec.decode(codec.encode((fault,)))
    assert (type(back), type(back.span)) == (Fault, Span)
