"""The register of sources that publish: outlets and agencies, their names, domains and owners. Facts only.

register() holds what ships; Register.extended adds what a user knows. platforms() has the places where
anybody posts (Telegram, Facebook): they are no outlets and never a source by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property

from verify.languages.register import loading
from verify.languages.register.matching import Index, tokens_of
from verify.languages.register.outlet import KINDS, Outlet, Owner

__all__ = ["KINDS", "Outlet", "Owner", "Register", "owners", "platforms", "register"]


class Register:
    """Outlets, found by any of their names in any case and script, by words of a text, or by host.

    Where two outlets share a name, the one added later wins: a user's entry beats the shipped ones.
    """

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        self._outlets = {outlet.id: outlet for outlet in outlets}

    def __iter__(self) -> Iterator[Outlet]:
        return iter(self._outlets.values())

    def __len__(self) -> int:
        return len(self._outlets)

    def get(self, id_: str) -> Outlet | None:
        """The outlet with this id."""
        return self._outlets.get(id_)

    def by_alias(self, text: str) -> Outlet | None:
        """The outlet that this whole text names, quotation marks and letter case aside; inflected names too.
        Ordinary words that are also names («Сегодня») are found: whoever asks knows that it is a name."""
        tokens = tokens_of(text)
        found = self._index.match(tokens, 0, any_case=True) if tokens else None
        return found[0].outlet if found and found[1] == len(tokens) else None

    def match_at(
        self, tokens: Sequence[str], i: int, *, any_case: bool = False
    ) -> tuple[Outlet, int, bool] | None:
        r"""The longest outlet name that starts at token i: (outlet, tokens used, ambiguous), or None.

        tokens: words and marks as `\w+|[^\w\s]` splits a text, letter case kept: without any_case a name must
        show its capitals («Медуза» is a site, «медуза» an animal). ambiguous: the words matched are also
        ordinary words or another entity; believe them only between quotation marks or after «газета», «сайт».
        """
        found = self._index.match(tokens, i, any_case=any_case)
        return (found[0].outlet, found[1], found[0].ambiguous) if found else None

    def by_domain(self, host: str) -> Outlet | None:
        """The outlet at home at this host or at a parent domain of it."""
        labels = host.casefold().strip(".").split(".")
        candidates = (".".join(labels[k:]) for k in range(len(labels) - 1))
        return next((self._by_host[c] for c in candidates if c in self._by_host), None)

    def extended(self, entries: Iterable[Outlet]) -> Register:
        """A register with these entries too. One whose id is known adds its names, aliases and domains."""
        joined = dict(self._outlets)
        for entry in entries:
            known = joined.pop(entry.id, None)
            joined[entry.id] = known.completed(entry) if known else entry
        return Register(joined.values())

    @cached_property
    def _index(self) -> Index:
        return Index(reversed(self._outlets.values()))

    @cached_property
    def _by_host(self) -> dict[str, Outlet]:
        return {domain: outlet for outlet in self for domain in outlet.domains}


@cache
def register() -> Register:
    """The outlets that ship with verify."""
    return Register(outlet for path in loading.outlet_files() for outlet in loading.outlets(path))


@cache
def platforms() -> Register:
    """Places where anybody posts, under the same look-ups; kind "platform"."""
    return Register(loading.outlets(loading.DATA / loading.PLATFORMS, kind="platform"))


@cache
def owners() -> dict[str, Owner]:
    """Groups and parents by id."""
    return loading.owners()
