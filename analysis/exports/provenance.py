"""What an export was made from: the case, the filters, the moment, the versions.

In: a Case and what the page had in force. Out: a Provenance that every export writes down in
the way its format allows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from analysis.model import Case
from analysis.resolve.phrases import latest_report, moment

PROGRAM = "Crossbearing"
CAVEAT = (
    "Confidence says how well a claim is sourced in this coverage, never whether it is true."
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Provenance:
    """In force when an export was made. Empty strings: not known, not in force."""

    case_name: str = ""
    as_of: str = ""  # the moment the case was cut at; "" for everything
    filters: tuple[tuple[str, str], ...] = ()
    exported_at: str = ""
    analysis_version: str = ""
    articles: int = 0
    claims: int = 0
    latest_report: str = ""

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Label and value, for people."""
        as_of = moment(self.as_of) or f"everything up to {moment(self.latest_report) or 'now'}"
        return (
            ("Case", self.case_name or "unnamed"),
            ("As of", as_of),
            ("Filters", self.filter_text()),
            ("Articles", f"{self.articles:,}"),
            ("Claims", f"{self.claims:,}"),
            ("Exported", moment(self.exported_at) or "time not recorded"),
            ("Made by", f"{PROGRAM} {self.analysis_version}".strip()),
            ("Reading it", CAVEAT),
        )

    def filter_text(self) -> str:
        return "; ".join(f"{name}: {value}" for name, value in self.filters) or "none"

    def as_dict(self) -> dict[str, object]:
        """The same for machines."""
        return {
            "program": PROGRAM,
            "analysis_version": self.analysis_version,
            "case": self.case_name,
            "as_of": self.as_of,
            "filters": dict(self.filters),
            "exported_at": self.exported_at,
            "articles": self.articles,
            "claims": self.claims,
            "latest_report": self.latest_report,
            "caveat": CAVEAT,
        }

    def file_stem(self, what: str) -> str:
        """'port-blast_claims_as-of-20250304T1200_filtered': the file name says it too."""
        parts = [_slug(self.case_name), what]
        if self.as_of:
            parts.append("as-of-" + re.sub(r"[-:]", "", self.as_of[:16]))
        if self.filters:
            parts.append("filtered")
        return "_".join(part for part in parts if part)


def describe(
    case: Case,
    case_name: str = "",
    as_of: str = "",
    filters: Mapping[str, str] | None = None,
    exported_at: str = "",
    analysis_version: str = "",
) -> Provenance:
    """The provenance of an export of `case`, which already holds only what the filters keep."""
    return Provenance(
        case_name=case_name,
        as_of=as_of,
        filters=tuple((name, value) for name, value in (filters or {}).items() if value),
        exported_at=exported_at,
        analysis_version=analysis_version,
        articles=len(case.articles),
        claims=len(case.claims),
        latest_report=latest_report(case),
    )


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:60]
