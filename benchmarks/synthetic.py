"""Synthetic cases of any size, made by recombining the sentences of real articles.

In: a corpus, `{"id": ..., "text": ...}` a line, and a number of articles. Out: Articles and their
Annotations, without annotating each: the corpus is annotated once (and kept under `var/`), its
passages are cut out with what was found in them, and put together anew.

An article belongs to a story and draws its passages from the few corpus articles of that story,
so that articles of one story share some passages, as news does, and stories share none: in each
story the rarer names are spelled anew and the longer words are exchanged for others of the same
length, ending and frequency. Replacements have the length of what they replace: spans stay true.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from analysis.annotate.pipeline import annotate_many
from analysis.annotate.version import analysis_version
from analysis.model import Annotation, Article, Attribution, CreationTime, EventMention, Span

KEPT = ROOT / "var" / "benchmarks"
STORY_SIZES = (2, 4, 8, 16, 32, 64)  # articles; each size holds as many articles of a case
SHORTEST_EXCHANGED = 5  # letters
SPREAD = 4  # uses in the corpus from which a name is known everywhere and stays
FIRST_DAY = datetime(2031, 3, 1, 6)

_WORD = re.compile(r"[A-Za-z]+")
_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """A few sentences of a corpus article, with what was found in them; spans start at 0."""

    text: str
    found: Annotation


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    sources: tuple[tuple[Passage, ...], ...]  # the passages of each corpus article
    exchange: dict[str, tuple[tuple[str, ...], int]]  # word -> its class, and its place in it
    spread: frozenset[str]  # words of names that are known everywhere


def read_corpus(path: Path, most: int = 400) -> Corpus:
    """The first `most` articles of the corpus, annotated (once) and cut into passages."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for _, line in zip(range(most), lines, strict=False)]
    articles = [Article(str(row["id"]), row["text"]) for row in rows]
    words = Counter(word for a in articles for word in _WORD.findall(a.text))
    classes: dict[tuple[int, str, int], list[str]] = defaultdict(list)
    for word in sorted(words):
        if word.islower() and len(word) >= SHORTEST_EXCHANGED:
            classes[len(word), word[-2:], words[word].bit_length()].append(word)
    exchange = {
        word: (tuple(members), at)
        for members in classes.values()
        for at, word in enumerate(members)
    }
    annotations = _annotated(articles, path, most)
    return Corpus(
        sources=tuple(
            passages
            for article, annotation in zip(articles, annotations, strict=True)
            if (passages := tuple(_passages(article, annotation)))
        ),
        exchange=exchange,
        spread=frozenset(word for word, count in words.items() if count >= SPREAD),
    )


