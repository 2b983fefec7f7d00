"""What the articles of one event come to, by the rules; the events are invented."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from io import StringIO
from pathlib import Path

import pytest

from verify.desk.checking import check_sources
from verify.desk.corroborating import corroborate, index
from verify.desk.reading import Asked
from verify.model import Assumed, FlagCode, Proposal, Status
from verify.model.flags import reason
from verify.report.drawing import voices_words
from verify.report.screen import console, rendered
from verify.report.voices import CorroborationView, VoiceTree, line
from verify.store import Store, open_store


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with open_store(database) as opened:
        yield opened


def weighed(store: Store, folder: Path, *texts: str, claim: str = "1.1") -> CorroborationView:
    """The claim, beside these articles."""
    for number, text in enumerate(texts, start=1):
        file = folder / f"{number}.txt"
        file.write_text(text, encoding="utf-8")
        (done,) = check_sources(store, [str(file)], Asked(), by="anna")
        assert done.error is None
    list(index(store))
    (found,) = corroborate(store, [claim])
    return found


def linked(found: CorroborationView) -> list[int]:
    return [link.article.number for link in found.links]


def together(found: CorroborationView) -> list[tuple[Hashable, ...]]:
    return [voice.articles for voice in found.voices]


RESIGNED = "Министр транспорта Вельмы Андрей Соколов ушел в отставку, сообщила пресс-служба правительства.\n"


def test_somebody_who_does_something_else_supports_nothing(store: Store, tmp_path: Path) -> None:
    found = weighed(
        store,
        tmp_path,
        RESIGNED,
        "Министр транспорта Вельмы Андрей Соколов раскритиковал бюджет на будущий год.\n",
        "Міністр транспорту Вельми Андрій Соколов пішов у відставку, повідомило агентство «Велінформ».\n",
    )
    assert linked(found) == [3]


PLAN = "совместный план перевозок рыбы с Вельмой"


def test_what_a_claims_condition_says_is_no_support_of_it(store: Store, tmp_path: Path) -> None:
    found = weighed(
        store,
        tmp_path,
        "Глава порта Заречного уволит капитана Рогова, если тот нарушит согласованный советом порта "
        f"{PLAN}.\n",
        f"Совет порта Заречного согласовал {PLAN} на заседании.\n",
        f"Порт Заречный: глава уволит капитана Рогова, если тот нарушит {PLAN}.\n",
    )
    assert linked(found) == [3]


def test_a_passage_that_says_it_again_names_whom_the_article_has_it_from(
    store: Store, tmp_path: Path
) -> None:
    found = weighed(
        store,
        tmp_path,
        "В Вельме полиция вечером задержала Лапшина, директора порта. По словам министра Олега Рогова, "
        "директора порта Игоря Лапшина полиция задержала на складе, где лежали документы.\n",
        "В Вельме полиция вечером задержала Лапшина, директора порта.\n",
    )
    assert found.origin == ("own", None)
    assert [(v.articles, v.kind, v.name) for v in found.voices] == [((1, 2), "person", "Олег Рогов")]
    assert (found.independent, found.unproven) == (1, 0)


def test_the_same_words_further_down_make_one_voice(store: Store, tmp_path: Path) -> None:
    again = (
        "Ирландская авиакомпания Velmair отменила 600 рейсов из-за угрозы забастовки пилотов в трех странах."
    )
    found = weighed(
        store,
        tmp_path,
        "Перевозчик Velmair отменил 600 рейсов на следующей неделе, сообщает «Норд-Пресс».\n\n"
        f"{again} Билеты обменяют.\n",
        f"{again} Деньги вернут.\n",
    )
    assert linked(found) == [2]
    assert together(found) == [(1, 2)]


def test_a_company_by_what_it_is_is_the_one_that_the_article_names(store: Store, tmp_path: Path) -> None:
    found = weighed(
        store,
        tmp_path,
        "Авиакомпания Velmair отменила 300 рейсов из-за забастовки пилотов, сообщили в Velmair.\n",
        "Velmair отменила 300 рейсов из-за забастовки пилотов, сообщила бюджетная авиакомпания. Билеты "
        "Velmair обменяют.\n",
    )
    assert together(found) == [(1, 2)]
    assert (found.independent, found.unproven) == (1, 0)


def test_one_number_in_another_place_is_another_count(store: Store, tmp_path: Path) -> None:
    found = weighed(
        store,
        tmp_path,
        "Больше всего рейсов, 250, перевозчик Velmair отменил в Германии.\n",
        "Из-за забастовки стюардов в июле Velmair отменил 250 рейсов в Европе, деньги вернут.\n",
        "Найбільше рейсів, 250, перевізник Velmair скасував у Німеччині.\n",
    )
    assert linked(found) == [3]


def test_what_stands_around_it_names_nobody_for_a_passage(store: Store, tmp_path: Path) -> None:
    """It is the other sentence that the paper has from Focus."""
    found = weighed(
        store,
        tmp_path,
        "В пятницу бастовать будут пилоты Velmair в Бельгии, Ирландии и Швеции.\n",
        "Пилоты Velmair объявили забастовку. В пятницу бастовать будут пилоты Velmair в Бельгии, Ирландии "
        "и Швеции. Как отмечает издание «Норд-Пресс», это будет самая масштабная забастовка в истории "
        "Velmair.\n",
    )
    assert linked(found) == [2]
    assert [(v.articles, v.kind) for v in found.voices] == [((1, 2), "own")]


def test_an_outlet_that_signs_an_article_is_whom_it_has_it_from(store: Store, tmp_path: Path) -> None:
    found = weighed(
        store,
        tmp_path,
        "Мост через реку Верею в Каменске закрыли до апреля из-за трещины в опоре.\n",
        "В Каменске закрыли мост через реку Верею. Движение откроют в апреле, трещину в опоре заделают. "
        "Автобусы идут в объезд.\n\nРИА Новости.\n",
    )
    assert [(link.article.number, link.origin) for link in found.links] == [(2, ("outlet", "РИА Новости"))]


def test_an_outlet_whose_name_ends_a_paragraph_signs_it(store: Store, tmp_path: Path) -> None:
    event = "Порт Заречный закрыли для судов после пожара на складе, ущерб составил 250 млн крон"
    found = weighed(
        store,
        tmp_path,
        f"{event}. Причал осмотрят в мае, – Reuters.\n\nГород ждал этого решения два года.\n",
        f"{event}. Причал осмотрят в мае (ТАСС).\n\nГород ждал этого решения два года.\n",
    )
    assert found.origin == ("outlet", "Reuters")
    assert [link.origin for link in found.links] == [("outlet", "ТАСС")]


def test_what_introduces_a_statement_is_told_by_who_reports_it(store: Store, tmp_path: Path) -> None:
    """The lawyer says what happened at the airport; that he flew is the paper's."""
    found = weighed(
        store,
        tmp_path,
        "Адвокат директора порта Игорь Лапшин вылетел из Вельмы в Каменск из-за угроз рыбаков.\n",
        "Адвокат директора порта Игорь Лапшин, вылетевший из Вельмы в Каменск из-за угроз рыбаков, заявил, "
        "что в аэропорту его час допрашивали таможенники.\n",
    )
    assert [(link.article.number, link.origin) for link in found.links] == [(2, ("own", None))]


