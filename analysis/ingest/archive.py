"""Archives: .zip of anything that can be read, and .gz of one thing.

In: the archive. Out: the pieces of its members. Nothing is written to disk; a member's name is
only ever shown. Sizes are counted while unpacking: what an archive says about itself is not
believed.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Protocol

from analysis.errors import Refused
from analysis.ingest.limits import in_words
from analysis.ingest.material import Material, Piece

_PART = 65_536
_IGNORED = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")
_ENCRYPTED = 0x1


class Readable(Protocol):
    """A stream of bytes that unpacks while it is read."""

    def read(self, size: int, /) -> bytes: ...


def read_zip(material: Material) -> Iterator[Piece]:
    """The members of a zip archive, one after the other."""
    from analysis.ingest.registry import read_material  # which reads archives in turn

    try:
        archive = zipfile.ZipFile(io.BytesIO(material.data))
    except zipfile.BadZipFile:
        yield material.refused("The archive is damaged.", "Pack it anew.")
        return
    with archive:
        members = [member for member in archive.infolist() if not _ignored(member)]
        if not members:
            yield material.refused("The archive is empty.", "Pack the files into it again.")
        for member in members:
            material.budget.members -= 1
            if material.budget.members < 0:
                yield material.refused(
                    f"The archive has more than {material.limits.most_members:,} files.",
                    "Pack them into several archives.",
                )
                return
            name = shown_name(member.filename)
            inner = material.inner(name, b"")
            if member.flag_bits & _ENCRYPTED:
                yield inner.refused("It is protected by a password.", "Pack it without one.")
                continue
            try:
                data = _unpack(inner, archive.open(member), member.compress_size)
            except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
                yield inner.refused("It is damaged within the archive.", "Pack it anew.")
                continue
            if isinstance(data, bytes):
                yield from read_material(material.inner(name, data))
            else:
                yield data
                if material.budget.size <= 0:
                    return


def read_gzip(material: Material) -> Iterator[Piece]:
    """What is packed in a .gz file, read as a file of its own."""
    import gzip

    from analysis.ingest.registry import read_material

    inner = material.inner(shown_name(material.name).removesuffix(".gz"), b"")
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(material.data)) as packed:
            data = _unpack(inner, packed, len(material.data), largest=material.limits.largest_file)
    except (OSError, EOFError, zlib.error):
        yield material.refused("The .gz file is damaged.", "Pack it anew.")
        return
    if isinstance(data, bytes):
        yield from read_material(replace(inner, data=data))
    else:
        yield data


def read_member(material: Material, archive: zipfile.ZipFile, name: str) -> bytes:
    """One part of a document that is a zip archive. Raises KeyError, or Refused when too large."""
    info = archive.getinfo(name)
    with archive.open(info) as packed:
        data = _unpack(material, packed, info.compress_size)
    if not isinstance(data, bytes):
        raise data
    return data


def shown_name(name: str) -> str:
    """A member's name without folders and without what could be taken for a path."""
    last = PurePosixPath(name.replace("\\", "/")).name
    printable = "".join(c if c.isprintable() else "\ufffd" for c in last)
    return printable[:200] or "unnamed"


def _unpack(
    material: Material, packed: Readable, packed_size: int, largest: int = 0
) -> bytes | Refused:
    """The bytes, or the Refused that says which limit they break."""
    limits = material.limits
    largest = largest or limits.largest_item
    parts: list[bytes] = []
    size = 0
    while part := packed.read(_PART):
        size += len(part)
        material.budget.size -= len(part)
        if size > largest:
            return material.refused(
                f"Unpacked, it is larger than {in_words(largest)}.", "Split it into parts."
            )
        if size > limits.ratio_from and size > limits.largest_ratio * max(packed_size, 1):
            return material.refused(
                "It is packed so densely that it looks like an attack (a 'zip bomb').",
                "Give the file itself, unpacked.",
            )
        if material.budget.size <= 0:
            return material.refused(
                f"Unpacked, the upload is larger than {in_words(limits.largest_unpacked)}.",
                "Upload it in several parts.",
            )
        parts.append(part)
    return b"".join(parts)


def _ignored(member: zipfile.ZipInfo) -> bool:
    name = member.filename.replace("\\", "/").casefold()
    return (
        member.is_dir()
        or name.startswith(_IGNORED)
        or name.rsplit("/", 1)[-1] in _IGNORED
        or name.rsplit("/", 1)[-1].startswith(("._", "~$"))
    )
