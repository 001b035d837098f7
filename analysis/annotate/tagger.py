"""The learned attribution tagger: a small language model that finds who says what.

In: the text of one article. Out: attributions (source, cue, content) with character offsets,
each with a score, and for each word how likely it plays which role.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from analysis.model import Span
from analysis.settings import DATA

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
WordSpan = tuple[int, int]  # [first word, last word], the last one included

FOLDER = DATA / "tagger"
MODEL, TOKENIZER, CONFIG = "model.onnx", "tokenizer.json", "config.json"

ROLES = ("source", "cue", "content")
# One label a word, since in the annotation a word has one role: outside, or the beginning,
# inside, end or whole of a span of one role.
LABELS = ("O", *(f"{place}-{role}" for role in ROLES for place in "BIES"))

WINDOW = 254  # word pieces that the model reads at once, its two end marks not counted
OVERLAP = 20  # word pieces that two windows share at least; 64 costs a seventh more, finds no more
BATCH = 8  # windows that go through the model together
LINKS = ("content cue", "cue source", "content source")  # from a span of one role to another
GAPS, RANKS, BREAKS = 17, 8, 3  # how many buckets each of `link_features` has
FAR = 400  # words between the two ends of a link, at most

_MARK = re.compile(r"``|''|‘‘|’’|[\"“”«»„\n]")
_STRAIGHT, _OPENING = ('"', "''"), ("“", "«", "„", "``", "‘‘")
_LEXICAL = re.compile(r"\w")
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: no tokenizer takes it


@dataclass(frozen=True, slots=True)
class TaggedAttribution:
    """Half-open character spans of the three roles. `content` is never empty."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float  # 0 to 1: how sure the model is of the content and of its tie to the cue


@dataclass(frozen=True, slots=True)
class WordRoles:
    """How likely one word is part of a source, a cue, a content."""

    start: int
    end: int
    source: float
    cue: float
    content: float


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text as the model reads it: word pieces, and the words that they make up."""

    ids: Ints  # vocabulary index of each piece
    features: Ints  # one row a piece: quotation state, letter case, what stands before it
    first: Ints  # for each word, the index of its first piece
    words: Ints  # for each word, its [start, end) in the text
    paragraph: Ints  # for each word, the number of lines that end before it
    lexical: npt.NDArray[np.bool_]  # for each word, whether it is more than punctuation


# --- reading ------------------------------------------------------------------------------


def quotation_states(text: str) -> npt.NDArray[np.int8]:
    """For each character: 0 outside double quotation marks, 1 inside, 2 opening, 3 closing.

    A quotation ends with its line, so that one missing mark does not spoil the rest.
    """
    states = np.zeros(len(text), np.int8)
    inside, began = False, 0
    for match in _MARK.finditer(text):
        mark, (start, end) = match.group(), match.span()
        if inside:
            states[began:start] = 1
        if mark == "\n":
            inside = False
        elif mark in _OPENING or (mark in _STRAIGHT and not inside):
            states[start:end] = 2
            inside, began = True, end
        else:
            states[start:end] = 3
            inside = False
    if inside:
        states[began:] = 1
    return states


def _letter_case(word: str) -> int:
    if not word[:1].isupper():
        return 0
    return 2 if word.isupper() and len(word) > 1 else 1


def _space_before(gap: str) -> int:
    """0 nothing, 1 a blank, 2 a line break, 3 an empty line."""
    breaks = gap.count("\n")
    return 1 + min(breaks, 2) if breaks else int(bool(gap))


def read_pieces(tokenizer: Tokenizer, text: str) -> Pieces:
    """Cut a text into word pieces and words, and note what an uncased vocabulary loses."""
    encoding = tokenizer.encode(_SURROGATE.sub("\ufffd", text), add_special_tokens=False)
    ids = np.array(encoding.ids, np.int64)
    offsets = np.array(encoding.offsets, np.int64).reshape(-1, 2)
    word_of = np.array(encoding.word_ids, np.int64)
    starts_word = np.diff(word_of, prepend=-1) != 0
    first = np.flatnonzero(starts_word)
    words = offsets[first].copy()
    if len(first):
        words[:, 1] = offsets[np.append(first[1:], len(ids)) - 1, 1]
    spaces, cases, lines, lexical = [], [], [], []
    position = line = 0
    for start, end in words.tolist():
        gap, word = text[position:start], text[start:end]
        line += gap.count("\n")
        lines.append(line)
        spaces.append(_space_before(gap) if position else 3)
        cases.append(_letter_case(word))
        lexical.append(bool(_LEXICAL.match(word)))
        position = end
    features = np.zeros((len(ids), 3), np.int64)
    if len(ids):
        which = np.cumsum(starts_word) - 1
        features[:, 0] = quotation_states(text)[offsets[:, 0]]
        features[:, 1] = np.array(cases)[which]
        features[:, 2] = np.where(starts_word, np.array(spaces)[which], 0)
    return Pieces(ids, features, first, words, np.array(lines, np.int64), np.array(lexical, bool))


def even_windows(pieces: int) -> tuple[int, list[int]]:
    """Length and starts of the fewest, and then shortest, windows that cover so many pieces."""
    if pieces <= WINDOW:
        return pieces, [0]
    count = -(-(pieces - OVERLAP) // (WINDOW - OVERLAP))
    size = -(-(pieces + (count - 1) * OVERLAP) // count)
    return size, [i * (pieces - size) // (count - 1) for i in range(count)]


# --- from scores to spans -------------------------------------------------------------------


def _allowed() -> tuple[Floats, Floats, Floats]:
    """Log-scores (0 or minus much) of label pairs, of first and of last labels."""
    never = np.float32(-1e4)
    opens = np.array([label[0] in "BI" and label != "O" for label in LABELS])
    continues = np.array([label[0] in "IE" for label in LABELS])
    role = np.array([label[2:] for label in LABELS])
    pairs = opens[:, None] == continues[None, :]
    pairs &= ~opens[:, None] | (role[:, None] == role[None, :])
    return (
        np.where(pairs, np.float32(0), never),
        np.where(continues, never, np.float32(0)),
        np.where(opens, never, np.float32(0)),
    )


_PAIRS, _FIRSTS, _LASTS = _allowed()


def best_labels(scores: Floats, transitions: Floats | None = None) -> list[int]:
    """The likeliest legal sequence of labels (Viterbi), given each word's log-scores."""
    if not len(scores):
        return []
    pairs = _PAIRS if transitions is None else _PAIRS + transitions
    best = scores[0] + _FIRSTS
    back = np.zeros(scores.shape, np.int64)
    columns = np.arange(scores.shape[1])
    for i in range(1, len(scores)):
        through = best[:, None] + pairs
        back[i] = through.argmax(0)
        best = through[back[i], columns] + scores[i]
    labels = [int((best + _LASTS).argmax())]
    for i in range(len(scores) - 1, 0, -1):
        labels.append(int(back[i, labels[-1]]))
    return labels[::-1]


