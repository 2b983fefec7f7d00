"""Articles, trees, versions, histories, sources."""

import pytest

from verify.errors import NotFound, Refused
from verify.model import Hop, SourceKind, Status
from verify.store import ChangeKind


@pytest.fixture
def desk(store, make_reading):
    store.save(make_reading())
    return store


def test_articles_newest_first(desk, make_reading):
    desk.save(make_reading(address="https://vestnik.example/2", title="Порт открыт"))
    desk.mark("2.1", Status.UNVERIFIABLE, by="Анна")
    page = desk.articles()
    assert [(a.number, a.metadata.title, a.claims, a.unverified) for a in page.items] == [
        (2, "Порт открыт", 4, 3),
        (1, "Мост закрыт", 4, 4),
    ]
    assert page.items[0].statuses == {Status.UNVERIFIED: 3, Status.UNVERIFIABLE: 1}
    assert [a.number for a in desk.articles(limit=1, offset=1).items] == [1]


def test_an_article_answers_to_number_uid_and_address(desk, make_reading):
    record = desk.article(1).article
    for name in (1, "1", record.uid, record.address):
        assert desk.article(name).article == record
    with pytest.raises(NotFound, match="There is no article '7'"):
        desk.article(7)


def test_the_tree_counts_every_claim_once(desk, make_reading, sentences):
    reuters = Hop(SourceKind.OUTLET, ("Reuters",))
    extra = [
        ("Подрядчик сменился дважды, пишет Reuters.", (reuters,), ()),
        ("Сроки сорваны, пишет Reuters.", (reuters,), ()),
    ]
    desk.save(make_reading([*sentences, *extra], address="https://vestnik.example/tree"))
    root = desk.chain_tree(2)
    assert (root.kind, root.names, root.count, root.claims) == (
        None,
        ("Синегорский вестник",),
        2,
        ("2.1", "2.4"),
    )
    wire, mayor = root.children
    assert (wire.kind, wire.names, wire.count, wire.claims) == (
        SourceKind.OUTLET,
        ("Reuters",),
        2,
        ("2.5", "2.6"),
    )
    assert [(c.kind, c.names, c.count) for c in wire.children] == [
        (SourceKind.ANONYMOUS, ("двое чиновников",), 1)
    ]
    assert (mayor.names, mayor.count, mayor.children) == (("Олег Ветров",), 1, ())


def test_versions_and_their_texts(desk, make_reading, sentences):
    first = desk.version_text(1)
    desk.save(make_reading(sentences[:3]))
    assert [(v.number, v.engines) for v in desk.versions(1)] == [(1, ("sentences 1",)), (2, ("sentences 1",))]
    assert desk.version_text(1, 1) == first
    assert desk.version_text(1) == desk.article(1).text != first
    with pytest.raises(NotFound, match="Article 1 has no version 3: it has 2"):
        desk.version_text(1, 3)


def test_diff_of_versions(desk, make_reading, sentences):
    with pytest.raises(Refused, match="Article 1 has one version only"):
        desk.diff(1)
    reworded = (sentences[0][0].replace("старый", "железнодорожный"), *sentences[0][1:])
    desk.save(make_reading([reworded, *sentences[1:3]]))
    desk.save(make_reading([reworded, *sentences[1:], ("Объезд идёт через порт.", (), ())]))
    first = desk.diff(1, 1, 2)
    assert [(c.kind, c.number) for c in first.changes] == [
        (ChangeKind.REWORDED, "1.1"),
        (ChangeKind.VANISHED, "1.4"),
    ]
    assert (first.before, first.after, first.standing) == (1, 2, 2)
    last = desk.diff(1)
    assert (last.before, last.after, last.standing) == (2, 3, 3)
    assert [(c.kind, c.number) for c in last.changes] == [
        (ChangeKind.RETURNED, "1.4"),
        (ChangeKind.NEW, "1.5"),
    ]
    whole = desk.diff(1, 1, 3)
    assert [(c.kind, c.number) for c in whole.changes] == [
        (ChangeKind.REWORDED, "1.1"),
        (ChangeKind.NEW, "1.5"),
    ]


