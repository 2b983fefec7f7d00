"""What sources are called whose names look like other words."""

import pytest

from verify.extract import extract
from verify.model import Metadata, SourceKind


def origin(text: str, language: str) -> tuple[SourceKind, tuple[str, ...]]:
    claims = extract(text, Metadata(language=language)).claims
    hop = claims[-1].chain[-1]
    return hop.kind, hop.names


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Паром остановят, пишет «Норд-Пресс».", SourceKind.OUTLET, "Норд-Пресс"),
        ("«Мост закрыт», — сказал Павел Лебедянский.", SourceKind.PERSON, "Павел Лебедянский"),
        (
            "Павел Лебедянский приехал утром. «Мост закрыт», — отметил Лебедянский.",
            SourceKind.PERSON,
            "Павел Лебедянский",
        ),
        ("«Мост закрыт», — сказал один из инженеров.", SourceKind.ANONYMOUS, "один из инженеров"),
        ("Начальница порта Анна Рощина заявила, что мост цел.", SourceKind.PERSON, "Анна Рощина"),
    ],
)
def test_russian(text: str, kind: SourceKind, name: str) -> None:
    assert origin(text, "ru") == (kind, (name,))


def test_an_adjective_before_a_noun_is_no_surname() -> None:
    text = "Мария Высокая приехала утром. «Школа открыта», — сказал Осокин. Высокая цена удивила жителей."
    assert extract(text, Metadata(language="ru")).claims[-1].chain == ()


def test_ukrainian_feminine_roles() -> None:
    text = "«Ми взяли проби», — сказала начальниця міської лабораторії Оксана Гречко."
    assert origin(text, "uk") == (SourceKind.PERSON, ("Оксана Гречко",))


def test_a_gazette_is_no_surname() -> None:
    text = "The Harbour Gazette reported that the pier is closed."
    assert origin(text, "en") == (SourceKind.OUTLET, ("The Harbour Gazette",))
