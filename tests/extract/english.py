"""What an English text says by whom, for tests: claims and chains of the body under a headline."""

from __future__ import annotations

from verify.extract import extract
from verify.model import Metadata

HEAD = "Bridge over the Ulver closed\n\n"
"""A headline, so that the sentence under test is body text."""


def read(body: str, head: str = HEAD) -> list[tuple[str, str]]:
    """(text, chain) of each claim of the body; a chain is "kind:name < …" from the publisher's side."""
    found = extract(head + body, Metadata(language="en")).claims
    return [
        (c.text, " < ".join(f"{h.kind.value}:{h.name or ''}" for h in c.chain))
        for c in found
        if c.spans[0][0] >= len(head)
    ]
