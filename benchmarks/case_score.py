"""Scores a resolved case against what a careful reader found in it.

    python benchmarks/case_score.py data/sample_case/articles.jsonl tests/sample_case/expected.json

In: articles and their gold (see tests/sample_case/expected.json for the form: claim quotes grouped
into propositions with an interval of origins, contradictions, actors, events). Out: a table, and
with --misses every difference. Measures:

- propositions: pairwise F1 over the annotated claims; each is aligned with the claim of the case
  that overlaps its quote best, and one without any stands alone;
- origins: propositions whose interval of origins lies within the annotated one;
- contradictions: listed ones found, and inventions among the ten that the case ranks highest;
- actors: each one node, none shared by two; events: found once, interval covering, right status;
  how long the timeline is, and how much of it is dated by a guess and of nobody by name.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from analysis.model import Actor, Article, Case, Claim, Event, Span

Gold = Mapping[str, Any]
Place = tuple[str, int, int]
RANKED = 10


@dataclass
class Scores:
    """Shares between 0 and 1, counts, and each difference in words."""

    pairwise_precision: float = 0.0
    pairwise_recall: float = 0.0
    aligned: float = 0.0
    origins: float = 0.0
    contradictions: float = 0.0
    invented: int = 0
    actors: float = 0.0
    merged_wrongly: int = 0
    events: float = 0.0
    event_statuses: float = 0.0
    timeline: int = 0
    noise: int = 0
    hedge_losses: float = 0.0
    circular: float = 0.0
    near_duplicates: float = 0.0
    misses: list[str] = field(default_factory=list)

    @property
    def pairwise_f1(self) -> float:
        total = self.pairwise_precision + self.pairwise_recall
        return 2 * self.pairwise_precision * self.pairwise_recall / total if total else 0.0


def score(case: Case, gold: Gold) -> Scores:
    """All measures for one case."""
    scores = Scores()
    texts = {article.id: article for article in case.articles}
    places = {
        proposition["id"]: [place_of(claim, texts) for claim in proposition["claims"]]
        for proposition in gold["propositions"]
    }
    matched = {
        place: best_claim(place, case.claims) for found in places.values() for place in found
    }
    _score_grouping(places, matched, case, scores)
    _score_origins(gold, places, matched, case, scores)
    _score_contradictions(gold, case, scores)
    _score_hedges(gold, places, matched, case, scores)
    _score_actors(gold, case, scores)
    _score_events(gold, case, scores)
    _score_copies(gold, case, scores)
    return scores


def place_of(claim: Mapping[str, str], articles: Mapping[str, Article]) -> Place:
    """Where the quote of an annotated claim stands: article, start, end."""
    text = articles[claim["article_id"]].text
    start = text.index(claim["quote"])
    return (claim["article_id"], start, start + len(claim["quote"]))


def best_claim(place: Place, claims: Iterable[Claim]) -> Claim | None:
    """The claim that shares most with the quote (Jaccard over characters), if a third of it.

    One that opens as the quote does counts half as much again: of 'Berg, who taught at the
    school, has been killed' it is that he was killed.
    """
    article, start, end = place

    def shared(claim: Claim) -> float:
        common = sum(max(min(end, e) - max(start, s), 0) for s, e in claim.content_spans)
        own = sum(e - s for s, e in claim.content_spans)
        opens = any(s <= start < e for s, e in claim.content_spans)
        alike = common / (own + end - start - common) * (1.5 if opens else 1.0)
        return alike if common * 3 >= end - start else 0.0

    candidates = [claim for claim in claims if claim.article_id == article and shared(claim)]
    return max(candidates, key=shared, default=None)


def _score_grouping(
    places: Mapping[str, Sequence[Place]],
    matched: Mapping[Place, Claim | None],
    case: Case,
    scores: Scores,
) -> None:
    everything = [(name, place) for name, found in places.items() for place in found]
    texts = {article.id: article.text for article in case.articles}

    def group(place: Place) -> object:
        claim = matched[place]
        return claim.proposition_id if claim and claim.proposition_id else place

    def told(place: Place) -> str:
        claim = matched[place]
        quote = texts[place[0]][place[1] : place[2]]
        return f"{place[0]} «{quote}» as «{claim.content if claim else None}»"

    together = right = wanted = 0
    for (name_a, a), (name_b, b) in combinations(everything, 2):
        same = group(a) == group(b)
        together += same
        wanted += name_a == name_b
        right += same and name_a == name_b
        if same != (name_a == name_b):
            kind = "joined" if same else "split"
            scores.misses.append(f"{kind} [{name_a}/{name_b}]: {told(a)} | {told(b)}")
    scores.pairwise_precision = right / together if together else 1.0
    scores.pairwise_recall = right / wanted if wanted else 1.0
    scores.aligned = sum(c is not None for c in matched.values()) / max(len(matched), 1)
    for name, place in everything:
        if matched[place] is None:
            scores.misses.append(f"no claim [{name}]: {told(place)}")


def _score_origins(
    gold: Gold,
    places: Mapping[str, Sequence[Place]],
    matched: Mapping[Place, Claim | None],
    case: Case,
    scores: Scores,
) -> None:
    by_id = {p.id: p for p in case.propositions}
    within = 0
    for wanted in gold["propositions"]:
        least, most = wanted["origins"]
        votes = Counter(c.proposition_id for x in places[wanted["id"]] if (c := matched[x]))
        found = by_id.get(votes.most_common(1)[0][0]) if votes else None
        if found and least <= found.origins_min and found.origins_max <= most:
            within += 1
        else:
            labels = [origin.label for origin in found.origins] if found else []
            got = f"{found.origins_min}..{found.origins_max}" if found else "none"
            scores.misses.append(
                f"origins [{wanted['id']}] want {least}..{most} got {got} {labels}"
            )
    scores.origins = within / len(gold["propositions"])


def _score_contradictions(gold: Gold, case: Case, scores: Scores) -> None:
    names, allowed = told_by(gold, case, case.articles)
    listed = [
        {frozenset((a, b)) for a in names[c.a] for b in names[c.b]} for c in case.contradictions
    ]
    wanted = {frozenset(pair) for pair in gold["contradictions"]}
    found = {
        pair
        for pair in wanted
        if any(pair in pairs for pairs in listed)
        or any(frozenset((side, _denied(side))) in pairs for side in pair for pairs in listed)
    }
    scores.contradictions = len(found) / max(len(wanted), 1)
    scores.misses += [f"contradiction not found: {sorted(pair)}" for pair in wanted - found]
    statements = {p.id: p.statement for p in case.propositions}
    for dispute, pairs in list(zip(case.contradictions, listed, strict=True))[:RANKED]:
        if not pairs & allowed:
            scores.invented += 1
            told = f"«{statements.get(dispute.a)}» / «{statements.get(dispute.b)}»"
            scores.misses.append(f"contradiction invented ({dispute.reason}): {told}")


def told_by(
    gold: Gold, case: Case, articles: Sequence[Article]
) -> tuple[Mapping[str, set[str]], set[frozenset[str]]]:
    """For each proposition of the case the annotated ones that it holds claims of, and every two
    annotated ones that may be said to contradict each other."""
    texts = {article.id: article for article in articles}
    names: dict[str, set[str]] = defaultdict(set)
    quotes = [(p["id"], quote) for p in gold["propositions"] for quote in p["claims"]]
    denials = gold.get("denials", ())
    quotes += [(_denied(denial["of"]), quote) for denial in denials for quote in denial["claims"]]
    for name, quote in quotes:
        if claim := best_claim(place_of(quote, texts), case.claims):
            names[claim.proposition_id].add(name)
    pairs = [*gold["contradictions"], *gold.get("contradictions_allowed", ())]
    allowed = {frozenset(pair) for pair in pairs}
    allowed |= {frozenset((p["id"], _denied(p["id"]))) for p in gold["propositions"]}
    return names, allowed


def _denied(name: str) -> str:
    """The name under which claims that deny a proposition are kept."""
    return f"not {name}"


def _score_hedges(
    gold: Gold,
    places: Mapping[str, Sequence[Place]],
    matched: Mapping[Place, Claim | None],
    case: Case,
    scores: Scores,
) -> None:
    lost = {loss.proposition_id for loss in case.hedge_losses}
    wanted = gold.get("hedge_losses", [])
    found = 0
    for name in wanted:
        own = {claim.proposition_id for place in places[name] if (claim := matched[place])}
        found += bool(own & lost)
        if not own & lost:
            scores.misses.append(f"hedge loss not found: {name}")
    scores.hedge_losses = found / len(wanted) if wanted else 1.0


def _score_actors(gold: Gold, case: Case, scores: Scores) -> None:
    """The node of an actor: the one that most mentions with its full names lie on."""
    texts = {article.id: article.text for article in case.articles}
    actors = {actor.id: actor for actor in case.actors}
    owner: dict[str, list[str]] = defaultdict(list)
    right = 0
    listed = {surface for wanted in gold["actors"] for surface in wanted["surfaces"]}
    for wanted in gold["actors"]:
        full = [s for s in wanted["surfaces"] if len(s.split()) > 1] or wanted["surfaces"]
        within = {longer for longer in listed for s in full if s in longer and s != longer}
        others = within - set(wanted["surfaces"])  # 'Norway' in 'Bank of Norway' is the bank
        nodes = _nodes(full, [*wanted.get("not", ()), *sorted(others)], case, texts)
        if len(nodes) == 1:
            right += 1
        else:
            told = [_told(actors[node]) for node in nodes if node in actors]
            scores.misses.append(f"actor {wanted['name']}: {len(nodes)} nodes {told}")
        for node in nodes:
            owner[node].append(wanted["name"])
    for node, names in owner.items():
        if len(names) > 1:
            scores.merged_wrongly += 1
            scores.misses.append(f"one node for {names}: {_told(actors[node])}")
    scores.actors = right / max(len(gold["actors"]), 1)


def _nodes(
    names: Sequence[str], excluded: Sequence[str], case: Case, texts: Mapping[str, str]
) -> set[str]:
    """Actors of the mentions that hold one of the names and none of the excluded ones."""
    nodes: Counter[str] = Counter()
    for article, text in texts.items():
        for name in names:
            for start, end in _occurrences(name, text):
                if any(s <= start and end <= e for x in excluded for s, e in _occurrences(x, text)):
                    continue
                over = [
                    m
                    for m in case.mentions
                    if m.article_id == article
                    and m.kind == "name"  # 'the Norwegian capital' names nobody
                    and m.start <= start
                    and end <= m.end
                ]
                if over:
                    nodes[min(over, key=lambda m: m.end - m.start).actor_id] += 1
    return set(nodes)


def _occurrences(name: str, text: str) -> Iterable[Span]:
    position = text.find(name)
    while position >= 0:
        yield position, position + len(name)
        position = text.find(name, position + 1)


def _told(actor: Actor) -> str:
    return f"{actor.name} ({actor.type}; {', '.join(a.text for a in actor.aliases)})"


def _score_events(gold: Gold, case: Case, scores: Scores) -> None:
    right = statuses = 0
    for wanted in gold["events"]:
        found = [event for event in case.events if _same_event(event, wanted, case)]
        covering = [event for event in found if _covers(event, wanted)]
        right += len(covering) == 1
        statuses += any(event.status == wanted["status"] for event in covering)
        if len(covering) != 1 or covering[0].status != wanted["status"]:
            told = [f"{e.description} {e.start}..{e.end} {e.status}" for e in found]
            window = f"{wanted['start']}..{wanted['end']} {wanted['status']}"
            scores.misses.append(
                f"event {wanted['id']} ({window}): {len(covering)} cover it of {told}"
            )
    scores.timeline = len(case.events)
    scores.noise = sum(event.guessed and not event.actor_ids for event in case.events)
    total = max(len(gold["events"]), 1)
    scores.events, scores.event_statuses = right / total, statuses / total


def _same_event(event: Event, wanted: Mapping[str, Any], case: Case) -> bool:
    """Reported in one of its articles, by a clause that holds one of its words."""
    texts = {article.id: article.text for article in case.articles}
    for place in event.evidence:
        if place.article_id in wanted["articles"]:
            said = texts[place.article_id][place.start : place.end].casefold()
            if any(word.casefold() in said for word in wanted["words"]):
                return True
    return False


def _covers(event: Event, wanted: Mapping[str, Any]) -> bool:
    if not event.start:
        return False
    start, end = _moment(event.start), _moment(event.end or event.start, last=True)
    opens, closes = _moment(wanted["start"]), _moment(wanted["end"], last=True)
    return start <= closes and opens <= end


def event_window(wanted: Mapping[str, Any]) -> tuple[datetime, datetime]:
    """The true time of an annotated event, in UTC, without a zone."""
    opens, closes = _moment(wanted["start"]), _moment(wanted["end"], last=True)
    return opens.astimezone(UTC).replace(tzinfo=None), closes.astimezone(UTC).replace(tzinfo=None)


def _moment(value: str, last: bool = False) -> datetime:
    when = datetime.fromisoformat(value)
    if last and len(value) == len("2021-08-15"):
        when += timedelta(hours=23, minutes=59)
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when


def _score_copies(gold: Gold, case: Case, scores: Scores) -> None:
    groups = [set(group.article_ids) for group in case.syndication]
    wanted = gold.get("near_duplicates", [])
    allowed = [set(pair) for pair in (*wanted, *gold.get("near_duplicates_allowed", ()))]
    found = [pair for pair in wanted if any(set(pair) <= group for group in groups)]
    scores.near_duplicates = len(found) / len(wanted) if wanted else 1.0
    scores.misses += [f"copies not found: {pair}" for pair in wanted if pair not in found]
    for group in groups:
        for pair in combinations(sorted(group), 2):
            if not any(set(pair) <= one for one in allowed):
                scores.misses.append(f"copies invented: {pair}")
    rings = [set(ring) for ring in case.circular]
    rounds = [set(ring) for ring in gold.get("circular", ())]
    scores.circular = sum(r in rings for r in rounds) / len(rounds) if rounds else 1.0
    scores.misses += [
        f"circular citation not found: {ring}" for ring in rounds if ring not in rings
    ]


def articles_of(path: Path) -> list[Article]:
    """The articles of a file of JSON lines."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    known = set(Article.__dataclass_fields__)
    return [
        Article(
            **{key: value for key, value in row.items() if key in known and value is not None},
            date_origin="metadata",
        )
        for row in rows
    ]


