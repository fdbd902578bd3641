"""What is told while one types is what a build tells."""

from __future__ import annotations

import gc
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from sitegen.commands.excerpt import Sources
from sitegen.commands.lsp.live_site import GivenUp, LiveSite, Look
from sitegen.commands.report import as_text
from sitegen.faults import Fault
from tests.faults.case import CASES, HERE, HOME, read_case, write_files, write_site
from tests.faults.told import faults_of, options_for

NAMES = [path.relative_to(HERE / "cases").as_posix() for path in CASES]
TEXTS = (".md", ".yaml", ".txt")


def look_at(site: LiveSite) -> Look:
    """The site looked at with what is unsaved in it."""
    site.last = site.look(dict(site.unsaved), site.last)
    return site.last


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith(("check/", "layouts/"))])
def test_a_fault_that_is_typed_is_the_fault_of_a_build(name: str, tmp_path: Path) -> None:
    """The site on the disk is good, but for files that are no texts; what the case says is typed, and not saved."""
    case = read_case(HERE / "cases" / name)
    typed = {path: text for path, text in case.files.items() if text is not None and is_typed(path)}
    write_site(tmp_path, {path: text for path, text in case.files.items() if path not in typed})
    site = LiveSite(options_for(tmp_path))
    look_at(site)
    site.unsaved.update((path, text.encode()) for path, text in typed.items())
    look = look_at(site)
    at_once = {path: site.quick(path, raw) for path, raw in site.unsaved.items()}
    assert at_once == {path: look.faults_of(path) for path in site.unsaved}
    write_files(tmp_path, case.files)  # for the lines that are quoted
    assert as_text(look.faults, Sources(tmp_path, HOME)) == case.faults


def is_typed(path: str) -> bool:
    return path.endswith(TEXTS) and "/files/" not in path


NOTE = "content/notes/brief.md"
TEXT = "---\ntitle: A brief\ntopics: [strike]\nupdated: 2024-05-01\n---\nWords on [[{}]].\n"


@pytest.fixture
def site(tmp_path: Path) -> LiveSite:
    write_site(tmp_path, {NOTE: TEXT.format("strike")})
    site = LiveSite(options_for(tmp_path))
    assert look_at(site).faults == ()
    return site


def typed(site: LiveSite, path: str, text: str) -> list[str]:
    """The codes of what is told at once when a text is typed."""
    site.unsaved[path] = text.encode()
    return [fault.code for fault in site.quick(path, text.encode())]


def test_a_wrong_reference_is_told_at_once_and_goes_at_once(site: LiveSite) -> None:
    assert typed(site, NOTE, TEXT.format("no-such-thing")) == ["reference-missing"]
    assert typed(site, NOTE, TEXT.format("strike")) == []


def test_what_only_the_whole_site_shows_stays_until_the_site_is_looked_at_again(site: LiveSite) -> None:
    """Two topics of one id: the file says nothing of it by itself."""
    other = "content/notes/strike.md"
    site.unsaved[other] = TEXT.format("strike").encode()
    look_at(site)
    (path,) = {fault.path for fault in look_at(site).faults}
    assert typed(site, path, site.bytes_of(path).decode() + "\nMore.\n") == ["id-taken"]
    del site.unsaved[other], site.unsaved[path]
    assert look_at(site).faults == ()


BODY = "Words on [[strike]].\n\n## One\n\nMore.\n"
HEAD = TEXT.partition("Words")[0]


@pytest.mark.parametrize(
    "text",
    [
        BODY.replace("More", "Far more of Anna Berg, who said so"),
        BODY.replace("[[strike]]", "[[no-such-thing]]"),
        BODY.replace("[[strike]]", "[@ferries-stand-still] [[strike#nowhere]] @ferries-stand-still"),
        f"Above.\n\n{BODY}\nBelow.\n",
    ],
)
@pytest.mark.parametrize("draft", ["", "draft: true\n"])
def test_what_is_nothing_to_others_is_told_without_a_look_at_the_site(
    site: LiveSite, text: str, draft: str
) -> None:
    head = HEAD.replace("updated:", f"{draft}updated:")
    site.unsaved[NOTE] = f"{head}{BODY}".encode()
    look_at(site)
    site.unsaved[NOTE] = f"{head}{text}".encode()
    assert site.glance()
    glanced, looked = site.last, site.look(dict(site.unsaved), None)
    assert glanced
    assert (glanced.faults, glanced.entries) == (looked.faults, looked.entries)
    assert (glanced.targets, glanced.unsaved) == (looked.targets, looked.unsaved)


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}{BODY.replace('One', 'Two')}",
        f"{HEAD}{BODY}\n![[how-many-walked-out]]\n",
        f"{HEAD}{BODY}\n![The quay](../files/quay.png)\n",
        f"{HEAD}{BODY}\n[[open\n",
        f"{HEAD}{BODY}".replace("A brief", "A briefing"),
        f"{HEAD}{BODY}".replace("updated: 2024-05-01", "updated: 2024-05-02"),
        f"{HEAD}{BODY}".replace("topics: [strike]", "topics: []"),
    ],
)
def test_what_may_be_something_to_others_is_looked_at(site: LiveSite, text: str) -> None:
    site.unsaved[NOTE] = f"{HEAD}{BODY}".encode()
    before = look_at(site)
    site.unsaved[NOTE] = text.encode()
    assert not site.glance()
    assert site.last is before


