"""Noun phrases by word order, for languages without cases: where one ends, its head, what is a verb there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.extract.phrase_parts import complement, outlet_end, quoted_name, skips
from verify.languages.words import PLURAL, Pos

if TYPE_CHECKING:
    from verify.extract.reader import Reader
    from verify.extract.tokens import Token
    from verify.languages.words import Word

_NONE: frozenset[str] = frozenset()
_PEOPLE = frozenset({"anon_noun", "group_noun", "role_noun", "org_noun"})
_FUNCTION = Pos.PREP | Pos.CONJ | Pos.SUBORD | Pos.AUX


def extent(reader: Reader, i: int, last: int, start: int) -> tuple[int, int]:
    """End of the phrase that begins at token i and its head, the last noun before a complement (-1: none)."""
    tokens = reader.tokens
    head, k, soft = -1, i, -1
    while k < last:
        step = outlet_end(reader, k)
        if step:
            head, k = step - 1, step
            continue
        if k == i + 1 and _dated(reader, i):
            return k, i
        person = reader.people.starts(k)
        if person is not None and person[0] <= last:
            head, k = person[0] - 1, person[0]
            continue
        t = tokens[k]
        if t.word is None:
            step = quoted_name(reader, k, last)
            if not step and head >= 0:
                step = k + (skips(reader, k, last))
                k, step = (step, 0) if step > k else (k, -1)
                if step == 0:
                    continue
            if step <= 0:
                break
            head, k = step - 2, step
            continue
        if not _belongs(reader, k, i, head, start):
            if _joins_origins(reader, k, i, last):
                k += 2
                continue
            head = head if head >= 0 else soft
            step = complement(reader, k, last, head) if head >= 0 else 0
            if not step:
                break
            return step, head
        if (t.word.pos & Pos.ADJ and (t.word.pos & Pos.NOUN or t.cap)) or (
            head < 0
            and (
                (t.cap and t.word.classes & {"time_word", "month_word"})
                or (soft == k - 1 and t.text.isdigit())
            )
        ):  # "a September 21 French document": the day says which
            soft = k
            head = k if head >= 0 else head
        elif (
            t.word.pos & Pos.NOUN
            or (t.cap and not t.word.pos & (Pos.DET | Pos.ADJ | Pos.NUM))
            or not t.word.pos
            or (
                "quantifier" in t.word.classes
                and head < 0
                and k + 1 < last
                and tokens[k + 1].text.lower() == "of"
            )
        ):
            head = k
        k += 1
    head = head if head >= 0 else soft
    if (
        head < 0
        and k > i
        and (w := tokens[k - 1].word) is not None
        and w.classes & {"quantifier", "group_noun"}
    ):
        head = k - 1
    return k, head


def _dated(reader: Reader, i: int) -> bool:
    """ "On Friday | Ann Lake said", "on Monday | demand would rise": a day alone behind its preposition."""
    w = reader.tokens[i].word
    before = reader.tokens[i - 1].word if i else None
    nxt = reader.tokens[i + 1].word if i + 1 < len(reader.tokens) else None
    if w is None or before is None or nxt is None or "weekday" not in w.classes or w.pos & Pos.POSSESSIVE:
        return False
    return "adverbial_preposition" in before.classes and "time_word" not in nxt.classes


def _belongs(reader: Reader, k: int, first: int, head: int, start: int) -> bool:
    """True where the word at k goes on with the noun phrase so far."""
    t = reader.tokens[k]
    w = t.word
    assert w is not None
    before = reader.tokens[k - 1].word if k > first else None
    if t.level != reader.tokens[first].level and not (
        t.level > 0 and reader.tokens[first].level == 0 and t.cap
    ):
        return False
    if (
        "month_word" in w.classes
        and t.cap
        and reader.tokens[min(k + 1, len(reader.tokens) - 1)].text.isdigit()
    ):
        return head < 0
    if "time_word" in w.classes and head >= 0 and not w.pos & Pos.POSSESSIVE:
        return False
    if "near_word" in w.classes and head >= 0 and before_preposition(reader, k):
        return False  # "a source | close to X"
    if t.cap and k > start:
        return not w.pos & (_FUNCTION | Pos.PRON | Pos.ADV) or bool(
            w.pos & Pos.NOUN and not w.pos & _FUNCTION
        )
    if w.pos & _FUNCTION and not (w.pos & Pos.ADJ and head < 0 and k > first):
        return False
    if w.pos & Pos.PRON and not w.pos & Pos.DET:
        return False
    if w.pos & Pos.DET and (
        head >= 0 or (k > first and not (before is not None and before.pos & (Pos.DET | Pos.ADJ | Pos.ADV)))
    ):
        return False
    if w.pos & Pos.ADV and not w.pos & (Pos.NOUN | Pos.ADJ):
        return head < 0 and (k > first or _modifies(reader, k))
    if w.pos & (Pos.VERB | Pos.GERUND):
        return _nominal(reader, k, first, head)
    owned = before is not None and bool(before.pos & Pos.POSSESSIVE)  # "the council's internal audit"
    return owned or not (w.pos & Pos.ADJ and not w.pos & Pos.NOUN and head >= 0)


def _joins_origins(reader: Reader, k: int, first: int, last: int) -> bool:
    """True for the conjunction of "U.S. and foreign officials": two origins of the noun behind them."""
    if k <= first or k + 2 >= last:
        return False
    before, joint, after, noun = (reader.tokens[j].word for j in range(k - 1, k + 3))
    if before is None or joint is None or after is None or noun is None:
        return False
    if not joint.pos & Pos.CONJ or joint.pos & Pos.SUBORD or "contrast" in joint.classes:
        return False
    text = reader.tokens[k - 1].text
    origin = "demonym_place" in before.classes and (before.pos & Pos.ADJ or text.isupper())
    modifies = after.pos & Pos.ADJ or reader.tokens[k + 1].cap
    if after.pos & (Pos.ADJ | Pos.NOUN) and before.pos & Pos.NOUN and noun.classes & {"anon_noun"}:
        return not before.classes & _PEOPLE and noun.numbers == PLURAL  # "military and spy officials"
    people = noun.pos & (Pos.NOUN | Pos.ADJ) and not noun.pos & (_FUNCTION | Pos.VERB)
    return bool(origin and modifies and people and not reader.tokens[k + 2].cap)


def before_preposition(reader: Reader, k: int) -> bool:
    """True where a preposition follows token k."""
    w = reader.tokens[k + 1].word if k + 1 < len(reader.tokens) else None
    return w is not None and bool(w.pos & Pos.PREP)


def _modifies(reader: Reader, k: int) -> bool:
    """True for an adverb of degree in front of a phrase ("just 9 percent", "about half")."""
    nxt = reader.tokens[k + 1].word if k + 1 < len(reader.tokens) else None
    return nxt is not None and bool(
        nxt.pos & Pos.NUM or nxt.lower[:1].isdigit() or "quantifier" in nxt.classes
    )


def _nominal(reader: Reader, k: int, first: int, head: int) -> bool:
    """A form that may be a verb is a noun or a modifier by what stands before it and by its ending."""
    if k == first:
        nxt = reader.tokens[k + 1] if k + 1 < len(reader.tokens) else None
        w = reader.tokens[k].word
        if w is not None and w.pos & Pos.THIRD and (_told_by_name(reader, k) or _closes(reader, k)):
            return False
        return (
            w is not None
            and bool(w.pos & (Pos.NOUN | Pos.ADJ))
            and nxt is not None
            and nxt.word is not None
            and not nxt.word.pos & Pos.DET
        )
    w, before = reader.tokens[k].word, reader.tokens[k - 1].word
    assert w is not None
    if before is None:
        return False
    somebody = head < 0 and before.pos & Pos.NOUN and before.classes & {"anon_noun", "role_noun"}
    named = (head == k - 1 or bool(somebody)) and not before.pos & Pos.POSSESSIVE
    if named and w.pos & Pos.VERB and not w.pos & (Pos.NOUN | Pos.ADJ | Pos.GERUND):
        return False  # "a senior official said": the adjective before is the noun here
    opening = reader.tokens[first - 1].word if first else None
    inside = opening is not None and opening.pos & Pos.PREP  # "have in the past said"
    spoken = "speak_core" in w.classes and not w.pos & (Pos.NOUN | Pos.GERUND)
    if spoken and before.pos & Pos.NOUN and before.classes & {"org_noun"} and not inside:
        return False  # "the military said"
    if spoken and head < 0 and k == first + 1 and before.classes & {"group_noun", "quantifier"}:
        return False  # "some | say"
    if before.pos & Pos.POSSESSIVE or (
        before.pos & (Pos.DET | Pos.ADJ | Pos.NUM)
        and not before.pos & Pos.PRON
        and not (reader.tokens[k - 1].cap and head >= 0)
    ):
        return True
    if "his" in before.classes or _dates(reader, k, first):
        return True
    if w.pos & Pos.GERUND and w.classes & {"doc_noun", "hearing_noun"} and before.classes & {"mass_group"}:
        return True  # "at a media briefing"
    if head < 0 or not w.pos & Pos.NOUN or "time_word" in before.classes:
        return False
    behind = reader.tokens[k + 1].word if k + 1 < len(reader.tokens) else None
    if (
        "speak_show" in w.classes
        and not w.pos & Pos.THIRD
        and (behind is None or "that_word" in behind.classes)
    ):
        return False  # "official data | show.", "data | show that …"
    if (
        behind is not None
        and behind.pos & (Pos.DET | Pos.PRON)
        and "that_word" not in behind.classes
        and not w.pos & Pos.GERUND
    ):
        return False  # "Hollis left the service"
    if w.pos & Pos.GERUND:
        return True
    if behind is not None and behind.pos & Pos.PAST and not behind.pos & (Pos.NOUN | Pos.ADJ):
        return not w.pos & Pos.PAST  # "access to intelligence reports | added"
    plural = before.numbers == PLURAL and not reader.tokens[k - 1].cap
    if w.pos & Pos.VERB and w.pos & Pos.PAST:
        return False
    return plural if w.pos & Pos.THIRD else not plural


def _closes(reader: Reader, k: int) -> bool:
    """ "…, | reports Reuters.": a form in -s behind a comma, nothing but a medium or a person behind it."""
    tokens = reader.tokens
    if not k or k + 2 >= len(tokens) or tokens[k - 1].text != ",":
        return False
    person = reader.people.starts(k + 1)
    end = (outlet_end(reader, k + 1) if k + 1 in reader.outlets else 0) or (person[0] if person else 0)
    return bool(end) and end < len(tokens) and tokens[end].word is None


def _dates(reader: Reader, k: int, first: int) -> bool:
    """ "A Friday | report": the day in front of a noun that can be a verb, its article before it."""
    tokens = reader.tokens
    opens, day, w = tokens[k - 2].word if k - 2 >= first else None, tokens[k - 1], tokens[k].word
    if opens is None or day.word is None or w is None or not opens.pos & Pos.DET:
        return False
    if not day.cap and "time_word" in day.word.classes:
        nxt = tokens[k + 1].word if k + 1 < len(tokens) else None
        held = nxt is not None and bool(nxt.pos & (Pos.DET | Pos.PRON))
        return bool(opens.classes & {"indefinite", "his"}) and not held  # "an evening | address"
    return day.cap and bool(day.word.classes & {"weekday", "month_word"}) and bool(w.pos & Pos.NOUN)


def _told_by_name(reader: Reader, k: int) -> bool:
    """ "Reuters | reports citing X", "the BBC | shows people": a form in -s right behind a medium's name."""
    before, nxt = reader.tokens[k - 1], reader.tokens[k + 1].word if k + 1 < len(reader.tokens) else None
    if not k or before.word is None or before.word.pos & Pos.POSSESSIVE:
        return False
    named = any(j in reader.outlets and outlet_end(reader, j) == k for j in range(max(k - 4, 0), k))
    return named and nxt is not None and not (nxt.pos & (Pos.VERB | Pos.AUX) and not nxt.pos & Pos.GERUND)


