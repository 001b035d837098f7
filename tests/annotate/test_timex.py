"""Time expressions: spans written into the text, values against a creation time.

Sunday 15 August 2021, 14:05, is the creation time unless a case names another.
"""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.language import load_pipeline
from analysis.annotate.timex import find_time_expressions, local_offset
from analysis.annotate.timex.grammar import find
from analysis.annotate.timex.on_air import offset_on_air
from analysis.model import CreationTime, TimeExpression

DCT = CreationTime("2021-08-15T14:05:00+00:00", "metadata")


def read(text: str, dct: CreationTime = DCT) -> tuple[TimeExpression, ...]:
    return find_time_expressions(load_pipeline()(text), dct)


def unmark(marked: str) -> tuple[str, list[str]]:
    """'He left [on Monday].' -> the text, and what stands in brackets."""
    return re.sub(r"[\[\]]", "", marked), re.findall(r"\[(.*?)\]", marked)


# (marked text, values in order)
CASES = [
    # days
    ("Officials said that [Monday]'s visit had been cancelled.", ["2021-08-16"]),
    ("The city called off [Saturday]'s parade.", ["2021-08-14"]),
    ("He was born on [9 March 1960]. He fled [that Wednesday].", ["1960-03-09", "1960-03-09"]),
    ("He declared [Wednesday] [a day] of mourning.", ["2021-08-18", "P1D"]),
    ("It withdraws its report of [late Thursday] that she sank.", ["2021-08-12"]),
    ("The ship was told to leave by [Friday].", ["2021-08-20"]),
    ("A mass of thanksgiving was said. The Evening Star was there.", []),
    ("He will speak [this morning] at [ten].", ["2021-08-15TMO", "2021-08-15T10:00"]),
    ("Bells rang on [Friday night] at [eleven].", ["2021-08-13TNI", "2021-08-13T23:00"]),
    ("He left on [Friday night]. He was found at [3 a.m.]", ["2021-08-13TNI", "2021-08-14T03:00"]),
    ("The president fled the country [today].", ["2021-08-15"]),
    ("She resigned [yesterday] and will speak [tomorrow].", ["2021-08-14", "2021-08-16"]),
    ("A delegation will travel to Doha on [Monday] for talks.", ["2021-08-16"]),
    ("The ferry sank on [Monday].", ["2021-08-09"]),
    ("The two leaders meet on [Monday].", ["2021-08-16"]),
    ("Ministers planned a rally on [Saturday].", ["2021-08-21"]),
    ("The vote had been due to take place on [Friday].", ["2021-08-13"]),
    ("The deadline was extended until [Tuesday].", ["2021-08-17"]),
    ("The new deadline is [Friday noon].", ["2021-08-20T12:00"]),
    ("They have set up a fund on [Friday].", ["2021-08-13"]),
    ("Her visit, foreseen for [Tuesday], is on.", ["2021-08-17"]),
    ("A mayor told reporters [late in the evening].", ["2021-08-14TEV"]),
    ("Until [Tuesday], they had not called him a suspect.", ["2021-08-10"]),
    ("The move follows [Tuesday]'s vote.", ["2021-08-10"]),
    ("He was arrested [last Wednesday].", ["2021-08-11"]),
    ("[The day before], on [August 3], it fell.", ["2021-08-14", "2021-08-03"]),
    ("They met on [Sunday, August 15, 2021], in Tereno.", ["2021-08-15"]),
    ("The law took effect on [1 March 2019].", ["2019-03-01"]),
    ("Talks resumed on [Dec. 3].", ["2020-12-03"]),
    ("The bond is payable [Dec. 7].", ["2021-12-07"]),
    ("The file is dated [2021-08-12].", ["2021-08-12"]),
    ("He was found on [Christmas Eve] by a neighbour.", ["2020-12-24"]),
    ("The parade is set for [Labor Day].", ["2021-09-06"]),
    ("On [the 3rd], the president left.", ["2021-08-03"]),
    ("The talks ran [June 10-12, 2019].", ["2019-06-10"]),
    ("On [June 3] and 4 people were hurt.", ["2021-06-03"]),
    (
        "It fell on [Friday]. [The day after] the attack, schools closed.",
        ["2021-08-13", "2021-08-14"],
    ),
    # parts of the day and clock times
    # the day that stands in the expression holds, whatever the hour of the report
    ("The ship moored at [four on Sunday afternoon].", ["2021-08-15T16:00"]),
    ("He quit before [dawn] [this morning].", ["2021-08-15TMO", "2021-08-15TMO"]),
    ("It fell at [dawn] on [Friday].", ["2021-08-13TMO", "2021-08-13"]),
    (
        "It broke [late on Saturday].\n\nThe break, at [9 p.m.], was worse than [Friday]'s.",
        ["2021-08-14", "2021-08-14T21:00", "2021-08-13"],
    ),
    (
        'It fell on [Saturday]. "We shut it at [9:40]," she said, conceding that on [Friday] it'
        " had leaked.",
        ["2021-08-14", "2021-08-14T09:40", "2021-08-13"],
    ),
    # what looks back leaves the story where it was
    (
        "The gate was shut at [7:40 on Saturday]. A trial had failed [two days earlier]. The"
        " lamp was lost at [8:20].",
        ["2021-08-14T07:40", "2021-08-12", "2021-08-14T08:20"],
    ),
    ("It contradicts the assurance of [Friday] that all was well.", ["2021-08-13"]),
    ("The deadline, put back to [noon on Friday], will hold.", ["2021-08-20T12:00"]),
    # a report of 14:05 cannot tell of this evening
    ("The blast happened at [11:40 p.m.] on the quay.", ["2021-08-14T23:40"]),
    ("It struck at [4 a.m. on Thursday].", ["2021-08-12T04:00"]),
    ("The judge spoke at [0915 GMT].", ["2021-08-15T09:15Z"]),
    ("Firefighters left at [noon].", ["2021-08-15T12:00"]),
    ("Shots were heard on [Friday night].", ["2021-08-13TNI"]),
    ("Police raided the house [early Friday morning].", ["2021-08-13TMO"]),
    ("He spoke [this morning].", ["2021-08-15TMO"]),
    ("[Last night] the lights went out.", ["2021-08-14TNI"]),
    ("The town was hit [overnight into Saturday].", ["2021-08-13TNI"]),
    ("They had met [the night before].", ["2021-08-14TNI"]),
    ("Troops moved in at [dawn].", ["2021-08-15TMO"]),
    ("It was held in [the early hours of Friday morning].", ["2021-08-13TMO"]),
    ("A crowd had gathered by [four o'clock].", ["2021-08-15T16:00"]),
    # the half of the day stands behind the hour, or behind its day
    ("They fled at [2.25 in the morning].", ["2021-08-15T02:25"]),
    ("She left on [Friday at 10:40 in the evening].", ["2021-08-13T22:40"]),
    ("The jet left at [10:40 on Friday night].", ["2021-08-13T22:40"]),
    ("The jet left at [1:30 on Friday night].", ["2021-08-14T01:30"]),
    ("The jet left Velin at [01.25] our time.", ["2021-08-15T01:25"]),
    ("The jet left Velin at [01.25].", ["2021-08-15T01:25"]),
    ("Shares rose 2.25 in the morning session.", []),
    # what was due may lie on either side of the report
    ("Berg, 66, was due here on [Monday] as a guest.", ["2021-08-16"]),
    ("Berg was due here on [Friday] as a guest.", ["2021-08-13"]),
    # spoken clock times
    ("She will speak at [ten o'clock tonight].", ["2021-08-15T22:00"]),
    ("The tug came at [a quarter past two on Friday morning].", ["2021-08-13T02:15"]),
    ("They rolled on at [twenty to twelve on Friday night].", ["2021-08-13T23:40"]),
    ("[Ten minutes before midnight] the jet lifted off.", ["2021-08-14T23:50"]),
    ("He left at [a quarter past midnight].", ["2021-08-15T00:15"]),
    ("The session opened at [nine this morning].", ["2021-08-15T09:00"]),
    # an hour of either half of the day that the sentence before names
    ("He was here [yesterday]. He came at [four].", ["2021-08-14", "2021-08-14T16:00"]),
    # a report of 14:05 may tell of this evening, where it says so
    ("He announced a curfew from [8 p.m. tonight].", ["2021-08-15T20:00"]),
    (
        "It was [Friday]. A tug that had been moored since [Tuesday] left at [10:05 p.m.]",
        ["2021-08-13", "2021-08-10", "2021-08-13T22:05"],
    ),
    ("The chief was on board at [six on Friday evening].", ["2021-08-13T18:00"]),
    ("The rocket rose at [21.45 on 13 August].", ["2021-08-13T21:45"]),
    ("A cook died in [the night].", ["2021-08-14TNI"]),
    # a day of a thing does not move the story
    (
        "They died on [Friday].\n\nAfter [Thursday]'s vote it began at [8 p.m.]",
        ["2021-08-13", "2021-08-12", "2021-08-13T20:00"],
    ),
    # what may still come about, and what is put off
    ("If they are freed by [Friday], he will go.", ["2021-08-20"]),
    ("The match was put off to [Friday].", ["2021-08-20"]),
    ("The session was moved to [Friday at 09:00].", ["2021-08-20T09:00"]),
    ("The talks are supposed to begin on [Friday].", ["2021-08-20"]),
    (
        "Voters in Velin district go to the polls on [Friday] at [seven].",
        ["2021-08-20", "2021-08-20T07:00"],
    ),
    ("[Earlier in the day], the minister said it was calm.", ["2021-08-15"]),
    # weeks, months, seasons, quarters, years
    ("Prices fell [last week].", ["2021-W31"]),
    ("Prices will rise [early next year].", ["2022"]),
    ("The plant closed in [December].", ["2020-12"]),
    ("The plant is expected to open in [December].", ["2021-12"]),
    ("The plant opened in [May 1999].", ["1999-05"]),
    ("He died [last fall].", ["2020-FA"]),
    ("Sales fell in [the third quarter of 1984].", ["1984-Q3"]),
    ("The wall fell in [1989].", ["1989"]),
    ("The strike began in [the 1960s].", ["196X"]),
    ("They met [two weeks ago].", ["2021-08-01"]),
    ("The pact was signed [50 years ago].", ["1971"]),
    ("In [1996] he won. [The following year] he lost.", ["1996", "1997"]),
    ("On [May 3, 2004] it rained. [The next day] was dry.", ["2004-05-03", "2004-05-04"]),
    ("He ruled from [2008-2014].", ["2008"]),
    ("The town was founded in [AD 198] and burned in [44 BC].", ["0198", "BC0044"]),
    ("He will be gone by [the end of the month].", ["2021-08"]),
    # durations and sets
    ("Police held him for [48 hours].", ["PT48H"]),
    ("They waited [12 hours].", ["PT12H"]),
    ("The siege lasted [two weeks].", ["P2W"]),
    ("The flight takes [5 1/2 hours].", ["PT5H30M"]),
    ("He waited for [years].", ["PXY"]),
    ("It was a [four-day] visit.", ["P4D"]),
    ("Over [the past two years] wages fell.", ["P2Y"]),
    ("Buses run [every two hours].", ["PT2H"]),
    ("The market opens [every Thursday].", ["XXXX-WXX-4"]),
    ("They met [twice a week].", ["P1W"]),
    # words
    ("The road is [now] open.", ["PRESENT_REF"]),
    ("He [recently] moved.", ["PAST_REF"]),
    ("Nobody knows [the future].", ["FUTURE_REF"]),
]


