"""Reads the register's data files: a table for each id."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from verify.languages.register.outlet import Outlet, Owner
from verify.languages.tables import read_tables

DATA = Path(__file__).parent
OWNERS = "owners.toml"
PLATFORMS = "platforms.toml"


def outlet_files() -> list[Path]:
    """The data files that hold outlets, by name."""
    return [p for p in sorted(DATA.glob("*.toml")) if p.name not in (OWNERS, PLATFORMS)]


def outlets(path: Path, kind: str = "site") -> list[Outlet]:
    """The file's outlets, in its order."""
    return [_outlet(id_, facts, kind) for id_, facts in read_tables(path).items()]


def owners() -> dict[str, Owner]:
    """Owners by id."""
    return {id_: Owner(id_, **facts) for id_, facts in read_tables(DATA / OWNERS).items()}


def _outlet(id_: str, facts: dict[str, Any], kind: str) -> Outlet:
    return Outlet(
        id=id_,
        name=facts["name"],
        names={key[5:]: value for key, value in facts.items() if key.startswith("name_")},
        aliases=tuple(facts.get("aliases", ())),
        domains=tuple(facts.get("domains", ())),
        owner=facts.get("owner", ""),
        country=facts.get("country", ""),
        kind=facts.get("kind", kind),
        languages=tuple(facts.get("languages", ())),
        ambiguous=tuple(facts.get("ambiguous", ())),
    )
