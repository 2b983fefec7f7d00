"""Write docs/commands.md from the commands' own help: python docs/commands.py > docs/commands.md"""

from __future__ import annotations

from collections.abc import Iterator

import click

from verify.cli.root import cli


def pages(command: click.Command, parent: click.Context | None = None) -> Iterator[str]:
    """A section for each command, in the order of the list, as `--help` prints it on 100 columns."""
    name = command.name if parent else "verify"
    settings = {**(command.context_settings or {}), "terminal_width": 100}
    context = click.Context(command, parent=parent, info_name=name, **settings)
    yield f"## {context.command_path}\n\n```\n{command.get_help(context).rstrip()}\n```\n"
    if isinstance(command, click.Group):
        for each in command.list_commands(context):
            found = command.get_command(context, each)
            assert found is not None
            found.name = each
            yield from pages(found, context)


def document() -> str:
    head = "# Commands\n\nGenerated from the commands' own help by `python docs/commands.py`.\n\n"
    return head + "\n".join(pages(cli))


if __name__ == "__main__":
    print(document(), end="")
