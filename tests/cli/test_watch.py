"""`verify watch` and `verify feeds`, as a person and a schedule run them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.loopback import home, server
from verify.fetch.http import Network

if TYPE_CHECKING:
    from conftest import Shell

__all__ = ["home", "server"]

ROOT = Path(__file__).parents[2]
TEXT = "Паром номер {n} вышел из порта. Его ждали до вечера. Команда осталась на берегу.\n"

DRIVER = """
import sys
import verify.fetch.http as http
from verify.fetch.connect import PinnedTransport
home = http.Network(
    resolve=lambda host, port: ["93.184.216.34"],
    transport=lambda addresses, deadline, proxy: PinnedTransport(["127.0.0.1"], deadline),
)
http.Network = lambda: home
from verify.cli import main
main()
"""


def publish(server: Any, *numbers: int, path: str = "/rss", host: str = "news.example") -> str:
    """A feed of these articles; its address."""
    items = ""
    for n in numbers:
        server.page(f"/{n}", TEXT.format(n=n).encode(), Content_Type="text/plain; charset=utf-8")
        items += f"<item><link>{server.url(f'/{n}', host=host)}</link></item>"
    data = f"<rss><channel><title>Вестник\x1b[31m</title>{items}</channel></rss>"
    server.page(path, data.encode(), Content_Type="text/xml")
    return str(server.url(path, host=host))


@pytest.fixture
def outside(shell: Shell, home: Callable[..., Network], monkeypatch: pytest.MonkeyPatch) -> Shell:
    network = home()
    monkeypatch.setattr("verify.fetch.http.Network", lambda: network)
    return shell


def test_a_line_of_watch_is_one_of_check_and_its_feed(outside: Shell, server: Any) -> None:
    feed = publish(server, 1, 2)
    lines = outside.lines("watch", feed, "--once", "--delay", "0")
    assert [(line["feed"], line["result"]) for line in lines] == [(feed, "added"), (feed, "added")]
    assert set(lines[0]) == {"feed", "source", "article", "result", "claims", "engine", "error"}
    assert lines[0]["claims"][0]["text"].startswith("Паром номер 1")
    assert outside.lines("watch", "--once", "--delay", "0") == []  # the feed is known by now
    assert outside.json("watch", "--once", "--delay", "0") == []


def test_watch_for_people(outside: Shell, server: Any) -> None:
    feed = publish(server, 1)
    done = outside.run("watch", feed, "--once", "--delay", "0")
    assert done.stdout.startswith("1  Паром номер 1 вышел")
    assert "added · 1 claim, 1 unverified" in done.stdout.replace("\n", " ")
    assert done.stderr == f"verify: {feed}: 1 new\n"


def test_an_article_in_no_language_of_ours_is_told(outside: Shell, server: Any) -> None:
    feed = publish(server, 1)
    german = (
        "Die Regierung hat am Dienstag beschlossen, die Brücke bis zum Frühjahr zu sperren. Das teilte der "
        "Sprecher des Ministeriums mit. Nach Angaben von Reuters kosten die Arbeiten vierzig Millionen.\n"
    )
    server.page("/1", german.encode(), Content_Type="text/plain; charset=utf-8")
    _, told = outside.run("watch", feed, "--once", "--delay", "0").stderr.splitlines()
    assert "/1: it may be in none of the languages that verify reads (en, pl, ru, uk)" in told


def test_what_fails_is_told_and_the_status_says_so(outside: Shell, server: Any) -> None:
    feed, gone = publish(server, 1, 2), server.url("/gone", host="news.example")
    server.page("/2", b"", status=404)
    done = outside.run("watch", gone, feed, "--once", "--delay", "0", "--format", "jsonl", status=2)
    assert [json.loads(line)["result"] for line in done.stdout.splitlines()] == ["added", "error"]
    assert f"verify: {gone}: there is no such page (404)" in done.stderr
    assert done.stderr.count("/2: there is no such page") == 1
    listed = outside.json("feeds", "list")
    assert [(f["address"], f["items"]["checked"], f["items"]["failed"]) for f in listed] == [
        (gone, 0, 0), (feed, 1, 1),
    ]  # fmt: skip
    assert listed[0]["succeeded_at"] is None
    assert "404" in listed[0]["problem"]


@pytest.mark.sqlite("a file that is not there yet")
def test_no_feeds_where_there_is_no_database(shell: Shell) -> None:
    assert shell.run("feeds", "list", status=2).stderr.startswith("verify: ")


def test_feeds_are_listed_with_what_is_wrong_and_forgotten(outside: Shell, server: Any) -> None:
    feed = publish(server, 1)
    outside.run("watch", feed, "--once", "--delay", "0")
    server.page("/rss", b"<html>", Content_Type="text/html")
    outside.run("watch", "--once", "--delay", "0", status=2)
    shown = outside.out("feeds", "list")
    assert "it is a page, not a feed" in " ".join(shown.split())
    assert "\x1b" not in shown
    assert outside.json("feeds", "forget", feed)["address"] == feed
    assert "No feeds yet" in outside.out("feeds", "list")
    assert "no such feed is watched" in outside.run("feeds", "forget", feed, status=2).stderr


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--every", "soon"], "write 90s, 15m, 2h or 1d"),
        (["--every", "-5m"], "write 90s, 15m, 2h or 1d"),
        (["--every", "nan"], "write 90s, 15m, 2h or 1d"),
        (["--every", "10s"], "once a minute"),
        (["--once"], "No feed is watched yet"),
        (["news.example", "--once"], "must begin with http"),
    ],
)
def test_what_cannot_be_watched_is_told(shell: Shell, args: list[str], says: str) -> None:
    assert says in shell.run("watch", *args, status=2).stderr


class Process:
    """The whole program in a folder of its own, on a network in which every name leads here."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder = folder
        self.env = {
            **os.environ,
            "VERIFY_DATABASE_URL": database,
            "PYTHONPATH": str(ROOT),
            "VERIFY_USER": "anna",
        }

    def start(self, *args: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", DRIVER, *args], cwd=self.folder, env=self.env, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def lines(self, *args: str) -> list[Any]:
        process = self.start(*args, "--format", "jsonl")
        out, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
        return [json.loads(line) for line in out.splitlines()]


def test_killed_in_the_middle_and_run_again(tmp_path: Path, database: str, server: Any) -> None:
    run = Process(tmp_path, database)
    feed = publish(server, *range(1, 13))
    server.routes["/rss"] = (200, {"ETag": '"1"'}, server.routes["/rss"][2])
    working = run.start("watch", feed, "--once", "--delay", "0.1", "--format", "jsonl")
    assert working.stdout is not None
    for _ in range(4):
        assert working.stdout.readline()
    working.kill()
    working.communicate(timeout=30)
    server.routes["/rss"] = (304, {}, b"")
    rest = run.lines("watch", "--once", "--delay", "0")
    assert 1 <= len(rest) <= 8
    sources = [a["address"] for a in run.lines("articles", "list")]
    assert sorted(sources) == sorted({server.url(f"/{n}", host="news.example") for n in range(1, 13)})
    assert run.lines("feeds", "list")[0]["items"] == {"waiting": 0, "checked": 12, "failed": 0, "passed": 0}
    assert run.lines("db", "check")[0]["ok"] is True
    assert run.lines("watch", "--once", "--delay", "0") == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_between_two_rounds(tmp_path: Path, database: str, server: Any, number: int) -> None:
    run = Process(tmp_path, database)
    working = run.start("watch", publish(server, 1), "--every", "1m", "--delay", "0", "--format", "jsonl")
    assert working.stdout is not None
    assert json.loads(working.stdout.readline())["result"] == "added"
    time.sleep(0.3)
    working.send_signal(number)
    out, errors = working.communicate(timeout=30)
    assert (working.returncode, out) == (0, "")
    assert errors.splitlines()[-1].startswith("verify: Stopped; what was read is kept")
    assert "Traceback" not in errors
