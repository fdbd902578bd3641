"""Signals are ignored from the swap to the end."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from sitegen.commands.process import IgnoredSignals
from sitegen.model.output import OutputFile
from sitegen.publish.staging import publish
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
def test_an_interrupt_in_the_swap_is_not_delivered(site: Yard) -> None:
    site.publish(OLD)
    with IgnoredSignals() as signals:
        files = map(OutputFile, NEW.keys(), NEW.values())
        publish(files, out=site.public, cache_dir=site.cache, before_swap=signals.ignore)
        signal.raise_signal(signal.SIGTERM)
    assert tree(site.public) == published(NEW)
    assert site.publish(NEW).written == 0


def test_an_interrupt_while_pages_are_made_ends_the_build_at_once(site: Yard) -> None:
    def pages() -> Iterator[OutputFile]:
        yield OutputFile("index.html", b"new home")
        signal.raise_signal(signal.SIGINT)

    site.publish(OLD)
    with IgnoredSignals() as signals, pytest.raises(KeyboardInterrupt):
        publish(pages(), out=site.public, cache_dir=site.cache, before_swap=signals.ignore)
    assert tree(site.public) == published(OLD)


def test_the_handlers_are_as_they_were_afterwards() -> None:
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.getsignal(number) for number in numbers]
    with IgnoredSignals() as signals:
        signals.ignore()
        assert [signal.getsignal(number) for number in numbers] != before
    assert [signal.getsignal(number) for number in numbers] == before
