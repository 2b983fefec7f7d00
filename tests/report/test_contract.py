import json
from dataclasses import replace

from verify.model import Attribution, AttributionType, Proposal, Status, text_sha256, words
from verify.report.contract import article_line, attribution, claim
from verify.report.safe import dumps
from verify.report.views import ArticleView, claim_id

CLAIM_KEYS = {"id", "spans", "text", "sentence", "mode", "chain", "flags", "confidence", "proposal", "status"}
HOP_KEYS = {"kind", "name", "names", "mention", "cue", "inherited", "confidence", "rule"}


def test_a_line_has_every_key_of_the_contract(article: ArticleView) -> None:
    line = json.loads(dumps(article_line(article)))
    assert {"path", "text_sha256", "article", "claims", "attributions"} <= set(line)
    assert line["path"] == "port.txt"
    assert line["text_sha256"] == text_sha256(article.text)
    assert line["article"] == {
        "title": "Порт Заречный закроют на ремонт до весны",
        "publisher": "Вести Низовья",
        "language": "ru",
        "published": "2025-11-26",
        "authors": [],
        "url": None,
    }
    assert all(set(c) >= CLAIM_KEYS for c in line["claims"])
    assert all(set(h) >= HOP_KEYS for c in line["claims"] for h in c["chain"])
    assert "article_text" not in line


def test_offsets_give_the_words(article: ArticleView) -> None:
    for said in article_line(article)["claims"]:
        assert said["text"] == words(article.text, [tuple(s) for s in said["spans"]])
    assert article_line(article)["claims"][5]["text"] == "Барж, не будет"


def test_a_claim_in_full(article: ArticleView) -> None:
    start = article.text.index("По данным")
    said = claim(article.claims[2])
    assert [(h["kind"], h["name"], h["cue"]) for h in said["chain"]] == [
        ("outlet", "Речной вестник", None),
        ("anonymous", "собеседники издания", [[start, start + 9]]),
    ]
    assert said["mode"] == "indirect"
    assert said["status"] == "unverified"
    assert said["proposal"] is None
    assert said["flags"][1] == {
        "code": "anonymous-origin",
        "params": {"name": "собеседники издания"},
        "spans": [],
        "reason": "It goes back to people whom nobody names: собеседники издания.",
    }


def test_a_proposal_keeps_its_reason(article: ArticleView) -> None:
    view = article.claims[0]
    proposed = replace(view.claim, proposal=Proposal(Status.NOT_CHECKABLE, "It tells of the future."))
    said = claim(replace(view, claim=proposed))
    assert said["proposal"] == {"status": "not-checkable", "reason": "It tells of the future."}


def test_text_is_carried_where_offsets_count_in_no_file(article: ArticleView) -> None:
    assert article_line(replace(article, carried=True))["article_text"] == article.text


def test_attributions_are_triples() -> None:
    triple = Attribution(None, ((0, 4),), ((5, 9), (12, 20)), AttributionType.BELIEF)
    assert attribution(triple) == {
        "source": None, "cue": [[0, 4]], "content": [[5, 9], [12, 20]], "type": "belief",
    }  # fmt: skip


def test_ids_follow_from_text_and_spans_alone(article: ArticleView) -> None:
    ids = [c.id for c in article.claims]
    assert len(set(ids)) == 7
    assert all(len(i) == 16 and int(i, 16) >= 0 for i in ids)
    assert ids[0] == claim_id(text_sha256(article.text), article.claims[0].claim.spans)
    assert claim_id("ab", ((0, 5),)) != claim_id("ab", ((0, 6),)) != claim_id("ac", ((0, 6),))
