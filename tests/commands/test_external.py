"""What is found of links to other sites, asked of a server on this machine that answers what its table says."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from io import StringIO
from socketserver import StreamRequestHandler, ThreadingTCPServer
from urllib.parse import quote

import pytest

from sitegen.commands.check import link_checker
from sitegen.commands.check.external_links import check_external_links, external_links, policy_of
from sitegen.commands.check.link_checker import LinkStatus, Policy, ask
from sitegen.commands.progress import Progress
from sitegen.faults import EnvironmentFault, Faults
from tests.commands.answering import Server
from tests.link.small import article, note, outlet, person, sound

MANNERS = Policy("tests", patience=10, pause=0)
NOBODY = "http://127.0.0.1:9"

ANSWERS = {
    "/here": (200, ""),
    "/gone": (404, ""),
    "/taken-down": (410, ""),
    "/shut": (403, ""),
    "/ill": (503, ""),
    "/old": (301, "/here"),
    "/older": (308, "/old"),
    "/old-and-gone": (301, "/gone"),
    "/for-now": (302, "/here"),
    "/old-then-for-now": (301, "/for-now"),
    "/round": (301, "/round"),
    "/out": (301, "file:///etc/hostname"),
    "/lost": (301, "http://[nowhere"),
    "/no-heads": (200, ""),
    "/" + quote("کافه"): (200, ""),
}


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(ANSWERS, no_heads=["/no-heads"]).running() as running:
        yield running


def found(server: Server, files: Mapping[str, str], policy: Policy = MANNERS) -> list[tuple[str, str]]:
    """What is told of a site with these files, `SITE` in them being the server's address; and what it was asked."""
    site = sound({name: text.replace("SITE", server.address) for name, text in files.items()}).site
    faults = Faults()
    check_external_links(site, Progress(StringIO(), quiet=True), faults, policy)
    return [
        (
            f"{i.path}:{i.span.line}:{i.span.column}: {i.severity}: {i.message} [{i.code}]".replace(
                server.address, "SITE"
            ),
            i.fix.replace(server.address, "SITE"),
        )
        for i in sorted(faults.met)
    ]


def test_a_link_that_is_there_is_nothing_to_tell_and_is_asked_for_once(server: Server) -> None:
    body = "See [one](SITE/here), [the same](SITE/here#part) and <SITE/here>."
    assert found(server, {"notes/page": note(body), "sources/paper": outlet("Paper", url="SITE/here")}) == []
    assert server.asked == ["HEAD /here"]
    assert server.agents == {"tests"}


def test_a_page_that_is_gone_is_told_at_its_link_with_where_to_look_for_a_copy(server: Server) -> None:
    assert found(server, {"notes/page": note("So it is.\n\nSee [a list](SITE/gone#part).")}) == [
        (
            "content/notes/page.md:8:5: warning: SITE/gone#part is gone: the site answers 404, not found [link-dead]",
            "mend it, or lead to a saved copy: look at https://web.archive.org/web/SITE/gone#part",
        )
    ]
    assert server.asked == ["HEAD /gone", "GET /gone"]


def test_every_place_of_a_link_is_told(server: Server) -> None:
    files = {
        "articles/report": article(url="SITE/taken-down"),
        "sources/paper": outlet("Paper", url="SITE/taken-down"),
        "articles/other": article(via="{name: Agency, url: SITE/taken-down}"),
    }
    assert [place.partition(" ")[0] for place, _ in found(server, files)] == [
        "content/articles/other.md:6:26:",
        "content/articles/report.md:6:6:",
        "content/sources/paper.md:3:6:",
    ]
    assert server.asked == ["HEAD /taken-down", "GET /taken-down"]


def test_an_original_that_is_gone_is_no_fault_where_its_archived_copy_is_there(server: Server) -> None:
    kept = article(url="SITE/gone", archive_url="SITE/here")
    assert found(server, {"articles/report": kept}) == []
    lost = article(url="SITE/gone", archive_url="SITE/taken-down")
    assert [fault.rpartition(" ")[2] for fault, _ in found(server, {"articles/report": lost})] == [
        "[link-dead]",
        "[link-dead]",
    ]


@pytest.mark.parametrize(
    ("path", "new"),
    [("/old", "/here"), ("/older", "/here"), ("/old-then-for-now", "/for-now")],
)
def test_a_page_that_moved_for_good_is_told_with_its_new_address(path: str, new: str, server: Server) -> None:
    assert found(server, {"notes/page": note(f"See [it](SITE{path}#part).")}) == [
        (
            f"content/notes/page.md:6:5: warning: SITE{path}#part has moved for good [link-moved]",
            f"write SITE{new}#part",
        )
    ]


def test_a_page_that_leads_on_for_now_is_there(server: Server) -> None:
    assert found(server, {"notes/page": note("See [it](SITE/for-now).")}) == []


