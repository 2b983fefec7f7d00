"""An article's page beside a bare template loop over the same rows: `python -m benchmarks.pages`.

An article of 500 claims, asked for through the whole application (guard, routing, queries, template), cold:
nothing of it is kept from one answer to the next. In the same process a loop prints text, number, status,
flags and chain of each claim already fetched. Asked: at most 3 times the loop.

The application is called as a server calls it (ASGI), without a client's cost; time is the processor's, since
answers are made by threads; page and loop take turns, so that a busy moment hits both.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any, NamedTuple

from jinja2 import Environment
from starlette.types import ASGIApp, Message

from verify.desk import checking
from verify.desk.database import opened
from verify.desk.reading import Asked
from verify.model import FlagCode, Hop, Status
from verify.store import Store
from verify.web.app import create
from verify.web.settings import Settings

CLAIMS = 500
ROUNDS = 40

_LOOP = """\
{% for c in claims %}<p><a class="c {{ c.status.value }}" id="c{{ c.number }}" href="?claim={{ c.number }}">
{{ c.text }}<sup>{{ c.number }}</sup></a> {% for code in c.flags %}<span class="flag">{{ code.value }}</span>
{% endfor %}{% for step in c.chain %}<span>{{ step.names | join(", ") }}</span>{% endfor %}</p>
{% endfor %}
"""


class Row(NamedTuple):
    """What the loop prints of a claim."""

    number: str
    text: str
    status: Status
    flags: Sequence[FlagCode]
    chain: Sequence[Hop]


@dataclass(frozen=True, slots=True)
class Cost:
    """Claims; bytes of the page, and of the text that it shows; seconds of the loop and of the page."""

    claims: int
    page: int
    text: int
    loop: float
    answer: float

    @property
    def ratio(self) -> float:
        return self.answer / self.loop


def article() -> str:
    """Statements of several sources, each of them one claim."""
    heads = ("сообщил мэр Заречинска Олег Нестеров", "сообщили собеседники издания", "пишет «Норд-Пресс»")
    return "\n\n".join(f"Улицу номер {n} закрыли до весны, {heads[n % 3]}." for n in range(CLAIMS))


def fill(folder: Path, store: Store) -> list[Row]:
    """The article's claims."""
    path = folder / "a.txt"
    path.write_text(article(), encoding="utf-8")
    (done,) = checking.check_sources(store, [str(path)], Asked(), by="benchmark")
    assert done.error is None, done.error
    return [
        Row(c.number, c.claim.text, c.status, [flag.code for flag in c.claim.flags], c.claim.chain)
        for c in store.article(1).claims
    ]


async def body(app: ASGIApp, path: str) -> bytes:
    """What the application answers to a browser that has been here."""
    scope: dict[str, Any] = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"localhost"), (b"cookie", b"verify_desk=" + b"x" * 43)],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 8000),
    }
    said: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        said.append(message)

    await app(scope, receive, send)
    assert said[0]["status"] == 200, said[0]
    return b"".join(message.get("body", b"") for message in said)


async def timed(app: ASGIApp, rows: Sequence[Row]) -> tuple[float, float, bytes]:
    """Seconds of the loop and of the page, medians; and the page."""
    template = Environment(autoescape=True).from_string(_LOOP)
    page = await body(app, "/articles/1")
    loops, pages = [], []
    for _ in range(ROUNDS):
        began = process_time()
        template.render(claims=rows)
        loops.append(process_time() - began)
        began = process_time()
        await body(app, "/articles/1")
        pages.append(process_time() - began)
    return median(loops), median(pages), page


def measure() -> Cost:
    with tempfile.TemporaryDirectory() as name, opened(f"{name}/claims.db", create=True) as store:
        rows = fill(Path(name), store)
        loop, answer, page = asyncio.run(timed(create(store, Settings(person="x")), rows))
        return Cost(len(rows), len(page), len(store.outline(1).text.encode()), loop, answer)


def show(cost: Cost) -> None:
    kilobytes = f"{cost.page / 1000:.0f} kB, {(cost.page - cost.text) / 1000:.0f} kB of it beside the text"
    print(f"an article's page of {cost.claims} claims: {kilobytes}")
    times = f"loop {cost.loop * 1000:.1f} ms, page {cost.answer * 1000:.1f} ms"
    print(f"  {times}: {cost.ratio:.2f} times (asked: 3)")


def main() -> int:
    show(measure())
    return 0


if __name__ == "__main__":
    sys.exit(main())
