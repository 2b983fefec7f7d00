"""Evidence as WARC files, and back: pages with all that was decided on them, for archives and colleagues."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from verify.desk.evidence import every, wanted
from verify.desk.rebuilding import KeptArticle, metadata_of, rebuild
from verify.errors import FetchError, InputError, Message, Refused
from verify.fetch import Limits, warc
from verify.fetch.inflate import inflate
from verify.model import EvidenceState, Snapshot, SourceState, Stance, bytes_sha256
from verify.model.snapshot import Redirect
from verify.report import contract
from verify.report.evidence import look_shape, shape, snapshot_shape
from verify.store import BroughtLink, BroughtLook, EvidenceRecord, Seen, SnapshotRecord, Store

FORMAT = "verify evidence 1"


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written: links and pages (snapshots) in it."""

    path: Path
    links: int
    pages: int


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of reading a file: articles, links and looks added; `known`: links that were here; left:
    links whose claims are not here, and articles that are none, each in a sentence.
    """

    articles: int
    links: int
    looks: int
    known: int
    left: tuple[str, ...]


def export(store: Store, names: Sequence[str], to: Path) -> Written:
    """Write all evidence of claims and articles, and the articles' own snapshots, to a WARC file: whole or
    not at all. Refused where the file exists, and where there is nothing to write.
    """
    links = every(store, wanted(names))
    snapshots: dict[str, Snapshot] = {}
    facts = [*_articles(store, names, links, snapshots), *(_link(store, each, snapshots) for each in links)]
    if not snapshots:
        raise Refused("There is no snapshot of any of these: link documents, or look again, first.")
    _write(to, snapshots, facts)
    return Written(to, len(links), len(snapshots))


def _articles(
    store: Store, names: Sequence[str], links: Sequence[EvidenceRecord], into: dict[str, Snapshot]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The articles that the claims are of, and those of this database that are linked."""
    numbers = {str(store.claim(n).record.article) for n in wanted(names).claims}
    numbers |= {str(store.record(n).number) for n in wanted(names).articles}
    numbers |= {each.claim.partition(".")[0] for each in links}
    numbers |= {str(each.article) for each in links if each.article is not None}
    for number in sorted(numbers, key=int):
        article = store.record(number)
        versions = [
            {"version": at, "record": _page(store, kept, into), "snapshot": _shape(kept)}
            for at, kept in store.looks.snapshots(number)
        ]
        about = {"id": article.uid, "address": article.address, **contract.metadata(article.metadata)}
        yield article.address, {"format": FORMAT, "article": about, "versions": versions}


def _link(store: Store, link: EvidenceRecord, into: dict[str, Snapshot]) -> tuple[str, dict[str, Any]]:
    claim = store.claim(link.claim)
    looks = []
    for look in store.looks.of(link.uid):
        said = look_shape(look)
        said["text"] = store.looks.text(look.text_sha256) if look.text_sha256 else None
        said["record"] = _page(store, look.snapshot, into) if look.snapshot else None
        said["snapshot"] = _shape(look.snapshot) if look.snapshot else None
        looks.append(said)
    about = {"id": claim.record.uid, "number": claim.record.number, "text": claim.record.claim.text,
             "article": claim.article.address}  # fmt: skip
    return link.url, {"format": FORMAT, "claim": about, "evidence": shape(link), "looks": looks}


def _shape(kept: SnapshotRecord) -> dict[str, Any]:
    """The heads are here too, to the letter: in a record's head they must be ASCII."""
    heads, redirects = [list(x) for x in kept.headers], [list(x) for x in kept.redirects]
    return {**snapshot_shape(kept), "encoding": kept.encoding, "headers": heads, "redirects": redirects}


def _page(store: Store, kept: SnapshotRecord, into: dict[str, Snapshot]) -> str:
    """The id of a snapshot's record; the snapshot is put among those to write."""
    snapshot = Snapshot(
        store.snapshot_bytes(kept.sha256), kept.sha256, kept.decoded_sha256, kept.fetched_at, kept.address,
        kept.final_address, kept.status, kept.headers, (), kept.encoding, kept.media_type,
    )  # fmt: skip
    name = warc.record_id(snapshot)
    into.setdefault(name, snapshot)
    return name


def _write(to: Path, snapshots: dict[str, Snapshot], facts: list[tuple[str, dict[str, Any]]]) -> None:
    part: Path | None = None
    try:
        handle, made = tempfile.mkstemp(prefix=f".{to.name}.", suffix=".part", dir=to.absolute().parent)
        part = Path(made)
        with os.fdopen(handle, "wb") as file:
            warc.write(file, snapshots.values(), facts, name=to.name, packed=to.suffix == ".gz")
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o644)
        os.link(part, to)  # unlike a rename, this never replaces what is there
    except FileExistsError:
        raise Refused("{to} exists: give another name, or move it away.", to=to) from None
    except OSError as error:
        raise InputError(
            "{to}: {strerror}. Nothing was written; check path and disk.", to=to, strerror=error.strerror
        ) from None
    finally:
        if part is not None:
            with suppress(FileNotFoundError):
                part.unlink()


