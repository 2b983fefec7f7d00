"""How well the engine reads the gold articles when they look otherwise: marks lost, lines joined, names
that no list knows.

    python -m benchmarks.perturbed                     # every change, per language, beside the text as it is
    python -m benchmarks.perturbed --only outlets --errors 40

Needs the annotated articles in ../shared/gold and takes only those that were opened. A change is made to the
text and to its annotation alike, so that what falls rests on how the text looked or on what its names were,
not on what it says.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.confidence import scorer, shown
from benchmarks.edits import Edit, edited, replaced
from benchmarks.measure import GOLD
from benchmarks.renaming import WORD, Renamer
from verify.extract import extract
from verify.languages import pack
from verify.languages.naming import is_first_name
from verify.languages.words import Pos

CLOSED = frozenset({"b6"})
"""Batches that nobody reads."""
FIGURES = ("claim_f1", "chain", "chain_multi", "attributed", "weak")
LANGUAGES = ("ru", "uk", "en")
Names = tuple[str, ...]
Article = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """What is done to a text: edits, and how the annotation's names go along."""

    edits: Callable[[str, Article], list[Edit]]
    names: Callable[[str, Article], Callable[[str], str]] | None = None


def articles(gold: Path) -> Iterable[tuple[str, Article]]:
    """(text, annotation) of every opened article."""
    for folder in (gold, *sorted(gold.glob("batches/*"))):
        if folder.name in CLOSED:
            continue
        for path in sorted((folder / "gold").glob("*.json")):
            text = (folder / "docs" / f"{path.stem}.txt").read_bytes().decode("utf-8")
            yield text, json.loads(path.read_text(encoding="utf-8"))


def changed(score: Any, text: str, article: Article, change: Change) -> tuple[str, list[dict[str, Any]]]:
    """The text as changed, and its claims with parts and names to match."""
    new = edited(text, change.edits(text, article))
    rename = change.names(text, article) if change.names else None
    claims = []
    for claim, spans in zip(article["claims"], score.locate(text, article["claims"]), strict=True):
        chains = [claim["chain"], *claim.get("also", [])]
        if rename is not None:
            chains = [[{**hop, "names": [rename(n) for n in hop["names"]]} for hop in c] for c in chains]
        claims.append({"parts": [new.words(a, b) for a, b in spans], "chain": chains[0], "also": chains[1:]})
    return new.text, claims


# ------------------------------------------------------------------------------------------- how a text looks


def _looks(pattern: str, new: str | Callable[[Any], str]) -> Change:
    find = replaced(pattern, new)
    return Change(lambda text, _: find(text))


def _pairs(opening: str, closing: str) -> Change:
    """Every quotation mark of another kind: opening behind a space or at the start, else closing."""
    marks = replaced(r'(?<![^\s(—–-])[«“„"](?=\S)|[»”“"]', lambda m: opening if _opens(m) else closing)
    return Change(lambda text, _: marks(text))


def _opens(m: Any) -> bool:
    before = m.string[m.start() - 1 : m.start()]
    return m.group() in "«„" or (m.group() != "»" and (not before or before.isspace() or before in "(—–-"))


def _body(text: str) -> int:
    """Where the first paragraph behind the headline begins."""
    end = text.find("\n")
    while 0 <= end < len(text) and text[end].isspace():
        end += 1
    return max(end, 0)


