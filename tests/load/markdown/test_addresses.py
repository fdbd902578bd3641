"""Which addresses a link may have, in every spelling a browser would take for another."""

from __future__ import annotations

import pytest

from sitegen.faults import Fault
from sitegen.load.markdown.links import Kind, kind_of
from sitegen.load.markdown.parser import parse
from tests.load.markdown.shown import shown

SCRIPTS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "&#106;avascript:alert(1)",
    "java&#9;script:alert(1)",
    "java&#10;script:alert(1)",
    "&#x200b;javascript:alert(1)",
    "<java script:alert(1)>",
    "< javascript:alert(1)>",
    "javascript%3Aalert(1)",
    "%6Aavascript:alert(1)",
    "javascript\\:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "C:/boot.ini",
    "view-source:https://example.org",
]


def code_of(address: str) -> str:
    fault = kind_of(address)
    assert isinstance(fault, Fault)
    return fault.code


@pytest.mark.parametrize(
    "address", ["https://bank.example@other.example/", "http://anna:secret@harbour.example"]
)
def test_what_hides_where_an_address_leads_is_refused(address: str) -> None:
    message = f'"{address}" holds a name or password'
    fix = "leave out what stands before the @: it hides where the address leads"
    assert kind_of(address) == Fault("link-invalid", message, fix)


@pytest.mark.parametrize("address", SCRIPTS)
def test_no_spelling_of_a_scheme_that_is_not_listed_becomes_a_link(address: str) -> None:
    for markdown in (f"[words]({address})", f"[words][a]\n\n[a]: {address}"):
        checked = parse(markdown, 1)
        assert "link-scheme" in {fault.code for fault in checked.faults}
        assert "href" not in shown(checked.value)


def test_an_address_in_angle_brackets_is_judged_too() -> None:
    checked = parse("<javascript:alert(1)>", 1)
    assert [fault.code for fault in checked.faults] == ["link-scheme"]
    assert "href" not in shown(checked.value)


@pytest.mark.parametrize(
    "address", ["//example.org", r"\\example.org", "/\\example.org", "%2F%2Fexample.org", "/\t/example.org"]
)
def test_an_address_without_a_scheme_is_refused(address: str) -> None:
    assert code_of(address) == "link-host"


@pytest.mark.parametrize(
    "address",
    ["http:", "https://", "https:example.org", "https://[::1", "https://a b.org", "https://%61.org"],
)
def test_half_an_address_is_refused(address: str) -> None:
    assert code_of(address) == "link-invalid"


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://example.org:8080/a?b#c", Kind.WEB),
        ("http://[::1]/", Kind.WEB),
        ("mailto:us@example.org", Kind.CONTACT),
        ("tel:+1-2", Kind.CONTACT),
        ("#here", Kind.HERE),
        ("../notes/x.md", Kind.FILE),
        ("x.md?a:b", Kind.FILE),
        ("javascript.md", Kind.FILE),
    ],
)
def test_an_address_leads_somewhere(address: str, kind: Kind) -> None:
    assert kind_of(address) is kind
