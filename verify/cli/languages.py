"""`verify languages`."""

from __future__ import annotations

import click

from verify.cli import output
from verify.cli.lazy import Group
from verify.cli.options import TEXT, example, formats

WRONG = 1
"""Exit status where a pack is wrong."""


@click.group(cls=Group, epilog=example("verify languages list", "verify languages check pl"))
def languages() -> None:
    """Which languages verify reads, and whether their packs are right."""


@languages.command("list", epilog=example("verify languages list", "verify languages list --format json"))
@formats
def list_(fmt: str) -> None:
    """The languages, with how much each pack holds."""
    from verify.desk import packs
    from verify.report import packs as shown

    found = packs.listed()
    output.many(fmt, lambda: (shown.summary(p) for p in found), lambda: shown.Packs(found))


@languages.command(epilog=example("verify languages check", "verify languages check pl --format json"))
@click.argument("codes_given", nargs=-1, metavar="[CODE]...")
@formats
def check(codes_given: tuple[str, ...], fmt: str) -> None:
    """Hold packs against what the engine asks of them; all of them where no CODE is given.

    Names, types, entries that can never be met, patterns that run away, and every example of examples.toml.
    Exit status: 0 fine, 1 something is wrong, 2 error.
    """
    from verify.desk import packs
    from verify.report import packs as shown
    from verify.report.progress import Progress

    found = []
    with Progress(packs.named(codes_given)) as progress:
        for verdict in progress.along(packs.checked(codes_given)):
            found.append(verdict)
            if fmt == TEXT:
                output.put(shown.Verdicts([verdict]), paged=False)
    if fmt != TEXT:
        output.many(fmt, lambda: (shown.verdict(c) for c in found), str)
    click.get_current_context().exit(WRONG if any(c.findings for c in found) else 0)
