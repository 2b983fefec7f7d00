"""Feeds and sitemaps as publishers write them, well and badly."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.corroborate.providers.dates import moment
from verify.corroborate.providers.feeds import Feed, Item, read_feed
from verify.errors import FetchError

AT = "https://news.example/rss.xml"
RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">
<channel><title>Вестник Низовья</title><atom:link href="/rss.xml" rel="self"/><link>https://news.example/</link>
<item><title>Мост закроют &amp;amp; починят</title><link>/news/1</link><guid isPermaLink="false">77</guid>
 <description>&lt;p&gt;Опоры &lt;b&gt;треснули&lt;/b&gt;.&lt;/p&gt;</description>
 <media:content url="https://news.example/1.jpg"/><pubDate>Wed, 26 Nov 2025 09:30:00 +0300</pubDate></item>
<item><title><![CDATA[Паром <i>вышел</i>]]></title><guid>https://news.example/news/2</guid>
 <content:encoded><![CDATA[<p>Паром вышел из порта.</p>]]></content:encoded></item>
<item><title>Без адреса</title></item>
<item><title>Счётчик</title><link>https://clicks.example/3</link>
 <feedburner:origLink>https://news.example/news/3</feedburner:origLink><pubDate>позавчера</pubDate></item>
<item><title>Не туда</title><link>javascript:alert(1)</link></item>
</channel></rss>"""


def feed(text: str, charset: str | None = None, encoding: str = "utf-8") -> Feed:
    return read_feed(text.encode(encoding), charset, AT)


def test_rss() -> None:
    read = feed(RSS.format(encoding="utf-8"))
    assert (read.title, read.problem) == ("Вестник Низовья", None)
    assert read.items == (
        Item("https://news.example/news/1", "Мост закроют & починят", "Опоры треснули .",
             datetime(2025, 11, 26, 6, 30, tzinfo=UTC)),
        Item("https://news.example/news/2", "Паром вышел", "Паром вышел из порта."),
        Item("https://news.example/news/3", "Счётчик"),
    )  # fmt: skip


def test_tags_that_nobody_closed_are_read_in_their_number_not_in_its_square() -> None:
    entry = '<link href="https://news.example/news/1"/></entry></feed>'
    read = feed(f'<feed xmlns="http://www.w3.org/2005/Atom"><entry>{200_000 * "<li "}{entry}')
    assert [item.address for item in read.items] == ["https://news.example/news/1"]


@pytest.mark.parametrize(
    ("declared", "charset", "real"),
    [
        ("windows-1251", None, "windows-1251"),
        ("utf-8", "windows-1251", "windows-1251"),  # both lie, in turn
        ("windows-1251", "utf-8", "utf-8"),
        ("koi8-r", "koi8-r", "koi8-r"),
        ("utf-16", None, "utf-16"),
        ("nonsense", "nonsense", "utf-8"),
    ],
)
def test_whatever_encoding_it_says_it_has(declared: str, charset: str | None, real: str) -> None:
    assert feed(RSS.format(encoding=declared), charset, real) == feed(RSS.format(encoding="utf-8"))


def test_atom() -> None:
    read = feed(
        """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example/">
        <title>Новый край</title>
        <entry xml:base="https://news.example/a/"><title type="html">&lt;b&gt;Катер&lt;/b&gt;</title>
        <link rel="enclosure" href="x.mp3"/><link rel="self" href="self"/><link href="4?x=1&amp;y=2"/>
        <updated>2025-11-26T10:00:00Z</updated><published>2025-11-25T10:00:00+02:00</published>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Катер <i>ушёл</i></div></content>
        </entry></feed>"""
    )
    assert read.title == "Новый край"
    assert read.items == (
        Item(
            "https://news.example/a/4?x=1&y=2", "Катер", "Катер ушёл", datetime(2025, 11, 25, 8, tzinfo=UTC)
        ),
    )


def test_rss_of_the_first_version() -> None:
    read = feed(
        """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Порт</title></channel>
        <item><title>Причал</title><link>https://news.example/5</link><dc:date>2025-11-20</dc:date></item></rdf:RDF>"""
    )
    assert read.items == (Item("https://news.example/5", "Причал", None, datetime(2025, 11, 20, tzinfo=UTC)),)


def test_a_sitemap_of_news() -> None:
    read = feed(
        """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
        <url><loc> https://news.example/6 </loc><lastmod>2025-11-28T01:00:00+00:00</lastmod><news:news>
        <news:publication><news:name>Вестник</news:name><news:language>ru</news:language></news:publication>
        <news:publication_date>2025-11-27T08:00:00+03:00</news:publication_date><news:title>Лодка</news:title>
        </news:news></url><url><loc>https://news.example/7</loc></url></urlset>"""
    )
    assert read.items == (
        Item("https://news.example/6", "Лодка", None, datetime(2025, 11, 27, 5, tzinfo=UTC)),
        Item("https://news.example/7"),
    )


