"""Everything out of a database and back into one: the same, or nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests import databases
from tests.store.conftest import reading_of
from verify.errors import InputError, Refused
from verify.model import (
    EvidenceState,
    Flag,
    FlagCode,
    Hop,
    Proposal,
    Reliability,
    Snapshot,
    SourceKind,
    Stance,
    Status,
    bytes_sha256,
)
from verify.store import (
    Belongings,
    FeedAnswer,
    ItemState,
    NewItem,
    Outcome,
    OutsideRecord,
    Proposed,
    Reading,
    Seen,
    Store,
    dumping,
    open_store,
    rows,
)
from verify.store.records import Became
from verify.store.tables import Person, Version, now
from verify.store.tables.bulk import BulkFile, BulkMark, BulkRecord, BulkText, CopyRow

Make = Callable[..., Reading]
Fresh = Callable[[], Store]
Rows = list[tuple[str, Any]]
PAGE = b"\x00\xff page"
OTHER = "https://vestnik.example/other"


@pytest.fixture
def another(fresh: Callable[[], str]) -> Iterator[Fresh]:
    """Opens further databases that hold nothing."""
    with ExitStack() as opened:
        yield lambda: opened.enter_context(open_store(fresh()))


@pytest.fixture(scope="module")
def once(template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with databases.template(tmp_path_factory.mktemp("lived"), lambda store: _live(store, reading_of)) as made:
        yield made


@pytest.fixture
def lived(once: str, tmp_path: Path) -> Iterator[Store]:
    """A database with something in every table that is carried; made once, then copied."""
    with databases.copied(once, tmp_path / "lived.db") as place, open_store(place) as store:
        yield store


def _live(store: Store, make_reading: Make) -> None:
    store.save(make_reading(), by="anna")
    store.save(make_reading(address=OTHER), by="boris")
    changed = make_reading(sentences=[("Мэрия закрыла мост.", (), ()), ("Мост сломан.", (), ())])
    store.save(changed, by="anna")
    store.mark("1.5", Status.CONFIRMED, by="anna", note="Сама видела.")
    store.mark("1.5", Status.UNVERIFIED, by="anna")
    shot = Snapshot(
        PAGE, bytes_sha256(PAGE), bytes_sha256(PAGE), now(), "https://a.example/", "https://a.example/"
    )
    store.link(
        "1.5", "https://a.example/", by="boris", seen=Seen(snapshot=shot, text="Мост цел.", spans=((0, 4),))
    )
    store.set_chain("2.1", (Hop(SourceKind.OUTLET, ("Reuters",)),), by="anna", reason="Так в тексте.")
    store.split("2.4", [((210, 216),), ((217, 230),)], by="anna")
    store.drop("1.1", by="boris")
    store.add_source("Заря", SourceKind.OUTLET, by="anna", aliases=["Зорька"], owner=None)
    store.add_source("Холдинг", SourceKind.ORGANIZATION, by="anna")
    store.set_owner("Reuters", "Холдинг", by="anna")
    store.rate_source("Reuters", Reliability.B, by="anna", reason="Опыт.")
    with store._database.read() as session:
        version = session.scalar(select(Version.id).where(Version.article_id == 2)) or 0
    proposed = Proposed(2, version, None, Stance.SUPPORTS, ((0, 4),), "Мост", "", " закрыт",
                        SourceKind.OUTLET, "Reuters", False, 1, {"why": "same"})  # fmt: skip
    flag, proposal = Flag(FlagCode.SINGLE_ORIGIN, {"name": "R"}), Proposal(Status.CORROBORATED, "Two say so.")
    outcome = Outcome(1, 0, ({"voice": 1, "articles": [1, 2]},), (flag,), proposal)
    store.propose("1.5", [proposed], outcome, "links 1")
    store.outside.keep("1.5", "k", OutsideRecord("gdelt", "article", "https://b.example/", article=2))
    step = {"kind": "outlet", "names": ["Reuters"], "found": "says-so", "article": 2}
    store.traces.keep("1.5", [step], None, "trace 1", by="anna")
    store.assign(["2.1"], "zoya", by="anna")
    store.cases.add("Кто закрыл мост?", None, by="anna")
    store.cases.put(1, Belongings(("1",), ("2.1",), ("boris",)), by="anna")
    feed = store.feeds.add("https://news.example/rss")
    item = NewItem("0" * 64, "https://n.example/1", "Один", ItemState.WAITING)
    store.feeds.read(feed.id, FeedAnswer("Вестник", None, None), [item])
    uid = store.article(2).article.uid
    with store._database.write() as session:
        session.add(CopyRow(version_id=version, original_id=1, exact=False, share=0.75))
        session.add(BulkFile(id=1, name="a.jsonl", mark="1"))
        session.add(BulkText(id=1, sha256="1" * 64, article_uid=uid, sketch=b"\x00"))
        session.flush()
        session.add(BulkRecord(file_id=1, place=1, became=Became.ADDED, article_uid=uid))
        session.add(BulkMark(mark=-(2**60), text_id=1))


def out(store: Store, *articles: int) -> Rows:
    """As an export has it, through JSON."""
    found = store.transfer.rows(list(articles) or None)
    return [(table, json.loads(json.dumps(row))) for table, row in found]


def into(store: Store, lines: Rows, *, whole: bool = False, by: str = "vera") -> Any:
    head = {"events": 0, "head": None}
    if whole:
        last = [row for table, row in lines if table == "events"][-1]
        head = {"events": last["seq"], "head": last["hash"]}
    return store.transfer.restore(lambda: iter(lines), whole=whole, by=by, **head)


def test_every_table_is_carried_or_left_out_for_a_reason() -> None:
    named = {table.name for table in rows.tables()}
    assert dumping.CARRIED | set(dumping.LEFT_OUT) == named, "say in store/dumping.py what becomes of it"
    assert set(dumping.ONLY_WHOLE) <= dumping.CARRIED
    assert not dumping.CARRIED & set(dumping.LEFT_OUT)


def test_a_whole_database_is_the_same_again(lived: Store, another: Fresh) -> None:
    lines = out(lived)
    assert {table for table, _ in lines} == dumping.CARRIED
    copy = another()
    done = into(copy, lines, whole=True)
    assert done.whole
    assert done.head == lived.status().head
    assert out(copy) == lines
    assert copy.check().problems == ()
    assert copy.history() == lived.history()
    undone = copy.undo("2.1", by="anna")
    assert undone.number == "2.1"
    assert copy.article(1).article == lived.article(1).article


def test_an_article_is_the_same_again(lived: Store, another: Fresh) -> None:
    lines = out(lived, 2)
    assert not {t for t, _ in lines} & set(dumping.ONLY_WHOLE)
    assert {row["article_id"] for t, row in lines if t == "claims"} == {2}
    assert all(not set(row) & set(dumping.CHAINED) for t, row in lines if t == "events")
    copy = another()
    done = into(copy, lines)
    assert (done.added, done.same, done.whole) == (((2, 2),), (), False)
    assert out(copy, 2) == lines
    assert copy.check_history().ok
    assert copy.source("Reuters").owner == "Холдинг"
    assert [e.action for e in copy.history()] == [row["action"] for t, row in lines if t == "events"]


def test_what_points_out_of_a_selection_is_left_out(lived: Store, another: Fresh) -> None:
    alone = out(lived, 1)
    assert [row["url"] for t, row in alone if t == "evidence"] == ["https://a.example/"]
    assert [row["article_id"] for t, row in alone if t == "outside_results"] == [None]
    assert [step["article"] for t, row in alone if t == "traces" for step in row["steps"]] == [None]
    lived.decide_link("1.5", 2, EvidenceState.ACCEPTED, by="anna")
    accepted = out(lived, 1)
    (link,) = [row for t, row in accepted if t == "evidence" and row["url"] == OTHER]
    assert (link["article_id"], link["version_id"], link["snapshot_id"], link["quote"]) == (
        None,
        None,
        None,
        "Мост",
    )
    copy = another()
    into(copy, accepted)
    assert out(copy, 1) == accepted


def test_what_is_here_already_stays_as_it_is(lived: Store, another: Fresh) -> None:
    copy = another()
    into(copy, out(lived, 2))
    before, head = out(copy), copy.status().head
    done = into(copy, out(lived, 2))
    assert (done.added, done.same, done.events, done.head) == ((), ((2, 2),), 0, head)
    assert out(copy) == before


def test_articles_come_to_others_under_new_numbers(lived: Store, another: Fresh, make_reading: Make) -> None:
    copy = another()
    copy.save(make_reading(address="https://elsewhere.example/"), by="anna")
    own = out(copy, 1)
    done = into(copy, out(lived, 2))
    assert done.added == ((2, 2),)
    done = into(copy, out(lived), whole=True)
    assert (done.added, done.same) == (((1, 3),), ((2, 2),))
    assert out(copy, 1) == own
    assert copy.check().problems == ()
    moved, there = copy.article(3), lived.article(1)
    assert [(c.uid, c.claim.text, c.claim.chain, c.claim.flags) for c in moved.claims] == [
        (c.uid, c.claim.text, c.claim.chain, c.claim.flags) for c in there.claims
    ]
    assert moved.article.uid == there.article.uid
    (link,) = [e for e in copy.claim("3.5").evidence if e.url == OTHER]
    assert link.article == 2
    names = {row["name"] for t, row in out(copy) if t == "people"}
    assert names == {"anna", "boris", "vera", "verify", "zoya"}
    assert [e.action for e in copy.history()].count("database.import") == 2
    assert copy.save(make_reading(address="https://new.example/")).article.number == 4


def test_two_histories_are_never_made_one(lived: Store, another: Fresh, make_reading: Make) -> None:
    lines = out(lived, 2)
    copy = another()
    into(copy, lines)
    copy.mark("2.1", Status.CONFIRMED, by="boris", note="Видел.")
    before = out(copy)
    with pytest.raises(Refused, match=r"Article 2 of the file .* with another history"):
        into(copy, lines)
    with pytest.raises(Refused, match=r"claim\.mark of .* by boris is not here"):
        into(lived, out(copy, 2))
    assert out(copy) == before
    alone = another()
    alone.save(make_reading(address=OTHER))
    with pytest.raises(Refused, match="read here on its own"):
        into(alone, lines)


def test_sources_met_in_both_are_one_and_stay_as_they_are_here(
    lived: Store, another: Fresh, make_reading: Make
) -> None:
    copy = another()
    copy.save(make_reading(address="https://elsewhere.example/"))
    copy.rate_source("Reuters", Reliability.D, by="boris")
    into(copy, out(lived, 2))
    reuters = copy.source("Reuters")
    assert (reuters.reliability, reuters.owner) == (Reliability.D, None)
    assert len(copy.sources(text="Reuters").items) == 1
    assert [e.after for e in copy.source_history("Reuters").ratings] == [{"reliability": "D"}]


@pytest.mark.parametrize(
    ("table", "change", "said"),
    [
        ("texts", {"text": "Другой"}, "is not what was exported"),
        ("claims", {"id": -1}, "no number"),
        ("claims", {"id": "1"}, "id is no integer"),
        ("claims", {"uid": "../../index"}, "uid is no UUID"),
        ("claims", {"uid": ["../../index"]}, "uid is no UUID"),
        ("claims", {"status": "sure"}, "status is no word"),
        ("claims", {"article_id": 99}, "points at a row that is not there"),
        ("claims", {"colour": "red"}, "a newer verify wrote it"),
        ("articles", {"added_at": "2026-03-01T10:00:00"}, "time with its zone"),
        ("articles", {"address": "a\x00b"}, "address is no text"),
        ("articles", {"title": "\ud800"}, "title is no text"),
        ("articles", {"next_claim": 1}, "would use the number"),
        ("blobs", {"data": "-"}, "data is no base64"),
        ("claim_readings", {"text": "Другое"}, "its words are not those of its spans"),
        ("claim_readings", {"spans": [[0, 2**40]]}, "spans is no list of spans"),
        ("events", {"reason": "Иначе."}, "was changed after it was stored"),
        ("hops", {"position": None}, "position is no integer"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_sound_changes_nothing(
    table: str, change: dict[str, Any], said: str, lived: Store, another: Fresh
) -> None:
    lines = out(lived)
    at = next(n for n, (name, _) in enumerate(lines) if name == table)
    lines[at] = (table, lines[at][1] | change)
    copy = another()
    with pytest.raises(InputError, match=said):
        into(copy, lines, whole=True)
    assert out(copy) == []


def test_a_row_of_an_older_version_has_defaults_but_no_made_up_id(lived: Store, another: Fresh) -> None:
    lines = out(lived)
    standing = [n for n, (table, row) in enumerate(lines) if row.get("standing") == "standing"]
    del lines[standing[0]][1]["standing"]
    copy = another()
    into(copy, lines, whole=True)
    assert [row.get("standing") for _, row in out(copy)] == [row.get("standing") for _, row in out(lived)]
    del lines[standing[0]][1]["uid"]
    with pytest.raises(InputError, match="claims: uid is missing"):
        into(another(), lines, whole=True)


@pytest.mark.parametrize("table", ["history_head", "search_documents", "sqlite_master", "users"])
def test_only_known_tables_are_written(table: str, lived: Store, another: Fresh) -> None:
    with pytest.raises(InputError, match="not expected"):
        into(another(), [*out(lived), (table, {"id": 1})], whole=True)


def test_a_history_cut_short_is_found(lived: Store, another: Fresh) -> None:
    lines = out(lived)
    last = max(n for n, (table, _) in enumerate(lines) if table == "events")
    events = len([1 for table, _ in lines if table == "events"])
    head = lines[last][1]["hash"]
    del lines[last]
    with pytest.raises(InputError, match="not the one that its first line names"):
        another().transfer.restore(lambda: iter(lines), whole=True, events=events, head=head, by="vera")


def test_a_person_known_by_another_id_is_the_same_person(
    lived: Store, another: Fresh, make_reading: Make
) -> None:
    copy = another()
    copy.save(make_reading(address="https://elsewhere.example/"), by="anna")
    into(copy, out(lived, 2))
    with copy._database.read() as session:
        assert list(session.scalars(select(Person.name).where(Person.name == "anna"))) == ["anna"]
