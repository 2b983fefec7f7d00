"""Who else says it: the archive searched, aligned, parted into voices; what a person decides of links."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from verify.corroborate.analysis import FORMAT, analyse, pack_analysis, unpack_analysis
from verify.corroborate.candidates import candidates
from verify.corroborate.passages import Document, Passage, Said
from verify.corroborate.reasons import flags, proposal, reason
from verify.corroborate.weighing import ENGINE, Known, Link, Read, Weighed, named_kind, weigh
from verify.desk import known, views
from verify.errors import NotFound
from verify.languages.register import register
from verify.model import Assumed, EvidenceState, Stance, words
from verify.report.voices import ArticleLabel, CorroborationView, LinkView, VoiceView
from verify.store import Indexed, Outcome, Proposed, SearchRecord, Store

_CLAIM = re.compile(r"\d{1,9}\.\d{1,9}")

_CONTEXT = 48
"""Code points kept before and after a passage, to find it again by."""

_HELD = 400
"""Articles kept at hand while many claims are weighed."""


def index(store: Store) -> Iterator[int]:
    """Bring the search index up to date; yields how many articles it took so far, after each portion."""
    done = 0
    while waiting := store.unindexed(FORMAT):
        portion = []
        for given in waiting:
            analysis = analyse(given.text, given.language, given.published)
            packed, terms = pack_analysis(analysis), analysis.index_terms()
            portion.append(Indexed(given.article, given.version_id, FORMAT, terms, packed))
        store.index(portion)
        done += len(portion)
        yield done


class Archive:
    """The archive as claims are weighed against it; the articles last read stay at hand."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._size = store.size()
        self._known = _known(store)
        self._held: OrderedDict[int, Read] = OrderedDict()

    def around(self, article: int, claim: str) -> tuple[Read, Passage, tuple[Read, ...]]:
        """The claim's article, its passage, and the articles that can bear on it."""
        mine = self.read(article)
        said = next((s for s in mine.document.claims if s.uid == claim), None)
        if said is None:
            raise NotFound(
                "Article {article} has no claim {claim} now: read it again with `verify check`.",
                article=article,
                claim=claim,
            )
        passage = next(p for p in mine.passages if p.said is said and p.spans == said.claim.spans)
        found = candidates(passage, article, self._size, self._store.postings, self._store.together)
        return mine, passage, tuple(self._reads(n for n in found if n != article).values())

    def read(self, article: int) -> Read:
        """One article."""
        found = self._reads([article])
        if article not in found:
            raise NotFound(
                "Article {article} is not in the index: read it again with `verify check`.", article=article
            )
        return found[article]

    def weigh(self, article: int, claim: str) -> Weighed:
        """One claim, by its stable id, against the articles that can bear on it."""
        mine, said, passage = self._said(article, claim)
        decided = self._store.decided_links(claim)
        found = candidates(passage, article, self._size, self._store.postings, self._store.together)
        others = self._reads(n for n in dict.fromkeys([*found, *decided]) if n != article)
        return weigh(said, mine, list(others.values()), self._known, decided)

    def passage(self, claim: str) -> Passage:
        """A claim ("3.7") as it is compared."""
        record = self._store.claim(claim).record
        return self._said(record.article, record.uid)[2]

    def _said(self, article: int, claim: str) -> tuple[Read, Said, Passage]:
        mine = self._reads([article]).get(article)
        said = next((s for s in mine.document.claims if s.uid == claim), None) if mine else None
        if mine is None or said is None:
            raise NotFound(
                "Article {article} has no claim {claim} now: read it again with `verify check`.",
                article=article,
                claim=claim,
            )
        return mine, said, next(p for p in mine.passages if p.said is said and p.spans == said.claim.spans)

    def _reads(self, articles: Iterable[int]) -> dict[int, Read]:
        wanted = list(articles)
        missing = [n for n in wanted if n not in self._held]
        for record in self._store.compared(missing):
            self._held[record.article.number] = Read(_document(record))
        found = {n: self._held[n] for n in wanted if n in self._held}
        for n in found:
            self._held.move_to_end(n)
        while len(self._held) > _HELD:
            self._held.popitem(last=False)
        return found


def _known(store: Store) -> Known:
    """The register with what people added, and owners: theirs go before those that ship."""
    sources = known.outlets(store) or register()
    owners = {outlet.id: outlet.owner for outlet in sources if outlet.owner}
    for record in store.registered_sources():
        outlet = sources.by_alias(record.name)
        if outlet is not None and record.owner:
            owners[outlet.id] = record.owner
    return Known(sources, owners)


def _document(record: SearchRecord) -> Document:
    article = record.article
    return Document(
        number=article.number,
        address=article.address,
        given=record.given,
        title=article.metadata.title,
        publisher=article.metadata.publisher,
        published=article.metadata.published,
        language=article.metadata.language,
        text=record.text,
        version=record.version_id,
        analysis=unpack_analysis(record.analysis),
        claims=tuple(Said(c.number, c.uid, c.claim) for c in record.claims),
    )


def corroborate(
    store: Store, names: Sequence[str], *, everything: bool = False
) -> Iterator[CorroborationView]:
    """Weigh claims ("3.7"), all claims of articles ("3", an address), or of all articles; each result is kept
    before it is given. The search index must be up to date (`index`).
    """
    archive = Archive(store)
    wanted = views.every_article(store) if everything else names
    for number, article, uid in meant(store, wanted):
        weighed = archive.weigh(article, uid)
        proposed = [_proposed(weighed, link) for link in weighed.links]
        states = store.propose(uid, proposed, _outcome(weighed), ENGINE)
        yield _view(number, uid, weighed, states)