def test_an_index_lists_sitemaps_of_its_own_site_only() -> None:
    read = feed(
        """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <sitemap><loc>https://news.example/1.xml.gz</loc><lastmod>2025-11-01</lastmod></sitemap>
        <sitemap><loc>https://other.example/2.xml</loc></sitemap></sitemapindex>"""
    )
    assert read.sitemaps == (("https://news.example/1.xml.gz", datetime(2025, 11, 1, tzinfo=UTC)),)
    assert read.problem == "it lists sitemaps of other sites, which are left out"


def test_what_stands_before_a_break_is_read_and_the_break_told() -> None:
    whole = RSS.format(encoding="utf-8")
    cut = feed(whole[: whole.index("/news/3</feedb")])
    assert [item.title for item in cut.items] == ["Мост закроют & починят", "Паром вышел"]
    assert cut.problem is not None
    assert cut.problem.startswith("line 12: ")


def test_bare_ampersands_and_control_characters_lose_no_item() -> None:
    read = feed(RSS.format(encoding="utf-8").replace("Счётчик", "Рога & копыта\x0c\x00"))
    assert [item.title for item in read.items][2] == "Рога копыта"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no feed and no sitemap"),
        (b"\xff\xd8\xff\xe0 jpeg", "it is an image"),
        (b'{"items": []}', "no feed and no sitemap"),
        (b"<opml><body/></opml>", "<opml>"),
        (b"just words", "no feed and no sitemap"),
        (b"<rss><channel><item><link>https://news.exam", "nothing in it can be read"),
        (b"<rss>" + b"<a>" * 1000, "Excessive depth"),
        (b"\x00" * 2000, "a binary file"),
    ],
)
def test_what_is_no_feed_is_told(data: bytes, says: str) -> None:
    with pytest.raises(FetchError, match=says) as error:
        read_feed(data, None, AT)
    assert str(error.value).startswith(AT)


def test_a_page_names_its_feed() -> None:
    page = b"""<!-- x --><!DOCTYPE html><head>
    <link rel=alternate type="application/rss+xml" href="/rss?a=1&amp;b=2">
    <link rel="alternate" type="application/atom+xml" title="x" href="atom.xml"></head>"""
    with pytest.raises(FetchError, match=r"its feed is https://news\.example/rss\?a=1&b=2 or .*/atom\.xml"):
        read_feed(page, None, AT)
    with pytest.raises(FetchError, match="give the address of its feed"):
        read_feed(b"<html><body>x", None, AT)


@pytest.mark.parametrize(
    ("stated", "meant"),
    [
        ("Wed, 26 Nov 2025 09:30:00 GMT", datetime(2025, 11, 26, 9, 30, tzinfo=UTC)),
        ("2025-11-26T09:30:00.123456789Z", datetime(2025, 11, 26, 9, 30, 0, 123456, tzinfo=UTC)),
        ("20251126T093000Z", datetime(2025, 11, 26, 9, 30, tzinfo=UTC)),
        ("2025-11-26", datetime(2025, 11, 26, tzinfo=UTC)),
        ("0001-01-01T00:00:00+14:00", None), ("вчера", None), ("", None), (None, None), (5, None),
        ("9" * 5000, None), ("Wed, 99 Nov 2025 09:30:00 GMT", None), ("2025-02-30", None),
    ],
)  # fmt: skip
def test_dates(stated: object, meant: datetime | None) -> None:
    assert moment(stated) == meant


PIECES = st.sampled_from(
    ["<item>", "</item>", "<title>", "</title>", "<link>", "</link>", "<entry>", "</entry>", "<![CDATA[",
     "]]>", "<!--", "-->", "<!DOCTYPE r [", "<!ENTITY a 'b'>", "]>", "&a;", "&#0;", "&#x110000;", "&lt;",
     "<url><loc>", "</loc></url>", "https://[::1/", "https://a.example/", "//b.example:99999/",
     "<?xml encoding='x'?>", "\x00", "<pubDate>", "</pubDate>", "Wed, 26 Nov", "<link href='", "'/>",
     "<channel>", "</channel>", "Мост", " ", "\ud800"]
)  # fmt: skip


@given(
    st.sampled_from(["<rss>", "<feed>", "<urlset>", "<sitemapindex>", "<html>", ""]),
    st.lists(PIECES, max_size=60),
)
@settings(max_examples=300, deadline=None)
def test_any_markup_is_a_feed_or_a_clear_error(root: str, pieces: list[str]) -> None:
    check(read_or_none((root + "".join(pieces)).encode("utf-8", "surrogatepass")))


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_a_feed_or_a_clear_error(data: bytes) -> None:
    check(read_or_none(data))
    check(read_or_none(b"<rss>" + data))


@given(st.integers(0, 3000), st.binary(min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_a_feed_damaged_anywhere(at: int, damage: bytes) -> None:
    data = RSS.format(encoding="utf-8").encode()
    at %= len(data)
    check(read_or_none(data[:at] + damage + data[at + len(damage) :]))


def read_or_none(data: bytes) -> Feed | None:
    try:
        return read_feed(data, None, AT)
    except FetchError as error:
        said = str(error)
    assert said.startswith(AT)
    return None


def check(read: Feed | None) -> None:
    for item in read.items if read else ():
        assert item.address.lower().startswith(("http://", "https://"))
        assert len(item.title or "") <= 1000
        assert item.published is None or item.published.tzinfo is UTC
