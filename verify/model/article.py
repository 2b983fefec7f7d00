"""What is known of an article besides its text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Metadata:
    """Facts stated about an article. Each is None (or empty) where nothing states it."""

    title: str | None = None
    publisher: str | None = None
    language: str | None = None  # a pack's code: "ru", "uk", "en"
    published: date | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None

    def completed(self, other: Metadata) -> Metadata:
        """Self, with what it lacks taken from other."""
        gaps = {f: getattr(other, f) for f in self.__slots__ if not getattr(self, f)}
        return replace(self, **gaps)


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink of the page: code-point offsets of its words in the article's text, and where it leads."""

    start: int
    end: int
    url: str


def text_sha256(text: str) -> str:
    """Hex SHA-256 of the text's UTF-8 bytes. Lone surrogates must have been replaced before."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
