"""The seed article as a case: one unnamed official, told three times, is one origin."""

from pathlib import Path

from analysis.annotate.pipeline import annotate_many
from analysis.ingest.registry import read
from analysis.model import Article
from analysis.resolve.case import resolve_case

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def test_the_departure_stands_once_on_one_origin() -> None:
    (path,) = SEEDS.iterdir()
    (article,) = read(path.name, path.read_bytes())
    assert isinstance(article, Article)
    case = resolve_case([article], {article.id: next(annotate_many([article]))})
    told = [claim for claim in case.claims if "Tajikistan" in claim.content]
    (identifier,) = {claim.proposition_id for claim in told}
    (found,) = [p for p in case.propositions if p.id == identifier]
    assert found.statement == "Ghani has left for Tajikistan"
    assert len(found.claim_ids) == 3
    assert (found.origins_min, found.origins_max) == (1, 1)
