"""Statements: what is left of a sentence when the words that attribute are cut out, split as the guide
splits.

A sentence is one statement unless parts of it have different chains or two main clauses stand side by side,
each with its own subject and verb.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from verify.extract.choose import order
from verify.extract.coordination import boundaries
from verify.extract.cues import phrase_end
from verify.extract.frames import Candidate, Scene
from verify.extract.lost_breaks import cites
from verify.extract.stating import states
from verify.languages.words import Pos
from verify.model import Hop

if TYPE_CHECKING:
    from verify.extract.tokens import Sentence, Token

Range = tuple[int, int]
LONGEST_NAME = 8
"""Tokens from the mark that opens a name to the one that closes it."""


@dataclass(slots=True)
class Statement:
    """Token ranges of one statement, and the candidates that attribute it, outermost first."""

    parts: list[Range]
    sentence: Sentence
    by: tuple[Candidate, ...] = ()
    chain: tuple[Hop, ...] = ()
    quote: int = -1  # first token of the statement quotation that it lies in
    headline: bool = False
    settled: bool = False  # its chain is stated, not a default
    context: tuple[Hop, ...] = ()  # what was said right before: a quotation without a cue goes on with it

    @property
    def first(self) -> int:
        return self.parts[0][0]

    @property
    def last(self) -> int:
        return self.parts[-1][1]


def assemble(scene: Scene, accepted: list[Candidate], sentence: Sentence, first: int) -> list[Statement]:
    """Statements of a sentence, in text order, by their candidates."""
    keys = _keys(scene, accepted, first)
    runs = _runs(keys, first)
    found: list[Statement] = []
    for a, b, key in runs:
        by = tuple(sorted((accepted[i] for i in key), key=order))
        previous = found[-1] if found else None
        if not key and (opened := _resumed(found)) is not None:
            opened.parts.append((a, b))
            continue
        if previous is not None and by and previous.by == by and _one(scene, previous, a, accepted):
            previous.parts.append((a, b))
            continue
        found.append(Statement([(a, b)], sentence, by))
    parted: list[Statement] = []
    for s in found:
        parted.extend(_split(scene, s))
    made = [t for s in parted if (t := _trimmed(scene, s)) is not None]
    return [s for s in made if states(scene, s, alone=not accepted)]


def _keys(scene: Scene, accepted: list[Candidate], first: int) -> list[tuple[int, ...] | None]:
    """For each token of the sentence the candidates whose content it is; None for words that attribute."""
    size = scene.last - first
    keys: list[tuple[int, ...] | None] = [()] * size
    for i, c in enumerate(accepted):
        for a, b in c.content:
            for k in range(max(a, first), min(b, scene.last)):
                held = keys[k - first]
                keys[k - first] = (*(held or ()), i)
    for c in accepted:
        if c.whole:
            continue
        for a, b in c.region:
            for k in range(max(a, first), min(b, scene.last)):
                keys[k - first] = None
    return keys


def _runs(keys: list[tuple[int, ...] | None], first: int) -> list[tuple[int, int, tuple[int, ...]]]:
    runs: list[tuple[int, int, tuple[int, ...]]] = []
    k = 0
    while k < len(keys):
        key = keys[k]
        start = k
        while k < len(keys) and keys[k] == key:
            k += 1
        if key is not None:
            runs.append((first + start, first + k, key))
    return runs


def _one(scene: Scene, s: Statement, start: int, accepted: list[Candidate]) -> bool:
    """True where the words behind a cue go on with the same statement ("The plan, he said, would …")."""
    tokens = scene.reader.tokens
    before = tokens[s.last - 1]
    gap = tokens[s.last : start]
    if before.text in ".!?…" or any(t.text in ".!?" for t in gap):
        return False
    nxt = next((t for t in tokens[start : start + 3] if t.word is not None), None)
    return not (
        nxt is not None
        and nxt.cap
        and any(t.text in '“«"' for t in tokens[start - 1 : start + 1])
        and before.text not in ","
    )


def _resumed(found: list[Statement]) -> Statement | None:
    """The statement that goes on behind a relative clause: "X, | who said that …, | left"."""
    if len(found) < 2 or not found[-1].by or found[-2].by or len(found[-2].parts) > 1:
        return None
    k = found[-1].by[0].features.get("relative", -1.0)
    near = found[-2].last - 1 <= k <= found[-2].last + 1
    return found[-2] if near and found[-1].by[0].cue[0] > k else None


def _split(scene: Scene, s: Statement) -> list[Statement]:
    """Part a statement where a second main clause begins; never inside a reported clause."""
    if len(s.parts) != 1 or any(
        c.rule in ("verb-clause", "verb-object", "verb-bare", "hearsay") for c in s.by
    ):
        return [s]
    a, b = s.parts[0]
    cuts = boundaries(scene, a, b)
    if not cuts:
        return [s]
    edges = [a, *cuts, b]
    return [Statement([(x, y)], s.sentence, s.by) for x, y in pairwise(edges)]


def _trimmed(scene: Scene, s: Statement) -> Statement | None:
    """Without conjunctions and «Напомним,» in front, and marks at both ends."""
    tokens = scene.reader.tokens
    parts: list[Range] = []
    for n, (a, b) in enumerate(s.parts):
        if n == 0:
            a = _skip_openers(scene, a, b)
        while a < b and tokens[a].word is None and not _belongs(tokens, a, b):
            a += 1
        while b > a and tokens[b - 1].word is None and not _closes(scene, a, b):
            b -= 1
        while b > a and tokens[b - 1].text in ")]" and not any(t.text in "([" for t in tokens[a:b]):
            b -= 1
        if b > a:
            parts.append((a, b))
    if not parts:
        return None
    parts[-1] = (parts[-1][0], _without_lost_medium(scene, *parts[-1]))
    s.parts = parts
    return s


def _belongs(tokens: list[Token], a: int, b: int) -> bool:
    """True for a mark that belongs to the word behind it: a sign, or that which opens a name in marks
    («Луг» закрыл …)."""
    if tokens[a].text in "$€£#№+[(":
        return True
    if tokens[a].text not in '«“„"':
        return False
    near = (tokens[k].text for k in range(a + 1, min(a + LONGEST_NAME, b - 1)))
    if tokens[a].text == '"':
        return a + 1 < b and tokens[a + 1].cap and _pairs(tokens, a, b)
    return next((mark for mark in near if mark in "«“„»”"), "«") in "»”"


def _pairs(tokens: list[Token], a: int, b: int) -> bool:
    """True where the straight mark at a is closed within a name's length, and all of [a, b) pairs."""
    marks = [k for k in range(a, b) if tokens[k].text == '"']
    return len(marks) % 2 == 0 and len(marks) > 1 and marks[1] < min(a + LONGEST_NAME, b - 1)


