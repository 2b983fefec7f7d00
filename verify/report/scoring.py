"""How an engine's claims and chains compare with annotated ones: counts that add up over articles.

Claims are matched one to one by the letters and digits they share (intersection over union, half or more,
best pairs first). A chain is right where it equals an accepted one hop for hop, by kind and name; of unnamed
people and vague groups the kind alone counts, as a description is no name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from verify.model import Claim, Hop, SourceKind
from verify.model.claim import Chain, Spans

ENOUGH = 0.5
FIGURES = ("claim_f1", "chain", "chain_multi", "attributed", "weak", "origin", "hops_f1")
COUNTS = (
    "gold", "multi", "found", "spare", "lost", "chain", "chain_multi", "origin",
    "hop_hit", "hop_spare", "hop_lost",
    "said_hit", "said_spare", "said_lost", "weak_hit", "weak_spare", "weak_lost",
)  # fmt: skip
Counts = tuple[int, ...]
"""By COUNTS, of one article or of many."""


@dataclass(frozen=True, slots=True)
class GoldHop:
    """names: all that are accepted, () where none is asked for."""

    kind: SourceKind
    names: tuple[str, ...]


GoldChain = tuple[GoldHop, ...]


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """accepted: the chains that are right, the first one first."""

    spans: Spans
    accepted: tuple[GoldChain, ...]

    @property
    def multi(self) -> bool:
        return len(self.accepted[0]) > 1


@dataclass(frozen=True, slots=True)
class Pairing:
    """Which claim was found for which gold claim (by place), and what shares words without being a match."""

    found: Mapping[int, int]
    touching: Mapping[int, list[int]]


def letters(text: str, spans: Spans) -> frozenset[int]:
    """Offsets of the letters and digits of the spans."""
    return frozenset(k for a, b in spans for k in range(a, min(b, len(text))) if text[k].isalnum())


def paired(text: str, gold: Sequence[GoldClaim], claims: Sequence[Claim]) -> Pairing:
    """Best pairs first; equal ones in the order of the text."""
    wanted, given = [letters(text, g.spans) for g in gold], [letters(text, c.spans) for c in claims]
    ranked: list[tuple[float, int, int]] = []
    touching: dict[int, list[int]] = {}
    for i, g in enumerate(wanted):
        for j, c in enumerate(given):
            if g & c:
                ranked.append((-len(g & c) / len(g | c), i, j))
                touching.setdefault(i, []).append(j)
    found: dict[int, int] = {}
    used: set[int] = set()
    for share, i, j in sorted(ranked):
        if -share >= ENOUGH and i not in found and j not in used:
            found[i] = j
            used.add(j)
    return Pairing(found, touching)


def counted(gold: Sequence[GoldClaim], claims: Sequence[Claim], pairing: Pairing) -> Counts:
    """The counts of one article."""
    n: Counter[str] = Counter(gold=len(gold), multi=sum(g.multi for g in gold), found=len(pairing.found))
    n["spare"], n["lost"] = len(claims) - n["found"], len(gold) - n["found"]
    for i, j in pairing.found.items():
        chain, wanted = claims[j].chain, nearest(claims[j].chain, gold[i].accepted)
        right = equal(chain, wanted)
        n["chain"] += right
        n["chain_multi"] += right and gold[i].multi
        n["origin"] += _same_origin(chain, wanted)
        hits = hop_hits(chain, wanted)
        n.update(hop_hit=hits, hop_spare=len(chain) - hits, hop_lost=len(wanted) - hits)
        if chain or wanted:
            n[_told("said", bool(chain), bool(wanted))] += 1
        if weak(chain) or weak(wanted):
            n[_told("weak", weak(chain), weak(wanted))] += 1
    return tuple(n[name] for name in COUNTS)


def _told(what: str, given: bool, wanted: bool) -> str:
    return f"{what}_{'hit' if given and wanted else 'spare' if given else 'lost'}"


def _same_origin(chain: Chain, wanted: GoldChain) -> bool:
    return fits(chain[-1], wanted[-1]) if chain and wanted else not chain and not wanted


def added(counts: Sequence[Counts]) -> Counts:
    return tuple(map(sum, zip(*counts, strict=True))) if counts else (0,) * len(COUNTS)


def figures(counts: Counts) -> tuple[float, ...]:
    """By FIGURES, each in [0, 1]."""
    n = dict(zip(COUNTS, counts, strict=True))
    return (
        _f1(n["found"], n["spare"], n["lost"]),
        _share(n["chain"], n["gold"]),
        _share(n["chain_multi"], n["multi"]),
        _f1(n["said_hit"], n["said_spare"], n["said_lost"]),
        _f1(n["weak_hit"], n["weak_spare"], n["weak_lost"]),
        _share(n["origin"], n["gold"]),
        _f1(n["hop_hit"], n["hop_spare"], n["hop_lost"]),
    )


def _f1(hit: int, spare: int, lost: int) -> float:
    return 2 * hit / (2 * hit + spare + lost) if hit else 0.0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def nearest(chain: Chain, accepted: Sequence[GoldChain]) -> GoldChain:
    """The accepted chain that the chain is held against: an equal one, else the one it shares most with."""
    return max(accepted, key=lambda g: (equal(chain, g), hop_hits(chain, g) - abs(len(g) - len(chain))))


def equal(chain: Chain, wanted: GoldChain) -> bool:
    return len(chain) == len(wanted) and all(map(fits, chain, wanted))


def fits(hop: Hop, wanted: GoldHop) -> bool:
    """True where a hop is the wanted one: its kind, and any of its names for any accepted one."""
    if hop.kind is not wanted.kind:
        return False
    if not wanted.kind.named or not wanted.names:
        return True
    return any(same_name(name, other) for name in hop.names for other in wanted.names)


def hop_hits(chain: Chain, wanted: GoldChain) -> int:
    """Hops that fit, in order: the longest common subsequence."""
    row = [0] * (len(wanted) + 1)
    for hop in chain:
        above, row = row, [0]
        for j, other in enumerate(wanted):
            row.append(max(above[j + 1], row[j], above[j] + fits(hop, other)))
    return row[-1]


def weak(chain: Sequence[Hop | GoldHop]) -> bool:
    """True for what rests on nobody: own voice, or an origin that nobody could ask."""
    return not chain or not chain[-1].kind.named


def same_name(one: str, other: str) -> bool:
    """True where the shorter name's words all stand in the longer one, in any form. One word is not enough to
    be a name of four («США» is not «Государственный департамент США»).
    """
    short, long = sorted((_name(one), _name(other)), key=len)
    if not short or (len(short) == 1 and len(long) > 3):
        return False
    return all(any(_same_word(a, b) for b in long) for a in short)


def _name(name: str) -> list[str]:
    return [word for word in re.split(r"[^\w]+", name.casefold().replace("ё", "е")) if word]


def _same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    shorter = min(len(one), len(other))
    common = next((k for k in range(shorter) if one[k] != other[k]), shorter)
    return shorter >= 4 and common >= max(3, shorter - 2) and abs(len(one) - len(other)) <= 3