def seen(store: Store, claim: str) -> CorroborationView:
    """A claim with its voices as they would be weighed now; nothing is stored. NotFound where its article
    is not in the index yet.
    """
    record = store.claim(claim).record
    weighed = Archive(store).weigh(record.article, record.uid)
    states = {
        e.article: e.state for e in store.claim(claim).evidence if e.article is not None and not e.withdrawn
    }
    return _view(record.number, record.uid, weighed, states)


def meant(store: Store, names: Iterable[str]) -> Iterator[tuple[str, int, str]]:
    """Number, article and id of each claim that is meant; an unknown name is found before any claim is
    weighed.
    """
    for name in [names] if isinstance(names, str) else names:
        if _CLAIM.fullmatch(name.strip()):
            record = store.claim(name).record
            yield record.number, record.article, record.uid
        else:
            for record in store.article(name).claims:
                yield record.number, record.article, record.uid


def _proposed(weighed: Weighed, link: Link) -> Proposed:
    passage, text = link.judgement.passage, link.document.text
    start, end = passage.spans[0][0], passage.spans[-1][1]
    return Proposed(
        article=link.document.number,
        version_id=link.document.version,
        claim_uid=passage.said.uid if passage.said else None,
        stance=link.judgement.stance,
        spans=passage.spans,
        quote=words(text, passage.spans),
        prefix=text[max(0, start - _CONTEXT) : start],
        suffix=text[end : end + _CONTEXT],
        origin_kind=named_kind(link.origin),
        origin_name=link.origin.name,
        copied=link.copied,
        voice=link.voice,
        reason=reason(link.judgement.pairing, link.judgement.stance, weighed.document.text, text)
        | {"assumed": _kept(link.origin.assumed)},
    )


def _kept(assumed: Assumed | None) -> dict[str, str | None] | None:
    return {"claim": assumed.claim, "why": str(assumed.why)} if assumed else None


def _outcome(weighed: Weighed) -> Outcome:
    voices = tuple(
        {
            "voice": voice.number,
            "articles": list(voice.members),
            "origin": {
                "kind": voice.origin.kind,
                "name": voice.origin.name,
                "assumed": _kept(voice.origin.assumed),
            },
            "why": [{"article": tie.key, "with": tie.other, "why": tie.why} for tie in voice.ties],
        }
        for voice in weighed.voices.voices
    )
    return Outcome(weighed.independent, weighed.unproven, voices, flags(weighed), proposal(weighed))


def _view(number: str, uid: str, weighed: Weighed, states: Mapping[int, EvidenceState]) -> CorroborationView:
    document, said = weighed.document, weighed.said.claim
    voices = tuple(
        VoiceView(
            v.number,
            v.origin.kind,
            v.origin.name,
            tuple(v.members),
            {t.key: (t.other, t.why) for t in v.ties},
            v.origin.assumed,
        )
        for v in weighed.voices.voices
    )
    last = len(voices)
    links = []
    for link in sorted(weighed.links, key=lambda x: (x.voice or last + 1, x.document.number)):
        last += link.voice is None
        links.append(_link(weighed, link, link.voice or last, states.get(link.document.number)))
    return CorroborationView(
        number=number,
        id=uid,
        article=article_view(document),
        text=said.text,
        spans=said.spans,
        voice=weighed.voices.of(document.number),
        origin=(weighed.own.kind, weighed.own.name),
        links=tuple(links),
        voices=voices,
        independent=weighed.independent,
        unproven=weighed.unproven,
        circles=weighed.circles,
        proposal=proposal(weighed),
        assumed=weighed.heard[document.number].assumed,
    )


def article_view(document: Document) -> ArticleLabel:
    return ArticleLabel(
        document.number,
        document.address,
        document.given,
        document.publisher,
        document.title,
        document.published,
    )


def _link(weighed: Weighed, link: Link, voice: int, state: EvidenceState | None) -> LinkView:
    passage, text = link.judgement.passage, link.document.text
    why = reason(link.judgement.pairing, link.judgement.stance, weighed.document.text, text)
    return LinkView(
        article=article_view(link.document),
        stance=link.judgement.stance,
        text=words(text, passage.spans),
        spans=passage.spans,
        claim=passage.said.number if passage.said else None,
        origin=(link.origin.kind, link.origin.name),
        copied=link.copied,
        voice=voice,
        why=why["why"],
        aligned=tuple(map(tuple, why["aligned"])),
        clashing=tuple(map(tuple, why["clashing"])),
        state=state or EvidenceState.PROPOSED,
        assumed=link.origin.assumed,
    )


def decide(
    store: Store,
    claim: str,
    articles: Sequence[str],
    state: EvidenceState,
    *,
    by: str,
    stance: Stance | None = None,
    reason: str | None = None,
    expected_revision: int | None = None,
) -> CorroborationView:
    """Accept or reject the links from a claim to these articles, and weigh it anew. expected_revision: as
    the person saw the claim.
    """
    numbers = [store.record(name).number for name in articles]
    for number in numbers:
        done = store.decide_link(
            claim, number, state, by=by, stance=stance, reason=reason, expected_revision=expected_revision
        )
        expected_revision = None if expected_revision is None else done.revision
    for _ in index(store):
        pass
    return next(corroborate(store, [store.claim(claim).record.number]))
