"""`verify compare`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from verify.cli import output
from verify.cli.engines import made, service, suits
from verify.cli.options import JSONL, example, formats
from verify.engines import NAMES, RULES


@click.command(
    epilog=example(
        "verify compare gold/ --errors 3",
        "verify compare gold/ --engine rules --engine llm --endpoint http://localhost:8000/v1 --model m",
    )
)
@click.argument("gold", metavar="GOLD_DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--engine",
    "names",
    multiple=True,
    type=click.Choice(NAMES),
    help="An engine to score; once for each. The first is what the others are measured against.",
)
@service
@click.option("--errors", type=click.IntRange(0), default=0, help="Show so many mistakes of each cause.")
@formats
def compare(gold: Path, names: tuple[str, ...], errors: int, fmt: str, **given: Any) -> None:
    """Score engines side by side on articles that people have annotated.

    GOLD_DIR holds docs/ID.txt, the articles, and gold/ID.json, their claims and chains. Intervals are of
    95 %, by drawing the articles again. Mistakes are grouped by cause: span, missed, extra, scope, hops,
    kind, name. docs/llm.md describes the files and the figures.
    """
    from verify.desk import comparing
    from verify.desk.gold import load
    from verify.report.progress import Progress

    names = tuple(dict.fromkeys(names)) or (RULES,)
    suits(names)
    engines = [made(name, **given) for name in names]
    articles = load(gold)
    with Progress([f"{name}: {article.id}" for name in names for article in articles]) as progress:
        done = list(progress.along(comparing.runs(articles, engines)))
    found = comparing.compared(str(gold), done, examples=errors)
    if fmt == JSONL:
        output.many(fmt, found.lines, lambda: found)
    else:
        output.one(fmt, found.json, lambda: found)
