"""Tokens, quotations and sentences of a text. Every offset is a code point of the text as given."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from verify.extract.lost_breaks import broken_off, glued, lost_break
from verify.languages.naming import is_first_name
from verify.languages.words import FEMN, MASC, NEUT, PLURAL, SINGULAR, Case, Pos

if TYPE_CHECKING:
    from verify.languages import Pack
    from verify.languages.words import Word

_TAG = r"</?[A-Za-z][^<>\n]{0,300}>"
_WORD = r"\w+(?:['’ʼ`‘´\x92]\w+)*(?:-\w+(?:['’ʼ]\w+)*)*"
_MARK = r"''|``|’’|‘‘|[^\w\s]"
_OPEN = "«“„‘"
_CLOSE = {"«": "»", "“": "”", "„": "“”", "‘": "’"}
_APOSTROPHES = str.maketrans("’ʼ`‘´\x92", "''''''")  # \x92: an apostrophe of windows-1252 read as latin-1
_TERMINAL = ".!?…"
_OPENING = '«“„"‘'
LONGEST_SENTENCE = 250
"""Tokens; three times the longest that news prints. What has no full stop is cut, so that no rule looks
further."""
DEEPEST_QUOTE = 40
"""Quotations inside quotations; marks that open more of them are passed over."""
LONGEST_INITIALS = 6
"""Letters of an abbreviation; longer words in capitals are shouted."""
MOST_WRITTEN = 200_000
"""Words that are remembered as texts wrote them, before they are forgotten all at once."""
LONGEST_QUOTE = 6_000
"""Characters; an unclosed mark must not swallow the article."""


class Token:
    """A word or a punctuation mark. `level`: 0 outside quotations, 1 and more inside."""

    __slots__ = ("cap", "end", "index", "level", "start", "text", "word")

    def __init__(
        self, index: int, start: int, end: int, text: str, word: Word | None = None, cap: bool = False
    ) -> None:
        self.index = index
        self.start = start
        self.end = end
        self.text = text
        self.word = word  # None for punctuation
        self.cap = cap
        self.level = 0

    def __repr__(self) -> str:
        return f"<{self.index}:{self.text}>"


@dataclass(slots=True)
class Quote:
    """A quotation: tokens[first] and tokens[last] are its marks (last mark missing: last is the last
    word).
    """

    first: int
    last: int
    closed: bool = True

    @property
    def inside(self) -> range:
        return range(self.first + 1, self.last if self.closed else self.last + 1)


@dataclass(slots=True)
class Sentence:
    """Tokens [first, last) of the article that make one sentence; `paragraph` counts from 0."""

    first: int
    last: int
    paragraph: int
    number: int = 0


@lru_cache(maxsize=16)
def _pattern(initialisms: tuple[str, ...]) -> re.Pattern[str]:
    """Words, markup, marks: one group. initialisms: in lower case; in capitals each is a word, its stops in
    it."""
    word = _WORD
    if initialisms:
        word = rf"(?<!\w\.)(?=\w\.)(?:{'|'.join(map(re.escape, map(str.upper, initialisms)))})(?!\w)|{_WORD}"
    return re.compile(f"({word}|{_TAG}|{_MARK})")


def tokenise(text: str, pack: Pack) -> list[Token]:
    """All words and marks of the text, in order. Words are looked up in the pack."""
    tokens: list[Token] = []
    written = pack.written
    if len(written) > MOST_WRITTEN:
        written.clear()
    index = end = 0
    pieces = iter(_pattern(_initialisms(pack)).split(text))
    for gap, s in zip(pieces, pieces, strict=False):  # behind the last token is a gap alone
        start = end + len(gap)
        end = start + len(s)
        found = written.get(s)
        if found is None:
            if s[0].isalnum() or s[0] == "_":
                found = written[s] = s, _word(s, pack), s[0].isupper()
            elif len(s) > 1 and s[0] == "<":  # markup that a page's reader left behind is no word
                continue
            else:
                found = written[s] = s if len(s) == 1 else '"', None, False
        tokens.append(Token(index, start, end, *found))
        index += 1
    return tokens


def _initialisms(pack: Pack) -> tuple[str, ...]:
    return tuple(pack.data["sentence"].get("initialisms", ()))


def _word(written: str, pack: Pack) -> Word:
    """What the pack knows of a word as a text writes it."""
    lower = written.lower()
    if not lower.isalnum() or "ʼ" in lower:  # ʼ counts as a letter
        lower = lower.translate(_APOSTROPHES)
    if pack.script == "cyrillic" and not lower.isascii() and _NOT_CYRILLIC.search(lower):
        lower = _in_one_script(lower)
    found = pack.word(lower)
    shouted = 1 < len(written) <= LONGEST_INITIALS and written.isupper()
    if (
        shouted
        and "org_noun" not in found.classes
        and not pack.cased
        and (full := ".".join(lower) + ".") in _initialisms(pack)
    ):
        return pack.word(full)  # "US" is "U.S.", not "us"
    if shouted and pack.cased:
        listed = "org_noun" in found.classes and lower not in found.lemmas  # «НАБУ» is no «наб»
        return _undeclined(found) if listed or not found.known else found
    return found


_NOT_CYRILLIC = re.compile("[\0-\u024f]")
_ALIKE = str.maketrans("aceiopxyk", "асеіорхук")
"""Latin letters that look like Cyrillic ones."""


def _in_one_script(lower: str) -> str:
    """«cо» with a Latin letter is «со»: a word of two scripts, all in the one that most of it is in."""
    cyrillic = sum("\u0400" <= c <= "\u052f" for c in lower)
    latin = sum(c.isascii() and c.isalpha() for c in lower)
    return lower.translate(_ALIKE) if 0 < latin <= cyrillic else lower


@lru_cache(maxsize=4096)
def _undeclined(word: Word) -> Word:
    """Initials that no dictionary lists («ДСКЦ»): a noun without endings, in any case and number."""
    return replace(
        word, lemmas=(word.lower,), pos=Pos.NOUN, cases=Case.ANY, numbers=SINGULAR | PLURAL,
        genders=MASC | FEMN | NEUT, nominative_numbers=0, verb_numbers=0, verb_genders=0, animate=False,
    )  # fmt: skip


def _opens(text: str, tokens: list[Token], i: int) -> bool:
    """A straight mark opens where space or an opening mark stands before it and a word follows at once."""
    t = tokens[i]
    before = text[t.start - 1] if t.start else " "
    after = text[t.end] if t.end < len(text) else " "
    return (before.isspace() or before in "([«“„-–—:,") and not after.isspace() and after not in ".,;:!?)"


def quotations(text: str, tokens: list[Token], breaks: list[int]) -> list[Quote]:
    """Quotations in order of their opening marks, nested ones after their outer one.

    A mark left open ends with its paragraph, unless the next paragraph opens with a mark too (a quotation
    carried over paragraphs, as English papers print it). `breaks`: first token of each paragraph.
    """
    quotes: list[Quote] = []
    stack: list[tuple[int, str]] = []
    starts = set(breaks)
    for i, t in enumerate(tokens):
        if i in starts and not (stack and _carried(text, tokens, stack, i, starts)):
            _abandon(stack, quotes, tokens, i)
        if t.word is not None:
            continue
        s = t.text
        if s in "'’‘" and s != "‘" and not (stack and stack[-1][1] == s and not _inside_word(text, t)):
            if s == "'" and _opens(text, tokens, i) and i + 1 < len(tokens):
                j = _closing_apostrophe(text, tokens, i)
                if j:
                    stack.append((i, "'"))
            continue
        ends = s not in '"“' or s == "“" or not _opens(text, tokens, i) or text[t.start - 1] == ","
        if stack and s in stack[-1][1] and ends:  # "… to others,"Lake said": the space got lost
            first, _ = stack.pop()
            quotes.append(Quote(first, i))
        elif len(stack) == DEEPEST_QUOTE and s in _OPEN:
            continue
        elif s == '"' and (_opens(text, tokens, i) or not stack) and len(stack) < DEEPEST_QUOTE:
            stack.append((i, '"”'))
        elif s == '"':
            outer = [k for k, (_, c) in enumerate(stack) if '"' in c or c == "»"]
            if (outer and '"' in stack[outer[-1]][1]) or outer:
                first, _ = stack[outer[-1]]
                del stack[outer[-1] :]
                quotes.append(Quote(first, i))
        elif s in _OPEN and not text[t.end : t.end + 1].isspace():
            stack.append((i, _CLOSE[s] + ('"' if s in "“„«" else "")))
        elif s in "»”" and stack:
            first, _ = stack.pop()
            quotes.append(Quote(first, i))
    _abandon(stack, quotes, tokens, len(tokens))
    quotes = [part for q in quotes if q.last > q.first + 1 for part in _authors_words(tokens, q)]
    quotes.sort(key=lambda q: (q.first, -q.last))
    _set_levels(tokens, quotes)
    return quotes


def _authors_words(tokens: list[Token], q: Quote) -> list[Quote]:
    """«…, — сказал он. — …» inside one pair of marks: the author's words part the quotation in two."""
    for k in range(q.first + 3, q.last - 2):
        if tokens[k].text not in "—–-" or tokens[k - 1].text not in ",!?…":
            continue
        verb = next(
            (
                t.word
                for t in tokens[k + 1 : k + 3]
                if t.word is not None and t.word.classes & {"speak_say", "verb_believe"}
            ),
            None,
        )
        if verb is None or tokens[k + 1].cap or not verb.pos & (Pos.VERB | Pos.SHORT):
            continue
        end = next(
            (
                j
                for j in range(k + 2, min(k + 30, q.last))
                if tokens[j].text in "—–-" and tokens[j - 1].text in ".,"
            ),
            0,
        )
        if end:
            return [Quote(q.first, k), *_authors_words(tokens, Quote(end, q.last, q.closed))]
        return [Quote(q.first, k)]
    return [q]


