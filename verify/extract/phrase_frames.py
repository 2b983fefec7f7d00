"""Frames of phrases and nouns: «по словам X, …», «по имеющимся данным, …», «заявления X о том, что …»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.extract.cues import Cue
from verify.extract.documents import has_it, obtained, received
from verify.extract.frames import (
    Candidate,
    Scene,
    agrees,
    content_start,
    has_verb,
    links,
    nominative,
    side_by_side,
    substance,
)
from verify.extract.order_clauses import finite
from verify.extract.order_hearsay import heard, stands_behind
from verify.extract.order_makers import cited
from verify.extract.order_phrases import word_classes
from verify.extract.verb_regions import made_by
from verify.languages.words import PLURAL, Case, Pos
from verify.model import SourceKind

if TYPE_CHECKING:
    from verify.extract.clauses import Segment
    from verify.extract.mentions import Mention
    from verify.languages.words import Word


LONGEST_APPOSITION = 8
"""Tokens that tell who somebody is, where the statement goes on behind them."""


def hearsay(scene: Scene, cue: Cue) -> Candidate | None:
    """«По имеющимся данным, …», «стало известно, что …»: somebody says, nobody is named."""
    seg = scene.segs[cue.segment]
    if _reached(scene, cue):
        return None
    if not scene.pack.cased and stands_behind(scene, cue):
        return heard(scene, cue)
    start = cue.last
    number = cue.segment
    if cue.last >= seg.last and number + 1 < len(scene.segs):
        number += 1
        start = scene.segs[number].first
    told = [
        m for m in scene.reader.mentions(cue.last, seg.last) if _medium(scene, m) and m.first <= cue.last + 1
    ]
    whom = told and _from_whom(scene, told[0], seg.last)
    if told:  # «Как стало известно «Вестнику», …»
        number = (
            cue.segment + 1
            if (whom or told)[0].last >= seg.last - 1 and cue.segment + 1 < len(scene.segs)
            else cue.segment
        )
        start = scene.segs[number].first if number > cue.segment else told[0].last
    if (
        scene.pack.cased
        and "about_that" in word_classes(scene.word(start + 1))
        and number + 1 < len(scene.segs)
    ):
        number += 1  # «стало известно о том, | что …»
        start = scene.segs[number].first
    start = skip_complementizer(scene, start)
    found = Candidate("hearsay", (cue.first, cue.last), cue.segment, agentless=not told, sources=told[:1])
    if whom:
        found.medium, found.sources = found.sources, whom
    found.region = [(seg.first, start)]
    end = scene.end_of(number)
    found.content = [(start, end)] if end > start else []
    return found if found.content else None


def _from_whom(scene: Scene, medium: Mention, last: int) -> list[Mention]:
    """«(Стало відомо) «Віснику» | від джерел в уряді»: who told it the medium."""
    out = scene.pack.classes.get("from_preposition", ())
    near = [m for m in scene.reader.mentions(medium.last, last) if m.first == medium.last + 1]
    told = (m for m in near if m.preposition in out and m.kind is not SourceKind.DOCUMENT)
    return [m for m in told if m.reference != "thing"][:1]


def _medium(scene: Scene, m: Mention) -> bool:
    """«Как стало известно «Речному вестнику»»: a medium, listed or by its marks and its case."""
    if m.kind is SourceKind.OUTLET:
        return True
    marked = scene.pack.cased and scene.reader.tokens[m.first].text in '«“„"'
    told = marked and m.kind is SourceKind.ORGANIZATION and not m.classes and not m.preposition
    if told and m.cases & Case.DAT and not m.cases & Case.NOM:
        m.kind, m.reference = SourceKind.OUTLET, ""
        return True
    return False


def _reached(scene: Scene, cue: Cue) -> bool:
    """«В службу спасения поступило сообщение о …»: an event, whoever called."""
    to = scene.pack.classes.get("urge_preposition", ())
    return scene.pack.cased and any(
        m.kind is SourceKind.ORGANIZATION and m.preposition in to and m.last <= cue.first + 1
        for m in scene.mentions(cue.segment)
    )


def skip_complementizer(scene: Scene, k: int) -> int:
    """First token behind «что», "that"; an interrogative («как», «почему») stays in the content."""
    w = scene.word(k) if k < scene.last else None
    if w is not None and "complementizer" in w.classes and "interrogative_content" not in w.classes:
        return k + 1
    return k


def phrase_frame(scene: Scene, cue: Cue) -> Candidate | None:
    """«По словам X, …», "…, according to X"."""
    seg = scene.segs[cue.segment]
    found = Candidate(cue.name, (cue.first, cue.last), cue.segment, outer=True)
    found.sources = _phrase_source(scene, cue, seg)
    if not found.sources and cue.last >= seg.last:
        found.medium, found.sources = obtained(scene, cue.segment + 1)
        seg = scene.segs[cue.segment + 1] if found.sources else seg
    end = max((m.last for m in found.sources), default=cue.last)
    end = max(end, cue.last)
    if not found.sources:
        if cue.name == "according" and "by_noun" not in word_classes(scene.word(cue.last - 1)):
            return None
        found.agentless = True
        if one := _one_of_them(scene, cue.last, seg.last):
            end, found.features["continues"], found.features["of_them"] = one, 1.0, 1.0
        words = [w for k in range(cue.first, cue.last) if (w := scene.word(k)) is not None]
        if any("this_word" in w.classes for w in words) or _one_statement(words[-1]):
            found.features["continues"] = 1.0
    if _inside_relative(scene, cue) or _by_rule(scene, cue, found):
        return None
    if "outcome_noun" in word_classes(scene.word(cue.last - 1)) and not _surveyed(found):
        return None  # «за результатами голосування …»: when, not who says so
    close = _phrase_end(scene, cue.segment, end)
    made = _surveyed(found) and made_by(scene, cue.segment + 1)
    behind = found.sources and not found.medium and end >= seg.last
    if behind and (made or has_it(scene, cue.segment + 1)):
        found.medium = received(scene, found.sources[0])
        after = scene.segs[cue.segment + 1 : cue.segment + 3]  # «По данным Y, | на которые ссылается X, | …»
        close = max(close, after[1].first if len(after) > 1 else after[0].last)
    opening = cue.first - seg.first <= 2 and (cue.segment == 0 or not substance(scene, 0, cue.segment))
    close = _behind_apposition(scene, cue.segment, close, found)
    opening = opening and not _subject_ahead(scene, cue, close)
    sentence_end = scene.end_of(len(scene.segs) - 1)
    if opening:
        start = close
        found.region = [(seg.first, start)]
        found.content = [(start, sentence_end)] if sentence_end > start else []
        if _subject_in_front(scene, cue.segment):
            found.content.insert(0, (scene.segs[0].first, seg.first))
    else:
        before_from = _joined_from(scene, cue.segment) or content_start(scene, cue.segment)
        found.region = [(cue.first, close)]
        found.content = [(before_from, cue.first)]
        if close < sentence_end and (
            (close >= seg.last and cue.segment + 1 < len(scene.segs)) or close < seg.last
        ):
            found.content.append((close, sentence_end))
    found.content = [(a, b) for a, b in found.content if b > a]
    links(scene, found)
    return found if found.content else None


def _subject_ahead(scene: Scene, cue: Cue, close: int) -> bool:
    """«Завод, по словам мэра, закрылся»: the subject of the verb that follows stands before the phrase."""
    if not scene.pack.cased or cue.segment == 0 or scene.segs[cue.segment - 1].quote:
        return False
    ahead = [m for m in scene.mentions(cue.segment - 1) if nominative(m) and "time_noun" not in m.classes]
    if not ahead or ahead[-1].last < scene.segs[cue.segment].first - 1:
        return False
    k = close
    while k < scene.last and (w := scene.word(k)) is not None and w.pos & Pos.ADV and not w.pos & Pos.VERB:
        k += 1
    return _predicate(scene, k) and agrees(scene, Cue("verb", k, k + 1, cue.segment), ahead[-1])


def _predicate(scene: Scene, k: int) -> bool:
    """A finite verb, a short adjective; «(завод) закрытый» alone in the nominative."""
    w = scene.word(k) if k < scene.last else None
    if w is None or w.pos & (Pos.NOUN | Pos.ADV):
        return False
    behind = scene.word(k + 1) if k + 1 < scene.last else None
    alone = behind is None or not behind.pos & (Pos.NOUN | Pos.ADJ | Pos.NAME)
    return bool(w.pos & (Pos.VERB | Pos.SHORT) or (w.pos & Pos.ADJ and w.cases & Case.NOM and alone))


def _subject_in_front(scene: Scene, number: int) -> bool:
    """ "The bridge, | according to X, | will close": the words in front are what it is about."""
    if scene.pack.cased or number != 1 or scene.segs[0].quote:
        return False
    first = scene.word(scene.segs[0].first)
    if first is None or first.pos & (Pos.PREP | Pos.CONJ | Pos.SUBORD | Pos.ADV):
        return False
    subject = next((m for m in scene.mentions(0) if m.first == scene.segs[0].first), None)
    whole = (
        subject is not None and subject.last >= scene.segs[0].last - 1 and "time_word" not in subject.classes
    )
    return whole and subject is not None and nominative(subject)


def _behind_apposition(scene: Scene, number: int, close: int, found: Candidate) -> int:
    """ "…, according to Ann Lake, | director of the port": who it is closes the words that attribute."""
    seg = scene.segs[number]
    if close < seg.last or number + 2 > len(scene.segs) or not found.sources:
        return close
    after = scene.segs[number + 1]
    parts = number + 2 < len(scene.segs)  # "The bridge, according to X, | head of the port, | will close"
    if parts and (scene.segs[number + 2].before != "," or after.last - after.first > LONGEST_APPOSITION):
        return close
    w = scene.word(after.first)
    if not parts and not scene.pack.cased and _told_of(scene, number + 1, found):
        return after.last
    person = found.sources[0].kind is SourceKind.PERSON and not found.sources[0].reference
    if not person or after.quote or after.before != "," or w is None or _verbal(scene, number + 1):
        return close
    named = w.pos & (Pos.NOUN | Pos.DET | Pos.ADJ) and not w.pos & (Pos.PREP | Pos.CONJ | Pos.SUBORD)
    if scene.pack.cased and not (w.pos & Pos.NOUN and w.cases & Case.GEN):
        return close
    end = scene.segs[number + 2].first if parts else after.last
    return end if named else close


def _verbal(scene: Scene, number: int) -> bool:
    """True where a segment holds a verb; "the head of the port" holds none."""
    if scene.pack.cased:
        return has_verb(scene, number)
    return finite(scene, scene.segs[number].first, scene.segs[number].last)


def _surveyed(found: Candidate) -> bool:
    """«За результатами опитування»: a document's results are what it says."""
    return (
        bool(found.sources)
        and found.sources[0].kind is SourceKind.DOCUMENT
        and not found.sources[0].reference
    )


