"""What holds of every text, however broken: random, invented and mutated texts in three alphabets."""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable, Iterable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verify.extract import extract
from verify.languages import codes
from verify.model import Claim, Extraction, Hop, Metadata, Mode, SourceKind, words

# -- what must hold


def check(text: str, metadata: Metadata | None = None) -> Extraction:
    """Extract, and assert everything that is promised of any result."""
    found = extract(text, metadata)
    for claim in found.claims:
        check_claim(text, claim)
    for a in found.attributions:
        within(text, a.cue)
        within(text, a.content)
        within(text, a.source or ())
        assert a.cue
        assert a.content
    starts = [c.spans[0][0] for c in body(found)]
    assert starts == sorted(starts), "claims stand in the order of the text"
    assert found.metadata.language in codes()
    assert found.claims == extract(text, metadata).claims, "the same text gives the same claims"
    assert pickle.loads(pickle.dumps(found)) == found
    return found


def body(found: Extraction) -> tuple[Claim, ...]:
    """The claims behind the headline's, which may stand first though a line or two precede it."""
    cut = 0
    while cut + 1 < len(found.claims) and found.claims[cut + 1].spans[0] < found.claims[cut].spans[0]:
        cut += 1
    return found.claims[cut + 1 :] if cut else found.claims


def check_claim(text: str, claim: Claim) -> None:
    assert claim.spans
    within(text, claim.spans)
    within(text, [claim.sentence])
    assert all(a[1] <= b[0] for a, b in zip(claim.spans, claim.spans[1:], strict=False)), "sorted, apart"
    assert claim.text == words(text, claim.spans)
    assert claim.text
    first = claim.spans[0]
    assert claim.sentence[0] <= first[0] < first[1] <= claim.sentence[1], "the sentence holds the first span"
    assert isinstance(claim.mode, Mode)
    assert (claim.mode is Mode.NONE) == (not claim.chain), "a mode tells how an attributed claim is given"
    assert 0 <= claim.confidence <= 1
    for hop in claim.chain:
        check_hop(text, hop)
    for flag in claim.flags:
        within(text, flag.spans)
    weights = [flag.code.weight for flag in claim.flags]
    assert weights == sorted(weights, reverse=True), "the heaviest flag first"


def check_hop(text: str, hop: Hop) -> None:
    assert isinstance(hop.kind, SourceKind)
    assert all(name.strip() for name in hop.names), hop
    nameless = hop.kind in (SourceKind.COLLECTIVE, SourceKind.OUTLET, SourceKind.PERSON)
    assert hop.names or nameless, "hearsay, a medium whose name got lost, a pronoun for nobody named"
    within(text, hop.mention or ())
    within(text, hop.cue or ())
    assert 0 <= hop.confidence <= 1
    assert hop.rule or hop.inherited, hop


def within(text: str, spans: Iterable[tuple[int, int]]) -> None:
    for start, end in spans:
        assert 0 <= start < end <= len(text), (start, end, len(text))


# -- texts

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


def noise(rng: random.Random, language: str, size: int = 300) -> str:
    """Letters of one alphabet, marks and strange characters in any order."""
    pools = [ALPHABETS[language]] * 6 + [MARKS] * 3 + [STRANGE, "0123456789"]
    return "".join(rng.choice(rng.choice(pools)) for _ in range(rng.randint(0, size)))


# -- tests

PROFILE = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
LANGUAGES = st.sampled_from(sorted(WORDS))
RANDOMS = st.randoms(use_true_random=False, note_method_calls=False)
UNICODE = st.characters(exclude_categories=("Cs",))


@settings(PROFILE, max_examples=300)
@given(RANDOMS, LANGUAGES, st.sampled_from([None, *sorted(WORDS)]))
def test_news(rng: random.Random, language: str, told: str | None) -> None:
    check(news(rng, language), Metadata(language=told))


@settings(PROFILE, max_examples=400)
@given(RANDOMS, LANGUAGES)
def test_mutated_news(rng: random.Random, language: str) -> None:
    check(mutated(rng, news(rng, language), language))


@settings(PROFILE, max_examples=200)
@given(RANDOMS, LANGUAGES)
def test_letters_and_marks(rng: random.Random, language: str) -> None:
    check(noise(rng, language))


@settings(PROFILE, max_examples=150)
@given(st.text(UNICODE, max_size=300), st.sampled_from([None, *sorted(WORDS)]))
def test_any_unicode(text: str, told: str | None) -> None:
    check(text, Metadata(language=told))


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\ufeff", "«", "»", '"', "'", ".", "...", "—", "«»", "\x00", "1", "а", "😀"]
)
def test_almost_nothing(text: str) -> None:
    assert check(text).claims == ()
