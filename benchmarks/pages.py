"""An article's page beside a bare template loop over the same rows: `python -m benchmarks.pages`.

An article of 500 claims, asked for through the whole application (routing, guard, queries, template), in the
same process as the loop, which prints text, number, status, flags and chain of each claim already fetched.
Medians of several rounds; asked: at most 3 times the loop.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from jinja2 import Environment
from starlette.testclient import TestClient

from verify.desk import checking
from verify.desk.database import opened
from verify.desk.reading import Asked
from verify.store import Brief, Store
from verify.web.app import create
from verify.web.settings import Settings

CLAIMS = 500
ROUNDS = 15

_LOOP = """\
{% for c in claims %}<p><a class="c {{ c.status.value }}" id="c{{ c.number }}" href="?claim={{ c.number }}">
{{ c.text }}<sup>{{ c.number }}</sup></a> {% for code in c.flags %}<span class="flag">{{ code.value }}</span>
{% endfor %}{% for step in c.chain %}<span>{{ step.names | join(", ") }}</span>{% endfor %}</p>
{% endfor %}
"""


def text() -> str:
    """Statements of several sources, each of them one claim."""
    heads = ("сообщил мэр Заречинска Олег Нестеров", "сообщили собеседники издания", "пишет «Норд-Пресс»")
    return "\n\n".join(f"Улицу номер {n} закрыли до весны, {heads[n % 3]}." for n in range(CLAIMS))


def timed(act: Callable[[], object]) -> float:
    """Seconds of one call: the median."""
    taken = []
    for _ in range(ROUNDS):
        began = perf_counter()
        act()
        taken.append(perf_counter() - began)
    return median(taken)


def fill(folder: Path, store: Store) -> tuple[Brief, ...]:
    """The article's claims."""
    path = folder / "a.txt"
    path.write_text(text(), encoding="utf-8")
    (done,) = checking.check_sources(store, [str(path)], Asked(), by="benchmark")
    assert done.error is None, done.error
    return store.outline(1).claims


def main() -> int:
    with tempfile.TemporaryDirectory() as name, opened(f"{name}/claims.db", create=True) as store:
        claims = fill(Path(name), store)
        loop = Environment(autoescape=True).from_string(_LOOP)
        with TestClient(create(store, Settings(person="x")), base_url="http://localhost") as client:
            page = client.get("/articles/1")
            assert page.status_code == 200
            bare = timed(lambda: loop.render(claims=claims))
            whole = timed(lambda: client.get("/articles/1"))
    print(f"claims {len(claims)}, page {len(page.content) / 1000:.0f} kB")
    print(f"bare loop {bare * 1000:.1f} ms, page {whole * 1000:.1f} ms: {whole / bare:.2f} times (asked: 3)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
