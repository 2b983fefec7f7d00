"""Every reader of outside input, as benchmarks.fuzz feeds it: a function of bytes, and sound examples of what
it reads. All texts are invented; nothing here opens a connection.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from verify.corroborate.analysis import analyse
from verify.corroborate.providers import addresses, dates, robots
from verify.corroborate.providers.factcheck import FactCheck
from verify.corroborate.providers.feeds import read_feed
from verify.corroborate.providers.gdelt import Gdelt
from verify.corroborate.providers.results import Query
from verify.corroborate.providers.searxng import Searxng
from verify.desk import archiving, checking, editing, evidence, gold, transferring
from verify.desk.reading import Asked
from verify.engines import answers
from verify.fetch import Limits, facts
from verify.fetch.encoding import decode
from verify.fetch.http import asked_to_wait
from verify.fetch.inflate import inflate
from verify.fetch.inputs import Fields, Record, files, items, read_record
from verify.fetch.page import page_text
from verify.fetch.posts import post_at, read_post
from verify.fetch.safety import http_address
from verify.model import Metadata
from verify.store import Store, open_store

LARGEST = 300_000
"""Bytes of an input: some times what a news page has. Larger ones are refused by size, which tests hold."""

LIMITS = Limits(decoded=2_000_000)


@dataclass(frozen=True, slots=True)
class Parser:
    """run: reads one input. json: the examples are JSON, and are bent by their structure too."""

    name: str
    run: Callable[[bytes], object]
    examples: tuple[bytes, ...]
    json: bool = False


SENTENCE = "Порт Лиманск закрыли до весны, сообщил Reuters начальник порта Олег Ветров 12 марта 2026 года. "
PAGE = f"""<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>Порт закрыт - Гавань</title>
<meta property="og:title" content="Порт закрыт">
<meta property="article:published_time" content="2026-03-12T09:30:00+03:00">
<link rel="canonical" href="https://gavan.example/news/1"><base href="/news/">
<script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle", "headline": "Порт закрыт",
"datePublished": "2026-03-12", "author": [{{"name": "Анна Коваль"}}], "publisher": {{"name": "Гавань"}}}}]}}
</script>
</head>
<body><nav><a href="/">Главная</a></nav><article><h1>Порт закрыт</h1><p class="lead">{SENTENCE}</p>
<table><tr><td><p>{SENTENCE * 3}</p></td></tr></table>
<p>Об этом <a href="https://www.reuters.com/x">пишет</a> агентство.
</p><figure><figcaption>Фото: порт</figcaption></figure><ul><li>{SENTENCE}</li></ul></article>
<footer>12+</footer></body></html>"""
POST = f"""<html><body><div class="tgme_widget_message js-widget_message" data-post="limansk_port/7">
<a class="tgme_widget_message_owner_name" href="https://t.me/limansk_port"><span>Порт</span></a>
<div class="tgme_widget_message_text js-message_text">{SENTENCE}<br/><a href="https://a.example/">a</a></div>
<a class="tgme_widget_message_date" href="https://t.me/limansk_port/7">
<time datetime="2026-03-12T21:15:00+00:00"></time></a>
</div></body></html>"""
RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"
xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Гавань</title><link>https://gavan.example/</link>
<item><title>Порт &amp;amp; мост</title><link>/news/1</link>
<pubDate>Wed, 26 Nov 2025 09:30:00 +0300</pubDate>
<description>&lt;p&gt;{SENTENCE}&lt;/p&gt;</description></item>
<item><guid>https://gavan.example/2</guid><content:encoded><![CDATA[<p>Паром</p>]]></content:encoded></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Гавань</title>
<entry><title type="html">Порт</title>
<link rel="alternate" href="https://gavan.example/3"/><updated>2026-03-12T09:30:00Z</updated>
<summary>Паром</summary></entry></feed>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://gavan.example/1</loc><lastmod>2026-03-12</lastmod><news:news><news:title>Порт</news:title>
<news:publication_date>2026-03-12T09:30+03:00</news:publication_date></news:news></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap>
<loc>https://gavan.example/s.xml.gz</loc>
<lastmod>2026-03-12</lastmod></sitemap></sitemapindex>"""
ROBOTS = """User-agent: *\nDisallow: /*?print=$\nAllow: /news/*.html\nCrawl-delay: 2.5
Sitemap: https://gavan.example/s.xml
User-agent: verify\nDisallow: /private/*/x\nRequest-rate: 1/10s 1300-1500\nVisit-time: 0100-0500"""
ANSWER = """<think>hm</think>```json\n{"claims":
[{"parts": ["Порт закрыли до весны"], "mode": "indirect", "chain":
[{"kind": "outlet", "names": ["Reuters"]}, {"kind": "person", "names": ["Олег Ветров"]}]}]}\n```"""
GOLD = {
    "id": "ru-01",
    "claims": [
        {"parts": ["Порт Лиманск закрыли до весны"], "chain": [{"kind": "outlet", "names": ["Reuters"]}],
         "also": [[{"kind": "person", "names": ["Олег Ветров"]}]]},
    ],
}  # fmt: skip
SERVICES = (
    {"articles": [{"url": "https://a.example/1", "title": "Порт", "seendate": "20251126T093000Z",
                   "domain": "a.example"}]},
    {"results": [{"url": "https://a.example/2", "title": "Порт", "content": "закрыт",
                  "publishedDate": "2025-11-26"}]},
    {"claims": [{"text": "Порт", "claimant": "Мэр", "claimDate": "2025-11-26T00:00:00Z",
                 "claimReview": [{"publisher": {"name": "Ф", "site": "f.example"},
                                  "url": "https://f.example/", "textualRating": "Ложь",
                                  "reviewDate": "2025-11-26", "languageCode": "ru"}]}]},
)  # fmt: skip
LINE = {
    "url": "https://gavan.example/1", "text": SENTENCE * 3, "title": "Порт", "date": "2025-11-26T09:00:00Z",
    "lang": "ru", "authors": ["Анна"], "publisher": "Гавань",
}  # fmt: skip
ADDRESSES = (
    "https://gavan.example/news/1?utm_source=x&id=7#c", "http://[::1]:80/", "HTTPS://Порт.Example:8443/а%20б",
    "https://t.me/s/limansk_port/7", "https://bsky.app/profile/a.example/post/3k",
    "http://127.0.0.1.nip.example/",
    "https://user:pass@gavan.example/", "//gavan.example/x", "http://2130706433/",
    "https://gavan.example:99999/",
)  # fmt: skip
MOMENTS = ("2026-03-12T09:30:00+03:00", "Wed, 26 Nov 2025 09:30:00 +0300", "20251126T093000Z",
           "12 марта 2026", "26.11.2025, 14:05", "2 дні тому", "March 12, 2026", "вчера в 12:30",
           "99999-99-99T99:99:99Z")  # fmt: skip
