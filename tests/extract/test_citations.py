"""Who cites whom: chains of two and three sources, whatever kinds of names stand in them.

Each frame is tried with each medium and each source, so that a name that does not decline, a name in marks
and one that no list knows come out alike. What a medium cites stands behind it in the chain.
"""

from __future__ import annotations

from typing import Any

import pytest

from verify.extract import extract
from verify.model import Metadata

Forms = dict[str, str]


def _medium(nominative: str, accusative: str, dative: str, instrumental: str, name: str) -> Forms:
    return {"nom": nominative, "acc": accusative, "dat": dative, "ins": instrumental, "name": name}


MEDIA = [
    _medium("Reuters", "Reuters", "Reuters", "Reuters", "Reuters"),
    _medium("CNN", "CNN", "CNN", "CNN", "CNN"),
    _medium("Sedgeley Post", "Sedgeley Post", "Sedgeley Post", "Sedgeley Post", "Sedgeley Post"),
    _medium("телеканал «Сула»", "телеканал «Сула»", "телеканалу «Сула»", "телеканалом «Сула»", "Сула"),
    _medium(
        "газета The Times", "газету The Times", "газете The Times", "газетой The Times", "The Times"
    ),
]  # fmt: skip
OTHER = [("Le Monde", "Le Monde"), ("телеканал Sky News", "Sky News"), ("ТАСС", "ТАСС")]
HEAD = "Мост над рекой\n\n"
CLAIM = "мост через Сулу закроют"
FRAMES: dict[str, tuple[str, list[str]]] = {
    "same": ("По данным {other}, на которые ссылается {nom}, {claim}.", ["X", "Z"]),
    "front": ("Со ссылкой на {other} {nom} сообщает, что {claim}.", ["X", "Z"]),
    "inner": ("{nom} сообщает, что, по словам Павла Лося, {claim}.", ["X", "P"]),
    "words": ("{claim}. Слова министра связи Павла Лося приводит {nom}.", ["X", "P"]),
    "quoted": ("«{claim}», — приводит {nom} слова Павла Лося.", ["X", "P"]),
    "quoting": ("«{claim}», — цитирует {nom} Павла Лося.", ["X", "P"]),
    "told": ("Как сообщили {dat} в пресс-службе Минфина, {claim}.", ["X", "B"]),
    "this": ("{claim}. Об этом {dat} сообщили в Минфине.", ["X", "B"]),
    "third": ("{claim}, сказал Павел Лось в интервью {other}. Об этом пишет {nom}.", ["X", "Z", "P"]),
    "case": ("Из материалов дела, с которыми ознакомился {nom}, следует, что {claim}.", ["X", "D"]),
    "letter": ("В письме Минфина, копия которого есть у {nom}, говорится, что {claim}.", ["X", "B"]),
    "people": ("{claim}. Об этом {dat} рассказали люди, знакомые с ситуацией.", ["X", "A"]),
}
ORIGINS = {
    "P": ("person", "Павел Лось"),
    "B": ("organization", "Минфин"),
    "D": ("document", "материалы дела"),
    "A": ("anonymous", "люди"),
}


def _cases() -> list[Any]:
    return [pytest.param(frame, chain, id=name) for name, (frame, chain) in FRAMES.items()]


def _capital(text: str) -> str:
    k = next(i for i, c in enumerate(text) if c.isalpha())
    return text[:k] + text[k].upper() + text[k + 1 :]


