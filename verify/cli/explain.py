"""`verify explain`."""

from __future__ import annotations

import click

from verify.cli import output
from verify.cli.options import database, example, formats, opened


@click.command(
    epilog=example(
        "verify explain 1.4", "verify explain 'По данным порта, причал закроют, - сообщает «Вестник».'"
    )
)
@click.argument("text", metavar="TEXT|FILE|CLAIM")
@click.option("--language", metavar="CODE", help="ru, uk or en, pl on trial; found out by default.")
@formats
@database
def explain(text: str, language: str | None, fmt: str) -> None:
    """Say why: the rule and the words that each hop was found by, and which cues made no hop.

    For words on the line, a text file (- for standard input), or a stored claim by its number.
    """
    from verify.cli.root import complain, of_source
    from verify.desk import asking, explaining
    from verify.report import explained

    if asking.CLAIM.fullmatch(text):
        with opened() as store:
            found = explaining.claim(store, text)
    else:
        found = explaining.text(text, language)
    if found.doubt is not None and language is None:
        complain(of_source(text, found.doubt) if asking.CLAIM.fullmatch(text) else found.doubt)
    output.one(fmt, found.json, lambda: explained.Explained(found))
