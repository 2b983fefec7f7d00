"""How wide words are, and where they break, without a font at hand.

The widths are those of DejaVu Sans, the widest of the sans-serifs that a reader is likely to have: words
drawn in a narrower one leave a little air.
"""

from __future__ import annotations

import re
import unicodedata
from html import escape

from verify.report.safe import line

_EM = {
    0.34: " .,:;'|!ijlI()[]іїІЇ’`",
    0.45: '-–frt/\\«»"“”*гтГ',
    0.86: "MWQOmw@%жшщюыфЖШЩЮЫФДМ—",
}
_WIDTHS = {letter: em for em, letters in _EM.items() for letter in letters}
_OTHER, _CAPITAL, _WIDE = 0.63, 0.72, 1.05

NO_MARKUP = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
    "|[" + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF)) + "]"
)
"""What neither XML nor HTML may hold: controls, lone surrogates, and code points that are no characters."""


def plain(text: str) -> str:
    """One line of text that any markup can hold, not escaped yet."""
    return NO_MARKUP.sub("�", line(text))


def escaped(text: str) -> str:
    """Text as markup has it, also between quotes."""
    return escape(NO_MARKUP.sub("�", text))


def safe(text: str) -> str:
    """One line of text, escaped."""
    return escaped(line(text))


def width(text: str, size: float) -> float:
    """About how wide the text is at this font size, in the unit of the size."""
    return size * sum(map(_em, text))


def _em(letter: str) -> float:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return _WIDE
    return _CAPITAL if letter.isupper() else _OTHER


def wrapped(text: str, room: float, size: float, most: int) -> tuple[str, ...]:
    """The text in lines that fit the room, at most so many; "…" ends what is left out."""
    lines: list[str] = []
    rest = line(text)
    while rest and len(lines) < most:
        fits = _fitting(rest, room, size)
        lines.append(rest[:fits].rstrip())
        rest = rest[fits:].lstrip()
    if rest:
        lines[-1] = lines[-1][: _fitting(lines[-1], room - size, size)].rstrip() + "…"
    return tuple(lines)


def _fitting(text: str, room: float, size: float) -> int:
    """How many letters of the text fit: up to a blank where there is one, one letter at the least."""
    used, blank = 0.0, 0
    for at, letter in enumerate(text):
        used += size * _em(letter)
        if used > room:
            return blank or max(at, 1)
        if letter == " ":
            blank = at
    return len(text)
