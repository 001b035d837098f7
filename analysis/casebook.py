"""Opens a case of the store, resolved: from a snapshot where nothing changed, else anew.

In: the store, a case id, optionally a moment. Out: the Case, and a snapshot for the next time.
A snapshot is a cache: deleting the folder costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

import msgspec
import zstandard

from analysis.annotate.version import analysis_version, fingerprint
from analysis.collector import resting
from analysis.model import Annotation, Article, Case, Correction
from analysis.settings import DATA, home
from analysis.store import Store
from analysis.store.blobs import analysis_key
from analysis.vector_file import VectorFile

KEPT = 40  # snapshots on disk; the oldest go first
OPENED = 3  # cases whose annotations and judgements stay in memory
_ENCODER = msgspec.msgpack.Encoder()


def open_case(store: Store, case_id: str, as_of: str = "") -> Case:
    """The case as it is now, or as it was known at `as_of`.

    Raises what the store raises when there is no such case.
    """
    return _resolved(store, case_id, as_of, "")


def case_of_then(store: Store, case_id: str, moment: str) -> Case:
    """The case as it stood when the analyst last looked: what had been taken in and decided
    by `moment` (ISO, UTC), resolved by today's analysis."""
    return _resolved(store, case_id, "", moment)


def case_if(store: Store, case_id: str, made: Correction, as_of: str = "") -> Case:
    """The case as it would be with one more decision of the analyst's. Nothing is stored."""
    from analysis.resolve.case import resolve_case

    articles = store.articles(case_id)
    corrections = [*store.corrections(case_id), made]
    opened = _opened(case_id)
    with opened.lock, opened.sound():
        return resolve_case(
            articles,
            opened.annotations(store, articles),
            corrections,
            as_of=as_of,
            vectors=opened.vectors,
            memory=None if as_of else opened.memory,
        )


def _resolved(store: Store, case_id: str, as_of: str, taken_in_by: str) -> Case:
    articles = store.articles(case_id)
    corrections = store.corrections(case_id, undone=bool(taken_in_by))
    if taken_in_by:
        added = store.added_times(case_id)
        articles = [a for a in articles if added.get(a.id, "") <= taken_in_by]
        corrections = [
            replace(made, undone_at="")
            for made in corrections
            if made.at <= taken_in_by and not "" < made.undone_at <= taken_in_by
        ]
    path = _place(case_id, store.case_revision(case_id), f"{as_of}|{taken_in_by}")
    kept = _read(path)
    if kept is not None:
        by_id = {article.id: article for article in articles}
        if all(article in by_id for article in kept.dcts):
            return replace(kept, articles=tuple(by_id[article] for article in kept.dcts))
    from analysis.resolve.case import resolve_case  # a warm start needs none of what it imports

    opened = _opened(case_id)
    with opened.lock, opened.sound():
        case = resolve_case(
            articles,
            opened.annotations(store, articles),
            corrections,
            as_of=as_of,
            vectors=opened.vectors,
            # of the whole case, not of a part of it
            memory=None if as_of or taken_in_by else opened.memory,
        )
    _write(path, case)
    return case


class _Opened:
    """What this process keeps of a case from one revision to the next."""

    def __init__(self, case_id: str) -> None:
        from analysis.resolve.memory import Memory

        self.lock = threading.Lock()
        self.memory = Memory()
        name = hashlib.sha256(case_id.encode()).hexdigest()[:24]
        self.vectors = VectorFile(home() / "vectors" / name)
        self._known: dict[tuple[str, str], Annotation] = {}

    @contextmanager
    def sound(self) -> Iterator[None]:
        """What a run that failed has left half done is thrown away."""
        try:
            yield
        except BaseException:
            from analysis.resolve.memory import Memory

            self.memory = Memory()
            raise

    def annotations(self, store: Store, articles: Sequence[Article]) -> dict[str, Annotation]:
        """By article id; only those that are new or changed are read and unpacked."""
        version = analysis_version()
        keys = {article.id: f"{version}|{analysis_key(article)}" for article in articles}
        missing = [a for a in articles if (a.id, keys[a.id]) not in self._known]
        found = store.annotations_of(version, missing)
        self._known = {
            (article, key): annotation
            for article, key in keys.items()
            if (annotation := found.get(article) or self._known.get((article, key)))
        }
        return {article: annotation for (article, _), annotation in self._known.items()}


@lru_cache(maxsize=OPENED)
def _opened(case_id: str) -> _Opened:
    return _Opened(case_id)


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
        with resting():
            return msgspec.msgpack.decode(zstandard.decompress(path.read_bytes()), type=Case)
    except FileNotFoundError:
        return None
    except (OSError, zstandard.ZstdError, msgspec.MsgspecError):
        path.unlink(missing_ok=True)  # half written or of another shape: make it anew
        return None


def _write(path: Path, case: Case) -> None:
    """Whole or not at all: written beside, then moved. Articles stay in the store alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(f".{os.getpid()}")
    beside.write_bytes(zstandard.compress(_ENCODER.encode(replace(case, articles=())), 1))
    beside.replace(path)
    kept = sorted(path.parent.glob("*.case"), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in kept[KEPT:]:
        old.unlink(missing_ok=True)
