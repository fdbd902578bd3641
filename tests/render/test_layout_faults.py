"""What a fault of a layout tells: its file and line, the page that was being made, and each fault once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitegen.faults import Fault, SiteError
from sitegen.model.output import Layouts
from sitegen.render import render
from tests.link.small import article
from tests.render.rendered import Forgetful, index_for
from tests.words import layouts

SITE = {f"articles/a{number}": article() for number in range(3)}


def faults(**changed: str | None) -> list[Fault]:
    """The faults of the project's layouts with some changed: `partials__date` is partials/date.html; None takes away."""
    given = layouts()
    templates = dict(given.templates)
    for key, text in changed.items():
        name = f"{key.replace('__', '/')}.html"
        if text is None:
            del templates[name]
        else:
            templates[name] = text
    return faults_of(replace(given, templates=templates))


def faults_of(given: Layouts) -> list[Fault]:
    with pytest.raises(SiteError) as caught:
        list(render(index_for(SITE), given, cache=Forgetful()))
    return list(caught.value.faults)


def test_a_name_that_the_view_does_not_hold_is_told_once_with_line_and_page() -> None:
    (fault,) = faults(article="<p>\n{{ view.hedline }}\n")
    assert (fault.path, fault.span.line, fault.code) == ("layouts/article.html", 2, "layout-fault")
    assert fault.message == "ArticleView has no 'hedline' (making articles/a0.html)"
    assert fault.fix == 'did you mean "headline"?'


def test_a_name_that_no_view_holds_is_a_fault_too() -> None:
    (fault,) = faults(article="{{ nothing }}")
    assert fault.message == "'nothing' is undefined (making articles/a0.html)"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("words.frame.skpi", "words has no 'skpi'"),
        (
            "words.frame.published_by",
            '"Published by {publisher}" is called with what stands in its blanks',
        ),
        (
            "words.frame.published_by(publsher='Ann')",
            '"Published by {publisher}" is called with publsher, and lacks publisher',
        ),
        ("words.note.minutes()", '"{count} minute" is called with nothing, and lacks count'),
        ("words.moved", "title are words of their own, of which one is asked for"),
    ],
)
def test_a_word_that_is_not_there_or_not_whole_is_told(written: str, told: str) -> None:
    (fault,) = faults(article=f"{{{{ {written} }}}}")
    assert fault.message == f"{told} (making articles/a0.html)"


def test_a_fault_in_a_partial_is_told_at_the_partial() -> None:
    every = faults(partials__date="{% macro date(it) %}\n\n{{ it.wrods }}\n{% endmacro %}")
    assert {(fault.path, fault.span.line) for fault in every} == {("layouts/partials/date.html", 3)}


def test_faults_of_several_layouts_are_told_in_one_run() -> None:
    every = faults(article="{{ view.x }}", search="{{ view.y }}")
    assert [fault.path for fault in every] == ["layouts/article.html", "layouts/search.html"]


def test_a_block_that_is_never_closed_is_told_without_making_a_page() -> None:
    (fault,) = faults(note="{% block main %}\n<p>")
    assert (fault.path, fault.code) == ("layouts/note.html", "layout-syntax")


def test_a_circle_of_includes_is_told() -> None:
    (fault,) = faults(search='{% include "search.html" %}')
    assert (fault.path, fault.span.line, fault.code) == ("layouts/search.html", 1, "layout-loop")


def test_an_include_of_what_is_not_there_is_told_at_its_line() -> None:
    (fault,) = faults(search='\n{% include "partials/sarch.html" %}')
    assert (fault.path, fault.span.line, fault.code) == ("layouts/search.html", 2, "layout-missing")
    assert fault.fix == 'did you mean "partials/search.html"?'


def test_a_layout_that_a_page_needs_is_missed() -> None:
    (fault,) = faults(claim=None)
    assert (fault.path, fault.code) == ("layouts/claim.html", "layout-missing")


def test_an_expression_that_fails_is_the_fault_of_its_layout() -> None:
    (fault,) = faults(search="{{ 1 // 0 }}")
    assert (fault.path, fault.code) == ("layouts/search.html", "layout-fault")
    assert "by zero" in fault.message


def test_a_style_that_is_not_listed_and_one_that_is_not_there_are_told() -> None:
    given = layouts()
    styles = {
        **given.styles,
        "styles/new.css": "",
        "styles/site.css": '@import "base.css";\n@import "old.css";',
    }
    told = {(fault.code, fault.path) for fault in faults_of(replace(given, styles=styles))}
    assert ("style-unlisted", "layouts/styles/new.css") in told
    assert ("style-missing", "layouts/styles/site.css") in told
