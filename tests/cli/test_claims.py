from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Shell


def numbers(shell: Shell, *args: str) -> list[str]:
    return [claim["number"] for claim in shell.json("claims", *args)]


@pytest.fixture
def two(checked: Shell) -> Shell:
    """A second article, dated and of one claim."""
    checked.write("ferry.txt", "Паромы стояли три дня, - сообщает Норд-Пресс.\n")
    checked.run("check", "ferry.txt", "--date", "2025-03-02")
    return checked


def test_claims_by_every_condition(two: Shell) -> None:
    two.run("mark", "1.3", "not-checkable")
    assert numbers(two) == ["1.1", "1.2", "1.3", "1.4", "2.1"]
    assert numbers(two, "--status", "not-checkable") == ["1.3"]
    assert numbers(two, "--flag", "anonymous-origin") == ["1.2"]
    assert numbers(two, "--flag", "anonymous-origin", "--flag", "unattributed") == ["1.1", "1.2", "1.3"]
    assert numbers(two, "--source", "Речной вестник") == ["1.2", "1.4"]
    assert numbers(two, "--kind", "outlet") == ["1.4", "2.1"]
    assert numbers(two, "--own-voice") == ["1.1", "1.3"]
    assert numbers(two, "--article", "2") == ["2.1"]
    assert numbers(two, "--since", "2025-03-02") == ["2.1"]
    assert numbers(two, "--until", "2025-03-01") == []
    assert numbers(two, "--text", "треснула опора") == ["1.2"]
    assert numbers(two, "--sort", "newest", "--limit", "2") == ["2.1", "1.1"]
    assert numbers(two, "--limit", "2", "--page", "3") == ["2.1"]
    assert numbers(two, "--status", "unverified", "--kind", "anonymous") == ["1.2"]


def test_claims_stand_below_their_articles(two: Shell) -> None:
    text = two.out("claims", "--limit", "4")
    assert text.index("Мост закроют до весны. · Вести Низовья · article 1") < text.index("1.1  Мост")
    assert "1 to 4 of 5 · --page 2 for more" in text
    assert "5 to 5 of 5" in two.out("claims", "--limit", "4", "--page", "2")
    assert two.out("claims", "--text", "вулкан") == "No such claims.\n"


def test_show_has_all_that_bears_on_a_claim(checked: Shell) -> None:
    checked.run("link", "1.2", "https://example.org/report", "--stance", "refutes", "--note", "таблица 2")
    checked.run("mark", "1.2", "refuted", "--note", "отчёт говорит иначе")
    text = checked.out("show", "1.2")
    for part in (
        "‹опоры треснули›",
        "✕ refuted",
        "←  Речной вестник  outlet · toy",
        "anonymous-origin: It goes back to people whom nobody names: инженеров.",
        "− refutes  https://example.org/report  таблица 2  anna",
        "status unverified → refuted",
        "отчёт говорит иначе",
    ):
        assert part in text
    found = checked.json("show", "1.2")
    assert (found["status"], found["evidence"][0]["stance"]) == ("refuted", "refutes")
    assert [e["action"] for e in found["history"]] == ["claim.link", "claim.mark"]
    assert [h["names"] for h in found["machine_chain"]] == [["Речной вестник"], ["инженеров"]]
    assert found["article"]["number"] == 1


def test_a_claim_is_found_by_its_id(checked: Shell) -> None:
    found = checked.json("show", "1.4")
    assert checked.json("show", found["id"]) == found


def test_chain_counts_sum_to_the_claims(checked: Shell) -> None:
    def total(node: dict[str, object]) -> int:
        below = node["below"]
        assert isinstance(below, list)
        return int(str(node["count"])) + sum(map(total, below))

    tree = checked.json("chain", "1")
    assert tree["names"] == ["Вести Низовья"]
    assert total(tree) == 4
    assert [(v["names"], v["count"]) for v in tree["below"]] == [(["Речной вестник"], 1)]
    one = checked.json("chain", "1.2")
    assert total(one) == 1
    assert "└─ инженеров" in checked.out("chain", "1.2")


