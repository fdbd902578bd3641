"""Layouts as Jinja templates: compiled once, escaped always, strict about every name they use.

A fault of a layout becomes a `Fault` that names the layout's line and the page that was being made. Each is told
once, however many pages it spoils.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import partial
from types import CodeType, TracebackType
from typing import Any

from jinja2 import (
    BytecodeCache,
    Environment,
    FunctionLoader,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
    meta,
)
from jinja2.bccache import Bucket
from jinja2.utils import missing
from markupsafe import Markup

from sitegen.cache.digests import raw_digest
from sitegen.cache.keys import Memory
from sitegen.faults import Fault, Faults, Span
from sitegen.model.locale import Locale
from sitegen.model.output import Layouts
from sitegen.model.words import Part
from sitegen.names.nearest import nearest
from sitegen.render.formats.script_json import JsonScript

FOLDER = "layouts/"

_OFFER = "; did you mean "
_MAKING = " (making "


class _Strict(StrictUndefined):
    """A name that is not there: whatever is done with it fails, and the message offers the nearest that is."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name, holder = self._undefined_name, self._undefined_obj
        if self._undefined_hint or not name or holder is missing:
            return super()._undefined_message
        near = nearest(str(name), _names_in(holder), 1)
        offer = f'{_OFFER}"{near[0]}"?' if near else ""
        return f"{'words' if isinstance(holder, Part) else type(holder).__name__} has no {name!r}{offer}"


def _each(
    join: Callable[[list[str]], str],
    isolate: Callable[[str], str],
    items: Iterable[Any],
    macro: Callable[[Any], str] | None = None,
) -> str:
    """Items in running text, each as the `macro` of a layout writes it: `{{ view.topics|listed(link) }}`."""
    return join([macro(item) if macro else isolate(item) for item in items])


def _isolated(locale: Locale, words: str) -> str:
    """Words amid those of the page: a run of their own where they run the other way."""
    if isinstance(words, Markup) or not locale.other_direction(words):
        return words
    return Markup("<bdi>{}</bdi>").format(words)


def _names_in(holder: object) -> list[str]:
    if isinstance(holder, Mapping | Part):
        return [str(key) for key in holder]
    if is_dataclass(holder):
        return [field.name for field in fields(holder)]
    return list(getattr(type(holder), "_fields", ()))


