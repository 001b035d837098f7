"""Fixtures that several test folders share."""

import pytest
from written_case import hostile_case, written_case

from analysis.model import Case


@pytest.fixture
def small_case() -> Case:
    return written_case()


@pytest.fixture
def nasty_case() -> Case:
    return hostile_case()