@pytest.mark.parametrize(("marked", "values"), CASES, ids=[marked for marked, _ in CASES])
def test_expression_and_value(marked: str, values: list[str]) -> None:
    text, spans = unmark(marked)
    found = read(text)
    assert [text[t.start : t.end].rstrip(".") for t in found] == [s.rstrip(".") for s in spans]
    assert [t.value for t in found] == values


NO_TIMES = [
    "It may rain, the sun may shine.",
    "They march on the palace.",
    "A 6-year-old boy was found.",
    "About 2000 people fled.",
    "She came second in the race.",
    "The fall of the city was near.",
    "They won 3:2 at home.",
    "It costs $1999.",
    "They marched on Bloody Sunday.",
    "The day they left was cold.",
    "The motion was lost by seven to four. He rode at nine schools and married at six.",
    "It fell from eleven to ten after three defeats.",
]


@pytest.mark.parametrize("text", NO_TIMES)
def test_words_that_only_look_like_a_time(text: str) -> None:
    assert read(text) == ()


# (text told at 14:05 on the fifteenth, its clock times)
HOURS = [
    # the night after the day last named, where it is over
    ("He boarded the train on Saturday. Police stopped it at 3:20 a.m.", ["2021-08-15T03:20"]),
    ("He boarded the train on Saturday. Police stopped it at 3:20 p.m.", ["2021-08-14T15:20"]),
    # not the day to come that the same sentence names
    (
        "The crossing had been closed at 6 a.m. and would stay shut until noon on Thursday.",
        ["2021-08-15T06:00", "2021-08-19T12:00"],
    ),
    # the entries of a live page are of its day, whatever they tell of
    (
        "14:02 She says it will end on Friday.\n\n13:55 The spokeswoman has been suspended.\n\n"
        "13:10 Coffee has arrived.",
        ["2021-08-15T14:02", "2021-08-15T13:55", "2021-08-15T13:10"],
    ),
    # not of the day since which something is so
    (
        "The first train since the line was shut on Friday came in at 10:00.",
        ["2021-08-15T10:00"],
    ),
    # nor of the day on which something else in its sentence was
    (
        "A salvage ship on Saturday raised the tail of the jet that went missing two days earlier. "
        "It lifted the hull at 5:30 p.m.",
        ["2021-08-14T17:30"],
    ),
    ("The convoy pulled out at ten to eleven and took the road north.", ["2021-08-15T10:50"]),
    # what lies before the story moves it for a paragraph at most
    (
        "The plane was found on Sunday.\n\nThe crew had landed it on Friday.\n\nAll were flown out "
        "at 10:00.",
        ["2021-08-15T10:00"],
    ),
    (
        "The board met on Sunday.\n\nHe said two jets had taken off at 20:05 Velin time on Friday."
        "\n\nIt rose at 10:00.",
        ["2021-08-13T20:05", "2021-08-15T10:00"],
    ),
    # not of the day to come in what is said at an hour
    ("The visit will take place on Wednesday, Velin announced at 13:00.", ["2021-08-15T13:00"]),
    # an hour with a full stop, before what tells its half of the day
    ("It landed at 9.50 last night, our time.", ["2021-08-14T21:50"]),
    ("He fled on Friday. She left at 7.30 this morning.", ["2021-08-15T07:30"]),
    ("It cost 9.50 this morning.", ["2021-08-15TMO"]),
    ("He told reporters shortly after sunrise.", ["2021-08-15TMO"]),
    # of the day that its sentence names, though the story does not move there
    (
        "Anna Kell has been in our embassy since Friday, and walked in at 6 a.m., he said.",
        ["2021-08-13T06:00"],
    ),
    ('"The envoy arrived on Friday, it was 1.30 p.m.," the court said.', ["2021-08-13T13:30"]),
    # an hour before midnight, and what is told on the clock of a place
    ("On Saturday she ran aground at about ten to midnight Velin time.", ["2021-08-14T23:50"]),
    ("On Saturday she sank at 20.20 Velin time.", ["2021-08-14T20:20"]),
    (
        "It began at 3.20am on Sunday - that's 7.20 on Saturday evening here.",
        ["2021-08-15T03:20", "2021-08-14T19:20"],
    ),
    # past the midnight that follows the evening of which it was told
    (
        "Shots were heard on Saturday at twenty to twelve at night. Then, around half past "
        "midnight, soldiers came.",
        ["2021-08-14T23:40", "2021-08-15T00:30"],
    ),
    # of the night that the end of the sentence names
    (
        "It will reopen on Friday.\n\nA curfew applies from 8 p.m., beginning tonight.",
        ["2021-08-15T20:00", "2021-08-15TNI"],
    ),
]


