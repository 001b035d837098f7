"""Tables that only lay a page out, as web pages did for long and mails still do.

In: the tree of a page. Out: the same tree with these tables as plain blocks, so that what finds
the body sees paragraphs where a reader does. Tables of data stay tables.
"""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]

_GROUPS = ("thead", "tbody", "tfoot")
_PROSE = 300  # characters in one cell: more than data have


def unfold_layout_tables(root: etree._Element) -> bool:
    """Turn layout tables into blocks, in place. False when there were none."""
    # Judged first, unfolded then: what is unfolded no longer shows what its parents are.
    tables = [table for table in root.iter("table") if _lays_out(table)]
    for table in tables:
        table.tag = "div"
        rows = [row for row in table if row.tag == "tr"]
        for group in [group for group in table if group.tag in _GROUPS]:
            group.tag = "div"
            rows += [row for row in group if row.tag == "tr"]
        for row in rows:
            row.tag = "div"
            for cell in row:
                if cell.tag in ("td", "th"):
                    cell.tag = "div"
    return bool(tables)


def _lays_out(table: etree._Element) -> bool:
    """A table within it, or running text in a cell."""
    if table.find(".//table") is not None:
        return True
    return any(len("".join(cell.itertext())) > _PROSE for cell in table.iter("td"))
