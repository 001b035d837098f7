"""Fixtures that several test folders share."""

import pytest
from hypothesis import settings
from written_case import hostile_case, written_case

from analysis.model import Case

# A busy machine is no failure: properties are judged by what they find, not by the clock.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture
def small_case() -> Case:
    return written_case()


@pytest.fixture
def nasty_case() -> Case:
    return hostile_case()
