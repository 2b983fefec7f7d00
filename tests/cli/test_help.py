"""Every command and option is explained, and asking for it costs nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from verify import __version__
from verify.cli.root import SECTIONS, cli
from verify.model import FlagCode, SourceKind, Status

ROOT = Path(__file__).parents[2]


def commands(
    command: click.Command, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from commands(found, (*path, name))


ALL = dict(commands(cli))


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_help_ends_with_an_example_of_the_command(path: tuple[str, ...]) -> None:
    done = CliRunner().invoke(cli, [*path, "--help"], prog_name="verify")
    assert done.exit_code == 0
    _, examples = done.stdout.split("  Example:\n")
    lines = [line.strip() for line in examples.strip().splitlines()]
    if path:
        assert all(" ".join(path) in line for line in lines), lines
    assert all(line.startswith(("verify ", "pbpaste | verify ")) for line in lines)
    assert max(map(len, done.stdout.splitlines())) <= 100


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_option_has_help(path: tuple[str, ...]) -> None:
    command = ALL[path]
    assert command.help
    for param in command.params:
        if isinstance(param, click.Option):
            assert param.help, param.name
            assert param.help.endswith("."), param.help


@pytest.mark.parametrize("path", [p for p, c in ALL.items() if not isinstance(c, click.Group)], ids=" ".join)
def test_examples_parse(path: tuple[str, ...], tmp_path: Path) -> None:
    import shlex

    command = ALL[path]
    assert command.epilog
    for line in command.epilog.splitlines()[2:]:
        words = shlex.split(line.split(" > ")[0].split(" >> ")[0].split(" < ")[0].split("| ")[-1])
        at = words.index(path[-1]) + 1
        command.make_context(
            path[-1], words[at:], parent=click.Context(cli, **cli.context_settings), resilient_parsing=False
        )


def test_the_list_names_what_there_is() -> None:
    done = CliRunner().invoke(cli, ["--help"], prog_name="verify")
    for section, entries in SECTIONS.items():
        assert f"{section}:" in done.stdout
        for name, entry in entries.items():
            assert f"  {name} " in done.stdout
            assert entry.summary in done.stdout
    assert {p[0] for p in ALL if len(p) == 1} == {
        "check", "extract", "explain", "articles", "claims", "show", "chain", "mark", "undo", "link", "flags",
        "watch", "feeds", "log", "sources", "edit", "diff", "db", "completion", "compare", "languages",
            "export", "import", "publish", "evidence", "trace", "rate", "corroborate", "accept", "reject",
            "people", "cases", "assign", "bulk", "serve",
    }  # fmt: skip


def test_vocabularies_are_spelled_out() -> None:
    for path in (("claims",), ("flags",)):
        text = " ".join((ALL[path].help or "").split())
        assert all(f" {code.value}" in text for code in FlagCode)
    assert all(s.value in " ".join((ALL[("mark",)].help or "").lower().split()) for s in Status)
    assert all(k.value in (ALL[("edit", "chain")].help or "") for k in SourceKind)


def test_version() -> None:
    assert CliRunner().invoke(cli, ["--version"], prog_name="verify").stdout == f"verify {__version__}\n"


def python(*args: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, *args], capture_output=True, text=True, env=env, check=True)


def test_asking_for_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom verify.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(sorted({m.split('.')[0] for m in sys.modules} & "
        "{'sqlalchemy','alembic','httpx','pymorphy3','trafilatura','lxml','rich'}), file=sys.stderr)"
    )
    for args in (
        ["--help"],
        ["check", "--help"],
        ["claims", "--help"],
        ["edit", "chain", "--help"],
        ["--version"],
    ):
        assert python("-c", code, *args).stderr.strip() == "[]"


@pytest.mark.parametrize("shell_name", ["bash", "zsh", "fish"])
def test_completion_is_a_script_for_the_shell(shell_name: str) -> None:
    done = CliRunner().invoke(cli, ["completion", shell_name], prog_name="verify")
    assert done.exit_code == 0
    assert f"_VERIFY_COMPLETE={shell_name}_complete" in done.stdout


def test_completion_completes() -> None:
    asked = {"_VERIFY_COMPLETE": "bash_complete", "COMP_WORDS": "verify ch", "COMP_CWORD": "1"}
    env = {**os.environ, "PYTHONPATH": str(ROOT), **asked}
    done = subprocess.run(
        [sys.executable, str(ROOT / "cli.py")], capture_output=True, text=True, env=env, check=False
    )
    assert {line.split(",")[1] for line in done.stdout.split()} == {"check", "chain"}