_DATELINE = {"ru": "ВЕРХНЕЛУЖСК, 14 мая — ", "uk": "ВЕРХНЬОЛУЖЖЯ, 14 травня — ", "en": "UPPER LEA, May 14 — "}
_ABOVE = {
    "ru": "14 мая, 12:30\nАвтор: Пётр Заречный\nФото: пресс-служба\n\n",
    "uk": "14 травня, 12:30\nАвтор: Петро Зарічний\nФото: пресслужба\n\n",
    "en": "May 14, 12:30 p.m.\nBy Peter Farmoor\nPhoto: press office\n\n",
}
_BELOW = {
    "ru": "\n\nЧитайте также: Мост открыли после ремонта\nПодписывайтесь на наш канал в Telegram\n"
    "Поделиться\nТеги: новости, общество\n",
    "uk": "\n\nЧитайте також: Міст відкрили після ремонту\nПідписуйтесь на наш канал у Telegram\n"
    "Поділитися\nТеги: новини, суспільство\n",
    "en": "\n\nRead more: Bridge opens after repairs\nSign up for our newsletter\n"
    "Share this article\nTags: news, society\n",
}


def _dateline(text: str, article: Article) -> list[Edit]:
    return [Edit(at := _body(text), at, _DATELINE[article["id"][:2]])]


def _furniture(text: str, article: Article) -> list[Edit]:
    language = article["id"][:2]
    return [Edit(at := _body(text), at, _ABOVE[language]), Edit(len(text), len(text), _BELOW[language])]


def _headline_joined(text: str, _: Article) -> list[Edit]:
    start = text.find("\n")
    return [Edit(start, _body(text), " ")] if start > 0 else []


# --------------------------------------------------------------------------------------------- what is named


def _kept(text: str, language: str, *, first_names: bool) -> frozenset[str]:
    """Words that no name is made of: the language's own, and first names, which tell who is a woman."""
    p = pack(language)
    found = set()
    for bare in set(WORD.findall(text)):
        w = p.word(bare.casefold())
        common = p.cased and w.known and w.pos & (Pos.NOUN | Pos.ADJ) and not w.pos & (Pos.NAME | Pos.PLACE)
        if common or w.pos & Pos.PLACE or (first_names and is_first_name(bare, language)):
            found.add(bare.casefold())
    return frozenset(found)


def _hops(article: Article, kinds: frozenset[str]) -> Iterable[str]:
    for claim in article["claims"]:
        for chain in (claim["chain"], *claim.get("also", [])):
            for hop in chain:
                if hop["kind"] in kinds:
                    yield from hop["names"]


def _renamer(*kinds: str) -> Callable[[str, Article], Renamer]:
    def make(text: str, article: Article) -> Renamer:
        names = list(_hops(article, frozenset(kinds)))
        if "outlet" in kinds and article.get("publisher"):
            names.append(article["publisher"])
        language = article["id"][:2]
        known = _kept(" ".join([text, *names]), language, first_names="person" in kinds)
        renamer = Renamer(article["id"], known)
        renamer.learn(names)
        return renamer

    return make


def _places(text: str, article: Article) -> Renamer:
    p, renamer = pack(article["id"][:2]), Renamer(article["id"])
    sources = {w for n in _hops(article, frozenset({"person", "outlet"})) for w in WORD.findall(n)}
    for word in set(WORD.findall(text)):
        if word[:1].isupper() and len(word) > 4 and word not in sources:
            w = p.word(word.casefold())
            if w.pos & Pos.PLACE and not w.pos & Pos.ADJ:
                renamer.learn([(w.lemmas[0] if w.lemmas and p.cased else word).capitalize()])
    return renamer


def _named(make: Callable[[str, Article], Renamer]) -> Change:
    return Change(lambda t, a: make(t, a).edits(t), lambda t, a: make(t, a).rename)


def _digit(m: Any) -> str:
    return str((int(m.group()) * 7 + m.start()) % 8 + 1)


