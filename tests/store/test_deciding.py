"""What a person does to a claim, and taking it back."""

import pytest

from verify.errors import NotFound, Refused
from verify.model import Flag, FlagCode, Hop, SourceKind, Stance, Status
from verify.store import ClaimFilter, ClaimState

AFP = Hop(SourceKind.OUTLET, ("AFP",))
NOTE = "перезвонила в мэрию"


@pytest.fixture
def desk(store, make_reading):
    """A store with the article about the bridge."""
    store.save(make_reading())
    return store


def numbers(records):
    return [record.number for record in records]


@pytest.mark.parametrize("status", [Status.CORROBORATED, Status.CONFIRMED, Status.DISPUTED, Status.REFUTED])
def test_a_judgement_needs_a_ground(desk, status):
    with pytest.raises(Refused, match=rf"1\.1: {status} needs a ground"):
        desk.mark("1.1", status, by="Анна", note="  ")
    assert desk.claim("1.1").record.status is Status.UNVERIFIED
    assert desk.claim("1.1").events == ()
    assert desk.mark("1.1", status, by="Анна", note=NOTE).status is status


@pytest.mark.parametrize("status", [Status.UNVERIFIABLE, Status.NOT_CHECKABLE, Status.UNVERIFIED])
def test_other_statuses_need_none(desk, status):
    assert desk.mark("1.1", status, by="Анна").status is status


def test_evidence_given_with_a_status_is_linked(desk):
    record = desk.mark("1.1", Status.REFUTED, by="Анна", evidence="https://gov.example/order", note=NOTE)
    assert (record.status, record.evidence, record.revision) == (Status.REFUTED, 1, 1)
    (evidence,) = desk.claim("1.1").evidence
    assert (evidence.url, evidence.stance, evidence.by, evidence.note) == (
        "https://gov.example/order",
        Stance.REFUTES,
        "Анна",
        NOTE,
    )
    (event,) = desk.claim("1.1").events
    assert (event.action, event.actor, event.reason, event.claim) == ("claim.mark", "Анна", NOTE, "1.1")
    assert event.before == {"status": "unverified"}
    assert event.after == {"status": "refuted", "evidence": evidence.uid, "url": evidence.url}


def test_evidence_linked_before_is_a_ground(desk):
    linked = desk.link(
        "1.1", "https://gov.example/order", by="Анна", stance=Stance.CONTEXT, quote="закрыть мост"
    )
    assert (linked.claim, linked.stance, linked.quote) == ("1.1", Stance.CONTEXT, "закрыть мост")
    assert desk.mark("1.1", Status.CONFIRMED, by="Борис").status is Status.CONFIRMED


@pytest.mark.parametrize(
    "url", ["ftp://gov.example/order", "javascript:alert(1)", "order.pdf", "https://", "http://[bad"]
)
def test_evidence_is_an_address(desk, url):
    with pytest.raises(Refused, match="is no address of a document"):
        desk.link("1.1", url, by="Анна")
    assert desk.claim("1.1").evidence == ()


def test_a_change_has_an_author(desk):
    with pytest.raises(Refused, match="needs the name of who makes it"):
        desk.mark("1.1", Status.UNVERIFIABLE, by=" ")


def test_somebody_elses_change_is_not_overwritten(desk):
    seen = desk.claim("1.1").record.revision
    desk.mark("1.1", Status.UNVERIFIABLE, by="Борис")
    with pytest.raises(Refused, match=r"Claim 1\.1 was changed meanwhile: Борис"):
        desk.mark("1.1", Status.CONFIRMED, by="Анна", note=NOTE, expected_revision=seen)
    assert desk.claim("1.1").record.status is Status.UNVERIFIABLE
    assert desk.mark("1.1", Status.CONFIRMED, by="Анна", note=NOTE, expected_revision=1).revision == 2


@pytest.mark.parametrize("name", ["1.99", "7.1", "bridge", "", "1.1.1"])
def test_an_unknown_claim_is_named(desk, name):
    with pytest.raises(NotFound, match="There is no claim"):
        desk.mark(name, Status.UNVERIFIABLE, by="Анна")


def test_a_claim_answers_to_its_uid(desk):
    uid = desk.claim("1.2").record.uid
    assert desk.mark(uid, Status.UNVERIFIABLE, by="Анна").number == "1.2"


