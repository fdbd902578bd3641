"""Who mentions an entry, and in which sentence."""

from __future__ import annotations

import pytest

from sitegen.model.site import Backlink, Sentence
from tests.link.small import article, event, note, organisation, outlet, person, sound

ZAM = {"people/zam": person("Ruhollah Zam"), "articles/report": article(title="The first report")}


def sentence(body: str, target: str = "zam", *, honorifics: tuple[str, ...] = ()) -> str:
    """The sentence in which a note with this body mentions `target`, as `before«words»after`."""
    site = sound({**ZAM, "notes/page": note(body)}, honorifics=honorifics)
    (backlink,) = site[target].backlinks
    assert backlink.source == "page"
    assert backlink.sentence is not None
    return f"{backlink.sentence.before}«{backlink.sentence.words}»{backlink.sentence.after}"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One. Then Ruhollah Zam left. Three.", "Then «Ruhollah Zam» left."),
        ("Then [[zam|the journalist]] left.", "Then «the journalist» left."),
        ("Ruhollah Zam", "«Ruhollah Zam»"),
        ("He was told. Ruhollah Zam's men left! Why?", "«Ruhollah Zam»'s men left!"),
        ("It was late:\nthen Ruhollah\nZam left.\nThree.", "It was late: then «Ruhollah Zam» left."),
        ("On 3 Oct. 2020 Ruhollah Zam left. End.", "On 3 Oct. 2020 «Ruhollah Zam» left."),
        ("By J. F. Kerry, not by Ruhollah Zam. End.", "By J. F. Kerry, not by «Ruhollah Zam»."),
        ("“So it is.” Then Ruhollah Zam left.", "Then «Ruhollah Zam» left."),
        (
            "So *says* `code` of [it](https://example.org/) Ruhollah Zam.",
            "So says code of it «Ruhollah Zam».",
        ),
        ("A fact [@report]. Then Ruhollah Zam left [@report, p. 3].", "Then «Ruhollah Zam» left."),
        ("A fact [@report] , said Ruhollah Zam.", "A fact, said «Ruhollah Zam»."),
        ("On [[report]] by Ruhollah Zam.", "On The first report by «Ruhollah Zam»."),
        ("آمد. Ruhollah Zam رفت؟ دوباره آمد۔", "«Ruhollah Zam» رفت؟"),
        ("- first item\n- of Ruhollah Zam\n- third", "of «Ruhollah Zam»"),
        ("| a | b |\n| - | - |\n| c | of Ruhollah Zam. Yes. |", "of «Ruhollah Zam»."),
        ("Text.[^n]\n\n[^n]: So said Ruhollah Zam. Indeed.", "So said «Ruhollah Zam»."),
        ("Term\n: what Ruhollah Zam means", "what «Ruhollah Zam» means"),
        ("## On [[zam]]\n\nText.", "On «Ruhollah Zam»"),
    ],
)
def test_the_sentence_that_mentions_is_kept(body: str, expected: str) -> None:
    assert sentence(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One. A fact that is known [@report]. Three.", "A fact that is known«»."),
        ("One. A fact that is known. [@report] Three.", "A fact that is known.«»"),
        ("One. A fact that is known.[@report]", "A fact that is known.«»"),
        ("One. [@report] Two.", "One.«»"),
        ("[@report] Two. Three.", "«» Two."),
    ],
)
def test_a_citation_belongs_to_the_sentence_before_it(body: str, expected: str) -> None:
    assert sentence(body, "report") == expected


def test_an_honorific_with_a_point_ends_no_sentence() -> None:
    assert sentence("There Brig. Gen. Ruhollah Zam spoke.", honorifics=("Brig. Gen.",)) == (
        "There Brig. Gen. «Ruhollah Zam» spoke."
    )


