"""The spaCy pipeline: named by a setting, never fetched, and part of the analysis version."""

from pathlib import Path

import pytest

from analysis.annotate.language import installed_pipeline, load_pipeline
from analysis.annotate.version import ELSEWHERE, analysis_version
from analysis.errors import MissingPipeline

ROOT = Path(__file__).resolve().parents[2]


def test_the_pinned_pipeline_loads():
    assert load_pipeline().lang == "en"


@pytest.mark.parametrize("name", ["en_core_web_absent", "../../etc/passwd", "no such name"])
def test_an_absent_pipeline_says_what_to_install(monkeypatch, name):
    monkeypatch.setenv("CROSSBEARING_PIPELINE", name)
    with pytest.raises(MissingPipeline, match="pip install"):
        installed_pipeline()


def test_leaving_the_tagger_out_is_another_analysis(monkeypatch):
    with_tagger = analysis_version.__wrapped__()
    monkeypatch.setenv("CROSSBEARING_TAGGER", "off")
    assert analysis_version.__wrapped__().endswith("+rules")
    assert "en_core_web_sm" in with_tagger


def test_no_annotation_reads_a_table_that_its_version_leaves_out() -> None:
    for path in (ROOT / "analysis" / "annotate").rglob("*.py"):
        code = path.read_text(encoding="utf-8")
        for name in ELSEWHERE:
            assert f'words("{name}"' not in code, path
            assert f'table("{name}"' not in code, path


@pytest.mark.parametrize(
    "sentence",
    [
        "Strashin called the words of Prime Minister L. Izmirova about a drone irresponsible.",
        "The owner met with A. Holm and Judge K. B. Dahl on Monday.",
    ],
)
def test_no_sentence_ends_between_an_initial_and_its_surname(sentence: str) -> None:
    doc = load_pipeline()(f"{sentence} Then it was over.")
    assert [sent.text for sent in doc.sents] == [sentence, "Then it was over."]
