"""As of: which articles were out at a moment, whatever zone their outlets keep."""

import pytest

from analysis.model import Annotation, Article, CreationTime
from analysis.resolve.case import resolve_case

# published, as of, out by then
MOMENTS = [
    ("2025-03-03T01:25:40+02:00", "2025-03-02T23:25", True),  # the minute itself
    ("2025-03-03T01:25+02:00", "2025-03-02T23:24", False),
    ("2025-03-03T01:25+02:00", "2025-03-02T23:30", True),
    ("2025-03-02T20:00-05:00", "2025-03-02T23:30", False),  # 01:00 on the 3rd in UTC
    ("2025-03-02T20:00-05:00", "2025-03-02", False),
    ("2025-03-02T20:00Z", "2025-03-02T20:00", True),
    ("2025-03-02T20:00", "2025-03-02T19:59", False),  # no zone: read as UTC
    ("2025-03-02", "2025-03-02T06:00", True),
    ("2025-03-02", "2025-03-01T23:59", False),
    ("2025-03", "2025-03-01T23:59", True),
    ("", "2025-03-02T06:00", False),  # nobody can say that it was known
    ("", "", True),
]


@pytest.mark.parametrize(("published", "as_of", "known"), MOMENTS)
def test_what_was_out_at_a_moment(published: str, as_of: str, known: bool) -> None:
    article = Article("a", "The ferry sank.")
    annotation = Annotation("a", dct=CreationTime(published, "metadata"))
    case = resolve_case([article], {"a": annotation}, as_of=as_of)
    assert bool(case.articles) is known
