"""Signals wait from the swap to the end."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from sitegen.model.output import OutputFile
from sitegen.publish.signals import DeferredSignals
from sitegen.publish.writer import publish
from tests.publish.yard import NEW, OLD, Yard, published, tree


@pytest.fixture
def interrupted_swap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C is pressed in the middle of the swap."""
    from sitegen.publish import swap  # noqa: PLC0415

    real = swap.exchange

    def exchange(one: object, other: object) -> bool:
        signal.raise_signal(signal.SIGINT)
        return real(one, other)  # type: ignore[arg-type]

    monkeypatch.setattr(swap, "exchange", exchange)


@pytest.mark.usefixtures("interrupted_swap")
def test_an_interrupt_in_the_swap_comes_after_the_end(site: Yard) -> None:
    site.publish(OLD)
    with pytest.raises(KeyboardInterrupt):
        site.publish(NEW)
    assert tree(site.public) == published(NEW)
    assert site.publish(NEW).written == 0


@pytest.mark.usefixtures("interrupted_swap")
def test_under_a_shield_it_is_noted_and_not_delivered(site: Yard) -> None:
    site.publish(OLD)
    with DeferredSignals() as deferred:
        files = map(OutputFile, NEW.keys(), NEW.values())
        publish(files, out=site.public, cache=site.cache, deferred=deferred)
        signal.raise_signal(signal.SIGTERM)
    assert deferred.received == [signal.SIGINT, signal.SIGTERM]
    assert tree(site.public) == published(NEW)


def test_an_interrupt_while_pages_are_made_ends_the_build_at_once(site: Yard) -> None:
    def pages() -> Iterator[OutputFile]:
        yield OutputFile("index.html", b"new home")
        signal.raise_signal(signal.SIGINT)

    site.publish(OLD)
    with DeferredSignals() as deferred, pytest.raises(KeyboardInterrupt):
        publish(pages(), out=site.public, cache=site.cache, deferred=deferred)
    assert tree(site.public) == published(OLD)


def test_the_handlers_are_as_they_were_afterwards(site: Yard) -> None:
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.getsignal(number) for number in numbers]
    site.publish(OLD)
    assert [signal.getsignal(number) for number in numbers] == before
