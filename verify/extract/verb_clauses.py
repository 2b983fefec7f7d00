"""The frames of a verb of saying whose content is a clause, a quotation or what stands before:
«X заявил, что …», «X сказал: …», «Как сообщает X, …», «Об этом сообщает X».
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.extract.asides import behind_aside, cites, less_citations
from verify.extract.cues import Cue, phrase_end
from verify.extract.documents import held
from verify.extract.frames import Candidate, content_start, has_verb, speech_behind, substance
from verify.extract.order_phrases import word_classes
from verify.extract.verb_regions import finite_in, next_verb, opens_clause, set_content, verb_first
from verify.languages.words import NEUT, Case, Pos
from verify.model import SourceKind

if TYPE_CHECKING:
    from verify.extract.frames import Range, Scene
    from verify.languages.words import Word


def _this_object(scene: Scene, number: int) -> Range | None:
    """«Об этом», «про це» in a segment."""
    seg = scene.segs[number]
    if seg.quote:
        return None
    for k in range(seg.first, seg.last):
        if end := phrase_end(scene.reader.tokens, k, seg.last, scene.pack, "this_object"):
            return k, end
    return None


def marker(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """«Об этом сообщает X»: what it attributes stands in the sentences before."""
    if _quotes_them(scene, cue):
        found.rule, found.marker, found.outer = "verb-marker", True, bool(cue.segment)
        found.region = [(scene.segs[cue.segment].first, scene.end_of(len(scene.segs) - 1))]
        return True
    opening = scene.word(scene.segs[cue.segment].first)
    if scene.pack.cased and cue.segment and opening is not None and _when(opening):
        return False  # «…, коли це оголосять»
    here = _this_object(scene, cue.segment)
    for number in range(cue.segment - 1, -1, -1):  # «Об этом в среду, 3 мая, сообщил X»
        if here is not None or scene.segs[number + 1].before != ",":
            break
        if has_verb(scene, number) and not _as_told(scene, number):
            break
        here = _this_object(scene, number)
    named = "speak_name" in cue.classes and here is not None and here[0] >= cue.last
    if (
        here is None
        or named
        or "speak_judge" in cue.classes
        or (cue.segment and _as_told(scene, cue.segment))
    ):
        return False  # «эту информацию опровергли» says something itself
    this = scene.word(here[0])
    bare = this is not None and this.lower in scene.pack.classes.get("bare_this", ())
    if bare and (here[0] > scene.segs[cue.segment].first + 1 or _says_more(scene, cue, here[1])):
        return False
    if finite_in(scene, scene.segs[cue.segment].first, min(here[0], cue.first)) or _rather(scene, here[1]):
        return False
    number = cue.segment + 1
    if number < len(scene.segs) and (
        opens_clause(scene, number) or (scene.segs[number].quote and scene.segs[number].before == ":")
    ):
        return False
    seg, last = scene.segs[cue.segment], scene.word(here[1] - 1)
    relative = here[0] == seg.first and last is not None and bool(last.pos & Pos.SUBORD)
    if cue.segment and (relative or _told_here(scene, cue, here)):
        found.rule, found.outer = "verb-around", True  # «Мост закрыт, | об этом сообщил X»
        found.region, end = [(seg.first, seg.last)], scene.end_of(len(scene.segs) - 1)
        found.content = [(content_start(scene, cue.segment), seg.first), (seg.last, end)]
        return True
    found.rule, found.marker = "verb-marker", True
    found.region = [(min(here[0], scene.segs[cue.segment].first), scene.end_of(len(scene.segs) - 1))]
    if _run_on(scene, cue):
        found.region = [(scene.segs[cue.segment].first, cue.last)]
        found.features["lost"] = 1.0
    return True


def _told_here(scene: Scene, cue: Cue, here: Range) -> bool:
    """«Порт закрыт, | об этом сообщает X»: what it is about stands in front of it, with a verb of its own."""
    seg = scene.segs[cue.segment]
    near = here[0] in (seg.first, cue.last) and verb_near(scene, cue, here)
    opens = (word_classes(scene.word(g.first)) for g in scene.segs[: cue.segment])
    if not near or seg.before not in (",", "-", "(") or any("as_word" in c for c in opens):
        return False  # «Как передаёт ТАСС, | об этом она сообщила»: what stands before the sentence
    stated = any(has_verb(scene, n) for n in range(cue.segment) if not scene.segs[n].quote)
    return scene.pack.cased and (stated or any(scene.segs[n].quote for n in range(cue.segment)))


def verb_near(scene: Scene, cue: Cue, here: Range) -> bool:
    """True where nothing but who and when stands between «об этом» and its verb."""
    return all(
        (w := scene.word(k)) is None or not w.pos & (Pos.VERB | Pos.SUBORD) or bool(w.pos & Pos.NOUN)
        for k in range(here[1], cue.first)
    )


def _as_told(scene: Scene, number: int) -> bool:
    """«Об этом, | как пишет Y, | заявил X»: who told of it stands between."""
    seg = scene.segs[number]
    return seg.before == "," and "as_word" in word_classes(scene.word(seg.first))


def _says_more(scene: Scene, cue: Cue, k: int) -> bool:
    """«Це перше таке судно, зазначає X»: a statement about this, in a clause of its own."""
    return k <= scene.segs[cue.segment].first and k + 1 < scene.segs[cue.segment].first - 1


def _when(w: Word) -> bool:
    return bool(w.pos & Pos.SUBORD) and not w.classes & {"complementizer", "as_word"} and not w.pos & Pos.PREP


def _quotes_them(scene: Scene, cue: Cue) -> bool:
    """«Его слова приводит ТАСС.»: the medium of what stands before."""
    seg = scene.segs[cue.segment]
    if not cue.classes & {"quote_verb", "speak_publish"} or not scene.pack.cased or seg.quote:
        return False
    ahead = [scene.word(k) for k in range(seg.first, cue.first)]
    his = bool(ahead) and ahead[0] is not None and bool(ahead[0].classes & {"he", "she", "his"})
    named = all(w is not None and w.classes & {"he", "she", "his", "speech_word"} for w in ahead)
    words = any(w is not None and "speech_word" in w.classes for w in ahead)
    if cue.segment:  # «Об этом заявил X, | его слова приводит ТАСС»
        told = _this_object(scene, 0) is not None and seg.before == ","
        ends = not any(has_verb(scene, n) for n in range(cue.segment + 1, len(scene.segs)))
        return told and his and named and words and ends
    near = scene.last - cue.last <= 7 and len(scene.segs) <= 2
    quoting = "quote_verb" in cue.classes or words
    return near and quoting and ((his and named) or ("quote_verb" in cue.classes and _words_of(scene, cue)))


def _words_of(scene: Scene, cue: Cue) -> bool:
    """«Слова Лесской | цитирует AFP.»: whose words, and nothing else, stands before the verb."""
    first = scene.word(scene.first)
    if first is None or "speech_word" not in first.classes or not first.cases & Case.ACC:
        return False
    whose = next((m for m in scene.reader.mentions(scene.first + 1, cue.first)), None)
    somebody = whose is not None and whose.kind is SourceKind.PERSON and bool(whose.cases & Case.GEN)
    return somebody and whose is not None and whose.last == cue.first and whose.first == scene.first + 1


def _rather(scene: Scene, k: int) -> bool:
    """«О решении уйти …»: the words behind tell what it is about."""
    w = scene.word(k) if k < scene.last else None
    return w is not None and bool(w.pos & Pos.INF) and not w.pos & Pos.NOUN


def _run_on(scene: Scene, cue: Cue) -> bool:
    """«Об этом пишет 46-летняя женщина живёт …»: the source and a stop got lost behind the verb."""
    seg = scene.segs[cue.segment]
    if cue.first - seg.first > 3:
        return False
    if finite_in(scene, cue.last, seg.last):
        return True
    inside = False
    for following in scene.segs[cue.segment + 1 :]:
        inside = following.before == "(" or (inside and following.before != ")")
        if following.quote or not (inside or following.before == ")"):
            return False
        if not inside and finite_in(scene, following.first, following.last):
            return True  # behind a bracket; what it holds is no other statement
    return False


def relative_quote(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """«…, сказал X, слова которого приводит Y»: Y stands between X and the publisher."""
    seg = scene.segs[cue.segment]
    words = "speak_publish" in cue.classes and "speech_word" in word_classes(scene.word(seg.first))
    if not ("quote_verb" in cue.classes or words) or cue.segment == 0 or cue.first - seg.first > 3:
        return False
    relative = any(
        (w := scene.word(k)) is not None and w.pos & Pos.SUBORD and "complementizer" not in w.classes
        for k in range(seg.first, cue.first)
    )
    if not relative:
        return False
    found.rule, found.outer = "verb-relative", True
    found.region = [(seg.first, seg.last)]
    found.content = [(scene.first, seg.first), (seg.last, scene.end_of(len(scene.segs) - 1))]
    return True


def fronted(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """«О том, что …, сообщил X»: the clause stands before its verb."""
    if cue.segment < 2:
        return False
    opening = scene.segs[0]
    w = scene.word(opening.last - 1)
    if (
        w is None
        or "about_that" not in w.classes
        or opening.last - opening.first > 4
        or not opens_clause(scene, 1)
    ):
        return False
    if "interrogative_content" in word_classes(scene.word(scene.segs[1].first)):
        return False
    found.rule = "verb-fronted"
    start = scene.segs[1].first + 1
    found.region = [
        (opening.first, start),
        (scene.segs[cue.segment].first, scene.end_of(len(scene.segs) - 1)),
    ]
    found.content = [(start, scene.segs[cue.segment].first)]
    return True


def as_clause(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """«Как сообщает X, …»: the rest of the sentence, before and behind."""
    seg = scene.segs[cue.segment]
    first = seg.first
    w = scene.word(first)
    if w is not None and w.pos & Pos.CONJ and not w.pos & Pos.SUBORD:
        first += 1
        w = scene.word(first) if first < seg.last else None
    if w is None or "as_word" not in w.classes or "-" in w.lower or cue.first - first > 6:
        return False  # «Как-то соседи потребовали, чтобы …»: once, not as
    ahead = scene.segs[cue.segment - 1] if cue.segment and scene.pack.cased else None
    if ahead is not None and ahead.last - ahead.first > 1 and _not_said(scene, ahead.last - 1):
        return False  # «после того, как установят …»: when, not who says so
    following = cue.segment + 1
    if cue.passive and held(scene, following):
        following += 1
    while (
        following < len(scene.segs)
        and not has_verb(scene, following)
        and following - cue.segment < 3
        and not _concedes(scene, following)
    ):
        following += 1
    if following >= len(scene.segs) and cue.segment + 1 < len(scene.segs):
        following = cue.segment + 1  # a statement without a verb: «…, решение связано с инфляцией»
    end = scene.segs[following].first if following < len(scene.segs) else seg.last
    if (
        following < len(scene.segs)
        and opens_clause(scene, following)
        and "interrogative_content" not in word_classes(scene.word(scene.segs[following].first))
    ):
        end += 1
    if following >= len(scene.segs):
        end = scene.end_of(len(scene.segs) - 1)
    found.rule, found.outer = "verb-intro", True
    found.region = [(seg.first, end)]
    before = (content_start(scene, cue.segment), seg.first)
    found.content = [(a, b) for a, b in (before, (end, scene.end_of(len(scene.segs) - 1))) if b > a]
    return bool(found.content)


def _concedes(scene: Scene, number: int) -> bool:
    """«(Как сообщает X,) несмотря на то, | что …»: a clause of the statement opens."""
    last = scene.word(scene.segs[number].last - 1)
    this = last is not None and last.lower in scene.pack.classes.get("bare_this", ())
    return this and number + 1 < len(scene.segs) and opens_clause(scene, number + 1)


def clause_behind(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """«X заявил, что …»."""
    number = cue.segment + 1
    seg = scene.segs[cue.segment]
    start = 0
    if scene.pack.cased and cue.classes & {"speak_say", "verb_believe"}:
        number = behind_aside(scene, cue)
    if (
        number < len(scene.segs)
        and opens_clause(scene, number)
        and not _not_said(scene, seg.last - 1)
        and not next_verb(scene, cue)
        and not _of_object(scene, cue, number)
        and not _denies(scene, cue)
        and not _of_it_all(scene, cue, number)
        and not _asked_to_say(scene, cue)
        and not (verb_first(scene, cue) and cue.segment and not cue.gerund and not _light_to_end(scene, cue))
    ):
        start = scene.segs[number].first
    else:
        for k in range(cue.last, min(cue.last + 14, seg.last)):
            w = scene.word(k)
            if w is not None and "complementizer" in w.classes and w.lower != "as":
                if scene.pack.cased and "whether" in w.classes and k > cue.last:
                    break  # «запропонував квитки чи гроші»: it joins two things
                if scene.pack.cased and "as_word" in w.classes:
                    break  # «оценивают как критическое»: no comma, no clause
                start = k
                break
            if w is not None and w.pos & Pos.VERB and not w.pos & (Pos.NOUN | Pos.ADJ) and k > cue.last:
                break
    if not start:
        return False
    opening = word_classes(scene.word(start))
    if "interrogative_content" not in opening:
        start += 1
    if "whether" in opening and cue.gerund:
        return False
    if not set_content(scene, cue, found, "verb-clause", start):
        return False
    found.outer = cites(scene, cue.segment) and cue.segment > 0 and scene.pack.cased
    if number > cue.segment + 1 and start > scene.segs[cue.segment].last:
        found.region = less_citations(scene, found.region[0], cue.segment + 1, number)
    return True


def _of_object(scene: Scene, cue: Cue, number: int) -> bool:
    """«Оголосив облаву на бригади, що возять ліс»: «що» is the noun's before it, by object and plural."""
    seg, following = scene.segs[cue.segment], scene.segs[number]
    if "relative_that" not in word_classes(scene.word(following.first)) or cue.last >= seg.last:
        return False
    verb, noun = scene.word(following.first + 1), scene.word(seg.last - 1)
    if verb is None or noun is None or not verb.pos & Pos.VERB or not noun.pos & Pos.NOUN:
        return False
    held = [m for m in scene.mentions(cue.segment) if m.first >= cue.last]
    object_ = bool(held) and held[0].first <= cue.last + 1 and bool(held[0].cases & Case.ACC)
    thing = object_ and not held[0].preposition and held[0].kind is SourceKind.DOCUMENT
    return thing and bool(noun.numbers & verb.verb_numbers)


