"""Evidence as WARC files: what warcio's own checker says of them, what comes back, and hostile files."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.cli import main as warcio

from tests.loopback import home, server
from verify.desk import archiving, checking, evidence
from verify.desk.evidence import Fetching, NewLink
from verify.desk.reading import Asked
from verify.errors import InputError, Refused
from verify.fetch.http import Network
from verify.model import Metadata, SourceState, bytes_sha256
from verify.report import contract
from verify.store import Store, open_store

__all__ = ["home", "server"]

QUOTE = "ремонт обойдётся в сорок миллионов крон"
TEXT = f"Совет округа собрался во вторник. Глава сказала, что {QUOTE}. Деньги найдены.\n".encode()
PACKED = gzip.compress(TEXT, mtime=0)
PATH = "/%D0%BE%D1%82%D1%87%D1%91%D1%82"
PLAIN = "text/plain; charset=utf-8"


@pytest.fixture
def store(
    tmp_path: Path,
    database: str,
    toy_engine: Any,
    monkeypatch: pytest.MonkeyPatch,
    server: Any,
    home: Callable[..., Network],
) -> Iterator[Store]:
    """Claim 1.2 with a link whose page was packed by the server, then changed."""
    monkeypatch.delenv(evidence.OFFLINE, raising=False)
    network = home()
    monkeypatch.setattr("verify.fetch.http.Network", lambda: network)
    (tmp_path / "a.txt").write_text("Мост закроют.\nРемонт стоит 40 миллионов.\n", encoding="utf-8")
    url = server.url("/отчёт?n=1", host="zarechye.example")
    server.page(
        "/%D0%BE%D1%82%D1%87%D1%91%D1%82", PACKED, Content_Type=PLAIN, Content_Encoding="gzip", X_A="é"
    )
    with open_store(database) as opened:
        list(checking.check_sources(opened, [str(tmp_path / "a.txt")], Asked(), by="anna"))
        new = NewLink(url, quote=QUOTE, archive_url="https://archive.example/7")
        evidence.link(opened, "1.2", new, Fetching(), by="anna")
        server.page(
            "/%D0%BE%D1%82%D1%87%D1%91%D1%82",
            TEXT.replace("вторник".encode(), "среду".encode()),
            Content_Type=PLAIN,
        )
        list(evidence.check(opened, evidence.wanted(["1.2"]), Fetching(), by="boris", pause=0.0))
        yield opened


def other(store: Store, path: str) -> Store:
    """A database with the same article and nothing linked."""
    (article,) = store.articles().items
    opened = open_store(path)
    list(checking.check_sources(opened, [article.address], Asked(), by="olga"))
    return opened


@pytest.mark.parametrize("name", ["case.warc", "case.warc.gz"])
def test_the_file_is_one_that_warcio_finds_sound(store: Store, tmp_path: Path, name: str) -> None:
    done = archiving.export(store, ["1"], tmp_path / name)
    assert (done.links, done.pages) == (1, 3)
    with pytest.raises(SystemExit) as ended:
        warcio(["check", "-v", str(done.path)])
    assert ended.value.code == 0
    with done.path.open("rb") as file:
        records = [
            (r.rec_type, r.rec_headers, r.http_headers, r.raw_stream.read()) for r in ArchiveIterator(file)
        ]
    assert [kind for kind, *_ in records] == [
        "warcinfo",
        "resource",
        "response",
        "response",
        "metadata",
        "metadata",
    ]
    _, heads, http, payload = records[2]
    assert payload == PACKED
    assert heads.get_header("WARC-Target-URI").endswith(f"{PATH}?n=1")
    assert (http.get_statuscode(), http.get_header("content-encoding")) == ("200", "gzip")
    assert heads.protocol == "WARC/1.1"
    assert sorted(p.name for p in tmp_path.iterdir() if p.suffix == ".part") == []


def test_readers_get_the_page_unpacked(store: Store, tmp_path: Path) -> None:
    done = archiving.export(store, ["1.2"], tmp_path / "case.warc.gz")
    with done.path.open("rb") as file:
        pages = [r.content_stream().read() for r in ArchiveIterator(file) if r.rec_type == "response"]
    assert pages[0] == TEXT


def test_what_exists_is_not_overwritten(store: Store, tmp_path: Path) -> None:
    (tmp_path / "case.warc").write_bytes(b"mine")
    with pytest.raises(Refused, match="exists: give another name"):
        archiving.export(store, ["1"], tmp_path / "case.warc")
    assert (tmp_path / "case.warc").read_bytes() == b"mine"
    with pytest.raises(InputError, match="No such file or directory"):
        archiving.export(store, ["1"], tmp_path / "nowhere" / "case.warc")


def test_a_round_trip_into_another_database(store: Store, tmp_path: Path, fresh: Callable[[], str]) -> None:
    done = archiving.export(store, [], tmp_path / "case.warc.gz")
    with other(store, fresh()) as theirs:
        brought = archiving.bring(theirs, done.path, by="olga")
        assert (brought.links, brought.looks, brought.known, brought.left) == (1, 2, 0, ())
        (one,), (two,) = (evidence.every(s, evidence.wanted(["1.2"])) for s in (store, theirs))
        assert two == one
        assert theirs.looks.of(two.uid) == store.looks.of(one.uid)
        assert theirs.looks.kept(two.uid) == store.looks.kept(one.uid)
        assert theirs.snapshot_bytes(bytes_sha256(PACKED)) == PACKED
        event = theirs.history("1.2")[-1]
        assert (event.action, event.actor, event.reason) == ("claim.link", "olga", "from case.warc.gz")
        assert two.state_at_source is SourceState.CHANGED
        assert theirs.check().ok
        again = archiving.bring(theirs, done.path, by="olga")
        assert (again.links, again.looks, again.known) == (0, 0, 1)


def test_another_machine_proves_it_without_the_article(
    store: Store, tmp_path: Path, fresh: Callable[[], str]
) -> None:
    """A database that never had the article makes it anew, both versions of it, with the links it had."""
    (article,) = store.articles().items
    Path(article.address).write_text(
        "Мост закроют.\nРемонт стоит 40 миллионов.\nСрок назовут.\n", encoding="utf-8"
    )
    given = Asked(metadata=Metadata(title="Мост", publisher="Вестник", published=date(2025, 11, 3)))
    list(checking.check_sources(store, [article.address], given, by="anna"))
    done = archiving.export(store, [], tmp_path / "case.warc")
    Path(article.address).unlink()
    with open_store(fresh()) as theirs:
        brought = archiving.bring(theirs, done.path, by="olga")
        assert (brought.articles, brought.links, brought.looks, brought.left) == (1, 1, 2, ())
        mine, made = (each.articles().items[0] for each in (store, theirs))
        assert (made.address, made.text_sha256, made.metadata) == (
            mine.address,
            mine.text_sha256,
            mine.metadata,
        )
        hashes = [[kept.sha256 for _, kept in s.looks.snapshots("1")] for s in (store, theirs)]
        assert hashes[0] == hashes[1]
        assert len(hashes[0]) == 2
        (one,), (two,) = (evidence.every(s, evidence.wanted(["1.2"])) for s in (store, theirs))
        assert (two.uid, two.url, two.quote) == (one.uid, one.url, one.quote)
        assert theirs.check().ok
        again = archiving.bring(theirs, done.path, by="olga")
        assert (again.articles, again.links, again.known) == (0, 0, 1)


def test_an_article_that_was_removed_here_stays_removed(
    store: Store, tmp_path: Path, fresh: Callable[[], str]
) -> None:
    done = archiving.export(store, [], tmp_path / "case.warc")
    with other(store, fresh()) as theirs:
        theirs.remove_article(1, by="olga", reason="not ours")
        brought = archiving.bring(theirs, done.path, by="olga")
        assert (brought.articles, brought.links) == (0, 0)
        assert "check that article first" in brought.left[0]
        assert theirs.articles().items == ()


def test_what_a_file_says_of_an_article_must_be_whole(
    store: Store, tmp_path: Path, fresh: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shape = contract.metadata
    monkeypatch.setattr(contract, "metadata", lambda given: {**shape(given), "published": "soon"})
    done = archiving.export(store, [], tmp_path / "case.warc")
    with open_store(fresh()) as theirs:
        with pytest.raises(InputError, match="says of an article is not whole"):
            archiving.bring(theirs, done.path, by="olga")
        assert theirs.articles().items == ()


def damaged(data: bytes) -> Iterator[tuple[str, bytes]]:
    yield "no length", data.replace(b"Content-Length", b"Content-Lenght")
    yield "cut", data[: len(data) * 2 // 3]
    yield "one byte", data.replace(PACKED, PACKED[:-9] + b"\x00" + PACKED[-8:])
    yield "another hash", data.replace(bytes_sha256(PACKED).encode(), b"0" * 64)
    yield (
        "no digests",
        data.replace(b"WARC-Payload-Digest", b"WARC-Other-Digest_1").replace(
            b"WARC-Block-Digest", b"WARC-Other-Dig_st"
        ),
    )
    yield "a digest of no kind", data.replace(b"WARC-Payload-Digest: sha", b"WARC-Payload-Digest: :sha")
    yield "a longer record", data.replace(b"Content-Length: 1", b"Content-Length: 91", 2)
    yield "a letter", b"Dear colleague, here is the file.\n" * 20
    yield "nothing", b""


def test_damaged_files_add_nothing(store: Store, tmp_path: Path, fresh: Callable[[], str]) -> None:
    data = archiving.export(store, [], tmp_path / "case.warc").path.read_bytes()
    with other(store, fresh()) as theirs:
        for what, spoilt in damaged(data):
            assert spoilt != data, what
            for name, body in (("x.warc", spoilt), ("x.warc.gz", gzip.compress(spoilt))):
                (tmp_path / name).write_bytes(body)
                with pytest.raises(InputError, match=r"x\.warc"):
                    archiving.bring(theirs, tmp_path / name, by="olga")
        packed = gzip.compress(data)
        (tmp_path / "x.warc.gz").write_bytes(packed[: len(packed) // 2])
        with pytest.raises(InputError, match=r"cut off|damaged|no sound"):
            archiving.bring(theirs, tmp_path / "x.warc.gz", by="olga")
        assert evidence.every(theirs, evidence.wanted([])) == ()


def test_a_bomb_is_not_unpacked(store: Store, tmp_path: Path) -> None:
    bomb = gzip.compress(b"WARC/1.1\r\n" + b"a" * 300_000_000, 9)
    (tmp_path / "bomb.warc.gz").write_bytes(bomb)
    with pytest.raises(InputError, match="unpacks to more than any archive"):
        archiving.bring(store, tmp_path / "bomb.warc.gz", by="olga")


def test_a_page_whose_packing_is_a_bomb_is_refused(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = archiving.export(store, [], tmp_path / "case.warc")
    monkeypatch.setattr(archiving, "Limits", lambda: type("Small", (), {"decoded": 50})())
    with pytest.raises(InputError, match=r"is not whole .*larger than"):
        archiving.bring(store, done.path, by="olga")
