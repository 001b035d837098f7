"""Everything that is offered can be written, from any case, and says what it was made from."""

import io
import subprocess
import sys
import zipfile

import pytest

from analysis.exports.provenance import describe
from analysis.exports.registry import EXPORTS, SINGLE, export
from analysis.model import Case


@pytest.mark.parametrize("entry", SINGLE, ids=lambda entry: entry.key)
def test_each_writes_any_case(entry, small_case: Case, nasty_case: Case) -> None:
    sizes = []
    for case in (Case(), small_case, nasty_case):
        written = entry.write(case, describe(case, "Port blast", "2025-03-04"))
        assert isinstance(written, bytes)
        sizes.append(len(written))
    assert sizes[0] < sizes[1]


@pytest.mark.parametrize("entry", SINGLE, ids=lambda entry: entry.key)
def test_each_says_the_filters_in_force(entry, small_case: Case) -> None:
    """Compressed formats are opened in their own tests; the others say it in plain bytes."""
    if entry.suffix in {".pdf", ".xlsx"}:
        pytest.skip("compressed: see test_report.py, test_tables.py")
    made = describe(small_case, "Port blast", "2025-03-04", {"outlet": "Zanzibar"})
    written = entry.write(small_case, made).replace(b"\r\n ", b"")  # calendars fold their lines
    assert b"Zanzibar" in written


def test_keys_and_file_names_are_unique(small_case: Case) -> None:
    made = describe(small_case, "Port blast", "2025-03-04T12:00Z", {"outlet": "x"})
    names = [entry.file_name(made) for entry in EXPORTS]
    assert len(set(names)) == len(names)
    assert export("claims").file_name(made) == "port-blast_claims_as-of-20250304T1200_filtered.csv"
    assert len({entry.key for entry in EXPORTS}) == len(EXPORTS)


def test_no_file_name_says_its_format_twice(small_case: Case) -> None:
    names = {entry.file_name(describe(small_case, "Port blast")) for entry in EXPORTS}
    assert "port-blast_claims.parquet" in names
    assert "port-blast_figure-network.png" in names
    assert not [name for name in names if name.endswith(("-pdf.pdf", "-html.html", "-gexf.gexf"))]


def test_everything_is_everything(small_case: Case) -> None:
    data = export("everything").write(small_case, describe(small_case, "Port blast"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert set(archive.namelist()) == {
            "PROVENANCE.json",
            *(entry.bare + entry.suffix for entry in SINGLE),
        }


def test_the_list_of_formats_imports_none_of_what_draws_them() -> None:
    heavy = {"reportlab", "networkx", "scipy", "pyarrow.parquet"}
    script = f"import sys, analysis.exports.registry; print(sorted({heavy} & set(sys.modules)))"
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"
