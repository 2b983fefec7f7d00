"""Finding claims again."""

from dataclasses import replace
from datetime import date

import pytest

from verify.errors import NotFound
from verify.model import Flag, FlagCode, Hop, Metadata, SourceKind, Status
from verify.store import ClaimFilter, Sort, counting, listing

UNIAN = Hop(SourceKind.OUTLET, ("УНІАН",))

SECOND = [
    ("Служба безпеки затримала трьох чиновників митниці.", (UNIAN,), ()),
    ("Суд обрав їм запобіжний захід.", (), (FlagCode.UNATTRIBUTED,)),
]


@pytest.fixture(params=["few", "many"])
def desk(store, make_reading, request, monkeypatch):
    """Claims that meet a condition are gathered where they are few, met along an order where they are many.

    Article 1 (ru, 14 March), 2 (uk, 2 April), 3 (en, no date)."""
    if request.param == "many":
        monkeypatch.setattr(listing, "FEW", 0)
    store.save(make_reading())
    store.save(
        make_reading(
            SECOND,
            address="https://visti.example/митниця",
            published=date(2026, 4, 2),
            title="Затримання",
            language="uk",
            publisher="Вісті",
        )
    )
    store.save(
        make_reading(
            [("Ministers have rejected 100% of the offers_made by the port.", (), (FlagCode.UNATTRIBUTED,))],
            address="https://harbour.example/offers",
            published=None,
            title="Offers",
            language="en",
            publisher="Harbour Times",
        )
    )
    return store


def found(store, sort=Sort.ARTICLE, **where):
    return [c.number for c in store.claims(ClaimFilter(**where), sort=sort).items]


def test_all_in_text_order(desk):
    assert found(desk) == ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "3.1"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("МОСТ", ["1.1"]),
        ("старым мостам", ["1.1"]),
        ("мосты ремонту", ["1.1"]),
        ("ремонт", ["1.1", "1.2"]),
        ("ветров", ["1.3"]),
        ("ЧИНОВНИКАМИ", ["1.2", "2.1"]),
        ("чиновникам митниці", ["2.1"]),
        ("Судом", ["2.2"]),
        ("minister reject", ["3.1"]),
        ("мост чиновник", []),
        ("мос", []),
        ("100%", ["3.1"]),
        ("%", []),
        ("_", []),
        ("'; DROP TABLE claims; --", []),
    ],
)
def test_words_are_found_in_any_form_and_case(desk, text, numbers):
    assert found(desk, text=text) == numbers


def test_an_empty_text_is_no_condition(desk):
    assert len(found(desk, text="")) == 7


def test_by_status(desk):
    desk.mark("1.2", Status.DISPUTED, by="Анна", note="смета другая")
    desk.mark("2.2", Status.NOT_CHECKABLE, by="Анна")
    assert found(desk, statuses=(Status.DISPUTED,)) == ["1.2"]
    assert found(desk, statuses=(Status.DISPUTED, Status.NOT_CHECKABLE)) == ["1.2", "2.2"]
    assert found(desk, statuses=(Status.REFUTED,)) == []


def test_by_flag(desk):
    assert found(desk, flags=(FlagCode.SECOND_HAND,)) == ["1.2"]
    assert found(desk, flags=(FlagCode.SECOND_HAND, FlagCode.UNATTRIBUTED)) == [
        "1.1",
        "1.2",
        "1.4",
        "2.2",
        "3.1",
    ]
    assert found(desk, flagged=False) == ["1.3", "2.1"]
    assert found(desk, flagged=True) == ["1.1", "1.2", "1.4", "2.2", "3.1"]


def test_by_source_under_any_name(desk):
    assert found(desk, source="REUTERS") == ["1.2"]
    assert found(desk, source="Рейтер") == []
    desk.add_alias("Reuters", "Рейтер", by="Анна")
    assert found(desk, source="«Рейтер»") == ["1.2"]
    assert found(desk, source="унiан") == []  # a Latin letter i is another name
    assert found(desk, source="уніан") == ["2.1"]


def test_by_kind_of_origin(desk):
    assert found(desk, kinds=(SourceKind.ANONYMOUS,)) == ["1.2"]
    assert found(desk, kinds=(SourceKind.OUTLET, SourceKind.PERSON)) == ["1.3", "2.1"]
    assert found(desk, own_voice=True) == ["1.1", "1.4", "2.2", "3.1"]
    assert found(desk, own_voice=False) == ["1.2", "1.3", "2.1"]


def test_by_article_and_date(desk):
    assert found(desk, articles=(2, 3)) == ["2.1", "2.2", "3.1"]
    assert found(desk, since=date(2026, 4, 2)) == ["2.1", "2.2"]
    assert found(desk, until=date(2026, 3, 14)) == ["1.1", "1.2", "1.3", "1.4"]
    assert found(desk, since=date(2026, 3, 15), until=date(2026, 4, 1)) == []


def test_conditions_hold_together(desk):
    assert found(desk, text="ремонт", source="Reuters", flags=(FlagCode.ANONYMOUS_ORIGIN,)) == ["1.2"]
    assert found(desk, text="ремонт", source="УНІАН") == []


