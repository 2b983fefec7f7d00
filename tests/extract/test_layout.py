"""What of a text is prose and what its head states."""

from __future__ import annotations

from datetime import date

import pytest

from verify.extract import extract
from verify.extract.layout import lay_out, stated_date, stated_publisher
from verify.extract.tokens import paragraph_starts, quotations, sentences, tokenise
from verify.languages import pack
from verify.model import Metadata

TITLE = {
    "ru": "Мост через Суру закрыли до весны",
    "uk": "Міст через Случ закрили до весни",
    "en": "Sula bridge closed until spring",
}
BODY = {
    "ru": "Рабочие нашли трещину в третьей опоре. Движение пустили в обход через Лесное.",
    "uk": "Робітники знайшли тріщину в третій опорі. Рух пустили в об'їзд через Лісне.",
    "en": "Workers found a crack in the third pier. Traffic was sent through Lesnoe.",
}


def prose(language: str, text: str) -> list[str]:
    """The sentences, or what is left of them, that are prose."""
    tokens = tokenise(text, pack(language))
    breaks = paragraph_starts(text, tokens)
    quotations(text, tokens, breaks)
    parts = sentences(text, tokens, breaks, pack(language))
    layout = lay_out(text, tokens, parts, pack(language), pack(language).likely(text))
    return [
        text[tokens[layout.offsets.get(s.number, s.first)].start : tokens[s.last - 1].end]
        for s in parts
        if layout.prose[s.number]
    ]


def article(language: str, line: str) -> str:
    """An invented article with a line between its headline and its body."""
    return f"{TITLE[language]}\n{line}\n{BODY[language]}"


def core(language: str) -> list[str]:
    first, second = BODY[language].split(". ")
    return [f"{first}.", second]


FURNITURE = [
    ("ru", "Фото: трещина в опоре моста (Getty Images)"),
    ("ru", "Фото: Игорь Лапин / Заря"),
    ("ru", "Мост через Суру (фото: Getty Images)"),
    ("ru", "Автор: Анна Коваль"),
    ("ru", "Текст: Анна Коваль"),
    ("ru", "Видео дня"),
    ("ru", "Читайте также: В Лесном рухнула кровля склада"),
    ("ru", "Читайте также: Почему в Лесном рухнула кровля?"),
    ("ru", "Поделиться"),
    ("ru", "Поделиться в Telegram"),
    ("ru", "Подписывайтесь на наш канал в Telegram!"),
    ("ru", "© ООО «Заря», 2024. Все права защищены."),
    ("ru", "При использовании материалов ссылка на сайт обязательна."),
    ("ru", "Мост через Суру закрыли до весны"),
    ("ru", "12:45, 3 мая 2024"),
    ("ru", "3 мая 2024, 12:45"),
    ("ru", "Реклама"),
    ("ru", "Теги: мост, Сура"),
    ("ru", "Источник: Заря"),
    ("ru", "Комментарии (12)"),
    ("uk", "Фото: тріщина в опорі мосту"),
    ("uk", "Автор: Ганна Коваль"),
    ("uk", "Читайте також: У Лісному впав дах складу"),
    ("uk", "Поширити"),
    ("uk", "Субота, 7 листопада 2020, 19:25"),
    ("uk", "7 листопада 2020, 19:25"),
    ("uk", "Усі права захищено."),
    ("uk", "Джерело: Зоря"),
    ("en", "By Ann Dale"),
    ("en", "Photo: Paul Rowe/Getty Images"),
    ("en", "Read more: Roof of a warehouse collapses in Lesnoe"),
    ("en", "Sign up for our newsletter"),
    ("en", "© 2024 The Dawn. All rights reserved."),
    ("en", "May 3, 2024 12:45 p.m."),
    ("en", "Advertisement"),
]


@pytest.mark.parametrize(("language", "line"), FURNITURE)
def test_furniture_is_no_claim(language: str, line: str) -> None:
    text = article(language, line)
    assert prose(language, text) == [TITLE[language], *core(language)]
    assert len(extract(text, Metadata(language=language)).claims) == 3


NEWS = [
    ("ru", "Фото с места событий опубликовал губернатор области."),
    ("ru", "Видео аварии появилось в сети утром."),
    ("ru", "Авторы доклада предупредили о трещине еще летом."),
    ("ru", "Реклама моста обошлась городу в два миллиона рублей."),
    ("ru", "Читайте договор внимательно, предупредили в мэрии."),
    ("ru", "Поделиться данными с полицией мэрия отказалась."),
    ("ru", "Комментарии чиновников изучает прокуратура."),
    ("ru", "Источник утечки газа нашли в подвале школы."),
    ("ru", "Редактор газеты получил два года условно."),
    ("uk", "Фото з місця подій оприлюднив губернатор області."),
    ("uk", "Джерело витоку газу знайшли у підвалі школи."),
    ("uk", "Відео аварії з'явилося в мережі вранці."),
    ("en", "Photos of the crack were published by the governor."),
    ("en", "By Friday the workers had closed two more bridges."),
    ("en", "Share prices of the builder fell by a third."),
]


