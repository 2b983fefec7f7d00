"""Texts that nobody wrote: invented news by a grammar, mutated, nested, and noise, in three alphabets."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

CONTROLS = "\x00\x01\x07\x08\x0b\x0c\r\x1b\x1f\x7f\x85\u2028\u2029\ufeff"
INVISIBLE = "\u200b\u200c\u200d\u2060\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2069"
COMBINING = "\u0301\u0306\u0308\u0327\u0483\u20dd\ufe0f"
ASTRAL = "😀🏴\U0001d54f\U00010348\U0001f1fa\U0001f1e6\U000e0041\U0010fffd"
MARKS = "«»“”„‘’\"'`—–-:;,.!?…()[]{}/|*#@&%$€№·•  \n\n\t"
ALPHABETS = {
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяАБВГҐДЕЄЖЗИІЇКЛМНОПРСТУФХЦЧШЩЮЯ'",
    "en": "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZéöñş",
}
STRANGE = CONTROLS + INVISIBLE + COMBINING + ASTRAL

WORDS: dict[str, dict[str, Sequence[str]]] = {
    "ru": {
        "who": [
            "мэр Заречья Игорь Лапин",
            "Reuters",
            "агентство Bloomberg",
            "пресс-служба порта",
            "он",
            "министерство",
            "Анна Коваль",
            "источник издания в правительстве",
            "эксперты",
            "представитель завода",
            "Госдепартамент",
        ],
        "oblique": [
            "мэра Заречья Игоря Лапина",
            "Reuters",
            "агентства Bloomberg",
            "пресс-службы порта",
            "министра",
            "двух чиновников",
            "источников агентства",
            "Анны Коваль",
            "П. Лапина",
            "МВД",
            "очевидцев",
        ],
        "says": [
            "заявил",
            "сообщает",
            "рассказала",
            "пишет",
            "добавил",
            "подчеркнул",
            "считает",
            "намерен",
            "отрицает",
        ],
        "fact": [
            "мост через Суру закрыли до 15 мая",
            "цены выросли на 3,5%",
            "в порту погибли 12 человек",
            "переговоры пройдут в Женеве",
            "«Заря» уволит треть рабочих",
            "завод остановил печь № 2",
            "он якобы бежал за границу",
            "ущерб составил 1,2 млн руб.",
            "власти отказались от комментариев",
        ],
        "that": ["что", "как", "будто", "почему"],
        "by": ["по словам", "по данным", "со ссылкой на", "как пишет", "по информации", "согласно данным"],
        "mark": [
            "Об этом сообщает",
            "Про это пишет",
            "Как передает",
            "Напомним,",
            "Ранее",
            "Между тем",
            "При этом",
        ],
        "heading": [
            "Что известно",
            "Читайте также: Мост закрыт",
            "Фото: Игорь Лапин (Getty Images)",
            "Автор: Анна Коваль",
            "date 2025-11-26 RU",
            "ЗАРЕЧЬЕ. 19 июля. УНН.",
            "12:45, 3 мая 2024",
            "Поделиться",
            "© Заря, 2024",
        ],
    },
    "uk": {
        "who": [
            "мер Зарічного Ігор Лапін",
            "Укрінформ",
            "агентство Reuters",
            "пресслужба порту",
            "він",
            "міністерство",
            "Ганна Коваль",
            "джерело видання в уряді",
            "експерти",
            "речник заводу",
            "Держдеп",
        ],
        "oblique": [
            "мера Зарічного Ігоря Лапіна",
            "Reuters",
            "агентства Bloomberg",
            "пресслужби порту",
            "міністра",
            "двох чиновників",
            "джерел агентства",
            "Ганни Коваль",
            "П. Лапіна",
            "МВС",
            "очевидців",
        ],
        "says": [
            "заявив",
            "повідомляє",
            "розповіла",
            "пише",
            "додав",
            "наголосив",
            "вважає",
            "має намір",
            "заперечує",
        ],
        "fact": [
            "міст через Случ закрили до 15 травня",
            "ціни зросли на 3,5%",
            "у порту загинули 12 людей",
            "переговори пройдуть у Женеві",
            "«Зоря» звільнить третину робітників",
            "п'ять сіл без світла",
            "він нібито втік за кордон",
            "збитки сягнули 1,2 млн грн",
            "влада відмовилася від коментарів",
        ],
        "that": ["що", "як", "ніби", "чому"],
        "by": ["за словами", "за даними", "з посиланням на", "як пише", "за інформацією", "згідно з даними"],
        "mark": [
            "Про це повідомляє",
            "Про це пише",
            "Як передає",
            "Нагадаємо,",
            "Раніше",
            "Тим часом",
            "При цьому",
        ],
        "heading": [
            "Що відомо",
            "Читайте також: Міст закрито",
            "Фото: Ігор Лапін",
            "Автор: Ганна Коваль",
            "date 2025-11-26 UK",
            "КИЇВ. 19 липня. УНН.",
            "Субота, 7 листопада 2020, 19:25",
            "Поширити",
        ],
    },
    "en": {
        "who": [
            "Mayor Paul O'Neill",
            "Reuters",
            "the agency",
            "the company's spokesman",
            "he",
            "a person familiar with it",
            "Ann Dale",
            "officials",
            "the Justice Department",
            "Sen. T. Rowe",
            "sources close to the port",
        ],
        "oblique": [
            "Mayor Paul O'Neill",
            "Reuters",
            "two people",
            "the ministry",
            "Ann Dale",
            "U.S. officials",
            "a report",
        ],
        "says": [
            "said",
            "told Reuters",
            "reports",
            "wrote",
            "added",
            "claims",
            "believes",
            "intends",
            "denied",
        ],
        "fact": [
            "the Sula bridge will close on May 15",
            "prices rose 3.5 percent",
            "twelve people died in the port",
            "the plan would cost $1.2 million",
            "it doesn't work",
            "the ship allegedly sank",
            "he declined to comment",
        ],
        "that": ["that", "how", "why", "whether"],
        "by": ["according to", "citing", "in the words of", "as reported by", "per"],
        "mark": ["That was reported by", "As reported by", "Earlier,", "Meanwhile,", "But", "However,"],
        "heading": [
            "What we know",
            "Read also: Bridge closed",
            "Photo: Paul Rowe/Getty Images",
            "By Ann Dale",
            "date 2025-11-26 EN",
            "SULA (Reuters) -",
            "May 3, 2024 12:45 p.m.",
            "Share",
            "© The Dawn 2024",
        ],
    },
}
PAIRS = ["«»", "“”", '""', "„“", "‘’", '«"', '"»', '“"', "''"]
DASH = [" — ", " - ", " – ", "—", " —", "- "]


def sentence(rng: random.Random, w: dict[str, Sequence[str]], depth: int = 0) -> str:
    """One sentence of invented news, attributed in one of the ways news attributes."""

    def one(kind: str) -> str:
        return rng.choice(w[kind])

    def fact() -> str:
        return quoted(rng, sentence(rng, w, depth + 1)) if depth < 3 and rng.random() < 0.15 else one("fact")

    shapes: list[Callable[[], str]] = [
        lambda: f"{one('who')} {one('says')}, {one('that')} {fact()}",
        lambda: f"{one('who')} {one('says')} {one('that')} {fact()}",
        lambda: f"{one('by')} {one('oblique')}, {fact()}",
        lambda: f"{fact()}, {one('by')} {one('oblique')}, {fact()}",
        lambda: f"{fact()}, {one('says')} {one('who')}",
        lambda: f"{quoted(rng, fact())},{rng.choice(DASH)}{one('says')} {one('who')}",
        lambda: (
            f"{quoted(rng, fact() + ',')}{rng.choice(DASH)}{one('says')} {one('who')}."
            f"{rng.choice(DASH)}{quoted(rng, fact())}"
        ),
        lambda: f"«{fact()},{rng.choice(DASH)}{one('says')} {one('who')}.{rng.choice(DASH)}{fact()}»",
        lambda: f"{one('who')} {one('says')}: {quoted(rng, fact())}",
        lambda: f"{one('who')}: {fact()}",
        lambda: f"{fact()},{rng.choice(DASH)}{one('who')}",
        lambda: f"{one('mark')} {one('who')} {one('by')} {one('oblique')}",
        lambda: f"{fact()}, и {fact()}; {fact()}, но {one('who')} {one('says')}, {one('that')} {fact()}",
        lambda: ", ".join(one("fact") for _ in range(rng.randint(2, 6))),
        lambda: f"({one('fact')})",
        lambda: one("fact"),
    ]
    made = rng.choice(shapes)()
    return made[:1].upper() + made[1:] + rng.choice([".", ".", ".", ".", "", "!", "?", "…", "...", ":"])


def quoted(rng: random.Random, inner: str) -> str:
    """In marks of one kind or a mixture; sometimes up to twenty deep, sometimes left open."""
    for _ in range(rng.randint(2, 20) if rng.random() < 0.05 else 1):
        pair = rng.choice(PAIRS)
        inner = pair[0] + inner + (pair[1] if rng.random() < 0.9 else "")
    return inner


def nested(rng: random.Random, language: str, depth: int = 20) -> str:
    """A sentence that quotes a sentence that quotes another, so many deep; a mark is lost now and then."""
    w = WORDS[language]
    inner = rng.choice(w["fact"])
    for _ in range(depth):
        pair = rng.choice(PAIRS)
        said = f"{rng.choice(w['who'])} {rng.choice(w['says'])}"
        inner = pair[0] + inner + (pair[1] if rng.random() < 0.97 else "")
        inner = rng.choice([f"{said}: {inner}", f"{inner},{rng.choice(DASH)}{said}", f"{said}, {inner}"])
    return inner + "."


def unicode(rng: random.Random, size: int = 300) -> str:
    """Any characters at all, surrogates left out."""
    drawn = (rng.choice((rng.randrange(0xD800), rng.randrange(0xE000, 0x110000))) for _ in range(size))
    return "".join(map(chr, drawn))


def news(rng: random.Random, language: str, paragraphs: int = 6) -> str:
    """An article: a headline, furniture, paragraphs, lists."""
    w = WORDS[language]
    lines = []
    for _ in range(rng.randint(1, paragraphs)):
        roll = rng.random()
        if roll < 0.25:
            lines.append(rng.choice(w["heading"]))
        elif roll < 0.35:
            lines.extend(
                rng.choice(["- ", "• ", "1. ", "* "]) + sentence(rng, w) for _ in range(rng.randint(1, 4))
            )
        else:
            opening = rng.choice(w["heading"]) + " " if rng.random() < 0.1 else ""
            lines.append(opening + " ".join(sentence(rng, w) for _ in range(rng.randint(1, 5))))
    return rng.choice(["\n", "\n\n", "\r\n", "\n \n"]).join(lines)


def mutated(rng: random.Random, text: str, language: str) -> str:
    """With pieces deleted, doubled, swapped, and strange characters put in."""
    chars = list(text)
    for _ in range(rng.randint(1, 12)):
        k = rng.randrange(len(chars) + 1)
        length = min(rng.choice([1, 1, 1, 2, 5, 30]), len(chars) - k)
        what = rng.randrange(6)
        if what == 0:
            del chars[k : k + length]
        elif what == 1:
            chars[k:k] = chars[k : k + length]
        elif what == 2 and len(chars) > 1:
            j = rng.randrange(len(chars))
            k = min(k, len(chars) - 1)
            chars[j], chars[k] = chars[k], chars[j]
        elif what == 3:
            chars.insert(k, rng.choice(STRANGE))
        elif what == 4:
            chars[k:k] = [rng.choice(MARKS)] * rng.choice([1, 1, 1, 3])
        else:
            chars.insert(k, rng.choice(ALPHABETS[language]))
    return "".join(chars)


def cut_up(rng: random.Random, text: str, others: str) -> str:
    """A piece of the text whose words and marks are deleted, doubled, swapped, put into capitals, and joined
    by some of another text: what stands at the end of a sentence or of the text is then anything.
    """
    words = _WORDS_AND_MARKS.findall(text)
    start = rng.randrange(len(words) + 1)
    words, given = words[start : start + rng.randint(20, 500)], _WORDS_AND_MARKS.findall(others)
    for _ in range(rng.randint(0, 12)):
        if not words:
            break
        k, what = rng.randrange(len(words)), rng.randrange(6)
        if what == 0:
            del words[k : k + rng.randint(1, 10)]
        elif what == 1:
            words.insert(k, rng.choice([*MARKS, "\n\n", ". "]))
        elif what == 2:
            words[k] = words[k].upper() if rng.random() < 0.5 else words[k].lower()
        elif what == 3:
            j = rng.randrange(len(words))
            words[j], words[k] = words[k], words[j]
        elif what == 4:
            words[k:k] = words[max(0, k - rng.randint(1, 8)) : k]
        elif given:
            j = rng.randrange(len(given))
            words[k:k] = given[j : j + rng.randint(1, 4)]
    return "".join(words)


_WORDS_AND_MARKS = re.compile(r"\w+|\s+|[^\w\s]")


def noise(rng: random.Random, language: str, size: int = 300) -> str:
    """Letters of one alphabet, marks and strange characters in any order."""
    pools = [ALPHABETS[language]] * 6 + [MARKS] * 3 + [STRANGE, "0123456789"]
    return "".join(rng.choice(rng.choice(pools)) for _ in range(rng.randint(0, size)))
