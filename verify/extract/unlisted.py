"""Media that no register lists, known by how the article cites them.

What stands behind «со ссылкой на», «газета», «в интервью», "told" is a medium wherever else the article
names it: «По данным Luhova Pravda» alone would not tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from verify.extract.cues import classes_at, phrase_at
from verify.extract.order_media import TELLING, by_place
from verify.languages.naming import nominative
from verify.languages.register import Outlet
from verify.languages.words import PLURAL, Case, Pos
from verify.model import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from verify.extract.tokens import Token
    from verify.languages import Pack

Found = dict[int, tuple[int, Outlet, bool]]
_OPEN, _CLOSE = "«“„\"'", "»”“\"'"
_LONGEST_NAME = 5  # tokens
_LONGEST_INITIALS = 5
_FUNCTION = Pos.PRON | Pos.DET | Pos.PREP | Pos.CONJ | Pos.SUBORD | Pos.AUX | Pos.ADV
_LINK = frozenset({"link"})
_ARTICLES = ("the", "la", "le", "el", "die")


def with_unlisted(tokens: list[Token], found: Found, pack: Pack) -> Found:
    """The outlets found, and every mention of those that only the article itself shows to be media."""
    names = {tuple(t.text for t in tokens[a:b]) for a, b in _cited(tokens, found, pack)}
    if not names:
        return found
    firsts = {name[0] for name in names}
    mentions: list[tuple[int, tuple[str, ...]]] = []
    companies = set()
    for t in tokens:
        if t.text not in firsts or t.index in found:
            continue
        words = tuple(x.text for x in tokens[t.index : t.index + _LONGEST_NAME])
        name = next((words[:n] for n in range(len(words), 0, -1) if words[:n] in names), ())
        if name and _company(tokens, t.index, pack):
            companies.add(name)
        elif name:
            mentions.append((t.index, name))
    more = {k: _entry(tokens, k, name, pack) for k, name in mentions if name not in companies}
    return dict(sorted({**more, **found}.items())) if more else found


def _entry(tokens: list[Token], k: int, words: tuple[str, ...], pack: Pack) -> tuple[int, Outlet, bool]:
    name = " ".join(words).replace(" . ", ".")
    first = tokens[k].word
    told = first is not None and first.cases and not first.cases & Case.NOM
    if pack.cased and told and not ("outlet_noun" in classes_at(tokens, k - 2) if k > 1 else False):
        name = nominative(name, pack.code, SourceKind.OUTLET)  # «рассказал «Речному вестнику»»
    return k + len(words), Outlet(name.casefold(), name), False


def _cited(tokens: list[Token], found: Found, pack: Pack) -> Iterator[tuple[int, int]]:
    """Tokens of names that stand where a medium stands."""
    name_at = _quoted_or_foreign if pack.cased else _capitals
    telling = [
        t for t in tokens if not pack.cased and t.word and (c := t.word.classes) and not c.isdisjoint(TELLING)
    ]
    for k in _places(tokens, telling, pack):
        while k < len(tokens) and (w := tokens[k].word) is not None and "outlet_noun" in w.classes:
            k += 1
        if k < len(tokens) and k not in found and (end := name_at(tokens, k, pack)):
            article = tokens[k].text in _ARTICLES[:1] or (
                tokens[k].text.lower() in _ARTICLES and k + 1 in found
            )
            first = k + (tokens[k].word is None or article)
            if first not in found and not _platform(tokens, first, end):
                yield first, end
    if pack.cased:
        yield from _called_media(tokens, found, pack)
    else:
        yield from _that_report(tokens, telling, found)
        yield from _behind_noun(tokens, found)
        yield from (r for r in by_place(tokens, telling, pack) if r[0] not in found)


def _called_media(tokens: list[Token], found: Found, pack: Pack) -> Iterator[tuple[int, int]]:
    """«The Luhova Herald», «Sedge Post»: a name in Latin letters that has a word media are called by."""
    end = 0
    for t in tokens:
        if t.word is None or "media_word" not in t.word.classes or not t.cap or t.index < end:
            continue
        near = range(max(0, t.index - _LONGEST_NAME), t.index + 1)  # «Le Monde | Sedge Post сообщает»
        known = max((found[k][0] for k in near if k in found), default=0)
        if known > t.index:
            continue
        first, end = t.index, t.index + 1
        while first > known and tokens[first - 1].cap and _latin(tokens[first - 1], pack, opens=True):
            first -= 1
        while end < len(tokens) and tokens[end].cap and _latin(tokens[end], pack, opens=True):
            end += 1
        if end - first > 1 and not any(k in found for k in range(first, end)):
            yield first, end


def _behind_noun(tokens: list[Token], found: Found) -> Iterator[tuple[int, int]]:
    """ "The television station KHBS", "news agency Ritzau": a name right behind what it is."""
    for t in tokens[:-1]:
        w, k = t.word, t.index + 1
        if w is None or t.cap or "outlet_noun" not in w.classes or "outlet_person" in w.classes:
            continue
        nxt = tokens[k].word
        if nxt is None or not tokens[k].cap or k in found or nxt.classes or nxt.pos & _FUNCTION:
            continue
        television = t.index > 0 and "media_word" in classes_at(tokens, t.index - 1)
        news = "org_noun" not in w.classes or television
        if not news or "doc_noun" in w.classes or w.numbers == PLURAL:
            continue
        end = k + 1
        while end < min(len(tokens), k + _LONGEST_NAME) and tokens[end].cap:
            end += 1
        yield k, end


def _that_report(tokens: list[Token], telling: list[Token], found: Found) -> Iterator[tuple[int, int]]:
    """ "Graimberg reported": a single name of nobody whom the article calls by more than it."""
    behind: set[str] | None = None  # words behind another capital: a person's surname
    for t in telling:
        k = t.index - 1
        if k < 0 or t.word is None or "news_verb" not in t.word.classes or k in found or not tokens[k].cap:
            continue
        w, name = tokens[k].word, tokens[k].text
        named = w is not None and not w.known and not w.classes and not name.isupper()
        if named and any(
            x.word is not None and "company_part" in x.word.classes for x in tokens[k + 2 : k + 8]
        ):
            continue  # "Sedge reported a profit"
        if named and behind is None:
            behind = {x.text for x in tokens if x.cap and x.index and tokens[x.index - 1].cap}
        if named and behind is not None and name not in behind:
            yield k, k + 1


_BESIDE = frozenset({"interview_noun", "outlet_noun", "speak_publish"})
"""Classes of the words right behind which a medium's name stands in languages with cases."""


