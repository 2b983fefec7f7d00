from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Shell


def test_mark_several_and_undo(checked: Shell) -> None:
    text = checked.out("mark", "1.1", "1.3", "not-checkable", "--note", "прогноз")
    assert text.splitlines() == [
        "1.1  – not-checkable  Мост закроют до весны", "1.3  – not-checkable  Ремонт стоит 40 миллионов",
    ]  # fmt: skip
    assert checked.json("undo", "1.1", "--reason", "ошибка")["status"] == "unverified"
    assert [c["status"] for c in checked.json("claims")] == [
        "unverified", "unverified", "not-checkable", "unverified",
    ]  # fmt: skip
    assert "nothing" in checked.run("undo", "1.1", status=2).stderr.lower()


def test_all_claims_are_marked_or_none(checked: Shell) -> None:
    checked.run("link", "1.1", "https://example.org/act")
    done = checked.run("mark", "1.1", "1.3", "confirmed", status=2)
    assert "1.3: confirmed asks for its ground: a note, or evidence" in done.stderr
    checked.run("mark", "1.1", "1.9", "confirmed", "--note", "акт", status=2)
    assert {c["status"] for c in checked.json("claims")} == {"unverified"}
    assert checked.json("mark", "1.1", "confirmed")[0]["status"] == "confirmed"


def test_evidence_is_linked_with_the_mark(checked: Shell) -> None:
    checked.run("mark", "1.2", "confirmed", "--evidence", "https://example.org/act", "--by", "boris")
    (link,) = checked.json("show", "1.2")["evidence"]
    assert (link["url"], link["stance"], link["by"]) == ("https://example.org/act", "supports", "boris")


def test_an_address_that_is_none_is_refused(checked: Shell) -> None:
    assert "ftp://x" in checked.run("link", "1.2", "ftp://x", status=2).stderr
    assert checked.json("show", "1.2")["evidence"] == []


def test_a_status_that_is_none_is_refused_with_the_list(checked: Shell) -> None:
    error = checked.run("mark", "1.1", "true", status=2).stderr
    assert "unverified" in error
    assert "not-checkable" in error


def test_a_chain_corrected_by_hand_outlives_a_reread(checked: Shell) -> None:
    checked.run("edit", "chain", "1.2", "outlet:Речной вестник", "person:Олег Нестеров + Анна Рощина")
    checked.run("check", "--reread")
    found = checked.json("show", "1.2")
    assert [(h["kind"], h["names"], h["rule"]) for h in found["chain"]] == [
        ("outlet", ["Речной вестник"], "toy"), ("person", ["Олег Нестеров", "Анна Рощина"], "by-hand"),
    ]  # fmt: skip
    assert found["edited"]
    assert found["flags"] == [
        {"code": "second-hand", "params": {"hops": 2, "names": "Речной вестник, Олег Нестеров, Анна Рощина"},
         "spans": [], "reason": "It comes through 2 hands, and none was checked upstream: Речной вестник, "
         "Олег Нестеров, Анна Рощина."},
    ]  # fmt: skip
    assert [h["kind"] for h in found["machine_chain"]] == ["outlet", "anonymous"]
    assert "corrected by hand" in checked.out("show", "1.2")
    assert [h["names"] for h in checked.json("undo", "1.2")["chain"]] == [["Речной вестник"], ["инженеров"]]


def test_own_voice_is_the_empty_chain(checked: Shell) -> None:
    (claim,) = checked.json("edit", "chain", "1.4", "--own-voice")
    assert claim["chain"] == []
    assert [f["code"] for f in claim["flags"]] == ["unattributed"]
    assert "--own-voice" in checked.run("edit", "chain", "1.4", status=2).stderr
    assert "--own-voice" in checked.run("edit", "chain", "1.4", "outlet:X", "--own-voice", status=2).stderr


def test_a_hop_that_is_none_says_what_one_is(checked: Shell) -> None:
    assert "KIND one of outlet, person" in checked.run("edit", "chain", "1.4", "Reuters", status=2).stderr
    assert "needs a name" in checked.run("edit", "chain", "1.4", "person:", status=2).stderr
    (claim,) = checked.json("edit", "chain", "1.4", "collective:")
    assert claim["chain"][0]["name"] is None
    assert [f["code"] for f in claim["flags"]] == ["vague-origin"]


def test_split_join_drop_restore(checked: Shell) -> None:
    parts = checked.json("edit", "split", "1.4", "Катера", "пойдут  в ноябре")
    assert [(c["number"], c["text"]) for c in parts] == [("1.5", "Катера"), ("1.6", "пойдут в ноябре")]
    assert [c["number"] for c in checked.json("claims")] == ["1.1", "1.2", "1.3", "1.5", "1.6"]
    (joined,) = checked.json("edit", "join", "1.5", "1.6")
    assert (joined["number"], joined["text"]) == ("1.7", "Катера пойдут в ноябре")
    checked.run("edit", "drop", "1.3", "--reason", "не утверждение")
    assert [c["number"] for c in checked.json("claims")] == ["1.1", "1.2", "1.7"]
    checked.run("edit", "restore", "1.3")
    assert [c["number"] for c in checked.json("claims")] == ["1.1", "1.2", "1.3", "1.7"]


