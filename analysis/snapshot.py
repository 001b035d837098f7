"""A resolved case in parts, and the case that is read back from them part by part.

In: a Case. Out: named parts of compressed bytes for the store (`Cutter`), and a `KeptCase`, which
is a Case to all who use it: each field is read when it is first asked for. What a case has by the
thousand (claims, mentions ...) lies in buckets, field after field, so that a frame reads the
columns it shows, and a card the one bucket that its claim is in. A bucket in which nothing is
another than at the last revision keeps its bytes, and with them its hash.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from itertools import chain
from operator import attrgetter
from types import GenericAlias
from typing import Any, get_type_hints
from zlib import crc32

import msgspec
import numpy as np
import numpy.typing as npt
import zstandard

from analysis.collector import resting
from analysis.errors import CrossbearingError
from analysis.frames import Counts, Head, columns_of, counts_of, head_of
from analysis.model import Actor, ActorMention, Article, Case, Claim, Event, Proposition, Span
from analysis.store import Broken, Part
from analysis.store.snapshots import part_hash

ROWS = 100  # of a bucket, about: a card decodes one for each thing it tells of


@dataclass(frozen=True, slots=True)
class Sentences:
    """Those of one article."""

    article_id: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Kind:
    """What lies in buckets: the rows, and the field by which they are put into them."""

    row: type[Any]
    by: str


KINDS = {
    "heads": _Kind(Head, "id"),
    "sentences": _Kind(Sentences, "article_id"),
    "actors": _Kind(Actor, "id"),
    "mentions": _Kind(ActorMention, "article_id"),
    "claims": _Kind(Claim, "article_id"),
    "propositions": _Kind(Proposition, "id"),
    "events": _Kind(Event, "id"),
}
WHOLE = (
    "dcts", "contradictions", "contested", "hedge_losses", "circular", "syndication", "happenings",
)  # fmt: skip
Sizes = dict[str, int]  # rows of each kind
_HINTS = get_type_hints(Case)
_ENCODER = msgspec.msgpack.Encoder()


GONE = "The case has changed since this page was drawn. Load the page again to see it as it is."


class Moved(CrossbearingError):
    """The snapshot that a page was reading is gone, and so is the state of the case it was of."""


# --- cutting a case into parts -------------------------------------------------------------------


class Cutter:
    """Cuts a case, and remembers how, so that the next revision costs what has changed."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[object, str]] = {}  # by part: what was in it, and its hash

    def cut(self, case: Case, more: Mapping[str, object]) -> dict[str, Part]:
        """The parts by name; `more` are things made of the case that pages show first."""
        whole: dict[str, object] = {name: getattr(case, name) for name in WHOLE}
        rows = {name: _rows(case, name) for name in KINDS}
        whole |= {"counts": counts_of(case), **more}
        whole["sizes"] = {name: len(found) for name, found in rows.items()}
        parts = {name: self._part(name, value, _pack) for name, value in whole.items()}
        for name, found in rows.items():
            kind = KINDS[name]
            number = buckets(len(found))
            keys = list(map(attrgetter(kind.by), found))
            place_of = {key: bucket_of(key, number) for key in dict.fromkeys(keys)}
            places = [place_of[key] for key in keys]
            filled: list[list[Any]] = [[] for _ in range(number)]
            for place, row in zip(places, found, strict=True):
                filled[place].append(row)
            pack = _packer(name)
            for at, bucket in enumerate(filled):
                parts[f"{name}/{at}"] = self._part(f"{name}/{at}", tuple(bucket), pack)
            order = np.array(places, dtype="<u2").tobytes()
            parts[f"{name}/order"] = self._part(f"{name}/order", order, _pack)
        # where a claim lies is told by its article, which its id does not tell
        ids = [claim.id for claim in case.claims]
        parts["claims/ids"] = self._part("claims/ids", ids, _pack)
        self._kept = {name: self._kept[name] for name in parts}
        return parts

    def _part(self, name: str, value: Any, pack: Callable[[Any], bytes]) -> Part:
        """Equal to what it was: the same bytes. Compared thing by thing, mostly the same object."""
        kept = self._kept.get(name)
        if kept is not None and kept[0] == value:
            return Part(kept[1], lambda: pack(value))
        data = pack(value)
        made = Part(part_hash(data), lambda: data)
        self._kept[name] = value, made.hash
        return made


