"""What of a text is an article's prose, and what its head states: title, date, authors, publisher.

Furniture (captions, credits, bylines, headings, «read also», share buttons, legal notices) is recognised a
sentence or a line at a time: a keyword that deletes a paragraph deletes news.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from verify.extract.lost_breaks import begins_news
from verify.languages import codes
from verify.languages.words import Pos
from verify.model import Metadata

if TYPE_CHECKING:
    from verify.extract.tokens import Sentence, Token
    from verify.languages import Pack
    from verify.languages.patterns import Likely

_TIME = re.compile(r"^\W*(?:\d{1,2}:\d{2}(?::\d\d)?)\W*")
_HEADER = re.compile(r"^\W*date\s+\d{4}-\d\d-\d\d(?:\s+[A-Za-z]{2})?\s*$")
_SITE = re.compile(r"^\W*[\w-]+\.(?:com|ru|ua|net|org)\W*$")
_ADDRESS = re.compile(r"https?://|www\.|@\w+\.\w|^\W*[\w-]+\.(?:com|ru|ua|net|org)\W*$|\+\d[\d ()-]{8,}")
_LANGUAGE = re.compile(r"^\W*date\s+\S+\s+(?P<language>[A-Za-z]{2})\s*$")
_LONG_SPACE = re.compile(r"(\s)\s{30,}")
LONGEST_OPENING = 300
"""Characters of a line in which its dateline, date and time stand."""
LONGEST_HEADING = 9
"""Words of a line without a final mark that is taken for a section heading."""


@dataclass(slots=True)
class Layout:
    """Which sentences are prose. `title`: number of the headline's sentences; `offsets`: where prose
    begins in a sentence that opens with a dateline, a time or «Напомним,»-like matter (token index)."""

    prose: list[bool]
    title: list[int] = field(default_factory=list)
    offsets: dict[int, int] = field(default_factory=dict)
    metadata: Metadata = field(default_factory=Metadata)

    def among_first(self, number: int, few: int) -> bool:
        """True for one of the body's first sentences, whatever furniture stands around them."""
        body = (n for n in range(number) if self.prose[n] and n not in self.title)
        return sum(1 for _ in islice(body, few)) < few


def lay_out(text: str, tokens: list[Token], sentences: list[Sentence], pack: Pack, likely: Likely) -> Layout:
    """Sort the sentences of a text into prose and furniture, and read its head. likely: the text's."""
    layout = Layout([True] * len(sentences))
    lines = _lines(sentences)
    facts: dict[str, str] = {}
    _mark_furniture(text, tokens, sentences, lines, likely, layout, facts)
    _mark_tail(text, tokens, sentences, likely, layout)
    layout.title = _find_title(text, tokens, sentences, lines, layout, likely)
    _mark_repeats(text, tokens, sentences, layout)
    _mark_headings(text, tokens, sentences, lines, pack, layout)
    layout.metadata = _metadata(text, tokens, sentences, pack, layout, facts)
    return layout


def _lines(sentences: list[Sentence]) -> list[list[int]]:
    """Sentence numbers by paragraph."""
    lines: dict[int, list[int]] = {}
    for s in sentences:
        lines.setdefault(s.paragraph, []).append(s.number)
    return list(lines.values())


def _span(tokens: list[Token], s: Sentence) -> tuple[int, int]:
    return tokens[s.first].start, tokens[s.last - 1].end


