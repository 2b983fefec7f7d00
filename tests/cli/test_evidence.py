"""`verify link` and `verify evidence` as a person types them."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.loopback import server
from verify.model.snapshot import bytes_sha256

if TYPE_CHECKING:
    from conftest import Shell

__all__ = ["server"]

TEXT = "Комиссия осмотрела мост в понедельник. Опоры треснули под третьим пролётом. Мост закрыт.\n".encode()
QUOTE = "Опоры треснули"


@pytest.fixture
def page(server: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.delenv("VERIFY_OFFLINE")
    server.page("/act", TEXT, Content_Type="text/plain; charset=utf-8")
    return server


def test_a_link_with_its_passage_and_archive(checked: Shell, page: Any) -> None:
    url, kept = page.url("/act"), "https://archive.example/act"
    args = ("link", "1.2", url, "--quote", QUOTE, "--archive-url", kept, "--allow-loopback")
    found = checked.json(*args)
    assert (found["claim"], found["problem"], found["quote"]) == ("1.2", None, QUOTE)
    assert (found["snapshot"], found["archive_url"]) == (bytes_sha256(TEXT), kept)
    text = checked.out("evidence", "list")
    assert text.startswith(f"1.2  + supports  {url}\n    kept  20")
    assert f"“{QUOTE}”\n    archived at {kept}\n" in text
    assert f"“{QUOTE}”" in checked.out("show", "1.2")


def test_a_link_without_a_snapshot_is_kept_and_said(checked: Shell, page: Any) -> None:
    done = checked.run("link", "1.2", page.url("/gone"), "--allow-loopback")
    assert "verify: no snapshot was made: " in done.stderr
    assert "there is no such page (404)" in done.stderr
    done = checked.run("link", "1.2", page.url("/act"))
    assert "a loopback address" in done.stderr
    done = checked.run("link", "1.2", page.url("/act"), "--no-fetch")
    assert done.stderr == "verify: no snapshot was made, as you asked\n"
    assert checked.out("evidence", "list", "--unseen").count("+ supports") == 3
    assert len(checked.json("show", "1.2")["evidence"]) == 3


def test_looking_again_tells_what_became_of_it(checked: Shell, page: Any) -> None:
    checked.run("link", "1.2", page.url("/act"), "--quote", QUOTE, "--allow-loopback")
    out = checked.out("evidence", "check", "--allow-loopback", "--fail-on", "gone")
    assert out == f"1.2  the same  {page.url('/act')}\n1 looked at: 1 same\n"
    del page.routes["/act"]
    (found,) = checked.lines("evidence", "check", "1", "--allow-loopback", "--fail-on", "gone", status=1)
    assert (found["at_source"], found["look"]["outcome"], found["look"]["snapshot"]) == ("gone", "gone", None)
    listed = checked.out("evidence", "list", "--at-source", "gone")
    assert "▲ gone" in listed
    link = re.search(r"id ([0-9a-f]{8})", listed)
    assert link is not None
    shown = checked.json("evidence", "show", link[1])
    assert [look["outcome"] for look in shown["looks"]] == [None, "same", "gone"]
    assert shown["looks"][0]["snapshot"]["size"] == len(TEXT)
    assert "▲ gone" in checked.out("show", "1.2")


def test_nothing_to_look_at(checked: Shell, page: Any) -> None:
    assert checked.out("evidence", "check") == "No such evidence.\n"
    assert checked.out("evidence", "list", "1.1") == "No such evidence.\n"
    assert "no link 'ffff0000'" in checked.run("evidence", "show", "ffff0000", status=2).stderr


def test_offline_nothing_is_looked_at(checked: Shell) -> None:
    checked.run("link", "1.2", "https://example.org/act")
    done = checked.run("evidence", "check", status=2)
    assert done.stderr == "verify: VERIFY_OFFLINE is set, so nothing is fetched: unset it to look again.\n"


def test_every_key_is_documented(checked: Shell, page: Any) -> None:
    formats = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    checked.run("link", "1.2", page.url("/act"), "--quote", QUOTE, "--allow-loopback")
    (found,) = checked.json("evidence", "check", "--allow-loopback")
    (row,) = [x for x in formats.splitlines() if x.startswith("| `evidence list`")]
    said = set(re.findall(r"`([a-z_0-9]+)`", row))
    assert set(found) | set(found["look"]) | set(found["look"]["snapshot"]) <= said | {"look"}


def test_what_is_no_warc_file_says_so(checked: Shell) -> None:
    (checked.folder / "packed.gz").write_bytes(gzip.compress("Мост закроют.".encode()))
    for name in ("bridge.txt", "packed.gz"):
        done = checked.run("evidence", "import", name, status=2)
        assert done.stderr == f"verify: {name}: it is no WARC file.\n"


def test_a_wrong_link_is_taken_back_by_its_id(checked: Shell) -> None:
    wrong = checked.json("link", "1.2", "https://example.org/wrong", "--no-fetch")["id"]
    checked.run("mark", "1.2", "confirmed", "--note", "seen", "--evidence", "https://example.org/right")
    found = checked.json("evidence", "remove", wrong[:8], "--reason", "another act")
    assert (found["id"], found["withdrawn"], found["problem"]) == (wrong, True, None)
    assert [e["url"] for e in checked.json("show", "1.2")["evidence"]] == ["https://example.org/right"]
    every = checked.out("evidence", "list", "--all")
    assert f"id {wrong[:8]}  taken back\n" in every
    assert every.count("taken back") == 1
    (left,) = checked.json("evidence", "list")
    done = checked.run("evidence", "remove", left["id"])
    assert f"id {left['id'][:8]}  taken back\n" in done.stdout
    assert done.stderr == (
        "verify: 1.2 is confirmed still, and has no evidence now: mark it anew if it rested on this\n"
    )
    assert "unlink" in checked.out("log", "1.2")
    assert checked.run("evidence", "remove", wrong, status=2).stderr == (
        f"verify: The link {wrong[:8]} was taken back before.\n"
    )
