"""The hash chain: what tampering it finds."""

import hashlib
import json

import pytest
from sqlalchemy import select, update

from verify.errors import StoreError
from verify.model import Status
from verify.store import open_store, sqlite
from verify.store.events import GENESIS, canonical
from verify.store.opening import open_database
from verify.store.tables import Blob, Person


@pytest.fixture
def filled(database, store, make_reading):
    """A closed database with five events."""
    store.save(make_reading())
    for number in ("1.1", "1.2", "1.3", "1.4"):
        store.mark(number, Status.UNVERIFIABLE, by="Анна", note=f"проверка {number}")
    store.close()
    return database


NOTHING = {"sqlite": "x'00'", "postgresql": r"'\x00'"}
"""One byte that nothing was packed to."""


def tamper(path, *statements):
    opened = open_database(path)
    with opened.engine.connect() as connection:
        unbound(connection)
        for statement in statements:
            connection.exec_driver_sql(statement.replace("x'00'", NOTHING[connection.dialect.name]))
        connection.commit()
    opened.close()


def unbound(connection):
    """Foreign keys and triggers hold no more: what somebody can do who may do everything."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET session_replication_role = replica")
    else:
        sqlite.foreign_keys(connection, on=False)


def check(path, head=None):
    with open_store(path) as store:
        return store.check_history(head)


def test_canonical_json_is_one_form():
    assert canonical({"б": 1, "a": [True, None, "ё"]}) == '{"a":[true,null,"ё"],"б":1}'
    with pytest.raises(ValueError, match="Out of range float"):
        canonical({"a": float("nan")})


def test_an_empty_history_is_whole(store):
    found = store.check_history()
    assert (found.ok, found.events, found.head) == (True, 0, GENESIS)


def test_a_whole_history(filled):
    found = check(filled)
    assert (found.ok, found.events, found.problem) == (True, 5, None)
    assert check(filled, found.head).ok


def test_the_hash_is_over_the_documented_form(filled):
    with open_store(filled) as store:
        first, second = store.history()[:2]
        uid = store.claim("1.1").record.uid
        article = store.article(1).article.uid
        with store._database.read() as session:
            person = session.scalar(select(Person.uid).where(Person.name == "Анна"))
    body = {
        "format": 2,
        "seq": 2,
        "id": second.uid,
        "at": second.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "actor": {"id": person, "name": "Анна"},
        "action": "claim.mark",
        "subject": {"article": article, "claim": uid, "source": None, "case": None},
        "before": '{"status":"unverified"}',
        "after": '{"status":"unverifiable"}',
        "reason": "проверка 1.1",
        "previous": first.hash,
    }
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert second.hash == hashlib.sha256(text.encode("utf-8")).hexdigest()


@pytest.mark.parametrize(
    "change",
    [
        "actor = 'Борис'",
        "action = 'claim.link'",
        "reason = NULL",
        "before = NULL",
        """after = '{"status":"confirmed"}'""",
        "claim_uid = NULL",
        "at = '2020-01-01 00:00:00.000000'",
    ],
)
def test_a_changed_event_is_found(filled, change):
    tamper(filled, f"UPDATE events SET {change} WHERE seq = 3")
    found = check(filled)
    assert (found.ok, found.broken_seq, found.events) == (False, 3, 2)
    action = "claim.link" if change.startswith("action") else "claim.mark"
    assert found.problem == f"Event 3 ({action}) was changed after it was stored."


def test_a_removed_event_is_found(filled):
    tamper(filled, "DELETE FROM events WHERE seq = 3")
    found = check(filled)
    assert (found.ok, found.broken_seq) == (False, 4)
    assert found.problem == "Event 3 is missing: the next one is 4."


def test_a_rehashed_event_breaks_the_link_after_it(filled):
    tamper(filled, f"UPDATE events SET hash = '{'a' * 64}' WHERE seq = 3")
    assert check(filled).problem == "Event 3 (claim.mark) was changed after it was stored."
    tamper(filled, f"UPDATE events SET previous = '{'b' * 64}' WHERE seq = 2")
    assert check(filled).problem == "Event 2 does not follow the event before it."


def test_a_cut_off_tail_is_found(filled):
    tamper(filled, "DELETE FROM events WHERE seq > 3")
    found = check(filled)
    assert (found.ok, found.problem) == (False, "The last 2 of 5 events are missing.")


def test_a_cut_off_tail_is_found_by_a_head_noted_elsewhere(filled):
    noted = check(filled).head
    with open_store(filled) as store:
        third = store.history()[2].hash
    tamper(
        filled,
        "DELETE FROM events WHERE seq > 3",
        f"UPDATE history_head SET events = 3, hash = '{third}'",
    )
    assert check(filled).ok  # the file alone can't know
    found = check(filled, noted)
    assert (found.ok, found.events) == (False, 3)
    assert found.problem is not None
    assert found.problem.startswith(f"No event has the hash {noted}")
    assert check(filled, third).ok


def test_history_goes_on_after_an_older_head(filled):
    noted = check(filled).head
    with open_store(filled) as store:
        store.mark("1.1", Status.CONFIRMED, by="Борис", note="есть фото")
        found = store.check_history(noted)
    assert (found.ok, found.events) == (True, 6)
    assert found.head != noted


def test_a_sound_database(filled):
    with open_store(filled) as store:
        found = store.check()
    assert found.ok
    assert found.checked == {"texts": 1, "snapshots": 1, "claims": 4, "links": 1, "articles": 1, "events": 5}


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("UPDATE texts SET text = text || '!'", "is not what was stored."),
        ("UPDATE blobs SET data = x'00'", "is damaged: restore a backup."),
        (
            "UPDATE claim_readings SET text = 'Мост открыт' WHERE claim_id = 2",
            "Claim 1.2: its words are not those of",
        ),
        (
            "UPDATE claim_readings SET spans = '[[0, 9999]]' WHERE claim_id = 1",
            "Claim 1.1: its words are not those",
        ),
        ('UPDATE links SET "end" = 100000', "Link 1 points outside its text."),
        ("UPDATE articles SET next_claim = 3", "Article 1 would use the number 3 again."),
        ("UPDATE articles SET version = 7", "Article 1 is not whole"),
        ("UPDATE events SET actor = 'x' WHERE seq = 2", "Event 2 (claim.mark) was changed"),
        ("DELETE FROM sources WHERE name = 'Reuters'", "points to a row of sources that does not exist."),
    ],
)
def test_damage_is_named(filled, change, problem):
    tamper(filled, change)
    with open_store(filled) as store:
        found = store.check()
    assert not found.ok
    assert any(problem in each for each in found.problems), found.problems


def test_other_bytes_are_not_given_out(filled):
    import zlib

    with open_store(filled) as store:
        with store._database.write() as session:
            session.execute(update(Blob).values(data=zlib.compress(b"other")))
        digest = store.article(1).snapshot.sha256
        with pytest.raises(StoreError, match="holds other bytes than were stored"):
            store.snapshot_bytes(digest)
