"""Sentence ends that got lost when a page was read: a stop without space behind it, a line break or a link
that is gone.

Each needs evidence on both sides; a doubt means no break, so that names in the middle of a sentence stay
whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.languages.words import PLURAL, SINGULAR, Case, Pos

if TYPE_CHECKING:
    from verify.extract.tokens import Token
    from verify.languages.words import Word

ANY_GENDER = 7
OPENING = '«“„"'
SHORTEST_SPEECH = 4
"""Words behind a verb of publishing that are no medium's name («Говорит Москва»), one of them a verb."""
SHORTEST_NAME = 3
REACH = 12
"""Tokens in which a sentence shows that it has begun."""


def glued(tokens: list[Token], i: int, j: int) -> bool:
    """True where a stop at i, with the marks up to j, ends a sentence although no space follows
    («день.Всего»): a word of the language in small letters before it, a capitalised one behind it; no
    address, no initials."""
    if tokens[j].text in "*•«“„" and j + 1 < len(tokens):
        j += 1  # «… в докладе.«Я не знаю»»
    previous, following = tokens[i - 1], tokens[j]
    if previous.word is None:
        plain = previous.text in ")»”\"'%"
    else:
        digits = previous.text.isdigit() and (len(previous.text) > 2 or _clock(tokens, i - 1))
        named = (
            previous.cap and len(previous.text) > 3 and following.word is not None and _small(following.word)
        )
        named = named or _ends_in_name(tokens, i - 1, j)
        plain = digits or named or (not previous.cap and len(previous.text) > 2 and previous.word.known)
    if (
        not plain
        or following.word is None
        or not following.cap
        or following.text.isupper() != (len(following.text) == 1)
    ):
        return False
    return following.word.known and (
        len(following.text) > 2 or bool(following.word.pos & (Pos.PREP | Pos.PRON | Pos.SUBORD))
    )


def _ends_in_name(tokens: list[Token], k: int, j: int) -> bool:
    """«…, сказал Лесков.Деньги выделит город»: a name ends the sentence, the next one has its verb."""
    name, following = tokens[k], tokens[j].word
    if not name.cap or len(name.text) <= SHORTEST_NAME or following is None or not following.known:
        return False
    return not following.pos & (Pos.NAME | Pos.PLACE) and _finite(tokens, j)


def _clock(tokens: list[Token], k: int) -> bool:
    """«17:19.По прибытии»: minutes."""
    return k > 1 and tokens[k - 1].text == ":" and tokens[k - 2].text.isdigit() and len(tokens[k].text) == 2


def broken_off(previous: Token, following: Token) -> bool:
    """True where a stop behind a whole word ends a sentence although the next one lost its beginning."""
    if previous.word is None or following.word is None:
        return False
    if following.word.pos & (
        Pos.SUBORD | Pos.CONJ | Pos.VERB
    ):  # «…». цитирует X: it goes with what is before
        return False
    return previous.word.known and not previous.cap and len(previous.text) > 4


def lost_break(tokens: list[Token], i: int, start: int, plain: frozenset[str]) -> bool:
    """True where a sentence begins at token i although no mark stands before it. start: where the running one
    began; plain: the forms that the article writes in small letters somewhere."""
    t, before = tokens[i], tokens[i - 1]
    if t.word is None:
        return (
            t.text in OPENING and not before.level and _names_medium(tokens, i - 1) and _speech(tokens, i + 1)
        )
    if before.text in '»”"' and i > 1:
        before = tokens[i - 2]
    if not t.cap or before.word is None or t.level or (t.text.isupper() and len(t.text) > 1):
        return False
    if before.cap:
        return t.word.known and _small(t.word) and not t.word.pos & Pos.PRON and _one_name(tokens, i)
    if _dated(tokens, i):
        return True
    if len(t.text) == 1:
        return bool(t.word.pos & Pos.PREP) and i + 1 < len(tokens) and tokens[i + 1].word is not None
    if t.word.pos & (Pos.NAME | Pos.PLACE) or not t.word.known:
        return False
    return _small(t.word) or _behind_cue(tokens, i, before.word) or _two_clauses(tokens, i, start, plain)


def begins_news(tokens: list[Token], i: int) -> bool:
    """True where the words at i open a sentence behind a teaser: a common word with a capital, a day of a
    month, what somebody says in quotation marks."""
    t, before = tokens[i], tokens[i - 1]
    if t.word is None:
        return t.text in OPENING and not before.level and _speech(tokens, i + 1)
    if t.level or before.word is None:
        return False
    if t.text.isdigit():
        month = tokens[i + 1].word if i + 1 < len(tokens) else None
        return month is not None and "time_noun" in month.classes and not before.word.pos & Pos.PREP
    if not t.cap or before.cap:
        return False
    return bool(t.word.pos & (Pos.ADV | Pos.NOUN | Pos.PREP | Pos.PRON)) and not t.word.pos & (
        Pos.NAME | Pos.PLACE
    )


