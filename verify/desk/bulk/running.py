"""Reading many articles: records stream in, workers read them, what became of each is kept in their order.

Since the order is kept and each step is whole, the ledger's count of a file says where to go on after any
end.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from verify.desk import known
from verify.desk.bulk.extracting import SECONDS, Article, Task, Worked
from verify.desk.bulk.pools import Cluster, Crew, Portion, Processes, in_order
from verify.desk.bulk.sinks import IntoDatabase, IntoFolder, Sink, folder_for
from verify.desk.reading import Asked
from verify.errors import InputError, StoreError
from verify.fetch.inputs import Fields, File, Item, Record, Skipped, files, items
from verify.store import Became, BulkNote, Store
from verify.store.copying import Sketched
from verify.store.ledger import Came, Part, Place

RECORDS = 16
"""Given to a worker at once: half a second of work, so that giving costs next to nothing."""

_BYTES = 4_000_000
_ITEMS = 500
_HELD = 64_000_000
_HELD_NOTES = 5_000


@dataclass(frozen=True, slots=True)
class How:
    """How to read. asked: what a person says about all of the articles. dask: a scheduler's address, or
    "local". seconds: for one record. limit: records after which to stop, to try it.
    """

    asked: Asked = field(default_factory=Asked)
    fields: Fields = field(default_factory=Fields)
    jobs: int | None = None
    dask: str | None = None
    seconds: float = SECONDS
    limit: int | None = None
    quarantine: Path | None = None


@dataclass(slots=True)
class Step:
    """Where the reading is. became: of this run's records; before: files that were done already.

    size, behind: bytes of all files, and of what workers are done with: what only waits for them is not.
    read: records among it, of which some wait to be kept with others; when the run is over, all are.
    doubted: articles of this run that are perhaps in no language of ours; the ledger says of each why.
    """

    size: int
    behind: int = 0
    files: int = 0
    before: int = 0
    read: int = 0
    doubted: int = 0
    became: Counter[Became] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to, and (all) what all of them did. quarantine: the file; None with nothing in it."""

    step: Step
    all: dict[Became, int]
    copies: int
    quarantine: Path | None


class Reading:
    """A run: iterate over it for its steps, then ask for its summary."""

    def __init__(self, inputs: Sequence[str], into: Store | Path, how: How, *, by: str) -> None:
        self._inputs, self._into, self._how, self._by = inputs, into, how, by
        self.step = Step(sum(file.size for file in files(inputs)))
        self._taken = 0
        self._summary: Summary | None = None

    @property
    def summary(self) -> Summary:
        """After the last step."""
        assert self._summary is not None
        return self._summary

    def __iter__(self) -> Iterator[Step]:
        with ExitStack() as until:
            sink, asked = self._opened(until)
            put_aside = _Quarantine(sink)
            crew = until.enter_context(_Hired(self._how))
            task = Task(asked, sink.form, self._how.seconds)
            for read, notes, reached in _kept(sink, in_order(crew, self._portions(sink), task)):
                self.step.read += read
                self.step.behind = max(self.step.behind, reached)
                self.step.became.update(note.became for note in notes)
                self.step.doubted += sum(bool(note.article and note.reason) for note in notes)
                put_aside.add(notes)
                yield self.step
            self.step.behind = self._taken
            self._summary = Summary(self.step, sink.counts(), sink.copies(), put_aside.path)

    def _opened(self, until: ExitStack) -> tuple[Sink, Asked]:
        how, into = self._how, self._into
        if isinstance(into, Store):
            return IntoDatabase(into, self._by, how.quarantine), replace(
                how.asked, outlets=known.outlets(into)
            )
        from verify.store.folder import Folder

        folder = folder_for(into)
        return IntoFolder(folder, until.enter_context(Folder(folder)), how.quarantine), how.asked

    def _portions(self, sink: Sink) -> Iterator[Portion[list[_Stretch]]]:
        """The records that are not done, in portions for the workers."""
        gathered, left = _Gathered(), self._how.limit
        for file in files(self._inputs):
            here, place = self._taken, Place(file.name, file.mark)
            after, finished = sink.done(place)
            self.step.before += finished
            self.step.files += not finished
            stretch = _Stretch(place, after, after)
            for item in () if finished else self._items(file, after, here):
                stretch.items.append(item)
                stretch.upto, stretch.reached = item.place, self._taken
                left = None if left is None else left - 1
                if gathered.add(item) or left == 0:
                    yield gathered.portion(stretch)
                    stretch = _Stretch(place, stretch.upto, stretch.upto)
                if left == 0:
                    return
            self._taken = here + file.size
            if not finished:
                stretch.ends, stretch.reached = True, self._taken
                gathered.stretches.append(stretch)
        yield gathered.portion()

    def _items(self, file: File, after: int, here: int) -> Iterator[Item]:
        def at(taken: int) -> None:
            self._taken = here + min(taken, file.size)

        return items(file, self._how.fields, self._how.asked.options.limits, after=after, at=at)


@dataclass(slots=True)
class _Stretch:
    """Some records of a file, one behind the other. reached: bytes of all files up to its end."""

    file: Place
    after: int
    upto: int
    reached: int = 0
    items: list[Item] = field(default_factory=list)
    ends: bool = False


