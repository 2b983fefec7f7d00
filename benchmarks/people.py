"""Many people at one desk on PostgreSQL: what they were told was stored is in the history once, nothing else.

    .ci/postgresql python -m benchmarks.people [--people N] [--seconds N] [--think N] [--claims N]
        [--restarts N]

Starts `verify serve` as a process of its own over a new database of the server that VERIFY_TEST_POSTGRES
names. Half of the people sign in and use the pages, half have tokens and use the interface: each reads,
waits, and marks, links or undoes what they saw, all among the same claims. --restarts: the server is stopped
meanwhile (by VERIFY_TEST_PG_CTL, as .ci/postgresql gives it), every second time without an orderly end, and
started again after 2 seconds.

Status 1 where a change that was answered as done is not in the history exactly once, one is there that nobody
made, the chain or the database is not sound, an answer was 500, or, without --restarts, any 5xx.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests import databases
from verify.desk import checking, people
from verify.desk.reading import Asked
from verify.model import AccountRole, Metadata
from verify.store import EventRecord, Store, open_store

ROOT = Path(__file__).parents[1]
PASSWORD = "a long enough pass phrase"
SENTENCE = "Причал № {n} порта Лиманск закроют до весны, сообщил Reuters начальник порта Олег Ветров."
PER_ARTICLE = 20
DOWN = 2.0
"""Seconds that the server is away."""
STATUSES = ("unverifiable", "not-checkable", "confirmed", "refuted", "unverified")
SENT = {"mark": "claim.mark", "link": "claim.link", "undo": "claim.undo"}

Change = tuple[str, str, str]
"""Who, action, and what only this change has: its note, address or reason."""


@dataclass(slots=True)
class Ledger:
    """What happened. unsure: changes whose answer was 5xx or never came."""

    told: list[Change] = field(default_factory=list)
    unsure: list[Change] = field(default_factory=list)
    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)


class Person(threading.Thread):
    """Works until a moment. url: of the desk."""

    def __init__(self, name: str, url: str, claims: Sequence[str], ledger: Ledger, think: float) -> None:
        super().__init__(name=name, daemon=True)
        self.client = httpx.Client(base_url=url, timeout=60.0, trust_env=False)
        self.claims, self.ledger, self.think, self.until = claims, ledger, think, 0.0
        self.random, self.number = random.Random(name), 0

    def run(self) -> None:
        time.sleep(self.random.uniform(0, self.think))
        while time.monotonic() < self.until:
            claim = self.random.choice(self.claims)
            seen = self.look(claim)
            time.sleep(self.random.uniform(0.5, 1.5) * self.think)
            if seen is not None and time.monotonic() < self.until:
                what = self.random.choices(("mark", "link", "undo", "list"), (5, 3, 2, 3))[0]
                self.list(claim) if what == "list" else self.change(what, claim, seen)
        self.client.close()

    def ask(self, kind: str, method: str, path: str, **more: object) -> httpx.Response | None:
        """The answer, counted; None where none came."""
        began = time.perf_counter()
        try:
            answer = self.client.request(method, path, **more)  # type: ignore[arg-type]
        except httpx.HTTPError as error:
            self.ledger.statuses[kind, 0] += 1
            self.ledger.words[f"{type(error).__name__}: {error}"] += 1
            return None
        self.ledger.seconds[kind].append(time.perf_counter() - began)
        self.ledger.statuses[kind, answer.status_code] += 1
        if answer.status_code >= 500:
            self.ledger.words[f"{answer.status_code}: {self.sentence(answer)}"] += 1
        return answer

    def change(self, what: str, claim: str, seen: int) -> None:
        self.number += 1
        mine = f"{self.name}-{self.number}"
        key = f"https://gov.example/{mine}" if what == "link" else mine
        change = (self.name, SENT[what], key)
        answer = self.send(what, claim, seen, key)
        if answer is not None and answer.status_code in (200, 201, 303):
            self.ledger.told.append(change)
        elif answer is None or answer.status_code >= 500:
            self.ledger.unsure.append(change)

    def look(self, claim: str) -> int | None:
        """The revision that the person sees; None where the claim is not shown."""
        raise NotImplementedError

    def list(self, claim: str) -> None:
        raise NotImplementedError

    def send(self, what: str, claim: str, seen: int, key: str) -> httpx.Response | None:
        raise NotImplementedError

    def sentence(self, answer: httpx.Response) -> str:
        raise NotImplementedError


class Reader(Person):
    """Uses the pages."""

    token = ""

    def sign_in(self) -> None:
        self._token(self.client.get("/sign-in").text)
        fields = {"token": self.token, "name": self.name, "password": PASSWORD, "to": "/"}
        answer = self.ask("sign in", "POST", "/sign-in", data=fields)
        assert answer is not None
        assert answer.status_code == 303, answer.text

    def _token(self, page: str) -> None:
        if found := re.search(r'name="token" value="(\w+)"', page):
            self.token = found[1]

    def look(self, claim: str) -> int | None:
        article = claim.partition(".")[0]
        path = f"/articles/{article}?claim={claim}" if self.random.random() < 0.3 else f"/claims/{claim}"
        answer = self.ask("article, page" if "articles" in path else "claim, page", "GET", path)
        if answer is None or answer.status_code != 200:
            return None
        self._token(answer.text)
        found = re.search(r'name="revision" value="(\d+)"', answer.text)
        assert found, path
        return int(found[1])

    def list(self, claim: str) -> None:
        self.ask(
            "list, page",
            "GET",
            self.random.choice(("/", "/claims?q=порт", "/claims?status=confirmed", "/log")),
        )

    def send(self, what: str, claim: str, seen: int, key: str) -> httpx.Response | None:
        fields = {"token": self.token, "revision": str(seen)}
        fields |= {
            "mark": {"status": self.random.choice(STATUSES), "note": key},
            "link": {"url": key, "stance": "supports"},
            "undo": {"reason": key},
        }[what]
        return self.ask(f"{what}, page", "POST", f"/claims/{claim}/{what}", data=fields)

    def sentence(self, answer: httpx.Response) -> str:
        return " ".join(re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2]).split())[:200]


class Script(Person):
    """Uses the interface."""

    def sign_in(self, token: str) -> None:
        self.client.headers["Authorization"] = f"Bearer {token}"

    def look(self, claim: str) -> int | None:
        answer = self.ask("claim, interface", "GET", f"/api/v1/claims/{claim}")
        return answer.json()["revision"] if answer is not None and answer.status_code == 200 else None

    def list(self, claim: str) -> None:
        self.ask("list, interface", "GET", self.random.choice(("/api/v1/claims?q=порт", "/api/v1/articles")))

    def send(self, what: str, claim: str, seen: int, key: str) -> httpx.Response | None:
        body: dict[str, object] = {
            "mark": {"status": self.random.choice(STATUSES), "note": key},
            "link": {"url": key},
            "undo": {"reason": key},
        }[what] | {"revision": seen}
        part = "evidence" if what == "link" else what
        return self.ask(f"{what}, interface", "POST", f"/api/v1/claims/{claim}/{part}", json=body)

    def sentence(self, answer: httpx.Response) -> str:
        return str(answer.json()["detail"])[:200]


def fill(store: Store, count: int, folder: Path) -> list[str]:
    """Articles that hold so many claims at least; the claims' numbers."""
    for article in range(-(-count // PER_ARTICLE)):
        file = folder / f"{article}.txt"
        lines = [SENTENCE.format(n=article * PER_ARTICLE + n) for n in range(PER_ARTICLE)]
        file.write_text(f"Порт закроют, часть {article}\n\n" + "\n\n".join(lines), encoding="utf-8")
        list(checking.check_sources(store, [str(file)], Asked(Metadata(publisher="Гавань")), by="anna"))
    return [claim.number for claim in store.claims(limit=count).items][:count]


@contextmanager
def served(url: str, folder: Path) -> Iterator[str]:
    """The desk's address, while its process runs."""
    env = {**os.environ, "VERIFY_DATABASE_URL": url, "VERIFY_OFFLINE": "1", "PYTHONPATH": str(ROOT)}
    line = [sys.executable, str(ROOT / "cli.py"), "serve", "--port", "0", "--sign-in"]
    with (folder / "log").open("w") as log:
        desk = subprocess.Popen(line, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            assert desk.stdout is not None
            found = re.search(r"http://\S+", said := desk.stdout.readline())
            assert found, said + (folder / "log").read_text()
            yield found[0]
        finally:
            desk.terminate()
            desk.wait(30)


def restart(times: int, seconds: float) -> None:
    """Stop the server and start it again so many times in this while, every second time as a crash does."""
    for n in range(times):
        time.sleep(seconds / (times + 1) - DOWN)
        control(f"-m {('fast', 'immediate')[n % 2]} stop")
        time.sleep(DOWN)
        control("start")


def control(what: str) -> None:
    """As .ci/postgresql gives it; its server runs as postgres where it was started by root."""
    shell = ["su", "postgres", "-s", "/bin/bash", "-c"] if os.geteuid() == 0 else ["bash", "-c"]
    line = f"{os.environ['VERIFY_TEST_PG_CTL']} {what}"
    subprocess.run([*shell, line], check=True, stdout=subprocess.DEVNULL)


def work(url: str, folder: Path, asked: argparse.Namespace) -> Ledger:
    """Everybody at work; what happened."""
    ledger = Ledger()
    with open_store(url, upgrade=True) as store:
        claims = fill(store, asked.claims, folder)
        names = [f"p{n:02}" for n in range(asked.people)]
        for name in names:
            people.add(store, name, AccountRole.CHECKER, PASSWORD, by="anna")
        tokens = {name: people.issue_token(store, name, "run", days=1, by="anna")[0] for name in names[1::2]}
    with served(url, folder) as address:
        everybody: list[Reader | Script] = []
        for name in names:
            if name in tokens:
                script = Script(name, address, claims, ledger, asked.think)
                script.sign_in(tokens[name])
                everybody.append(script)
            else:
                reader = Reader(name, address, claims, ledger, asked.think)
                reader.sign_in()
                everybody.append(reader)
        until = time.monotonic() + asked.seconds
        for person in everybody:
            person.until = until
            person.start()
        restart(asked.restarts, asked.seconds)
        for person in everybody:
            person.join()
    return ledger


def kept(events: Sequence[EventRecord]) -> Counter[Change]:
    """The changes that the history has."""
    found: Counter[Change] = Counter()
    for event in events:
        if event.action in SENT.values():
            key = (event.after or {}).get("url") if event.action == "claim.link" else event.reason
            found[event.actor, event.action, str(key)] += 1
    return found


def judged(url: str, ledger: Ledger, restarts: int, log: str) -> int:
    """Print what it came to; the status to end with."""
    with open_store(url) as store:
        have = kept(store.history(limit=10**7))
        sound = store.check_history().ok and store.check().ok
    told, unsure = Counter(ledger.told), Counter(ledger.unsure)
    lost, spare = told - have, have - told - unsure
    unknown = sum((have & unsure).values())
    print(f"{'request':18} {'asked':>7} {'p50 ms':>7} {'p95 ms':>7} {'p99 ms':>7}  answers")
    for kind, seconds in sorted(ledger.seconds.items()):
        answers = {status: n for (k, status), n in sorted(ledger.statuses.items()) if k == kind}
        row = " ".join(f"{each * 1000:7.0f}" for each in percentiles(seconds))
        print(f"{kind:18} {len(seconds):7} {row}  {', '.join(f'{s}: {n}' for s, n in answers.items())}")
    for words, count in ledger.words.most_common(12):
        print(f"{count:7} times {words}")
    codes = Counter[int]()
    for (_, status), n in ledger.statuses.items():
        codes[status] += n
    bad = codes[0] + sum(n for status, n in codes.items() if status >= 500)
    print(f"{codes.total()} requests; {codes[409]} refused: changed meanwhile, or not possible (409)")
    print(f"{bad} 5xx or unanswered; of {unsure.total()} changes among them {unknown} were stored")
    print(
        f"{told.total()} changes told as done; {lost.total()} lost, {spare.total()} twice or made by nobody"
    )
    print(f"history and database sound: {sound}")
    if "Traceback" in log:
        print("the desk's log has a trace:\n" + log[log.index("Traceback") :][:3000])
    good = sound and not lost and not spare and not codes[500] and (restarts or not bad)
    return 0 if good and "Traceback" not in log else 1


def percentiles(seconds: list[float]) -> tuple[float, float, float]:
    ordered = sorted(seconds)
    return tuple(ordered[min(int(len(ordered) * share), len(ordered) - 1)] for share in (0.5, 0.95, 0.99))  # type: ignore[return-value]


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--people", type=int, default=50)
    options.add_argument("--seconds", type=float, default=300.0)
    options.add_argument("--think", type=float, default=2.0, help="seconds before doing, on average")
    options.add_argument("--claims", type=int, default=200, help="that all of them work on")
    options.add_argument("--restarts", type=int, default=0, help="of PostgreSQL meanwhile")
    asked = options.parse_args()
    if databases.SERVER is None:
        options.error("VERIFY_TEST_POSTGRES names no server: begin the line with .ci/postgresql")
    import tempfile

    with databases.made(databases.SERVER) as url, tempfile.TemporaryDirectory() as place:
        ledger = work(url, Path(place), asked)
        return judged(url, ledger, asked.restarts, (Path(place) / "log").read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(main())
