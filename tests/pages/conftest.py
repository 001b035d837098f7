"""A small case made of the model's own dataclasses, and the app run on it without a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analysis.model import (
    Actor,
    ActorMention,
    Alias,
    Annotation,
    Article,
    Case,
    Claim,
    ContestedSlot,
    Contradiction,
    Contribution,
    CreationTime,
    Event,
    Evidence,
    HedgeLoss,
    Origin,
    Proposition,
    Role,
    SharedPassage,
    SlotValue,
    SyndicationGroup,
)
from analysis.store import open_store

ROOT = Path(__file__).resolve().parents[2]
SCREEN = ROOT / "pages" / "shared" / "screen.py"

TEXTS = {
    "n1": (
        "North Daily",
        "2024-05-01T10:00:00+00:00",
        "Ferry Astrid runs aground",
        "The ferry Astrid ran aground, the coast guard said. Two people are missing, a senior "
        "harbour official told Norwire. Captain Ida Holm said everyone is safe.",
    ),
    "n2": (
        "South Post",
        "2024-05-01T12:30:00+00:00",
        "Astrid: two missing",
        "Two people are missing after the Astrid ran aground, Norwire reported, citing an "
        "official.",
    ),
    "n3": (
        "",
        "2024-05-02T08:00:00+00:00",
        "<script>alert(1)</script> ![](http://evil.example/x.png)",
        "The <b>owner</b> www.evil.example said the Astrid will sail on Friday.",
    ),
}


def span(article: str, words: str) -> tuple[int, int]:
    start = TEXTS[article][3].index(words)
    return start, start + len(words)


def claim(
    identifier: str,
    article: str,
    content: str,
    source: str,
    cue: str,
    kind: str,
    proposition: str,
    confidence: float,
    **more: object,
) -> Claim:
    outlet, reported, _, _ = TEXTS[article]
    where = span(article, content)
    return Claim(
        id=identifier,
        article_id=article,
        start=where[0],
        end=where[1],
        content=content,
        content_spans=(where,),
        source_text=source,
        source_spans=(span(article, source),) if source else (),
        cue=cue,
        cue_spans=(span(article, cue),) if cue else (),
        quote="indirect",
        actor_id=str(more.get("actor_id", "")),
        source_kind=kind,  # type: ignore[arg-type]
        descriptor="",
        channel=more.get("channel", ()),  # type: ignore[arg-type]
        certainty="CT",
        polarity="+",
        triggers=(),
        outlet=outlet,
        reported_at=reported,
        proposition_id=proposition,
        confidence=confidence,
        mentioned=more.get("mentioned", ()),  # type: ignore[arg-type]
    )


def small_case(as_of: str = "") -> Case:
    """Three articles, five claims, one contradiction, one event; cut at `as_of` if given."""
    claims = (
        claim("c1", "n1", "The ferry Astrid ran aground", "the coast guard", "said",
              "organisation", "p1", 0.8, actor_id="guard", mentioned=("astrid",)),
        claim("c2", "n1", "Two people are missing", "a senior harbour official", "told",
              "anonymous official", "p2", 0.35, channel=("Norwire",)),
        claim("c3", "n1", "everyone is safe", "Captain Ida Holm", "said", "named person", "p3",
              0.5, actor_id="holm"),
        claim("c4", "n2", "Two people are missing", "an official", "citing",
              "anonymous official", "p2", 0.35, channel=("Norwire",)),
        claim("c5", "n3", "the Astrid will sail on Friday", "The <b>owner</b>", "said",
              "anonymous", "p4", 0.2, mentioned=("astrid",)),
    )  # fmt: skip
    known = [a for a, (_, at, _, _) in TEXTS.items() if not as_of or at[:16] <= as_of]
    claims = tuple(c for c in claims if c.article_id in known)
    ids = {c.id for c in claims}

    def proposition(identifier: str, statement: str, standing: str, confidence: float,
                    *claim_ids: str) -> Proposition:  # fmt: skip
        held = tuple(i for i in claim_ids if i in ids)
        return Proposition(
            identifier, statement, held,
            (Origin("o" + identifier, "someone", False, held),), 1, 2 if len(held) > 1 else 1,
            confidence,
            (Contribution("origins", 0.7, "one origin", held),
             Contribution("contradiction", -0.4, "the captain says otherwise", held)),
            standing, "C3", ("a second origin",), True,
            "2024-05-01T10:00:00+00:00", "2024-05-01T12:30:00+00:00",
        )  # fmt: skip

    propositions = [
        p
        for p in (
            proposition("p1", "The ferry Astrid ran aground", "well sourced", 0.8, "c1"),
            proposition("p2", "Two people are missing", "contested", 0.35, "c2", "c4"),
            proposition("p3", "everyone is safe", "contested", 0.5, "c3"),
            proposition("p4", "the Astrid will sail on Friday", "single source", 0.2, "c5"),
        )
        if p.claim_ids
    ]
    first = Evidence("n1", *span("n1", "The ferry Astrid ran aground"))
    return Case(
        articles=tuple(
            Article(a, text, title, outlet, published_at=at, date_origin="metadata")
            for a, (outlet, at, title, text) in TEXTS.items()
            if a in known
        ),
        dcts={a: CreationTime(TEXTS[a][1], "metadata") for a in known},
        sentences={a: ((0, len(TEXTS[a][3])),) for a in known},
        actors=(
            Actor("guard", "coast guard", "organization",
                  (Alias("the coast guard", "exact", 1,
                         Evidence("n1", *span("n1", "the coast guard"))),),
                  (), 1, 1),
            Actor("holm", "Ida Holm", "person",
                  (Alias("Captain Ida Holm", "title + surname", 1,
                         Evidence("n1", *span("n1", "Captain Ida Holm"))),),
                  (Role("captain", Evidence("n1", *span("n1", "Captain Ida Holm"))),), 2, 1),
            Actor("astrid", "Astrid", "vessel", (), (), 3, len(known)),
        ),
        mentions=(
            ActorMention("n1", *span("n1", "Astrid"), "astrid", "name", "exact", 0),
            ActorMention("n1", *span("n1", "the coast guard"), "guard", "nominal", "exact", 0),
            ActorMention("n1", *span("n1", "Captain Ida Holm"), "holm", "name", "exact", 0),
        ),
        claims=claims,
        propositions=tuple(propositions),
        contradictions=(Contradiction("p2", "p3", "two missing against all safe", "c2", "c3"),),
        contested=(
            ContestedSlot("s1", "People missing", "number", (
                SlotValue("two", ("c2",)), SlotValue("nobody", ("c3",)))),
        ),
        hedge_losses=(HedgeLoss("p2", "c2", "c4"),) if "c4" in ids else (),
        syndication=(
            SyndicationGroup(("n1", "n2"), "n1", (
                SharedPassage(Evidence("n1", *span("n1", "Two people are missing")),
                              Evidence("n2", *span("n2", "Two people are missing")), 1.0),)),
        ) if "n2" in known else (),
        events=(
            Event("e1", "the Astrid ran aground", "2024-05-01T06:00:00+00:00",
                  "2024-05-01T09:00:00+00:00", "hour", "happened", (first,), False, ("astrid",),
                  (), ("c1",), "2024-05-01T10:00:00+00:00", "2024-05-01T10:00:00+00:00"),
        ),
    )  # fmt: skip


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A store of the test's own, and no worker beside it."""
    from pages.shared import arrivals, loading

    monkeypatch.setenv("CROSSBEARING_HOME", str(tmp_path))
    monkeypatch.delenv("CROSSBEARING_DATABASE", raising=False)
    monkeypatch.setattr(arrivals, "start", lambda: None)
    monkeypatch.setattr(loading, "analysis_version", lambda: "test")
    monkeypatch.setattr(
        loading.casebook, "open_case",
        lambda store, case_id, as_of="": (
            small_case(as_of) if store.article_count(case_id) else Case()
        ),
    )  # fmt: skip
    st.cache_resource.clear()
    yield tmp_path
    st.cache_resource.clear()


