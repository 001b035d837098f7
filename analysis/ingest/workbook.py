"""Checks a workbook (.xlsx) before a library unpacks it. In: the file. Out: nothing, or Refused."""

from __future__ import annotations

import io
import zipfile

from analysis.ingest.archive import read_member
from analysis.ingest.material import Material
from analysis.ingest.office import refuse_entities


def check_workbook(material: Material) -> None:
    """Unpack every part once, counted, and look for declarations. Raises Refused."""
    with zipfile.ZipFile(io.BytesIO(material.data)) as archive:
        for name in archive.namelist():
            material.budget.members -= 1
            if material.budget.members < 0:
                raise material.refused("The workbook has too many parts.", "Save it as CSV.")
            if name.endswith((".xml", ".rels")):
                refuse_entities(material.inner(name, read_member(material, archive, name)))
