"""Cues: the words of a sentence that can attribute. Proposed widely; frames and scores decide.

A cue is a verb of saying, a phrase («со ссылкой на», "according to"), a preposition with a noun of saying
(«по словам»), or hearsay without an agent.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from verify.extract.order_phrases import verbal, word_classes
from verify.languages.words import Case, Pos

if TYPE_CHECKING:
    from verify.extract.clauses import Segment
    from verify.extract.tokens import Token
    from verify.languages import Pack

VERBS = (
    "speak_passive",
    "speak_name",
    "speak_judge",
    "speak_urge",
    "speak_say",
    "speak_accuse",
    "verb_believe",
    "verb_intend",
    "speak_as",
    "verb_stance",
    "hide_verb",
)


@dataclass(slots=True)
class Cue:
    """Tokens [first, last) of segment number `segment`. `name`: "verb", "by", "according", "link", "hearsay".
    `classes`: the verb's lexical classes. `gerund`: a participle that shares its subject with a main verb."""

    name: str
    first: int
    last: int
    segment: int
    classes: frozenset[str] = frozenset()
    gerund: bool = False
    negated: bool = False
    passive: bool = False


def find(tokens: list[Token], segs: list[Segment], pack: Pack) -> list[Cue]:
    """Every cue of a sentence outside quotations, left to right."""
    found: list[Cue] = []
    phrases = pack.phrases_of(_PHRASE_CUES)
    for number, seg in enumerate(segs):
        if seg.quote:
            continue
        k = seg.first + _own_voice(tokens, seg, pack)
        while k < seg.last:
            w = tokens[k].word
            if w is None or (w.classes.isdisjoint(_CLASSES) and w.lower not in phrases):  # nearly all
                k += 1
                continue
            cue = _at(tokens, k, w, seg, number, pack)
            if cue is None:
                k += 1
            else:
                found.append(cue)
                k = cue.last
    return found


def _own_voice(tokens: list[Token], seg: Segment, pack: Pack) -> int:
    """Length of «Напомним», «Отметим» in front of a segment: the publisher's own voice, no cue."""
    return max(0, phrase_end(tokens, seg.first, seg.last, pack, "own_voice") - seg.first)


def _at(tokens: list[Token], k: int, w: Word, seg: Segment, number: int, pack: Pack) -> Cue | None:
    # a class that is asked for here stands in `_CLASSES` too
    for name, forms in pack.phrases_of(_PHRASE_CUES).get(w.lower, ()):
        if name == "hearsay" and len(forms) == 1 and k - 1 == seg.first and _asked(tokens, k - 1, pack):
            continue  # «Что известно о пожаре»: a heading that asks
        if phrase_at(tokens, k, forms, seg.last):
            end = k + len(forms)
            agent = end < len(tokens) and "from_preposition" in classes_at(tokens, end)
            if name == "hearsay" and not pack.cased and agent:
                continue  # "it was reported | by X"
            if name == "hearsay" and pack.cased and _somebodys(tokens, k, end, seg.last):
                name = "by"
            if name == "according":  # «согласно данным X»
                end = by_noun(tokens, end - 1, seg.last) or end
            return Cue(name, k, end, number)
    if "claim_noun" in w.classes and pack.cased and w.pos & Pos.NOUN:
        end = _noun_end(tokens, k, seg)
        if end:
            return Cue("noun", k, end, number)
    if "by_preposition" in w.classes:
        end = by_noun(tokens, k, seg.last)
        if end:
            return Cue("by", k, end, number)
    if (
        not pack.cased
        and "speech_noun" in w.classes
        and k + 1 < seg.last
        and "that_word" in classes_at(tokens, k + 1)
        and k > seg.first
        and not (w.pos & (Pos.VERB | Pos.GERUND) and verbal(tokens, k, seg.first))
    ):
        return Cue("noun", k, k + 1, number, w.classes)
    if "speak_light" in w.classes and pack.cased and _this_said(tokens, k, seg, pack):
        return _verb(tokens, k, seg, number, pack, k + 1)
    if w.classes & _CARRYING and not pack.cased and (end := _goes_on_to(tokens, k, seg)):
        said = _verb(tokens, k, seg, number, pack, end)
        kinds = classes_at(tokens, end - 1)
        return replace(said, classes=kinds) if said is not None else None
    if "speak_light" in w.classes and (
        end := _light_noun(tokens, k, seg.last, "statement_noun" if pack.cased and seg.before == "-" else "")
    ):
        return _verb(tokens, k, seg, number, pack, end)
    return _verb(tokens, k, seg, number, pack)