def _one_name(tokens: list[Token], i: int) -> bool:
    """True where a single name stands before i in words of small letters: no title in capitals goes on."""
    around = tokens[i - 2], tokens[i + 1] if i + 1 < len(tokens) else tokens[i]
    return all(t.word is not None and not t.text.isdigit() for t in around) and not around[0].cap


def _small(w: Word) -> bool:
    """True for a word that is capitalised only where a sentence opens."""
    return bool(w.pos & (Pos.ADV | Pos.PREP | Pos.PRON | Pos.CONJ)) and not w.pos & (Pos.NOUN | Pos.ADJ)


def _behind_cue(tokens: list[Token], i: int, cue: Word) -> bool:
    """True where a sentence begins at i behind a verb or a noun of publishing that lost its medium."""
    w = tokens[i].word
    assert w is not None
    published = cue.classes & {"speak_publish", "outlet_noun"}
    if published and w.classes & {"role_noun", "anon_noun", "group_noun"}:
        return True
    if not cites(tokens, i - 1):
        return False
    return _finite(tokens, i, ",") or (_no_subject(cue, w) and _finite(tokens, i))


def cites(tokens: list[Token], k: int) -> bool:
    """True where token k is a verb of publishing in the present whose medium would follow."""
    w = tokens[k].word
    if (
        w is None
        or "speak_publish" not in w.classes
        or not w.pos & Pos.VERB
        or w.verb_genders not in (0, ANY_GENDER)
    ):
        return False
    before = tokens[k - 1]
    return before.text in ",-–—" or (
        before.word is not None and bool(before.word.pos & Pos.PRON or "as_word" in before.word.classes)
    )


def _names_medium(tokens: list[Token], k: int) -> bool:
    """True where a medium's name would follow token k: «…, передает», «об этом сообщает издание»."""
    w = tokens[k].word
    noun = w is not None and "outlet_noun" in w.classes and k > 0
    return cites(tokens, k) or (noun and cites(tokens, k - 1))


def _speech(tokens: list[Token], k: int) -> bool:
    """True where a statement begins at k: a capital or a figure, and a finite verb before the quotation ends;
    no medium's name begins with a preposition."""
    if k >= len(tokens) or not (tokens[k].cap or tokens[k].text.isdigit()):
        return False
    opening = tokens[k].word
    words, verb = 0, opening is not None and bool(opening.pos & Pos.PREP)
    for t in tokens[k : k + REACH]:
        if t.word is None:
            if t.text in '»”".!?':
                break
            continue
        words += 1
        verb = verb or _is_finite(t.word)
    return verb and words >= SHORTEST_SPEECH


def _no_subject(verb: Word, w: Word) -> bool:
    """True where a word cannot be the subject of the verb before it: its case or its number is another."""
    if not w.pos & (Pos.NOUN | Pos.ADJ | Pos.PRON):
        return False
    if not w.cases & Case.NOM:
        return True
    return verb.verb_numbers == SINGULAR and w.nominative_numbers == PLURAL


def _finite(tokens: list[Token], i: int, marks: str = "") -> bool:
    """True where a finite verb stands behind i before the sentence ends, or one of the marks."""
    for t in tokens[i + 1 : i + 2 * REACH]:
        if t.text in ".!?" or t.text in marks:
            return False
        if t.word is not None and _is_finite(t.word):
            return True
    return False


def _is_finite(w: Word) -> bool:
    return bool(w.pos & (Pos.VERB | Pos.SHORT)) and not w.pos & Pos.NOUN


def _two_clauses(tokens: list[Token], i: int, start: int, plain: frozenset[str]) -> bool:
    """True where a noun that opens a clause of its own follows a whole one: «… из тюрьмы Задержание не …»."""
    w, before = tokens[i].word, tokens[i - 1]
    if w is None or not w.pos & Pos.NOUN or w.lower not in plain:
        return False
    if not w.cases & Case.NOM or before.word is None or before.word.pos & (Pos.PREP | Pos.ADJ):
        return False
    if not _predicate_at(tokens, i + 1):
        return False
    return any(t.word is not None and _is_finite(t.word) for t in tokens[start : i - 1])


def _predicate_at(tokens: list[Token], k: int) -> bool:
    """True where a finite verb stands at k or behind one word; behind a negation it can be nothing else."""
    words = [t.word for t in tokens[k : k + 2]]
    if len(words) < 2 or words[0] is None:
        return False
    if "negation" in words[0].classes:
        return words[1] is not None and bool(words[1].pos & Pos.VERB)
    return any(w is not None and _is_finite(w) for w in words)


def _dated(tokens: list[Token], i: int) -> bool:
    """True behind a date in figures that closes a headline («… закрыт 03.11.2018 Верховный суд …»)."""
    if i < 7:
        return False
    date = [t.text for t in tokens[i - 5 : i]]
    figures = date[0] + date[2] + date[4]
    if date[1] != "." or date[3] != "." or not figures.isdigit() or len(figures) != 8:
        return False
    before = tokens[i - 6].word
    return before is not None and not before.pos & Pos.PREP
