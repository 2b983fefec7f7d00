"""Long work that pages and interface both ask for, as jobs do it; and how either fetches what is linked."""

from __future__ import annotations

from verify.desk import checking, corroborating, looking
from verify.desk.evidence import Fetching
from verify.desk.reading import Asked
from verify.errors import Message
from verify.fetch import Limits, ReadOptions
from verify.store import Store
from verify.web.jobs import Job, Jobs, Tell

PATIENCE = Limits(total=12.0, attempts=1)
"""How long a person waits for a linked document; a later look can be longer."""


def fetching(*, allow_loopback: bool) -> Fetching:
    """How a linked document is fetched while somebody waits."""
    return Fetching(options=ReadOptions(limits=PATIENCE, allow_loopback=allow_loopback))


def check(store: Store, jobs: Jobs, source: str, asked: Asked, *, by: str) -> Job:
    """Check one source: an address, or "-" with the text in its options."""

    def work(tell: Tell) -> str:
        (done,) = checking.check_sources(store, [source], asked, by=by, tell=tell)
        if done.failure is not None:
            raise done.failure
        assert done.view is not None
        return f"/articles/{done.view.number}"

    return jobs.start(source if source != "-" else asked.metadata.title or Message("a text"), work, by=by)


def corroborate_article(store: Store, jobs: Jobs, article: int, *, by: str) -> Job:
    """Ask the archive who else says what the article says. Unknown: NotFound, before anything begins."""
    name = str(looking.record(store, str(article)).number)
    step = "The claims are compared with other articles"
    return _corroborate(
        store, jobs, name, Message("article {n}", n=name), step, f"/articles/{name}?asked=1", by
    )


def corroborate_claim(store: Store, jobs: Jobs, claim: str, *, by: str, back: str | None = None) -> Job:
    """The same for one claim. back: the page that shows its result, where that is not its own."""
    name = store.claim(claim).record.number
    step = "The claim is compared with other articles"
    return _corroborate(store, jobs, name, Message("claim {n}", n=name), step, back or f"/claims/{name}", by)


def _corroborate(store: Store, jobs: Jobs, name: str, what: str, step: str, path: str, by: str) -> Job:
    def work(tell: Tell) -> str:
        tell("The archive is brought up to date")
        for _ in corroborating.index(store):
            pass
        tell(step)
        for _ in corroborating.corroborate(store, [name]):
            pass
        return path

    return jobs.start(what, work, by=by)
