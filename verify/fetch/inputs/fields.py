"""Records with named fields (JSON lines, Parquet): which field is what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from verify.errors import InputError
from verify.fetch.inputs.items import Broken, Item, Record
from verify.languages import codes
from verify.model import Metadata, storable

NAMES: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "maintext", "article_text", "content", "body"),
    "html": ("html", "raw_html"),
    "address": ("address", "url", "link"),
    "title": ("title", "headline"),
    "publisher": ("publisher", "domain", "source_domain", "site"),
    "published": ("published", "date", "date_publish", "published_at"),
    "language": ("language", "lang"),
    "authors": ("authors", "author"),
}
"""What a record can say, and under which names it is looked for, the first one that is there."""

_LONGEST = 2_000
"""Characters of a title, a name, an address."""


@dataclass(frozen=True)
class Fields:
    """named: what -> the field that holds it, where a person said so."""

    named: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def given(cls, pairs: Sequence[str]) -> Fields:
        """From "text=story" and the like. Raises InputError for another form or an unknown name."""
        named = {}
        for pair in pairs:
            what, _, name = pair.partition("=")
            if what not in NAMES or not name:
                raise InputError(
                    "{pair}: write NAME=FIELD, with a NAME of {known}.", pair=pair, known=", ".join(NAMES)
                )
            named[what] = name
        return cls(named)

    def wanted(self, names: Sequence[str]) -> list[str]:
        """Those of the names that are read of a record."""
        asked = {n for what in NAMES for n in ((self.named[what],) if what in self.named else NAMES[what])}
        return [name for name in names if name in asked]

    def record(self, said: Mapping[str, Any], place: int, name: str, largest: int) -> Item:
        """The record that these fields make."""
        address = _word(self._of(said, "address"))
        text, page = self._of(said, "text"), self._of(said, "html")
        data = _bytes(text) or _bytes(page)
        if not data:
            return Broken(place, address, f"it has no text ({_some(said)}): name its field, --field text=…")
        if len(data) > largest:
            return Broken(place, address, f"it is larger than {largest / 1e6:g} MB, which no article is")
        facts = Metadata(
            title=_word(self._of(said, "title")),
            publisher=_word(self._of(said, "publisher")),
            language=_language(self._of(said, "language")),
            published=_day(self._of(said, "published")),
            authors=_words(self._of(said, "authors")),
            url=address if address and "://" in address else None,
        )
        return Record(place, address or f"{name}#{place}", data, not _bytes(text), facts)

    def _of(self, said: Mapping[str, Any], what: str) -> Any:
        names = (self.named[what],) if what in self.named else NAMES[what]
        return next((said[n] for n in names if said.get(n) not in (None, "", b"")), None)


def _bytes(value: Any) -> bytes:
    if isinstance(value, str):
        return storable(value).encode("utf-8")
    return value if isinstance(value, bytes) else b""


def _word(value: Any) -> str | None:
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return storable(value).strip()[:_LONGEST] or None if isinstance(value, str) else None


def _words(value: Any) -> tuple[str, ...]:
    each = value if isinstance(value, list) else [value]
    return tuple(word for word in map(_word, each[:50]) if word)


def _language(value: Any) -> str | None:
    """A pack's code: "uk-UA" is "uk". None where there is no such pack: the text tells then."""
    code = (_word(value) or "").lower().replace("_", "-").partition("-")[0]
    return code if code in codes() else None


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat((_word(value) or "")[:10])
    except ValueError:
        return None


def _some(said: Mapping[str, Any]) -> str:
    return "it has " + (", ".join(str(name)[:40] for name in list(said)[:12]) or "no field at all")