@pytest.fixture
def filled(home: Path) -> str:
    """The id of a case that holds the articles."""
    kept = open_store()
    case_id = kept.create_case("Ferry *Astrid*")
    for article in small_case().articles:
        kept.add_article(case_id, article)
        kept.save_annotation(article, "test", Annotation(article.id))
    kept.close()
    return case_id


Show = Callable[..., AppTest]


@pytest.fixture
def show() -> Show:
    """Runs the screen on a page, with the parameters of a link."""

    def run(page: str = "overview", **parameters: str | list[str]) -> AppTest:
        test = AppTest.from_file(str(SCREEN), default_timeout=60)
        for name, value in parameters.items():
            test.query_params[name] = value
        test.run()
        if page != "overview":
            test.switch_page(f"../{page}.py").run()
        return test

    return run


class Told:
    """What the text views of the last run showed: by key, as plain lines and as runs."""

    def __init__(self) -> None:
        self.shown: dict[str, dict[str, Any]] = {}

    def draw(self, *, key: str, data: dict[str, Any], **_: object) -> None:
        self.shown[key] = data

    def runs(self, key: str) -> list[dict[str, Any]]:
        return [run for paragraph in self.shown[key]["paragraphs"] for run in paragraph["runs"]]

    def text(self, key: str) -> str:
        paragraphs = self.shown[key]["paragraphs"]
        return "\n".join("".join(run["text"] for run in p["runs"]) for p in paragraphs)

    def targets(self, key: str) -> list[str]:
        """Where its phrases lead."""
        return [run["id"] for run in self.runs(key) if run["id"]]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    """Catches the text views, which a run without a browser does not draw."""
    from pages.shared import text_view

    caught = Told()
    monkeypatch.setattr(text_view, "_component", lambda: caught.draw)
    return caught
