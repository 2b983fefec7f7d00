"""From a source (address, file, stdin) to its text and what the engine finds in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from verify import fetch
from verify.engines import Engine, engine
from verify.errors import InputError
from verify.fetch import Reading, ReadOptions
from verify.languages import codes
from verify.languages.register import Register
from verify.model import Extraction, Metadata

if TYPE_CHECKING:
    from verify.store import Reading as StoredReading


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person says about the sources to read: `metadata` overrides page and text, `options` say how
    to read, `engine` who finds the claims: None where a person named none, which means the rules.
    """

    metadata: Metadata = field(default_factory=Metadata)
    options: ReadOptions = field(default_factory=ReadOptions)
    outlets: Register | None = None
    engine: Engine | None = None

    def __post_init__(self) -> None:
        language = self.metadata.language
        if language is not None and language not in codes():
            raise InputError(
                "{language}: no such language here; it is one of {codes}.",
                language=language,
                codes=", ".join(codes()),
            )


@dataclass(frozen=True, slots=True)
class Read:
    """A source as read, and its extraction, whose metadata is complete.

    What a person gave comes before what the page states, and that before what the text states.
    """

    source: str
    reading: Reading
    extraction: Extraction


def read(source: str, asked: Asked) -> Read:
    """Read and extract one source. Raises InputError (FetchError, NotAnArticle …) where that cannot be
    done.
    """
    return extracted(source, fetch.read(source, asked.options), asked)


def extracted(source: str, reading: Reading, asked: Asked) -> Read:
    """What the engine finds in a source that was read."""
    given = asked.metadata.completed(reading.metadata)
    extraction = (asked.engine or engine()).extract(
        reading.text, given, links=reading.links, carries_links=reading.is_html, outlets=asked.outlets
    )
    return Read(source, reading, extraction)


def stored_reading(done: Read) -> StoredReading:
    """As the store takes it."""
    from verify.store import Reading as StoredReading  # here: whoever stores nothing does not wait for it

    return StoredReading(
        address=done.reading.address,
        snapshot=done.reading.snapshot,
        text=done.reading.text,
        metadata=done.extraction.metadata,
        extraction=done.extraction,
        links=done.reading.links,
    )
