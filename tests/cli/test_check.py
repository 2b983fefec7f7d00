from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from verify.languages import codes
from verify.model import text_sha256

if TYPE_CHECKING:
    from conftest import Shell

CHANGED = """Мост закроют до весны.
По данным инженеров, опоры треснули, - сообщает Речной вестник.
Ремонт стоит 55 миллионов.
"""


def test_check_answers_two_questions_before_the_claims(shell: Shell) -> None:
    text = shell.out("check", shell.write("bridge.txt"))
    assert text.splitlines()[1:3] == [
        "Мост закроют до весны.",
        "Вести Низовья · no date · ru · article 1 · added · 4 claims, 4 unverified",
    ]
    assert text.index("Who says what") < text.index("What rests on nobody") < text.index("1.1  Мост закроют")
    assert "1.2  По данным инженеров, ‹опоры треснули›, - сообщает Речной вестник." in text


def test_check_says_what_became_of_it(shell: Shell) -> None:
    name = shell.write("bridge.txt")
    assert [r["result"] for r in shell.json("check", name)] == ["added"]
    assert [r["result"] for r in shell.json("check", name)] == ["unchanged"]
    shell.write("bridge.txt", CHANGED)
    (changed,) = shell.json("check", name)
    assert (changed["result"], changed["article"]["version"], changed["error"]) == ("changed", 2, None)
    assert set(changed) == {"source", "article", "result", "claims", "engine", "error"}
    assert [c["text"] for c in changed["claims"]] == [
        "Мост закроют до весны", "опоры треснули", "Ремонт стоит 55 миллионов",
    ]  # fmt: skip
    assert shell.json("db", "status")["counts"]["articles"] == 1


def test_a_line_of_check_in_full(shell: Shell) -> None:
    (line,) = shell.lines("check", shell.write("bridge.txt"), "--date", "2025-11-26", "--title", "Мост")
    assert line["source"] == "bridge.txt"
    article = line["article"]
    assert article["address"] == str(shell.folder / "bridge.txt")
    assert (article["number"], article["title"], article["published"]) == (1, "Мост", "2025-11-26")
    assert article["text_sha256"] == text_sha256((shell.folder / "bridge.txt").read_text(encoding="utf-8"))
    assert [(c["number"], [h["name"] for h in c["chain"]]) for c in line["claims"]] == [
        ("1.1", []), ("1.2", ["Речной вестник", "инженеров"]), ("1.3", []), ("1.4", ["Речной вестник"]),
    ]  # fmt: skip


def test_one_bad_source_does_not_stop_the_rest(shell: Shell) -> None:
    shell.write("a.txt")
    shell.write("b.txt", "Паром ушёл в порт.\n")
    done = shell.run("check", "a.txt", "missing.txt", "b.txt", "--json", status=2)
    results = json.loads(done.stdout)
    assert [(r["source"], r["result"]) for r in results] == [
        ("a.txt", "added"), ("missing.txt", "error"), ("b.txt", "added"),
    ]  # fmt: skip
    assert results[1]["claims"] == []
    assert results[1]["article"] is None
    assert "missing.txt" in results[1]["error"]
    assert done.stderr.count("missing.txt") == 1
    assert [a["number"] for a in shell.json("articles", "list")] == [2, 1]


def test_standard_input_is_a_source(shell: Shell) -> None:
    done = shell.run("check", "-", "--publisher", "Новый край", "--json", stdin="Паром ушёл в порт.\n")
    (result,) = json.loads(done.stdout)
    assert result["article"]["publisher"] == "Новый край"
    assert result["article"]["address"].startswith("stdin:")


def test_what_a_person_says_of_a_stored_text_is_taken(checked: Shell) -> None:
    (told,) = checked.json("check", "bridge.txt", "--publisher", "Новый край", "--date", "2025-11-26")
    assert (told["result"], told["article"]["publisher"]) == ("unchanged", "Новый край")
    (again,) = checked.json("check", "bridge.txt")
    assert (again["article"]["publisher"], again["article"]["published"]) == ("Новый край", "2025-11-26")


