"""Corrections of actors: no re-analysis, upload or restart rewrites them; undo restores."""

from dataclasses import replace

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.model import (
    Actor,
    Annotation,
    Article,
    Case,
    Correction,
    Entity,
    Mention,
)
from analysis.resolve import actor_corrections as decide
from analysis.resolve.actor_preview import preview_merge
from analysis.resolve.actors import ActorResolution, resolve_actors

NAMES = [
    ("Ingrid Dahl", "person"),
    ("Per Dahl", "person"),
    ("Dahl", "person"),
    ("Erik Solberg", "person"),
    ("Erik Solburg", "person"),
    ("Coastal Safety Authority", "organization"),
    ("CSA", "organization"),
    ("MV Halcyon", "vessel"),
    ("Halcyon", "vessel"),
    ("Varhaug", "place"),
    ("Harbour Office", "organization"),
    ("Jonas Berg", "person"),
]


def build(article_id: str, picks: list[int]) -> tuple[Article, Annotation]:
    """An article that names the picked names one a sentence, each its own entity."""
    text, entities, mentions, sentences = "", [], [], []
    for pick in dict.fromkeys(picks):
        name, kind = NAMES[pick]
        start = len(text)
        text += f"{name} spoke."
        sentences.append((start, len(text)))
        text += " "
        span = (start, start + len(name))
        mentions.append(Mention(*span, len(entities), kind, "name", "exact", span))
        entities.append(Entity(name, kind))
    return Article(id=article_id, text=text), Annotation(
        article_id, sentences=tuple(sentences), entities=tuple(entities), mentions=tuple(mentions)
    )


def resolve(pairs, corrections=()) -> ActorResolution:
    return resolve_actors([a for a, _ in pairs], {a.id: n for a, n in pairs}, corrections)


def actor_of(resolution: ActorResolution, pairs, name: str) -> str | None:
    """The one actor of all mentions written `name`."""
    texts = {a.id: a.text for a, _ in pairs}
    ids = {m.actor_id for m in resolution.mentions if texts[m.article_id][m.start : m.end] == name}
    assert len(ids) <= 1
    return next(iter(ids), None)


def correction(kind: str, payload, number: int = 1) -> Correction:
    return Correction(
        id=f"k{number}", kind=kind, payload=payload, at=f"2031-05-01T00:00:{number:02}Z"
    )


FIRST = [build("a0", [0, 3, 5, 7, 9, 10, 11]), build("a1", [1, 5, 8, 9])]
uploads = st.lists(st.lists(st.integers(0, len(NAMES) - 1), min_size=1), max_size=5)


def actor(resolution: ActorResolution, name: str) -> Actor:
    (found,) = [a for a in resolution.actors if a.name == name]
    return found


MERGED = [
    ("Coastal Safety Authority", "Harbour Office"),
    ("Erik Solberg", "Jonas Berg"),
    ("Ingrid Dahl", "Per Dahl"),
]


@settings(max_examples=150, deadline=None)
@given(uploads, st.sampled_from(MERGED))
def test_a_merge_survives_any_upload(more: list[list[int]], names: tuple[str, str]) -> None:
    before = resolve(FIRST)
    keep, drop = (actor(before, name) for name in names)
    decided = [correction("actor.merge", decide.merge(keep, drop))]
    pairs = FIRST + [build(f"u{i}", picks) for i, picks in enumerate(more)]
    after = resolve(pairs, decided)
    assert actor_of(after, pairs, names[0]) == actor_of(after, pairs, names[1]) == keep.id
    assert not after.unmatched


@settings(max_examples=50, deadline=None)
@given(uploads)
def test_a_merge_survives_articles_that_come_first(more: list[list[int]]) -> None:
    """An older article uploaded later goes first; ids may change, the merge may not."""
    before = resolve(FIRST)
    decided = [
        correction(
            "actor.merge", decide.merge(actor(before, "Ingrid Dahl"), actor(before, "Per Dahl"))
        )
    ]
    pairs = [build(f"u{i}", picks) for i, picks in enumerate(more)] + FIRST
    after = resolve(pairs, decided)
    assert actor_of(after, pairs, "Ingrid Dahl") == actor_of(after, pairs, "Per Dahl") is not None


def test_a_merge_survives_reanalysis_with_other_spans_and_ids() -> None:
    """A later version of the analysis finds a fuller name: the actor's id changes with it."""
    before = resolve(FIRST)
    keep, drop = actor(before, "Coastal Safety Authority"), actor(before, "Harbour Office")
    payload = decide.merge(keep, drop) | {"keep": "gone", "drop": "gone too"}
    after = resolve(FIRST, [correction("actor.merge", payload)])
    assert actor_of(after, FIRST, "Harbour Office") == actor_of(
        after, FIRST, "Coastal Safety Authority"
    )


def test_a_merge_survives_a_restart() -> None:
    """Through JSON and back, as the store and the export of a case write it."""
    before = resolve(FIRST)
    made = correction(
        "actor.merge", decide.merge(actor(before, "Erik Solberg"), actor(before, "Jonas Berg"))
    )
    read = msgspec.json.decode(msgspec.json.encode(made), type=Correction)
    assert resolve(FIRST, [read]) == resolve(FIRST, [made]) != before


KINDS = st.sampled_from(["actor.merge", "actor.split", "alias.never", "actor.rename", "actor.type",
                         "actor.reject"])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(KINDS, st.integers(0, 30), st.integers(0, 30)), max_size=6), uploads)
