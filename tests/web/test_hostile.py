"""A thousand attack strings as title, author, publisher, text, source, alias, owner, address, quote, note and
reason: on every page they end as text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import lxml.html
import pytest
from starlette.testclient import TestClient

from tests import databases
from tests.web.attacks import ATTACKS, MARK
from verify.desk import cases
from verify.desk.database import opened
from verify.errors import VerifyError
from verify.model import (
    Claim,
    Extraction,
    Flag,
    FlagCode,
    Hop,
    Metadata,
    Mode,
    Snapshot,
    SourceKind,
    Status,
    bytes_sha256,
    storable,
)
from verify.store import Belongings, Reading, Store
from verify.store.tables import now
from verify.web.app import create
from verify.web.settings import Settings

_PER = 50
_OURS = {"/static/desk.js"}


def test_there_are_a_thousand() -> None:
    assert len(set(ATTACKS)) == 1000


def _reading(number: int, strings: tuple[str, ...]) -> Reading:
    """An article whose every field is an attack; a claim a line, with a chain of two."""
    lines = [" ".join(storable(s).split()) or "x" for s in strings]
    text = "\n".join(lines)
    claims, at = [], 0
    for place, line in enumerate(lines):
        span = (at, at + len(line))
        other = lines[-place]
        hops = (
            Hop(SourceKind.OUTLET, (other,), ((span[0], span[0] + 1),), rule=other),
            Hop(SourceKind.ANONYMOUS, (line,), (span,), rule="x"),
        )
        flags = (Flag(FlagCode.ANONYMOUS_ORIGIN, {"name": other}, (span,)),)
        claims.append(Claim((span,), line, span, Mode.INDIRECT, hops, flags, 0.5))
        at += len(line) + 1
    data = text.encode()
    digest = bytes_sha256(data)
    metadata = Metadata(strings[0], strings[1], "ru", None, (strings[2], strings[3]), strings[4])
    snapshot = Snapshot(data, digest, digest, now(), f"https://example.org/{number}", strings[5])
    extraction = Extraction(metadata, tuple(claims), (), "toy", "1")
    return Reading(f"{strings[6]}{number}", snapshot, text, metadata, extraction)


def _work(store: Store, article: int, strings: tuple[str, ...]) -> None:
    """A person's work on its claims, attacks in every field that takes words."""
    claims = store.article(article).claims
    for place, claim in enumerate(claims[:6]):
        said = strings[place * 7 : place * 7 + 7]
        store.mark(claim.number, Status.CONFIRMED, by=said[0][:150] or "x", note=said[1])
        store.link(
            claim.number, f"https://example.org/{said[2]}", by="Олена", note=said[3], quote=said[4],
            archive_url="https://archive.example.org/",
        )  # fmt: skip
        store.set_chain(claim.number, (Hop(SourceKind.PERSON, (said[5],)),), by="Олена", reason=said[6])
    store.drop(claims[7].number, by="Олена", reason=strings[8])


def _case(store: Store, attack: str) -> None:
    """A case that is an attack in its question, its people and the reason why it is closed."""
    try:
        case = cases.add(store, attack, by="Олена")
        cases.put(store, str(case.number), Belongings(("1",), ("2.1",), (attack[:100],)), by=attack[:100])
        cases.close(store, str(case.number), reason=attack, by="Олена")
    except VerifyError:
        return  # no question, or no name, once its signs are left out


@pytest.fixture(scope="module")
def client(template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    file = tmp_path_factory.mktemp("hostile") / "claims.db"
    with databases.copied(template, file) as place, opened(place) as store:
        for number, start in enumerate(range(0, len(ATTACKS), _PER), start=1):
            strings = ATTACKS[start : start + _PER]
            saved = store.save(_reading(number, strings), by=strings[7][:100] or "x")
            _work(store, saved.article.number, strings)
            try:
                source = store.add_source(strings[9], SourceKind.OUTLET, by="Олена", aliases=[strings[10]])
                store.set_owner(source.uid, strings[11], by="Олена")
            except VerifyError:
                continue  # a name that is another source's already, or none at all
        second = _reading(1, ATTACKS[_PER : 2 * _PER])
        store.save(replace(second, address=_reading(1, ATTACKS[:_PER]).address), by="Олена")
        for attack in ATTACKS[::40]:
            _case(store, attack)
        app = create(store, Settings(person=ATTACKS[0]))
        with TestClient(app, base_url="http://localhost") as client:
            client.app_store = store  # type: ignore[attr-defined]
            yield client


def harmless(html: str, path: str) -> None:
    """Nothing of the attacks became an element, an attribute that acts, or an address that runs."""
    tree = lxml.html.fromstring(html)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            assert MARK not in (element.text or ""), path
            continue
        assert element.tag not in ("iframe", "object", "embed", "base", "style", "math"), (path, element.tag)
        if element.tag == "script":
            assert element.get("src", "").partition("?")[0] in _OURS, path
            assert not element.text, path
        if element.tag == "meta":
            assert element.get("http-equiv", "") == "", path
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on"), (path, name, value)
            if name in ("href", "src", "action", "formaction", "data", "xlink:href"):
                scheme = value.strip().lower().partition(":")[0]
                assert value.startswith(("/", "?", "#")) or scheme in ("http", "https"), (path, value)
                assert not value.startswith("//"), (path, value)
            assert name != "style", path
    for sign in ("\x1b", "\x07", "\u202e", "\u2066", "\x00"):
        assert sign not in html, (path, sign)


def test_every_page_shows_them_as_text(client: TestClient) -> None:
    store: Store = client.app_store  # type: ignore[attr-defined]
    articles = store.articles(limit=100).items
    assert len(articles) == len(ATTACKS) // _PER
    paths = [
        "/",
        "/articles",
        "/claims?q=мэр",
        "/claims?status=confirmed",
        "/sources",
        "/log",
        "/check",
        "/log?at=3",
        "/cases",
        "/articles/1/versions",
    ]
    kept = store.cases.list(limit=100).items
    assert len(kept) >= 20
    paths += [f"/cases/{case.number}" for case in kept[::4]]
    for article in articles:
        paths += [f"/articles/{article.number}{page}" for page in ("", "/voices")]
        paths += [f"/claims/{article.number}.{n}" for n in (1, 4, 8)]
    paths += [f"/sources/{s.uid}" for s in store.sources(limit=60).items]
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, path
        harmless(answer.text, path)


def test_what_people_type_comes_back_as_text(client: TestClient) -> None:
    """In searches, in forms that could not be done, in messages and in addresses."""
    import re

    token = re.findall(r'name="token" value="(\w+)"', client.get("/check").text)[0]
    for attack in ATTACKS[::10]:
        for path in ("/claims", "/sources"):
            answer = client.get(path, params={"q": attack, "source": attack, "kind": attack, "since": ""})
            assert answer.status_code == 200
            harmless(answer.text, f"{path} {attack}")
        fields = {"token": token, "url": attack, "text": "", "title": attack, "publisher": attack}
        answer = client.post("/check", data=fields, follow_redirects=False)
        if answer.status_code == 422:
            harmless(answer.text, attack)
        fields = {"token": token, "url": attack, "quote": attack, "note": attack, "stance": attack}
        answer = client.post("/claims/1.2/link", data=fields)
        assert answer.status_code in (404, 409, 422)
        harmless(answer.text, attack)


def test_the_interface_answers_json_that_no_browser_takes_for_a_page(client: TestClient) -> None:
    for path in ("/api/v1/articles", "/api/v1/claims?limit=100", "/api/v1/sources", "/api/v1/events"):
        answer = client.get(path)
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert MARK in answer.text
