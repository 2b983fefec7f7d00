"""The `verify` command itself: its list of commands, and the one place where errors become exit statuses."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn, TextIO

import click

from verify import __version__
from verify.cli.lazy import Entry, LazyGroup
from verify.cli.options import database, example
from verify.cli.tongue import speaking, tongue
from verify.errors import Message, VerifyError
from verify.report.wording import say, told

FOUND = 1
"""Exit status where --fail-on found what it was asked for."""
FAILED = 2
"""Exit status of every error."""
_INTERRUPTED = 130
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}
"""Of a write that nobody else has told of: the output, or a temporary file."""

SECTIONS = {
    "Read articles": {
        "check": Entry("verify.cli.check", "check", "Read articles; keep their claims and chains."),
        "extract": Entry("verify.cli.extract", "extract", "Claims and chains of files, without a database."),
        "explain": Entry("verify.cli.explain", "explain", "Which rules fired on a text, and which did not."),
        "bulk": Entry("verify.cli.bulk", "bulk", "Read many: folders, JSON lines, Parquet and WARC files."),
        "watch": Entry("verify.cli.watch", "watch", "Read feeds again and again; check what is new in them."),
        "compare": Entry("verify.cli.compare", "compare", "Score engines on annotated articles."),
    },
    "Look": {
        "articles": Entry("verify.cli.articles", "articles", "List, show or remove articles."),
        "claims": Entry("verify.cli.claims", "claims", "Find claims by status, flag, source, date or words."),
        "show": Entry("verify.cli.claims", "show", "One claim with all that bears on it."),
        "chain": Entry("verify.cli.claims", "chain", "Who says what: the tree below the publisher."),
        "corroborate": Entry(
            "verify.cli.corroborate", "corroborate", "Who else says it, and how many voices that makes."
        ),
        "flags": Entry("verify.cli.flags", "flags", "Unverified assertions, with reasons."),
        "trace": Entry("verify.cli.trace", "trace", "Does each source say what is attributed to it?"),
        "diff": Entry("verify.cli.articles", "diff", "What changed between two versions of an article."),
        "sources": Entry("verify.cli.sources", "sources", "List, show, add or alias sources."),
    },
    "Work in a browser": {
        "serve": Entry(
            "verify.cli.serve", "serve", "The desk in a browser, on this machine or for a newsroom."
        ),
    },
    "Decide": {
        "mark": Entry("verify.cli.review", "mark", "Set the status of claims."),
        "link": Entry("verify.cli.review", "link", "Link evidence to a claim."),
        "evidence": Entry("verify.cli.evidence", "evidence", "Linked documents: list them, look again."),
        "accept": Entry("verify.cli.corroborate", "accept", "Accept proposed links to other articles."),
        "reject": Entry("verify.cli.corroborate", "reject", "Reject proposed links to other articles."),
        "rate": Entry("verify.cli.review", "rate", "Rate how far claims can be believed, 1 to 6."),
        "assign": Entry("verify.cli.cases", "assign", "Say who works on claims."),
        "cases": Entry("verify.cli.cases", "cases", "Questions with their articles, claims and people."),
        "undo": Entry("verify.cli.review", "undo", "Take back the last change of a claim."),
        "edit": Entry("verify.cli.edit", "edit", "Correct a chain; split, join or drop claims."),
        "log": Entry("verify.cli.log", "log", "Who changed what, and why; check the history."),
    },
    "Give out": {
        "export": Entry("verify.cli.export", "export", "Claims and chains in formats that others read."),
        "publish": Entry("verify.cli.publish", "publish", "A static site of finished checks."),
        "import": Entry("verify.cli.importing", "import_", "Read back what export --to jsonl wrote."),
    },
    "Keep": {
        "feeds": Entry("verify.cli.watch", "feeds", "List the feeds that are watched, or forget one."),
        "people": Entry("verify.cli.people", "people", "Who may sign in: accounts, roles, tokens."),
        "db": Entry("verify.cli.db", "db", "Status, upgrade, check and backup of the database."),
        "languages": Entry(
            "verify.cli.languages", "languages", "Which languages verify reads; check their packs."
        ),
        "completion": Entry(
            "verify.cli.completion", "completion", "Complete commands in your shell with Tab."
        ),
    },
}


class OutputClosedError(Exception):
    """Whoever reads our output has seen enough (`verify claims | head`). click would make it status 1."""


@contextmanager
def _seen_enough() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise OutputClosedError from error


class Root(LazyGroup):
    """Turns every error into a message on stderr and an exit status."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        with _seen_enough():  # --help prints while the line is still being read
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        with _seen_enough():
            done = super().invoke(ctx)
            sys.stdout.flush()
            return done

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        kwargs["standalone_mode"] = False
        with speaking():
            self._run(*args, **kwargs)

    def _run(self, *args: Any, **kwargs: Any) -> NoReturn:
        try:
            status = super().main(*args, **kwargs)
        except click.ClickException as error:
            if isinstance(error, click.NoSuchOption) and error.option_name == "--lang":
                error = _misplaced(error)
            with _perhaps_unheard():
                error.show()
            sys.exit(FAILED)
        except VerifyError as error:
            complain(error)
            sys.exit(FAILED)
        except (KeyboardInterrupt, click.Abort):
            sys.exit(_INTERRUPTED)
        except OutputClosedError:
            _drop(sys.stdout)
            sys.exit(0)
        except OSError as error:
            if error.errno not in _NO_ROOM:
                raise
            _drop(sys.stdout)
            complain(
                Message(
                    "What was to be printed, or a temporary file, can't be written ({strerror}): the output "
                    "is cut short. Make room, or print to another place; `verify log` tells what was stored.",
                    strerror=error.strerror,
                )
            )
            sys.exit(FAILED)
        sys.exit(status if isinstance(status, int) else 0)