@pytest.mark.parametrize(("text", "values"), HOURS, ids=[text for text, _ in HOURS])
def test_the_day_of_an_hour(text: str, values: list[str]) -> None:
    assert [t.value for t in read(text) if t.type == "TIME"] == values


# (text, earliest, latest, precision) of the only expression
BOUNDS = [
    # of a spoken clock time both halves of the day, where nothing says which
    (
        "The branches will reopen at nine on Friday.",
        "2021-08-20T09:00",
        "2021-08-20T21:00",
        "part of day",
    ),
    (
        "The order was lifted an hour ago.",
        "2021-08-15T12:35+00:00",
        "2021-08-15T13:35+00:00",
        "hour",
    ),
    ("It burned late Saturday.", "2021-08-14T17:00", "2021-08-14T23:59", "part of day"),
    ("It burned in late November.", "2020-11-21", "2020-11-30", "month"),
    ("It burned earlier today.", "2021-08-15T00:00", "2021-08-15T13:59", "part of day"),
    ("It burned last week.", "2021-08-02", "2021-08-08", "week"),
    ("It burned in 1998.", "1998-01-01", "1998-12-31", "year"),
    ("It burned at 6 a.m. EDT.", "2021-08-15T06:00-04:00", "2021-08-15T06:00-04:00", "minute"),
    ("It burned at 6 p.m. ET.", "2021-08-14T18:00-04:00", "2021-08-14T18:00-04:00", "minute"),
    ("It burned from 10 to 12 June.", "2021-06-10", "2021-06-12", "day"),
    ("It burned for the past nine days.", "2021-08-06", "2021-08-15", "unknown"),
    ("It burned for two days.", "", "", "unknown"),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "precision"), BOUNDS)