def test_address_overrides_the_path(shell: Shell) -> None:
    name = shell.write("saved.txt")
    (result,) = shell.json("check", name, "--address", "https://example.org/news/1")
    assert result["article"]["address"] == "https://example.org/news/1"
    assert shell.json("articles", "show", "https://example.org/news/1")["number"] == 1


@pytest.mark.parametrize("option", ["--address", "--title"])
def test_what_is_of_one_article_is_refused_for_two(shell: Shell, option: str) -> None:
    done = shell.run("check", shell.write("a.txt"), shell.write("b.txt"), option, "x", status=2)
    assert "name one SOURCE" in done.stderr
    assert not (shell.folder / "claims.db").exists()


def test_a_language_that_is_none_is_refused(shell: Shell) -> None:
    name = shell.write("a.txt")
    for command in ("check", "extract", "explain"):
        error = shell.run(command, name, "--language", "xx", status=2).stderr
        assert "xx: no such language" in error
        assert "ru" in error
    assert not (shell.folder / "claims.db").exists()


def test_without_a_source_it_asks_for_one(shell: Shell) -> None:
    assert "Name an address or a file" in shell.run("check", status=2).stderr


def test_reread_keeps_decisions(checked: Shell) -> None:
    checked.run("mark", "1.3", "disputed", "--note", "порт называет 30")
    checked.write("other.txt", "Паром ушёл в порт.\n")
    checked.run("check", "other.txt")
    results = checked.json("check", "--reread")
    assert [(r["source"], r["result"]) for r in results] == [("1", "unchanged"), ("2", "unchanged")]
    assert [c["status"] for c in results[0]["claims"]] == [
        "unverified",
        "unverified",
        "disputed",
        "unverified",
    ]
    assert [r["source"] for r in checked.json("check", "--reread", "2")] == ["2"]


def test_a_changed_article_shows_what_changed(checked: Shell) -> None:
    checked.write("bridge.txt", CHANGED)
    text = checked.out("check", "bridge.txt")
    assert text.index("What rests on nobody") < text.index("What changed") < text.index("1.1  Мост")
    assert "Ремонт стоит 55 миллионов" in text.split("What changed")[1]
    kinds = {c["kind"] for c in checked.json("diff", "1")["changes"]}
    assert kinds == {"reworded", "vanished"}
    shown = checked.out("diff", "1")
    assert "Катера пойдут в ноябре" in shown
    assert "2 claims stand as they were" in shown


def test_extract_needs_no_database_and_keeps_the_order(shell: Shell) -> None:
    shell.write("b.txt", "Паром ушёл в порт.\n")
    shell.write("a.txt")
    done = shell.run("extract", "b.txt", "none.txt", "a.txt", "--format", "jsonl", status=2)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["path"] for line in lines] == ["b.txt", "a.txt"]
    assert [len(line["claims"]) for line in lines] == [1, 4]
    assert "none.txt" in done.stderr
    assert not list(shell.folder.glob("*.db*"))


def test_extract_shares_the_work_and_keeps_the_order(shell: Shell) -> None:
    names = [shell.write(f"{n}.txt", f"Паром номер {n} ушёл в порт.\n") for n in range(6)]
    alone = shell.lines("extract", *names)
    assert [line["path"] for line in alone] == names
    assert shell.lines("extract", *names, "--jobs", "2") == alone


