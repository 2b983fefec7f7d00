"""Towards the origin: does each source of a claim's chain say what is attributed to it?

A hop is looked for where the article links to it, then among the articles that were checked here, then on its
own site and by the providers. Links are followed, and outlets looked for, only where a person asks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from verify.corroborate.analysis import analyse
from verify.corroborate.judging import Judgement, judge
from verify.corroborate.passages import Document, Passage
from verify.corroborate.providers.results import Query
from verify.corroborate.reasons import reason
from verify.corroborate.renamed import renamed
from verify.corroborate.weighing import ENGINE, Read
from verify.corroborate.weights import together
from verify.desk import known, views
from verify.desk.corroborating import Archive, index
from verify.desk.evidence import OFFLINE, PAUSE, Fetching
from verify.desk.upstream import Upstream
from verify.errors import InputError, Message, NotAnArticle, Refused
from verify.fetch.documents import document
from verify.languages.register import Outlet, Register, register
from verify.model import Flag, FlagCode, Hop, Link, SourceKind, Stance, UpstreamResult, words
from verify.report.traced import StepView, TraceView
from verify.report.views import ClaimView
from verify.store import Store

_MOST_LINKS = 5
"""Links of a hop that are followed; an article links its source once or twice."""


@dataclass(slots=True)
class _Walk:
    """One trace under way. links: of the article, then of what was read upstream. outside: where else to
    look; None nowhere. query: what is looked for there.
    """

    store: Store
    archive: Archive
    sources: Register
    fetching: Fetching | None
    mine: Read
    passage: Passage
    near: tuple[Read, ...]
    outside: Upstream | None = None
    query: Query | None = None
    links: list[tuple[Link, bool]] = field(default_factory=list)
    flag: Flag | None = None


@dataclass(slots=True)
class Tracer:
    """Walks claims' chains; what outlets' sites name is read once for all of them.

    fetching: None follows no link over the network. via: where else to look, of upstream.CHOICES; needs
    fetching. Raises InputError where a provider lacks its settings, or nothing may be fetched.
    """

    store: Store
    fetching: Fetching | None = None
    via: Sequence[str] = ()
    by: str = ""
    delay: float = PAUSE
    _sources: Register = field(init=False)
    _outside: Upstream | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._sources = known.outlets(self.store) or register()
        if self.fetching is not None and self.fetching.off:
            raise InputError(
                "{variable} is set, so nothing is fetched: unset it, or trace without --fetch.",
                variable=OFFLINE,
            )
        if self.via and self.fetching is not None:
            options = self.fetching.options
            self._outside = Upstream(self.store, self._sources, self.via, options, self.delay)

    def trace(self, claim: str) -> TraceView:
        """Walk the claim's chain hop by hop, keep what was found, and raise or take back `mismatch`."""
        detail = self.store.claim(claim)
        said = detail.record
        if not said.claim.chain:
            raise Refused(
                "{number} is the article's own voice: there is nobody to trace it to.", number=said.number
            )
        for _ in index(self.store):
            pass
        archive = Archive(self.store)
        near = archive.around(said.article, said.uid)
        query = self._outside.query(claim) if self._outside else None
        walk = _Walk(self.store, archive, self._sources, self.fetching, *near, self._outside, query)
        start, end = said.claim.sentence
        article = self.store.article(said.article)
        walk.links = [(link, start <= link.start < end) for link in article.links]
        steps = tuple(_step(walk, hop) for hop in said.claim.chain)
        view = TraceView(said.number, said.uid, said.claim.text, steps, None)
        kept = [step.json() for step in steps]
        raised = self.store.traces.keep(claim, kept, walk.flag, ENGINE, by=self.by)
        return view.with_mismatch(str(walk.flag.params["what"]) if walk.flag and raised else None)


def trace(
    store: Store, claim: str, fetching: Fetching | None, *, by: str, via: Sequence[str] = ()
) -> TraceView:
    """One claim's chain, walked; see Tracer."""
    return Tracer(store, fetching, via, by).trace(claim)


