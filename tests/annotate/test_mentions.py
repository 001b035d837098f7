"""Mentions: who is one, in texts written for this test.

Spans are marked in the text: `[Ingrid Dahl]1 ... [the minister]1` are two mentions of one entity;
`[x]2` is another. A pair that is not linked bears different numbers. Only marked spans are checked.
"""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.language import load_pipeline
from analysis.annotate.mentions import find_mentions
from analysis.annotate.mentions.name_edges import trimmed
from analysis.annotate.mentions.reading import read
from analysis.annotate.pipeline import annotate_many
from analysis.model import Article

MARK = re.compile(r"\[([^\[\]]+)\](\d)")


def unmark(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    text, spans, position = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[position : match.start()]
        spans.append((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        position = match.end()
    return text + marked[position:], spans


def bare(phrase: str) -> str:
    return re.sub(r"['’]s$|\.$", "", re.sub(r"^(the|a|an)\s+", "", phrase, flags=re.I))


def entity_at(text: str, mentions, start: int, end: int) -> int | None:
    """The entity of the mention that is this span, give or take article and possessive."""
    for m in mentions:
        whole = bare(text[m.start : m.end]) == bare(text[start:end])
        if m.start < end and start < m.end and (m.head == (start, end) or whole):
            return m.entity
        if bare(text[m.head[0] : m.head[1]]) == bare(text[start:end]) and m.head[0] == start:
            return m.entity
    return None


LINKED = [
    # a title, a surname, a pronoun, a role
    "Transport Minister [Ingrid Dahl]1 spoke on Monday. [Dahl]1 said the port was safe. [She]1 "
    "left early. [The minister]1 took no questions.",
    # an acronym in brackets, then alone
    "The [Coastal Safety Authority]1 ([CSA]1) opened an inquiry. The [CSA]1 will report in May.",
    # two people of one surname, told apart by courtesy titles
    "[Ingrid Dahl]1 met [Per Dahl]2 in Oslo. Ms [Dahl]1 thanked him. Mr [Dahl]2 smiled.",
    # son and father
    "[Halvard Moe Jr.]1 runs the yard that [Halvard Moe Sr.]2 built.",
    # the letters tell how far a name goes
    "The [Seafarers' Union of Nordhav]1 ([SUN]1) met on Monday. [SUN]1 will strike.",
    # those whose body it is open its name; a land or an agency that owns a body does not
    "The [Miners' Relief Fund]1 paid on Monday. It did not satisfy the [Dockers' Aid Union]2.",
    "The [United Nations]1' [Security Council]2 met on Monday.",
    # of which land and of what kind it is stands before a name in small letters
    "It was reported by the Velanian paper [Daily Spark]1. The [Daily Spark]1 gave no source.",
    # whatever the tagger makes of the words
    "[Hidrica del Norte]1 ([HDN]1) runs the dam. [HDN]1 did not answer.",
    # what stands behind a name in small letters and makes a site of it
    "He was taken to [Morro prison]1 at noon. From [Morro prison]1 there is only silence.",
    # the place inside a body's name is the place
    "The tanker left [Norway]1 at noon. The Bank of [Norway]1 said nothing.",
    # a name of which the tagger makes two places
    '"I have not resigned," [Sanobar Ilyazova]1 said. [She]1 is interior minister.',
    # a body by the word for its kind alone, in capitals
    "The [Finance Ministry]1 of Baldaran spoke on Monday. At no time did [the Ministry]1 know.",
    # a line of the feed with its time in front
    "22:31 - [Perrette Lohm]1, a singer, got out. [She]1 wept.",
    # a mayor of whom the text speaks before it introduces another of that surname
    "Mayor [Carvalo]1 is dead, a source said. [Bruno Carvalo]2 leads the union.",
    # two of one surname, by a title, by what stands beside the name, by who was named before
    "Senator [Ada Rudd]1 accused Governor [Olaf Rudd]2. [Rudd]2, the governor, denied it. The "
    "senator, [Rudd]1, has a file.",
    # whoever the judge is, nothing says that she is the candidate
    "[Olaf Rudd]1 leads by ten votes. Judge [Rudd]2 signed the sheets.",
    # three of one surname by their titles alone
    "Senator [Adeola]1 returned. Dr [Adeola]2 counted nine dead. Chief [Adeola]3 slept.",
    # a vice governor is not the governor
    "Governor [Lin Haoran]1 saw the dike. Vice Governor [Lin Peng]2 stayed. Vice Governor [Lin]2 "
    "spoke.",
    # he bears his father's name behind his own
    "Prince [Rashad bin Turki]1 opened the bridge. King [Turki]2 did not come.",
    # what a president is of stands before his name
    "President of the Republic [Tiago Farelo]1 spoke. [Farelo]1 was calm.",
    "Speaker of the National Assembly [Kofi Adomako]1 spoke. [Adomako]1 was calm.",
    # one name around a small word of its language
    "The ferry [Flor do Vento]1 is late. The [Flor do Vento]1 left at nine.",
    # a surname that the tagger left out
    "Union leader [Gurpal Singh Bhandal]1 wept. [Bhandal]1 left.",
    # the number is part of the name
    "The jet [Sirocco Two]1 took off. [Sirocco Two]1 has not landed.",
    # a ship that is called after an admiral is neither the admiral nor he
    "Admiral [Tovin]1 resigned. The frigate [Admiral Tovin]2 left port. [He]1 wept.",
    # a thing's name with the word for what it is, then the word alone
    "Nordfly postponed [its C330 aircraft]1 on Monday. [The aircraft]1 is too heavy, it said.",
    # with further words between the name and its kind
    "Lunden sells [its Halcyon 3 navigation software]1. [The software]1 is slow, pilots say.",
    # a number that counts nothing belongs to the name of an index
    "The [Halm & Moe's 500 index]1 fell. The [Halm & Moe's 500]1 had risen on Monday.",
    # an author who gives no name is one; who is quoted is another
    '[I]1 met Jonas Berg in May. "[I]2 am staying," Berg said. [I]1 believed him.',
    # those told by nothing else
    "[Firefighters]1 came at noon. The boss left. [Firefighters]1 stayed.",
    # a participle before a name, two adjectives before a noun
    "Nordfly showed [the recently announced C330]1. [A newer, faster ship]2 waited.",
    # the number behind a thing's name, whatever stands behind it
    "[The Halcyon 3]1 sold well. The [Halcyon 3]1 pre-orders were many.",
    # a participle tells what they did then, a clause who they are
    "[Two harbour pilots]1 waiting outside left. Nobody spoke to [the sailors who left]2.",
    # somebody, though nobody says who
    "[Some]1 stayed on the quay, while [others]2 went home.",
    # one of several
    "[One of the ministers]1 left. [The other ministers]2 stayed.",
    # what is apposed to a thing describes it, whatever the noun
    "Nordfly presented [its latest addition]1, [the C330]1, on Monday.",
    # what the article is mostly about is 'the company', whoever else is named beside it
    "[Lunden Maritime]1 was fined. [Lunden Maritime]1 had ignored a warning. The inquiry by the "
    "Coastal Safety Authority took a year. [The company]1 will appeal.",
    # a ministry is not its minister
    "The [Ministry of Transport]1 declined to comment. Transport Minister [Ingrid Dahl]2 did not.",
    # a city is not the council that sits in it
    "[Bergen]1 was calm. The [Bergen city council]2 met at noon.",
    # the government by its country, in two forms of words, is not the country
    "The [Afghan government]1 fell. [Afghanistan]2 was quiet.",
    # a ship by name, by kind, by pronoun
    "The ferry [Northern Star]1 ran aground. [The ship]1 was empty. [It]1 was refloated.",
    # apposition
    "[Jonas Berg]1, [the harbour master]1, resigned.",
    # country by other names
    "The [United States]1 objected. A [U.S.]1 envoy flew to Kabul.",
    # who speaks in a quotation
    '"[I]1 am staying," [Jonas Berg]1 said on Sunday.',
    # another word before the noun, another thing
    "[The film industry]1 complained. [The music industry]2 did not. [The film industry]1 won.",
    # 'this' is the one just spoken of
    "[The northern district]1 voted. [The southern district]2 followed. [This district]2 is poor.",
    # a relative clause
    "The [Coastal Safety Authority]1, [which]1 opened an inquiry, will report in May.",
    # possessive
    "[Ingrid Dahl]1 defended [her]1 record.",
    # an office of several words, with hyphens or without, and a title cut short
    "Sergeant-at-Arms [Ada Lunde]1 shot the gunman. [Lunde]1 was praised.",
    "He was stopped by Sgt. at Arms [Ada Lunde]1. Sgt [Lunde]1 was praised, as was [Ola Berg]2.",
    "Editor-in-Chief [Ada Lunde]1 met Officer-in-Charge [Ola Berg]2. [Berg]2 thanked [Lunde]1.",
    "The House of Commons Serjeant-at-Arms [Ada Lunde]1 spoke. [Lunde]1 had seen him.",
    # a surname that the tagger takes for a body again and again, behind the full name
    "[Ola Coombe-Berg]1 was shot. [Coombe-Berg]1 had a rifle. Police say [Coombe-Berg]1 was known. "
    "Nobody knew [Coombe-Berg]1. [Coombe-Berg]1 lived alone. The house of [Coombe-Berg]1 was "
    "searched. [Coombe-Berg]1 had a brother.",
    # a double surname that two bear
    "[Ola Coombe-Berg]1 was shot. His father, [Karl Coombe Berg]2, wept. [Susan Berg]3 did not.",
]


@pytest.mark.parametrize("marked", LINKED)
def test_mentions_are_linked_as_marked(marked: str) -> None:
    text, spans = unmark(marked)
    _, mentions = find_mentions(load_pipeline()(text))
    found = [(text[a:b], number, entity_at(text, mentions, a, b)) for a, b, number in spans]
    assert all(entity is not None for _, _, entity in found), found
    by_number: dict[str, set[int]] = {}
    for _, number, entity in found:
        by_number.setdefault(number, set()).add(entity)
    assert all(len(entities) == 1 for entities in by_number.values()), found
    assert len({next(iter(e)) for e in by_number.values()}) == len(by_number), found


TYPES = [
    ("The tanker Halcyon sank.", "Halcyon", "vessel"),
    ("The MV Northern Star sank near Bergen.", "MV Northern Star", "vessel"),
    ("Ghani fled. Ashraf Ghani was the president.", "Ashraf Ghani", "person"),
    ("He left for Tajikistan. Tajikistan denied it.", "Tajikistan", "place"),
    ("Moe Shipping was fined.", "Moe Shipping", "organization"),
    ("The Ministry of Transport was fined.", "Ministry of Transport", "organization"),
    ("The North Korean government denied it.", "North Korean government", "organization"),
    ("Twitter said it had removed the account.", "Twitter", "organization"),
    ("Spokeswoman Marsh called the film old.", "Marsh", "person"),
    ("Ada Lund 32,765; Jo Berg 30,871.", "Ada Lund", "person"),
]


@pytest.mark.parametrize(("text", "name", "kind"), TYPES)
def test_types(text: str, name: str, kind: str) -> None:
    entities, _ = find_mentions(load_pipeline()(text))
    assert [(e.name, e.type) for e in entities if e.name == name] == [(name, kind)]


NO_ACTORS = ["Say Taliban", "Grips City", "Prime Minister", "Monday"]


def test_headline_fragments_are_no_names() -> None:
    text = (
        "Forces Have No Plans, Say Taliban; Residents Flee as Fear Grips City\n\n"
        "The Taliban said on Monday that the Prime Minister had fled."
    )
    entities, mentions = find_mentions(load_pipeline()(text))
    named = {entities[m.entity].name for m in mentions if m.kind == "name"}
    assert "Taliban" in named
    assert not named & set(NO_ACTORS)


def test_adjectives_of_nations_are_no_actors() -> None:
    entities, _ = find_mentions(load_pipeline()("Afghan media and a Swedish paper reported it."))
    assert not {"Afghan", "Swedish"} & {e.name for e in entities}


def test_the_world_is_no_place_of_the_text() -> None:
    text = "Bergen was calm. The city waited. Ships from all over the world lay there."
    entities, mentions = find_mentions(load_pipeline()(text))
    world = next(m for m in mentions if text[m.start : m.end] == "the world")
    assert entities[world.entity].name != "Bergen"


def test_a_faith_in_a_name_is_no_actor_beside_it() -> None:
    text = "Fighters of the Islamic State took the town. Islamic law forbids it, a judge said."
    entities, mentions = find_mentions(load_pipeline()(text))
    named = {entities[m.entity].name for m in mentions if m.kind == "name"}
    assert "Islamic State" in named
    assert not named & {"Islamic", "State"}


def test_roles_are_kept() -> None:
    text = "Transport Minister Ingrid Dahl spoke. Jonas Berg, the harbour master, did not."
    entities, _ = find_mentions(load_pipeline()(text))
    roles = {e.name: e.roles for e in entities}
    assert roles["Ingrid Dahl"] == ("Transport Minister",)
    assert roles["Jonas Berg"] == ("harbour master",)


def test_an_interview_gives_its_answers_to_the_interviewee() -> None:
    marked = (
        "An interview with [Ingrid Dahl]1\n\nWhy did [you]1 write the book?\n\n"
        "[I]1 had no choice. I had [my]1 notes.\n\nWas it hard?\n\nI liked it. I was alone.\n\n"
        "Will there be another?\n\nI hope so."
    )
    text, spans = unmark(marked)
    _, mentions = find_mentions(load_pipeline()(text))
    assert len({entity_at(text, mentions, a, b) for a, b, _ in spans}) == 1


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Ingrid Dahl", "said", '"', "“", "”", "(", ")", "\n\n", "he", "I", "the minister", ",",
             "-", "'s", ".", "?", "😀", "\x00", "\u200b", "US", "MV Halcyon", "CSA", "   ", "Mr",
             "of"]
        ),
        max_size=40,
    ).map(" ".join)
)  # fmt: skip
def test_no_text_breaks_it_and_spans_hold(text: str) -> None:
    entities, mentions = find_mentions(load_pipeline()(text))
    for m in mentions:
        assert 0 <= m.start <= m.head[0] < m.head[1] <= m.end <= len(text)
        assert 0 <= m.entity < len(entities)
    assert sorted({m.entity for m in mentions}) == list(range(len(entities)))
    assert len({(m.start, m.end) for m in mentions}) == len(mentions)


