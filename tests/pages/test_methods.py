"""Methods: plain words, measured figures where they are, this case's own numbers, limits."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.model import Correction
from analysis.store import open_store
from pages.shared import measured
from tests.pages.conftest import Show, small_case


def made(kind: str, claim: str) -> Correction:
    return Correction(claim + kind, kind, {"claim": claim})


def test_every_figure_of_the_pages_is_explained(filled: str, show: Show) -> None:
    said = " ".join(m.value for m in show("methods").markdown)
    for word in ("Claims", "Certainty", "Propositions", "Origins", "Confidence", "Admiralty"):
        assert f"**{word}**" in said


def test_the_measured_table_is_the_benchmarks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "measured.csv").write_text("task,value\nattributions,0.71\n")
    monkeypatch.setattr(measured, "ROOT", tmp_path)
    measured.table.clear()
    assert measured.table()["value"].tolist() == [0.71]
    (tmp_path / "docs" / "measured.csv").unlink()
    measured.table.clear()
    assert measured.table().empty


def test_agreement_counts_the_last_word_on_each_claim() -> None:
    corrections = [
        made("claim.reject", "a"), made("claim.accept", "a"), made("claim.edit", "b"),
        made("claim.accept", "c"), made("claim.reject", "d"),
    ]  # fmt: skip
    said = measured.agreement(corrections, 1200)
    assert "4 claims: 2 accepted, 1 corrected, 1 rejected" in said
    assert "Agreement: 50%" in said
    assert "1,200 claims" in said
    assert "not judged any" in measured.agreement([], 5)


def test_every_measured_figure_is_said_in_plain_words() -> None:
    measured.table.clear()
    found = measured.table()
    assert not found.empty
    assert [figure for figure in found["figure"] if not measured.meaning(figure)] == []
    assert not found.isna().any().any()


def test_the_numbers_of_this_case_are_of_something() -> None:
    numbers = measured.case_numbers(small_case())
    assert (numbers["Number"] <= numbers["Of"]).all()
    unnamed = numbers.set_index("This case").loc["claims of unnamed sources"]
    assert tuple(unnamed) == (3, 5)


def test_this_case_shows_its_decisions(filled: str, show: Show) -> None:
    kept = open_store()
    kept.add_correction(filled, "claim.accept", {"claim": "c1"}, "analyst")
    kept.close()
    assert not show("methods").exception
    table = measured.by_kind([made("claim.accept", "c1")])
    assert table.values.tolist() == [["Claim accepted", 1]]
