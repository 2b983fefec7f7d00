"""Who may sign in, and what proves it later.

None of these tables goes into an export (store.dumping): a hash of a password is a secret, and a session or
a token is worth something only where it was given. A copy of the whole database takes them along.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from verify.model import AccountRole
from verify.store.tables.base import Base, UTCDateTime, Word, new_uid, now


class AccountRow(Base):
    """A person who may sign in. key: the name without regard to case, so that no two look alike.

    password_hash: as argon2 writes it, with its salt and costs. seen_at: when a session or token of theirs
    was last used, to the minute. disabled_at: null where the account is in use.
    """

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), unique=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    role: Mapped[AccountRole] = mapped_column(Word(AccountRole))
    password_hash: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    seen_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class SessionRow(Base):
    """A browser that signed in. digest: hex SHA-256 of the cookie's value, which is kept nowhere.

    expires_at: the latest end, however often it is used; one that is not used ends sooner (store.signing).
    """

    __tablename__ = "sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    seen_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)


class TokenRow(Base):
    """What a script shows instead of a password. digest: hex SHA-256 of the token, which is kept nowhere."""

    __tablename__ = "tokens"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=new_uid)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    label: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class SignInTry(Base):
    """A try to sign in that did not succeed, or whose password is being looked at.

    digest: hex SHA-256 of the name's key: what people type there is sometimes their password.
    """

    __tablename__ = "sign_in_tries"
    __table_args__ = (Index("ix_sign_in_tries_digest_at", "digest", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)