CHANGES: dict[str, Change] = {
    "as it is": Change(lambda _, __: []),
    "straight quotes": _pairs('"', '"'),
    "curly quotes": _pairs("“", "”"),
    "angle quotes": _pairs("«", "»"),
    "quotes lost": _looks('[«»“”„"]', ""),
    "hyphens for dashes": _looks("[—–]", "-"),
    "dashes for hyphens": _looks("(?<=[ \u00a0])-(?=[ \u00a0])", "—"),
    "paragraphs joined": Change(
        lambda t, _: [e for e in replaced(r"\s*\n\s*", " ")(t) if e.start > _body(t)]
    ),
    "one line break": _looks(r"\n\s*\n", "\n"),
    "headline joined": Change(_headline_joined),
    "doubled spaces": _looks(r"(?<=[.,:]) ", "  "),
    "unbreaking spaces": _looks(r"(?<=\b\w) (?=\w)| (?=[—–-])|(?<=\d) ", "\u00a0"),
    "ё as е": _looks("[ёЁ]", lambda m: "е" if m.group() == "ё" else "Е"),
    "other apostrophes": _looks(r"(?<=\w)['’ʼ](?=\w)", lambda m: "’" if m.group() == "'" else "'"),
    "dateline": Change(_dateline),
    "furniture around": Change(_furniture),
    "other digits": _looks(r"(?<=\d)\d(?=\d)|(?<![\d.,:])\d(?!\d|[.,:]\d)", _digit),
    "persons renamed": _named(_renamer("person")),
    "outlets renamed": _named(_renamer("outlet")),
    "bodies renamed": _named(_renamer("organization")),
    "places renamed": _named(_places),
    "sources renamed": _named(_renamer("person", "outlet", "organization")),
}


# ------------------------------------------------------------------------------------------------- measuring


def measure(
    gold: Path, names: Names, errors: list[Any] | None = None
) -> dict[str, dict[str, dict[str, float]]]:
    """Change -> language (and "all") -> figure, as the gold folder's scorer counts them."""
    score, found = scorer(gold), {}
    read = list(articles(gold))
    for name in names:
        totals: dict[str, Counter[str]] = defaultdict(Counter)
        for text, article in read:
            new, claims = changed(score, text, article, CHANGES[name])
            predicted = [{"spans": c.spans, "chain": shown(c)} for c in extract(new).claims]
            one: Counter[str] = Counter()
            score.score_doc(
                new, claims, predicted, one, errors if name != "as it is" else None, article["id"]
            )
            for group in (article["id"][:2], "all"):
                totals[group].update(one)
        found[name] = {group: score.figures(t) for group, t in totals.items()}
        _progress(len(found), len(names))
    return found


def _progress(done: int, of: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done} of {of} changes", end="\n" if done == of else "", file=sys.stderr, flush=True)


def table(found: dict[str, dict[str, dict[str, float]]]) -> str:
    """Rows of Markdown: chain and claim_f1 per language, and how far each fell from the text as it is."""
    base = found["as it is"]
    head = "| change | " + " | ".join(f"{g} {f}" for g in (*LANGUAGES, "all") for f in FIGURES[:2]) + " |"
    rows = [head, "|---" * (head.count("|") - 1) + "|"]
    for name, each in found.items():
        cells = []
        for group in (*LANGUAGES, "all"):
            for figure in FIGURES[:2]:
                value, was = each[group][figure], base[group][figure]
                cells.append(f"{value:.3f}" + (f" ({value - was:+.3f})" if name != "as it is" else ""))
        rows.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def main(given: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--only", action="append", choices=sorted(CHANGES), help="this change; may be repeated"
    )
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print the first N errors")
    parser.add_argument("--gold", type=Path, default=GOLD, help="folder of annotated articles")
    asked = parser.parse_args(given)
    if not (asked.gold / "docs").is_dir():
        print(f"perturbed: skipped: no articles in {asked.gold}")
        return 0
    names = ("as it is", *(asked.only or [n for n in CHANGES if n != "as it is"]))
    errors: list[Any] | None = [] if asked.errors else None
    print(table(measure(asked.gold, tuple(dict.fromkeys(names)), errors)))
    for e in (errors or [])[: asked.errors]:
        print("{:<12} {:<7} {!r}\n      gold {}\n      got  {}".format(*e))
    return 0


if __name__ == "__main__":
    sys.exit(main())
