"""Layout that hides prose from what finds the body: tables that only lay a page out, as web
pages did for long and mails still do, and paragraphs that are a link as a whole.

In: the tree of a page. Out: the same tree with these as plain blocks, so that what finds the body
sees paragraphs where a reader does. Tables of data stay tables, links of a list links.
"""

from __future__ import annotations

import re

from lxml import etree  # type: ignore[import-untyped]

_GROUPS = ("thead", "tbody", "tfoot")
_FEWEST_SENTENCES = 2  # in a link that is prose; a teaser has one
_SENTENCE = re.compile(r"\w[\"'”’»)]*[.!?][\"'”’»)]*(?:\s|$)")
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


def unwrap_linked_prose(root: etree._Element) -> bool:
    """Make text of links that hold whole sentences, in place. False when there were none."""
    links = [link for link in root.iter("a") if _is_prose("".join(link.itertext()))]
    for link in links:
        link.tag = "span"
        link.attrib.pop("href", None)
    return bool(links)


def _is_prose(text: str) -> bool:
    return len(_SENTENCE.findall(text)) >= _FEWEST_SENTENCES
