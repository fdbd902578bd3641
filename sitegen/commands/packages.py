"""Packages that single commands need, and `make site` does not install: a missing one is named, with how to get it."""

from __future__ import annotations

from importlib import import_module

from sitegen.faults import EnvironmentFault


def require(command: str, *modules: str) -> None:
    """Raises `EnvironmentFault` where one of the modules that a command needs is not installed."""
    for module in modules:
        try:
            import_module(module)
        except ImportError as missing:
            message = f"{command} needs the package {missing.name}, which is not installed"
            raise EnvironmentFault(message, "run: make commands") from missing


def require_reading(command: str) -> None:
    """Raises `EnvironmentFault` where what reads the pages of others is not installed."""
    require(command, "lxml.html", "trafilatura", "charset_normalizer")