def test_who_demands_something_is_no_source_of_the_demand(store: Store, tmp_path: Path) -> None:
    found = weighed(
        store,
        tmp_path,
        "Рыбаки Заречного блокируют порт, пишет Reuters. Агентство отмечает, что профсоюз рыбаков требует "
        "снижения портовых сборов.\n",
        "Профсоюз рыбаков требует снижения портовых сборов.\n",
        claim="1.2",
    )
    assert found.origin == ("outlet", "Reuters")
    assert [(link.article.number, link.origin) for link in found.links] == [(2, ("own", None))]


BRIDGE = "Мост через Верею в Каменске закрыли до апреля из-за трещины в опоре.\n"
CITED = "Власти Каменска ищут подрядчика. Рабочих мало. Денег нет. Город бедствует, пишет Reuters."
CLOSED = "мост через Верею закрыли до апреля из-за трещины в опоре."


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        (f"{CITED} Сейчас {CLOSED}\n", ("outlet", "Reuters")),
        (f"{CITED}\n\nСейчас {CLOSED}\n", ("own", None)),
        (f"{CITED} Напомним, {CLOSED}\n", ("own", None)),
        (
            f"{CITED} Зимой было тепло. Лед сошел рано. Сейчас {CLOSED} Ездить, отмечает Reuters, нельзя.\n",
            ("outlet", "Reuters"),
        ),
        (
            f"{CITED} Зимой было тепло. Лед сошел рано. Сейчас {CLOSED} Ездить, отмечает ТАСС, нельзя.\n",
            ("own", None),
        ),
    ],
    ids=["next sentence", "next paragraph", "its own words", "between two", "between two outlets"],
)
def test_an_article_goes_on_with_the_outlet_that_it_cites(
    store: Store, tmp_path: Path, text: str, origin: tuple[str, str | None]
) -> None:
    found = weighed(store, tmp_path, BRIDGE, text)
    assert [(link.article.number, link.origin) for link in found.links] == [(2, origin)]


