"""A group whose commands are imported when they are called, not when their names are listed."""

from __future__ import annotations

import copy
import inspect
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click

from verify.report.wording import language, say, translated

_PARAGRAPH = re.compile(r"\n\s*\n")
EXAMPLE = "Example:"


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a command is (module and attribute) and its line in the list of commands."""

    module: str
    attribute: str
    summary: str


Sections = Mapping[str, Mapping[str, Entry]]
"""Heading -> command's name -> where it is, in the order of the list."""


def paragraphs(text: str) -> list[str]:
    """A help text in the pieces that are translated: line ends of the source do not count, but where the
    text keeps its lines (after a backspace, which is click's sign for it).
    """
    parts = _PARAGRAPH.split(inspect.cleandoc(text))
    return [part if part.startswith("\b") else " ".join(part.split()) for part in parts]


def worded(command: click.Command) -> click.Command:
    """The command with its help in the language spoken; the command itself in English."""
    if language() == "en":
        return command
    said = copy.copy(command)
    said.help = _help(command.help)
    said.epilog = (command.epilog or "").replace(EXAMPLE, say(EXAMPLE))
    said.params = [_param(param) for param in command.params]
    return said


def _param(param: click.Parameter) -> click.Parameter:
    if not isinstance(param, click.Option):
        return param
    said = copy.copy(param)
    said.help = _help(param.help)
    return said


def _help(text: str | None) -> str | None:
    return "\n\n".join(map(translated, paragraphs(text))) if text else text


class Group(click.Group):
    """Lists its commands with the whole first sentence of each one's help."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        found = super().get_command(ctx, cmd_name)
        return worded(found) if found else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [
            (name, worded(self.commands[name]).get_short_help_str(limit=200))
            for name in self.list_commands(ctx)
        ]
        with formatter.section(say("Commands")):
            formatter.write_dl(rows)


class LazyGroup(click.Group):
    """Lists its commands from a table under headings; imports the one that is called."""

    def __init__(self, *args: Any, sections: Sections, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = sections
        self.entries = {name: entry for section in sections.values() for name, entry in section.items()}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.entries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = self.entries.get(cmd_name)
        if entry is None:
            return None
        command = getattr(import_module(entry.module), entry.attribute)
        assert isinstance(command, click.Command)
        return worded(command)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        click.Group.format_help(worded(self), ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for heading, section in self.sections.items():
            with formatter.section(translated(heading)):
                rows: Sequence[tuple[str, str]] = [
                    (name, translated(entry.summary)) for name, entry in section.items()
                ]
                formatter.write_dl(rows, col_max=12)
