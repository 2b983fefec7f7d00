"""Where a second main clause begins inside a statement: a subject and a verb of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.extract.order_phrases import verbal
from verify.languages.words import NEUT, Case, Pos

if TYPE_CHECKING:
    from verify.extract.frames import Scene
    from verify.languages.words import Word


ASIDE = 6
"""Tokens of what stands between two dashes and parts no clause."""


def boundaries(scene: Scene, a: int, b: int) -> list[int]:
    """Token indices inside [a, b) where a coordinated main clause begins."""
    tokens, cased = scene.reader.tokens, scene.pack.cased
    cuts = []
    while cased and b > a and tokens[b - 1].text in ",-–—":
        b -= 1  # «A, B, | сообщил X»: the mark before who says so
    last_cut = a
    for k in range(a + (3 if cased else 2), b - 2):
        t = tokens[k]
        w = t.word
        aside = t.text == "," and cased and not t.level
        if aside and _runs_on(scene, last_cut, k, b):
            cuts.append(k + 1)
            last_cut = k + 1
            continue
        if w is None:
            if (
                t.text == ";"
                and _clause_of_its_own(scene, k + 1, b)
                and _clause_of_its_own(scene, last_cut, k)
            ):
                cuts.append(k + 1)
                last_cut = k + 1
            continue
        if not (w.pos & Pos.CONJ and not w.pos & Pos.SUBORD) or w.classes & {"also_word", "whether"}:
            continue
        if t.level and cased:
            continue  # what somebody says in one breath stays together
        if _both_pronouns(scene, k):
            continue
        comma = tokens[k - 1].text in ",-–—"
        if tokens[k - 1].text in "-–—" and any(u.text in "-–—" for u in tokens[k + 1 : k + ASIDE]):
            continue  # "this minister – or no minister – would"
        if not comma and (
            cased
            or not (_pronoun_subject(scene, k + 1) or _plain_subject(scene, last_cut, k, b))
            or _dependent(scene, last_cut, k)
            or _listed(scene, last_cut, k)
            or _same_opening(scene, last_cut, k + 1)
        ):
            continue
        if (
            w.lower in scene.pack.classes.get("joining", ())
            and comma
            and cased
            and not _clause_of_its_own(scene, k + 1, _next_comma(scene, k + 1, b))
        ):
            continue
        if _clause_of_its_own(scene, k + 1, b) and _clause_of_its_own(scene, last_cut, k):
            cuts.append(k)
            last_cut = k
    return cuts


def _both_pronouns(scene: Scene, k: int) -> bool:
    """ "Because he | or she is late": one subject."""
    a, b = scene.reader.tokens[k - 1].word, scene.reader.tokens[k + 1].word
    return a is not None and b is not None and "subject_pronoun" in a.classes & b.classes


def _runs_on(scene: Scene, a: int, k: int, b: int) -> bool:
    """«Голоса считали ночью, заседание было сорвано»: a second main clause behind a comma alone, to the
    end."""
    first = scene.reader.tokens[k + 1].word
    if first is None or first.pos & (Pos.SUBORD | Pos.CONJ | Pos.GERUND) or _next_comma(scene, k + 1, b) < b:
        return False
    if first.pos & Pos.ADJ and not first.pos & Pos.NOUN and not first.cases & Case.NOM:
        return False
    return _plain_clause(scene, k + 1, b) and _main_so_far(scene, a, k)


def _main_so_far(scene: Scene, a: int, b: int) -> bool:
    """True where [a, b) has a finite verb and no dependent clause that what follows could answer."""
    words = [t.word for t in scene.reader.tokens[a:b] if t.word is not None]
    if any(w.pos & Pos.SUBORD for w in words):
        return False
    if any("interrogative_content" in w.classes for w in words[:2]):
        return False  # «О каких планах речь, | источники не уточняют»
    return any(w.pos & (Pos.VERB | Pos.SHORT) and not w.pos & Pos.NOUN for w in words)


def _plain_clause(scene: Scene, a: int, b: int) -> bool:
    """True where a subject stands beside a verb that agrees with it, and no dependent clause opens."""
    subject: Word | None = None
    for t in scene.reader.tokens[a:b]:
        w = t.word
        if w is None:
            continue
        if w.pos & Pos.SUBORD or (w.pos & Pos.GERUND and not w.pos & Pos.NOUN):
            return False
        if subject is None and _nominative(scene, a, t.index):
            subject = w
        if w.pos & (Pos.VERB | Pos.SHORT) and not w.pos & Pos.NOUN:
            if subject is not None:
                return not subject.cases & Case.ACC or _agree(subject, w)
            return any(_nominative(scene, a, j, plain=True) for j in range(t.index + 1, min(t.index + 3, b)))
    return False


def _nominative(scene: Scene, a: int, k: int, *, plain: bool = False) -> bool:
    """True where token k can be a subject; plain: where it can be nothing else."""
    w = scene.reader.tokens[k].word
    if plain and w is not None and w.cases & Case.ACC:
        return False
    return (
        w is not None
        and bool(w.pos & (Pos.NOUN | Pos.PRON))
        and bool(w.cases & Case.NOM)
        and not w.pos & Pos.PREP
        and not _after_preposition(scene, a, k)
    )


def _agree(subject: Word, verb: Word) -> bool:
    """True where a verb shows by its number and gender that a word of doubtful case is its subject."""
    if not verb.verb_numbers & subject.nominative_numbers:
        return False
    return verb.verb_genders in (0, 7) or bool(verb.verb_genders & subject.genders)


def _next_comma(scene: Scene, k: int, b: int) -> int:
    tokens = scene.reader.tokens
    while k < b and tokens[k].text not in ",;":
        k += 1
    return k


def _dependent(scene: Scene, a: int, k: int) -> bool:
    """True where what stands before a bare "and" belongs to a dependent clause, which it then goes on
    with."""
    for j in range(k - 1, a, -1):
        w = scene.reader.tokens[j].word
        if w is not None and w.pos & Pos.SUBORD and not w.pos & Pos.PREP and "complementizer" in w.classes:
            return True
    return False


def _listed(scene: Scene, a: int, k: int) -> bool:
    """ "While the euro, | the yen | and China are", "comes as Lake | and Kovar are": names in a row, no verb
    of their own between the last mark, or what opens a clause of time, and the conjunction."""
    nxt = scene.reader.tokens[k + 1].word
    if nxt is None or (nxt.pos & Pos.PRON and not nxt.pos & Pos.DET):
        return False
    for j in range(k - 1, a, -1):
        t = scene.reader.tokens[j]
        if t.word is None:
            return t.text == ","
        if t.word.pos & (Pos.VERB | Pos.AUX) and j not in scene.named:
            return False
        if "adverbial_subordinator" in t.word.classes:
            return True
    return False


def _same_opening(scene: Scene, a: int, k: int) -> bool:
    """ "I want … and I want …": one subject said twice."""
    first = next((t for t in scene.reader.tokens[a:k] if t.word is not None), None)
    return (
        first is not None
        and first.word is not None
        and bool(first.word.pos & Pos.PRON)
        and first.text.casefold() == scene.reader.tokens[k].text.casefold()
    )


def _pronoun_subject(scene: Scene, k: int) -> bool:
    """English without a comma: "… and it needs", "… and Lester Holt needs"."""
    tokens = scene.reader.tokens
    w = tokens[k].word
    if w is None or not (w.pos & (Pos.PRON | Pos.DET) or tokens[k].cap):
        return False
    if w.pos & Pos.PRON and w.pos & Pos.AUX:  # "it's", "I'll"
        return True
    subject = next((m for m in scene.reader.mentions(k, min(k + 8, len(tokens))) if m.first == k), None)
    j = subject.last if subject is not None else k + 1
    w = tokens[j].word if j < len(tokens) else None
    return (
        w is not None
        and bool(w.pos & (Pos.VERB | Pos.AUX))
        and (not w.pos & Pos.NOUN or verbal(tokens, j, k))
    )


def _plain_subject(scene: Scene, a: int, k: int, b: int) -> bool:
    """English without a comma: "Prices rose | and wages were cut", behind a clause with no other inside; a
    form that can be a participle needs its object ("firefighters searched the building")."""
    tokens = scene.reader.tokens
    if any(t.word is not None and t.word.pos & Pos.SUBORD for t in tokens[a:k]):
        return False
    first = tokens[k + 1].word
    if first is None or not first.pos & (Pos.NOUN | Pos.NUM) or first.pos & Pos.VERB:
        return False
    subject = next((m for m in scene.reader.mentions(k + 1, min(k + 8, b)) if m.first == k + 1), None)
    j = subject.last if subject is not None else b
    verb = tokens[j].word if j < b else None
    if verb is None or not verb.pos & (Pos.VERB | Pos.AUX) or verb.pos & (Pos.NOUN | Pos.ADJ):
        return False
    if verb.pos & (Pos.AUX | Pos.THIRD):
        return True
    nxt = tokens[j + 1].word if j + 1 < b else None
    return nxt is not None and bool(nxt.pos & (Pos.DET | Pos.PRON)) and not nxt.pos & Pos.PREP


def _clause_of_its_own(scene: Scene, a: int, b: int) -> bool:
    """True where [a, b) has a subject and a finite verb, neither of them inside a dependent clause."""
    tokens = scene.reader.tokens
    first = next((tokens[k].word for k in range(a, b) if tokens[k].word is not None), None)
    if first is None:
        return False
    if first.pos & Pos.SUBORD and not first.pos & Pos.ADV and "interrogative_content" not in first.classes:
        return False
    if not scene.pack.cased and first.pos & Pos.AUX and not first.pos & (Pos.PRON | Pos.NOUN):
        return False  # "… but is leaving": the subject stands before
    if not scene.pack.cased and _pronoun_clause(scene, a, b):
        return True
    subject = verb = False
    dependent = False
    for k in range(a, b):
        t = tokens[k]
        w = t.word
        if w is None:
            if t.text in ",;()":
                dependent = False
            continue
        if w.pos & Pos.SUBORD and k > a:
            dependent = True
        if dependent:
            continue
        if not scene.pack.cased and w.pos & Pos.PRON and w.pos & Pos.AUX:  # "they're"
            return True
        if w.pos & (Pos.VERB | Pos.SHORT) and not (w.pos & Pos.NOUN and w.pos & Pos.ADJ):
            if not scene.pack.cased and t.cap and k > a and k in scene.named:
                continue  # "the European | Commission | President"
            if not scene.pack.cased:
                if k > a and _subject_before(scene, a, k) and (not w.pos & Pos.NOUN or verbal(tokens, k, a)):
                    return True
                if k - a <= 1 and not w.pos & Pos.NOUN:
                    return False
            verb = True
        elif (
            scene.pack.cased
            and ((w.pos & (Pos.NOUN | Pos.PRON) and w.cases & 1) or (t.cap and not w.pos))
            and not (w.pos & Pos.CONJ and k > a)  # Ukrainian «та» is a pronoun, too
            and not _after_preposition(scene, a, k)
        ):
            subject = subject or not verb or not w.cases & Case.ACC
        if subject and verb:
            return True
    return scene.pack.cased and "contrast" in first.classes and _impersonal(scene, a, b)


def _pronoun_clause(scene: Scene, a: int, b: int) -> bool:
    """ "(but) they turn out": a pronoun that can only be a subject opens, whatever verb follows."""
    words = [t.word for t in scene.reader.tokens[a:b] if t.word is not None]
    if words and words[0].pos & Pos.CONJ and not words[0].pos & Pos.SUBORD:
        words = words[1:]
    if len(words) < 3 or "subject_pronoun" not in words[0].classes:
        return False
    return not words[1].pos & (Pos.PREP | Pos.CONJ | Pos.SUBORD | Pos.DET)


def _impersonal(scene: Scene, a: int, b: int) -> bool:
    """«… но пока неизвестно», «… но мне хотелось бы»: a clause without a subject, by its predicate."""
    words = [t.word for t in scene.reader.tokens[a:b] if t.word is not None]
    for w in words[:8]:
        if "predicative" in w.classes:
            return True
        if w.pos & Pos.VERB and not w.pos & Pos.NOUN:
            return w.verb_genders == NEUT
    return False


def _subject_before(scene: Scene, a: int, k: int) -> bool:
    tokens = scene.reader.tokens
    first = tokens[a].word
    if first is not None and first.pos & Pos.PREP:  # "In the poll, | Lake leads"
        a = next((j for j in range(a, k) if tokens[j].text == ","), a)
    words = [t.word for t in tokens[a:k] if t.word is not None]
    if words and words[0].pos & Pos.CONJ:
        words = words[1:]
    if not words or "also_word" in words[0].classes:  # "but is", "but also": it goes on with its subject
        return False
    return any(w.pos & (Pos.PRON | Pos.NOUN) or not w.pos for w in words) and not words[0].pos & Pos.PREP


def _after_preposition(scene: Scene, a: int, k: int) -> bool:
    for j in range(k - 1, max(a, k - 4) - 1, -1):
        w = scene.reader.tokens[j].word
        if w is None:
            return False
        if w.pos & Pos.PREP:
            return True
        if not w.pos & (Pos.ADJ | Pos.NUM | Pos.PRON):
            return False
    return False
