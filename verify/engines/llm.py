"""The engine that asks a language model: its claims where they can be anchored, else the rules'."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from verify.engines import Settings, cache, endpoint
from verify.engines.anchoring import Anchor
from verify.engines.answers import ClaimError, SaidClaim, parsed
from verify.engines.cache import Cache
from verify.engines.endpoint import BadAnswerError, Chat, Limits, NoAnswerError
from verify.engines.flagging import flagged
from verify.engines.merging import merged, sentence_of
from verify.engines.placing import Near, Placed, overlap, placed
from verify.engines.prompt import Piece, messages, prompt
from verify.engines.rules import Rules
from verify.engines.sources import Sources
from verify.engines.windows import pieces
from verify.errors import InputError
from verify.extract.publisher import without_publisher
from verify.languages.register import Register, register
from verify.model import Account, Claim, Extraction, Link, Metadata, Mode, words
from verify.model.claim import Chain, Spans

VERSION = "1"
_LONGEST_VERSION = 64
_LOOK_BACK = 200
"""Claims of the piece before that can stand in what the next one repeats of it."""


def llm(settings: Settings) -> Llm:
    """The engine as a person set it up. Raises InputError where endpoint or model is missing or no good."""
    if not settings.endpoint:
        raise InputError(
            "--engine llm sends the article's text to a language model: name the service with --endpoint URL "
            "or VERIFY_LLM_ENDPOINT (http://localhost:11434/v1 for a local Ollama). Nothing was sent."
        )
    address = endpoint.completions(settings.endpoint)
    if not settings.model:
        raise InputError("--engine llm: name the model with --model or VERIFY_LLM_MODEL. Nothing was sent.")
    endpoint.key()
    return Llm(
        address, settings.model, Limits(settings.timeout), Cache(settings.cache) if settings.cache else None
    )


@dataclass(frozen=True, slots=True)
class Llm:
    """A model at an endpoint (the whole address of its chat completions)."""

    endpoint: str
    model: str
    limits: Limits
    cache: Cache | None = None

    @property
    def name(self) -> str:
        return "llm"

    @property
    def version(self) -> str:
        """Program, prompt and model; a long model's name is told by its hash."""
        said = f"{VERSION}.{prompt().version} {self.model}"
        if len(said) <= _LONGEST_VERSION and said.isprintable():
            return said
        return f"{VERSION}.{prompt().version} {hashlib.sha256(self.model.encode()).hexdigest()[:32]}"

    def extract(
        self,
        text: str,
        metadata: Metadata,
        *,
        links: Sequence[Link] = (),
        carries_links: bool = False,
        outlets: Register | None = None,
    ) -> Extraction:
        """The rules' extraction with the model's claims laid over it; the rules' own where it never answered.

        Raises InputError where the service refuses every question (a wrong key, an unknown model).
        """
        rules = Rules().extract(text, metadata, links=links, carries_links=carries_links, outlets=outlets)
        known = outlets or register()
        run = _Run(text, rules, known)
        self._ask(run)
        done = merged(run.claims, rules.claims, run.failed)
        account = run.account(self.model, len(done.claims), done.rules, done.fell_back, done.refused)
        if not run.answered:
            return replace(rules, account=account)
        claims = flagged(done.claims, run.near, links if carries_links else None, known)
        return replace(rules, claims=claims, engine=self.name, engine_version=self.version, account=account)

    def _ask(self, run: _Run) -> None:
        """Every piece of the article; after one that found nobody at home the others are not tried."""
        silent = ""
        with Chat(self.endpoint, self.model, self.limits) as chat:
            for piece in pieces(run.text):
                run.asked += 1
                try:
                    run.take(piece, *parsed(self._answer(run, piece, chat, silent)))
                except NoAnswerError as error:
                    silent = silent or str(error)
                    run.failed.append((((piece.start, piece.end),), "no-answer"))
                except BadAnswerError:
                    run.failed.append((((piece.start, piece.end),), "bad-answer"))

    def _answer(self, run: _Run, piece: Piece, chat: Chat, silent: str) -> str:
        """From the cache, else from the service; only what can be read is kept."""
        asked = messages(run.text, piece, run.rules.metadata.publisher)
        name = cache.key(self.endpoint, self.model, prompt().id, asked)
        held = self.cache.get(name) if self.cache else None
        if held is not None and _readable(held):
            run.cached += 1
            return held
        if silent:
            raise NoAnswerError(silent)
        answer = chat.ask(asked)
        if self.cache and _readable(answer):
            self.cache.put(name, answer)
        return answer


