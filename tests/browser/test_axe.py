"""axe-core finds nothing wrong on any page, by day and by night, wide and narrow."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Served
from verify.model import Status

AXE = "axe-core@4.10.3"
PAGES = (
    "/", "/articles", "/articles/1", "/articles/1?claim=1.2", "/articles/1/voices", "/claims?q=мост",
    "/claims/1.2", "/sources", "/log", "/check", "/nowhere",
)  # fmt: skip


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """axe-core's code, brought by npm for the time of the test."""
    if shutil.which("npm") is None:
        pytest.skip("no npm here")
    folder = tmp_path_factory.mktemp("axe")
    line = [
        "npm",
        "install",
        "--no-save",
        "--no-audit",
        "--no-fund",
        "--no-package-lock",
        "--prefix",
        folder,
        AXE,
    ]
    done = subprocess.run(line, capture_output=True, text=True, timeout=180, check=False, env={**os.environ})
    code = Path(folder) / "node_modules" / "axe-core" / "axe.min.js"
    if not code.exists():
        pytest.skip(f"npm could not bring {AXE}: {done.stderr.strip()[-200:]}")
    return code.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")]
)
def test_no_violation(chromium: Any, desk: Served, axe: str, width: int, scheme: str) -> None:
    desk.store.mark("1.2", Status.CONFIRMED, by="Олена", note="The decree is out.")
    desk.store.mark("1.3", Status.REFUTED, by="Олена", note="The town denies it.")
    desk.store.link("1.2", "https://minutes.example.org/1", by="Олена", quote="No permit.", note="page 2")
    context = chromium.new_context(
        base_url=desk.url, viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    found: list[str] = []
    for path in PAGES:
        page.goto(path)
        page.evaluate(axe)
        for each in page.evaluate("axe.run(document).then(r => r.violations)"):
            nodes = [node["html"][:120] + " | " + node["failureSummary"][:160] for node in each["nodes"][:3]]
            found.append(f"{path} {each['id']}: {nodes}")
    context.close()
    assert found == []