def bring(store: Store, path: Path, *, by: str) -> Brought:
    """Read a WARC file that `export` wrote: links and looks that this database lacks are added to its claims.

    An article that was never here is made anew from its snapshots first, so that what was decided on it can
    be proved elsewhere. A claim is found by its id, else by its article's address and its words. The whole
    file is proved before anything is stored; all links are stored in one transaction, after the articles.
    Raises InputError for a file that is not sound.
    """
    archived = warc.read(path)
    if not any(said.get("format") == FORMAT for said in archived.facts):
        raise InputError("{path}: it holds pages, but no evidence that verify wrote.", path=path)
    links = [_brought(said, archived, path) for said in archived.facts if "evidence" in said]
    articles = [_kept(said, archived, path) for said in archived.facts if "versions" in said]
    made, unread = rebuild(store, articles, by=by)
    added, looks, known, left = store.looks.bring(links, by=by, reason=f"from {path.name}")
    sentences = tuple(
        Message(
            "{url}: no claim of {article} has its words here; check that article first",
            url=url,
            article=article,
        )
        for url, article in left
    )
    return Brought(made, added, looks, known, (*unread, *sentences))


def _kept(said: dict[str, Any], archived: warc.Archived, path: Path) -> KeptArticle:
    try:
        if said["format"] != FORMAT:
            raise InputError("{path}: a newer verify wrote it ({said}).", path=path, said=said["format"])
        snapshots = tuple(_snapshot(each, archived) for each in said["versions"])
        return KeptArticle(str(said["article"]["address"]), metadata_of(said["article"]), snapshots)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            "{path}: what it says of an article is not whole ({error}).", path=path, error=error
        ) from None


def _brought(said: dict[str, Any], archived: warc.Archived, path: Path) -> BroughtLink:
    try:
        if said["format"] != FORMAT:
            raise InputError("{path}: a newer verify wrote it ({said}).", path=path, said=said["format"])
        claim, link = said["claim"], said["evidence"]
        return BroughtLink(
            claim=str(claim["id"]), article=str(claim["article"]), words=str(claim["text"]),
            uid=str(link["id"]), url=str(link["url"]), stance=Stance(link["stance"]),
            note=_text(link["note"]),
            quote=_text(link["quote"]), prefix=_text(link["prefix"]), suffix=_text(link["suffix"]),
            archive_url=_text(link["archive_url"]), by=str(link["by"]), at=warc.when(link["at"]),
            state=EvidenceState(link["state"]),
            looks=tuple(_look(each, link, archived) for each in said["looks"]),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            "{path}: what it says of its evidence is not whole ({error}).", path=path, error=error
        ) from None


def _text(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _look(said: dict[str, Any], link: dict[str, Any], archived: warc.Archived) -> BroughtLook:
    text, spans = _text(said["text"]), said["spans"]
    found = tuple((int(start), int(end)) for start, end in spans) if spans else None
    if found and (text is None or not all(0 <= s < e <= len(text) for s, e in found)):
        raise ValueError("a passage stands outside its text")
    snapshot = _snapshot(said, archived) if said["record"] else None
    outcome = SourceState(said["outcome"]) if said["outcome"] else None
    seen = Seen(outcome, snapshot, text, bool(said["whole"]), found, _text(said["problem"]),
                _text(link["quote"]), _text(link["prefix"]), _text(link["suffix"]))  # fmt: skip
    return BroughtLook(str(said["id"]), warc.when(said["at"]), str(said["by"]), seen)


def _snapshot(said: dict[str, Any], archived: warc.Archived) -> Snapshot:
    raw, _, status = archived.payloads[said["record"]]
    kept = said["snapshot"]
    heads = tuple((str(name), str(value)) for name, value in kept["headers"])
    if bytes_sha256(raw) != kept["sha256"]:
        raise ValueError("a page has other bytes than were kept")
    try:
        data = inflate(raw, dict(heads).get("content-encoding", ""), Limits().decoded, kept["final_address"])
    except FetchError as error:
        raise ValueError(str(error)) from None
    redirects = tuple(Redirect(str(a), int(n), str(to)) for a, n, to in kept["redirects"])
    fetched: datetime = warc.when(kept["fetched_at"])
    return Snapshot(
        raw, bytes_sha256(raw), bytes_sha256(data), fetched, str(kept["address"]), str(kept["final_address"]),
        status, heads, redirects, _text(kept["encoding"]), _text(kept["media_type"]),
    )  # fmt: skip