def reject(store: Store, claim: str, *, by: str, why: str | None) -> ClaimView:
    """The mismatch is none, says a person: it goes, and the same one is not raised again."""
    store.traces.reject(claim, by=by, reason=why)
    return views.with_evidence(store.claim(claim))


def _step(walk: _Walk, hop: Hop) -> StepView:
    if not hop.kind.named:
        return StepView(hop.kind, hop.names, UpstreamResult.NOBODY)
    problems: list[str] = []
    best: StepView | None = None
    looked = 0
    for via, read in _texts(walk, hop, problems):
        looked += 1
        found = _bears(walk, read)
        if found is None:
            continue
        step = _judged(walk, hop, via, read, found)
        if step.found is UpstreamResult.SAYS_SO:
            best = step
            break
        best = best or step
    if best is not None:
        if best.found is UpstreamResult.SOMETHING_ELSE and walk.flag is None:
            walk.flag = _mismatch(walk, hop, best)
        return best
    if problems and not looked:
        return StepView(hop.kind, hop.names, UpstreamResult.NOT_REACHABLE, problem=problems[0])
    why = (
        Message("{looked} of its texts were read, and none bears on the claim", looked=looked)
        if looked
        else _nothing(walk)
    )
    return StepView(hop.kind, hop.names, UpstreamResult.NOT_FOUND, problem=why)


def _bears(walk: _Walk, read: Read) -> Judgement | None:
    """What a text that is known to be the source's does to the claim: there another name is another claim."""
    weights = together([walk.mine.counts, read.counts])
    found = judge(walk.passage, read.passages, weights)
    if found is not None and found.stance is not Stance.SUPPORTS:
        return found
    changed = renamed(walk.passage, read.passages, read.document.analysis, weights)
    return changed or found


def _nothing(walk: _Walk) -> str:
    if walk.fetching is None:
        return Message("no article of it is here, and links are followed only with --fetch")
    if walk.outside is None:
        return Message("no link leads to it, and no article of it is here; --via site looks on its own site")
    return Message(
        "no link leads to it, no article of it is here, and nothing of it outside shares the claim's words"
    )


def _texts(walk: _Walk, hop: Hop, problems: list[str]) -> Iterator[tuple[str, Read]]:
    """What may be the hop's own words: where links lead, then the archive, then what is found outside."""
    seen: set[str] = set()
    for link in _links(walk, hop)[:_MOST_LINKS]:
        if link.url in seen:
            continue
        seen.add(link.url)
        held = walk.store.find(link.url)
        if held is not None:
            yield "link", walk.archive.read(held.number)
        elif walk.fetching is not None:
            try:
                yield "link", _fetched(walk, link.url)
            except InputError as error:
                problems.append(error.message)
    for read in walk.near:
        if read.document.address not in seen and _is_of(walk, hop, read.document.publisher):
            seen.add(read.document.address)
            yield "archive", read
    yield from _outside(walk, hop, seen, problems)


def _outside(walk: _Walk, hop: Hop, seen: set[str], problems: list[str]) -> Iterator[tuple[str, Read]]:
    """What the hop's outlets have of it on their sites, or as the providers know."""
    if walk.outside is None or walk.query is None:
        return
    for outlet in _outlets(walk, hop):
        home = [link.url for link, _ in walk.links if _home(walk, link) == outlet.id]
        for result in walk.outside.results(outlet, home, walk.query, problems):
            if result.address in seen:
                continue
            seen.add(result.address)
            held = walk.store.find(result.address)
            try:
                read = walk.archive.read(held.number) if held is not None else _fetched(walk, result.address)
            except InputError as error:
                problems.append(error.message)
                continue
            yield result.via, read