def _places(tokens: list[Token], telling: list[Token], pack: Pack) -> Iterator[int]:
    """Tokens at which a medium's name would begin. telling: those beside which it stands by word order."""
    for t in telling:
        if t.word is not None and "listener_verb" in t.word.classes and "org_noun" not in t.word.classes:
            yield t.index + 1
        elif t.word is not None and "interview_noun" in t.word.classes:
            yield t.index + 2  # "an interview with X", "on"
    cased, links = pack.cased, pack.phrases_of(_LINK)
    for t in tokens:
        w = t.word
        if w is None:
            continue
        if cased and w.classes:
            if "site_noun" in w.classes and _at(tokens, t.index, pack):
                continue  # «на сайте Sulana»: anybody has one
            if not w.classes.isdisjoint(_BESIDE) and "org_noun" not in w.classes:
                yield t.index + 1
        if w.lower in links:
            for _, forms in links[w.lower]:
                if phrase_at(tokens, t.index, forms, len(tokens)):
                    yield t.index + len(forms)


def _at(tokens: list[Token], k: int, pack: Pack) -> bool:
    return k > 0 and tokens[k - 1].text.lower() in pack.classes.get("at_preposition", ())


def _quoted_or_foreign(tokens: list[Token], k: int, pack: Pack) -> int:
    """End of a name in marks or in Latin letters at token k, else 0."""
    quoted = tokens[k].text in _OPEN
    if quoted:
        last = min(k + 1 + _LONGEST_NAME, len(tokens))
        end = next((j for j in range(k + 2, last) if tokens[j].text in _CLOSE), 0)
        return end if end and tokens[k + 1].cap else 0
    if (end := _dotted(tokens, k)) > k:
        return end
    end = k
    while end < min(len(tokens), k + _LONGEST_NAME) and _latin(tokens[end], pack, opens=end == k):
        end += 1
    while end > k and tokens[end - 1].text.islower():
        end -= 1
    return end if end > k and len(tokens[k].text) > 1 else 0


def _dotted(tokens: list[Token], k: int) -> int:
    """End of a name with a stop inside («Луг.LIVE», «Луг.ua»), else 0; a word written large and small behind
    the stop begins a sentence whose space got lost."""
    if k + 2 >= len(tokens) or tokens[k + 1].text != "." or not tokens[k].cap or len(tokens[k].text) < 3:
        return 0
    first, dot, second = tokens[k : k + 3]
    close = first.end == dot.start and dot.end == second.start and second.text.isalpha()
    return k + 3 if close and (second.text.isascii() or second.text.isupper() or second.text.islower()) else 0


def _latin(t: Token, pack: Pack, *, opens: bool) -> bool:
    if t.word is None or not t.text[0].isalpha() or not pack.foreign(t.text):
        return False
    return not t.text.islower() or not opens or t.text in _ARTICLES  # «eNews» too


def _capitals(tokens: list[Token], k: int, pack: Pack) -> int:
    """End of a name at token k that is initials («OKV») or has a word that media are called by, else 0."""
    if tokens[k].text in _ARTICLES and k + 1 < len(tokens):
        return _media_name(tokens, k + 1)
    if tokens[k].text.lower() in _ARTICLES:
        return _media_name(tokens, k)
    text = tokens[k].text
    alone = k + 1 >= len(tokens) or not tokens[k + 1].cap
    if alone and text.isupper() and text.isalpha() and 2 < len(text) <= _LONGEST_INITIALS:
        return 0 if tokens[k].word is not None and _common(tokens[k]) else k + 1
    return _media_name(tokens, k)


def _common(t: Token) -> bool:
    if t.word is None:
        return False
    body = bool(t.word.classes & {"org_noun", "known_body", "demonym_place"})
    return body or bool(t.word.pos & (Pos.PRON | Pos.DET | Pos.PREP | Pos.CONJ | Pos.PLACE))


def _media_name(tokens: list[Token], k: int) -> int:
    end = k
    while end < min(len(tokens), k + _LONGEST_NAME) and tokens[end].cap:
        end += 1
    named = any("media_word" in w.classes for t in tokens[k:end] if (w := t.word) is not None)
    return end if named and end - k > 1 else 0


def _company(tokens: list[Token], k: int, pack: Pack) -> bool:
    """True for «компания X»: what the article calls so once is no medium."""
    before = k - 1
    if before >= 0 and tokens[before].text in _OPEN:
        before -= 1
    w = tokens[before].word if before >= 0 and pack.cased else None
    return w is not None and "org_noun" in w.classes and "outlet_noun" not in w.classes


def _platform(tokens: list[Token], a: int, b: int) -> bool:
    return any("platform" in w.classes for t in tokens[a:b] if (w := t.word) is not None)
