"""Phrases that can name a source, what they are, and the hops that they become."""

from __future__ import annotations

import pytest

from verify.extract.engine import read
from verify.extract.mentions import Mention
from verify.extract.reading import Reading
from verify.languages.register import register
from verify.model import Metadata
from verify.model.terms import SourceKind as K


def mentions(language: str, text: str) -> tuple[Reading, list[Mention]]:
    """The mentions of a text that can speak at all."""
    reading, _ = read(text, Metadata(language=language), register())
    found = reading.reader.mentions(0, len(reading.reader.tokens))
    return reading, [m for m in found if m.reference != "thing"]


# what stands in marks is the mention; kind, what it refers to, the medium inside, what it belongs to
FOUND = [
    ("ru", "Об этом пишет [издание Bloomberg].", K.OUTLET, "", None, None),
    ("ru", "Об этом пишет [газета «Заря»].", K.OUTLET, "", None, None),
    ("ru", "Об этом сообщает [агентство].", K.OUTLET, "outlet", None, None),
    ("ru", "Об этом сказал [мэр Заречья Игорь Лапин].", K.PERSON, "", None, None),
    ("ru", "Об этом сообщил [министр].", K.PERSON, "role", None, None),
    ("ru", "Об этом сказал [он].", K.PERSON, "he", None, None),
    ("ru", "Об этом сказала [она].", K.PERSON, "she", None, None),
    ("ru", "Об этом сказал [представитель госдепа].", K.ORGANIZATION, "", None, "госдепа"),
    ("ru", "Об этом сказал [пресс-секретарь].", K.ORGANIZATION, "spokes", None, None),
    (
        "ru",
        "Об этом сказала [пресс-секретарь завода «Заря»].",
        K.ORGANIZATION,
        "",
        None,
        "завода «Заря»",
    ),
    ("ru", "Об этом сообщило [министерство обороны Польши].", K.ORGANIZATION, "", None, None),
    ("ru", "Об этом сообщила [пресс-служба порта].", K.ORGANIZATION, "", None, "порта"),
    ("ru", "Об этом сказали [источники Reuters].", K.ANONYMOUS, "", "Reuters", None),
    ("ru", "Об этом сказали [собеседники агентства].", K.ANONYMOUS, "", "агентства", None),
    ("ru", "Об этом сообщил [источник в правительстве].", K.ANONYMOUS, "", None, None),
    ("ru", "Об этом сказали [два чиновника].", K.ANONYMOUS, "", None, None),
    ("ru", "Об этом пишут [румынские и польские СМИ].", K.COLLECTIVE, "", None, None),
    ("ru", "Об этом говорят [эксперты].", K.COLLECTIVE, "", None, None),
    ("uk", "Про це пише [видання Bloomberg].", K.OUTLET, "", None, None),
    ("uk", "Про це сказав [мер Зарічного Ігор Лапін].", K.PERSON, "", None, None),
    ("uk", "Про це сказала [вона].", K.PERSON, "she", None, None),
    ("uk", "Про це сказав [речник Держдепу].", K.ORGANIZATION, "", None, "Держдепу"),
    ("uk", "Про це повідомило [міністерство оборони Польщі].", K.ORGANIZATION, "", None, None),
    ("uk", "Про це повідомила [пресслужба порту].", K.ORGANIZATION, "", None, "порту"),
    ("uk", "Про це сказали [джерела Reuters].", K.ANONYMOUS, "", "Reuters", None),
    ("uk", "Про це сказали [співрозмовники видання].", K.ANONYMOUS, "", "видання", None),
    ("uk", "Про це пишуть [румунські та польські ЗМІ].", K.COLLECTIVE, "", None, None),
    ("uk", "Про це кажуть [експерти].", K.COLLECTIVE, "", None, None),
    ("en", "[Mayor Paul Rowe] said.", K.PERSON, "", None, None),
    ("en", "[Ryanair spokesman Paul Rowe] said.", K.PERSON, "", None, None),
    ("en", "[He] said.", K.PERSON, "he", None, None),
    (
        "en",
        "[A spokesman for the Justice Department] said.",
        K.ORGANIZATION,
        "",
        None,
        "the Justice Department",
    ),
    ("en", "[The Justice Department] said.", K.ORGANIZATION, "", None, None),
    ("en", "[The agency] said.", K.OUTLET, "outlet", None, None),
    ("en", "[Officials] said.", K.ANONYMOUS, "", None, None),
    ("en", "[Experts] said.", K.COLLECTIVE, "", None, None),
    ("en", "[The report] said.", K.DOCUMENT, "", None, None),
]