def labelled_spans(labels: Sequence[int]) -> dict[str, list[WordSpan]]:
    """The spans of each role that a legal sequence of labels describes, in order."""
    spans: dict[str, list[WordSpan]] = {role: [] for role in ROLES}
    began = 0
    for i, label in enumerate(labels):
        place = LABELS[label][0]
        if place in "BS":
            began = i
        if place in "ES":
            spans[LABELS[label][2:]].append((began, i))
    return spans


# --- from spans to attributions -------------------------------------------------------------


def link_features(span: WordSpan, others: Ints, paragraph: Ints) -> tuple[Ints, Ints, Ints]:
    """How each of `others`, rows of [first, last] in text order, lies to `span`: three buckets.

    The signed words between them on a log scale; how many others lie nearer on the same side;
    how many line breaks lie between.
    """
    start, end = span
    firsts, lasts = others[:, 0], others[:, 1]
    after, before = firsts > end, lasts < start
    between = np.where(after, firsts - end, np.where(before, start - lasts, 1))
    steps = np.minimum(np.ceil(np.log2(between)).astype(np.int64), 7)
    gap = np.where(after, 9 + steps, np.where(before, 7 - steps, 8))
    order = np.arange(len(others)) - int(firsts.searchsorted(start))
    rank = np.where(order >= 0, np.minimum(order, 3), np.minimum(-1 - order, 3) + 4)
    lines = np.where(
        after,
        paragraph[firsts] - paragraph[end],
        np.where(before, paragraph[start] - paragraph[lasts], 0),
    )
    lines = np.minimum(lines, 2)
    return gap, rank, lines


