"""Opens a case of the store, resolved: from a snapshot where nothing changed, else anew.

In: the store, a case id, optionally a moment. Out: the Case, and a snapshot for the next time.
A snapshot is a cache: deleting the folder costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

import msgspec

from analysis.annotate.version import analysis_version, fingerprint
from analysis.model import Case
from analysis.settings import DATA, home
from analysis.store import Store
from analysis.vector_file import VectorFile

KEPT = 40  # snapshots on disk; the oldest go first
_ENCODER = msgspec.msgpack.Encoder()


def open_case(store: Store, case_id: str, as_of: str = "") -> Case:
    """The case as it is now, or as it was known at `as_of`.

    Raises what the store raises when there is no such case.
    """
    articles = store.articles(case_id)
    path = _place(case_id, store.case_revision(case_id), as_of)
    kept = _read(path)
    if kept is not None:
        by_id = {article.id: article for article in articles}
        if all(article in by_id for article in kept.dcts):
            return replace(kept, articles=tuple(by_id[article] for article in kept.dcts))
    from analysis.resolve.case import resolve_case  # a warm start needs none of what it imports

    case = resolve_case(
        articles,
        store.annotations(case_id, analysis_version()),
        store.corrections(case_id),
        as_of=as_of,
        vectors=_vectors(case_id),
    )
    _write(path, case)
    return case


@lru_cache(maxsize=4)
def _vectors(case_id: str) -> VectorFile:
    name = hashlib.sha256(case_id.encode()).hexdigest()[:24]
    return VectorFile(home() / "vectors" / name)


@cache
def resolution_version() -> str:
    """Changes with the code and the tables that a resolved case depends on."""
    here = Path(__file__).parent
    parts = [*(here / "resolve").rglob("*.py"), here / "model.py", *DATA.glob("*.toml")]
    return f"{analysis_version()}+{fingerprint(parts)}"


def _place(case_id: str, revision: int, as_of: str) -> Path:
    key = f"{case_id}|{revision}|{as_of}|{resolution_version()}"
    return home() / "snapshots" / f"{hashlib.sha256(key.encode()).hexdigest()[:24]}.case"


def _read(path: Path) -> Case | None:
    try:
        return msgspec.msgpack.decode(zlib.decompress(path.read_bytes()), type=Case)
    except FileNotFoundError:
        return None
    except (OSError, zlib.error, msgspec.MsgspecError):
        path.unlink(missing_ok=True)  # half written or of another shape: make it anew
        return None


def _write(path: Path, case: Case) -> None:
    """Whole or not at all: written beside, then moved. Articles stay in the store alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(f".{os.getpid()}")
    beside.write_bytes(zlib.compress(_ENCODER.encode(replace(case, articles=())), 1))
    beside.replace(path)
    kept = sorted(path.parent.glob("*.case"), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in kept[KEPT:]:
        old.unlink(missing_ok=True)
