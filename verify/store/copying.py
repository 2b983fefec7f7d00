"""Which texts are copies of texts read before: the same ones by their hash, near ones by their sketches."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from verify.store.inserting import Ids, insert
from verify.store.tables import BulkMark, BulkText
from verify.store.writing import chunks

MOST = 50
"""Texts that one is compared with, those with most common marks."""


FEWEST = 2
"""Marks in common from which a text is compared: a copy twice as long as its original still has about 4."""


@dataclass(frozen=True, slots=True)
class Sketched:
    """A text that came. article: stable identifier of what it is the text of. marks: () for a short text."""

    article: str
    sha256: str
    sketch: bytes
    marks: Sequence[int]


@dataclass(frozen=True, slots=True)
class Copy:
    """A text's original: the first article that had it. share: 1 where exact."""

    article: str
    original: str
    exact: bool
    share: float


Share = Callable[[bytes, bytes], float]


def link(session: Session, came: Sequence[Sketched], share: Share, least: float) -> list[Copy | None]:
    """The original of each, None where it is one itself; originals are known from now on.

    share: of two sketches, how much of the shorter text stands in the other; a copy has `least` or more.
    """
    memory = _Memory(session, came)
    found: list[Copy | None] = []
    for text in came:
        first = memory.first.get(text.sha256)
        if first is not None:
            again = first == text.article  # the same article, once more under its own text
            found.append(None if again else Copy(text.article, first, True, 1.0))
            continue
        original, most = memory.nearest(text, share)
        if original is not None and most >= least and original != text.article:
            found.append(Copy(text.article, original, False, most))
            memory.add(text, marked=False)
        else:
            found.append(None)
            memory.add(text, marked=True)
    memory.write()
    return found


class _Memory:
    """What is known of the texts that came and of those with a mark in common, and what is new."""

    def __init__(self, session: Session, came: Sequence[Sketched]) -> None:
        self._session = session
        self._new: list[tuple[Sketched, bool]] = []
        self.first = _first(session, {text.sha256 for text in came})
        self._with: dict[int, list[int | Sketched]] = defaultdict(list)
        wanted = {m for text in came if text.sha256 not in self.first for m in text.marks}
        for part in chunks(sorted(wanted)):
            query = select(BulkMark.mark, BulkMark.text_id).where(BulkMark.mark.in_(part))
            for mark, number in session.execute(query):
                self._with[mark].append(number)
        self._stored = self._sketches([text for text in came if text.sha256 not in self.first])

    def nearest(self, text: Sketched, share: Share) -> tuple[str | None, float]:
        """The article whose text shares most with this one, the earliest of several; and how much."""
        best: tuple[str | None, float] = (None, 0.0)
        for other in self._several(text):
            if isinstance(other, int):
                article, sketch = self._stored[other]
            else:
                article, sketch = other.article, other.sketch
            if (alike := share(text.sketch, sketch)) > best[1]:
                best = (article, alike)
        return best

    def _several(self, text: Sketched) -> list[int | Sketched]:
        """The texts that this one is compared with: by their numbers those of the database."""
        common = Counter(other for mark in text.marks for other in self._with[mark])
        return [other for other, marks in common.most_common(MOST) if marks >= FEWEST]

    def _sketches(self, came: Sequence[Sketched]) -> dict[int, tuple[str, bytes]]:
        """Article and sketch of every text in the database that one of these is compared with."""
        wanted = {other for text in came for other in self._several(text) if isinstance(other, int)}
        query = select(BulkText.id, BulkText.article_uid, BulkText.sketch)
        return {
            number: (article, sketch)
            for part in chunks(sorted(wanted))
            for number, article, sketch in self._session.execute(query.where(BulkText.id.in_(part)))
        }

    def add(self, text: Sketched, *, marked: bool) -> None:
        """Know it from now on. marked: it can be found by its copies; copies of a copy find its original."""
        self.first[text.sha256] = text.article
        self._new.append((text, marked))
        for mark in text.marks if marked else ():
            self._with[mark].append(text)

    def write(self) -> None:
        numbers = Ids(self._session).take(BulkText, len(self._new))
        pairs = list(zip(numbers, self._new, strict=True))
        texts = [(number, text.sha256, text.article, text.sketch) for number, (text, _) in pairs]
        insert(self._session, BulkText, ("id", "sha256", "article_uid", "sketch"), texts)
        marks = [(mark, number) for number, (text, marked) in pairs if marked for mark in set(text.marks)]
        insert(self._session, BulkMark, ("mark", "text_id"), marks)


def known(session: Session, hashes: set[str]) -> set[str]:
    """Those of the texts that came before."""
    return set(_first(session, hashes))


def _first(session: Session, hashes: set[str]) -> dict[str, str]:
    query = select(BulkText.sha256, BulkText.article_uid)
    return {
        sha256: article
        for part in chunks(sorted(hashes))
        for sha256, article in session.execute(query.where(BulkText.sha256.in_(part)))
    }
