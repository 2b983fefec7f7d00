"""As a process: exit statuses, streams, pipes and the database's place."""

from __future__ import annotations

import json
import os
import shlex
import signal
import sqlite3
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from verify.store.opening import open_database
from verify.store.tables import Event

ROOT = Path(__file__).parents[2]
DOOR = """
import importlib.util, sys
import verify.extract
spec = importlib.util.spec_from_file_location("shared", sys.argv.pop(1))
shared = importlib.util.module_from_spec(spec)
spec.loader.exec_module(shared)
verify.extract.extract = shared.toy_extract
from verify.cli import main
main()
"""
VERIFY = [sys.executable, "-c", DOOR, str(ROOT / "tests" / "conftest.py")]
ARTICLE = "Мост закроют до весны, - сообщает Reuters.\nРемонт моста стоит 40 миллионов.\n"


@pytest.fixture
def env(postgres: str | None) -> dict[str, str]:
    kept = {
        k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "VERIFY_DATABASE_URL")
    }
    if postgres is not None:
        kept["VERIFY_DATABASE_URL"] = postgres
    return {**kept, "PYTHONPATH": str(ROOT), "COLUMNS": "80", "VERIFY_USER": "anna"}


@pytest.fixture
def run(tmp_path: Path, env: dict[str, str]) -> Any:
    (tmp_path / "bridge.txt").write_text(ARTICLE, encoding="utf-8")

    def run_(*args: str, status: int = 0, **more: Any) -> subprocess.CompletedProcess[bytes]:
        more = {"env": env, **more}
        done = subprocess.run(
            [*VERIFY, *args], cwd=tmp_path, capture_output=True, stdin=subprocess.DEVNULL,
            timeout=60, check=False,
            **more,
        )  # fmt: skip
        assert done.returncode == status, done.stderr.decode()
        assert b"Traceback" not in done.stderr
        return done

    return run_


def test_statuses_and_streams(run: Any) -> None:
    assert run("check", "bridge.txt").stderr == b""
    assert run("check", "none.txt", status=2).stdout == b""
    wrong = run("frobnicate", status=2)
    assert (wrong.stdout, b"frobnicate" in wrong.stderr) == (b"", True)
    assert run("show", "9.9", status=2).stderr.startswith(b"verify: ")
    assert run("flags", "--fail-on", "unattributed", "--json", status=1).stderr == b""
    assert run("mark", "1.2", "unverifiable").stderr == b""
    run("flags", "--fail-on", "unattributed")


@pytest.mark.sqlite("which file is meant")
def test_the_database_is_named_before_or_after_the_command_or_by_the_environment(
    run: Any, tmp_path: Path, env: dict[str, str]
) -> None:
    run("--db", "first.db", "check", "bridge.txt")
    run("check", "bridge.txt", "--db", "second.db")
    run("check", "bridge.txt", env={**env, "VERIFY_DATABASE_URL": f"sqlite:///{tmp_path}/third.db"})
    assert {p.name for p in tmp_path.glob("*.db")} == {"first.db", "second.db", "third.db"}
    for args in (["--db", "first.db", "articles", "list"], ["articles", "--db", "first.db", "list"],
                 ["articles", "list", "--db", "first.db"]):  # fmt: skip
        assert len(json.loads(run(*args, "--json").stdout)) == 1
    assert run("--db", "none.db", "articles", "list", "--db", "second.db", "--json").stdout.startswith(
        b"[\n  {"
    )
    assert not (tmp_path / "claims.db").exists()


@pytest.mark.sqlite("files that must not come into being")
def test_reading_makes_no_database(run: Any, tmp_path: Path) -> None:
    for args in (["claims"], ["articles", "list"], ["show", "1.1"], ["log", "--check"], ["db", "status"]):
        assert b"claims.db" in run(*args, status=2).stderr
    assert not list(tmp_path.glob("*.db*"))