def _outlets(walk: _Walk, hop: Hop) -> list[Outlet]:
    """The outlets among a hop's names, each once."""
    if hop.kind is not SourceKind.OUTLET:
        return []
    found = (walk.sources.by_alias(name) for name in hop.names)
    return list({outlet.id: outlet for outlet in found if outlet is not None}.values())


def _home(walk: _Walk, link: Link) -> str | None:
    """The id of the outlet that a link leads to."""
    outlet = walk.sources.by_domain(_host(link.url))
    return outlet.id if outlet is not None else None


def _links(walk: _Walk, hop: Hop) -> list[Link]:
    """Links that lead to the hop's home; else, for what the register does not know, those at its mention."""
    homes = {outlet.id for name in hop.names if (outlet := walk.sources.by_alias(name)) is not None}
    found, near = [], []
    for link, in_sentence in walk.links:
        home = _home(walk, link)
        if home in homes:
            found.append(link)
        elif home is None and in_sentence and (_touches(hop, link) or not homes):
            near.append(link)
    return found + near


def _touches(hop: Hop, link: Link) -> bool:
    spans = (*(hop.mention or ()), *(hop.cue or ()))
    return any(link.start < end and start < link.end for start, end in spans)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _is_of(walk: _Walk, hop: Hop, publisher: str | None) -> bool:
    if publisher is None or hop.kind is not SourceKind.OUTLET:
        return False
    theirs = walk.sources.by_alias(publisher)
    for name in hop.names:
        mine = walk.sources.by_alias(name)
        if (mine and theirs and mine.id == theirs.id) or name.casefold() == publisher.casefold():
            return True
    return False


def _fetched(walk: _Walk, url: str) -> Read:
    """A page upstream; its links may lead further."""
    assert walk.fetching is not None
    found = document(url, walk.fetching.options)
    if not found.text:
        raise NotAnArticle("{url}: it is no text", url=url)
    walk.links += [(link, True) for link in found.links]
    said = found.metadata
    analysis = analyse(found.text, said.language, said.published)
    facts = (said.title, said.publisher, said.published, said.language)
    return Read(Document(0, url, url, *facts, found.text, 0, analysis, ()))


def _judged(walk: _Walk, hop: Hop, via: str, read: Read, found: Judgement) -> StepView:
    theirs = read.document
    why = reason(found.pairing, found.stance, walk.mine.document.text, theirs.text)
    same = found.stance is Stance.SUPPORTS
    return StepView(
        kind=hop.kind,
        names=hop.names,
        found=UpstreamResult.SAYS_SO if same else UpstreamResult.SOMETHING_ELSE,
        via=via,
        address=theirs.address,
        article=theirs.number or None,
        title=theirs.title,
        passage=words(theirs.text, found.passage.spans),
        clashing=tuple((here, there) for here, there in why["clashing"]),
        places=tuple((one.start, one.end) for one, _ in found.pairing.clashing),
    )


def _mismatch(walk: _Walk, hop: Hop, step: StepView) -> Flag:
    here, there = step.clashing[0]
    name = ", ".join(hop.names)
    return Flag(
        FlagCode.MISMATCH,
        {"what": Message("{name} has “{there}”, not “{here}”", name=name, there=there, here=here)},
        step.places[:1],
    )


def numbers(store: Store, names: Sequence[str], *, mismatched: bool = False) -> tuple[str, ...]:
    """The claims that are meant: those named, and of articles all that cite somebody, or have a mismatch.
    Refused where an article has none with a mismatch.
    """
    found: list[str] = []
    for name in names:
        head, dot, tail = name.partition(".")
        if dot and head.isdecimal() and tail.isdecimal():
            found.append(store.claim(name).record.number)
        else:
            claims = [c for c in store.article(name).claims if c.claim.chain]
            if mismatched:
                claims = [c for c in claims if any(f.code is FlagCode.MISMATCH for f in c.claim.flags)]
                if not claims:
                    raise Refused("{name}: no claim of it has a mismatch.", name=name)
            found += [c.number for c in claims]
    return tuple(dict.fromkeys(found))
