"""What is said stands before what attributes it, or on both sides: "…, X said, …", "…, as X noted"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.extract.clauses import last_mark
from verify.extract.cues import phrase_end
from verify.extract.frames import content_start
from verify.extract.order_clauses import (
    CLAUSES,
    clause_follows,
    complementizer,
    finite,
    is_main,
    listener_end,
    qualifies,
    relative_that,
    words_end,
)
from verify.extract.order_phrases import word_classes
from verify.extract.order_sources import attribute, quoting_verb, speaks
from verify.extract.order_subjects import across, opens_aside, subject, usable
from verify.languages.words import Pos
from verify.model import SourceKind

if TYPE_CHECKING:
    from verify.extract.cues import Cue
    from verify.extract.frames import Candidate, Scene
    from verify.extract.mentions import Mention


CLAUSE = 7
"""Words before a closing "X said" that are taken for a statement, whatever their verb is."""


def around(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """ "…, X said", "…, said X, …": what is said stands before, and may go on behind."""
    n = cue.segment
    if n == 0 or (cue.gerund and quoting_verb(scene, cue) < 0) or not cue.classes & CLAUSES:
        return False
    if (
        (scene.segs[n].first == cue.first or _passive(scene, cue))
        and (source := _speaker(scene, cue)) is not None
        and source.last < cue.first
    ):
        n = next(
            (j for j, g in enumerate(scene.segs) if g.first <= source.first < g.last), n
        )  # "…, X, a lawyer, said"
        if n > 1 and _role_in_front(scene, n):
            n -= 1  # "…, | the minister of transport, | X, | said"
        if n == 0:
            return False
    seg = scene.segs[n]
    before = scene.segs[n - 1]
    quoted = before.quote
    if quoted and _borrowed(scene, n - 1) and clause_follows(scene, cue.last, seg.last):
        return False  # "Though X told that it was “fine,” he said it had …"
    if not quoted and seg.before not in (",", "-"):
        return False
    fragment = not any(is_main(scene, j) for j in range(_content_segment(scene, n), n))
    closing = _closing(scene, n) if cue.first > seg.first else _said_by(scene, cue)
    fragment = fragment and not (n == cue.segment and closing)
    if fragment and not (
        n == cue.segment and seg.before == "," and _short(scene, cue) and _fragment(scene, n)
    ):
        return False
    lead = scene.word(seg.first)
    if lead is not None and not quoted and (lead.pos & (Pos.SUBORD | Pos.CONJ) or "contrast" in lead.classes):
        return False
    if quoted and lead is not None and lead.pos & Pos.CONJ and not lead.pos & Pos.SUBORD:
        return False
    after = cue.segment + 1
    if not (_short(scene, cue) or (quoted and _ended(scene, n - 1) and complementizer(scene, cue) < 0)) or (
        after < len(scene.segs) and scene.segs[after].before == ":"
    ):
        return False
    if not quoted and after < len(scene.segs) and scene.segs[after].quote and not _predicate(scene, n, after):
        return False  # "…, X said, “…”" opens a quotation
    if not attribute(scene, cue, found, inverted=True) or not found.sources or "relative" in found.features:
        return False
    if fragment and found.sources[0].first > cue.first:
        return False  # "The survey, conducted by X, finds Y with a lead"
    if (
        seg.before == "-"
        and not quoted
        and any(m.last <= found.sources[0].first < cue.first and not m.preposition for m in scene.mentions(n))
    ):
        return False  # "— something that a caller also told …"
    found.rule, found.outer = "verb-around", True
    close, goes_on = _close(scene, cue.segment, quoted)
    end = scene.end_of(len(scene.segs) - 1)
    rest = scene.segs[close].first if close < len(scene.segs) else end
    found.region = [(seg.first, rest)]
    found.content = [(content_start(scene, n), seg.first)]
    if goes_on < len(scene.segs):
        found.content.append((rest, end))
    return True


def _role_in_front(scene: Scene, n: int) -> bool:
    """True where all that stands between the commas before segment n is a role."""
    seg = scene.segs[n - 1]
    m = next(iter(scene.mentions(n - 1)), None)
    if m is None or seg.quote or scene.segs[n].before != "," or seg.before != ",":
        return False
    whole = m.first == seg.first and m.last == words_end(scene, n - 1)
    return whole and bool(m.classes & {"role_noun", "spokes_noun"}) and bool(m.reference)


def _passive(scene: Scene, cue: Cue) -> bool:
    """ "X, a lawyer, | was quoted as saying": the segment opens with the verb that quotes."""
    opening = word_classes(scene.word(scene.segs[cue.segment].first))
    return cue.gerund and "copula" in opening and quoting_verb(scene, cue) >= 0


def _speaker(scene: Scene, cue: Cue) -> Mention | None:
    return across(scene, cue) if cue.gerund else subject(scene, cue, inverted=True)


def _closing(scene: Scene, n: int) -> bool:
    """ "Units shot down 54, while 21 were lost, | the Air Force said": the words that attribute end the
    sentence, and what stands before is more than a name or a time."""
    behind = scene.word(scene.segs[n + 1].first) if n + 1 < len(scene.segs) else None
    ends = n + 1 == len(scene.segs) or (behind is not None and behind.pos & Pos.GERUND)
    if not ends or scene.segs[n].before != ",":
        return False
    words = [w for k in range(scene.first, scene.segs[n].first) if (w := scene.word(k)) is not None]
    return len(words) >= CLAUSE and any(w.pos & (Pos.VERB | Pos.AUX) for w in words)


def _said_by(scene: Scene, cue: Cue) -> bool:
    """ "That is not good enough, | said X, an analyst": who said it stands behind what can be said."""
    source = next((m for m in scene.mentions(cue.segment) if m.first == cue.last), None)
    if source is None or "speak_core" not in cue.classes or not speaks(source) or source.preposition:
        return False
    if source.reference or source.last < words_end(scene, cue.segment):
        return False  # "Ann Lake, who …, | said he would go"
    words = [w for k in range(scene.first, cue.first) if (w := scene.word(k)) is not None]
    return len(words) >= CLAUSE - 2 and any(w.pos & (Pos.VERB | Pos.AUX) for w in words)


def _fragment(scene: Scene, n: int) -> bool:
    """True where the words before segment n are a part of what is said: its clause goes on behind ("The plan,
    X said, would fail"), or there is no more ("Maybe next year, X says")."""
    if n + 1 == len(scene.segs):
        w = scene.word(scene.segs[0].first)
        return n == 1 and not (w is not None and w.pos & (Pos.PREP | Pos.SUBORD | Pos.GERUND))
    behind = scene.segs[n + 1]
    if behind.quote and _predicate(scene, n, n + 1):
        return True
    w = scene.word(behind.first)
    return not behind.quote and not (w is not None and w.pos & Pos.GERUND and not w.pos & Pos.NOUN)


def _predicate(scene: Scene, n: int, after: int) -> bool:
    """ "The deal, | X said, | “will lead to more of the same.”": the quotation goes on with what stands in
    front, a subject without its verb."""
    seg, opening = scene.segs[after], scene.segs[n - 1]
    k = next((k for k in range(seg.first, seg.last) if scene.word(k) is not None), seg.last)
    while (
        k < seg.last and (w := scene.word(k)) is not None and ("both_word" in w.classes or w.pos == Pos.ADV)
    ):
        k += 1
    w = scene.word(k) if k < seg.last else None
    if n != 1 or w is None or scene.reader.tokens[k].cap or not w.pos & (Pos.VERB | Pos.AUX):
        return False
    if w.pos & (Pos.GERUND | Pos.PRON) or (w.pos & Pos.NOUN and not w.pos & (Pos.PAST | Pos.THIRD)):
        return False
    first, alone = scene.word(opening.first), opening.last - opening.first == 1
    if alone and first is not None and "that_word" in first.classes:
        return True  # "That, | the board said, | “would be a mistake.”"
    m = next(iter(scene.mentions(n - 1)), None)
    if m is None or m.first != opening.first or m.preposition or not usable(m):
        return False
    return not finite(scene, opening.first, opening.last)


def _borrowed(scene: Scene, n: int) -> bool:
    """True for a quotation that the words before it run into ("had “been friends,”")."""
    k = scene.segs[n].first - 2
    return n > 0 and k >= scene.first and scene.word(k) is not None


def _ended(scene: Scene, n: int) -> bool:
    """True for a quotation that hands over to its cue: a mark stands inside its closing one."""
    return last_mark(scene.reader.tokens, scene.segs[n].last) in ",!?…-—–"


def as_clause(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """ "As X noted, …", "…, as X pointed out, …": the sentence around the clause."""
    seg = scene.segs[cue.segment]
    n = cue.segment
    if (
        "as_word" not in word_classes(scene.word(seg.first))
        or not cue.classes & {"speak_say", "speak_as", "quote_verb"}
        or not _short(scene, cue)
    ):
        return False
    if len(scene.segs) < 2 or not (
        _passive_as(scene, cue, found) or attribute(scene, cue, found, inverted=True)
    ):
        return False
    if not found.sources:
        return False
    end = scene.end_of(len(scene.segs) - 1)
    rest = scene.segs[n + 1].first if n + 1 < len(scene.segs) else end
    found.rule, found.outer = "verb-as", True
    found.region = [(seg.first, rest)]
    found.content = [(a, b) for a, b in ((content_start(scene, n), seg.first), (rest, end)) if b > a]
    return bool(found.content)


def _passive_as(scene: Scene, cue: Cue, found: Candidate) -> bool:
    """ "As reported by X": who reports stands behind the preposition."""
    w, before = scene.word(cue.first), scene.word(cue.first - 1)
    if w is None or not w.pos & Pos.PAST or "as_word" not in word_classes(before):
        return False
    by = (m for m in scene.mentions(cue.segment) if m.first == cue.last + 1)
    agent = next((m for m in by if "from_preposition" in word_classes(scene.word(cue.last))), None)
    if agent is not None and speaks(agent):
        found.sources = [agent]
    return bool(found.sources)


def _content_segment(scene: Scene, n: int) -> int:
    k = n
    while k > 0 and scene.segs[k].before != ";":
        k -= 1
    return k


def _close(scene: Scene, n: int, quoted: bool) -> tuple[int, int]:
    """Behind "said X, a lawyer, who …": the segment where the words that attribute end, and the one where the
    statement goes on (the number of segments where it does not)."""
    last = len(scene.segs)
    for k in range(n + 1, last):
        seg = scene.segs[k]
        if seg.quote:
            return k, k
        if _reports(scene, k):
            return k, last
        w = scene.word(seg.first)
        if w is not None and "subject_relative" in w.classes and not _speaks(scene, k):
            continue  # "…, said X, who asked not to be named"
        w2 = scene.word(seg.first + 1)
        if (
            w is not None
            and w.pos & Pos.PREP
            and w2 is not None
            and w2.pos & Pos.GERUND
            and seg.last - seg.first > 2
        ):
            w = w2  # "…, X replied, | before adding that …"
        speaks_on = (
            w is not None
            and w.pos & Pos.GERUND
            and (quoted or any(c.startswith("speak_") for c in w.classes))
        )
        if speaks_on or (w is not None and "contrast" in w.classes and not quoted):
            return k, last
        if quoted:
            continue
        if finite(scene, seg.first, _dependent(scene, seg.first, seg.last)) or _marked(scene, seg.first):
            return k, k
        if (
            not scene.mentions(k)
            or (w is not None and w.pos & (Pos.SUBORD | Pos.PREP) and "relative" not in w.classes)
            or not _apposed(scene, k)
        ):
            return k, k
    return last, last


def _marked(scene: Scene, k: int) -> bool:
    """ "…, X said, | “all command the same conclusion” that …": borrowed words go on with the statement."""
    return scene.reader.tokens[k].text in '“"‘' and scene.reader.tokens[k].word is None


def _reports(scene: Scene, k: int) -> bool:
    """ "…, X said, | Reuters reports", "…, | reports Reuters": a medium that closes the sentence."""
    first = next(iter(scene.mentions(k)), None)
    if k + 1 < len(scene.segs) or first is None or first.kind is not SourceKind.OUTLET:
        return False
    start = scene.segs[k].first
    verb = first.last if first.first == start else start
    return first.first <= start + 1 and "speak_publish" in word_classes(scene.word(verb))


def _speaks(scene: Scene, k: int) -> bool:
    """True where segment k holds a verb of saying."""
    seg = scene.segs[k]
    return any(
        c.startswith("speak_") for j in range(seg.first, seg.last) for c in word_classes(scene.word(j))
    )


def _dependent(scene: Scene, a: int, b: int) -> int:
    """Token of the relative pronoun that opens a dependent clause in [a, b), else b."""
    return next((k for k in range(a, b) if "relative" in word_classes(scene.word(k))), b)


def _apposed(scene: Scene, k: int) -> bool:
    first = scene.mentions(k)[:1]
    return (
        bool(first)
        and first[0].first <= scene.segs[k].first + 1
        and (first[0].kind is not SourceKind.DOCUMENT or bool(first[0].classes & {"role_noun"}))
    )


def _short(scene: Scene, cue: Cue) -> bool:
    """True where the cue's segment says who spoke, to whom and when, and nothing else."""
    seg = scene.segs[cue.segment]
    verb = quoting_verb(scene, cue) if cue.gerund else -1
    first = verb if verb >= 0 else cue.first  # "X quoted Y as saying": the verb is the one that quotes
    if finite(scene, seg.first, first - _aux(scene, first, seg.first)):
        return False
    k = cue.last
    mentions = [m for m in scene.mentions(cue.segment) if cue.last <= m.first <= cue.last + 1]
    if mentions and not any(m.last <= cue.first and not m.preposition for m in scene.mentions(cue.segment)):
        k = mentions[0].last
        while k < seg.last and scene.reader.tokens[k].text in ("(", ")"):
            k += 1
    k = listener_end(scene, k, words_end(scene, cue.segment), cue.classes)
    if k >= words_end(scene, cue.segment):
        return True
    w = scene.word(k)
    if w is not None and "existential" in w.classes and finite(scene, k, seg.last):
        return False  # "conceded | there was a gap"
    if k > cue.last and relative_that(scene, k):
        return True  # "X reported in a paper | that could …"
    described = k > cue.last and (opens_aside(scene, k) or "near_word" in word_classes(w))
    if k > cue.last and "subject_relative" in word_classes(w) and "that_word" not in word_classes(w):
        described = True  # "said an official | who asked not to be named"
    if described and (cue.first == seg.first or qualifies(scene, k)):
        return True  # "said two people | briefed on the plan", "X said in remarks | carried by Y"
    if phrase_end(scene.reader.tokens, k, seg.last, scene.pack, "link"):
        return True  # "X reports citing Y"
    if w is not None and w.pos & Pos.GERUND and k == cue.last:
        return False  # "he reported earning a million"
    return (
        w is not None
        and bool(
            w.pos & (Pos.PREP | Pos.ADV | Pos.GERUND) or "as_word" in w.classes or "time_word" in w.classes
        )
        and complementizer(scene, cue) < 0
    )


def _aux(scene: Scene, k: int, first: int) -> int:
    n = 0
    while k - n > first and (w := scene.word(k - n - 1)) is not None and w.pos & (Pos.AUX | Pos.ADV):
        n += 1
    return n
