"""How far a model's answers held, in a sentence for stderr."""

from __future__ import annotations

from collections.abc import Mapping

from verify.model import Account
from verify.report.wording import counted, say, translated

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
    claims = counted("{n} claim", "{n} claims", account.claims)
    said = say("{claims} by {model}, {rules} by the rules", claims=claims, model=account.model,
               rules=account.rules)  # fmt: skip
    said += _reasons(account.fell_back)
    if account.refused:
        said += "; " + say("{n} of the model's refused", n=sum(account.refused.values()))
        said += _reasons(account.refused)
    return f"{source}: {said}."


def _reasons(why: Mapping[str, int]) -> str:
    if not why:
        return ""
    listed = sorted(why.items(), key=lambda item: (-item[1], item[0]))
    return " (" + ", ".join(f"{translated(WHY.get(word, word))}: {count}" for word, count in listed) + ")"