def test_undo_takes_back_status_and_evidence(desk):
    desk.mark("1.1", Status.CONFIRMED, by="Анна", evidence="https://gov.example/order")
    record = desk.undo("1.1", by="Борис", reason="не тот мост")
    assert (record.status, record.evidence, record.revision) == (Status.UNVERIFIED, 0, 2)
    assert [e.withdrawn for e in desk.claim("1.1").evidence] == [True]
    last = desk.claim("1.1").events[-1]
    assert (last.action, last.actor, last.reason) == ("claim.undo", "Борис", "не тот мост")
    assert last.after["undoes"] == desk.claim("1.1").events[0].uid
    assert desk.check_history().ok


def test_undo_goes_back_step_by_step(desk):
    desk.mark("1.1", Status.UNVERIFIABLE, by="Анна")
    desk.link("1.1", "https://gov.example/order", by="Анна")
    desk.mark("1.1", Status.CONFIRMED, by="Анна")
    assert desk.undo("1.1", by="Анна").status is Status.UNVERIFIABLE
    assert desk.undo("1.1", by="Анна").evidence == 0
    desk.mark("1.1", Status.DISPUTED, by="Анна", note=NOTE)
    assert desk.undo("1.1", by="Анна").status is Status.UNVERIFIABLE
    assert desk.undo("1.1", by="Анна").status is Status.UNVERIFIED
    with pytest.raises(Refused, match=r"1\.1: there is nothing to undo"):
        desk.undo("1.1", by="Анна")


def test_a_persons_chain_lies_over_the_machines(desk):
    machine = desk.claim("1.2").record.claim.chain
    record = desk.set_chain("1.2", (AFP,), by="Анна", flags=[], reason="AFP писало первым")
    assert record.claim.chain == (AFP,)
    assert (record.edited, record.claim.flags) == (True, ())
    assert desk.claim("1.2").machine_chain == machine
    assert desk.claims(ClaimFilter(source="AFP")).total == 1
    assert desk.claims(ClaimFilter(source="Reuters")).total == 0
    assert desk.claims(ClaimFilter(kinds=(SourceKind.OUTLET,))).total == 1
    assert desk.claims(ClaimFilter(flags=(FlagCode.SECOND_HAND,))).total == 0


def test_undoing_a_chain_brings_back_the_one_before(desk):
    machine = desk.claim("1.2").record.claim
    desk.set_chain("1.2", (AFP,), by="Анна", flags=[])
    desk.set_chain("1.2", (), by="Анна", flags=[Flag(FlagCode.UNATTRIBUTED)])
    assert desk.claim("1.2").record.claim.chain == ()
    assert [f.code for f in desk.claim("1.2").record.claim.flags] == [FlagCode.UNATTRIBUTED]
    assert desk.undo("1.2", by="Анна").claim.chain == (AFP,)
    back = desk.undo("1.2", by="Анна")
    assert (back.claim, back.edited) == (machine, False)
    assert desk.claims(ClaimFilter(kinds=(SourceKind.ANONYMOUS,))).total == 1


def test_a_chain_without_flags_leaves_them(desk):
    record = desk.set_chain("1.2", (AFP,), by="Анна")
    assert [f.code for f in record.claim.flags] == [FlagCode.ANONYMOUS_ORIGIN, FlagCode.SECOND_HAND]


def test_a_dropped_claim_leaves_the_lists_and_comes_back(desk):
    assert desk.drop("1.4", by="Анна", reason="это подпись под фото").state is ClaimState.DROPPED
    assert numbers(desk.claims().items) == ["1.1", "1.2", "1.3"]
    assert numbers(desk.article(1).gone) == ["1.4"]
    assert numbers(desk.claims(ClaimFilter(states=(ClaimState.DROPPED,))).items) == ["1.4"]
    with pytest.raises(Refused, match=r"1\.4 is dropped already"):
        desk.drop("1.4", by="Анна")
    assert desk.restore("1.4", by="Борис").state is ClaimState.PRESENT
    with pytest.raises(Refused, match="is not dropped"):
        desk.restore("1.4", by="Борис")
    assert desk.undo("1.4", by="Борис").state is ClaimState.DROPPED
    assert desk.undo("1.4", by="Борис").state is ClaimState.PRESENT


def test_a_split_replaces_a_claim_by_its_parts(desk):
    text = desk.article(1).text
    start = text.index("Движение")
    parts = desk.split(
        "1.3", [((start, start + 16),), ((start + 17, start + 36),)], by="Анна", reason="два утверждения"
    )
    assert [(p.number, p.claim.text, p.machine_made) for p in parts] == [
        ("1.5", "Движение откроют", False),
        ("1.6", "к первому сентября,", False),
    ]
    assert [p.claim.chain for p in parts] == [desk.claim("1.3").record.claim.chain] * 2
    assert numbers(desk.claims().items) == ["1.1", "1.2", "1.5", "1.6", "1.4"]
    assert desk.claim("1.3").record.state is ClaimState.REPLACED
    event = desk.claim("1.6").events[0]
    assert (event.action, event.after["from"], event.after["into"]) == (
        "claim.split",
        ["1.3"],
        ["1.5", "1.6"],
    )
    assert desk.check().problems == ()