@pytest.mark.parametrize(("language", "marked", "kind", "reference", "via", "of"), FOUND)
def test_mention(
    language: str, marked: str, kind: K, reference: str, via: str | None, of: str | None
) -> None:
    text = marked.replace("[", "").replace("]", "")
    reading, found = mentions(language, text)

    def spelled(first: int, last: int) -> str:
        return text[slice(*reading.discourse.span(first, last))]

    assert len(found) == 1
    m = found[0]
    assert spelled(m.first, m.last) == marked[marked.index("[") + 1 : marked.index("]")]
    assert (m.kind, m.reference) == (kind, reference)
    assert (spelled(m.via.first, m.via.last) if m.via else None) == via
    assert (spelled(*m.of) if m.of else None) == of


# the hops that the only mention of a text's last sentence becomes, after what was read before
HOPS = [
    ("ru", "Об этом пишет издание Bloomberg.", [(K.OUTLET, "Bloomberg")]),
    ("ru", "Об этом пишет газета «Заря».", [(K.OUTLET, "Заря")]),
    (
        "ru",
        "Об этом сообщили источники Reuters.",
        [(K.OUTLET, "Reuters"), (K.ANONYMOUS, "источники Reuters")],
    ),
    ("ru", "Об этом сказал представитель госдепа.", [(K.ORGANIZATION, "госдеп")]),
    ("ru", "Об этом сообщила пресс-служба порта.", [(K.ORGANIZATION, "порт")]),
    (
        "ru",
        "Об этом сообщило министерство обороны Польши.",
        [(K.ORGANIZATION, "министерство обороны Польши")],
    ),
    ("ru", "Об этом сказал мэр Заречья Игорь Лапин.", [(K.PERSON, "Игорь Лапин")]),
    ("uk", "Про це сказав речник Держдепу.", [(K.ORGANIZATION, "Держдеп")]),
    ("uk", "Про це сказали джерела Reuters.", [(K.OUTLET, "Reuters"), (K.ANONYMOUS, "джерела Reuters")]),
    ("uk", "Про це пише газета «Зоря».", [(K.OUTLET, "Зоря")]),
    ("en", "A spokesman for the Justice Department spoke.", [(K.ORGANIZATION, "Justice Department")]),
]


@pytest.mark.parametrize(("language", "text", "expected"), HOPS)
def test_hops_of_a_mention(language: str, text: str, expected: list[tuple[K, str]]) -> None:
    reading, found = mentions(language, text)
    hops = reading.discourse.hops(found[0], (0, 1), "test")
    assert [(h.kind, h.name) for h in hops] == expected
    assert {h.rule for h in hops} == {"test"}


# an article, and the origin of its last claim
REFERENCES = [
    (
        "ru",
        "Мост закрыли до весны\nМэр Павел Ткач сообщил, что в опоре трещина. Он добавил, что ее заделают.",
        ["Павел Ткач"],
    ),
    (
        "ru",
        "Мост закрыли до весны\nМинистр Анна Коваль уехала в порт. По ее словам, мост цел.",
        ["Анна Коваль"],
    ),
    (
        "ru",
        "Мост закрыли до весны\nТрещину нашли в мае, пишет Bloomberg. Издание отмечает, что ее не заделали.",
        ["Bloomberg"],
    ),
    (
        "ru",
        "Мост закрыли до весны\nМэр Павел Ткач уехал в Лесное. Мэр заявил, что вернется в мае.",
        ["Павел Ткач"],
    ),
    (
        "ru",
        "Мост закрыли до весны\nПо данным собеседников агентства Reuters, трещину нашли в мае.",
        ["Reuters", "собеседники агентства Reuters"],
    ),
    (
        "uk",
        "Міст закрили до весни\nМер Павло Ткач повідомив, що в опорі тріщина. Він додав, що її закладуть.",
        ["Павло Ткач"],
    ),
    (
        "uk",
        "Міст закрили до весни\n"
        "Тріщину знайшли у травні, пише Bloomberg. Видання зазначає, що її не закладено.",
        ["Bloomberg"],
    ),
    (
        "en",
        "Sula bridge closed\n"
        "Mayor Paul Rowe said that the pier was cracked. He added that it would be mended.",
        ["Paul Rowe"],
    ),
    (
        "en",
        "Sula bridge closed\n"
        "The bridge closed on Friday, Reuters reported. The agency said that it was cracked.",
        ["Reuters"],
    ),
]


@pytest.mark.parametrize(("language", "text", "expected"), REFERENCES)
def test_references_are_resolved(language: str, text: str, expected: list[str]) -> None:
    reading, _ = read(text, Metadata(language=language), register())
    assert [h.name for h in reading.statements[-1].chain] == expected
