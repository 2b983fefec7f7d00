"""`verify cases` and `verify assign`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from verify.cli import output
from verify.cli.lazy import Group
from verify.cli.options import DAY, actor, database, example, formats, opened, pages
from verify.report.wording import say

if TYPE_CHECKING:
    from verify.store import Belongings, CaseRecord


@click.group(
    cls=Group,
    epilog=example(
        "verify cases add 'Who closed the bridge?' --due 2026-03-20", "verify cases put 1 --article 3"
    ),
)
@database
def cases() -> None:
    """Questions that people work on together: each with its articles, claims, people and due date."""


def _print(fmt: str, record: CaseRecord) -> None:
    from verify.report import cases as report

    output.one(fmt, lambda: report.case_json(record), lambda: report.line(record))


@cases.command("list", epilog=example("verify cases list --open --person Anna"))
@click.option("--open/--closed", "open_", default=None, help="Only open ones, or only closed ones.")
@click.option("--person", metavar="NAME", help="Only those on which this person works.")
@pages
@formats
@database
def list_(open_: bool | None, person: str | None, limit: int, page: int, fmt: str) -> None:
    """All cases: open ones first, by their due date. Claims left are those that nobody verified."""
    from verify.desk import cases as desk
    from verify.report import cases as report

    with opened() as store:
        found = desk.listed(store, open_=open_, person=person, limit=limit, page=page)
    output.many(fmt, lambda: map(report.case_json, found.items), lambda: report.cases(found))


@cases.command(epilog=example("verify cases show 1"))
@click.argument("case")
@pages
@formats
@database
def show(case: str, limit: int, page: int, fmt: str) -> None:
    """One case: how far it is, its articles, its claims (a page of them) and its history."""
    from verify.desk import cases as desk
    from verify.report import cases as report
    from verify.report import shapes
    from verify.store import Page

    with opened() as store:
        it = desk.show(store, case, limit=limit, page=page)
    rows = tuple((item.article, item.text, item.claim) for item in it.claims.items)

    def said() -> dict[str, Any]:
        claims = [shapes.claim_in(claim, article) for article, _, claim in rows]
        return {
            **report.case_json(it.case),
            "in_articles": [shapes.article(article) for article in it.articles],
            "in_claims": shapes.paged(it.claims, claims),
            "history": [shapes.event(event) for event in it.events],
        }

    shown = Page(rows, it.claims.total, it.claims.limit, it.claims.offset, it.claims.more)
    output.one(fmt, said, lambda: report.Detail(it.case, it.articles, shown, it.events))


@cases.command(epilog=example("verify cases add 'Who closed the bridge?' --due 2026-03-20"))
@click.argument("question")
@click.option("--due", type=DAY, metavar="YYYY-MM-DD", help="Until when it is to be answered.")
@actor
@formats
@database
def add(question: str, due: datetime | None, by: str, fmt: str) -> None:
    """Open a case with the question that it is to answer."""
    from verify.desk import cases as desk

    with opened(create=True) as store:
        made = desk.add(store, question, due.date() if due else None, by=by)
    _print(fmt, made)


@cases.command(
    epilog=example("verify cases change 1 --due 2026-03-27", "verify cases change 1 --question 'Who knew?'")
)
@click.argument("case")
@click.option("--question", metavar="WORDS", help="Ask this instead.")
@click.option("--due", type=DAY, metavar="YYYY-MM-DD", help="Until when it is to be answered.")
@click.option("--no-due", is_flag=True, help="No date any more.")
@actor
@formats
@database
def change(case: str, question: str | None, due: datetime | None, no_due: bool, by: str, fmt: str) -> None:
    """Ask another question, or set another date."""
    if question is None and due is None and not no_due:
        raise click.UsageError(say("Say what changes: --question, --due or --no-due."))
    if due and no_due:
        raise click.UsageError(say("Either --due or --no-due."))
    from verify.desk import cases as desk

    with opened() as store:
        day = due.date() if due else None
        changed = desk.change(store, case, by=by, question=question, due=day, no_due=no_due)
    _print(fmt, changed)


@cases.command(epilog=example("verify cases close 1 --reason 'The city hall did, on 14 March.'"))
@click.argument("case")
@click.option("--reason", help="What came of it; kept in the history.")
@actor
@formats
@database
def close(case: str, reason: str | None, by: str, fmt: str) -> None:
    """Close a case. What belongs to it stays as it is."""
    from verify.desk import cases as desk

    with opened() as store:
        done = desk.close(store, case, by=by, reason=reason)
    _print(fmt, done)


@cases.command(epilog=example("verify cases reopen 1 --reason 'The order was withdrawn.'"))
@click.argument("case")
@click.option("--reason", help="Why; kept in the history.")
@actor
@formats
@database
def reopen(case: str, reason: str | None, by: str, fmt: str) -> None:
    """Work on a closed case again."""
    from verify.desk import cases as desk

    with opened() as store:
        done = desk.reopen(store, case, by=by, reason=reason)
    _print(fmt, done)


def _belongings(command: Any) -> Any:
    """--article, --claim, --person, each as often as needed."""
    for option in reversed(
        [
            click.option("--article", "articles", multiple=True, metavar="N", help="This article."),
            click.option("--claim", "claims", multiple=True, metavar="CLAIM", help="This claim, as in 1.4."),
            click.option("--person", "people", multiple=True, metavar="NAME", help="This person."),
        ]
    ):
        command = option(command)
    return command


def _named(**given: tuple[str, ...]) -> Belongings:
    from verify.store import Belongings

    if not any(given.values()):
        raise click.UsageError(say("Say what: --article, --claim or --person, each as often as you like."))
    return Belongings(**given)


@cases.command(
    epilog=example(
        "verify cases put 1 --article 3 --article 5", "verify cases put 1 --claim 2.4 --person Anna"
    )
)
@click.argument("case")
@_belongings
@actor
@formats
@database
def put(case: str, by: str, fmt: str, **what: tuple[str, ...]) -> None:
    """Put articles, claims and people into a case; an article comes with all its claims."""
    from verify.desk import cases as desk

    wanted = _named(**what)
    with opened() as store:
        changed = desk.put(store, case, wanted, by=by)
    _print(fmt, changed)


@cases.command(epilog=example("verify cases take 1 --claim 2.4"))
@click.argument("case")
@_belongings
@actor
@formats
@database
def take(case: str, by: str, fmt: str, **what: tuple[str, ...]) -> None:
    """Take articles, claims and people out of a case again."""
    from verify.desk import cases as desk

    wanted = _named(**what)
    with opened() as store:
        changed = desk.take(store, case, wanted, by=by)
    _print(fmt, changed)


@click.command(epilog=example("verify assign 1.4 1.6 --to Anna", "verify assign 1.4 --nobody"))
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@click.option("--to", "person", metavar="NAME", help="Whose they are from now on.")
@click.option("--nobody", is_flag=True, help="Nobody's any more.")
@actor
@formats
@database
def assign(claims: tuple[str, ...], person: str | None, nobody: bool, by: str, fmt: str) -> None:
    """Say who works on claims; verify undo takes it back.

    NAME has an account (verify people), or is known from the history; where nobody has an account, it is
    anybody.
    """
    if (person is None) is not nobody:
        raise click.UsageError(say("Say to whom: --to NAME, or --nobody."))
    from verify.desk import cases as desk
    from verify.report import contract, lists

    with opened() as store:
        done = desk.assign(store, claims, person, by=by)
    output.many(fmt, lambda: map(contract.claim, done), lambda: lists.marked(done))
