"""Vectors of short texts, so that 'about the same thing' can be asked without shared words.

In: texts. Out: unit vectors. Runs a sentence encoder (`data/meaning/`: all-MiniLM-L6-v2, taught
by `training/meaning/` what claims of one event assert the same) through onnxruntime; where the
file is absent, hashed word stems stand in and `Encoder.name` says so. What contradicts each other
lies apart too, but not so far: `opposition` is what the vectors say of that. `stance.py` decides.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import MutableMapping, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from analysis.resolve.wording import stems
from analysis.settings import DATA

Vectors = npt.NDArray[np.float32]
VectorCache = MutableMapping[str, bytes]  # content key -> float16 bytes

WIDTH = 384
BATCH = 64
LONGEST = 96  # word pieces of a claim; what lies behind seldom changes what it is about


class Encoder(Protocol):
    """Texts in, one unit row each out. `name` tells encoders and their versions apart."""

    name: str
    directions: Vectors  # by which `opposition` is told: the first half speaks for it

    def encode(self, texts: Sequence[str], longest: int = LONGEST) -> Vectors: ...


class SentenceEncoder:
    """MiniLM with mean pooling (Reimers & Gurevych 2019)."""

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = max(1, min(4, os.cpu_count() or 1))
        options.log_severity_level = 3
        model = folder / "encoder.onnx"
        self._session = onnxruntime.InferenceSession(
            str(model), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_padding()
        self.directions = np.load(folder / "opposition.npy", allow_pickle=False)
        # Comes anew with every training; the file of the model is too large to be read for this.
        self.name = f"minilm-{hashlib.sha256(self.directions.tobytes()).hexdigest()[:12]}"

    def encode(self, texts: Sequence[str], longest: int = LONGEST) -> Vectors:
        vectors = np.zeros((len(texts), WIDTH), dtype=np.float32)
        self._tokenizer.enable_truncation(longest)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))  # little padding
        for first in range(0, len(order), BATCH):
            rows = order[first : first + BATCH]
            vectors[rows] = self._batch([texts[i] for i in rows])
        return vectors

    def _batch(self, texts: list[str]) -> Vectors:
        encoded = self._tokenizer.encode_batch(texts)
        ids = np.array([item.ids for item in encoded], dtype=np.int64)
        mask = np.array([item.attention_mask for item in encoded], dtype=np.int64)
        (states,) = self._session.run(None, {"input_ids": ids, "attention_mask": mask})
        weights = mask[:, :, None].astype(np.float32)
        pooled = (states * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1.0)
        return unit_rows(pooled.astype(np.float32))


class StemEncoder:
    """Word stems hashed into a fixed width: what can be had without the model file."""

    name = "stems-1"
    directions: Vectors = np.zeros((2, WIDTH), dtype=np.float32)  # says nothing

    def encode(self, texts: Sequence[str], longest: int = LONGEST) -> Vectors:
        vectors = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for row, text in enumerate(texts):
            for stem in stems(text)[:longest]:
                digest = hashlib.blake2b(stem.encode(), digest_size=4).digest()
                number = int.from_bytes(digest, "big")
                vectors[row, number % WIDTH] += 1.0 if number & 0x80000000 else -1.0
        return unit_rows(vectors)


@cache
def load_encoder() -> Encoder:
    """The sentence encoder, or the stem encoder where `data/meaning/` lacks the model."""
    folder = DATA / "meaning"
    if (folder / "encoder.onnx").exists() and (folder / "tokenizer.json").exists():
        return SentenceEncoder(folder)
    return StemEncoder()


@cache
def common_words() -> frozenset[str]:
    """The words that the encoder's vocabulary holds whole, the commonest of English; none without
    the model."""
    vocabulary = DATA / "meaning" / "tokenizer.json"
    if not vocabulary.exists():
        return frozenset()
    return frozenset(Tokenizer.from_file(str(vocabulary)).get_vocab())


def vectors_of(
    texts: Sequence[str],
    cached: VectorCache | None = None,
    longest: int = LONGEST,
    encoder: Encoder | None = None,
) -> Vectors:
    """One unit row a text. Texts seen before are read from `cached`, new ones added to it."""
    encoder = encoder or load_encoder()
    if not texts:
        return np.zeros((0, WIDTH), dtype=np.float32)
    store: VectorCache = {} if cached is None else cached
    keys = [content_key(encoder.name, longest, text) for text in texts]
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in store}
    if missing:
        found = encoder.encode(list(missing.values()), longest)
        for key, row in zip(missing, found.astype(np.float16), strict=True):
            store[key] = row.tobytes()
    packed = b"".join(store[key] for key in keys)
    rows = np.frombuffer(packed, dtype=np.float16).reshape(len(texts), WIDTH)
    return rows.astype(np.float32)


def opposition(first: Vectors, second: Vectors, directions: Vectors) -> Vectors:
    """How much each row of one looks like a contradiction of the same row of the other: a
    symmetric form of the two, positive where they probably exclude each other."""
    half = len(directions) // 2
    along = (first @ directions.T) * (second @ directions.T)
    return np.asarray(along[:, :half].sum(axis=1) - along[:, half:].sum(axis=1), dtype=np.float32)


def content_key(encoder: str, longest: int, text: str) -> str:
    return hashlib.sha256(f"{encoder}|{longest}|{text}".encode()).hexdigest()[:24]


def unit_rows(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)
