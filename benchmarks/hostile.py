"""What repetition costs: pieces that once made a loop in a loop, in 12 and in 48 thousand characters.

python -m benchmarks.hostile
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from verify.cli import collect_seldom
from verify.extract import extract
from verify.model import Metadata

SHORT, LONG = 12_000, 48_000
# Below this many seconds a timing is noise.
_LEAST = 0.05
_PIECES = {
    "no full stop": "он заявил, что мост закрыт, а по словам мэра, ",
    "no mark at all": "по словам мэра министр сообщил что сказал ",
    "citing": "according to Reuters ",
    "commas": "prices rose, he said that, ",
    "semicolons": "он пришел; ",
    "open quotes": '«Он сказал "а ',
    "nested quotes": "«" * 60 + "а" + "»" * 60,
    "twenty deep": "«Он" * 20 + " сказал" + "»" * 20 + ". ",
    "short quotes": "«Заря» закрыта. ",
    "exclamation": "!",
    "hosts": "a.",
    "documents": "a report the study ",
    "initials": "А.",
    "one word": "слово-",
    "names": "Мэр Павел Ткач заявил, что министр Лапин ушел. ",
    "statements": "Мост через Суру закрыли до мая. Об этом сообщает Reuters.\n",
}


@dataclass(frozen=True, slots=True)
class Repeated:
    """Processor seconds for the shorter and the longer text of one piece."""

    name: str
    short: float
    long: float

    @property
    def growth(self) -> float:
        """How many times dearer a character is in the longer text: 1 where time grows with the text."""
        return self.long / max(self.short, _LEAST) / (LONG / SHORT)


def seconds(piece: str, size: int) -> float:
    """Processor seconds for the piece repeated, the best of three. Lines are numbered: none is another."""
    text = "".join(f"{piece}{n} " if piece[-1] == "\n" else piece for n in range(size // len(piece)))
    metadata = Metadata(language="ru" if "а" in text else "en")
    taken = []
    for _ in range(3):
        start = time.process_time()
        extract(text, metadata)
        taken.append(time.process_time() - start)
    return min(taken)


def measure() -> list[Repeated]:
    collect_seldom()  # as the command does
    return [Repeated(name, seconds(piece, SHORT), seconds(piece, LONG)) for name, piece in _PIECES.items()]


def growth(found: list[Repeated]) -> float:
    return max(one.growth for one in found)


def show(found: list[Repeated]) -> None:
    print(f"cost of a character in {LONG:,} of a repeated piece beside {SHORT:,}")
    for one in found:
        print(f"  {one.name:<14} {one.short:>7.3f} s {one.long:>7.3f} s {one.growth:>6.2f}")


if __name__ == "__main__":
    show(measure())
