"""`data/`: the whole site as open data, in three forms that say the same.

tables      which tables there are, and what each column means: from the classes of the content model
rows        what each entry gives to each table
csv_files   the tables as CSV, with the data package that describes them (Frictionless)
sqlite_file the tables as one SQLite database, with keys and full-text search
json_ld     the graph of the pages' structured data, as one file
"""

from __future__ import annotations

from pathlib import Path

from sitegen.packing.edition import Counted, Edition
from sitegen.packing.open_data.csv_files import csv_files, describe
from sitegen.packing.open_data.json_ld import write_json_ld
from sitegen.packing.open_data.rows import entries_table, rows_of
from sitegen.packing.open_data.sqlite_file import database
from sitegen.packing.open_data.tables import tables


def make(edition: Edition, folder: Path, counted: Counted) -> None:
    """Writes the files, one entry in memory at a time."""
    data = folder / "data"
    data.mkdir()
    every, entries = (entries_table(), *tables()), edition.index.site.entries
    with csv_files(data, every) as to_csv, database(data / "site.sqlite", every, edition) as to_database:
        for entry in counted(entries.values(), len(entries)):
            for table, rows in rows_of(edition.index, entry).items():
                to_csv(table, rows)
                to_database(table, rows)
    write_json_ld(edition, data / "site.jsonld")
    describe(edition, every, data)
