"""The site of finished checks: what is in it, what became of it, and whose folder it is."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.conftest import toy_extract
from verify.desk import publishing
from verify.desk.site_folder import LIST
from verify.errors import InputError, Refused
from verify.model import Metadata, Snapshot, SourceKind, Stance, Status, bytes_sha256
from verify.model.claim import Hop
from verify.report.exchange import Newsroom
from verify.report.exchange.newsroom import Rating
from verify.report.published import Published
from verify.store import ClaimFilter, Reading, Store, open_store
from verify.store.tables import now

ATOM = "{http://www.w3.org/2005/Atom}"
NEWSROOM = Newsroom(
    "Проверка Низовья", "https://example.org/", "https://example.org/checks/",
    {Status.REFUTED: Rating("Неправда", 1)}, best=5, worst=1,
)  # fmt: skip
WEB = ("https://a.example/", "https://vestnik.example/1")
ATTACK = "</script></p><script>alert(1)</script><img src=x onerror=alert(2)>\"'`{{7*7}} &#60;b> ]]>"


@pytest.fixture
def store(database: str, toy_engine: Any) -> Iterator[Store]:
    """Three claims of one article: refuted, confirmed, and one that nobody judged."""
    with open_store(database) as opened:
        save(opened, "Мост закрыт.\nРемонт стоит 40 миллионов, - сообщает Речной вестник.\nКатера пойдут.")
        opened.mark("1.1", Status.REFUTED, by="anna", note="Мост открыт.")
        opened.mark("1.2", Status.CONFIRMED, by="anna", note="Смета на странице 4.")
        yield opened


def save(
    store: Store, text: str, about: Metadata | None = None, address: str = "https://vestnik.example/1"
) -> None:

    raw = text.encode()
    digest = bytes_sha256(raw)
    about = about or Metadata("Мост", "Вести Низовья", "ru", url=address)
    extraction = toy_extract(text, about)
    shot = Snapshot(raw, digest, digest, now(), address, address)
    store.save(Reading(address, shot, text, extraction.metadata, extraction))


def publish(
    store: Store, to: Path, *names: str, where: ClaimFilter | None = None, newsroom: Newsroom = NEWSROOM
) -> Published:
    return publishing.publish(store, to, names, where or ClaimFilter(), newsroom)


def tree(file: Path) -> Any:
    reader = pytest.importorskip("html5lib", reason="the package html5lib is not installed")
    parser = reader.HTMLParser(tree=reader.getTreeBuilder("lxml"), strict=True, namespaceHTMLElements=False)
    return parser.parse(file.read_text(encoding="utf-8")).getroot()


def said(node: Any) -> str:
    return " ".join("".join(node.itertext()).split())


def everything(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def beside(site: Path) -> list[str]:
    """What lies beside the site and is not the database."""
    return sorted(p.name for p in site.parent.iterdir() if not p.name.startswith("claims.db"))


def page_of(store: Store, site: Path, claim: str) -> Path:
    return site / "checks" / store.claim(claim).record.uid / "index.html"


def test_a_page_a_finished_check(store: Store, tmp_path: Path) -> None:
    site = tmp_path / "site"
    done = publish(store, site)
    assert (done.added, done.checks, done.corrected, done.withdrawn) == (2, 2, 0, 0)
    assert sorted(said(a) for a in tree(site / "index.html").xpath("//li/a")) == [
        "Мост закрыт",
        "Ремонт стоит 40 миллионов",
    ]
    page = tree(page_of(store, site, "1.2"))
    assert said(page.xpath("//h1")[0]) == "Ремонт стоит 40 миллионов"
    assert said(page.xpath("//p[@class='ground']")[0]) == "Смета на странице 4."
    assert [said(li) for li in page.xpath("//ol/li")] == [
        "Вести Низовья the publisher",
        "Речной вестник outlet",
    ]
    assert "anna" not in said(page)
    assert not page_of(store, site, "1.3").exists()


def test_each_page_has_its_claimreview(store: Store, tmp_path: Path) -> None:
    publish(store, tmp_path / "site")
    (data,) = tree(page_of(store, tmp_path / "site", "1.1")).xpath("//script")
    assert data.get("type") == "application/ld+json"
    review = json.loads(data.text)
    assert (review["@type"], review["claimReviewed"]) == ("ClaimReview", "Мост закрыт")
    assert review["reviewRating"] == {
        "@type": "Rating", "alternateName": "Неправда", "ratingValue": 1, "bestRating": 5, "worstRating": 1,
    }  # fmt: skip
    assert review["url"] == f"https://example.org/checks/{store.claim('1.1').record.uid}"
    assert review["datePublished"] == now().date().isoformat()
    assert "dateModified" not in review


def test_every_link_opens_from_disk(store: Store, tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(store, site)
    for file in site.rglob("*.html"):
        for href in tree(file).xpath("//@href"):
            assert href.startswith("https://") or (file.parent / href).is_file(), href


def test_the_same_again_gives_the_same_files(store: Store, tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(store, site)
    before = everything(site)
    done = publish(store, site)
    assert (done.added, done.checks) == (0, 2)
    assert everything(site) == before
    assert beside(site) == ["site"]


def test_what_changed_after_publication_is_told(store: Store, tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(store, site)
    store.mark("1.1", Status.DISPUTED, by="boris", note="Новый протокол.")
    store.link("1.1", "https://a.example/protocol", by="boris", stance=Stance.SUPPORTS, quote="мост закрыт")
    store.mark("1.2", Status.UNVERIFIED, by="boris", note="Смета не та.")
    store.mark("1.3", Status.CONFIRMED, by="boris", note="Видел.")
    done = publish(store, site)
    assert (done.added, done.checks, done.corrected, done.withdrawn) == (1, 2, 1, 1)
    corrected = {
        said(card.xpath("./h2")[0]): [said(li) for li in card.xpath("./ul/li")]
        for card in tree(site / "corrections.html").xpath("//section")
    }
    day = f"{now():%Y-%m-%d}"
    assert corrected["Мост закрыт"][-1] == f"{day} status Неправда → disputedНовый протокол."
    assert "url https://a.example/protocol" in corrected["Мост закрыт"][0]
    assert corrected["Ремонт стоит 40 миллионов"] == [f"{day} status confirmed → unverifiedСмета не та."]
    assert set(corrected) == {"Мост закрыт", "Ремонт стоит 40 миллионов"}
    gone = tree(page_of(store, site, "1.2"))
    assert "This check was withdrawn" in said(gone)
    assert not gone.xpath("//script")
    assert "Ремонт" not in said(tree(site / "index.html"))
    review = json.loads(tree(page_of(store, site, "1.1")).xpath("//script")[0].text)
    assert review["dateModified"] == day


def test_what_was_published_stays_whatever_is_asked_for_later(store: Store, tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(store, site, "1.1")
    done = publish(store, site, where=ClaimFilter(statuses=(Status.CONFIRMED,)))
    assert (done.added, done.checks, done.withdrawn) == (1, 2, 0)
    store.drop("1.1", by="anna")
    assert publish(store, site).withdrawn == 1
    store.restore("1.1", by="anna")
    assert publish(store, site).withdrawn == 0
    store.remove_article(1, by="anna")
    assert publish(store, site).withdrawn == 2


def test_the_feed_is_read_by_another_reader(store: Store, tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(store, site)
    first = ElementTree.parse(site / "feed.xml").getroot()
    uid = store.claim("1.1").record.uid
    entries = {e.findtext(f"{ATOM}id"): e for e in first.iter(f"{ATOM}entry")}
    entry = entries[f"urn:uuid:{uid}"]
    assert entry.findtext(f"{ATOM}title") == "Неправда: Мост закрыт"
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == f"https://example.org/checks/{uid}"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", str(first.findtext(f"{ATOM}updated")))
    publish(store, site, newsroom=Newsroom())
    again = ElementTree.parse(site / "feed.xml").getroot()
    assert again.findtext(f"{ATOM}id") == first.findtext(f"{ATOM}id")
    hrefs = [str(e.get("href")) for e in again.iter(f"{ATOM}link")]
    assert all((site / href).is_file() for href in hrefs)


def test_a_folder_of_others_is_refused(store: Store, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    publish(store, other)
    (other / "index.html").write_text("Мои правки")
    with pytest.raises(Refused, match=r"index\.html was changed by another hand"):
        publish(store, other)
    (other / LIST).write_text("{}")
    with pytest.raises(Refused, match="newer verify"):
        publish(store, other)
    (other / LIST).unlink()
    with pytest.raises(Refused, match="no site of verify"):
        publish(store, other)
    assert (other / "index.html").read_text() == "Мои правки"
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(Refused, match="no site of verify"):
        publish(store, file)
    with pytest.raises(InputError, match="can be made"):
        publish(store, tmp_path / "no" / "such")


def test_files_that_others_put_there_stay(store: Store, tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(store, site)
    (site / "CNAME").write_text("example.org")
    (site / "img").mkdir()
    (site / "img" / "logo.svg").write_text("<svg/>")
    store.mark("1.3", Status.CONFIRMED, by="anna", note="Да.")
    in_the_way = page_of(store, site, "1.3")
    in_the_way.parent.mkdir()
    in_the_way.write_text("моё")
    before = everything(site)
    with pytest.raises(Refused, match="is in the way"):
        publish(store, site)
    assert everything(site) == before
    in_the_way.unlink()
    publish(store, site)
    assert (site / "CNAME").read_text() == "example.org"
    assert (site / "img" / "logo.svg").read_text() == "<svg/>"
    assert in_the_way.is_file()


def test_a_run_that_fails_leaves_the_site_as_it_was(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    publish(store, site)
    before = everything(site)
    store.mark("1.3", Status.CONFIRMED, by="anna", note="Да.")
    rename = Path.rename

    def fails(self: Path, target: Path) -> Path:
        if self.suffix == ".part":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(InputError, match="No space left"):
        publish(store, site)
    monkeypatch.undo()
    assert everything(site) == before
    assert beside(site) == ["site"]
    with pytest.raises(Exception, match="There is no claim"):
        publish(store, site, "9.9")
    assert everything(site) == before
    assert beside(site) == ["site"]


def test_a_run_killed_while_the_new_site_takes_its_place_loses_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    publish(store, site)
    before = json.loads((site / LIST).read_text())
    store.mark("1.3", Status.CONFIRMED, by="anna", note="Да.")
    rename = Path.rename

    def killed(self: Path, target: Path) -> Path:
        if self.suffix == ".part":
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", killed)
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)  # who is killed tidies nothing up
    with pytest.raises(KeyboardInterrupt):
        publish(store, site)
    monkeypatch.undo()
    old, part = sorted(tmp_path.glob(".site.*"), key=lambda path: path.suffix)
    assert (site.exists(), [path.name for path in old.iterdir()]) == (False, ["site"])
    os.utime(part, (0, 0))  # long ago
    publish(store, site)
    after = json.loads((site / LIST).read_text())
    assert (after["feed"], after["began"]) == (before["feed"], before["began"])
    assert {uid: after["checks"][uid] for uid in before["checks"]} == before["checks"]
    assert len(after["checks"]) == len(before["checks"]) + 1
    assert beside(site) == ["site"]


def test_a_site_of_another_database_is_refused(
    store: Store, tmp_path: Path, fresh: Callable[[], str]
) -> None:
    site = tmp_path / "site"
    publish(store, site)
    with open_store(fresh()) as other, pytest.raises(Refused, match="does not know"):
        publish(other, site)


def test_attack_strings_end_as_text(store: Store, tmp_path: Path) -> None:
    evil = Metadata(ATTACK, ATTACK, "ru", authors=(ATTACK,), url="javascript:alert(4)")
    save(store, f"Мост {ATTACK} закрыт, - сообщает {ATTACK}.", evil, ATTACK)
    store.set_chain("2.1", [Hop(SourceKind.PERSON, (ATTACK,))], by=ATTACK, reason=ATTACK)
    store.link("2.1", "https://a.example/" + ATTACK.replace(" ", ""), by=ATTACK, note=ATTACK, quote=ATTACK)
    store.mark("2.1", Status.REFUTED, by=ATTACK, note=ATTACK)
    site = tmp_path / "site"
    room = Newsroom(ATTACK, "javascript:alert(5)", ratings={Status.REFUTED: Rating(ATTACK)})
    publish(store, site, newsroom=room)
    store.mark("2.1", Status.DISPUTED, by=ATTACK, note=ATTACK)
    publish(store, site, newsroom=room)
    for file in site.rglob("*.html"):
        page = tree(file)
        assert {s.get("type") for s in page.xpath("//script")} <= {"application/ld+json"}
        for data in page.xpath("//script"):
            json.loads(data.text)
        assert not page.xpath("//img|//@*[starts-with(name(), 'on')]|//b[.='b']")
        assert not [h for h in page.xpath("//@href") if ":" in h and not h.startswith(WEB)]
    titles = [e.text for e in ElementTree.parse(site / "feed.xml").getroot().iter(f"{ATOM}title")]
    assert ATTACK in titles


@pytest.mark.parametrize("uid", ["../../../etc/x", "A" * 36, "", "ab/cd"])
def test_an_id_is_never_a_path(uid: str) -> None:
    with pytest.raises(Refused, match="no id that could be an address"):
        publishing._safe(uid)