def _readable(answer: str) -> bool:
    try:
        parsed(answer)
    except BadAnswerError:
        return False
    return True


@dataclass(slots=True)
class _Run:
    """What is known while one article is asked about."""

    text: str
    rules: Extraction
    register: Register
    claims: list[Claim] = field(default_factory=list)
    failed: list[tuple[Spans, str]] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    asked: int = 0
    cached: int = 0
    answered: int = 0
    near: Near = field(init=False)
    anchor: Anchor = field(init=False)
    sources: Sources = field(init=False)

    def __post_init__(self) -> None:
        self.near = Near(self.rules.claims)
        self.anchor = Anchor(self.text)
        self.sources = Sources(self.anchor, self.rules.metadata.language or "en", self.register)

    def take(self, piece: Piece, said: list[SaidClaim], odd: int) -> None:
        """The claims of one answer: those that hold, and for the others where they would have stood."""
        self.answered += 1
        found, lost = placed(said, piece, self.anchor)
        self.refused += Counter({"shape": odd, "not-in-text": lost})
        before = self.claims[-_LOOK_BACK:]
        for each in found:
            if any(overlap(each.spans, held.spans) for held in before):
                continue  # the piece before has read these words too, with what stands in front of them
            try:
                self.claims.append(self._claim(each))
            except ClaimError as refused:
                self.refused[refused.why] += 1
                self.failed.append((each.spans, refused.why))

    def _claim(self, found: Placed) -> Claim:
        sentence, count = sentence_of(found.spans, self.text, self.near)
        if count > 1:
            raise ClaimError("several-sentences")
        if found.said.hops is None:
            raise ClaimError(found.said.why)
        chain = self.sources.chain(found.said.hops, sentence)
        chain = self._sure(without_publisher(chain, self.rules.metadata, self.register), found.spans)
        sure = min((hop.confidence for hop in chain), default=self._own_voice(found.spans))
        text = words(self.text, found.spans)
        return Claim(found.spans, text, sentence, self._mode(found, chain), chain, (), sure)

    def _mode(self, found: Placed, chain: Chain) -> Mode:
        """The model's word, within what the chain allows; the rules' where it gave none."""
        if not chain:
            return Mode.NONE
        said = (found.said.mode, *(c.mode for c in self.near.at(found.spans)))
        return next((mode for mode in said if mode not in (None, Mode.NONE)), None) or Mode.INDIRECT

    def _sure(self, chain: Chain, spans: Spans) -> Chain:
        """Each hop that the rules found for the same words too, with the confidence that theirs has."""
        theirs = {(h.kind, h.names): h.confidence for c in self.near.at(spans) for h in c.chain}
        return tuple(replace(h, confidence=theirs.get((h.kind, h.names), h.confidence)) for h in chain)

    def _own_voice(self, spans: Spans) -> float:
        """As sure as the rules are where they say so too."""
        return max((c.confidence for c in self.near.at(spans) if not c.chain), default=0.5)

    def account(
        self, model: str, claims: int, rules: int, fell_back: Counter[str], refused: Counter[str]
    ) -> Account:
        why = +(self.refused + refused)
        return Account(
            model, self.asked, self.answered, self.cached, claims - rules, rules, dict(fell_back), dict(why)
        )
