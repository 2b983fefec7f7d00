"""Media that no list knows, by places of a sentence that only a medium takes: "…, reports X.", "told X that".

A name there is one unless a first name opens it, or the article calls somebody by more than it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.extract.cues import classes_at, phrase_end
from verify.languages.naming import is_first_name
from verify.languages.words import Pos

if TYPE_CHECKING:
    from collections.abc import Iterator

    from verify.extract.tokens import Token
    from verify.languages import Pack
    from verify.languages.words import Word

_LONGEST_NAME = 5
TELLING = frozenset(
    {"news_verb", "wire_verb", "listener_verb", "told_verb", "quote_verb", "interview_noun", "carry_verb"}
)
"""Classes of the words beside which a medium's name can stand."""
_SOMEBODY = frozenset({"role_noun", "title_noun", "group_noun", "spokes_noun", "platform", "month_word"})
_BODIES = frozenset({"org_noun", "demonym_place", "known_body", "place_as_body", "company_word", "doc_noun"})
_OPENING = Pos.PREP | Pos.CONJ | Pos.SUBORD | Pos.PRON | Pos.AUX | Pos.DET


def by_place(tokens: list[Token], telling: list[Token], pack: Pack) -> Iterator[tuple[int, int]]:
    """Tokens of names that stand where a medium stands. telling: the tokens with a class of TELLING."""
    behind: set[str] | None = None  # words behind another capital: a person's surname
    for t in telling:
        w = t.word
        if w is None or t.cap:
            continue
        for a, b in _around(tokens, t.index, w, pack):
            if b - a == 1 and behind is None:
                behind = {_bare(x) for x in tokens if x.cap and x.index and tokens[x.index - 1].cap}
            if behind is None or b - a > 1 or _bare(tokens[a]) not in behind:
                yield a, b


def _bare(t: Token) -> str:
    """The name without its possessive ending."""
    return t.text[:-2] if t.text.endswith(("'s", "’s")) else t.text


def _around(tokens: list[Token], k: int, w: Word, pack: Pack) -> Iterator[tuple[int, int]]:
    """Names that are media by the verb or noun at token k."""
    joint = classes_at(tokens, k + 1) if k + 1 < len(tokens) else frozenset()
    if "interview_noun" in w.classes:
        if "with_word" in joint and (name := _name(tokens, k + 2, pack)):
            yield name  # "in an interview with X"
        return
    passive = "from_preposition" in joint and not w.pos & (Pos.THIRD | Pos.GERUND)
    if passive and w.classes & {"wire_verb", "quote_verb", "carry_verb"}:
        if name := _name(tokens, k + 2, pack):
            yield name  # "as reported by X", "quoted by X"
        return
    if "told_verb" in w.classes and not w.pos & (Pos.THIRD | Pos.GERUND):
        name = _name(tokens, k + 1, pack)
        article = tokens[k + 1].text.lower() == "the" if k + 1 < len(tokens) else False
        if name and not article and _ends(tokens, name[1]):
            yield name  # "told X that …", no "told the Brae Dialogue that"
    if "quote_verb" in w.classes and (end := phrase_end(tokens, k, len(tokens), pack, "link")):
        name = _name(tokens, end, pack)
        if name and (name[1] - name[0] == 1 or any(x.text.isdigit() for x in tokens[name[0] : name[1]])):
            yield name  # "citing Tagesbote", no "citing Olesya Lake"
        return
    if w.classes & {"wire_verb", "quote_verb"}:
        yield from _reporting(tokens, k, w, pack)


def _reporting(tokens: list[Token], k: int, w: Word, pack: Pack) -> Iterator[tuple[int, int]]:
    """ "…, reports X.", "…, X reports.", "X reported, citing …", "X quoted Y as saying"."""
    closing = k > 0 and tokens[k - 1].word is None
    if closing and w.pos & Pos.THIRD:
        name = _name(tokens, k + 1, pack)
        if name and (_stops(tokens, name[1]) or _cites(tokens, name[1], pack)):
            yield name
        return
    first = k
    while first > 0 and k - first < _LONGEST_NAME and tokens[first - 1].word is not None:
        first -= 1
        if tokens[first].cap and (name := _name(tokens, first, pack)) and name[1] == k:
            before = tokens[first - 1] if first else None
            alone = before is None or before.word is None or tokens[first].start - before.end > 1
            opens = tokens[first - 1].text.lower() in ("the",) if first else False
            if not (alone or opens):
                continue
            stops = w.pos & Pos.THIRD and "wire_verb" in w.classes and _stops(tokens, k + 1)
            quotes = "quote_verb" in w.classes and _saying(tokens, k)
            if quotes or (stops and first) or _cites(tokens, k + 1, pack):
                yield name
            return


def _saying(tokens: list[Token], k: int) -> bool:
    """ "(X quoted) Y, a lawyer, as saying", "(X quotes) Y." """
    w = tokens[k].word
    if w is not None and w.pos & Pos.THIRD:
        return True
    for j in range(k + 1, min(k + 14, len(tokens) - 1)):
        nxt = tokens[j + 1].word
        if "as_word" in classes_at(tokens, j) and nxt is not None and nxt.pos & Pos.GERUND:
            return True
    return False


def _cites(tokens: list[Token], k: int, pack: Pack) -> bool:
    """True where "citing", "with reference to" follows at k, a comma or a day before it."""
    for j in range(k, min(k + 4, len(tokens))):
        if tokens[j].text == "." or "that_word" in classes_at(tokens, j):
            return False
        if phrase_end(tokens, j, len(tokens), pack, "link"):
            return True
    return False


def _stops(tokens: list[Token], k: int) -> bool:
    return k >= len(tokens) or tokens[k].text in ".!?…"


def _ends(tokens: list[Token], k: int) -> bool:
    """True where what follows a listener tells the medium's place: "that", a day, a preposition, a stop."""
    if _stops(tokens, k) or tokens[k].word is None:
        return True
    w = tokens[k].word
    return w is not None and bool(w.pos & Pos.PREP or w.classes & {"that_word", "weekday"})


def _name(tokens: list[Token], k: int, pack: Pack) -> tuple[int, int] | None:
    """Tokens of a name at k that can be a medium's: no person's, no body's, no place's."""
    if k < len(tokens) and tokens[k].text.lower() == "the":
        k += 1
    end = k
    particles = pack.data.get("names", {}).get("particles", ())
    while end < min(len(tokens), k + _LONGEST_NAME):
        t = tokens[end]
        joins = end > k and (t.text in particles or t.text.isdigit()) and end + 1 < len(tokens)
        if not t.cap and not (joins and (tokens[end + 1].cap or t.text.isdigit())):
            break
        end += 1
    if end == k or not tokens[k].cap or _of_somebody(tokens, k, end, pack):
        return None
    return k, end


def _of_somebody(tokens: list[Token], k: int, end: int, pack: Pack) -> bool:
    """True for a person's name by its first word, a body's or place's by any, a title, an owner."""
    opening = tokens[k].word
    if is_first_name(tokens[k].text, pack.code) or (opening is not None and opening.pos & _OPENING):
        return True
    words = [w for t in tokens[k:end] if (w := t.word) is not None]
    owner = any(w.pos & Pos.POSSESSIVE for w in words)
    common = len(words) == 1 and (
        bool(words[0].classes or words[0].pos & (Pos.PLACE | Pos.ADJ | Pos.ADV))
        or tokens[k].text.isupper()
        or tokens[k].text.endswith("s")
    )
    return owner or common or any(w.classes & (_SOMEBODY | _BODIES) for w in words)
