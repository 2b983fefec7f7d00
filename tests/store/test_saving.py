"""From a reading to rows: added, unchanged, changed."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from verify.errors import InputError
from verify.model import Flag, FlagCode, Metadata, Proposal, Redirect, SourceKind, Stance, Status
from verify.store import ChangeKind, ClaimFilter, ClaimState, Result


def changed(sentences, **by_place):
    """The sentences with some replaced or (None) taken out: s1="…"."""
    found = []
    for place, each in enumerate(sentences):
        wording = by_place.get(f"s{place}", each[0])
        if wording is not None:
            found.append((wording, *each[1:]))
    return found


def test_a_new_article_gets_numbers_in_text_order(store, make_reading):
    saved = store.save(make_reading())
    assert saved.result is Result.ADDED
    assert [c.number for c in saved.claims] == ["1.1", "1.2", "1.3", "1.4"]
    assert saved.changes == ()
    assert (saved.article.number, saved.article.version, saved.article.claims, saved.article.unverified) == (
        1,
        1,
        4,
        4,
    )


def test_everything_comes_back_as_it_was_given(store, make_reading):
    reading = make_reading()
    store.save(reading)
    detail = store.article(1)
    assert detail.text == reading.text
    assert detail.links == reading.links
    assert detail.article.metadata == reading.metadata
    assert tuple(c.claim for c in detail.claims) == reading.extraction.claims
    assert (detail.article.engine, detail.article.engine_version) == ("sentences", "1")
    assert detail.snapshot.headers == (("content-type", "text/html; charset=windows-1251"),)
    assert detail.snapshot.fetched_at == datetime(2026, 3, 15, 8, 30, tzinfo=UTC)
    assert detail.snapshot.final_address.endswith("?ok")
    assert store.snapshot_bytes(reading.snapshot.sha256) == reading.snapshot.raw


def test_spans_proposal_and_hop_details_come_back(store, make_reading):
    reading = make_reading()
    first = reading.extraction.claims[1]
    hop = replace(first.chain[0], mention=((70, 77),), cue=((63, 69),), inherited=True, confidence=0.25)
    both = replace(hop, names=("Reuters", "AFP"))
    nobody = replace(first.chain[1], kind=SourceKind.COLLECTIVE, names=())
    flag = Flag(FlagCode.HEDGED, {"words": "якобы"}, ((3, 8),))
    claim = replace(
        first,
        chain=(both, nobody),
        flags=(flag,),
        proposal=Proposal(Status.NOT_CHECKABLE, "It is an opinion."),
    )
    store.save(replace(reading, extraction=replace(reading.extraction, claims=(claim,))))
    assert store.claim("1.1").record.claim == claim


def test_redirects_come_back(store, make_reading):
    reading = make_reading()
    snapshot = replace(
        reading.snapshot, redirects=(Redirect("http://a.example/", 301, "https://a.example/"),)
    )
    store.save(replace(reading, snapshot=snapshot))
    assert store.article(1).snapshot.redirects == (("http://a.example/", 301, "https://a.example/"),)


def test_the_same_text_adds_nothing(store, path, make_reading):
    store.save(make_reading())
    before = store.status()
    again = store.save(make_reading(), by="Борис")
    assert again.result is Result.UNCHANGED
    assert [c.number for c in again.claims] == ["1.1", "1.2", "1.3", "1.4"]
    assert store.status() == before
    assert len(store.versions(1)) == 1


def test_equal_bytes_under_another_address_are_another_article(store, make_reading):
    store.save(make_reading())
    other = store.save(make_reading(address="https://mirror.example/bridge"))
    assert other.result is Result.ADDED
    assert [c.number for c in other.claims] == ["2.1", "2.2", "2.3", "2.4"]
    assert store.check().checked["texts"] == 1
    assert store.check().checked["snapshots"] == 1


def test_nul_and_surrogates_become_replacement_characters_one_for_one(store, make_reading):
    broken = "Опора\x00 моста треснула, \ud800пишет газета."
    reading = make_reading([("Мост стоит.", (), ())])
    text = f"{reading.text}\n{broken}"
    title = replace(reading.metadata, title="Мост\x00")
    store.save(replace(reading, text=text, metadata=title))
    detail = store.article(1)
    assert len(detail.text) == len(text)
    assert detail.text.endswith("Опора\ufffd моста треснула, \ufffdпишет газета.")
    assert detail.article.metadata.title == "Мост\ufffd"
    assert store.check().problems == ()


def test_no_text_is_refused(store, make_reading):
    with pytest.raises(InputError, match="there is no text to store"):
        store.save(replace(make_reading(), text=""))
    assert store.status().counts["events"] == 0


def test_a_changed_article_keeps_what_stands(store, make_reading, sentences):
    store.save(make_reading())
    store.mark("1.1", Status.CONFIRMED, by="Анна", note="мост закрыт, видела")
    store.link("1.1", "https://gov.example/order", by="Анна", stance=Stance.SUPPORTS)
    uid = store.claim("1.1").record.uid
    reading = make_reading([("Добавлено: на мосту дежурит полиция.", (), ()), *changed(sentences, s3=None)])
    saved = store.save(reading)
    assert saved.result is Result.CHANGED
    assert saved.article.version == 2
    assert [c.number for c in saved.claims] == ["1.5", "1.1", "1.2", "1.3"]
    stands = store.claim("1.1")
    assert (stands.record.uid, stands.record.status, stands.record.evidence) == (uid, Status.CONFIRMED, 1)
    assert [e.action for e in stands.events] == ["claim.mark", "claim.link"]
    start, end = stands.record.claim.spans[0]
    assert stands.text[start:end] == stands.record.claim.text
    assert stands.record.version == 2


def test_a_changed_article_says_what_differs(store, make_reading, sentences):
    store.save(make_reading())
    first = store.article(1).claims
    saved = store.save(
        make_reading(
            [
                *changed(sentences, s1=sentences[1][0].replace("сорок", "шестьдесят"), s3=None),
                ("Мост построили сто лет назад по проекту венского инженера.", (), ()),
            ]
        )
    )
    found = [
        (c.kind, c.number, c.before and c.before.text[:29], c.after and c.after.text[:32])
        for c in saved.changes
    ]
    assert found == [
        (
            ChangeKind.REWORDED,
            "1.2",
            "Ремонт обойдётся в сорок милл",
            "Ремонт обойдётся в шестьдесят мил"[:32],
        ),
        (ChangeKind.VANISHED, "1.4", "Жители соседних улиц жалуются", None),
        (ChangeKind.NEW, "1.5", None, "Мост построили сто лет назад по "),
    ]
    reworded = store.claim("1.2")
    assert reworded.record.uid == first[1].uid
    warning = [f for f in reworded.record.claim.flags if f.code is FlagCode.CHANGED]
    assert warning == [Flag(FlagCode.CHANGED, {"version": 1})]
    assert [e.action for e in reworded.events] == ["claim.reworded"]
    assert reworded.events[0].before == {"text": first[1].claim.text, "version": 1}
    gone = store.claim("1.4").record
    assert gone.state is ClaimState.VANISHED
    assert FlagCode.CHANGED in [f.code for f in gone.claim.flags]
    assert [c.number for c in store.article(1).gone] == ["1.4"]
    assert store.article(1).article.claims == 4
    assert store.check().problems == ()


def test_punctuation_alone_changes_no_claim(store, make_reading, sentences):
    store.save(make_reading())
    saved = store.save(make_reading(changed(sentences, s3="Жители соседних улиц — жалуются на пробки!")))
    assert saved.result is Result.CHANGED
    assert saved.changes == ()
    assert [f.code for f in store.claim("1.4").record.claim.flags] == [FlagCode.UNATTRIBUTED]


def test_the_warning_of_a_change_stays_in_later_versions(store, make_reading, sentences):
    store.save(make_reading())
    second = changed(sentences, s0="Мэрия Синегорска закрыла старый мост на капитальный ремонт.")
    store.save(make_reading(second))
    store.save(make_reading([*second, ("Объезд идёт через порт.", (), ())]))
    flags = store.claim("1.1").record.claim.flags
    assert [(f.code, dict(f.params)) for f in flags] == [
        (FlagCode.CHANGED, {"version": 1}),
        (FlagCode.UNATTRIBUTED, {}),
    ]


def test_a_claim_that_comes_back_is_the_same_claim(store, make_reading, sentences):
    store.save(make_reading())
    store.mark("1.4", Status.DISPUTED, by="Анна", note="пробок нет")
    store.save(make_reading(changed(sentences, s3=None)))
    assert store.claim("1.4").record.state is ClaimState.VANISHED
    saved = store.save(make_reading())
    assert [(c.kind, c.number) for c in saved.changes] == [(ChangeKind.RETURNED, "1.4")]
    back = store.claim("1.4")
    assert (back.record.state, back.record.status) == (ClaimState.PRESENT, Status.DISPUTED)
    assert [e.action for e in back.events] == ["claim.mark", "claim.vanished", "claim.returned"]


def test_numbers_are_never_used_again(store, make_reading, sentences):
    store.save(make_reading())
    store.save(make_reading(changed(sentences, s2=None, s3=None)))
    extra = ("Порт принимает суда в обычном режиме.", (), ())
    saved = store.save(make_reading([*changed(sentences, s2=None, s3=None), extra]))
    assert [c.number for c in saved.claims] == ["1.1", "1.2", "1.5"]
    store.remove_article(1, by="Анна")
    other = store.save(make_reading(address="https://vestnik.example/other"))
    assert other.article.number == 2


def test_a_removed_article_is_hidden_and_comes_back_when_read_again(store, make_reading):
    store.save(make_reading())
    store.mark("1.2", Status.UNVERIFIABLE, by="Анна")
    assert store.remove_article(1, by="Анна", reason="дубль").removed
    assert store.articles().items == ()
    assert [a.number for a in store.articles(removed=True).items] == [1]
    assert store.claims().total == 0
    assert store.claims(ClaimFilter(states=tuple(ClaimState))).total == 0
    assert store.claim("1.2").record.status is Status.UNVERIFIABLE
    back = store.save(make_reading())
    assert back.result is Result.ADDED
    assert [c.number for c in back.claims] == ["1.1", "1.2", "1.3", "1.4"]
    assert back.claims[1].status is Status.UNVERIFIABLE
    actions = [(e.action, e.reason) for e in store.history(article=1)]
    assert actions == [
        ("article.add", None),
        ("claim.mark", None),
        ("article.remove", "дубль"),
        ("article.return", None),
    ]


def test_a_later_version_keeps_the_date_that_it_no_longer_states(store, make_reading, sentences):
    store.save(make_reading())
    saved = store.save(make_reading([*sentences, ("Объезд идёт через порт.", (), ())], published=None))
    assert saved.article.metadata.published == date(2026, 3, 14)


def test_a_person_corrects_what_is_known_of_an_article(store, make_reading):
    store.save(make_reading())
    record = store.describe(1, Metadata(publisher="Синегорск сегодня"), by="Анна")
    assert (record.metadata.publisher, record.metadata.title) == ("Синегорск сегодня", "Мост закрыт")
    assert store.chain_tree(1).names == ("Синегорск сегодня",)
    event = store.history(article=1)[-1]
    assert (event.action, event.before["publisher"], event.after["publisher"]) == (
        "article.describe",
        "Синегорский вестник",
        "Синегорск сегодня",
    )


def test_a_repeated_claim_is_flagged_with_the_number_of_the_first(store, make_reading):
    reading = make_reading()
    claims = list(reading.extraction.claims)
    claims[3] = replace(claims[3], flags=(Flag(FlagCode.REPEATED, {"number": 2}),))
    saved = store.save(replace(reading, extraction=replace(reading.extraction, claims=tuple(claims))))
    assert saved.claims[3].claim.flags == (Flag(FlagCode.REPEATED, {"number": "1.2"}),)


def test_find_knows_an_address(store, make_reading):
    reading = make_reading()
    assert store.find(reading.address) is None
    store.save(reading)
    found = store.find(reading.address)
    assert found is not None
    assert (found.number, found.text_sha256) == (1, store.versions(1)[0].text_sha256)
