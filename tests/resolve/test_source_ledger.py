"""The ledger of sources: whoever stands behind the words, each once, and nobody who is none."""

import pytest

from analysis.annotate.pipeline import annotate_many
from analysis.model import Article
from analysis.resolve.case import resolve_case
from analysis.resolve.source_ledger import source_ledger

LISTED = [  # outlet and text, what the ledger lists beside the outlets, and whether as named
    (
        [
            (
                "Vesk Mail",
                "Colonel Per Lund speaks for the army. The road is open, according to Colonel "
                "Lund's overnight statement, which has been printed by every paper.",
            )
        ],
        {("Per Lund", True)},
    ),
    (
        [
            ("Vesk Mail", "The bridge has collapsed, said Hana Osman, a nurse."),
            ("Lunde Post", "The bridge has collapsed, a nurse says."),
        ],
        {("Hana Osman", True)},
    ),
    # who is quoted as 'they', and nothing more is known of them
    (
        [("Vesk Mail", "It rained. They say that the bridge has collapsed.")],
        {("not named, in Vesk Mail", False)},
    ),
    # what is taken from an outlet stands under the outlet
    (
        [
            ("Vesk Mail", "The bridge over the Tarn has collapsed."),
            ("Lunde Post", "The bridge over the Tarn has collapsed, the Vesk Mail reports."),
        ],
        set(),
    ),
    # what a body publishes stands beside what others quote of it
    (
        [
            ("Roads Authority", "The bridge over the Tarn has collapsed."),
            ("Lunde Post", "The bridge over the Tarn has collapsed, the Roads Authority said."),
        ],
        {("Roads Authority", True)},
    ),
    # as it is written, hyphens and all
    (
        [("Vesk Mail", "The bridge has collapsed, a security man at the mud-bath said.")],
        {("security man at the mud-bath", False)},
    ),
]


@pytest.mark.parametrize(("written", "expected"), LISTED)
def test_who_is_listed(written: list[tuple[str, str]], expected: set[tuple[str, bool]]) -> None:
    articles = [
        Article(str(hour), text, outlet=outlet, published_at=f"2019-04-08T{10 + hour}:00:00+00:00")
        for hour, (outlet, text) in enumerate(written)
    ]
    case = resolve_case(articles, {a.article_id: a for a in annotate_many(articles)})
    frame = source_ledger(case)
    found = {
        (row.source, row.named)
        for row in frame.itertuples()
        if not row.source_id.startswith("outlet:")
    }
    assert found == expected
    assert sum(frame["claims"]) == len(case.claims)
