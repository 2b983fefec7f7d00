"""`verify bulk` as a process: killed at random moments and started again; what it prints."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks import killed
from verify.cli.root import cli


def test_killed_at_random_moments_nothing_is_lost_or_twice(tmp_path: Path) -> None:
    found = killed.measure(3, 40, tmp_path)
    assert found.kills == 3
    assert found.outputs >= 1
    assert found.differing == 0


def test_what_it_says(tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    inputs = killed.corpus(tmp_path, 8)

    def verify(*line: str) -> str:
        done = CliRunner().invoke(cli, ["--db", database, *line], prog_name="verify")
        assert done.exit_code == 0, done.output
        return done.stdout

    said = json.loads(verify("bulk", *inputs, "--jobs", "1", "--json"))
    assert said["became"] == said["in_all"]
    assert said["became"]["quarantined"] == 2
    assert sum(said["became"].values()) == 8 + 1 + 2
    beside = str(tmp_path / "claims.db.quarantine.jsonl")
    assert said["quarantine"] == ("quarantine.jsonl" if "://" in database else beside)
    lines = [json.loads(line) for line in verify("bulk", "--ledger", "--format", "jsonl").splitlines()]
    assert [(Path(line["file"]).name, line["place"]) for line in lines] == [
        *(("news.jsonl", n) for n in range(1, 10)), ("0000.txt", 1), ("empty.txt", 1)
    ]  # fmt: skip
    # A long path of a temporary folder takes a line of its own: only the words are asked for.
    told = " ".join(verify("bulk", "--ledger").split())
    assert "quarantined" in told
    assert "it is no JSON" in told
    nothing = CliRunner().invoke(cli, ["bulk"], prog_name="verify")
    assert (nothing.exit_code, "Name a file" in nothing.output) == (2, True)
    missing = CliRunner().invoke(cli, ["--db", str(tmp_path / "x.db"), "bulk", "nowhere"], prog_name="verify")
    assert missing.exit_code == 2
