"""Noun phrases by agreement, for languages with cases: where one ends, and its head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.extract.order_phrases import word_classes
from verify.extract.phrase_parts import (
    RELATIONAL,
    SELECTING,
    complement,
    complement_end,
    outlet_end,
    quoted_name,
    skips,
)
from verify.languages.words import FEMN, SINGULAR, Case, Pos

if TYPE_CHECKING:
    from verify.extract.reader import Reader
    from verify.languages.words import Word

_NP = Pos.NOUN | Pos.ADJ | Pos.NUM | Pos.DET | Pos.NAME
_TITLED = frozenset({"outlet_noun", "platform", "interview_noun", "org_noun", "doc_noun"})
"""What a name in the nominative stands behind whatever the case: «в газете Правда»."""
_SOMEBODY = frozenset({"role_noun", "spokes_noun", "outlet_person"})
_BLOCK = Pos.PREP | Pos.CONJ | Pos.SUBORD | Pos.ADV | Pos.INF | Pos.GERUND | Pos.AUX


def extent(reader: Reader, i: int, last: int, start: int) -> tuple[int, int]:
    """End of the phrase that begins at i, and its head noun (-1: there is none)."""
    head = -1
    k = i
    tokens, outlets, starts = reader.tokens, reader.outlets, reader.people.starts
    while k < last:
        step = outlet_end(reader, k) if k in outlets else 0
        if (
            step
            and head >= 0
            and (
                _is_name(reader, head)
                or (k > head + 1 and (_is_name(reader, k - 1) or _name_ends(reader, k)))
                or head in outlets
                or _medium_ended(reader, k, head)
                or _after_time(reader, head)
                or (k == head + 1 and _other_case(reader, head, i))
            )
        ):
            break  # «цитирует Лескова | «Интерфакс»», «слова министра | ТАСС», «12 мая | ТАСС»
        if step:
            head = head if head >= 0 else k
            k = step
            continue
        t = tokens[k]
        w = t.word
        if w is None:
            step = quoted_name(reader, k, last)
            if (
                step
                and head >= 0
                and (_is_name(reader, k - 1) or _after_time(reader, head) or _other_medium(reader, k, head))
            ):
                break  # «цитирует Лескова | «Вестник»», «12 мая | «Вестник»»
            if step:
                head = head if head >= 0 else k + 1
                k = step
                continue
            if head >= 0 and skips(reader, k, last):
                k += skips(reader, k, last)
                continue
            break
        if head < 0 and (_joins_adjectives(reader, k) or _one_of(reader, k, i)):
            k += 1
            continue
        if t.cap and len(t.text) == 1 and reader.people.initial(k):
            head = head if head >= 0 else k
            k += 1
            continue
        medium = head in outlets
        if not medium and 0 <= head < k - 1 and (tokens[k - 1].word is None or head + 1 in outlets):
            medium = _medium_ended(reader, k, head)
        if "speech_word" in w.classes and head >= 0 and tokens[k - 1].cap and w.cases & Case.ACC:
            break  # «приводит МИД | слова Лескова»
        if medium and k > head and (starts(k) or "speech_word" in w.classes or _office(reader, k)):
            break  # «сказал NYT | Пётр Лось», «передаёт ТАСС | слова Лося», «цитирует ТАСС | министра»
        if not _continues(reader, k, i, head, start):
            step = (
                (
                    (0 if _is_name(reader, k - 1) else complement(reader, k, last, head))
                    or _to_name(reader, i, k, last, head)
                    or ("at_preposition" in w.classes and _seat(reader, i, k, last))
                )
                if head >= 0
                else 0
            )
            if not step:
                break
            k = step
            continue
        if head < 0 and _heads(reader, k, last):
            if k > i and _of_others(reader, i, k):
                return k, -1
            head = k
        named = starts(k)
        k = named[0] if named is not None and named[0] <= last else k + 1
    if head < 0 and k > i:
        quantity = next((t for t in reversed(reader.tokens[i:k]) if t.word is not None), None)
        if quantity is not None and word_classes(quantity.word) & SELECTING:
            head = quantity.index
    return k, head


def _other_medium(reader: Reader, k: int, head: int) -> bool:
    """«Со ссылкой на Le Monde | «Вестник» сообщает»: two media, each by name."""
    return head in reader.outlets and k + 1 in reader.outlets


def _medium_ended(reader: Reader, k: int, head: int) -> bool:
    """«Телеканал «Сула» | », «газета The Times | »: the name behind what it is ends right before k."""
    if head < 0 or k < head + 2:
        return False
    h, known = reader.tokens[head].word, reader.outlets.get(head + 1)
    if h is None or "outlet_noun" not in h.classes or "outlet_person" in h.classes:
        return False  # «корреспондент BBC Анна Лескова»
    return reader.tokens[k - 1].text in '»”"' or (known is not None and known[0] == k)


def _office(reader: Reader, k: int) -> bool:
    """True where an office begins at k, an adjective before it or not: «цитирует ТАСС | бывшего министра»."""
    w, behind = reader.tokens[k].word, reader.tokens[k + 1].word if k + 1 < len(reader.tokens) else None
    if w is None or _somebody(w):
        return w is not None
    adjective = w.pos & Pos.ADJ and not w.pos & Pos.NOUN and not w.cases & Case.NOM
    return bool(adjective and behind is not None and _somebody(behind) and behind.cases & w.cases)


def _somebody(w: Word) -> bool:
    """Somebody by office in an oblique case, behind a medium's name: whose words it quotes."""
    return bool(w.classes & _SOMEBODY) and w.animate and not w.cases & Case.NOM