def _counted(tokens: list[Token], k: int, first: int) -> bool:
    """True behind a number: "the 2012 attacks", "20 percentage points"."""
    if tokens[k - 1].text[:1].isdigit():
        return True
    near = tokens[k - 2].text if k - 2 >= first else ""
    w = tokens[k - 1].word
    return near[:1].isdigit() and w is not None and bool(w.pos & Pos.NOUN) and not tokens[k - 1].cap


def verbal(tokens: list[Token], k: int, first: int) -> bool:
    """True where a form that can be a noun too ("claims", "report") is a verb by its place."""
    w = tokens[k].word
    assert w is not None
    nxt = tokens[k + 1].word if k + 1 < len(tokens) else None
    if k == first:
        return not (
            nxt is not None and nxt.pos & (Pos.PREP | Pos.VERB) and "complementizer" not in nxt.classes
        )
    before = tokens[k - 1].word
    if before is None:
        return True
    if before.pos & Pos.POSSESSIVE or "his" in before.classes or _counted(tokens, k, first):
        return False
    if (
        "subject_relative" in before.classes
        and k - 2 >= first
        and (v := tokens[k - 2].word)
        and v.pos & Pos.NOUN
    ):
        return True  # "a poll that shows"
    if nxt is not None and nxt.pos & (Pos.VERB | Pos.AUX) and not nxt.pos & (Pos.NOUN | Pos.ADJ | Pos.PRON):
        return False
    if (
        before.pos & Pos.CONJ
        and nxt is not None
        and nxt.pos & Pos.NOUN
        and not nxt.pos & (Pos.DET | Pos.PRON)
        and not tokens[k + 1].cap
        and not w.pos & (Pos.PAST | Pos.THIRD)
    ):
        return False
    if before.pos & Pos.ADV and not before.pos & (Pos.NOUN | Pos.AUX):
        return not (
            k - 1 > first
            and (v := tokens[k - 2].word) is not None
            and ((v.pos & (Pos.DET | Pos.PREP) and not v.pos & Pos.PRON) or v.pos & Pos.POSSESSIVE)
        )
    if before.pos & Pos.SUBORD and before.pos & Pos.PREP and w.pos & Pos.THIRD and w.pos & Pos.NOUN:
        return False  # "after claims that …"
    if before.pos & (Pos.AUX | Pos.CONJ | Pos.SUBORD | Pos.PRON) and not before.pos & Pos.DET:
        return True
    if (
        before.pos & (Pos.DET | Pos.PREP | Pos.ADJ)
        and not before.pos & (Pos.NOUN | Pos.PRON)
        and not (tokens[k - 1].cap and k - 1 > first and not before.pos & (Pos.DET | Pos.PREP))
    ) or (before.pos & (Pos.VERB | Pos.GERUND) and not before.pos & Pos.NOUN):
        return False
    held = k - 2 >= first and (v := tokens[k - 2].word) is not None and bool(v.pos & Pos.AUX)
    if held and before.pos & Pos.VERB and not w.pos & Pos.PAST:
        return False  # "did not release | details"
    if "time_word" in before.classes:
        return True
    if k - 2 >= first and "opening_preposition" in word_classes(tokens[k - 2].word) and not tokens[k - 1].cap:
        return False  # "despite media claims that …"
    if w.pos & Pos.PAST or tokens[k - 1].cap or before.pos & Pos.ADV:
        return True
    plural = before.numbers == PLURAL
    return not plural if w.pos & Pos.THIRD else plural


def word_classes(w: Word | None) -> frozenset[str]:
    return w.classes if w is not None else _NONE
