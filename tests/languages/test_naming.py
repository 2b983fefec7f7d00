"""Canonical names: the measured mentions, and what the rules promise one by one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from verify.languages.naming import is_first_name, nominative, person_gender
from verify.model import SourceKind

HERE = Path(__file__).parent
PERSON, OUTLET, BODY = SourceKind.PERSON, SourceKind.OUTLET, SourceKind.ORGANIZATION
ANONYMOUS, COLLECTIVE = SourceKind.ANONYMOUS, SourceKind.COLLECTIVE


def mentions(language: str) -> Iterator[tuple[SourceKind, str, str]]:
    for line in (HERE / f"naming_{language}.tsv").read_text(encoding="utf-8").splitlines():
        of, kind, oblique, expected = line.split("\t")
        assert of == language
        yield SourceKind(kind), oblique, expected


# Measured: ru 274 of 275 (0.996), uk 295 of 297 (0.993). At first sight, before any tuning, 367 of the first
# 392 were right (0.936); of the 180 added after that tuning, 172 (0.956).
@pytest.mark.parametrize(("language", "count"), [("ru", 275), ("uk", 297)])
def test_mentions_out_of_context(language: str, count: int) -> None:
    rows = list(mentions(language))
    wrong = [
        (oblique, got, expected)
        for kind, oblique, expected in rows
        if (got := nominative(oblique, language, kind)) != expected
    ]
    assert len(rows) == count
    assert 1 - len(wrong) / len(rows) >= 0.95, wrong


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_a_nominative_stays_when_the_sentence_says_so(language: str) -> None:
    rows = list(mentions(language))
    changed = [e for kind, _, e in rows if nominative(e, language, kind, "nomn") != e]
    assert changed == []


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_a_nominative_mostly_stays_unhinted(language: str) -> None:
    rows = list(mentions(language))
    kept = sum(nominative(e, language, kind) == e for kind, _, e in rows)
    assert kept / len(rows) >= 0.98  # measured 0.990 over both: «Педро Альмейда» may be Альмейд's genitive


@pytest.mark.parametrize(
    ("words", "language", "kind", "expected"),
    [
        ("Мишель Обамы", "ru", PERSON, "Мишель Обама"),
        ("Мишелем Барнье", "ru", PERSON, "Мишель Барнье"),
        ("Сергея Королёва", "ru", PERSON, "Сергей Королёв"),
        ("ОЛАФА ШОЛЬЦА", "ru", PERSON, "ОЛАФ ШОЛЬЦ"),
        ("А. Б. Кузьменком", "uk", PERSON, "А. Б. Кузьменко"),
        ("В’ячеслава Чорновола", "uk", PERSON, "В’ячеслав Чорновол"),
        ("Юлії  Тимошенко", "uk", PERSON, "Юлія Тимошенко"),
        ("аль-Асаду", "ru", PERSON, "аль-Асад"),
        ("фон дер Ляйен", "ru", PERSON, "фон дер Ляйен"),
        ("Дж. Р. Смита", "ru", PERSON, "Дж. Р. Смит"),
        ("Асии Биби", "ru", PERSON, "Асия Биби"),
        ("премьеру", "ru", PERSON, "премьер"),
        ("Крым.Реалии", "ru", OUTLET, "Крым.Реалии"),
        ("«Слуга народа»", "ru", BODY, "«Слуга народа»"),
        ("МИДа", "ru", BODY, "МИД"),
        ("Wall Street Journal", "ru", OUTLET, "Wall Street Journal"),
        ("главы МИД ФРГ", "ru", BODY, "глава МИД ФРГ"),
        ("журналиста-расследователя", "ru", ANONYMOUS, "журналист-расследователь"),
        ("двух чиновников", "ru", ANONYMOUS, "два чиновника"),
        ("двома чиновниками", "uk", ANONYMOUS, "два чиновники"),
        ("двумя свидетельницами", "ru", ANONYMOUS, "две свидетельницы"),
        ("двох газет", "uk", ANONYMOUS, "дві газети"),
        ("двоє посадовців", "uk", ANONYMOUS, "двоє посадовців"),
        ("деяких експертів", "uk", COLLECTIVE, "деякі експерти"),
        ("їхніх джерел", "uk", ANONYMOUS, "їхні джерела"),
        ("его источника", "ru", ANONYMOUS, "его источник"),
        ("кем-то из дипломатов", "ru", ANONYMOUS, "кто-то из дипломатов"),
        ("одному из агентств", "ru", ANONYMOUS, "одно из агентств"),
        ("п’ятьох дипломатів", "uk", ANONYMOUS, "п’ять дипломатів"),
        ("одной из сотрудниц", "ru", ANONYMOUS, "одна из сотрудниц"),
        ("источника, которого цитирует газета", "ru", ANONYMOUS, "источник, которого цитирует газета"),
        ("осведомленным о ходе торгов лицом", "ru", ANONYMOUS, "осведомленное о ходе торгов лицо"),
        ("экспертов и аналитиков", "ru", COLLECTIVE, "эксперты и аналитики"),
        ("в Вашингтоне", "ru", COLLECTIVE, "в Вашингтоне"),
        ("John Cole's", "en", PERSON, "John Cole"),
        ("officials’", "en", ANONYMOUS, "officials"),
        ("", "ru", OUTLET, ""),
        ("—", "uk", PERSON, "—"),
    ],
)
def test_nominative(words: str, language: str, kind: SourceKind, expected: str) -> None:
    assert nominative(words, language, kind) == expected


@pytest.mark.parametrize(
    ("words", "language", "kind", "hint", "expected"),
    [
        ("Захарова", "ru", PERSON, "nomn", "Захарова"),
        ("Захарова", "ru", PERSON, "gent", "Захаров"),
        ("Пєскова", "uk", PERSON, "gent", "Пєсков"),
        ("джерела в уряді", "uk", ANONYMOUS, "gent", "джерело в уряді"),
        ("джерела в уряді", "uk", ANONYMOUS, "nomn", "джерела в уряді"),
    ],
)
def test_the_sentences_case_settles_what_the_words_leave_open(
    words: str, language: str, kind: SourceKind, hint: str, expected: str
) -> None:
    assert nominative(words, language, kind, hint) == expected


@pytest.mark.parametrize(
    ("words", "kind", "seen", "expected"),
    [
        ("Захарова", PERSON, ("Захаровым", "Захаров"), "Захаров"),
        ("Захарова", PERSON, (), "Захарова"),
        ("Кисида", PERSON, ("Фумио Кисиды", "Кисидой"), "Кисида"),
        ("Хезболла", BODY, frozenset({"хезболлой"}), "Хезболла"),
    ],
)
def test_other_forms_in_the_article_are_evidence(
    words: str, kind: SourceKind, seen: tuple[str, ...] | frozenset[str], expected: str
) -> None:
    assert nominative(words, "ru", kind, seen=seen) == expected


@pytest.mark.parametrize(
    ("words", "language", "gender"),
    [
        ("Ангела Меркель", "ru", "femn"),
        ("Хайко Маас", "ru", "masc"),
        ("Захарова", "ru", "femn"),
        ("Илья Яшин", "ru", "masc"),
        ("Алла Борисовна", "ru", "femn"),
        ("Тимошенко", "ru", None),
        ("Коул", "ru", None),
        ("Терезы Мей", "ru", "femn"),
        ("Дмитро Кулеба", "uk", "masc"),
        ("Наталія Гуменюк", "uk", "femn"),
        ("А. Б. Кузьменко", "uk", None),
        ("Зеленський", "uk", "masc"),
        ("Angela Merkel", "en", "femn"),
        ("Cole", "en", None),
        ("Angela Merkel", "xx", None),
    ],
)
def test_person_gender(words: str, language: str, gender: str | None) -> None:
    assert person_gender(words, language) == gender


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("Джона", "ru", True),
        ("Ксенией", "ru", True),
        ("Москва", "ru", False),
        ("джона", "ru", False),
        ("Терезі", "uk", True),
        ("Володимира", "uk", True),
        ("Лондон", "uk", False),
        ("Вона", "uk", False),
        ("Рада", "uk", False),
        ("Angela", "en", True),
        ("Paris", "en", False),
        ("Angela", "xx", False),
    ],
)
def test_is_first_name(word: str, language: str, expected: bool) -> None:
    assert is_first_name(word, language) is expected
