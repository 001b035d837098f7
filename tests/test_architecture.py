"""The import rules of ARCHITECTURE.md, read from the code."""

import ast
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

FOUNDATION = {
    "model",
    "settings",
    "errors",
    "vocabulary",
    "gazetteer",
    "event_kinds",
    "collector",
    "clock_words",
    "dateline",
}
MAY_IMPORT = {
    "model": set(),
    "errors": set(),
    "settings": {"errors"},
    "vocabulary": {"settings", "errors"},
    "collector": set(),
    "clock_words": set(),
    "dateline": set(),
    "gazetteer": {"settings", "errors", "vocabulary"},
    "event_kinds": {"settings", "errors", "vocabulary"},
    "annotate": FOUNDATION | {"annotate"},
    "ingest": FOUNDATION | {"ingest"},
    "store": FOUNDATION | {"store"},
    "resolve": FOUNDATION | {"resolve", "annotate.language", "annotate.time_values"},
    "frames": FOUNDATION,
    "figures": FOUNDATION | {"frames", "resolve", "figures"},
    "exports": FOUNDATION | {"frames", "resolve", "exports", "annotate.time_values"},
}
EVERYTHING = {
    "casebook",
    "snapshot",
    "vector_file",
    "engine",
    "jobs",
    "commands",
    "__main__",
}  # these may import all of analysis


def modules() -> list[Path]:
    return sorted((ROOT / "analysis").rglob("*.py"))


def imports(path: Path) -> set[str]:
    """Dotted names that a module imports, wherever in the file the import stands."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def layer(path: Path) -> str:
    return path.relative_to(ROOT / "analysis").with_suffix("").parts[0]


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_analysis_imports_only_what_its_layer_may(path: Path) -> None:
    if layer(path) == "__init__" or layer(path) in EVERYTHING:
        return
    allowed = MAY_IMPORT[layer(path)]
    for name in imports(path):
        if name.startswith("analysis."):
            target = name.removeprefix("analysis.")
            assert any(target == rule or target.startswith(f"{rule}.") for rule in allowed), (
                f"{layer(path)} must not import {name}"
            )


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_analysis_knows_nothing_of_the_screen(path: Path) -> None:
    assert not any(name.split(".")[0] in {"streamlit", "pages", "app"} for name in imports(path))


def test_the_top_level_is_the_one_that_the_design_names() -> None:
    for name in ("app.py", "pages", "analysis", "data", "tests", "requirements.txt", "seeds"):
        assert (ROOT / name).exists(), name


def test_in_two_processes_the_tests_of_a_file_stay_together(request: pytest.FixtureRequest) -> None:
    """A pytest that hides the groups from xdist runs two browsers and takes twice as long."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        pytest.skip("the tests run in one process")
    assert request.node.nodeid.endswith(f"@{Path(__file__).stem}")
