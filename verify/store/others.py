"""What other articles say: the search index, and the links that the machine proposes."""

from __future__ import annotations

from collections.abc import Sequence

from verify.model import EvidenceState, Stance
from verify.store import bearing, naming, searching
from verify.store import records as r
from verify.store.face import Face


class Others(Face):
    """Finding and keeping what other articles say of a claim."""

    def unindexed(self, form: int) -> tuple[r.Unindexed, ...]:
        """The next articles that the search index lacks in this format; () where it has all."""
        with self._database.read() as session:
            return searching.unindexed(session, form)

    def index(self, documents: Sequence[r.Indexed]) -> None:
        """Put articles into the search index."""
        with self._database.write() as session:
            searching.index(session, documents)

    def postings(self, terms: Sequence[str], most: int) -> dict[str, tuple[int, ...]]:
        """Term -> articles with it, at most this many each."""
        with self._database.read() as session:
            return searching.postings(session, terms, most)

    def together(self, terms: Sequence[str], near: int, far: int, most: int) -> tuple[int, ...]:
        """Articles with two of the terms or more, numbered at most `far` from `near`."""
        with self._database.read() as session:
            return searching.together(session, terms, near, far, most)

    def best_by_words(self, terms: Sequence[str], most: int) -> tuple[int, ...]:
        """Articles with any of the terms, as the full-text index itself ranks them; what searching is held
        against.
        """
        with self._database.read() as session:
            return searching.ranked(session, terms, most)

    def size(self) -> int:
        """The highest article number: about how many there are."""
        with self._database.read() as session:
            return searching.size(session)

    def compared(self, articles: Sequence[int]) -> tuple[r.SearchRecord, ...]:
        """What is compared of these articles; removed ones are left out."""
        with self._database.read() as session:
            return searching.documents(session, articles)

    def propose(
        self, claim: str, proposed: Sequence[r.Proposed], outcome: r.Outcome, engine: str
    ) -> dict[int, EvidenceState]:
        """Links that the machine found, in the place of those that it found before; decisions stay.

        Article -> how its link stands.
        """
        with self._database.write() as session:
            return bearing.propose(
                session, naming.claim_row(session, claim, lock=True), proposed, outcome, engine
            )

    def decided_links(self, claim: str) -> dict[int, Stance | None]:
        """Article -> the stance that a person accepted, None for a rejected link."""
        with self._database.read() as session:
            return bearing.decided(session, naming.claim_row(session, claim))

    def corroboration(self, claim: str) -> r.CorroborationRecord | None:
        """What a claim's links came to; None where they were never weighed."""
        with self._database.read() as session:
            return bearing.result(session, naming.claim_row(session, claim))
