"""Where the articles go: the database, or a folder of Parquet files. Either keeps the ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from verify.corroborate.sketches import LEAST, share
from verify.desk.bulk.extracting import Form
from verify.errors import InputError, StoreError
from verify.store import Became, BulkNote, Store
from verify.store.ledger import Part, Place

if TYPE_CHECKING:
    from verify.report.exchange.parquet import Columns
    from verify.store.folder import Folder, Verdict

QUARANTINE = "quarantine.jsonl"


class Sink(Protocol):
    """A place for articles. portion: articles that are stored together; seconds: or what came in so long."""

    form: Form
    portion: int
    seconds: float
    quarantine: Path

    def done(self, file: Place) -> tuple[int, bool]:
        """How many places of the file are done, and whether that is all of it."""

    def write(self, parts: Sequence[Part], columns: Sequence[Any]) -> list[BulkNote]:
        """Keep what came of these, all of it or nothing. columns: of each article, if the form has them."""

    def counts(self) -> dict[Became, int]:
        """How many records became what, in all runs."""

    def copies(self) -> int:
        """How many articles are copies of earlier ones."""

    def notes(self, became: Became | None = None) -> Iterator[BulkNote]:
        """The ledger, streamed."""


class IntoDatabase:
    """Articles as `verify check` keeps them."""

    form, portion, seconds = Form.ROWS, 200, 5.0

    def __init__(self, store: Store, by: str, quarantine: Path | None = None) -> None:
        self._bulk, self._by = store.bulk, by
        beside = store.path.with_name(f"{store.path.name}.{QUARANTINE}") if store.path else Path(QUARANTINE)
        self.quarantine = quarantine or beside
        self.done, self.counts, self.copies = self._bulk.done, self._bulk.counts, self._bulk.copies
        self.notes = self._bulk.notes

    def write(self, parts: Sequence[Part], columns: Sequence[Any]) -> list[BulkNote]:
        return self._bulk.write(parts, share, LEAST, by=self._by)


class IntoFolder:
    """Parquet: articles/, texts/, claims/ and hops/, each by language."""

    form, portion, seconds = Form.COLUMNS, 2000, 120.0

    def __init__(self, folder: Path, ledger: Folder, quarantine: Path | None = None) -> None:
        self._folder, self._ledger = folder, ledger
        self.quarantine = quarantine or folder / QUARANTINE
        self.done, self.counts, self.notes = ledger.done, ledger.counts, ledger.notes
        self.copies = ledger.copies
        self._settle()

    def write(self, parts: Sequence[Part], columns: Sequence[Any]) -> list[BulkNote]:
        made: list[Path] = []

        def keep(number: int, verdicts: Sequence[Verdict]) -> None:
            made.extend(self._written(number, _kept(columns, verdicts)))

        try:
            notes = self._ledger.write(parts, share, LEAST, keep)
        except BaseException:
            for path in made:
                path.unlink(missing_ok=True)
            raise
        for path in made:
            path.rename(_final(path))
        return notes

    def _written(self, number: int, kept: Sequence[Columns]) -> Iterator[Path]:
        from verify.report.exchange.parquet import write

        tables: dict[tuple[str, str], list[Any]] = defaultdict(list)
        for article in kept:
            for table, rows in article.tables.items():
                if rows.num_rows:
                    tables[table, article.language].append(rows)
        for (table, language), batches in tables.items():
            place = self._folder / table / f"language={language}"
            place.mkdir(parents=True, exist_ok=True)
            path = place / f".part-{number:08}.parquet.tmp"
            try:
                write(batches, path)
            except OSError as error:
                with suppress(OSError):
                    path.unlink()
                raise StoreError(
                    "{path}: it cannot be written ({strerror}): nothing of this step was kept.",
                    path=path,
                    strerror=error.strerror,
                ) from error
            yield path

    def _settle(self) -> None:
        """What the last run left between two steps: give a finished part its name, drop an unfinished one."""
        last = self._ledger.last_part()
        for path in self._folder.glob("*/language=*/.part-*.parquet.tmp"):
            if int(path.name.split(".")[1].removeprefix("part-")) <= last:
                path.rename(_final(path))
            else:
                path.unlink()


def _final(path: Path) -> Path:
    return path.with_name(path.name.removeprefix(".").removesuffix(".tmp"))


def _kept(columns: Sequence[Columns], verdicts: Sequence[Verdict]) -> list[Columns]:
    """Without what is there already, and with whose copy each is."""
    found = []
    for article, verdict in zip(columns, verdicts, strict=True):
        if verdict.became is Became.UNCHANGED:
            continue
        if verdict.copy is not None:
            article = article.copied(verdict.copy.original, verdict.copy.share)
        found.append(article if verdict.new_text else article.without_text())
    return found


def folder_for(out: Path) -> Path:
    """The folder, made where it is not there. Raises InputError where it is a file or holds other things."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        ours = {"ledger.db", QUARANTINE}
        others = [path.name for path in out.iterdir() if path.name not in ours]
    except OSError as error:
        raise InputError(
            "{out}: it is no folder to write to ({strerror})", out=out, strerror=error.strerror
        ) from None
    if others and not (out / "ledger.db").exists():
        raise InputError(
            "{out}: there are other things in it ({others} …): name an empty folder",
            out=out,
            others=sorted(others)[0],
        )
    return out
