"""What people do to claims, each act a transaction with its event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from verify.model import EvidenceState, Flag, Hop, Stance, Status
from verify.model.claim import Spans
from verify.store import assigning, bearing, deciding, looking, looks, reshaping, undoing
from verify.store import records as r
from verify.store.face import Face
from verify.store.loading import claim_records
from verify.store.tables import ClaimRow


def _record(act: deciding.Act) -> r.ClaimRecord:
    act.session.flush()
    return claim_records(act.session, [act.row.id])[0]


class Acts(Face):
    """`by` is the person who acts. `expected_revision`: the one that was looked at (ClaimRecord.revision);
    where the claim has another by now, StaleClaim says what happened meanwhile, and nothing is stored. None
    looks at no revision.
    """

    def mark(
        self,
        claim: str,
        status: Status,
        *,
        by: str,
        note: str | None = None,
        evidence: str | None = None,
        seen: r.Seen | None = None,
        expected_revision: int | None = None,
    ) -> r.ClaimRecord:
        """Set a status. `evidence` is a URL, linked at once; `seen` what its document is.

        Refused where the status needs ground and there is no note, no `evidence` and none linked before.
        """
        with self._database.write() as session:
            act = deciding.begin(session, claim, by, expected_revision)
            deciding.mark(act, status, note, evidence, seen)
            return _record(act)

    def undo(
        self, claim: str, *, by: str, reason: str | None = None, expected_revision: int | None = None
    ) -> r.ClaimRecord:
        """Take back the claim's last change by a person that still stands; itself an event. Nothing left:
        Refused.
        """
        with self._database.write() as session:
            act = deciding.begin(session, claim, by, expected_revision)
            undoing.undo(act, reason)
            return _record(act)

    def assign(
        self, claims: Sequence[str], person: str | None, *, by: str, expected_revision: int | None = None
    ) -> tuple[r.ClaimRecord, ...]:
        """Give claims to a person, None to nobody; all or none. What is theirs already stays as it is."""
        with self._database.write() as session:
            acts = [deciding.begin(session, claim, by, expected_revision) for claim in dict.fromkeys(claims)]
            whose = assigning.somebody(session, person) if person is not None else None
            for act in acts:
                assigning.assign(act, whose)
            session.flush()
            return claim_records(session, [act.row.id for act in acts])

    def link(
        self,
        claim: str,
        url: str,
        *,
        by: str,
        stance: Stance = Stance.SUPPORTS,
        note: str | None = None,
        quote: str | None = None,
        archive_url: str | None = None,
        seen: r.Seen | None = None,
        expected_revision: int | None = None,
    ) -> r.EvidenceRecord:
        """Link evidence. url, archive_url: http(s), else Refused. seen: what the document is."""
        with self._database.write() as session:
            act = deciding.begin(session, claim, by, expected_revision)
            deciding.link(act, deciding.Link(url, stance, note, quote, archive_url, seen))
            session.flush()
            return looking.evidence(session, act.row)[-1]

    def unlink(
        self, link: str, *, by: str, reason: str | None = None, expected_revision: int | None = None
    ) -> r.EvidenceRecord:
        """Take back evidence that a person linked, by the link's id or how that begins."""
        with self._database.write() as session:
            row = looks.found(session, link)
            claim = session.get_one(ClaimRow, row.claim_id)
            deciding.unlink(deciding.begin(session, claim.uid, by, expected_revision), row, reason)
            session.flush()
            return looks.records(session, [row.id])[0]

    def set_chain(
        self,
        claim: str,
        chain: Sequence[Hop],
        *,
        by: str,
        flags: Sequence[Flag] | None = None,
        reason: str | None = None,
        expected_revision: int | None = None,
    ) -> r.ClaimRecord:
        """A person's chain over the machine's; it outlives every re-read. () is the publisher's own voice.

        flags: those that follow from this chain; they stand in for the machine's flags about its chain
        (CHAIN_FLAGS), the others stay. None leaves all flags.
        """
        with self._database.write() as session:
            act = deciding.begin(session, claim, by, expected_revision)
            deciding.set_chain(act, chain, flags, reason)
            return _record(act)

    def split(
        self,
        claim: str,
        parts: Sequence[Spans],
        *,
        by: str,
        reason: str | None = None,
        expected_revision: int | None = None,
    ) -> tuple[r.ClaimRecord, ...]:
        """Replace a claim by two or more new ones, each with its spans into the article's current text."""
        with self._database.write() as session:
            products = reshaping.split(deciding.begin(session, claim, by, expected_revision), parts, reason)
            session.flush()
            return claim_records(session, [row.id for row in products])

    def join(
        self,
        claims: Sequence[str],
        *,
        by: str,
        reason: str | None = None,
        expected_revisions: Mapping[str, int] | None = None,
    ) -> r.ClaimRecord:
        """Replace two or more claims of one article by a new one over all their spans, with the first one's
        chain. expected_revisions: by the claims' names as in `claims`.
        """
        with self._database.write() as session:
            product = reshaping.join(session, claims, by, reason, expected_revisions or {})
            session.flush()
            return claim_records(session, [product.id])[0]

    def drop(
        self, claim: str, *, by: str, reason: str | None = None, expected_revision: int | None = None
    ) -> r.ClaimRecord:
        """Take a claim out of lists: it is none. It stays known, so that a re-read does not bring it back."""
        with self._database.write() as session:
            act = deciding.begin(session, claim, by, expected_revision)
            deciding.drop(act, reason)
            return _record(act)

    def restore(
        self, claim: str, *, by: str, reason: str | None = None, expected_revision: int | None = None
    ) -> r.ClaimRecord:
        """Bring a dropped claim back; Refused where it is not dropped."""
        with self._database.write() as session:
            act = deciding.begin(session, claim, by, expected_revision)
            deciding.restore(act, reason)
            return _record(act)

    def rate(
        self,
        claim: str,
        credibility: int | None,
        *,
        by: str,
        reason: str | None = None,
        expected_revision: int | None = None,
    ) -> r.ClaimRecord:
        """How far people believe a claim, 1 to 6; None for not rated."""
        with self._database.write() as session:
            act = deciding.begin(session, claim, by, expected_revision)
            deciding.rate(act, credibility, reason)
            return _record(act)

    def decide_link(
        self,
        claim: str,
        article: int,
        state: EvidenceState,
        *,
        by: str,
        stance: Stance | None = None,
        reason: str | None = None,
        expected_revision: int | None = None,
    ) -> r.ClaimRecord:
        """Accept or reject the link from a claim to another article; stance: instead of the one it has."""
        with self._database.write() as session:
            act = deciding.begin(session, claim, by, expected_revision)
            bearing.decide(act, article, state, stance, reason)
            return _record(act)