@pytest.mark.sqlite("another program's file")
def test_a_foreign_database_is_refused_and_left_as_it_was(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "books.db"
    with sqlite3.connect(path) as other:
        other.execute("create table books (title text)")
    other.close()
    before = path.read_bytes()
    assert b"books.db" in run("check", "bridge.txt", "--db", "books.db", status=2).stderr
    assert path.read_bytes() == before


def test_a_pipe_gets_no_escape(run: Any, env: dict[str, str]) -> None:
    run("check", "bridge.txt")
    for args in (
        ["check", "bridge.txt"],
        ["claims"],
        ["show", "1.1"],
        ["articles", "list"],
        ["log"],
        ["--help"],
    ):
        assert b"\x1b" not in run(*args).stdout
    assert b"\x1b[" in run("show", "1.1", env={**env, "FORCE_COLOR": "1", "TERM": "xterm-256color"}).stdout
    both = {**env, "FORCE_COLOR": "1", "NO_COLOR": "1"}
    assert b"\x1b" not in run("show", "1.1", env=both).stdout


def test_width_follows_the_terminal(run: Any, env: dict[str, str]) -> None:
    run("check", "bridge.txt")
    for width in (50, 80, 200):
        text = run("articles", "show", "1", env={**env, "COLUMNS": str(width)}).stdout.decode()
        assert max(map(len, text.splitlines())) <= width


def test_a_reader_who_has_seen_enough_is_no_error(tmp_path: Path, env: dict[str, str]) -> None:
    (tmp_path / "long.txt").write_text(ARTICLE * 3000, encoding="utf-8")
    command = [*VERIFY, "extract", "long.txt", "long.txt", "long.txt", "--format", "jsonl"]
    writer = subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert writer.stdout is not None
    assert writer.stderr is not None
    assert writer.stdout.read(10) == b'{"path": "'
    writer.stdout.close()
    assert writer.stderr.read() == b""
    assert writer.wait(timeout=60) == 0
    writer.stderr.close()


FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="a disk that is always full is Linux's /dev/full")


@needs_full
def test_output_on_a_full_disk_is_an_error_and_says_so(tmp_path: Path, env: dict[str, str]) -> None:
    (tmp_path / "bridge.txt").write_text(ARTICLE, encoding="utf-8")
    lines = ("check bridge.txt", "claims --json", "flags --fail-on unattributed", "--help")
    for args, buffered in product(lines, ("", "1")):
        with FULL.open("wb") as full:
            done = subprocess.run(
                [*VERIFY, *args.split()], cwd=tmp_path, env={**env, "PYTHONUNBUFFERED": buffered},
                stdout=full, stderr=subprocess.PIPE, timeout=60, check=False,
            )  # fmt: skip
        told = done.stderr.decode()
        assert (args, done.returncode, told.count("\n")) == (args, 2, 1)
        assert told.startswith("verify: What was to be printed, or a temporary file, can't be written")
    with FULL.open("wb") as full:
        line = [*VERIFY, "show", "9.9"]
        done = subprocess.run(line, cwd=tmp_path, env=env, stdout=full, stderr=full, timeout=60, check=False)
    assert done.returncode == 2


def test_streams_that_are_closed_are_no_error_and_no_database(tmp_path: Path, env: dict[str, str]) -> None:
    """The next file that is opened would take a closed stream's number."""
    (tmp_path / "bridge.txt").write_text(ARTICLE, encoding="utf-8")
    for args, closed, status in (
        ("check bridge.txt", "<&- >&- 2>&-", 0), ("show 9.9", ">&- 2>&-", 2), ("check -", "<&-", 2),
        ("db check", ">&-", 0),
    ):  # fmt: skip
        line = f"exec {shlex.join(VERIFY)} {args} {closed}"
        done = subprocess.run(
            ["sh", "-c", line], cwd=tmp_path, env=env, capture_output=True, timeout=60, check=False
        )
        assert (args, done.returncode) == (args, status)
        assert b"Traceback" not in done.stderr