def test_a_file_of_which_only_the_site_tells_more_is_looked_at_with_it(site: LiveSite) -> None:
    person = "content/people/anna-berg.md"
    text = site.bytes_of(person).replace(b"Anna Berg\n", b"Anna Berg\naliases: [Berg]\n")
    site.unsaved[person] = text
    assert [fault.code for fault in look_at(site).faults] == ["alias-short"]
    site.unsaved[person] = text + b"\nMore.\n"
    assert not site.glance()


def test_a_file_that_is_whole_again_is_looked_at_with_the_site(site: LiveSite) -> None:
    """What follows from a file that could not be read was no fault of others as long as it was broken."""
    site.unsaved[NOTE] = f"{HEAD}{BODY}[[open".encode()
    look_at(site)
    site.unsaved[NOTE] = f"{HEAD}{BODY}".encode()
    assert not site.glance()


def test_what_waits_for_its_day_is_looked_at_with_the_site(site: LiveSite) -> None:
    text = TEXT.replace("updated: 2024-05-01", "updated: 2034-05-01")
    site.unsaved[NOTE] = text.format("strike").encode()
    look_at(site)
    site.unsaved[NOTE] = text.format("nowhere").encode()
    assert not site.glance()


@pytest.mark.parametrize("steps", [0, 1])
def test_a_look_that_nobody_asks_for_any_more_is_given_up(site: LiveSite, steps: int) -> None:
    left = iter([True] * steps)
    with pytest.raises(GivenUp):
        site.look({}, site.last, lambda: next(left, False))
    assert not list(left)


def test_what_is_wrong_beside_the_layouts_is_told_as_long_as_it_is_so(site: LiveSite) -> None:
    """Layouts are not read at each look, but whenever they, or the settings, are others."""
    settings = "content/site.yaml"
    named = site.bytes_of(settings) + b"language: tlh\n"
    for text, codes in ((named, ["words-missing"]), (named + b"\n", ["words-missing"])):
        site.unsaved[settings] = text
        assert [[fault.code for fault in look_at(site).faults] for _ in range(2)] == [codes] * 2
    words = site.options.root / "layouts/words/tlh.yaml"
    shutil.copytree(HOME / "layouts", site.options.root / "layouts")
    shutil.copyfile(words.with_name("en.yaml"), words)
    assert [fault.code for fault in look_at(site).faults] == ["words-language"]
    words.unlink()
    site.unsaved.clear()
    assert look_at(site).faults == ()


def test_a_broken_file_stays_known_as_it_was_last_whole(site: LiveSite) -> None:
    topic = "content/topics/strike.md"
    title = site.entry_at(topic)
    assert typed(site, topic, "---\ntitle: [\n") != []
    look = look_at(site)
    assert site.entry_at(topic) == title
    assert "strike" in look.targets
    assert {fault.path for fault in look.faults} == {topic}


def test_a_file_that_is_deleted_is_not_known_any_more(site: LiveSite) -> None:
    (site.options.root / NOTE).unlink()
    assert NOTE not in look_at(site).entries


def test_a_draft_is_read_and_what_it_refers_to_is_not_judged(site: LiveSite) -> None:
    draft = TEXT.format("no-such-thing").replace("title:", "draft: true\ntitle:")
    assert typed(site, NOTE, draft) == []
    assert look_at(site).faults == ()
    with_drafts = LiveSite(site.options._replace(drafts=True))
    with_drafts.unsaved = site.unsaved
    assert [fault.code for fault in look_at(with_drafts).faults] == ["reference-missing"]


def test_what_takes_too_long_is_told_as_such_and_the_rest_goes_on(
    site: LiveSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitegen.commands.lsp.live_site._MOST_SECONDS", 0.001)
    text = TEXT.format("strike") + "*a **b* " * 20_000
    (fault,) = site.quick(NOTE, text.encode())
    assert (fault.path, fault.code) == (NOTE, "environment")
    assert fault.message.startswith(f"{NOTE} took 0.001 seconds of the processor's time")


def test_nothing_of_what_is_typed_is_written(site: LiveSite) -> None:
    before = sorted(site.options.root.rglob("*"))
    typed(site, NOTE, TEXT.format("no-such-thing"))
    look_at(site)
    assert sorted(site.options.root.rglob("*")) == before


def test_what_a_build_remembers_is_used_and_left_as_it_is(site: LiveSite) -> None:
    store = site.options.cache_dir / "results.sqlite"
    store.parent.mkdir()
    store.write_bytes(b"no store")
    fresh = LiveSite(site.options)
    assert look_at(fresh).faults == ()
    assert store.read_bytes() == b"no store"


def told_twice(faults: tuple[Fault, ...]) -> list[Fault]:
    return [fault for fault in faults if faults.count(fault) > 1]


def test_no_fault_is_told_twice(site: LiveSite) -> None:
    site.unsaved[NOTE] = TEXT.format("no-such-thing").encode()
    look_at(site)
    assert told_twice(site.quick(NOTE, site.unsaved[NOTE])) == []
    assert replace(look_at(site)).faults == tuple(sorted(faults_of_saved(site)))


def faults_of_saved(site: LiveSite) -> tuple[Fault, ...]:
    write_files(site.options.root, {path: raw.decode() for path, raw in site.unsaved.items()})
    return faults_of(site.options.root)


def test_a_look_is_let_go_when_there_is_another(site: LiveSite) -> None:
    for word in ("strike", "no-such-thing"):
        site.unsaved[NOTE] = TEXT.format(word).encode()
        look_at(site)
        for path in (NOTE, f"content/notes/{word}.md"):
            site.quick(path, site.bytes_of(path))
    gc.collect()
    assert [each for each in gc.get_objects() if isinstance(each, Look)] == [site.last]
