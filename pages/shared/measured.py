"""The words of the Methods page, and the table of what was measured.

The table is docs/measured.csv, written by the benchmarks: task, figure, value, reference, date.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis.model import Correction
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
    ("Propositions", "Claims that assert the same thing stand together: same actors, same deed, "
     "compatible numbers, places and times, close in meaning. Where values exclude each other, "
     "the slot is contested."),
    ("Origins", "Five outlets that quote one official are one origin. Unnamed sources that may be "
     "one person count as an interval: at least 1, at most 3."),
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
    "An unnamed source is never identified. Two of them may be one person; the interval says so.",
    "Confidence compares propositions within one case. It is not a probability of truth.",
    "What outlets left out, the program cannot see. Absence of contradiction is not agreement.",
)


@st.cache_data(show_spinner=False)
def table() -> pd.DataFrame:
    """What the benchmarks wrote; empty where nothing was measured."""
    path = ROOT / "docs" / "measured.csv"
    return pd.read_csv(path) if path.exists() else pd.DataFrame()


def agreement(corrections: Sequence[Correction], claims: int) -> str:
    """How often the analyst let a claim stand, of those that were looked at."""
    last = {
        str(made.payload.get("claim")): made.kind
        for made in corrections
        if made.kind in ("claim.accept", "claim.reject", "claim.edit")
    }
    found = f"The machine found {plural(claims, 'claim')} that stand in view."
    if not last:
        return f"{found} You have not judged any yet: accept, correct or reject them on their card."
    kinds = Counter(last.values())
    accepted = kinds["claim.accept"]
    return (
        f"{found} You judged {plural(len(last), 'claim')}: {accepted:,} accepted, "
        f"{kinds['claim.edit']:,} corrected, {kinds['claim.reject']:,} rejected. "
        f"Agreement: {accepted / len(last):.0%}."
    )


def by_kind(corrections: Sequence[Correction]) -> pd.DataFrame:
    """Decisions in force, counted by kind."""
    kinds = Counter(made.kind for made in corrections)
    rows = [(DECISIONS.get(kind, kind), count) for kind, count in kinds.most_common()]
    return pd.DataFrame(rows, columns=["Decision", "Times"])
