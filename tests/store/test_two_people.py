"""Two people, or ten, on one claim: nobody overwrites what another did, and the history holds."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from verify.errors import Refused, StaleClaim
from verify.model import EvidenceState, Hop, SourceKind, Stance, Status
from verify.store import Outcome, Proposed, Store, open_store
from verify.store.meanwhile import what_it_did

AFP = Hop(SourceKind.OUTLET, ("AFP",))
NOTE = "перезвонила в мэрию"
ROOT = Path(__file__).parents[2]

Change = Callable[[Store, int | None], Any]

ACTS: dict[str, Change] = {
    "mark": lambda s, n: s.mark("1.2", Status.CONFIRMED, by="Анна", note=NOTE, expected_revision=n),
    "link": lambda s, n: s.link("1.2", "https://gov.example/order", by="Анна", expected_revision=n),
    "assign": lambda s, n: s.assign(["1.2"], "Вера", by="Анна", expected_revision=n),
    "rate": lambda s, n: s.rate("1.2", 2, by="Анна", expected_revision=n),
    "chain": lambda s, n: s.set_chain("1.2", (AFP,), by="Анна", expected_revision=n),
    "drop": lambda s, n: s.drop("1.2", by="Анна", expected_revision=n),
    "undo": lambda s, n: s.undo("1.2", by="Анна", expected_revision=n),
    "accept": lambda s, n: s.decide_link("1.2", 2, EvidenceState.ACCEPTED, by="Анна", expected_revision=n),
    "split": lambda s, n: s.split("1.2", halves(s), by="Анна", expected_revision=n),
    "join": lambda s, n: s.join(
        ("1.1", "1.2"), by="Анна", expected_revisions=None if n is None else {"1.1": 0, "1.2": n}
    ),
}


def halves(store: Store) -> list[tuple[tuple[int, int], ...]]:
    """The words of 1.2 in two parts."""
    ((start, end),) = store.claim("1.2").record.claim.spans
    middle = store.claim("1.2").text.index(",", start)
    return [((start, middle),), ((middle + 2, end),)]


def proposed() -> Proposed:
    return Proposed(
        article=2, version_id=2, claim_uid=None, stance=Stance.SUPPORTS, spans=((0, 4),), quote="Мост",
        prefix="", suffix="", origin_kind=None, origin_name=None, copied=False, voice=1, reason={},
    )  # fmt: skip


@pytest.fixture
def desk(database: str, make_reading: Callable[..., Any]) -> Iterator[Store]:
    """The article about the bridge, another one that a link of 1.2 leads to, and a mark by Борис on 1.2."""
    with open_store(database) as store:
        store.save(make_reading())
        store.save(make_reading(address="https://other.example/2"))
        store.propose("1.2", [proposed()], Outcome(1, 0, (), (), None), "test")
        store.mark("1.2", Status.DISPUTED, by="Борис", note="мэр говорит другое")
        yield store


def test_every_kind_of_change_is_here() -> None:
    """A change of claims that takes no revision would let the second person overwrite the first."""
    from inspect import signature

    from verify.store.acts import Acts

    asks = {name for name, act in vars(Acts).items() if not name.startswith("_")}
    for name in asks:
        assert set(signature(getattr(Acts, name)).parameters) & {"expected_revision", "expected_revisions"}
    names = {"accept": "decide_link", "chain": "set_chain"}
    assert asks - {names.get(name, name) for name in ACTS} == {"restore", "unlink"}


@pytest.mark.parametrize("act", ACTS)
def test_a_change_of_a_claim_that_changed_since_is_refused_and_says_why(desk: Store, act: str) -> None:
    before = (desk.check_history().head, desk.claim("1.2").record, desk.claim("1.1").record)
    with pytest.raises(StaleClaim) as caught:
        ACTS[act](desk, 0)
    assert (desk.check_history().head, desk.claim("1.2").record, desk.claim("1.1").record) == before
    error = caught.value
    assert (error.claim, error.expected, error.revision) == ("1.2", 0, 1)
    (change,) = error.changes
    assert (change.by, change.action, change.what, change.reason) == (
        "Борис", "claim.mark", "status unverified → disputed", "мэр говорит другое",
    )  # fmt: skip
    assert abs((datetime.now(UTC) - change.at).total_seconds()) < 60
    assert str(error) == (
        f"Claim 1.2 was changed meanwhile: Борис, {change.at:%Y-%m-%d %H:%M} UTC, "
        "status unverified → disputed (“мэр говорит другое”). "
        "Nothing of yours was stored: look at it again."
    )


@pytest.mark.parametrize("revision", [1, None])
@pytest.mark.parametrize("act", ACTS)
def test_a_change_of_what_was_looked_at_goes_through(desk: Store, act: str, revision: int | None) -> None:
    ACTS[act](desk, revision)
    detail = desk.claim("1.2")
    assert detail.record.revision == 2
    assert [event.actor for event in detail.events] == ["Борис", "Анна"]
    assert desk.check_history().ok


def test_a_dropped_claim_is_brought_back_by_one(desk: Store) -> None:
    desk.drop("1.1", by="Анна")
    desk.restore("1.1", by="Анна", expected_revision=1)
    with pytest.raises(StaleClaim, match=r"Анна, .* UTC, brought back\. Nothing of yours"):
        desk.restore("1.1", by="Борис", expected_revision=1)


def test_a_link_is_taken_back_by_one(desk: Store) -> None:
    link = desk.link("1.2", "https://gov.example/order", by="Вера").uid
    desk.unlink(link, by="Анна", expected_revision=2)
    with pytest.raises(
        StaleClaim, match=r"Анна, .* UTC, took back the link to https://gov\.example/order\. N"
    ):
        desk.unlink(link, by="Борис", expected_revision=2)
    desk.undo("1.2", by="Вера")
    assert [(e.url, e.stands) for e in desk.claim("1.2").evidence if e.url.endswith("order")] == [
        ("https://gov.example/order", True)
    ]
    assert what_it_did(desk.claim("1.2").events[-1]) == (
        "took back: took back the link to https://gov.example/order"
    )


def test_all_that_happened_meanwhile_is_told_in_its_order(desk: Store, make_reading: Any) -> None:
    desk.link("1.2", "https://gov.example/order", by="Вера", stance=Stance.REFUTES)
    desk.link("1.2", "https://gov.example/law", by="Вера", stance=Stance.CONTEXT)
    desk.decide_link("1.2", 2, EvidenceState.REJECTED, by="Глеб", reason="другой мост")
    desk.set_chain("1.2", (AFP,), by="Глеб")
    desk.rate("1.2", 5, by="Глеб")
    desk.undo("1.2", by="Вера")
    desk.drop("1.2", by="Вера")
    with pytest.raises(StaleClaim) as caught:
        desk.mark("1.2", Status.CONFIRMED, by="Анна", note=NOTE, expected_revision=1)
    assert [(c.by, c.what) for c in caught.value.changes] == [
        ("Вера", "linked https://gov.example/order, which refutes it"),
        ("Вера", "linked https://gov.example/law as context"),
        ("Глеб", "rejected the link to https://other.example/2"),
        ("Глеб", "chain: AFP; was: Reuters ← двое чиновников"),
        ("Глеб", "credibility none → 5"),
        ("Вера", "took back: credibility none → 5"),
        ("Вера", "dropped"),
    ]


def test_an_article_that_says_it_otherwise_is_a_change(
    desk: Store, make_reading: Any, sentences: list[Any]
) -> None:
    said, chain, flags = sentences[1]
    sentences[1] = (said.replace("сорок", "пятьдесят"), chain, flags)
    desk.save(make_reading(sentences), by="verify")
    with pytest.raises(StaleClaim, match="the article says now: “Ремонт обойдётся в пятьдесят миллионов"):
        desk.mark("1.2", Status.CONFIRMED, by="Анна", note=NOTE, expected_revision=1)


def test_a_revision_that_never_was_is_refused(desk: Store) -> None:
    with pytest.raises(Refused, match=r"it has revision 0, not 7\. Nothing of yours was stored"):
        desk.mark("1.1", Status.UNVERIFIABLE, by="Анна", expected_revision=7)


def test_of_six_threads_one_wins_each_revision(desk: Store) -> None:
    """Each looks, decides and meets what others decided; at the end every change that went through is there,
    each over the one that its author saw.
    """
    each, rounds = 6, 4
    won: list[tuple[str, int]] = []
    lost: list[StaleClaim] = []
    wrong: list[BaseException] = []

    def person(name: str) -> None:
        try:
            for n in range(rounds):
                while True:
                    seen = desk.claim("1.1").record.revision
                    try:
                        desk.mark(
                            "1.1", Status.UNVERIFIABLE, by=name, note=f"{name}{n}", expected_revision=seen
                        )
                    except StaleClaim as error:
                        lost.append(error)
                    else:
                        won.append((f"{name}{n}", seen))
                        break
        except BaseException as error:  # a thread's own errors would be lost
            wrong.append(error)

    threads = [threading.Thread(target=person, args=(f"person {n}",)) for n in range(each)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    detail = desk.claim("1.1")
    assert detail.record.revision == each * rounds
    assert [event.reason for event in detail.events] == [note for note, _ in sorted(won, key=lambda w: w[1])]
    assert sorted(seen for _, seen in won) == list(range(each * rounds))
    assert all(error.changes for error in lost)
    assert desk.check_history().ok
    assert desk.check().problems == ()


PERSON = """
import sys
from verify.errors import StaleClaim
from verify.model import Stance, Status
from verify.store import open_store
database, name = sys.argv[1:]
with open_store(database) as store:
    done = refused = 0
    for n in range(20):
        claim = f"1.{n % 4 + 1}"
        seen = store.claim(claim).record.revision
        try:
            if n % 5 == 4:
                store.link(claim, f"https://gov.example/{name}/{n}", by=f"{name} {n}", expected_revision=seen)
            else:
                store.mark(claim, Status.UNVERIFIABLE, by=f"{name} {n}", expected_revision=seen)
            done += 1
        except StaleClaim:
            refused += 1
    print(done, refused)
