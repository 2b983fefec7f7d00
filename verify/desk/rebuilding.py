"""Articles made anew from their own snapshots, where a file brings them and they are not here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from verify.desk import known
from verify.desk.reading import Asked, extracted, stored_reading
from verify.errors import Message, VerifyError
from verify.fetch import Limits
from verify.fetch.inflate import inflate
from verify.fetch.read import body_reading, looks_like_html
from verify.fetch.reading import Body
from verify.model import Metadata, Snapshot
from verify.store import Reading, Store


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """An article as a file has it: what was known of it, and its snapshots, the oldest first."""

    address: str
    metadata: Metadata
    snapshots: tuple[Snapshot, ...]


def rebuild(store: Store, articles: Sequence[KeptArticle], *, by: str) -> tuple[int, tuple[str, ...]]:
    """Add the articles that this database never had: each version of them, with the claims that the rules
    find.

    How many were added; and a sentence for each whose snapshot is no article now. One that somebody removed
    here stays removed. All are read before the first is stored.
    """
    missing = [each for each in articles if each.snapshots and store.find(each.address) is None]
    outlets, left, read = known.outlets(store), [], []
    for each in missing:
        try:
            asked = Asked(metadata=each.metadata, outlets=outlets)
            read.append([_reading(each.address, snapshot, asked) for snapshot in each.snapshots])
        except VerifyError as error:
            left.append(Message("{address}: {problem}", address=each.address, problem=error.message))
    for versions in read:
        for version in versions:
            store.save(version, by=by)
    return len(read), tuple(left)


def _reading(address: str, snapshot: Snapshot, asked: Asked) -> Reading:
    """The snapshot read as its source was."""
    packing = dict(snapshot.headers).get("content-encoding", "")
    data = inflate(snapshot.raw, packing, Limits().decoded, address)
    body = Body(snapshot, data, snapshot.encoding)
    fetched = snapshot.status is not None and snapshot.media_type != "text/plain"
    html = fetched or looks_like_html(body, "" if snapshot.status else address)
    return stored_reading(extracted(address, body_reading(body, address, address, html), asked))


def metadata_of(said: Mapping[str, Any]) -> Metadata:
    """As report.contract writes it; what is not there is not known. ValueError, TypeError: it is none."""
    texts = [said.get(name) for name in ("title", "publisher", "language", "url")]
    if any(text is not None and not isinstance(text, str) for text in texts):
        raise TypeError("an article's title, publisher, language or address is no text")
    title, publisher, language, url = texts
    day = said.get("published")
    authors = tuple(str(name) for name in said.get("authors") or ())
    return Metadata(title, publisher, language, date.fromisoformat(day) if day else None, authors, url)
