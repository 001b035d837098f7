"""Places inside other names: what is kept of a run before is what a first look finds."""

import random

from analysis.annotate.pipeline import annotate_many
from analysis.model import Article
from analysis.resolve.actor_lands import Lands
from analysis.resolve.actor_places import KeptPlaces

TEXTS = (
    "The Varhaug Post said that the Belmoran pilot Ada Holt had landed in Upper Varhaug.",
    "Radio Tolmen asked the Tolmenian minister Ole Berg about the Belmora Port Authority.",
    "The Dutch consul met the Varhaugian mayor at the Tolm Bridge Commission on Monday.",
)
FORMS = ("varhaug", "belmora", "tolmenia", "tolm", "upper varhaug", "netherlands", "berg")
OUTLETS = ("varhaug post", "radio tolmen")


def test_places_that_are_kept_are_those_of_a_first_look() -> None:
    articles = [Article(f"a{n}", text, outlet="Post") for n, text in enumerate(TEXTS)]
    annotations = {a.article_id: a for a in annotate_many(articles)}
    chance, kept = random.Random(5), KeptPlaces()
    seen = set()
    for step in range(60):
        forms = chance.sample(FORMS, chance.randint(0, len(FORMS)))
        lands = {form: f"actor {form} {step % 2}" for form in forms}
        outlets = frozenset(OUTLETS[: step % 3])
        first = KeptPlaces()
        for places in (kept, first):
            places.begin(Lands(lands), outlets)
        for article in articles:
            found = kept.inside(article, annotations[article.id])
            assert found == first.inside(article, annotations[article.id])
            seen |= {article.text[start:end] for start, end, *_ in found}
    assert {"Varhaug", "Belmoran"} <= seen
