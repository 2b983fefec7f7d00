"""--engine llm as a person meets it: what is sent, what is said, and what is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests import databases

if TYPE_CHECKING:
    from conftest import Service, Shell

KEY = "sk-test-27182818"
CLAIM = {
    "parts": ["Ремонт стоит 40 миллионов"],
    "mode": "indirect",
    "chain": [{"kind": "outlet", "names": ["Речной вестник"], "mention": "Речной вестник", "cue": None}],
}


@pytest.fixture
def llm(service: Service, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The options of a line that asks the service, with a cache in the test's own folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(shell.folder / "cache"))
    service.claims(CLAIM)
    return ["--engine", "llm", "--endpoint", service.url, "--model", "toy-1", "--timeout", "2"]


def test_extract_says_whose_the_claims_are(shell: Shell, llm: list[str]) -> None:
    done = shell.run("extract", shell.write("bridge.txt"), *llm, "--format", "jsonl")
    line = json.loads(done.stdout)
    assert [[hop["rule"] for hop in claim["chain"]] for claim in line["claims"]] == [
        [], ["toy", "toy"], ["llm"], ["toy"],
    ]  # fmt: skip
    assert line["engine"] == {
        "name": "llm", "version": "1.1 toy-1", "model": "toy-1", "asked": 1, "answered": 1, "cached": 0,
        "from_model": 1, "from_rules": 3, "fell_back": {"left-out": 3}, "refused": {},
    }  # fmt: skip
    assert done.stderr == (
        "verify: bridge.txt: 1 claim by toy-1, 3 by the rules (the model left them out: 3).\n"
    )


def test_the_rules_say_nothing_of_models(shell: Shell, service: Service) -> None:
    done = shell.run("extract", shell.write("bridge.txt"), "--format", "jsonl")
    assert (json.loads(done.stdout)["engine"], done.stderr) == ({"name": "toy", "version": "1"}, "")
    assert service.asked == []


@pytest.mark.parametrize("command", ["check", "extract"])
def test_nothing_is_sent_without_an_endpoint(shell: Shell, service: Service, command: str) -> None:
    service.claims()
    done = shell.run(command, shell.write("bridge.txt"), "--engine", "llm", "--model", "m", status=2)
    assert "--endpoint" in done.stderr
    assert "Nothing was sent" in done.stderr
    done = shell.run(command, "bridge.txt", "--engine", "llm", "--endpoint", service.url, status=2)
    assert "--model" in done.stderr
    done = shell.run(command, "bridge.txt", "--endpoint", service.url, status=2)
    assert "--engine llm" in done.stderr
    assert service.asked == []
    assert not (shell.folder / "claims.db").exists()


def test_the_environment_may_name_the_service(
    shell: Shell, llm: list[str], service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERIFY_LLM_ENDPOINT", service.url)
    monkeypatch.setenv("VERIFY_LLM_MODEL", "toy-2")
    assert shell.json("extract", shell.write("bridge.txt"))[0]["engine"]["name"] == "toy"
    assert service.asked == []
    assert shell.json("extract", "bridge.txt", "--engine", "llm")[0]["engine"]["model"] == "toy-2"
    assert len(service.asked) == 1


def test_the_cache_is_asked_first_unless_told_otherwise(
    shell: Shell, llm: list[str], service: Service
) -> None:
    shell.write("bridge.txt")
    counts = []
    for more in ([], [], ["--no-cache"]):
        (line,) = shell.json("extract", "bridge.txt", *llm, *more)
        counts.append((len(service.asked), line["engine"]["cached"]))
    assert counts == [(1, 0), (1, 1), (2, 0)]
    assert list((shell.folder / "cache" / "verify" / "llm").rglob("*.json"))


def test_the_key_goes_to_the_service_and_nowhere_else(
    shell: Shell, llm: list[str], service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERIFY_LLM_KEY", KEY)
    said = [shell.run("check", shell.write("bridge.txt"), *llm), shell.run("log", "--json")]
    service.answers.clear()
    service.body(f"bad key {KEY}".encode(), 401)
    said.append(shell.run("extract", "bridge.txt", *llm, "--no-cache", status=2))
    assert [head["authorization"] for head in service.heads] == [f"Bearer {KEY}"] * 2
    assert "refuses the key" in said[-1].stderr
    assert all(KEY not in done.output for done in said)
    kept = [path for path in shell.folder.rglob("*") if path.is_file()]
    stored = {"claims.db"} if databases.SERVER is None else set()
    assert stored | {"bridge.txt"} < {path.name for path in kept}
    assert all(KEY.encode() not in path.read_bytes() for path in kept)


def test_a_service_that_is_not_there_leaves_the_rules(shell: Shell, llm: list[str]) -> None:
    llm[llm.index("--endpoint") + 1] = "http://127.0.0.1:9/v1"
    done = shell.run("extract", shell.write("bridge.txt"), *llm, "--format", "jsonl")
    line = json.loads(done.stdout)
    assert (line["engine"]["name"], line["engine"]["from_rules"], line["engine"]["answered"]) == ("toy", 4, 0)
    assert "0 claims by toy-1, 4 by the rules (the service did not answer: 4)" in done.stderr


def test_check_asks_about_what_is_stored_when_another_engine_is_named(
    shell: Shell, llm: list[str], service: Service
) -> None:
    name = shell.write("bridge.txt")
    assert [r["result"] for r in shell.json("check", name)] == ["added"]
    (asked,) = shell.json("check", name, *llm)
    assert (asked["result"], asked["engine"]["from_model"]) == ("changed", 1)
    assert shell.json("articles", "show", "1")["engine"] == {"name": "llm", "version": "1.1 toy-1"}
    for again in ([], llm):
        (same,) = shell.json("check", name, *again)
        assert (same["result"], same["engine"]["name"]) == ("unchanged", "llm")
    assert len(service.asked) == 1
    (back,) = shell.json("check", "--reread", "1")
    assert (back["result"], back["engine"]["name"]) == ("changed", "toy")
    (there,) = shell.json("check", "--reread", "1", *llm)
    assert (there["result"], there["engine"]["cached"]) == ("changed", 1)


def test_several_processes_share_the_work(shell: Shell, llm: list[str], service: Service) -> None:
    names = [shell.write(f"{n}.txt", f"Паром номер {n} ушёл.\n") for n in range(3)]
    lines = shell.lines("extract", *names, *llm, "--jobs", "2")
    assert [line["path"] for line in lines] == names
    assert [line["engine"]["asked"] for line in lines] == [1, 1, 1]
    assert len(service.asked) == 3


def test_a_hostile_name_of_a_model_is_harmless_on_the_terminal(shell: Shell, llm: list[str]) -> None:
    llm[llm.index("--model") + 1] = "m\x1b[31m"
    done = shell.run("extract", shell.write("bridge.txt"), *llm)
    assert "\x1b" not in done.output


GOLD = str(Path(__file__).parents[1] / "data" / "gold")


def test_compare_puts_engines_side_by_side(
    shell: Shell, llm: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found: Any = shell.json("compare", GOLD, "--engine", "rules", *llm, "--errors", "1")
    assert found["groups"]["all"] == {"articles": 3, "claims": 16, "multi": 2}
    assert [each["engine"]["name"] for each in found["engines"]] == ["rules", "llm"]
    rules, model = (each["groups"]["all"]["chain"] for each in found["engines"])
    assert set(rules) == {"value", "low", "high"}
    assert model["gain"]["value"] == model["value"] - rules["value"]
    counts = {cause: held["count"] for cause, held in found["engines"][0]["mistakes"].items()}
    assert set(counts) == {"span", "missed", "extra", "scope", "hops", "kind", "name"}
    assert sum(counts.values()) > 0
    assert [x["engine"]["name"] for x in shell.lines("compare", GOLD)] == ["rules"]


def test_compare_reads_well(shell: Shell, llm: list[str]) -> None:
    text = shell.out("compare", GOLD, "--engine", "rules", *llm, "--errors", "1")
    assert "all · 3 articles, 16 claims, 2 with two hops or more" in text
    assert "claim_f1" in text
    assert "mistakes  rules  llm" in text
    assert "by toy-1" in text
    assert "rules: scope" in text
    row = next(line for line in text.splitlines() if line.startswith("chain_multi") and "–  " in line)
    assert row.split() == ["chain_multi", "–", "–"]  # the Ukrainian sample has no chain of two hops


def test_compare_names_what_is_wrong(shell: Shell, service: Service) -> None:
    assert "no annotated articles" in shell.run("compare", ".", status=2).stderr
    assert "--endpoint" in shell.run("compare", GOLD, "--engine", "llm", status=2).stderr
    assert "--engine llm" in shell.run("compare", GOLD, "--endpoint", service.url, status=2).stderr
    service.body(b"", 500)
    line = ["--engine", "llm", "--endpoint", service.url, "--model", "m", "--no-cache"]
    assert "en-1: m did not answer" in shell.run("compare", GOLD, *line, status=2).stderr
