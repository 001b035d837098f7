"""Fixtures that several test folders share."""

from pathlib import Path

import pytest
from hypothesis import settings
from written_case import hostile_case, written_case

from analysis.model import Case

# A busy machine is no failure: properties are judged by what they find, not by the clock.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where tests run in two processes, one has the browser and its server to itself and starts
    with them; all other tests stay together by file."""
    browser = Path(__file__).parent / "browser"
    for item in items:
        group = "browser" if browser in item.path.parents else item.path.stem
        item.add_marker(pytest.mark.xdist_group(group))
    items.sort(key=lambda item: browser not in item.path.parents)


@pytest.fixture
def small_case() -> Case:
    return written_case()


@pytest.fixture
def nasty_case() -> Case:
    return hostile_case()
