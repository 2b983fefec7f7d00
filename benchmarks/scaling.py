"""What a word costs in texts of 1 kB to 1 MB: it must not grow with the text.

    python -m benchmarks.scaling

The texts vary our own sentences, so that names, numbers and sources differ as they do in long articles.
"""

from __future__ import annotations

import random
import re
import time
from dataclasses import dataclass
from statistics import median

from verify.cli import collect_seldom
from verify.extract import extract
from verify.model import Metadata

SIZES = (1_000, 10_000, 100_000, 1_000_000)
_WORD = re.compile(r"\w+")
_NAMES = {
    "ru": ("Павел Игорь Степан", "Лебедянский Горчаков Заречный Осокин", "Низовье Заречинск Крутояр"),
    "uk": ("Остап Павло Сергій", "Гречко Коваленко Степовий Лозовий", "Кам'янопіль Озерне Лугове"),
    "en": ("Ruth Simon Carol", "Okafor Marlow Penrose Hale", "Halden Fairwick Stonebury"),
}
_SENTENCES = {
    "ru": (
        "Ремонт причала № {n} обойдется в {m} миллионов, говорится в отчете счетной палаты.",
        "«Мы не оставим {place} без связи, катера пойдут {d} ноября», - заявил губернатор {first} {last}.",
        "По его словам, билеты подорожают на {n} процентов.",
        "По данным собеседников агентства, водолазы нашли {m} трещин в опоре {n}.",
        "В {y} году паромами воспользовались {m} тысяч пассажиров.",
        "Эксперты считают, что уложиться в {n} месяцев не удастся.",
        "Газета «{place}» со ссылкой на источник в порту пишет, что рейс {m} отменили.",
    ),
    "uk": (
        "Ремонт причалу № {n} коштуватиме {m} мільйонів, ідеться у звіті рахункової палати.",
        "«Ми не залишимо {place} без води, насоси запустять {d} вересня», - сказав мер {first} {last}.",
        "За його словами, тариф зросте на {n} відсотків.",
        "За даними співрозмовників агентства, у пробі {m} знайшли {n} домішок.",
        "У {y} році водогін відремонтували на {m} вулицях.",
        "Експерти вважають, що завершити за {n} місяців не вдасться.",
    ),
    "en": (
        "Repairs of pier {n} cost {m} million, according to a council report.",
        '"We will not leave {place} alone, the boats sail on June {d}," mayor {first} {last} said.',
        "He added that fares would rise by {n} percent.",
        "Two officials familiar with plan {m} said the tower had {n} cracks.",
        "In {y} the ferries carried {m} thousand people.",
        "Critics say {n} months are not enough.",
    ),
}


@dataclass(frozen=True, slots=True)
class Cost:
    """Microseconds a word at one size (characters), and how many claims came of it."""

    language: str
    size: int
    words: int
    claims: int
    micros: float


def text_of(language: str, size: int) -> str:
    """About so many characters of varied sentences in paragraphs of three, after a headline."""
    dice = random.Random(size)
    firsts, lasts, places = map(str.split, _NAMES[language])
    paragraphs, length = ["Заречинск 2025" if language != "en" else "Halden Bay 2025"], 0
    while length < size:
        lines = [
            dice.choice(_SENTENCES[language]).format(
                n=dice.randint(2, 900), m=dice.randint(1000, 99_999), d=dice.randint(1, 28),
                y=dice.randint(1990, 2025), first=dice.choice(firsts), last=dice.choice(lasts),
                place=dice.choice(places),
            )
            for _ in range(3)
        ]  # fmt: skip
        paragraphs.append(" ".join(lines))
        length += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs) + "\n"


def cost(language: str, size: int) -> Cost:
    text = text_of(language, size)
    times, claims = [], 0
    for _ in range(3 if size < 1_000_000 else 1):
        start = time.process_time()
        claims = len(extract(text, Metadata(language=language)).claims)
        times.append(time.process_time() - start)
    words = len(_WORD.findall(text))
    return Cost(language, size, words, claims, median(times) / words * 1e6)


def measure(sizes: tuple[int, ...] = SIZES) -> list[Cost]:
    collect_seldom()  # as the command does: in a text of 1 MB, looking for cycles is a third of the cost
    for language in _SENTENCES:  # loads dictionaries and fills the cache of parses
        extract(text_of(language, 20_000), Metadata(language=language))
    return [cost(language, size) for language in _SENTENCES for size in sizes]


def growth(found: list[Cost]) -> float:
    """How many times dearer a word is in the longest text than in the second shortest, in the worst language.

    The shortest is left out: in 1 kB the fixed cost of an article shows.
    """
    factors = []
    for language in {one.language for one in found}:
        rows = [one for one in found if one.language == language]
        factors.append(rows[-1].micros / rows[1].micros)
    return max(factors)


def show(found: list[Cost]) -> None:
    print("cost of a word by length of the text")
    for one in found:
        line = f"  {one.language}  {one.size:>9,} chars {one.words:>8,} words {one.claims:>7,} claims"
        print(f"{line} {one.micros:>8.1f} µs a word")
    print(f"  grows at most {growth(found):.2f} times from {SIZES[1]:,} to the longest")


if __name__ == "__main__":
    show(measure())
