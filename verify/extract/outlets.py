"""Where a text names outlets: by the register, by host name, by what was said of them before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from verify.languages.register import Outlet

if TYPE_CHECKING:
    from verify.extract.tokens import Token
    from verify.languages import Pack
    from verify.languages.register import Register


def outlet_index(tokens: Sequence[Token], register: Register) -> dict[int, tuple[int, Outlet, bool]]:
    """Token index where an outlet's name begins -> (end, outlet, ambiguous)."""
    head = tokens[:400]
    latin = len([t for t in head if t.word is not None and t.text[0].isascii()]) * 2 > len(head)
    parts, owner, starts = _parts(tokens, latin)
    found: dict[int, tuple[int, Outlet, bool]] = {}
    free = 0  # the first part that no name has taken
    for k in starts:
        if k < free:
            continue
        t = tokens[owner[k]]
        domain = _domain(tokens, t.index)
        if domain:
            name = "".join(x.text for x in tokens[t.index : domain])
            outlet = register.by_domain(name) or register.by_alias(name) or Outlet(name.casefold(), name)
            found[t.index] = (domain, outlet, False)
            free = bisect_left(owner, domain)
            continue
        foreign = not latin and t.text.isascii() and t.text.isalpha()
        if not (t.cap or foreign or t.text[0].isdigit() or parts[k] in _ARTICLES):
            continue
        lower_article = not t.cap and k + 1 < len(parts) and parts[k + 1][:1].isupper()
        hit = register.match_at(parts, k, any_case=lower_article or (foreign and not t.cap))
        if hit is not None:
            outlet, used, ambiguous = hit
            found[t.index] = (max(owner[k + used - 1] + 1, t.index + 1), outlet, ambiguous)
            free = k + used
    return found


_ARTICLES = ("la", "the", "le", "el", "die")


def _parts(tokens: Sequence[Token], latin: bool) -> tuple[list[str], list[int], list[int]]:
    """The pieces of all tokens, whose each is, and those with which a name may begin: a capital, a digit,
    foreign letters, an article, or what a stop follows as in a host's name."""
    small = _SMALL[latin]
    if len(small) > _MOST_SMALL:
        small.clear()
    texts = [t.text for t in tokens]
    parts, owner, starts = list[str](), list[int](), list[int]()
    done = shift = 0  # tokens whose pieces are in the list; pieces so far, beyond one a token
    seen, here = -1, 0  # the word that was looked at last, and where its pieces begin
    for t in [t for t in tokens if t.text not in small]:
        k = t.index + shift
        if t.word is not None:
            pieces, begins = _pieces(t.text, latin)
            if begins or t.cap:
                starts.append(k)
            elif len(pieces) == 1:
                small.add(t.text)
            if len(pieces) > 1:
                parts += texts[done : t.index]
                parts += pieces
                owner += range(done, t.index)
                owner += [t.index] * len(pieces)
                done, shift = t.index + 1, shift + len(pieces) - 1
            seen, here = t.index, k
        elif t.text != ".":
            small.add(t.text)
        elif t.index and tokens[t.index - 1].word is not None:
            first = here if seen == t.index - 1 else k - 1
            if starts[-1:] != [first]:
                starts.append(first)
    parts += texts[done:]
    owner += range(done, len(tokens) + 1)
    return parts, owner, starts


_SMALL: tuple[set[str], ...] = (set(), set())
"""Words of one piece, and marks, with which no name begins: in texts of other letters, and in Latin ones.
Two thirds of a text are passed over by them."""
_MOST_SMALL = 100_000


def _pieces(text: str, latin: bool) -> tuple[Sequence[str], bool]:
    """A word's pieces, and whether a name may begin with it though it is written small."""
    joined = "-" in text or "'" in text or "’" in text or "ʼ" in text
    pieces = _split(text) if joined else (text,)
    foreign = not latin and text.isascii() and text.isalpha()
    return pieces, text[0].isdigit() or foreign or pieces[0] in _ARTICLES


_TOP_LEVEL = frozenset([
    "com", "ru", "ua", "net", "org", "info", "by", "kz", "uk", "eu", "tv", "fm", "me", "io", "pl", "de",
    "fr", "lv", "lt", "ee", "az", "am", "ge", "md", "news", "media", "online", "today", "press", "su",
    "рф", "укр",
])  # fmt: skip


_LONGEST_HOST = 16  # tokens: «a.a.a.a…» over a whole text is no host


def _domain(tokens: Sequence[Token], k: int) -> int:
    """End of a host name that begins at token k («avianews.com», «kyiv.example.ua»), else 0."""
    end = k + 1
    while (
        end + 1 < len(tokens)
        and end < k + _LONGEST_HOST
        and tokens[end].text == "."
        and tokens[end].start == tokens[end - 1].end == tokens[end + 1].start - 1
        and tokens[end + 1].word is not None
    ):
        end += 2
    return end if end > k + 1 and tokens[end - 1].text.lower() in _TOP_LEVEL else 0


def with_short_names(
    tokens: Sequence[Token], found: dict[int, tuple[int, Outlet, bool]], pack: Pack
) -> dict[int, tuple[int, Outlet, bool]]:
    """The outlets found, and their short names behind an article: "The Post" once "The New York Post" was
    named."""
    article = pack.classes.get("article", frozenset())
    last: dict[str, Outlet] = {}
    for first, (end, outlet, ambiguous) in found.items():
        if not ambiguous and end - first > 1:
            last.setdefault(tokens[end - 1].text, outlet)
    more = {}
    for t in tokens[1:] if last else ():
        before = tokens[t.index - 1]
        if (
            t.text in last
            and t.index not in found
            and before.index not in found
            and before.word is not None
            and before.word.lower in article
        ):
            nxt = tokens[t.index + 1] if t.index + 1 < len(tokens) else None
            if nxt is None or not nxt.cap:
                more[before.index] = (t.index + 1, last[t.text], False)
    return dict(sorted({**found, **more}.items())) if more else found


_LONGEST_INITIALS = 6


def initials(tokens: Sequence[Token]) -> dict[str, tuple[int, int]]:
    """Abbreviation -> tokens of the capitalised name whose initials it is ("CNS": Christian News Service)."""
    wanted = {
        t.text
        for t in tokens
        if t.word is not None
        and 2 <= len(t.text) <= _LONGEST_INITIALS
        and t.text.isalpha()
        and t.text.isupper()
    }
    found: dict[str, tuple[int, int]] = {}
    k = 0
    while wanted and k < len(tokens):
        first = k
        while k < len(tokens) and tokens[k].cap and len(tokens[k].text) > 1:
            k += 1
        for a in range(max(first, k - _LONGEST_INITIALS), k - 1):
            made = "".join(t.text[0] for t in tokens[a:k])
            if made in wanted:
                found.setdefault(made, (a, k))
        k += 1
    return found


def _split(text: str) -> list[str]:
    pieces: list[str] = []
    current = ""
    for c in text:
        if c.isalnum() or c == "_":
            current += c
        else:
            if current:
                pieces.append(current)
            pieces.append(c)
            current = ""
    if current:
        pieces.append(current)
    return pieces
