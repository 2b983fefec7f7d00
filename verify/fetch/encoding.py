"""Bytes to text: which encoding they are in, whatever is declared.

A wrong declaration is common on old Russian and Ukrainian sites, and decoding by it yields text that
looks like letters and says nothing. So each candidate's text is scored for how much it reads like
Cyrillic or Latin words, and the declaration only breaks ties.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from typing import NamedTuple

from verify.errors import InputError


class Decoded(NamedTuple):
    text: str
    encoding: str


_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SINGLE = ("windows-1251", "koi8-r", "koi8-u", "cp866", "windows-1252", "iso-8859-5", "mac-cyrillic")
# How browsers read these labels (WHATWG Encoding): what calls itself latin-1 or ascii is windows-1252.
_LABELS = {
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "latin-1": "windows-1252",
    "ascii": "windows-1252",
    "us-ascii": "windows-1252",
    "cp1252": "windows-1252",
    "cp1251": "windows-1251",
    "win-1251": "windows-1251",
    "win1251": "windows-1251",
    "x-cp1251": "windows-1251",
    "koi8r": "koi8-r",
    "koi8u": "koi8-u",
    "koi": "koi8-r",
    "utf8": "utf-8",
}
# From a word's beginning only, and without going back: a word of a million letters is looked at once.
_WORDS = re.compile(rb"(?<![A-Za-z\x80-\xff])[A-Za-z]*+[\x80-\xff][A-Za-z\x80-\xff]*")
_SAMPLE = 1500  # words; more of them changes no verdict and costs time
_LETTERS = 20 * _SAMPLE  # bytes of them, where words have no end
_READABLE = 0.25  # mean score of real text is above 0.6, of mojibake below 0

# Relative frequency in Russian and Ukrainian text, in three coarse classes: enough to tell koi8 from cp1251.
_FREQUENT = frozenset("оеаинтсрвлкмпудяі")
_MIDDLE = frozenset("ыьзгбчйхжшюцєї")
_SELDOM = frozenset("щэфъёґ")
_PUNCTUATION = frozenset("«»„“”–—…№’‘€°§©®™·•\xa0´‹›")


def decode(data: bytes, declared: Iterable[str] = (), *, name: str) -> Decoded:
    """The text of the bytes, without the byte order mark where they have one, and the encoding's name.

    The mark says how the bytes are to be read and is no letter of the text: offsets count behind it.

    declared: charsets from head and page, strongest first. name: what the errors call the input.
    Raises InputError for bytes that are no text, or text that was decoded wrongly before it was saved.
    """
    decoded = _marked(data) or _unmarked(data, [c for d in declared if (c := _known(d))], name)
    if garbled := _garbled(decoded.text):
        raise InputError(
            "{name}: its letters were garbled before it was saved («{garbled}»); get the page or file again",
            name=name,
            garbled=garbled,
        )
    return decoded


def _marked(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, "replace"), encoding)
    return None


def _unmarked(data: bytes, declared: list[str], name: str) -> Decoded:
    if kind := binary_kind(data):
        raise InputError(
            "{name}: it is {kind}, not text; save the article's text to a file and check that",
            name=name,
            kind=kind,
        )
    return _utf8(data) or _guessed(data, declared, name)


_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "an image"),
    (b"GIF8", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"RIFF", "an image or recording"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)


def binary_kind(data: bytes) -> str | None:
    """What the bytes are, if they are plainly no text; None otherwise."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    start = data[:100_000]
    controls = len(start) - len(start.translate(None, _CONTROLS))
    # A stray NUL or form feed is an accident; one byte in fifty is a binary file.
    return "a binary file" if controls * 50 > len(start) else None


_CONTROLS = bytes(c for c in range(0x20) if c not in b"\t\n\r\x0c\x1b")


def _utf8(data: bytes) -> Decoded | None:
    """The bytes as UTF-8, if that is what they are; a few damaged letters among good ones become U+FFFD."""
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    foreign = sum(1 for c in text if c > "\x7f")
    damaged = text.count("�") - data.count("�".encode())
    return Decoded(text, "utf-8") if damaged * 50 <= foreign else None


def _known(label: str) -> str | None:
    label = label.strip().lower().replace("_", "-")
    label = _LABELS.get(label, label)
    try:
        return label if codecs.lookup(label)._is_text_encoding else None
    except (LookupError, ValueError):
        return None


