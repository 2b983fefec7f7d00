"""The README says what is so: its commands, picture, figures and tables."""

from __future__ import annotations

import importlib.util
import re
import shlex
import tomllib
from pathlib import Path

import click
import pytest

from benchmarks import floors
from verify.cli.root import cli

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"(?ms)^```sh\n(.*?)\n```$", README)
TYPED = re.findall(r"(?m)^\$ (.+)$", README)


def picture(capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """What the picture's script draws, and the command in its title."""
    spec = importlib.util.spec_from_file_location("picture", ROOT / "docs" / "picture.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.main()
    return capsys.readouterr().out, module.COMMAND


def test_two_commands_of_one_line_that_ci_runs() -> None:
    assert len(BLOCKS) == 2
    assert not [block for block in BLOCKS if "\n" in block]
    assert all(block.startswith("python3 -m venv .venv && .venv/bin/pip install") for block in BLOCKS)
    assert all("-c constraints.txt" in block for block in BLOCKS)
    assert BLOCKS[1].endswith(" && .venv/bin/pytest")
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert '"$(readme 1)"' in run
    assert '"$(readme 2)"' in run


def test_the_picture_is_what_the_command_shows(capsys: pytest.CaptureFixture[str]) -> None:
    drawn, command = picture(capsys)
    assert BLOCKS[0].endswith(f".venv/bin/{command}")
    assert "![" in README.split("```sh")[0]
    assert "(docs/check.svg)" in README
    kept = (ROOT / "docs" / "check.svg").read_text(encoding="utf-8")
    assert kept == drawn, "python docs/picture.py > docs/check.svg"


@pytest.mark.parametrize("line", TYPED)
def test_commands_of_the_tour_parse(line: str) -> None:
    words = shlex.split(line.split("| ")[-1])
    assert words.pop(0) == "verify"
    if words[0] == "--lang":
        words = words[2:]
    context = click.Context(cli, **cli.context_settings)  # a command keeps the help option it first had
    command = cli.get_command(context, words[0])
    while isinstance(command, click.Group):
        words.pop(0)
        command = command.get_command(click.Context(command), words[0])
    assert command is not None
    command.make_context(words[0], words[1:], parent=context)


def test_the_tour_visits_every_kind_of_work() -> None:
    seen = {shlex.split(line.split("| ")[-1])[1] for line in TYPED}
    assert seen >= {
        "check",
        "chain",
        "flags",
        "claims",
        "show",
        "explain",
        "mark",
        "link",
        "undo",
        "log",
        "edit",
        "diff",
    }


def dependencies() -> tuple[set[str], dict[str, set[str]]]:
    """Names of the packages that are always needed, and of those of each extra; ours in an extra is none."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    def names(lines: list[str]) -> set[str]:
        return {found[0] for line in lines if (found := re.match(r"[\w-]+", line))} - {"verify"}

    extras = {name: names(lines) for name, lines in project["optional-dependencies"].items()}
    return names(project["dependencies"]), extras


def test_every_dependency_is_explained() -> None:
    always, extras = dependencies()
    dev = extras.pop("dev")
    section = README.split("\n## Dependencies\n")[1].split("\n## ")[0]
    rows = [
        [cell.strip() for cell in row.split("|")[1:-1]]
        for row in section.splitlines()
        if row.startswith("| ")
    ]
    assert [row[0] for row in rows[1:]] == sorted(always.union(*extras.values()))
    for name, packages in extras.items():
        assert {row[0] for row in rows if f"extra `{name}`" in row[1]} == packages
    assert all(len(row) == 4 and all(row) for row in rows)
    assert {name for name in dev if name not in section} == set()


def test_every_dependency_is_pinned() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][0-9a-z.]*", line)] == []
    pinned = {line.split("==")[0].lower() for line in lines}
    always, extras = dependencies()
    assert {name for name in always.union(*extras.values()) if name.lower() not in pinned} == set()


def test_the_figures_are_the_floors() -> None:
    assert floors.table(floors.load()["floors"]) in README


@pytest.mark.parametrize("page", ["README.md", "docs/domain.md", "docs/formats.md", "CHANGELOG.md"])
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        if not target.startswith("https://"):
            assert (ROOT / page).parent.joinpath(target).exists(), target
