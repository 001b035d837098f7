"""TIMEX3 values as intervals and as EDTF."""

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotate import time_values

# (value, earliest, latest, precision, EDTF)
VALUES = [
    ("2021-08-15", "2021-08-15", "2021-08-15", "day", "2021-08-15"),
    ("2021-08", "2021-08-01", "2021-08-31", "month", "2021-08"),
    ("2020-02", "2020-02-01", "2020-02-29", "month", "2020-02"),
    ("2021", "2021-01-01", "2021-12-31", "year", "2021"),
    ("199X", "1990-01-01", "1999-12-31", "longer", "199X"),
    ("19XX", "1900-01-01", "1999-12-31", "longer", "19XX"),
    ("1998-W07", "1998-02-09", "1998-02-15", "week", "1998-02-09/1998-02-15"),
    ("2021-W33-WE", "2021-08-21", "2021-08-22", "week", "2021-08-21/2021-08-22"),
    ("1989-Q3", "1989-07-01", "1989-09-30", "month", "1989-07-01/1989-09-30"),
    ("1998-WI", "1998-12-01", "1999-02-28", "month", "1998-24"),
    ("2021-08-15TEV", "2021-08-15T17:00", "2021-08-15T22:59", "part of day", "2021-08-15"),
    ("2021-08-15T14:05Z", "2021-08-15T14:05+00:00", "2021-08-15T14:05+00:00", "minute",
     "2021-08-15T14:05:00Z"),
    ("XXXX-08-15", "", "", "unknown", "XXXX-08-15"),
    ("XXXX-WXX-1", "", "", "unknown", ""),
    ("PRESENT_REF", "", "", "unknown", ""),
    ("P2W", "", "", "unknown", ""),
    ("2021-13-45", "", "", "day", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "earliest", "latest", "precision", "edtf"), VALUES, ids=[v[0] for v in VALUES]
)
def test_value(value: str, earliest: str, latest: str, precision: str, edtf: str) -> None:
    assert time_values.interval(value) == (earliest, latest)
    assert time_values.precision(value) == precision
    assert time_values.to_edtf(value) == edtf


@pytest.mark.parametrize("edtf", [v[4] for v in VALUES if v[4]])
def test_the_edtf_library_reads_what_we_write(edtf: str) -> None:
    parse_edtf(edtf)


def test_edtf_of_open_bounds() -> None:
    assert time_values.edtf_interval("2021-08-15", "") == "2021-08-15/.."
    assert time_values.edtf_interval("", "2021-08-15") == "../2021-08-15"
    assert time_values.edtf_interval("", "") == ""


def test_zones_are_compared_as_instants() -> None:
    local, utc = "2025-03-02T23:40+02:00", "2025-03-02T21:40+00:00"
    assert time_values.instant(local) == time_values.instant(utc)


# (intervals, what they have in common)
COMMON = [
    ([("2021-08-14", "2021-08-16"), ("2021-08-15", "2021-08-15")], ("2021-08-15", "2021-08-15")),
    ([("2021-08-14", "2021-08-14"), ("2021-08-16", "2021-08-16")], ("", "")),
    ([("", ""), ("2021-08-16", "2021-08-16")], ("2021-08-16", "2021-08-16")),
    ([], ("", "")),
    (
        [("2021-08-15", "2021-08-15"), ("2021-08-15T21:00+02:00", "2021-08-15T22:00+02:00")],
        ("2021-08-15T21:00+02:00", "2021-08-15T22:00+02:00"),
    ),
]


@pytest.mark.parametrize(("intervals", "common"), COMMON)
def test_intersection(intervals: list[tuple[str, str]], common: tuple[str, str]) -> None:
    assert time_values.intersect(intervals) == common


@given(st.text(alphabet="0123456789XWQTHFYPSUZ:-+ ", max_size=20))
def test_no_value_breaks_it(value: str) -> None:
    earliest, latest = time_values.interval(value)
    assert bool(earliest) == bool(latest)
    time_values.to_edtf(value)
    time_values.precision(value)
    assert time_values.as_datetimes(earliest, latest) or not earliest
