from __future__ import annotations

from verify.desk.turns import Turns


class Clock:
    """Time that passes by waiting, and half a second a job."""

    def __init__(self) -> None:
        self.now = 0.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def run(turns: Turns[str], clock: Clock) -> list[tuple[float, str]]:
    given = []
    for _, job in turns:
        given.append((clock.now, job))
        clock.now += 0.5
    return given


def turns(delay: float, clock: Clock) -> Turns[str]:
    return Turns(delay, clock=lambda: clock.now, sleep=clock.sleep)


def test_hosts_take_turns_and_each_has_its_pause() -> None:
    clock = Clock()
    made = turns(2.0, clock)
    for job in ("a1", "a2", "a3", "b1", "b2"):
        made.add(job[0], job)
    assert run(made, clock) == [(0.0, "a1"), (0.5, "b1"), (2.5, "a2"), (3.0, "b2"), (5.0, "a3")]


def test_a_host_may_ask_for_longer_pauses_never_for_shorter() -> None:
    clock = Clock()
    made = turns(2.0, clock)
    for job in ("a1", "a2", "b1", "b2"):
        made.add(job[0], job)
    made.slow("a", 9.0)
    made.slow("b", 0.1)
    assert run(made, clock) == [(0.0, "a1"), (0.5, "b1"), (3.0, "b2"), (9.5, "a2")]


def test_jobs_are_added_meanwhile_and_a_resting_host_is_left_alone() -> None:
    clock = Clock()
    made = turns(0.0, clock)
    made.add("a", "a1")
    made.add("a", "a2")
    given = []
    for host, job in made:
        given.append(job)
        if job == "a1":
            made.add("a", "a0", first=True)
            made.add("b", "b1")
        if job == "b1":
            made.rest(host)
            made.add("b", "b2")
    assert sorted(given) == ["a0", "a1", "a2", "b1"]
    assert given.index("a0") < given.index("a2")
    assert len(made) == 0
