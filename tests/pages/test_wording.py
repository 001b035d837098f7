"""How the pages put into words what the frames hold."""

import pytest

from pages.shared.wording import quoted

QUOTED = [
    ("the quay was shut", "“the quay was shut”"),
    ('"We lost four men', "“We lost four men”"),  # the other mark stands outside the claim
    ("the quay was shut.”", "“the quay was shut.”"),
    ('"The quay was shut"', "“The quay was shut”"),
    ("the families were “lost for words”", "“the families were ‘lost for words’”"),
    ("“Go” and “stay” were shouted", "“‘Go’ and ‘stay’ were shouted”"),
    ("the quay\nwas shut,", "“the quay was shut”"),
    ("", "“”"),
]


@pytest.mark.parametrize(("said", "shown"), QUOTED)
def test_one_pair_of_marks_around_what_is_quoted(said: str, shown: str) -> None:
    assert quoted(said) == shown


def test_a_long_quotation_is_cut_within_its_marks() -> None:
    assert quoted("word " * 60, 20) == "“word word word…”"
