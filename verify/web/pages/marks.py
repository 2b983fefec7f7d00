"""How a claim is marked in its article's text: prepared once a claim, since a text has many pieces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from verify.model import FlagCode, Status
from verify.report import style
from verify.store import Brief
from verify.web.rendering import look


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of ours alone: nothing here comes from an article. look: the classes; place: the address that
    opens it; word: the status where a person set one.
    """

    look: Markup
    ordinal: Markup
    place: Markup
    sign: Markup
    word: str


def marks(claims: Iterable[Brief]) -> dict[str, Mark]:
    """Claim's number -> its mark."""
    looks: dict[tuple[Status, tuple[FlagCode, ...]], Markup] = {}
    found = {}
    for claim in claims:
        key = claim.status, claim.flags
        if key not in looks:
            looks[key] = Markup(f"c {claim.status.value} {look(claim.flags)}")  # noqa: S704
        ordinal = claim.number.partition(".")[2]
        judged = claim.status is not Status.UNVERIFIED
        found[claim.number] = Mark(
            looks[key],
            Markup(ordinal),  # noqa: S704
            Markup(f"?claim={claim.number}#c{ordinal}"),  # noqa: S704
            Markup(style.STATUS[claim.status][0] if judged else ""),  # noqa: S704
            claim.status.value if judged else "",
        )
    return found
