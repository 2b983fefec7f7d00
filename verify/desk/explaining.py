"""Why the engine says what it says of a text, or of a claim that is stored."""

from __future__ import annotations

import re
from pathlib import Path

from verify import extract, fetch
from verify.desk import known
from verify.desk.reading import Asked
from verify.errors import InputError
from verify.languages.register import Register
from verify.model import Metadata
from verify.report.doubted import doubted
from verify.report.explained import Explanation
from verify.report.views import unstored
from verify.store import Store

_ADDRESS = re.compile(r"https?://\S*$", re.IGNORECASE)
_FILE = re.compile(r"\S*(?:/\S*|\w\.[a-z]{1,5})", re.IGNORECASE | re.ASCII)
"""What somebody meant for a file and no file is: one word with an extension, or with a slash in it."""


def text(words: str, language: str | None = None) -> Explanation:
    """Explain words given on the line, a file's, or (for "-") those of standard input. InputError for what is
    no words: nothing, a lone number, an address, or the name of a file that is not there.
    """
    _require_words(words)
    facts = Asked(Metadata(language=language)).metadata
    if words == "-" or _is_path(words) or _FILE.fullmatch(words):
        page = fetch.read(words)
        return _whole(words, page.text, facts.completed(page.metadata))
    return _whole("", words, facts)


def claim(store: Store, number: str) -> Explanation:
    """Explain a stored claim: its article is read again, and the claims that share its words are shown."""
    detail = store.claim(number)
    facts, outlets = detail.article.metadata, known.outlets(store)
    whole = _whole(detail.article.address, detail.text, facts, outlets)
    at = {i for start, end in detail.record.claim.spans for i in range(start, end)}
    said = [c for c in whole.claims if any(i in at for s, e in c.claim.spans for i in range(s, e))]
    sentences = [detail.record.claim.sentence, *(c.claim.sentence for c in said)]
    near = (t for t in whole.traces if any(t.cue[0] < e and t.cue[1] > s for s, e in sentences))
    return Explanation(detail.text, tuple(said), tuple(near), whole.doubt)


def _whole(source: str, words: str, facts: Metadata, outlets: Register | None = None) -> Explanation:
    view = unstored(source, words, extract.extract(words, facts, outlets=outlets))
    traces = tuple(extract.trace(words, facts, outlets=outlets))
    return Explanation(words, view.claims, traces, doubted(words, view.metadata.language))


def _require_words(words: str) -> None:
    if not words.strip():
        raise InputError("There is nothing to explain: give words, a file, or a claim's number such as 1.4.")
    if words.strip().isdecimal():
        raise InputError("{words} is an article: a claim's number looks like {words}.4.", words=words.strip())
    if _ADDRESS.match(words):
        raise InputError("{words}: check the address first, then explain its claims.", words=words)


def _is_path(words: str) -> bool:
    """A file or folder. False too for words that no file system takes as a name."""
    try:
        return Path(words).exists()
    except (OSError, ValueError):
        return False