def _inside_word(text: str, t: Token) -> bool:
    return t.end < len(text) and text[t.end].isalnum()


def _closing_apostrophe(text: str, tokens: list[Token], i: int) -> int:
    for j in range(i + 1, min(i + 40, len(tokens))):
        if tokens[j].text == "'" and not _inside_word(text, tokens[j]):
            return j
        if tokens[j].text in '"“”':
            return 0
    return 0


def _abandon(stack: list[tuple[int, str]], quotes: list[Quote], tokens: list[Token], end: int) -> None:
    """At a paragraph's end: what is open is a quotation that lost its mark, if it opened a statement."""
    if (
        stack and not tokens[min(stack[0][0] + 1, end - 1)].cap
    ):  # borrowed words: no further than their sentence
        end = next((k for k in range(stack[0][0] + 1, end) if tokens[k].text in _TERMINAL), end)
    if stack and end - 1 > stack[0][0] and tokens[end - 1].end - tokens[stack[0][0]].start <= LONGEST_QUOTE:
        quotes.append(Quote(stack[0][0], end - 1, closed=False))
    stack.clear()


def _carried(text: str, tokens: list[Token], stack: list[tuple[int, str]], i: int, starts: set[int]) -> bool:
    """True where a quotation that opened a statement goes on in the next paragraph: the first mark there
    closes it."""
    first = stack[0][0]
    if len(stack) > 1 or not tokens[first + 1].cap or tokens[i - 1].text not in _TERMINAL:
        return False
    over = 0
    for k in range(i, min(i + LONGEST_CARRIED, len(tokens))):
        t = tokens[k]
        over += k > i and k in starts
        if over > MOST_BETWEEN:
            return False
        if t.word is None and t.text in '«»"“”„':
            closes = t.text in stack[0][1] and (t.text != '"' or not _opens(text, tokens, k))
            follows = k + 1 < len(tokens) and tokens[k + 1].text in ",-–—"
            if over and not follows and not (first and tokens[first - 1].text == ":"):
                return False  # further than the next paragraph only with the speaker before or behind it
            return closes and t.end - tokens[first].start <= LONGEST_QUOTE
    return False


