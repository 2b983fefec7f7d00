"""`verify publish` on the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Shell


def test_a_site_and_what_it_says(checked: Shell) -> None:
    checked.run("mark", "1.3", "refuted", "--note", "Смета на странице 4.")
    first = checked.json("publish", "site")
    assert first == {"folder": "site", "added": 1, "checks": 1, "corrected": 0, "withdrawn": 0}
    checked.run("mark", "1.3", "disputed", "--note", "Спорно.")
    assert checked.out("publish", "site").startswith("1 check, 0 new, 1 corrected after publication  site")
    assert "Спорно." in (checked.folder / "site" / "corrections.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--status", "unverified"], "no finished check"),
        (["1", "--status", "refuted"], "say --article N instead"),
        (["7"], "There is no article"),
    ],
)
def test_what_can_not_be_published(checked: Shell, asked: list[str], said: str) -> None:
    assert said in checked.run("publish", "site", *asked, status=2).stderr
    assert not (checked.folder / "site").exists()


def test_a_folder_of_others(checked: Shell) -> None:
    (checked.folder / "site").mkdir()
    checked.write("site/index.html", "моё")
    assert "is no site of verify" in checked.run("publish", "site", status=2).stderr
