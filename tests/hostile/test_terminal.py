"""Every command that prints: nothing of an attack reaches the terminal as more than text."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tests.hostile import judges
from tests.hostile.attacks import ATTACKS, MARK
from tests.hostile.conftest import Attacked
from tests.hostile.lived import COPIES, STORED
from verify.cli.root import cli
from verify.model import AccountRole
from verify.store.tables import AccountRow, Person, TokenRow, now

pytestmark = pytest.mark.sqlite("what a command prints does not depend on the engine")

TEXT = "\n\n".join(" ".join(attack.split()) for attack in ATTACKS[:70])
EVIL = ATTACKS[25]
"""What a terminal would obey: a new title, another colour."""
PAGE = f"<html><head><title>{EVIL}</title></head><body><article><p>{EVIL} мост закрыт</p></article>"

MAINS = tuple(str(2 * n + 1) for n in range(COPIES))
CLAIMS = tuple(f"{n}.1" for n in MAINS)

EACH = {
    "show": CLAIMS[:9], "chain": MAINS[:9], "log": CLAIMS[:9], "diff": MAINS[:5], "articles show": MAINS[:5],
    "cases show": ("1", "2", "3"),
}  # fmt: skip
"""Commands that show one thing, of some copies. Lists are cut, too (`--limit`): a terminal is drawn slowly,
and all words go through one function. Pages, formats and the site hold every string.
"""

LINES: dict[str, tuple[tuple[str, ...], ...]] = {
    "check": (("evil.txt", "--publisher", EVIL), ("evil.html",), (EVIL,)),
    "extract": (("evil.txt",),),
    "explain": ((TEXT[:3000],), ("1.1",)),
    "bulk": (("evil.jsonl",),),
    "compare": ((EVIL,),),
    "articles list": (("--limit", "80"),),
    "articles remove": (("80", "--reason", EVIL), (EVIL,)),
    "claims": (("--status", "refuted", "--limit", "20"), ("--text", EVIL), ("--source", EVIL)),
    "corroborate": ((EVIL,),),
    "flags": (MAINS[:9], (EVIL,)),
    "trace": ((EVIL,),),
    "sources add": ((f"{EVIL} new", "--kind", "outlet", "--alias", f"{EVIL} other"),),
    "sources alias": ((f"{EVIL} new", f"{EVIL} third"), (EVIL, EVIL)),
    "sources list": (("--limit", "40"),),
    "sources owner": ((f"{EVIL} new", f"{EVIL} new"),),
    "sources rate": ((f"{EVIL} new", "B", "--reason", EVIL),),
    "sources show": ((f"{EVIL} new",), (EVIL,)),
    "mark": (("5.1", "refuted", "--note", EVIL), (EVIL, "refuted")),
    "link": (
        ("5.1", f"https://example.org/{EVIL}", "--no-fetch", "--note", EVIL, "--quote", EVIL),
        ("5.1", EVIL),
    ),
    "evidence check": (CLAIMS[:2],),
    "evidence export": (("--warc", "case.warc.gz", *MAINS[:9]),),
    "evidence import": (("case.warc.gz",), (EVIL.replace("\x1b", "x"),)),
    "evidence list": (MAINS[:9],),
    "evidence remove": ((EVIL, "--reason", EVIL),),
    "evidence show": ((EVIL,),),
    "accept": ((EVIL, "8"),),
    "reject": (("9.1", "10", "--reason", EVIL),),
    "rate": (("5.1", "--credibility", "2", "--reason", EVIL),),
    "assign": (("5.1", "--to", f"{EVIL} me"),),
    "cases add": ((EVIL,),),
    "cases change": (("1", "--question", EVIL), (EVIL,)),
    "cases close": (("41", "--reason", EVIL),),
    "cases list": (("--limit", "40"),),
    "cases put": (("2", "--person", EVIL),),
    "cases reopen": (("41", "--reason", EVIL),),
    "cases take": (("2", "--person", EVIL),),
    "undo": (("5.1", "--reason", EVIL),),
    "edit chain": (("5.1", f"person:{EVIL}", "--reason", EVIL), ("5.1", EVIL)),
    "edit drop": (("5.5", "--reason", EVIL),),
    "edit join": (("7.5", "7.6"), (EVIL, EVIL)),
    "edit restore": (("5.5",),),
    "edit split": (("9.1", EVIL, EVIL),),
    "export": (("1", "--to", "markdown"), ("1", "--to", "csv", "--newsroom", EVIL)),
    "publish": (("site",), (EVIL.replace("\x1b", "x"), "9999")),
    "import": ((EVIL,), ("evil.jsonl",)),
    "feeds forget": ((EVIL,),),
    "feeds list": ((),),
    "watch": ((f"http://127.0.0.1:1/{EVIL}", "--once"),),
    "people add": ((EVIL, "--role", "reader"),),
    "people disable": ((EVIL,),),
    "people enable": ((EVIL,),),
    "people list": ((),),
    "people password": ((EVIL,),),
    "people revoke": ((EVIL,),),
    "people role": ((EVIL, "reader"),),
    "people token": ((EVIL, "--label", EVIL),),
    "people tokens": ((EVIL,),),
    "db backup": ((f"{EVIL}.db".replace("\x1b", "x"),),),
    "db check": ((),),
    "db move": ((EVIL, EVIL),),
    "db restore": ((EVIL,),),
    "db status": ((),),
    "db upgrade": ((),),
    "languages check": ((EVIL,),),
    "languages list": ((),),
    "completion": ((EVIL,),),
}
"""Lines for every other command, an attack wherever a person types words: done or refused, they answer."""

NOT_ASKED = {"serve": "prints its own address and waits"}


@dataclass
class Terminal:
    """Runs commands on a copy of the database."""

    folder: Path

    def run(self, *words: str) -> str:
        done = CliRunner().invoke(cli, list(words), prog_name="verify", input="")
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code in (0, 1, 2), (words, done.output)
        judges.text(done.output, " ".join(words[:2]))
        return done.stdout


@pytest.fixture(scope="module")
def terminal(attacked: Attacked, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    folder = tmp_path_factory.mktemp("terminal")
    attacked.store.backup(folder / "claims.db") if attacked.store.path else None
    (folder / "evil.txt").write_text(TEXT, encoding="utf-8")
    (folder / "evil.html").write_text(PAGE, encoding="utf-8")
    (folder / "evil.jsonl").write_text(
        json.dumps({"url": "https://a.example/1", "text": TEXT, "title": EVIL}) + "\n"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("VERIFY_USER", f"{EVIL} me")
        patch.setenv("COLUMNS", "100")
        patch.setenv("VERIFY_OFFLINE", "1")
        patch.delenv("VERIFY_DATABASE_URL", raising=False)
        yield Terminal(folder)
    shutil.rmtree(folder)


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[str]:
    """The names of all that are no groups."""
    if not isinstance(command, click.Group):
        yield " ".join(path)
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        found = command.get_command(context, name)
        assert found is not None
        yield from commands(found, (*path, name))


def test_every_command_is_asked() -> None:
    assert {*EACH, *LINES, *NOT_ASKED} == set(commands(cli))


@pytest.mark.parametrize("command", EACH)
def test_a_thing_is_shown_as_text(terminal: Terminal, command: str) -> None:
    for name in EACH[command]:
        assert MARK in terminal.run(*command.split(), name)
    json.loads(terminal.run(*command.split(), EACH[command][0], "--json"))


def test_whoever_signs_in_is_listed_as_text(terminal: Terminal, attacked: Attacked) -> None:
    """A thousand people and tokens: their names are looked at when they come, not when they are shown."""
    from verify.store import open_store

    with open_store(str(terminal.folder / "claims.db")) as store, store._database.write() as session:
        for n, attack in enumerate(STORED):
            person = Person(name=f"{attack} {n}")
            session.add(person)
            session.flush()
            account = AccountRow(person_id=person.id, key=str(n), role=AccountRole.READER, password_hash="x")
            token = TokenRow(digest=str(n), person_id=person.id, label=attack, expires_at=now())
            session.add_all([account, token])
    assert terminal.run("people", "list").count(MARK) >= 1000
    assert terminal.run("people", "list", "--json").count(MARK) >= 1000
    assert MARK in terminal.run("people", "tokens", "0")


@pytest.mark.parametrize("command", LINES)
def test_a_command_answers_in_text(terminal: Terminal, command: str) -> None:
    answers = [terminal.run(*command.split(), *words) for words in LINES[command]]
    if "--limit" in LINES[command][0]:
        assert answers[0].count(MARK) >= 20
        json.loads(terminal.run(*command.split(), *LINES[command][0], "--json"))


def test_the_packed_evidence_is_sound(terminal: Terminal) -> None:
    """An address with line ends of its own makes no record of its own."""
    iterator = pytest.importorskip("warcio.archiveiterator", reason="the package warcio is not installed")
    with (terminal.folder / "case.warc.gz").open("rb") as file:
        kinds = [record.rec_type for record in iterator.ArchiveIterator(file)]
    assert kinds.count("warcinfo") == 1
    assert set(kinds) <= {"warcinfo", "resource", "response", "metadata", "revisit"}
