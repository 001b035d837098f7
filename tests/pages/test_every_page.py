"""Every page draws, with a case, without articles, without any case, and on a cold deep link."""

from pathlib import Path

import pytest

from analysis.store import open_store
from tests.pages.conftest import Show

NAMES = sorted(path.stem for path in (Path(__file__).resolve().parents[2] / "pages").glob("*.py"))


@pytest.mark.parametrize("name", NAMES)
def test_draws_with_a_case(name: str, filled: str, show: Show) -> None:
    page = show(name)
    assert not page.exception
    assert page.title or page.subheader


@pytest.mark.parametrize("name", NAMES)
def test_draws_without_articles(name: str, home: Path, show: Show) -> None:
    open_store().create_case("Nothing yet")
    page = show(name)
    assert not page.exception


def test_without_any_case_it_offers_a_beginning(home: Path, show: Show) -> None:
    page = show()
    assert not page.exception
    assert page.title[0].value == "Begin with a case"
    assert page.button(key="begin_new")
