"""The learned attribution tagger: a small language model that finds who says what.

In: the text of one article. Out: attributions (source, cue, content) with character offsets,
each with a score. `pieces` cuts the text for the model, `labels` and `links` make spans and
attributions of its scores.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from analysis.annotate.tagger.labels import (
    LABELS,
    ROLES,
    Floats,
    WordSpan,
    best_labels,
    labelled_spans,
)
from analysis.annotate.tagger.links import Linker, link_spans
from analysis.annotate.tagger.pieces import Pieces, even_windows, read_pieces, text_parts
from analysis.annotate.tagger.quotation_marks import quotation_states, whole_span
from analysis.model import Span
from analysis.settings import DATA

FOLDER = DATA / "tagger"
MODEL, TOKENIZER, CONFIG = "model.onnx", "tokenizer.json", "config.json"
BATCH = 8  # windows that go through the model together


@dataclass(frozen=True, slots=True)
class TaggedAttribution:
    """Half-open character spans of the three roles. `content` is never empty."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float  # 0 to 1: how sure the model is of the content and of its tie to the cue


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
        # A model that learns from cross-entropy says 'outside' too often for F1.
        self._held_back = np.zeros(len(LABELS), np.float32)
        self._held_back[LABELS.index("O")] = config["outside_held_back"]
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._ends = self._tokenizer.encode("").ids  # [CLS] and [SEP]
        options = onnxruntime.SessionOptions()
        # One thread: articles are spread over processes, which would only get in each other's way.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"],
            # On a CPU this fusion is slower than its parts: a twentieth of all the time.
            disabled_optimizers=["SkipLayerNormFusion"],
        )  # fmt: skip

    def tag(self, text: str) -> list[TaggedAttribution]:
        """The attributions of one text, in order of their contents."""
        return [one for offset, part in text_parts(text) for one in self._tag_part(part, offset)]

    def tag_many(self, texts: Iterable[str]) -> list[list[TaggedAttribution]]:
        return [self.tag(text) for text in texts]

    def _tag_part(self, text: str, offset: int) -> list[TaggedAttribution]:
        pieces = read_pieces(self._tokenizer, text)
        if not len(pieces.ids):
            return []
        scores, vectors = self._scores(pieces)
        scores -= scores.max(1, keepdims=True)
        scores -= np.log(np.exp(scores).sum(1, keepdims=True))
        labels = best_labels(scores - self._held_back)
        in_content = np.exp(scores[:, 1:]).reshape(-1, len(ROLES), 4).sum(2)[:, 2]
        states = quotation_states(text)

        def characters(span: WordSpan) -> Span:
            start, end = int(pieces.words[span[0], 0]), int(pieces.words[span[1], 1])
            start, end = whole_span(text, start, end, states)
            return start + offset, end + offset

        found = []
        for linked in link_spans(
            labelled_spans(labels), Linker(vectors, pieces.paragraph, self._bias)
        ):
            sure = np.concatenate([in_content[s : e + 1] for s, e in linked.contents]).mean()
            found.append(
                TaggedAttribution(
                    (characters(linked.source),) if linked.source else (),
                    (characters(linked.cue),) if linked.cue else (),
                    tuple(characters(content) for content in linked.contents),
                    float(sure) * linked.chance,
                )
            )
        return found

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


@cache
def load_tagger(folder: Path | None = None) -> Tagger | None:
    """The tagger in `folder` (data/tagger), loaded once a process; None if no model is there."""
    folder = folder or FOLDER
    if not (folder / MODEL).is_file():
        return None
    return Tagger(folder)
