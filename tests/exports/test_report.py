"""The report in its three formats: complete, referenced, harmless."""

import base64
import io
import struct
import zlib
from dataclasses import replace
from html.parser import HTMLParser

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from analysis.exports.document import Heading, Quoted, Report
from analysis.exports.fonts import drawable
from analysis.exports.notebook import NotebookEntry
from analysis.exports.provenance import describe
from analysis.exports.report import Picture, build_report
from analysis.exports.report_html import to_html
from analysis.exports.report_markdown import escaped, to_markdown
from analysis.exports.report_pdf import to_pdf
from analysis.model import Case, ContestedSlot, HedgeLoss, SlotValue, SyndicationGroup

NOTEBOOK = (
    NotebookEntry("words", words="Start with the cargo <b>now</b>."),
    NotebookEntry("claim", "n1-2", "Who is this official?"),
    NotebookEntry("proposition", "toll"),
    NotebookEntry("event", "e1"),
    NotebookEntry("article", "n3"),
    NotebookEntry("claim", "rejected since"),
)


def dot() -> bytes:
    """A PNG of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\x00\xff\x00\x00")
    head = b"\x89PNG\r\n\x1a\n"
    return head + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def report_of(case: Case) -> Report:
    made = describe(case, "Port blast", "2025-03-04", {"outlet": "all"}, "2025-03-05T08:00:00Z")
    return build_report(case, made, NOTEBOOK, [Picture("Network", "Venn in the middle", dot())])


class Page(HTMLParser):
    """Collects tags, addresses, ids and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.ids: set[str] = set()
        self.attributes: set[str] = set()
        self.words = ""
        self.alts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name in {"href", "src"}:
                self.addresses.append(value or "")
            elif name == "id":
                self.ids.add(value or "")
            elif name == "alt":
                self.alts.append(value or "")

    def handle_data(self, data: str) -> None:
        self.words += data


SAID = [
    "Port blast",
    "outlet: all",
    "4 March 2025",
    "At least 12 people were killed in the blast",
    "all tracing to one unnamed senior port official relayed by Meridian Press",
    "Who is this official?",
    "An explosion kills twelve people",
    "there was no ammonium nitrate on board",
    "A pinned claim is not in this selection.",
    "Venn in the middle",
]


