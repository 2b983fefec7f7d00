"""`verify bulk` as a process: killed at random moments and started again; what it prints."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
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


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="no /proc to see the workers in")
def test_an_interrupt_ends_it_at_once_and_the_same_line_goes_on(tmp_path: Path) -> None:
    """Ctrl-C goes to all processes of a terminal: a worker that still starts says nothing of it either."""
    line = killed.command(killed.corpus(tmp_path, 60), tmp_path / "claims.db")
    env = {**os.environ, "VERIFY_USER": "anna", "VERIFY_LANG": "en"}
    running = subprocess.Popen(line, env=env, stderr=subprocess.PIPE, start_new_session=True)
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    until = time.monotonic() + 60
    while len(children.read_text().split()) < 2 and time.monotonic() < until:  # one more than the worker
        time.sleep(0.01)
    os.killpg(running.pid, signal.SIGINT)
    _, errors = running.communicate(timeout=30)
    said = "Stopped; what was read is kept, and the same line goes on from here.\n"
    assert (running.returncode, errors.decode()) == (130, said)
    again = subprocess.run([*line, "--json"], env=env, capture_output=True, check=True)
    assert sum(json.loads(again.stdout)["in_all"].values()) == 60 + 6 + 8


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