def _guessed(data: bytes, declared: list[str], name: str) -> Decoded:
    found = (m.group() for m, _ in zip(_WORDS.finditer(data), range(_SAMPLE), strict=False))
    sample = b" ".join(found)[:_LETTERS]
    # The order breaks ties: what is declared, then what is common.
    order = list(dict.fromkeys([*(d for d in declared if d in _SINGLE), *_SINGLE]))
    best = max(order, key=lambda e: plausibility(sample.decode(e, "replace")))
    if plausibility(sample.decode(best, "replace")) >= _READABLE:
        return Decoded(data.decode(best, "replace"), best)
    for encoding in [d for d in declared if d not in _SINGLE and d != "utf-8"] + _detected(data):
        try:
            return Decoded(data.decode(encoding), encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise InputError("{name}: its character encoding cannot be told; save it as UTF-8", name=name)


def _detected(data: bytes) -> list[str]:
    """What charset-normalizer makes of bytes that are neither Cyrillic nor western."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:50_000]).best()
    return [best.encoding] if best else []


def plausibility(text: str) -> float:
    """How much the text's non-ASCII characters look like words: about 0.8 for prose, below 0 for mojibake."""
    foreign = [
        _weight(before, char, after)
        for before, char, after in zip(" " + text, text, text[1:] + " ", strict=False)
        if char > "\x7f"
    ]
    return sum(foreign) / len(foreign) if foreign else 1.0


def _weight(before: str, char: str, after: str) -> float:
    if _cyrillic(char):
        return _cyrillic_weight(before, char)
    if char in _PUNCTUATION:
        return -1.0 if before.isalpha() and after.isalpha() and char not in "’–—\xa0·" else 0.3
    if char.isalpha() and char < "ɐ":
        # é among Latin letters is a word; two of a kind side by side are what Cyrillic looks like as latin-1.
        beside = [c for c in (before, after) if c.isalpha()]
        return 0.6 if beside and all(c < "\x80" for c in beside) else -1.0
    return -2.0  # box drawing, control characters, U+FFFD


def _cyrillic_weight(before: str, char: str) -> float:
    lower = char.lower()
    weight = 1.0 if lower in _FREQUENT else 0.6 if lower in _MIDDLE else 0.2 if lower in _SELDOM else -1.0
    if before.isalpha() and not _cyrillic(before):
        return -1.0
    if char.isupper() and before.islower():
        return -1.5  # «пРИВЕТ»: koi8 read as cp1251
    return weight


def _cyrillic(char: str) -> bool:
    return "Ѐ" <= char <= "ӿ"


def _garbled(text: str) -> str | None:
    """A word of the text, if most of its foreign words are UTF-8 that somebody read as a one-byte encoding.

    A text that only shows such a word («РџСЂРёРІРµС‚» in a story about broken mail) is left alone.
    """
    if not _PAIR.search(text, 0, _LOOKED_AT):  # next to all texts: they need not be cut into words
        return None
    words = [w for w, _ in zip(re.finditer(r"[^\x00-\x7f]{4,}", text[:_LOOKED_AT]), range(100), strict=False)]
    broken = [w.group() for w in words if _read_twice(w.group())]
    return broken[0][:20] if len(broken) >= 3 and len(broken) * 2 > len(words) else None


_CYRILLIC_BYTES = re.compile(rb"[\xd0-\xd3][\x80-\xbf]")  # a Cyrillic letter in UTF-8
_LOOKED_AT = 200_000
"""Characters of a text in which garbled words would show."""
_ONE_BYTE = ("windows-1251", "latin-1", "windows-1252")


def _as_read(data: bytes) -> str:
    """The bytes' characters in each of the encodings, as a set of a pattern."""
    return re.escape("".join(data.decode(encoding, "ignore") for encoding in _ONE_BYTE))


_PAIR = re.compile(f"[{_as_read(bytes(range(0xD0, 0xD4)))}][{_as_read(bytes(range(0x80, 0xC0)))}]")
"""The same two bytes as any of the encodings shows them; most words have no such pair."""


def _read_twice(word: str) -> bool:
    if not _PAIR.search(word):
        return False
    for encoding in _ONE_BYTE:
        try:
            raw = word.encode(encoding)
        except UnicodeEncodeError:
            continue
        if not _CYRILLIC_BYTES.search(raw):
            continue
        # A word cut out of its sentence may lose half a letter at either end.
        text = raw.decode("utf-8", "ignore")
        if len(text) * 2 >= len(raw) - 2 and sum(map(_cyrillic, text)) * 2 > len(text):
            return True
    return False
