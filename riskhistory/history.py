"""A history opened for questions."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pipeline.store.snapshots import tables_in

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

_HELP = """\
There is no history in {path}.
  To make one, run `make ingest` in the folder of riskhistory (made-up samples until there are papers in data/raw),
  or: riskhistory ingest PAPERS --out {path}
  To open one that is elsewhere: riskhistory.load("folder with entries.parquet")"""


def load(path: Path | str = "data/parquet", *, superseded: bool = False) -> History:
    """Open the history in a folder. Nothing is read before it is asked for.

    Editions that a later paper superseded are left out everywhere unless ``superseded``.

    Raises:
        FileNotFoundError: there is no history in the folder; the message says how to make one.
    """
    out = Path(path)
    folder = tables_in(out)
    if not (folder / "entries.parquet").is_file():
        raise FileNotFoundError(_HELP.format(path=out.absolute()))
    return History(out, folder, superseded=superseded)


class History:
    """One state of a history: its tables as attributes (``history.entries``), and answers, each a DataFrame.

    All that it gives is of one ``snapshot``, however often the history is written meanwhile. Answers are read afresh,
    so changing a table here does not change them. Beside every value is where it was read: ``paper``, ``page_first`` or
    ``page``, ``locator``. A quarter of which no edition is held has no row, and the scores of opportunities, which are
    to rise, are in no answer put together with those of risks.
    """

    entries: pd.DataFrame
    statements: pd.DataFrame
    registers: pd.DataFrame
    profiles: pd.DataFrame
    events: pd.DataFrame
    lineage: pd.DataFrame
    threads: pd.DataFrame
    documents: pd.DataFrame
    evidence: pd.DataFrame
    findings: pd.DataFrame

    def __init__(self, path: Path, folder: Path, *, superseded: bool = False) -> None:
        self.path = path
        self.superseded = superseded
        self._folder = folder

    @property
    def snapshot(self) -> str:
        """The name of the state it is of, a number that grows with each; of a folder without any, the folder's own."""
        return self._folder.resolve().name

    def __repr__(self) -> str:
        """What is open: ``<History of data/parquet, snapshot 000012: 66 entries of 5 editions>``, and if of samples."""
        from pipeline.store.run import run_of

        entries, editions = (len(self.table(name, ["register_id"])) for name in ("entries", "registers"))
        run = run_of(self._folder)
        samples = ", made-up samples" if run and run.of_samples else ""
        return f"<History of {self.path}, snapshot {self.snapshot}: {entries} entries of {editions} editions{samples}>"

    def __getattr__(self, name: str) -> pd.DataFrame:
        """A table, read when it is first asked for."""
        tables = type(self).__annotations__
        if name not in tables:
            raise AttributeError(f"a history has no {name!r}; its tables are {', '.join(tables)}")
        table = self.table(name)
        setattr(self, name, table)
        return table

    # Tables.

    def table(self, name: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """A table or view by name, or some columns of it: only those are read."""
        from riskhistory.frames import frame

        return frame(self._select(name, columns))

    def sql(self, query: str, values: Sequence[Any] = ()) -> pd.DataFrame:
        """What a query in DuckDB's SQL gives; ``?`` in it stand for ``values``. ``riskhistory sql`` lists the views.

        Raises:
            QueryError: it is not understood.
        """
        from riskhistory.frames import frame

        return frame(self._asked(query, values))

    def polars(self, name: str, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """A table or view by name as a DataFrame of Polars, which has to be installed."""
        import polars as pl

        return pl.DataFrame(self._select(name, columns))

    def duckdb(self) -> DuckDBPyConnection:
        """A connection of one's own, in memory, to the tables and views."""
        from pipeline.history.database import open_database

        return open_database(self._kept, superseded=self.superseded)

    def _select(self, name: str, columns: Sequence[str] | None) -> pa.Table:
        quoted = (f'"{column}"' for column in columns or ())
        return self._asked(f'SELECT {", ".join(quoted) or "*"} FROM "{name}"')

    def _asked(self, query: str, values: Sequence[Any] = ()) -> pa.Table:
        from pipeline.history.database import asked

        _ = self._kept
        return asked(self._database, query, values)

    @property
    def _kept(self) -> Path:
        """The folder of its tables, which goes after some more runs."""
        if self._folder.is_dir():
            return self._folder
        raise FileNotFoundError(f"snapshot {self.snapshot} of {self.path} is no longer kept: open the history again")

    @cached_property
    def _database(self) -> DuckDBPyConnection:
        return self.duckdb()

    # Answers.

    def latest(self) -> pd.DataFrame:
        """The register as it is now: the entries of the newest edition of each organisation.

        Where only a covering report of that edition is held (``detail`` is ``summary``), they are as it lists them,
        mostly without scores: ``edition`` names others.
        """
        return self.table("latest")

    def edition(self, name: str | None = None) -> str:
        """The register_id of the edition that a name means, a period ("2019/20 Q2") or a register_id; else the newest.

        Raises:
            FileNotFoundError: no edition, or more than one, is called so; the message lists them.
        """
        from pipeline.history.comparison.editions import find_edition
        from pipeline.history.load import load_tables

        return find_edition(load_tables(self._kept, ("registers",)).registers, name).register_id

    def timeline(self, wanted: str) -> pd.DataFrame:
        """One risk or opportunity through the years, an edition a row, whatever its number was in each.

        ``wanted`` is a lineage_id, with or without its organisation, a part of any title it had, or a number. A number
        means the entry that has it now; a warning names the others that had it. When it came and went, as far as that
        is known, is in ``history.table("lifetimes")``.

        Raises:
            LookupError: nothing is called so, or more than one is; the message lists what could be meant.
        """
        from pipeline.history.load import load_tables
        from pipeline.history.review.find import find_thread
        from pipeline.history.review.threads import TABLES as NEEDED
        from pipeline.history.review.threads import review

        meant = find_thread(review(load_tables(self._kept, NEEDED)).threads, wanted)
        if meant.others:
            warnings.warn(meant.remark, stacklevel=2)
        return self.sql("FROM timeline WHERE lineage_id = ?", [meant.thread.lineage_id])

    def matrix(
        self,
        edition: str | None = None,
        which: Literal["current", "target", "inherent"] = "current",
        kind: Literal["risk", "opportunity"] = "risk",
    ) -> pd.DataFrame:
        """Where each entry of an edition stands by likelihood and impact: the newest, unless it is named.

        An entry without the score has no row. One whose paper prints the score alone has no place, nor has one whose
        likelihood and impact do not give it (they are ``printed_likelihood`` and ``printed_impact``). A warning names
        both, since a grid leaves them out:
        ``.pivot_table(index="likelihood", columns="impact", values="risk_id", aggfunc=", ".join)``. For all cells of a
        matrix of 5 by 5, Lancashire's:
        ``.reindex(index=range(5, 0, -1), columns=range(1, 6)).astype(object).fillna("")``. Of another council,
        ``[scale]`` in its folder says how many levels there are.

        Raises:
            FileNotFoundError: no edition, or more than one, is called so; the message lists them.
        """
        from riskhistory.warned import left_out

        of = [self.edition(edition), kind]
        placed = self.sql("FROM matrix WHERE register_id = ? AND kind = ? AND which = ?", [*of, which])
        entries = self.sql("SELECT risk_id, detail FROM entries WHERE register_id = ? AND kind = ?", of)
        if remark := left_out(entries, placed, which):
            warnings.warn(f"{of[0]}: {remark}", stacklevel=2)
        return placed

    def changes(self, before: str | None = None, after: str | None = None) -> pd.DataFrame:
        """What changed between two editions, a row a change: scores, owners, dates, and every statement.

        They are named by period ("2019/20 Q2") or register_id; one alone is held against the one before it, and none
        means the newest. ``change`` says what happened. A warning says what is not compared, and why, as where a
        report only lists the entries of one edition; their scores are in ``history.table("movements")``, each held
        against the last edition that gives it.

        Statements that are one reworded are paired by their ``similarity``. No rule finds every rewording: beside one
        that is dropped or added is the ``nearest`` of the other edition, of the same risk or another (``nearest_in``).
        Of an entry that was added or removed the
        statements have no rows.

        Raises:
            FileNotFoundError: no edition, or more than one, is called so; the message lists them.
        """
        import pyarrow as pa

        from pipeline.history.comparison.table import COLUMNS, changes_table
        from riskhistory.frames import frame

        rows, notes = changes_table(self._kept, before, after)
        if notes:
            warnings.warn(" ".join(notes), stacklevel=2)
        types = {"similarity": pa.float64()}
        return frame(pa.Table.from_pylist(rows, pa.schema([(name, types.get(name, pa.string())) for name in COLUMNS])))

    def owners(self) -> pd.DataFrame:
        """Who owned what in each edition: a row for each owner of an entry."""
        return self.table("owners")

    def search(self, text: str) -> pd.DataFrame:
        """Where words stand: a row a text, the oldest first.

        The texts are titles, descriptions, statements and stated changes, and the words that owners, directions of
        travel, dates and other values are printed in (``field`` says which). Numbers of entries are not among them:
        ``timeline`` finds those.

        A text is found that has all the words, in any order, capitals or not, each in any form of the same stem:
        ``audit plan`` finds "plans for audits". ``follow-up`` and ``followup`` find each other, and "follow up" with
        nothing between; ``follow up`` is two words. Other signs are passed over. A warning says how often each word is
        found where no text has them all. By letters: ``history.sql("FROM texts WHERE text ILIKE '%follow-up%'")``.

        Raises:
            ValueError: there is no word in what is searched for.
        """
        from pipeline.history.searching import Search

        search = Search.of(text)
        texts = self.table("texts")
        found = texts[[search.finds(each) for each in texts["text"]]].reset_index(drop=True)
        if found.empty and (remark := search.remark(texts["text"])):
            warnings.warn(remark, stacklevel=2)
        return found

    def source(self, entry_id: str, field: str) -> pd.DataFrame:
        """Where a value of an entry was read: paper, page and place, what is printed there, and what was found.

        ``field`` is a column of ``entries``, or a field of ``statements``, which gives a row for each (and
        ``control_owner`` the owners beside the controls), or ``profile_`` and a column of ``profiles``, such as
        ``profile_confidence_q1``, for the line of the summary profile. A value that runs over a page end has a row for
        each page. A value that is null has a row too, with what was found about it.

        Raises:
            LookupError: there is no such entry or field; the message says what there is.
        """
        from pipeline.history.source import source_query

        query, known = source_query(field), self.table("entries", ["entry_id"])["entry_id"]
        if entry_id not in set(known):
            alike = known[known.str.endswith(f"/{entry_id.strip().upper()}")]
            likely = alike if len(alike) else known
            raise LookupError(f"no entry is called {entry_id!r}; they are called as {likely.max()!r} is")
        return self.sql(query, [entry_id])

    def doubts(self, edition: str | None = None) -> pd.DataFrame:
        """What to check before relying on a value, the gravest first (``rank``): errors, then warnings.

        They are about what the history uses, and about papers of which it uses nothing. Those of one edition, if it is
        named, come with those that are of no edition (``about`` is ``paper`` or ``history``): they may concern it too,
        and a filter by ``register_id`` loses them.

        Raises:
            FileNotFoundError: no edition, or more than one, is called so; the message lists them.
        """
        if edition is None:
            return self.table("doubts")
        return self.sql("FROM doubts WHERE register_id = ? OR register_id IS NULL", [self.edition(edition)])