def _somebodys(tokens: list[Token], k: int, end: int, last: int) -> bool:
    """«По предварительной информации | полиции, …»: whose information it is, and nothing more."""
    w = tokens[end].word if end < last else None
    whose = w is not None and bool(w.cases & Case.GEN) and not w.pos & (Pos.ADV | Pos.PREP | Pos.PRON)
    if not whose or by_noun(tokens, k, end) != end or last >= len(tokens) or tokens[last].text != ",":
        return False
    return not any(
        (v := tokens[j].word) is not None
        and v.pos & (Pos.VERB | Pos.SHORT)
        and not v.pos & (Pos.NOUN | Pos.ADJ)
        for j in range(end, last)
    )


_CARRYING = frozenset({"manage_verb", "carry_on_verb"})


def _goes_on_to(tokens: list[Token], k: int, seg: Segment) -> int:
    """End of "continued to complain", "went on to say": the verb of saying behind one that carries on; 0."""
    j = k + 1
    if "carry_on_verb" in classes_at(tokens, k):
        j += 1 if j < seg.last and "carry_on_word" in classes_at(tokens, j) else seg.last
    if j + 1 >= seg.last or "infinitive_mark" not in classes_at(tokens, j):
        return 0
    w = tokens[j + 1].word
    if w is None or not w.pos & Pos.VERB or not w.classes & {"speak_say", "speak_urge"}:
        return 0
    asks = j + 2 < seg.last and "interrogative_content" in classes_at(tokens, j + 2)
    return 0 if asks else j + 2


def _this_said(tokens: list[Token], k: int, seg: Segment, pack: Pack) -> bool:
    """«Такое заявление | сделал …»: what is said stands in front of a verb that says little."""
    for j in range(max(seg.first, k - 4), k):
        end = phrase_end(tokens, j, k, pack, "this_object")
        if end > j + 1:
            return bool(classes_at(tokens, end - 1) & {"statement_noun", "claim_noun"})
    return False


def _asked(tokens: list[Token], k: int, pack: Pack) -> bool:
    """True for a question word, in a heading as anywhere."""
    w = tokens[k].word
    return w is not None and w.lower in pack.data["sentence"].get("asks", ())


def classes_at(tokens: list[Token], k: int) -> frozenset[str]:
    """The lexical classes of token k; none for a mark."""
    return word_classes(tokens[k].word)


def _light_noun(tokens: list[Token], k: int, last: int, more: str = "") -> int:
    """End of "issued a statement", "made it clear": the word of speech near behind a verb that says
    little. more: another class of such words («…», — сделал заявление X)."""
    for j in range(k + 1, min(k + 6, last)):
        w = tokens[j].word
        if w is None or w.pos & (Pos.PREP | Pos.CONJ | Pos.SUBORD | Pos.AUX):
            return 0
        said = "speech_noun" in w.classes or more in w.classes
        if said and not (j + 1 < last and "speech_noun" in classes_at(tokens, j + 1)):
            return j + 1
    return 0


_PHRASE_CUES = frozenset({"link", "according", "hearsay"})


def _noun_end(tokens: list[Token], k: int, seg: Segment) -> int:
    """End of a noun of saying with its complement, where its segment ends within six words («… о том»)."""
    if seg.last - k > 7:
        return 0
    end = k + 1
    while end < seg.last:
        w = tokens[end].word
        if w is not None and w.pos & Pos.PREP:
            break
        if w is not None and w.pos & Pos.VERB and not w.pos & Pos.NOUN:
            return 0
        end += 1
    about = [tokens[j].word for j in range(end, seg.last)]
    if about and not (about[-1] is not None and "about_that" in about[-1].classes):
        return 0
    return end


def phrase_at(tokens: list[Token], k: int, forms: tuple[str, ...], last: int) -> bool:
    """True where the words at k are exactly these forms."""
    if k + len(forms) > last:
        return False
    for at, form in enumerate(forms, k):
        w = tokens[at].word
        if w is None or w.lower != form:
            return False
    return True


def phrase_end(tokens: list[Token], k: int, last: int, pack: Pack, name: str) -> int:
    """End of the longest phrase of class `name` in tokens [k, last) that begins at k; 0 where none does."""
    w = tokens[k].word
    if w is None or w.lower not in pack.phrases:  # nearly every token: it is asked of all
        return 0
    for phrase, forms in pack.phrases[w.lower]:
        if phrase == name and phrase_at(tokens, k, forms, last):
            return k + len(forms)
    return 0


