from __future__ import annotations

import csv
import io
import json
import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Shell


def numbers(text: str) -> list[str]:
    return [row["number"] for row in csv.DictReader(io.StringIO(text, newline=""))]


def test_what_is_exported(checked: Shell) -> None:
    checked.run("mark", "1.3", "refuted", "--note", "Смета на странице 4.")
    assert numbers(checked.out("export", "1", "--to", "csv")) == ["1.1", "1.2", "1.3", "1.4"]
    assert numbers(checked.out("export", "1.4", "1.2", "--to", "csv")) == ["1.4", "1.2"]
    assert numbers(checked.out("export", "--status", "refuted", "--to", "csv")) == ["1.3"]
    assert numbers(checked.out("export", "--all", "--to", "csv")) == ["1.1", "1.2", "1.3", "1.4"]


@pytest.mark.parametrize("asked", [[], ["1", "--all"], ["--all", "--text", "мост"]])
def test_it_must_be_clear_what_is_meant(checked: Shell, asked: list[str]) -> None:
    assert "say --all" in checked.run("export", *asked, "--to", "csv", status=2).stderr


def test_more_articles_than_a_batch_come_once_each(checked: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verify.desk.exporting._BATCH", 3)
    checked.run("check", checked.write("second.txt"))
    every = numbers(checked.out("export", "--all", "--to", "csv"))
    assert every == [f"{article}.{n}" for article in (1, 2) for n in (1, 2, 3, 4)]


def test_a_file_is_replaced_only_by_its_like(checked: Shell) -> None:
    to = checked.folder / "out.csv"
    checked.run("export", "1", "--to", "csv", "-o", "out.csv")
    checked.run("export", "1.1", "--to", "csv", "-o", "out.csv")
    assert numbers(to.read_text(encoding="utf-8")) == ["1.1"]
    refused = checked.run("export", "1", "--to", "markdown", "-o", "out.csv", status=2)
    assert "no markdown export" in refused.stderr
    to.write_text("Смета порта\n", encoding="utf-8")
    assert "no csv export" in checked.run("export", "1", "--to", "csv", "-o", "out.csv", status=2).stderr
    assert to.read_text(encoding="utf-8") == "Смета порта\n"
    assert sorted(p.name for p in checked.folder.glob("*out*")) == ["out.csv"]


def test_an_export_that_fails_leaves_the_file_as_it_was(checked: Shell) -> None:
    checked.run("export", "1", "--to", "csv", "-o", "out.csv")
    before = (checked.folder / "out.csv").read_bytes()
    checked.run("export", "1.1", "9.9", "--to", "csv", "-o", "out.csv", status=2)
    assert (checked.folder / "out.csv").read_bytes() == before
    assert not list(checked.folder.glob("*.part"))
    assert "no-such" in checked.run("export", "1", "--to", "csv", "-o", "no-such/out.csv", status=2).stderr


def test_what_a_killed_export_left_is_taken_away_a_day_later(checked: Shell) -> None:
    left, working, other = (
        checked.folder / f".{name}.part" for name in ("out.csv.k1l_ed00", "out.csv.working0", "x")
    )
    for path in (left, working, other):
        path.touch()
    for path in (left, other):
        os.utime(path, (0, 0))
    checked.run("export", "1", "--to", "csv", "-o", "out.csv")
    assert (left.exists(), working.exists(), other.exists()) == (False, True, True)


def test_the_newsroom_s_own_scale(checked: Shell) -> None:
    checked.write(
        "room.toml",
        'name = "Проверка Низовья"\nbase = "https://example.org/c"\nbest = 5\nworst = 1\n'
        '[ratings]\nrefuted = {name = "Неправда", value = 1}\nconfirmed = "Так и есть"\n',
    )
    checked.run("mark", "1.3", "refuted", "--note", "Смета.")
    done = json.loads(checked.out("export", "1.3", "--to", "claimreview", "--newsroom", "room.toml"))
    rating = done["@graph"][0]["reviewRating"]
    assert (rating["alternateName"], rating["ratingValue"], rating["bestRating"]) == ("Неправда", 1, 5)


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("name = 3", "name has the wrong type"),
        ("nmae = 'x'", "nmae means nothing"),
        ("best = 5", "go together"),
        ("[ratings]\nunverified = 'Offen'", "nobody has rated it"),
        ("[ratings]\nwrong = 'x'", "wrong is no status"),
        ("[ratings]\nrefuted = {value = 1}", "needs words"),
        ("[ratings]\nrefuted = {name = 'x', value = 'y'}", "is a number"),
        ("name = ", "no TOML file"),
    ],
)
def test_a_scale_that_is_wrong_says_where(checked: Shell, toml: str, said: str) -> None:
    checked.write("room.toml", toml)
    done = checked.run("export", "1", "--to", "claimreview", "--newsroom", "room.toml", status=2)
    assert said in done.stderr


def test_names_and_options_do_not_go_together(checked: Shell) -> None:
    for line in (
        ("export", "1", "--status", "confirmed", "--to", "csv"),
        ("publish", "site", "1", "--flag", "hedged"),
    ):
        assert "say --article N instead" in checked.run(*line, status=2).stderr


def test_an_empty_export_replaces_nothing(checked: Shell) -> None:
    """Nothing selected is most likely a slip: an earlier file with claims in it stays."""
    checked.run("mark", "1.2", "refuted", "--note", "отчёт")
    checked.run("export", "--status", "refuted", "--to", "claimreview", "-o", "checks.json")
    before = (checked.folder / "checks.json").read_text(encoding="utf-8")
    line = ("export", "--status", "disputed", "--to", "claimreview")
    said = checked.run(*line, "-o", "checks.json", status=2).stderr
    assert said.startswith("verify: No such claims: checks.json was left as it is.")
    assert (checked.folder / "checks.json").read_text(encoding="utf-8") == before
    for more in ((), ("-o", "new.json")):
        assert checked.run(*line, *more).stderr.endswith("verify: No such claims: the export is empty.\n")
    assert json.loads((checked.folder / "new.json").read_text(encoding="utf-8")) == json.loads(
        checked.out(*line)
    )


def test_nothing_is_written_before_all_names_are_known(checked: Shell) -> None:
    for names in (("99",), ("1", "99"), ("1", "1.9")):
        assert checked.run("export", *names, "--to", "csv", status=2).stdout == "", names
