"""An archive grown by a generator: rows as `verify check` and the index would write them, in bulk."""

from __future__ import annotations

import json
import random
import sqlite3
import uuid
import zlib
from bisect import bisect
from contextlib import closing
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from pymorphy3 import MorphAnalyzer  # type: ignore[import-untyped]

from verify.corroborate.analysis import FORMAT, Analysis, Term, analyse, pack_analysis
from verify.model import text_sha256

EVENT = 6
"""Articles that report one event, the first ones."""

_WORDS, _NAMES = 10_000, 5_000
_SENTENCES, _LENGTH = 8, 10
_DAY = "2025-11-26 10:00:00"
_PARTS = ("NOUN", "INFN", "ADJF")
_SYLLABLES = ["ба", "ве", "го", "ди", "зу", "ка", "ле", "ми", "но", "пу", "ра", "се", "ти", "фо", "ха", "ше"]
_REPORT = (
    "Порт Заречный отменил 140 рейсов паромов из-за шторма.",
    "На берегу остались около 9 тысяч пассажиров.",
)


@dataclass(frozen=True, slots=True)
class _Zipf:
    """Draws of ranks by Zipf's law."""

    steps: list[float]

    @classmethod
    def of(cls, size: int) -> _Zipf:
        return cls(list(accumulate(1 / (rank + 2) for rank in range(size))))

    def draw(self, dice: random.Random) -> int:
        return bisect(self.steps, dice.random() * self.steps[-1])


class Grower:
    """Adds articles to a database that `open_store` made. The same seed grows the same archive; words and
    names are the same for all seeds.
    """

    def __init__(self, path: Path, seed: int = 1) -> None:
        self._path, self._dice = path, random.Random(seed)
        self._articles = self._claims = 0
        words = random.Random(1)
        self._words = _vocabulary(words)
        self._names = ["".join(words.choices(_SYLLABLES, k=4)).capitalize() for _ in range(_NAMES)]
        self._by_word, self._by_name = _Zipf.of(_WORDS), _Zipf.of(_NAMES)

    def event(self) -> None:
        """The articles of one event; each says it among sentences of its own."""
        with closing(sqlite3.connect(self._path)) as raw:
            for _ in range(EVENT):
                self._add(raw, [*_REPORT, *self._sentences(_SENTENCES - len(_REPORT))])
            raw.commit()

    def grow(self, size: int) -> None:
        """Up to so many articles."""
        with closing(sqlite3.connect(self._path)) as raw:
            raw.execute("PRAGMA synchronous = OFF")
            self._articles = raw.execute("SELECT max(id) FROM articles").fetchone()[0]
            self._claims = raw.execute("SELECT max(id) FROM claims").fetchone()[0]
            while self._articles < size:
                self._add(raw, self._sentences(_SENTENCES))
            raw.commit()
            raw.execute("ANALYZE")

    def write(self, folder: Path, name: str) -> Path:
        """An article as a file, to be checked."""
        path = folder / f"{name}.txt"
        path.write_text("\n\n".join(self._sentences(_SENTENCES)), encoding="utf-8")
        return path

    def _sentences(self, count: int) -> list[str]:
        return [self._sentence() for _ in range(count)]

    def _sentence(self) -> str:
        dice = self._dice
        words = [self._words[self._by_word.draw(dice)] for _ in range(_LENGTH)]
        words[4] = self._names[self._by_name.draw(dice)]
        words[7] = str(dice.randint(32, 99_999))
        return " ".join([words[0].capitalize(), *words[1:]]) + "."

    def _add(self, raw: sqlite3.Connection, sentences: list[str]) -> None:
        """One article: claims are its sentences, in its own voice."""
        self._articles += 1
        number, text = self._articles, "\n\n".join(sentences)
        sha = text_sha256(text)
        address = f"https://gavan.example/{number}"
        _put(
            raw, "articles", id=number, uid=_uid(), address=address, language="ru", version=1,
            next_claim=len(sentences) + 1, added_at=_DAY,
        )  # fmt: skip
        _put(
            raw, "blobs", sha256=sha, codec="zlib", size=len(text.encode()), data=zlib.compress(text.encode())
        )
        _put(raw, "texts", sha256=sha, text=text)
        _put(
            raw, "snapshots", id=number, uid=_uid(), sha256=sha, decoded_sha256=sha, fetched_at=_DAY,
            address=address, final_address=address, headers="[]", redirects="[]",
        )  # fmt: skip
        _put(
            raw, "versions", id=number, uid=_uid(), article_id=number, number=1, text_sha256=sha,
            snapshot_id=number, language="ru", authors="[]", read_at=_DAY,
        )  # fmt: skip
        _put(
            raw, "extractions", id=number, uid=_uid(), version_id=number, engine="grown", engine_version="1",
            digest=sha, made_at=_DAY,
        )  # fmt: skip
        analysis = self._write_claims(raw, number, sentences)
        _put(
            raw, "search_documents", article_id=number, version_id=number, format=FORMAT,
            terms=" ".join(sorted(analysis.index_terms())), analysis=pack_analysis(analysis),
        )  # fmt: skip

    def _write_claims(self, raw: sqlite3.Connection, article: int, sentences: list[str]) -> Analysis:
        start, parts = 0, []
        for n, sentence in enumerate(sentences, start=1):
            self._claims += 1
            end = start + len(sentence)
            _put(
                raw, "claims", id=self._claims, uid=_uid(), article_id=article, number=n, status="unverified",
                revision=0, standing="standing", vanished=0, listed=1, machine_made=1, start=start, origin="",
                weight=0, added_at=_DAY, updated_at=_DAY,
            )  # fmt: skip
            _put(
                raw, "claim_readings", id=self._claims, claim_id=self._claims, extraction_id=article,
                current=1, spans=json.dumps([[start, end]]), text=sentence, search=f" {sentence.casefold()} ",
                sentence_start=start, sentence_end=end, mode="none", confidence=1,
            )  # fmt: skip
            parts.append(_shifted(_analysed(sentence), start))
            start = end + 2
        return Analysis(
            tuple(s for p in parts for s in p.sentences),
            tuple(t for p in parts for t in p.terms),
            tuple(x for p in parts for x in p.numbers),
            tuple(d for p in parts for d in p.dates),
        )


