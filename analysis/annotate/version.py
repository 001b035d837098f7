"""Names what an annotation depends on besides its article, without loading any of it.

In: the installed code, tables and models. Out: one short string; results are stored under it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from analysis.annotate.language import installed_pipeline
from analysis.settings import DATA, tagger_wanted

ELSEWHERE = frozenset({  # tables of ingestion and of the case: no annotation depends on them
    "boilerplate", "columns", "confidence", "languages", "limits", "notices", "origins", "stance",
})  # fmt: skip
TAGGER = DATA / "tagger"


@cache
def analysis_version() -> str:
    """Changes with the code of this package, the tables it reads, spaCy and its pipeline, and
    the tagger (or its absence): stored annotations are then stale and articles annotated anew.

    Raises MissingPipeline when no spaCy pipeline is installed.
    """
    tables = (path for path in DATA.glob("*.toml") if path.stem not in ELSEWHERE)
    rules = fingerprint([*Path(__file__).parent.rglob("*.py"), *tables])
    model = fingerprint(TAGGER.glob("*")) if tagger_wanted() and _has_model() else "rules"
    name = installed_pipeline()
    return f"{rules}+{name}-{version(name)}+spacy-{version('spacy')}+{model}"


def fingerprint(paths: Iterable[Path]) -> str:
    """A short hash of files, by name and content."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:10]


def _has_model() -> bool:
    return any(TAGGER.glob("*.onnx"))
