"""Measure how often each rule's hops are right on annotated articles, and write
verify/extract/confidence.toml.

    python benchmarks/confidence.py ../shared/gold [../shared/gold/batches/b1 …] [--write]

Behind the shares: hops by the confidence that they were given, and how many are right (docs/quality.md).

A hop is right where it matches one of the best accepted chain of the gold claim that its claim overlaps most.
Shares are smoothed towards 0.85 as if four more hops had been seen, so that a rule seen twice does not say
1.00.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections import Counter
from pathlib import Path
from typing import Any

from verify.extract import extract
from verify.model import Claim

PRIOR, WEIGHT = 0.85, 4
_BANDS = (0.95, 0.9, 0.85, 0.75, 0.0)
"""Lower bounds of the table's rows."""
TARGET = Path(__file__).parents[1] / "verify" / "extract" / "confidence.toml"


def scorer(gold: Path) -> Any:
    """The gold folder's own score.py, as a module."""
    home = next(p for p in (gold, *gold.parents) if (p / "score.py").exists())
    spec = importlib.util.spec_from_file_location("score", home / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shown(claim: Claim) -> list[dict[str, Any]]:
    return [{"kind": h.kind.value, "name": h.name, "names": list(h.names)} for h in claim.chain]


def count(
    score: Any, gold: Path, right: Counter[str], seen: Counter[str], said: list[tuple[float, bool]]
) -> None:
    """Add one gold folder's hops to the counts. said: the confidence of each hop, and whether it is right."""
    for path in sorted((gold / "gold").glob("*.json")):
        claims = json.loads(path.read_text(encoding="utf-8"))["claims"]
        text = (gold / "docs" / f"{path.stem}.txt").read_bytes().decode("utf-8")
        spans = [score.chars(text, s) for s in score.locate(text, claims)]
        for claim in extract(text).claims:
            own = score.chars(text, claim.spans)
            rated = [(len(s & own) / len(s | own), i) for i, s in enumerate(spans) if s & own]
            if not rated or max(rated)[0] < 0.5:
                continue
            gold_claim = claims[max(rated)[1]]
            accepted = [gold_claim["chain"], *gold_claim.get("also", [])]
            chain = shown(claim)
            best = max(
                accepted,
                key=lambda a: (score.chain_ok(chain, a), score.hop_hits(chain, a) - abs(len(a) - len(chain))),
            )
            if not chain:
                seen["own-voice"] += 1
                right["own-voice"] += not best
            for hop, given in zip(claim.chain, chain, strict=True):
                key = hop.rule + ("*" if hop.inherited else "")
                seen[key] += 1
                hit = any(score.hop_ok(given, b) for b in best)
                right[key] += hit
                said.append((hop.confidence, hit))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true", help="write verify/extract/confidence.toml")
    args = parser.parse_args()
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    said: list[tuple[float, bool]] = []
    for folder in args.gold:
        count(scorer(folder), folder, right, seen, said)
    share = {k: round((right[k] + PRIOR * WEIGHT) / (seen[k] + WEIGHT), 2) for k in sorted(seen)}
    for key, value in share.items():
        print(f"{key:<22} {right[key]:>4} of {seen[key]:<4} {value:.2f}")
    for low, high in zip(_BANDS, (2.0, *_BANDS), strict=False):
        hits = [hit for confidence, hit in said if low <= confidence < high]
        if hits:
            print(f"said {low:.2f} and more: {len(hits):>4} hops, {sum(hits) / len(hits):.3f} right")
    if args.write:
        head = (
            "# Share of hops that are right, by the rule that found them; * taken over from context.\n"
            "# Written by benchmarks/confidence.py.\n[share]\n"
        )
        TARGET.write_text(head + "".join(f'"{k}" = {v}\n' for k, v in share.items()), encoding="utf-8")


if __name__ == "__main__":
    main()