def synthetic_case(
    corpus: Corpus, size: int, seed: int = 1
) -> tuple[list[Article], dict[str, Annotation]]:
    """So many articles and their annotations. The same arguments give the same case."""
    chance = random.Random(seed)
    articles: list[Article] = []
    annotations: dict[str, Annotation] = {}
    story = 0
    while len(articles) < size:
        members = min(
            chance.choices(STORY_SIZES, [1 / n for n in STORY_SIZES])[0], size - len(articles)
        )
        sources = chance.sample(corpus.sources, min(len(corpus.sources), max(4, members // 4)))
        passages = [passage for source in sources for passage in source]
        start = FIRST_DAY + timedelta(hours=chance.randrange(24 * 60))
        for _ in range(members):
            drawn = chance.sample(passages, min(len(passages), chance.randint(4, 9)))
            told = [_retold(corpus, story, passage) for passage in drawn]
            number = len(articles)
            at = (start + timedelta(minutes=chance.randrange(4_000))).isoformat(timespec="minutes")
            article, annotation = _joined(f"s{seed}-{number}", told, at, f"Outlet {number % 97}")
            articles.append(article)
            annotations[article.id] = annotation
        story += 1
    return articles, annotations


# --- the corpus, annotated ------------------------------------------------------------------


def _annotated(articles: Sequence[Article], path: Path, most: int) -> list[Annotation]:
    key = f"{analysis_version()}|{path.resolve()}|{path.stat().st_size}|{most}"
    kept = KEPT / f"corpus-{hashlib.sha256(key.encode()).hexdigest()[:16]}.msgpack"
    if kept.exists():
        return msgspec.msgpack.decode(kept.read_bytes(), type=list[Annotation])
    print(f"annotating {len(articles)} corpus articles, once", file=sys.stderr)
    annotations = list(annotate_many(articles))
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(msgspec.msgpack.encode(annotations))
    return annotations


def _passages(article: Article, annotation: Annotation) -> Iterator[Passage]:
    """Runs of whole sentences, cut where nothing that was found reaches across."""
    tied = [
        (min(s for s, _ in spans), max(e for _, e in spans))
        for a in (*annotation.attributions, *annotation.statements)
        if (spans := (*a.source, *a.cue, *a.content))
    ]
    start = None
    for first, last in annotation.sentences:
        start = first if start is None else start
        whole = not any(s < last < e for s, e in tied)
        if whole and last - start >= 150:
            yield Passage(article.text[start:last], _cut(annotation, start, last))
            start = None


def _cut(annotation: Annotation, start: int, end: int) -> Annotation:
    """What was found inside [start, end), moved to begin at 0."""
    move = _mover(-start)
    inside = lambda s, e: start <= s and e <= end  # noqa: E731
    mentions = [m for m in annotation.mentions if inside(m.start, m.end)]
    used = sorted({m.entity for m in mentions})
    entity = {old: new for new, old in enumerate(used)}

    def kept(found: Sequence[Attribution]) -> dict[int, Attribution]:
        return {
            at: a
            for at, a in enumerate(found)
            if a.content and all(inside(*span) for span in (*a.source, *a.cue, *a.content))
        }

    attributions = kept(annotation.attributions)
    place = {old: new for new, old in enumerate(attributions)}
    timexes = {i: t for i, t in enumerate(annotation.timexes) if inside(t.start, t.end)}
    time = {old: new for new, old in enumerate(timexes)}
    said = lambda a: _attribution(a, move, entity.get, place.get)  # noqa: E731
    return Annotation(
        annotation.article_id,
        sentences=tuple(move(s) for s in annotation.sentences if inside(*s)),
        entities=tuple(annotation.entities[old] for old in used),
        mentions=tuple(
            replace(m, start=m.start - start, end=m.end - start, head=move(m.head),
                    entity=entity[m.entity]) for m in mentions
        ),
        attributions=tuple(said(a) for a in attributions.values()),
        statements=tuple(said(a) for a in kept(annotation.statements).values()),
        timexes=tuple(replace(t, start=t.start - start, end=t.end - start)
                      for t in timexes.values()),
        events=tuple(
            _event(e, move, entity.get, time.get, place.get)
            for e in annotation.events
            if inside(e.start, e.end) and inside(*e.clause)
        ),
    )  # fmt: skip


# --- passages told anew, and put together ----------------------------------------------------


@lru_cache(maxsize=4_096)
def _retold(corpus: Corpus, story: int, passage: Passage) -> Passage:
    """The passage with other words and names of the same lengths."""
    names = {at for m in passage.found.mentions if m.kind == "name" for at in range(m.start, m.end)}
    letters = _alphabet(story)

    def word(match: re.Match[str]) -> str:
        said = match[0]
        if match.start() in names:
            return said if said in corpus.spread else said.translate(letters)
        members, at = corpus.exchange.get(said, ((said,), 0))
        return members[(at + story) % len(members)]

    text = _WORD.sub(word, passage.text)
    return Passage(text, replace(passage.found, entities=tuple(
        replace(entity, name=_WORD.sub(
            lambda m: m[0] if m[0] in corpus.spread else m[0].translate(letters), entity.name))
        for entity in passage.found.entities
    )))  # fmt: skip


@lru_cache(maxsize=512)
def _alphabet(story: int) -> dict[int, str]:
    """Vowels for vowels and consonants for consonants: what comes out can be spoken."""
    chance = random.Random(story)
    table: dict[int, str] = {}
    for letters in (_VOWELS, _CONSONANTS):
        other = "".join(chance.sample(letters, len(letters)))
        table |= str.maketrans(letters + letters.upper(), other + other.upper())
    return table


def _joined(
    identifier: str, passages: Sequence[Passage], published: str, outlet: str
) -> tuple[Article, Annotation]:
    at = 0
    entities, said, times = 0, 0, 0
    parts: list[Annotation] = []
    for passage in passages:
        found = passage.found
        move = _mover(at)
        entity, place, time = _shift(entities), _shift(said), _shift(times)
        parts.append(replace(
            found,
            sentences=tuple(move(s) for s in found.sentences),
            mentions=tuple(replace(m, start=m.start + at, end=m.end + at, head=move(m.head),
                                   entity=m.entity + entities) for m in found.mentions),
            attributions=tuple(_attribution(a, move, entity, place) for a in found.attributions),
            statements=tuple(_attribution(a, move, entity, place) for a in found.statements),
            timexes=tuple(replace(t, start=t.start + at, end=t.end + at) for t in found.timexes),
            events=tuple(_event(e, move, entity, time, place) for e in found.events),
        ))  # fmt: skip
        entities += len(found.entities)
        said += len(found.attributions)
        times += len(found.timexes)
        at += len(passage.text) + 2
    text = "\n\n".join(passage.text for passage in passages)
    article = Article(
        identifier, text, title=text[:60], outlet=outlet, published_at=published,
        date_origin="metadata",
    )  # fmt: skip
    every = lambda name: tuple(x for part in parts for x in getattr(part, name))  # noqa: E731
    names = ("sentences", "entities", "mentions", "attributions", "statements", "timexes", "events")
    return article, Annotation(
        identifier, dct=CreationTime(published, "metadata"), **{name: every(name) for name in names}
    )


Renumber = Callable[[int], int | None]


def _shift(by: int) -> Renumber:
    return lambda index: index + by


def _mover(by: int) -> Callable[[Span], Span]:
    return lambda span: (span[0] + by, span[1] + by)


def _or_none(index: int | None, renumber: Renumber) -> int | None:
    return None if index is None else renumber(index)


def _attribution(
    a: Attribution, move: Callable[[Span], Span], entity: Renumber, place: Renumber
) -> Attribution:
    spans = lambda found: tuple(move(span) for span in found)  # noqa: E731
    return replace(
        a,
        source=spans(a.source),
        cue=spans(a.cue),
        content=spans(a.content),
        source_entity=_or_none(a.source_entity, entity),
        anonymity_reason=None if a.anonymity_reason is None else move(a.anonymity_reason),
        channel=tuple(replace(r, span=None if r.span is None else move(r.span)) for r in a.channel),
        triggers=spans(a.triggers),
        parent=_or_none(a.parent, place),
    )


def _event(
    e: EventMention,
    move: Callable[[Span], Span],
    entity: Renumber,
    time: Renumber,
    place: Renumber,
) -> EventMention:
    start, end = move((e.start, e.end))
    participants = tuple(
        replace(p, start=move((p.start, p.end))[0], end=move((p.start, p.end))[1],
                entity=_or_none(p.entity, entity))
        for p in e.participants
    )  # fmt: skip
    return replace(
        e, start=start, end=end, clause=move(e.clause), telling=None, participants=participants,
        timex=_or_none(e.timex, time), attribution=_or_none(e.attribution, place),
    )  # fmt: skip
