"""Accounts, signing in and tokens, as the desk's faces use them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from verify.desk import passwords, people
from verify.errors import InputError, NotFound, Refused, TooManyTries
from verify.model import AccountRole
from verify.store import Store, open_store
from verify.store import rows as whole
from verify.store.dumping import CARRIED
from verify.store.tables import AccountRow, SessionRow, TokenRow

WORDS = "паром идёт в ноябре"
OTHER = "мост закрыт до весны"
START = datetime(2026, 3, 14, 9, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at

    def on(self, **by: float) -> None:
        self.at += timedelta(**by)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """What signing takes for the time."""
    clock = Clock()
    monkeypatch.setattr("verify.store.signing.now", clock)
    return clock


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Hashes that cost next to nothing; the hashes that a password was held against, in order."""
    held: list[str] = []

    class Hasher(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # noqa: A002
            held.append(str(hash))
            return super().verify(hash, password)

    hasher = Hasher(time_cost=1, memory_cost=8, parallelism=1)
    passwords._nobodys.cache_clear()
    monkeypatch.setattr(passwords, "hasher", lambda: hasher)
    return held


@pytest.fixture
def store(database: str, quick: list[str]) -> Iterator[Store]:
    with open_store(database) as opened:
        people.add(opened, "Анна", AccountRole.EDITOR, WORDS, by="root")
        yield opened
    passwords._nobodys.cache_clear()


def said(error: pytest.ExceptionInfo[Exception]) -> str:
    return str(error.value)


def refusal(store: Store, name: str, password: str) -> str:
    with pytest.raises(Refused) as error:
        people.sign_in(store, name, password)
    return said(error)


def test_an_account_from_the_first_day_to_the_last(store: Store, clock: Clock) -> None:
    (anna,) = people.accounts(store)
    assert (anna.name, anna.role, anna.active, anna.last_seen_at) == (
        "Анна", AccountRole.EDITOR, True, None,
    )  # fmt: skip
    boris = people.add(store, "  Борис \t Гай ", AccountRole.READER, OTHER, by="Анна")
    assert boris.name == "Борис Гай"
    assert people.set_role(store, "борис гай", AccountRole.CHECKER, by="Анна").role is AccountRole.CHECKER
    people.set_role(store, "Борис Гай", AccountRole.CHECKER, by="Анна")  # as it is: no event
    people.set_password(store, "Борис Гай", WORDS, by="Борис Гай")
    assert not people.disable(store, "Борис Гай", by="Анна").active
    assert people.enable(store, "Борис Гай", by="Анна").active
    happened = [(e.actor, e.action, e.before, dict(e.after or {})) for e in store.history()]
    uid = happened[1][3].pop("id")
    assert {after.get("id", uid) for _, _, _, after in happened[2:]} == {uid}
    person = {"person": "Борис Гай"}
    assert [(a, b, c, {k: v for k, v in d.items() if k != "id"}) for a, b, c, d in happened[1:]] == [
        ("Анна", "person.add", None, {**person, "role": "reader"}),
        ("Анна", "person.role", {"role": "reader"}, {**person, "role": "checker"}),
        ("Борис Гай", "person.password", None, person),
        ("Анна", "person.disable", None, person),
        ("Анна", "person.enable", None, person),
    ]
    assert store.check().ok


def test_a_person_of_the_history_gets_their_account(store: Store) -> None:
    with store._database.write() as session:
        from verify.store.events import person

        uid = person(session, "Олег").uid
    people.add(store, "Олег", AccountRole.CHECKER, OTHER, by="Анна")
    assert (store.history()[-1].after or {})["id"] == uid


def test_a_session_is_a_hash_and_slides(store: Store, clock: Clock) -> None:
    cookie, anna = people.sign_in(store, "анна", WORDS)
    assert re.fullmatch(r"[\w-]{43}", cookie)  # 32 bytes
    assert anna.last_seen_at == START
    with store._database.read() as session:
        (row,) = session.scalars(select(SessionRow))
        assert row.digest == hashlib.sha256(cookie.encode()).hexdigest()
    clock.on(seconds=59)
    assert people.signed_in(store, cookie) is not None
    assert people.accounts(store)[0].last_seen_at == START  # not written again within a minute
    clock.on(seconds=1)
    seen = people.signed_in(store, cookie)
    assert seen is not None
    assert seen.last_seen_at == people.accounts(store)[0].last_seen_at == START + timedelta(minutes=1)
    clock.on(hours=12, seconds=-1)
    assert people.signed_in(store, cookie) is not None
    clock.on(hours=12)
    assert people.signed_in(store, cookie) is None


def test_a_session_ends_after_a_week_however_it_is_used(store: Store, clock: Clock) -> None:
    cookie, _ = people.sign_in(store, "Анна", WORDS)
    for _ in range(16):
        clock.on(hours=10)
        assert people.signed_in(store, cookie) is not None
    clock.on(hours=8)
    assert clock.at - START == timedelta(days=7)
    assert people.signed_in(store, cookie) is None
    people.sign_in(store, "Анна", WORDS)
    with store._database.read() as session:
        assert len(session.scalars(select(SessionRow)).all()) == 1  # what ended is swept out


def test_signing_out(store: Store) -> None:
    one, two, three = (people.sign_in(store, "Анна", WORDS)[0] for _ in range(3))
    people.sign_out(store, one)
    people.sign_out(store, one)
    people.sign_out(store, "no session")
    assert [people.signed_in(store, c) is not None for c in (one, two, three)] == [False, True, True]
    people.sign_out_everywhere(store, "АННА", by="Анна")
    assert [people.signed_in(store, c) for c in (two, three)] == [None, None]


@pytest.mark.parametrize("act", ["password", "disable"])
def test_what_ends_all_sessions(store: Store, act: str) -> None:
    cookie, _ = people.sign_in(store, "Анна", WORDS)
    if act == "password":
        people.set_password(store, "Анна", OTHER, by="Анна")
    else:
        people.disable(store, "Анна", by="root")
        people.enable(store, "Анна", by="root")
    assert people.signed_in(store, cookie) is None


def test_a_role_changes_under_a_session(store: Store) -> None:
    cookie, _ = people.sign_in(store, "Анна", WORDS)
    people.set_role(store, "Анна", AccountRole.READER, by="root")
    found = people.signed_in(store, cookie)
    assert found is not None
    assert found.role is AccountRole.READER


def test_the_last_editor_cannot_lock_everybody_out(store: Store) -> None:
    """Neither by a slip nor in another case; where a second one can still sign in, they may go."""
    people.add(store, "Борис", AccountRole.CHECKER, OTHER, by="Анна")
    people.add(store, "Вера", AccountRole.EDITOR, OTHER, by="Анна")
    people.disable(store, "Вера", by="Анна")
    for act in (
        lambda: people.disable(store, "Анна", by="анна"),
        lambda: people.set_role(store, "Анна", AccountRole.CHECKER, by="Анна"),
    ):
        with pytest.raises(Refused, match=r"last editor who can sign in: .* Make another"):
            act()
    anna = store.accounts.get("Анна")
    assert (anna.role, anna.active) == (AccountRole.EDITOR, True)
    people.enable(store, "Вера", by="Анна")
    assert people.set_role(store, "Анна", AccountRole.READER, by="Анна").role is AccountRole.READER


def test_who_is_not_let_in_learns_nothing(store: Store, quick: list[str]) -> None:
    people.add(store, "Борис", AccountRole.READER, OTHER, by="Анна")
    people.disable(store, "Борис", by="Анна")
    quick.clear()
    words = {refusal(store, "Анна", OTHER), refusal(store, "Борис", OTHER), refusal(store, "Вера", OTHER)}
    assert words == {"The name or the password is wrong."}
    assert len(quick) == 3  # each held against a hash of the same costs
    assert len({h.split("$")[3] for h in quick}) == 1
    assert quick[2] == passwords._nobodys()


def test_the_first_name_of_nobody_takes_no_longer(store: Store) -> None:
    passwords._nobodys.cache_clear()
    refusal(store, "Анна", OTHER)
    assert passwords._nobodys.cache_info().currsize == 1


def test_tries_of_a_clock_that_was_ahead_keep_nobody_out(
    store: Store, clock: Clock, quick: list[str]
) -> None:
    clock.on(days=400)
    for _ in range(5):
        refusal(store, "Анна", OTHER)
    clock.on(days=-400)
    people.sign_in(store, "Анна", WORDS)


@pytest.mark.parametrize("name", ["Анна", "Вера"])  # somebody's, and nobody's
def test_after_five_tries_one_waits(store: Store, clock: Clock, quick: list[str], name: str) -> None:
    for _ in range(5):
        assert "wrong" in refusal(store, name, OTHER)
        clock.on(minutes=1)
    quick.clear()
    with pytest.raises(TooManyTries, match="wait 11 min,") as error:
        people.sign_in(store, name.upper(), WORDS)
    assert error.value.seconds == 600
    assert quick == []
    clock.on(minutes=10)
    assert "wrong" in refusal(store, name, OTHER)  # the first of the five is over
    with pytest.raises(TooManyTries, match=r"wait [12] min,"):
        people.sign_in(store, name, WORDS)
    clock.on(minutes=15)
    if name == "Анна":
        people.sign_in(store, name, WORDS)
        assert "wrong" in refusal(store, name, OTHER)  # signing in forgives what was before


def test_a_new_password_spares_the_waiting(store: Store) -> None:
    for _ in range(5):
        refusal(store, "Анна", OTHER)
    people.set_password(store, "Анна", OTHER, by="root")
    assert people.sign_in(store, "Анна", OTHER)[1].name == "Анна"


def test_tries_at_once_do_not_slip_past_the_count(store: Store) -> None:
    def attempt(n: int) -> type[Exception]:
        with pytest.raises(Refused) as error:
            people.sign_in(store, "Анна", f"{OTHER} {n}")
        return error.type

    with ThreadPoolExecutor(8) as pool:
        came = list(pool.map(attempt, range(12)))
    assert (came.count(Refused), came.count(TooManyTries)) == (5, 7)


def test_a_password_that_changes_meanwhile_opens_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    fits = passwords.fits

    def slow(password: str, kept: str | None) -> bool:
        found = fits(password, kept)
        people.set_password(store, "Анна", OTHER, by="root")
        return found

    monkeypatch.setattr(passwords, "fits", slow)
    assert refusal(store, "Анна", WORDS) == "The name or the password is wrong."


def test_old_costs_are_renewed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    dearer = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "hasher", lambda: dearer)
    people.sign_in(store, "Анна", WORDS)
    with store._database.read() as session:
        kept = session.scalars(select(AccountRow.password_hash)).one()
    assert "$m=8,t=2,p=1$" in kept
    assert people.sign_in(store, "Анна", WORDS)[1].name == "Анна"


