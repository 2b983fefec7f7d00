"""The database that the other tests show holds attacks in every field: else they prove nothing."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import JSON, Column, String, select

from tests.hostile.attacks import ATTACKS
from tests.hostile.conftest import Attacked
from tests.hostile.judges import values
from tests.hostile.lived import STORED
from verify.store import dumping, rows
from verify.store.tables import Person
from verify.store.tables.base import SpansType, Word

OURS = {
    "uid", "sha256", "text_sha256", "decoded_sha256", "digest", "key", "hash", "previous", "article_uid",
    "claim_uid", "source_uid", "case_uid", "actor_uid", "language", "codec", "encoding", "engine",
    "engine_version", "origin", "action", "via", "kind", "mark", "reliability",
}  # fmt: skip
"""Columns that no stranger and no person fills with words: ids, hashes, and words of closed lists."""

SHORT = {("hops", "rule"), ("people", "name"), ("events", "actor"), ("claim_readings", "search")}
"""Columns that hold no more than a few: names of people hold the thousand among them."""


def test_there_are_a_thousand() -> None:
    assert len(set(ATTACKS)) == 1000


def test_every_field_of_words_holds_all_of_them(attacked: Attacked) -> None:
    wanted = {" ".join(attack.split()) for attack in STORED}
    seen = 0
    with attacked.store._database.read() as session:
        for table in rows.tables():
            for column in table.columns if table.name in dumping.CARRIED else ():
                if not _words(column) or (table.name, column.name) in SHORT:
                    continue
                held = _plain(session.scalars(select(column)).all())
                missing = [attack for attack in wanted if attack not in held]
                assert not missing, (table.name, column.name, missing[:3])
                seen += 1
        names = _plain(session.scalars(select(Person.name)).all())
    assert [attack for attack in wanted if attack not in names] == []
    assert seen > 50


def _words(column: Column[Any]) -> bool:
    kind = column.type
    return (
        isinstance(kind, String | JSON) and not isinstance(kind, Word | SpansType) and column.name not in OURS
    )


def _plain(held: Any) -> str:
    """All words of a column, those inside JSON too, with single spaces."""
    parsed = [json.loads(v) if isinstance(v, str) and v.startswith("{") and '":' in v else v for v in held]
    return " ".join(" ".join(words.split()) for _, words in values(parsed))
