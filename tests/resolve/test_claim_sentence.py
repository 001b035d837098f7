"""A claim as a sentence of its own, and the claims that an article's sentences become."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.annotate.pipeline import annotate_many
from analysis.model import Article, Claim
from analysis.resolve.case import resolve_case
from analysis.resolve.claim_frames import frame_of
from analysis.resolve.claim_sentence import sentence_of


def told(content: str, source: str = "", cue: str = "") -> Claim:
    """A claim of a text that is made of these three, in this order."""
    spans, at = [], 0
    for part in (source, cue, content):
        spans.append(((at, at + len(part)),) if part else ())
        at += len(part) + 1
    return Claim(
        id="c", article_id="a", start=spans[2][0][0], end=spans[2][0][1], content=content,
        content_spans=spans[2], source_text=source, source_spans=spans[0], cue=cue,
        cue_spans=spans[1], quote="indirect", actor_id="", source_kind="author", descriptor="",
        channel=(), certainty="CT", polarity="+", triggers=(), outlet="", reported_at="",
    )  # fmt: skip


SENTENCES = [
    # what lacks a subject gets the one that its event is told of
    (told("who fled the country on Sunday"), "The regent", "The regent fled the country on Sunday"),
    (told("was not aboard the jet"), "Ilva Renn", "Ilva Renn was not aboard the jet"),
    (told("which Tarn bought in May"), "Tarn Works", "which Tarn bought in May"),
    (told("who fled the country"), "", "who fled the country"),
    # what is no sentence without the words of saying is told with them
    (told("to resign", "the minister", "has offered"), "", "the minister has offered to resign"),
    (told("having resigned", "Ms Renn", "denied"), "", "Ms Renn denied having resigned"),
    (told("the toll at nine", "The ministry", "put"), "", "The ministry put the toll at nine"),
    (
        told("the crew to leave the lane", "The tower", "ordered"),
        "",
        "The tower ordered the crew to leave the lane",
    ),
    (
        told("that they meet in May", "The envoy", "has proposed"),
        "",
        "The envoy has proposed that they meet in May",
    ),
    # the words of saying are no part of a clause that is whole
    (
        told("that the toll led to a strike", "The union", "maintains"),
        "",
        "the toll led to a strike",
    ),
    (told("That he had turned up in Tarn", "an aide", "said"), "", "he had turned up in Tarn"),
    (told("that 40 crowns were lost", "Two clerks", "say"), "", "40 crowns were lost"),
    (told("where nine people are missing", "a paper", "writes"), "", "nine people are missing"),
    (told("after its pump failed", "the works", "added"), "", "its pump failed"),
    (told("alleges that Ms Renn took it", "The post", ""), "", "Ms Renn took it"),
    # one sentence of two
    (told("She hit nothing at sea. It is an idle tale", "", ""), "", "She hit nothing at sea"),
    # what is one stays as it is
    (told("that the bridge fell", "The mayor", "said"), "The bridge", "the bridge fell"),
    (told("how troops had sealed the town", "A nurse", "told"), "", "troops had sealed the town"),
    (told("a report that he had quit", "Mr Renn", "denied"), "", "he had quit"),
]


@pytest.mark.parametrize(("claim", "subject", "wanted"), SENTENCES)
def test_a_claim_as_a_sentence(claim: Claim, subject: str, wanted: str) -> None:
    assert sentence_of(claim, subject) == wanted


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ([("Tarn may well be behind this", 0), ("It is how they work", 40)],
         "Tarn may well be behind this"),
        ([("A colonel in black", 0), ("that the army had left", 30)], "the army had left"),
        ([("The bridge", 0), ("fell on Sunday", 30)], "The bridge fell on Sunday"),
    ],
)  # fmt: skip
def test_what_is_said_in_two_pieces(content: list[tuple[str, int]], wanted: str) -> None:
    claim = replace(
        told(" ".join(text for text, _ in content)),
        content_spans=tuple((start, start + len(text)) for text, start in content),
    )
    assert sentence_of(claim, "") == wanted


READ_ALONE = [
    # whom a relative clause is told of
    (
        "The talks were short. Ilva Renn, who denied on Tuesday having offered to quit, spoke.",
        "Ilva Renn denied on Tuesday having offered to quit",
    ),
    # a verb that no list holds, with its subject
    (
        "The barge lies at anchor off Tarn, Admiral Renn said.",
        "The barge lies at anchor off Tarn",
    ),
    # two negations that go together
    ('"I have signed nothing and sold nothing," Ilva Renn said.', "I have signed nothing"),
]


@pytest.mark.parametrize(("text", "wanted"), READ_ALONE, ids=[text[:30] for text, _ in READ_ALONE])
def test_the_sentence_of_a_claim_of_an_article(text: str, wanted: str) -> None:
    article = Article(id="a", text=text, outlet="Vesk Post", published_at="2031-03-04")
    annotation = next(iter(annotate_many([article])))
    case = resolve_case([article], {"a": annotation})
    actors = {actor.id: actor for actor in case.actors}
    said = [frame_of(claim, annotation, actors).said for claim in case.claims]
    assert any(one.startswith(wanted) for one in said), said


HEARD = [
    # a relative clause, a cleft sentence and an account of how it was tell something
    (
        "The regent, who fled the country on Sunday night, was drinking tea in Vesk.",
        "who fled the country on Sunday night",
    ),
    (
        '"What I am holding is the fin of a bomb," Colonel Tarn said.',
        "What I am holding is the fin of a bomb",
    ),
    (
        "Nurses told how soldiers had sealed the town of Lenz.",
        "how soldiers had sealed the town of Lenz",
    ),
    # about the news, although it ends with its source
    (
        "Among the dead is Dr Ilva Renn, the surgeon, the Post has learned from two people who "
        "asked not to be named.",
        "Among the dead is Dr Ilva Renn, the surgeon",
    ),
    # the one who is told it is no part of it
    (
        "The inspectorate warned Tarn Works that the roof was no longer safe.",
        "that the roof was no longer safe",
    ),
]


@pytest.mark.parametrize(("text", "wanted"), HEARD, ids=[text[:40] for text, _ in HEARD])
def test_what_tells_something_takes_part(text: str, wanted: str) -> None:
    article = Article(id="a", text=text, outlet="Vesk Post", published_at="2031-03-04")
    case = resolve_case([article], {"a": next(iter(annotate_many([article])))})
    assert wanted in [claim.content for claim in case.claims if claim.proposition_id]


NO_CLAIMS = [
    'The mayor wrote: "Long Live The Republic Of Vesk".',
    'The mayor said: "Shadow Lives: The Forgotten Women of the War".',
]


@pytest.mark.parametrize("text", NO_CLAIMS)
def test_a_title_takes_no_part(text: str) -> None:
    article = Article(id="a", text=text, outlet="Vesk Post", published_at="2031-03-04")
    case = resolve_case([article], {"a": next(iter(annotate_many([article])))})
    quoted = [claim for claim in case.claims if claim.quote == "direct"]
    assert quoted
    assert not any(claim.proposition_id for claim in quoted)


@pytest.mark.parametrize("words", ["It never happened", "None of it is true", "That was wrong"])
def test_what_only_answers_takes_no_part(words: str) -> None:
    article = Article(id="a", text=f'"{words}," the mayor of Vesk told reporters.', outlet="Post")
    case = resolve_case([article], {"a": next(iter(annotate_many([article])))})
    assert not any(claim.proposition_id for claim in case.claims)


def test_what_is_done_by_nobody_named_is_told_once() -> None:
    text = "A second meeting of the presidents is proposed for 9 March in Lenz."
    article = Article(id="a", text=text, outlet="Vesk Post", published_at="2031-03-04")
    case = resolve_case([article], {"a": next(iter(annotate_many([article])))})
    assert [c.content for c in case.claims if len({c.proposition_id, ""}) == 2][-1] == text[:-1]
    assert len(case.propositions) == 1
