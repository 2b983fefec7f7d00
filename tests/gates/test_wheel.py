"""What people install: a wheel that works away from the checkout, its migrations inside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ARTICLE = """Катера пойдут от старого причала

Причал закроют до весны, сообщает Reuters.
"""
DOOR = "from verify.cli import main; main()"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by the installed backend: nothing is downloaded."""
    out = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (made,) = out.glob("verify-*.whl")
    return made


def test_it_holds_the_program_its_data_and_migrations(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    source = {path.relative_to(ROOT).as_posix() for path in (ROOT / "verify").rglob("*") if path.is_file()}
    kept = {name for name in source if "__pycache__" not in name}
    steps = {
        f"verify/migrations/versions/{path.name}" for path in (ROOT / "migrations/versions").glob("*.py")
    }
    assert kept | steps | {"verify/migrations/env.py"} <= names
    assert not {name.split("/")[0] for name in names if ".dist-info" not in name} - {"verify"}
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_it_checks_an_article_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    install = ["-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", str(site), str(wheel)]
    subprocess.run([sys.executable, *install], check=True, capture_output=True)
    (tmp_path / "pier.txt").write_text(ARTICLE, encoding="utf-8")
    env = {k: v for k, v in os.environ.items() if k != "VERIFY_DATABASE_URL"} | {"PYTHONPATH": str(site)}

    def run(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    assert Path(run("-c", "import verify; print(verify.__file__)").strip()).parent == site / "verify"
    (result,) = json.loads(run("-c", DOOR, "check", "pier.txt", "--json"))
    assert [claim["text"] for claim in result["claims"]] == [
        "Катера пойдут от старого причала",
        "Причал закроют до весны",
    ]
    assert [hop["name"] for hop in result["claims"][1]["chain"]] == ["Reuters"]
    status = json.loads(run("-c", DOOR, "db", "status", "--json"))
    assert status["schema"] == status["newest_schema"]
    assert status["path"] == str(tmp_path / "claims.db")
