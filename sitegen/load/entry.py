"""One content file: bytes in, an entry of the model out, with every fault of the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sitegen.dates.solar_hijri import calendar_of, in_gregorian, is_likely
from sitegen.faults import Checked, Edit, Faults, Span
from sitegen.load import source, yaml_tree
from sitegen.load.front_matter import Keys, read_keys
from sitegen.load.ids import check_id
from sitegen.load.markdown.characters import check_characters
from sitegen.load.markdown.parser import parse
from sitegen.model.fields import Origin
from sitegen.model.kinds import Entry
from sitegen.model.schema import ids_among
from sitegen.model.site import PartialEntry, Settings
from sitegen.model.values import Date
from sitegen.names.nearest import is_slip
from sitegen.urls import as_base, id_of, is_base


def read_entry(path: str, raw: bytes, kind: type[Entry]) -> Checked[Entry | PartialEntry | None]:
    """The entry of class `kind` that the file at `path` holds, or what can be read of it; None where that is nothing."""
    faults = Faults(path)
    return faults.beside(_read(raw, kind, faults))


def _read(raw: bytes, kind: type[Entry], faults: Faults) -> Entry | PartialEntry | None:
    text = _read_text(raw, faults)
    split = source.split(text, faults) if text is not None else None
    if split is None:
        return None
    check_id(kind, faults)
    keys = _read_keys(split.header, split.header_line, kind, faults)
    body = faults.take(parse(split.body, split.body_line))
    if kind.body_required and not split.body.strip():
        fence = Span(split.body_line - 1, 1, 3)
        faults.add(fence, "body-empty", f"the {kind.noun} has no text", "write it below this line")
    if keys is None:
        return None
    origin = Origin(faults.path, keys.places, split.body_line)
    if not keys.whole:
        ids = tuple(ids_among(kind, keys.values))
        return PartialEntry(origin, ids, body, draft=keys.values.get("draft", False))
    given: dict[str, Any] = {"id": id_of(origin.path), "origin": origin, "body": body}
    entry = kind(**given | keys.values)
    _check_order(entry, faults)
    _check_calendar(entry, faults)
    for key, source_key in entry.sources_of_keys:
        if getattr(entry, key) and not getattr(entry, source_key):
            message = f"`{key}` does not say what it was looked up in, so that no map shows it"
            fix = f"add the gazetteer and its licence, such as {source_key}: GeoNames 98182 (CC BY 4.0)"
            faults.warn(entry.origin.at(key), "key-unsourced", message, fix)
    for key, why in entry.contradictions():
        message = f"`{key}` is contradicted by the {entry.noun} itself: {why}"
        faults.add(entry.origin.at(key), "key-contradicted", message, f"mend it, or leave `{key}` out")
    _check_repeated(entry, faults)
    return entry


_FOLDERS_ON_THE_WEB = {
    "base_url": ("a site", "the site stands in"),
    "packs_url": ("a folder", "the packages stand in"),
}


def read_settings(path: str, raw: bytes) -> Checked[Settings | None]:
    """The settings of `content/site.yaml`: YAML without fences."""
    faults = Faults(path)
    text = _read_text(raw, faults)
    keys = _read_keys(text, 1, Settings, faults) if text is not None else None
    if keys is None or not keys.whole:
        return faults.beside(None)
    values = keys.values
    for key, (whose, end) in _FOLDERS_ON_THE_WEB.items():
        if key in values:
            if not is_base(values[key]):
                message = f"the address of {whose} has neither ? nor #"
                faults.add(
                    dict(keys.places)[key], "url-invalid", message, f"write only up to the folder {end}"
                )
            values[key] = as_base(values[key])
    return faults.beside(Settings(origin=Origin(path, keys.places), **values))


def _read_text(raw: bytes, faults: Faults) -> str | None:
    """The text of a file; None where it cannot be read, or is none that anybody meant to write."""
    text = source.decode(raw, faults)
    return text if text is not None and source.is_one_version(text, faults) else None


def _read_keys(header: str, first_line: int, kind: type[Any], faults: Faults) -> Keys | None:
    """The keys of a header; None where it holds what no text may hold, or is not YAML."""
    readable = check_characters(header, first_line, faults)
    tree = yaml_tree.read(header, first_line, faults) if readable else None
    return read_keys(tree, kind, faults) if tree else None


def _check_order(entry: Entry, faults: Faults) -> None:
    """Looks for dates that lie before one they must follow. What may be the same day is let pass."""
    for earlier, first, later, second in _in_order(entry):
        if first and second and first.earliest and second.latest and second.latest < first.earliest:
            message = f"{_short(later)} lies before {_short(earlier)}, {first.written}"
            fix = f"mend {_short(later)} or {_short(earlier)}, whichever is wrong"
            faults.add(entry.origin.at(later), "date-order", message, fix)


def _check_repeated(entry: Entry, faults: Faults) -> None:
    """Looks for words that stand once, and differ by a slip from words that others have: those would not come together."""
    words = tuple(entry.repeated_words())
    count = Counter(text for _, text in words)
    known: dict[str, None] = {}
    for key, text in sorted(words, key=lambda one: -count[one[1]]):
        meant = next((other for other in known if is_slip(text, other)), None)
        if count[text] == 1 and meant:
            message = f'"{text}" stands alone, and is "{meant}" but for a slip'
            fix = f"did you mean {meant}? If not, write words that differ more"
            faults.add(entry.origin.at(key), "answer-alone", message, fix, Edit(meant, text))
        known[text] = None


def _in_order(entry: Entry) -> Iterator[tuple[str, Date | None, str, Date | None]]:
    """Pairs of keys, dotted, of which the first must not lie after the second."""
    for earlier, later in entry.in_order:
        yield earlier, getattr(entry, earlier), later, getattr(entry, later)
    for index, change in enumerate(entry.changes):
        yield "added", entry.added, f"changes.{index}.date", change.date


def _check_calendar(entry: Entry, faults: Faults) -> None:
    """Looks for dates of our time that are written by the calendar of Iran: read as ours, they lie centuries ago."""
    dated = [(key, _value_of(entry, key)) for key in entry.of_our_time]
    dated += [(f"changes.{index}.date", change.date) for index, change in enumerate(entry.changes)]
    for key, when in dated:
        if when and is_likely(when):
            calendar = calendar_of(when)
            gregorian = in_gregorian(when) if calendar.startswith("Solar") else None
            message = f'"{when.written}" lies centuries ago, unless it is of the {calendar} calendar'
            fix = f"write {gregorian or 'the day by the Gregorian calendar'}, if that is meant"
            edits = [Edit(gregorian)] if gregorian else []
            faults.warn(entry.origin.at(key), "date-calendar", message, fix, *edits)


def _value_of(entry: Entry, key: str) -> Date | None:
    """The date under a dotted key; None where there is none."""
    value: Any = entry
    for part in key.split("."):
        value = getattr(value, part, None)
    return value if isinstance(value, Date) else None


def _short(key: str) -> str:
    return "the date of the change" if "." in key else f"`{key}`"
