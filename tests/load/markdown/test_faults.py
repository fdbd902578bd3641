"""Faults of a body that no case of tests/faults/cases tells: the place of each, what is wrong, and what to write instead."""

from __future__ import annotations

import pytest

from sitegen.load.markdown.parser import parse
from tests.load.markdown.shown import shown, told

FAULTS = {
    "[[]] and [[a|]] and [[#]]": [
        "1:1+4 error reference-empty: a reference with an empty part / write [[id]], [[id|words]] or [[id#heading]]",
        "1:10+6 error reference-empty: a reference with an empty part / write [[id]], [[id|words]] or [[id#heading]]",
        "1:21+5 error reference-empty: a reference with an empty part / write [[id]], [[id|words]] or [[id#heading]]",
    ],
    "[@a, @b] [@] [@a;]": [
        "1:1+8 error citation-form: this citation cannot be read / write [@a; @b]; an @ as text needs a backslash: \\@",
        "1:10+3 error citation-form: this citation cannot be read / write [@id], [@id, p. 3] for a place in it, or [@first; @second] for several; an @ as text needs a backslash: \\@",
        "1:14+5 error citation-form: this citation cannot be read / write [@a]; an @ as text needs a backslash: \\@",
    ],
    "[^two words] and [^]": [
        "1:1+12 error footnote-form: the name of a footnote is empty or has blanks in it / write [^name], with a name of one word",
        "1:18+3 error footnote-form: the name of a footnote is empty or has blanks in it / write [^name], with a name of one word",
    ],
    "[words][missing] and [other][]": [
        '1:7+10 error link-undefined: "missing" is not defined as the label of a link / define it on a line of its own, [missing]: https://example.org; brackets as text need a backslash: \\[',
        '1:28+3 error link-undefined: "other" is not defined as the label of a link / define it on a line of its own, [other]: https://example.org; brackets as text need a backslash: \\[',
    ],
    "Text\n\n```python\ncode": [
        "3:1+3 error fence-open: this fence is never closed: all that follows is shown as code / write ``` alone on a line where the code ends",
    ],
    "[x](https://e.org\u200b/x) <www.e.org>\n<https://e.org": [
        "1:23+11 error link-form: the address between these brackets is no link / write it whole, <https://example.org/page>; as text it needs a backslash before the <",
        "2:1+14 error link-form: the address between these brackets is no link / write it whole, <https://example.org/page>; as text it needs a backslash before the <",
        '1:1+21 error link-invalid: "https://e.org\u200b/x" holds the invisible character U+200B, with which it leads elsewhere / type the address anew, or delete that character',
    ],
    "[@a-b، ص ۳] [نک. @a-b؛ @c-d] [@a and @b]": [
        "1:13+16 error citation-form: this citation cannot be read / write نک. [@a-b; @c-d]; an @ as text needs a backslash: \\@",
        "1:1+11 error citation-form: this citation cannot be read / write [@a-b, ص ۳]; an @ as text needs a backslash: \\@",
        "1:30+11 error citation-form: this citation cannot be read / write [@a; @b]; an @ as text needs a backslash: \\@",
    ],
    "[a](//e.org) [b](/notes/x.html) [c](file:///etc/passwd) [d](https:///path) [e](mailto:)": [
        '1:1+12 error link-host: "//e.org" has no scheme: from a disk it leads nowhere / begin it with https://',
        '1:14+18 error link-root: "/notes/x.html" begins with "/": it leads nowhere when the site is read from a disk / write [[id]], or the path from this file: ../notes/name.md',
        '1:33+23 error link-scheme: "file:///etc/passwd" does not begin with http:, https:, mailto: or tel: / write a web address, or the path of a file of this site',
        '1:57+18 error link-invalid: "https:///path" is not a whole address / write it in full, such as https://example.org/page',
        '1:76+12 error link-invalid: "mailto:" is not a whole address / write it in full, such as mailto:name@example.org',
    ],
    "[a](../notes/%00.md)": [
        '1:1+20 error link-invalid: "../notes/%00.md" is not a whole address / write it in full, such as the path of a file of this site: ../notes/name.md',
    ],
    "[a](#there)\n\n## Here": [
        '1:1+11 error link-heading: this page has no heading "#there" / its headings are #here',
    ],
    "[a](#there)": [
        '1:1+11 error link-heading: this page has no heading "#there" / give a heading of it these words',
    ],
    "[see [[x]]](https://e.org) [see [@y]][a] [<https://e.org>](https://e.org)\n\n[a]: https://e.org": [
        "1:11+16 error link-nested: a link whose words hold another link, a citation or a note / write the one before or after the other",
        "1:37+4 error link-nested: a link whose words hold another link, a citation or a note / write the one before or after the other",
        "1:43+15 error link-nested: a link whose words hold another link, a citation or a note / write the one before or after the other",
    ],
    "![](../files/x.png) ![a](https://e.org/x.png) ![b](/files/x.png)": [
        "1:1+19 error image-alt: an image without words for those who cannot see it / write what it shows between the brackets: ![...](../files/x.png)",
        "1:21+25 error image-external: an image of another site: a page shows its own files only / put it into content/files/ and write ../files/name.png, if you may",
        '1:47+18 error link-root: "/files/x.png" begins with "/": it leads nowhere when the site is read from a disk / put it into content/files/ and write its path from this file: ../files/name.png',
    ],
    "> ~~~\n> code\n\nText": [
        "1:3+3 error fence-open: this fence is never closed: all that follows is shown as code / write ~~~ alone on a line where the code ends",
    ],
    "a | b\n--|--\n1 | 2 | 3\n1": [
        "3:1+9 warning table-ragged: this row has 3 cells, its table 2 columns; the last ones are not shown / write 2 cells; a bar inside a cell needs a backslash: \\|",
        "4:1+1 warning table-ragged: this row has 1 cell, its table 2 columns / write 2 cells; a bar inside a cell needs a backslash: \\|",
    ],
    "[[#There]]\n\n## Here": [
        '1:1+10 error link-heading: this page has no heading "#there" / its headings are #here',
    ],
    "[a](https://e.org/&#8238;)\n\n[b]: https://e.org/&#0; '&#13;'\n\n[b]": [
        "1:19+7 error character-bidi: an invisible character that turns the direction of the text (U+202E RIGHT-TO-LEFT OVERRIDE) / delete it: Persian and Arabic words find their direction by themselves",
        "3:20+4 error character-control: an invisible control character (U+0000) / delete it",
        "3:26+5 error character-control: an invisible control character (U+000D) / delete it",
    ],
    "a\x07b \u202ec � &#x202e; &#0; &#xD800;": [
        "1:2+1 error character-control: an invisible control character (U+0007) / delete it",
        "1:5+1 error character-bidi: an invisible character that turns the direction of the text (U+202E RIGHT-TO-LEFT OVERRIDE) / delete it: Persian and Arabic words find their direction by themselves",
        "1:8+1 error character-lost: a character was lost here: what stands in its place is U+FFFD / write the character that was meant, in a file saved as UTF-8",
        "1:10+8 error character-bidi: an invisible character that turns the direction of the text (U+202E RIGHT-TO-LEFT OVERRIDE) / delete it: Persian and Arabic words find their direction by themselves",
        "1:19+4 error character-control: an invisible control character (U+0000) / delete it",
        "1:24+8 error character-control: an invisible control character (U+D800) / delete it",
    ],
}

