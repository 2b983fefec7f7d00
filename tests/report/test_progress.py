from __future__ import annotations

import io
import sys

import pytest

from verify.report.progress import Counter, Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_it_tells_a_terminal_what_is_being_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(sys, "stderr", Terminal())
    with Progress(["a.txt", "[red]\x1b[31mb.txt", "c" * 500]) as progress:
        assert list(progress.along(iter([1, 2, 3]))) == [1, 2, 3]
    said = sys.stderr.getvalue()
    assert "reading 1 of 3: a.txt" in said
    assert "reading 2 of 3: [red]␛[31mb.txt" in said
    assert "c" * 60 not in said
    assert "ccc…" in said


def test_it_says_nothing_to_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with Progress(["a.txt", "b.txt"]) as progress:
        assert list(progress.along(iter("xy"))) == ["x", "y"]
    assert sys.stderr.getvalue() == ""


def test_a_count_moves_on_along_many_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(sys, "stderr", Terminal())
    told: list[int | str] = []
    with Counter("writing") as counter:
        monkeypatch.setattr(counter, "at", told.append)
        assert sum(counter.along(iter(range(1250)))) == sum(range(1250))
    assert told == [f"{n:,}" for n in range(0, 1250, 100)]
    assert told[-1] == "1,200"
    with Counter("writing") as counter:
        assert list(counter.along("ab")) == ["a", "b"]
    assert "writing: 0" in sys.stderr.getvalue()
