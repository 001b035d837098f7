"""What a report says, in which order, with what evidence.

In: a Case, a Provenance, the analyst's notebook, pictures. Out: a Report (see `document`), whose
every quotation carries the number of a Reference: article, offsets, the words around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from analysis.exports.claims_jsonld import web_address
from analysis.exports.document import (
    Block,
    Figure,
    Heading,
    Paragraph,
    Quoted,
    Reference,
    Report,
    Run,
    Table,
)
from analysis.exports.drawings import standing_bars, timeline_strip
from analysis.exports.network_drawing import actor_network
from analysis.exports.notebook import NotebookEntry
from analysis.exports.provenance import CAVEAT, PROGRAM, Provenance
from analysis.exports.selection import self_contained
from analysis.model import Case, Claim, Event, Evidence, Proposition
from analysis.resolve.brief import write_brief
from analysis.resolve.phrases import (
    Sentence,
    actor_names,
    claims_by_id,
    first_of,
    moment,
    outlets_of,
    stated,
    tidy,
    utc_key,
)
from analysis.resolve.safe_sentence import safe_sentence

MOST_PROPOSITIONS = 25
MOST_ROWS = 40
MOST_QUOTED = 6  # claims quoted under one proposition
AROUND = 60  # characters of context on each side of a reference


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure as the page shows it: PNG bytes, what it shows, its finding in words."""

    title: str
    alt: str
    png: bytes


Section = Literal[
    "notebook",  # first: the analyst's order is the argument
    "brief",
    "figures",
    "propositions",
    "disputes",
    "copies",
    "events",
    "actors",
    "articles",
]
SECTIONS: tuple[Section, ...] = get_args(Section)


def build_report(
    case: Case,
    provenance: Provenance,
    notebook: Sequence[NotebookEntry] = (),
    pictures: Sequence[Picture] = (),
    title: str = "",
    sections: Sequence[Section] = SECTIONS,
) -> Report:
    """The report of a case, its chosen sections in their fixed order.

    `case` may be cut down by filters; nothing that was left out is quoted or counted.
    """
    writer = _Writer(self_contained(case), provenance)
    written: dict[Section, Iterable[Block]] = {
        "brief": writer.brief(),
        "notebook": writer.notebook(notebook),
        "figures": writer.figures(pictures),
        "propositions": writer.propositions(),
        "disputes": writer.disputes(),
        "copies": writer.copies(),
        "events": writer.events(),
        "actors": writer.actors(),
        "articles": writer.articles(),
    }
    blocks = tuple(block for name in SECTIONS if name in sections for block in written[name])
    name = title or provenance.case_name or "Unnamed case"
    return Report(f"{PROGRAM}: {name}", provenance, blocks, tuple(writer.cited))


