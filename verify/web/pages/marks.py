"""An article's text with its claims marked.

Put together here and not in a template: a text has thousands of pieces, and each word that a template prints
costs as much as the piece. Words of the article go through `_escaped`, and nothing else here comes from it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from verify.model import FlagCode, Status
from verify.report import pieces, safe, style
from verify.store import Brief
from verify.web.rendering import look


def text(
    words: str, claims: Sequence[Brief], now: str, say: Callable[[str], str]
) -> tuple[Markup, list[Brief]]:
    """The text as HTML, and the claims that have no words of their own in it, since others cover them.

    now: the number of the claim that is open, or "". Each claim's first piece has its id, and its number
    stands after the last.
    """
    stretches = pieces.cuts(claims, (0, len(words)))
    firsts, lasts = pieces.ends(stretches, len(claims))
    cut = [words[start:end] for start, end, _ in stretches]
    shown = _escaped([each if each.isprintable() else _lines(each) for each in cut])
    looks = _Looks(say)
    made = ["<p>"]
    for at, (_, _, owner) in enumerate(stretches):
        piece = shown[at]
        if owner is None:
            made.append(piece.replace(_BREAK, "</p>\n<p>"))
            continue
        number, _, status, flags = claims[owner]
        ordinal = number.partition(".")[2]
        kind, sign = looks.of(status, flags)
        kind = f'<a class="{kind} on"' if number == now else f'<a class="{kind}"'
        begins = f'{kind} id="c{ordinal}"' if firsts[owner] == at else f'{kind} tabindex="-1"'
        place = f'href="?claim={number}#c{ordinal}">'
        if _BREAK in piece:
            piece = piece.replace(_BREAK, f'</a></p>\n<p>{kind} tabindex="-1" {place}')
        ends = f"<sup>{ordinal}{sign}</sup></a>" if lasts[owner] == at else "</a>"
        made.append(f"{begins} {place}{piece}{ends}")
    made.append("</p>\n")
    covered = [claim for claim, first in zip(claims, firsts, strict=True) if first < 0]
    # The one place of the desk where a page is put together by hand; every part is escaped or ours.
    return Markup("".join(made).replace("<p></p>\n", "")), covered  # noqa: S704


_BREAK, _END = "\1", "\0"
"""Between paragraphs, and between stretches: words as they are shown hold no control character."""


def _lines(words: str) -> str:
    return _between(words) if len(words) < _SHORT else _broken(words)


def _broken(words: str) -> str:
    return _BREAK.join(map(safe.shown, pieces.lines_of(words)))


_SHORT = 8
_between = lru_cache(maxsize=1000)(_broken)
"""What stands between two claims: a full stop and an empty line, mostly the same few."""


def _escaped(words: Sequence[str]) -> list[str]:
    """All in one go, which is five times as fast as one by one."""
    return str(escape(_END.join(words))).split(_END)


class _Looks:
    """Classes of a claim, and what stands at its number: made once for all that look alike."""

    def __init__(self, say: Callable[[str], str]) -> None:
        self._say = say
        self._made: dict[tuple[Status, tuple[FlagCode, ...]], tuple[str, str]] = {}

    def of(self, status: Status, flags: tuple[FlagCode, ...]) -> tuple[str, str]:
        made = self._made.get((status, flags))
        if made is None:
            kind = f"c {status.value} {look(flags)}".rstrip()
            made = self._made[status, flags] = kind, self._sign(status)
        return made

    def _sign(self, status: Status) -> str:
        """What a person decided, as a sign and, for those who hear the page, as a word."""
        if status is Status.UNVERIFIED:
            return ""
        return f'{style.STATUS[status][0]}<span class="v"> {escape(self._say(status.value))}</span>'
