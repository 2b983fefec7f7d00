"""What `people` shows: accounts and tokens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from rich.table import Table
from rich.text import Text

from verify.report import style
from verify.report.contract import Json
from verify.report.screen import own, plain
from verify.report.wording import say
from verify.store import Account, SessionRecord, TokenRecord


def account_json(account: Account) -> Json:
    """An account; nothing in it lets anybody in."""
    return {
        "name": account.name,
        "role": account.role.value,
        "active": account.active,
        "created_at": account.created_at.isoformat(),
        "last_seen_at": account.last_seen_at.isoformat() if account.last_seen_at else None,
    }


def token_json(token: TokenRecord) -> Json:
    """What is known of a token; its value is not."""
    return {
        "id": token.uid,
        "person": token.person,
        "label": token.label,
        "created_at": token.created_at.isoformat(),
        "last_used_at": token.last_used_at.isoformat() if token.last_used_at else None,
        "expires_at": token.expires_at.isoformat(),
        "revoked_at": token.revoked_at.isoformat() if token.revoked_at else None,
    }


def session_json(session: SessionRecord) -> Json:
    """A browser that is signed in; nothing in it lets anybody in."""
    return {
        "began_at": session.began_at.isoformat(),
        "last_used_at": session.last_used_at.isoformat(),
        "ends_at": session.ends_at.isoformat(),
        "here": session.here,
    }


def accounts(found: Sequence[Account]) -> Table | Text:
    """A line each."""
    if not found:
        return own(say("Nobody has an account yet: verify people add NAME makes one."), style.REST)
    table = _table(say("name"), say("role"), say("since"), say("last seen"), "")
    for each in found:
        table.add_row(
            plain(each.name, style.WORDS),
            own(say(each.role.value)),
            own(_day(each.created_at), style.REST),
            own(_minute(each.last_seen_at), style.REST),
            own("" if each.active else say("disabled"), style.BAD),
        )
    return table


def tokens(found: Sequence[TokenRecord]) -> Table | Text:
    """A line each, with the beginning of its id, which is enough to revoke it."""
    if not found:
        return own(say("No tokens: verify people token NAME --label WORDS makes one."), style.REST)
    table = _table("id", say("for"), say("since"), say("last used"), say("until"), "")
    for each in found:
        table.add_row(
            own(each.uid[:8], style.NUMBER),
            plain(each.label, style.WORDS),
            own(_day(each.created_at), style.REST),
            own(_minute(each.last_used_at), style.REST),
            own(_day(each.expires_at), style.REST),
            own(_ended(each), style.BAD),
        )
    return table


def _ended(token: TokenRecord) -> str:
    if token.revoked_at is not None:
        return say("revoked")
    return say("expired") if token.expires_at <= datetime.now(UTC) else ""


def _table(*headings: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style=style.HEADING, pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d}"


def _minute(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else say("never")