def test_undoing_a_split_from_a_part(desk):
    start = desk.article(1).text.index("Движение")
    desk.split("1.3", [((start, start + 8),), ((start + 9, start + 16),)], by="Анна")
    desk.mark("1.5", Status.UNVERIFIABLE, by="Анна")
    assert desk.undo("1.5", by="Анна").status is Status.UNVERIFIED  # the mark first
    assert desk.undo("1.5", by="Анна").state is ClaimState.WITHDRAWN
    assert numbers(desk.claims().items) == ["1.1", "1.2", "1.3", "1.4"]
    assert [e.action for e in desk.claim("1.3").events] == ["claim.split", "claim.undo"]
    with pytest.raises(Refused, match="nothing to undo"):
        desk.undo("1.3", by="Анна")


def test_a_split_whose_part_was_dropped_is_undone_in_order(desk):
    start = desk.article(1).text.index("Движение")
    desk.split("1.3", [((start, start + 8),), ((start + 9, start + 16),)], by="Анна")
    desk.drop("1.6", by="Анна")
    with pytest.raises(Refused, match=r"1\.6 came of this and is dropped by now: undo that first"):
        desk.undo("1.3", by="Анна")


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ([((0, 4),)], "needs two parts or more"),
        ([((0, 4),), ((0, 100_000),)], "are no spans of words"),
        ([((0, 4),), ()], "are no spans of words"),
        ([((0, 4),), ((8, 8),)], "are no spans of words"),
        ([((0, 4),), ((9, 12), (5, 8))], "are no spans of words"),
        ([((0, 4),), ((11, 12),)], "are no spans of words"),
    ],
)
def test_a_split_takes_sound_spans_only(desk, parts, message):
    with pytest.raises(Refused, match=message):
        desk.split("1.3", parts, by="Анна")
    assert desk.claims().total == 4
    assert desk.status().counts["events"] == 1


def test_a_join_replaces_claims_by_one(desk):
    joined = desk.join(["1.3", "1.4"], by="Анна", reason="одно утверждение")
    assert joined.number == "1.5"
    assert joined.claim.text == (
        "Движение откроют к первому сентября, заявил мэр Олег Ветров. "
        "Жители соседних улиц жалуются на пробки."
    )
    assert joined.claim.chain[0].names == ("Олег Ветров",)
    assert numbers(desk.claims().items) == ["1.1", "1.2", "1.5"]
    assert [desk.claim(n).record.state for n in ("1.3", "1.4")] == [ClaimState.REPLACED] * 2
    desk.undo("1.4", by="Анна")
    assert numbers(desk.claims().items) == ["1.1", "1.2", "1.3", "1.4"]
    assert desk.claim("1.5").record.state is ClaimState.WITHDRAWN


def test_a_join_wants_present_claims_of_one_article(desk, make_reading):
    desk.save(make_reading(address="https://vestnik.example/other"))
    with pytest.raises(Refused, match="two claims or more, of one article"):
        desk.join(["1.1", "2.1"], by="Анна")
    with pytest.raises(Refused, match="two claims or more, of one article"):
        desk.join(["1.1", "1.1"], by="Анна")
    desk.drop("1.1", by="Анна")
    with pytest.raises(Refused, match=r"1\.1 is not among the article's present claims"):
        desk.join(["1.1", "1.2"], by="Анна")


def test_what_a_person_took_out_is_not_judged(desk):
    desk.drop("1.4", by="Анна")
    with pytest.raises(Refused, match=r"1\.4 is dropped: undo that first"):
        desk.mark("1.4", Status.UNVERIFIABLE, by="Анна")
    with pytest.raises(Refused, match=r"1\.4 is dropped"):
        desk.link("1.4", "https://gov.example/order", by="Анна")
    with pytest.raises(Refused, match=r"1\.4 is dropped"):
        desk.set_chain("1.4", (AFP,), by="Анна")


def test_a_note_with_unstorable_characters_is_stored_one_for_one(desk):
    record = desk.mark("1.1", Status.CONFIRMED, by="Анна\udc80", note="звонок\x00 в 9:00 \ud800")
    (event,) = desk.claim(record.number).events
    assert (event.actor, event.reason) == ("Анна\ufffd", "звонок\ufffd в 9:00 \ufffd")
    assert desk.check_history().ok