def test_bounds(text: str, earliest: str, latest: str, precision: str) -> None:
    (found,) = read(text)
    assert (found.earliest, found.latest, found.precision) == (earliest, latest, precision)


def test_a_pair_of_times_gives_local_time_its_zone() -> None:
    text = "The blast came at 11:40 p.m. local time (2140 GMT) on Saturday. Crews left at 6 a.m."
    blast, gmt, _, left = read(text)
    assert local_offset(text, list(find(text))) == "+02:00"
    assert blast.earliest == "2021-08-14T23:40+02:00"
    assert gmt.earliest == "2021-08-14T21:40+00:00"
    assert left.earliest.endswith("+02:00")


def test_what_is_ahead_may_be_told_where_it_is_earlier() -> None:
    (hour,) = read("The presidents are to sit down again at one o'clock.")
    assert hour.value == "2021-08-15T13:00"  # told at 14:05 GMT


def test_a_pair_over_midnight_is_one_moment() -> None:
    local, gmt, *_ = read("It struck at 1:10 a.m. local time (2240 GMT) on Saturday.")
    assert (local.earliest, gmt.earliest) == ("2021-08-14T01:10+02:30", "2021-08-13T22:40+00:00")


# (text, the moment of its first time expression)
CONVERTED = [
    ("He is due on Monday at 9 a.m. Quilmar time (1300 GMT).", "2021-08-16T09:00-04:00"),
    ("It came at 23:15 on Monday, Port Clement time (04:15 GMT).", "2021-08-09T23:15-05:00"),
    ("He was taken at 8:30 p.m. local time (0130 GMT on Sunday).", "2021-08-14T20:30-05:00"),
    ("At ten past two on Sunday morning (0110 GMT) they boarded it.", "2021-08-15T02:10+01:00"),
]


