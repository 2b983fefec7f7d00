"""One database for all faces, a thousand attacks through each of its fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests import databases
from tests.hostile.lived import Copies, live
from verify.corroborate.analysis import FORMAT, analyse, pack_analysis
from verify.desk.database import opened
from verify.store import Indexed, Store


@dataclass(frozen=True, slots=True)
class Attacked:
    """The database: its place, and open. copies: what stands in each field."""

    place: str
    store: Store
    copies: Copies


@pytest.fixture(scope="session")
def attacked(template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    folder = tmp_path_factory.mktemp("hostile")
    with databases.copied(template, folder / "day.db") as place, opened(place) as store:
        live(store)
        copies = Copies(store.transfer.rows(None))
    with databases.copied(template, folder / "claims.db") as place, opened(place) as store:
        store.transfer.restore(copies.lines, whole=False, by="Олена")
        _index(store, 2)
        yield Attacked(place, store, copies)


def _index(store: Store, most: int) -> None:
    """The first articles for the search of who else says it: reading all of these words takes long."""
    portion = []
    for given in store.unindexed(FORMAT)[:most]:
        analysis = analyse(given.text, given.language, given.published)
        packed, terms = pack_analysis(analysis), analysis.index_terms()
        portion.append(Indexed(given.article, given.version_id, FORMAT, terms, packed))
    store.index(portion)
