"""The report as a document of its own, before any file format.

In: a Case, a Provenance, the analyst's notebook, pictures. Out: a Report of blocks, whose every
quotation carries the number of a Reference (article, offsets, words around it). The writers
(`report_markdown`, `report_html`, `report_pdf`) turn blocks into files and decide nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from analysis.exports.claims_jsonld import web_address
from analysis.exports.drawings import Drawn, standing_bars, timeline_strip
from analysis.exports.provenance import CAVEAT, PROGRAM, Provenance
from analysis.model import Case, Claim, Evidence, Proposition
from analysis.resolve.brief import write_brief
from analysis.resolve.phrases import Sentence, actor_names, claims_by_id, first_of, moment, stated
from analysis.resolve.safe_sentence import safe_sentence

MOST_PROPOSITIONS = 25
MOST_ROWS = 40
MOST_QUOTED = 6  # claims quoted under one proposition
AROUND = 60  # characters of context on each side of a reference

EntryKind = Literal["words", "claim", "proposition", "event", "actor", "article"]


@dataclass(frozen=True, slots=True)
class NotebookEntry:
    """One item of the analyst's notebook: pinned evidence, own words, or both."""

    kind: EntryKind = "words"
    target: str = ""  # id of what is pinned
    words: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure as the page shows it: PNG bytes, what it shows, its finding in words."""

    title: str
    alt: str
    png: bytes


@dataclass(frozen=True, slots=True)
class Run:
    """Words with the references they rest on."""

    text: str
    references: tuple[int, ...] = ()
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]
    own_words: bool = False  # the analyst's, set apart from what the articles say


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of an article with who says them."""

    text: str
    attribution: str
    reference: int


@dataclass(frozen=True, slots=True)
class Table:
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    title: str
    alt: str
    drawn: Drawn | None = None
    png: bytes = b""


Block = Heading | Paragraph | Quoted | Table | Figure


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in an article, complete enough to find it without this program."""

    number: int
    outlet: str
    title: str
    published: str
    url: str
    evidence: Evidence
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Report:
    title: str
    provenance: Provenance
    blocks: tuple[Block, ...]
    references: tuple[Reference, ...]


def build_report(
    case: Case,
    provenance: Provenance,
    notebook: Sequence[NotebookEntry] = (),
    pictures: Sequence[Picture] = (),
    title: str = "",
) -> Report:
    """The report of a case: notebook first, since the analyst's order is the argument."""
    writer = _Writer(case, provenance)
    sections: list[Iterable[Block]] = [
        writer.brief(),
        writer.notebook(notebook),
        writer.figures(pictures),
        writer.propositions(),
        writer.contradictions(),
        writer.events(),
        writer.actors(),
        writer.articles(),
    ]
    blocks = tuple(block for section in sections for block in section)
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

    def figures(self, pictures: Sequence[Picture]) -> Iterable[Block]:
        drawn = [standing_bars(self.case.propositions), timeline_strip(self.case.events)]
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

    def contradictions(self) -> Iterable[Block]:
        statements = {p.id: stated(p) for p in self.case.propositions}
        rows = [
            (statements[c.a], statements[c.b], c.reason)
            for c in self.case.contradictions
            if c.a in statements and c.b in statements
        ]
        if rows:
            yield Heading("Where the accounts contradict each other")
            yield Table(
                _shown("Contradictions", rows, MOST_ROWS),
                ("One account", "The other", "They differ in"),
                tuple(rows[:MOST_ROWS]),
            )

    def events(self) -> Iterable[Block]:
        dated = sorted((e for e in self.case.events if e.start), key=lambda e: (e.start, e.id))
        if dated:
            yield Heading("What happened when")
            yield Table(
                _shown("Events in the order of time", dated, MOST_ROWS),
                ("From", "To", "What", "Status", "Precision", "First reported"),
                tuple(
                    (
                        moment(e.start), moment(e.end), e.description, e.status,
                        f"{e.precision}, guessed" if e.guessed else e.precision,
                        moment(e.first_reported),
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
        label = self._label(entry)
        yield Paragraph((Run(label or f"A pinned {entry.kind} is not in this selection."),))

    def _label(self, entry: NotebookEntry) -> str:
        if entry.kind == "event":
            events = [e for e in self.case.events if e.id == entry.target]
            return "".join(f"{moment(e.start) or 'undated'}: {e.description}" for e in events[:1])
        if entry.kind == "actor":
            return next((a.name for a in self.case.actors if a.id == entry.target), "")
        article = self._articles.get(entry.target)
        return f"{article.outlet}: {article.title}" if article else ""

    def _quotation(self, claim: Claim) -> Quoted:
        who = claim.source_text or (claim.outlet if claim.source_kind == "author" else "unnamed")
        name = self._names.get(claim.actor_id, "")
        details = [name] if name and name.casefold() not in who.casefold() else []
        details.append(claim.source_kind)
        details += [f"via {' > '.join(claim.channel)}"] if claim.channel else []
        place = Evidence(claim.article_id, claim.start, claim.end)
        said = f"{who} ({', '.join(details)}), {claim.outlet or claim.article_id}"
        return Quoted(" ".join(claim.content.split()), said, self._cite(place))

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