def pdf_text(data: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


@pytest.mark.parametrize("said", SAID)
def test_every_format_says_it(small_case: Case, said: str) -> None:
    report = report_of(small_case)
    page = Page(to_html(report))
    assert said in page.words or said in page.alts
    rendered = Page(MarkdownIt("commonmark").enable("table").render(to_markdown(report)))
    assert said in rendered.words or said in rendered.alts


def test_the_pdf_says_it_too(small_case: Case) -> None:
    written = to_pdf(report_of(small_case))
    text = pdf_text(written)
    assert [said for said in SAID if said not in text] == []
    assert "filters: outlet: all" in (pypdf.PdfReader(io.BytesIO(written)).metadata.subject or "")


def test_no_word_of_a_table_is_broken_in_the_pdf(small_case: Case) -> None:
    pdf = pypdf.PdfReader(io.BytesIO(to_pdf(report_of(small_case))))
    said = "\n".join(page.extract_text() for page in pdf.pages)
    lines = [line.strip() for line in said.splitlines()]
    for word in ("Status", "Precision", "Reference", "happened"):
        assert word in lines


def test_references_are_the_words_of_their_articles(small_case: Case, nasty_case: Case) -> None:
    for case in (small_case, nasty_case):
        report = report_of(case)
        texts = {article.id: article.text for article in case.articles}
        assert [r.number for r in report.references] == list(range(1, len(report.references) + 1))
        for reference in report.references:
            place = reference.evidence
            assert texts[place.article_id][place.start : place.end] == reference.words
        quoted = [block for block in report.blocks if isinstance(block, Quoted)]
        assert quoted
        for block in quoted:
            words = report.references[block.reference - 1].words
            assert " ".join(words.split()) == block.text


def test_events_of_several_zones_stand_in_the_order_of_time(small_case: Case) -> None:
    event = small_case.events[0]
    later = replace(event, id="east", description="Later", start="2025-03-02T23:00+00:00")
    sooner = replace(event, id="west", description="Sooner", start="2025-03-03T01:00+05:00")
    told = to_markdown(report_of(replace(small_case, events=(later, sooner))))
    assert told.index("| Sooner") < told.index("| Later")


def test_events_and_contradictions_lead_to_their_sentences(small_case: Case) -> None:
    """Pinned or in a table: what happened and what differs carries a reference."""
    told = to_markdown(report_of(small_case))
    pinned = next(line for line in told.splitlines() if small_case.events[0].description in line)
    assert r"\[" in pinned
    row = next(line for line in told.splitlines() if line.startswith("| 21:40 UTC"))
    assert r"\[" in row.split("|")[-2]
    differing = told.split("Where the accounts contradict")[1].split("##")[0]
    assert differing.count(r"\[") >= 2 * len(small_case.contradictions)


def test_links_inside_the_page_lead_somewhere_and_nowhere_else(nasty_case: Case) -> None:
    page = Page(to_html(report_of(nasty_case)))
    inside = {address[1:] for address in page.addresses if address.startswith("#")}
    assert inside
    assert inside <= page.ids
    outside = [a for a in page.addresses if not a.startswith(("#", "https://", "data:image/"))]
    assert outside == []


def test_hostile_text_does_nothing(nasty_case: Case) -> None:
    report = report_of(nasty_case)
    for page in (
        Page(to_html(report)),
        Page(MarkdownIt("commonmark").enable("table").render(to_markdown(report))),
    ):
        assert {"script", "b", "iframe", "object"} & set(page.tags) == set()
        assert not any(name.startswith("on") for name in page.attributes)
        assert not any("javascript:" in address for address in page.addresses)
        assert "<script>alert('1')</script>" in page.words
    text = pdf_text(to_pdf(report))
    assert "<script>alert('1')</script>" in text.replace(" ", "").replace("alert", "alert")


def test_only_the_chosen_sections_are_written_in_their_order(small_case: Case) -> None:
    report = build_report(small_case, describe(small_case), sections=("actors", "brief"))
    assert [b.text for b in report.blocks if isinstance(b, Heading)] == ["In brief", "Who appears"]


def test_who_repeats_whom_and_contested_values(small_case: Case) -> None:
    case = replace(
        small_case,
        syndication=(SyndicationGroup(("n1", "n2"), "n1"),),
        circular=(("Belisar Post", "Channel Six"),),
        hedge_losses=(HedgeLoss("cargo", "n1-2", "n2-2"),),
        contested=(
            ContestedSlot("s", "people", "dead", (SlotValue("12", ("n1-1",), "2025-03-03"),)),
        ),
    )
    page = Page(to_html(build_report(case, describe(case), sections=("disputes", "copies"))))
    for said in (
        "Belisar Post (07:15 UTC on 3 March 2025), Northern Dispatch",
        "Belisar Post, Channel Six",
        "Northern Dispatch: “The ship was loaded with ammonium nitrate”",
        "3 March 2025",
    ):
        assert said in page.words


def test_pictures_are_embedded(small_case: Case) -> None:
    page = Page(to_html(report_of(small_case)))
    pictures = [a for a in page.addresses if a.startswith("data:image/")]
    assert len(pictures) == 4  # standing, time, network, the page's own
    svg = base64.b64decode(pictures[0].partition(",")[2]).decode()
    assert svg.startswith("<svg")
    assert "At least 12 people" in svg
    assert all(page.alts)


def test_an_empty_case_still_says_what_it_was() -> None:
    report = build_report(Case(), describe(Case(), "Nothing yet"))
    assert report.blocks == ()
    assert "Nothing yet" in to_markdown(report)
    assert "Nothing yet" in Page(to_html(report)).words
    assert "Nothing yet" in pdf_text(to_pdf(report))


@given(st.text(max_size=80))
@settings(max_examples=200)
def test_escaped_markdown_reads_as_it_was_written(text: str) -> None:
    page = Page(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(escaped(text)))
    assert set(page.tags) <= {"p"}
    kept = "".join(c for c in " ".join(text.split()) if c >= " " and c != "\x7f")
    assert page.words.split() == kept.split() or "\ufffd" in page.words or _odd(text)


def _odd(text: str) -> bool:
    """Letters that the escape replaces by blanks: controls, lone surrogates."""
    return any(ord(c) < 32 or c == "\x7f" or "\ud800" <= c <= "\udfff" for c in text)


@given(st.text(max_size=60))
def test_drawable_text_is_drawable_again(text: str) -> None:
    assert drawable(drawable(text)) == drawable(text)


def test_names_that_the_fonts_lack_are_transliterated() -> None:
    assert drawable("Зеленский – 張") == "Zelenskiy – Zhang"
