"""What an event changed, in words."""

from __future__ import annotations

import pytest

from verify.report.eventwords import acted, change
from verify.report.wording import speaking

UID = "0199c0de-0000-7000-8000-000000000001"


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({"assigned": None, "person": None}, {"assigned": "Анна", "person": UID}, "assigned — → Анна"),
        ({"credibility": 2}, {"credibility": None}, "credibility 2 → —"),
        (
            {"evidence": UID, "url": "https://example.org/a", "state": "proposed", "stance": "supports"},
            {"evidence": UID, "url": "https://example.org/a", "state": "accepted", "stance": "supports"},
            "url https://example.org/a, state proposed → accepted",
        ),
        ({}, {"name": "Новый край", "aliases": [], "owner": None}, "name Новый край"),
        (
            {"status": "refuted", "url": "https://example.org/a"},
            {"status": "unverified", "undoes": UID, "action": "claim.mark"},
            "status refuted → unverified, url https://example.org/a → —, took back: mark",
        ),
        (
            {},
            {"steps": ["Речной вестник: something-else", "two officials: nobody"], "mismatch": "40 ≠ 60"},
            "steps Речной вестник: something-else, two officials: nobody, mismatch 40 ≠ 60",
        ),
        ({"mismatch": "40 ≠ 60"}, {"mismatch": None, "what": "40 ≠ 60"}, "mismatch 40 ≠ 60 → —"),
        ({"articles": [1, 2]}, {}, "articles 1, 2 → —"),
    ],
)
def test_what_differs(before: dict[str, object], after: dict[str, object], words: str) -> None:
    assert change(before, after) == words


def test_in_other_languages_an_undo_is_worded_and_a_case_opened_is_not_one_filled() -> None:
    undone = ({"status": "refuted"}, {"status": "unverified", "undoes": UID, "action": "claim.mark"})
    with speaking("ru"):
        assert change(*undone).endswith("отменено: изменён статус")
        assert (acted("case.add"), acted("case.put")) == ("дело: добавлено", "дело: внесено")
    with speaking("uk"):
        assert change(*undone).endswith("скасовано: змінено статус")
        assert (acted("case.add"), acted("case.put")) == ("справа: додано", "справа: внесено")
