"""The register of outlets: its data are sound, and texts find them in every case and script."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from verify.languages.register import KINDS, Outlet, Register, loading, owners, platforms, register
from verify.languages.register.forms import forms
from verify.languages.register.matching import patterns
from verify.languages.tables import read_tables

TOKEN = re.compile(r"\w+|[^\w\s]")
FILES = [*loading.outlet_files(), loading.DATA / loading.OWNERS, loading.DATA / loading.PLATFORMS]


def found_in(text: str, register: Register) -> list[tuple[str, str, bool]]:
    """(id, words, ambiguous) of each match, left to right, the longest first."""
    tokens, i, found = TOKEN.findall(text), 0, []
    while i < len(tokens):
        match = register.match_at(tokens, i)
        if match:
            found.append((match[0].id, " ".join(tokens[i : i + match[1]]), match[2]))
        i += match[1] if match else 1
    return found


# --- the data


def test_there_are_enough_outlets_of_each_region() -> None:
    assert len(register()) >= 1500
    by_country = defaultdict(int)
    for outlet in register():
        by_country[outlet.country] += 1
    assert by_country["UA"] >= 200
    assert by_country["RU"] >= 200
    assert by_country["US"] + by_country["GB"] >= 250


def test_ids_are_unique_over_all_files() -> None:
    ids = [id_ for path in FILES if path.stem != "owners" for id_ in read_tables(path)]
    assert len(ids) == len(set(ids))
    assert [i for i in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i)] == []


def test_facts_are_well_formed() -> None:
    for outlet in [*register(), *platforms()]:
        assert outlet.kind in KINDS, outlet
        assert outlet.kind == "platform" or re.fullmatch("[A-Z]{2}", outlet.country), outlet
        assert not outlet.owner or outlet.owner in owners(), outlet
        assert set(outlet.names) <= {"ru", "uk", "en"}, outlet
        assert all(n and n == n.strip() for n in outlet.all_names), outlet


def test_every_owner_owns_something() -> None:
    assert set(owners()) == {outlet.owner for outlet in register() if outlet.owner}


def test_every_domain_is_unique_and_bare() -> None:
    seen: dict[str, str] = {}
    for outlet in [*register(), *platforms()]:
        for domain in outlet.domains:
            assert seen.setdefault(domain, outlet.id) == outlet.id, domain
            assert re.fullmatch(r"(?!www\.)[a-z0-9-]+(\.[a-z0-9-]+)+", domain), domain


def test_a_name_that_two_outlets_share_is_ambiguous_in_both() -> None:
    holders: dict[str, dict[str, bool]] = defaultdict(dict)
    for outlet in register():
        for name in (*outlet.all_names, *outlet.domains):
            for pattern in patterns(outlet, name):
                holders["".join(pattern.name)][outlet.id] = pattern.ambiguous
    shared = {name: ids for name, ids in holders.items() if len(ids) > 1}
    assert {name: ids for name, ids in shared.items() if not all(ids.values())} == {}
    assert shared["apa"] == {"apa-at": True, "apa-az": True}


def test_no_platform_is_an_outlet() -> None:
    assert [p.id for p in platforms() if register().get(p.id)] == []
    assert platforms().by_alias("Телеграм").id == "telegram"
    assert platforms().by_alias("«Твіттер»").id == "x-twitter"
    assert register().by_alias("Фейсбук") is None


# --- names

NAMES = {
    "Reuters": "reuters",
    "Ройтерсу": "reuters",
    "Медузы": "meduza",
    "Медузе": "meduza",
    "Коммерсанту": "kommersant",
    "Интерфаксу": "interfax",
    "Інтерфаксом": "interfax",
    "Укринформом": "ukrinform",
    "Известиях": "izvestia",
    "Известий": "izvestia",
    "Ведомостями": "vedomosti",
    "Российской газете": "rg",
    "Украинской правды": "pravda-com-ua",
    "Української правди": "pravda-com-ua",
    "Українською Правдою": "pravda-com-ua",
    "Радио Свобода": "svoboda",
    "Радіо Свободі": "svoboda",
    "Радио Свободой": "svoboda",
    "Газеты.Ru": "gazeta-ru",
    "«Ленты.ру»": "lenta",
    "РБК-Украине": "rbc-ukraine",
    "РБК – Україна": "rbc-ukraine",
    "Эха Москвы": "ekho",
    "Зеркала недели": "zn-ua",
    "Дзеркалу тижня": "zn-ua",
    "Настоящего Времени": "nastoyashchee-vremya",
    "УНИАНом": "unian",
    "ТАССу": "tass",
    "РИА «Новости»": "ria-novosti",
    "Урядового кур’єра": "uryadovy-kurier",
    "Урядовому курʼєру": "uryadovy-kurier",
    "Огонька": "ogonyok",
    "24 каналу": "24-kanal",
    "громадського": "hromadske",
    "L'Equipe": "lequipe",
    "L’Équipe": "lequipe",
    "El Pais": "el-pais",
    "new york times": "nyt",
    "THE SUN": "sun-uk",
    "gazeta.ua": "gazeta-ua",
    "Сегодня": "segodnya",
    "Дня": "den-day",
    "Бі-бі-сі": "bbc",
    "Русской службе Би-би-си": "russian-bbc",
}


@pytest.mark.parametrize(("text", "id_"), NAMES.items())
def test_a_name_in_any_case_and_script_finds_its_outlet(text: str, id_: str) -> None:
    outlet = register().by_alias(text)
    assert outlet is not None
    assert outlet.id == id_


@pytest.mark.parametrize(
    "text", ["", "«»", "Рыжий кот", "Reuters вчера", "Российская", "Политиков", "Телевизор"]
)
def test_what_is_no_whole_name_finds_nothing(text: str) -> None:
    assert register().by_alias(text) is None


def test_canonical_names_follow_the_language_of_the_article() -> None:
    tass, reuters = register().by_alias("ТАСС"), register().by_alias("Рейтер")
    assert [tass.name_in(code) for code in ("ru", "uk", "en", None)] == ["ТАСС", "ТАСС", "TASS", "ТАСС"]
    assert {reuters.name_in(code) for code in ("ru", "uk", "en", "xx")} == {"Reuters"}
    assert register().by_alias("Ukrainian News").name_in("uk") == "Українські Новини"
    assert register().get("svoboda").name_in("en") == "Radio Free Europe/Radio Liberty"


def test_owner_and_country_are_known_where_stated() -> None:
    bild, politico = register().get("bild"), register().get("politico")
    assert (bild.country, bild.kind) == ("DE", "newspaper")
    assert bild.owner == politico.owner == "axel-springer"
    assert owners()["axel-springer"].name == "Axel Springer"


# --- words of a text


def test_names_in_a_text_span_their_tokens() -> None:
    text = "Об этом «Медузе» сказал источник, а РИА «Новости» и The New York Times молчат, пишет Gazeta.ua."
    assert found_in(text, register()) == [
        ("meduza", "Медузе", False),
        ("ria-novosti", "РИА « Новости »", False),
        ("nyt", "The New York Times", False),
        ("gazeta-ua", "Gazeta . ua", False),
    ]


def test_the_longest_name_wins() -> None:
    text = "Інтерфакс-Україна, Sky News Arabia, BBC News Україна, РИА Новости Крым"
    ids = [id_ for id_, _, _ in found_in(text, register())]
    assert ids == ["interfax-ukraine", "sky-news-arabia", "ukrainian-bbc", "ria-krym"]


@pytest.mark.parametrize(
    "text",
    [
        "Во времени и пространстве",
        "В течение дня шли дожди",
        "медуза ужалила купальщика",
        "известия о потерях",
        "it is a time of people and a mirror",
        "he will guardian the sun",
        "ап и ас",
        "Политиков и коммерсантов ждали",
        "Президент РФ приехал",
    ],
)
def test_ordinary_words_in_lower_case_are_no_outlets(text: str) -> None:
    assert found_in(text, register()) == []


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Времени осталось мало", "time-kz"),
        ("Дня не хватило", "den-day"),
        ("Сегодня утром", "segodnya"),
        ("Факты таковы", "fakty"),
        ("Страны Европы", "strana"),
        ("People say", "people"),
        ("Time passes", "time"),
        ("Independent experts", "independent"),
        ("Штерн заявил", "stern"),
        ("Кур'єр привіз", "kurier"),
        ("Курʼєр привіз", "kurier"),
        ("CCTV footage", "cctv"),
    ],
)
def test_ordinary_words_with_a_capital_are_ambiguous(text: str, id_: str) -> None:
    assert [(id_, True)] == [(found, ambiguous) for found, _, ambiguous in found_in(text, register())]


def test_any_case_finds_names_without_their_capitals() -> None:
    tokens = ["медузе", "сказали"]
    assert register().match_at(tokens, 0) is None
    outlet, used, ambiguous = register().match_at(tokens, 0, any_case=True)
    assert (outlet.id, used, ambiguous) == ("meduza", 1, False)


def test_an_abbreviation_needs_its_capitals() -> None:
    assert [id_ for id_, _, _ in found_in("AP, Ap, УНН, Унн", register())] == ["associated-press", "unn"]


def test_no_form_of_a_name_is_lost_by_the_buckets() -> None:
    for outlet in register():
        for name in (*outlet.all_names, *outlet.domains):
            for pattern in patterns(outlet, name):
                for first in pattern.spellings[0]:
                    tokens = [first, *pattern.name[1:]]
                    assert register().match_at(tokens, 0, any_case=True) is not None, (outlet.id, tokens)


# --- hosts


@pytest.mark.parametrize(
    ("host", "id_"),
    [
        ("www.pravda.com.ua", "pravda-com-ua"),
        ("life.pravda.com.ua", "life-pravda"),
        ("LENTA.RU", "lenta"),
        ("amp.cnn.com", "cnn"),
        ("biz.nv.ua", "biz-nv"),
        ("nv.ua.", "nv"),
        ("finance.yahoo.com", "yahoo-finance"),
    ],
)
def test_a_host_belongs_to_the_outlet_of_its_domain(host: str, id_: str) -> None:
    assert register().by_domain(host).id == id_


@pytest.mark.parametrize("host", ["", "ru", "com.ua", "notlenta.ru", "lenta.ru.example", "example.org"])
def test_other_hosts_belong_to_nobody(host: str) -> None:
    assert register().by_domain(host) is None


# --- what users add


def test_a_user_adds_an_outlet_with_the_same_look_ups() -> None:
    ours = Outlet("sych", "Лесной сыч", {"uk": "Лісовий сич"}, ("ЛС",), ("sych.example",), country="UA")
    more = register().extended([ours])
    assert len(more) == len(register()) + 1
    assert more.by_alias("Лесного сыча") is ours
    assert more.by_domain("news.sych.example") is ours
    assert found_in("Про це пише Лісовий сич.", more) == [("sych", "Лісовий сич", False)]
    assert register().by_alias("Лесной сыч") is None


def test_a_user_adds_an_alias_to_a_known_outlet() -> None:
    more = register().extended([Outlet("meduza", "", aliases=("Горгона",), domains=("gorgon.example",))])
    meduza = more.by_alias("Горгоне")
    assert (meduza.id, meduza.name, meduza.country) == ("meduza", "Медуза", "LV")
    assert more.by_domain("gorgon.example") is more.by_domain("meduza.io") is meduza
    assert len(more) == len(register())


def test_a_users_name_wins_over_a_shipped_one() -> None:
    more = register().extended([Outlet("our-fakty", "Факты", domains=("fakty.example",))])
    assert more.by_alias("Фактов").id == "our-fakty"
    assert found_in("пишут «Факты»", more) == [("our-fakty", "Факты", False)]


# --- forms


@pytest.mark.parametrize(
    ("word", "some"),
    [
        ("правда", {"правды", "правде", "правді", "правду", "правдой", "правдою"}),
        ("думка", {"думці", "думки", "думку"}),
        ("дождь", {"дождя", "дождю", "дождем", "дожде"}),
        ("день", {"дня", "дню", "днем", "дні"}),
        ("известия", {"известий", "известиям", "известиями", "известиях"}),
        ("вести", {"вестей", "вестям", "вестях"}),
        ("российская", {"российской", "российскую"}),
        ("громадське", {"громадського", "громадському", "громадським"}),
        ("время", {"времени", "временем"}),
    ],
)
def test_forms_hold_the_cases_of_a_word(word: str, some: set[str]) -> None:
    assert some | {word} <= forms(word)


@pytest.mark.parametrize("word", ["reuters", "рбк", "радио", "политико", "24"])
def test_what_does_not_decline_has_one_form(word: str) -> None:
    assert forms(word) == {word}
