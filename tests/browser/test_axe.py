"""axe-core finds nothing wrong on any page, by day and by night, wide and narrow."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import TEXT, Served, enter
from tests.web.conftest import PASSWORD, put
from verify.desk import cases, corroborating
from verify.model import Status
from verify.store import Belongings

pytestmark = pytest.mark.sqlite("what a browser shows does not depend on the engine")

AXE = "axe-core@4.10.3"
PAGES = (
    "/", "/articles", "/articles/1", "/articles/1?claim=1.2", "/articles/1/voices", "/articles/1/versions",
    "/claims", "/claims?q=мост&status=unverified&flag=hedged", "/claims?q=nothing", "/claims/1.2",
    "/claims/1.2/voices", "/cases", "/cases/1", "/sources", "/sources/{source}", "/log", "/check", "/account",
    "/nowhere",
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
def test_no_violation(chromium: Any, desk: Served, axe: str, tmp_path: Path, width: int, scheme: str) -> None:
    desk.store.mark("1.2", Status.CONFIRMED, by="Олена", note="The decree is out.")
    desk.store.mark("1.3", Status.REFUTED, by="Олена", note="The town denies it.")
    desk.store.link("1.2", "https://minutes.example.org/1", by="Олена", quote="No permit.", note="page 2")
    put(desk.store, tmp_path, TEXT.replace("к пятнице", "к субботе"), "a.txt")  # an address of its own
    first = Path(desk.store.record("1").address).parent
    put(desk.store, first, TEXT.replace("в понедельник", "во вторник"))
    list(corroborating.index(desk.store))
    list(corroborating.corroborate(desk.store, ["1"]))
    cases.add(desk.store, "Who closed the bridge?", date(2026, 3, 20), by="Олена")
    cases.put(desk.store, "1", Belongings(("1",), ("2.1",), ("Олена",)), by="Олена")
    uid = desk.store.source("Олег Нестеров").uid
    context = chromium.new_context(
        base_url=desk.url, viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    found = []
    for path in PAGES:
        page.goto(path.format(source=uid))
        found += violations(page, axe, path)
    context.close()
    assert found == []


def test_nor_where_people_sign_in(chromium: Any, newsroom: Served, axe: str) -> None:
    """The page before all others, and what it says of a wrong password."""
    context = chromium.new_context(base_url=newsroom.url, bypass_csp=True)
    page = context.new_page()
    page.goto("/")
    found = violations(page, axe, "sign in")
    enter(page, "Рада", "not the password")
    page.get_by_role("alert").wait_for()
    found += violations(page, axe, "wrong password")
    enter(page, "Рада", PASSWORD)
    page.goto("/articles/1?claim=1.2")
    found += violations(page, axe, "a reader's panel")
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto("/account")
    found += violations(page, axe, "one's account")
    context.close()
    assert found == []


def violations(page: Any, axe: str, path: str) -> list[str]:
    """What axe finds, and whether the page is wider than the window."""
    page.evaluate(axe)
    found = []
    for each in page.evaluate("axe.run(document).then(r => r.violations)"):
        nodes = [node["html"][:120] + " | " + node["failureSummary"][:160] for node in each["nodes"][:3]]
        found.append(f"{path} {each['id']}: {nodes}")
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append(f"{path}: wider than the window")
    return found