NO_FAULTS = [
    "AT&T, 1 < 2, a[0], [sic], x] and (y), 3*4*5, _, `<b>`, {{ x }}",
    r"\[[not a reference]], \[@not a citation], \<b>, \![[not an embed]]",
    "[a](#here) [b](HTTPS://EXAMPLE.ORG) [c](tel:+1) [d](../files/x.pdf) [e](x.md#part) [f](a%20b.md)\n\n## Here",
    "## One\n\n### Two\n\n## One\n\n> ### Three",
    "```\n<<<<<<\n```\n\n~~~~\n```\n~~~~",
    "[see the map][map]\n\n[map]: https://example.org",
    "`&#13;` `` &#8238; `` \\&#8238;\n\n```\n&#8238;\n```\n\n    &#0;",
    r"\[Hassan][sic] \[a](my file.pdf) \[no link](https://example.org) `[a` b](c d)",
    "[foo [bar](https://e.org)][ref] [foo][bar][ref]\n\n[ref]: https://e.org",
    "`<!--` `%%` \\<!-- \\%% 100% <https://e.org/%%20> {{ x }} 12:30:45 a == b",
    "`@crews-walk-out` \\@crews-walk-out me@the-crews.org https://e.org/@the-crews [see @them](https://e.org)",
    "`##` \\##Heading #strike\n\n    ##Heading\n\n| - a |\n| --- |\n| 1. b |",
    "1\\. a\n\n- a\n---\n\nThe crews wait.\n\n---\n\nThe ferries wait.",
    "The ministry gave no figure.\n\n~ 200 people were held.",
    "[[#Part]] [[#part|there]]\n\n## Part",
    "*`crews`* wait\n\n*[@a-b]* waits\n\n*@handle* waits\n\n\\###Part",
    "نیم\u200cفاصله \u200e(\u200f",
    "Title\n-------\n\n=======",
]


@pytest.mark.parametrize("markdown", FAULTS)
def test_a_fault_is_told_at_its_place(markdown: str) -> None:
    assert [told(fault) for fault in parse(markdown, 1).faults] == FAULTS[markdown]


@pytest.mark.parametrize("markdown", NO_FAULTS)
def test_what_is_right_is_accepted_in_silence(markdown: str) -> None:
    assert [told(fault) for fault in parse(markdown, 1).faults] == []


@pytest.mark.parametrize(
    ("unread", "escaped"),
    [
        ("a **b, [c **d](https://e.org) and `**`", "a \\*\\*b, [c \\*\\*d](https://e.org) and `**`"),
        ("## A *b** and _c", "## A *b*\\* and \\_c"),
        ("***a** b", "\\***a** b"),
    ],
)
def test_marks_that_stress_nothing_are_shown_as_they_are_written(unread: str, escaped: str) -> None:
    assert {fault.code for fault in parse(unread, 1).faults} == {"mark-unread"}
    assert shown(parse(unread, 1).value) == shown(parse(escaped, 1).value)


def test_places_are_those_of_the_file() -> None:
    (fault,) = parse("Text.\n\n> [^1]", first_line=7).faults
    assert (fault.span.line, fault.span.column, fault.span.width) == (9, 3, 4)


def test_every_code_is_lower_case_words_with_hyphens() -> None:
    codes = {fault.code for markdown in FAULTS for fault in parse(markdown, 1).faults}
    assert all(code.replace("-", "").isalpha() and code.islower() for code in codes)