@dataclass(slots=True)
class _Gathered:
    """Records on their way to a worker."""

    stretches: list[_Stretch] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    size: int = 0
    count: int = 0

    def add(self, item: Item) -> bool:
        """One more; True where it is enough for a portion."""
        self.count += 1
        if isinstance(item, Record):
            self.records.append(item)
            self.size += len(item.data)
        return len(self.records) >= RECORDS or self.size >= _BYTES or self.count >= _ITEMS

    def portion(self, stretch: _Stretch | None = None) -> Portion[list[_Stretch]]:
        """What was gathered, the stretch last; and begin anew."""
        made = Portion([*self.stretches, *([stretch] if stretch else [])], self.records)
        self.stretches, self.records, self.size, self.count = [], [], 0, 0
        return made


def _kept(
    sink: Sink, done: Iterator[tuple[list[_Stretch], Worked]]
) -> Iterator[tuple[int, list[BulkNote], int]]:
    """Give the sink what was read, as much at a time as it likes. After each portion: records of it, what
    became of those that the sink was given, and bytes reached.
    """
    held, columns, size, reached, last = [], [], 0, 0, time.monotonic()
    for stretches, worked in done:
        results = iter(worked)
        for stretch in stretches:
            part, more = _part(stretch, results)
            held.append(part)
            columns += more
            reached = stretch.reached
            size += sum(len(item.data) for item in stretch.items if isinstance(item, Record))
        notes: list[BulkNote] = []
        enough = len(columns) >= sink.portion or size >= _HELD or len(held) >= _HELD_NOTES
        if enough or time.monotonic() - last > sink.seconds:
            notes = sink.write(held, columns)
            held, columns, size, last = [], [], 0, time.monotonic()
        yield sum(len(stretch.items) for stretch in stretches), notes, reached
    if held:
        yield 0, sink.write(held, columns), reached


def _part(stretch: _Stretch, results: Iterator[Any]) -> tuple[Part, list[Any]]:
    """What became of a stretch, and the columns of its articles."""
    came: list[Came | BulkNote] = []
    columns = []
    for item in stretch.items:
        found = next(results) if isinstance(item, Record) else item
        if isinstance(found, Article):
            text = Sketched(found.uid, found.text_sha256, found.sketch, found.marks)
            came.append(
                Came(stretch.file.name, found.place, found.address, text, found.prepared, found.doubt)
            )
            columns.append(found.columns)
        else:
            became = Became.SKIPPED if isinstance(found, Skipped) else Became.QUARANTINED
            came.append(BulkNote(stretch.file.name, found.place, became, found.address, None, found.reason))
    return Part(stretch.file, stretch.after, stretch.upto, came, stretch.ends), columns


class _Quarantine:
    """A file with a line for each record that could not be read: what the ledger has of them, for people."""

    def __init__(self, sink: Sink) -> None:
        self._path, self._any = sink.quarantine, False
        lines = (_line(note) for note in sink.notes(Became.QUARANTINED))
        first = next(lines, None)
        part = self._path.with_name(self._path.name + ".part")
        try:
            if first is not None:
                with part.open("w", encoding="utf-8") as file:
                    file.write(first)
                    file.writelines(lines)
                part.replace(self._path)
                self._any = True
            else:
                self._path.unlink(missing_ok=True)
        except OSError as error:
            with suppress(OSError):
                part.unlink()
            raise _unwritable(self._path, error) from None

    @property
    def path(self) -> Path | None:
        """Where it is; None where nothing had to be put aside."""
        return self._path if self._any else None

    def add(self, notes: Sequence[BulkNote]) -> None:
        lines = [_line(note) for note in notes if note.became is Became.QUARANTINED]
        if not lines:
            return
        self._any = True
        try:
            with self._path.open("a", encoding="utf-8") as file:
                file.writelines(lines)
        except OSError as error:
            raise _unwritable(self._path, error) from None


def _line(note: BulkNote) -> str:
    said = {"file": note.file, "place": note.place, "address": note.address, "reason": note.reason}
    return json.dumps(said, ensure_ascii=False) + "\n"


def _unwritable(path: Path, error: OSError) -> StoreError:
    return StoreError(
        "{path}: it cannot be written ({strerror}): name another with --quarantine.",
        path=path,
        strerror=error.strerror,
    )


class _Hired:
    """A crew for as long as the work lasts."""

    def __init__(self, how: How) -> None:
        self._how = how

    def __enter__(self) -> Crew:
        self._crew: Crew = (
            Cluster(self._how.dask, self._how.jobs) if self._how.dask else Processes(self._how.jobs)
        )
        return self._crew

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        if error is not None and issubclass(error, KeyboardInterrupt):
            self._crew.dismiss()
        else:
            self._crew.close()


def ledger(into: Store | Path) -> Iterator[BulkNote]:
    """What became of each record of all runs into this database or folder."""
    if isinstance(into, Store):
        yield from into.bulk.notes()
        return
    from verify.store.folder import NAME, Folder

    if not (into / NAME).is_file():
        raise InputError("{into}: nothing was read in bulk into this folder", into=into)
    with Folder(into) as folder:
        yield from folder.notes()