def test_an_interrupt_ends_quietly(tmp_path: Path, env: dict[str, str]) -> None:
    command = [*VERIFY, "check", "-"]
    waiting = subprocess.Popen(command, cwd=tmp_path, env=env, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    assert waiting.stdin is not None
    waiting.stdin.write(b"a" * 200_000)  # more than a pipe holds: written once the command reads
    waiting.stdin.flush()
    waiting.send_signal(signal.SIGINT)
    _, errors = waiting.communicate(timeout=30)
    assert (waiting.returncode, errors.strip()) == (130, b"")


def test_letters_that_the_terminal_lacks_stop_nothing(run: Any, env: dict[str, str]) -> None:
    latin = {**env, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    assert b"1.1  ????" in run("check", "bridge.txt", env=latin).stdout
    found = json.loads(run("claims", "--json", env=latin).stdout)
    assert found[0]["text"] == "Мост закроют до весны"
    assert b"caf\xe9" in run("explain", "The café closed.", "--json", env=latin).stdout


def test_an_error_shows_no_control_of_its_input(run: Any) -> None:
    error = run("check", "\x1b[31mred\x9b.txt", status=2).stderr.decode()
    assert "␛[31mred" in error
    assert "\x1b" not in error
    assert "\x9b" not in error


@pytest.mark.sqlite("a file is copied; a server has pg_dump")
def test_backup_and_check(run: Any, tmp_path: Path) -> None:
    run("check", "bridge.txt")
    assert json.loads(run("db", "check", "--json").stdout)["ok"] is True
    assert b"copy.db" in run("db", "backup", "copy.db").stdout
    assert b"copy.db" in run("db", "backup", "copy.db", status=2).stderr
    copied = json.loads(run("claims", "--db", "copy.db", "--json").stdout)
    assert copied == json.loads(run("claims", "--json").stdout)
    status = json.loads(run("db", "upgrade", "--json").stdout)
    assert status["schema"] == status["newest_schema"]
    assert Path(status["path"]) == tmp_path / "claims.db"


def test_a_damaged_history_fails_the_check(run: Any, tmp_path: Path, postgres: str | None) -> None:
    run("check", "bridge.txt")
    run("mark", "1.2", "unverifiable")
    run("log", "--check")
    forger = open_database(postgres or tmp_path / "claims.db")
    with forger.write() as session:
        session.execute(update(Event).values(reason="forged"))
    forger.close()
    found = run("log", "--check", status=2).stdout.decode()
    assert "event" in found.lower()
    run("db", "check", status=2)


def test_a_terminal_gets_colours_and_the_beginning_first(tmp_path: Path, env: dict[str, str]) -> None:
    pty = pytest.importorskip("pty")
    (tmp_path / "long.txt").write_text(ARTICLE * 30, encoding="utf-8")
    ours, theirs = pty.openpty()
    seen = {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24", "PAGER": "sed 's/^/| /'"}
    command = subprocess.Popen(
        [*VERIFY, "check", "long.txt"],
        cwd=tmp_path,
        env={**env, **seen},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    parts = []
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the other side is closed
            break
        if not part:
            break
        parts.append(part)
    os.close(ours)
    text = b"".join(parts).decode()
    assert command.wait(timeout=30) == 0
    assert "\x1b[" in text
    paged = [line for line in text.splitlines() if line.startswith("| ")]
    assert len(paged) > 60
    assert "Мост закроют до весны" in "".join(paged[:2])
    assert "verify show 1.1" in paged[-1]


def test_an_interrupt_while_it_starts_ends_quietly(tmp_path: Path, env: dict[str, str]) -> None:
    root = tmp_path / "root.py"
    root.write_text("raise KeyboardInterrupt\n", encoding="utf-8")
    start = (
        "import importlib.util, sys; import verify.cli; "
        f"spec = importlib.util.spec_from_file_location('verify.cli.root', {str(root)!r}); "
        "sys.meta_path.insert(0, type('Finder', (), {'find_spec': "
        "staticmethod(lambda name, *_: spec if name == 'verify.cli.root' else None)})); verify.cli.main()"
    )
    done = subprocess.run([sys.executable, "-c", start], cwd=tmp_path, env=env, capture_output=True)
    assert (done.returncode, done.stderr) == (130, b"")