def _mark_furniture(
    text: str,
    tokens: list[Token],
    sentences: list[Sentence],
    lines: list[list[int]],
    likely: Likely,
    layout: Layout,
    facts: dict[str, str],
) -> None:
    legal_from = None
    for line in lines:
        start, end = tokens[sentences[line[0]].first].start, tokens[sentences[line[-1]].last - 1].end
        whole = text[start:end]
        legal = likely.meet("legal", whole)
        if legal and (line[0] > len(sentences) // 3 or len(line) > 1):
            legal_from = legal_from or line[0]
        for n in line:
            a, b = _span(tokens, sentences[n])
            words = text[a:b]
            layout.prose[n] = not _is_furniture(words, tokens, sentences[n], likely, facts) and not (
                legal and (len(line) == 1 or likely.meet("legal", words) or legal_from == line[0])
            )
            if n == 0 and len(line) == 1 and not legal and _labels(tokens, sentences[0]):
                layout.prose[n] = True
            if not layout.prose[n] and not legal:
                _rescue_run_on(tokens, sentences[n], layout)
        _mark_captions(text, tokens, [sentences[k] for k in line], likely, layout)
        if layout.prose[line[0]]:
            cut = _opening(whole[:LONGEST_OPENING], likely, facts)
            cut = 0 if cut and _somebody(tokens, sentences[line[0]].first) else cut
            _cut_opening(start + cut if cut else 0, tokens, [sentences[k] for k in line], layout)


LONG_TITLE = 5
"""Words behind "Watch:" in the first line that make it the headline, not a link to a video."""


def _labels(tokens: list[Token], s: Sentence) -> bool:
    """ "Watch: Mayor Falls Into the Ulver": a headline with a label."""
    words = [t for t in tokens[s.first : s.last] if t.word is not None]
    return len(words) > LONG_TITLE and any(t.text == ":" for t in tokens[s.first : s.first + 3])


def _mark_captions(
    text: str, tokens: list[Token], line: list[Sentence], likely: Likely, layout: Layout
) -> None:
    """A short sentence that opens a line right before its picture's credit is the picture's caption."""
    if len(line) < 2:
        return
    a, b = _span(tokens, line[1])
    words = sum(t.word is not None for t in tokens[line[0].first : line[0].last])
    if words <= 15 and (_SITE.search(text[a:b]) or likely.meet("credit", text[a:b])):
        layout.prose[line[0].number] = False


def _mark_tail(
    text: str, tokens: list[Token], sentences: list[Sentence], likely: Likely, layout: Layout
) -> None:
    """Behind the article's end («Заметили ошибку?», a legal notice) nothing is prose any more."""
    ended = False
    for s in sentences[len(sentences) // 2 :]:
        if ended:
            layout.prose[s.number] = False
        a, b = _span(tokens, s)
        opening = s.first == 0 or "\n" in text[tokens[s.first - 1].end : a]
        ended = ended or likely.meet("tail", text[a:b])
        ended = ended or (opening and not layout.prose[s.number] and likely.meet("legal", text[a:b]))


def _is_furniture(
    words: str, tokens: list[Token], s: Sentence, likely: Likely, facts: dict[str, str]
) -> bool:
    if _HEADER.match(words):
        found = _LANGUAGE.search(words)
        facts.setdefault("date_line", words)
        if found and found["language"].lower() in codes():
            facts.setdefault("language", found["language"].lower())
        return True
    for p in likely["byline"]:
        found = p.search(words)
        if found:
            facts.setdefault("authors", found["authors"].strip(" .,|"))
            return len(words) < 140
    if likely.meet("furniture", words):
        return not (s.number == 0 and _source_says(tokens, s))
    spoken = [t for t in tokens[s.first : s.last] if t.word is not None]
    if not any(t.text[0].isalpha() for t in spoken):
        return True
    if len(spoken) < 25 and _ADDRESS.search(words):
        return True
    return len(spoken) <= 12 and _only_date(words, likely)


def _source_says(tokens: list[Token], s: Sentence) -> bool:
    """«Источник: мост закроют до весны»: a headline with a verb, no line that tells where a text is from."""
    w = tokens[s.first].word
    if w is None or "anon_noun" not in w.classes or s.last - s.first < 4 or tokens[s.first + 1].text != ":":
        return False
    words = (t.word for t in tokens[s.first + 2 : s.last])
    return any(v is not None and v.pos & (Pos.VERB | Pos.SHORT) and not v.pos & Pos.NOUN for v in words)


def _only_date(words: str, likely: Likely) -> bool:
    """True where nothing but a date, a time and a weekday stands («Субота, 7 листопада 2020, 19:25»)."""
    rest = words
    for p in likely["date"]:
        rest = p.sub(" ", rest)
    if rest == words:
        return False
    rest = re.sub(r"[\d:.,|/\-–—()\s]+", " ", rest).strip()
    return len(rest.split()) <= 2


def _opening(words: str, likely: Likely, facts: dict[str, str]) -> int:
    """Length of the dateline, time and date that stand in front of a line's prose."""
    cut = 0
    for p in likely["dateline"]:
        found = p.match(words)
        if found:
            if found.groupdict().get("publisher"):
                facts.setdefault("publisher", found["publisher"].strip(' ."«»'))
            cut = max(cut, found.end())
    found = _TIME.match(words[cut:])
    if found:
        cut += found.end()
    for p in likely["date"]:
        found = p.match(words, cut)
        if found:
            skipped = re.match(r"[\s,|]*(?:\d{1,2}:\d\d)?[\s|,.]*", words[found.end() :])
            after = found.end() + (skipped.end() if skipped else 0)
            if words[after : after + 1].isupper():
                cut = after
    return cut


def _somebody(tokens: list[Token], k: int) -> bool:
    """«Лесков: мост закроют»: who says it, no label («Детали:») or place."""
    w = tokens[k].word
    if w is None or k + 1 >= len(tokens) or tokens[k + 1].text != ":":
        return False
    if w.lower[0].isdigit():
        return False
    named = w.animate or w.pos & Pos.NAME or not w.known or w.classes & {"org_noun", "group_noun"}
    return bool(named) and not w.pos & Pos.PLACE


def _cut_opening(cut: int, tokens: list[Token], line: list[Sentence], layout: Layout) -> None:
    """Prose of the line begins at character `cut`: sentences before it are furniture."""
    for s in line:
        if tokens[s.first].start >= cut:
            return
        rest = next((k for k in range(s.first, s.last) if tokens[k].start >= cut), s.last)
        if all(t.word is None for t in tokens[rest : s.last]):
            layout.prose[s.number] = False  # «/ТАСС/» and the stop behind it
        else:
            layout.offsets[s.number] = rest


def _rescue_run_on(tokens: list[Token], s: Sentence, layout: Layout) -> None:
    """A teaser's line break got lost and the next sentence stands right behind it: prose begins again at a
    capitalised common word, a date or a quotation that no mark precedes («… погодили - джерело Напередодні
    мер заявив, що …»)."""
    words = tokens[s.first : s.last]
    if sum(t.word is not None for t in words) < 14:
        return
    for k in range(4, len(words) - 5):
        t, before = words[k], words[k - 1]
        begins = begins_news(tokens, t.index) if before.word is not None else False
        if begins and _has_verb([w for w in words[k:] if w.word is not None]):
            layout.prose[s.number] = True
            layout.offsets[s.number] = t.index
            return


def _find_title(
    text: str,
    tokens: list[Token],
    sentences: list[Sentence],
    lines: list[list[int]],
    layout: Layout,
    likely: Likely,
) -> list[int]:
    """The first line of prose, where it reads as a headline: short, alone, no dateline in front."""
    for line in lines[:6]:
        prose = [n for n in line if layout.prose[n]]
        if not prose:
            continue
        start = tokens[sentences[line[0]].first].start
        opened = (p.match(text[start : start + LONGEST_OPENING]) for p in likely["dateline"])
        if any(m is not None and m.groupdict().get("publisher") for m in opened):
            return []
        words = sum(t.word is not None for n in prose for t in tokens[sentences[n].first : sentences[n].last])
        follows = any(layout.prose[n] for later in lines for n in later if n > line[-1])
        stops = [tokens[sentences[n].last - 1].text for n in prose]
        lead = len(stops) > 1 and set(stops) == {"."}  # no headline: the text begins at once
        return prose if len(prose) <= 3 and words <= 40 and follows and not lead else []
    return []


def _key(tokens: list[Token], first: int, last: int) -> str:
    return " ".join(t.word.lower for t in tokens[first:last] if t.word is not None)


def _mark_repeats(text: str, tokens: list[Token], sentences: list[Sentence], layout: Layout) -> None:
    """The headline printed again (breadcrumbs, teasers) in the first lines is furniture; as a sentence with
    its stop it opens the text, and what stands in front of it is a teaser."""
    if not layout.title:
        return
    title = _key(tokens, sentences[layout.title[0]].first, sentences[layout.title[-1]].last)
    for s in sentences[layout.title[-1] + 1 : layout.title[-1] + 8]:
        first = layout.offsets.get(s.number, s.first)
        last = next((t.word.lower for t in reversed(tokens[first : s.last]) if t.word is not None), "")
        if not title.endswith(last):
            continue
        key = _key(tokens, first, s.last)
        if len(key) <= 12:
            continue
        if key == title or title.endswith(key):
            layout.prose[s.number] = tokens[s.last - 1].text == "."
            if key == title:
                _drop_teasers(sentences, s, layout)
        elif key.endswith(f" {title}"):
            layout.offsets[s.number] = _words_back(tokens, s, title.count(" ") + 1)


def _drop_teasers(sentences: list[Sentence], s: Sentence, layout: Layout) -> None:
    """What stands before a sentence in its line is furniture."""
    k = s.number - 1
    while k >= 0 and sentences[k].paragraph == s.paragraph:
        layout.prose[k] = False
        k -= 1


def _words_back(tokens: list[Token], s: Sentence, number: int) -> int:
    """Token of the last but `number`-th word of a sentence."""
    return [k for k in range(s.first, s.last) if tokens[k].word is not None][-number]


def _mark_headings(
    text: str,
    tokens: list[Token],
    sentences: list[Sentence],
    lines: list[list[int]],
    pack: Pack,
    layout: Layout,
) -> None:
    """A short line alone, without a final mark and without a finite verb: a section heading."""
    for line in lines:
        if len(line) != 1 or line[0] in layout.title or not layout.prose[line[0]]:
            continue
        s = sentences[line[0]]
        last = tokens[s.last - 1]
        words = [t for t in tokens[s.first : s.last] if t.word is not None]
        if len(words) <= LONGEST_HEADING and _pulled(tokens, s, sentences):
            layout.prose[s.number] = False
            continue
        if last.text in ".!?…" or (last.word is None and last.text in '”»":;,'):
            if last.text == ":" and len(words) <= 3 and not _has_verb(words):
                layout.prose[s.number] = False
            continue
        if len(words) <= LONGEST_HEADING and (
            not _has_verb(words) or _asks(words, pack) or (not pack.cased and layout.title and _large(words))
        ):
            layout.prose[s.number] = False


def _large(words: list[Token]) -> bool:
    """ "Council Denies Delay": a heading below the headline with its words written large."""
    long = [t for t in words if len(t.text) > 3]
    return len(long) > 2 and all(t.cap or t.text[0].isdigit() for t in long)


NEAR = 8
"""Sentences behind a heading among which the words that it quotes are printed again."""


def _pulled(tokens: list[Token], s: Sentence, sentences: list[Sentence]) -> bool:
    """‘I felt so stupid’ alone on its line, and said again right below: a heading that quotes."""
    first, last = tokens[s.first].text, tokens[s.last - 1].text
    if first not in "'‘\"“«" or last not in "'’\"”»" or s.last - s.first < 4:
        return False
    key = _key(tokens, s.first, s.last)
    return any(key in _key(tokens, t.first, t.last) for t in sentences[s.number + 1 : s.number + NEAR])


def _asks(words: list[Token], pack: Pack) -> bool:
    """«Что нашли под водой», «Выборы: что известно»: a heading that asks."""
    asks = pack.data["sentence"].get("asks", ())
    first = words[0].word
    if first is not None and ("interrogative_content" in first.classes or first.lower in asks):
        return True
    return len(words) <= 6 and any(t.word is not None and t.word.lower in asks for t in words)


def _has_verb(words: list[Token]) -> bool:
    return any(t.word is not None and t.word.pos & (Pos.VERB | Pos.SHORT) for t in words)


def _metadata(
    text: str,
    tokens: list[Token],
    sentences: list[Sentence],
    pack: Pack,
    layout: Layout,
    facts: dict[str, str],
) -> Metadata:
    title = None
    if layout.title:
        first = sentences[layout.title[0]]
        start = tokens[layout.offsets.get(first.number, first.first)].start
        title = " ".join(text[start : tokens[sentences[layout.title[-1]].last - 1].end].split())
    publisher = facts.get("publisher") or stated_publisher(text, pack)
    joining = "|".join(
        [",", *(f" {re.escape(word)} " for word in pack.data.get("names", {}).get("joining", ()))]
    )
    authors = tuple(a.strip() for a in re.split(joining, facts.get("authors", "")) if a.strip())
    return Metadata(
        title=title,
        publisher=publisher,
        language=facts.get("language"),
        published=stated_date(facts.get("date_line", ""), pack) or stated_date(text[:600], pack, head=True),
        authors=authors[:5],
    )


def stated_publisher(text: str, pack: Pack) -> str | None:
    """The outlet that speaks of itself («Как сообщал УНН,», a copyright notice); the name as written."""
    words = _LONG_SPACE.sub(r"\1", text)  # patterns that open with optional space would read it once a place
    for p in pack.likely(words)["own_report"]:
        for found in p.finditer(words):
            name = found["publisher"].strip(' «»"“”.,')
            if len(name) > 1:
                return name
    return None


def stated_date(words: str, pack: Pack, *, head: bool = False) -> date | None:
    """The first full date in the words. In a head, only one that stands on its own line or after a label."""
    if head:
        words = "\n".join(
            line for line in words.split("\n")[:12] if len(line) < 90 or re.match(r"\W*\d\d?[.: ]", line)
        )
    for p in pack.patterns("date"):
        found = p.search(words)
        if found:
            month = found["month"].lower()
            number = int(month) if month.isdigit() else _month(month, pack)
            try:
                return date(int(found["year"]), number, int(found["day"]))
            except ValueError:
                continue
    return None


def _month(name: str, pack: Pack) -> int:
    stems = pack.data["months"]["names"]
    best = max((s for s in stems if name.startswith(s)), key=len, default=None)
    return stems.index(best) + 1 if best else 0