def _of_others(reader: Reader, i: int, head: int) -> bool:
    """«(опроса,) проведённого | Институтом»: the participle agrees with what stands before it."""
    w, h = reader.tokens[i].word, reader.tokens[head].word
    if w is None or h is None or not w.pos & Pos.ADJ or w.pos & (Pos.NOUN | Pos.NAME | Pos.NUM | Pos.DET):
        return False
    return bool(w.cases and h.cases) and h.cases == Case.INS and not w.cases & Case.INS


def _other_case(reader: Reader, head: int, first: int) -> bool:
    """A role in an oblique case, a body by name behind «в»: an outlet's name behind it is somebody else."""
    h = reader.tokens[head].word
    if h is not None and reader.tokens[head].cap and first and not h.classes & {"outlet_noun", "outlet_part"}:
        before = reader.tokens[first - 1].word  # «в Сбербанке | РБК сообщили»
        at = before is not None and "at_preposition" in before.classes
        if at and h.cases & Case.LOC and not h.cases & Case.NOM:
            return True
    if h is None or h.classes & {"outlet_person", "anon_noun", "spokes_noun"}:
        return False
    one = h.numbers == SINGULAR  # «экспертов Reuters» are its own
    return one and "role_noun" in h.classes and bool(h.cases) and not h.cases & Case.NOM


def _name_ends(reader: Reader, k: int) -> bool:
    """True where somebody's first and last name end right before k: «слова Клары Линдквист | Reuters»."""
    named = reader.people.starts(k - 2)
    return named is not None and named[0] == k


def _is_name(reader: Reader, k: int) -> bool:
    """True for a person's name that is no outlet's."""
    t = reader.tokens[k]
    return t.cap and k not in reader.outlets and t.word is not None and bool(t.word.pos & Pos.NAME)


def _to_name(reader: Reader, first: int, k: int, last: int, head: int) -> int:
    """End of what stands between a role and the name that it belongs to, whatever the preposition: «один из
    докладчиков относительно тарифов Пётр Лось», «министр связи и печати Иван Лесков»; 0 where no name in the
    nominative follows.
    """
    h, w = reader.tokens[head].word, reader.tokens[k].word
    if h is None or w is None or not (h.classes & RELATIONAL or (h.animate and not reader.tokens[head].cap)):
        return 0
    if w.pos & Pos.CONJ and not w.pos & Pos.SUBORD:
        near = (reader.tokens[k - 1].word, reader.tokens[k + 1].word if k + 1 < last else None)
        if not all(n is not None and n.pos & (Pos.NOUN | Pos.ADJ) and n.cases & Case.GEN for n in near):
            return 0
    elif not w.pos & Pos.PREP or w.pos & Pos.NOUN:
        return 0
    if any(reader.people.starts(j) for j in range(first, k)):
        return 0
    end, _, named = complement_end(reader, k + 1, last)
    name = reader.tokens[end].word if named else None
    opens = reader.tokens[first].word
    cases = opens.cases if opens is not None and "quantifier" in opens.classes else h.cases
    return end if name is not None and name.cases & cases & Case.NOM else 0


def _seat(reader: Reader, first: int, k: int, last: int) -> int:
    """End of «посольство Польши | в Киеве»: where a mission sits is part of its name; 0 where nothing.
    k: the preposition."""
    if not any("mission_noun" in word_classes(t.word) for t in reader.tokens[first:k]):
        return 0
    end = k + 1
    while end < last and (t := reader.tokens[end]).cap and t.word is not None and t.word.cases & Case.LOC:
        end += 1
    return end if end > k + 1 else 0