@dataclass(frozen=True, slots=True)
class Linker:
    """Scores the ties between spans: how their words match, and how they lie to each other.

    `vectors` holds for each word and each link four projections: of a span that asks, its first
    and last word; of a span that answers, its first and last word.
    """

    vectors: Floats  # words x links x 4 x dimensions
    paragraph: Ints
    bias: dict[str, dict[str, Floats]]  # for each link, by bucket: gap, rank, break; none

    def log_chances(self, link: int, span: WordSpan, others: Ints) -> Floats:
        """Log-probability of each of `others` being the other end; that of none comes last."""
        bias = self.bias[LINKS[link]]
        scores = np.full(len(others) + 1, bias["none"][0], np.float32)
        if len(others):
            asks = self.vectors[span[0], link, 0] + self.vectors[span[1], link, 1]
            answers = self.vectors[others[:, 0], link, 2] + self.vectors[others[:, 1], link, 3]
            gap, rank, lines = link_features(span, others, self.paragraph)
            scores[:-1] = (
                answers @ asks + bias["gap"][gap] + bias["rank"][rank] + bias["break"][lines]
            )
        scores -= scores.max()
        chances: Floats = scores - np.log(np.exp(scores).sum())
        return chances


def _near(spans: Ints, span: WordSpan) -> Ints:
    """Those of `spans`, in text order, that a link from `span` can reach."""
    low = int(spans[:, 1].searchsorted(span[0] - FAR))
    high = int(spans[:, 0].searchsorted(span[1] + FAR, side="right"))
    return spans[low:high]


def _row(spans: Ints, index: int) -> WordSpan:
    return int(spans[index, 0]), int(spans[index, 1])


@dataclass(frozen=True, slots=True)
class Linked:
    """One attribution as runs of words, with the mean chance of its contents' tie to its cue."""

    source: WordSpan | None
    cue: WordSpan | None
    contents: tuple[WordSpan, ...]
    chance: float


def _linked(
    cue: WordSpan | None,
    contents: Sequence[WordSpan],
    sources: Ints,
    chance: float,
    linker: Linker,
) -> Linked:
    """Choose the source on which the cue and its contents agree best, or none."""
    near = _near(sources, cue or contents[0])
    total = np.zeros(len(near) + 1, np.float32)
    if cue:
        total += linker.log_chances(1, cue, near)
    for content in contents:
        total += linker.log_chances(2, content, near)
    best = int(total.argmax())
    source = _row(near, best) if best < len(near) else None
    return Linked(source, cue, tuple(contents), chance)


def link_spans(spans: dict[str, list[WordSpan]], linker: Linker) -> list[Linked]:
    """Give each content its cue and each cue its source, in order of the contents.

    An attribution is a cue with the contents that choose it: in the annotation every one has
    just one cue. A content with no cue in reach stands alone.
    """
    parts: dict[WordSpan, list[tuple[WordSpan, float]]] = defaultdict(list)
    linked = []
    sources, cues = (np.array(spans[role], np.int64).reshape(-1, 2) for role in ROLES[:2])
    for content in spans["content"]:
        near = _near(cues, content)
        if len(near):
            log_chances = linker.log_chances(0, content, near)
            best = int(log_chances[:-1].argmax())
            parts[_row(near, best)].append((content, float(np.exp(log_chances[best]))))
        else:
            linked.append(_linked(None, [content], sources, 1.0, linker))
    for cue, chosen in parts.items():
        chance = sum(chance for _, chance in chosen) / len(chosen)
        contents = [content for content, _ in chosen]
        linked.append(_linked(cue, contents, sources, chance, linker))
    return sorted(linked, key=lambda attribution: attribution.contents)


# --- the edges of spans ---------------------------------------------------------------------


def whole_span(text: str, start: int, end: int, states: npt.NDArray[np.int8]) -> Span:
    """Take in the marks that belong to a run of words: '$' before it, '%' after it, its quotes.

    A closing quotation mark belongs to it if its opening one does, with the stop before it.
    """
    while start and text[start - 1] in "$£€#@" and not states[start - 1]:
        start -= 1
    if end < len(text) and text[end] == "%":
        end += 1
    while start and states[start - 1] == 2:
        start -= 1
    opened = bool((states[start:end] == 2).any())
    if opened or (end > start and states[start:end].all()):
        after = end
        while after < len(text) and after < end + 3 and text[after] in ".,!?…":
            after += 1
        if after < len(text) and states[after] == 3 and opened:
            end = after + 1
            if end < len(text) and states[end] == 3:
                end += 1
    return start, end


# --- the tagger -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the model says of one text."""

    attributions: list[TaggedAttribution]
    words: list[WordRoles]


