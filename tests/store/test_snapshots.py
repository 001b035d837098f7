"""Snapshots in parts: what is read back is the case, what is broken is made anew or said."""

from __future__ import annotations

import random
from dataclasses import fields
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import delete, select, update

from analysis import casebook, frames, snapshot
from analysis.annotate.pipeline import annotate_many
from analysis.annotate.version import analysis_version
from analysis.exports.registry import FRAMES
from analysis.model import Annotation, Article, Case
from analysis.snapshot import KeptCase, Moved
from analysis.store import Broken, Part, Store
from analysis.store import snapshots as module
from analysis.store.snapshots import part_hash
from analysis.store.tables import snapshot_parts, snapshots

SAID = (
    "Mayor {who} said that {n} people had died when the ferry sank off {place}.",
    "At least {n} people died when the ferry sank, a coastguard official told Reuters.",
    "{who} denied on Tuesday that the ferry had been overloaded.",
    "The ferry had been overloaded, according to {who}.",
    "{who}, the transport minister, resigned on Wednesday. She left for {place}.",
)
SIZE = 24


@pytest.fixture(scope="module")
def read() -> tuple[list[Article], dict[str, Annotation]]:
    chance = random.Random(5)
    articles = [
        Article(
            f"a{number}",
            " ".join(
                line.format(
                    who=chance.choice(("Ilse Brandt", "Tomas Oduya", "Hana Osman")),
                    n=chance.choice((12, 20)),
                    place=chance.choice(("Vesk", "Lund")),
                )
                for line in chance.sample(SAID, 3)
            ),
            outlet=f"Outlet {number % 5}",
            published_at=f"2031-03-{number % 9 + 1:02}T08:00",
        )
        for number in range(SIZE + 1)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CROSSBEARING_TAGGER", "off")
        return articles, {a.article_id: a for a in annotate_many(articles)}


@pytest.fixture
def case_id(
    store: Store,
    read: tuple[list[Article], dict[str, Annotation]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    """A case of 24 articles, in buckets as small as those of a case of thousands are large."""
    monkeypatch.setenv("CROSSBEARING_HOME", str(tmp_path))
    monkeypatch.setattr(snapshot, "ROWS", 8)
    casebook._opened.cache_clear()
    made = store.create_case("Vesk")
    take_in(store, made, read, range(SIZE))
    return made


def take_in(
    store: Store, case: str, read: tuple[list[Article], dict[str, Annotation]], some: range
) -> None:
    articles, annotations = read
    store.add_articles(case, [articles[n] for n in some])
    found = [(articles[n], annotations[f"a{n}"]) for n in some]
    store.save_annotations(analysis_version(), found)


def kept(store: Store, case_id: str) -> KeptCase:
    found = casebook.open_case(store, case_id)
    assert isinstance(found, KeptCase)
    return found


def buckets_read(case: KeptCase, kind: str) -> int:
    return sum(name.startswith(f"{kind}/") and name[-1].isdigit() for name in case.decoded)


def test_the_parts_are_the_whole(store: Store, case_id: str) -> None:
    whole = casebook.open_case(store, case_id)
    assert type(whole) is Case
    assert whole.contradictions
    parts = kept(store, case_id)
    assert snapshot.buckets(parts.size("claims")) > 4
    for field in fields(Case):
        assert getattr(parts, field.name) == getattr(whole, field.name), field.name
    assert kept(store, case_id) == whole
    assert whole == kept(store, case_id)
    for name, frame in FRAMES.items():
        pd.testing.assert_frame_equal(frame(kept(store, case_id)), frame(whole), obj=name)
    assert casebook.brief_of(kept(store, case_id)) == casebook.brief_of(whole)


def test_single_things_are_read_from_their_bucket_alone(store: Store, case_id: str) -> None:
    whole = casebook.open_case(store, case_id)
    parts = kept(store, case_id)
    wanted = whole.claims[17]
    assert parts.claim(wanted.id) == wanted
    assert buckets_read(parts, "claims") == 1
    assert parts.claim("nobody") is None
    article = whole.articles[3]
    assert parts.article(article.id) == article
    assert parts.article("nobody") is None
    assert parts.of("claims", article.id) == tuple(
        claim for claim in whole.claims if claim.article_id == article.id
    )
    for kind in ("actors", "propositions", "events"):
        for one in getattr(whole, kind):
            assert parts.of(kind, one.id) == (one,)


def test_a_frame_of_one_kind_reads_no_other(store: Store, case_id: str) -> None:
    casebook.open_case(store, case_id)
    parts = kept(store, case_id)
    assert len(frames.propositions_frame(parts)) == parts.size("propositions")
    assert len(frames.articles_frame(parts)) == SIZE
    assert {name.partition("/")[0] for name in parts.decoded} == {
        "sizes", "counts", "dcts", "contradictions", "heads", "propositions",
    }  # fmt: skip


def test_what_an_article_more_does_not_touch_is_not_written_again(
    store: Store, case_id: str, read: tuple[list[Article], dict[str, Annotation]]
) -> None:
    written: list[int] = []
    save = store.save_snapshot

    def counted(*given: object) -> int:
        written.append(save(*given))  # type: ignore[arg-type]
        return written[-1]

    store.save_snapshot = counted  # type: ignore[method-assign,assignment]
    casebook.open_case(store, case_id)
    store.rename_case(case_id, "Vesk again")  # another revision, the same case
    casebook.open_case(store, case_id)
    take_in(store, case_id, read, range(SIZE, SIZE + 1))
    case = casebook.open_case(store, case_id)
    assert written[1] == 0
    assert 0 < written[2] < written[0]
    assert kept(store, case_id) == case


def test_a_copy_with_something_replaced_is_a_plain_case(store: Store, case_id: str) -> None:
    from dataclasses import replace

    whole = casebook.open_case(store, case_id)
    less = replace(kept(store, case_id), claims=())
    assert type(less) is Case
    assert less == replace(whole, claims=())


# --- missing, broken, half written ---------------------------------------------------------------


def spoil(store: Store, sort: str) -> None:
    """Loses or overwrites every part, as a disk or an older program might."""
    with store.writing() as connection:
        if sort == "missing":
            connection.execute(delete(snapshot_parts))
        else:
            connection.execute(update(snapshot_parts).values(bytes=b"\x00 not what was written"))


@pytest.mark.parametrize("sort", ["missing", "broken"])
def test_a_part_that_is_missing_or_broken_is_made_anew(
    store: Store, case_id: str, sort: str
) -> None:
    whole = casebook.open_case(store, case_id)
    parts, late = kept(store, case_id), kept(store, case_id)
    assert late.propositions == whole.propositions  # read before, and still the same after
    spoil(store, sort)
    assert parts.claims == whole.claims
    assert late.claim(whole.claims[5].id) == whole.claims[5]
    assert parts == whole
    assert kept(store, case_id) == whole  # what was mended is there for all


@pytest.mark.parametrize("sort", ["missing", "broken"])
def test_a_state_that_is_over_and_gone_says_so(
    store: Store,
    case_id: str,
    read: tuple[list[Article], dict[str, Annotation]],
    sort: str,
) -> None:
    casebook.open_case(store, case_id)
    parts = kept(store, case_id)
    take_in(store, case_id, read, range(SIZE, SIZE + 1))
    spoil(store, sort)
    with pytest.raises(Moved, match="changed since"):
        frames.claims_frame(parts)
    assert len(casebook.open_case(store, case_id).articles) == SIZE + 1


def test_a_snapshot_whose_list_cannot_be_read_is_made_anew(store: Store, case_id: str) -> None:
    whole = casebook.open_case(store, case_id)
    with store.writing() as connection:
        connection.execute(update(snapshots).values(parts=b"\xff"))
    assert casebook.open_case(store, case_id) == whole
    assert kept(store, case_id) == whole


def test_of_another_version_it_is_made_anew(
    store: Store, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = casebook.open_case(store, case_id)
    monkeypatch.setattr(casebook, "resolution_version", lambda: "another")
    assert type(casebook.open_case(store, case_id)) is Case
    assert kept(store, case_id) == whole


def test_a_crash_while_it_is_written_leaves_the_older_one(
    store: Store,
    case_id: str,
    read: tuple[list[Article], dict[str, Annotation]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = casebook.open_case(store, case_id)
    opened = kept(store, case_id)  # a page that is still open
    take_in(store, case_id, read, range(SIZE, SIZE + 1))
    with monkeypatch.context() as patch:
        patch.setattr(module, "_drop_old", lambda *given: 1 / 0)  # the last step
        with pytest.raises(ZeroDivisionError):
            casebook.open_case(store, case_id)
    assert opened == before
    with store.reading() as connection:
        assert len(connection.execute(select(snapshots.c.key)).all()) == 1
    assert len(casebook.open_case(store, case_id).articles) == SIZE + 1
    assert opened == before  # and one more revision takes nothing away from it either


# --- the store alone -----------------------------------------------------------------------------


def part(words: str) -> Part:
    return Part(part_hash(words.encode()), words.encode)


def test_parts_are_stored_once_and_go_with_the_last_snapshot_that_has_them(store: Store) -> None:
    case = store.create_case("Vesk")
    for number in range(module.NEWEST + 2):
        parts = {"same": part("same"), "own": part(str(number))}
        assert store.save_snapshot(case, f"k{number}", parts) == (2 if number == 0 else 1)
    assert store.save_snapshot(case, "then", {"own": part("then")}, "2031-03-04") == 1
    assert store.snapshot(case, "k0") is None
    with store.reading() as connection:
        hashes = set(connection.execute(select(snapshot_parts.c.hash)).scalars())
    last = [str(number) for number in range(2, module.NEWEST + 2)]
    assert hashes == {part(words).hash for words in ("same", "then", *last)}
    names = store.snapshot(case, "k4") or {}
    found = store.snapshot_parts(case, list(names.values()))
    assert {found[digest] for digest in names.values()} == {b"same", b"4"}
    with pytest.raises(Broken):
        store.snapshot_parts(case, [part("0").hash])
    store.delete_case(case)
    with store.reading() as connection:
        assert not connection.execute(select(snapshot_parts.c.hash)).all()


def test_files_of_earlier_versions_are_cleared_away(
    store: Store, case_id: str, tmp_path: Path
) -> None:
    old = tmp_path / "snapshots" / "0123.case"
    old.parent.mkdir()
    old.write_bytes(b"whole")
    casebook._drop_files.cache_clear()
    casebook.open_case(store, case_id)
    assert not old.exists()