"""


def test_processes_at_once_keep_one_history(database: str, make_reading: Callable[..., Any]) -> None:
    """Each person of each process is new to the database: known once, whoever comes first."""
    with open_store(database) as store:
        store.save(make_reading())
    command = [sys.executable, "-c", PERSON, database]
    running = [
        subprocess.Popen(
            [*command, name], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for name in ("Анна", "Борис")
    ]
    done = 0
    for process in running:
        out, errors = process.communicate(timeout=120)
        assert (process.returncode, errors) == (0, "")
        went, refused = map(int, out.split())
        assert went + refused == 20
        done += went
    with open_store(database) as store:
        assert store.status().counts["events"] == 1 + done
        assert sum(store.claim(f"1.{n}").record.revision for n in (1, 2, 3, 4)) == done
        assert store.check_history().ok
        assert store.check().problems == ()


def test_the_same_article_read_by_many_at_once_is_there_once(
    database: str, make_reading: Callable[..., Any]
) -> None:
    """All of them bring the same new person, text, snapshot and sources into an empty database."""
    wrong: list[BaseException] = []
    open_store(database).close()

    def reads() -> None:
        try:
            with open_store(database) as store:
                store.save(make_reading(), by="Анна")
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=reads) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    with open_store(database) as store:
        assert (store.status().counts["articles"], store.status().counts["events"]) == (1, 1)
        assert store.check().problems == ()
