"""Actors across small articles: what a title, a sound, an article's outlet tell of a short name."""

import pytest

from analysis.annotate.pipeline import annotate_many
from analysis.model import Article
from analysis.resolve.actors import ActorResolution, resolve_actors


def resolved(*texts: str, outlet: str = "") -> ActorResolution:
    articles = [Article(id=f"a{i}", text=text, outlet=outlet) for i, text in enumerate(texts)]
    annotations = {a.article_id: a for a in annotate_many(articles)}
    return resolve_actors(articles, annotations)


def forms(found: ActorResolution) -> list[set[str]]:
    return [{alias.text for alias in actor.aliases} for actor in found.actors]


ONE = [
    # one princess in two spellings
    ("Sorane", "Sorrane", ["Princess Sorane left Tolvar at noon.", "Princess Sorrane is safe."]),
    # a ship by the last word of its name
    ("Marshal Odrin", "Odrin", ["The navy patrol ship Marshal Odrin left Tolvar.",
                                "He rowed her out to the Odrin. The Odrin had no lights."]),
    # a firm by the first word of its name
    ("Unity Commercial Bank", "Unity", ["Savers queued outside Unity Commercial Bank.",
                                        "That goes for every lender, not just for Unity."]),
    # a general by his rank, whoever 'she' is in that article
    ("Anton Berg", "Berg", ["General Anton Berg was arrested in Tolvar.", "Ada Berg runs a school.",
                            "General Berg fled on the ferry. She left her berth at noon."]),
]  # fmt: skip


@pytest.mark.parametrize(("long", "short", "texts"), ONE)
def test_both_names_are_one_actor(long: str, short: str, texts: list[str]) -> None:
    found = forms(resolved(*texts))
    assert [names for names in found if long in names] == [
        names for names in found if short in names
    ]


def test_a_general_is_not_the_woman_of_that_surname() -> None:
    found = forms(resolved(*ONE[2][2]))
    assert not any({"Ada Berg", "Berg"} <= names for names in found)


def test_a_title_of_two_who_do_not_sound_alike_joins_nobody() -> None:
    found = forms(resolved("Princess Sorane left.", "Princess Morane is safe."))
    assert not any({"Sorane", "Morane"} <= names for names in found)


def test_what_an_article_was_published_by_is_a_body() -> None:
    text = "She spoke to Morning Strait in Tolvar. Morning Strait was on the quay."
    found = resolved(text, outlet="Morning Strait")
    assert {a.name: a.type for a in found.actors}["Morning Strait"] == "organization"
