"""A newer engine over stored text: people's work stays."""

from dataclasses import replace

import pytest

from verify.model import Flag, FlagCode, Hop, SourceKind, Status
from verify.store import ChangeKind, ClaimFilter, ClaimState, Result

AFP = Hop(SourceKind.OUTLET, ("AFP",))
DPA = Hop(SourceKind.OUTLET, ("dpa",))


@pytest.fixture
def reading(make_reading):
    return make_reading()


@pytest.fixture
def desk(store, reading):
    store.save(reading)
    return store


def again(reading, **by_place):
    """The extraction by engine 2: c1=claim replaces one, c1=None loses it."""
    claims = [by_place.get(f"c{n}", claim) for n, claim in enumerate(reading.extraction.claims)]
    return replace(reading.extraction, claims=tuple(c for c in claims if c), engine_version="2")


def kinds(saved):
    return [(change.kind, change.number) for change in saved.changes]


def test_the_same_findings_change_nothing(desk, reading):
    before = desk.status()
    assert desk.reread(1, again(reading)).result is Result.UNCHANGED
    assert desk.status() == before


def test_another_chain_is_taken_over_and_reported(desk, reading):
    other = replace(reading.extraction.claims[1], chain=(DPA,), flags=())
    saved = desk.reread(1, again(reading, c1=other))
    assert saved.result is Result.CHANGED
    assert kinds(saved) == [(ChangeKind.CHAIN, "1.2")]
    assert desk.claim("1.2").record.claim.chain == (DPA,)
    assert saved.article.engine_version == "2"
    assert desk.versions(1)[0].engines == ("sentences 1", "sentences 2")
    assert desk.history()[-1].action == "article.reread"


def test_an_edited_chain_outlives_it(desk, reading):
    desk.set_chain("1.2", (AFP,), by="Анна", flags=[])
    flags = (Flag(FlagCode.SECOND_HAND), Flag(FlagCode.HEDGED, {"words": "будто"}))
    other = replace(reading.extraction.claims[1], chain=(DPA,), flags=flags)
    saved = desk.reread(1, again(reading, c1=other))
    assert kinds(saved) == [(ChangeKind.KEPT, "1.2")]
    detail = desk.claim("1.2")
    assert detail.record.claim.chain == (AFP,)
    assert detail.machine_chain == (DPA,)
    assert [f.code for f in detail.record.claim.flags] == [FlagCode.HEDGED]
    assert desk.claims(ClaimFilter(source="dpa")).total == 0
    undone = desk.undo("1.2", by="Анна")
    assert undone.claim.chain == (DPA,)
    assert [f.code for f in undone.claim.flags] == [FlagCode.HEDGED, FlagCode.SECOND_HAND]


def test_an_edited_chain_outlives_a_new_version(desk, reading, make_reading, sentences):
    spanned = replace(AFP, mention=((0, 4),))
    desk.set_chain("1.2", (spanned,), by="Анна", flags=[])
    desk.save(make_reading([("Срочно: движение встало.", (), ()), *sentences]))
    assert desk.claim("1.2").record.claim.chain == (AFP,)  # its span meant the old text
    assert desk.check().problems == ()


def test_a_dropped_claim_does_not_come_back(desk, reading):
    desk.drop("1.4", by="Анна")
    shorter = replace(
        reading.extraction.claims[3],
        spans=((reading.extraction.claims[3].spans[0][0], reading.extraction.claims[3].spans[0][1] - 10),),
    )
    shorter = replace(shorter, text=reading.text[slice(*shorter.spans[0])].strip())
    saved = desk.reread(1, again(reading, c3=shorter))
    assert [c.number for c in saved.claims] == ["1.1", "1.2", "1.3"]
    assert desk.claim("1.4").record.state is ClaimState.DROPPED


def test_a_claim_that_the_engine_loses_vanishes(desk, reading):
    saved = desk.reread(1, again(reading, c3=None))
    assert kinds(saved) == [(ChangeKind.VANISHED, "1.4")]
    gone = desk.claim("1.4").record
    assert gone.state is ClaimState.VANISHED
    assert [f.code for f in gone.claim.flags] == [FlagCode.UNATTRIBUTED]  # the article did not change