def _told_of(scene: Scene, number: int, found: Candidate) -> bool:
    """ "…, according to X, | a charity that runs the port": an apposition with a clause of its own."""
    seg, named = scene.segs[number], found.sources[0]
    w = scene.word(seg.first)
    if named.reference or seg.quote or seg.before != "," or w is None or "indefinite" not in w.classes:
        return False
    about = next((m for m in scene.mentions(number) if m.first == seg.first), None)
    behind = scene.word(about.last) if about is not None and about.last < seg.last else None
    return behind is not None and "subject_relative" in behind.classes


def _joined_from(scene: Scene, number: int) -> int:
    """«Диск вышел в мае и, | по данным X, | разошёлся»: what X says begins at the conjunction."""
    if not scene.pack.cased or number == 0 or scene.segs[number].before != ",":
        return 0
    k = scene.segs[number].first - 1
    while k > scene.first and scene.word(k) is None:
        k -= 1
    w = scene.word(k)
    joins = w is not None and w.pos & Pos.CONJ and not w.pos & (Pos.SUBORD | Pos.ADV)
    return k if joins and has_verb(scene, number - 1) and k > scene.segs[number - 1].first else 0


def _inside_relative(scene: Scene, cue: Cue) -> bool:
    """«…, которая, по их мнению, стала …»: it qualifies the clause that it stands in, not the statement."""
    if not scene.pack.cased or cue.segment == 0 or scene.segs[cue.segment].first != cue.first:
        return False
    before = scene.segs[cue.segment - 1]
    w = scene.word(before.first)
    return (
        before.last - before.first == 1
        and cue.segment > 1
        and w is not None
        and bool(w.pos & Pos.SUBORD or "relative" in w.classes)
        and "complementizer" not in w.classes
    )


