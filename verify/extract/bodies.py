"""The bodies that an article has named so far, and which of them «компания» or «ведомство» means.

A body is noted by who can tell its name, and named when it is asked for: most are never referred to again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from verify.languages.words import Word
    from verify.model import Hop

_NONE: frozenset[str] = frozenset()
SORTS = frozenset({"company_noun", "government_noun", "org_noun"})
"""Classes of nouns that tell what sort of body a name belongs to."""
_KEPT = 12
BEGINNING = 3
"""Letters that «министерство» and «Минфин» share."""
STEM = 7
"""Letters that «прокуратура» and «генеральный прокурор» share."""


class Known(NamedTuple):
    """A body, the common nouns it was called by (lemmas), and its sorts."""

    hop: Hop
    words: frozenset[str]
    sorts: frozenset[str]


def _shortened(name: str, w: Word) -> bool:
    """«Минэнерго» is «министерство»: a single word that begins as the noun does."""
    return " " not in name and any(name.lower().startswith(lemma[:BEGINNING]) for lemma in w.lemmas)


class _Noted:
    """A body that is named when it is asked for. `latin`: its name may have Latin letters."""

    __slots__ = ("_hop", "_name", "latin", "sorts", "words")

    def __init__(
        self, name: Callable[[], Hop], words: frozenset[str], sorts: frozenset[str], latin: bool
    ) -> None:
        self._name, self.words, self.sorts, self.latin = name, words, sorts, latin
        self._hop: Hop | None = None

    @property
    def hop(self) -> Hop:
        if self._hop is None:
            self._hop = self._name()
        return self._hop


@dataclass(slots=True)
class Bodies:
    """Those named last, the latest at the end. `text`: the article."""

    text: str
    _known: list[Known] = field(default_factory=list)
    _noted: list[_Noted] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)

    def let_go(self) -> None:
        """Forget what would be named when it is asked for. It holds the article and the article this, so that
        all tokens would stay in memory until Python looks for cycles.
        """
        self._noted.clear()

    @property
    def last(self) -> Hop | None:
        """The body named last."""
        if self._noted:
            return self._noted[-1].hop
        return self._known[-1].hop if self._known else None

    @property
    def known(self) -> list[Known]:
        """All that are kept, each by its name."""
        for noted in self._noted:
            self._keep(noted.hop, noted.words, noted.sorts)
        self._noted.clear()
        return self._known

    def named(self, name: str) -> bool:
        """True where a body of this name, in Latin letters, is kept."""
        noted = self._noted
        known = self.known if len(self._known) + len(noted) > _KEPT else self._known  # some are kept no more
        return any(b.hop.names == (name,) for b in known) or any(
            b.latin and b.hop.names == (name,) for b in noted
        )

    def is_company(self, hop: Hop) -> bool:
        """True where the article calls it a company or an authority, and so no medium."""
        return any(
            b.hop.names == hop.names and b.sorts & {"company_noun", "government_noun"} for b in self.known
        )

    def note(
        self,
        name: Callable[[], Hop],
        words: frozenset[str] = _NONE,
        sorts: frozenset[str] = _NONE,
        *,
        latin: bool = True,
    ) -> None:
        """A body was named: it is the last one now, and keeps what it was called before."""
        self._noted.append(_Noted(name, words, sorts, latin))

    def _keep(self, hop: Hop, words: frozenset[str], sorts: frozenset[str]) -> None:
        for b in self._known:
            if b.hop.names == hop.names:
                words, sorts = words | b.words, sorts | b.sorts
        others = [b for b in self._known if b.hop.names != hop.names]
        self._known = [*others[1 - _KEPT :], Known(hop, words, sorts)]

    def like(
        self, w: Word | None, *, called_only: bool = False, wide: bool = False, spoke: Hop | None = None
    ) -> Hop | None:
        """The body that a bare noun means: one called so before, else whoever spoke last of its sort
        («компания»), else the last of the sort that was named."""
        if w is None:
            return None
        lemmas = frozenset(w.lemmas)
        called = [b.hop for b in self.known if b.words & lemmas]
        if spoke is not None and any(hop.names == spoke.names for hop in called):
            return spoke
        short = spoke is not None and bool(spoke.names) and _shortened(spoke.names[0], w)
        if short and "government_noun" in w.classes:
            return spoke
        if not called and "government_noun" in w.classes:
            called = [b.hop for b in self.known if _shortened(b.hop.names[0], w)]
        if "particular_body" in w.classes:  # «генпрокуратура» is «прокуратура», no other body is
            stems = tuple(x[:STEM] for x in w.lemmas)  # also «офис генерального прокурора»
            called = called or [b.hop for b in self.known if any(x in b.hop.names[0].lower() for x in stems)]
            called_only = True
        if called or called_only:
            return called[-1] if called else None
        for sort in ("company_noun", "government_noun"):
            if sort in w.classes:
                fit = [b.hop for b in self.known if sort in b.sorts]
                fit = fit or [b.hop for b in self.known if not b.sorts]
                if "any_body" in w.classes:  # «ведомство» after «Центр связей ФСБ»
                    fit = fit or [b.hop for b in self.known[-1:] if "company_noun" not in b.sorts]
                if wide:
                    fit = fit or [b.hop for b in self.known if not b.sorts - {"org_noun"}]
                if (
                    spoke is not None
                    and sort == "government_noun"
                    and any(hop.names == spoke.names for hop in fit)
                ):
                    return spoke
                return max(reversed(fit), key=self._told) if fit else None
        return None

    def _told(self, hop: Hop) -> int:
        """How often the text names a body: what an article is about, its «компания» means."""
        name = hop.names[0]
        if name not in self._counts:
            self._counts[name] = self.text.count(name)
        return self._counts[name]