@pytest.mark.parametrize(("frame", "chain"), _cases())
def test_a_medium_stands_before_whom_it_cites(frame: str, chain: list[str]) -> None:
    wrong = []
    for medium in MEDIA:
        if "есть у" in frame and " «" in medium["nom"]:
            continue  # its genitive is another word
        for other, cited in OTHER if "{other}" in frame else [("", "")]:
            text = _capital(frame.format(other=other, claim=CLAIM, **medium))
            claims = extract(HEAD + text, Metadata(language="ru")).claims
            claim = next((c for c in claims if c.text.casefold() == CLAIM.casefold()), None)
            found = [(h.kind.value, h.name) for h in claim.chain] if claim is not None else None
            hops = {**ORIGINS, "X": ("outlet", medium["name"]), "Z": ("outlet", cited)}
            if found != [hops[h] for h in chain]:
                wrong.append((text, found))
    assert not wrong


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("В посольстве Польши в Киеве заявили, что мост закроют.",
         [("мост закроют", "organization", "посольство Польши в Киеве")]),
        ("В списке больше 200 фамилий, сообщили в Минфине.",
         [("В списке больше 200 фамилий", "organization", "Минфин")]),
        ("Мост закроют, говорится в сообщении на сайте Минфина.",
         [("Мост закроют", "organization", "Минфин")]),
        ("Мост закроют. К такому выводу пришли в Минфине.", [("Мост закроют", "organization", "Минфин")]),
        ("Павел Лось опроверг сообщения о том, что мост закроют.",
         [("Павел Лось опроверг сообщения о том, что мост закроют", "person", "Павел Лось")]),
        ("Павел Лось не исключил, что мост закроют.", [("мост закроют", "person", "Павел Лось")]),
        ("Согласно обвинительному заключению, мост закроют.",
         [("мост закроют", "document", "обвинительное заключение")]),
    ],
)  # fmt: skip
def test_who_says_it(text: str, claims: list[tuple[str, str, str]]) -> None:
    found = extract(HEAD + text, Metadata(language="ru")).claims
    assert [(c.text, c.chain[-1].kind.value, c.chain[-1].name) for c in found] == claims


@pytest.mark.parametrize(
    ("text", "said", "who"),
    [
        ("Авиакомпания Skyhop отменила рейсы, говорится в сообщении ВОЗ. Там отметили, что мост закроют.",
         "мост закроют", "ВОЗ"),
        ("Порт закроют, сообщило министерство обороны. В ведомстве добавили, что министерство финансов "
         "выделит деньги. Мост снесут, уточнили в ведомстве.", "Мост снесут", "министерство обороны"),
        ("Министерство финансов выделило деньги, сообщило Минэнерго. Мост снесут, уточнили в министерстве.",
         "Мост снесут", "Минэнерго"),
        ("Порт закроют, сказала мэр Анна Кленова, передаёт ТАСС. Кленова добавила, что мост снесут.",
         "мост снесут", "Анна Кленова"),
        ("Мост закроют, заявил адвокат Джон Хартвелл. Его слова приводит ТАСС. «Он старый», — сказал "
         "Хартвелл.", "Он старый", "Джон Хартвелл"),
    ],
)  # fmt: skip
def test_who_is_meant(text: str, said: str, who: str) -> None:
    claims = extract(HEAD + text, Metadata(language="ru")).claims
    found = [c.chain[-1].name for c in claims if c.text == said]
    assert [name and name[:1].lower() + name[1:] for name in found] == [who[:1].lower() + who[1:]]


