"""Where sentences end, what quotation marks enclose, what a word is."""

from __future__ import annotations

import pytest

from verify.extract.clauses import is_statement, segments
from verify.extract.tokens import (
    DEEPEST_QUOTE,
    LONGEST_SENTENCE,
    Quote,
    Token,
    paragraph_starts,
    quotations,
    sentences,
    tokenise,
)
from verify.languages import pack


def read(language: str, text: str) -> tuple[list[Token], list[int], list[Quote]]:
    tokens = tokenise(text, pack(language))
    breaks = paragraph_starts(text, tokens)
    return tokens, breaks, quotations(text, tokens, breaks)


def parted(language: str, text: str) -> list[str]:
    """The sentences' words."""
    tokens, breaks, _ = read(language, text)
    return [
        text[tokens[s.first].start : tokens[s.last - 1].end]
        for s in sentences(text, tokens, breaks, pack(language))
    ]


def quoted(language: str, text: str) -> list[str]:
    """The quotations with their marks; "|" behind those that nothing closes."""
    tokens, _, quotes = read(language, text)
    return [text[tokens[q.first].start : tokens[q.last].end] + "|" * (not q.closed) for q in quotes]


# A "/" parts what must be parted.
SENTENCES = [
    ("ru", "Мост закрыт в 2024 г./Его откроют весной."),
    ("ru", "Мост закрыт в 2024 г. до весны."),
    ("ru", "Ущерб составил 3 млн руб./Об этом пишет газета."),
    ("ru", "Ущерб составил 3 млн. рублей и вырос."),
    ("ru", "Об этом сказал И. В. Лапин./Он уехал."),
    ("ru", "Жители ул. Мира вышли на площадь./Их ждали."),
    ("ru", "По сообщению т. н. штаба, т. е. мэрии, мост цел."),
    ("ru", "Пришли 20 тыс. человек и др. гости."),
    ("ru", "Цена выросла на 3.5 процента./Это много."),
    ("ru", "Сайт zarya.ru закрыт./Он вернется."),
    ("ru", "Мост закрыт.../Его откроют."),
    ("ru", "Мост закрыт… и это надолго."),
    ("uk", "Міст закрили у 2024 р./Його відкриють навесні."),
    ("uk", "Збитки сягнули 3 млн грн./Про це пише газета."),
    ("uk", "Мешканці вул. Шевченка вийшли на площу./Їх чекали."),
    ("uk", "Про це сказав І. В. Лапін./Він поїхав."),
    ("en", "The U.S. official left./He was late."),
    ("en", "Mr. Rowe left at 5 p.m. on Monday./He was late."),
    ("en", "Sen. T. Rowe, of Gov. Dale's party, left./He was late."),
    ("en", "Dale Inc. said it lost $3.5 million./Shares fell."),
    ("en", "It fell to No. 5 in Jan. 2024./It rose again."),
]
TALK = [
    ("ru", "«Мост закрыт, — сказал он. — Его откроют весной»."),
    ("ru", "«Мост закрыт! — сказал он. — Ура»."),
    ("ru", "«Мост закрыт!» — сказал он."),
    ("ru", "«Мост закрыт./Его откроют», — сказал он."),
    ("ru", "Он спросил: «Когда?»/Никто не ответил."),
    ("uk", "«Міст закрито, — сказав він. — Його відкриють навесні»."),
    ("en", "“The bridge is closed,” he said./“It will reopen.”"),
    ("en", "“Is it closed?” she asked./Nobody knew."),
]


@pytest.mark.parametrize(("language", "marked"), SENTENCES + TALK)
def test_sentences(language: str, marked: str) -> None:
    assert parted(language, marked.replace("/", " ")) == marked.split("/")


def test_a_line_is_a_paragraph_and_a_wrapped_line_is_none() -> None:
    text = "Мост закрыт\nЕго откроют весной.\nРабочие нашли трещину\nв третьей опоре."
    assert parted("ru", text) == [
        "Мост закрыт",
        "Его откроют весной.",
        "Рабочие нашли трещину\nв третьей опоре.",
    ]


def test_a_sentence_without_end_is_cut() -> None:
    text = "мост " * (LONGEST_SENTENCE * 2 + 10)
    assert [len(s.split()) for s in parted("ru", text)] == [LONGEST_SENTENCE, LONGEST_SENTENCE, 10]


