from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verify.errors import InputError, NotAnArticle
from verify.fetch.facts import language_of
from verify.fetch.markup import parse
from verify.fetch.page import Article, read_page
from verify.model.article import Metadata

URL = "https://vestnik.example/news/most"
NAV = '<div id="menu"><a href="/">Главная</a> <a href="/sport">Спорт</a> <a href="/city">Город</a></div>'
RU = [
    "Мост через реку Салку открыли в пятницу, сообщила пресс-служба мэрии. Движение началось в полдень.",
    "«Мы ждали этого девять лет», - сказал мэр Лев Дроздов.",
    "По его словам, мост обошёлся в два миллиарда крон. Подрядчик обещал закончить подъезды к июню.",
]
UK = [
    "Міст через річку Салку відкрили у п'ятницу, повідомила пресслужба мерії. Рух почався опівдні.",
    '"Ми чекали цього дев\'ять років", - сказав мер Лев Дроздов.',
    "За його словами, міст коштував два мільярди крон. Під'їзди обіцяють закінчити до червня.",
]
EN = [
    "The Salka bridge opened to traffic on Friday, the mayor's office said. The first cars crossed at noon.",
    '"We have waited nine years for this," mayor Lev Drozdov said.',
    "He put the cost at two billion crowns. The contractor promised to finish the approaches by June.",
]


def page(body: str, head: str = "", lang: str = "ru") -> str:
    return f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'


def article(body: str, head: str = "", address: str | None = URL, lang: str = "ru") -> Article:
    return read_page(page(body, head, lang), address, "p")


def paragraphs(lines: list[str], tag: str = "p") -> str:
    return "".join(f"<{tag}>{line}</{tag}>" for line in lines)


# text


def test_headline_then_paragraphs_a_blank_line_apart() -> None:
    read = article(f"<article><h1>Мост через Салку открыли</h1>{paragraphs(RU)}</article>")
    assert read.text == "\n\n".join(["Мост через Салку открыли", *RU])


@pytest.mark.parametrize(
    ("lines", "title", "lang"), [(UK, "Міст через Салку відкрили", "uk"), (EN, "Salka bridge opens", "en")]
)
def test_a_headline_outside_the_body_comes_first(lines: list[str], title: str, lang: str) -> None:
    head = f'<meta property="og:title" content="{title}">'
    read = article(f"<article>{paragraphs(lines)}</article>", head, lang=lang)
    assert read.text == "\n\n".join([title, *lines])
    assert (read.metadata.title, read.metadata.language) == (title, lang)


SURROUNDINGS = {
    "nav element": "<nav><ul><li><a href='/x'>Лишнее</a></li></ul></nav>",
    "header": "<header><a href='/'>Лишнее</a><a href='/b'>Лишнее</a></header>",
    "footer": "<footer><p>© Лишнее. Все права защищены, длинный хвост.</p></footer>",
    "aside": "<aside><h3>Популярное</h3><p>Лишнее: цены на рыбу выросли вдвое, пишут.</p></aside>",
    "figure": "<figure><img src='1.jpg'><figcaption>Фото: Лишнее (архив)</figcaption></figure>",
    "caption": "<div class='photo'><img src='1.jpg'><p class='photo-caption'>Лишнее. Фото автора</p></div>",
    "picture box": "<div class='news-image'><img src='1.jpg'><span>Лишнее на мосту. Юрий Лис</span></div>",
    "advert": "<div class='adv-block'>Лишнее: шины со скидкой тридцать процентов только до пятницы.</div>",
    "unmarked advert": "<p>Реклама: Лишнее по низким ценам</p>",
    "share": "<div class='share-buttons'><a href='#'>Лишнее</a> <a href='#'>Telegram</a></div>",
    "related": "<div class='related-news'><h3>Лишнее</h3><a href='/1'>Рыбаки нашли якорь.</a></div>",
    "comments": "<div id='comments'><p>Лишнее: наконец-то, я езжу там каждый день и очень рад.</p></div>",
    "script": "<script>var a = 'Лишнее';</script>",
    "form": "<form><p>Лишнее: подпишитесь на наши новости.</p><input></form>",
}


@pytest.mark.parametrize("extra", SURROUNDINGS.values(), ids=SURROUNDINGS.keys())
@pytest.mark.parametrize("where", ["in the article", "beside it"])
def test_what_surrounds_an_article_is_left_out(extra: str, where: str) -> None:
    inner, outer = (extra, "") if where == "in the article" else ("", extra)
    body = (
        f"{NAV}<article><h1>Мост открыли</h1>{paragraphs(RU[:2])}{inner}{paragraphs(RU[2:])}</article>{outer}"
    )
    assert article(body).text == "\n\n".join(["Мост открыли", *RU])


