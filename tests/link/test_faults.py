"""What is wrong with a reference is said at its place, with what to write instead."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.link.small import article, event, joined, note, organisation, outlet, person, place

OTHERS = {
    "people/qais-al-khazali": person("Qais al-Khazali", spellings="[Khazali]"),
    "people/laith-al-khazali": person("Laith al-Khazali", spellings="[Khazali]"),
    "articles/report": article(title="The first report"),
    "articles/a-draft": article(draft="true"),
    "articles/to-come": article(date="2027-03"),
    "notes/with-headings": note("## One\n\nA.\n\n## Two words\n\nB."),
    "notes/without": note("Nothing."),
    "pages/about": "title: About\n---\nUs.",
}


def told(text: str) -> str:
    return dedent(text).strip()


@pytest.mark.parametrize(
    ("written", "column", "message", "fix"),
    [
        (
            "[[qais-al-kazali]]",
            5,
            'there is no entry "qais-al-kazali" [reference-missing]',
            "did you mean qais-al-khazali or laith-al-khazali?",
        ),
        (
            "[[Quais al-Khazali]]",
            5,
            'nothing is called "Quais al-Khazali" [reference-missing]',
            "did you mean Qais al-Khazali or Laith al-Khazali?",
        ),
        (
            "[[xyzzy]]",
            5,
            'there is no entry "xyzzy" [reference-missing]',
            "ids are the names of the files in content/",
        ),
        (
            "[[Reprot]]",
            5,
            'nothing is called "Reprot" [reference-missing]',
            "did you mean report?",
        ),
        (
            "[[Qais-al-Khazali]]",
            5,
            'there is no entry "Qais-al-Khazali": ids are written in small letters [reference-missing]',
            "write qais-al-khazali",
        ),
        (
            "[[The first report]]",
            5,
            'nothing is called "The first report" [reference-missing]',
            "titles are not names: write [[report]]",
        ),
        (
            "[[Khazali]]",
            5,
            '"Khazali" is a name of laith-al-khazali and qais-al-khazali [reference-ambiguous]',
            "say which: [[laith-al-khazali|Khazali]] or [[qais-al-khazali|Khazali]]",
        ),
        (
            "[[a-draft]]",
            5,
            '"a-draft" is a draft, so no page may lead to it [reference-withheld]',
            "take this out until it is published, or build with --drafts",
        ),
        (
            "[[to-come]]",
            5,
            '"to-come" is held back until 1 March 2027, so no page may lead to it [reference-withheld]',
            "take this out until then",
        ),
        (
            "[it](../articles/a-draft.md)",
            5,
            '"a-draft" is a draft, so no page may lead to it [reference-withheld]',
            "take this out until it is published, or build with --drafts",
        ),
        (
            "[[with-headings#three]]",
            5,
            'content/notes/with-headings.md has no heading "three" [heading-missing]',
            "its headings are #one, #two-words",
        ),
        (
            "[so](with-headings.md#two)",
            5,
            'content/notes/with-headings.md has no heading "two" [heading-missing]',
            "its headings are #one, #two-words",
        ),
        (
            "[[without#one]]",
            5,
            'content/notes/without.md has no heading "one" [heading-missing]',
            "it has no headings: write [[without]]",
        ),
        (
            "[him](qais-al-khazali.md)",
            5,
            "there is no entry in content/notes/qais-al-khazali.md [reference-missing]",
            "did you mean ../people/qais-al-khazali.md?",
        ),
        (
            "[him](../people/Qais-al-khazali.md)",
            5,
            "there is no entry in content/people/Qais-al-khazali.md [reference-missing]",
            "did you mean ../people/qais-al-khazali.md?",
        ),
        (
            "[it](../../../etc/passwd)",
            5,
            "there is no entry in ../etc/passwd [reference-missing]",
            "look for the file's name under content/",
        ),
        (
            "[map](../files/mab.png)",
            5,
            "there is no file content/files/mab.png [file-missing]",
            "did you mean ../files/map.png?",
        ),
        (
            "![A map](../files/x.svg)",
            5,
            "there is no file content/files/x.svg [file-missing]",
            "put it into content/files/, or mend the path",
        ),
        ("[@report; @reprot]", 15, 'there is no entry "reprot" [reference-missing]', "did you mean report?"),
        (
            "[@without]",
            6,
            '"without" is a note, and an entry of content/articles/ is wanted here [reference-kind]',
            "ids are the names of the files in content/articles/",
        ),
        (
            "[@a-draft]",
            6,
            '"a-draft" is a draft, so no page may lead to it [reference-withheld]',
            "take this out until it is published, or build with --drafts",
        ),
    ],
)
def test_a_reference_that_does_not_resolve(written: str, column: int, message: str, fix: str) -> None:
    site = joined({**OTHERS, "notes/page": note(f"Title line.\nSee {written}.")}, papers=("map.png",))
    assert site.told == f"content/notes/page.md:7:{column}: error: {message}\n  {fix}"


@pytest.mark.parametrize(
    ("written", "message", "fix"),
    [
        ("![[reprot]]", 'there is no entry "reprot" [reference-missing]', "did you mean report?"),
        (
            "![[about]]",
            '"about" is a page, which has no summary that could stand here [embed-kind]',
            "write [[about]] to link to it",
        ),
        (
            "![[a-draft]]",
            '"a-draft" is a draft, so no page may lead to it [reference-withheld]',
            "take this out until it is published, or build with --drafts",
        ),
    ],
)
def test_an_embed_that_does_not_resolve(written: str, message: str, fix: str) -> None:
    site = joined({**OTHERS, "notes/page": note(f"Here:\n\n{written}")})
    assert site.told == f"content/notes/page.md:8:1: error: {message}\n  {fix}"


def test_the_place_is_right_in_every_part_of_a_body() -> None:
    body = """
        A *line [[n1]]*
        > quoted [[n2]]

        - item [[n3]]

        | a | b |
        | - | - |
        | c | [[n4\\|words]] |

        Text.[^f]

        [^f]: In a note [@n5].
        """
    site = joined({"notes/page": note(body.lstrip("\n"))})
    assert [line.partition(" [")[0] for line in site.told.split("\n")[::2]] == [
        'content/notes/page.md:6:9: error: there is no entry "n1"',
        'content/notes/page.md:7:10: error: there is no entry "n2"',
        'content/notes/page.md:9:8: error: there is no entry "n3"',
        'content/notes/page.md:13:7: error: there is no entry "n4"',
        'content/notes/page.md:17:18: error: there is no entry "n5"',
    ]


def test_ids_in_front_matter_must_exist_and_be_of_the_right_kind() -> None:
    site = joined(
        {
            **OTHERS,
            "articles/wrong": article(source="the-papr", topics="[war, wars]"),
            "topics/peace": "title: Peace\nsummary: None.\nrelated: [report]",
            "events/happening": event(
                refs="[report, without]", place="qais-al-khazali", actors="[army, Army]"
            ),
            "people/somebody": person("Somebody", part_of="the-paper"),
            "claims/how-many": """
                question: How many?
                statements:
                  - by: qais-al-kazali
                    says: Some.
                    refs: a-draft
                """,
        }
    )
    assert site.told == told(
        """
        content/articles/wrong.md:4:9: error: there is no entry "the-papr" [reference-missing]
          did you mean the-paper?
        content/articles/wrong.md:5:15: error: there is no entry "wars" [reference-missing]
          did you mean war?
        content/claims/how-many.md:4:9: error: there is no entry "qais-al-kazali" [reference-missing]
          did you mean qais-al-khazali or laith-al-khazali? words that are no id begin with a capital letter: Qais-al-kazali
        content/claims/how-many.md:6:11: error: "a-draft" is a draft, so no page may lead to it [reference-withheld]
          take this out until it is published, or build with --drafts
        content/events/happening.md:4:16: error: "without" is a note, and an entry of content/articles/ is wanted here [reference-kind]
          ids are the names of the files in content/articles/
        content/events/happening.md:5:8: error: "qais-al-khazali" is a person, and an entry of content/places/ is wanted here [reference-kind]
          ids are the names of the files in content/places/
        content/events/happening.md:6:10: error: there is no entry "army" [reference-missing]
          ids are the names of the files in content/people/, content/organisations/, content/places/ and content/sources/; words that are no id begin with a capital letter: Army
        content/people/somebody.md:4:10: error: "the-paper" is an outlet, and an entry of content/organisations/ is wanted here [reference-kind]
          ids are the names of the files in content/organisations/
        content/topics/peace.md:4:11: error: "report" is an article, and an entry of content/topics/ is wanted here [reference-kind]
          ids are the names of the files in content/topics/
        """
    )


def test_an_id_belongs_to_one_entry() -> None:
    site = joined({"people/iran": person("A Man"), "places/iran": place("Iran", body="See [[nobody]].")})
    assert site.told == told(
        """
        content/places/iran.md:1:: error: the id "iran" is taken by content/people/iran.md [id-taken]
          rename one of the two files; an id belongs to one entry of the whole site
        content/places/iran.md:5:5: error: there is no entry "nobody" [reference-missing]
          ids are the names of the files in content/
        """
    )


def test_embeds_in_circles_are_told_once_for_each_circle() -> None:
    site = joined(
        {
            "notes/a": note("![[b]]\n\n![[c]]"),
            "notes/b": note("![[a]]"),
            "notes/c": note("![[d]]"),
            "notes/d": note("![[a]]"),
            "notes/e": note("![[e]]"),
            "notes/f": note("![[a]]"),
        }
    )
    assert site.told == told(
        """
        content/notes/b.md:6:1: error: a embeds itself: a → b → a [embed-circle]
          take one of the embeds out
        content/notes/d.md:6:1: error: a embeds itself: a → c → d → a [embed-circle]
          take one of the embeds out
        content/notes/e.md:6:1: error: e embeds itself: e → e [embed-circle]
          take one of the embeds out
        """
    )


def test_nothing_is_part_of_itself() -> None:
    site = joined(
        {
            **OTHERS,
            "organisations/irgc": organisation("IRGC", part_of="quds-force"),
            "organisations/quds-force": organisation("Quds Force", part_of="irgc"),
            "events/war-event": event(part_of="war-event"),
        }
    )
    assert site.told == told(
        """
        content/events/war-event.md:5:10: error: war-event is part of itself: war-event → war-event [part-of-circle]
          mend `part_of` in one of them
        content/organisations/quds-force.md:4:10: error: irgc is part of itself: irgc → quds-force → irgc [part-of-circle]
          mend `part_of` in one of them
        """
    )


def test_an_old_address_leads_to_one_page_and_is_not_that_of_another() -> None:
    site = joined(
        {
            "notes/a": note("A.", redirect_from="[notes/b.html, notes/old.html, names.html]"),
            "notes/b": note("B.", redirect_from="[notes/old.html]"),
        }
    )
    assert site.told == told(
        """
        content/notes/a.md:5:17: error: notes/b.html is the address of content/notes/b.md, so it cannot lead on [redirect-taken]
          remove it
        content/notes/a.md:5:47: error: names.html is the address of a page of the site itself, so it cannot lead on [redirect-taken]
          remove it
        content/notes/b.md:5:17: error: notes/old.html leads on to content/notes/a.md already [redirect-twice]
          keep it in one of the two
        """
    )


def test_a_full_form_of_two_entries_is_a_warning_at_both_and_one_of_a_single_word_at_its_own() -> None:
    site = joined(
        {
            "people/minister": person("Fuad Hussein", aliases="[Fuad, FH]"),
            "people/footballer": person("F. Hussein", aliases="[Fuad Hussein]"),
            "sources/fars": outlet("Fars", aliases="[Farsnews]", autolink="false"),
        }
    )
    assert site.told == told(
        """
        content/people/footballer.md:4:11: warning: "Fuad Hussein" is also a name in content/people/minister.md, so it links nowhere by itself [alias-shared]
          move it to `spellings` in both, or keep it in one
        content/people/minister.md:2:7: warning: "Fuad Hussein" is also a name in content/people/footballer.md, so it links nowhere by itself [alias-shared]
          move it to `spellings` in both, or keep it in one
        content/people/minister.md:4:11: warning: the alias "Fuad" is one word, and links wherever that word stands [alias-short]
          move it to `spellings`
        """
    )
