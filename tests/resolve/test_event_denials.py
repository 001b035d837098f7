"""A happening is denied too by who says what excludes it: 'is alive', 'stays in office'."""

from dataclasses import replace

import pytest

from analysis.model import Annotation, Article, Attribution, Claim, Contradiction, CreationTime
from analysis.resolve.events import resolve_events
from tests.resolve.test_event_resolution import ACTORS, Resolution, report, resolve

SEVEN, NINE, TEN = (f"2021-08-16T{hour:02}:00:00+00:00" for hour in (7, 9, 10))


def _claim(article: int, text: str, proposition: str, author: bool = False) -> Claim:
    """All of an article's text as one claim."""
    return Claim(
        f"c{article}", f"a{article}", 0, len(text), text, ((0, len(text)),), "", (), "", (),
        "indirect", "", "author" if author else "anonymous", "", (), "CT", "+", (),
        f"Outlet {article}", (SEVEN, NINE, TEN)[article], proposition_id=proposition,
    )  # fmt: skip


# (what is told first, its verb, its name, what two others say, why the two exclude each other,
#  the status of the event)
COURSES = [
    ("Abara was killed in Velin.", "killed", "kill",
     ("Abara is alive.", "Abara survived."), "die | survive", "denied"),
    ("Abara resigned.", "resigned", "resign",
     ("Abara remains in office.", "Abara stays."), "resign | stay in office", "denied"),
    # who is there may have left, or leave, at another time
    ("Abara left Velin.", "left", "leave",
     ("Abara is in Velin.", "Abara is at home."), "leave | stay", "happened"),
    # how many died is another matter
    ("Abara was killed in Velin.", "killed", "kill",
     ("Nine people died.", "Ten people died."), "numbers: 9 | 10", "happened"),
    ("Abara was killed in Velin.", "killed", "kill",
     ("Abara sent no letter.", "There was no letter."), "no letter | letter", "happened"),
    # another matter of the same claim
    ("Abara was killed in Velin.", "killed", "kill",
     ("Varga stays in office.", "Varga remains."), "resign | stay in office", "happened"),
]  # fmt: skip


@pytest.mark.parametrize(("told", "word", "lemma", "others", "reason", "status"), COURSES)
def test_what_excludes_it_denies_it(
    told: str, word: str, lemma: str, others: tuple[str, str], reason: str, status: str
) -> None:
    event = report(told, word, lemma, "Abara", attribution=0)
    texts = (told, *others)
    articles = [Article(f"a{i}", text, outlet=f"Outlet {i}") for i, text in enumerate(texts)]
    said = (Attribution((), (), (), "indirect"),)
    annotations = {
        f"a{i}": Annotation(
            f"a{i}", CreationTime((SEVEN, NINE, TEN)[i], "metadata"), ((0, len(text)),),
            events=(event,) if i == 0 else (), attributions=said,
        )
        for i, text in enumerate(texts)
    }  # fmt: skip
    claims = [_claim(0, told, "told")] + [
        _claim(i, text, "excluded", author=True) for i, text in enumerate(others, 1)
    ]
    actor_of = {(one, at): name for one in annotations for at, name in enumerate(ACTORS)}
    (found,) = resolve_events(
        articles,
        annotations,
        Resolution(actor_of=actor_of),
        claims,
        contradictions=[Contradiction("told", "excluded", reason)],
    )
    assert found.status == status
    assert {place.article_id for place in found.evidence} == {"a0"}


def test_a_plan_with_a_day_that_came_to_nothing_was_a_plan() -> None:
    days = ("2021-08-17", "2021-08-17")
    plan, off = "Abara will land in Velin.", "Abara will not land in Velin."
    (found,) = resolve(
        (plan, report(plan, "land", "land", "Abara", dates=days, status="planned"), SEVEN),
        (off, report(off, "land", "land", "Abara", dates=days, status="denied"), NINE),
    )
    assert (found.status, found.start) == ("planned", "2021-08-17")


def test_who_is_said_to_have_done_it_does_not_say_so() -> None:
    hearsay = "Abara is said to have resigned."
    denial = "Abara said that she had not resigned."
    end = hearsay.index("said") + len("said")
    texts = {"a0": hearsay, "a1": hearsay, "a2": denial}
    said = {
        one: (
            Attribution(
                (), ((end - 4, end),) if text == hearsay else (), (), "indirect",
                source_entity=ACTORS.index("Abara"),
            ),
        )
        for one, text in texts.items()
    }  # fmt: skip
    events = {
        one: report(text, "resigned", "resign", "Abara", attribution=0,
                    status="happened" if text == hearsay else "denied")
        for one, text in texts.items()
    }  # fmt: skip
    annotations = {
        one: Annotation(
            one, CreationTime(moment, "metadata"), ((0, len(texts[one])),),
            events=(events[one],), attributions=said[one],
        )
        for one, moment in zip(texts, (SEVEN, TEN, NINE), strict=True)
    }  # fmt: skip
    actor_of = {(one, at): name for one in annotations for at, name in enumerate(ACTORS)}
    (found,) = resolve_events(
        [Article(one, text, outlet=one) for one, text in texts.items()],
        annotations,
        Resolution(actor_of=actor_of),
        (),
    )
    assert found.status == "denied"


