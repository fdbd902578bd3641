"""What is no story, told by the words alone: lines that pages of any kind have around their texts, and whole pages that were
saved by mistake (a wall of consent, a login, an error), each of which is called what it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sitegen.faults import Faults, Span
from sitegen.importing.page import Block

_LINES = (
    (r"(?:skip|jump) to (?:main |the )?(?:content|navigation|article|main)\b.*", "navigation"),
    (r"(?:home|menu|search|navigation|back to top|top|next|previous|next (?:post|article)|previous (?:post|article)|close|open menu|more|sections?|breadcrumb)\W*", "navigation"),
    (r"(?:sign|log) ?(?:in|up|out)\b.{0,40}|register\W*|my account\W*|create (?:an )?account.{0,30}", "a tool of the page"),
    (r"(?:print|e-?mail|save|bookmark|listen|download|copy link)(?: (?:this|article|page|story|version))*\W*", "a tool of the page"),
    (r"(?:share|tweet|pin it|like|facebook|twitter|whatsapp|telegram|linkedin|reddit|messenger|pinterest|instagram|youtube|x)(?:\W+(?:this|on|via|article|story|facebook|twitter|whatsapp|email|telegram|linkedin|reddit|print|pinterest|x))*\W*", "sharing"),
    (r"follow us\b.{0,60}|share (?:this|on)\b.{0,40}", "sharing"),
    (r"(?:advertisement|advertising|ad|sponsored(?: content)?|promoted|scroll to continue.{0,30}|story continues below.{0,30}|article continues.{0,40})\W*", "advertising"),
    (r"(?:subscribe|newsletter|sign up|support us|donate|become a member)\b.{0,80}", "asks for a subscription"),
    (r"(?:all rights reserved|copyright|©|\(c\)).{0,120}|.{0,80}\ball rights reserved\W*", "the foot of the page"),
    (r"(?:terms(?: of (?:use|service))?|privacy(?: policy)?|contact(?: us)?|about(?: us)?|imprint|impressum|cookie (?:policy|settings)|domain registration|powered by .{0,40}|advertise)\W*", "the foot of the page"),
    (r"(?:tags?|topics|filed under|categor(?:y|ies)|keywords|labels)\s*:.{0,200}|tags\W*", "labels"),
    (r"(?:we use cookies|this (?:site|website) uses cookies|accept (?:all )?cookies).{0,200}", "asks for consent"),
    (r"(?:article source|source|originally published(?: (?:at|by|on|in))?|via|read the (?:full|original)(?: \w+){0,3})\s*:?\W*", "says where it was taken from"),
    (r"(?:photo|image|picture|photograph|file photo|credit)s?\s*(?::|by|courtesy|credit).{0,120}", "a caption"),
    (r"[\W_]{1,80}", "a line that parts"),
    (r"\d+\s+(?:comments?|shares?|views?|likes?|min(?:ute)?s? read)\W*|loading\W*", "a tool of the page"),
)  # fmt: skip
_SECTIONS = (
    (r"(?:\d+ )?comments?(?: \(\d+\))?\W*|leave a (?:comment|reply).{0,40}|post a comment\W*|join the (?:conversation|discussion)\W*|no comments.{0,20}|(?:\d+ )?(?:responses|replies)\b.{0,30}|discussion\W*", "comments"),
    (r"popular (?:posts?|articles?|stories|news)\b.{0,40}|most (?:popular|read|viewed|shared|commented)\b.{0,30}|trending(?: now| stories)?\W*|latest(?: news| posts| stories| articles)?\W*|recent (?:posts?|articles?|stories|news|comments)\W*|editors?['’]s? (?:picks?|choice)\W*", "leads to other stories"),
    (r"related(?: (?:news|articles?|posts?|stories|content|topics|coverage|links|reading))?\W*|(?:read|see) (?:also|more|next)\W*|more (?:from|on|in|stories|news|like this)\b.{0,60}|you (?:may|might) (?:also )?(?:like|be interested|enjoy)\b.{0,40}|recommended(?: for you| reading| stories)?\W*|up next\W*|also (?:read|on).{0,40}|don['’]t miss\W*|what to read next\W*|further reading\W*", "leads to other stories"),
    (r"about the author\W*|archives?\W*|blogroll\W*|links\W*", "stands beside the text"),
)  # fmt: skip


def _compiled(rows: tuple[tuple[str, str], ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), why) for pattern, why in rows)


_LINE_PATTERNS, _SECTION_PATTERNS = _compiled(_LINES), _compiled(_SECTIONS)
_LONGEST = 240


def of_line(text: str) -> str:
    """Why a line belongs to no story; empty where its words do not say so."""
    return _why(text, _LINE_PATTERNS) or of_section(text)


def of_section(text: str) -> str:
    """Why what follows a line belongs to no story: it heads comments, or leads to other stories; empty where it does not."""
    return _why(text, _SECTION_PATTERNS)


def _why(text: str, patterns: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    text = text.strip().lstrip("•*-–—#> \u00a0").strip()
    if len(text) > _LONGEST:
        return ""
    return next((why for pattern, why in patterns if pattern.fullmatch(text)), "")


_BREAKS_OFF = re.compile(
    r"(?:\.\.\.|…|\[(?:\.\.\.|…)\])[\"'”’)\]]*\s*$|\b(?:read more|continue reading|read (?:the )?full (?:story|article|text))\W*$|^(?:subscribe|sign in|log in) to (?:continue|read)\b",
    re.IGNORECASE,
)


def breaks_off(text: str) -> bool:
    """Whether a text ends as teasers do."""
    return _BREAKS_OFF.search(text[-120:].strip()) is not None


FEW, _HARDLY_ANY = 160, 50
"""Words. A page with more says something besides."""

_ERROR = re.compile(
    r"\b(?:error|fehler|erreur|http)\s*(?:code\s*)?[:#]?\s*[45]\d\d\b|^\W*[45]\d\d\W*$"
    r"|\b[45]\d\d\W{1,3}(?:error|(?:page )?not found|forbidden|service|bad gateway|access|unauthori[sz]ed|gone|too many)"
    r"|\b(?:page|file|article|site|content|resource|url) (?:you \S+ \S+ (?:for )?)?(?:was |is |could |can ?not |can't |does )?(?:not |be )*(?:found|exist|available|unavailable)"
    r"|access denied|service unavailable|bad gateway|gateway time-?out|internal server error|temporarily unavailable"
    r"|seite (?:wurde )?nicht gefunden|page introuvable|página no encontrada|pagina non trovata|страница не найдена|صفحه (?:مورد نظر )?یافت نشد|الصفحة غير موجودة",
    re.IGNORECASE | re.MULTILINE,
)
_PERHAPS_ERROR = re.compile(
    r"forbidden|something went wrong|no longer available|\b(?:404|410|50[0-4])\b", re.IGNORECASE
)
"""What a short story may be about too."""

_ROBOT = re.compile(
    r"just a moment|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|are you a (?:robot|human)|captcha|attention required|enable javascript and cookies|unusual traffic|ddos protection",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"\bcookies?\b|\bconsent\b|we (?:value|care about) your privacy|privacy (?:policy|settings|preferences)|accept all|reject all|manage (?:options|preferences|choices)|our partners|gdpr|legitimate interest|datenschutz|einwilligung",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"\b(?:log ?in|sign ?in|log on|anmelden|connexion|se connecter|iniciar sesión|accedi|вход|ورود|تسجيل الدخول)\b|forgot(?:ten)? (?:your )?password|\bpassword\b|create an? account|remember me",
    re.IGNORECASE,
)


def is_no_story(headline: str, blocks: Sequence[Block], root: Any, faults: Faults) -> bool:
    """Whether the page is one that was saved by mistake; then a fault says which."""
    words = sum(block.words for block in blocks)
    text = " ".join(block.text for block in blocks[:60])[:6_000]
    head = f"{headline}\n" + "\n".join(b.text for b in blocks[:4] if b.words <= 14)
    found = _kind(head, text, words, has_password=root is not None and _has_password(root))
    if not found:
        return False
    code, message = found
    faults.add(Span(), code, message, "open the page again, and save it when the story is on the screen")
    return True


def _kind(head: str, text: str, words: int, *, has_password: bool) -> tuple[str, str] | None:
    few, hardly_any = words < FEW, words < _HARDLY_ANY
    if (few and _ROBOT.search(head)) or (hardly_any and _ROBOT.search(text)):
        return "page-robot-check", "this is a page that asks whether the reader is a human, not a story"
    if (few and _ERROR.search(head)) or (hardly_any and _PERHAPS_ERROR.search(head)):
        return "page-error", "this is an error page that was saved by mistake, not a story"
    logins = len(_LOGIN.findall(text))
    if few and ((has_password and logins) or logins >= 3 or (_LOGIN.search(head) and hardly_any and logins)):
        return "page-login", "this is a page to log in, not a story"
    consents = len(_CONSENT.findall(text))
    if consents >= 3 and consents * 30 > min(words, 900) and words < 400:
        return "page-consent", "this is a page that asks for consent to cookies, not a story"
    return None


def _has_password(root: Any) -> bool:
    return any((e.get("type") or "").lower() == "password" for e in root.iter("input"))
