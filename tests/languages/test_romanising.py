from __future__ import annotations

import pytest

from verify.languages.romanising import romanised


@pytest.mark.parametrize(
    ("name", "language", "latin"),
    [
        ("Олег Щербак", "ru", "Oleg Shcherbak"),
        ("Юрий Жуковский", "ru", "Yury Zhukovsky"),
        ("Белый Яр", "ru", "Bely Yar"),
        ("Нью-Хейвен", "ru", "Nyu-Kheyven"),
        ("Соловьёв", "ru", "Solovyov"),
        ("ГЭС", "ru", "GES"),
        ("Олег Щербак", "uk", "Oleh Shcherbak"),
        ("Юрій Їжакевич", "uk", "Yurii Yizhakevych"),
        ("Знам'янка", "uk", "Znamianka"),
        ("Згурський", "uk", "Zghursky"),
        ("Марія Гнатюк", "uk", "Mariia Hnatiuk"),
        ("Reuters і Йосип", "uk", "Reuters i Yosyp"),
        ("Anna Nowak", "en", "Anna Nowak"),
        ("Anna Wójcik", "pl", "Anna Wójcik"),
        ("Олег", None, "Олег"),
        ("", "ru", ""),
    ],
)  # fmt: skip
def test_names_in_latin_letters(name: str, language: str | None, latin: str) -> None:
    assert romanised(name, language) == latin
