"""A million random, invented and mutated characters through extraction: no crash, no span outside, and no
piece of them whose cost grows faster than a text that repeats it.

    python -m benchmarks.million [--characters N] [--pieces N] [--seed N] [FOLDER...]

FOLDER: news to cut up (.txt, in it or below); the annotated articles and PolNeAR where they are.

Every text is read twice and held to benchmarks.promises. Then pieces of the texts that were dearest by the
character, and of as many by chance, are repeated, and a character in the longer text is set beside one in the
shorter. Status 1 where a promise broke or a cost grew.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.invented import WORDS, cut_up, mutated, nested, news, noise, unicode
from benchmarks.measure import GOLD
from benchmarks.promises import check
from verify.cli import collect_seldom
from verify.extract import extract
from verify.model import Metadata

SHORT, LONG = 3_000, 12_000
STEEPEST = 2.0
"""Times that a character may be dearer in the longer text, on a busy machine; a loop in a loop takes four."""
PIECE = 120
_KINDS: dict[str, Callable[[random.Random, str], str]] = {
    "news": news,
    "mutated news": lambda rng, language: mutated(rng, news(rng, language), language),
    "twenty deep": nested,
    "mutated twenty deep": lambda rng, language: mutated(rng, nested(rng, language), language),
    "letters and marks": noise,
    "any Unicode": lambda rng, _: unicode(rng),
    "news cut up": lambda rng, language: cut_up(rng, news(rng, language), news(rng, language)),
}


@dataclass(slots=True)
class Million:
    """What was read: characters by kind, claims, (text, error) of broken promises, seconds a character."""

    by_kind: Counter[str] = field(default_factory=Counter)
    texts: int = 0
    broken: list[tuple[str, str]] = field(default_factory=list)
    costs: list[tuple[float, str]] = field(default_factory=list)

    @property
    def characters(self) -> int:
        return self.by_kind.total()


def read(
    characters: int,
    seed: int,
    promise: Callable[[str, Metadata | None], object] = check,
    printed: Sequence[str] = (),
) -> Million:
    """Read at least so many characters, the kinds in turn; the same seed makes the same texts. printed: news
    to cut up, a kind of its own.
    """
    rng, done = random.Random(seed), Million()
    kinds = dict(_KINDS)
    if printed:
        kinds["printed news cut up"] = lambda rng, _: cut_up(rng, rng.choice(printed), rng.choice(printed))
    while done.characters < characters:
        for kind, make in kinds.items():
            language = rng.choice(sorted(WORDS))
            text = make(rng, language)
            start = time.process_time()
            try:
                promise(text, Metadata(language=rng.choice([None, language])))
            except Exception as error:
                done.broken.append((text, f"{type(error).__name__}: {error}"))
            done.costs.append(((time.process_time() - start) / max(len(text), PIECE), text))
            done.by_kind[kind] += len(text)
            done.texts += 1
    return done


def seconds(text: str, language: str) -> float:
    """Processor seconds for one text, the better of two."""
    taken = []
    for _ in range(2):
        start = time.process_time()
        extract(text, Metadata(language=language))
        taken.append(time.process_time() - start)
    return min(taken)


def growth(
    texts: Sequence[str],
    cost: Callable[[str, str], float] = seconds,
    pieces: int = 30,
    seed: int = 1,
) -> tuple[float, str]:
    """(the steepest growth, its piece) of pieces cut out of the texts; what looks steep is looked at in texts
    four times as long.
    """
    rng, worst = random.Random(seed), (0.0, "")
    for n in range(pieces):
        text = texts[n % len(texts)]
        at = rng.randrange(max(len(text) - PIECE, 1))
        piece = text[at : at + rng.randint(2, PIECE)] or "а"
        language = rng.choice(sorted(WORDS))
        short, long_ = (piece * (size // len(piece)) for size in (SHORT, LONG))
        found = min(_steepness(cost, short, long_, language) for _ in range(2))
        if found > STEEPEST:  # a step is no slope: what grows goes on growing
            longer = piece * (4 * LONG // len(piece))
            found = min(found, *(_steepness(cost, long_, longer, language) for _ in range(3)))
        worst = max(worst, (found, piece))
    return worst


def _steepness(cost: Callable[[str, str], float], short: str, long_: str, language: str) -> float:
    return (cost(long_, language) / len(long_)) / (max(cost(short, language), 0.005) / len(short))


def show(done: Million, steepest: tuple[float, str]) -> None:
    print(f"{done.characters:,} characters in {done.texts:,} texts, each read twice")
    for kind, count in done.by_kind.items():
        print(f"  {kind:<20} {count:>9,}")
    print(f"  broken promises: {len(done.broken)}")
    for text, why in done.broken[:5]:
        print(f"    {why[:60]}: {text[:60]!r}")
    dearest = max(done.costs)
    print(f"  dearest text: {dearest[0] * 1e6:.0f} µs a character: {dearest[1][:60]!r}")
    print(f"  steepest of repeated pieces: {steepest[0]:.2f}: {steepest[1][:60]!r}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split(":")[0])
    parser.add_argument("--characters", type=int, default=1_000_000)
    parser.add_argument("--pieces", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("folders", nargs="*", type=Path, default=[GOLD, GOLD.parent / "polnear"])
    asked = parser.parse_args()
    collect_seldom()
    files = sorted(path for folder in asked.folders for path in folder.rglob("*.txt"))
    printed = [path.read_text(encoding="utf-8", errors="replace") for path in files]
    done = read(asked.characters, asked.seed, printed=printed)
    dear = [text for _, text in sorted(done.costs, reverse=True)[: asked.pieces // 2] if text]
    chance = random.Random(asked.seed).sample([text for _, text in done.costs if text], asked.pieces // 2)
    steepest = growth([*dear, *chance], pieces=asked.pieces, seed=asked.seed)
    show(done, steepest)
    sys.exit(1 if done.broken or steepest[0] > STEEPEST else 0)


if __name__ == "__main__":
    main()
