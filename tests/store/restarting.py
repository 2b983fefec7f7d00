"""PostgreSQL stopped and started under load: what people were told was stored is there, and nothing else.

    python -m tests.store.restarting BIN DATA URL [SECONDS]

BIN: folder of pg_ctl; DATA: the data of the server; URL: an empty database on it. Run it as who owns DATA, or
as root where that is postgres. Four threads mark claims; meanwhile the server is stopped three times, once by
the immediate way, which is a crash, and started again.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections import Counter

from tests.store.conftest import reading_of
from verify.errors import StaleClaim, StoreError
from verify.model import Status
from verify.store import Store, open_store


def person(store: Store, name: str, until: float, told: list[str], counted: Counter[str]) -> None:
    n = 0
    while time.monotonic() < until:
        n += 1
        claim, note = f"1.{n % 4 + 1}", f"{name} {n}"
        try:
            seen = store.claim(claim).record.revision
            store.mark(claim, Status.UNVERIFIABLE, by=name, note=note, expected_revision=seen)
        except StaleClaim:
            counted["stale"] += 1
        except StoreError as error:
            counted["told to try again" if "try again" in str(error) else str(error)] += 1
            time.sleep(0.2)
        else:
            told.append(note)


def control(bin_: str, data: str, what: str) -> None:
    line = f"{bin_}/pg_ctl -D {data} -w {what}"
    shell = ["su", "postgres", "-s", "/bin/sh", "-c"] if os.geteuid() == 0 else ["/bin/sh", "-c"]
    subprocess.run([*shell, line], check=True, stdout=subprocess.DEVNULL)


def main(bin_: str, data: str, url: str, seconds: float) -> int:
    told: list[str] = []
    counted: Counter[str] = Counter()
    with open_store(url) as store:
        store.save(reading_of())
        until = time.monotonic() + seconds
        people = [
            threading.Thread(target=person, args=(store, f"p{n}", until, told, counted)) for n in range(4)
        ]
        for each in people:
            each.start()
        for mode in ("fast", "immediate", "fast"):
            time.sleep(seconds / 5)
            control(bin_, data, f"-m {mode} stop")
            time.sleep(1)
            control(bin_, data, f"-l {data}/../log start")
        for each in people:
            each.join()
        kept = [event.reason for event in store.history(limit=1_000_000) if event.action == "claim.mark"]
        lost, sound = set(told) - set(kept), store.check_history().ok and store.check().ok
        unasked = len(kept) - len(set(kept))
        print(f"{len(told)} told, {len(kept)} kept, {len(lost)} lost, {unasked} twice, sound: {sound}")
        print(dict(counted))
    return 0 if not lost and not unasked and sound else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4], float(sys.argv[4]) if len(sys.argv) > 4 else 20.0))  # type: ignore[misc]
