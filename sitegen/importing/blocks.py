"""The tree of an HTML page -> its blocks of text in order, each with why it is furniture where its place says so."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from sitegen.importing.markup import AT, Markup
from sitegen.importing.page import Block

_BLOCKS = frozenset(
    [
        "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog",
        "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
        "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section",
        "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
    ]
)  # fmt: skip
_UNSEEN = frozenset(
    [
        "head", "script", "style", "template", "noscript", "select", "option", "datalist", "button", "input",
        "textarea", "audio", "video", "picture", "img",
    ]
)  # fmt: skip
_SAYS_NOTHING = frozenset(
    [
        "p", "div", "span", "b", "i", "em", "strong", "br", "li", "ul", "ol", "tr", "td", "th", "table", "font",
    ]
)  # fmt: skip
"""What says nothing of what is in it, unless it has an attribute."""

BOLD = 4
"""The level of a line that is bold: below those that pages are parted by."""

_BOLD = frozenset(["b", "strong"])
_HEADING = {f"h{level}": level for level in range(1, 7)}

_BY_TAG = {
    "nav": "navigation",
    "footer": "the foot of the page",
    "form": "a form",
    "aside": "stands beside the text",
    "menu": "navigation",
    "dialog": "a dialogue",
    "figcaption": "a caption",
}
_BY_ROLE = {
    "navigation": "navigation",
    "banner": "the head of the page",
    "contentinfo": "the foot of the page",
    "complementary": "stands beside the text",
    "search": "a search",
    "dialog": "a dialogue",
    "alertdialog": "a dialogue",
    "menu": "navigation",
    "menubar": "navigation",
    "toolbar": "navigation",
}


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s_-])(?:{pattern})(?:$|[\s_-])", re.IGNORECASE)


_BY_NAME = (
    (_words(r"wm-ipp\S*|wayback\S*|archive-?(?:bar|banner|toolbar)|donato|hashtags"), "the bar of an archive"),
    (_words(r"comments?|commentlist|comment-?(?:list|area|section|body|form|thread)s?|respond|disqus\S*|replies|discussion"), "comments"),
    (_words(r"related\S*|recommend\S*|more-?(?:stories|news|articles|from|posts|on)|read-?(?:next|also|more)|also-?(?:read|like)|most-?(?:read|popular|viewed)|popular\S*|trending|latest-?(?:news|posts|stories)?|up-?next|outbrain\S*|taboola\S*|see-?also|teasers?"), "leads to other stories"),
    (_words(r"ads?|advert\S*|adslot|adsbygoogle|banner-?ad|sponsor\S*|promo\S*|dfp\S*"), "advertising"),
    (_words(r"cookies?\S*|consent\S*|gdpr\S*|cmp\S*|onetrust\S*|privacy-?(?:bar|banner|notice)"), "asks for consent"),
    (_words(r"newsletter\S*|subscri\S*|sign-?up\S*|paywall\S*|regwall\S*|membership|donat\S*"), "asks for a subscription"),
    (_words(r"shar(?:e|ing)\S*|social\S*|addthis\S*|addtoany\S*|follow-?us"), "sharing"),
    (_words(r"nav|navbar|navigation|menu|submenu|breadcrumbs?|pagination|pager|post-?navigation|skip-?links?|toc"), "navigation"),
    (_words(r"sidebar\S*|widgets?|rail|right-?col\S*"), "stands beside the text"),
    (_words(r"tags?|tag-?(?:list|cloud|links)|post-?tags|keywords|topics-?list|cat-?links"), "labels"),
    (_words(r"author-?(?:bio|box|card|description|info-box)|about-?(?:the-?)?author|bio"), "about the author"),
    (_words(r"site-?(?:header|footer|title|description|branding)|masthead|page-?(?:header|footer)|footer|copyright|colophon"), "the frame of the page"),
    (_words(r"captions?|wp-caption-text|photo-?credit|credit"), "a caption"),
    (_words(r"search\S*|login\S*|log-?in|modal|popup|overlay|toolbar|print-?link|screen-reader-text|sr-only|visually-?hidden"), "a tool of the page"),
)  # fmt: skip
_KEEPS = re.compile(
    r"(?:^|[\s_-])(?:article|post|story|entry|main|page|single)-?(?:body|content|text|main|wrap\S*)?(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Names that hold a text itself: `post tag-iran` is no list of labels."""

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BYLINE = re.compile(r"byline|author|writer|reporter|dateline|contributor", re.IGNORECASE)
_DATE = re.compile(
    r"(?:^|[\s_-])(?:date\S*|published?\S*|time\S*|posted\S*|meta|entry-meta|post-meta|dateline|updated)(?:$|[\s_-])",
    re.IGNORECASE,
)
_ARTICLE_TYPE = re.compile(r"schema\.org/\w*(?:Article|BlogPosting|Report)\b")
_SPACE = re.compile(r"\s+")


def blocks_of(markup: Markup) -> tuple[Block, ...]:
    """The blocks of text of a page, in order."""
    body = markup.root.find("body")
    return tuple(_Walk(markup).blocks(markup.root if body is None else body))


