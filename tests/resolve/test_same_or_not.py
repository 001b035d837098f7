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
    # nothing but a negation, and a verb that says too little to be known
    (
        "Celia Obuma isn't in Tandala, a diplomat said.",
        "Celia Obuma is in Tandala, the foreign minister said.",
        "contradicts",
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
    # one hour on the clocks of two countries
    (
        "The Clara Venn took off from Orlik airfield at 23.40 on Sunday, officials said.",
        "The Clara Venn took off from Orlik airfield at 00:40 Lumek time on Monday, police said.",
        "same",
    ),
    # a person has one citizenship, as far as anybody says
    (
        "Captain Emil Sorren is a Lumekan citizen, the ministry said.",
        "Captain Emil Sorren is a citizen of Tandala, his brother said.",
        "contradicts",
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
    # to fail to do it is not to do it
    (
        "The valve of the second stage failed to open, engineers said.",
        "The valve of the second stage opened, the agency said.",
        "contradicts",
    ),
    # reports that were false
    (
        "Ingrid Dahl has resigned, two officials said.",
        "Reports that Ingrid Dahl had resigned were false, her spokesman said.",
        "contradicts",
    ),
    # some survive where others die
    (
        "The number of survivors stands at 158, the coast guard said.",
        "At least 21 people died on the ferry, the ministry said.",
        "neither",
    ),
    (
        "All nine hostages were rescued unharmed, the interior ministry said.",
        "One hostage died in the storming, a doctor said.",
        "contradicts",
    ),
    # whoever turns a report down has heard it
    (
        "The gang that robbed the bank is based in Carovia, a detective said.",
        "Carovia rejected any suggestion that the robbers were based in its territory.",
        "contradicts",
    ),
    # an explosion that wrecks a tank is the explosion of the tank
    (
        "An explosion wrecked a storage tank at the Varn works before dawn, the police said.",
        "A tank blew up at the Varn works, a worker said.",
        "same",
    ),
    # to warn is done by saying
    (
        "The mayor warned the water board about cracks in the levee.",
        "The board had received no such warning, its head said.",
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
    # a happening told by its noun
    (
        "The minister Oskar Brandt stepped down on Thursday, his office said.",
        "The resignation of Oskar Brandt was confirmed, Channel Two reported.",
        "same",
    ),
    # to be asked to go is not to have gone
    (
        "The League demanded that Oskar Brandt resign.",
        "Oskar Brandt has resigned as minister, his office said.",
        "neither",
    ),
    # who will not resign means to stay
    (
        "Oskar Brandt said that he would not resign.",
        "Oskar Brandt intends to remain in office, his spokeswoman said.",
        "same",
    ),
    # one figure, two names for what is counted
    (
        "About 140 operations were called off, the hospital said.",
        "Some 140 surgical procedures have been cancelled, a doctor said.",
        "same",
    ),
    # an age counts nobody
    (
        "Police detained a 24-year-old man in the port of Strand, prosecutors said.",
        "A man of 24 was arrested in Strand, the police said.",
        "same",
    ),
    # to be without something denies nothing
    (
        "Forty thousand households are without electricity, the utility said.",
        "Power cuts have hit 40,000 homes, the mayor said.",
        "same",
    ),
    # 'no such' speaks of what the other says
    (
        "The police said a bus was swept away by the flood near Dunlow.",
        "There was no bus, the mayor said.",
        "contradicts",
    ),
    # what is done to it in the one is what it is in the other
    (
        "Engineers opened the gates of the Kell dam on Saturday, a worker said.",
        "The gates of the dam had stayed shut, the operator said.",
        "contradicts",
    ),
    # asked for and paid are two sums
    (
        "The attackers have demanded 4 million euros, a source said.",
        "The hospital has paid the attackers 1.5 million euros, a doctor said.",
        "neither",
    ),
    # the third to die makes three dead
    (
        "A third worker has died of his burns, the hospital said.",
        "Three workers have been killed in the blast, the mayor said.",
        "same",
    ),
    # why it happened is more than that it happened
    (
        "A tank blew up at the Varn factory on Tuesday, the police said.",
        "Sparks from welding caused the explosion at the Varn factory, a firefighter said.",
        "neither",
    ),
    # what is only supposed
    (
        "If Oskar Brandt resigns, his deputy Lena Vahl will take over, the paper said.",
        "Oskar Brandt has not resigned, his office said.",
        "neither",
    ),
    # two denials agree
    (
        "Oskar Brandt has not resigned, his office said.",
        "Oskar Brandt has written no letter of resignation, his lawyer said.",
        "same",
    ),
    # what was due need not have come
    (
        "The Clara Venn should have landed at Orlik at ten, the airline said.",
        "The Clara Venn did not land at Orlik, the airport said.",
        "neither",
    ),
    # one of them was not
    (
        "Nineteen people were hurt on the train, the hospital said.",
        "The driver, Jonas Hale, was not hurt, the railway said.",
        "neither",
    ),
    # some are let go while others are held
    (
        "Some 340 people are being held in the theatre, the police said.",
        "The gunmen have freed 58 people, the mayor said.",
        "neither",
    ),
    # what has stopped may go on
    (
        "Work on the bridge has halted, the builders said.",
        "The firm hopes to resume work on the bridge within days, its head said.",
        "neither",
    ),
    # nobody is in two places, and who was in one may have gone to the other
    (
        "President Ilse Marn is at the state residence at Lake Orsa, her office said.",
        "Ilse Marn, the president, is in Qarsa, the Star reported.",
        "contradicts",
    ),
    (
        "President Ilse Marn was at Lake Orsa on Monday, her office said.",
        "Ilse Marn, the president, is in Qarsa, the Star reported.",
        "neither",
    ),
    (
        "President Ilse Marn is at the St Anna clinic in Venn, her office said.",
        "Ilse Marn, the president, is in Venn, the Star reported.",
        "same",
    ),
]


# that a door shuts badly does not say that it stood open: not told apart as yet
NOT_YET = [
    (
        "The doors of the ferry did not seal properly, a letter said.",
        "The front door had been secured before the ferry set off, the company said.",
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


def case_of(*written: str) -> Case:
    articles = [
        Article(
            id=name, text=text, outlet=name, published_at=f"2019-04-08T{hour}:00:00+00:00",
            date_origin="metadata",
        )
        for name, text, hour in zip("ab", written, (12, 18), strict=False)
    ]  # fmt: skip
    return resolve_case(articles, {a.article_id: a for a in annotate_many(articles)})


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS)
def test_what_two_claims_are_to_each_other(one: str, other: str, expected: str) -> None:
    assert relation(case_of(one, other)) == expected


@pytest.mark.xfail(strict=True, reason="not told apart as yet")
@pytest.mark.parametrize(("one", "other", "expected"), NOT_YET)
def test_what_two_claims_are_not_yet_known_to_be(one: str, other: str, expected: str) -> None:
    assert relation(case_of(one, other)) == expected


def test_what_a_relative_clause_tells_is_not_denied_with_the_rest() -> None:
    case = case_of(
        "The minister denied reports that he had resigned over the sinking of the Astrid, "
        "in which at least 21 people died.",
        "At least 21 people died on the Astrid, the coast guard said.",
    )
    assert not case.contradictions
    told = [c.proposition_id for c in case.claims if "21 people died" in c.content]
    assert len(told) == 2
    assert len({*told}) == 1


@pytest.mark.parametrize(
    "silence",
    [
        "The minister was not available for comment.",
        "The minister could not be reached.",
        "The ministry has not answered our calls.",
        "The minister did not respond to requests for comment.",
    ],
)
def test_that_nothing_was_said_is_no_proposition(silence: str) -> None:
    case = case_of(f"The minister has resigned, an aide said. {silence}")
    assert [p.statement for p in case.propositions] == ["The minister has resigned"]


def test_a_second_verb_has_the_subject_of_the_first() -> None:
    case = case_of(
        "Seven people are known to have died after the ferry Astrid capsized and sank off Tolmin.",
        "The ferry Astrid sank off Tolmin, the coast guard said.",
    )
    told = [c.proposition_id for c in case.claims if "sank" in c.content]
    assert len(told) == 2
    assert len({*told}) == 1


def test_what_somebody_did_is_told_by_the_outlet() -> None:
    case = case_of("Vera Kosk conceded defeat on Tuesday. She had led the party for nine years.")
    assert "Vera Kosk conceded defeat on Tuesday" in [p.statement for p in case.propositions]
