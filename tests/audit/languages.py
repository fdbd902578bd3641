"""Every language that comes with the generator has every word: no release lets English stand in for one.

Who adds a word writes it in English alone; so this is no test.
"""

from __future__ import annotations

from sitegen.cache.cache import Cache
from sitegen.load import read_layouts
from sitegen.model.site import Settings
from tests.audit.tools import AuditFailed
from tests.words import LAYOUTS


def audit() -> None:
    """Name every word that a language lacks. Raises AuditFailed."""
    written = sorted(path.stem for path in (LAYOUTS / "words").glob("*.yaml"))
    lacking = [line for tag in written for line in _lacking(tag)]
    if lacking:
        raise AuditFailed("\n".join(lacking))
    print(f"{', '.join(written)}: complete", flush=True)


def _lacking(tag: str) -> list[str]:
    settings = Settings(title="A site", base_url="https://briefing.example/", language=tag)
    faults = read_layouts(LAYOUTS, LAYOUTS, settings, Cache()).faults
    return [
        f"{fault.path}:{fault.span.line}: {fault.message}\n  fix: {fault.fix}" for fault in sorted(faults)
    ]
