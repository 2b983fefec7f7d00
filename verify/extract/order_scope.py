"""How much of a sentence a cue claims by word order: nothing in passing, a whole clause, one more hop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.extract.order_phrases import word_classes
from verify.extract.order_subjects import finite_between
from verify.languages.words import Pos
from verify.model import AttributionType, SourceKind

if TYPE_CHECKING:
    from verify.extract.frames import Candidate, Scene

SLIGHT = 0.5
"""Share of its clause below which an object says too little to stand as a statement without its verb."""
_CLAUSES = frozenset({"verb-clause", "verb-bare"})
_PERSONS = ("he", "she", "they", "it")


def in_passing(scene: Scene, c: Candidate) -> bool:
    """True where somebody's words only describe: "a man who has called it a lie won", "what X called a lie",
    "the tax that he says is too high". The sentence is one statement."""
    if c.rule == "noun":
        return _behind_preposition(scene, c)
    if c.outer or not c.content:
        return False
    if _inside_subject(scene, c):
        return True
    if _closing_words(scene, c):
        return False
    if _asks_whether(scene, c):
        return True
    if "relative" in c.features:
        k = int(c.features["relative"])
        opens = k == scene.segs[c.segment].first and c.segment > 0
        if c.rule == "verb-object" or (not opens and (_of_group(c) or not _verb_before(scene, k))):
            return True
    if c.rule in ("verb-object", "verb-bare", "verb-whole") and _when(scene, c):
        return True
    if c.rule == "verb-object" and c.sources:
        return _describes(scene, c) or _attached(scene, c)
    start = c.content[0][0] if c.content else -1
    if c.rule != "verb-bare" or not _headless(scene, start):
        return False
    w = scene.word(start)  # in headlines, "Ministry says | cannot confirm the claim"
    elided = w is not None and w.pos & Pos.AUX and start == c.cue[1] and len(scene.segs) == 1
    elided = elided and bool(c.sources) and c.sources[0].first == scene.first
    return not (elided and "speak_core" in word_classes(scene.word(c.cue[0])))


def what_is_called(scene: Scene, c: Candidate) -> bool:
    """ "The row about what some have dubbed “secret” talks": a name for a thing, nothing that is said."""
    first = c.sources[0].first if c.sources else -1
    if first <= scene.first + 1 or "speak_name" not in word_classes(scene.word(c.cue[0])):
        return False
    opening, before = scene.word(first - 1), scene.word(first - 2)
    if opening is None or "interrogative_content" not in opening.classes:
        return False
    if before is not None and before.pos & Pos.PREP:
        return True
    ahead = range(scene.first, first)
    return any((w := scene.word(k)) is not None and w.pos & (Pos.VERB | Pos.AUX) for k in ahead)


def _asks_whether(scene: Scene, c: Candidate) -> bool:
    """ "X asked Y whether she would go": a question says nothing; that it was asked is the statement."""
    k = c.content[0][0]
    opening = word_classes(scene.word(k)) | word_classes(scene.word(k - 1))
    asks = "ask_verb" in word_classes(scene.word(c.cue[0])) and c.rule == "verb-clause"
    return asks and bool(opening & {"interrogative_content", "whether"})


def _of_group(c: Candidate) -> bool:
    """ "Voters who said they would come": the clause tells which of them are meant."""
    return bool(c.sources) and c.sources[0].kind in (SourceKind.COLLECTIVE, SourceKind.ANONYMOUS)


def _behind_preposition(scene: Scene, c: Candidate) -> bool:
    """ "It cast doubt on | X's claim that …": without the noun what stands before says nothing."""
    k = c.region[0][0] - 1 if c.region else -1
    w = scene.word(k) if k > scene.first + 1 else None
    return w is not None and bool(w.pos & Pos.PREP) and finite_between(scene, scene.first, k)


def _inside_subject(scene: Scene, c: Candidate) -> bool:
    """ "A report by nurses | claiming that … | is wrong": a participle of the noun before it, the sentence's
    own verb still to come."""
    w, k = scene.word(c.cue[0]), c.cue[0] - 1
    if w is None or not w.pos & Pos.GERUND or k <= scene.first or k not in scene.named:
        return False
    return not any((v := scene.word(j)) is not None and v.pos & Pos.AUX for j in range(scene.first, k)) and (
        not finite_between(scene, scene.first, k) and c.rule in _CLAUSES
    )


def _when(scene: Scene, c: Candidate) -> bool:
    """ "The bridge closed after inspectors found cracks": when or why it happened, in the one statement."""
    if not c.sources or "speak_core" in word_classes(scene.word(c.cue[0])):
        return False
    k = c.sources[0].first - 1
    if k <= scene.first or "time_subordinator" not in word_classes(scene.word(k)):
        return False
    return any((w := scene.word(j)) is not None and w.pos & Pos.VERB for j in range(scene.first, k))


def _verb_before(scene: Scene, k: int) -> bool:
    """True where the sentence's own verb stands before token k; a bare participle may be an adjective."""
    auxiliary = any((w := scene.word(j)) is not None and w.pos & Pos.AUX for j in range(scene.first, k))
    return auxiliary or finite_between(scene, scene.first, k)


