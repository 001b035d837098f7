"""Opens a case of the store, resolved: from a snapshot where nothing changed, else anew.

In: the store, a case id, optionally a moment. Out: the Case, and a snapshot for the next time.
A case that comes from a snapshot is read from the store part by part, as it is asked for. A
snapshot is a cache: what is missing or broken is made anew, and costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.annotate.version import analysis_version, fingerprint
from analysis.collector import resting
from analysis.model import Annotation, Article, Case, Correction
from analysis.settings import DATA, home
from analysis.snapshot import GONE, Cutter, KeptCase, Moved, Source, kept_case
from analysis.store import Store
from analysis.store.blobs import analysis_key
from analysis.vector_file import VectorFile

if TYPE_CHECKING:
    from analysis.resolve.brief import BriefLine

OPENED = 3  # cases whose annotations and judgements stay in memory


def open_case(store: Store, case_id: str, as_of: str = "") -> Case:
    """The case as it is now, or as it was known at `as_of`.

    Raises what the store raises when there is no such case.
    """
    return _resolved(store, case_id, as_of, "")


def case_of_then(store: Store, case_id: str, moment: str) -> Case:
    """The case as it stood when the analyst last looked: what had been taken in and decided
    by `moment` (ISO, UTC), resolved by today's analysis."""
    if unchanged_since(store, case_id, moment):
        return open_case(store, case_id)  # as it is now: nothing is to be put together
    return _resolved(store, case_id, "", moment)


def unchanged_since(store: Store, case_id: str, moment: str) -> bool:
    """Whether nothing was taken in, decided or undone after `moment`."""
    times = [*store.added_times(case_id).values()]
    for made in store.corrections(case_id, undone=True):
        times += [made.at, made.undone_at]
    return max(times, default="") <= moment


def case_if(store: Store, case_id: str, made: Correction, as_of: str = "") -> Case:
    """The case as it would be with one more decision of the analyst's. Nothing is stored."""
    from analysis.resolve.case import resolve_case

    articles = store.articles(case_id)
    corrections = [*store.corrections(case_id), made]
    opened = _opened(case_id)
    with opened.lock, opened.sound():
        articles = opened.known(articles)
        return resolve_case(
            articles,
            opened.annotations(store, articles),
            corrections,
            as_of=as_of,
            vectors=opened.vectors,
            memory=None if as_of else opened.memory,
        )


def brief_of(case: Case) -> tuple[BriefLine, ...]:
    """The case in a few sentences, as the worker left them, or written now."""
    from analysis.resolve.brief import BriefLine, write_brief

    if isinstance(case, KeptCase):
        told: tuple[BriefLine, ...] = case.more("brief", tuple[BriefLine, ...])
        return told
    return write_brief(case)


def _resolved(store: Store, case_id: str, as_of: str, taken_in_by: str) -> Case:
    revision = store.case_revision(case_id)  # first: what comes in meanwhile is of the next one
    moment = f"{as_of}|{taken_in_by}".strip("|")
    key = _key(case_id, revision, f"{as_of}|{taken_in_by}")
    hashes = store.snapshot(case_id, key)
    if hashes is None:
        case, _ = _anew(store, case_id, key, moment, as_of, taken_in_by)
        return case

    def mended() -> Mapping[str, str]:
        if store.case_revision(case_id) != revision:
            raise Moved(GONE)
        store.drop_snapshots(case_id)
        return _anew(store, case_id, key, moment, as_of, taken_in_by)[1]

    return kept_case(
        Source(
            hashes,
            parts=partial(store.snapshot_parts, case_id),
            texts=partial(store.texts, case_id),
            anew=mended,
        )
    )


def _anew(
    store: Store, case_id: str, key: str, moment: str, as_of: str, taken_in_by: str
) -> tuple[Case, dict[str, str]]:
    """The case resolved from its articles, and the hashes of the parts that were kept of it."""
    from analysis.resolve.case import resolve_case  # a warm start needs none of what it imports

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
    opened = _opened(case_id)
    with opened.lock, opened.sound(), resting():
        articles = opened.known(articles)
        case = resolve_case(
            articles,
            opened.annotations(store, articles),
            corrections,
            as_of=as_of,
            vectors=opened.vectors,
            # of the whole case, not of a part of it
            memory=None if moment else opened.memory,
        )
        parts = (Cutter() if moment else opened.cutter).cut(case, {"brief": brief_of(case)})
        store.save_snapshot(case_id, key, parts, moment)
    _drop_files()
    return case, {name: part.hash for name, part in parts.items()}


class _Opened:
    """What this process keeps of a case from one revision to the next."""

    def __init__(self, case_id: str) -> None:
        from analysis.resolve.memory import Memory

        self.lock = threading.Lock()
        self.memory = Memory()
        self.cutter = Cutter()
        name = hashlib.sha256(case_id.encode()).hexdigest()[:24]
        self.vectors = VectorFile(home() / "vectors" / name)
        self._known: dict[tuple[str, str], Annotation] = {}
        self._articles: dict[str, tuple[Article, str]] = {}  # with its key, by id

    @contextmanager
    def sound(self) -> Iterator[None]:
        """What a run that failed has left half done is thrown away."""
        try:
            yield
        except BaseException:
            from analysis.resolve.memory import Memory

            self.memory, self.cutter = Memory(), Cutter()
            raise

    def known(self, articles: Sequence[Article]) -> list[Article]:
        """The same articles, each one object for as long as it is the same: what is kept by its
        text need not compare texts."""
        found = [(a, self._articles.get(a.id)) for a in articles]
        self._articles = {
            a.id: kept if kept is not None and kept[0] == a else (a, analysis_key(a))
            for a, kept in found
        }
        return [self._articles[article.id][0] for article in articles]

    def annotations(self, store: Store, articles: Sequence[Article]) -> dict[str, Annotation]:
        """By article id, of articles that are `known`; only those that are new or changed are
        read and unpacked."""
        version = analysis_version()
        keys = {article.id: f"{version}|{self._articles[article.id][1]}" for article in articles}
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
    shape = [here / name for name in ("model.py", "frames.py", "snapshot.py")]
    parts = [*(here / "resolve").rglob("*.py"), *shape, *DATA.glob("*.toml")]
    return f"{analysis_version()}+{fingerprint(parts)}"


def _key(case_id: str, revision: int, moment: str) -> str:
    """Of all that a resolved case depends on: that of another version is not found, and made."""
    key = f"{case_id}|{revision}|{moment}|{resolution_version()}"
    return hashlib.sha256(key.encode()).hexdigest()


@cache
def _drop_files() -> None:
    """Earlier versions kept each snapshot in a file of its own."""
    for old in (home() / "snapshots").glob("*.case"):
        old.unlink(missing_ok=True)
