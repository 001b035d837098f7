"""The learned tagger: what it reads, what it decodes, and that no text upsets it."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.tagger import FOLDER, MODEL, TaggedAttribution, Tagger, load_tagger
from analysis.annotate.tagger.labels import LABELS, best_labels, labelled_spans
from analysis.annotate.tagger.links import link_features
from analysis.annotate.tagger.pieces import OVERLAP, WINDOW, even_windows, text_parts
from analysis.annotate.tagger.quotation_marks import quotation_states, whole_span

MARKS = {"s": "source", "c": "cue", "q": "content"}


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    loaded = load_tagger()
    assert loaded is not None, "the model file is part of the repository"
    return loaded


def plain(marked: str) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    """'[Shaheen]s [said]c [it was over]q' as its text and the spans of each role."""
    text, spans, position = "", {role: [] for role in MARKS.values()}, 0
    for match in re.finditer(r"\[([^\]]*)\]([scq])", marked):
        text += marked[position : match.start()]
        spans[MARKS[match.group(2)]].append((len(text), len(text) + len(match.group(1))))
        text += match.group(1)
        position = match.end()
    return text + marked[position:], spans


def shown(text: str, found: list[TaggedAttribution]) -> list[dict[str, list[str]]]:
    return [
        {role: [text[s:e] for s, e in getattr(one, role)] for role in MARKS.values()}
        for one in found
    ]


# --- what it finds ------------------------------------------------------------------------

ATTRIBUTIONS = [
    # indirect speech
    "[The harbour master]s [said]c [the ferry had left before the storm]q.",
    # a direct quotation, order inverted
    "[“We saw no lights on the water,”]q [said]c [Ada Thorne, a pilot]s.",
    # mixed: half of it quoted
    '[The ministry]s [said]c [the ship was "in no danger" on Monday]q.',
    # content in two parts around source and cue
    "[“The pier is closed,”]q [Thorne]s [said]c. [“Nobody may land there.”]q",
    # no verb
    "[According to]c [the coast guard]s, [nine passengers were taken ashore]q.",
    # belief
    "[Owners of the line]s [believe]c [that the engine failed]q.",
    # straight marks
    '["The engine failed twice,"]q [the captain]s [told]c reporters.',
]


@pytest.mark.parametrize("marked", ATTRIBUTIONS)
def test_finds_an_attribution(tagger: Tagger, marked: str) -> None:
    text, spans = plain(marked)
    expected = {role: [text[s:e] for s, e in found] for role, found in spans.items()}
    assert shown(text, tagger.tag(text)) == [expected]


@pytest.mark.parametrize(
    "text", ["The ferry left the harbour at nine.", "Rain fell on the quay all night."]
)
def test_finds_nothing_where_nobody_speaks(tagger: Tagger, text: str) -> None:
    assert tagger.tag(text) == []


def test_each_speaker_keeps_their_words(tagger: Tagger) -> None:
    text = (
        "Mayor Lena Orlov said the bridge would reopen on Friday. "
        "Engineer Tom Birch warned that the cables were worn.\n\n"
        "“I would not cross it,” Birch added."
    )
    found = shown(text, tagger.tag(text))
    assert ["Orlov" in one["source"][0] for one in found] == [True, False, False]
    assert ["Birch" in one["source"][0] for one in found] == [False, True, True]


# --- what it promises ---------------------------------------------------------------------

NASTY = [
    "",
    " ",
    "\n\n\n",
    "\x00\x01\x02",
    "🙂🙃 said 🙂: “🙃”",
    "‏قال الوزير إن السفينة غادرت. “نعم”‏",
    "“““ said Bob ”””",
    'He said "',
    "''",
    "é" * 500,
    "a" * 5_000,
    "\ud800 lone surrogate",
    "“Yes,” she said.\r\n\r\n“No.”\u2028\u200b\ufeff",
]


def check_spans(text: str, found: list[TaggedAttribution]) -> None:
    for one in found:
        assert one.content
        assert 0 <= one.score <= 1
        for start, end in (*one.source, *one.cue, *one.content):
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip() == text[start:end]


@pytest.mark.parametrize("text", NASTY)
def test_no_text_upsets_it(tagger: Tagger, text: str) -> None:
    check_spans(text, tagger.tag(text))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_no_generated_text_upsets_it(text: str) -> None:
    loaded = load_tagger()
    assert loaded is not None
    check_spans(text, loaded.tag(text))


def test_a_long_text_is_read_in_parts_that_keep_their_places(tagger: Tagger) -> None:
    sentence = "The harbour master said the ferry had left before the storm. "
    text = sentence * 1_000
    found = tagger.tag(text)
    check_spans(text, found)
    contents = {text[s:e] for one in found for s, e in one.content}
    assert "the ferry had left before the storm" in contents
    assert max(end for one in found for _, end in one.content) > len(text) - len(sentence)


def test_a_long_text_without_a_blank_is_read_too(tagger: Tagger) -> None:
    check_spans("x" * 120_000, tagger.tag("x" * 120_000))


def test_many_texts_are_tagged_as_one_by_one(tagger: Tagger) -> None:
    texts = [plain(marked)[0] for marked in ATTRIBUTIONS]
    assert tagger.tag_many(texts) == [tagger.tag(text) for text in texts]


def test_without_a_model_file_there_is_no_tagger(tmp_path: Path) -> None:
    assert load_tagger(tmp_path) is None


def test_it_is_loaded_once_and_says_its_version(tagger: Tagger) -> None:
    assert load_tagger() is tagger
    assert re.fullmatch(r"[0-9a-f]{12}", tagger.version)


def test_the_files_are_small() -> None:
    assert (FOLDER / MODEL).stat().st_size < 25_500_000


def test_running_needs_no_training_library() -> None:
    code = "import sys, analysis.annotate.tagger; print({'torch', 'transformers'} & {*sys.modules})"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.stdout.strip() == "set()", result.stderr


# --- how it reads and decodes -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ('a "bc" d', "00211300"[:2] + "211300"),
        ("“a” b", "21300"),
        ("''a'' b", "2213300"),
        # a quotation that is not closed ends with its line
        ("“a\nb", "2100"),
        # a closing mark that nothing opened
        ("a” b", "0300"),
        # an apostrophe is no quotation mark
        ("it's", "0000"),
    ],
)
def test_quotation_states(text: str, states: str) -> None:
    assert "".join(map(str, quotation_states(text))) == states


@given(st.integers(1, 5_000))
def test_windows_cover_every_piece(pieces: int) -> None:
    size, starts = even_windows(pieces)
    assert size <= WINDOW
    assert starts[0] == 0
    assert starts[-1] + size == pieces
    assert all(b - a <= size - OVERLAP for a, b in pairwise(starts))


def test_labels_are_decoded_to_a_legal_sequence() -> None:
    scores = np.full((4, len(LABELS)), -5, np.float32)
    # Word by word the best would be O, I, I, O of a cue, which no span can be.
    for word, label in enumerate(("O", "I-cue", "I-cue", "O")):
        scores[word, LABELS.index(label)] = 0
    for word, label in ((1, "B-cue"), (2, "E-cue")):
        scores[word, LABELS.index(label)] = -1
    labels = best_labels(scores)
    assert [LABELS[label] for label in labels] == ["O", "B-cue", "E-cue", "O"]
    assert labelled_spans(labels) == {"source": [], "cue": [(1, 2)], "content": []}


def legal(labels: tuple[int, ...]) -> bool:
    opened = ""
    for label in labels:
        place, _, role = LABELS[label].partition("-")
        if (place in "IE") != bool(opened) or (opened and role != opened):
            return False
        opened = role if place in "BI" else ""
    return not opened


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 3), st.integers(0, 2**32 - 1))
def test_no_legal_sequence_is_likelier(words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(words, len(LABELS))).astype(np.float32)
    every = filter(legal, product(range(len(LABELS)), repeat=words))
    best = max(every, key=lambda labels: sum(scores[i, label] for i, label in enumerate(labels)))
    assert tuple(best_labels(scores)) == best


def test_links_know_how_far_and_how_many_between() -> None:
    others = np.array([[0, 1], [5, 5], [14, 15]])
    paragraph = np.array([0] * 10 + [1] * 10)
    gap, rank, lines = link_features(np.array([[7, 9]]), others, paragraph)
    assert gap.tolist() == [[4, 6, 12]]
    assert rank.tolist() == [[5, 4, 0]]
    assert lines.tolist() == [[0, 0, 1]]


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("He said: “We will go.” Then", "We will go", "“We will go.”"),
        # the closing mark of a quotation that began elsewhere stays outside
        ("“Go,” he said, “and stay there.”", "and stay there", "“and stay there.”"),
        ("it cost $3 million", "3 million", "$3 million"),
        ("about 40% of them", "about 40", "about 40%"),
        ("said it was over.", "it was over", "it was over"),
    ],
)
def test_marks_that_belong_to_a_span(text: str, words: str, whole: str) -> None:
    start = text.index(words)
    found = whole_span(text, start, start + len(words), quotation_states(text))
    assert text[slice(*found)] == whole


def test_very_long_texts_are_cut_at_lines() -> None:
    text = ("word " * 100 + "\n") * 300
    parts = list(text_parts(text))
    assert "".join(part for _, part in parts) == text
    assert all(part.endswith("\n") for _, part in parts)