@pytest.mark.parametrize(("text", "moment"), CONVERTED, ids=[text for text, _ in CONVERTED])
def test_a_time_is_on_the_clock_that_its_conversion_shows(text: str, moment: str) -> None:
    first, *_ = read(text)
    assert first.earliest == first.latest == moment


def test_a_converted_time_of_another_place_is_not_the_clock_of_the_article() -> None:
    text = "VEERLO - It stopped at 8:50 a.m. Sharvan time (0450 GMT). He rang at 9 a.m. on Sunday."
    assert local_offset(text, list(find(text))) == ""


PAGE = """16:04 It is calm again.

00:48 The minister will fly in tomorrow.

23:55 A mender saw it at nine this evening.

23:40 Shutters are down."""


def test_an_entry_of_a_live_page_is_of_its_own_day_and_hour() -> None:
    newest, night, tomorrow, before, nine, _ = read(PAGE)
    assert newest.earliest == "2021-08-15T16:04+02:00"  # published at 14:05 GMT
    assert night.earliest == "2021-08-15T00:48+02:00"
    assert tomorrow.value == "2021-08-16"
    assert before.earliest == "2021-08-14T23:55+02:00"
    assert nine.earliest == "2021-08-14T21:00+02:00"


# (text, offset of its local time on 15 August 2021)
CLOCKS = [
    ("All times are Otrabad time (GMT+5). The blast came at 6 p.m. today.", "+05:00"),
    ("All times local (GMT-1). The blast came at 6 p.m. today.", "-01:00"),
    ("KABUL (Reuters) - The blast came at 6 p.m. on Friday.", "+04:30"),
    ("LONDON, Aug 15 (Norwire) - It came at noon.", "+01:00"),
    ("The blast in Kathmandu came at 6 p.m. local time.", "+05:45"),
    ("The blast came at 6 p.m. local time.", ""),
    ("SPRINGFIELD (Norwire) - It came at noon.", ""),  # which of them?
    ("TERENO (Norwire) - It came at noon.", ""),  # no such city
]