def _put(raw: sqlite3.Connection, table: str, **row: object) -> None:
    """A row. Table and columns are ours; values are bound."""
    columns, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
    raw.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(row.values()))


def _uid() -> str:
    return str(uuid.uuid4())


def _vocabulary(dice: random.Random) -> list[str]:
    """Lemmas of the dictionary, in an order of their own. Going through all of it would take minutes."""
    words: dict[str, None] = {}
    letters = "абвгдежзиклмнопрстуфхцчшэюя"
    prefixes = [first + second + third for first in letters for second in letters for third in letters]
    dice.shuffle(prefixes)
    dictionary = MorphAnalyzer(lang="ru").dictionary
    for prefix in prefixes:
        for word, tag, lemma, _, _ in dictionary.iter_known_words(prefix):
            if word == lemma and tag.POS in _PARTS and word.isalpha() and 4 < len(word) < 12:
                words[word] = None
        if len(words) >= _WORDS:
            break
    found = sorted(words)
    dice.shuffle(found)
    return found[:_WORDS]


@lru_cache(maxsize=60_000)
def _term(word: str, opens: bool) -> Term | None:
    """The term that a word is, where it opens a sentence and inside one."""
    text = word if opens else f"Есть {word}"
    found = [t for t in analyse(text, "ru").terms if t.start == len(text) - len(word)]
    return found[0] if found else None


def _analysed(sentence: str) -> Analysis:
    """What `analyse` gives, a word at a time, since whole sentences take too long for 100,000 articles."""
    if sentence in _REPORT:
        return analyse(sentence, "ru")
    terms, at = [], 0
    whole = analyse("32", "ru")
    number = None
    for n, word in enumerate(sentence.rstrip(".").split(" ")):
        if word.isdigit():
            number = replace(whole.numbers[0], start=at, end=at + len(word), value=float(word))
        elif (term := _term(word, n == 0)) is not None:
            terms.append(replace(term, start=at, end=at + len(word)))
        at += len(word) + 1
    return Analysis(((0, len(sentence)),), tuple(terms), (number,) if number else (), ())


def _shifted(analysis: Analysis, by: int) -> Analysis:
    return Analysis(
        tuple((s + by, e + by) for s, e in analysis.sentences),
        tuple(replace(t, start=t.start + by, end=t.end + by) for t in analysis.terms),
        tuple(replace(n, start=n.start + by, end=n.end + by) for n in analysis.numbers),
        tuple(replace(d, start=d.start + by, end=d.end + by) for d in analysis.dates),
    )