def test_what_an_edit_did_is_told(checked: Shell) -> None:
    split = checked.out("edit", "split", "1.4", "Катера", "пойдут в ноябре").splitlines()
    assert split == [
        "1.4  split into 1.5, 1.6  Катера пойдут в ноябре",
        "1.5  ○ unverified  Катера",
        "1.6  ○ unverified  пойдут в ноябре",
    ]
    assert checked.out("edit", "join", "1.5", "1.6").splitlines() == [
        "1.5  joined 1.5, 1.6 into 1.7  Катера",
        "1.6  joined 1.5, 1.6 into 1.7  пойдут в ноябре",
        "1.7  ○ unverified  Катера пойдут в ноябре",
    ]
    assert checked.out("undo", "1.5").splitlines() == [
        "1.5  ○ unverified  Катера", "     took back: joined 1.5, 1.6 into 1.7",
    ]  # fmt: skip
    assert checked.out("edit", "drop", "1.3") == "1.3  dropped  Ремонт стоит 40 миллионов\n"
    assert checked.out("edit", "restore", "1.3").splitlines()[1] == "     brought back"
    assert checked.out("edit", "chain", "1.1", "outlet:Reuters").splitlines()[1] == (
        "     chain: Reuters; was: the publisher's own voice"
    )
    assert checked.out("undo", "1.1").splitlines()[1] == (
        "     took back: chain: Reuters; was: the publisher's own voice"
    )


def test_a_claim_that_is_gone_says_where_it_went(checked: Shell) -> None:
    checked.run("edit", "split", "1.4", "Катера", "пойдут в ноябре", "--by", "Вера")
    checked.run("edit", "drop", "1.3", "--by", "Глеб")
    gone = {name: " ".join(checked.out("show", name).split()) for name in ("1.3", "1.4", "1.5")}
    assert "no longer among the article's claims: split into 1.5, 1.6 (Вера, 20" in gone["1.4"]
    assert "no longer among the article's claims: dropped (Глеб, 20" in gone["1.3"]
    assert "no longer" not in gone["1.5"]
    checked.run("undo", "1.4")
    assert "claims: took back: split into 1.5, 1.6 (anna, 20" in " ".join(checked.out("show", "1.5").split())


def test_claims_of_a_removed_article_say_so(checked: Shell) -> None:
    assert "removed" not in checked.out("show", "1.1")
    checked.run("articles", "remove", "1")
    assert "its article was removed: verify check reads it again" in checked.out("show", "1.1")
    assert checked.json("show", "1.1")["article"]["removed"]


def test_a_mark_says_whose_judgement_it_replaces(checked: Shell) -> None:
    first = checked.out("mark", "1.1", "1.2", "refuted", "--note", "порт открыт", "--by", "Анна")
    assert "was:" not in first
    again = checked.out("mark", "1.1", "1.3", "disputed", "--note", "порт молчит", "--by", "Борис")
    (was,) = [line for line in again.splitlines() if "was:" in line]
    assert re.fullmatch(r"     was: refuted by Анна, \d{4}-\d\d-\d\d \d\d:\d\d: порт открыт", was)
    checked.run("undo", "1.1")
    third = checked.out("mark", "1.1", "unverified", "--by", "Вера")
    assert "was: refuted by Анна" in third
    assert "was:" not in checked.out("mark", "1.1", "not-checkable")


def test_a_status_is_shown_with_who_set_it_when_and_why(checked: Shell) -> None:
    checked.run("mark", "1.1", "refuted", "--note", "порт открыт", "--by", "Анна")
    checked.run("mark", "1.1", "confirmed", "--note", "закрыт", "--by", "Борис")
    checked.run("undo", "1.1", "--by", "Вера")
    lines = checked.out("show", "1.1").splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("1.1  "))
    assert re.fullmatch(r"1\.1  ✕ refuted  by Анна, \d{4}-\d\d-\d\d \d\d:\d\d", lines[at])
    assert lines[at + 1 : at + 3] == ["     порт открыт", "     none  confidence 0.90"]
    assert lines[at + 3] == "     id " + checked.json("show", "1.1")["id"]
    decided = {c["number"]: c["decided"] for c in checked.json("claims")}
    assert (decided["1.1"]["by"], decided["1.1"]["note"], decided["1.2"]) == ("Анна", "порт открыт", None)
    assert checked.json("show", "1.1")["decided"] == decided["1.1"]


