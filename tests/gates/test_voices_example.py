"""The README's worked example is what the commands print."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from verify.cli.root import cli

ROOT = Path(__file__).parents[2]


def test_the_example_is_what_the_commands_print(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import shlex

    block = next(
        part
        for part in (ROOT / "README.md").read_text(encoding="utf-8").split("```")
        if "verify corroborate" in part
    )
    commands = [row.removeprefix("$ verify ") for row in block.splitlines() if row.startswith("$ verify ")]
    wanted = block.split("$ verify corroborate 1.2 1.4\n")[1]
    monkeypatch.chdir(ROOT / "docs" / "sample" / "voices")
    monkeypatch.setenv("VERIFY_DATABASE_URL", database)
    monkeypatch.setenv("COLUMNS", "100")
    for command in commands:
        done = CliRunner().invoke(cli, shlex.split(command), prog_name="verify", catch_exceptions=False)
        assert done.exit_code == 0, done.output
    assert done.stdout == wanted
