"""What speaks of a statement, and asserts nothing of what the statement says."""

import pytest

from analysis.resolve.about_claims import is_about_a_claim, only_wishes


@pytest.mark.parametrize(
    ("content", "about"),
    [
        # no answer
        ("She declined to say whether the bridge over the Tarn was open", True),
        ("The Roads Agency would not comment on reports of a second crack", True),
        ("Mayor Hana Osman could neither confirm nor deny that the bridge had fallen", True),
        ("The shipyard has not yet responded to the claim that it used cheap steel", True),
        # ... but an answer beside it, and a refusal to do something
        ("The bridge is closed, but the agency declined to comment", False),
        ("The rebels refuse to discuss a truce", False),
        ("The council did not confirm the budget", False),
        # where a statement comes from, and what it is worth
        ("The figure of 40 million crowns rests on a single former clerk", True),
        ("The claim that Osman has fled could not be independently verified", True),
        ("Reports of a second crack remain unconfirmed", True),
        ("Talk of sabotage has been doing the rounds in the harbour", True),
        # ... but who denies it has said something of it, and a count is a count
        ("The claim that Osman has fled is false", False),
        ("The number of dead has risen to twelve", False),
        ("The report says that the bridge rests on three piers", False),
        ("The bridge over the Tarn rests on three piers", False),
    ],
)
def test_what_is_about_a_claim(content: str, about: bool) -> None:
    assert is_about_a_claim(content) is about


# (content, whether it is said out of feeling and asserts nothing)
WISHES = [
    ("Our thoughts are also with Constable Samuel Berg", True),
    ("Nathan Berg. Our prayers are with you.", True),
    ("Our hearts go out to the families of the crew", True),
    ("Rest in peace, Ada", True),
    ("The minister said that his thoughts were elsewhere", False),
    ("She sent her condolences to the family on Monday", False),
    ("The bridge was blessed by the bishop", False),
]


@pytest.mark.parametrize(("content", "wish"), WISHES)
def test_a_wish_asserts_nothing(content: str, wish: bool) -> None:
    assert only_wishes(content) is wish
