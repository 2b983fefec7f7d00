"""`verify languages`: a verdict as soon as it is there, and who watches sees what is being checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from verify.desk import packs
from verify.desk.packs import Verdict
from verify.languages.checking import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from conftest import Shell


class Watched:
    """A spinner's stand-in that notes what it was given."""

    seen: tuple[str, ...] = ()

    def __init__(self, sources: Sequence[str]) -> None:
        type(self).seen = tuple(sources)

    def __enter__(self) -> Watched:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def along(self, items: Iterable[Verdict]) -> Iterator[Verdict]:
        yield from items


@pytest.fixture
def verdicts(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {"pl": (Finding("pack.toml", "no such key"),)}
    monkeypatch.setattr(packs, "_verdict", lambda code: Verdict(code, code.upper(), 7, wrong.get(code, ())))
    monkeypatch.setattr("verify.report.progress.Progress", Watched)


@pytest.mark.usefixtures("verdicts")
def test_packs_are_checked_one_after_the_other(shell: Shell) -> None:
    done = shell.run("languages", "check", "uk", "pl", status=1)
    assert done.stdout.splitlines() == [
        "uk UK: right; 7 examples hold", "pl PL: 1 wrong", "  pack.toml: no such key",
    ]  # fmt: skip
    assert Watched.seen == ("uk", "pl")
    assert [found["code"] for found in shell.json("languages", "check", status=1)] == ["en", "pl", "ru", "uk"]
    assert Watched.seen == ("en", "pl", "ru", "uk")


@pytest.mark.usefixtures("verdicts")
def test_a_language_that_is_none_is_told_before_any_is_checked(shell: Shell) -> None:
    done = shell.run("languages", "check", "uk", "ukr", status=2)
    assert done.stdout == ""
    assert "ukr: no such language here; it is one of en, pl, ru, uk; did you mean “uk”?" in done.stderr
