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
from verify.extract.cues import phrase_at
from verify.extract.frames import Candidate, Scene
from verify.extract.order_phrases import verbal
from verify.languages.words import NEUT, Case, Pos
from verify.model import Hop

if TYPE_CHECKING:
    from verify.extract.tokens import Sentence

Range = tuple[int, int]
_OPENERS = Pos.CONJ | Pos.ADV
_FINAL = ".!?…,:;-–—―\"«»“”„'‘’()[] "


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
        if previous is not None and by and previous.by == by and _one(scene, previous, a, accepted):
            previous.parts.append((a, b))
            continue
        found.append(Statement([(a, b)], sentence, by))
    parted: list[Statement] = []
    for s in found:
        parted.extend(_split(scene, s))
    made = [t for s in parted if (t := _trimmed(scene, s)) is not None]
    return [s for s in made if _states(scene, s)]


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


def _split(scene: Scene, s: Statement) -> list[Statement]:
    """Part a statement where a second main clause begins; never inside a reported clause."""
    if len(s.parts) != 1 or any(
        c.rule in ("verb-clause", "verb-object", "verb-bare", "hearsay") for c in s.by
    ):
        return [s]
    a, b = s.parts[0]
    cuts = _boundaries(scene, a, b)
    if not cuts:
        return [s]
    edges = [a, *cuts, b]
    return [Statement([(x, y)], s.sentence, s.by) for x, y in pairwise(edges)]


def _boundaries(scene: Scene, a: int, b: int) -> list[int]:
    """Token indices inside [a, b) where a coordinated main clause begins."""
    tokens = scene.reader.tokens
    cuts = []
    last_cut = a
    for k in range(a + 3, b - 2):
        t = tokens[k]
        w = t.word
        if w is None and t.text == "," and scene.pack.cased and _runs_on(scene, last_cut, k, b):
            cuts.append(k + 1)
            last_cut = k + 1
            continue
        if w is None:
            if (
                t.text == ";"
                and _clause_of_its_own(scene, k + 1, b)
                and _clause_of_its_own(scene, last_cut, k)
            ):
                cuts.append(k + 1)
                last_cut = k + 1
            continue
        if not (w.pos & Pos.CONJ and not w.pos & Pos.SUBORD and "also_word" not in w.classes):
            continue
        comma = tokens[k - 1].text in ",-–—"
        if not comma and (
            scene.pack.cased
            or not _pronoun_subject(scene, k + 1)
            or _dependent(scene, last_cut, k)
            or _same_opening(scene, last_cut, k + 1)
        ):
            continue
        if (
            w.lower in scene.pack.classes.get("joining", ())
            and comma
            and scene.pack.cased
            and not _clause_of_its_own(scene, k + 1, _next_comma(scene, k + 1, b))
        ):
            continue
        if _clause_of_its_own(scene, k + 1, b) and _clause_of_its_own(scene, last_cut, k):
            cuts.append(k)
            last_cut = k
    return cuts


def _runs_on(scene: Scene, a: int, k: int, b: int) -> bool:
    """«Голоса считали ночью, заседание было сорвано»: a second main clause behind a comma alone, to the
    end."""
    first = scene.reader.tokens[k + 1].word
    if (
        first is None
        or first.pos & (Pos.SUBORD | Pos.CONJ | Pos.GERUND | Pos.ADV)
        or _next_comma(scene, k + 1, b) < b
    ):
        return False
    if first.pos & Pos.ADJ and not first.pos & Pos.NOUN and not first.cases & Case.NOM:
        return False
    return _plain_clause(scene, k + 1, b) and _plain_clause(scene, a, k)


def _plain_clause(scene: Scene, a: int, b: int) -> bool:
    """True where a subject that can be nothing else stands before its verb, and no dependent clause opens."""
    subject = False
    for t in scene.reader.tokens[a:b]:
        w = t.word
        if w is None:
            continue
        if w.pos & Pos.SUBORD or (w.pos & Pos.GERUND and not w.pos & Pos.NOUN):
            return False
        if (
            w.pos & (Pos.NOUN | Pos.PRON)
            and w.cases & Case.NOM
            and not w.cases & Case.ACC
            and not _after_preposition(scene, a, t.index)
        ):
            subject = True
        if w.pos & (Pos.VERB | Pos.SHORT) and not w.pos & Pos.NOUN:
            return subject
    return False


