"""Bent input for every reader of what comes from outside, for a moment; benchmarks.fuzz goes on longer."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from benchmarks import fuzz
from benchmarks.parsers import Parser
from verify.errors import InputError

pytestmark = pytest.mark.sqlite("what is read, not where it is kept")


def test_what_breaks_is_told_and_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(data: bytes) -> None:
        if data.startswith(b"slow"):
            spent = time.process_time() + fuzz.SLOWEST
            while time.process_time() < spent:
                pass
        if data.startswith(b"ours"):
            raise InputError("ours")
        if data.startswith(b"other"):
            raise KeyError(data)

    parser, found = Parser("toy", broken, (b"x",)), fuzz.Found()
    for data in (b"fine", b"ours", b"other", b"other again", b"slow"):
        fuzz.feed(parser, data, found, tmp_path)
    assert (found.inputs, found.errors.total()) == (5, 1)
    assert list(found.broken) == ["KeyError in -", "2 seconds and more"]
    assert (tmp_path / found.broken["KeyError in -"]).read_bytes() == b"other"
    assert fuzz.told({"toy": found}) == 1
    assert "KeyError in -, 2 seconds and more" in capsys.readouterr().out
