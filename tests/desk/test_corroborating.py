"""The archive searched for what bears on a claim; the sample articles of docs/sample/voices, by the rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from verify.desk.checking import check_sources
from verify.desk.corroborating import corroborate, decide, index
from verify.desk.evidence import every, remove, wanted
from verify.desk.reading import Asked
from verify.errors import NotFound, Refused
from verify.model import EvidenceState, FlagCode, Metadata, Proposal, SourceState, Stance, Status
from verify.report.voices import CorroborationView, line
from verify.store import Seen, Store, open_store

SAMPLES = Path(__file__).parents[2] / "docs" / "sample" / "voices"
PUBLISHERS = {
    "vestnik": "Вестник Низовья",
    "kurier": "Острівний кур'єр",
    "harbour": "Harbour Times",
    "listok": "Портовый листок",
}
FERRIES, WAITING, RETURN = "1.2", "1.3", "1.4"


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with open_store(database) as opened:
        for name, publisher in PUBLISHERS.items():
            asked = Asked(Metadata(publisher=publisher))
            (done,) = check_sources(opened, [str(SAMPLES / f"{name}.txt")], asked, by="anna")
            assert done.error is None
        assert list(index(opened)) == [4]
        yield opened


def weighed(store: Store, claim: str) -> CorroborationView:
    (found,) = corroborate(store, [claim])
    return found


def test_a_claim_is_found_in_three_languages(store: Store) -> None:
    found = weighed(store, FERRIES)
    assert {(link.article.number, link.stance) for link in found.links} == {
        (2, Stance.SUPPORTS),
        (3, Stance.SUPPORTS),
        (4, Stance.SUPPORTS),
    }
    assert [(v.articles, v.name) for v in found.voices] == [
        ((1, 2, 4), "Reuters"),
        ((3,), "regional transport ministry"),
    ]
    assert (found.independent, found.unproven) == (2, 0)
    assert [link.copied for link in found.links] == [True, True, False]


def test_another_day_is_a_clash_and_says_which(store: Store) -> None:
    found = weighed(store, RETURN)
    (link,) = found.links
    assert (link.article.number, link.stance) == (4, Stance.REFUTES)
    assert link.clashing == (("14 ноября", "15 ноября"),)
    assert found.proposal is not None
    assert found.proposal.status is Status.DISPUTED


def test_what_was_found_is_kept_and_shown(store: Store) -> None:
    weighed(store, FERRIES)
    detail = store.claim(FERRIES)
    assert {e.state for e in detail.evidence} == {EvidenceState.PROPOSED}
    assert detail.record.evidence == 0  # nobody accepted any
    assert detail.record.claim.proposal is not None
    assert detail.record.claim.proposal.status is Status.CORROBORATED
    (link,) = [e for e in detail.evidence if e.article == 2]
    text = store.article(2).text
    assert link.spans is not None
    assert link.quote is not None
    assert link.quote in text
    start, end = link.spans[0][0], link.spans[-1][1]
    assert text[:start].endswith(link.prefix or "")
    assert text[end:].startswith(link.suffix or "")


def test_weighing_again_changes_nothing(store: Store) -> None:
    first, again = (line(weighed(store, FERRIES)) for _ in range(2))
    assert first == again
    assert len(store.claim(FERRIES).evidence) == 3


def test_a_persons_decision_stays_and_can_be_undone(store: Store) -> None:
    weighed(store, FERRIES)
    after = decide(store, FERRIES, ["3"], EvidenceState.REJECTED, by="anna", reason="another port")
    assert {link.article.number for link in after.links} == {2, 4}
    assert (after.independent, after.unproven) == (1, 0)
    assert {link.article.number for link in weighed(store, FERRIES).links} == {2, 4}
    event = store.history(claim=FERRIES)[-1]
    assert (event.action, event.actor, event.reason) == ("claim.reject", "anna", "another port")
    store.undo(FERRIES, by="anna")
    assert {link.article.number for link in weighed(store, FERRIES).links} == {2, 3, 4}
    assert store.check_history().ok


def test_an_accepted_link_is_evidence_and_ground_for_a_status(store: Store) -> None:
    weighed(store, FERRIES)
    with pytest.raises(Refused):
        store.mark(FERRIES, Status.CORROBORATED, by="anna")
    after = decide(store, FERRIES, ["3"], EvidenceState.ACCEPTED, by="anna")
    assert [link.state for link in after.links if link.article.number == 3] == [EvidenceState.ACCEPTED]
    assert store.claim(FERRIES).record.evidence == 1
    assert store.mark(FERRIES, Status.CORROBORATED, by="anna").status is Status.CORROBORATED


def test_a_rejected_link_is_no_lost_evidence(store: Store) -> None:
    weighed(store, FERRIES)
    decide(store, FERRIES, ["3"], EvidenceState.ACCEPTED, by="anna")
    (link,) = every(store, wanted([FERRIES]))
    store.looks.add(link.uid, Seen(SourceState.GONE, problem="404"), by="boris")
    assert lost(store) == [f"{link.url} (it is gone)"]
    decide(store, FERRIES, ["3"], EvidenceState.REJECTED, by="anna")
    assert lost(store) == []
    store.undo(FERRIES, by="anna")
    assert lost(store) == [f"{link.url} (it is gone)"]


def lost(store: Store) -> list[object]:
    flags = store.claim(FERRIES).record.claim.flags
    return [flag.params["what"] for flag in flags if flag.code is FlagCode.EVIDENCE_LOST]


def test_a_person_can_say_that_it_refutes(store: Store) -> None:
    weighed(store, FERRIES)
    after = decide(store, FERRIES, ["3"], EvidenceState.ACCEPTED, by="anna", stance=Stance.REFUTES)
    assert [link.stance for link in after.links if link.article.number == 3] == [Stance.REFUTES]
    assert after.independent == 1


def test_a_decision_needs_a_link(store: Store) -> None:
    weighed(store, RETURN)
    with pytest.raises(NotFound, match=r"1\.4 has no link to article 2: see `verify corroborate 1.4`"):
        decide(store, RETURN, ["2"], EvidenceState.ACCEPTED, by="anna")


def test_support_of_one_origin_is_flagged(store: Store) -> None:
    decide_all = weighed(store, FERRIES)
    assert decide_all.independent == 2
    assert FlagCode.SINGLE_ORIGIN not in {f.code for f in store.claim(FERRIES).record.claim.flags}
    decide(store, FERRIES, ["3"], EvidenceState.REJECTED, by="anna")
    flags = [f for f in store.claim(FERRIES).record.claim.flags if f.code is FlagCode.SINGLE_ORIGIN]
    assert [f.params for f in flags] == [{"name": "Reuters"}]


def test_a_removed_article_bears_on_nothing(store: Store) -> None:
    store.remove_article(3, by="anna")
    assert {link.article.number for link in weighed(store, FERRIES).links} == {2, 4}


def test_new_articles_are_found_after_they_are_indexed(store: Store, tmp_path: Path) -> None:
    late = tmp_path / "late.txt"
    late.write_text("Порт Заречный отменил 140 рейсов паромов.\n", encoding="utf-8")
    list(check_sources(store, [str(late)], Asked(), by="anna"))
    assert list(index(store)) == [1]
    assert list(index(store)) == []
    assert 5 in {link.article.number for link in weighed(store, FERRIES).links}


def test_an_article_named_stands_for_its_claims(store: Store) -> None:
    assert [view.number for view in corroborate(store, ["1"])] == ["1.1", "1.2", "1.3", "1.4", "1.5"]
    everything = [view.number for view in corroborate(store, [], everything=True)]
    assert len(everything) == sum(a.claims for a in store.articles().items)


def test_the_line_has_every_key(store: Store) -> None:
    alone = line(weighed(store, "2.4"))
    assert alone["links"] == []
    assert (alone["independent"], alone["unproven"]) == (1, 0)
    for view in (alone, line(weighed(store, FERRIES))):
        assert {"claim", "links", "own_origin", "independent", "unproven"} <= set(view)
        assert {"id", "article_path", "text", "spans", "group"} <= set(view["claim"])
        for link in view["links"]:
            assert {"article_path", "stance", "text", "spans", "origin", "copy", "group", "reason"} <= set(
                link
            )
            assert isinstance(link["group"], int)


def test_an_article_is_named_as_it_was_given(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("late.txt").write_text("Порт Заречный отменил 140 рейсов паромов.\n", encoding="utf-8")
    list(check_sources(store, ["./late.txt"], Asked(), by="anna"))
    list(index(store))
    view = line(weighed(store, "5.1"))
    assert view["claim"]["article_path"] == "./late.txt"
    assert store.article(5).article.address == str(tmp_path / "late.txt")
    given = {link["article"]: link["article_path"] for link in line(weighed(store, FERRIES))["links"]}
    assert (given[2], given[5]) == (str(SAMPLES / "kurier.txt"), "./late.txt")


def test_one_article_says_otherwise_and_two_say(store: Store, tmp_path: Path) -> None:
    assert weighed(store, RETURN).proposal == Proposal(Status.DISPUTED, "Article 4 says otherwise.")
    late = tmp_path / "late.txt"
    late.write_text("Паромы вернутся на линию 16 ноября.\n", encoding="utf-8")
    list(check_sources(store, [str(late)], Asked(Metadata(published=date(2025, 11, 12))), by="anna"))
    list(index(store))
    assert weighed(store, RETURN).proposal == Proposal(Status.DISPUTED, "Articles 4 and 5 say otherwise.")


def test_evidence_that_is_a_link_to_an_article_is_taken_back_by_rejecting_it(store: Store) -> None:
    weighed(store, FERRIES)
    decide(store, FERRIES, ["3"], EvidenceState.ACCEPTED, by="anna")
    (link,) = every(store, wanted([FERRIES]))
    done = remove(store, link.uid[:8], by="boris", reason="another port")
    assert (done.record.state, done.record.withdrawn) == (EvidenceState.REJECTED, False)
    assert {each.article.number for each in weighed(store, FERRIES).links} == {2, 4}
    event = store.history(claim=FERRIES)[-1]
    assert (event.action, event.actor, event.reason) == ("claim.reject", "boris", "another port")
