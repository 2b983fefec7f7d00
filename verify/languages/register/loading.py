"""Reads the register's data files.

They are TOML of a plain shape: `[id]` tables of `key = value` lines, values being strings or one-line arrays
of strings, which JSON spells the same. The values of a file are handed to the JSON parser in one go, because
tomllib takes seven times as long, and every command would wait for it. A test holds that tomllib reads the
same from each file.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from verify.languages.register.outlet import Outlet, Owner

DATA = Path(__file__).parent
OWNERS = "owners.toml"
PLATFORMS = "platforms.toml"


def tables(path: Path) -> dict[str, dict[str, Any]]:
    """The file's tables by id, in its order."""
    where: list[tuple[str, str]] = []
    values: list[str] = []
    table = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            table = line.strip("[]")
        elif line and not line.startswith("#"):
            key, _, value = line.partition(" = ")
            where.append((table, key))
            values.append(value)
    found: dict[str, dict[str, Any]] = {}
    for (name, key), value in zip(where, json.loads(f"[{','.join(values)}]"), strict=True):
        found.setdefault(name, {})[key] = value
    return found


def outlet_files() -> list[Path]:
    """The data files that hold outlets, by name."""
    return [p for p in sorted(DATA.glob("*.toml")) if p.name not in (OWNERS, PLATFORMS)]


def outlets(path: Path, kind: str = "site") -> list[Outlet]:
    """The file's outlets, in its order."""
    return [_outlet(id_, facts, kind) for id_, facts in tables(path).items()]


def owners() -> dict[str, Owner]:
    """Owners by id."""
    return {id_: Owner(id_, **facts) for id_, facts in tables(DATA / OWNERS).items()}


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
