"""`verify watch` and `verify feeds`."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from verify.cli import output
from verify.cli.engines import tell
from verify.cli.lazy import Group
from verify.cli.options import JSON, TEXT, actor, database, example, formats, opened
from verify.cli.root import FAILED, complain, of_source
from verify.report.wording import say

if TYPE_CHECKING:
    from types import FrameType

    from verify.desk.watching import ArticleSeen, FeedSeen, Watcher

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_SHORTEST = 60.0
_LONGEST = 1e7  # seconds: four months


def _seconds(ctx: click.Context, param: click.Parameter, value: str) -> float:
    """15m, 2h, 90s, 1d; a number alone is seconds."""
    number, unit = (value[:-1], value[-1]) if value[-1:] in _UNITS else (value, "s")
    try:
        seconds = float(number) * _UNITS[unit]
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < _LONGEST:
        raise click.BadParameter(
            say("{value} is no time; write 90s, 15m, 2h or 1d", value=repr(value)), ctx, param
        )
    return seconds


@click.command(
    epilog=example(
        "verify watch https://example.org/rss.xml --once",
        "verify watch https://example.org/rss.xml https://example.com/sitemap.xml --every 30m",
        "verify watch --once --format jsonl >> checked.jsonl",
    )
)
@click.argument("feeds", nargs=-1, metavar="[FEED]...")
@click.option(
    "--every",
    callback=_seconds,
    default="15m",
    show_default=True,
    metavar="TIME",
    help="How often: 90s, 15m, 2h, 1d; a minute at least.",
)
@click.option("--once", is_flag=True, help="Read them once and end; exit status 2 if something failed.")
@click.option(
    "--newest",
    type=click.IntRange(1, 10_000),
    default=50,
    show_default=True,
    metavar="N",
    help="Of what a feed names that is new, read the N newest and leave out the rest.",
)
@click.option(
    "--delay",
    callback=_seconds,
    default="2s",
    show_default=True,
    metavar="TIME",
    help="Pause between two requests to a host; its robots.txt may ask for a longer one.",
)
@click.option(
    "--allow-private",
    is_flag=True,
    help="The FEEDs may be this machine's or of a private network; what they name may not.",
)
@click.option("--proxy", metavar="URL", help="Proxy to go through; those of the environment are never used.")
@actor
@formats
@database
def watch(
    feeds: tuple[str, ...], every: float, once: bool, newest: int, delay: float, allow_private: bool,
    proxy: str | None, by: str, fmt: str,
) -> None:  # fmt: skip
    """Read feeds again and again, and check the articles that are new in them.

    FEED is the address of an RSS or Atom feed, a sitemap or an index of sitemaps; without one, all feeds
    that were watched before. A feed that did not change is not sent again, an article that two feeds name is
    read once, robots.txt is respected. What was done is kept after each article: end it with Ctrl-C, start
    it again, and it goes on. verify feeds list says what is wrong with which feed.
    """
    if every < _SHORTEST and not once:
        raise click.UsageError(say("--every: once a minute is the most that a site should be asked."))
    from verify.desk.reading import Asked
    from verify.desk.watching import How, Watcher, add
    from verify.fetch import ReadOptions

    asked = Asked(options=ReadOptions(proxy=proxy))
    with opened(create=True) as store:
        known = add(store, feeds, private=allow_private)
        watcher = Watcher(store, [feed.address for feed in known], asked, by, How(newest, delay))
        with _ending_cleanly(once):
            status = _rounds(watcher, fmt, None if once else every)
    click.get_current_context().exit(status)


def _rounds(watcher: Watcher, fmt: str, every: float | None) -> int:
    """Rounds until Ctrl-C, or one where `every` is None; the exit status of the last."""
    while True:
        began = time.monotonic()
        failed = _round(watcher, fmt)
        if every is None:
            return FAILED if failed else 0
        time.sleep(max(1.0, began + every - time.monotonic()))


def _round(watcher: Watcher, fmt: str) -> int:
    """Print what becomes of each feed and article; returns how many failed."""
    from verify.desk.watching import FeedSeen
    from verify.report.progress import Progress

    failed = 0
    held: list[Any] = []
    with Progress(()) as progress:
        for seen in progress.along(watcher.round()):
            failed += _feed(seen) if isinstance(seen, FeedSeen) else _article(seen, fmt, held)
    if fmt == JSON:
        output.value(held, indented=True)
    return failed


def _feed(seen: FeedSeen) -> int:
    from verify.report.watched import feed_line

    said = feed_line(seen.feed, seen.outcome, seen.new, seen.waiting, seen.problem)
    if said:
        complain(said)
    return seen.outcome == "error"


def _article(seen: ArticleSeen, fmt: str, held: list[Any]) -> int:
    from verify.report.checked import result
    from verify.report.watched import Line

    checked = seen.checked
    shape = {"feed": seen.feed, **result(checked.source, checked.result, checked.view, checked.error)}
    if fmt == JSON:
        held.append(shape)
    elif fmt == TEXT:
        if checked.view is not None:
            output.put(Line(checked.view, checked.result), paged=False)
    else:
        output.value(shape)
    tell(checked.source, checked.view, language=None)
    if checked.error:
        complain(of_source(checked.source, checked.error))
    return checked.error is not None


@contextmanager
def _ending_cleanly(once: bool) -> Iterator[None]:
    """Ctrl-C and a polite kill end a watch as it should end: status 0, unless it was to end by itself."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except KeyboardInterrupt:
        complain(say("Stopped; what was read is kept, and the next verify watch goes on from here."))
        if once:
            raise
        click.get_current_context().exit(0)
    finally:
        signal.signal(signal.SIGTERM, before)


@click.group(
    cls=Group, epilog=example("verify feeds list", "verify feeds forget https://example.org/rss.xml")
)
@database
def feeds() -> None:
    """The feeds that verify watch reads: list them with what is wrong, or forget one."""


@feeds.command("list", epilog=example("verify feeds list", "verify feeds list --json"))
@formats
@database
def list_(fmt: str) -> None:
    """All watched feeds: when each was read last, what it named, and what is wrong with it."""
    from verify.desk import watching
    from verify.report import watched

    with opened() as store:
        found = watching.feeds(store)
    output.many(fmt, lambda: map(watched.feed, found), lambda: watched.feeds(found))


@feeds.command(epilog=example("verify feeds forget https://example.org/rss.xml"))
@click.argument("feed")
@formats
@database
def forget(feed: str, fmt: str) -> None:
    """Watch a feed no more. The articles that were read stay."""
    from verify.desk import watching
    from verify.report import watched

    with opened() as store:
        gone = watching.forget(store, feed)
    output.one(fmt, lambda: watched.feed(gone), lambda: watched.feeds([gone]))