@pytest.mark.parametrize(("text", "offset"), CLOCKS, ids=[text for text, _ in CLOCKS])
def test_the_place_gives_local_time_its_zone(text: str, offset: str) -> None:
    assert local_offset(text, list(find(text)), date(2021, 8, 15)) == offset
    clock = next(t for t in read(text) if t.type == "TIME")
    assert clock.earliest.endswith(f":00{offset}")


# (text published at 14:05 GMT, offset of the place where it is told)
ON_AIR = [
    ("HOST: Good evening, it is five past six. The minister has left.", "+04:00"),
    ("HOST: It's five past three, and the minister has left.", "+01:00"),
    # what happened on an evening greets nobody
    ("HOST: It is five past three. A mine caved in on Saturday evening.", "+01:00"),
    ("HOST: Good evening, it is eight o'clock. The minister has left.", "+06:00"),
    ("SILKE WANNER: Five past four in Sankt Orban. The minister has left.", "+02:00"),
    ("HOST: It was five past three when the minister left.", ""),
    ("This is Radio Velin with what we know just before four.", "+02:00"),
    ("HOST: It's thirty past three, and the minister has left.", ""),
    ("Good evening, it's ten to six, and we go straight to the port.", "+04:00"),
    ("It's ten to six people that we owe this.", ""),
    ("Twenty to five on Radio Velin. The minister has left.", "+03:00"),
    ("The board had twenty to thirty members.", ""),
    # the head of a release says when it was given out
    ("RELEASE No. 7\nVelin, 15 August, 16.00\n\nThe minister has left.", "+02:00"),
    ("NOTE 61 - Velin, 15 August, 18.00\n\nThe minister has left.", "+04:00"),
    ("The minister left Velin, 15 August, 16.00\n\nNobody saw it.", ""),
    ("PORT VELIN, 15 August 2021, 18:00. The company confirms the loss.", "+04:00"),
    ("VELIN, 15 August 2021, 16:00 hrs - The company confirms the loss.", "+02:00"),
    ("STATEMENT 15 AUGUST 2021, 16.00 HOURS\n\nThe company confirms the loss.", "+02:00"),
    ("Issued at 15:00 on 15 August 2021\n\nThe company confirms the loss.", "+01:00"),
    ("Velin lost on 15 August 2021, 18:00. The company confirms it.", ""),
    # and who speaks on the radio
    ("Radio Velin, four o'clock, I'm Lena Dorn. The minister has left.", "+02:00"),
    ("Good evening, this is Radio Velin at eight. The minister has left.", "+06:00"),
    ("Five past four, Radio Velin, and the news is bad.", "+02:00"),
    ("Four o'clock, and here is the news.", "+02:00"),
    ("Five past five in the afternoon at the gate, and the lists are up.", "+03:00"),
    ("Just after five on Radio Velin. The minister has left.", "+03:00"),
    ("It has just gone five past four in Velin, and he has left.", "+02:00"),
    ("Four o'clock, the hour of the march, came and went.", ""),
    ("Live from the harbour: what we know at four", "+02:00"),
    ("The harbour was shut at four", ""),
]


