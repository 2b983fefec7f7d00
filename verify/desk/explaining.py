"""Why the engine says what it says of a text, or of a claim that is stored."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from verify import extract, fetch
from verify.model import Extraction, Metadata
from verify.report.views import ArticleView, unstored
from verify.store import Store

CLAIM = re.compile(r"\d+\.\d+")


@dataclass(frozen=True, slots=True)
class Explained:
    """An article as the present engine reads it, and the claims asked about: all, or those of one place."""

    view: ArticleView
    numbers: tuple[str, ...]


def text(words: str, language: str | None = None) -> Explained:
    """Explain words given on the line, a file's, or (for "-") those of standard input."""
    if words == "-" or _is_file(words):
        page = fetch.read(words)
        return _all(words, page.text, page.metadata.completed(Metadata(language=language)))
    return _all("", words, Metadata(language=language))


def _is_file(words: str) -> bool:
    """False too for words that no file system takes as a name."""
    try:
        return Path(words).is_file()
    except OSError:
        return False


def _all(source: str, words: str, known: Metadata) -> Explained:
    view = unstored(source, words, extract.extract(words, known))
    return Explained(view, tuple(claim.number for claim in view.claims))


def claim(store: Store, number: str) -> Explained:
    """Explain a stored claim: its article is read again, and the claims that share its words are shown."""
    detail = store.claim(number)
    facts = detail.article.metadata
    found: Extraction = extract.extract(detail.text, facts)
    view = unstored(detail.article.address, detail.text, found)
    at = {i for start, end in detail.record.claim.spans for i in range(start, end)}
    numbers = (c.number for c in view.claims if any(i in at for s, e in c.claim.spans for i in range(s, e)))
    return Explained(view, tuple(numbers))