OTHER = "В опоре моста через Верею нашли трещину, и до апреля мост закрыли, сообщает ТАСС.\n"
LATER = "Власти ищут подрядчика. Рабочих мало.\n"
SIGNED = "Движение откроют в апреле, трещину в опоре заделают.\n\n"


@pytest.mark.parametrize(
    ("text", "origin", "assumed"),
    [
        (f"{CITED} Сейчас {CLOSED}\n", "Reuters", ("2.4", "the sentence before it, in 2.4, is from Reuters")),
        (
            f"{CITED} Зимой было тепло. Лед сошел рано. Сейчас {CLOSED} Ездить, отмечает Reuters, нельзя.\n",
            "Reuters",
            ("2.4", "2.4 before it and 2.8 behind it are from Reuters"),
        ),
        (
            f"Каменск остался без моста, пишет Reuters.\n\n{LATER}\nСейчас {CLOSED}\n",
            "Reuters",
            ("2.1", "the article credits Reuters at its beginning, in 2.1"),
        ),
        (
            f"В Каменске {CLOSED} {SIGNED}РИА Новости.\n",
            "РИА Новости",
            (None, "РИА Новости signs the article"),
        ),
        (
            f"В Каменске {CLOSED} Ездят в объезд (ТАСС).\n\n{LATER}",
            "ТАСС",
            (None, "ТАСС signs the paragraph"),
        ),
        (f"В Каменске {CLOSED[:-1]} (ТАСС).\n\n{LATER}", "ТАСС", None),
        (f"Как пишет Reuters, {CLOSED}\n", "Reuters", None),
    ],
    ids=["before", "around", "beginning", "signed", "paragraph", "its own sentence", "stated"],
)
def test_an_origin_that_the_sentence_does_not_name_says_by_what_it_is_assumed(
    store: Store, tmp_path: Path, text: str, origin: str, assumed: tuple[str | None, str] | None
) -> None:
    (link,) = weighed(store, tmp_path, BRIDGE, text).links
    assert link.origin == ("outlet", origin)
    found = link.assumed and (link.assumed.claim, link.assumed.why)
    assert found == (assumed and (assumed[0], f"Its origin is assumed: {assumed[1]}."))


def test_an_assumed_origin_is_told_wherever_it_counts(store: Store, tmp_path: Path) -> None:
    """By the article's own words the paper has it from Reuters, but not in this sentence."""
    found = weighed(store, tmp_path, f"{CITED} Сейчас {CLOSED}\n", BRIDGE, claim="1.5")
    why = "Its origin is assumed: the sentence before it, in 1.4, is from Reuters."
    held = {"kind": "outlet", "name": "Reuters", "assumed": {"claim": "1.4", "why": why}}
    said = line(found)
    assert (said["own_origin"], said["voices"][0]["origin"]) == (held, held)
    assert said["links"][0]["origin"] == {"kind": "own", "name": None, "assumed": None}
    shown = rendered(console(StringIO(), 100), VoiceTree(found))
    assert "├── Reuters  outlet  assumed\n" in shown or "└── Reuters  outlet  assumed\n" in shown
    assert why in shown
    assert "Reuters (outlet, assumed)" in voices_words(found)
    assert "(the claim's own article, its origin is assumed)" in voices_words(found)
    (flag,) = [f for f in store.claim("1.5").record.claim.flags if f.code is FlagCode.SINGLE_ORIGIN]
    assert reason(flag) == (
        "All support goes back to one origin: Reuters. In 1 that is assumed: the sentence itself does not "
        "name it."
    )


def test_an_origin_that_one_of_its_articles_states_is_not_assumed(store: Store, tmp_path: Path) -> None:
    texts = (f"{CITED} Сейчас {CLOSED}\n", f"Как пишет Reuters, {CLOSED}\n", OTHER)
    found = weighed(store, tmp_path, *texts, claim="1.5")
    assert [(v.name, v.articles, v.assumed) for v in found.voices] == [
        ("Reuters", (1, 2), None),
        ("ТАСС", (3,), None),
    ]
    assert found.assumed is not None
    assert found.proposal == Proposal(Status.CORROBORATED, "2 independent origins: Reuters, ТАСС.")


def test_a_proposal_says_which_of_its_origins_are_assumed(store: Store, tmp_path: Path) -> None:
    found = weighed(store, tmp_path, f"{CITED} Сейчас {CLOSED}\n", OTHER, claim="1.5")
    assert found.proposal == Proposal(
        Status.CORROBORATED,
        "2 independent origins: Reuters, ТАСС. Assumed, not named by the sentences that say it: Reuters.",
    )