def test_a_very_long_sentence_is_cut_at_words_on_both_sides() -> None:
    kept = sentence(f"Start {'very ' * 100}long, Ruhollah Zam, {'and ' * 100}so on.")
    before, _, rest = kept.partition("«")
    after = rest.partition("»")[2]
    assert before.startswith("…very very")
    assert before.endswith("very long, ")
    assert after.startswith(", and and")
    assert after.endswith("and…")
    assert len(kept) <= 290


def test_a_sentence_of_a_whole_page_takes_no_longer_than_its_length() -> None:
    files = {f"people/p{i}": person(f"Person N{i}") for i in range(300)}
    names = " ".join(f"by Person N{i} {'and so on ' * 80}" for i in range(300))
    site = sound({**files, "notes/page": note(names)})
    (backlink,) = site["p150"].backlinks
    assert backlink.sentence
    assert len(backlink.sentence.before + backlink.sentence.after) <= 290


def test_a_very_long_word_is_cut_anywhere() -> None:
    kept = sentence(f"{'x' * 500} Ruhollah Zam {'y' * 500}")
    assert kept.startswith("…xxx")
    assert kept.endswith("yyy…")


def test_only_the_first_sentence_of_each_page_counts_and_the_newest_page_comes_first() -> None:
    site = sound(
        {
            **ZAM,
            "notes/old": note("First Ruhollah Zam. Second [[zam]].", updated="2019-01-01"),
            "articles/new": article("So Ruhollah Zam.", date="2021-03"),
            "people/dateless": person("Somebody Else", "Knows Ruhollah Zam."),
        }
    )
    assert [(b.source, b.how) for b in site["zam"].backlinks] == [
        ("new", "text"),
        ("old", "text"),
        ("dateless", "text"),
    ]
    assert site["zam"].backlinks[1].sentence == Sentence("First ", "Ruhollah Zam", ".")


def test_front_matter_mentions_as_well_a_statement_with_what_it_says() -> None:
    site = sound(
        {
            **ZAM,
            "events/arrest": event(actors="[zam]"),
            "organisations/amad": organisation("Amad News"),
            "people/editor": person("An Editor", roles="[{role: Editor, organisation: amad}]"),
            "claims/who": """
                question: Who did it?
                statements:
                  - {by: zam, says: They did., refs: report, denied_by: [amad]}
                """,
        }
    )
    says = Sentence("", "", "They did.")
    assert set(site["zam"].backlinks) == {
        Backlink("arrest", "front matter"),
        Backlink("who", "front matter", says),
    }
    assert set(site["amad"].backlinks) == {
        Backlink("editor", "front matter"),
        Backlink("who", "front matter", says),
    }
    assert site["report"].backlinks == (
        Backlink("arrest", "front matter"),
        Backlink("who", "front matter", says),
    )


def test_a_sentence_wins_over_the_front_matter_and_over_an_embed() -> None:
    site = sound(
        {
            **ZAM,
            "people/friend": person("A Friend", "So it was [@report].", refs="report"),
            "notes/embeds": note("![[zam]]\n\nAnd [[zam|he]] left."),
            "notes/only-embeds": note("![[zam]]", updated="2019-01-01"),
        }
    )
    assert site["report"].backlinks == (Backlink("friend", "citation", Sentence("So it was", "", ".")),)
    assert site["zam"].backlinks == (
        Backlink("embeds", "text", Sentence("And ", "he", " left.")),
        Backlink("only-embeds", "embed"),
    )


def test_a_page_is_no_backlink_of_itself_and_its_place_in_the_site_is_none() -> None:
    site = sound({**ZAM, "notes/page": note("See [[page]] and [the top](page.md).")})
    assert site["page"].backlinks == ()
    assert site["war"].backlinks == ()
    assert site["the-paper"].backlinks == ()


def test_an_outlet_that_labels_itself_is_no_backlink_of_its_own() -> None:
    site = sound({"sources/tv": outlet("State TV", label="{text: state media, basis: It says so., by: tv}")})
    assert site["tv"].backlinks == ()
