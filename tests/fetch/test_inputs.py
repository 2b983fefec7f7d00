"""Records of every kind of file, sound and hostile."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path

import fsspec
import pyarrow as pa
import pytest
import zstandard
from pyarrow import parquet

from verify.errors import InputError, NotAnArticle
from verify.fetch import Limits
from verify.fetch.inputs import Broken, Fields, Record, Skipped, files, items, read_record

TEXT = "Порт Лиманск закрыли до весны.\n\nОб этом сообщил начальник порта Олег Ветров."
PAGE = "<html><head><title>Порт закрыт</title></head><body><article><p>{}</p></article></body></html>".format(
    "Порт Лиманск закрыли до весны, сообщил начальник порта Олег Ветров. " * 6
)
SMALL = Limits(decoded=2_000)


def read(path: Path | str, *, after: int = 0, limits: Limits = SMALL, fields: Fields | None = None):
    return [
        item for file in files([str(path)]) for item in items(file, fields or Fields(), limits, after=after)
    ]


def lines(*said: object) -> bytes:
    return b"".join(json.dumps(each, ensure_ascii=False).encode() + b"\n" for each in said)


def test_a_folder_is_read_in_one_order_and_only_what_is_known(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.html", "a.txt", "picture.png", "notes.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(PAGE if name.endswith("html") else TEXT, encoding="utf-8")
    found = read(tmp_path)
    assert [(Path(r.address).relative_to(tmp_path).as_posix(), r.html) for r in found] == [
        ("a.txt", False), ("b/1.html", True), ("b/2.txt", False)
    ]  # fmt: skip
    assert [f.name for f in files([str(tmp_path), str(tmp_path / "a.txt"), str(tmp_path)])] == [
        r.address for r in found
    ]


@pytest.mark.parametrize("packing", ["", ".gz", ".zst"])
def test_json_lines(tmp_path: Path, packing: str) -> None:
    said = lines(
        {"url": "https://liman.example/1", "text": TEXT, "title": "Порт", "date": "2025-11-26T09:00:00Z",
         "lang": "uk-UA", "authors": ["Анна", 7], "domain": "liman.example"},
        {"html": PAGE},
        "no object", {"title": "no text"},
    ) + b"{broken\n" + b"x" * 5_000 + b"\n\n" + lines({"content": TEXT, "text": ""})  # fmt: skip
    packed = {"": said, ".gz": gzip.compress(said), ".zst": zstandard.compress(said)}[packing]
    path = tmp_path / f"news.jsonl{packing}"
    path.write_bytes(packed)
    found = read(path)
    assert [(type(f), f.place) for f in found] == [
        (Record, 1), (Record, 2), (Broken, 3), (Broken, 4), (Broken, 5), (Broken, 6), (Record, 8)
    ]  # fmt: skip
    first, second = found[0], found[1]
    assert (first.address, first.data.decode(), first.html) == ("https://liman.example/1", TEXT, False)
    assert first.metadata.published == date(2025, 11, 26)
    assert (first.metadata.language, first.metadata.authors) == ("uk", ("Анна",))
    assert first.metadata.publisher == "liman.example"
    assert (second.address, second.html) == (f"{path}#2", True)
    assert [f.reason.split(" (")[0] for f in found if isinstance(f, Broken)] == [
        "it is no JSON object", "it has no text", "it is no JSON",
        "it is larger than 0.002 MB, which no article is",
    ]  # fmt: skip
    assert read(path, after=2) == found[2:]
    reading = read_record(first)
    assert (reading.text, reading.metadata.title, reading.snapshot.raw) == (TEXT, "Порт", TEXT.encode())


def test_fields_by_the_names_that_a_person_gives(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(lines({"story": TEXT, "text": "not this", "where": "https://liman.example/1"}))
    (found,) = read(path, fields=Fields.given(["text=story", "address=where"]))
    assert (found.address, found.data.decode()) == ("https://liman.example/1", TEXT)
    for wrong in ("story", "body=story", "text="):
        with pytest.raises(InputError, match="NAME=FIELD"):
            Fields.given([wrong])


def test_parquet_by_rows(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    day = datetime(2025, 11, 26, tzinfo=UTC)
    rows = [
        {"url": f"https://liman.example/{n}", "text": f"{n}. {TEXT}", "date": day, "blob": b"\x00"}
        for n in range(100)
    ]
    parquet.write_table(pa.Table.from_pylist(rows), path, row_group_size=30)
    found = read(path)
    assert [f.place for f in found] == list(range(1, 101))
    assert found[41].data.decode() == f"41. {TEXT}"
    assert found[41].metadata.published == date(2025, 11, 26)
    assert read(path, after=65) == found[65:]
    assert read(path, after=100) == []
    path.write_bytes(path.read_bytes()[:-40])
    (broken,) = read(path)
    assert (type(broken), broken.place) == (Broken, 1)
    assert "no sound Parquet file" in broken.reason


def archive(path: Path, *, packed: bool = True) -> None:
    """As Common Crawl writes its news: requests beside answers, pages unpacked under their old heads."""
    from fastwarc import GzipWriter, WarcRecord, WarcRecordType

    with path.open("wb") as file:
        out = GzipWriter(file) if packed else file
        html = "Content-Type: text/html; charset=utf-8"

        def put(kind: WarcRecordType, address: str, block: bytes) -> None:
            record = WarcRecord()
            record.init_headers(kind)
            record.headers["WARC-Target-URI"] = address
            record.headers["WARC-Date"] = "2025-11-26T09:00:00Z"
            record.is_http = kind is not WarcRecordType.warcinfo
            record.set_bytes_content(block)
            record.write(out)

        def answer(number: int, body: bytes, *heads: str, status: str = "200 OK") -> None:
            head = "\r\n".join(
                [f"HTTP/1.1 {status}", *(heads or ("Content-Type: text/html; charset=utf-8",))]
            )
            put(
                WarcRecordType.response, f"https://liman.example/{number}", head.encode() + b"\r\n\r\n" + body
            )

        put(WarcRecordType.warcinfo, "", b"software: x\r\n")
        put(WarcRecordType.request, "https://liman.example/1", b"GET / HTTP/1.1\r\n\r\n")
        answer(1, PAGE.encode())
        answer(2, PAGE.encode(), html, "Content-Encoding: br")
        answer(3, gzip.compress(PAGE.encode()), html, "Content-Encoding: gzip")
        answer(4, b"\x89PNG", "Content-Type: image/png")
        answer(5, b"gone", status="404 Not Found")
        answer(6, b"%x\r\n%b\r\n0\r\n\r\n" % (len(PAGE.encode()), PAGE.encode()), html,
               "Transfer-Encoding: chunked")  # fmt: skip
        answer(7, b"x" * 50_000)
        answer(8, gzip.compress(b"\0" * 5_000_000), html, "Content-Encoding: gzip")
        if packed:
            out.close()


@pytest.mark.parametrize("packed", [True, False])
def test_warc_as_it_is(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("x.warc.gz" if packed else "x.warc")
    archive(path, packed=packed)
    limits = Limits(decoded=20_000)
    found = read(path, limits=limits)
    assert [type(f) for f in found] == [
        Record, Record, Record, Skipped, Skipped, Record, Broken, Record
    ]  # fmt: skip
    assert [f.reason for f in found[3:5]] == ["it is image/png, no page", "the server answered 404"]
    assert "larger than 0.02 MB" in found[6].reason
    pages = [found[n] for n in (0, 1, 2, 5)]
    assert [p.address for p in pages] == [f"https://liman.example/{n}" for n in (1, 2, 3, 6)]
    assert pages[0].fetched_at == datetime(2025, 11, 26, 9, tzinfo=UTC)
    texts = {read_record(page, limits).text for page in pages}
    assert len(texts) == 1
    assert "Олег Ветров" in texts.pop()
    with pytest.raises(InputError, match=r"larger than 0\.02 MB"):
        read_record(found[7], limits)
    assert read(path, after=5, limits=limits) == found[5:]


def test_a_cut_archive_ends_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    archive(path)
    whole = read(path, limits=Limits(decoded=20_000))
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * 0.6)])
    found = read(path, limits=Limits(decoded=20_000))
    assert found[:-1] == whole[: len(found) - 1]
    assert 1 <= len(found) - 1 < len(whole)
    assert isinstance(found[-1], Broken)
    assert "damaged" in found[-1].reason or "cut off" in found[-1].reason


@pytest.mark.parametrize("packing", ["gz", "zst"])
def test_a_bomb_is_stopped(tmp_path: Path, packing: str) -> None:
    path = tmp_path / f"x.jsonl.{packing}"
    zeros = b"0" * 60_000_000
    path.write_bytes(gzip.compress(zeros) if packing == "gz" else zstandard.compress(zeros))
    found = read(path)
    assert [type(f) for f in found] == [Broken]
    assert "unpacks to more" in found[0].reason


def test_damage_in_the_middle_keeps_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl.gz"
    first, second = gzip.compress(lines({"text": TEXT})), gzip.compress(lines({"text": TEXT}))
    path.write_bytes(first + second[:-12])
    found = read(path)
    assert [type(f) for f in found] == [Record, Broken]
    assert "cut off" in found[1].reason


def test_large_and_empty_files(tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_bytes(b"x" * 3_000)
    (tmp_path / "empty.html").write_bytes(b"")
    empty, large = read(tmp_path)
    assert isinstance(large, Broken)
    assert "larger" in large.reason
    with pytest.raises(InputError, match="empty"):
        read_record(empty)
    with pytest.raises(NotAnArticle):
        read_record(Record(1, "https://liman.example/1", b"<html><body><p>404</p></body></html>", html=True))


def test_addresses_of_fsspec() -> None:
    memory = fsspec.filesystem("memory")
    memory.pipe({"/news/a.jsonl": lines({"text": TEXT}), "/news/b.txt": TEXT.encode(), "/news/c.png": b"x"})
    try:
        found = read("memory://news")
        assert [(f.address, f.data.decode()) for f in found] == [
            ("memory:///news/a.jsonl#1", TEXT), ("memory:///news/b.txt", TEXT)
        ]  # fmt: skip
        assert [f.name for f in files(["memory://news/*.jsonl"])] == ["memory:///news/a.jsonl"]
    finally:
        memory.rm("/news", recursive=True)
    with pytest.raises(InputError, match="cannot be"):
        list(files(["memory://nowhere"]))
    with pytest.raises(InputError, match="cannot be opened"):
        list(files(["nosuch://bucket/x.jsonl"]))


def test_inputs_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        list(files([str(tmp_path / "nowhere")]))
    (tmp_path / "x.docx").write_bytes(b"x")
    with pytest.raises(InputError, match="bulk reads"):
        list(files([str(tmp_path / "x.docx")]))
