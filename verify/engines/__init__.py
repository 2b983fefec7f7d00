"""Engines: whatever finds the claims of a text, behind one interface.

`rules` is the engine of verify.extract. `llm` asks a language model at an address that a person names, and
lays what it can anchor in the text over the rules' claims.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from verify.languages.register import Register
    from verify.model import Extraction, Link, Metadata

__all__ = ["NAMES", "RULES", "Engine", "Settings", "engine"]

RULES, LLM = "rules", "llm"
TIMEOUT = 120.0
"""Seconds that one answer may take: a local model on a plain processor needs a minute for a page."""


class Engine(Protocol):
    """Finds the claims of a text. Values of it travel to other processes, so they hold no connection."""

    @property
    def name(self) -> str:
        """One of NAMES."""

    @property
    def version(self) -> str:
        """Changes whenever the same text may give other claims; at most 64 characters."""

    def extract(
        self,
        text: str,
        metadata: Metadata,
        *,
        links: Sequence[Link] = (),
        carries_links: bool = False,
        outlets: Register | None = None,
    ) -> Extraction:
        """As verify.extract.extract. The result's `engine` is the one whose claims it holds."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the engines that ask somebody need to know.

    endpoint: base address of a service that speaks OpenAI's chat completions; without it nothing is sent.
    timeout: seconds for one answer. cache: folder of earlier answers, None for no cache.
    The key is no setting: it is read from the environment when it is sent, and kept nowhere.
    """

    endpoint: str | None = None
    model: str | None = None
    timeout: float = TIMEOUT
    cache: Path | None = None


def _rules(settings: Settings) -> Engine:
    from verify.engines.rules import Rules

    return Rules()


def _llm(settings: Settings) -> Engine:
    from verify.engines.llm import llm

    return llm(settings)


_ENGINES: dict[str, Callable[[Settings], Engine]] = {RULES: _rules, LLM: _llm}
NAMES = tuple(_ENGINES)


def engine(name: str = RULES, settings: Settings | None = None) -> Engine:
    """The engine of a name. Raises InputError where its settings lack something."""
    return _ENGINES[name](settings or Settings())
