"""Cases and assignments in the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select, update

from verify.errors import NotFound, Refused
from verify.model import AccountRole, Status
from verify.store import Belongings, CaseRecord, ClaimFilter, ClaimState, EventRecord, Store, events
from verify.store.tables import Event, HistoryHead

Make = Callable[..., Any]
OTHER = "https://vestnik.example/other"
QUESTION = "Кто закрыл мост?"


@pytest.fixture
def desk(store: Store, make_reading: Make) -> Store:
    """Two articles of four claims each."""
    store.save(make_reading())
    store.save(make_reading(address=OTHER))
    return store


def numbers(store: Store, **where: Any) -> list[str]:
    return [record.number for record in store.claims(ClaimFilter(**where)).items]


def told(found: tuple[EventRecord, ...]) -> list[tuple[str, Any, Any]]:
    return [(e.action, e.before, e.after) for e in found]


def test_a_case_from_its_opening_to_its_end(desk: Store) -> None:
    case = desk.cases.add(f"  {QUESTION}\n", date(2026, 3, 20), by="Анна")
    assert (case.number, case.question, case.due, case.open) == (1, QUESTION, date(2026, 3, 20), True)
    assert (case.opened_by, case.revision, case.articles, case.claims, case.people) == ("Анна", 1, (), (), ())
    assert case.statuses == {}
    case = desk.cases.put(1, Belongings(("1",), ("2.3", "2.3", "1.1"), ("Борис",)), by="Анна")
    assert (case.articles, case.claims, case.people, case.revision) == ((1,), ("1.1", "2.3"), ("Борис",), 2)
    assert case.statuses == {Status.UNVERIFIED: 5}  # 1.1 counts once
    assert numbers(desk, case="1") == numbers(desk, case=case.uid) == ["1.1", "1.2", "1.3", "1.4", "2.3"]
    desk.mark("2.3", Status.CONFIRMED, by="Борис", note="Звонок в порт.")
    assert desk.cases.get(1).statuses == {Status.UNVERIFIED: 4, Status.CONFIRMED: 1}
    desk.cases.change(1, "Кто знал?", None, by="Анна")
    desk.cases.change(1, None, None, by="Анна", no_due=True)
    desk.cases.take(1, Belongings(("1",), ("1.1",), ("Борис",)), by="Анна")
    closed = desk.cases.set_open(1, False, by="Борис", reason="Мэрия.")
    assert (closed.open, closed.due, closed.question, closed.articles) == (False, None, "Кто знал?", ())
    assert desk.cases.set_open(1, True, by="Анна").open
    assert told(desk.history(case=1)) == [
        ("case.add", None, {"question": QUESTION, "due": "2026-03-20"}),
        ("case.put", None, {"articles": [1], "claims": ["2.3", "1.1"], "people": ["Борис"]}),
        ("case.change", {"question": QUESTION}, {"question": "Кто знал?"}),
        ("case.change", {"due": "2026-03-20"}, {"due": None}),
        ("case.take", {"articles": [1], "claims": ["1.1"], "people": ["Борис"]}, None),
        ("case.close", None, None),
        ("case.reopen", None, None),
    ]
    assert [e.case for e in desk.history(case=1)] == [1] * 7
    assert desk.history(case=1)[5].reason == "Мэрия."
    assert desk.cases.get(1).revision == 7
    assert desk.check().ok


def test_what_changes_nothing_is_no_event(desk: Store) -> None:
    desk.cases.add(QUESTION, None, by="Анна")
    desk.cases.put(1, Belongings(("1",), ("1.2",), ("Анна",)), by="Анна")
    before = desk.cases.get(1)
    assert desk.cases.put(1, Belongings(("1",), ("1.2",), ("Анна",)), by="Анна") == before
    assert desk.cases.change(1, QUESTION, None, by="Анна") == before
    assert desk.cases.set_open(1, True, by="Анна") == before
    assert desk.cases.take(1, Belongings(), by="Анна") == before


@pytest.mark.parametrize(
    ("what", "why"),
    [
        (Belongings(("9",)), "no article '9'"),
        (Belongings(("1",), ("1.9",)), "no claim '1.9'"),
        (Belongings(("2",)), "2 was not put into case 1"),
        (Belongings(("1",), ("2.1",)), r"2\.1 was not put into case 1"),
        (Belongings(people=("Вера",)), "nobody that works here"),
        (Belongings(people=("",)), "nobody that works here"),
    ],
)
def test_what_is_not_in_it_is_not_taken_and_nothing_else_is(desk: Store, what: Belongings, why: str) -> None:
    desk.cases.add(QUESTION, None, by="Анна")
    before = desk.cases.put(1, Belongings(("1",)), by="Анна")
    with pytest.raises(NotFound, match=why):
        desk.cases.take(1, what, by="Анна")
    assert desk.cases.get(1) == before


def test_a_closed_case_stays_as_it_is(desk: Store) -> None:
    desk.cases.add(QUESTION, None, by="Анна")
    before = desk.cases.set_open(1, False, by="Анна")
    acts: list[Callable[[], CaseRecord]] = [
        lambda: desk.cases.put(1, Belongings(("1",)), by="Анна"),
        lambda: desk.cases.take(1, Belongings(("1",)), by="Анна"),
        lambda: desk.cases.change(1, "Кто?", None, by="Анна"),
    ]
    for act in acts:
        with pytest.raises(Refused, match="verify cases reopen 1"):
            act()
    assert desk.cases.get(1) == before


def test_who_saw_an_older_state_changes_nothing(desk: Store) -> None:
    desk.cases.add(QUESTION, None, by="Анна")
    desk.cases.change(1, "Кто знал?", None, by="Борис")
    with pytest.raises(Refused, match="changed meanwhile"):
        desk.cases.set_open(1, False, by="Анна", expected_revision=1)
    assert not desk.cases.set_open(1, False, by="Анна", expected_revision=2).open


@pytest.mark.parametrize("name", ["2", "", "no such", "1.1", "99999999999999999999", "\x00", "²"])
def test_no_such_case(desk: Store, name: str) -> None:
    desk.cases.add(QUESTION, None, by="Анна")
    for ask in (desk.cases.get, desk.cases.articles, lambda n: numbers(desk, case=n)):
        with pytest.raises(NotFound, match="There is no case"):
            ask(name)


@pytest.mark.parametrize("question", ["", " \n", "к" * 1001])
def test_questions_that_are_none(desk: Store, question: str) -> None:
    with pytest.raises(Refused, match="question"):
        desk.cases.add(question, None, by="Анна")
    assert desk.cases.list().items == ()


def test_open_ones_first_by_their_date(desk: Store) -> None:
    days = (None, date(2026, 4, 1), date(2026, 3, 1), date(2026, 2, 1), date(2026, 1, 1), None)
    for day in days:
        desk.cases.add(QUESTION, day, by="Анна")
    desk.cases.set_open(5, False, by="Анна")
    desk.cases.set_open(4, False, by="Анна")
    desk.cases.put(2, Belongings(people=("Борис",)), by="Анна")

    def listed(**where: Any) -> list[int]:
        return [case.number for case in desk.cases.list(**where).items]

    assert listed() == [3, 2, 1, 6, 4, 5]
    assert (listed(open_=True), listed(open_=False)) == ([3, 2, 1, 6], [4, 5])
    assert (listed(person="Борис"), listed(person="Вера"), listed(person="Борис", open_=False)) == (
        [2],
        [],
        [],
    )
    page = desk.cases.list(limit=2, offset=2)
    assert ([c.number for c in page.items], page.total) == ([1, 6], 6)


def test_many_cases_cost_as_many_queries_as_one(desk: Store) -> None:
    def asked() -> int:
        seen: list[str] = []
        engine = desk._database.engine
        event.listen(engine, "before_cursor_execute", note := lambda *given: seen.append(given[2]))
        desk.cases.list(limit=100)
        event.remove(engine, "before_cursor_execute", note)
        return len([said for said in seen if said.startswith("SELECT")])

    desk.cases.add(QUESTION, None, by="Анна")
    one = asked()
    for _ in range(30):
        number = desk.cases.add(QUESTION, None, by="Анна").number
        desk.cases.put(number, Belongings(("1", "2"), ("1.1",), ("Анна", "Борис")), by="Анна")
    assert asked() == one


def test_what_vanished_or_was_dropped_does_not_count(desk: Store) -> None:
    desk.cases.add(QUESTION, None, by="Анна")
    desk.cases.put(1, Belongings(("1",), ("2.1",)), by="Анна")
    desk.drop("1.1", by="Анна")
    desk.drop("2.1", by="Анна")
    assert desk.cases.get(1).statuses == {Status.UNVERIFIED: 3}
    assert desk.cases.get(1).claims == ("2.1",)
    desk.undo("2.1", by="Анна")
    assert desk.cases.get(1).statuses == {Status.UNVERIFIED: 4}


def test_whose_a_claim_is(desk: Store) -> None:
    one, two = desk.assign(["1.1", "2.1", "1.1"], "Анна", by="Борис")
    assert (one.number, one.assigned, one.revision, two.assigned) == ("1.1", "Анна", 1, "Анна")
    assert numbers(desk, assigned="Анна") == ["1.1", "2.1"]
    assert numbers(desk, assigned="Вера") == []
    assert len(numbers(desk, assigned="")) == 6
    assert desk.assign(["1.1"], "Анна", by="Борис")[0].revision == 1
    assert desk.assign(["1.1"], "Вера", by="Борис")[0].assigned == "Вера"
    assert desk.assign(["1.1"], None, by="Борис")[0].assigned is None
    seen = [undone.assigned for undone in (desk.undo("1.1", by="Анна") for _ in range(3))]
    assert seen == ["Вера", "Анна", None]
    assert desk.claim("1.1").record.revision == 6
    with pytest.raises(Refused, match="nothing to undo"):
        desk.undo("1.1", by="Анна")
    first = desk.claim("1.1").events[0]
    assert (first.action, dict(first.before or {})) == ("claim.assign", {"assigned": None, "person": None})
    assert (first.after or {})["assigned"] == "Анна"
    assert desk.check().ok


def test_all_are_assigned_or_none(desk: Store) -> None:
    desk.drop("1.2", by="Анна")
    for claims, error in ((["1.1", "1.9"], NotFound), (["1.1", "1.2"], Refused)):
        with pytest.raises(error):
            desk.assign(claims, "Анна", by="Борис")
    assert numbers(desk, assigned="Анна") == []
    assert len(desk.history(claim="1.1")) == 0


def test_where_people_sign_in_a_slip_of_the_pen_is_nobody(desk: Store) -> None:
    desk.mark("1.1", Status.UNVERIFIABLE, by="Олег")
    desk.accounts.add("Анна Гай", AccountRole.CHECKER, "$hash", by="root")
    assert desk.assign(["1.1"], "анна  гай", by="root")[0].assigned == "Анна Гай"
    assert numbers(desk, assigned="АННА ГАЙ") == ["1.1"]
    assert desk.assign(["1.1"], "Олег", by="root")[0].assigned == "Олег"  # known from the history
    with pytest.raises(NotFound, match="verify people list"):
        desk.assign(["1.1"], "Анна Гой", by="root")
    desk.accounts.set_active("Анна Гай", False, by="root")
    with pytest.raises(Refused, match="account is disabled"):
        desk.assign(["1.1"], "Анна Гай", by="root")
    assert desk.claim("1.1").record.assigned == "Олег"


@pytest.mark.parametrize("name", ["verify", "", " ", "Ве\u200bра", "в" * 101])
def test_nobody_is_called_so(desk: Store, name: str) -> None:
    with pytest.raises(Refused):
        desk.assign(["1.1"], name, by="Анна")
    assert desk.claim("1.1").record.assigned is None


def test_parts_of_a_claim_stay_where_it_was(desk: Store) -> None:
    desk.cases.add(QUESTION, None, by="Анна")
    desk.cases.put(1, Belongings(claims=("1.2", "1.3")), by="Анна")
    desk.assign(["1.2"], "Борис", by="Анна")
    ((start, end),) = desk.claim("1.2").record.claim.spans
    middle = desk.claim("1.2").text.index(",", start)
    parts = desk.split("1.2", [((start, middle),), ((middle + 2, end),)], by="Анна")
    assert [part.assigned for part in parts] == ["Борис", "Борис"]
    assert numbers(desk, case="1") == ["1.5", "1.6", "1.3"]
    desk.assign(["1.6"], "Вера", by="Анна")
    joined = desk.join(["1.5", "1.6"], by="Анна")
    assert (joined.assigned, numbers(desk, case="1")) == (None, ["1.7", "1.3"])
    for _ in range(2):
        desk.undo("1.7" if desk.claim("1.7").record.state is ClaimState.PRESENT else "1.6", by="Анна")
    assert (desk.claim("1.6").record.assigned, numbers(desk, case="1")) == ("Борис", ["1.5", "1.6", "1.3"])


def test_an_assigned_claim_outlives_a_reading_that_misses_it(
    desk: Store, make_extraction: Make, sentences: Any
) -> None:
    desk.assign(["1.2"], "Анна", by="Борис")
    text = desk.article(1).text
    desk.reread(1, make_extraction(text, [sentences[0]], "2"))
    assert numbers(desk, articles=(1,)) == ["1.1", "1.2"]
    assert numbers(desk, assigned="Анна") == ["1.2"]


def test_events_of_the_first_form_hold_and_take_no_case_later(desk: Store) -> None:
    with desk._database.write() as session:
        last = session.scalars(select(Event).order_by(Event.seq.desc()).limit(1)).one()
        last.format = 1
        last.hash = events.event_hash(last)
        session.execute(update(HistoryHead).values(hash=last.hash))
    assert desk.check_history().ok
    with desk._database.write() as session:
        session.execute(update(Event).where(Event.seq == 2).values(case_uid="x"))
    assert desk.check_history().broken_seq == 2


ANYTHING = st.text(st.characters(), max_size=40)  # lone surrogates and NUL too
SOME = st.lists(ANYTHING | st.sampled_from(["1", "2", "1.1", "2.4", "Анна"]), max_size=3)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=ANYTHING, name=ANYTHING, parts=st.tuples(SOME, SOME, SOME), due=st.none() | st.dates())
def test_whatever_is_typed_is_stored_or_refused(
    desk: Store, question: str, name: str, parts: tuple[list[str], ...], due: date | None
) -> None:
    what = Belongings(*map(tuple, parts))
    number = desk.cases.add(f"?{question}", due, by="Анна").number
    acts: list[Callable[[], object]] = [
        lambda: desk.cases.put(number, what, by="Анна"),
        lambda: desk.cases.take(number, what, by="Анна"),
        lambda: desk.cases.change(name, question, due, by=name),
        lambda: desk.assign(parts[1], name, by="Анна"),
        lambda: desk.cases.list(person=name),
        lambda: desk.claims(ClaimFilter(assigned=name)),
        lambda: desk.claims(ClaimFilter(case=name)),
        lambda: desk.cases.set_open(number, False, by="Анна", reason=question),
    ]
    for act in acts:
        before = desk.status().head
        try:
            act()
        except (Refused, NotFound):
            assert desk.status().head == before
    case = desk.cases.get(number)
    assert (case.due, case.open) == (due, False)
    assert case.question.startswith("?")
    assert desk.check_history().ok


@pytest.fixture
def file(tmp_path: Path, make_reading: Make) -> Path:
    from verify.store import open_store

    path = tmp_path / "many.db"
    with open_store(path) as store:
        store.save(make_reading())
        store.cases.add(QUESTION, None, by="Анна")
    return path


@pytest.mark.sqlite("its own plan of a query")
def test_the_inbox_is_found_by_index(file: Path) -> None:
    query = "SELECT id FROM claims WHERE assignee_id = 1 AND listed = 1 ORDER BY article_id, start"
    with closing(sqlite3.connect(file)) as raw:
        (plan,) = raw.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()
    assert "ix_claims_assignee" in plan[3]