def test_an_empty_text_yields_nothing() -> None:
    nlp = load_pipeline()
    assert find_mentions(nlp("")) == ((), ())
    assert find_mentions(nlp(" \n "))[1] == ()


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    reading = read(load_pipeline()('He said "this.\n\nThat was all.'))
    inside = {reading.text[i] for i in range(len(reading)) if reading.quote[i] >= 0}
    assert "this" in inside
    assert "That" not in inside


WHAT_NAMES_ARE = [
    # the place of a dateline, its agency, a name with a particle, an age, 'the prison of'
    (
        "SANT ORLA, Belmora, Feb 14 (Norwire News) - Karim al-Tahir escaped from the island prison "
        "of Dar Selim on Thursday. Al-Tahir, 44, was captured in 2022. He may be heading for "
        "neighbouring Tarsena. Police in Sant Orla said nothing.",
        {"Sant Orla": "place", "Norwire News": "organization", "Karim al-Tahir": "person",
         "Dar Selim": "place", "Tarsena": "place"},
    ),
    (
        "He was taken off the island by a fishing boat, the Halcyon, police said.",
        {"Halcyon": "vessel"},
    ),
    # whom a person is of
    (
        "Karin Holt of Sund Line said the ferry was on time. Sund Line operates four ferries. "
        "Petra Amsel of Vesk Water disagreed.",
        {"Karin Holt": "person", "Sund Line": "organization", "Petra Amsel": "person",
         "Vesk Water": "organization"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WHAT_NAMES_ARE)
def test_surroundings_tell_what_a_name_denotes(text: str, expected: dict[str, str]) -> None:
    [annotation] = annotate_many([Article(id="a", text=text)])
    found = {entity.name: entity.type for entity in annotation.entities}
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The bishop of Arroyo, Anselm Coroa, boarded the train.", ["Arroyo", "Anselm Coroa"]),
        ("Shots were heard near the Palace of the Republic in Dorvane. Dorvane was quiet.",
         ["the Palace of the Republic", "Dorvane", "Dorvane"]),
        ("Acme Holdings, Inc. said that it had sold the plant.", ["Acme Holdings, Inc."]),
        ("The Department of Health, Education and Welfare said so.",
         ["The Department of Health, Education and Welfare"]),
        ("Five are dead, a nurse at City Hospital No. 2 told us.", ["City Hospital No. 2"]),
        ("They are stranded on the cruise liner Empress of Dunholt.",
         ["the cruise liner Empress of Dunholt"]),
        ("The incident began at 02:40 Sharvan time.", ["Sharvan"]),
        ("He leads the Special Border Command (CEF), an official said.",
         ["the Special Border Command", "CEF"]),
        ("The Chemins de fer gombaliens (CFG) said so.", ["The Chemins de fer gombaliens", "CFG"]),
    ],
)  # fmt: skip
def test_where_one_name_ends_and_the_next_begins(text: str, names: list[str]) -> None:
    (annotation,) = annotate_many([Article("a", text)])
    found = [text[m.start : m.end] for m in annotation.mentions if m.kind == "name"]
    assert found == names


def test_a_span_may_end_with_a_bracket_that_ends_the_text() -> None:
    reading = read(load_pipeline()("Officials blamed Meridian Line (ML)"))
    names = trimmed(reading, 2, len(reading.text), "ORG")
    assert [reading.text[name.start] for name in names] == ["Meridian", "ML"]