def test_flags_are_the_unverified_with_reasons_heaviest_first(checked: Shell) -> None:
    assert [c["number"] for c in checked.json("flags")] == ["1.2", "1.1", "1.3"]
    assert "It goes back to people whom nobody names: инженеров." in checked.out("flags", "1")
    checked.run("mark", "1.2", "unverifiable")
    assert [c["number"] for c in checked.json("flags", "--article", "1")] == ["1.1", "1.3"]
    assert checked.json("flags", "--flag", "hedged") == []


def test_fail_on_ends_with_status_one(checked: Shell) -> None:
    assert checked.json("flags", "--fail-on", "hedged", status=0)
    assert checked.json("flags", "--fail-on", "hedged", "--fail-on", "anonymous-origin", status=1)
    checked.run("mark", "1.2", "confirmed", "--note", "акт осмотра")
    checked.run("flags", "1", "--fail-on", "anonymous-origin", status=0)


def test_articles(two: Shell) -> None:
    rows = two.json("articles", "list")
    assert [(a["number"], a["claims"], a["statuses"]) for a in rows] == [
        (2, 1, {"unverified": 1}), (1, 4, {"unverified": 4}),
    ]  # fmt: skip
    shown = two.out("articles", "list").splitlines()
    assert shown[0].split() == ["article", "publisher", "date", "claims", "left"]
    assert shown[1].split()[-3:] == ["2025-03-02", "1", "1"]
    assert "Who says what" in two.out("articles", "show", "1")
    assert [c["number"] for c in two.json("articles", "show", "2")["claims"]] == ["2.1"]


def test_a_removed_article_leaves_the_lists_and_comes_back(two: Shell) -> None:
    two.run("articles", "remove", "1", "--reason", "читали по ошибке")
    assert [a["number"] for a in two.json("articles", "list")] == [2]
    assert [a["number"] for a in two.json("articles", "list", "--removed")] == [2, 1]
    assert numbers(two) == ["2.1"]
    assert "читали по ошибке" in two.out("log", "1")
    two.run("check", "bridge.txt")
    assert [a["number"] for a in two.json("articles", "list")] == [2, 1]


def test_every_list_is_one_value_a_line_in_jsonl(two: Shell) -> None:
    for command in (["claims"], ["flags"], ["articles", "list"], ["sources", "list"], ["log"]):
        lines = two.lines(*command)
        assert lines == two.json(*command)
        assert len(lines) >= 2


def test_explain_a_claim_and_words(checked: Shell) -> None:
    found = checked.json("explain", "1.2")
    assert [c["text"] for c in found["claims"]] == ["опоры треснули"]
    assert {t["cue"][0] >= found["claims"][0]["sentence"][0] for t in found["traces"]} == {True}
    text = checked.out("explain", "1.2")
    assert "outlet · toy" in text
    assert "✓ “сообщает”" in text
    (said,) = checked.json("explain", "Паром ушёл, - сообщает Норд-Пресс.")["claims"]
    assert [h["name"] for h in said["chain"]] == ["Норд-Пресс"]
    assert len(checked.json("explain", "bridge.txt")["claims"]) == 4
    piped = checked.run("explain", "-", "--json", stdin="Паром ушёл.\n")
    assert len(json.loads(piped.stdout)["claims"]) == 1
    assert len(checked.json("explain", "слово " * 300)["claims"]) == 1


def test_explain_says_why_a_cue_made_no_hop(checked: Shell) -> None:
    found = checked.json("explain", "Министр не сообщал о закрытии порта.", "--language", "ru")
    silent = [t for t in found["traces"] if not t["fired"]]
    assert silent
    assert all(t["why"] for t in silent)
    assert f"✕ “сообщал”  {silent[0]['why']}" in checked.out(
        "explain", "Министр не сообщал о закрытии порта.", "--language", "ru"
    ).replace("\n", " ")


def test_what_a_filter_names_has_to_be_there(two: Shell) -> None:
    for line, said in (
        (
            ("flags", "99", "--fail-on", "unattributed"),
            "There is no article '99': see `verify articles list`.",
        ),
        (("claims", "--article", "99"), "There is no article '99': see `verify articles list`."),
        (
            ("claims", "--count", "--source", "Reutrs"),
            "No source is called 'Reutrs': see `verify sources list`.",
        ),
        (("claims", "--assigned", "Bob"), "Nobody called 'Bob' is known here."),
        (("claims", "--since", "2025-03-02", "--until", "2025-03-01"), "--since 2025-03-02 is later than"),
        (("export", "--article", "99", "--to", "claimreview"), "There is no article '99'"),
        (("publish", "site", "--article", "99"), "There is no article '99'"),
    ):
        done = two.run(*line, status=2)
        assert (said in done.stderr, done.stdout) == (True, ""), line
    assert not (two.folder / "site").exists()
    assert numbers(two, "--source", "Reuters") == []  # ships with verify: no slip of the pen