def _set_levels(tokens: list[Token], quotes: list[Quote]) -> None:
    if not quotes:
        return
    change = [0] * (len(tokens) + 1)
    for q in quotes:
        change[q.inside.start] += 1
        change[q.inside.stop] -= 1
    for t, level in zip(tokens, accumulate(change), strict=False):
        t.level += level


MOST_BETWEEN = 2
"""Paragraphs without a mark of their own between the one that a quotation opened and that which closes it."""
LONGEST_CARRIED = 300
"""Tokens of a paragraph in which a quotation from the one before must close."""
_SPACE_BREAK = re.compile(r"\n\s*\n|\n")


def paragraph_starts(text: str, tokens: list[Token]) -> list[int]:
    """Index of the first token of each paragraph: a line, as newsrooms' plain text breaks them.

    A line that goes on in lower case after one without a final mark is the same paragraph (hard wraps).
    """
    starts = [0] if tokens else []
    line = text.find("\n", tokens[0].end) if tokens else -1  # where the next one ends
    for i in range(1, len(tokens)):
        if line < 0:
            break
        before, after = tokens[i - 1], tokens[i]
        if after.start < line:
            continue
        line = text.find("\n", after.end)
        wrapped = (
            after.word is not None
            and not after.cap
            and not (after.text == "date" and tokens[min(i + 1, len(tokens) - 1)].text.isdigit())
        )
        if wrapped and before.text not in _TERMINAL and not after.text[0].isdigit():
            continue
        starts.append(i)
    return starts


