"""The engine of rules: verify.extract behind the common interface."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verify import extract
from verify.languages.register import Register
from verify.model import Extraction, Link, Metadata


@dataclass(frozen=True, slots=True)
class Rules:
    """Asks nobody: a pure function of the text."""

    @property
    def name(self) -> str:
        return extract.ENGINE

    @property
    def version(self) -> str:
        return extract.ENGINE_VERSION

    def extract(
        self,
        text: str,
        metadata: Metadata,
        *,
        links: Sequence[Link] = (),
        carries_links: bool = False,
        outlets: Register | None = None,
    ) -> Extraction:
        return extract.extract(text, metadata, links=links, carries_links=carries_links, outlets=outlets)
