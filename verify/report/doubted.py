"""What to say of an article that is perhaps in no language that verify reads."""

from __future__ import annotations

from verify.errors import Message
from verify.languages import codes
from verify.languages.doubting import COMMON, Doubt, doubt
from verify.report.views import ArticleView


def doubted(source: str, view: ArticleView) -> Message | None:
    """What a person should know before they trust the claims; None where nothing speaks against how the
    article was read.
    """
    found = doubt(view.text, view.metadata.language)
    if found is None:
        return None
    return Message(
        "{source}: it may be in none of the languages that verify reads ({known}): {why}. It was read as "
        "{code}, so its claims may be wrong; if it is in {code}, say --language {code}.",
        source=source,
        known=", ".join(codes()),
        why=_why(found),
        code=found.code,
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