def resolve(articles: Path) -> Case:
    """Read JSON lines and run the whole analysis on them."""
    from analysis.annotate.pipeline import annotate_many
    from analysis.resolve.case import resolve_case

    read = articles_of(articles)
    annotations = {annotation.article_id: annotation for annotation in annotate_many(read)}
    return resolve_case(read, annotations)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--misses", action="store_true", help="print every difference")
    chosen = parser.parse_args()
    scores = score(resolve(chosen.articles), json.loads(chosen.gold.read_text(encoding="utf-8")))
    print(f"propositions, pairwise F1      {scores.pairwise_f1:.2f}", end="")
    print(f"   (P {scores.pairwise_precision:.2f}, R {scores.pairwise_recall:.2f}, ", end="")
    print(f"claims found {scores.aligned:.2f})")
    for label, value in (
        ("origins within the interval", scores.origins),
        ("contradictions found", scores.contradictions),
        (f"  invented among the first {RANKED}", scores.invented),
        ("actors that are one node", scores.actors),
        ("  nodes merged wrongly", scores.merged_wrongly),
        ("events once, interval covering", scores.events),
        ("  with the right status", scores.event_statuses),
        ("events on the timeline", scores.timeline),
        ("  by a guess, nobody named", scores.noise),
        ("hedge losses found", scores.hedge_losses),
        ("circular citations found", scores.circular),
        ("copies found", scores.near_duplicates),
    ):
        print(f"{label:<31}{value:.2f}" if isinstance(value, float) else f"{label:<31}{value}")
    if chosen.misses:
        print("", *scores.misses, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