def _of_it_all(scene: Scene, cue: Cue, number: int) -> bool:
    """«Завод согласился остановить печь, что позволило открыть пляж»: what he agreed to do stands before, and
    «что» is all of that.
    """
    start = scene.segs[number].first
    verb = scene.word(start + 1) if start + 1 < scene.last else None
    if "complementizer" not in word_classes(scene.word(start)) or verb is None:
        return False
    if not verb.verb_genders & NEUT or not verb.pos & Pos.VERB:
        return False
    to_do = scene.word(cue.last) if cue.last < scene.segs[cue.segment].last else None
    return to_do is not None and bool(to_do.pos & Pos.INF)


def _denies(scene: Scene, cue: Cue) -> bool:
    """«Опроверг слухи о том, что …»: others say what stands in the clause."""
    seg = scene.segs[cue.segment]
    noun = word_classes(scene.word(seg.last - 1)) if seg.last > cue.last else frozenset()
    return "deny_verb" in cue.classes and bool(noun & {"claim_noun", "about_that"})


def commented(scene: Scene, cue: Cue) -> bool:
    """«Прокомментировал сообщения, что …»: others said so."""
    noun = scene.word(scene.segs[cue.segment].last - 1)
    if "comment_verb" not in cue.classes or noun is None or scene.segs[cue.segment].last == cue.last:
        return False
    return bool(noun.classes & {"claim_noun", "about_that"})


