"""Linked documents on a server of this machine, under names of the world outside: kept, looked at again."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.loopback import home, server
from verify.desk import checking, evidence, review
from verify.desk.evidence import Fetching, NewLink
from verify.desk.reading import Asked
from verify.errors import InputError, NotFound, Refused
from verify.fetch.http import Network
from verify.model import Flag, FlagCode, SourceState, Stance, Status, bytes_sha256
from verify.report.detail import evidence_line
from verify.report.evidence import looked
from verify.report.wording import speaking, why
from verify.store import ClaimFilter, EvidenceRecord, LookRecord, Store, open_store

__all__ = ["home", "server"]

QUOTE = "ремонт обойдётся в сорок миллионов крон"
BODY = (
    "Совет округа Заречье собрался во вторник в старой ратуше. Речь шла о мосте через Верею.\n"
    f"Глава совета сказала, что {QUOTE}, и что деньги найдены.\n"
    "Движение откроют к первому сентября. До тех пор ходит паром, и билеты на него бесплатны.\n"
)
HTML = {"Content_Type": "text/html; charset=utf-8"}


def page(body: str = BODY, advert: str = "Скидки на сапоги") -> bytes:
    paragraphs = "".join(f"<p>{line}</p>" for line in body.splitlines())
    return (
        f"<html><head><title>Мост</title></head><body><nav><a href='/'>Главная</a> {advert}</nav>"
        f"<article><h1>Мост закрыт</h1>{paragraphs}</article><footer>{advert} 2031</footer></body></html>"
    ).encode()


@pytest.fixture
def store(tmp_path: Path, database: str, toy_engine: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.delenv(evidence.OFFLINE, raising=False)
    (tmp_path / "a.txt").write_text("Мост закроют.\nРемонт стоит 40 миллионов.\n", encoding="utf-8")
    with open_store(database) as opened:
        list(checking.check_sources(opened, [str(tmp_path / "a.txt")], Asked(), by="anna"))
        yield opened


class Site:
    """One page of a site, whose address leads here."""

    def __init__(self, server: Any, store: Store) -> None:
        self.server, self.store = server, store
        self.url = server.url("/report", host="zarechye.example")

    def serve(self, data: bytes, status: int = 200, **head: str) -> None:
        self.server.page("/report", data, status, **{**HTML, **head})

    def link(self, quote: str | None = None, **more: Any) -> evidence.Linked:
        return evidence.link(self.store, "1.2", NewLink(self.url, quote=quote, **more), Fetching(), by="anna")

    def look(self) -> tuple[EvidenceRecord, LookRecord]:
        (found,) = evidence.check(self.store, evidence.wanted(["1.2"]), Fetching(), by="boris", pause=0.0)
        return found.record, found.look


@pytest.fixture
def site(server: Any, store: Store, home: Callable[..., Network], monkeypatch: pytest.MonkeyPatch) -> Site:
    network = home({"intranet.example": ["10.0.0.7"]})
    monkeypatch.setattr("verify.fetch.http.Network", lambda: network)
    made = Site(server, store)
    made.serve(page())
    return made


def test_a_link_keeps_the_page_as_it_was_sent(site: Site) -> None:
    packed = gzip.compress(page())
    site.serve(packed, Content_Encoding="gzip", X_Served="7")
    done = site.link(QUOTE, archive_url="https://archive.example/1")
    assert done.problem is None
    assert (done.view.snapshot, done.view.archive_url) == (bytes_sha256(packed), "https://archive.example/1")
    record, (look,) = evidence.shown(site.store, done.view.id[:8])
    assert site.store.snapshot_bytes(bytes_sha256(packed)) == packed
    assert look.snapshot is not None
    assert look.snapshot.decoded_sha256 == bytes_sha256(page())
    assert ("x-served", "7") in look.snapshot.headers
    assert (look.outcome, look.by, look.whole) == (None, "anna", False)
    assert record.quote == QUOTE
    assert record.prefix is not None
    assert record.prefix.endswith("Глава совета сказала, что ")
    assert record.suffix is not None
    assert record.suffix.startswith(", и что деньги найдены.")


def test_the_history_says_which_bytes_were_linked(site: Site) -> None:
    site.link()
    event = site.store.history("1.2")[-1]
    assert event.action == "claim.link"
    assert event.after is not None
    assert event.after["snapshot"] == bytes_sha256(page())
    assert site.store.check_history().ok


def test_quoted_words_that_are_not_there_are_told_and_flagged(site: Site) -> None:
    done = site.link("ремонт обойдётся в пятьдесят миллионов крон")
    assert done.problem is not None
    assert "they do not stand there word for word" in done.problem
    assert done.view.at_source is SourceState.ORPHANED
    assert done.view.quote == "ремонт обойдётся в пятьдесят миллионов крон"
    assert site.look()[1].outcome is SourceState.ORPHANED


def test_words_outside_the_article_are_found_on_the_page(site: Site) -> None:
    done = site.link("Скидки на сапоги 2031")
    (look,) = site.store.looks.of(done.view.id)
    assert (done.problem, look.whole) == (None, True)
    assert site.look()[1].outcome is SourceState.SAME


@pytest.mark.parametrize(
    ("status", "outcome"), [(404, SourceState.GONE), (410, SourceState.GONE), (403, SourceState.UNREACHABLE)]
)
def test_a_page_that_cannot_be_had_is_linked_all_the_same(
    site: Site, status: int, outcome: SourceState
) -> None:
    site.serve(b"", status)
    done = site.link(QUOTE)
    assert done.problem is not None
    assert done.problem.startswith("no snapshot was made: ")
    assert (done.view.snapshot, done.view.at_source) == (None, outcome)
    site.serve(page())
    record, look = site.look()
    assert (look.outcome, record.snapshot) == (None, bytes_sha256(page()))
    assert record.suffix is not None
    assert site.look()[1].outcome is SourceState.SAME


def test_nothing_is_fetched_where_a_person_says_so(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    done = evidence.link(site.store, "1.2", NewLink(site.url), Fetching(wanted=False), by="anna")
    assert (done.problem, done.view.snapshot) == ("no snapshot was made, as you asked", None)
    monkeypatch.setenv(evidence.OFFLINE, "1")
    assert site.link().problem == "no snapshot was made: VERIFY_OFFLINE is set"
    with pytest.raises(InputError, match="VERIFY_OFFLINE is set"):
        site.look()
    assert site.server.asked == []


def test_the_same_article_among_other_adverts_is_the_same(site: Site) -> None:
    site.link(QUOTE)
    site.serve(page(advert="Тур на острова"))
    record, look = site.look()
    assert (look.outcome, record.state_at_source) == (SourceState.SAME, SourceState.SAME)
    assert look.snapshot is not None
    assert look.snapshot.sha256 != record.snapshot


@pytest.mark.parametrize(
    ("body", "outcome", "problem"),
    [
        (BODY.replace("во вторник", "в среду"), SourceState.CHANGED, None),
        (f"Поправка: слова «{QUOTE}» были сказаны в понедельник, а не во вторник. Редакция просит прощения у "
         "читателей за эту ошибку, она замечена поздно.\n", SourceState.MOVED, None),
        (BODY.replace("сорок", "семьдесят"), SourceState.ORPHANED, "the passage is no longer in it"),
        (f"Сказано было так: «{QUOTE}». И ещё раз: «{QUOTE}». Больше об этом ничего не известно, и совет "
         "округа молчит.\n", SourceState.ORPHANED, "the passage stands 2 times in it, and nothing around it "
         "tells which is meant"),
    ],
)  # fmt: skip
def test_a_page_that_changed(site: Site, body: str, outcome: SourceState, problem: str | None) -> None:
    site.link(QUOTE)
    site.serve(page(body))
    record, look = site.look()
    assert (look.outcome, look.problem, record.state_at_source) == (outcome, problem, outcome)
    assert look.snapshot is not None
    assert site.store.snapshot_bytes(look.snapshot.sha256) == page(body)
    assert record.snapshot == bytes_sha256(page())
    assert (look.spans is None) == (outcome is SourceState.ORPHANED)


def test_a_page_without_a_quotation_is_the_same_or_not(site: Site) -> None:
    site.link()
    assert site.look()[1].outcome is SourceState.SAME
    site.serve(page(BODY.replace("сорок", "семьдесят")))
    assert site.look()[1].outcome is SourceState.CHANGED


def test_a_page_that_vanished_and_came_back(site: Site) -> None:
    link = site.link(QUOTE).view.id
    site.serve(b"", 410)
    record, look = site.look()
    assert (look.outcome, look.snapshot) == (SourceState.GONE, None)
    assert record.snapshot == bytes_sha256(page())
    site.serve(page())
    assert site.look()[1].outcome is SourceState.SAME
    outcomes = [each.outcome for each in site.store.looks.of(link)]
    assert outcomes == [None, SourceState.GONE, SourceState.SAME]
    told = [e for e in site.store.history("1.2") if e.action == "evidence.look"]
    assert [(e.after or {})["state"] for e in told] == ["gone", "same"]
    assert [e.actor for e in told] == ["boris", "boris"]


def lost(site: Site) -> list[object]:
    flags = site.store.claim("1.2").record.claim.flags
    return [flag.params["what"] for flag in flags if flag.code is FlagCode.EVIDENCE_LOST]


def test_evidence_that_is_lost_flags_its_claim_as_long_as_it_is(site: Site) -> None:
    site.link(QUOTE)
    assert lost(site) == []
    site.serve(page(BODY.replace("сорок", "шестьдесят")))
    site.look()
    assert lost(site) == [f"{site.url} (the passage is not there)"]
    list(checking.reread(site.store, [], by="anna"))
    assert lost(site) == [f"{site.url} (the passage is not there)"]
    site.serve(b"", 410)
    site.look()
    assert lost(site) == [f"{site.url} (it is gone)"]
    found = site.store.listed(ClaimFilter(flags=(FlagCode.EVIDENCE_LOST,)))
    assert [row.claim.number for row in found.items] == ["1.2"]
    site.serve(page(advert="Скидки на шляпы"))
    site.look()
    assert lost(site) == []


def test_words_that_were_never_there_are_not_lost(site: Site) -> None:
    done = site.link("мост не закроют никогда")
    never = "the quoted words were never found in it"
    assert lost(site) == [f"{site.url} ({never})"]
    assert done.view.never_there
    assert f"▲ {never}" in str(evidence_line(done.view))
    site.serve(page(BODY.replace("сорок", "шестьдесят")))
    record, look = site.look()
    assert (look.outcome, look.problem) == (SourceState.ORPHANED, never)
    assert f"▲ {never}" in str(looked(record, look))
    site.serve(page(BODY + "Но мост не закроют никогда.\n"))
    site.look()
    assert lost(site) == []
    site.serve(page())
    record, look = site.look()
    assert lost(site) == [f"{site.url} (the passage is not there)"]
    assert "▲ the passage is not there" in str(looked(record, look))


def test_a_page_that_changed_is_lost_evidence_where_no_passage_was_kept(site: Site) -> None:
    site.link()
    site.serve(page(BODY.replace("сорок", "шестьдесят")))
    site.look()
    assert lost(site) == [f"{site.url} (its page changed)"]
    review.undo(site.store, "1.2", by="anna")
    assert lost(site) == []


def test_a_redirect_into_a_private_network_is_not_followed(site: Site) -> None:
    site.link(QUOTE)
    site.serve(b"", 302, Location="http://intranet.example/secret")
    _, look = site.look()
    assert (look.outcome, look.snapshot) == (SourceState.UNREACHABLE, None)
    assert "private address" in (look.problem or "")
    assert [path for path, _ in site.server.asked] == ["/report", "/report"]


def test_a_redirect_to_the_front_page_does_not_hold_the_passage(site: Site) -> None:
    site.link(QUOTE)
    site.server.page(
        "/", page("Новости округа Заречье за неделю: ярмарка, паром и хор. Заходите ещё.\n" * 3), **HTML
    )
    site.serve(b"", 302, Location=site.server.url("/", host="zarechye.example"))
    _, look = site.look()
    assert look.outcome is SourceState.ORPHANED
    assert look.snapshot is not None
    assert look.snapshot.final_address.endswith("/")


def test_a_document_without_text_is_compared_by_its_bytes(site: Site) -> None:
    site.serve(b"%PDF-1.7 \x00\x01\x02 one", Content_Type="application/pdf")
    done = site.link(QUOTE)
    assert done.problem == "the quoted words are not found in the document: it is no text"
    assert site.look()[1].outcome is SourceState.SAME
    site.serve(b"%PDF-1.7 \x00\x01\x02 two", Content_Type="application/pdf")
    assert site.look()[1].outcome is SourceState.CHANGED


def test_a_bomb_is_unreachable_and_nothing_of_it_is_kept(site: Site) -> None:
    site.link()
    before = site.store.check().checked["snapshots"]
    site.serve(gzip.compress(b"x" * 30_000_000), Content_Encoding="gzip")
    _, look = site.look()
    assert (look.outcome, look.snapshot) == (SourceState.UNREACHABLE, None)
    assert "larger than 20 MB" in (look.problem or "")
    assert site.store.check().checked["snapshots"] == before


def test_marking_with_evidence_keeps_one_snapshot_for_all(site: Site) -> None:
    ground = review.Ground(evidence=site.url)
    done = review.mark(site.store, ["1.1", "1.2"], Status.CONFIRMED, ground, Fetching(), by="anna")
    assert [v.evidence[0].snapshot for v in done.claims] == [bytes_sha256(page())] * 2
    assert len(site.server.asked) == 1


def test_links_are_listed_by_claim_article_stance_and_state(site: Site) -> None:
    site.link(QUOTE)
    evidence.link(site.store, "1.1", NewLink(site.url, Stance.REFUTES), Fetching(wanted=False), by="anna")
    site.serve(b"", 404)
    site.look()

    def urls(*names: str, **where: Any) -> list[str]:
        return [e.claim for e in evidence.every(site.store, evidence.wanted(names, **where))]

    assert urls() == ["1.1", "1.2"]
    assert urls("1") == ["1.1", "1.2"]
    assert urls("1.2") == ["1.2"]
    assert urls(stances=(Stance.REFUTES,)) == ["1.1"]
    assert urls(at_source=(SourceState.GONE,)) == ["1.2"]
    assert urls(unseen=True) == ["1.1"]
    site.store.undo("1.1", by="anna")
    assert urls() == ["1.2"]
    assert urls(standing=False) == ["1.1", "1.2"]
    with pytest.raises(NotFound, match=r"no claim '7\.1'"):
        urls("7.1")


def test_an_archive_address_is_an_address(site: Site) -> None:
    with pytest.raises(Refused, match="is no address of a document"):
        site.link(archive_url="archive, page 7")
    assert evidence.every(site.store, evidence.wanted(["1"])) == ()


def test_one_wrong_link_is_taken_back_alone_and_comes_back(site: Site) -> None:
    site.serve(page())
    wrong, right = site.link("в старой ратуше"), site.link(QUOTE)
    review.mark(site.store, ["1.2"], Status.CONFIRMED, review.Ground(note="seen"), Fetching(), by="anna")
    done = evidence.remove(site.store, wrong.view.id[:8], by="boris", reason="another report")
    assert (done.record.uid, done.record.withdrawn, done.problem) == (wrong.view.id, True, None)
    detail = site.store.claim("1.2")
    assert [e.uid for e in detail.evidence if e.stands] == [right.view.id]
    assert (detail.record.status, detail.record.evidence) == (Status.CONFIRMED, 1)
    event = detail.events[-1]
    assert (event.action, event.actor, event.reason) == ("claim.unlink", "boris", "another report")
    assert event.before == {
        "evidence": wrong.view.id,
        "url": site.url,
        "stance": "supports",
        "quote": "в старой ратуше",
    }
    with pytest.raises(Refused, match="was taken back before"):
        evidence.remove(site.store, wrong.view.id, by="boris")
    site.store.undo("1.2", by="boris")
    assert [e.uid for e in site.store.claim("1.2").evidence if e.stands] == [wrong.view.id, right.view.id]
    site.store.undo("1.2", by="boris")  # the mark
    site.store.undo("1.2", by="boris")  # the right link
    assert [e.uid for e in site.store.claim("1.2").evidence if e.stands] == [wrong.view.id]
    assert site.store.check_history().ok


def test_what_is_taken_back_is_no_ground_and_no_lost_evidence(site: Site) -> None:
    site.serve(page())
    link = site.link(QUOTE)
    review.mark(site.store, ["1.2"], Status.CONFIRMED, review.Ground(), Fetching(), by="anna")
    site.serve(b"", 404)
    site.look()
    assert lost(site) == [f"{site.url} (it is gone)"]
    done = evidence.remove(site.store, link.view.id, by="anna")
    assert done.problem == (
        "1.2 is confirmed still, and has no evidence now: mark it anew if it rested on this"
    )
    assert lost(site) == []
    site.store.undo("1.2", by="anna")
    assert lost(site) == [f"{site.url} (it is gone)"]
    with pytest.raises(NotFound, match=r"1\.1 has no link"):
        evidence.remove(site.store, link.view.id, of="1.1", by="anna")


def test_what_became_of_lost_links_is_told_in_the_readers_language() -> None:
    said = "https://a.example/x (it is gone), https://b.example/y (the passage is not there)"
    with speaking("uk"):
        told = why(Flag(FlagCode.EVIDENCE_LOST, {"what": said}))
    assert told.endswith("https://a.example/x (зникло), https://b.example/y (уривка там немає).")
