"""Annotates articles: every per-article stage, in its order, over one spaCy pass.

In: Articles. Out: one Annotation each, in the same order. Pure: the result depends on the article
and on `version.analysis_version()` alone, which is why it can be cached and mapped anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from spacy.tokens import Doc

from analysis.annotate.attribution import find_attributions
from analysis.annotate.creation_time import find_creation_time
from analysis.annotate.events import find_events
from analysis.annotate.language import load_pipeline
from analysis.annotate.mentions import find_mentions
from analysis.annotate.statements import find_statements
from analysis.annotate.tagger import TaggedAttribution, Tagger, load_tagger
from analysis.annotate.timex import find_time_expressions
from analysis.model import Annotation, Article, CreationTime
from analysis.settings import tagger_wanted

ANALYSED_LANGUAGE = "en"
LONGEST_TEXT = 200_000  # characters; the rest of a longer text is kept and readable, not analysed
HALF_CHARACTER = re.compile("[\ud800-\udfff]")  # spaCy fails on half a surrogate pair
BATCH = 32  # articles held in memory at once


def annotate(article: Article) -> Annotation:
    """Annotate one article."""
    return next(annotate_many([article]))


def annotate_many(articles: Iterable[Article]) -> Iterator[Annotation]:
    """Annotate a stream of articles in bounded memory, in order.

    An article in a language without a configured pipeline yields its creation time alone.
    Raises MissingPipeline when no spaCy pipeline is installed.
    """
    nlp = load_pipeline()
    tagger = active_tagger()
    source = iter(articles)
    while batch := list(islice(source, BATCH)):
        texts = [_text_to_analyse(article) for article in batch]
        tagged = tagger.tag_many(texts) if tagger else [None] * len(batch)
        docs = nlp.pipe(texts, batch_size=BATCH)
        for article, doc, found in zip(batch, docs, tagged, strict=True):
            yield _annotate_doc(article, doc, found)


def annotate_chunk(articles: Sequence[Article]) -> list[Annotation]:
    """The unit of work that an Executor maps: a chunk in, its annotations out."""
    return list(annotate_many(articles))


def active_tagger() -> Tagger | None:
    """The learned tagger, or None where its file is absent or the settings leave it out."""
    return load_tagger() if tagger_wanted() else None


def _text_to_analyse(article: Article) -> str:
    if article.language != ANALYSED_LANGUAGE:
        return ""
    return HALF_CHARACTER.sub("\ufffd", article.analysed_text()[:LONGEST_TEXT])


def _annotate_doc(
    article: Article, doc: Doc, tagged: Sequence[TaggedAttribution] | None
) -> Annotation:
    dct: CreationTime = find_creation_time(article)
    timexes = find_time_expressions(doc, dct, article.title)
    entities, mentions = find_mentions(doc)
    attributions = find_attributions(doc, mentions, entities, tagged)
    statements = find_statements(doc, mentions, entities, attributions)
    events = find_events(doc, mentions, entities, timexes, attributions, dct)
    return Annotation(
        article_id=article.id,
        dct=dct,
        sentences=tuple((sent.start_char, sent.end_char) for sent in doc.sents) if doc else (),
        entities=tuple(entities),
        mentions=tuple(mentions),
        attributions=tuple(attributions),
        statements=tuple(statements),
        timexes=tuple(timexes),
        events=tuple(events),
        truncated_at=LONGEST_TEXT if len(article.text) > LONGEST_TEXT else None,
    )