def _closing_words(scene: Scene, c: Candidate) -> bool:
    """True where somebody's very words close the sentence: "a blast that X called “deliberate”"."""
    a, b = c.content[-1]
    tokens = scene.reader.tokens[a:b]
    return b >= scene.end_of(len(scene.segs) - 1) - 1 and any(t.level for t in tokens[:3])


def _attached(scene: Scene, c: Candidate) -> bool:
    """True for a participle that belongs to the noun before it: "a speech denouncing Y"."""
    w = scene.word(c.cue[0])
    k = c.cue[0] - 1
    return (
        w is not None
        and bool(w.pos & Pos.GERUND)
        and k >= scene.segs[c.segment].first
        and k in scene.named
        and c.sources[0].first > scene.segs[0].first
    )


def _describes(scene: Scene, c: Candidate) -> bool:
    """True for an object's clause that hangs on a noun or a subordinator: "a bill she called mad"."""
    first = c.sources[0].first
    if first <= scene.first or c.sources[0].last > c.cue[0]:
        return False
    before = scene.word(first - 1)
    if before is None:
        return False
    hangs = before.pos & Pos.SUBORD and not before.pos & Pos.PREP
    return bool(hangs or "adverbial_subordinator" in before.classes or _contact(scene, c, first))


def _contact(scene: Scene, c: Candidate, first: int) -> bool:
    """True where the subject stands right behind another noun phrase: "the way they say it"."""
    return any(
        m.last == first and "time_word" not in m.classes for m in scene.mentions(c.segment)
    ) and c.sources[0].reference in ("he", "she", "they")


def _headless(scene: Scene, k: int) -> bool:
    """True where a clause begins with its verb: its subject is the noun that it describes."""
    w = scene.word(k)
    if (
        w is None
        or k in scene.named
        or w.pos & (Pos.NOUN | Pos.ADJ | Pos.ADV | Pos.PRON | Pos.DET | Pos.GERUND)
    ):
        return False
    return bool(w.pos & (Pos.VERB | Pos.AUX))


def widen(scene: Scene, c: Candidate) -> None:
    """A slight object is said with its clause: "X criticized Y" is one statement, X its source. So is what
    somebody denies: alone it would be the contrary."""
    if c.rule in _CLAUSES and c.sources and c.region and not c.outer and _denies(scene, c):
        start, last = c.region[0][0], max(b for _, b in (*c.region, *c.content))
        c.rule, c.whole, c.said = "verb-whole", True, c.content
        c.content, c.region = [(start, last)], []
        return
    if c.rule != "verb-object" or c.outer or not c.region or not c.content or not c.sources:
        return
    tokens = scene.reader.tokens
    classes = word_classes(tokens[c.cue[0]].word)
    bare = sum(tokens[k].word is not None for a, b in c.content for k in range(a, b)) == 1
    if not bare and (not classes & {"speak_judge", "verb_stance", "speak_light"} or _asks(scene, c)):
        return
    size = sum(tokens[b - 1].end - tokens[a].start for a, b in c.content)
    start, last = c.region[0][0], max(b for _, b in (*c.region, *c.content))
    if size >= SLIGHT * (tokens[last - 1].end - tokens[start].start):
        return
    c.rule, c.whole, c.said = "verb-whole", True, c.content
    c.content, c.region = [(start, last)], []


def _denies(scene: Scene, c: Candidate) -> bool:
    """ "X denied that the bridge was shut"."""
    w = scene.word(c.cue[0])
    return w is not None and "deny_verb" in w.classes and not w.pos & Pos.GERUND


def _asks(scene: Scene, c: Candidate) -> bool:
    """True for "a call for X to go", "dismissed it as a lie": the object itself is a statement."""
    inside = (word_classes(scene.word(k)) for a, b in c.content for k in range(a, b))
    return any(classes & {"infinitive_mark", "as_word"} for classes in inside)