def sentences(text: str, tokens: list[Token], breaks: list[int], pack: Pack) -> list[Sentence]:
    """Sentences in order. Inside a quotation a full stop ends a sentence too."""
    short = _Short(*(frozenset(pack.data["sentence"].get(name, ())) for name in _Short._fields))
    found: list[Sentence] = []
    plain = (
        frozenset(t.text for t in tokens if t.word is not None and not t.cap) if pack.cased else frozenset()
    )
    edges = [*breaks, len(tokens)]
    for paragraph, (first, last) in enumerate(pairwise(edges)):
        start = first
        i = first
        while i < last:
            t = tokens[i]
            if t.word is None and t.text in _TERMINAL:
                ended = _ends(text, tokens, i, last, short)
                i = _take_closers(tokens, i, last)
                if ended:
                    found.append(Sentence(start, i, paragraph))
                    start = i
            elif t.cap and t.text[-1] == "." and i + 1 < last and _opens_sentence(tokens[i + 1]):
                i += 1
                found.append(Sentence(start, i, paragraph))
                start = i
            elif (
                (t.cap or t.word is None)
                and i > start + 3
                and pack.cased
                and lost_break(tokens, i, start, plain)
                and not _short_surname(tokens, i, pack)
            ):
                found.append(Sentence(start, i, paragraph))
                start = i
                i += 1
            else:
                i += 1
            if i - start >= LONGEST_SENTENCE:
                found.append(Sentence(start, i, paragraph))
                start = i
        if start < last:
            found.append(Sentence(start, last, paragraph))
    for n, s in enumerate(found):
        s.number = n
    return found


def _opens_sentence(t: Token) -> bool:
    """True behind an initialism ("in the U.S. | The mayor") for a word with no other reason to be large."""
    small = Pos.DET | Pos.PRON | Pos.PREP | Pos.CONJ | Pos.SUBORD
    return t.cap and t.word is not None and bool(t.word.pos & small) and not t.word.pos & Pos.NOUN


def _short_surname(tokens: list[Token], i: int, pack: Pack) -> bool:
    """«Дженни | Ли»: a particle's form behind a first name."""
    w = tokens[i].word
    if w is None or len(tokens[i].text) > 3 or not tokens[i - 1].cap:
        return False
    return "whether" in w.classes or is_first_name(tokens[i - 1].text, pack.code)


