from verify.report.tree import Voice, grow
from verify.report.views import ArticleView


def counts(voice: Voice) -> int:
    return len(voice.claims) + sum(counts(child) for child in voice.below.values())


def test_each_claim_is_counted_once_where_its_chain_ends(article: ArticleView) -> None:
    root = grow(article.claims)
    assert [c.number for c in root.claims] == ["4", "7"]
    paper, *others = root.ordered()
    assert (paper.hop and paper.hop.name, len(paper.claims), paper.total) == ("Речной вестник", 1, 3)
    assert [v.hop.name for v in paper.ordered() if v.hop] == ["Олег Нестеров", "собеседники издания"]
    assert [v.hop.name for v in others if v.hop] == ["в городе", "Олег Нестеров"]
    assert counts(root) == root.total == len(article.claims) == 7


def test_json_counts_sum_to_the_claims_and_name_them(article: ArticleView) -> None:
    def walk(node: dict[str, object]) -> list[str]:
        assert node["count"] == len(node["claims"])  # type: ignore[arg-type]
        return [*node["claims"], *(n for child in node["below"] for n in walk(child))]  # type: ignore[attr-defined,misc]

    assert sorted(walk(grow(article.claims).json())) == ["1", "2", "3", "4", "5", "6", "7"]


def test_no_claims_make_a_tree_of_the_publisher_alone() -> None:
    assert grow([]).json() == {"kind": "publisher", "names": [], "count": 0, "claims": [], "below": []}