@pytest.mark.parametrize(("text", "offset"), ON_AIR, ids=[text for text, _ in ON_AIR])
def test_the_hour_told_on_air_gives_local_time_its_zone(text: str, offset: str) -> None:
    assert offset_on_air(text, list(find(text)), DCT.value) == offset


EVENING = CreationTime("2021-08-15T20:05:00+00:00", "metadata")

# (text published on Sunday at 20:05 GMT, the values of its time expressions)
NEXT_DAY = [
    ("The ferry sank on Monday after a fire at 03:20.", ["2021-08-16", "2021-08-16T03:20"]),
    ("The ferry sank before dawn on Monday.", ["2021-08-16TMO", "2021-08-16"]),
    ("The ferry sank on Saturday.", ["2021-08-14"]),
    (
        "TOLM VAR, Aug 16 (BPA) - The ferry sank this morning.\n\nIt had left at 01:10.",
        ["2021-08-16", "2021-08-16TMO", "2021-08-16T01:10"],
    ),
    # what is told by the way of another place does not move the story
    ("She left late on Sunday. There it was Monday already.", ["2021-08-15", "2021-08-16"]),
]


@pytest.mark.parametrize(("text", "values"), NEXT_DAY, ids=[text for text, _ in NEXT_DAY])
def test_a_day_that_has_begun_where_the_article_is_written(text: str, values: list[str]) -> None:
    assert [time.value for time in read(text, EVENING)] == values


def test_the_time_where_it_is_read_gives_the_clock_of_where_it_was() -> None:
    page = (
        "16:04 She left.\n\n15:50 A man was found at 20.40 local time (15.40 here).\n\n15:30 Rain."
    )
    found = {t.earliest for t in read(page)}
    assert {"2021-08-15T20:40+07:00", "2021-08-15T15:40+02:00"} <= found


def test_an_hour_that_no_clock_has_reached_yet_is_of_the_day_before() -> None:
    morning = CreationTime("2021-08-16T08:00:00+00:00", "metadata")
    _, hour = read("He said on Monday that the train had been halted at 22:55.", morning)
    assert hour.value == "2021-08-15T22:55"


def test_a_time_elsewhere_gives_the_day_here() -> None:
    local, gmt = read("The quake hit at 02:13 local time (18:13 GMT Tuesday).")
    assert local.earliest == "2021-08-11T02:13+08:00"
    assert gmt.earliest == "2021-08-10T18:13+00:00"


def test_without_a_creation_time_nothing_is_dated_to_the_present() -> None:
    found = read("He left on Monday, today at noon, and two weeks ago.", CreationTime())
    assert found
    for expression in found:
        assert expression.earliest == "" == expression.latest
        assert expression.guessed
    assert found[0].value == "XXXX-WXX-1"


def test_without_a_creation_time_a_full_date_still_stands() -> None:
    (found,) = read("The bridge fell on 3 May 2004.", CreationTime())
    assert (found.value, found.earliest) == ("2004-05-03", "2004-05-03")


def test_an_article_of_1998_stays_in_1998() -> None:
    dct = CreationTime("1998-02-13", "metadata")
    text = "He spoke today. The fleet left last week and returns in March. It will sail on Monday."
    for expression in read(text, dct):
        assert expression.value.startswith("1998")


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=120)
    | st.lists(
        st.sampled_from(
            [
                "last",
                "next",
                "the",
                "of",
                "1998",
                "May",
                "31",
                "Feb.",
                "30",
                "99",
                ":",
                "/",
                "-",
                "25:61",
                "p.m.",
                "two",
                "weeks",
                "ago",
                "quarter",
                "Sunday",
                "99999",
                "0000",
                "year's",
                "end",
                "before",
                "after",
                "'",
                "century",
                "0",
                "am",
                "GMT",
                "(",
                ")",
                "\n\n",
                "😀",
                "\x00",
            ]
        ),
        max_size=14,
    ).map(" ".join)
)
def test_nothing_breaks_it_and_spans_hold(text: str) -> None:
    end = 0
    for expression in read(text):
        assert end <= expression.start < expression.end <= len(text)
        end = expression.end
        assert expression.value
        assert (expression.earliest <= expression.latest) or not expression.latest