def _rows(case: Case, name: str) -> Sequence[Any]:
    if name == "heads":
        return [head_of(article) for article in case.articles]
    if name == "sentences":
        return [Sentences(article, spans) for article, spans in case.sentences.items()]
    found: Sequence[Any] = getattr(case, name)
    return found


def buckets(rows: int) -> int:
    """How many buckets for so many rows: a power of two, so that they seldom all change."""
    return 1 << min(max(rows // ROWS, 1).bit_length() - 1, 15)


def bucket_of(key: str, number: int) -> int:
    return crc32(key.encode("utf-8", "surrogatepass")) & (number - 1)


def _pack(value: object) -> bytes:
    return zstandard.compress(_ENCODER.encode(value), 1)


def _packer(name: str) -> Callable[[Sequence[Any]], bytes]:
    names = [field.name for field in fields(KINDS[name].row)]
    return lambda rows: _pack(dict(zip(names, columns_of(rows, names), strict=True)))


@cache
def _decoder(kind: str, *columns: str) -> msgspec.msgpack.Decoder[Any]:
    """Of buckets, for some of their columns: the others are skipped unread."""
    hints = get_type_hints(KINDS[kind].row)
    wanted: list[tuple[str, Any]] = [(name, GenericAlias(list, (hints[name],))) for name in columns]
    return msgspec.msgpack.Decoder(msgspec.defstruct(f"{kind}_columns", wanted, gc=False))


# --- reading it back -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """Where a KeptCase reads: the hashes of its parts, and how to come by bytes and texts."""

    hashes: Mapping[str, str]
    parts: Callable[[Sequence[str]], Mapping[str, bytes]]  # by hash; raises Broken
    texts: Callable[[Sequence[str]], Mapping[str, str]]  # of articles
    anew: Callable[[], Mapping[str, str]]  # writes the parts again; raises Moved if it is too late


class KeptCase(Case):
    """A Case whose fields are read from the store, each when it is first asked for."""

    __slots__ = ("_found", "_lock", "_source", "decoded")

    _source: Source
    _found: dict[Any, Any]  # what was read, and look-ups made of it
    _lock: threading.RLock
    decoded: set[str]  # names of the parts that were read, for those who count

    def __new__(cls, *given: Any, **named: Any) -> Any:
        """`replace` makes a plain Case: what is replaced is not in the store."""
        return Case(*given, **named)

    def __getattr__(self, name: str) -> Any:
        """Reached for a field that is not read yet: a slot that was never set."""
        if name not in _HINTS:
            raise AttributeError(name)
        with self._lock, resting():
            value = self._field(name)
            object.__setattr__(self, name, value)
        return value

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Case):
            return NotImplemented
        return all(getattr(self, f.name) == getattr(other, f.name) for f in fields(Case))

    __hash__ = None  # type: ignore[assignment]

    def size(self, kind: str) -> int:
        """How many things of a kind there are."""
        return int(self.more("sizes", Sizes)[kind])

    def counts(self) -> Counts:
        counts: Counts = self.more("counts", Counts)
        return counts

    def more(self, name: str, type_: Any) -> Any:
        """A part that is no field of the case, of the type that it was written in."""
        with self._lock:
            if name not in self._found:
                data = self._bytes(name)
                self._found[name] = msgspec.msgpack.decode(data, type=type_)
            return self._found[name]

    def columns(self, part: str, *names: str) -> list[list[Any]]:
        """Fields of all things of a kind, in the order of the case."""
        decoder = _decoder(part, *names)
        number = buckets(self.size(part))
        with self._lock, resting():
            packed = self._packed([f"{part}/{at}" for at in range(number)])
            found = [decoder.decode(zstandard.decompress(data)) for data in packed]
            order = self._order(part)
        if number == 1:
            return [getattr(found[0], name) for name in names]
        # the first of a bucket came first in the case, so a stable sort tells where each now lies
        place = np.empty(len(order), dtype=np.int64)
        place[np.argsort(order, kind="stable")] = np.arange(len(order))
        take = place.tolist()
        columns: list[list[Any]] = []
        for name in names:
            laid = list(chain.from_iterable(getattr(bucket, name) for bucket in found))
            columns.append([laid[at] for at in take])
        return columns

    def of(self, kind: str, key: str) -> tuple[Any, ...]:
        """The things of a kind by what they are put in buckets by: the claims of an article."""
        at = bucket_of(key, buckets(self.size(kind)))
        found: tuple[Any, ...] = self._bucket(kind, at).get(key, ())
        return found

    def claim(self, identifier: str) -> Claim | None:
        """One claim; its id does not tell its article, so the list of ids tells where it lies."""
        at = self.claim_places().get(identifier)
        if at is None:
            return None
        bucket = self._bucket("claims", int(self._order("claims")[at]))
        found: Claim = next(c for rows in bucket.values() for c in rows if c.id == identifier)
        return found

    def claim_places(self) -> dict[str, int]:
        """The place of each claim in the case, by its id, in order."""
        with self._lock:
            if "places" not in self._found:
                ids = self.more("claims/ids", list[str])
                self._found["places"] = {identifier: at for at, identifier in enumerate(ids)}
            places: dict[str, int] = self._found["places"]
            return places

    def article(self, identifier: str) -> Article | None:
        """One article, with its text from the store."""
        for head in self.of("heads", identifier):
            return self._with_texts([head])[0]
        return None

    # --- from bytes

    def _field(self, name: str) -> Any:
        if name in WHOLE:
            data = self._bytes(name)
            return msgspec.msgpack.decode(data, type=_HINTS[name])
        if name == "articles":
            return self._with_texts(self._rows("heads"))
        if name == "sentences":
            return {row.article_id: row.spans for row in self._rows("sentences")}
        return tuple(self._rows(name))

    def _rows(self, kind: str) -> list[Any]:
        row = KINDS[kind].row
        columns = self.columns(kind, *(field.name for field in fields(row)))
        return list(map(row, *columns))

    def _bucket(self, kind: str, at: int) -> dict[str, tuple[Any, ...]]:
        """The things of one bucket by their key."""
        name, row, by = f"{kind}/{at}", KINDS[kind].row, attrgetter(KINDS[kind].by)
        with self._lock:
            if name not in self._found:
                names = [field.name for field in fields(row)]
                data = self._bytes(name)
                held = _decoder(kind, *names).decode(data)
                keyed: dict[str, list[Any]] = defaultdict(list)
                for found in map(row, *(getattr(held, column) for column in names)):
                    keyed[by(found)].append(found)
                self._found[name] = {key: tuple(rows) for key, rows in keyed.items()}
            bucket: dict[str, tuple[Any, ...]] = self._found[name]
            return bucket

    def _order(self, kind: str) -> npt.NDArray[np.uint16]:
        """The bucket of each thing of a kind, in the order of the case."""
        return np.frombuffer(self.more(f"{kind}/order", bytes), dtype="<u2")

    def _with_texts(self, heads: Sequence[Head]) -> tuple[Article, ...]:
        texts = self._source.texts([head.id for head in heads])
        if any(head.id not in texts for head in heads):
            raise Moved(GONE)
        return tuple(
            Article(
                id=head.id,
                text=texts[head.id],
                title=head.title,
                outlet=head.outlet,
                author=head.author,
                url=head.url,
                published_at=head.published_at,
                date_origin=head.date_origin,
                language=head.language,
                wire=head.wire,
                boilerplate=head.boilerplate,
            )
            for head in heads
        )

    def _bytes(self, name: str) -> bytes:
        [data] = self._packed([name])
        return zstandard.decompress(data)

    def _packed(self, names: Sequence[str]) -> list[bytes]:
        """Parts as they were packed. One that is broken is made anew, all of them with it."""
        try:
            found = self._stored(names)
        except Broken:
            hashes = self._source.anew()
            object.__setattr__(self, "_source", replace(self._source, hashes=hashes))
            found = self._stored(names)
        self.decoded.update(names)
        return found

    def _stored(self, names: Sequence[str]) -> list[bytes]:
        hashes = self._source.hashes
        if any(name not in hashes for name in names):
            raise Broken(f"a snapshot without one of the parts {', '.join(names)}")
        found = self._source.parts([hashes[name] for name in names])
        return [found[hashes[name]] for name in names]


def kept_case(source: Source) -> KeptCase:
    """The case whose parts are there."""
    case: KeptCase = object.__new__(KeptCase)
    for name, value in (
        ("_source", source), ("_found", {}), ("_lock", threading.RLock()), ("decoded", set()),
    ):  # fmt: skip
        object.__setattr__(case, name, value)
    return case