WORDS = (SENTENCE, "В марте 2026 года, 12-го, на 3,5 млн. 7 из 10; 1 000 000,5 тонн; вдвое; до 14 ноября.",
         "On 12 March, two dozen of 1,200.5 boats (3.5%) left; nearly half by Tuesday.")  # fmt: skip
HOPS = ("outlet:Reuters + AFP", "anonymous:", "person: Олег Ветров", "document:Указ № 7 + отчёт")


def said(*texts: str) -> tuple[bytes, ...]:
    return tuple(text.encode() for text in texts)


def dumped(*values: object) -> tuple[bytes, ...]:
    return tuple(json.dumps(value, ensure_ascii=False).encode() for value in values)


def text_of(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def warc(packed: bool) -> bytes:
    """One answer of a server, as a crawler keeps it."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed, warc_version="1.1")
    for number, (encoding, body) in enumerate(
        (("identity", PAGE.encode()), ("gzip", gzip.compress(PAGE.encode())))
    ):
        heads = StatusAndHeaders(
            "200 OK",
            [("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", encoding)],
            protocol="HTTP/1.1",
        )
        writer.write_record(
            writer.create_warc_record(
                f"https://gavan.example/{number}", "response", payload=io.BytesIO(body), http_headers=heads
            )
        )
    return out.getvalue()


def columns() -> bytes:
    """Two rows as Parquet."""
    import pyarrow
    from pyarrow import parquet

    out = io.BytesIO()
    parquet.write_table(pyarrow.table({"url": ["https://a.example/1", None], "text": [SENTENCE, PAGE]}), out)
    return out.getvalue()


def read_file(folder: Path, ending: str) -> Callable[[bytes], object]:
    """Reads it as a file of `verify bulk`, every record to its article."""
    path = folder / f"input{ending}"

    def run(data: bytes) -> object:
        path.write_bytes(data)
        for file in files([str(path)]):
            for item in items(file, Fields(), LIMITS):
                if isinstance(item, Record):
                    with_reason(lambda item=item: read_record(item, LIMITS))  # type: ignore[misc]
        return None

    return run


def with_reason(act: Callable[[], object]) -> None:
    """A record that cannot be read is put aside with its reason; the file is read on."""
    from verify.errors import InputError

    try:
        act()
    except InputError:
        return


class Service:
    """A service that has answered already."""

    def __init__(self, data: bytes) -> None:
        from verify.corroborate.providers.service import _json
        from verify.errors import FetchError

        try:
            self.answer = _json(text_of(data))
        except (ValueError, RecursionError) as error:  # as Service.ask takes them
            raise FetchError("no JSON") from error

    def ask(self, _: Any) -> Any:
        return self.answer


def providers(data: bytes) -> None:
    service, query = Service(data), Query(("порт", "57"), (("port",),), "ru")
    for provider in (Gdelt(service), Searxng(service, ""), FactCheck(service)):  # type: ignore[arg-type]
        provider.search(query)


def address(data: bytes) -> None:
    url = text_of(data)
    for act in (http_address, post_at, addresses.canonical, addresses.plain, addresses.host_of):
        with_reason(lambda act=act: act(url))  # type: ignore[misc]
    with_reason(lambda: robots.parsed(ROBOTS.encode()).refusal(url))


def moment(data: bytes) -> None:
    import httpx

    words = text_of(data)
    dates.moment(words)
    facts.day(words)
    facts._in_words(words)
    asked_to_wait(httpx.Headers({b"retry-after": words.encode()[:1000].replace(b"\n", b" ")}))


def annotated(folder: Path) -> Callable[[bytes], object]:
    for name in ("docs", "gold"):
        (folder / name).mkdir()
    (folder / "docs" / "ru-01.txt").write_text(SENTENCE, encoding="utf-8")

    def run(data: bytes) -> object:
        (folder / "gold" / "ru-01.json").write_bytes(data)
        return gold.load(folder)

    return run


def resealed(data: bytes) -> bytes:
    """An export with its last line made anew: what was bent gets past the seal."""
    rows = [line for line in data.split(b"\n")[:-1] if not line.startswith(b'{"end"')]
    body = b"".join(row + b"\n" for row in rows)
    end: dict[str, Any] = {"rows": len(rows) - 1, "sha256": hashlib.sha256(body).hexdigest()}
    for row in rows:
        if row.startswith(b'{"table": "events"') and (found := _hash(row)):
            end |= {"events": found[0], "head": found[1]}
    return body + json.dumps({"end": end}).encode() + b"\n"


def _hash(row: bytes) -> tuple[Any, Any] | None:
    try:
        event = json.loads(row)["row"]
        return event["seq"], event["hash"]
    except (ValueError, TypeError, KeyError):
        return None


class Databases:
    """A database that holds a little, and fresh ones to read files into."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        text = folder / "a.txt"
        text.write_text("Порт закрыт\n\n" + SENTENCE * 3, encoding="utf-8")
        with open_store(folder / "full.db") as store:
            list(checking.check_sources(store, [str(text)], Asked(Metadata(publisher="Гавань")), by="anna"))
            claim = store.claims().items[0].number
            evidence.link(store, claim, evidence.NewLink("https://gov.example/order"), offline(), by="anna")
            self.exports = tuple("".join(transferring.lines(store, a)).encode() for a in ([1], None))
            self.warcs = tuple(self._evidence(store, f"kept.warc{end}") for end in ("", ".gz"))
        open_store(folder / "empty.db").close()

    def _evidence(self, store: Store, name: str) -> bytes:
        return archiving.export(store, ["1"], self.folder / name).path.read_bytes()

    def bring(self, data: bytes) -> None:
        path = self.folder / "in.jsonl"
        path.write_bytes(resealed(data))
        with self._fresh() as store, transferring.read(str(path)) as file:
            transferring.bring(store, file, by="vera")

    def archive(self, data: bytes) -> None:
        path = self.folder / "in.warc"
        path.write_bytes(data)
        with open_store(self.folder / "full.db") as store:
            archiving.bring(store, path, by="vera")

    @contextmanager
    def _fresh(self) -> Iterator[Store]:
        path = self.folder / "fresh.db"
        for each in self.folder.glob("fresh.db*"):
            each.unlink()
        shutil.copyfile(self.folder / "empty.db", path)
        with open_store(path) as store:
            yield store


def offline() -> evidence.Fetching:
    return evidence.fetching(wanted=False)


class Web:
    """The desk, asked in process."""

    def __init__(self, folder: Path) -> None:
        from starlette.testclient import TestClient

        from verify.web.app import create
        from verify.web.settings import Settings

        self.store = open_store(folder / "full.db")
        app = create(self.store, Settings(person="anna"))
        self.client = TestClient(app, base_url="http://localhost", raise_server_exceptions=True)
        page = self.client.get("/check").text
        self.token = page.split('name="token" value="')[1].split('"')[0]
        self.random = random.Random(0)

    def _well(self, answer: Any) -> None:
        if answer.status_code >= 500:
            raise AssertionError(f"{answer.request.method} {answer.request.url.path}: {answer.status_code}")

    def body(self, data: bytes) -> None:
        where = self.random.choice((f"claims/1.1/{self.random.choice(ACTS)}", "articles", "cases", "sources"))
        heads = {"Content-Type": self.random.choice(MEDIA)}
        self._well(self.client.post(f"/api/v1/{where}", content=data, headers=heads))

    def form(self, data: bytes) -> None:
        content = b"token=" + self.token.encode() + b"&" + data
        part = self.random.choice((*ACTS, "link", "accept", "reject"))
        self._well(self.client.post(f"/claims/1.1/{part}", content=content, follow_redirects=False))

    def query(self, data: bytes) -> None:
        where, data = self.random.choice(PATHS), data[:5000]  # nine letters for each byte; a client's most
        self._well(self.client.get(where, params={"q": text_of(data)}))
        self._well(self.client.get(f"{where}?{quote(data, safe='=&+%')}"))

    def heads(self, data: bytes) -> None:
        value = data.replace(b"\r", b"").replace(b"\n", b"")[:4000]
        self._well(self.client.get("/claims/1.1", headers={self.random.choice(SENT).encode(): value}))


ACTS = ("mark", "evidence", "undo", "chain", "split", "join", "drop", "restore", "rate")
MEDIA = ("application/json", "text/plain", "multipart/form-data; boundary=x")
PATHS = ("/claims", "/api/v1/claims", "/log", "/articles", "/sources", "/api/v1/events")
SENT = ("Cookie", "Authorization", "Accept-Language", "Host", "Origin", "Content-Length", "Range")
BODIES = (
    {"status": "confirmed", "note": "Смета.", "evidence": None, "revision": 3},
    {"url": "http://127.0.0.1/x", "stance": "refutes", "note": "n", "quote": "q", "archive_url": None},
    {"hops": [{"kind": "outlet", "names": ["Reuters"]}], "reason": "так"},
    {"parts": ["Порт закрыт"], "claims": ["1.2"], "reason": "так", "revision": 1, "credibility": 2},
    {"text": SENTENCE, "title": "Порт", "publisher": "Гавань", "published": "2026-03-12"},
    {"question": "Кто закрыл порт?", "due": "2026-03-12", "name": "Гавань", "kind": "outlet"},
)
FORMS = said(
    "revision=0&status=confirmed&note=%D1%81&evidence=", "url=http://127.0.0.1/&stance=supports&quote=a&note=b",
    "hops=outlet%3AReuters%0Aperson%3AA&reason=x", "parts=a%0Ab&with=1.2,1.3",
    "article=1&reason=&from=article",
)  # fmt: skip
QUERIES = said("q=порт&status=confirmed", "q=%22a%22+OR+NEAR(b)&sort=updated&limit=5&offset=2",
               "flag=hedged&kind=person&since=2026-01-01",
               "source=Reuters&case=1&assigned=anna&own_voice=true", "at=3&page=2&article=1")  # fmt: skip
HEADS = said(
    "verify_desk=" + "a" * 43 + "; verify_language=uk",
    "Bearer abc",
    "uk;q=0.9, en;q=x, *",
    "localhost:8765",
    "0, 1",
    "bytes=0-",
)


@contextmanager
def parsers() -> Iterator[tuple[Parser, ...]]:
    """All of them, over a folder of their own."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        kept = Databases(_folder(folder, "kept"))
        web = Web(kept.folder)
        with web.client:
            yield (*_pages(), *_files(folder, kept), *_words(folder), *_web(web))
        web.store.close()


def _folder(folder: Path, name: str) -> Path:
    made = folder / name
    made.mkdir()
    return made


def _record(html: bool) -> Callable[[bytes], object]:
    return lambda data: read_record(Record(1, "https://gavan.example/1", data, html), LIMITS)


def _pages() -> Iterator[Parser]:
    post = post_at("https://t.me/limansk_port/7")
    assert post is not None
    at = "https://gavan.example/rss"
    yield Parser(
        "page", _record(html=True), (PAGE.encode(), PAGE.encode("cp1251", "replace"), PAGE.encode("utf-16"))
    )
    yield Parser("page whole", lambda data: page_text(text_of(data), "a"), (PAGE.encode(),))
    yield Parser("text", _record(html=False), (*said(SENTENCE * 5), (SENTENCE * 5).encode("koi8-r")))
    yield Parser("post", lambda data: read_post(text_of(data), post, "a"), said(POST))
    yield Parser("encoding", lambda data: decode(data[8:], [text_of(data[:8])], name="a"),
                 (b"utf-8   " + PAGE.encode(), b"cp1251  " + PAGE.encode("cp1251", "replace")))  # fmt: skip
    yield Parser("feed", lambda data: read_feed(data, None, at), said(RSS, ATOM))
    yield Parser("sitemap", lambda data: read_feed(data, "utf-8", at), said(SITEMAP, INDEX))
    yield Parser(
        "robots.txt",
        lambda data: robots.parsed(data).refusal("https://gavan.example/news/1.html?print="),
        said(ROBOTS),
    )
    yield Parser("packed body", lambda data: inflate(data, "gzip", LIMITS.decoded, "a"),
                 (gzip.compress(PAGE.encode()), gzip.compress(b"\0" * 1_000_000)))  # fmt: skip


def _files(folder: Path, kept: Databases) -> Iterator[Parser]:
    import zstandard

    lines = b"".join(line + b"\n" for line in dumped(LINE, LINE | {"html": PAGE, "text": None}))
    yield Parser("JSON lines", read_file(folder, ".jsonl"), (lines,))
    yield Parser("JSON lines, gzip", read_file(folder, ".jsonl.gz"), (gzip.compress(lines),))
    yield Parser("JSON lines, zstd", read_file(folder, ".jsonl.zst"), (zstandard.compress(lines),))
    yield Parser("a JSON line", read_file(folder, ".jsonl"), dumped(LINE), json=True)
    yield Parser("Parquet", read_file(folder, ".parquet"), (columns(),))
    yield Parser("WARC", read_file(folder, ".warc"), (warc(packed=False),))
    yield Parser("WARC, gzip", read_file(folder, ".warc.gz"), (warc(packed=True),))
    yield Parser("evidence import", kept.archive, kept.warcs)
    yield Parser("import", kept.bring, kept.exports, json=True)


def _words(folder: Path) -> Iterator[Parser]:
    yield Parser("address", address, said(*ADDRESSES))
    yield Parser("moment", moment, said(*MOMENTS))
    yield Parser(
        "dates, numbers in words",
        lambda data: analyse(text_of(data)[:5000], "ru", date(2026, 3, 12)),
        said(*WORDS),
    )
    yield Parser("gold", annotated(_folder(folder, "annotated")), dumped(GOLD), json=True)
    yield Parser("model's answer", lambda data: answers.parsed(text_of(data)), said(ANSWER))
    yield Parser("providers' answers", providers, dumped(*SERVICES), json=True)
    yield Parser("hop", lambda data: editing.hop(text_of(data)), said(*HOPS))


def _web(web: Web) -> Iterator[Parser]:
    yield Parser("body of the interface", web.body, dumped(*BODIES), json=True)
    yield Parser("form", web.form, FORMS)
    yield Parser("query", web.query, QUERIES)
    yield Parser("heads of a request", web.heads, HEADS)