def _misplaced(error: click.NoSuchOption) -> click.UsageError:
    """--lang behind the command: where it belongs, and what else may have been meant."""
    path = (error.ctx.command_path if error.ctx else "verify").split()
    line = " ".join([path[0], "--lang CODE", *path[1:]])
    said = say("--lang, the language of messages, stands before the command: {line}.", line=line)
    if error.ctx and any("--language" in param.opts for param in error.ctx.command.params):
        said += " " + say("--language is the article's.")
    return click.UsageError(said, error.ctx)


def complain(message: str | VerifyError) -> None:
    """A message for the person, in their language, on stderr; harmless whatever article it quotes."""
    from verify.report.safe import shown

    with _perhaps_unheard():
        click.echo("\n".join(["verify: " + shown(part) for part in told(message).splitlines()]), err=True)


@contextmanager
def _perhaps_unheard() -> Iterator[None]:
    """Where stderr is a log on a full disk, the status still tells."""
    try:
        yield
    except OSError:
        _drop(sys.stderr)


def of_source(source: str, error: str) -> Message | str:
    """An error that names what it is about; standard input goes by its own name there."""
    return (
        error
        if source in error or source == "-"
        else Message("{source}: {error}", source=source, error=error)
    )


def _drop(stream: TextIO) -> None:
    """Python flushes the stream once more when it ends; give it a place where that cannot fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@click.group(
    cls=Root,
    sections=SECTIONS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=example(
        "verify check https://example.org/news/1",
        "verify claims --flag anonymous-origin",
        "verify mark 1.4 confirmed --evidence https://example.org/report",
    ),
)
@click.version_option(__version__, message="%(prog)s %(version)s")
@tongue
@database
def cli() -> None:
    """Check news articles: their claims, who says them, and which of them nobody has verified.

    A claim's number is ARTICLE.CLAIM, as in 1.4. The database is claims.db in the current folder, unless
    --db or
    VERIFY_DATABASE_URL say otherwise. Exit status: 0 fine, 1 found what --fail-on asked for, 2 error.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:  # a terminal without the letters of an article shows "?", and the command goes on
            reconfigure(errors="replace")
