"""Choosing among a sentence's candidates: which frames hold, which stand side by side, which are nested.

Nothing attributed inside a clause or a quotation starts a candidate of its own; frames around («…, передает
X») add hops nearer to the publisher; a coordinated or contrasted clause with its own cue ends the one before
it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.extract.frames import Candidate, Scene
from verify.extract.order_scope import (
    behind_opening,
    goes_on,
    in_passing,
    nest,
    nested,
    what_is_called,
    widen,
)
from verify.extract.verb_regions import take_slight_whole
from verify.languages.words import Pos
from verify.model import AttributionType

if TYPE_CHECKING:
    from collections.abc import Sequence

STRONG = frozenset(
    {
        "verb-as",
        "verb-fronted",
        "verb-clause",
        "verb-quote",
        "verb-colon",
        "verb-marker",
        "verb-around",
        "verb-intro",
        "by",
        "according",
    }
)
_INNER = frozenset(
    {
        "noun-clause",
        "verb-fronted",
        "verb-clause",
        "verb-quote",
        "verb-colon",
        "verb-bare",
        "hearsay",
        "verb-object",
    }
)


def choose(scene: Scene, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that hold, in text order; contents of earlier ones are cut where a sibling begins."""
    accepted: list[Candidate] = []
    passing: list[Candidate] = []
    strong = {c.segment for c in candidates if c.rule in STRONG and scene.pack.cased}
    for c in sorted(candidates, key=lambda c: c.cue):
        if c.type is AttributionType.INTENTION or c.features.get("weak"):
            c.refused = "planning, wanting or seeing is a fact about somebody, not something said"
            continue
        if c.rule == "noun" and any(
            _within(c.cue, r)
            for o in candidates
            if o is not c
            and o.rule != "noun"
            and not o.features.get("weak")
            and o.type is not AttributionType.INTENTION
            for r in o.region
        ):
            c.refused = "it stands inside the words that attribute something else"
            continue
        if c.rule in ("verb-object", "verb-whole", "verb-bare") and _beside_strong(c, candidates, strong):
            c.refused = "a stronger frame stands in the same clause"
            continue
        if not scene.pack.cased:
            _keep_apart(scene, c, accepted)
            if what_is_called(scene, c):
                c.refused = "it is a name for a thing, nothing that is said"
                continue
            if in_passing(scene, c) or _joins(scene, c, passing):
                passing.append(c)
                c.refused, c.features["aside"] = "it is told in passing: the sentence is one statement", 1.0
                continue
        apposed = [a for a in accepted if _relates(scene, c, a)]
        if any(
            _within(c.cue, r) and not _same(c, a)
            for a in accepted
            for r in a.region
            if a.rule != "verb-marker"
        ) and not (c.marker or c.rule == "verb-relative" or apposed):
            c.refused = "it stands inside the words that attribute something else"
            continue
        holder = next(
            (a for a in accepted if a.rule in _INNER and any(_within(c.cue, r) for r in a.content)), None
        )
        if holder is not None and not scene.pack.cased and nested(c, holder):
            nest(c, holder)
            accepted.append(c)
            continue
        if holder is not None and not _stands(scene, c, holder):
            c.refused = "it stands inside something that is said already"
            continue
        if holder is not None and not c.outer:
            _behind_gerund(scene, c, holder)
            _cut(holder, c)
            if _beside(scene, c, holder):
                _share(scene, c, holder)
        for a in apposed:
            start = int(c.features["relative"])
            a.region = [(x, min(y, start)) for x, y in a.region if x < start]
            c.region = [(max(x, start), y) for x, y in c.region if y > start]
        accepted.append(c)
    for a in accepted:
        _take_tail(scene, a, accepted)
    if not scene.pack.cased:
        accepted = _scoped(scene, accepted)
    if any(c.marker for c in accepted):
        marks = max(c.segment for c in accepted if c.marker)
        accepted = [c for c in accepted if c.marker or c.outer or (c.segment > marks and _gerund(scene, c))]
    return accepted


def _joins(scene: Scene, c: Candidate, passing: list[Candidate]) -> bool:
    """ "After she attacked X | and blamed Y": the second verb of what is told in passing."""
    before = scene.word(c.cue[0] - 1) if c.cue[0] > scene.first else None
    joined = before is not None and before.pos & Pos.CONJ and c.rule in ("verb-object", "verb-bare")
    return bool(joined) and any(_within(c.cue, r) for p in passing for r in p.content)