def test_a_split_needs_words_of_the_sentence(checked: Shell) -> None:
    assert "no words “автобусы”" in checked.run("edit", "split", "1.4", "Катера", "автобусы", status=2).stderr
    assert "two claims or more" in checked.run("edit", "split", "1.4", "Катера", status=2).stderr


def test_log_tells_and_checks(checked: Shell) -> None:
    checked.run("mark", "1.1", "disputed", "--note", "порт спорит", "--by", "boris")
    (event,) = checked.json("log", "1.1")
    assert (event["by"], event["action"], event["reason"]) == ("boris", "claim.mark", "порт спорит")
    assert "boris  status unverified → disputed" in checked.out("log", "1.1")
    assert [e["seq"] for e in checked.json("log", "--limit", "1")] == [event["seq"]]
    head = checked.json("log", "--check")
    assert (head["ok"], head["head"]) == (True, event["hash"])
    checked.run("mark", "1.1", "unverified")
    assert checked.json("log", "--check", "--head", event["hash"])["ok"]
    lost = checked.json("log", "--check", "--head", "f" * 64, status=2)
    assert not lost["ok"]
    assert "--check" in checked.run("log", "--head", "f" * 64, status=2).stderr


def test_the_history_tells_what_was_changed(checked: Shell) -> None:
    checked.run("assign", "1.4", "--to", "Anna")
    checked.run("undo", "1.4")
    checked.run("rate", "1.4", "2")
    checked.run("rate", "1.4", "--none")
    told = [line.split("anna  ")[1].strip() for line in checked.out("log", "1.4").splitlines()]
    assert told == [
        "assigned — → Anna",
        "assigned Anna → —, took back: assign",
        "credibility — → 2",
        "credibility 2 → —",
    ]


def test_the_history_names_the_source(checked: Shell) -> None:
    checked.run("sources", "alias", "Речной вестник", "РВ")
    (event,) = [e for e in checked.json("log") if e["action"] == "source.alias"]
    assert (event["source"], event["claim"], event["after"]["alias"]) == ("Речной вестник", None, "РВ")
    assert "Речной вестник  source.alias  anna  alias РВ" in checked.out("log")


def test_sources_and_their_names(checked: Shell) -> None:
    (outlet,) = checked.json("sources", "list", "--kind", "outlet")
    assert (outlet["name"], outlet["claims"], outlet["origin_of"]) == ("Речной вестник", 2, 1)
    checked.run("sources", "alias", "Речной вестник", "РВ")
    assert checked.json("sources", "show", "рв")["aliases"] == ["РВ"]
    checked.run("sources", "add", "Новый край", "--alias", "НК", "--owner", "Край Медиа")
    assert "owned by Край Медиа" in checked.out("sources", "show", "НК")
    assert checked.json("sources", "owner", "НК")["owner"] is None
    checked.run("sources", "alias", "НК", "РВ", status=2)
    assert [s["name"] for s in checked.json("sources", "list", "--text", "вестн")] == ["Речной вестник"]


def test_an_outlet_that_ships_takes_an_alias_in_an_empty_database(shell: Shell) -> None:
    assert shell.json("sources", "alias", "Рейтер", "Рейтерка")["name"] == "Reuters"
    assert shell.json("sources", "show", "Рейтерка")["kind"] == "outlet"


def test_a_mark_without_its_status_or_its_claims_says_what_is_missing(checked: Shell) -> None:
    error = checked.run("mark", "1.2", status=2).stderr
    assert "'1.2' is not one of 'unverified', 'corroborated', 'confirmed', 'disputed', 'refuted'" in error
    error = checked.run("mark", "confirmed", status=2).stderr
    assert "Say which claims, before the status: verify mark 1.4 confirmed." in error


def test_words_of_a_closed_vocabulary_are_taken_in_any_case(checked: Shell) -> None:
    assert checked.json("sources", "rate", "Речной вестник", "b")["reliability"] == "B"
    assert checked.json("mark", "1.1", "Not-Checkable")[0]["status"] == "not-checkable"
    assert "'g' is not one of 'A', 'B'" in checked.run("sources", "rate", "РВ", "g", status=2).stderr


def test_the_log_of_an_article_by_its_file(checked: Shell) -> None:
    uid = checked.json("articles", "show", "1")["id"]
    by_file = checked.json("log", "bridge.txt")
    assert [event["action"] for event in by_file] == ["article.add"]
    assert checked.json("log", uid) == checked.json("log", "1") == by_file
    claim = checked.json("mark", "1.1", "unverifiable")[0]["id"]
    assert [event["action"] for event in checked.json("log", claim)] == ["claim.mark"]
    assert "There is no article 'nope.txt'" in checked.run("log", "nope.txt", status=2).stderr
