from __future__ import annotations

import gzip
import io
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from verify.errors import FetchError, InputError, NotAnArticle, UnsafeAddress
from verify.fetch import Limits, ReadOptions, read
from verify.model.article import Metadata
from verify.model.snapshot import bytes_sha256

LOCAL = ReadOptions(allow_loopback=True)

PAGE = """<!DOCTYPE html><html lang="ru"><head><meta charset="windows-1251">
<title>Порт Салинска закрыли на сутки | Вестник Салинска</title>
<meta property="og:site_name" content="Вестник Салинска">
<meta property="article:published_time" content="2026-03-11T18:30:00+02:00"></head><body>
<header><nav><ul><li><a href="/">Главная</a></li><li><a href="/sport">Спорт</a></li></ul></nav></header>
<div class="adv">Реклама: лодочные моторы со скидкой тридцать процентов, только до пятницы!</div>
<main><article><h1>Порт Салинска закрыли на сутки</h1>
<figure><img src="p.jpg"><figcaption>Фото: причал в Салинске (архив порта)</figcaption></figure>
<p>Порт Салинска закрыли на сутки из-за шторма, <a href="/docs/17">сообщила</a> администрация порта.</p>
<p>«Мы не выпустим ни одно судно, пока ветер не стихнет», - сказал начальник порта Олег Марин.</p>
<div class="adv">Реклама: пледы из шерсти салинских овец. Тёплые.</div>
<p>По данным метеослужбы, порывы достигают 28 метров в секунду.</p></article>
<aside><h3>Популярное</h3><ul><li><a href="/a">Цены на рыбу выросли вдвое</a></li></ul></aside></main>
<footer>© 2026 Вестник Салинска. Все права защищены.</footer></body></html>"""
TEXT = """Порт Салинска закрыли на сутки

Порт Салинска закрыли на сутки из-за шторма, сообщила администрация порта.

«Мы не выпустим ни одно судно, пока ветер не стихнет», - сказал начальник порта Олег Марин.

По данным метеослужбы, порывы достигают 28 метров в секунду."""


# pages


def test_a_page_from_its_address(server: Any) -> None:
    url = server.page("/port", PAGE.encode("windows-1251"))
    reading = read(url, LOCAL)
    assert reading.text == TEXT
    assert reading.metadata == Metadata(
        title="Порт Салинска закрыли на сутки",
        publisher="Вестник Салинска",
        language="ru",
        published=date(2026, 3, 11),
        url=url,
    )
    assert [(reading.text[k.start : k.end], k.url) for k in reading.links] == [
        ("сообщила", server.url("/docs/17"))
    ]
    assert (reading.address, reading.is_html) == (url, True)
    assert (reading.snapshot.encoding, reading.snapshot.raw) == ("windows-1251", PAGE.encode("windows-1251"))


def test_a_redirect_from_a_page_to_a_private_address_is_refused(server: Any) -> None:
    server.page("/port", PAGE.encode("windows-1251"))
    moved = server.page("/moved", b"", status=302, Location="http://192.168.0.1/port")
    back = server.page("/back", b"", status=302, Location="/port")
    for url in (moved, back):
        with pytest.raises(UnsafeAddress):
            read(url, LOCAL)