def _by_rule(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """«Мост закрыт согласно приказу»: without a comma it is how something is done, nobody's report."""
    inline = scene.pack.cased and cue.name == "according" and cue.first - scene.segs[cue.segment].first > 2
    if not inline or not found.sources:
        return False
    m = found.sources[0]
    return m.kind is SourceKind.DOCUMENT or (m.kind is SourceKind.COLLECTIVE and m.reference == "thing")


def noun_clause(scene: Scene, cue: Cue) -> Candidate | None:
    """«… заявления X о том, что …», «дошли до вывода, что …»: a noun of saying with its clause."""
    number = cue.segment + 1
    if number >= len(scene.segs):
        return None
    seg, following = scene.segs[cue.segment], scene.segs[number]
    start = skip_complementizer(scene, following.first)
    if following.quote or start == following.first or following.before != ",":
        return None
    found = Candidate("noun-clause", (cue.first, cue.first + 1), cue.segment)
    inner = [m for m in scene.reader.mentions(cue.first + 1, cue.last) if m.reference != "thing"]
    found.content = [(start, scene.end_of(len(scene.segs) - 1))]
    verb = next(
        (k for k in range(seg.first, cue.first) if (w := scene.word(k)) is not None and w.pos & Pos.VERB),
        None,
    )
    ahead = range(seg.first, cue.first) if scene.pack.cased else [verb] if verb is not None else []
    if any(word_classes(scene.word(k)) & {"comment_verb", "deny_verb"} for k in ahead):
        return None  # «прокомментировал информацию, что …», «опроверг слухи о том, что …»: others said so
    if inner:
        found.sources = inner[:1]
        found.region = [(cue.last if cue.last < seg.last else start - 1, start)]
        return found
    noun = scene.word(cue.first)
    before = scene.word(cue.first - 1) if cue.first > seg.first else None
    if "rumour_noun" in word_classes(noun) and before is not None and before.pos & Pos.PREP:
        found.agentless = True  # «… на сообщения о том, что»: told by nobody in particular
        found.region = [(cue.last if cue.last < seg.last else start - 1, start)]
        return found
    if verb is None:
        return None
    if _appears(scene, cue, verb):
        found.agentless, found.region = True, [(seg.first, start)]
        return found
    subjects = [
        m for m in scene.mentions(cue.segment) if m.last <= verb and nominative(m) and m.reference != "thing"
    ]
    if not subjects:
        return None
    found.sources = subjects[-1:]
    found.region = [(seg.first, start)]
    return found


def _appears(scene: Scene, cue: Cue, verb: int) -> bool:
    """«Появилась информация о том, что …»: the noun is the verb's subject, nobody is named."""
    noun, w, before = scene.word(cue.first), scene.word(verb), scene.word(cue.first - 1)
    if noun is None or w is None or "rumour_noun" not in noun.classes or not noun.cases & Case.NOM:
        return False
    if _reached(scene, cue):
        return False
    if before is not None and before.pos & Pos.PREP:
        return False
    negated = verb > scene.first and "negation" in word_classes(scene.word(verb - 1))
    others = [
        m
        for m in scene.mentions(cue.segment)
        if nominative(m) and m.reference != "thing" and not m.first <= cue.first < m.last
    ]
    agree = noun.numbers & w.verb_numbers and (w.verb_genders in (0, 7) or noun.genders & w.verb_genders)
    return bool(agree) and not negated and not others


def _phrase_source(scene: Scene, cue: Cue, seg: Segment) -> list[Mention]:
    """Who stands in or behind the phrase: «по | его | словам», «по словам | X»."""
    inside = [
        m for m in scene.reader.mentions(cue.first + 1, cue.last) if m.reference in ("he", "she", "they")
    ]
    if not scene.pack.cased and not inside:
        owners = (m for k in range(cue.first + 1, cue.last) for m in scene.reader.mentions(k, k + 1))
        inside = [m for m in owners if m.reference in ("he", "she")]  # "in | her | words"
    for m in () if inside and not scene.pack.cased else scene.reader.mentions(cue.last, seg.last):
        if m.first > cue.last + 1 and not _same_again(scene, cue.last, m.first):
            break
        if m.reference == "thing" and m.preposition and not scene.pack.cased:
            return []  # "according to reports | from the convention"
        if m.reference == "thing" and m.kind is SourceKind.DOCUMENT and not m.of:
            document = cited(scene.reader, m) if not scene.pack.cased and cue.name == "according" else None
            return [document] if document is not None else inside[:1]
        return side_by_side(scene, m, cue.segment)
    return inside[:1]


def _one_statement(w: Word) -> bool:
    """«Согласно сообщению, …»: the one just told of; «по сообщениям, …» are anybody's."""
    return "statement_noun" in w.classes and not w.numbers & PLURAL


def _one_of_them(scene: Scene, k: int, last: int) -> int:
    """End of «(по словам) | одного из них»: whoever spoke goes on; 0 where it is not said."""
    words = [scene.word(j) for j in range(k, min(k + 3, last))]
    classes = [w.classes if w is not None else frozenset() for w in words]
    if len(words) < 3 or not scene.pack.cased or "quantifier" not in classes[0]:
        return 0
    return k + 3 if "of_preposition" in classes[1] and "they" in classes[2] else 0


def _same_again(scene: Scene, a: int, b: int) -> bool:
    """«По данным | того же | института»: words that only point."""
    small = Pos.PRON | Pos.DET | Pos.CONJ | Pos.ADV
    return scene.pack.cased and all((w := scene.word(k)) is not None and w.pos & small for k in range(a, b))


def _reduced(scene: Scene, number: int, k: int) -> bool:
    """True for "people | briefed on the matter", "a group | close to X", "data | released Friday by X": the
    rest of the segment tells more of the source."""
    w, seg = scene.word(k), scene.segs[number]
    if w is None or (number + 1 < len(scene.segs) and scene.segs[number + 1].quote):
        return False
    if number == 0 and number + 1 == len(scene.segs):
        return False
    participle = w.pos & Pos.VERB and w.lower.endswith(scene.pack.participle_endings) and not w.pos & Pos.AUX
    behind = scene.word(k + 1) if k + 1 < seg.last else None
    tied = w.pos & Pos.ADJ and behind is not None and behind.pos & Pos.PREP
    return bool(participle or tied or w.pos & (Pos.PREP | Pos.SUBORD))


def _qualifies(scene: Scene, number: int) -> bool:
    """«По словам чиновников, | знакомых с делом, | …»: an apposition to the source, by its case."""
    if not scene.pack.cased or number + 1 >= len(scene.segs) or scene.segs[number].before != ",":
        return False
    if scene.segs[number + 1].before != ",":
        return False  # «По её словам, главная причина — …»
    w = scene.word(scene.segs[number].first)
    if w is None or not w.pos & Pos.ADJ or w.pos & (Pos.VERB | Pos.NOUN):
        return False
    return bool(w.cases & (Case.GEN | Case.DAT)) and not has_verb(scene, number)


def _phrase_end(scene: Scene, number: int, end: int) -> int:
    """Where the words behind a phrase's source end: at the comma, or at once where the sentence goes on
    bare.
    """
    seg = scene.segs[number]
    if end >= seg.last:
        while _qualifies(scene, number + 1):
            number += 1
        return scene.segs[number].last if number + 1 >= len(scene.segs) else scene.segs[number + 1].first
    rest = range(end, seg.last)
    if not scene.pack.cased and _reduced(scene, number, end):
        return seg.last if number + 1 >= len(scene.segs) else scene.segs[number + 1].first
    verbal = any((w := scene.word(k)) is not None and w.pos & (Pos.VERB | Pos.SHORT) for k in rest)
    if verbal:
        return end
    k = number
    while (
        k + 1 < len(scene.segs)
        and not has_verb(scene, k + 1)
        and scene.segs[k + 1].before == ","
        and k - number < 2
    ):
        k += 1
    return scene.segs[k + 1].first if k + 1 < len(scene.segs) else scene.segs[k].last