@pytest.mark.parametrize(
    ("text", "said", "chain"),
    [
        ("По данным, полученным ТАСС от источника в полиции, мост закроют.", "мост закроют",
         ["outlet: ТАСС", "anonymous: источник в полиции"]),
        ("По информации, опубликованной на сайте Росстата, мост закроют.", "мост закроют",
         ["organization: Росстат"]),
        ("Как пишет Reuters, мост закроют, рассказали два источника.", "мост закроют",
         ["outlet: Reuters", "anonymous: два источника"]),
        ("Мост закроют. Об этом сообщило агентство Reuters, добавив, что порт снесут.", "порт снесут",
         ["outlet: Reuters"]),
        ("Мост закроют. Об этом сообщило агентство ТАСС, которое сослалось на пресс-службу Росстата.",
         "Мост закроют", ["outlet: ТАСС", "organization: Росстат"]),
        ("«Мост закроют», — передаёт ТАСС сообщение Росстата.", "Мост закроют",
         ["outlet: ТАСС", "organization: Росстат"]),
        ("«Мост закроют», — произнёс Павел Лось.", "Мост закроют", ["person: Павел Лось"]),
        ("«Мост закроют», — обрадовался Павел Лось.", "Мост закроют", ["person: Павел Лось"]),
        ("Павел Лось не скрывает, что мост закроют.", "мост закроют", ["person: Павел Лось"]),
        ("Бастуют пилоты Skyhop. Рейсы Skyhop отменены. В компании заявили, что мост закроют.",
         "мост закроют", ["organization: Skyhop"]),
        ("Фирма скрывает, что мост закроют.", "Фирма скрывает, что мост закроют", []),
    ],
)  # fmt: skip
def test_the_whole_chain(text: str, said: str, chain: list[str]) -> None:
    claims = extract(HEAD + text, Metadata(language="ru")).claims
    found = [c.chain for c in claims if c.text == said]
    assert [[f"{h.kind.value}: {h.name}" for h in c] for c in found] == [chain]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Источник: мост закроют до весны\n\nМост закроют. Об этом пишет Politico со ссылкой на источник.",
         [("мост закроют до весны", ["Politico", "источник"]), ("Мост закроют", ["Politico", "источник"])]),
        ("Мост закроют — источник\n\nМост закроют. Об этом пишет Politico со ссылкой на источник.",
         [("Мост закроют", ["источник"]), ("Мост закроют", ["Politico", "источник"])]),
        ("Мост над рекой\n\nМост закроют, сказал Павел Лось.Деньги выделит город, добавил он.",
         [("Мост закроют", ["Павел Лось"]), ("Деньги выделит город", ["Павел Лось"])]),
        ("Мост над рекой\n\nЗавод встанет, но в мэрии Луговска сообщили, что порт закроют.",
         [("Завод встанет", []), ("порт закроют", ["мэрия Луговска"])]),
        ("Мост над рекой\n\nЗавод встанет в мае, переговоры продолжатся в октябре, сообщил Павел Лось.",
         [("Завод встанет в мае", ["Павел Лось"]), ("переговоры продолжатся в октябре", ["Павел Лось"])]),
        ("Мост над рекой\n\nДорога открыта, сообщили в Минэнерго. Мост закроют, уточнили в министерстве.",
         [("Дорога открыта", ["Минэнерго"]), ("Мост закроют", ["Минэнерго"])]),
        ("Мост над рекой\n\nМост закроют (об этом ТАСС сообщил Павел Лось).",
         [("Мост закроют", ["ТАСС", "Павел Лось"])]),
    ],
)  # fmt: skip
def test_what_stands_beside(text: str, claims: list[tuple[str, list[str]]]) -> None:
    found = extract(text, Metadata(language="ru")).claims
    assert [(c.text, [h.name for h in c.chain]) for c in found] == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Лесков: мост закроют\n\nПорт стоит.", [("мост закроют", ["Лесков"]), ("Порт стоит", [])]),
        ("Детали: мост закроют\n\nПорт стоит.", [("мост закроют", []), ("Порт стоит", [])]),
        ("Мост над рекой\n\nСтало известно о том, что мост закроют. Об этом заявил Павел Лось ТАСС.",
         [("мост закроют", ["ТАСС", "Павел Лось"])]),
        ("Мост над рекой\n\nМост закроют, сообщила вирусолог. Об этом заявила вирусолог Анна Лескова.",
         [("Мост закроют", ["Анна Лескова"])]),
        ("Мост над рекой\n\nВ мэрии Луговска признали, что едва ли закроют мост.",
         [("едва ли закроют мост", ["мэрия Луговска"])]),
        ("Мост над рекой\n\nМост закроют. Такую уверенность высказал Павел Лось.",
         [("Мост закроют", ["Павел Лось"])]),
        ("Мост над рекой\n\n«Мост закроют», — приводит МИД слова Павла Лося.",
         [("Мост закроют", ["МИД", "Павел Лось"])]),
        ("Мост над рекой\n\n«Мост закроют», — сказал Павел Лось ТАСС, отвечая на вопрос, закроют ли порт.",
         [("Мост закроют", ["ТАСС", "Павел Лось"])]),
        ("Мост над рекой\n\nЛесков заявил, что мост закроют. Пресс-секретарь пояснил, что порт стоит.",
         [("мост закроют", ["Лесков"]), ("порт стоит", ["Лесков"])]),
        ("Мост над рекой\n\nПавел Лось не стал комментировать сообщения о том, что мост закроют.",
         [("Павел Лось не стал комментировать сообщения о том, что мост закроют", [])]),
    ],
)  # fmt: skip
def test_shapes_of_newsrooms(text: str, claims: list[tuple[str, list[str]]]) -> None:
    found = extract(text, Metadata(language="ru")).claims
    assert [(c.text, [h.name for h in c.chain]) for c in found] == claims