def _closes(scene: Scene, a: int, b: int) -> bool:
    """True for a mark at the end that belongs to what it closes («… до «Луга»»)."""
    tokens = scene.reader.tokens
    mark = tokens[b - 1].text
    if mark in "%$€£)]":
        return True
    if b - a < 2 or mark not in "»”" or not scene.pack.cased:
        return False
    inside = [t.text for t in tokens[a : b - 1]]
    return sum(x in "«“„" for x in inside) > sum(x in "»”" for x in inside)


def _without_lost_medium(scene: Scene, a: int, b: int) -> int:
    """End of [a, b) without «…, передает» whose medium got lost."""
    if b - a < 4 or not scene.pack.cased or scene.reader.tokens[b - 2].text != ",":
        return b
    return b - 2 if cites(scene.reader.tokens, b - 1) else b


def _hardly(scene: Scene, k: int) -> bool:
    """«Ледь не щодня»: a dictionary's conjunction that only goes with the negation behind it."""
    w, behind = scene.word(k), scene.word(k + 1)
    if w is None or behind is None or "negation" not in behind.classes:
        return False
    return not scene.pack.closed.get(w.lower, 0) & Pos.CONJ


def _hedges(scene: Scene, k: int, last: int) -> bool:
    """«Скорее всего, …»: said of how sure it is, no conjunction."""
    return phrase_end(scene.reader.tokens, k, last, scene.pack, "hedge") > 0


def _skip_openers(scene: Scene, a: int, b: int) -> int:
    tokens = scene.reader.tokens
    moved = True
    while moved and a < b - 1:
        moved = False
        w = tokens[a].word
        if w is None:
            if not _belongs(tokens, a, b):
                a += 1
                moved = True
            continue
        if end := phrase_end(tokens, a, b, scene.pack, "own_voice"):
            a, moved = end, True
            nxt = tokens[a] if a < b else None
            if nxt is not None and nxt.text in ",:" and a + 1 < b:
                a += 1
            w2 = tokens[a].word if a < b else None
            if (
                w2 is not None
                and "complementizer" in w2.classes
                and "interrogative_content" not in w2.classes
            ):
                a += 1
        elif (
            w.pos & Pos.CONJ
            and not w.pos & Pos.SUBORD
            and not (_hardly(scene, a) and scene.pack.cased)
            and "also_word" not in w.classes
            and not _hedges(scene, a, b)
            and a + 1 < b
            and tokens[a + 1].word is not None
            and not (a + 2 < b and tokens[a + 2].text == ",")  # "So far,"
        ):
            a += 1
            moved = True
    return a