def test_what_an_article_says_again_is_named_there(store: Store, tmp_path: Path) -> None:
    found = weighed(
        store,
        tmp_path,
        "В Вельме полиция вечером задержала Лапшина, директора порта.\n",
        "В Вельме полиция вечером задержала Лапшина, директора порта. По словам министра Олега Рогова, "
        "директора порта Игоря Лапшина полиция задержала на складе, где лежали документы.\n",
    )
    (link,) = found.links
    assert link.origin == ("person", "Олег Рогов")
    assert line(found)["links"][0]["reason"].endswith(
        " Its origin is assumed: the article says it again in 2.2, from Олег Рогов."
    )
    (kept,) = store.claim("1.1").evidence
    assert kept.reason is not None
    assert kept.reason["assumed"] == {
        "claim": "2.2",
        "why": "Its origin is assumed: the article says it again in 2.2, from Олег Рогов.",
    }


def test_what_the_extraction_takes_over_is_assumed_too(store: Store, tmp_path: Path) -> None:
    """A headline has its source from the text below it."""
    found = weighed(store, tmp_path, f"Мост в Каменске закрыли до апреля\n\n{OTHER}", BRIDGE)
    assert found.origin == ("outlet", "ТАСС")
    assert found.assumed == Assumed("Its origin is assumed: 1.2 is from ТАСС.", "1.2")


DETAINED = "Полиция Каменска задержала директора порта Заречного Игоря Лапшина после обыска на складе."
APART = "Погода портится. Рыба дорожает. Зимой было тепло."
EN = "Police in Kamensk detained Igor Lapshin, director of the port of Zarechny, after a search."
UK = "Поліція Каменська затримала директора порту Зарічного Ігоря Лапшина після обшуку на складі."


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        (f"{DETAINED} {APART} По данным Reuters, полиция задержала Лапшина у вокзала.\n", "Reuters"),
        (f"{DETAINED} {APART} По данным Reuters, Лапшин продал склад в мае.\n", None),
        (f"{DETAINED} {APART} По данным Reuters, полиция должна задержать Лапшина снова.\n", None),
        (f"{DETAINED} {APART} По данным Reuters, полиция не задержала Лапшина у вокзала.\n", None),
        (
            f"{UK} Погода псується. Риба дорожчає. Як пише Reuters, поліція затримала Лапшина вночі.\n",
            "Reuters",
        ),
        (f"{EN} Fish is dear. It rained. Police detained Lapshin at night, Reuters reported.\n", "Reuters"),
    ],
    ids=["Russian", "another act", "to be done", "denied", "Ukrainian", "English"],
)
def test_what_an_article_tells_again_in_short_names_whom_it_has_it_from(
    store: Store, tmp_path: Path, text: str, origin: str | None
) -> None:
    (link,) = weighed(store, tmp_path, f"{DETAINED}\n", text).links
    assert link.origin[1] == origin


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Порт Заречный в Вельме закрыли в мае на ремонт.\n", [2]),
        ("Жители Вельмы вышли на площадь против закрытия порта Заречный.\n", []),
        ("Министерство Вельмы должно закрыть порт Заречный.\n", []),
        ("Порт Зарічний у Вельмі закрили в травні на ремонт.\n", [2]),
        ("Мешканці Вельми вийшли на площу проти закриття порту Зарічний.\n", []),
        ("The port of Zarechny in Velma was closed in May for repairs.\n", [2]),
        ("Residents of Velma are against closing the port of Zarechny.\n", []),
    ],
    ids=["Russian", "opposed", "owed", "Ukrainian", "opposed in Ukrainian", "English", "opposed in English"],
)
def test_what_must_happen_or_is_opposed_supports_nothing_that_happened(
    store: Store, tmp_path: Path, text: str, links: list[int]
) -> None:
    assert linked(weighed(store, tmp_path, "Порт Заречный в Вельме закрыли в мае.\n", text)) == links


PORTS = "Вельме, Каменске, Заречном, Низовье и Овруче"
REST = "Суда ждут на рейде, а рыбу увозят по железной дороге. Мэр обещал помочь рыбакам деньгами до мая."
TALE = "Погода портится с понедельника. Капитаны советуют туристам обойти остров с юга."


@pytest.mark.parametrize(
    ("other", "voices"),
    [
        (f"Отмены паромов в {PORTS} затронут примерно 50 тыс. человек, сообщает ТАСС.", [(1,), (2,)]),
        (f"В {PORTS} отменены паромы – каждый шестой из намеченных на день, сообщает ТАСС.", [(1, 2)]),
    ],
    ids=["its own words", "the same words"],
)
def test_the_same_names_in_other_words_are_no_copy(
    store: Store, tmp_path: Path, other: str, voices: list[tuple[int, ...]]
) -> None:
    mine = f"В {PORTS} отменены паромы – каждый шестой из запланированных на день, пишет Reuters. {REST}\n"
    found = weighed(store, tmp_path, mine, f"{other} {TALE}\n")
    assert together(found) == voices
