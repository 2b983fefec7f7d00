"""What a claim is looked for by."""

from __future__ import annotations

from datetime import date

import pytest

from verify.corroborate.queries import query_of

DAY = date(2025, 11, 26)


@pytest.mark.parametrize(
    ("text", "language", "words", "latin"),
    [
        (
            "Мэр Нордхольма Олег Щербак заявил, что в Германии бастовали более 1,8 тысячи рабочих",
            "ru",
            ("Нордхольм", "Олег Щербак", "1,8"),
            (("Nordkholm", "Nordholm"), ("Oleg Shcherbak",), ("germany",)),
        ),
        (
            "Внаслідок аварії в Черкасах постраждали 57 людей",
            "uk",
            ("Черкаси", "57"),
            (("Cherkasy",),),
        ),
        ("Reuters says that 57 people were hurt in Nordholm", "en", ("Reuters", "Nordholm", "57"),
         (("Reuters",), ("Nordholm",))),
    ],
)  # fmt: skip
def test_names_and_numbers_come_first(
    text: str, language: str, words: tuple[str, ...], latin: tuple[tuple[str, ...], ...]
) -> None:
    query = query_of(text, language, DAY)
    assert query.words[: len(words)] == words
    assert query.latin[: len(latin)] == latin
    assert (query.since, query.until) == (date(2025, 11, 12), date(2025, 12, 10))


def test_of_other_words_the_rarest_are_kept_in_the_texts_order() -> None:
    text = "катер столкнулся с баржей ночью из-за густого тумана"
    rare = {"mist": 9.0, "barge": 9.0}
    found = query_of(text, "ru", None, rarity=lambda term: 5.0 if term in rare else float(len(term)))
    assert len(found.words) == 4
    assert [w for w in text.split() if w in found.words] == list(found.words)
    assert (found.since, found.until) == (None, None)


@pytest.mark.parametrize(("text", "language"), [("", "ru"), ("…", None), ("5", "uk"), ("он", "ru")])
def test_a_claim_without_telling_words_asks_for_nothing(text: str, language: str | None) -> None:
    assert query_of(text, language, None).words == ()