def nested(c: Candidate, holder: Candidate) -> bool:
    """True for the Y of "X reported that Y said …": one more hop, nearer to the origin."""
    if holder.rule not in _CLAUSES or c.rule not in _CLAUSES or not c.sources or c.elided or not c.region:
        return False
    told = holder.sources[0].kind if holder.sources else None
    if c.type is not AttributionType.COMMUNICATION or told in (None, SourceKind.DOCUMENT):
        return False
    if c.sources[0].reference in _PERSONS and told is not SourceKind.OUTLET:
        return False  # "X said he had told …": X again, as a rule
    if c.sources[0].kind is SourceKind.DOCUMENT:
        return False  # "X said his book told …"
    start = holder.content[0][0]
    return start <= c.sources[0].first <= start + 1 and c.region[0][0] <= start + 1


def nest(c: Candidate, holder: Candidate) -> None:
    """Leave the holder's own words to it."""
    start = holder.content[0][0]
    c.region = [(max(a, start), b) for a, b in c.region if b > start]


def goes_on(scene: Scene, c: Candidate, holder: Candidate) -> bool:
    """True for "X said the bridge was unsafe | and urged …": the verb behind "and" goes on with X, as it
    cannot go on with the auxiliary before it. The words that attribute are the two alone."""
    k = c.cue[0] - 1
    while (
        k > holder.content[0][0]
        and (w := scene.word(k)) is not None
        and w.pos & Pos.ADV
        and not w.pos & Pos.CONJ
    ):
        k -= 1
    joins, verb = scene.word(k), scene.word(c.cue[0])
    if _said_too(scene, c, holder, k):
        c.region = [(k, c.content[0][0])]
        return True
    if joins is None or not joins.pos & Pos.CONJ or joins.pos & Pos.SUBORD or verb is None or c.outer:
        return False
    if c.elided and holder.rule == "verb-object" and k == scene.segs[c.segment].first:
        return bool(
            verb.pos & Pos.THIRD or verb.lower not in verb.lemmas
        )  # "describes it as “…”, but admits"
    same = bool(c.sources and holder.sources) and c.sources[0].first == holder.sources[0].first
    told = verb.pos & (Pos.PAST | Pos.THIRD) or verb.lower not in verb.lemmas
    if holder.rule not in _CLAUSES | {"verb-object"} or not same or not told:
        return False
    finite = [
        w
        for j in range(holder.content[0][0], k)
        if (w := scene.word(j)) is not None
        and w.pos & (Pos.VERB | Pos.AUX)
        and j not in scene.named
        and not scene.reader.tokens[j].level
    ]
    if holder.rule == "verb-object":
        c.region = [(k, c.content[0][0])]
        return not finite
    auxiliary = next((w for w in reversed(finite) if w.pos & Pos.AUX), None)
    if auxiliary is None or "perfect" in auxiliary.classes or finite[-2:-1] not in ([], [auxiliary]):
        return False
    c.region = [(k, c.content[0][0])]
    return True


def _said_too(scene: Scene, c: Candidate, holder: Candidate, k: int) -> bool:
    """ "X said the man helped her, | but said she had not seen him", "… | and said he would go": the same
    speaker's second verb."""
    verb, joint = scene.word(c.cue[0]), scene.word(k)
    same = c.elided or (c.sources and holder.sources and c.sources[0].first == holder.sources[0].first)
    if not same or holder.rule not in _CLAUSES or verb is None or joint is None:
        return False
    finite = not verb.pos & Pos.GERUND and (
        verb.pos & (Pos.PAST | Pos.THIRD) or verb.lower not in verb.lemmas
    )
    joined = joint.pos & Pos.CONJ and not joint.pos & Pos.SUBORD
    return bool(finite and joined) and "speak_core" in verb.classes and c.rule in _CLAUSES | {"verb-quote"}


def behind_opening(scene: Scene, c: Candidate, holder: Candidate) -> bool:
    """True for "Though X said it was “fine,” | Y said …": the main clause behind one that opens the sentence,
    the quotation between them somebody's very words."""
    start = scene.segs[c.segment].first
    opens = "adverbial_subordinator" in word_classes(scene.word(scene.first))
    if not opens or not any(g.quote for g in scene.segs[: c.segment]):
        return False
    if not holder.region or holder.region[0][0] != scene.first or c.rule not in _CLAUSES | {"verb-quote"}:
        return False
    return bool(c.sources) and start <= c.sources[0].first <= start + 1
