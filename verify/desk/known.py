"""The outlets that a person knows beside those that ship with verify."""

from __future__ import annotations

from verify.languages.register import Outlet, Register, register
from verify.model import SourceKind
from verify.store import SourceRecord, Store


def outlets(store: Store) -> Register | None:
    """The shipped register with the outlets, aliases and owners that people added; None where nobody did."""
    added = [record for record in store.registered_sources() if record.kind is SourceKind.OUTLET]
    if not added:
        return None
    shipped = register()
    return shipped.extended(_outlet(shipped, record) for record in added)


def _outlet(shipped: Register, record: SourceRecord) -> Outlet:
    """An entry for a source; it joins the shipped one that goes by its name or any of its aliases."""
    found = filter(None, map(shipped.by_alias, (record.name, *record.aliases)))
    same = next(iter(found), None)
    if same is None:
        return Outlet(id=f"own-{record.uid}", name=record.name, aliases=record.aliases)
    return Outlet(id=same.id, name="", aliases=(record.name, *record.aliases))
