"""The English words that formats add of their own; the words of pages stand in the layouts."""

from __future__ import annotations

KINDS = {
    "topics": "Topic",
    "articles": "Article",
    "documents": "Document",
    "notes": "Note",
    "events": "Event",
    "claims": "Question",
    "people": "Person",
    "organisations": "Organisation",
    "places": "Place",
    "sources": "Outlet",
    "pages": "Page",
    "": "Home page",
}
"""What readers call a kind of entry, by its folder; the layouts call it so too."""

LISTS = {"home": "Home", "names": "Names A–Z", "outlets": "Outlets"}
"""What readers call the lists above a page; the layouts call them so too."""

CORRECTIONS = "corrections"
TITLE_OF_PART = "{site}: {part}"
CHANGE_TITLES = {
    "update": "Update: {title}",
    "correction": "Correction: {title}",
    "clarification": "Clarification: {title}",
    "retraction": "Retraction: {title}",
}

ACCORDING_TO = "According to {names}."
EVENT_STATUS = {
    "planned": "Planned, according to {names}.",
    "alleged": "Alleged, according to {names}.",
    "denied": "Denied; told by {names}.",
}
STATEMENTS_BY = "Statements by: {names}."
AND_OTHERS = "and others"
AND = "and"

ORIGINAL = "Original"
THIS_PAGE = "This page"
UNTITLED = "[no headline recorded]"
NO_ADDRESS = "No address recorded"
ARCHIVED = "Archived copy: {url}"
DATED = "Date: {words}"
READ_AT = "Read at: {name}"
ADDED = "added {words}"
DIGESTS = {"articles": "Digest of a piece by {maker}", "documents": "On a document by {maker}"}
"""What a page says of its original, by the folder of its kind."""


def listed(names: tuple[str, ...], limit: int = 4) -> str:
    """Names in a row: "A", "A and B", "A, B and C"; of more than `limit`, that many "and others"."""
    if len(names) > limit:
        return f"{', '.join(names[:limit])} {AND_OTHERS}"
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {AND} {names[-1]}"


def stacked(names: tuple[str, ...], limit: int = 4) -> str:
    """Phrases in a row, each of which may begin with a capital or hold a comma: "A; B; C"."""
    return "; ".join((*names[:limit], AND_OTHERS) if len(names) > limit else names)
