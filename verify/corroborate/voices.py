"""Which articles are one voice, and how many voices that makes. No I/O.

The counting rule is that of docs/domain.md, "Independence".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from verify.corroborate.origins import OWN, Origin, same
from verify.errors import Message
from verify.model import SourceKind

_RANK = {
    SourceKind.PERSON.value: 0,
    SourceKind.ORGANIZATION.value: 0,
    SourceKind.DOCUMENT.value: 0,
    SourceKind.OUTLET.value: 0,
    SourceKind.ANONYMOUS.value: 1,
    SourceKind.COLLECTIVE.value: 1,
    OWN: 2,
}


@dataclass(frozen=True, slots=True)
class Support:
    """One article that says the claim: its own, or one with a supporting link. key: what names it here.

    order: earlier first, by date where known. cites: ids of the outlets in its chain; outlet: of its
    publisher.
    """

    key: Hashable
    origins: tuple[Origin, ...]
    order: tuple[int, int]
    outlet: str | None
    cites: frozenset[str]


@dataclass(frozen=True, slots=True)
class Tie:
    """Why an article is in its voice: the other article, and a few words."""

    key: Hashable
    other: Hashable
    why: str


@dataclass(frozen=True, slots=True)
class Voice:
    """Articles that are one voice. origin: the best named among them. ties: one for each but the first."""

    number: int
    members: tuple[Hashable, ...]
    origin: Origin
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Voices:
    """The partition. independent, unproven: counted by the rule. circles: outlets that cite each other."""

    voices: tuple[Voice, ...]
    independent: int
    unproven: int
    circles: tuple[tuple[str, str], ...]

    def of(self, key: Hashable) -> int:
        """Number of the voice that an article is in."""
        return next(v.number for v in self.voices if key in v.members)


Likeness = Callable[[Hashable, Hashable], tuple[float, str]]
"""Log-odds that two articles have their words from one text, and why, as a few words."""


def voices(supports: Sequence[Support], likeness: Likeness, owners: Mapping[str, str]) -> Voices:
    """Part the articles into voices. owners: outlet id -> owner, of the outlets that have one.

    One source, one owner, or a circle joins two articles whatever their words. Copies are joined by how alike
    all of two groups are, on the average: a short sentence that any two newsrooms would write alike joins
    nothing by itself.
    """
    ordered = sorted(supports, key=lambda s: s.order)
    pairs = [(a, b) for i, a in enumerate(ordered) for b in ordered[i + 1 :]]
    circles = _circles(pairs)
    groups = [[s] for s in ordered]
    ties: list[Tie] = []
    for a, b in pairs:
        why = same(a.origins[0], b.origins[0]) or _one_owner(a, b, owners)
        if why is None and (a.outlet, b.outlet) in circles:
            why = Message("they cite each other")
        if why:
            _join(groups, ties, a, b, why)
    _join_copies(groups, ties, likeness)
    found = _gathered(groups, ties)
    return Voices(found, *_counted(found, ordered), tuple(circles))


def _join(groups: list[list[Support]], ties: list[Tie], one: Support, other: Support, why: str) -> None:
    """Make one group of theirs; the later article is in it because of the earlier one."""
    mine = next(g for g in groups if one in g)
    theirs = next(g for g in groups if other in g)
    if mine is theirs:
        return
    earlier, later = sorted((one, other), key=lambda s: s.order)
    ties.append(Tie(later.key, earlier.key, why))
    mine.extend(theirs)
    groups.remove(theirs)


def _join_copies(groups: list[list[Support]], ties: list[Tie], likeness: Likeness) -> None:
    """The two groups most alike become one, as long as any two are."""
    while len(groups) > 1:
        scored = [
            (fmean(likeness(a.key, b.key)[0] for a in one for b in other), one, other)
            for i, one in enumerate(groups)
            for other in groups[i + 1 :]
        ]
        score, one, other = max(scored, key=lambda row: row[0])
        if score <= 0:
            return
        a, b = max(((a, b) for a in one for b in other), key=lambda p: likeness(p[0].key, p[1].key)[0])
        _join(groups, ties, a, b, likeness(a.key, b.key)[1])


def _one_owner(one: Support, other: Support, owners: Mapping[str, str]) -> str | None:
    """Outlets of one owner: where each article rests on an outlet's word, its own or a cited one's."""
    mine, theirs = (owners.get(_speaker(s) or "") for s in (one, other))
    return Message("outlets of one owner, {owner}", owner=mine) if mine and mine == theirs else None


def _speaker(support: Support) -> str | None:
    origin = support.origins[0]
    return origin.outlet if origin.kind in (OWN, SourceKind.OUTLET.value) else None


def _circles(pairs: Sequence[tuple[Support, Support]]) -> list[tuple[str, str]]:
    return [
        (a.outlet, b.outlet)
        for a, b in pairs
        if a.outlet and b.outlet and a.outlet != b.outlet and a.outlet in b.cites and b.outlet in a.cites
    ]


def _gathered(groups: Sequence[Sequence[Support]], ties: Sequence[Tie]) -> tuple[Voice, ...]:
    ordered = sorted((sorted(g, key=lambda s: s.order) for g in groups), key=lambda g: g[0].order)
    return tuple(
        Voice(number, tuple(s.key for s in group), _best(group), _from_the_first(group, ties))
        for number, group in enumerate(ordered, start=1)
    )


def _from_the_first(group: Sequence[Support], ties: Sequence[Tie]) -> tuple[Tie, ...]:
    """The ties turned so that each article but the first has one, towards the first."""
    found: list[Tie] = []
    reached = [group[0].key]
    for key in reached:
        for tie in ties:
            other = tie.other if tie.key == key else tie.key if tie.other == key else None
            if other is not None and other not in reached:
                reached.append(other)
                found.append(Tie(other, key, tie.why))
    return tuple(found)


def _best(group: Sequence[Support]) -> Origin:
    """The origin that somebody can be asked by, the one most of the articles name; not assumed where any of
    them states it.
    """
    every = [s.origins[0] for s in group]
    often = Counter(_identity(o) for o in every)
    best = min(every, key=lambda o: (_RANK[o.kind], -often[_identity(o)]))
    stated = any(_identity(o) == _identity(best) and o.assumed is None for o in every)
    return replace(best, assumed=None) if stated else best


def _identity(origin: Origin) -> tuple[str, Hashable]:
    return origin.kind, origin.outlet or origin.keys or origin.name


def _counted(found: Sequence[Voice], ordered: Sequence[Support]) -> tuple[int, int]:
    """independent: voices with a named origin, and further sources that a hop names side by side; 1 where
    there are none. unproven: all other voices, less the claim's own where it stands for the 1.
    """
    named = [v for v in found if v.origin.named]
    if not named:
        return 1, len(found) - 1
    heard = [v.origin for v in named]
    for origin in (o for s in ordered for o in s.origins[1:]):
        if origin.named and not any(same(origin, other) for other in heard):
            heard.append(origin)
    return len(heard), len(found) - len(named)
