"""`verify extract`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from verify.cli import output
from verify.cli.check import asked, given
from verify.cli.engines import engines, tell
from verify.cli.options import JSON, TEXT, example, formats

if TYPE_CHECKING:
    from collections.abc import Iterable

    from verify.errors import VerifyError
    from verify.report.views import ArticleView


@click.command(
    epilog=example(
        "verify extract article.txt --format jsonl",
        "verify extract news/*.txt --format jsonl --jobs 4 > claims.jsonl",
    )
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@given
@engines
@click.option("--jobs", type=click.IntRange(1), help="Share the work among so many processes.")
@formats
def extract(paths: tuple[str, ...], jobs: int | None, fmt: str, **known: Any) -> None:
    """Print the claims and chains of files (or addresses, or - for standard input); nothing is kept.

    One article is one line of --format jsonl, in the order given; docs/formats.md describes it. An input
    that cannot be read gives no line and a message on stderr, the others go on, and the exit status is 2.
    """
    from verify.desk.extracting import extract_sources
    from verify.errors import VerifyError

    failed = 0

    def readable() -> Iterable[ArticleView]:
        nonlocal failed
        for outcome in extract_sources(paths, asked(**known), jobs=jobs):
            if isinstance(outcome, VerifyError):
                failed += 1
                _complain(outcome)
            else:
                tell(outcome.source, outcome, language=known["language"])
                yield outcome

    _print(fmt, readable())
    click.get_current_context().exit(2 if failed else 0)


def _print(fmt: str, views: Iterable[ArticleView]) -> None:
    from verify.report.contract import article_line

    if fmt == TEXT:
        _show(views)
    elif fmt == JSON:
        output.value([article_line(view) for view in views], indented=True)
    else:
        for view in views:
            output.value(article_line(view))


def _show(views: Iterable[ArticleView]) -> None:
    from verify.report.first import FirstScreen

    for view in views:
        output.put(FirstScreen(view), paged=False)


def _complain(error: VerifyError) -> None:
    from verify.cli.root import complain

    complain(error)