@pytest.mark.parametrize(("language", "line"), NEWS)
def test_news_with_the_same_words_is_prose(language: str, line: str) -> None:
    text = article(language, line)
    assert prose(language, text) == [TITLE[language], line, *core(language)]
    assert len(extract(text, Metadata(language=language)).claims) == 4


HEADINGS = [
    ("ru", "Причины аварии"),
    ("ru", "Обход через Лесное"),
    ("uk", "Причини аварії"),
    ("ru", "Что дальше:"),
]


@pytest.mark.parametrize(("language", "line"), HEADINGS)
def test_section_headings_are_no_prose(language: str, line: str) -> None:
    assert prose(language, article(language, line)) == [TITLE[language], *core(language)]


DATELINES = [
    ("uk", "КИЇВ. 19 липня. УНН. Мер закрив міст.", "Мер закрив міст.", "УНН"),
    ("ru", "КИЕВ. 19 июля. УНН. Мэр закрыл мост.", "Мэр закрыл мост.", "УНН"),
    ("ru", "12:45 Мэр закрыл мост.", "Мэр закрыл мост.", None),
    ("en", "SULA, May 3 (Reuters) - The mayor closed the bridge.", "The mayor closed the bridge.", "Reuters"),
    ("en", "WASHINGTON (AP) — The mayor closed the bridge.", "The mayor closed the bridge.", "AP"),
]


@pytest.mark.parametrize(("language", "line", "left", "publisher"), DATELINES)
def test_datelines(language: str, line: str, left: str, publisher: str | None) -> None:
    text = article(language, line)
    assert prose(language, text) == [TITLE[language], left, *core(language)]
    assert extract(text, Metadata(language=language)).metadata.publisher == publisher


def test_the_head_of_a_text() -> None:
    text = f"date 2025-11-26 RU\n{TITLE['ru']}\nАвтор: Анна Коваль и Павел Ткач\n{BODY['ru']}"
    found = extract(text).metadata
    assert found == Metadata(
        title=TITLE["ru"],
        language="ru",
        published=date(2025, 11, 26),
        authors=("Анна Коваль", "Павел Ткач"),
    )
    assert prose("ru", text) == [TITLE["ru"], *core("ru")]


def test_what_is_known_wins_over_what_the_text_states() -> None:
    told = Metadata(title="Сура", publisher="Заря", language="ru", published=date(2024, 5, 3))
    text = f"date 2025-11-26 RU\n{TITLE['ru']}\n{BODY['ru']}"
    assert extract(text, told).metadata == told


def test_a_language_that_there_is_no_pack_for_is_not_stated() -> None:
    assert extract(f"date 2025-11-26 XQ\n{TITLE['en']}\n{BODY['en']}").metadata.language == "en"


DATES = [
    ("ru", "3 мая 2024", date(2024, 5, 3)),
    ("ru", "Суббота, 7 ноября 2020, 19:25", date(2020, 11, 7)),
    ("ru", "03.05.2024", date(2024, 5, 3)),
    ("ru", "31 февраля 2024", None),
    ("ru", "в мае 2024", None),
    ("uk", "19 липня 2023", date(2023, 7, 19)),
    ("uk", "1 серпня 2023 року", date(2023, 8, 1)),
    ("en", "May 3, 2024", date(2024, 5, 3)),
    ("en", "3 May 2024", date(2024, 5, 3)),
    ("en", "Sept. 12, 2024", date(2024, 9, 12)),
]


@pytest.mark.parametrize(("language", "words", "expected"), DATES)
def test_dates(language: str, words: str, expected: date | None) -> None:
    assert stated_date(words, pack(language)) == expected


def test_a_date_in_the_news_is_not_the_day_of_publication() -> None:
    line = (
        "Мост через Суру построили 3 мая 1964 года, и с тех пор его ни разу не чинили, "
        "рассказали в мэрии Заречья."
    )
    assert extract(article("ru", line), Metadata(language="ru")).metadata.published is None


OWN_REPORTS = [
    ("ru", "Как ранее сообщал УНН, мост закрыли.", "УНН"),
    ("ru", "Об этом передает корреспондент Укринформа.", "Укринформа"),
    ("ru", "Мэр сообщил, что мост закрыт.", None),
]


@pytest.mark.parametrize(("language", "text", "expected"), OWN_REPORTS)
def test_publisher_that_speaks_of_itself(language: str, text: str, expected: str | None) -> None:
    assert stated_publisher(text, pack(language)) == expected


def test_borrowing_that_the_headline_credits_names_the_publisher() -> None:
    text = (
        "США и Лесное договорились о пошлинах, - Reuters\n"
        "Пошлины снизят с мая. Об этом сообщает РБК-Украина со ссылкой на Reuters."
    )
    found = extract(text, Metadata(language="ru"))
    assert found.metadata.publisher == "РБК-Украина"
    assert [(c.text, [h.names for h in c.chain]) for c in found.claims] == [
        ("США и Лесное договорились о пошлинах", [("Reuters",)]),
        ("Пошлины снизят с мая", [("Reuters",)]),
    ]
