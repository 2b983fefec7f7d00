"""Engines side by side on annotated articles."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from verify.desk.gold import GoldArticle
from verify.engines import Engine
from verify.errors import FetchError
from verify.model import Account, Extraction, Metadata
from verify.report.compared import Comparison, Group, Score
from verify.report.intervals import Figure, bootstrapped
from verify.report.mistakes import Mistake, mistakes
from verify.report.scoring import Counts, added, counted, paired

ALL = "all"


@dataclass(frozen=True, slots=True)
class Run:
    """What one engine made of one article; `seconds` by the clock."""

    engine: Engine
    article: GoldArticle
    counts: Counts
    mistakes: tuple[Mistake, ...]
    account: Account | None
    seconds: float


def runs(articles: Sequence[GoldArticle], engines: Sequence[Engine]) -> Iterator[Run]:
    """Every engine over every article. Raises FetchError where a service never answers: what the rules say
    in its place would be scored under its name.
    """
    for engine in engines:
        for article in articles:
            start = time.perf_counter()
            done = engine.extract(article.text, Metadata())
            yield _run(engine, article, done, time.perf_counter() - start)


def _run(engine: Engine, article: GoldArticle, done: Extraction, seconds: float) -> Run:
    if done.account is not None and not done.account.answered and "bad-answer" not in done.account.fell_back:
        raise FetchError(
            "{id}: {model} did not answer; there is nothing to compare.",
            id=article.id,
            model=done.account.model,
        )
    pairing = paired(article.text, article.claims, done.claims)
    counts = counted(article.claims, done.claims, pairing)
    wrong = mistakes(article.id, article.text, article.claims, done.claims, pairing)
    return Run(engine, article, counts, tuple(wrong), done.account, seconds)


def compared(gold: str, done: Iterable[Run], *, examples: int = 0) -> Comparison:
    """The runs of all engines over the same articles, summed up. examples: mistakes shown of a cause."""
    by_engine: dict[Engine, list[Run]] = defaultdict(list)
    for run in done:
        by_engine[run.engine].append(run)
    held = list(by_engine.values())
    groups = _groups([run.article for run in held[0]])
    figures = {name: _figures(held, name) for name in groups}
    scores = (_score(runs_, {name: figures[name][n] for name in groups}) for n, runs_ in enumerate(held))
    sizes = {name: _size([r for r in held[0] if _in(r, name)]) for name in groups}
    return Comparison(gold, sizes, tuple(scores), examples)


def _groups(articles: Sequence[GoldArticle]) -> list[str]:
    return [ALL, *sorted({article.language for article in articles})]


def _in(run: Run, group: str) -> bool:
    return group in (ALL, run.article.language)


def _figures(held: Sequence[Sequence[Run]], group: str) -> list[tuple[Figure, ...]]:
    return bootstrapped([[run.counts for run in runs_ if _in(run, group)] for runs_ in held])


def _size(done: Sequence[Run]) -> Group:
    claims, multi, *_ = added([run.counts for run in done])
    return Group(len(done), claims, multi)


def _score(done: Sequence[Run], figures: dict[str, tuple[Figure, ...]]) -> Score:
    engine = done[0].engine
    wrong = tuple(mistake for run in done for mistake in run.mistakes)
    accounts = [run.account for run in done if run.account is not None]
    account = _summed(accounts) if accounts else None
    return Score(engine.name, engine.version, sum(r.seconds for r in done), figures, wrong, account)


def _summed(accounts: Sequence[Account]) -> Account:
    fell_back: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    for account in accounts:
        fell_back.update(account.fell_back)
        refused.update(account.refused)

    def total(pieces: str) -> int:
        return sum(getattr(account, pieces) for account in accounts)

    return Account(
        model=accounts[0].model,
        asked=total("asked"),
        answered=total("answered"),
        cached=total("cached"),
        claims=total("claims"),
        rules=total("rules"),
        fell_back=dict(fell_back),
        refused=dict(refused),
    )