def test_people_are_found_in_any_case(checked: Shell) -> None:
    checked.run("assign", "1.2", "--to", "Анна Гай")
    assert numbers(checked, "--assigned", "анна  гай") == ["1.2"]


def test_flags_of_a_claim_alone(two: Shell) -> None:
    assert [c["number"] for c in two.json("flags", "1.2")] == ["1.2"]
    assert [c["number"] for c in two.json("flags", "1.2", "1", "1.3")] == ["1.2", "1.1", "1.3"]
    assert [c["number"] for c in two.json("flags", "1.2", "--article", "2")] == ["1.2"]
    two.run("flags", "1.4", "--fail-on", "anonymous-origin", status=0)
    two.run("flags", "1.2", "--fail-on", "anonymous-origin", status=1)


def test_an_article_is_named_by_its_file(checked: Shell) -> None:
    assert checked.out("articles", "show", "bridge.txt") == checked.out("articles", "show", "1")
    assert checked.out("chain", "./bridge.txt") == checked.out("chain", "1")
    (checked.folder / "bridge.txt").unlink()
    assert numbers(checked, "--article", "bridge.txt") == ["1.1", "1.2", "1.3", "1.4"]
    assert "There is no article 'ferry.txt'" in checked.run("articles", "show", "ferry.txt", status=2).stderr


def test_an_article_is_no_claim(checked: Shell) -> None:
    said = checked.run("show", "1", status=2).stderr
    assert said == (
        "verify: 1 is an article: see `verify articles show 1`. A claim's number looks like 1.4.\n"
    )
    assert "There is no claim '2'" in checked.run("show", "2", status=2).stderr


def test_what_is_no_text_is_not_explained(checked: Shell) -> None:
    for words, said in (
        ("nofile.txt", "nofile.txt: there is no such file"),
        ("texts/nofile", "texts/nofile: there is no such file"),
        (".", ".: it is a folder; give the files in it"),
        ("99", "99 is an article: a claim's number looks like 99.4."),
        ("", "There is nothing to explain: give words, a file, or a claim's number such as 1.4."),
        ("https://example.org/a", "https://example.org/a: check the address first, then explain its claims."),
    ):
        done = checked.run("explain", words, status=2)
        assert (done.stdout, done.stderr.startswith(f"verify: {said}")) == ("", True), done.stderr
    assert checked.json("explain", "Причал закрыт.")["claims"]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2025-06-31", "2025-06-31: there is no such day."),
        ("31.06.2025", "'31.06.2025' is no day: write it as 2025-11-26."),
    ],
)
def test_a_day_that_is_none_says_why(checked: Shell, day: str, said: str) -> None:
    assert said in checked.run("claims", "--since", day, status=2).stderr


def test_the_language_of_messages_stands_before_the_command(checked: Shell) -> None:
    error = checked.run("claims", "--lang", "uk", status=2).stderr
    assert "stands before the command: verify --lang CODE claims.\n" in error
    error = checked.run("articles", "list", "--lang", "uk", status=2).stderr
    assert "verify --lang CODE articles list.\n" in error
    error = checked.run("check", "--lang", "uk", "a.txt", status=2).stderr
    assert "verify --lang CODE check. --language is the article's.\n" in error


def test_lists_of_a_removed_article_say_that_it_was_removed(checked: Shell) -> None:
    checked.run("articles", "remove", "1")
    for line in (("claims", "--article", "1"), ("claims", "--article", "bridge.txt"), ("flags", "1")):
        error = checked.run(*line, status=2).stderr
        assert "Article 1 was removed: `verify check /" in error
        assert "bridge.txt` brings it back, `verify articles show 1` shows it." in error
    checked.run("check", "bridge.txt")
    assert len(checked.json("claims", "--article", "1")) == 4