_TOLD = frozenset({"by_noun", "outcome_noun"})


def by_noun(tokens: list[Token], k: int, last: int) -> int:
    """End of «по последним данным»: the noun of saying within four words of its preposition, else 0."""
    for j in range(k + 1, min(k + 5, last)):
        w = tokens[j].word
        if w is None:
            return 0
        if not w.classes.isdisjoint(_TOLD):
            return j + 1
        if not w.pos & (Pos.ADJ | Pos.PRON | Pos.DET | Pos.NUM):
            return 0
    return 0


def _verb(tokens: list[Token], k: int, seg: Segment, number: int, pack: Pack, end: int = 0) -> Cue | None:
    t = tokens[k]
    w = t.word
    assert w is not None
    classes = w.classes & _VERB_CLASSES
    if not classes and not end:
        return None
    if not pack.cased and t.cap and k > seg.first:
        return None
    finite = w.pos & (Pos.VERB | Pos.SHORT)
    gerund = bool(w.pos & Pos.GERUND) and not (finite and pack.cased)
    if pack.cased and not w.pos & Pos.VERB and w.pos & Pos.SHORT and not classes & _STATES:
        return None  # «была признана», «назван»: something is done to them
    if not finite and not gerund and w.pos & Pos.INF and _managed(tokens, k, seg):
        finite = Pos.VERB
    if (not finite and not gerund) or (pack.cased and w.pos & Pos.NOUN and "speak_passive" not in classes):
        return None
    if not pack.cased and k + 1 < seg.last and "particle" in classes_at(tokens, k + 1):
        return None  # "showed up", "called off"
    if pack.cased and k + 1 < seg.last and tokens[k + 1].text in pack.data["sentence"].get("conditional", ()):
        return None  # «говорили бы о том, что …»
    before = _before(tokens, k, seg)
    if gerund and not pack.cased and before is not None and "object_preposition" in before.classes:
        return None  # "for admitting", "of saying": what is talked about
    if gerund and before is not None and "copula" in before.classes:
        gerund = False
    elif not pack.cased and not gerund and before is not None and "copula" in before.classes:
        return None  # "was told", "is described": the subject hears, it does not speak
    if not pack.cased and w.pos & Pos.NOUN and not verbal(tokens, k, seg.first):
        return None
    opening = tokens[seg.first].word
    initial = tokens[seg.first].cap and len(tokens[seg.first].text) == 1  # «Б. Лось»
    if (before is not None and "hypothesis" in before.classes) or (
        opening is not None and pack.cased and "hypothesis" in opening.classes and not initial
    ):
        return None
    if (
        not pack.cased
        and opening is not None
        and "hypothesis" in opening.classes
        and opening.pos & Pos.SUBORD
    ):
        return None  # "If X says that …": nothing was said
    negated = before is not None and "negation" in before.classes
    if not negated and k - 1 >= seg.first:
        negated = tokens[k - 1].text.endswith(("n't", "n’t"))
    kinds = w.classes | (_LIGHT - {"speak_urge"} if pack.cased else _LIGHT) if end else w.classes
    return Cue("verb", k, end or k + 1, number, kinds, gerund, negated, passive="speak_passive" in classes)


_LIGHT = frozenset({"speak_say", "speak_urge", "light"})


def _managed(tokens: list[Token], k: int, seg: Segment) -> bool:
    """«Были вынуждены заявить», «поспешил опровергнуть»: the infinitive is what they did."""
    near = [tokens[j].word for j in range(max(seg.first, k - 3), k)]
    return any(w is not None and "manage_verb" in w.classes for w in near)


_STATES = frozenset({"speak_passive", "verb_believe"})
_VERB_CLASSES = frozenset(VERBS)
_CLASSES = _VERB_CLASSES | _CARRYING | {"claim_noun", "by_preposition", "speech_noun", "speak_light"}
"""Of the words that cues begin with; beside them, phrases."""


def _before(tokens: list[Token], k: int, seg: Segment) -> Word | None:
    """The word before k in its segment, adverbs passed over."""
    for j in range(k - 1, seg.first - 1, -1):
        w = tokens[j].word
        if w is None:
            return None
        if "negation" in w.classes or "copula" in w.classes or not w.pos & Pos.ADV:
            return w
    return None


if TYPE_CHECKING:
    from verify.languages.words import Word
