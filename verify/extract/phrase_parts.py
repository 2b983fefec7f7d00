"""Parts of noun phrases in every language: outlets, names in marks, marks passed over, complements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.languages.words import SINGULAR, Case, Pos

if TYPE_CHECKING:
    from verify.extract.reader import Reader
    from verify.extract.tokens import Token

_TOLD = frozenset({"statement_noun", "doc_noun"})
_ASIDE = frozenset({"interview_noun", "platform", "time_noun", "statement_noun"})
SELECTING = frozenset({"quantifier", "group_noun"})
_SPEAKING = frozenset({"speak_say", "speak_publish", "speak_passive"})
RELATIONAL = frozenset({"role_noun", "spokes_noun", "anon_noun"})
_OWNING = RELATIONAL | {"org_noun", "group_noun", "doc_noun"}
_LONGEST_COMPLEMENT = 15  # words


def outlet_end(reader: Reader, k: int) -> int:
    found = reader.outlets.get(k)
    if not found:
        return 0
    end, _, ambiguous = found
    if ambiguous and not (
        _generic_before(reader, k) or _in_marks(reader, k, end) or _one_writes(reader, k, end)
    ):
        return 0
    return 0 if _part_of_name(reader, k, end) else end


def _one_writes(reader: Reader, k: int, end: int) -> bool:
    """«Как пишет ВВС»: letters that stand for several things too («военно-воздушные силы») say it as many."""
    if not reader.tokens[k].text.isupper() or not reader.pack.cased:
        return False
    beside = (reader.tokens[j].word for j in (k - 1, end) if 0 <= j < len(reader.tokens))
    return any(w is not None and w.verb_numbers == SINGULAR and w.classes & _SPEAKING for w in beside)


def _part_of_name(reader: Reader, k: int, end: int) -> bool:
    """«Луг | 24»: the marks hold more than a known name, without a verb, so it is another's."""
    tokens = reader.tokens
    if (
        not reader.pack.cased
        or not k
        or tokens[k - 1].text not in "«“„" + '"'
        or end >= len(tokens)
        or tokens[end].word is None
    ):
        return False
    for t in tokens[end : end + 3]:
        if t.text in "»”" + '"':
            return True
        if t.word is None or (t.word.pos & Pos.VERB and not t.word.pos & Pos.NOUN):
            return False
    return False


def _generic_before(reader: Reader, k: int) -> bool:
    w, named = reader.tokens[k - 1].word if k else None, reader.tokens[k].word
    if w is not None and "site_noun" in w.classes and named is not None and "org_noun" in named.classes:
        return False  # «на сайте Минфина»: the ministry's, whatever site is called so
    return w is not None and "outlet_noun" in w.classes


def _in_marks(reader: Reader, k: int, end: int) -> bool:
    return (
        k > 0
        and reader.tokens[k - 1].text in "«“„\"'"
        and end < len(reader.tokens)
        and reader.tokens[end].text in "»”“\"'"
    )


def quoted_name(reader: Reader, k: int, last: int) -> int:
    """End of a short name in marks that opens at k («Нафтогаз»), else 0."""
    if reader.tokens[k].text not in "«“„\"'‘" or k + 1 >= last:
        return 0
    if (
        k + 1 in reader.outlets
        and (end := reader.outlets[k + 1][0]) < len(reader.tokens)
        and reader.tokens[end].text in "»”“\"'’"
    ):
        return end + 1
    if not reader.tokens[k + 1].cap:
        return 0
    for j in range(k + 2, min(k + 9, len(reader.tokens))):
        t = reader.tokens[j]
        if t.text in "»”“\"'’":
            return j + 1
        if t.word is None and t.text not in "-–—.„“&":
            return 0
        if (
            t.word is not None
            and t.word.pos & Pos.VERB
            and not t.cap
            and not t.word.pos & (Pos.NOUN | Pos.ADJ)
        ):
            return 0
    return 0


def skips(reader: Reader, k: int, last: int) -> int:
    """Tokens to pass over: initials' stops, an abbreviation in brackets after a name, an ampersand."""
    t = reader.tokens[k]
    if t.text == "." and k and k + 1 < last and reader.tokens[k + 1].cap and reader.pack.cased:
        short = reader.pack.data["sentence"].get("abbreviations", ())  # «суда г. | Суляны»
        if reader.tokens[k - 1].text in short and reader.tokens[k - 1].end == t.start:
            return 1
    if t.text == "." and k and reader.tokens[k - 1].cap and k + 1 < last and reader.tokens[k + 1].cap:
        before = reader.tokens[k - 1]
        short = before.word is not None and (len(before.text) <= 2 or "title_noun" in before.word.classes)
        return 1 if short and before.end == t.start else 0
    if t.text == "№" and k + 2 < last and reader.tokens[k + 1].text.isdigit():
        return 2  # «отдела № 2 | полиции»
    if t.text == "(":
        for j in range(k + 1, min(k + 7, last)):
            if reader.tokens[j].text == ")":
                return j + 1 - k if j + 1 < last else 0
        return 0
    return 1 if t.text in "&/" and k + 1 < last and reader.tokens[k + 1].cap else 0