def _take_closers(tokens: list[Token], i: int, last: int) -> int:
    """Index after the terminal marks at i and the closing marks that stick to them."""
    i += 1
    while i < last and tokens[i].start == tokens[i - 1].end and tokens[i].text in ".!?…»”\")'’]":
        i += 1
    return i


def _ends(text: str, tokens: list[Token], i: int, last: int, short: _Short) -> bool:
    """True where the terminal mark at i ends a sentence."""
    j = _take_closers(tokens, i, last)
    if j >= last:
        return True
    if _in_brackets(tokens, i, j, last):
        return False
    following = tokens[j]
    if following.start == tokens[j - 1].end:
        return glued(tokens, i, j)
    previous = tokens[i - 1] if i else None
    dot = tokens[i].text == "." and j == i + 1
    if dot and previous is not None and previous.word is not None and previous.end == tokens[i].start:
        p = previous.word.lower
        degrees = i > 1 and tokens[i - 2].text == "°"
        if len(p) == 1 and previous.cap and not p.isdigit() and not degrees:  # initials
            return False
        if p in short.before_number and following.text[0].isdigit():
            return False
        if short.zone and any(t.text in short.zone for t in tokens[j + 1 : j + 3]) and len(p) == 1:
            return False
        if len(p) == 1 and not p.isdigit() and _dated(following):
            return False
        if p in short.abbreviations and not (
            following.cap and text[previous.start - 1 : previous.start].isdigit()
        ):
            opens = following.cap or (following.word is None and following.text in _OPENING)
            ends = p in short.may_end and opens and not _looks_name(tokens, j)
            return ends and not _place_or_unit(tokens, i, j)
        if p.isdigit() and following.word is not None and not following.cap:
            return False
    if following.word is not None:
        return following.cap or following.text[0].isdigit() or (dot and broken_off(tokens[i - 1], following))
    if following.text in "-–—―":  # «…!» — сказал он: the same sentence unless a new turn of talk starts
        return False
    return following.text in "«“„\"'‘([…•"


class _Short(NamedTuple):
    """Short forms with a stop: none ends a sentence but those that may, and never before a number («No.
    5») or an hour's zone ("4 p.m. Harwick time")."""

    abbreviations: frozenset[str]
    may_end: frozenset[str]
    before_number: frozenset[str]
    zone: frozenset[str]


def _in_brackets(tokens: list[Token], i: int, j: int, last: int) -> bool:
    """«Я вернусь (в Брюссель. — Ред.) завтра»: a stop inside short brackets ends nothing."""
    opened = next((k for k in range(i, max(i - 14, -1), -1) if tokens[k].text in "()"), -1)
    if opened < 0 or tokens[opened].text != "(":
        return False
    inside = opened > 0 and tokens[opened - 1].word is not None
    if inside and any(t.text == ")" for t in tokens[i + 1 : j]):
        return True
    return any(tokens[k].text == ")" for k in range(j, min(j + 6, last)))


def _dated(t: Token) -> bool:
    """ "At 6 p.m. | June 14": the date of that hour."""
    return t.word is not None and "time_word" in t.word.classes


def _place_or_unit(tokens: list[Token], i: int, j: int) -> bool:
    """«Суд м. Суляни», «1,1 тыс. ДТП»: a letter ends a sentence behind a figure only («300 м. Он»), and what
    is counted can be written in capitals where no verb makes it a subject."""
    if tokens[i - 1].text.isascii():
        return False
    measured = any(t.text[0].isdigit() for t in tokens[max(0, i - 4) : i - 1])  # «80 кв.м.»
    if not measured:
        return len(tokens[i - 1].text) == 1
    if not tokens[j].text.isupper() or len(tokens[j].text) == 1:
        return False
    behind = [t.word for t in tokens[j + 1 : j + 3]]
    if behind[:1] == [None]:
        return True
    return not any(w is not None and w.pos & (Pos.VERB | Pos.SHORT) and not w.pos & Pos.NOUN for w in behind)


def _looks_name(tokens: list[Token], j: int) -> bool:
    following = tokens[j]
    return following.word is not None and len(following.text) == 1