def test_histories(desk, make_reading):
    desk.save(make_reading(address="https://vestnik.example/2"))
    desk.mark("1.1", Status.UNVERIFIABLE, by="Анна")
    desk.mark("2.1", Status.UNVERIFIABLE, by="Борис", note="архива нет")
    every = [(e.seq, e.action, e.article, e.claim, e.actor) for e in desk.history()]
    assert every == [
        (1, "article.add", 1, None, "verify"),
        (2, "article.add", 2, None, "verify"),
        (3, "claim.mark", 1, "1.1", "Анна"),
        (4, "claim.mark", 2, "2.1", "Борис"),
    ]
    assert [e.seq for e in desk.history("2.1")] == [4]
    assert [e.seq for e in desk.history(article=2)] == [2, 4]
    assert [e.seq for e in desk.history(limit=2, offset=1)] == [2, 3]


def test_an_unknown_snapshot(desk):
    with pytest.raises(NotFound, match="There is no snapshot"):
        desk.snapshot_bytes("0" * 64)


def test_status_counts(desk):
    status = desk.status()
    assert status.counts == {"articles": 1, "claims": 4, "sources": 3, "evidence": 0, "events": 1}
    assert status.schema == status.newest_schema
    assert status.head == desk.history()[-1].hash


def test_sources_with_most_claims_first(desk, make_reading):
    reuters = Hop(SourceKind.OUTLET, ("Reuters", "AFP"))
    desk.save(make_reading([("Порт встал.", (reuters,), ())], address="https://vestnik.example/2"))
    page = desk.sources()
    assert [(s.name, s.kind, s.claims, s.origin_of) for s in page.items] == [
        ("Reuters", SourceKind.OUTLET, 2, 1),
        ("AFP", SourceKind.OUTLET, 1, 1),
        ("Олег Ветров", SourceKind.PERSON, 1, 1),
        ("двое чиновников", SourceKind.ANONYMOUS, 1, 1),
    ]
    assert [s.name for s in desk.sources(kind=SourceKind.PERSON).items] == ["Олег Ветров"]
    assert [s.name for s in desk.sources(text="ВЕТР").items] == ["Олег Ветров"]
    assert desk.sources(limit=1, offset=1).items[0].name == "AFP"


def test_a_person_adds_a_source_with_owner_and_aliases(desk):
    added = desk.add_source(
        "Гавань ТВ", SourceKind.OUTLET, by="Анна", aliases=["Havan TV"], owner="Приморский холдинг"
    )
    assert (added.name, added.aliases, added.owner, added.registered) == (
        "Гавань ТВ",
        ("Havan TV",),
        "Приморский холдинг",
        True,
    )
    assert desk.source("havan tv") == added == desk.source(added.uid)
    assert [s.name for s in desk.registered_sources()] == ["Гавань ТВ"]
    with pytest.raises(Refused, match="'«гавань тв»' is already a name of Гавань ТВ"):
        desk.add_source("«гавань тв»", SourceKind.OUTLET, by="Анна")
    assert [e.action for e in desk.history()[1:]] == ["source.add", "source.alias", "source.owner"]


def test_an_alias_merges_a_source_that_extractions_met(desk, make_reading):
    reiter = Hop(SourceKind.OUTLET, ("Рейтер",))
    desk.save(make_reading([("Порт встал.", (reiter,), ())], address="https://vestnik.example/2"))
    assert desk.source("Reuters").claims == 1
    merged = desk.add_alias("Reuters", "Рейтер", by="Анна")
    assert (merged.aliases, merged.claims) == (("Рейтер",), 2)
    assert desk.claim("2.1").record.claim.chain[0].names == ("Reuters",)
    assert [s.name for s in desk.sources(kind=SourceKind.OUTLET).items] == ["Reuters"]
    later = desk.save(make_reading([("Порт ожил.", (reiter,), ())], address="https://vestnik.example/3"))
    assert later.claims[0].claim.chain[0].names == ("Reuters",)


def test_an_alias_of_another_registered_source_is_refused(desk):
    desk.add_source("Гавань ТВ", SourceKind.OUTLET, by="Анна")
    with pytest.raises(Refused, match="'Гавань ТВ' is already a name of Гавань ТВ"):
        desk.add_alias("Reuters", "Гавань ТВ", by="Анна")


def test_owners_change(desk):
    assert desk.set_owner("Reuters", "Холдинг", by="Анна").owner == "Холдинг"
    assert desk.set_owner("Reuters", None, by="Анна").owner is None
    with pytest.raises(NotFound, match="No source is called 'Никто'"):
        desk.set_owner("Никто", "Холдинг", by="Анна")
    with pytest.raises(Refused, match="is no name"):
        desk.set_owner("Reuters", " «» ", by="Анна")
