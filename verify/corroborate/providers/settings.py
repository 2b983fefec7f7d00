"""Where providers are and what they may: verify.toml and the environment, which wins.

A permission for private addresses, and a key, hold for the address beside which they stand: an address from
the environment takes neither from the file, and an address from the file gets no key from the environment.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from verify.corroborate.providers import factcheck, gdelt
from verify.corroborate.providers.service import endpoint_of
from verify.errors import InputError, Message

FILE = "verify.toml"
CONFIG = "VERIFY_CONFIG"

_LARGEST = 1_000_000
_KEYS: dict[str, dict[str, Any]] = {
    "feeds": {"addresses": list, "private": bool},
    "sitemap": {"addresses": list, "private": bool},
    "gdelt": {"endpoint": str, "private": bool},
    "searxng": {"endpoint": str, "private": bool, "categories": str},
    "factcheck": {"endpoint": str, "private": bool, "key": str},
}
_TYPES = {
    list: Message("a list of addresses"),
    bool: Message("true or false"),
    str: Message("words in quotation marks"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A service's address, and whether it may be a private one."""

    endpoint: str
    private: bool = False


@dataclass(frozen=True, slots=True)
class Lists:
    """Addresses of feeds or sitemaps, and whether they may be private ones."""

    addresses: tuple[str, ...] = ()
    private: bool = False


_GDELT, _FACTCHECK = Place(gdelt.ENDPOINT), Place(factcheck.ENDPOINT)
_CATEGORIES = "news"


@dataclass(frozen=True, slots=True)
class Settings:
    """All that is configured. The key is never shown."""

    feeds: Lists = Lists()
    sitemaps: Lists = Lists()
    gdelt: Place = _GDELT
    searxng: Place | None = None
    categories: str = _CATEGORIES
    factcheck: Place = _FACTCHECK
    key: str | None = field(default=None, repr=False)


def settings(environment: Mapping[str, str] | None = None, folder: Path | None = None) -> Settings:
    """The configuration of this machine and folder. Raises InputError that names the file or variable.

    environment, folder: instead of the process's own.
    """
    env = os.environ if environment is None else environment
    path = _file(env, folder or Path())
    return combined(_read(path) if path else {}, env, str(path))


def _file(env: Mapping[str, str], folder: Path) -> Path | None:
    """VERIFY_CONFIG, else verify.toml in the folder, else in the person's configuration."""
    if named := env.get(CONFIG):
        return Path(named)
    base = env.get("XDG_CONFIG_HOME", "")
    home = Path(base) if Path(base).is_absolute() else Path(env.get("HOME") or Path.home()) / ".config"
    return next((p for p in (folder / FILE, home / "verify" / FILE) if p.is_file()), None)


def _read(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError("{path}: it is larger than a configuration can be", path=path)
        with path.open("rb") as stream:
            return tomllib.load(stream)
    except OSError as error:
        raise InputError(
            "{path}: it cannot be read ({strerror})", path=path, strerror=error.strerror
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError("{path}: it is no TOML ({problem})", path=path, problem=_first_line(error)) from None


def _first_line(error: Exception) -> str:
    """Where it is wrong; never the line itself, which may hold the key."""
    return str(error).splitlines()[0][:100]


def combined(tables: Mapping[str, Any], env: Mapping[str, str], name: str) -> Settings:
    """The settings of a file's tables and the environment. name: what errors call the file."""
    _check(tables, name)
    feeds, maps = tables.get("feeds", {}), tables.get("sitemap", {})
    search, facts = tables.get("searxng", {}), tables.get("factcheck", {})
    place, key = _with_key(facts, env, name)
    return Settings(
        feeds=_lists(feeds, env.get("VERIFY_FEEDS"), f"{name}: [feeds]", "VERIFY_FEEDS"),
        sitemaps=_lists(maps, env.get("VERIFY_SITEMAPS"), f"{name}: [sitemap]", "VERIFY_SITEMAPS"),
        gdelt=_place("gdelt", tables.get("gdelt", {}), env, name) or _GDELT,
        searxng=_place("searxng", search, env, name),
        categories=env.get("VERIFY_SEARXNG_CATEGORIES", search.get("categories", _CATEGORIES)),
        factcheck=place,
        key=key,
    )


def _check(tables: Mapping[str, Any], name: str) -> None:
    for table, held in tables.items():
        if table not in _KEYS:
            raise InputError(
                "{name}: it knows no [{table}]; there are {known}",
                name=name,
                table=table,
                known=", ".join(_KEYS),
            )
        if not isinstance(held, dict):
            raise InputError("{name}: {table} is a table; write [{table}]", name=name, table=table)
        for key, value in held.items():
            if key not in _KEYS[table]:
                raise InputError(
                    "{name}: [{table}] knows no {key}; there are {known}",
                    name=name,
                    table=table,
                    key=key,
                    known=", ".join(_KEYS[table]),
                )
            kind = _KEYS[table][key]
            if type(value) is not kind or (kind is list and not all(type(v) is str for v in value)):
                raise InputError(
                    "{name}: [{table}] {key} is {wanted}",
                    name=name,
                    table=table,
                    key=key,
                    wanted=_TYPES[kind],
                )


def _lists(held: Mapping[str, Any], given: str | None, place: str, variable: str) -> Lists:
    """Addresses; those of the environment, with spaces between them, in place of the file's."""
    if given is not None:
        return Lists(tuple(_listed(a, variable) for a in given.split()))
    return Lists(tuple(_listed(a, place) for a in held.get("addresses", ())), held.get("private", False))


def _listed(address: str, setting: str) -> str:
    from verify.errors import UnsafeAddress
    from verify.fetch.safety import http_address

    try:
        return http_address(address.strip())
    except UnsafeAddress as error:
        raise InputError("{setting}: {error}", setting=setting, error=error) from None


def _place(table: str, held: Mapping[str, Any], env: Mapping[str, str], name: str) -> Place | None:
    variable = f"VERIFY_{table.upper()}_ENDPOINT"
    if given := env.get(variable):
        private = env.get(f"VERIFY_{table.upper()}_PRIVATE", "")
        if private not in ("", "0", "1"):
            raise InputError(
                "VERIFY_{table}_PRIVATE: say 1 where the address may be a private one", table=table.upper()
            )
        return Place(endpoint_of(given, variable), private == "1")
    if "endpoint" in held:
        return Place(endpoint_of(held["endpoint"], f"{name}: [{table}] endpoint"), held.get("private", False))
    return None


def _with_key(held: Mapping[str, Any], env: Mapping[str, str], name: str) -> tuple[Place, str | None]:
    """The fact checks' address, and the key that may go there."""
    place = _place("factcheck", held, env, name)
    ours, theirs = env.get("VERIFY_FACTCHECK_KEY", "").strip(), held.get("key", "").strip()
    named_by_env = bool(env.get("VERIFY_FACTCHECK_ENDPOINT"))
    if place is not None and not named_by_env and ours:
        raise InputError(
            "{name}: [factcheck] names an address, and the key is in VERIFY_FACTCHECK_KEY; a key goes to an "
            "address from the same place only: put both here or there",
            name=name,
        )
    key = ours or ("" if named_by_env else theirs)
    if not (key.isascii() and all(c.isprintable() and c != " " for c in key)):
        where = "VERIFY_FACTCHECK_KEY" if ours else f"{name}: [factcheck] key"
        raise InputError("{where}: it holds characters that no key can have; set it again", where=where)
    return place or _FACTCHECK, key or None