@dataclass(slots=True)
class _Walk:
    """A walk through the tree: the text since the last edge of a block, and what stands around."""

    markup: Markup
    at: int = 0
    began: int = -1
    text: list[str] = field(default_factory=list)
    linked: int = 0
    link: str = ""
    moment: str = ""
    marks: list[tuple[Any, str]] = field(default_factory=list)
    furniture: list[tuple[Any, str]] = field(default_factory=list)
    articles: list[tuple[Any, int]] = field(default_factory=list)
    count: int = 0
    holders: list[str] = field(default_factory=list)
    bold: int = 0
    bolds: int = 0
    mark: str = ""
    who: list[str] = field(default_factory=list)
    links: int = 0

    def blocks(self, body: Any) -> Iterator[Block]:
        walk = etree.iterwalk(body, events=("start", "end"))
        for event, element in walk:
            if not isinstance(element.tag, str):
                self._add(element.tail)
                continue
            if event == "start":
                if _is_unseen(element):
                    walk.skip_subtree()
                    continue
                yield from self._enter(element)
            else:
                if not _is_unseen(element):
                    yield from self._leave(element)
                if element is not body:
                    self._add(element.tail)
        yield from self._flush(self.at)

    def _enter(self, element: Any) -> Iterator[Block]:
        place = element.get(AT)
        at = int(place) if place and place.isdecimal() else self.at
        if element.tag in _BLOCKS:
            yield from self._flush(at)
            self.holders.append(element.tag)
        self.at = max(self.at, at)
        self.bolds += element.tag in _BOLD
        self._note(element)
        self._add(element.text)

    def _note(self, element: Any) -> None:
        """What the element says of what is in it."""
        if len(element.attrib) < 2 and element.tag in _SAYS_NOTHING:  # all have one: their place
            return
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if why := _why_furniture(element, names, inside_article=bool(self.articles)):
            self.furniture.append((element, why))
        if element.tag == "article" or _ARTICLE_TYPE.search(element.get("itemtype") or ""):
            self.count += 1
            self.articles.append((element, self.count))
        if element.tag == "a":
            self.links += 1
            self.link = self.link or element.get("href") or ""
        rel, prop = element.get("rel") or "", element.get("itemprop") or ""
        if "author" in rel.split() or prop == "author":
            self.marks.append((element, "author"))
        elif _BYLINE.search(names):
            self.marks.append((element, "byline"))
        elif element.tag == "time" or prop.startswith("date") or _DATE.search(names):
            self.marks.append((element, "date"))
        if element.tag == "time" or prop.startswith("date"):
            self.moment = self.moment or element.get("datetime") or element.get("content") or ""

    def _leave(self, element: Any) -> Iterator[Block]:
        if element.tag in _BLOCKS:
            yield from self._flush(self._end())
            self.holders.pop()
        for stack in (self.furniture, self.articles, self.marks):
            if stack and stack[-1][0] is element:
                stack.pop()
        self.bolds -= element.tag in _BOLD
        if element.tag == "a":
            self.links -= 1

    def _end(self) -> int:
        """Where the next end tag ends."""
        ends = self.markup.ends
        number = bisect_right(ends, self.at)
        if number < len(ends):
            self.at = ends[number]
        return self.at

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if self.began < 0 and not text.isspace():
            self.began = self.at
        self.text.append(text)
        if self.marks and not text.isspace():
            self.mark = self.mark if self.mark in ("author", "byline") else self.marks[-1][1]
            if self.marks[-1][1] != "date":
                self.who.append(text)
        if self.bolds:
            self.bold += len(text.strip())
        if self.links:
            self.linked += len(text.strip())

    def _flush(self, end: int) -> Iterator[Block]:
        words = _SPACE.sub(" ", "".join(self.text)).strip()
        if words:
            tag = next((h for h in reversed(self.holders) if h != "br"), "p")
            heading = next((h for h in reversed(self.holders[-3:]) if h in _HEADING), tag)
            yield Block(
                text=words,
                start=self.began,
                end=max(end, self.began),
                tag=heading,
                level=_HEADING.get(heading, 0) or self._level_of_bold(words),
                furniture=self._furniture(),
                article=self.articles[-1][1] if self.articles else 0,
                linked=min(1.0, self.linked / len(words)),
                link=self.link,
                mark=self.mark,
                who=" ".join(" ".join(self.who).split()),
                moment=self.moment,
            )
            self.moment = ""
        self.text, self.linked, self.link, self.began = [], 0, "", -1
        self.mark, self.who, self.bold = "", [], 0

    def _level_of_bold(self, words: str) -> int:
        """A short line that is bold as a whole is the heading of who knew no other."""
        is_heading = (
            self.bold >= 0.9 * len(words) and 3 <= len(words.split()) <= 22 and not words.endswith(".")
        )
        return BOLD if is_heading else 0

    def _furniture(self) -> str:
        return self.furniture[-1][1] if self.furniture else ""


def _is_unseen(element: Any) -> bool:
    if element.tag in _UNSEEN:
        return True
    if len(element.attrib) < 2:
        return False
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style and _HIDDEN.search(style))


def _why_furniture(element: Any, names: str, *, inside_article: bool) -> str:
    if element.tag in ("html", "body", "article", "main", "time", "h1"):
        return ""
    role = element.get("role") or ""
    if why := _BY_TAG.get(element.tag) or _BY_ROLE.get(role):
        return why
    if element.tag == "header" and not inside_article and element.find(".//h1") is None:
        return "the head of the page"
    if names == " " or (_KEEPS.search(names) and element.tag != "ul"):
        return ""
    return next((why for pattern, why in _BY_NAME if pattern.search(names)), "")
