"""The command line in three languages: what people read changes, what programs read does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from verify.cli.root import cli
from verify.errors import InputError, Message
from verify.report.wording import counted, of_environment, say, speaking, told

if TYPE_CHECKING:
    from conftest import Shell

TALLY = {
    "en": "4 claims, 4 unverified",
    "uk": "4 твердження, не перевірено: 4",
    "ru": "4 утверждения, не проверено: 4",
}


@pytest.mark.parametrize("language", TALLY)
def test_an_article_in_each_language(checked: Shell, language: str) -> None:
    shown = checked.out("--lang", language, "articles", "show", "1")
    assert TALLY[language] in shown
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "There is no claim '9.9': see `verify claims`."),
        ("uk", "Твердження '9.9' немає: див. `verify claims`."),
        ("ru", "Утверждения '9.9' нет: см. `verify claims`."),
    ],
)
def test_errors_are_told_in_it(checked: Shell, language: str, words: str) -> None:
    assert words in checked.run("--lang", language, "show", "9.9", status=2).stderr


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_what_programs_read_stays_as_it_is(checked: Shell, language: str) -> None:
    for line in (("claims", "--json"), ("export", "1", "--to", "csv"), ("log", "--format", "jsonl")):
        assert checked.out("--lang", language, *line) == checked.out(*line)


@pytest.mark.parametrize(
    ("language", "words"),
    [("uk", ("Виклик: ", "Параметри:", "Приклад:")), ("ru", ("Вызов: ", "Параметры:", "Пример:"))],
)
def test_help_is_wholly_translated(language: str, words: tuple[str, ...]) -> None:
    for command in ([], ["mark"], ["cases"], ["people", "add"]):
        done = CliRunner(env={"VERIFY_LANG": language}).invoke(cli, [*command, "--help"], prog_name="verify")
        assert all(word in done.stdout for word in words)
        # click words this option once a process, in the language that is spoken then
        rest = done.stdout.replace("Show this message and exit.", "").split(words[-1])[0]
        assert not re.search(r"\b(the|of|and|with)\b", rest)


def test_the_next_line_speaks_english_again(checked: Shell) -> None:
    assert "Немає параметра" in checked.run("--lang", "uk", "claims", "--bogus", status=2).stderr
    assert "No such option" in checked.run("claims", "--bogus", status=2).stderr


def test_the_environment_chooses() -> None:
    assert of_environment({"LANG": "uk_UA.UTF-8"}) == "uk"
    assert of_environment({"LC_ALL": "C", "LANG": "uk_UA.UTF-8"}) == "en"
    assert of_environment({"VERIFY_LANG": "ru", "LC_ALL": "uk_UA"}) == "ru"
    assert of_environment({"LANG": "pl_PL.UTF-8"}) == "en"
    assert of_environment({}) == "en"


@pytest.mark.parametrize(
    ("n", "uk", "ru"),
    [
        (1, "1 стаття", "1 статья"), (2, "2 статті", "2 статьи"), (5, "5 статей", "5 статей"),
        (11, "11 статей", "11 статей"), (21, "21 стаття", "21 статья"),
    ],
)  # fmt: skip
def test_plurals(n: int, uk: str, ru: str) -> None:
    for language, words in (("uk", uk), ("ru", ru)):
        with speaking(language):
            assert counted("{n} article", "{n} articles", n) == words
    assert counted("{n} article", "{n} articles", n) == f"{n} article{'' if n == 1 else 's'}"


def test_a_message_within_a_message_and_what_was_stored() -> None:
    error = InputError(
        "{source}: there is no such file{hint}", source="x", hint=Message("; give another with --port")
    )
    assert str(error) == "x: there is no such file; give another with --port"
    stored = "It says the same of another value: “15”, not “14”."
    with speaking("uk"):
        assert told(error) == "x: такого файлу немає; вкажіть інший через --port"
        assert told(stored) == "Каже те саме з іншим значенням: «15», а не «14»."
        assert told("whatever a person wrote") == "whatever a person wrote"
        assert say("Chain") == "Ланцюжок"
    assert told(stored) == stored


def test_a_report_and_a_site_speak_the_newsrooms_language(checked: Shell) -> None:
    checked.write("newsroom.toml", 'name = "Вісник"\nlanguage = "uk"\n')
    report = checked.out("export", "1", "--to", "html", "--newsroom", "newsroom.toml")
    assert '<html lang="uk">' in report
    assert "Твердження та їхні джерела · Вісник" in report
    assert '<html lang="ru">' in checked.out(
        "export", "1", "--to", "html", "--newsroom", "newsroom.toml", "--lang", "ru"
    )
    assert "не перевірено" in checked.out("export", "1", "--to", "markdown", "--lang", "uk")
    checked.run("mark", "1.1", "refuted", "--note", "Міст відкрито.")
    checked.run("publish", "site", "--newsroom", "newsroom.toml")
    page = (checked.folder / "site" / "corrections.html").read_text(encoding="utf-8")
    assert '<html lang="uk">' in page
    assert "Виправлення" in page