def _next_comma(scene: Scene, k: int, b: int) -> int:
    tokens = scene.reader.tokens
    while k < b and tokens[k].text not in ",;":
        k += 1
    return k


def _dependent(scene: Scene, a: int, k: int) -> bool:
    """True where what stands before a bare "and" belongs to a dependent clause, which it then goes on
    with."""
    for j in range(k - 1, a, -1):
        w = scene.reader.tokens[j].word
        if w is not None and w.pos & Pos.SUBORD and not w.pos & Pos.PREP and "complementizer" in w.classes:
            return True
    return False


def _same_opening(scene: Scene, a: int, k: int) -> bool:
    """ "I want … and I want …": one subject said twice."""
    first = next((t for t in scene.reader.tokens[a:k] if t.word is not None), None)
    return (
        first is not None
        and first.word is not None
        and bool(first.word.pos & Pos.PRON)
        and first.text.casefold() == scene.reader.tokens[k].text.casefold()
    )


def _pronoun_subject(scene: Scene, k: int) -> bool:
    """English without a comma: "… and it needs", "… and Lester Holt needs"."""
    tokens = scene.reader.tokens
    w = tokens[k].word
    if w is None or not (w.pos & (Pos.PRON | Pos.DET) or tokens[k].cap):
        return False
    if w.pos & Pos.PRON and w.pos & Pos.AUX:  # "it's", "I'll"
        return True
    subject = next((m for m in scene.reader.mentions(k, min(k + 8, len(tokens))) if m.first == k), None)
    j = subject.last if subject is not None else k + 1
    w = tokens[j].word if j < len(tokens) else None
    return (
        w is not None
        and bool(w.pos & (Pos.VERB | Pos.AUX))
        and (not w.pos & Pos.NOUN or verbal(tokens, j, k))
    )


def _clause_of_its_own(scene: Scene, a: int, b: int) -> bool:
    """True where [a, b) has a subject and a finite verb, neither of them inside a dependent clause."""
    tokens = scene.reader.tokens
    first = next((tokens[k].word for k in range(a, b) if tokens[k].word is not None), None)
    if first is None:
        return False
    if first.pos & Pos.SUBORD and not first.pos & Pos.ADV and "interrogative_content" not in first.classes:
        return False
    if not scene.pack.cased and _pronoun_clause(scene, a, b):
        return True
    subject = verb = False
    dependent = False
    for k in range(a, b):
        t = tokens[k]
        w = t.word
        if w is None:
            if t.text in ",;()":
                dependent = False
            continue
        if w.pos & Pos.SUBORD and k > a:
            dependent = True
        if dependent:
            continue
        if w.pos & (Pos.VERB | Pos.SHORT) and not (w.pos & Pos.NOUN and w.pos & Pos.ADJ):
            if not scene.pack.cased:
                if w.pos & Pos.PRON and w.pos & Pos.AUX:  # "they're"
                    return True
                if k > a and _subject_before(scene, a, k):
                    return True
                if k - a <= 1 and not w.pos & Pos.NOUN:
                    return False
            verb = True
        elif (
            scene.pack.cased
            and ((w.pos & (Pos.NOUN | Pos.PRON) and w.cases & 1) or (t.cap and not w.pos))
            and not _after_preposition(scene, a, k)
        ):
            subject = subject or not verb or not w.cases & Case.ACC
        if subject and verb:
            return True
    return scene.pack.cased and "contrast" in first.classes and _impersonal(scene, a, b)


def _pronoun_clause(scene: Scene, a: int, b: int) -> bool:
    """ "(but) they turn out": a pronoun that can only be a subject opens, whatever verb follows."""
    words = [t.word for t in scene.reader.tokens[a:b] if t.word is not None]
    if words and words[0].pos & Pos.CONJ and not words[0].pos & Pos.SUBORD:
        words = words[1:]
    if len(words) < 3 or "subject_pronoun" not in words[0].classes:
        return False
    return not words[1].pos & (Pos.PREP | Pos.CONJ | Pos.SUBORD | Pos.DET)


def _impersonal(scene: Scene, a: int, b: int) -> bool:
    """«… но пока неизвестно», «… но мне хотелось бы»: a clause without a subject, by its predicate."""
    words = [t.word for t in scene.reader.tokens[a:b] if t.word is not None]
    for w in words[:8]:
        if "predicative" in w.classes:
            return True
        if w.pos & Pos.VERB and not w.pos & Pos.NOUN:
            return w.verb_genders == NEUT
    return False


