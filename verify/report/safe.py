"""Text of articles made harmless for a terminal and for a line of JSON.

An article, a page's title or a file's name can hold what a terminal obeys: escape sequences that recolour,
rename or
overwrite, and marks that turn the order of reading round. Nothing of it may reach the screen; a reader
must still see that it was there.
"""

from __future__ import annotations

import json
import re
from typing import Any

_BLANK = "\t\n\v\f\r\x85\u2028\u2029"
# Cf characters that words are really written with: they stay (joiners) or carry no width (soft hyphen:
# dropped).
_JOINERS = "\u200c\u200d"
_INVISIBLE = (
    (0x80, 0x9F),  # C1: U+009B alone starts an escape sequence
    (0x061C, 0x061C),  # Arabic letter mark
    (0x180E, 0x180E),
    (0x200B, 0x200F),  # zero-width space, joiners, direction marks
    (0x202A, 0x202E),  # direction embeddings and overrides
    (0x2060, 0x206F),  # word joiner, direction isolates
    (0xD800, 0xDFFF),  # lone surrogates cannot be written at all
    (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB),
    (0xE0000, 0xE007F),  # tags: text that no font shows
)


def _table() -> dict[int, str]:
    table = {code: "�" for first, last in _INVISIBLE for code in range(first, last + 1)}
    table |= {code: chr(0x2400 + code) for code in range(0x20)}  # ␀ … ␟: each control's own picture
    table |= {0x7F: "␡", 0xAD: ""}
    table |= {ord(c): " " for c in _BLANK}
    for joiner in _JOINERS:
        del table[ord(joiner)]
    return table


_TABLE = _table()
_SPACES = re.compile(r" {2,}")
# What JSON allows raw inside a string and a terminal would still obey or hide.
_RAW = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def shown(text: str) -> str:
    """One line of text as it may be shown: line ends become spaces, controls and direction marks a visible
    sign.
    """
    # Nothing of the table is printable, and most text is: asking is ten times as fast as translating.
    return text if text.isprintable() else text.translate(_TABLE)


def line(text: str) -> str:
    """As `shown`, with runs of spaces joined and none at the ends: for titles, names and notes."""
    return _SPACES.sub(" ", shown(text)).strip()


def dumps(value: Any, *, indent: int | None = None, encoding: str = "utf-8") -> str:
    """JSON with letters of every script as they are, and escapes for what a terminal would obey.

    encoding: what it will be written in; letters that it lacks are escaped too. Reading it back gives the
    same value: only the notation differs.
    """
    text = _escaped(json.dumps(value, ensure_ascii=False, indent=indent))
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return _escaped(json.dumps(value, indent=indent))
    return text


def _escaped(text: str) -> str:
    # As in `shown`: what is printable throughout has none of them.
    return text if text.isprintable() else _RAW.sub(lambda m: f"\\u{ord(m.group()):04x}", text)