QUOTES = [
    ("ru", "Он сказал: «Мост закрыт».", ["«Мост закрыт»"]),
    ("ru", 'Он сказал: "Мост закрыт".', ['"Мост закрыт"']),
    ("ru", "Он сказал: „Мост закрыт“.", ["„Мост закрыт“"]),
    ("ru", "Он сказал: “Мост закрыт”.", ["“Мост закрыт”"]),
    ("ru", 'Он сказал: «Мост закрыт".', ['«Мост закрыт"']),
    ("ru", 'Он сказал: "Мост закрыт».', ['"Мост закрыт»']),
    ("ru", "«Завод «Заря» закрыт», — сказал он.", ["«Завод «Заря» закрыт»", "«Заря»"]),
    ("ru", '«Завод "Заря" закрыт», — сказал он.', ['«Завод "Заря" закрыт»', '"Заря"']),
    ("ru", '"Завод "Заря" закрыт", — сказал он.', ['"Завод "Заря" закрыт"', '"Заря"']),
    ("ru", "«Завод „Заря“ закрыт», — сказал он.", ["«Завод „Заря“ закрыт»", "„Заря“"]),
    ("ru", "«Мост закрыт, сказал он.\nДругой абзац.", ["«Мост закрыт, сказал он.|"]),
    ("uk", "П'ять сіл без світла, сказав Лук'ян.", []),
    ("uk", "П’ять сіл без світла, сказав Лук’ян.", []),
    ("en", "Paul O'Neill doesn't like 'the plan' at all.", ["'the plan'"]),
    ("en", "Paul O’Neill doesn’t like ‘the plan’ at all.", ["‘the plan’"]),
    ("en", "“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”", "‘no’"]),
    ("en", "The drivers' union said it's 'a joke'.", ["'a joke'"]),
    ("en", "“First part.\n“Second part,” he said.", ["“First part.|", "“Second part,”"]),
    ("en", '"I won\'t go," he said. "It isn\'t safe."', ['"I won\'t go,"', '"It isn\'t safe."']),
]


@pytest.mark.parametrize(("language", "text", "expected"), QUOTES)
def test_quotations(language: str, text: str, expected: list[str]) -> None:
    assert quoted(language, text) == expected


def test_levels_count_the_marks_around_a_word() -> None:
    tokens, _, _ = read("ru", "Он сказал: «Завод „Заря“ закрыт» вчера.")
    levels = {t.text: t.level for t in tokens if t.word is not None}
    assert levels == {"Он": 0, "сказал": 0, "Завод": 1, "Заря": 2, "закрыт": 1, "вчера": 0}


def test_marks_deeper_than_any_text_are_passed_over() -> None:
    deep = DEEPEST_QUOTE + 5
    tokens, _, quotes = read("ru", "«" * deep + "Мост" + "»" * deep)
    assert len(quotes) == DEEPEST_QUOTE
    assert max(t.level for t in tokens) == DEEPEST_QUOTE


@pytest.mark.parametrize("word", ["п'ять", "п’ять", "пʼять", "O'Neill", "пресс-служба", "Івано-Франківськ"])
def test_words_with_marks_inside_are_one_token(word: str) -> None:
    tokens = tokenise(f"{word} 2", pack("uk"))
    assert [t.text for t in tokens] == [word, "2"]
    assert tokens[0].cap == word[0].isupper()


def test_apostrophes_are_one_word_however_they_are_written() -> None:
    forms = {t.word.lower for t in tokenise("п'ять п’ять пʼять", pack("uk")) if t.word is not None}
    assert forms == {"п'ять"}


STATEMENTS = [
    ("ru", "Завод «Заря» закрыт.", False),
    ("ru", "Газопровод «Северный ветер» закрыт.", False),
    ("ru", "Он назвал это «большой победой».", False),
    ("ru", "«Мост закрыт до весны», — сказал он.", True),
    ("ru", "Он сказал: «Нет».", False),
    ("ru", "Он сказал: «Нет!»", True),
    ("en", "The “Sula” bridge is closed.", False),
    ("en", "“We will go home,” he said.", True),
]


@pytest.mark.parametrize(("language", "text", "expected"), STATEMENTS)
def test_a_quotation_is_a_statement_or_a_name(language: str, text: str, expected: bool) -> None:
    tokens, _, quotes = read(language, text)
    assert [is_statement(tokens, q) for q in quotes] == [expected]


SEGMENTS = [
    ("ru", "По словам мэра, мост закрыт.", [("", "По словам мэра"), (",", "мост закрыт.")]),
    ("ru", "Мост закрыт, — сказал он.", [("", "Мост закрыт"), ("-", "сказал он.")]),
    ("ru", "Цена выросла на 3,5% в 20:45.", [("", "Цена выросла на 3,5% в 20:45.")]),
    ("ru", "Премьер-министр - в порту: ждет.", [("", "Премьер-министр"), ("-", "в порту"), (":", "ждет.")]),
    ("en", "The plan (a draft); he left.", [("", "The plan"), ("(", "a draft"), (";", "he left.")]),
]


@pytest.mark.parametrize(("language", "text", "expected"), SEGMENTS)
def test_segments(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    tokens, _, quotes = read(language, text)
    found = segments(text, tokens, 0, len(tokens), [q for q in quotes if is_statement(tokens, q)])
    assert [(s.before, text[tokens[s.first].start : tokens[s.last - 1].end]) for s in found] == expected


def test_a_statement_in_marks_is_one_segment() -> None:
    text = "Мэр сказал: «Мост закрыт, его откроют весной», и уехал."
    tokens, _, quotes = read("ru", text)
    found = segments(text, tokens, 0, len(tokens), quotes)
    assert [s.quote for s in found] == [False, True, False]
    assert text[tokens[found[1].first].start : tokens[found[1].last - 1].end] == (
        "Мост закрыт, его откроют весной"
    )
