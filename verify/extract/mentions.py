"""A mention: a noun phrase that can name a source.

It is proposed widely (any noun phrase); whether it is a cue's source is chosen later by score.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from verify.languages.words import SINGULAR, Case

if TYPE_CHECKING:
    from verify.languages.register import Outlet
    from verify.model import SourceKind


@dataclass(slots=True)
class Mention:
    """Tokens [first, last). `name`: token range of the proper name in it. `reference`: what must be resolved
    ("he", "she", "they", "outlet", "role", "org"); `via`: the medium named inside («источники Reuters»)."""

    first: int
    last: int
    head: int
    kind: SourceKind
    name: tuple[int, int]
    outlet: Outlet | None = None
    via: Mention | None = None
    reference: str = ""
    preposition: str = ""
    cases: int = Case.ANY
    numbers: int = SINGULAR
    genders: int = 7
    classes: frozenset[str] = frozenset()
    roles: tuple[str, ...] = ()
    of: tuple[int, int] | None = None  # the complement: «представитель | госдепа»
    selected: bool = False  # somebody out of a group: «один из инженеров»