def test_prose_in_a_box_with_a_suspicious_class_stays() -> None:
    body = f"<div class='content promo'><h1>Мост открыли</h1>{paragraphs(RU)}</div>"
    assert article(body).text == "\n\n".join(["Мост открыли", *RU])


def test_an_old_page_laid_out_with_a_table() -> None:
    cell = "<h1>Мост открыли</h1>12 марта 2026<br><br>" + "<br><br>".join(RU)
    menu = "<td><a href='/a'>Город</a><br><a href='/b'>Спорт</a></td>"
    body = f"<table><tr>{menu}<td>{cell}</td><td>Реклама: шины недорого</td></tr></table>"
    assert article(body).text == "\n\n".join(["Мост открыли", "12 марта 2026", *RU])


def test_an_article_of_boxes_without_paragraphs() -> None:
    text = f"<div class='text'>{paragraphs(RU, 'div')}</div>"
    body = f"{NAV}<div class='content'><h1>Мост открыли</h1>{text}</div>"
    assert article(body).text == "\n\n".join(["Мост открыли", *RU])


def test_the_same_paragraph_twice_stays_twice() -> None:
    lines = [*RU, RU[0]]
    assert article(f"<article><h1>Мост открыли</h1>{paragraphs(lines)}</article>").text.count(RU[0]) == 2


def test_a_newsflash_of_two_sentences() -> None:
    others = "<aside><p>Десять способов запечь щуку, которые прислали читатели за неделю.</p></aside>"
    body = f"{NAV}<article><h1>Мост открыли</h1><p>{RU[0]}</p><p>{RU[1]}</p></article>{others}"
    assert article(body).text == "\n\n".join(["Мост открыли", *RU[:2]])


# links


def linked(read: Article) -> list[tuple[str, str]]:
    return [(read.text[k.start : k.end], k.url) for k in read.links]


def test_links_lie_where_their_words_are() -> None:
    first = RU[0].replace("сообщила", "<a href='https://meria.example/1'>сообщила</a>")
    last = RU[2].replace("два миллиарда", "<a href='../doc?a=1'><b>два</b> миллиарда</a>")
    read = article(f"<article><h1>Мост открыли</h1>{paragraphs([first, RU[1], last])}</article>")
    assert read.text == "\n\n".join(["Мост открыли", *RU])
    assert linked(read) == [
        ("сообщила", "https://meria.example/1"),
        ("два миллиарда", "https://vestnik.example/doc?a=1"),
    ]


def test_links_survive_where_only_the_words_were_found() -> None:
    last = RU[2].replace("два миллиарда", "<a href='https://smeta.example/'>два миллиарда</a>")
    cell = f"<h1>Мост открыли</h1><p>{RU[0]}<p>{RU[1]}<p>{last}"
    read = article(f"<table><tr><td><a href='/a'>Город</a></td><td>{cell}</td></tr></table>")
    assert linked(read) == [("два миллиарда", "https://smeta.example/")]


def test_only_web_links_are_links() -> None:
    first = RU[0].replace("сообщила", "<a href='javascript:alert(1)'>сообщила</a>")
    last = (
        RU[2]
        .replace("июню", "<a href='mailto:a@b.example'>июню</a>")
        .replace("мост", "<a href='http://[x'>мост</a>")
    )
    assert (
        linked(article(f"<article><h1>Мост открыли</h1>{paragraphs([first, RU[1], last])}</article>")) == []
    )


# facts