@dataclass
class _Writer:
    """Collects references while the sections are written."""

    case: Case
    provenance: Provenance
    cited: list[Reference] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._claims = claims_by_id(self.case)
        self._articles = {article.id: article for article in self.case.articles}
        self._names = actor_names(self.case)
        self._numbers: dict[Evidence, int] = {}

    def brief(self) -> Iterable[Block]:
        lines = write_brief(self.case)
        if not lines:
            return
        yield Heading("In brief")
        for line in lines:
            yield Paragraph(self._runs(line.sentence))
        yield Paragraph((Run(CAVEAT),))

    def notebook(self, entries: Sequence[NotebookEntry]) -> Iterable[Block]:
        if not entries:
            return
        yield Heading("Notebook")
        for entry in entries:
            yield from self._pinned(entry)
            if entry.words.strip():
                yield Paragraph((Run(entry.words.strip()),), own_words=True)
            if entry.tags:
                yield Paragraph((Run(f"Tags: {', '.join(entry.tags)}"),), own_words=True)

    def figures(self, pictures: Sequence[Picture]) -> Iterable[Block]:
        drawn = [
            standing_bars(self.case.propositions),
            timeline_strip(self.case.events),
            actor_network(self.case),
        ]
        figures = [Figure(d.title, d.alt, d) for d in drawn if d is not None]
        figures += [Figure(picture.title, picture.alt, png=picture.png) for picture in pictures]
        if figures:
            yield Heading("Figures")
            yield from figures

    def propositions(self) -> Iterable[Block]:
        ranked = sorted(self.case.propositions, key=lambda p: (-p.confidence, p.id))
        if not ranked:
            return
        yield Heading("What is claimed, and how it stands")
        yield Table(
            _shown("Propositions by confidence", ranked, MOST_ROWS),
            ("Proposition", "Standing", "Confidence", "Origins", "Claims", "Admiralty"),
            tuple(_proposition_row(p) for p in ranked[:MOST_ROWS]),
        )
        for proposition in ranked[:MOST_PROPOSITIONS]:
            yield from self._proposition(proposition)

    def disputes(self) -> Iterable[Block]:
        statements = {p.id: stated(p) for p in self.case.propositions}
        rows = [
            (
                statements[c.a] + self._mark(c.claim_a),
                statements[c.b] + self._mark(c.claim_b),
                c.reason,
            )
            for c in self.case.contradictions
            if c.a in statements and c.b in statements
        ]
        slots = [
            (slot.frame, slot.slot, value.value, self._outlets(value.claim_ids),
             moment(value.first_reported), moment(value.last_reported))
            for slot in self.case.contested
            for value in slot.values
        ]  # fmt: skip
        if rows or slots:
            yield Heading("Where the accounts contradict each other")
        if rows:
            yield Table(
                _shown("Contradictions", rows, MOST_ROWS),
                ("One account", "The other", "They differ in"),
                tuple(rows[:MOST_ROWS]),
            )
        if slots:
            yield Table(
                _shown("Contested values", slots, MOST_ROWS),
                ("About", "Slot", "Value", "Carried by", "First", "Last"),
                tuple(slots[:MOST_ROWS]),
            )

    def copies(self) -> Iterable[Block]:
        """Who repeats whom: copies, rings of citation, claims that got firmer on the way."""
        rows = [
            ("copies of one text", self._told(group.article_ids), self._told([group.original]))
            for group in self.case.syndication
        ]
        rows += [("cite each other", ", ".join(ring), "") for ring in self.case.circular]
        rows += [
            ("firmer without a new origin", self._claim_line(loss.hedged_claim),
             self._claim_line(loss.firm_claim))
            for loss in self.case.hedge_losses
        ]  # fmt: skip
        if rows:
            yield Heading("Who repeats whom")
            yield Table(
                _shown("Repetitions", rows, MOST_ROWS),
                ("What", "Who", "Original, or what it became"),
                tuple(rows[:MOST_ROWS]),
            )

    def events(self) -> Iterable[Block]:
        dated = sorted((e for e in self.case.events if e.start), key=lambda e: utc_key(e.start))
        if dated:
            yield Heading("What happened when")
            yield Table(
                _shown("Events in the order of time", dated, MOST_ROWS),
                ("From", "To", "What", "Status", "Precision", "First reported", "Reference"),
                tuple(
                    (
                        moment(e.start), moment(e.end), e.description, e.status,
                        f"{e.precision}, guessed" if e.guessed else e.precision,
                        moment(e.first_reported),
                        " ".join(f"[{self._cite(place)}]" for place in self._places(e)[:1]),
                    )
                    for e in dated[:MOST_ROWS]
                ),
            )  # fmt: skip

    def actors(self) -> Iterable[Block]:
        ranked = sorted(self.case.actors, key=lambda a: (-a.mention_count, a.name))
        if ranked:
            yield Heading("Who appears")
            yield Table(
                _shown("Actors by mentions", ranked, MOST_ROWS),
                ("Actor", "Type", "Roles", "Also as", "Mentions", "Articles"),
                tuple(
                    (
                        actor.name, actor.type,
                        _some(role.text for role in actor.roles),
                        _some(a.text for a in actor.aliases if a.text != actor.name),
                        f"{actor.mention_count:,}", f"{actor.article_count:,}",
                    )
                    for actor in ranked[:MOST_ROWS]
                ),
            )  # fmt: skip

    def articles(self) -> Iterable[Block]:
        if self.case.articles:
            yield Heading("What was read")
            yield Table(
                _shown("Articles", self.case.articles, MOST_ROWS * 5),
                ("Published", "Outlet", "Title", "Wire", "Id"),
                tuple(
                    (self._published(a.id) or "no date", a.outlet, a.title, a.wire, a.id)
                    for a in self.case.articles[: MOST_ROWS * 5]
                ),
            )

    def _proposition(self, proposition: Proposition) -> Iterable[Block]:
        told = first_of(proposition, self._claims)
        if not told:
            return
        yield Heading(stated(proposition), 3)
        yield Paragraph(self._runs(safe_sentence(self.case, proposition.id, self.provenance.as_of)))
        for claim in told[:MOST_QUOTED]:
            yield self._quotation(claim)
        if len(told) > MOST_QUOTED:
            yield Paragraph((Run(f"and {len(told) - MOST_QUOTED:,} more claims."),))
        if proposition.would_raise:
            yield Paragraph(
                (Run("What would raise it: ", strong=True), Run(_some(proposition.would_raise)))
            )

    def _pinned(self, entry: NotebookEntry) -> Iterable[Block]:
        """What an entry pins; a thing that is no longer in the case is said to be gone."""
        if entry.kind == "words":
            return
        if entry.kind == "claim" and entry.target in self._claims:
            yield self._quotation(self._claims[entry.target])
            return
        if entry.kind == "proposition":
            sentence = safe_sentence(self.case, entry.target, self.provenance.as_of)
            if sentence:
                yield Paragraph(self._runs(sentence))
                return
        event = next((e for e in self.case.events if e.id == entry.target), None)
        if entry.kind == "event" and event:
            told = f"{moment(event.start) or 'undated'}: {event.description}"
            told += f" ({event.status})" if event.status != "happened" else ""
            told += " (date guessed from the report)" if event.guessed else ""
            places = self._places(event)[:MOST_QUOTED]
            yield Paragraph((Run(told, tuple(self._cite(place) for place in places)),))
            return
        label = self._label(entry)
        yield Paragraph((Run(label or f"A pinned {entry.kind} is not in this selection."),))

    def _places(self, event: Event) -> list[Evidence]:
        return [place for place in event.evidence if place.article_id in self._articles]

    def _mark(self, claim_id: str) -> str:
        """' [3]' for the claim that shows it."""
        claim = self._claims.get(claim_id)
        if claim is None:
            return ""
        return f" [{self._cite(Evidence(claim.article_id, claim.start, claim.end))}]"

    def _label(self, entry: NotebookEntry) -> str:
        if entry.kind == "actor":
            return next((a.name for a in self.case.actors if a.id == entry.target), "")
        article = self._articles.get(entry.target)
        return f"{article.outlet}: {article.title}" if article else ""

    def _outlets(self, claim_ids: Sequence[str]) -> str:
        found = [self._claims[i] for i in claim_ids if i in self._claims]
        return ", ".join(outlets_of(found))

    def _told(self, article_ids: Iterable[str]) -> str:
        known = [self._articles[i] for i in article_ids if i in self._articles]
        return ", ".join(f"{a.outlet or a.id} ({self._published(a.id)})" for a in known)

    def _claim_line(self, claim_id: str) -> str:
        claim = self._claims.get(claim_id)
        return f"{claim.outlet or claim.article_id}: “{tidy(claim.content)}”" if claim else ""

    def _quotation(self, claim: Claim) -> Quoted:
        place = Evidence(claim.article_id, claim.start, claim.end)
        words = " ".join(claim.content.split())
        if claim.source_kind == "author":
            said = f"{claim.outlet or claim.article_id}, in its own words"
            return Quoted(words, said, self._cite(place))
        who = claim.source_text or "unnamed"
        name = self._names.get(claim.actor_id, "")
        details = [name] if name and name.casefold() not in who.casefold() else []
        details.append(claim.source_kind)
        details += [f"via {' > '.join(claim.channel)}"] if claim.channel else []
        said = f"{who} ({', '.join(details)}), {claim.outlet or claim.article_id}"
        return Quoted(words, said, self._cite(place))

    def _runs(self, sentence: Sentence) -> tuple[Run, ...]:
        """A sentence with the references of its quotations; counts and names rest on those."""
        return tuple(
            Run(
                phrase.text,
                tuple(dict.fromkeys(self._cite(place) for place in phrase.evidence))
                if phrase.kind == "quote"
                else (),
                strong=phrase.kind == "quote",
            )
            for phrase in sentence
        )

    def _cite(self, place: Evidence) -> int:
        if place not in self._numbers:
            article = self._articles[place.article_id]
            self._numbers[place] = len(self.cited) + 1
            self.cited.append(
                Reference(
                    number=len(self.cited) + 1,
                    outlet=article.outlet,
                    title=article.title or article.id,
                    published=self._published(article.id),
                    url=web_address(article.url),
                    evidence=place,
                    before=article.text[max(place.start - AROUND, 0) : place.start],
                    words=article.text[place.start : place.end],
                    after=article.text[place.end : place.end + AROUND],
                )
            )
        return self._numbers[place]

    def _published(self, article_id: str) -> str:
        dct = self.case.dcts.get(article_id)
        return moment(dct.value) if dct else ""


def _proposition_row(proposition: Proposition) -> tuple[str, ...]:
    least, most = proposition.origins_min, proposition.origins_max
    return (
        stated(proposition),
        proposition.standing,
        f"{proposition.confidence:.2f}",
        f"{least}" if least == most else f"{least} to {most}",
        f"{len(proposition.claim_ids):,}",
        proposition.admiralty,
    )


def _shown(what: str, items: Sequence[object], most: int) -> str:
    """'Articles (40 of 1,200)': a table that leaves rows out says so."""
    total = len(items)
    return f"{what} ({total:,})" if total <= most else f"{what} (first {most} of {total:,})"


def _some(texts: Iterable[str], most: int = 4) -> str:
    found = list(dict.fromkeys(texts))
    more = f" and {len(found) - most} more" if len(found) > most else ""
    return ", ".join(found[:most]) + more