def _keep_apart(scene: Scene, c: Candidate, accepted: list[Candidate]) -> None:
    """The words that attribute begin behind what an earlier cue says: "While X said that …, | Y said …"."""
    ended = max((b for a in accepted for _, b in a.content if b <= c.cue[0]), default=scene.first)
    if not c.outer and c.region and c.region[0][0] < ended <= c.cue[0]:
        c.region[0] = (ended, max(ended, c.region[0][1]))


def _scoped(scene: Scene, accepted: list[Candidate]) -> list[Candidate]:
    """Slight objects with their clauses, once each."""
    kept: list[Candidate] = []
    for c in accepted:
        widen(scene, c)
        if c.whole and any(a.whole and _within(c.cue, r) for a in kept for r in a.content):
            c.refused, c.features["aside"] = "the clause is one statement with what stands before it", 1.0
            continue
        kept.append(c)
    return kept


def _relates(scene: Scene, c: Candidate, around: Candidate) -> bool:
    """ "…”, said X, who added that …": the relative clause behind a source has a cue of its own."""
    if scene.pack.cased or "relative" not in c.features or around.rule not in ("verb-around", "according"):
        return False
    if around.rule == "according":  # "according to a poll that shows …"
        behind = bool(around.sources) and c.features["relative"] - around.sources[0].last in (0, 1)
        return behind and c.rule in ("verb-clause", "verb-bare")
    if c.segment <= around.segment:
        return False
    return c.features["relative"] == scene.segs[c.segment].first and c.rule in (
        "verb-clause",
        "verb-bare",
        "verb-quote",
    )


def _take_tail(scene: Scene, a: Candidate, accepted: list[Candidate]) -> None:
    """Behind "…", X said, nothing is stated: what follows goes with the words that attribute, unless it has a
    cue."""
    if (
        scene.pack.cased
        or a.rule != "verb-around"
        or not a.content
        or not scene.segs[max(a.segment - 1, 0)].quote
        or len(a.content) > 1
    ):
        return
    tail = max(b for _, b in a.region)
    if not any(c.cue[0] >= tail for c in accepted):
        a.region.append((tail, scene.last))


def _same(a: Candidate, b: Candidate) -> bool:
    return a.cue == b.cue


