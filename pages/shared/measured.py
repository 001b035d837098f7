"""The words of the Methods page, and the table of what was measured.

The table is docs/measured.csv, written by the benchmarks: task, figure, value, reference, date.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis.model import Case, Correction
from analysis.settings import ROOT
from pages.shared.wording import DECISIONS, plural

METHODS = (
    ("Claims", "Each statement is found with its source, its words of saying and its content, by "
     "grammar, quotation marks and, where its file is present, a learned tagger. A claim keeps "
     "its place in the text: every page can show the sentence."),
    ("Kind of source", "Named official, named person, organisation, document; unnamed official, "
     "unnamed; other media; the outlet itself. The channel lists who relays a claim, from its "
     "origin to the page."),
    ("Certainty", "Certain, probable, possible or uncommitted, and negated or not, read from the "
     "words around the statement (FactBank's scale). The words that decided are in italics."),
    ("Propositions", "Claims that assert the same thing stand together, in whatever words: a small "
     "model taught on written examples says how close two claims are, and actors, deeds, numbers, "
     "places and times weigh beside it. Where two exclude each other by a number, a place, a time, "
     "a word of negation or their wording as a whole, they are contested."),
    ("Origins", "Five outlets that quote one official are one origin. Unnamed sources that may be "
     "one person count as an interval, such as 1–3. An outlet that says so in its own words after "
     "others gave a source adds no origin: it may only repeat them."),
    ("Confidence", "A sum of named contributions in log-odds: origins, kind of source, length of "
     "the channel, wording, contradiction, retraction, your rating. Each stands in the ledger of "
     "its proposition with the claims behind it. It says how well something is sourced in this "
     "coverage. It never says that it is true."),
    ("Admiralty", "Beside it stands the pair of NATO usage: reliability of the source A to F, "
     "credibility of the information 1 to 6. They are two scales, never one number."),
    ("Time", "When something happened is read from its sentence, against the date of the "
     "article. An open time is drawn as a bar, a guessed one is marked. As of rebuilds everything "
     "from the articles that were out at that moment."),
    ("Actors", "Names, short forms, acronyms, titles and pronouns are linked to one actor; each "
     "link says why. Links in the network are weighed by how often two meet and how much more "
     "often than chance (NPMI); the backbone keeps what a disparity filter finds significant."),
)  # fmt: skip

LIMITS = (
    "English only. Articles in other languages are kept and readable, and are not analysed.",
    "Indirect statements are missed or cut wrongly more often than direct quotations.",
    "Propositions and contradictions are the weakest parts: of two claims that assert the same, "
    "four in ten may still stand apart, and of the contradictions listed first three in ten are "
    "none. Origins rest on them.",
    "An unnamed source is never identified. Two of them may be one person; the interval says so.",
    "Confidence compares propositions within one case. It is not a probability of truth.",
    "What outlets left out, the program cannot see. Absence of contradiction is not agreement.",
)


HOW_MEASURED = (
    "On texts annotated by people. The attributions are articles that were kept out of training, "
    "though a few settings were chosen with an eye on them; the rules for the other parts were "
    "written on the texts they are measured on. Expect a little less on your own. F1 is the "
    "balance of what is found and what is right among the found; 1 is perfect."
)
_MEANINGS = (
    ("pair_soft F1", "source and content of each statement, words counted"),
    ("pair_exact F1", "source and content of each statement, to the letter"),
    ("content@0.3 F1", "statements found, roughly the right words"),
    ("source accuracy", "right source, where the statement was found"),
    ("recall of direct", "statements in quotation marks that are found"),
    ("recall of mixed", "partly quoted statements that are found"),
    ("recall of indirect", "reported statements without quotation marks that are found"),
    ("CoNLL F1", "which names and pronouns are the same actor"),
    ("relaxed F1", "time expressions found, roughly the right words"),
    ("strict F1", "time expressions found, to the letter"),
    ("value F1", "time expressions found with the right date or time"),
    ("right day", "events put on the right day, of those that were dated"),
    ("dated events found", "dated events that are found at all"),
    ("MAE", "mean error on a scale from -3 (did not happen) to 3 (did); 0 is perfect"),
    ("B-cubed F1", "articles about the same happening put together"),
    ("recall of 182", "copies of one text that are recognised"),
    ("contradicts F1", "contradictions recognised"),
    ("accuracy", "share of right answers: supports, contradicts, discusses or unrelated"),
)


@st.cache_data(show_spinner=False)
def table() -> pd.DataFrame:
    """What the benchmarks wrote; empty where nothing was measured."""
    path = ROOT / "docs" / "measured.csv"
    if not path.exists():
        return pd.DataFrame()
    return pd.read_csv(path, keep_default_na=False).astype({"value": "float64"})


def meaning(figure: str) -> str:
    """A figure in plain words, "" for one that needs none."""
    return next((words for start, words in _MEANINGS if figure.startswith(start)), "")


def agreement(corrections: Sequence[Correction], claims: int) -> str:
    """How often the analyst let a claim stand, of those that were looked at."""
    last = {
        str(made.payload.get("claim")): made.kind
        for made in corrections
        if made.kind in ("claim.accept", "claim.reject", "claim.edit")
    }
    found = (
        f"The machine found {plural(claims, 'claim')} that {'stands' if claims == 1 else 'stand'}."
    )
    if not last:
        return f"{found} You have not judged any yet: accept, correct or reject them on their card."
    kinds = Counter(last.values())
    accepted = kinds["claim.accept"]
    return (
        f"{found} You judged {plural(len(last), 'claim')}: {accepted:,} accepted, "
        f"{kinds['claim.edit']:,} corrected, {kinds['claim.reject']:,} rejected. "
        f"Agreement: {accepted / len(last):.0%}."
    )


def case_numbers(case: Case) -> pd.DataFrame:
    """How much of this case rests on what the program is less sure of."""
    claims, propositions = case.claims, case.propositions
    dated = [event for event in case.events if event.start or event.end]
    rows = [
        ("articles whose date is a guess or unknown",
         sum(not _stated(case, article.id) for article in case.articles), len(case.articles)),
        ("articles that repeat another's text",
         sum(len(group.article_ids) - 1 for group in case.syndication), len(case.articles)),
        ("claims that articles attribute to somebody",
         sum(claim.source_kind != "author" for claim in claims), len(claims)),
        ("claims of unnamed sources",
         sum(claim.source_kind in ("anonymous", "anonymous official") for claim in claims),
         len(claims)),
        ("propositions that rest on one claim",
         sum(len(p.claim_ids) == 1 for p in propositions), len(propositions)),
        ("propositions whose standing changes when the weights move by 30 %",
         sum(not p.robust for p in propositions), len(propositions)),
        ("dated events whose date is a guess", sum(event.guessed for event in dated), len(dated)),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["This case", "Number", "Of"])


def _stated(case: Case, article_id: str) -> bool:
    dct = case.dcts.get(article_id)
    return dct is not None and dct.origin not in ("file", "unknown")


def by_kind(corrections: Sequence[Correction]) -> pd.DataFrame:
    """Decisions in force, counted by kind."""
    kinds = Counter(made.kind for made in corrections)
    rows = [(DECISIONS.get(kind, kind), count) for kind, count in kinds.most_common()]
    return pd.DataFrame(rows, columns=["Decision", "Times"])
