"""Which of many conflicts stand."""

from analysis.resolve.contested import Conflict, tempered


def conflict(a: int, b: int, strength: float) -> Conflict:
    return Conflict(a, b, "polarity", a, b, strength)


def test_a_few_conflicts_stay_as_they_are() -> None:
    few = [conflict(1, 2, 0.9), conflict(1, 3, 0.4), conflict(2, 3, 0.2)]
    assert tempered(few) == few


def test_who_seems_to_be_denied_by_everybody_is_denied_by_the_surest() -> None:
    """The odds are divided by how many both have, beyond a few; what is weak then goes."""
    many = [conflict(0, n, 0.9 if n == 1 else 0.2) for n in range(1, 101)]
    kept = tempered(many)
    assert [(c.a, c.b) for c in kept] == [(0, 1)]
    assert 0.7 < kept[0].strength < 0.9


def test_the_surest_stays_first() -> None:
    both = [conflict(0, n, 0.6) for n in range(1, 30)] + [conflict(50, 51, 0.55)]
    assert (tempered(both)[0].a, tempered(both)[0].b) == (50, 51)


def test_what_several_tell_goes_before_what_one_tells_alone() -> None:
    by_one = Conflict(1, 2, "polarity", 1, 2, 0.7, alone=True)
    by_many = conflict(3, 4, 0.5)
    assert tempered([by_one, by_many]) == [by_many, by_one]
    surer = Conflict(1, 2, "polarity", 1, 2, 0.95, alone=True)
    assert tempered([surer, by_many]) == [surer, by_many]
