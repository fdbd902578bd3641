"""The names of the real site: who is kept apart, and who is found under every spelling."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sitegen.cache.cache import Cache
from sitegen.faults import Fault
from sitegen.link import link
from sitegen.link.resolve import Directory, by_id_or_name, directory, name_table
from sitegen.link.select import select
from sitegen.load import load
from sitegen.model.kinds import Nameable
from sitegen.model.site import Content, Site
from sitegen.names.finder import NameTable, find
from tests.link.small import name_links

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 28)


@pytest.fixture(scope="module")
def content() -> Content:
    read = load(ROOT, Cache(), 1, today=date(2026, 11, 28))
    assert read.faults == ()
    assert read.value is not None
    return read.value


@pytest.fixture(scope="module")
def known(content: Content) -> Directory:
    return directory(select(content.entries, TODAY, drafts=False), content.entries, content.faulty)


@pytest.fixture(scope="module")
def names(content: Content, known: Directory) -> NameTable:
    return name_table(known, content.settings.honorifics)


@pytest.fixture(scope="module")
def site(content: Content) -> Site:
    linked = link(content, today=TODAY)
    assert linked.faults == ()
    return linked.value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the heir Reza Pahlavi", ["reza-pahlavi"]),
        ("his father Mohammad Reza Pahlavi", ["mohammad-reza-pahlavi"]),
        ("the late Shah Mohammad Reza Pahlavi", ["mohammad-reza-pahlavi"]),
        ("a man called Ali Reza Pahlavi", []),
        ("the publicist Ruhollah Zam", ["ruhollah-zam"]),
        ("the station Radio Zamaneh", ["radio-zamaneh"]),
        ("both Zam and Zamaneh", []),
        ("the Iraqi militia Kataib Hezbollah", ["kataib-hezbollah"]),
        ("the Iraqi militia Harakat Hezbollah al-Nujaba", ["harakat-hezbollah-al-nujaba"]),
        ("the party Lebanese Hezbollah", ["lebanese-hezbollah"]),
        ("the Iraqi Hezbollah and Hezbollah", []),
        ("both Qais al-Khazali and Laith al-Khazali", ["qais-al-khazali", "laith-al-khazali"]),
        ("both Khazali and al-Khazali", []),
        ("both Abdul Wahhab al-Saidi and Maytham al-Zaidi", ["abdul-wahhab-al-saidi", "maytham-al-zaidi"]),
        ("both Maytham al-Saidi and Abdul Wahhab al-Zaidi", []),
        ("both Fuad Hussein and Saddam Hussein", ["fuad-hussein", "saddam-hussein"]),
        ("one Hussein", []),
        ("both Pen Australia and PEN", ["pen-australia", "pen-international"]),
        ("his Pen", []),
        ("Foreign Minister Fuad Hussein", ["fuad-hussein"]),
        ("The IRGC and the IRGC-backed Quds Force", ["irgc", "quds-force"]),
        ("the Washington Post and the Baghdad Post", ["baghdad-post"]),
        ("the Washington Institute", ["washington-institute"]),
        ("Iran International Airlines", []),
        ("in Iran, Iraq, Washington, and on Twitter", []),
    ],
)
def test_names_that_look_alike_are_kept_apart(text: str, found: list[str], names: NameTable) -> None:
    assert [name.target for name in find(f"it was {text} then", names)] == found


def test_every_name_leads_to_its_entry_from_every_spelling(known: Directory) -> None:
    for name, ids_by_name in known.ids_by_name.items():
        found = by_id_or_name(name, known)
        if len(ids_by_name) == 1:
            assert found == ids_by_name[0], name
        else:
            assert isinstance(found, Fault), name
            assert found.code == "reference-ambiguous"


SPELT = {
    "qassem-soleimani": "Qassem Soleimani, Qasem Soleimani, Soleimani",
    "quds-force": "Quds Force, Qods Force",
    "irgc": """Islamic Revolutionary Guard Corps, Islamic Revolutionary Guards Corps, Islamic Revolution Guards Corps,
        Iranian Revolutionary Guard Corps, Iranian Revolutionary Guard, Revolutionary Guards, Guards, IRGC""",
    "popular-mobilization-forces": "Popular Mobilization Forces, Popular Mobilization Units, PMF, PMU, Hashed al-Shaabi",
    "islamic-state": "Islamic State, ISIS, Daesh",
    "imis": "Iranian Militias in Iraq and Syria, IMIS",
    "adel-al-jubeir": "Adel al-Jubeir, Adel Jubeir, Jubeir",
    "haider-al-abadi": "Haider al-Abadi, Haidar al-Abadi, Abadi",
    "mustafa-al-kadhimi": "Mustafa al-Kadhimi, Mustafa al-Khadhimi, Kadhimi",
    "barham-salih": "Barham Salih, Bahram Salih",
    "muqtada-al-sadr": "Muqtada al-Sadr, Muqtada Sadr, Sadr",
    "mohammed-al-halbusi": "Mohammed al-Halbusi, Halbusi",
    "qais-al-khazali": "Qais al-Khazali, Qais Khazali",
    "fuad-hussein": "Fuad Hussein, Fouad Hussein",
    "ali-al-sistani": "Ali al-Sistani, Ali Sistani, Ayatollah Sistani, Sistani",
    "saeed-khatibzadeh": "Saeed Khatibzadeh, Saeed Khatibazadeh, Khatibzadeh",
    "iraj-harirchi": "Iraj Harirchi, Iraj Hariirchi",
    "husayn-falih-aziz-al-lami": "Husayn Falih Aziz al-Lami, Husayn Falih 'Aziz al-Lami",
    "jassim-al-moussawi": "Jassim al-Moussawi, Moussawi",
    "reza-khandan-mahabadi": "Reza Khandan-Mahabadi, Khandan-Mahabadi",
    "mohammad-banna-zadeh-amirkhizi": "Mohammad Banna Zadeh Amirkhizi, Mohammad Amirkhizi, Amirkhizi",
    "mek": "People's Mojahedin Organization of Iran, Mojahedin Khalq Organization, PMOI/MEK, PMOI, MEK",
    "reza-pahlavi": "Reza Pahlavi, Prince Reza Pahlavi, Prince Reza",
    "mohammad-reza-pahlavi": "Mohammad Reza Pahlavi, Shah Mohammad Reza Pahlavi, the Shah",
    "us-treasury": "US Treasury, Treasury Department, Treasury",
    "us-state-department": "US State Department, State Department",
    "us-embassy-in-baghdad": "US embassy in Baghdad, American embassy in Baghdad, US Embassy",
    "armenian-defence-ministry": "Armenia's Defence Ministry, Armenian Defence Ministry",
    "azerbaijani-defence-ministry": "Azerbaijani Defense Ministry, Azerbaijan's Defence Ministry",
    "iranian-foreign-ministry": "Iran's Foreign Ministry, Iranian Foreign Ministry",
    "iranian-armed-forces": "Iran's military, Iranian military",
    "iranian-writers-association": "Iranian Writers Association, IWA",
    "association-of-families-of-ps752-victims": "Association of Families of Flight PS752 Victims, 752AFV",
    "icao": "International Civil Aviation Organization, ICAO",
    "pen-international": "PEN, Pen",
    "nagorno-karabakh": "Nagorno-Karabakh, Karabakh",
    "netherlands": "Netherlands, Holland",
    "saudi-arabia": "Saudi Arabia, Suadi Arabia",
    "saudi-embassy-in-iran": "Saudi embassy in Iran, Saudi Arabian embassy in Iran",
    "united-arab-emirates": "United Arab Emirates, UAE, Emirates",
    "iran-international": "Iran International, Iran International Television",
    "baghdad-post": "Baghdad Post, Baghdadpost",
    "fars": "Fars, Fars agency",
}
"""Names that reports on one thing write in several ways."""


@pytest.mark.parametrize("target", SPELT)
def test_what_reports_write_in_several_ways_is_one_entry(target: str, known: Directory) -> None:
    names = [" ".join(name.split()) for name in SPELT[target].split(",")]
    assert {name: by_id_or_name(name, known) for name in names} == dict.fromkeys(names, target)


@pytest.mark.parametrize("name", ["Hezbollah", "Khazali", "al-Khazali", "Hussein"])
def test_a_short_form_of_several_links_nowhere_by_itself(name: str, names: NameTable) -> None:
    assert list(find(f"it was {name} then", names)) == []


def test_only_surnames_are_shared(known: Directory) -> None:
    shared = {name for name, ids_by_name in known.ids_by_name.items() if len(ids_by_name) > 1}
    entries = [entry for entry in known.entries.values() if isinstance(entry, Nameable)]
    assert not shared.intersection(name for entry in entries for name in (entry.name, *entry.aliases))
    assert {len(name.split()) for name in shared} == {1}


def test_every_full_form_is_found_in_running_text(known: Directory, names: NameTable) -> None:
    for entry in known.entries.values():
        if isinstance(entry, Nameable) and entry.autolink:
            for name in (entry.name, *entry.aliases):
                assert [found.target for found in find(f"it was {name}, they say", names)] == [entry.id], name


def test_whatever_links_by_itself_is_a_full_form_of_what_it_leads_to(site: Site) -> None:
    for linked in site.linked.values():
        for words, _, target in (made.partition(">") for made in name_links(linked)):
            entry = site.entries[target]
            assert isinstance(entry, Nameable)
            assert " ".join(words.split()) in (entry.name, *entry.aliases)
            assert entry.autolink


def test_no_two_entries_are_called_alike_but_for_spellings(known: Directory) -> None:
    for entry in known.entries.values():
        if isinstance(entry, Nameable):
            every = entry.every_name
            assert len(every) == len(set(every)), entry.id
