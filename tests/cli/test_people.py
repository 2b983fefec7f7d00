"""`verify people`: accounts and tokens, and that a password is never on the line."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher

from verify.desk import passwords, people
from verify.desk.database import opened

if TYPE_CHECKING:
    from conftest import Shell

ROOT = Path(__file__).parents[2]
WORDS = "паром идёт в ноябре"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "hasher", lambda: hasher)


@pytest.fixture
def staffed(shell: Shell) -> Shell:
    """Anna, an editor, has an account."""
    shell.run("people", "add", "Anna", "--role", "editor", "--password-stdin", stdin=WORDS + "\r\n")
    return shell


def test_accounts(staffed: Shell) -> None:
    shown = staffed.out("people", "list").split("\n")
    assert shown[0].split() == ["name", "role", "since", "last", "seen"]
    assert shown[1].split()[:2] == ["Anna", "editor"]
    assert shown[1].split()[-1] == "never"
    staffed.run("people", "add", "Борис", "--password-stdin", stdin=WORDS)
    (boris,) = staffed.json("people", "list")[1:]
    assert boris.pop("created_at")
    assert boris == {"name": "Борис", "role": "reader", "active": True, "last_seen_at": None}
    assert staffed.json("people", "role", "борис", "checker")["role"] == "checker"
    assert staffed.json("people", "disable", "Борис")["active"] is False
    assert "disabled" in staffed.out("people", "list")
    assert staffed.json("people", "enable", "Борис")["active"] is True
    log = staffed.out("log")
    assert [line.split()[2] for line in log.splitlines()] == [
        "person.add", "person.add", "person.role", "person.disable", "person.enable",
    ]  # fmt: skip
    assert "anna  role reader → checker, person Борис" in log


def test_the_first_line_is_the_password(staffed: Shell) -> None:
    staffed.run("people", "password", "Anna", "--password-stdin", stdin="мост закрыт до весны\nrest\n")
    with opened() as store:
        assert people.sign_in(store, "Anna", "мост закрыт до весны")[1].name == "Anna"


@pytest.mark.parametrize(
    ("stdin", "why"),
    [
        ("", "12 characters at least"),
        ("\n" + WORDS, "12 characters at least"),
        ("short\n", "12 characters at least"),
        (b"\xff\xfe words and more\n", "no UTF-8 text"),
    ],
)
def test_passwords_that_are_not_taken(staffed: Shell, stdin: str | bytes, why: str) -> None:
    done = staffed.run("people", "password", "Anna", "--password-stdin", stdin=stdin, status=2)
    assert why in done.stderr
    with opened() as store:
        assert people.sign_in(store, "Anna", WORDS)[1].name == "Anna"


def test_without_a_terminal_nothing_is_asked(shell: Shell) -> None:
    done = shell.run("people", "add", "Anna", stdin=WORDS, status=2)
    assert "--password-stdin" in done.stderr
    assert not (shell.folder / "claims.db").exists()


@pytest.mark.parametrize("again", [WORDS, "паром не идёт вовсе"])
def test_a_terminal_asks_twice_and_shows_nothing(tmp_path: Path, again: str) -> None:
    ours, theirs = pty.openpty()
    line = [sys.executable, str(ROOT / "cli.py"), "--db", str(tmp_path / "c.db"), "people", "add", "Anna"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "VERIFY_USER": "root"}
    running = subprocess.Popen(
        line, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, env=env, start_new_session=True
    )
    os.close(theirs)
    seen = b""
    for typed, prompt in ((WORDS, b"New password: "), (again, b"The same again: ")):
        while not seen.endswith(prompt):
            seen += os.read(ours, 1000)
        time.sleep(0.1)  # the prompt comes before the echo is switched off
        os.write(ours, typed.encode() + b"\n")
    if again == WORDS:
        out, _ = running.communicate(timeout=60)
        assert running.returncode == 0
        assert b"Anna" in out
    else:
        while b"do not match" not in seen:
            seen += os.read(ours, 1000)
        running.kill()
        running.communicate()
        assert not (tmp_path / "c.db").exists()
    os.close(ours)
    assert WORDS.encode() not in seen


def test_a_token_is_shown_once(staffed: Shell) -> None:
    done = staffed.run("people", "token", "anna", "--label", "nightly", "--days", "30")
    value = done.stdout.strip()
    assert value.startswith("vfy_")
    assert "Shown this once." in done.stderr
    with opened() as store:
        found = people.bearer(store, value)
        assert found is not None
        assert found.name == "Anna"
    made = staffed.json("people", "token", "Anna", "--label", "laptop")
    assert set(made) == {
        "token", "id", "person", "label", "created_at", "last_used_at", "expires_at", "revoked_at",
    }  # fmt: skip
    kept = staffed.out("people", "tokens", "Anna") + repr(staffed.json("people", "tokens", "Anna"))
    assert "nightly" in kept
    assert value not in kept
    assert made["token"] not in kept


def test_a_token_taken_back(staffed: Shell) -> None:
    value = staffed.run("people", "token", "Anna", "--label", "laptop").stdout.strip()
    (token,) = staffed.json("people", "tokens", "Anna")
    assert "revoked" in staffed.out("people", "revoke", token["id"][:8])
    with opened() as store:
        assert people.bearer(store, value) is None
    assert "verify people tokens" in staffed.run("people", "revoke", "nothing", status=2).stderr


@pytest.mark.parametrize(
    "line", [("role", "Vera", "editor"), ("disable", "Vera"), ("tokens", "Vera"), ("enable", "Vera")]
)
def test_nobody_of_this_name(staffed: Shell, line: tuple[str, ...]) -> None:
    assert "'Vera' has an account" in staffed.run("people", *line, status=2).stderr


def test_nobody_yet(checked: Shell) -> None:
    assert "verify people add NAME" in checked.out("people", "list")
    assert checked.json("people", "list") == []
