"""Vectors are there after a restart, and half a record at the end does no harm."""

import pytest

from analysis.vector_file import RECORD, VECTOR, VectorFile

A, B = "a" * 24, "b" * 24


def test_what_was_added_is_there_after_a_restart(tmp_path):
    kept = VectorFile(tmp_path / "folder" / "vectors")
    kept[A] = b"1" * VECTOR
    kept[B] = b"2" * VECTOR
    assert dict(VectorFile(tmp_path / "folder" / "vectors")) == {A: b"1" * VECTOR, B: b"2" * VECTOR}


def test_a_known_vector_is_not_written_twice(tmp_path):
    path = tmp_path / "vectors"
    kept = VectorFile(path)
    kept[A] = b"1" * VECTOR
    kept[A] = b"1" * VECTOR
    assert path.stat().st_size == RECORD


@pytest.mark.parametrize("torn", [1, 24, RECORD - 1])
def test_a_torn_end_is_cut_off_and_writing_goes_on(tmp_path, torn):
    path = tmp_path / "vectors"
    VectorFile(path)[A] = b"1" * VECTOR
    with path.open("ab") as file:
        file.write(b"x" * torn)
    VectorFile(path)[B] = b"2" * VECTOR
    assert list(VectorFile(path)) == [A, B]


def test_a_vector_of_another_length_is_refused(tmp_path):
    with pytest.raises(ValueError, match="768 bytes"):
        VectorFile(tmp_path / "vectors")[A] = b"short"
