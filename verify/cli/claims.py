"""`verify claims`, `verify show` and `verify chain`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

import click

from verify.cli import output
from verify.cli.options import DAY, choice, database, example, formats, opened, pages
from verify.model.terms import FlagCode, SourceKind, Status

if TYPE_CHECKING:
    from verify.store import ClaimFilter, Store

_TERMS: dict[str, type[StrEnum]] = {"statuses": Status, "flags": FlagCode, "kinds": SourceKind}
SORTS = ("article", "newest", "weight", "updated", "date", "cited")


def filters(command: Any) -> Any:
    """Which claims: every option given must hold, and of one given several times, any of its values."""
    for option in reversed(
        [
            click.option(
                "--flag",
                "flags",
                multiple=True,
                type=choice(FlagCode),
                metavar="FLAG",
                help="With this flag.",
            ),
            click.option(
                "--source", metavar="NAME", help="With this source, or an alias of it, in the chain."
            ),
            click.option(
                "--kind",
                "kinds",
                multiple=True,
                type=choice(SourceKind),
                help="Kind of the origin.",
            ),
            click.option("--article", "articles", multiple=True, metavar="N", help="Of this article."),
            click.option("--since", type=DAY, metavar="YYYY-MM-DD", help="Of articles of this day or later."),
            click.option(
                "--until", type=DAY, metavar="YYYY-MM-DD", help="Of articles of this day or earlier."
            ),
            click.option("--text", metavar="WORDS", help="With all these words, in any form."),
            click.option("--assigned", metavar="NAME", help="Of this person; '' for nobody's."),
            click.option("--case", metavar="N", help="Of this case."),
        ]
    ):
        command = option(command)
    return command


def condition(store: Store, **given: Any) -> ClaimFilter:
    """The filter that the options describe. What they name has to be there."""
    from verify.desk import asking
    from verify.store import ClaimFilter

    for name, terms in _TERMS.items():
        given[name] = tuple(map(terms, given.get(name, ())))
    for bound in ("since", "until"):
        given[bound] = given[bound].date() if given[bound] else None
    articles = given.pop("articles")
    return asking.meant(store, ClaimFilter(**given), articles)


@click.command(
    epilog=example(
        "verify claims --flag anonymous-origin --since 2025-11-01",
        "verify claims --source Reuters --status unverified --sort weight",
    )
)
@click.option("--status", "statuses", multiple=True, type=choice(Status), help="With this status.")
@filters
@click.option("--own-voice", is_flag=True, default=None, help="Said by the article itself, nobody named.")
@click.option(
    "--sort", type=click.Choice(SORTS), default="article", show_default=True, help="Order of the list."
)
@click.option("--count", "only_count", is_flag=True, help="Only how many there are, to the last one.")
@pages
@formats
@database
def claims(sort: str, only_count: bool, limit: int, page: int, fmt: str, **given: Any) -> None:
    """Find claims. An option given twice means either of its values; different options must all hold.

    FLAG is evidence-lost, mismatch, circular, changed, anonymous-origin, vague-origin, hedged, denied,
    no-comment, unattributed, second-hand, single-origin, inherited, unlinked or repeated.
    """
    from verify.desk import looking
    from verify.report import lists, shapes
    from verify.store import Sort

    with opened() as store:
        if only_count:
            count = looking.count(store, condition(store, **given))
            output.one(fmt, lambda: {"claims": count}, lambda: str(count))
            return
        found = looking.claims(store, condition(store, **given), Sort(sort), limit=limit, page=page)
    output.many(
        fmt,
        lambda: (shapes.claim_in(item.claim, item.article) for item in found.items),
        lambda: lists.ManyClaims([(i.article, i.text, i.claim) for i in found.items], found),
    )


@click.command(epilog=example("verify show 1.4"))
@click.argument("claim")
@formats
@database
def show(claim: str, fmt: str) -> None:
    """One claim: its sentence, its chain with the rule that found each hop, flags, evidence and history."""
    from verify.desk import looking
    from verify.report import shapes
    from verify.report.detail import Detail

    with opened() as store:
        it = looking.claim(store, claim)
    output.one(
        fmt,
        lambda: shapes.claim_detail(it.claim, it.article, it.machine, it.events, it.outside),
        lambda: Detail(it.claim, it.article, it.text, it.machine, it.events, it.outside),
    )


@click.command(epilog=example("verify chain 1", "verify chain 1.4"))
@click.argument("name", metavar="ARTICLE|CLAIM")
@formats
@database
def chain(name: str, fmt: str) -> None:
    """Who says what, from the publisher down: of an article, or of one claim.

    A count is the claims whose chain ends there; all counts together are the article's claims.
    """
    from verify.desk import looking
    from verify.report.tree import grow

    with opened() as store:
        view = looking.tree_of(store, name)
    root = grow(view.claims)

    def text() -> Any:
        from verify.report.who import Who
        from verify.report.wording import say

        return Who(root, view.publisher_in(say))

    output.one(fmt, lambda: {**root.json(), "names": [view.publisher]}, text)