def test_undoing_everything_restores_everything(steps, more) -> None:
    pairs = FIRST + [build(f"u{i}", picks) for i, picks in enumerate(more)]
    before = resolve(pairs)
    made = []
    for number, (kind, i, j) in enumerate(steps):
        a, b = before.actors[i % len(before.actors)], before.actors[j % len(before.actors)]
        payload = {
            "actor.merge": lambda a=a, b=b: decide.merge(a, b),
            "actor.split": lambda a=a: decide.split(a, [a.aliases[-1].text]),
            "alias.never": lambda a=a: decide.never(a, a.aliases[0].text),
            "actor.rename": lambda a=a: decide.rename(a, "Somebody"),
            "actor.type": lambda a=a: decide.retype(a, "group"),
            "actor.reject": lambda a=a: decide.reject(a),
        }[kind]()
        made.append(correction(kind, payload, number))
    resolve(pairs, made)  # must not raise, whatever the order
    undone = [replace(c, undone_at="2031-05-02") for c in made]
    assert resolve(pairs, undone) == before


def test_names_that_a_merge_brought_say_that_the_analyst_did_it() -> None:
    before = resolve(FIRST)
    keep, drop = actor(before, "Coastal Safety Authority"), actor(before, "Harbour Office")
    after = resolve(FIRST, [correction("actor.merge", decide.merge(keep, drop))])
    reasons = {a.text: a.reason for a in actor(after, "Coastal Safety Authority").aliases}
    assert reasons["Harbour Office"] == "analyst"
    assert reasons["Coastal Safety Authority"] == "exact"


def test_each_is_undone_by_itself() -> None:
    before = resolve(FIRST)
    one = correction("actor.rename", decide.rename(actor(before, "Varhaug"), "Varhaug town"), 1)
    two = correction("actor.reject", decide.reject(actor(before, "Jonas Berg")), 2)
    names = {a.name for a in resolve(FIRST, [one, replace(two, undone_at="2031-06-01")]).actors}
    assert {"Varhaug town", "Jonas Berg"} <= names


def test_split_and_never_take_an_alias_away_for_good() -> None:
    pairs = [build("a", [7]), build("b", [8])]  # 'MV Halcyon' and 'Halcyon' are one by machine
    before = resolve(pairs)
    assert len(before.actors) == 1
    for kind, payload in (
        ("actor.split", decide.split(before.actors[0], ["Halcyon"])),
        ("alias.never", decide.never(before.actors[0], "Halcyon")),
    ):
        more = [*pairs, build("c", [7, 8]), build("d", [8])]
        after = resolve(more, [correction(kind, payload)])
        assert actor_of(after, more, "Halcyon") != actor_of(after, more, "MV Halcyon")


def test_the_later_decision_wins() -> None:
    before = resolve(FIRST)
    keep, drop = actor(before, "Ingrid Dahl"), actor(before, "Per Dahl")
    merged = correction("actor.merge", decide.merge(keep, drop), 1)
    merged_actor = actor(resolve(FIRST, [merged]), "Ingrid Dahl")
    split = correction("actor.split", decide.split(merged_actor, ["Per Dahl"]), 2)
    assert actor_of(resolve(FIRST, [merged, split]), FIRST, "Per Dahl") != keep.id
    again = correction("actor.merge", decide.merge(keep, drop), 3)
    assert actor_of(resolve(FIRST, [merged, split, again]), FIRST, "Per Dahl") == keep.id


def test_rename_type_and_reject() -> None:
    before = resolve(FIRST)
    halcyon, berg = actor(before, "MV Halcyon"), actor(before, "Jonas Berg")
    after = resolve(
        FIRST,
        [
            correction("actor.rename", decide.rename(halcyon, "The Halcyon"), 1),
            correction("actor.type", decide.retype(halcyon, "facility"), 2),
            correction("actor.reject", decide.reject(berg), 3),
        ],
    )
    renamed = next(a for a in after.actors if a.id == halcyon.id)
    assert (renamed.name, renamed.type) == ("The Halcyon", "facility")
    assert berg.id not in {a.id for a in after.actors} | {m.actor_id for m in after.mentions}


def test_a_correction_that_meets_no_actor_is_said_to() -> None:
    ghost = Actor(id="nobody", name="Nobody At All", type="person")
    made = correction("actor.reject", decide.reject(ghost))
    after = resolve(FIRST, [made])
    assert after.unmatched == (made,)
    assert after.actors == resolve(FIRST).actors


def test_the_preview_says_what_the_merge_then_does() -> None:
    resolution = resolve(FIRST)
    case = Case(
        articles=tuple(a for a, _ in FIRST),
        actors=resolution.actors,
        mentions=resolution.mentions,
    )
    keep, drop = actor(resolution, "Ingrid Dahl"), actor(resolution, "Per Dahl")
    preview = preview_merge(case, keep.id, drop.id)
    after = resolve(FIRST, [correction("actor.merge", decide.merge(keep, drop))])
    merged = next(a for a in after.actors if a.id == keep.id)
    assert merged.mention_count == keep.mention_count + preview.mentions
    assert merged.article_count == keep.article_count + preview.articles
    assert not preview.warnings
    assert preview_merge(case, keep.id, actor(resolution, "Varhaug").id).warnings