class _Compiled(BytecodeCache):
    """What was compiled before, by the name and the text of a template: most of what a small site costs.

    Like the compiled modules of Python itself, it is code that runs: it stands where whoever may write might as well
    write into the layouts.
    """

    def __init__(self) -> None:
        self.kept: dict[bytes, bytes] = {}
        self._loaded: dict[bytes, CodeType] = {}
        self.references: dict[bytes, tuple[str | None, ...]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        key = _key(bucket.key, bucket.checksum)
        if key in self._loaded:
            bucket.code = self._loaded[key]
        elif kept := self.kept.get(key):
            bucket.bytecode_from_string(kept)
            self._load(key, bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        key = _key(bucket.key, bucket.checksum)
        self.kept[key] = bucket.bytecode_to_string()
        self._load(key, bucket)

    def _load(self, key: bytes, bucket: Bucket) -> None:
        if bucket.code is not None:  # None is what another version of Jinja or Python left
            self._loaded[key] = bucket.code

    def key_of(self, name: str, source: str) -> bytes:
        """The key of a template under which it is kept."""
        return _key(self.get_cache_key(name, f"{FOLDER}{name}"), self.get_source_checksum(source))


def _key(name: str, checksum: str) -> bytes:
    return raw_digest(f"{name} {checksum}".encode())


_COMPILED = _Compiled()
_KIND, _REFERENCES = "template", "template-references"


class Templates:
    """The templates of one set of layouts. What stands in the folder `variant` stands in it for the layout of the same name."""

    def __init__(self, layouts: Layouts, variant: str = "") -> None:
        self._sources, self._variant = layouts.templates, variant
        self._references: Mapping[str, tuple[bytes, tuple[str | None, ...]]] = {}
        self._environment = Environment(
            loader=FunctionLoader(self._load),
            autoescape=True,
            undefined=_Strict,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=_COMPILED,
        )
        words = layouts.words
        isolated = partial(_isolated, layouts.words.locale)
        self._environment.globals["words"] = words
        self._environment.filters |= {
            "isolated": isolated,
            "listed": partial(_each, words.locale.join, isolated),
            "apart": partial(_each, words.apart, isolated),
            "script_json": lambda part: JsonScript(part.plain),
        }

    def compile(self, needed: Iterable[str], memory: Memory, faults: Faults) -> None:
        """Compiles every template, used or not, as far as that is not remembered, and sees that those `needed` are there."""
        keys = {name: _COMPILED.key_of(name, source) for name, source in self._sources.items()}
        known = memory.get_many(_KIND, [*keys.values()])
        _COMPILED.kept |= known
        for name in sorted(name for name in {*keys, *needed} if keys.get(name) not in known):
            try:
                self._environment.get_template(name)
            except TemplateNotFound:
                fix = "restore the file, or remove the folder to use the layouts that come with build.py"
                faults.of(f"{FOLDER}{name}").add(Span(), "layout-missing", "this layout is missing", fix)
            except TemplateSyntaxError as fault:
                faults.place(_syntax_fault(fault, name))
        kept = _COMPILED.kept
        memory.put_many(
            _KIND, [(key, kept[key]) for key in keys.values() if key in kept and key not in known]
        )
        if not faults.faulty:
            self._note_references(keys, memory)

    def _note_references(self, keys: Mapping[str, bytes], memory: Memory) -> None:
        """Notes the key of each template, and by name what it extends, includes or imports (None: an expression says)."""
        noted = _COMPILED.references
        known = memory.get_many(_REFERENCES, [*keys.values()])
        noted |= known
        for name, key in keys.items():
            if key not in noted:
                parsed = self._environment.parse(self._sources[name])
                noted[key] = tuple(dict.fromkeys(meta.find_referenced_templates(parsed)))
        memory.put_many(_REFERENCES, [(key, noted[key]) for key in keys.values() if key not in known])
        self._references = {name: (key, noted[key]) for name, key in keys.items()}

    def digest_of(self, layout: str) -> bytes:
        """The digest of a layout and of all that it extends, includes or imports: of every template, where an expression
        says which. For templates that are compiled, all of them without fault.
        """
        found: dict[str, bytes] = {}
        waiting = [layout]
        while waiting:
            name = waiting.pop()
            if name in self._references and name not in found:
                found[name], named = self._references[name]
                waiting += self._references if None in named else filter(None, named)
        return raw_digest(b"".join(found[name] for name in sorted(found)))

    def render(self, layout: str, context: Mapping[str, object], page: str, faults: Faults) -> str | None:
        """The page that `layout` makes of `context`; None with a fault where the layout is at fault."""
        template: Template = self._environment.get_template(layout)
        try:
            return template.render(context)
        except Exception as error:  # whatever a layout's expression raises is that layout's fault
            fault = _fault_of(error, page, self._sources)
            if fault is None:
                raise
            faults.place(fault)
            return None

    def _load(self, name: str) -> tuple[str, str, None] | None:
        for path in (f"{self._variant}/{name}", name):
            if (source := self._sources.get(path)) is not None:
                return source, f"{FOLDER}{path}", None
        return None


def first_of_each(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Faults of layouts, each once, however many pages it spoils: with the first of them."""
    first: dict[tuple[str, int, str, str], Fault] = {}
    for fault in faults:
        message = fault.message.partition(_MAKING)[0]
        first.setdefault((fault.path, fault.span.line, fault.code, message), fault)
    return tuple(first.values())


def _syntax_fault(fault: TemplateSyntaxError, name: str) -> Fault:
    message = fault.message or "not a Jinja template"
    fix = "see the syntax of Jinja templates: https://jinja.palletsprojects.com/templates/"
    return Fault(
        "layout-syntax", message, fix, path=fault.filename or f"{FOLDER}{name}", span=Span(fault.lineno)
    )


def _fault_of(fault: Exception, page: str, templates: Iterable[str]) -> Fault | None:
    """The fault behind an exception raised inside a layout; None where no layout was at work."""
    if isinstance(fault, TemplateSyntaxError):
        return _syntax_fault(fault, fault.name or "")
    place = _place_in_layouts(fault.__traceback__)
    if place is None:
        return None
    path, line = place
    found = Fault("layout-fault", "", path=path, span=Span(line))
    if isinstance(fault, RecursionError):
        message, fix = "the layout includes itself without end", "remove one link of the circle of includes"
        return found._replace(code="layout-loop", message=f"{message}{_MAKING}{page})", fix=fix)
    if isinstance(fault, TemplateNotFound):
        near = nearest(str(fault.message), templates, 1)
        message = f'there is no layout "{fault.message}"'
        fix = f'did you mean "{near[0]}"?' if near else f"write the name of a file below {FOLDER}"
        return found._replace(code="layout-missing", message=f"{message}{_MAKING}{page})", fix=fix)
    message, offer, name = (str(fault) or type(fault).__name__).partition(_OFFER)
    fix = (
        f"did you mean {name}"
        if offer
        else "use only what the view of this page holds (sitegen/render/views)"
    )
    return found._replace(message=f"{message}{_MAKING}{page})", fix=fix)


def _place_in_layouts(trace: TracebackType | None) -> tuple[str, int] | None:
    """The innermost line of a layout that the traceback passes through. Jinja has put its own lines in already."""
    place: tuple[str, int] | None = None
    while trace is not None:
        path: Any = trace.tb_frame.f_code.co_filename
        if path.startswith(FOLDER):
            place = (path, trace.tb_lineno)
        trace = trace.tb_next
    return place