def _within(r: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= r[0] and r[1] <= outer[1]


def _beside_strong(c: Candidate, candidates: Sequence[Candidate], strong: set[int]) -> bool:
    """A weak frame yields to a strong one of the same segment, unless that one stands around it."""
    if c.segment not in strong:
        return False
    return any(
        o.segment == c.segment
        and o is not c
        and o.rule in STRONG
        and not o.outer
        and any(_within(c.cue, r) for r in o.region)
        for o in candidates
    )


def _stands(scene: Scene, c: Candidate, holder: Candidate) -> bool:
    """True where a candidate inside another's content is its sibling or stands around it."""
    if (
        c.outer
        and c.rule in ("credit", "verb-relative", "verb-around", "by", "according")
        and c.region
        and c.content[:1]
        and c.content[0][0] < c.cue[0]
    ):
        return True
    if not scene.pack.cased and (goes_on(scene, c, holder) or behind_opening(scene, c, holder)):
        return True
    if holder.rule == "hearsay" and c.marker:
        holder.outer = holder.outer or bool(holder.sources)
        return True  # «Об этом, как стало известно Y, | заявил X»
    if c.rule not in (
        "noun",
        "noun-clause",
        "verb-clause",
        "verb-quote",
        "verb-colon",
        "verb-object",
        "verb-bare",
        "verb-whole",
    ):
        return False
    if holder.rule == "hearsay" and c.sources and c.rule in ("verb-clause", "verb-quote", "verb-colon"):
        return _soon(scene, holder.content[0][0], c.sources[0].first)
    seg = scene.segs[c.segment]
    first = scene.word(seg.first)
    if _beside(scene, c, holder):
        return True
    if first is None or seg.first <= holder.content[0][0]:
        return False
    gerund = _gerund(scene, c)
    if _gerund(scene, holder) and not gerund and c.sources and seg.before == ",":
        return c.rule in ("verb-clause", "verb-quote", "verb-colon")
    if (
        not scene.pack.cased
        and c.rule in ("verb-quote", "verb-colon")
        and c.sources
        and (holder.rule == "verb-object" or seg.before == "-")
    ):
        return c.sources[0].first >= seg.first and c.segment > holder.segment
    if gerund and c.rule in ("verb-clause", "verb-object", "verb-quote", "verb-bare"):
        return c.cue[0] - seg.first <= 3
    if c.rule == "noun":
        return seg.before == "," and bool(first.pos & Pos.GERUND)
    joined = bool(first.pos & Pos.CONJ or "contrast" in first.classes or seg.before == ";")
    if joined and not first.pos & Pos.SUBORD and c.rule != "verb-whole":
        if c.elided or c.agentless:
            return (
                c.rule == "verb-clause" and c.type is AttributionType.COMMUNICATION and not holder.agentless
            )
        beside_object = not scene.pack.cased and holder.rule == "verb-object"
        return bool(c.sources) and (
            c.sources[0].first >= seg.first or c.rule == "verb-clause" or beside_object
        )
    if "contrast" in first.classes and c.sources:
        return c.rule in ("verb-clause", "verb-bare")
    if "adverbial_subordinator" in first.classes and c.sources and holder.rule == "verb-object":
        return c.rule in ("verb-clause", "verb-bare")
    return False


def _soon(scene: Scene, a: int, b: int) -> bool:
    """«Как сообщалось, | 14 ноября вечером X заявил, что …»: nothing but a time stands before who speaks."""
    if b - a <= 2:
        return True
    small = Pos.ADV | Pos.PREP | Pos.NUM
    words = [w for k in range(a, b) if (w := scene.word(k)) is not None]
    return scene.pack.cased and all(
        w.pos & small or "time_noun" in w.classes or w.lower.isdigit() for w in words
    )


def _beside(scene: Scene, c: Candidate, holder: Candidate) -> bool:
    """«Призвал совет к спокойствию и отметил, что …»: the second verb's words begin at its conjunction."""
    if c.segment != holder.segment or holder.rule != "verb-object" or not c.region or not scene.pack.cased:
        return False
    joint = scene.word(c.region[0][0])
    return c.region[0][0] > holder.cue[1] and joint is not None and bool(joint.pos & Pos.CONJ)


def _share(scene: Scene, c: Candidate, holder: Candidate) -> None:
    """The verb beside has its subject before the first one, whose object is none."""
    if c.elided or (c.sources and holder.cue[1] <= c.sources[0].first < c.cue[0]):
        c.sources, c.elided = list(holder.sources), holder.elided
    take_slight_whole(scene, holder)


def _behind_gerund(scene: Scene, c: Candidate, holder: Candidate) -> None:
    """«Отметив, что A, | X добавил, что B»: the main verb's words begin with its own clause."""
    if not scene.pack.cased or not _gerund(scene, holder) or _gerund(scene, c):
        return
    start = min([scene.segs[c.segment].first, *(m.first for m in c.sources)])
    if start > holder.content[0][0]:
        c.region = [(max(a, start), b) for a, b in c.region if b > start]


def _cut(holder: Candidate, sibling: Candidate) -> None:
    start = min((r[0] for r in sibling.region), default=sibling.cue[0])
    start = max(start, holder.content[0][0] + 1)
    if start > sibling.cue[0]:
        start = sibling.cue[0]
    sibling.region = [(max(a, start), b) for a, b in sibling.region if b > start]
    holder.content = [(a, min(b, start)) for a, b in holder.content if a < start]
    holder.region = [(a, min(b, start)) for a, b in holder.region if a < start]


def order(c: Candidate) -> tuple[int, int]:
    """Sort key from the publisher's side inwards: words around, last first; then what opens the sentence."""
    closing = c.outer and (not c.content or c.content[0][0] < c.cue[0])
    if closing:
        return 0, -c.cue[0]
    return (1, c.cue[0]) if c.outer else (2, c.cue[0])


def _gerund(scene: Scene, c: Candidate) -> bool:
    w = scene.word(c.cue[0])
    return w is not None and bool(w.pos & Pos.GERUND)
