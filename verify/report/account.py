"""How far a model's answers held, in a sentence for stderr."""

from __future__ import annotations

from collections.abc import Mapping

from verify.model import Account

WHY = {
    "no-answer": "the service did not answer",
    "bad-answer": "the answer was not what was asked for",
    "left-out": "the model left them out",
    "fragment": "only a piece of the statement",
    "several-sentences": "several sentences in one claim",
    "not-in-text": "words that are not in the text",
    "name": "a source that is not in the text",
    "mention": "nothing in the text names the source",
    "kind": "an unknown kind of source",
    "shape": "not the shape asked for",
}


def told(source: str, account: Account) -> str:
    """One sentence: where the claims are from, and why some are the rules'."""
    said = f"{source}: {counted(account.claims, 'claim')} by {account.model}, {account.rules} by the rules"
    said += _reasons(account.fell_back)
    if account.refused:
        said += f"; {sum(account.refused.values())} of the model's refused" + _reasons(account.refused)
    return said + "."


def counted(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")


def _reasons(why: Mapping[str, int]) -> str:
    if not why:
        return ""
    listed = sorted(why.items(), key=lambda item: (-item[1], item[0]))
    return " (" + ", ".join(f"{WHY.get(word, word)}: {count}" for word, count in listed) + ")"