@pytest.mark.parametrize("declared", ["utf-8", "koi8-r", "iso-8859-1", "windows-1251", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1251", "koi8-r", "cp866"])
def test_whatever_a_server_declares(server: Any, declared: str, encoding: str) -> None:
    charset = f"; charset={declared}" if declared else ""
    sent = gzip.compress(PAGE.encode(encoding, "xmlcharrefreplace"))
    url = server.page("/port", sent, Content_Type=f"text/html{charset}", Content_Encoding="gzip")
    assert read(url, LOCAL).text == TEXT


def test_plain_text_from_an_address(server: Any) -> None:
    url = server.page("/port.txt", TEXT.encode("koi8-r", "replace"), Content_Type="text/plain")
    reading = read(url, LOCAL)
    assert (reading.text, reading.is_html) == (TEXT.encode("koi8-r", "replace").decode("koi8-r"), False)


def test_a_page_that_is_called_plain_text(server: Any) -> None:
    url = server.page("/port", PAGE.encode(), Content_Type="text/plain; charset=utf-8")
    assert read(url, LOCAL).text == TEXT


@pytest.mark.parametrize("body", [b"%PDF-1.7\n...", b"PK\x03\x04...", bytes(500), b""])
def test_a_page_that_is_none(server: Any, body: bytes) -> None:
    with pytest.raises(InputError, match=r"^http://127\.0\.0\.1.* it is "):
        read(server.page("/port", body), LOCAL)


def test_errors_of_an_address_are_fetch_errors(server: Any) -> None:
    with pytest.raises(FetchError, match="a PDF"):
        read(server.page("/port", b"%PDF-1.7"), LOCAL)
    with pytest.raises(FetchError, match="no such page"):
        read(server.url("/none"), LOCAL)
    with pytest.raises(NotAnArticle):
        read(server.page("/short", b"<html><body><p>x</p></body></html>"), LOCAL)


# files


def test_a_saved_page_keeps_its_real_address(tmp_path: Path) -> None:
    saved = tmp_path / "saved.HTM"
    saved.write_bytes(PAGE.encode("windows-1251"))
    reading = read(str(saved), ReadOptions(address="https://vestnik.example/2026/port"))
    assert (reading.text, reading.address) == (TEXT, "https://vestnik.example/2026/port")
    assert reading.links[0].url == "https://vestnik.example/docs/17"
    assert reading.snapshot.final_address == str(saved.resolve())
    assert reading.snapshot.status is None


def test_a_saved_page_without_an_address_has_its_path(tmp_path: Path) -> None:
    saved = tmp_path / "saved.html"
    saved.write_text(PAGE)
    reading = read(str(saved))
    assert (reading.address, reading.links, reading.metadata.url) == (str(saved.resolve()), (), None)


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("\n", "\r\n"), f"  {TEXT}\n\n\t", "<p>не разметка</p>"])
def test_a_text_is_kept_as_it_is(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(text.encode())
    reading = read(str(file))
    assert (reading.text, reading.is_html, reading.links) == (text, False, ())
    assert (reading.address, reading.metadata) == (str(file.resolve()), Metadata())
    assert (reading.snapshot.raw, reading.snapshot.encoding) == (text.encode(), "utf-8")
    assert reading.snapshot.sha256 == reading.snapshot.decoded_sha256 == bytes_sha256(text.encode())


def test_a_byte_order_mark_is_no_letter_of_the_text(tmp_path: Path) -> None:
    marked, bare = tmp_path / "marked.txt", tmp_path / "bare.txt"
    marked.write_bytes(TEXT.encode("utf-8-sig"))
    bare.write_bytes(TEXT.encode())
    found = read(str(marked))
    assert (found.text, found.snapshot.encoding) == (read(str(bare)).text, "utf-8") == (TEXT, "utf-8")
    assert found.snapshot.raw == TEXT.encode("utf-8-sig")
    inner = tmp_path / "inner.txt"
    inner.write_bytes((TEXT[:10] + "\ufeff" + TEXT[10:]).encode())
    assert read(str(inner)).text == TEXT[:10] + "\ufeff" + TEXT[10:]


def test_nul_becomes_a_replacement_character_one_for_one(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes((TEXT[:10] + "\0" + TEXT[10:]).encode())
    assert read(str(file)).text == TEXT[:10] + "\ufffd" + TEXT[10:]


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-u", "utf-16"])
def test_a_text_in_an_old_encoding(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.txt"
    text = "Порт Салинська зачинили на добу через шторм, повідомляє адміністрація порту."
    file.write_bytes(text.encode(encoding))
    reading = read(str(file))
    assert reading.text == text
    assert reading.snapshot.encoding == {"utf-16": "utf-16-le"}.get(encoding, encoding)


def test_a_file_without_a_telling_name_is_known_by_its_beginning(tmp_path: Path) -> None:
    (tmp_path / "page").write_bytes(
        b"\xef\xbb\xbf<!-- saved -->\n<HTML>" + PAGE.partition("<html")[2].encode()
    )
    (tmp_path / "story.md").write_text(TEXT)
    assert read(str(tmp_path / "page")).is_html
    assert read(str(tmp_path / "story.md")).text == TEXT


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b"\xef\xbb\xbf \r\n\t", "is empty"),
        ("empty.html", b"", "is empty"),
        ("a.txt", b"%PDF-1.4", "a PDF"),
        ("a.html", b"\x89PNG\r\n", "an image"),
        ("a.txt", bytes(100), "a binary file"),
        ("a.txt", b"x" * 5001, "larger than"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(InputError) as error:
        read(str(file), ReadOptions(limits=Limits(decoded=5000)))
    assert str(error.value).startswith(f"{file}: ")
    assert says in str(error.value)


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("/no/such/file.txt", "there is no such file"),
        ("vestnik.example/port", "write https://vestnik.example/port"),
        ("", "An empty name"),
        ("a\0b", "cannot be read"),
        ("/dev/zero", "larger than"),
    ],
)
def test_sources_that_are_none(source: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read(source, ReadOptions(limits=Limits(decoded=5000)))


@pytest.mark.parametrize(
    "source", ["file:///etc/hostname", "ftp://news.example/a", "gopher://x/", "HTTP://a:b@news.example/"]
)
def test_addresses_of_another_kind(source: str) -> None:
    with pytest.raises(UnsafeAddress):
        read(source)


def test_a_real_address_must_be_one(tmp_path: Path) -> None:
    with pytest.raises(UnsafeAddress, match="must begin with http"):
        read(str(tmp_path), ReadOptions(address="vestnik.example"))


# stdin


def test_stdin() -> None:
    data = TEXT.encode()
    reading = read("-", ReadOptions(stdin=io.BytesIO(data)))
    assert (reading.text, reading.address) == (TEXT, f"stdin:{bytes_sha256(data)}")
    assert (reading.is_html, reading.snapshot.raw) == (False, data)


def test_a_page_on_stdin_with_its_address() -> None:
    options = ReadOptions(stdin=io.BytesIO(PAGE.encode()), address="https://vestnik.example/port")
    reading = read("-", options)
    assert (reading.text, reading.address, reading.is_html) == (TEXT, "https://vestnik.example/port", True)


def test_nothing_on_stdin() -> None:
    with pytest.raises(InputError, match="stdin: it is empty"):
        read("-", ReadOptions(stdin=io.BytesIO(b"")))


def test_a_text_is_read_without_loading_what_reads_pages() -> None:
    code = "import sys, io; from verify.fetch import read, ReadOptions;"
    code += "read('-', ReadOptions(stdin=io.BytesIO(b'A ship sailed.')));"
    code += "print([m for m in ('trafilatura', 'lxml', 'httpx', 'charset_normalizer') if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