class Tagger:
    """A loaded model. `version` changes whenever the model file does."""

    def __init__(self, folder: Path) -> None:
        model = (folder / MODEL).read_bytes()
        self.version = hashlib.sha256(model).hexdigest()[:12]
        config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
        self._bias = {
            link: {name: np.array(values, np.float32) for name, values in biases.items()}
            for link, biases in config["links"].items()
        }
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._ends = self._tokenizer.encode("").ids  # [CLS] and [SEP]
        options = onnxruntime.SessionOptions()
        # One thread: articles are spread over processes, which would only get in each other's way.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"]
        )

    def tag(self, text: str) -> list[TaggedAttribution]:
        """The attributions of one text, in order of their contents."""
        return self.read(text).attributions

    def tag_many(self, texts: Iterable[str]) -> list[list[TaggedAttribution]]:
        return [self.tag(text) for text in texts]

    def roles(self, text: str) -> list[WordRoles]:
        """For each word and each mark, how likely it belongs to each role."""
        return self.read(text).words

    def read(self, text: str) -> Reading:
        """Attributions and roles at once, for the price of one."""
        reading = Reading([], [])
        for offset, part in _parts(text):
            self._read_part(part, offset, reading)
        return reading

    def _read_part(self, text: str, offset: int, reading: Reading) -> None:
        pieces = read_pieces(self._tokenizer, text)
        if not len(pieces.ids):
            return
        scores, vectors = self._scores(pieces)
        scores -= scores.max(1, keepdims=True)
        scores -= np.log(np.exp(scores).sum(1, keepdims=True))
        labels = best_labels(scores)
        chances = np.exp(scores)
        by_role = chances[:, 1:].reshape(-1, len(ROLES), 4).sum(2)
        edges = pieces.words + offset
        reading.words.extend(
            WordRoles(start, end, *role_chances)
            for (start, end), role_chances in zip(edges.tolist(), by_role.tolist(), strict=True)
        )
        states = quotation_states(text)

        def characters(span: WordSpan) -> Span:
            start, end = int(pieces.words[span[0], 0]), int(pieces.words[span[1], 1])
            start, end = whole_span(text, start, end, states)
            return start + offset, end + offset

        for linked in link_spans(
            labelled_spans(labels), Linker(vectors, pieces.paragraph, self._bias)
        ):
            sure = np.concatenate([by_role[s : e + 1, 2] for s, e in linked.contents]).mean()
            reading.attributions.append(
                TaggedAttribution(
                    (characters(linked.source),) if linked.source else (),
                    (characters(linked.cue),) if linked.cue else (),
                    tuple(characters(content) for content in linked.contents),
                    float(sure) * linked.chance,
                )
            )

    def _scores(self, pieces: Pieces) -> tuple[Floats, Floats]:
        """For each word, the model's label scores and link projections.

        Where windows overlap, a word is taken from the one in which it stands most centrally.
        """
        size, starts = even_windows(len(pieces.ids))
        middles = np.array(starts)[:, None] + size / 2
        window_of = np.abs(middles - pieces.first).argmin(0)
        scores: list[Floats] = []
        vectors: list[Floats] = []
        for low in range(0, len(starts), BATCH):
            batch = starts[low : low + BATCH]
            ids = np.zeros((len(batch), size + 2), np.int64)
            features = np.zeros((*ids.shape, pieces.features.shape[1]), np.int64)
            ids[:, [0, -1]] = self._ends
            for row, start in enumerate(batch):
                ids[row, 1:-1] = pieces.ids[start : start + size]
                features[row, 1:-1] = pieces.features[start : start + size]
            batch_scores, batch_vectors = self._session.run(
                None, {"ids": ids, "features": features}
            )
            for row, start in enumerate(batch):
                mine = pieces.first[window_of == low + row] - start + 1
                scores.append(batch_scores[row, mine])
                vectors.append(batch_vectors[row, mine])
        return np.concatenate(scores), np.concatenate(vectors)


def _parts(text: str, most: int = 50_000) -> Iterable[tuple[int, str]]:
    """A very long text in parts that end at a line or a blank: memory stays bounded."""
    position = 0
    while len(text) - position > most:
        end = position + most
        cut = max(text.rfind("\n", position + most // 2, end), 0)
        cut = cut or max(text.rfind(" ", position + most // 2, end), 0)
        end = cut + 1 if cut else end
        yield position, text[position:end]
        position = end
    if position < len(text):
        yield position, text[position:]


@cache
def load_tagger(folder: Path | None = None) -> Tagger | None:
    """The tagger in `folder` (data/tagger), loaded once a process; None if no model is there."""
    folder = folder or FOLDER
    if not (folder / MODEL).is_file():
        return None
    return Tagger(folder)
