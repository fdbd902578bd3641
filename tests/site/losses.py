"""What a build rests on to know what has changed, piece by piece: each can be taken away, and is then missed.

A `Loss` is one piece, how it is taken away, and the shortest walk of an editor after which the site is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.commands import last_site
from sitegen.link import again
from sitegen.load import content as load_content
from sitegen.load import files as load_files
from sitegen.publish.snapshot import PublishedTree
from sitegen.render import search
from tests.site.taking_away import (
    TakeAway,
    half_a_key,
    path_alone,
    without_change_time,
    without_check_sum,
    without_digests_of_templates,
    without_layouts_digest,
    without_names_of_assets,
    without_option,
    without_place,
    without_reads,
    without_removal,
    without_stamps_of_the_site,
    without_the_look_at_what_is_left,
    without_what_is_around,
    without_what_was_said,
)
from tests.site.walks import (
    ARTICLE,
    OTHER,
    Walk,
    alter_what_is_remembered,
    build,
    in_turn,
    kill_before_the_swap,
    turn_search_on,
    without_its_layouts,
)

NOTE = "content/notes/why-they-strike.md"
PERSON = "content/people/omid-nadir.md"
ABOUT = "content/pages/about.md"


@dataclass(frozen=True)
class Loss:
    what: str
    take_away: TakeAway
    walk: Walk


LOSSES = (
    Loss(
        "the bytes of an entry",
        lambda patch: patch.setattr(load_content, "raw_digest", half_a_key(0)),
        lambda site: site.write_a_paragraph(ARTICLE, "More of it."),
    ),
    Loss(
        "the path of an entry",
        lambda patch: patch.setattr(load_content, "raw_digest", half_a_key(2)),
        lambda site: site.rename(ABOUT, "another-name", everywhere=False),
    ),
    Loss(
        "the bytes of a file",
        lambda patch: patch.setattr(load_files, "raw_digest", half_a_key(0)),
        lambda site: site.change_a_file("\0"),
    ),
    Loss(
        "titles where others show them",
        without_reads("entries.title"),
        lambda site: site.retitle(ARTICLE, "No ferry"),
    ),
    Loss(
        "the title of a page",
        without_reads("entries.title"),
        lambda site: site.retitle(ABOUT, "What this is"),
    ),
    Loss(
        "summaries in lists",
        without_reads("summaries", "entries.summary"),
        lambda site: site.sum_up(ARTICLE, "A quiet day."),
    ),
    Loss(
        "dates",
        without_reads("entries.date"),
        lambda site: site.date_it(ARTICLE, "2024-03-04..2024-03-06"),
    ),
    Loss(
        "topics",
        without_reads("linked.topics", "neighbours"),
        lambda site: site.file_under(ARTICLE, "[fares]"),
    ),
    Loss(
        "aliases",
        without_reads("entries.aliases"),
        lambda site: site.call_by_other_names(PERSON, "[Mr Nadir]"),
    ),
    Loss(
        "names found in a text",
        without_reads("linked.body", "entries.name"),
        lambda site: site.retitle("content/organisations/ferry-company.md", "The Rowers"),
    ),
    Loss(
        "the sentence that mentions a page",
        without_reads("linked.backlinks"),
        lambda site: site.replace_words(OTHER, "At the Old Harbour", "There"),
    ),
    Loss(
        "what a change says",
        without_reads("entries.changes"),
        lambda site: site.log_a_change(NOTE, "2024-03-11"),
    ),
    Loss("the day", without_what_is_around, lambda site: site.let_time_pass("2024-07-01")),
    Loss(
        "settings",
        without_what_is_around,
        lambda site: site.change_a_setting("title: The Quay"),
    ),
    Loss(
        "the address of the site, for pages",
        without_what_is_around,
        lambda site: site.move_the_site("https://other.example/below/"),
    ),
    Loss(
        "the digests of templates",
        without_digests_of_templates,
        lambda site: site.change_a_layout("partials/footer.html", "<hr>"),
    ),
    Loss(
        "the digest of the words", without_layouts_digest, lambda site: site.change_a_word("Go to the text")
    ),
    Loss(
        "the names of styles and scripts",
        without_names_of_assets,
        lambda site: site.change_a_style_or_script("scripts/theme.js"),
    ),
    Loss(
        "whether there is a search",
        without_what_is_around,
        turn_search_on,
    ),
    Loss(
        "what search is made from",
        lambda patch: patch.setattr(search, "key_of", path_alone),
        in_turn(turn_search_on, lambda site: site.write_a_paragraph(ARTICLE, "More of it.")),
    ),
    Loss(
        "the check sum of what is remembered",
        without_check_sum,
        in_turn(alter_what_is_remembered, lambda site: site.change_a_layout("partials/footer.html", "<hr>")),
    ),
    Loss("the day of the build", without_option("today"), lambda site: site.let_time_pass("2024-07-01")),
    Loss(
        "the address of the site",
        without_option("base_url"),
        lambda site: site.move_the_site("https://other.example/"),
    ),
    Loss(
        "whether drafts are shown",
        without_option("drafts"),
        in_turn(lambda site: site.turn_an_option("--no-search"), lambda site: site.build_with_drafts()),
    ),
    Loss("whether search is wanted", without_option("search"), turn_search_on),
    Loss(
        "whether warnings are faults",
        without_option("strict"),
        in_turn(
            lambda site: site.write_a_wrong_paragraph(ARTICLE, "A <b>tag</b>."),
            build,
            lambda site: site.turn_an_option("--strict"),
        ),
    ),
    Loss(
        "the content", without_place("content"), lambda site: site.write_a_paragraph(ARTICLE, "More of it.")
    ),
    Loss(
        "the layouts",
        without_place("layouts"),
        lambda site: site.change_a_layout("partials/footer.html", "<hr>"),
    ),
    Loss(
        "the time of the last change",
        without_change_time,
        lambda site: site.change_within_a_tick("content/people/anna-berg.md", there=True),
    ),
    Loss(
        "what the last build said",
        without_what_was_said,
        build,
    ),
    Loss(
        "what stands in public/",
        lambda patch: patch.setattr(PublishedTree, "is_exactly", lambda *_: True),
        lambda site: site.damage_the_public_folder("flip", 3, 100),
    ),
    Loss(
        "the stamps of what stands in public/",
        without_stamps_of_the_site,
        in_turn(
            lambda site: site.damage_the_public_folder("flip", 3, 100),
            lambda site: site.write_a_paragraph(ARTICLE, "More of it."),
        ),
    ),
    Loss(
        "the removal of what nothing makes",
        without_removal,
        in_turn(
            lambda site: site.write_a_paragraph(ARTICLE, "More of it."),
            build,
            lambda site: site.remove(ABOUT),
        ),
    ),
    Loss(
        "what of the content is no entry",
        lambda patch: patch.setattr(last_site, "_others_of", lambda *_: ""),
        in_turn(lambda site: site.change_a_setting("title: The Quay")),
    ),
    Loss(
        "what others know of a text",
        lambda patch: patch.setattr(again, "told_to_others", lambda *_: {}),
        in_turn(lambda site: site.write_a_paragraph(ARTICLE, "Captain Nadir and Omid Nadir are one.")),
    ),
    Loss(
        "which site the files were made of",
        lambda patch: patch.setattr(last_site, "_site_key", lambda *_: b"any"),
        in_turn(
            lambda site: site.write_a_paragraph(ARTICLE, "More of it."),
            without_its_layouts,
            lambda site: site.write_a_paragraph(NOTE, "More of that."),
        ),
    ),
    Loss("the look at what a killed build left", without_the_look_at_what_is_left, kill_before_the_swap),
)