def _one_of(reader: Reader, k: int, first: int) -> bool:
    """«Один | из | докладчиков»: what selects, and the group it selects from, are one phrase."""
    if k == first:
        return False
    w, before = reader.tokens[k].word, reader.tokens[k - 1].word
    return (
        w is not None
        and before is not None
        and "of_preposition" in w.classes
        and "quantifier" in before.classes
    )


def _joins_adjectives(reader: Reader, k: int) -> bool:
    """«румынские и польские СМИ»: one phrase."""
    w = reader.tokens[k].word
    if w is None or not w.pos & Pos.CONJ or w.pos & Pos.SUBORD or k + 1 >= len(reader.tokens) or not k:
        return False
    before, after = reader.tokens[k - 1].word, reader.tokens[k + 1].word
    if before is None or after is None:
        return False
    return bool(before.pos & Pos.ADJ and after.pos & Pos.ADJ and before.cases & after.cases)


def _heads(reader: Reader, k: int, last: int) -> bool:
    """True where the word at k can be the phrase's head."""
    t = reader.tokens[k]
    if t.word is None or _modifier(reader, k, last):
        return False
    if t.text[0].isdigit() and k + 1 < last and "time_noun" in word_classes(reader.tokens[k + 1].word):
        return False  # «16 | октября»
    named = t.cap and "quantifier" not in t.word.classes  # «Один из …» opens many a sentence
    return bool(t.word.pos & Pos.NOUN or named or not t.word.pos & _NP or t.word.classes & RELATIONAL)


def _modifier(reader: Reader, k: int, last: int) -> bool:
    """True where the word at k stands before a noun that it qualifies («американские | чиновники»)."""
    w = reader.tokens[k].word
    if w is None or not w.pos & (Pos.ADJ | Pos.DET | Pos.NUM) or k + 1 >= last:
        return False
    if w.classes & RELATIONAL and not _feminine(w, reader.tokens[k + 1].word):
        return False  # «уполномоченных компании»: a noun by use
    before = reader.tokens[k - 1].word if k else None
    if reader.tokens[k].cap and w.pos & Pos.PLACE and before is not None and before.pos & Pos.PREP:
        behind = reader.tokens[k + 1].word
        if behind is not None and not w.genders & behind.genders:
            return False  # «у Мінську звинувачення»: no adjective, whatever else the form may be
    nxt = reader.tokens[k + 1]
    if "doc_noun" in w.classes and w.pos & Pos.NOUN and nxt.cap:
        return False  # «данные | Росстата»
    if "doc_noun" in w.classes and w.pos & Pos.NOUN and _owner(nxt.word):
        return False  # «дані | реєстру», «дані | компанії»
    if (
        nxt.word is not None
        and w.pos & Pos.NOUN
        and w.cases
        and nxt.word.cases
        and not w.cases & nxt.word.cases
    ):
        return False  # «данные | опроса»: no adjective here
    return nxt.word is not None and bool(nxt.word.pos & (Pos.NOUN | Pos.ADJ | Pos.NAME) or nxt.cap)


def _owner(w: Word | None) -> bool:
    """A noun in the genitive that is no nominative: whose the noun before it is."""
    if w is None or not w.pos & Pos.NOUN or w.pos & (Pos.PREP | Pos.ADV):
        return False
    return w.cases & (Case.GEN | Case.NOM) == Case.GEN


def _feminine(w: Word, noun: Word | None) -> bool:
    """«(В) військовій | адміністрації»: an adjective by its gender, which the noun behind has."""
    if noun is None or not w.pos & Pos.ADJ or not noun.pos & Pos.NOUN:
        return False
    return w.genders == noun.genders == FEMN and bool(w.cases & noun.cases and w.numbers & noun.numbers)


