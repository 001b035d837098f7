"""How propositions are worded, and where one sentence is several claims."""

import pytest

from analysis.annotate.pipeline import annotate_many
from analysis.model import Article, Case
from analysis.resolve.case import resolve_case
from analysis.resolve.claim_frames import ClaimFrame, frame_of
from analysis.resolve.statements import stands_alone


def case_of(text: str) -> Case:
    article = Article("a", text, outlet="Tarsena Mail", published_at="2025-03-03T10:00:00+00:00")
    return resolve_case([article], {"a": next(annotate_many([article]))})


WORDED = [  # the article, a statement that the case must have, word for word
    ("Hana Osman said that she would stay in Belmora.", "[Hana Osman] would stay in Belmora"),
    (
        "Police arrested Captain Per Dahl. “He has not left the building,” said Lena Moss.",
        "[Per Dahl] has not left the building",
    ),
    ("Officials said that the bridge had been closed.", "The bridge had been closed"),
    ("The ministry said about 4,000 people had left.", "About 4,000 people had left"),
    ("Lena Moss called the theory “absurd”. She said iCargo had paid.", "iCargo had paid"),
    # 'it' that denotes nobody
    (
        "Sources close to the Water Board said that it has been agreed that Per Dahl will resign.",
        "It has been agreed that Per Dahl will resign",
    ),
    # nobody knows who: the pronoun stays
    ("“They never came back,” a sailor said.", "They never came back"),
]

WORDED += [
    # a part of a sentence is led by whose it is
    ("Hana Osman promised to keep the port open.",
     "[Hana Osman promised] to keep the port open"),
    # 'that' which points is a subject
    ("“That is not a crime,” said Lena Moss.", "That is not a crime"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "statement"), WORDED, ids=[s for _, s in WORDED])
def test_statements_stand_alone(text: str, statement: str) -> None:
    assert statement in [p.statement for p in case_of(text).propositions]


def test_the_claim_keeps_the_words_of_the_article() -> None:
    text = "Hana Osman said that she would stay in Belmora."
    (claim,) = case_of(text).claims
    assert text[claim.start : claim.end] == claim.content == "that she would stay in Belmora"


CLAUSES = [  # content as the article has it; | where the next claim begins
    "the captain had left for Malta and | took his whole family along",
    # a count of people is claimed by itself
    "the boiler had exploded at noon, | killing at least 12 workers",
    "the ferry had capsized off the cape | with 212 people on board",
    # what says where the rest is known from is no claim
    "the ship had been loaded with 600 tonnes of nitrate, as harbour records show",
    # one claim: an infinitive, a participle, a time
    "the minister had gone to the port to meet the crew",
    "the boiler had exploded at the plant, killing his brother",
    "the crew had died when the ship sank",
]


@pytest.mark.parametrize("marked", CLAUSES)
def test_a_sentence_that_asserts_two_things_is_two_claims(marked: str) -> None:
    content = marked.replace("| ", "")
    claims = [c for c in case_of(f"Officials said {content}.").claims if c.source_text]
    assert len(claims) == marked.count("|") + 1


def test_a_count_that_hangs_on_a_clause_is_worded_by_whoever_said_it_in_full() -> None:
    text = (
        "The boiler had exploded at noon, killing at least 12 workers, Lena Moss said. "
        "“At least 12 workers were killed,” said Per Dahl."
    )
    stated = [p.statement for p in case_of(text).propositions]
    assert "At least 12 workers were killed" in stated
    assert not [words for words in stated if words.startswith("Killing")]


ALONE = [
    "The bridge was closed on Monday",
    "that the bridge was closed",
    "That is not a crime",
    "there’s no better feeling",
    "he had left",
    "If there is no money, they will walk out",
]
FRAGMENTS = ["to keep the port open", "was helped to his rooms", "and was helped to his rooms",
             "a running antelope on the tail", "the papers that the crew had handed in",
             "for a visit that was fixed long ago", "which will cause dust"]  # fmt: skip


@pytest.mark.parametrize("content", ALONE)
def test_a_clause_stands_alone(content: str) -> None:
    assert stands_alone(content)


@pytest.mark.parametrize("content", FRAGMENTS)
def test_a_fragment_does_not(content: str) -> None:
    assert not stands_alone(content)


def only_frame(text: str) -> ClaimFrame:
    article = Article("a", text, outlet="Tarsena Mail", published_at="2025-03-03T10:00:00+00:00")
    annotation = next(annotate_many([article]))
    case = resolve_case([article], {"a": annotation})
    (claim,) = case.claims
    return frame_of(claim, annotation, {actor.id: actor for actor in case.actors})


SPOKEN = [  # what somebody says of herself, as it is told of her
    ("“I have not resigned,” said Lena Moss.", "Lena Moss has not resigned"),
    ("“I am not leaving the island,” said Lena Moss.", "Lena Moss is not leaving the island"),
]


@pytest.mark.parametrize(("text", "told"), SPOKEN)
def test_the_first_person_is_told_in_the_third(text: str, told: str) -> None:
    assert only_frame(text).text == told


DENIED = [  # once, by the words that deny it or by others
    ("Lena Moss denied having left the island.", "Lena Moss denied having left the island"),
    ("Lena Moss denied that she had left.", "it is not true that she had left"),
]


@pytest.mark.parametrize(("text", "told"), DENIED)
def test_what_is_denied_is_denied_once(text: str, told: str) -> None:
    assert only_frame(text).said == told