def complement(reader: Reader, k: int, last: int, head: int) -> int:
    """End of a prepositional complement that belongs to a role or a source («министр по делам …»,
    «источники в правительстве», "president of …"), else 0."""
    h = reader.tokens[head].word
    if h is None or not _takes(reader, k, last, head):
        return 0
    end, words, named = complement_end(reader, k + 1, last)
    if named:
        person = reader.people.starts(end)
        theirs = not reader.pack.cased and "spokes_noun" in h.classes and _roles(reader, k + 1, end)
        return person[0] if theirs and person is not None and person[0] <= last else end
    near = 3 if "spokes_noun" in h.classes else 4
    if reader.pack.cased and "anon_noun" not in h.classes and words > near:
        return 0
    return end if words else 0


def _roles(reader: Reader, a: int, b: int) -> bool:
    """True where only roles and titles stand in [a, b): "for | Mayor | Ann Lake"."""
    words = (t.word for t in reader.tokens[a:b])
    return all(w is None or w.classes & {"role_noun", "title_noun"} for w in words)


def _takes(reader: Reader, k: int, last: int, head: int) -> bool:
    """True where the preposition at k belongs to the head."""
    h, w = reader.tokens[head].word, reader.tokens[k].word
    if h is None or w is None or not w.pos & Pos.PREP or w.pos & Pos.NOUN:
        return False
    if not reader.pack.cased:
        # "one of the engineers", "a large number of engineers"
        selecting = w.lower == "of" and h.classes & {"indefinite", "count_noun"}
        return w.lower in ("of", "for") and bool(selecting or h.classes & _OWNING)
    after = reader.tokens[k + 1].word if k + 1 < last else None
    if after is not None and after.classes & _ASIDE:
        return False  # «президент в интервью …»: where it was said, not who
    if h.classes & _TOLD and "from_preposition" in w.classes:  # «в заявлении от партии»
        return True
    if _field(reader, k, last, h.classes):
        return True
    relational = h.classes & RELATIONAL or (h.animate and not reader.tokens[head].cap)
    return bool(relational) and "role_preposition" in w.classes


def _field(reader: Reader, k: int, last: int, classes: frozenset[str]) -> bool:
    """«Служба | по делам сирот», «Державна служба | з надзвичайних ситуацій»: what an authority is for."""
    w = reader.tokens[k].word
    if w is None or "government_noun" not in classes or "org_preposition" not in w.classes or k + 2 >= last:
        return False
    first, second = reader.tokens[k + 1], reader.tokens[k + 2]
    if first.word is None or second.word is None or first.cap or second.cap:
        return False
    if "time_noun" in first.word.classes | second.word.classes:
        return False
    adjective = first.word.pos & Pos.ADJ and not first.word.pos & Pos.NOUN and second.word.pos & Pos.NOUN
    return bool(adjective and first.word.cases & second.word.cases & (Case.GEN | Case.DAT))


def complement_end(reader: Reader, j: int, last: int) -> tuple[int, int, bool]:
    """Where a complement that begins at j ends, its words, and whether a person's name ends it."""
    words = 0
    while j < last and words < _LONGEST_COMPLEMENT:
        t = reader.tokens[j]
        if t.text == "(" and (aside := skips(reader, j, last)):
            j += aside
            continue
        step = outlet_end(reader, j) or (quoted_name(reader, j, last) if t.word is None else 0)
        if not step and _ends(t):
            break
        if not step and t.cap and reader.people.starts(j):
            return j, words, True
        joint = t.word.pos & (Pos.PREP | Pos.ADV) if t.word is not None and not reader.pack.cased else 0
        if joint and not step and not _body_goes_on(reader, j, last):
            break
        j = step or j + 1
        words += 1
    return j, words, False


def _body_goes_on(reader: Reader, j: int, last: int) -> bool:
    """ "(Head of) the Agency | for Timber": the preposition stands inside a body's name."""
    before, joint = reader.tokens[j - 1], reader.tokens[j].word
    if j + 1 >= last or before.word is None or joint is None or "role_preposition" not in joint.classes:
        return False
    field = "of_preposition" in joint.classes  # "(Minister) of Energy | of Norland"
    return before.cap and (field or "org_noun" in before.word.classes) and reader.tokens[j + 1].cap


def _ends(t: Token) -> bool:
    """True for a mark, a verb or a pronoun: no complement goes on over it."""
    w = t.word
    if w is None:
        return True
    clause = w.pos & (Pos.VERB | Pos.GERUND | Pos.SUBORD | Pos.SHORT) and not w.pos & (Pos.NOUN | Pos.ADJ)
    if not t.cap and (clause or w.classes & _SPEAKING):
        return True
    return bool(w.pos & Pos.PRON) and not w.pos & Pos.ADJ
