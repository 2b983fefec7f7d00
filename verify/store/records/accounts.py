"""What the store says of accounts and tokens: frozen values without any secret. No database import here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from verify.model import AccountRole


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may sign in, unless not `active`. last_seen_at: to the minute; None before the first
    time.
    """

    name: str
    role: AccountRole
    active: bool
    created_at: datetime
    last_seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """A browser that is signed in. last_used_at: to the minute; ends_at: the latest, however much it is used.
    here: it is the one that asks.
    """

    began_at: datetime
    last_used_at: datetime
    ends_at: datetime
    here: bool


@dataclass(frozen=True, slots=True)
class TokenRecord:
    """A token of a person; its value is known only to whom it was given. last_used_at: to the minute."""

    uid: str
    person: str
    label: str
    created_at: datetime
    last_used_at: datetime | None
    expires_at: datetime
    revoked_at: datetime | None
