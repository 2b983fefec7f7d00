"""Chains of two hops and more, in frames that news combines: every frame with media known and unknown.

A medium that only its own clause cites («на які посилається X») is the hop nearer to the publisher.
"""

from __future__ import annotations

import pytest

from verify.extract import extract
from verify.model import Metadata

MEDIA = {
    "uk": [("Reuters", "n"), ("агентство «Сула»", "n"), ("газета «Сула»", "f"), ("Bloomberg", "n")],
    "ru": [("Reuters", "n"), ("агентство «Сула»", "n"), ("газета «Сула»", "f"), ("Bloomberg", "n")],
}
PEROM = {"uk": "пором потоне", "ru": "паром утонет"}
BODY = "organization:Полтавська міська рада"
BODY_RU = "organization:Луговская городская дума"
FRAMES: dict[str, list[tuple[str, tuple[str, ...]]]] = {
    "uk": [
        ("За даними Полтавської міської ради, на які посилається {0}, {1}.", (BODY,)),
        ("{1}, за даними Полтавської міської ради, на які посилається {0}.", (BODY,)),
        ("За словами двох чиновників, на яких посилається {0}, {1}.", ("anonymous",)),
        ("Як випливає з документів, з якими ознайоми{s} {0}, {1}.", ("document",)),
        ("{1}, йдеться в документі, копію якого отрима{l} {0}.", ("document",)),
        ("У листі, який отрима{l} {0}, йдеться, що {1}.", ("document",)),
        ("У заяві Полтавської міської ради, яку цитує {0}, сказано, що {1}.", (BODY,)),
        ("{1}, заявив мер Полтави Петро Лось, слова якого передає {0}.", ("person:Петро Лось",)),
        ("{1}. Слова мера Полтави Петра Лося наводить {0}.", ("person:Петро Лось",)),
        ("{1}, пише {0} зі слів мера Полтави Петра Лося.", ("person:Петро Лось",)),
        ("Мер поїхав. {0} дізна{s}, що {1}.", ()),
    ],
    "ru": [
        ("По данным Луговской городской думы, на которые ссылается {0}, {1}.", (BODY_RU,)),
        ("По словам двух чиновников, на которых ссылается {0}, {1}.", ("anonymous",)),
        ("{1}, говорится в документе, копию которого получил{l} {0}.", ("document",)),
        ("В письме, которое получил{l} {0}, говорится, что {1}.", ("document",)),
        ("{1}, заявил мэр Луговска Иван Лось, слова которого передает {0}.", ("person:Иван Лось",)),
        ("{1}. Слова мэра Луговска Ивана Лося приводит {0}.", ("person:Иван Лось",)),
        ("{1}, пишет {0} со слов мэра Луговска Ивана Лося.", ("person:Иван Лось",)),
    ],
}  # fmt: skip
_REFLEXIVE = {"uk": {"n": "лося", "f": "лася"}, "ru": {"n": "лось", "f": "лась"}}
_PAST = {"uk": {"n": "ло", "f": "ла"}, "ru": {"n": "о", "f": "а"}}
TOLD = [
    ("uk", "Про це Reuters на умовах анонімності розповів чиновник. ", ("outlet:Reuters", "anonymous")),
    ("uk", "Про це виданню «Сула» за лаштунками розповів чиновник. ", ("outlet:Сула", "anonymous")),
]
CASES = [
    pytest.param(code, frame, origin, id=f"{code}-{frame}")
    for code, frames in FRAMES.items()
    for frame, origin in frames
]


def _chain(text: str, code: str, words: str) -> tuple[str, ...]:
    claim = next(
        c for c in extract(text, Metadata(language=code)).claims if c.text.casefold() == words.casefold()
    )
    named = ("anonymous", "document")
    return tuple(
        h.kind.value if h.kind.value in named else f"{h.kind.value}:{h.names[0]}" for h in claim.chain
    )


@pytest.mark.parametrize(("code", "frame", "origin"), CASES)
def test_every_medium_is_a_hop_of_the_frame(code: str, frame: str, origin: tuple[str, ...]) -> None:
    wrong = []
    for medium, gender in MEDIA[code]:
        text = frame.format(medium, PEROM[code], s=_REFLEXIVE[code][gender], l=_PAST[code][gender])
        text = ". ".join(part[:1].upper() + part[1:] for part in text.split(". "))
        name = medium.partition("«")[2].strip("»") or medium
        found = _chain(text, code, PEROM[code])
        if found != (f"outlet:{name}", *origin):
            wrong.append((text, found))
    assert not wrong


@pytest.mark.parametrize(("code", "marker", "chain"), TOLD)
def test_a_medium_told_in_front_of_the_verb_is_a_hop(code: str, marker: str, chain: tuple[str, ...]) -> None:
    assert _chain(f"Пором потоне. {marker}", code, "пором потоне") == chain


def test_from_whom_a_medium_learnt_it_is_the_hop_behind() -> None:
    text = "Як стало відомо Reuters від двох джерел в уряді, пором потоне."
    assert _chain(text, "uk", "пором потоне") == ("outlet:Reuters", "anonymous")


def test_what_police_found_out_stays_with_whoever_tells_it() -> None:
    claim = extract("Поліція встановила, що пором потоне.", Metadata(language="uk")).claims[0]
    assert claim.chain == ()


HAD = [
    (
        "У листі, який є в розпорядженні Reuters, зазначається, що пором потоне.",
        ("outlet:Reuters", "document"),
    ),
    (
        "Пором потоне. Про це йдеться у повідомленні Полтавської міської ради, оприлюдненому Reuters.",
        ("outlet:Reuters", BODY),
    ),
]


@pytest.mark.parametrize(("text", "chain"), HAD)
def test_who_has_or_printed_a_text_is_the_hop_before_its_author(text: str, chain: tuple[str, ...]) -> None:
    assert _chain(text, "uk", "пором потоне") == chain
