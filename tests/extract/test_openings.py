"""Who speaks is found whatever stands beside the verb: a day, an occasion, a particle, in front and behind.

Names that do not decline (media in Latin letters, initials, names in marks) look like a complement of the
phrase before them; every speaker is tried behind every opening.
"""

from __future__ import annotations

from typing import Any

import pytest

from verify.extract import extract
from verify.model import Metadata

RU: dict[str, Any] = {
    "openings": [
        "12 мая", "Накануне", "В прошлую пятницу", "В мае 2019 года", "В свою очередь", "По этому поводу",
        "После встречи", "На брифинге", "На совещании в Луговске", "В ходе заседания комиссии", "В ответ",
        "Два часа спустя", "Во время визита в Луговск", "Во вторник вечером", "При этом", "До этого",
    ],
    "speakers": [
        ("Reuters", "сообщило", "outlet", "Reuters"),
        ("«Лугатранс»", "сообщил", "organization", "Лугатранс"),
        ("НАБУ", "сообщило", "organization", "НАБУ"),
        ("Минобороны", "сообщило", "organization", "Минобороны"),
        ("Госдума", "сообщила", "organization", "Госдума"),
        ("Пётр Лось", "сообщил", "person", "Пётр Лось"),
        ("телеканал «Сула»", "сообщил", "outlet", "Сула"),
        ("в Кремле", "сообщили", "organization", "Кремль"),
    ],
    "text": "Мост старый.\n\nЛюди жаловались давно. {}.",
    "front": "{0} {1} {2}, что паром утонет",
    "behind": "Паром утонет, {2} {0} {1}",
}  # fmt: skip
UK: dict[str, Any] = {
    "openings": [
        "12 травня", "Напередодні", "Минулої п'ятниці", "У травні 2019 року", "У свою чергу",
        "Після зустрічі", "На брифінгу", "На нараді в Полтаві", "Під час засідання комісії",
        "Дві години потому", "Під час візиту до Полтави", "У вівторок увечері", "У відповідь",
        "З цього приводу", "При цьому", "До цього",
    ],
    "speakers": [
        ("Reuters", "повідомило", "outlet", "Reuters"),
        ("«Сулатранс»", "повідомив", "organization", "Сулатранс"),
        ("НАБУ", "повідомило", "organization", "НАБУ"),
        ("Міноборони", "повідомило", "organization", "Міноборони"),
        ("Єврокомісія", "повідомила", "organization", "Єврокомісія"),
        ("Петро Лось", "повідомив", "person", "Петро Лось"),
        ("телеканал «Сула»", "повідомив", "outlet", "Сула"),
    ],
    "text": "Міст старий.\n\nЛюди скаржилися давно. {}.",
    "front": "{0} {1} {2}, що пором потоне",
    "behind": "Пором потоне, {2} {0} {1}",
}  # fmt: skip
CASES = [
    pytest.param(code, table, frame, opening, id=f"{code}-{frame}-{opening}")
    for code, table in (("ru", RU), ("uk", UK))
    for frame in ("front", "behind")
    for opening in table["openings"]
    if frame == "front" or opening not in ("При этом", "При цьому")
]


@pytest.mark.parametrize(("code", "table", "frame", "opening"), CASES)
def test_the_speaker_is_found_beside_any_opening(
    code: str, table: dict[str, Any], frame: str, opening: str
) -> None:
    wrong = []
    for speaker, verb, kind, name in table["speakers"]:
        beside = opening if frame == "front" else opening[:1].lower() + opening[1:]
        said = table[frame].format(beside, speaker, verb)
        claim = extract(table["text"].format(said), Metadata(language=code)).claims[-1]
        found = [(hop.kind.value, hop.name) for hop in claim.chain]
        if found != [(kind, name)] or claim.text.casefold() not in ("паром утонет", "пором потоне"):
            wrong.append((said, claim.text, found))
    assert not wrong