def test_a_page_that_moved_and_is_gone_is_gone(server: Server) -> None:
    assert found(server, {"notes/page": note("See [it](SITE/old-and-gone).")})[0][0].endswith("[link-dead]")


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/shut", "the site answers 403, forbidden"),
        ("/ill", "the site answers 503, service unavailable"),
        ("/round", "it leads on and on, and nowhere"),
        ("/out", "it leads on to file:///etc/hostname"),
        ("/lost", "the site answers 301, moved permanently"),
    ],
)
def test_what_could_not_be_seen_is_told_as_that(path: str, why: str, server: Server) -> None:
    ((told, fix),) = found(server, {"notes/page": note(f"See [it](SITE{path}).")})
    assert told == (
        f"content/notes/page.md:6:5: warning: SITE{path} could not be seen: {why} [link-unanswered]"
    )
    assert fix.startswith("open it in a browser; if it is gone there too, mend it")


def test_a_site_that_answers_no_head_is_asked_for_the_page(server: Server) -> None:
    assert found(server, {"notes/page": note("See [it](SITE/no-heads).")}) == []
    assert server.asked == ["HEAD /no-heads", "GET /no-heads"]


def test_addresses_in_any_script_can_be_asked_for(server: Server) -> None:
    assert found(server, {"articles/report": article(url="SITE/کافه")}) == []
    assert server.asked == [f"HEAD /{quote('کافه')}"]


def test_one_site_is_asked_one_question_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[list[str]] = []

    def note_them(addresses: list[str], _: Policy) -> Mapping[str, LinkStatus]:
        rows.append(addresses)
        return {}

    monkeypatch.setattr(link_checker, "_ask_site", note_them)
    a, b = "https://a.example", "https://b.example"
    assert list(link_checker.ask_all([f"{a}/1", f"{b}/1", f"{a}/2", "https://A.example/3"], MANNERS)) == []
    assert sorted(rows) == [[f"{a}/1", f"{a}/2", "https://A.example/3"], [f"{b}/1"]]


class Clock:
    """A clock that goes on by a second each time somebody looks."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        self.seconds += 1
        return self.seconds


@pytest.mark.parametrize("drip", [b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 90, b"H"])
def test_an_answer_that_drips_without_end_is_none(drip: bytes) -> None:
    with dripping(drip) as address:
        answer = ask(address, replace(MANNERS, patience=5, clock=Clock()))
    assert answer == LinkStatus(failure="it does not answer in time", unreachable=True)


@contextmanager
def dripping(drip: bytes) -> Iterator[str]:
    """A server that sends `drip` and then one byte after the other, as long as somebody listens."""

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                self.wfile.write(drip)
                while True:
                    self.wfile.write(b"x")

    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()


def test_a_site_has_an_end_of_its_time() -> None:
    paths = [f"/{number}" for number in range(9)]
    with Server(dict.fromkeys(paths, (200, ""))).running() as server:
        body = " ".join(f"[it](SITE{path})" for path in paths)
        policy = replace(MANNERS, clock=Clock(), whole=30)
        told = [fault for fault, _ in found(server, {"notes/page": note(body)}, policy)]
    assert server.asked[0] == "HEAD /0"
    assert len(server.asked) < len(paths)
    assert (
        "SITE/8 could not be seen: it was not asked: the site took all its time for other pages" in told[-1]
    )


def test_a_site_that_takes_no_connections_is_told_as_that(server: Server) -> None:
    body = f"See [it]({NOBODY}/) and [another](SITE/here)."
    ((told, _),) = found(server, {"notes/page": note(body)})
    assert f"{NOBODY}/ could not be seen: it takes no connections" in told


def test_where_no_site_at_all_can_be_reached_the_network_is_at_fault() -> None:
    site = sound({"notes/page": note(f"See [it]({NOBODY}/).")}).site
    with pytest.raises(EnvironmentFault, match="none of the linked sites could be reached"):
        check_external_links(site, Progress(StringIO(), quiet=True), Faults(), MANNERS)


def test_what_is_no_address_of_a_machine_is_no_crash() -> None:
    assert ask("http://" + "a" * 70 + ".example/", MANNERS) == LinkStatus(failure="its answer cannot be read")


def test_every_address_that_a_site_names_is_asked_for() -> None:
    files = {
        "articles/report": article(
            "See [one](https://a.example/1) and https://a.example/no-link.",
            url="https://a.example/2",
            archive_url="https://a.example/3",
            via="{name: B, url: https://a.example/4}",
        ),
        "sources/paper": outlet("Paper", url="https://a.example/5", wikidata="Q7"),
        "people/somebody": person("Anna Berg", "She [writes](https://a.example/6).", wikidata="Q8"),
        "notes/page": note(
            "| a |\n|---|\n| [cell](https://a.example/7) |\n\n[^1]: <https://a.example/8>\n\nSo[^1]."
        ),
    }
    addresses = {link.address for link in external_links(sound(files).site)}
    assert addresses == {
        *(f"https://a.example/{number}" for number in range(1, 9)),
        "https://www.wikidata.org/wiki/Q7",
        "https://www.wikidata.org/wiki/Q8",
    }


def test_a_site_says_who_asks() -> None:
    agent = policy_of(sound({}).site).user_agent
    assert re.fullmatch(r"briefing-site \(link check of https://briefing\.example/\)", agent)