def test_orders(desk):
    assert found(desk, sort=Sort.NEWEST) == ["3.1", "2.1", "2.2", "1.1", "1.2", "1.3", "1.4"]
    assert found(desk, sort=Sort.DATE) == ["2.1", "2.2", "1.1", "1.2", "1.3", "1.4", "3.1"]
    assert found(desk, sort=Sort.WEIGHT)[:3] == ["1.2", "3.1", "2.2"]
    assert found(desk, sort=Sort.WEIGHT)[-2:] == ["2.1", "1.3"]
    desk.mark("1.4", Status.UNVERIFIABLE, by="Анна")
    desk.mark("2.1", Status.UNVERIFIABLE, by="Анна")
    assert found(desk, sort=Sort.UPDATED)[:2] == ["2.1", "1.4"]


def test_names_with_unstorable_characters_find_nothing(desk):
    assert found(desk, text="\udc80\x00") == []
    assert found(desk, source="\udc80") == []
    with pytest.raises(NotFound):
        desk.claim("1.1\udc80")
    with pytest.raises(NotFound):
        desk.article("\udc80")


def test_a_corrected_language_is_searched_by_its_lemmas(desk):
    assert found(desk, text="offer") == ["3.1"]
    desk.describe(3, Metadata(language="xx"), by="Анна")
    assert found(desk, text="offer") == []
    assert found(desk, text="offers") == ["3.1"]
    desk.describe(3, Metadata(language="en"), by="Анна")
    assert found(desk, text="offer") == ["3.1"]


def test_pages(desk):
    page = desk.claims(limit=3, offset=3)
    assert ([c.number for c in page.items], page.total, page.limit, page.offset) == (
        ["1.4", "2.1", "2.2"],
        7,
        3,
        3,
    )
    assert desk.claims(limit=3, offset=9).items == ()


def test_all_are_counted_where_asked(desk, monkeypatch):
    monkeypatch.setattr(counting, "COUNTED", 1)
    assert desk.count_claims(ClaimFilter()) == 7
    assert desk.count_claims(ClaimFilter(flagged=True, text="ремонт")) == 2


def test_more_than_are_counted(desk, monkeypatch):
    monkeypatch.setattr(counting, "COUNTED", 4)
    page = desk.claims(limit=3)
    assert (page.total, page.more, page.count, page.follows) == (4, True, "4+", True)
    last = desk.claims(limit=3, offset=6)
    assert ([c.number for c in last.items], last.total, last.follows) == (["3.1"], 7, False)
    assert desk.articles().count == "3"


def test_a_source_of_many_claims_is_counted_in_part(desk, monkeypatch):
    monkeypatch.setattr(listing, "FEW", 0)
    monkeypatch.setattr(listing, "COUNTED", 1)
    page = desk.claims(ClaimFilter(flags=(FlagCode.UNATTRIBUTED,)), limit=2)
    assert ([c.number for c in page.items], page.count, page.follows) == (["1.1", "1.4"], "2+", True)


def test_a_page_costs_the_same_number_of_queries_whatever_it_holds(desk, make_reading):
    from sqlalchemy import event

    statements: list[str] = []
    event.listen(desk._database.engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
    desk.claims(limit=2)
    few = len(statements)
    statements.clear()
    desk.claims(limit=50)
    assert len(statements) == few <= 7


def test_a_vanished_name_is_no_name(desk, make_reading):
    reading = make_reading()
    claims = (
        replace(
            reading.extraction.claims[1],
            chain=(Hop(SourceKind.COLLECTIVE, ()),),
            flags=(Flag(FlagCode.HEDGED),),
        ),
    )
    desk.reread(1, replace(reading.extraction, claims=claims))
    assert found(desk, kinds=(SourceKind.COLLECTIVE,)) == ["1.2"]
    assert found(desk, source="Reuters") == []


@pytest.mark.sqlite("its own plan of a query")
@pytest.mark.parametrize(
    ("sql", "index"),
    [
        ("WHERE listed = 1 ORDER BY article_id, start, number LIMIT 50", "ix_claims_listed"),
        ("WHERE listed = 1 AND status = 'disputed' ORDER BY article_id, start LIMIT 50", "ix_claims_status"),
        ("WHERE listed = 1 AND origin = 'person' ORDER BY article_id, start LIMIT 50", "ix_claims_origin"),
        ("WHERE listed = 1 ORDER BY weight DESC, article_id, start LIMIT 50", "ix_claims_weight"),
        ("WHERE listed = 1 ORDER BY updated_at DESC, id DESC LIMIT 50", "ix_claims_updated"),
    ],
)
def test_first_pages_come_from_an_index(desk, sql, index):
    with desk._database.read() as session:
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN SELECT id FROM claims {sql}").all()
    steps = " ".join(str(step[-1]) for step in plan)
    assert index in steps
    assert "USE TEMP B-TREE FOR ORDER BY" not in steps.replace("LAST TERM OF ", "")


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize(
    "more", [{}, {"statuses": (Status.UNVERIFIED,)}, {"own_voice": True}, {"assigned": ""}]
)
def test_days_and_any_other_condition_go_with_every_order(store, make_reading, sort, more):
    store.save(make_reading())
    of_day = ClaimFilter(since=date(2026, 3, 14), until=date(2026, 3, 14), **more)
    assert store.claims(of_day, sort=sort).total == (2 if "own_voice" in more else 4)
    assert store.claims(replace(of_day, since=date(2026, 3, 15), until=None), sort=sort).total == 0