def test_a_worker_that_dies_is_an_error_of_ours(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    names = [shell.write(f"{n}.txt") for n in range(3)]
    monkeypatch.setattr("verify.extract.extract", lambda *args, **kwargs: os._exit(9))
    assert "fewer --jobs" in shell.run("extract", *names, "--jobs", "2", status=2).stderr


def test_extract_in_other_formats(shell: Shell) -> None:
    name = shell.write("bridge.txt")
    (line,) = shell.json("extract", name)
    assert line == shell.lines("extract", name)[0]
    assert "3 of 4" in shell.out("extract", name)


def test_ids_of_extract_do_not_depend_on_the_path(shell: Shell) -> None:
    first, second = shell.lines("extract", shell.write("a.txt"), shell.write("b.txt"))
    assert [c["id"] for c in first["claims"]] == [c["id"] for c in second["claims"]]
    assert len({c["id"] for c in first["claims"]}) == 4


@pytest.mark.parametrize(
    ("line", "option"),
    [
        (("check", "http://127.0.0.1:9/a"), "--allow-loopback"),
        (("link", "1.1", "http://127.0.0.1:9/a"), "--allow-loopback"),
        (("watch", "http://127.0.0.1:9/rss", "--once"), "--allow-private"),
        (("watch", "http://10.0.0.7:9/rss", "--once"), "--allow-private"),
        (("check", "http://10.0.0.7:9/a"), None),
        (("extract", "http://127.0.0.1:9/a"), None),
    ],
)
def test_a_refused_address_names_the_option_of_the_command(
    checked: Shell, monkeypatch: pytest.MonkeyPatch, line: tuple[str, ...], option: str | None
) -> None:
    monkeypatch.delenv("VERIFY_OFFLINE")
    done = checked.run(*line, status=0 if line[0] == "link" else 2)
    said = " ".join((done.stdout + done.stderr).split())
    assert "verify does not connect to it" in said
    assert ("allows it" in said) is (option is not None)
    assert option is None or f"; {option} allows it, if you mean it" in said


def test_an_empty_input_is_named_once(shell: Shell) -> None:
    for command in ("check", "extract"):
        done = shell.run(command, "-", status=2, stdin=b"")
        assert done.stderr == "verify: stdin: it is empty; there is nothing to check\n"
        done = shell.run(command, "", status=2)
        assert done.stderr == "verify: An empty name: give an address, a file, or - for standard input.\n"


GERMAN = (
    "Die Regierung hat am Dienstag beschlossen, die Brücke bis zum Frühjahr zu sperren. Das teilte der "
    "Sprecher des Ministeriums mit. Nach Angaben von Reuters kosten die Arbeiten vierzig Millionen.\n"
)


@pytest.mark.parametrize("command", ["check", "extract"])
def test_an_article_in_no_language_of_ours_is_read_with_a_warning(shell: Shell, command: str) -> None:
    shell.write("bruecke.txt", GERMAN)
    done = shell.run(command, "bruecke.txt")
    assert done.stderr == (
        "verify: bruecke.txt: it may be in none of the languages that verify reads (en, pl, ru, uk): it has "
        "next to no “ы”, which no article in ru lacks. It was read as ru, so its claims may be wrong; if it "
        "is in ru, say --language ru.\n"
    )
    assert shell.run(command, "bruecke.txt", "--language", "en").stderr == ""


def test_explain_doubts_the_language_too(shell: Shell) -> None:
    shell.write("bruecke.txt", GERMAN)
    doubt = "it may be in none of the languages that verify reads (en, pl, ru, uk)"
    assert shell.run("explain", "bruecke.txt").stderr.startswith(f"verify: {doubt}: it has next to no “ы”")
    assert shell.run("explain", "bruecke.txt", "--language", "en").stderr == ""
    assert shell.run("explain", "Причал закроют, сообщила мэрия Заречинска.").stderr == ""


def test_bulk_counts_articles_in_no_language_of_ours_and_its_ledger_says_which(shell: Shell) -> None:
    shell.write("a.txt", GERMAN)
    shell.write("b.txt", CHANGED)
    said = "1 article may be in no language that verify reads: verify bulk --ledger says why."
    assert said in shell.run("bulk", "a.txt", "b.txt", "--jobs", "1").stderr
    reasons = {line["file"].rpartition("/")[2]: line["reason"] for line in shell.lines("bulk", "--ledger")}
    assert reasons["a.txt"].startswith("it may be in none of the languages that verify reads")
    assert reasons["b.txt"] is None


def test_help_names_every_language(shell: Shell) -> None:
    for command in ("check", "extract", "explain"):
        said = " ".join(shell.out(command, "--help").partition("--language CODE")[2].split())
        assert said.startswith("ru, uk or en, pl on trial; found out by default.")
    assert set(codes()) == {"ru", "uk", "en", "pl"}
