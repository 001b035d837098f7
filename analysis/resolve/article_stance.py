"""What `compare` reads the stance of an article towards a headline from.

In: a headline, an article, vectors of the headline and of the article's sentences. Out: a row of
numbers. Whether an article takes a headline back stands in few of its sentences: the first ones,
the last ones, and those that speak of what the headline speaks of. So each kind of cue (called
false, denied, negated, left open, set right) is counted there, and so is what two smaller readers
think of a sentence: what it says to the headline, and whether it sounds like turning a report
down. All is counted again where the headline itself calls something false, and by how much it
sounds so: an article that agrees that it is a hoax is no dissent.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from analysis.resolve.meaning import Vectors, load_encoder, opposition
from analysis.resolve.wording import level, stem, stems, tokens
from analysis.vocabulary import table, words

Numbers = npt.NDArray[np.float64]
SENTENCES = 60  # of an article are read
SHORTEST = 20  # characters of a sentence: what is shorter is a byline or a credit
NEAREST = 4  # sentences that count as speaking of the headline's matter
EDGE = 3  # sentences at the top and at the end
JUDGED = 20  # sentences that the smaller readers look at: what comes later is background
REACH = 5  # words behind a negation that it turns round
CUES = 7  # numbers of `_headline`
SPREAD = 3.0  # coordinates of unit vectors are small numbers
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+[\"'”’)]*|\n|$)")


@dataclass(frozen=True, slots=True)
class Reading:
    """An article's sentences, and for each what it holds whatever the headline says."""

    sentences: tuple[str, ...]
    cues: Numbers  # a row a sentence: false, denied, negated, left open, set right, quotes
    content: tuple[frozenset[str], ...]  # stems
    turned: tuple[frozenset[str], ...]  # stems shortly behind a negation


def read(text: str) -> Reading:
    """The sentences of an article; a text without any is one sentence."""
    found = [" ".join(match[0].split()) for match in _SENTENCE.finditer(text)]
    kept = [sentence for sentence in found if len(sentence) > SHORTEST][:SENTENCES]
    sentences = tuple(kept or [" ".join(text.split())])
    return Reading(
        sentences,
        np.array([_cues(sentence) for sentence in sentences], dtype=np.float64),
        tuple(frozenset(stems(sentence)) for sentence in sentences),
        tuple(_turned(sentence) for sentence in sentences),
    )


def evidence(
    headline: str,
    article: Reading,
    first: Vectors,
    second: Vectors,
    sounds: Numbers,
    judged: Numbers,
) -> list[float]:
    """One row. `first`: the headline's vector; `second`: a row for each sentence. `sounds`: how
    likely the headline by itself turns a report down, and leaves it open; `judged`: a row for each
    of the first `JUDGED` sentences, a column for each thing that the smaller readers say."""
    wanted = frozenset(stems(headline)) - _refuting_stems()
    share = np.array([len(wanted & held) / max(1, len(wanted)) for held in article.content])
    close = np.asarray(second @ first, dtype=np.float64)
    about = np.clip((close + share) / 2, 0, 1)
    near = np.argsort(-about, kind="stable")[:NEAREST]
    told: list[float] = []
    for cue in article.cues.T[:-1]:
        told += [cue[0], cue[:EDGE].max(), cue[near].max(), (cue * about).max()]
        told += [cue.mean() * EDGE, cue[-EDGE:].max()]
    turned = np.array([bool(wanted & behind) for behind in article.turned], dtype=np.float64)
    told += [(turned * about).max(), turned[:EDGE].max(), turned.mean() * EDGE, turned[near].max()]
    against = opposition(
        np.broadcast_to(first, second.shape), second, load_encoder().directions
    ).astype(np.float64)
    told += [against[near].mean(), (against * about).max()]
    said = _headline(headline)
    refuted, openly = float(any(said[:4])), float(said[0] or said[3])
    matter = [about.max(), close.max(), share.max(), about[0], np.sort(about)[-EDGE:].mean()]
    length = [math.log(len(article.sentences) + 1) / EDGE, article.cues[:, -1].mean()]
    crossed = [*(refuted * value for value in told), *(openly * value for value in told)]
    heard = _heard(judged, about[: len(judged)])
    by_sound = [factor * value for factor in (sounds[0], refuted) for value in heard]
    row = (1.0, *said, *told, *matter, *length, *crossed, *sounds, *heard, *by_sound)
    return [float(x) for x in row]


def _heard(judged: Numbers, about: Numbers) -> list[float]:
    """What the smaller readers say, summed up: at the top, near the headline's matter, overall."""
    near = np.argsort(-about, kind="stable")[:NEAREST]
    weights = about / (about.sum() + 1e-6)
    told: list[float] = []
    for one in judged.T:
        told += [one[0], one[:EDGE].max(), one[:EDGE].mean(), one[near].max(), one[near].mean()]
        told += [(one * about).max(), (one * weights).sum(), one.mean()]
    return told


def alone(texts: Sequence[str], vectors: Vectors) -> Numbers:
    """A row for each text that is read by itself: its cues and its vector."""
    cues = np.array([_headline(text) for text in texts], dtype=np.float64).reshape(len(texts), CUES)
    return np.hstack([np.ones((len(texts), 1)), cues, SPREAD * vectors])


def wording(text: str) -> set[str]:
    """Its words and neighbouring pairs of words."""
    found = tokens(text)
    return {*found, *(f"{one}_{two}" for one, two in pairwise(found))}


def _headline(text: str) -> list[float]:
    called_false, denied, negated, left_open, set_right, _ = _cues(text)
    bluntly = level(text).startswith(("no,", "no ", "sorry", "nope"))
    return [called_false, denied, negated, float(bluntly), left_open, float("?" in text), set_right]


def _cues(sentence: str) -> list[float]:
    found, levelled = {*tokens(sentence)}, level(sentence)
    return [
        float(bool(found & (words("stance", "discredit") | words("stance", "exposed")))),
        float(bool(found & words("stance", "deniers"))),
        float(any(_negates(word) for word in found)),
        float(bool(found & (words("stance", "doubt") | words("stance", "sceptical")))),
        float(bool(_set_right().search(levelled))),
        float('"' in levelled),
    ]


def _turned(sentence: str) -> frozenset[str]:
    found = tokens(sentence)
    behind: set[str] = set()
    for at, word in enumerate(found):
        if _negates(word):
            behind.update(stem(later) for later in found[at + 1 : at + 1 + REACH])
    return frozenset(behind)


def _negates(word: str) -> bool:
    return word in words("stance", "negations") or word.endswith("n't")


@cache
def _set_right() -> re.Pattern[str]:
    phrases: Sequence[str] = table("stance")["set_right"]
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b|n't (?:true|real)\b")


@cache
def _refuting_stems() -> frozenset[str]:
    lists = ("discredit", "exposed", "deniers", "negations")
    return frozenset(stem(word) for name in lists for word in words("stance", name))