def test_what_came_out_before_anyone_told_it_denies_nothing() -> None:
    told, before = "Abara resigned.", "Abara remains in office."
    articles = [Article("a0", told, outlet="Outlet 0"), Article("a1", before, outlet="Outlet 1")]
    event = report(told, "resigned", "resign", "Abara", attribution=0)
    said = (Attribution((), (), (), "indirect"),)
    annotations = {
        "a0": Annotation("a0", CreationTime(TEN, "metadata"), ((0, len(told)),),
                         events=(event,), attributions=said),
        "a1": Annotation("a1", CreationTime(NINE, "metadata"), ((0, len(before)),)),
    }  # fmt: skip
    actor_of = {(one, at): name for one in annotations for at, name in enumerate(ACTORS)}
    for earlier, status in ((SEVEN, "happened"), ("2021-08-16T11:00:00+00:00", "denied")):
        claims = [
            replace(_claim(0, told, "told"), reported_at=TEN),
            replace(_claim(1, before, "excluded", author=True), reported_at=earlier),
        ]
        found = resolve_events(
            articles, annotations, Resolution(actor_of=actor_of), claims,
            contradictions=(Contradiction("told", "excluded", "resign | stay in office"),),
        )  # fmt: skip
        assert [one.status for one in found] == [status]


@pytest.mark.parametrize(("salient", "status"), [(False, "denied"), (True, "denied")])
def test_whom_it_should_have_befallen_denies_it(salient: bool, status: str) -> None:
    """'Nobody has arrested me', which is no entry of its own, against what two others told."""
    told, again, denial = "Abara was arrested.", "Abara was detained.", "Nobody arrested Abara."
    first = report(told, "arrested", "arrest", thing="Abara")
    second = report(again, "detained", "detain", thing="Abara")
    last = report(denial, "arrested", "arrest", thing="Abara", status="denied", attribution=0)
    mentions = [
        replace(
            m, participants=tuple(replace(p, entity=ACTORS.index("Abara")) for p in m.participants)
        )
        for m in (first, second, replace(last, salient=salient, guessed=True))
    ]
    said = (Attribution((), (), (), "direct", source_entity=ACTORS.index("Abara")),)
    articles = [Article(f"a{i}", text) for i, text in enumerate((told, again, denial))]
    annotations = {
        f"a{i}": Annotation(
            f"a{i}", CreationTime((SEVEN, NINE, TEN)[i], "metadata"), ((0, len(article.text)),),
            events=(mentions[i],), attributions=said,
        )
        for i, article in enumerate(articles)
    }  # fmt: skip
    actor_of = {(one, at): name for one in annotations for at, name in enumerate(ACTORS)}
    (found,) = resolve_events(articles, annotations, Resolution(actor_of=actor_of), [])
    assert found.status == status
    alone = {"a2": annotations["a2"]}
    told_alone = resolve_events(articles[2:], alone, Resolution(actor_of=actor_of), [])
    assert len(told_alone) == salient


@pytest.mark.parametrize(
    ("about", "own", "status"),
    [("Abara", False, "denied"), ("Varga", False, "happened"), ("Abara", True, "happened")],
)
def test_of_whom_a_denial_is_and_who_knows_best(about: str, own: bool, status: str) -> None:
    """'The mayor stays in office' denies no minister's going; 'I have resigned' outweighs it."""
    texts = ("Abara resigned.", f"{about} remains in office.", f"{about} stays.")
    event = report(texts[0], "resigned", "resign", "Abara", attribution=0)
    articles = [Article(f"a{i}", text, outlet=f"Outlet {i}") for i, text in enumerate(texts)]
    said = (
        Attribution((), (), (), "direct", source_entity=ACTORS.index("Abara") if own else None),
    )
    annotations = {
        f"a{i}": Annotation(
            f"a{i}", CreationTime((SEVEN, NINE, TEN)[i], "metadata"), ((0, len(text)),),
            events=(event,) if i == 0 else (), attributions=said,
        )
        for i, text in enumerate(texts)
    }  # fmt: skip
    claims = [_claim(0, texts[0], "told")] + [
        replace(_claim(i, text, "excluded", author=True), about=(about,))
        for i, text in enumerate(texts[1:], 1)
    ]
    actor_of = {(one, at): name for one in annotations for at, name in enumerate(ACTORS)}
    (found,) = resolve_events(
        articles,
        annotations,
        Resolution(actor_of=actor_of),
        claims,
        contradictions=[Contradiction("told", "excluded", "resign | stay in office")],
    )
    assert found.status == status