def _subject_before(scene: Scene, a: int, k: int) -> bool:
    tokens = scene.reader.tokens
    words = [t.word for t in tokens[a:k] if t.word is not None]
    return any(w.pos & (Pos.PRON | Pos.NOUN) or not w.pos for w in words) and not words[0].pos & Pos.PREP


def _after_preposition(scene: Scene, a: int, k: int) -> bool:
    for j in range(k - 1, max(a, k - 4) - 1, -1):
        w = scene.reader.tokens[j].word
        if w is None:
            return False
        if w.pos & Pos.PREP:
            return True
        if not w.pos & (Pos.ADJ | Pos.NUM | Pos.PRON):
            return False
    return False


def _trimmed(scene: Scene, s: Statement) -> Statement | None:
    """Without conjunctions and «Напомним,» in front, and marks at both ends."""
    tokens = scene.reader.tokens
    parts: list[Range] = []
    for n, (a, b) in enumerate(s.parts):
        if n == 0:
            a = _skip_openers(scene, a, b)
        while a < b and tokens[a].word is None and tokens[a].text not in "$€£#№+[(":
            a += 1
        while b > a and tokens[b - 1].word is None and tokens[b - 1].text not in "%$€£)]":
            b -= 1
        while b > a and tokens[b - 1].text in ")]" and not any(t.text in "([" for t in tokens[a:b]):
            b -= 1
        if b > a:
            parts.append((a, b))
    if not parts:
        return None
    s.parts = parts
    return s


def _skip_openers(scene: Scene, a: int, b: int) -> int:
    tokens = scene.reader.tokens
    moved = True
    while moved and a < b - 1:
        moved = False
        w = tokens[a].word
        if w is None:
            if tokens[a].text not in "$€£#№+[(":
                a += 1
                moved = True
            continue
        for name, forms in scene.pack.phrases.get(w.lower, ()):
            if name == "own_voice" and phrase_at(tokens, a, forms, b):
                a += len(forms)
                moved = True
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
                break
        else:
            if (
                w.pos & Pos.CONJ
                and not w.pos & Pos.SUBORD
                and "also_word" not in w.classes
                and a + 1 < b
                and tokens[a + 1].word is not None
            ):
                a += 1
                moved = True
    return a


def _states(scene: Scene, s: Statement) -> bool:
    """True for what reads as a statement: no question, no scrap."""
    tokens = scene.reader.tokens
    a, b = s.parts[-1]
    for k in range(b, min(b + 3, len(tokens))):
        if tokens[k].word is not None:
            break
        if tokens[k].text == "?":
            return False
        if tokens[k].text in ".!":
            break
    words = [t for x, y in s.parts for t in tokens[x:y] if t.word is not None]
    if not any(t.text[0].isalpha() for t in words):
        return False
    verbal = any(t.word.pos & (Pos.VERB | Pos.SHORT | Pos.INF | Pos.PRON) for t in words if t.word)
    if s.by:
        broken = s.by[0].rule in ("verb-clause", "by") and not any(
            t.text in ".!?…" for t in tokens[s.last : s.sentence.last]
        )
        return verbal or (len(words) >= 2 and not (broken and scene.pack.cased))
    opening = tokens[s.sentence.first].word
    if (
        opening is not None
        and "as_word" in opening.classes
        and not any(tokens[k].text in ",:" for k in range(a, b))
    ):
        heard = [t.word.classes for t in words if t.word is not None and t.word.pos & Pos.VERB]
        if len(heard) == 1 and "speak_say" in heard[0]:
            return False  # «Как сообщал «Вестник»,» and nothing behind it
    last_word = next((t.word for t in reversed(tokens[a:b]) if t.word is not None), None)
    if last_word is not None and "complementizer" in last_word.classes and scene.pack.cased:
        return False
    if (
        verbal
        and len(words) < 3
        and not any(t.word.pos & (Pos.VERB | Pos.SHORT | Pos.INF) for t in words if t.word)
    ):
        return False  # «Об этом» that lost its verb
    if verbal or s.headline or not scene.pack.cased:
        return len(words) >= (2 if verbal else 4)
    joined = any(t.text in "-–—" for t in tokens[a:b]) or any(t.text[0].isdigit() for t in words)
    return len(words) >= 4 and joined
