"""`verify bulk` killed at random moments and started again: is anything lost, is anything there twice?

    python -m benchmarks.killed                # 50 kills, half of them into Parquet
    python -m benchmarks.killed 10 --articles 200

A run that nobody killed is the measure: articles, versions, claims, chains, copies, the ledger and the
quarantine must be the same, the database sound. Exit status 1 where they are not.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.dataset as arrow

from benchmarks.invented import news
from benchmarks.measure import ROOT
from verify.store import open_store

_LANGUAGES = ("ru", "uk", "en")


@dataclass(slots=True)
class Killed:
    """Runs that were killed, runs in all, outputs that were compared, and how many of them differed."""

    kills: int = 0
    runs: int = 0
    outputs: int = 0
    differing: int = 0


def corpus(folder: Path, articles: int, seed: int = 1) -> list[str]:
    """Two files and a folder: JSON lines with copies, second versions and broken lines; pages; texts."""
    dice = random.Random(seed)
    texts = [news(dice, _LANGUAGES[n % 3], paragraphs=3) for n in range(articles // 2)]
    with (folder / "news.jsonl").open("w", encoding="utf-8") as file:
        for n in range(articles):
            said = {"url": f"https://gavan.example/{n % (articles - 5)}", "text": dice.choice(texts)}
            file.write(json.dumps(said, ensure_ascii=False) + "\n")
            if n % 10 == 3:
                file.write('{"url": "https://gavan.example/broken", "tex\n')
    place = folder / "texts"
    place.mkdir()
    for n, text in enumerate(texts[: articles // 8]):
        (place / f"{n:04}.txt").write_text(text, encoding="utf-8")
    (place / "empty.txt").touch()
    return [str(folder / "news.jsonl"), str(place)]


def command(inputs: list[str], out: Path) -> list[str]:
    """The line that is killed. out: a folder for Parquet, a file for a database."""
    into = ["bulk", "--out", str(out)] if out.suffix != ".db" else ["--db", str(out), "bulk"]
    return [sys.executable, str(ROOT / "cli.py"), *into, *inputs, "--jobs", "1"]


def run(line: list[str], after: float | None = None) -> bool:
    """Run it to its end, or for so many seconds and kill it; True where it came to its end by itself."""
    env = {**os.environ, "VERIFY_USER": "anna"}
    process = subprocess.Popen(line, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        _, errors = process.communicate(timeout=after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.communicate()
        return False
    if process.returncode:
        raise SystemExit(errors.decode(errors="replace"))
    return True


def state(out: Path) -> Any:
    """All that must be the same, however often it was killed."""
    return _database(out) if out.suffix == ".db" else _folder(out)


def _database(path: Path) -> Any:
    with open_store(path, create=False) as store:
        sound = store.check()
        articles = {}
        for number in range(1, store.status().counts["articles"] + 1):
            detail = store.article(number)
            claims = [(c.number, c.claim.text, [h.names for h in c.claim.chain]) for c in detail.claims]
            versions = [(v.number, v.text_sha256) for v in store.versions(number)]
            articles[detail.article.address] = (detail.text, claims, versions)
        uids = {store.article(n).article.uid: n for n in range(1, len(articles) + 1)}
        notes = [
            (n.file, n.place, n.became, n.address, uids.get(n.article or "")) for n in store.bulk.notes()
        ]
        events = store.check_history().events
        put_aside = path.with_name(f"{path.name}.quarantine.jsonl").read_text("utf-8")
        return sound.problems, articles, notes, events, store.bulk.copies(), put_aside


def _folder(out: Path) -> Any:
    from verify.store.folder import Folder

    rows = {}
    for table in ("articles", "texts", "claims", "hops"):
        found = arrow.dataset(out / table, partitioning="hive").to_table().to_pylist()
        for row in found:
            row.pop("fetched_at", None)
        rows[table] = sorted(map(repr, found))
    with Folder(out) as ledger:
        notes = [(n.file, n.place, n.became, n.address, n.article) for n in ledger.notes()]
        return rows, notes, ledger.copies(), (out / "quarantine.jsonl").read_text("utf-8")


def measure(kills: int, articles: int, folder: Path, seed: int = 1) -> Killed:
    """Kill so many times, database and Parquet in turns; each output is compared once it is whole."""
    dice, found = random.Random(seed), Killed()
    inputs = corpus(folder, articles)
    whole, seconds = {}, {}
    for kind in (".db", ""):
        began = time.monotonic()
        assert run(command(inputs, folder / f"whole{kind}"))
        seconds[kind] = time.monotonic() - began
        whole[kind] = state(folder / f"whole{kind}")
    while found.kills < kills:
        kind = (".db", "")[found.outputs % 2]
        out = folder / f"killed-{found.outputs}{kind}"
        done = False
        while not done:
            last = found.kills >= kills
            found.runs += 1
            done = run(command(inputs, out), None if last else dice.uniform(0.05, 1.0) * seconds[kind])
            found.kills += not done
        found.outputs += 1
        found.differing += state(out) != whole[kind]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("kills", nargs="?", type=int, default=50)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(given.kills, given.articles, Path(folder), given.seed)
    print(
        f"killed {found.kills} times in {found.runs} runs; {found.outputs} outputs compared with a run that "
        f"nobody killed: {found.differing} differ"
    )
    raise SystemExit(1 if found.differing else 0)


if __name__ == "__main__":
    main()
