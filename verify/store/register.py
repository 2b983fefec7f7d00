"""The register of sources: what people say of them, and what they said."""

from __future__ import annotations

from collections.abc import Sequence

from verify.model import Reliability, SourceKind
from verify.store import records as r
from verify.store import registry, sources
from verify.store.face import Face


class Register(Face):
    """Sources by name, alias or uid."""

    def add_source(
        self, name: str, kind: SourceKind, *, by: str, aliases: Sequence[str] = (), owner: str | None = None
    ) -> r.SourceRecord:
        """A new source; Refused where the name or an alias belongs to another of its kind."""
        with self._database.write() as session:
            source = sources.add(session, name, kind, by=by, aliases=aliases, owner=owner)
            session.flush()
            return registry.source_records(session, [source.id])[0]

    def add_alias(self, source: str, alias: str, *, by: str) -> r.SourceRecord:
        """Another name for a source; Refused where it is another source's."""
        with self._database.write() as session:
            row = sources.add_alias(session, sources.find(session, source), alias, by=by)
            session.flush()
            return registry.source_records(session, [row.id])[0]

    def set_owner(self, source: str, owner: str | None, *, by: str) -> r.SourceRecord:
        """Who owns the source: outlets of one owner are one voice."""
        with self._database.write() as session:
            row = sources.set_owner(session, sources.find(session, source), owner, by=by)
            session.flush()
            return registry.source_records(session, [row.id])[0]

    def rate_source(
        self,
        source: str,
        grade: Reliability | None,
        *,
        by: str,
        reason: str | None = None,
        undo: bool = False,
    ) -> r.SourceHistory:
        """How far people rely on a source; undo: take back the last rating instead."""
        with self._database.write() as session:
            row = sources.find(session, source)
            if undo:
                sources.unrate(session, row, by=by, reason=reason)
            else:
                sources.rate(session, row, grade, by=by, reason=reason)
            session.flush()
            return registry.history(session, row.uid)

    def source_history(self, source: str) -> r.SourceHistory:
        """A source with how its claims came out, and how people rated it."""
        with self._database.read() as session:
            return registry.history(session, source)

    def sources(
        self, *, kind: SourceKind | None = None, text: str | None = None, limit: int = 50, offset: int = 0
    ) -> r.Page[r.SourceRecord]:
        """Sources, the most cited first. text: part of a name or alias, in any case."""
        with self._database.read() as session:
            return registry.source_page(session, kind=kind, text=text, limit=limit, offset=offset)

    def registered_sources(self) -> tuple[r.SourceRecord, ...]:
        """Sources that people added, aliased or gave an owner: what extends the register that ships."""
        with self._database.read() as session:
            return registry.known_sources(session)

    def source(self, source: str) -> r.SourceRecord:
        """One source."""
        with self._database.read() as session:
            return registry.sources_matching(session, source)