JSON_LD = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite"},
 {"@type": ["NewsArticle"], "headline": "Мост через Салку открыли",
  "datePublished": "2026-03-11T23:30:00+02:00",
  "author": [{"@type": "Person", "name": "Марта Ковтун"}, {"@type": "Person", "name": "Лев Дроздов"}],
  "publisher": {"@type": "Organization", "name": "Вестник Салинска"}}]}</script>"""


def facts(head: str, body: str = "", lang: str = "ru") -> Metadata:
    return article(f"<article>{body}{paragraphs(RU)}</article>", head, lang=lang).metadata


def test_facts_from_the_machine_readable_description() -> None:
    assert facts(JSON_LD + "<link rel='canonical' href='https://vestnik.example/n/1'>") == Metadata(
        title="Мост через Салку открыли",
        publisher="Вестник Салинска",
        language="ru",
        published=date(2026, 3, 11),
        authors=("Марта Ковтун", "Лев Дроздов"),
        url="https://vestnik.example/n/1",
    )


def test_facts_from_meta_elements() -> None:
    head = """<title>Мост через Салку открыли | Вестник Салинска</title><meta property="og:site_name"
    content="Вестник Салинска"><meta property="article:published_time" content="2026-03-12T09:00Z">
    <meta name="author" content="Марта Ковтун">"""
    found = facts(head, lang="ru-RU")
    assert found.title == "Мост через Салку открыли"
    assert (found.publisher, found.published) == ("Вестник Салинска", date(2026, 3, 12))
    assert (found.authors, found.language, found.url) == (("Марта Ковтун",), "ru", URL)


def test_a_page_that_states_nothing() -> None:
    found = read_page(f"<html><body><article>{paragraphs(RU)}</article></body></html>", None, "p").metadata
    assert found == Metadata(language="ru")


@pytest.mark.parametrize(
    ("stated", "code"), [("uk-UA", "uk"), ("ua", "uk"), ("EN_us", "en"), ("", None), ("russian", None)]
)
def test_the_language_code(stated: str, code: str | None) -> None:
    assert language_of(parse(page("x", lang=stated), "p")) == code


def test_the_words_outweigh_a_template_that_says_another_language() -> None:
    assert facts("", lang="en-US").language == "ru"
    assert article(f"<article>{paragraphs(UK)}</article>", lang="ru").metadata.language == "uk"


def test_a_dash_in_a_headline_is_not_the_site() -> None:
    site = '<meta property="og:site_name" content="Вестник">'
    assert (
        facts('<meta property="og:title" content="Мост открыт - Reuters">' + site).title
        == "Мост открыт - Reuters"
    )


def test_the_year_in_a_footer_is_no_date() -> None:
    assert (
        article(
            f"<article>{paragraphs(RU)}</article><footer>© 2019-01-01 Вестник</footer>"
        ).metadata.published
        is None
    )


BROKEN = ["{", "[" * 100_000, '{"@type": "NewsArticle", "author": [[]], "headline": 7}', '"x"']


@pytest.mark.parametrize("broken", BROKEN, ids=["cut", "deep", "odd", "word"])
def test_a_broken_description_hides_nothing_else(broken: str) -> None:
    script = f'<script type="application/ld+json">{broken}</script>'
    found = facts(script + '<meta property="og:title" content="Мост открыт">')
    assert (found.title, found.published) == ("Мост открыт", None)


# no article


def test_a_page_behind_a_wall() -> None:
    head = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>'
    with pytest.raises(NotAnArticle, match=r"^p: only the beginning is shown"):
        article(f"<article><h1>Salka bridge opens</h1>{paragraphs(EN)}</article>", head)
    with pytest.raises(NotAnArticle, match="behind a wall"):
        article(
            f"<article><h1>Мост</h1>{paragraphs(RU)}<p>Оформите подписку, чтобы читать дальше.</p></article>"
        )


EMPTY = [
    "",
    "<div id='root'></div><noscript>Please enable JavaScript to see this page, it needs it.</noscript>",
    "<h1>404</h1><p>Страница не найдена.</p>",
    f"{NAV}<footer>© Вестник</footer>",
]


@pytest.mark.parametrize("body", EMPTY)
def test_a_page_without_an_article(body: str) -> None:
    with pytest.raises(NotAnArticle, match="no article text found"):
        article(body)


def test_a_list_of_headlines() -> None:
    items = "".join(
        f"<div><h3><a href='/{i}'>Новость номер {i} о том, что было утром.</a></h3></div>" for i in range(40)
    )
    with pytest.raises(NotAnArticle, match="list of links"):
        article(items)


# hostile pages


HOSTILE = {
    "deep boxes": "<div>" * 5000 + "<p>Текст на дне.</p>",
    "deep letters": "<b>" * 100_000 + "Текст.",
    "long and deep": "<div class='date'>" * 190 + "12 марта " * 100_000,
    "many elements": "<p>Текст <a href='/x'>тут</a>.</p>" * 30_000,
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_page_too_large_to_read_in_time(body: str) -> None:
    started = time.monotonic()
    with pytest.raises(InputError, match="which no article needs"):
        article(body)
    assert time.monotonic() - started < 3


@pytest.mark.parametrize(
    "source", ["", " ", "<!-- -->", "<", "<<<<>>>>", "\x00", "<html" * 1000, "&#xD800;&#0;"]
)
def test_scraps_are_told_not_crashed_on(source: str) -> None:
    with pytest.raises(InputError, match=r"^p: "):
        read_page(source, None, "p")


def test_markup_in_words_is_words() -> None:
    line = "Инженер показал на табло &lt;script&gt;alert(1)&lt;/script&gt; и {0} %s, сказал он."
    read = article(f"<article><h1>Мост открыли</h1>{paragraphs([*RU, line])}</article>")
    assert read.text.endswith("Инженер показал на табло <script>alert(1)</script> и {0} %s, сказал он.")


@pytest.mark.parametrize(
    "shown",
    [
        "<time datetime='2026-03-12T09:00+02:00'>сегодня</time>",
        "<span itemprop='datePublished' content='2026-03-12'></span>",
        "<div class='article-date'>12.03.2026, 14:20</div>",
        "<time>12/03/2026</time>",
        "<span class='date'>Четверг, 12 марта 2026, 14:20</span>",
        "<span class='news__date'>12 березня 2026 р.</span>",
        "<div class='published'>Published Mar 12, 2026 at 9am</div>",
    ],
)
def test_a_date_shown_on_the_page(shown: str) -> None:
    assert facts("", body=f"<h1>Мост открыли</h1>{shown}").published == date(2026, 3, 12)


def test_a_date_without_its_year_is_none() -> None:
    assert facts("", body="<h1>Мост открыли</h1><div class='date'>12 марта, 14:20</div>").published is None


def test_a_date_in_the_address() -> None:
    address = "https://vestnik.example/2026/03/12/most.html"
    found = article(f"<article>{paragraphs(RU)}</article>", address=address).metadata
    assert found.published == date(2026, 3, 12)


WHOLE = page(
    f"{NAV}<article><h1>Мост открыли</h1><time datetime='2026-03-12'>12 марта</time>{paragraphs(RU)}"
    "<p>Читайте <a href='/doc'>смету <b>моста</b></a> на сайте мэрии.</p></article>",
    JSON_LD,
)


@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_mutilated_page_is_read_or_told(data: st.DataObject) -> None:
    """Cut, doubled and overwritten pages: an article whose links lie inside it, or an error for people."""
    cut = data.draw(st.integers(0, len(WHOLE)))
    length = data.draw(st.integers(0, 200))
    noise = data.draw(st.text(alphabet="<>/&;\"'= \n\0абвhrefp{}[]\ufffd", max_size=30))
    source = WHOLE[:cut] + noise + WHOLE[cut + length :]
    read, told = None, ""
    try:
        read = read_page(source, URL, "p")
    except InputError as error:
        told = str(error)
    if read is None:
        assert told.startswith("p: ")
        return
    assert read.text.strip() == read.text
    assert all(
        0 <= k.start < k.end <= len(read.text) and read.text[k.start : k.end].strip() for k in read.links
    )


LEAD = "На открытие пришли тысячи горожан, пишет «Вестник»."


@pytest.mark.parametrize(
    "top",
    [
        f"<h1>Мост открыли</h1><div class='article__lead'>{LEAD}</div>",
        f"<header><h1>Мост открыли</h1><p class='subtitle'>{LEAD}</p></header>",
        f"<p class='lead'>{LEAD}</p><h1>Мост открыли</h1>",
    ],
)
def test_a_lead_in_its_own_box_stands_between_headline_and_text(top: str) -> None:
    body = f"<div class='article'>{top}<div class='article__text'>{paragraphs(RU)}</div></div>"
    assert article(body).text == "\n\n".join(["Мост открыли", LEAD, *RU])


def test_control_characters_behind_a_box_that_is_taken_out() -> None:
    body = (
        f"<article><h1>Мост открыли</h1><nav>Меню</nav>\x08\x0b<nav>Ещё</nav>\ufffe{paragraphs(RU)}</article>"
    )
    assert article(body).text == "\n\n".join(["Мост открыли", *RU])


def test_a_caption_in_a_paragraph_of_its_own() -> None:
    body = f"<article><h1>Мост открыли</h1><p><em>Фото: Юрий Лис / Вестник</em></p>{paragraphs(RU)}</article>"
    assert article(body).text == "\n\n".join(["Мост открыли", *RU])
