"""Two short articles through the whole analysis: one proposition, a contradiction, or neither."""

import pytest

from analysis.annotate.pipeline import annotate_many
from analysis.model import Article, Case
from analysis.resolve.case import resolve_case

PAIRS = [  # first article, second article, what their first claims are to each other
    # one event that happens once to one actor, in other words
    (
        "Hana Osman has fled to Belmora, Channel Two reported.",
        "Hana Osman has left Tarsena for neighbouring Belmora, her aide said.",
        "same",
    ),
    # the name stands in apposition to the office
    (
        "The chairman of the commission, Ibrahim Sato, has resigned, officials said.",
        "Ibrahim Sato stepped down late on Monday, the Daily Beacon reported.",
        "same",
    ),
    # the present tense of what is due
    (
        "President Emil Sorren will fly to Geneva on Monday, his office said.",
        "President Emil Sorren travels to Geneva later on Monday, his spokesman said.",
        "same",
    ),
    # absent from the bridge is not on the bridge
    (
        "The captain was not on the bridge, a sailor said.",
        "The captain was absent from the bridge, a cook said.",
        "same",
    ),
    # somebody who is here has not left
    (
        "Hana Osman has fled the country, Channel Two reported.",
        "Hana Osman is in Meridia, her spokeswoman said.",
        "contradicts",
    ),
    # reports that were false
    (
        "Ingrid Dahl has resigned, two officials said.",
        "Reports that Ingrid Dahl had resigned were false, her spokesman said.",
        "contradicts",
    ),
    # only one can have won
    (
        "Viktor Lasko has won the presidential election, his party said.",
        "Hana Osman has won the presidential election, her campaign said.",
        "contradicts",
    ),
    # two journeys of one man are two propositions
    (
        "President Emil Sorren will fly to Geneva on Monday, his office said.",
        "President Emil Sorren will fly to Cairo on Friday, his office said.",
        "neither",
    ),
    # two stages of one fire
    (
        "Crews were fighting a large blaze on the Astrid, the fire service said.",
        "The blaze on the Astrid was brought under control, the fire service said.",
        "neither",
    ),
    # what is added in a second clause changes nothing of the first; 'went to' is no plan
    (
        "Hana Osman went to Belmora and she did not book a return ticket, an official said.",
        "Hana Osman left Tarsena for Belmora, a senior official said.",
        "same",
    ),
    # none of a thing, against whoever says that it was there
    (
        "The plane was carrying two tonnes of gold, a customs officer said.",
        "There was no gold on the plane, the airline said.",
        "contradicts",
    ),
    # talks are held in one place
    (
        "Peace talks will open in Geneva on Thursday, the ministry said.",
        "Peace talks with the rebels will begin in Cairo on Thursday, a spokesman said.",
        "contradicts",
    ),
    # one happening at two times of the day
    (
        "The ferry Stella capsized at 10:20 p.m. on Sunday, the ministry said.",
        "The ferry Stella rolled over at 9:50 p.m., a passenger said.",
        "contradicts",
    ),
    (
        "The ferry Stella capsized at 10:20 p.m. local time (2020 GMT), the ministry said.",
        "The Stella went over at 22:20, the coastguard said.",
        "same",
    ),
    # his son is not he
    (
        "Police detained Ibrahim Sato at his house, the prosecutor said.",
        "Ibrahim Sato's son was not detained, the prosecutor said.",
        "neither",
    ),
    # deposits and losses are two things, though both are counted in money
    (
        "The bank held deposits of 9 billion crowns, filings show.",
        "The bank has a shortfall of 2 billion crowns, an audit shows.",
        "neither",
    ),
]


def relation(case: Case) -> str:
    first = next(c for c in case.claims if c.article_id == "a")
    second = next(c for c in case.claims if c.article_id == "b")
    if first.proposition_id == second.proposition_id:
        return "same"
    pair = {first.proposition_id, second.proposition_id}
    return "contradicts" if any({c.a, c.b} == pair for c in case.contradictions) else "neither"


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS)
def test_what_two_claims_are_to_each_other(one: str, other: str, expected: str) -> None:
    articles = [
        Article(id=name, text=text, outlet=name, published_at=at, date_origin="metadata")
        for name, text, at in (
            ("a", one, "2019-04-08T12:00:00+00:00"),
            ("b", other, "2019-04-08T18:00:00+00:00"),
        )
    ]
    annotations = {a.article_id: a for a in annotate_many(articles)}
    assert relation(resolve_case(articles, annotations)) == expected
