"""A desk over a small database, and a browser-like client of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2 as httpx
import pytest
from starlette.testclient import TestClient

from tests import databases
from verify.desk import checking, people
from verify.desk.database import opened
from verify.desk.reading import Asked
from verify.model import AccountRole, Metadata
from verify.store import Store
from verify.web.app import create
from verify.web.settings import Settings

PASSWORD = "a long enough pass phrase"

TEXT = """\
Мост через Низовку закроют до весны

Мост через Низовку закроют на ремонт, сообщил мэр Заречинска Олег Нестеров.

По данным собеседников издания, опоры моста потрескались еще летом.

Движение по мосту ограничили в понедельник.
"""


@dataclass(frozen=True, slots=True)
class Desk:
    """A client, and the store behind it to look into."""

    client: TestClient
    store: Store

    def get(self, path: str, status: int = 200, **more: str) -> str:
        answer = self.client.get(path, headers=more)
        assert answer.status_code == status, answer.text
        return answer.text

    def token(self, path: str = "/check") -> str:
        found = re.search(r'name="token" value="([0-9a-f]{40})"', self.client.get(path).text)
        assert found
        return found[1]

    def send(self, path: str, **fields: str) -> httpx.Response:
        """A form as one of our pages sends it, with the claim's present revision."""
        if path.startswith("/claims/"):
            fields = {"revision": str(self.store.claim(path.split("/")[2]).record.revision)} | fields
        return self.client.post(path, data={"token": self.token()} | fields, follow_redirects=False)


def put(store: Store, folder: Path, text: str, name: str = "a.txt", publisher: str = "Вестник") -> int:
    """Check a text; its article's number."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    asked = Asked(Metadata(publisher=publisher))
    (done,) = checking.check_sources(store, [str(path)], asked, by="Олена")
    assert done.view is not None
    assert done.view.number is not None
    return done.view.number


@pytest.fixture(scope="session")
def checked(template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database with the text checked, to be copied: making the schema anew for each test takes longer."""
    folder = tmp_path_factory.mktemp("checked")
    with databases.template(folder, lambda store: put(store, folder, TEXT)) as made:
        yield made


@pytest.fixture
def store(checked: str, tmp_path: Path) -> Iterator[Store]:
    with databases.copied(checked, tmp_path / "claims.db") as place, opened(place) as store:
        yield store


@pytest.fixture
def desk(store: Store) -> Iterator[Desk]:
    with TestClient(create(store, Settings(person="Ірина")), base_url="http://localhost") as client:
        yield Desk(client, store)


@pytest.fixture
def signing_in(store: Store) -> Iterator[TestClient]:
    """A desk where people sign in: a reader, a checker, an editor, each with one password."""
    for name, role in (("Рада", "reader"), ("Чеслав", "checker"), ("Едита", "editor")):
        people.add(store, name, AccountRole(role), PASSWORD, by="Олена")
    with TestClient(create(store, Settings()), base_url="http://localhost") as client:
        yield client
