"""A newsroom's day in which every field is an attack: lived once, through the store's own doors, with a
placeholder in each field (§title§); then forty times over, 25 attacks in each, read in as a file.

So a thousand attacks go through every field; names of people, which are short, take the thousand among them,
and some people more judge one claim.
A field that a table gets tomorrow belongs into `live`: test_fields.py tells of one that holds no attack.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Table, select

from tests.hostile.attacks import ATTACKS
from verify.model import (
    Claim,
    Extraction,
    Flag,
    FlagCode,
    Hop,
    Link,
    Metadata,
    Mode,
    Proposal,
    Redirect,
    Reliability,
    Snapshot,
    SourceKind,
    SourceState,
    Stance,
    Status,
    bytes_sha256,
    storable,
    text_sha256,
)
from verify.store import (
    Belongings,
    FeedAnswer,
    ItemState,
    NewItem,
    Outcome,
    OutsideRecord,
    Proposed,
    Reading,
    Seen,
    Store,
    rows,
)
from verify.store.records import Became
from verify.store.sources import name_key
from verify.store.tables import Version, now
from verify.store.tables.bulk import BulkFile, BulkMark, BulkRecord, BulkText, CopyRow

COPIES = 40
_TOGETHER = len(ATTACKS) // COPIES
STORED = tuple(map(storable, ATTACKS))
"""The attacks as a database can hold them: without NUL."""

WIDTH = 3000
"""Code points of a line of an article: they fit, so that offsets are the same in each copy."""

PEOPLE = ("reader", "editor", "checker", "assignee", "opener", "worker")
"""Fields that are names of people, with what tells one from another."""
_LONGEST = 190
_RULE = 120

PROPOSED = Proposal(Status.DISPUTED, "§machine§")

Lines = Iterator[tuple[str, dict[str, Any]]]


def _line(field: str) -> str:
    return f"§{field}§".ljust(WIDTH, "x")


def _reading(address: str, lines: list[str], prefix: str) -> Reading:
    """A claim a line; the first has a chain of two."""
    text = "\n".join(lines)
    claims, at = [], 0
    for place, line in enumerate(lines):
        span = (at, at + len(line))
        hops = (
            Hop(SourceKind.OUTLET, ("§outlet§ o§n§",), (span,), rule="§rule§"),
            Hop(SourceKind.ANONYMOUS, ("§unnamed§ u§n§",), (span,), rule="§rule§"),
        )
        flags = (Flag(FlagCode.ANONYMOUS_ORIGIN, {"name": "§flagged§"}, (span,)),)
        chain, warned = ((), ()) if place else (hops, flags)
        claims.append(Claim((span,), line, span, Mode.INDIRECT, chain, warned, 0.5, PROPOSED))
        at += len(line) + 1
    metadata = Metadata(
        f"§{prefix}title§", f"§{prefix}publisher§", "ru", date(2026, 3, 14), ("§author§", "§coauthor§"),
        f"§{prefix}url§",
    )  # fmt: skip
    sent = Redirect("§redirecting§", 301, "§redirected§")
    shot = Snapshot(
        b"page", bytes_sha256(b"page"), bytes_sha256(b"page"), datetime(2026, 3, 15, tzinfo=UTC), "§given§",
        "§final§", 200, (("§head§", "§value§"),), (sent,), "utf-8", "§media§",
    )  # fmt: skip
    links = (Link(0, WIDTH, "§href§"),)
    return Reading(address, shot, text, metadata, Extraction(metadata, tuple(claims), (), "toy", "1"), links)


def live(store: Store) -> None:
    """Everything that can happen to two articles, under names that are attacks as everything else."""
    halves = _line("first") + " " + _line("second")  # one claim, of which a person makes two
    lines = [_line("said"), halves, _line("vanished")]
    store.save(_reading("§address§ 1", lines, ""), by="§reader§ r§n§")
    store.save(_reading("§address§ 2", [_line("elsewhere")], "other"), by="§reader§ r§n§")
    store.save(_reading("§address§ 1", [*lines[:2], _line("new")], "later"), by="§reader§ r§n§")
    places = [WIDTH + 1, 2 * WIDTH + 2]
    store.split("1.2", [((at, at + WIDTH),) for at in places], by="§editor§ e§n§", reason="§splitting§")
    store.drop("1.4", by="§editor§ e§n§", reason="§dropping§")
    chain = (
        Hop(SourceKind.PERSON, ("§person§ p§n§", "§another§ a§n§")),
        Hop(SourceKind.COLLECTIVE, ("§vague§ v§n§",)),
    )
    store.set_chain("1.1", chain, by="§editor§ e§n§", reason="§correcting§")
    _found(store)
    store.mark("1.1", Status.REFUTED, by="§checker§ c§n§", note="§marking§")
    store.mark("2.1", Status.DISPUTED, by="§checker§ c§n§", note="§doubting§")
    store.undo("2.1", by="§checker§ c§n§", reason="§undoing§")
    store.rate("1.1", 5, by="§checker§ c§n§", reason="§believing§")
    store.assign(["1.1"], "§assignee§ s§n§", by="§editor§ e§n§")
    store.add_source("§source§ n§n§", SourceKind.OUTLET, by="§editor§ e§n§", aliases=["§alias§ l§n§"])
    store.add_source("§owner§ w§n§", SourceKind.ORGANIZATION, by="§editor§ e§n§")
    store.set_owner("§source§ n§n§", "§owner§ w§n§", by="§editor§ e§n§")
    store.rate_source("§source§ n§n§", Reliability.E, by="§editor§ e§n§", reason="§rating§")
    store.cases.add("§question§", date(2026, 4, 1), by="§opener§ q§n§")
    store.cases.put(1, Belongings(("1",), ("2.1",), ("§worker§ k§n§",)), by="§opener§ q§n§")
    store.cases.set_open(1, False, by="§opener§ q§n§", reason="§closing§")
    _watched(store)


def _found(store: Store) -> None:
    """What was found for a claim: documents, other articles, fact-checks, the way to its origin."""
    shot = Snapshot(b"paper", bytes_sha256(b"paper"), bytes_sha256(b"paper"), now(), "§asked§", "§answered§")
    seen = Seen(SourceState.CHANGED, shot, "§document§", problem="§trouble§")
    store.link(
        "1.1", "https://§linked§", by="§checker§ c§n§", stance=Stance.REFUTES, note="§note§", quote="§quote§",
        archive_url="https://§archived§", seen=seen,
    )  # fmt: skip
    with store._database.read() as session:
        version = session.scalar(select(Version.id).where(Version.article_id == 2)) or 0
    said = {"why": "§why§", "aligned": [["§mine§", "§theirs§"]], "clashing": [["§ours§", "§yours§"]]}
    proposed = Proposed(
        2, version, None, Stance.REFUTES, ((0, WIDTH),), _line("elsewhere"), "§before§", "§after§",
        SourceKind.PERSON, "§origin§", False, 1, said,
    )  # fmt: skip
    voices = (
        {"voice": 0, "articles": [1], "origin": {"kind": "person", "name": "§voice§"}, "why": []},
        {"voice": 1, "articles": [2], "origin": {"kind": "person", "name": "§origin§"},
         "why": [{"article": 2, "with": 1, "why": "§tie§"}]},
    )  # fmt: skip
    flag = Flag(FlagCode.CIRCULAR, {"names": "§circle§", "voices": 1})
    outcome = Outcome(1, 1, voices, (flag,), Proposal(Status.DISPUTED, "§proposal§"))
    store.propose("1.1", [proposed], outcome, "links 1")
    outside = OutsideRecord(
        "gdelt", "fact-check", "§place§", "§found§", "§snippet§", "§bywhom§", now(), "§verdict§", "§judge§",
        "§rated§", "§claimant§", 2, "§unread§",
    )  # fmt: skip
    store.outside.keep("1.1", "k", outside)
    step = {
        "kind": "outlet", "names": ["§step§"], "found": "something-else", "via": "link",
        "address": "§upstream§",
        "article": 2, "title": "§headline§", "passage": "§passage§", "clashing": [["§claimed§", "§upthere§"]],
        "places": [[0, 4]], "problem": "§lost§",
    }  # fmt: skip
    store.traces.keep("1.1", [step], None, "trace 1", by="§checker§ c§n§")


def _watched(store: Store) -> None:
    feed = store.feeds.add("§feed§")
    item = NewItem("0" * 64, "§item§", "§itemtitle§", ItemState.WAITING)
    store.feeds.read(feed.id, FeedAnswer("§feedtitle§", "§etag§", "§modified§", "§feedproblem§"), [item])
    store.feeds.settle(store.feeds.waiting([feed.id])[0].id, ItemState.FAILED, "§itemproblem§")
    uid = store.article(2).article.uid
    with store._database.write() as session:
        version = session.scalar(select(Version.id).where(Version.article_id == 2)) or 0
        session.add(CopyRow(version_id=version, original_id=1, exact=False, share=0.75))
        session.add(BulkFile(id=1, name="§file§", mark="1"))
        session.add(BulkText(id=1, sha256="1" * 64, article_uid=uid, sketch=b"\x00"))
        session.flush()
        session.add(
            BulkRecord(file_id=1, place=1, became=Became.QUARANTINED, address="§record§", reason="§failed§")
        )
        session.add(BulkMark(mark=-(2**60), text_id=1))


_FIELD = re.compile("§([a-z]+)§(x*)")


def _names() -> list[str]:
    """Names of people, each of as many whole attacks as it has room for: until all have stood in one."""
    names, rest = [], [attack.strip() for attack in reversed(STORED)]
    while rest or len(names) < len(PEOPLE) * COPIES:
        name = rest.pop() if rest else f"{STORED[len(names)].strip()} again"
        while rest and len(name) + len(rest[-1]) < _LONGEST:
            name += " " + rest.pop()
        names.append(name)
    return names


class Copies:
    """The rows of a day, many times over: other numbers and ids, other strings in each field."""

    def __init__(self, lines: Lines) -> None:
        self._tables: dict[str, list[dict[str, Any]]] = {}
        for table, row in lines:
            self._tables.setdefault(table, []).append(json.loads(json.dumps(row)))
        self._known = {table.name: table for table in rows.tables()}
        self._most = {name: max(row.get("id") or 0 for row in held) for name, held in self._tables.items()}
        every = json.dumps(self._tables, ensure_ascii=False)
        self.fields = tuple(sorted(set(re.findall("§([a-z]{2,})§", every))))
        self._uids = re.compile("|".join(re.findall(r'"uid": "(.{36})"', every)))
        self._turn = {field: 7 * at for at, field in enumerate(self.fields)}
        self._names = _names()

    def said(self, field: str, n: int) -> str:
        """What copy n has in a field. One that obeys no more than its first sign stands first in one copy."""
        if field == "n":
            return str(n)
        if field in PEOPLE:
            return self._names[PEOPLE.index(field) * COPIES + n]
        first = (n + self._turn[field]) % COPIES
        said = " ".join(STORED[first + COPIES * more] for more in range(_TOGETHER))
        return said[:_RULE] if field == "rule" else said

    def lines(self) -> Lines:
        """As an export has them."""
        for name, held in self._tables.items():
            if name == "blobs":
                yield from ((name, row) for row in held)
                continue
            if name in ("people", "events"):
                yield from ((name, row) for row in self._more(name, held))
            changing = [(row, self._changing(self._known[name], row)) for row in held]
            for n in range(COPIES):
                for row, changes in changing:
                    yield name, row | {column: value(n) for column, value in changes.items()}

    def _more(self, table: str, held: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """The people whose names are left over, and what each of them did: another opinion of one claim."""
        for n, name in enumerate(self._names[len(PEOPLE) * COPIES :]):
            uid = f"{n:08x}-0000-4000-8000-00000000000a"
            if table == "people":
                yield {"id": COPIES * self._most[table] + n + 1, "uid": uid, "name": name}
            else:
                (act,) = (row for row in held if row["action"] == "claim.rate")
                own = {"uid": uid[:-1] + "b", "actor_uid": uid, "actor": name, "reason": name}
                first = {
                    "claim_uid": self._first(act["claim_uid"]),
                    "article_uid": self._first(act["article_uid"]),
                }
                yield {c: v for c, v in act.items() if c not in ("seq", "previous", "hash")} | own | first

    def _first(self, uid: str) -> str:
        return f"{0:08x}{uid[8:]}"

    def _changing(self, table: Table, row: dict[str, Any]) -> dict[str, Callable[[int], Any]]:
        """Of the columns that are not alike in every copy, what makes their values."""
        made = {column: self._made(value) for column, value in row.items()}
        owners = {
            key.parent.name: key.column.table.name for key in table.foreign_keys if key.column.name == "id"
        }
        owners |= {"id": table.name} if "id" in row else {}
        made |= {c: self._higher(row[c], owner) for c, owner in owners.items() if row[c] is not None}
        made |= getattr(self, f"_{table.name}", lambda row: {})(row)
        return {column: value for column, value in made.items() if value is not None}

    def _higher(self, number: int, owner: str) -> Callable[[int], int]:
        most = self._most[owner]
        return lambda n: number + n * most

    def _made(self, value: Any) -> Callable[[int], Any] | None:
        if isinstance(value, str):
            return self._filled(value, json_too=value.startswith("{"))
        if not isinstance(value, list | dict):
            return None
        text = json.dumps(value, ensure_ascii=False)
        filled = self._filled(text, json_too=True)
        if re.search('"(articles?|with)":', text):
            return lambda n: self._moved(json.loads(filled(n) if filled else text), n)
        return (lambda n: json.loads(filled(n))) if filled else None

    def _filled(self, text: str, *, json_too: bool) -> Callable[[int], str] | None:
        """Fills the fields of a text in, and makes other ids of those in it; None where it has neither."""
        ids = [(m.start(), m.end()) for m in self._uids.finditer(text)]
        if not ids and "§" not in text:
            return None

        def fill(n: int) -> str:
            said = self._uids.sub(lambda m: f"{n:08x}{m[0][8:]}", text) if ids else text
            return _FIELD.sub(lambda m: self._field(m, n, json_too), said)

        return fill

    def _field(self, field: re.Match[str], n: int, json_too: bool) -> str:
        said = self.said(field[1], n)
        if field[2]:
            said = f"{' '.join(said.split())} {n} ".ljust(len(field[0]), "x")
        return json.dumps(said, ensure_ascii=False)[1:-1] if json_too else said

    def _moved(self, value: Any, n: int) -> Any:
        """JSON with the numbers of the copy's articles."""
        if isinstance(value, list):
            return [self._moved(each, n) for each in value]
        if not isinstance(value, dict):
            return value
        more = n * self._most["articles"]
        made = {key: self._moved(each, n) for key, each in value.items()}
        made |= {key: value[key] + more for key in ("article", "with") if isinstance(value.get(key), int)}
        return made | ({"articles": [a + more for a in value["articles"]]} if "articles" in value else {})

    def _texts(self, row: dict[str, Any]) -> dict[str, Callable[[int], Any]]:
        return {"sha256": self._hash(row["sha256"])}

    def _versions(self, row: dict[str, Any]) -> dict[str, Callable[[int], Any]]:
        return {"text_sha256": self._hash(row["text_sha256"])}

    def _looks(self, row: dict[str, Any]) -> dict[str, Callable[[int], Any]]:
        return {"text_sha256": self._hash(row["text_sha256"])} if row["text_sha256"] else {}

    def _hash(self, before: str) -> Callable[[int], str]:
        (text,) = (row["text"] for row in self._tables["texts"] if row["sha256"] == before)
        filled = self._filled(text, json_too=False)
        assert filled is not None
        return lambda n: text_sha256(filled(n))

    def _people(self, row: dict[str, Any]) -> dict[str, Callable[[int], Any]]:
        """Names are unique, and the engine's own is no field."""
        return {} if "§" in row["name"] else {"name": lambda n: f"{row['name']} {n}" if n else row["name"]}

    def _source_names(self, row: dict[str, Any]) -> dict[str, Callable[[int], Any]]:
        filled = self._filled(row["name"], json_too=False)
        assert filled is not None
        return {"key": lambda n: name_key(filled(n))}

    def _feed_items(self, row: dict[str, Any]) -> dict[str, Callable[[int], Any]]:
        return {"key": lambda n: f"{n:064x}"}

    def _bulk_texts(self, row: dict[str, Any]) -> dict[str, Callable[[int], Any]]:
        return {"sha256": lambda n: f"{n:064x}"}

    def _bulk_marks(self, row: dict[str, Any]) -> dict[str, Callable[[int], Any]]:
        return {"mark": lambda n: row["mark"] + n}