def _continues(reader: Reader, k: int, first: int, head: int, start: int) -> bool:
    """True where the word at k belongs to the phrase so far."""
    t = reader.tokens[k]
    w = t.word
    assert w is not None
    if t.level != reader.tokens[first].level and not (
        t.level > 0 and reader.tokens[first].level == 0 and t.cap
    ):
        return False
    if t.cap and k > start and not (head >= 0 and _after_time(reader, head)):
        named = reader.people.starts(k - 1)
        if named is not None and named[0] > k:
            return True  # «Эмма | Ли»
        if _stranger(reader, k, head, first) or _body_behind(reader, k, head, first):
            return False
        small = w.pos & (Pos.PREP | Pos.CONJ | Pos.SUBORD | Pos.PRON) and not w.pos & (Pos.NOUN | Pos.NAME)
        return not small or (head >= 0 and len(t.text) > 1 and t.text.isupper())  # «речник ОТУ»
    if w.pos & _BLOCK and not (
        w.pos & (Pos.NOUN | Pos.ADJ) and not w.pos & (Pos.CONJ | Pos.PREP | Pos.SUBORD)
    ):
        return bool(w.classes & SELECTING) and head < 0
    if w.pos & Pos.PRON and not w.pos & (Pos.ADJ | Pos.DET):
        return False
    if w.pos & Pos.VERB and (head >= 0 or not w.pos & (Pos.NOUN | Pos.ADJ)):
        return False
    if w.pos & Pos.SHORT and not w.pos & (Pos.NOUN | Pos.ADJ) and reader.people.starts(k) is None:
        return False
    if head < 0:
        return True
    if t.text[0].isdigit() and not _after_time(reader, head):
        after = reader.tokens[k + 1].word if k + 1 < len(reader.tokens) else None
        if after is not None and "time_noun" in after.classes:
            return False  # «Минобороны | 24 ноября сообщило»
    if w.pos & Pos.SHORT and "verb_believe" in w.classes:
        return False  # «эксперты | уверены»: what they are, not which
    if w.classes & {"role_noun", "title_noun"} and "outlet_noun" in word_classes(reader.tokens[head].word):
        # «цитирует агентство | министра», but «на сайте министра»
        return "site_noun" in word_classes(reader.tokens[head].word) and bool(w.cases & Case.GEN)
    if _is_place(reader, head) and w.pos & Pos.NOUN:
        return False  # «в Минске | обвинения отвергают»
    if _after_time(reader, head):
        return "time_noun" in w.classes
    if w.pos & Pos.NUM and not w.pos & (Pos.NOUN | Pos.ADJ):
        return False
    agrees = w.cases & Case.GEN or (t.cap and w.pos & Pos.NAME) or not w.pos & _NP
    return bool(agrees) or _apposed(reader, k, head) or _second_role(reader, k, head)


def _second_role(reader: Reader, k: int, head: int) -> bool:
    """«Соавтор работы | профессор Пётр Лось»: two roles of one name."""
    w, h = reader.tokens[k].word, reader.tokens[head].word
    if w is None or h is None or not w.classes & RELATIONAL or not h.classes & RELATIONAL:
        return False
    return bool(w.cases & h.cases & Case.NOM) and reader.people.starts(k + 1) is not None


def _is_place(reader: Reader, head: int) -> bool:
    t = reader.tokens[head]
    return t.cap and t.word is not None and bool(t.word.pos & Pos.PLACE or "place_as_body" in t.word.classes)


def _after_time(reader: Reader, head: int) -> bool:
    """«Во вторник | Ryanair»: a day's phrase takes nothing but a month or a year."""
    h = reader.tokens[head].word
    return h is not None and "time_noun" in h.classes


def _stranger(reader: Reader, k: int, head: int, first: int) -> bool:
    """A name in the nominative behind a noun in another case: «в заявлении об уходе | Дэвис написал»."""
    if head < 0:
        return False
    w, h = reader.tokens[k].word, reader.tokens[head].word
    opens = reader.tokens[first].word
    if opens is not None and "quantifier" in opens.classes and opens.cases & Case.NOM and first < head:
        return False  # «один из докладчиков Пётр Лось»: who is selected, not from whom
    if w is None or h is None or not w.cases or not h.cases:
        return False
    held, before = h.cases, reader.tokens[first - 1].word if first else None
    if before is not None and before.pos & Pos.PREP and not h.classes & _TITLED:
        held &= ~Case.NOM  # «в ответ | Госдума заявила», «на саммите | Верховная рада …»
    elif not w.pos & Pos.NAME:
        return False
    return not w.cases & (Case.GEN | held) and bool(w.cases & Case.NOM)


def _body_behind(reader: Reader, k: int, head: int, first: int) -> bool:
    """A body in the nominative behind where it speaks: «в Twitter | Министерство транспорта сообщило»."""
    w = reader.tokens[k].word
    h = reader.tokens[head].word if head >= 0 else None
    before = reader.tokens[first - 1].word if first else None
    if w is None or h is None or before is None or not before.pos & Pos.PREP:
        return False
    body = "org_noun" in w.classes and w.cases & Case.NOM and not w.cases & Case.GEN
    return bool(body) and bool(h.classes & {"platform", "site_noun"})


def _apposed(reader: Reader, k: int, head: int) -> bool:
    """A name in its head's case: «министр Климкин», «издание Focus»."""
    t, h = reader.tokens[k], reader.tokens[head]
    if t.word is None or h.word is None:
        return False
    return t.cap and bool(t.word.cases & h.word.cases)
