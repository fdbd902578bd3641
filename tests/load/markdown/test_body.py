"""What a body holds beside its HTML: blocks, words, headings."""

from __future__ import annotations

import pickle

from sitegen.faults import Span
from sitegen.load.markdown.parser import parse
from sitegen.model.body import Block, Body, Heading, Html, Piece, Reference, Words, plain


def blocks(document: Body) -> list[tuple[Piece, ...]]:
    return [document.block_pieces(block) for block in document.blocks]


def test_running_text_is_one_piece_over_soft_breaks_entities_and_escapes() -> None:
    document = parse("Popular Mobilization\nForces &amp; \\*others*, 3 * 4 - a_b: [sic]!", 1).value
    assert blocks(document) == [(Words("Popular Mobilization\nForces & *others*, 3 * 4 - a_b: [sic]!"),)]


def test_each_paragraph_item_cell_term_and_heading_is_a_block() -> None:
    markdown = "## Head\n\npara\n\n- item\n\n| th |\n|---|---|\n\n| th |\n|----|\n| td |\n\nterm\n: dd\n"
    document = parse(markdown.replace("| th |\n|---|---|\n\n", ""), 1).value
    texts = [piece.text for pieces in blocks(document) for piece in pieces if isinstance(piece, Html | Words)]
    assert texts == ["Head", "para", "item", "th", "td", "term", "dd"]
    assert [block.heading for block in document.blocks] == [True, *[False] * 6]


def test_text_of_headings_links_and_code_is_not_open_to_names() -> None:
    document = parse("## Head *two*\n\n[link](https://example.org) `code`\n\n    block", 1).value
    assert [piece for piece in document.pieces if not isinstance(piece, Html)] == [Words(" ")]
    read = "".join(piece.text for piece in document.pieces if isinstance(piece, Html | Words))
    assert read == "Head twolink codeblock\n"


def test_a_slot_stands_between_the_words_around_it() -> None:
    document = parse("See [[a|b]], then.", 1).value
    reference = Reference("a", Span(1, 5, 7), words="b")
    assert blocks(document) == [(Words("See "), reference, Words(", then."))]


def test_headings_have_level_anchor_text_and_place() -> None:
    document = parse("# One\n\n## *Two* [[a|b]] ##\n\nThree\n-----\n", 10).value
    assert document.headings == (
        Heading(2, "one", "One", Span(10, 1, 5)),
        Heading(2, "two-b", "Two b", Span(12, 1, 19)),
        Heading(2, "three", "Three", Span(14, 1, 5)),
    )


def test_words_are_counted_as_read() -> None:
    assert (
        parse("Three words **here** [@a] and [[two|two more]] `code`.\n\n![[embed]]", 1).value.word_count == 7
    )


def test_a_point_behind_a_reference_is_no_word_and_half_a_word_in_bold_is_none() -> None:
    assert parse("See [[two|two more]], [[one]] [@a]. **Bold**ly\n\n    so", 1).value.word_count == 6


def test_the_same_text_makes_the_same_document() -> None:
    text = "## A\n\nSee [[a]] [@b][^c].\n\n[^c]: Note."
    document = parse(text, 3).value
    assert parse(text, 3).value == document
    assert pickle.loads(pickle.dumps(document)) == document  # noqa: S301 - our own bytes


def test_a_text_that_is_not_markdown_stays_as_it_is() -> None:
    document = plain("A *star* [[x]] & <b>")
    assert document.pieces == (Words("A *star* [[x]] & <b>"),)
    assert document.blocks == (Block(0, 1),)
    assert plain("") == Body()