def test_the_costs_are_those_that_the_rfc_recommends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    kept = passwords.hashed(WORDS, "Анна")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert passwords.fits(WORDS, kept)
    assert not passwords.fits(OTHER, kept)


def test_a_letter_is_the_same_however_it_is_composed(store: Store) -> None:
    composed, apart = "чай и ёлки зимой", "чаи\u0306 и е\u0308лки зимои\u0306"
    people.add(store, "Юрий", AccountRole.READER, composed, by="Анна")
    assert people.sign_in(store, "Юрии\u0306", apart)[1].name == "Юрий"


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("короткий па", "12 characters at least"),
        ("x" * 1001, "1000 characters at most"),
        ("abababababababab", "too easily"),
        ("анна анна вера", "too easily"),
    ],
)
def test_passwords_that_are_not_taken(store: Store, password: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        people.add(store, "Анна Анна Вера", AccountRole.READER, password, by="Анна")
    assert len(people.accounts(store)) == 1


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "needs a name"),
        (" \n", "needs a name"),
        ("VERIFY", "what the machine does"),
        ("ｖerify", "what the machine does"),
        ("анна", "has an account already"),
        ("Вера\u202eанна", "nobody sees"),
        ("Ве\u200bра", "nobody sees"),
        ("в" * 101, "too long"),
        ("\ufdfa" * 60, "too long"),
    ],
)
def test_names_that_are_not_taken(store: Store, name: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        people.add(store, name, AccountRole.READER, WORDS, by="Анна")
    assert len(people.accounts(store)) == 1
    assert len(store.history()) == 1


def test_nobody_acts_without_a_name(store: Store) -> None:
    with pytest.raises(Refused, match="--by"):
        people.set_role(store, "Анна", AccountRole.READER, by=" ")
    assert people.accounts(store)[0].role is AccountRole.EDITOR


def test_a_token_from_its_making_to_its_end(store: Store, clock: Clock) -> None:
    value, made = people.issue_token(store, "Анна", " nightly  check ", days=2, by="root")
    assert re.fullmatch(r"vfy_[\w-]{43}", value)
    assert (made.person, made.label, made.last_used_at) == ("Анна", "nightly check", None)
    assert made.expires_at == START + timedelta(days=2)
    clock.on(hours=1)
    anna = people.bearer(store, value)
    assert anna is not None
    assert (anna.name, anna.role, anna.last_seen_at) == ("Анна", AccountRole.EDITOR, clock.at)
    clock.on(seconds=30)
    people.bearer(store, value)
    assert people.tokens(store, "Анна")[0].last_used_at == START + timedelta(hours=1)
    clock.on(hours=47, seconds=-30)
    assert people.bearer(store, value) is None
    with store._database.read() as session:
        assert session.scalars(select(TokenRow.digest)).all() == [hashlib.sha256(value.encode()).hexdigest()]
    (event,) = [e for e in store.history() if e.action == "person.token"]
    assert {k: v for k, v in (event.after or {}).items() if k not in ("id", "token_id")} == {
        "person": "Анна", "token": "nightly check", "until": "2026-03-16",
    }  # fmt: skip


def test_a_token_that_is_taken_back(store: Store) -> None:
    value, made = people.issue_token(store, "Анна", "laptop", days=9, by="Анна")
    other, _ = people.issue_token(store, "Анна", "phone", days=9, by="Анна")
    gone = people.revoke_token(store, made.uid[:8], by="root")
    assert (gone.uid, gone.revoked_at is not None) == (made.uid, True)
    assert people.revoke_token(store, made.uid, by="root") == gone
    assert people.bearer(store, value) is None
    assert people.bearer(store, other) is not None
    assert [e.actor for e in store.history() if e.action == "person.revoke"] == ["root"]
    assert [t.label for t in people.tokens(store, "Анна")] == ["phone", "laptop"]


@pytest.mark.parametrize("uid", ["", " ", "%", "_", "zzzz", "\x00"])
def test_a_token_is_not_taken_back_by_guessing(store: Store, uid: str) -> None:
    people.issue_token(store, "Анна", "laptop", days=9, by="Анна")
    with pytest.raises(NotFound, match="id of no one token"):
        people.revoke_token(store, uid, by="root")


def test_tokens_rest_while_the_account_is_disabled(store: Store) -> None:
    value, _ = people.issue_token(store, "Анна", "laptop", days=9, by="Анна")
    people.disable(store, "Анна", by="root")
    assert people.bearer(store, value) is None
    with pytest.raises(Refused, match="enable the account"):
        people.issue_token(store, "Анна", "phone", days=9, by="root")
    people.enable(store, "Анна", by="root")
    assert people.bearer(store, value) is not None


@pytest.mark.parametrize(("label", "days"), [("", 9), ("x" * 201, 9), ("laptop", 0), ("laptop", 3651)])
def test_tokens_that_are_not_made(store: Store, label: str, days: int) -> None:
    with pytest.raises(Refused):
        people.issue_token(store, "Анна", label, days=days, by="Анна")
    assert people.tokens(store, "Анна") == ()


def test_a_cookie_is_no_token_and_a_token_no_cookie(store: Store) -> None:
    cookie, _ = people.sign_in(store, "Анна", WORDS)
    value, _ = people.issue_token(store, "Анна", "laptop", days=9, by="Анна")
    assert people.bearer(store, cookie) is None
    assert people.signed_in(store, value) is None


def test_the_secrets_stay_out_of_exports_and_of_the_history(store: Store) -> None:
    cookie, _ = people.sign_in(store, "Анна", WORDS)
    value, _ = people.issue_token(store, "Анна", "laptop", days=9, by="Анна")
    with store._database.read() as session:
        kept = session.scalars(select(AccountRow.password_hash)).one()
    told = repr(store.history())
    secrets = (WORDS, kept, cookie, value, hashlib.sha256(value.encode()).hexdigest())
    assert not [secret for secret in secrets if secret in told]
    given_out = repr(list(store.transfer.rows(None)))
    assert "person.token" in given_out
    assert not [secret for secret in secrets if secret in given_out]
    hashes = {table.name for table in whole.tables() if "digest" in table.c or "password_hash" in table.c}
    assert hashes & CARRIED == {"extractions"}  # the hash of its claims


ANYTHING = st.text(st.characters(), max_size=60)  # lone surrogates too


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=ANYTHING, password=ANYTHING, cookie=ANYTHING)
def test_whatever_is_typed_is_answered(store: Store, name: str, password: str, cookie: str) -> None:
    with pytest.raises(Refused):
        people.sign_in(store, name, password)
    assert people.signed_in(store, cookie) is None
    assert people.bearer(store, "vfy_" + cookie) is None
    for act in (people.disable, people.enable):
        with pytest.raises(NotFound):
            act(store, name + "!", by="root")
    try:
        made = people.add(store, name, AccountRole.READER, password + WORDS, by="root")
    except (Refused, InputError):
        return
    assert made.name.isprintable()
    assert people.sign_in(store, name, password + WORDS)[1].name == made.name
    assert store.check_history().ok