def _not_said(scene: Scene, k: int) -> bool:
    """«Из-за того, что …», «так, что …»: the clause answers the conjunction, not the verb."""
    w = scene.word(k)
    if w is None or "not_said" not in w.classes:
        return False
    return "at_preposition" not in word_classes(scene.word(k - 1))  # «наголосив на тому, що»


def _asked_to_say(scene: Scene, cue: Cue) -> bool:
    """«Ведущий попросил его заверить, что …»: nobody said it yet."""
    w = scene.word(scene.segs[cue.segment].last - 1)
    if w is None or not scene.pack.cased or not cue.classes & {"speak_urge"}:
        return False
    return bool(w.pos & Pos.INF) and "speak_say" in w.classes


def _light_to_end(scene: Scene, cue: Cue) -> bool:
    """True where little stands between the verb and its segment's end, so that «что» answers the verb."""
    return scene.segs[cue.segment].last - cue.last <= 8


def quotation_behind(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """«X сказал: "…"», and the quotation that stands on both sides of its cue."""
    number = speech_behind(scene, cue, lambda n: has_verb(scene, n))
    if number < 0:
        return False
    seg = scene.segs[number]
    both = cue.segment > 0 and (scene.segs[cue.segment - 1].quote or scene.segs[cue.segment].before == "-")
    if (both and scene.segs[cue.segment - 1].quote) or (
        both and verb_first(scene, cue) and substance(scene, 0, cue.segment)
    ):
        found.rule = "verb-around"
        found.region = [(scene.segs[cue.segment].first, seg.first)]
        found.content = [
            (content_start(scene, cue.segment), scene.segs[cue.segment].first),
            (seg.first, scene.end_of(len(scene.segs) - 1)),
        ]
        found.outer = True
        return True
    return set_content(scene, cue, found, "verb-quote" if seg.quote else "verb-colon", seg.first)