def test_a_claim_with_a_persons_work_is_kept_though_the_engine_loses_it(desk, reading):
    desk.mark("1.4", Status.DISPUTED, by="Анна", note="пробок нет")
    saved = desk.reread(1, again(reading, c3=None))
    assert kinds(saved) == [(ChangeKind.KEPT, "1.4")]
    kept = desk.claim("1.4").record
    assert (kept.state, kept.status) == (ClaimState.PRESENT, Status.DISPUTED)
    assert [c.number for c in saved.claims] == ["1.1", "1.2", "1.3", "1.4"]


def test_a_split_outlives_it(desk, reading):
    start = reading.text.index("Движение")
    desk.split("1.3", [((start, start + 16),), ((start + 17, start + 35),)], by="Анна")
    saved = desk.reread(1, again(reading, c1=None))
    assert [c.number for c in saved.claims] == ["1.1", "1.5", "1.6", "1.4"]
    assert desk.claim("1.3").record.state is ClaimState.REPLACED


def test_a_split_outlives_a_new_version_where_its_words_stand(desk, reading, make_reading, sentences):
    start = reading.text.index("Движение")
    desk.split("1.3", [((start, start + 16),), ((start + 17, start + 35),)], by="Анна")
    saved = desk.save(make_reading([("Срочно: движение встало.", (), ()), *sentences]))
    assert [c.number for c in saved.claims] == ["1.7", "1.1", "1.2", "1.5", "1.6", "1.4"]
    part = desk.claim("1.6")
    spans = part.record.claim.spans
    assert part.text[spans[0][0] : spans[0][1]].strip() == part.record.claim.text
    without = [each for each in sentences if not each[0].startswith("Движение")]
    saved = desk.save(make_reading(without))
    assert {(c.kind, c.number) for c in saved.changes} == {
        (ChangeKind.VANISHED, "1.5"),
        (ChangeKind.VANISHED, "1.6"),
        (ChangeKind.VANISHED, "1.7"),
    }
    assert desk.check().problems == ()


def test_a_join_outlives_it(desk, reading):
    desk.join(["1.3", "1.4"], by="Анна")
    saved = desk.reread(1, again(reading, c0=None))
    assert [c.number for c in saved.claims] == ["1.2", "1.5"]


def test_an_engine_that_splits_where_a_person_did_finds_the_persons_claims(desk, reading):
    start = reading.text.index("Движение")
    parts = [((start, start + 16),), ((start + 17, start + 35),)]
    desk.split("1.3", parts, by="Анна")
    whole = reading.extraction.claims[2]
    found = tuple(replace(whole, spans=s, text=reading.text[slice(*s[0])].strip()) for s in parts)
    claims = (*reading.extraction.claims[:2], *found, reading.extraction.claims[3])
    saved = desk.reread(1, replace(reading.extraction, claims=claims, engine_version="2"))
    assert [c.number for c in saved.claims] == ["1.1", "1.2", "1.5", "1.6", "1.4"]
    assert saved.changes == ()


def flags_of(desk, claim):
    return [flag.code for flag in desk.claim(claim).record.claim.flags]


def test_what_was_checked_upstream_is_not_second_hand_again(desk, reading):
    steps = [
        {"kind": "outlet", "names": ["Reuters"], "found": "says-so"},
        {"kind": "anonymous", "names": ["двое чиновников"], "found": "nobody"},
    ]
    desk.traces.keep("1.2", steps, None, "test 1", by="Анна")
    assert flags_of(desk, "1.2") == [FlagCode.ANONYMOUS_ORIGIN]
    desk.reread(1, again(reading))
    assert flags_of(desk, "1.2") == [FlagCode.ANONYMOUS_ORIGIN]


def test_another_chain_was_not_checked_upstream(desk, reading):
    desk.traces.keep(
        "1.2", [{"kind": "outlet", "names": ["Reuters"], "found": "says-so"}], None, "test 1", by="Анна"
    )
    other = replace(reading.extraction.claims[1], chain=(AFP, DPA), flags=(Flag(FlagCode.SECOND_HAND),))
    desk.reread(1, again(reading, c1=other))
    assert flags_of(desk, "1.2") == [FlagCode.SECOND_HAND]
