"""What to say of an article that is perhaps in no language that verify reads."""

from __future__ import annotations

from verify.errors import Message
from verify.languages import codes
from verify.languages.doubting import COMMON, Doubt, doubt


def doubted(text: str, language: str | None) -> Message | None:
    """What a person should know before they trust the claims; None where nothing speaks against how the
    article was read. language: as its metadata have it.
    """
    found = doubt(text, language)
    if found is None:
        return None
    return Message(
        "it may be in none of the languages that verify reads ({known}): {why}. It was read as {code}, so "
        "its claims may be wrong",
        known=", ".join(codes()),
        why=_why(found),
        code=found.code,
    )


def warned(source: str, text: str, language: str | None) -> Message | None:
    """The same with the article's name, and what to do where it is in that language after all."""
    found = doubted(text, language)
    if found is None:
        return None
    code = found.params["code"]
    return Message(
        "{source}: {doubt}; if it is in {code}, say --language {code}.", source=source, doubt=found, code=code
    )


def _why(found: Doubt) -> Message:
    if found.stated:
        return Message("its page says {stated}", stated=found.stated)
    if found.missing:
        return Message(
            "it has next to no “{letters}”, which no article in {code} lacks",
            letters=found.missing,
            code=found.code,
        )
    return Message(
        "of 100 words, {n} are common ones of {code}, and an article has {least} or more",
        n=found.common,
        least=round(100 * COMMON),
        code=found.code,
    )
