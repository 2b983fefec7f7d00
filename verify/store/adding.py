"""New articles, one or a thousand: every row of them by a handful of statements.

What needs no database is done before (`prepare`), so that other processes can do it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain as joined
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from verify.errors import InputError
from verify.model import Claim, Status, bytes_sha256, storable, text_sha256
from verify.store import citing, events, sources
from verify.store import records as r
from verify.store.applying import findings_digest, numbered
from verify.store.inserting import Ids, insert
from verify.store.tables import (
    Article,
    AttributionRow,
    Blob,
    Citation,
    ClaimReading,
    ClaimRow,
    ExtractionRow,
    FlagRow,
    HopRow,
    HopSource,
    LinkRow,
    Person,
    SearchDocument,
    SnapshotRow,
    Standing,
    TextRow,
    Version,
    new_uid,
)
from verify.store.writing import chunks, search_column, weight

CODEC = "zlib"


@dataclass(frozen=True, slots=True)
class Indexing:
    """What the search index takes of a text: `corroborate.analysis` makes it."""

    format: int
    terms: str
    analysis: bytes


@dataclass(frozen=True, slots=True)
class Prepared:
    """A reading with all that can be known of it without the database. Travels between processes.

    reading: its snapshot without the bytes, which are in packed; size: of the bytes.
    text, sha256: as stored. digest: of what was found. search: the search form of each claim.
    """

    reading: r.Reading
    text: str
    sha256: str
    packed: bytes
    size: int
    digest: str
    search: tuple[str, ...]
    indexing: Indexing | None = None

    def whole(self) -> r.Reading:
        """The reading, with its bytes."""
        snapshot = replace(self.reading.snapshot, raw=zlib.decompress(self.packed))
        return replace(self.reading, snapshot=snapshot)


def prepare(reading: r.Reading, indexing: Indexing | None = None) -> Prepared:
    """Raises InputError where there is no text to store."""
    text = storable(reading.text)
    if not text:
        raise InputError("{address}: there is no text to store.", address=reading.address)
    language = reading.metadata.language
    raw = reading.snapshot.raw
    snapshot = replace(reading.snapshot, raw=b"", sha256=bytes_sha256(raw))
    return Prepared(
        reading=replace(reading, snapshot=snapshot, address=storable(reading.address)),
        text=text,
        sha256=text_sha256(text),
        packed=zlib.compress(raw, 6),
        size=len(raw),
        digest=findings_digest(reading.extraction),
        search=tuple(search_column(claim.text, language) for claim in reading.extraction.claims),
        indexing=indexing,
    )


def add_all(session: Session, given: Sequence[Prepared], *, actor: Person, at: datetime) -> Sequence[int]:
    """Store articles whose addresses are all new, and different; their numbers, in this order."""
    return _Batch(session, given, at).write(actor)


class _Batch:
    """Rows of articles in the making: ids first, then every table at once."""

    def __init__(self, session: Session, given: Sequence[Prepared], at: datetime) -> None:
        self.session, self.given, self.at = session, given, at
        claims = [p.reading.extraction.claims for p in given]
        ids, every = Ids(session), sum(map(len, claims))
        self.articles = ids.take(Article, len(given))
        self.versions = ids.take(Version, len(given))
        self.snapshots = ids.take(SnapshotRow, len(given))
        self.extractions = ids.take(ExtractionRow, len(given))
        self.claims = ids.take(ClaimRow, every)
        self.readings = ids.take(ClaimReading, every)
        self.hops = ids.take(HopRow, sum(len(c.chain) for c in joined.from_iterable(claims)))

    def write(self, actor: Person) -> Sequence[int]:
        uids = [new_uid() for _ in self.given]
        insert(self.session, Article, _ARTICLE, list(self._articles(uids)))
        self._bytes()
        insert(self.session, SnapshotRow, _SNAPSHOT, list(self._snapshots()))
        insert(self.session, Version, _VERSION, list(self._versions()))
        insert(self.session, LinkRow, ("version_id", "start", "end", "url"), list(self._links()))
        insert(self.session, ExtractionRow, _EXTRACTION, list(self._extractions()))
        insert(self.session, AttributionRow, _ATTRIBUTION, list(self._attributions()))
        numbered = list(self._numbered())
        insert(self.session, ClaimRow, _CLAIM, list(self._claims(numbered)))
        insert(self.session, ClaimReading, _READING, list(self._readings(numbered)))
        self._chains(numbered)
        insert(self.session, FlagRow, _FLAG, list(self._flags(numbered)))
        insert(self.session, SearchDocument, _DOCUMENT, list(self._documents()))
        events.append_all(self.session, actor, list(self._events(uids)))
        return self.articles

    def _articles(self, uids: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        for number, uid, p in zip(self.articles, uids, self.given, strict=True):
            said = p.reading.metadata
            following = len(p.reading.extraction.claims) + 1
            yield (number, uid, p.reading.address, _clean(said.title), _clean(said.publisher), said.language,
                   said.published, 1, following, self.at)  # fmt: skip

    def _bytes(self) -> None:
        """Texts and bytes, each once."""
        texts = {p.sha256: (p.sha256, p.text) for p in self.given}
        hashed = [(p.reading.snapshot.sha256, p) for p in self.given]
        blobs = {sha256: (sha256, CODEC, p.size, p.packed) for sha256, p in hashed}
        insert(self.session, TextRow, ("sha256", "text"), self._lacking(TextRow.sha256, texts))
        insert(self.session, Blob, ("sha256", "codec", "size", "data"), self._lacking(Blob.sha256, blobs))

    def _lacking(self, column: Any, rows: dict[str, tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        have: set[str] = set()
        for part in chunks(rows):
            have.update(self.session.scalars(select(column).where(column.in_(part))))
        return [row for key, row in rows.items() if key not in have]

    def _snapshots(self) -> Iterator[tuple[Any, ...]]:
        for number, p in zip(self.snapshots, self.given, strict=True):
            s = p.reading.snapshot
            yield (number, new_uid(), s.sha256, s.decoded_sha256, s.fetched_at, storable(s.address),
                   storable(s.final_address), s.status, s.encoding, _clean(s.media_type),
                   [[storable(name), storable(value)] for name, value in s.headers],
                   [[storable(x.address), x.status, storable(x.location)] for x in s.redirects])  # fmt: skip

    def _versions(self) -> Iterator[tuple[Any, ...]]:
        every = zip(self.versions, self.articles, self.snapshots, self.given, strict=True)
        for number, article, snapshot, p in every:
            said = p.reading.metadata
            yield (number, new_uid(), article, 1, p.sha256, snapshot, _clean(said.title),
                   _clean(said.publisher), said.language, said.published,
                   [storable(author) for author in said.authors], _clean(said.url), self.at)  # fmt: skip

    def _links(self) -> Iterator[tuple[Any, ...]]:
        for version, p in zip(self.versions, self.given, strict=True):
            for link in p.reading.links:
                yield version, link.start, link.end, storable(link.url)

    def _extractions(self) -> Iterator[tuple[Any, ...]]:
        for number, version, p in zip(self.extractions, self.versions, self.given, strict=True):
            found = p.reading.extraction
            yield number, new_uid(), version, found.engine, found.engine_version, p.digest, self.at

    def _attributions(self) -> Iterator[tuple[Any, ...]]:
        for number, p in zip(self.extractions, self.given, strict=True):
            for a in p.reading.extraction.attributions:
                yield number, a.source, a.cue, a.content, a.type

    def _numbered(self) -> Iterator[tuple[int, int, int, int, Claim]]:
        """Article, claim's id, its reading's id, its number, the claim with its flags as they are stored."""
        ids = zip(self.claims, self.readings, strict=True)
        for article, p in zip(self.articles, self.given, strict=True):
            numbers = [f"{article}.{n}" for n in range(1, len(p.search) + 1)]
            for n, claim in enumerate(p.reading.extraction.claims, start=1):
                yield (article, *next(ids), n, numbered(claim, numbers))

    def _claims(self, every: Sequence[tuple[int, int, int, int, Claim]]) -> Iterator[tuple[Any, ...]]:
        for article, number, _, n, claim in every:
            start = claim.spans[0][0] if claim.spans else 0
            origin = claim.chain[-1].kind.value if claim.chain else ""
            heavy = weight([flag.code for flag in claim.flags])
            yield (number, new_uid(), article, n, Status.UNVERIFIED, 0, Standing.STANDING, False, True, True,
                   start, origin, heavy, self.at, self.at)  # fmt: skip

    def _readings(self, every: Sequence[tuple[int, int, int, int, Claim]]) -> Iterator[tuple[Any, ...]]:
        said = zip(every, joined.from_iterable(p.search for p in self.given), strict=True)
        of = dict(zip(self.articles, self.extractions, strict=True))
        for (article, number, reading, _, claim), search in said:
            p = claim.proposal
            yield (reading, number, of[article], True, claim.spans, storable(claim.text), search,
                   *claim.sentence, claim.mode, claim.confidence, p and p.status, p and p.reason)  # fmt: skip

    def _chains(self, every: Sequence[tuple[int, int, int, int, Claim]]) -> None:
        wanted = {(h.kind, n) for *_, claim in every for h in claim.chain for n in h.names if n}
        names = sources.resolve(self.session, wanted)
        ids, hops, named, cited = iter(self.hops), [], [], []
        for _, number, reading, _, claim in every:
            met: list[list[int]] = []
            cited.append((number, claim, met))
            for at, hop in enumerate(claim.chain):
                met.append([])
                this = next(ids)
                hops.append((this, number, reading, True, at, hop.kind, hop.mention, hop.cue, hop.inherited,
                             hop.confidence, hop.rule))  # fmt: skip
                for place, name in enumerate(n for n in hop.names if n):
                    source, shown = names[hop.kind, sources.name_key(name)]
                    named.append((this, place, source, shown or storable(name)))
                    met[-1].append(source)
        insert(self.session, HopRow, _HOP, hops)
        insert(self.session, HopSource, ("hop_id", "position", "source_id", "name"), named)
        insert(self.session, Citation, citing.COLUMNS, list(citing.of_new(cited)))

    def _flags(self, every: Sequence[tuple[int, int, int, int, Claim]]) -> Iterator[tuple[Any, ...]]:
        for _, number, reading, _, claim in every:
            for flag in claim.flags:
                params = {k: storable(v) if isinstance(v, str) else v for k, v in flag.params.items()}
                yield number, reading, True, flag.code, params, flag.spans

    def _documents(self) -> Iterator[tuple[Any, ...]]:
        for article, version, p in zip(self.articles, self.versions, self.given, strict=True):
            if p.indexing is not None:
                yield article, version, p.indexing.format, p.indexing.terms, p.indexing.analysis

    def _events(self, uids: Sequence[str]) -> Iterator[events.New]:
        for uid, p in zip(uids, self.given, strict=True):
            after = {"address": p.reading.address, "text_sha256": p.sha256}
            yield events.New("article.add", article_uid=uid, after=after)


_ARTICLE = ("id", "uid", "address", "title", "publisher", "language", "published", "version", "next_claim",
            "added_at")  # fmt: skip
_SNAPSHOT = ("id", "uid", "sha256", "decoded_sha256", "fetched_at", "address", "final_address", "status",
             "encoding", "media_type", "headers", "redirects")  # fmt: skip
_VERSION = ("id", "uid", "article_id", "number", "text_sha256", "snapshot_id", "title", "publisher",
            "language", "published", "authors", "url", "read_at")  # fmt: skip
_EXTRACTION = ("id", "uid", "version_id", "engine", "engine_version", "digest", "made_at")
_ATTRIBUTION = ("extraction_id", "source", "cue", "content", "type")
_CLAIM = ("id", "uid", "article_id", "number", "status", "revision", "standing", "vanished", "listed",
          "machine_made", "start", "origin", "weight", "added_at", "updated_at")  # fmt: skip
_READING = ("id", "claim_id", "extraction_id", "current", "spans", "text", "search", "sentence_start",
            "sentence_end", "mode", "confidence", "proposal_status", "proposal_reason")  # fmt: skip
_HOP = ("id", "claim_id", "reading_id", "current", "position", "kind", "mention", "cue", "inherited",
        "confidence", "rule")  # fmt: skip
_FLAG = ("claim_id", "reading_id", "current", "code", "params", "spans")
_DOCUMENT = ("article_id", "version_id", "format", "terms", "analysis")


def _clean(value: str | None) -> str | None:
    return None if value is None else storable(value)
