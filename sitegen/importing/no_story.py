"""Pages that were saved by mistake: a wall of consent, a login, an error. Each is called what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sitegen.faults import Faults, Span
from sitegen.importing.page import Block
from sitegen.importing.split import Part

_FEW, _HARDLY_ANY = 160, 50
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


def is_likely(parts: Sequence[Part]) -> bool:
    """Whether so little was found that it may be no story at all."""
    return sum(b.words for part in parts for b in part.body) < _FEW


def report(headline: str, blocks: Sequence[Block], root: Any, faults: Faults) -> bool:
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
    few, hardly_any = words < _FEW, words < _HARDLY_ANY
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
