"""Schema.org objects written as microdata (itemscope, itemprop) in the elements of a page.

In: the parsed page and the types looked for, best first. Out: the article's properties as JSON-LD
would have them: strings, or {"name": ...} for persons and organisations. Source: the HTML
standard, section 5.2.4, as far as news pages use it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from analysis.ingest.markup import element_text

_ADDRESSES = ("a", "link", "area")


def microdata_object(root: etree._Element, types: Sequence[str]) -> dict[str, Any]:
    """The properties of the item of the best type; without an item, those of the page itself
    (`<meta itemprop="datePublished">`, as many pages have it). {} where there are none."""
    items = [
        (types.index(kind), found)
        for found in root.iter()
        if found.get("itemscope") is not None and (kind := _type(found)) in types
    ]
    if items:
        return _properties(min(items, key=lambda item: item[0])[1])
    return _properties(root)


def _type(item: etree._Element) -> str:
    return str(item.get("itemtype") or "").rstrip("/").rpartition("/")[2]


def _properties(item: etree._Element) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for element in _own(item):
        value: Any = _properties(element) if _is_item(element) else _value(element)
        if not value:
            continue
        for name in (element.get("itemprop") or "").split():
            if name == "author" and name in said:
                said[name] = [*as_list(said[name]), value]
            else:
                said.setdefault(name, value)
    return said


def _own(item: etree._Element) -> Iterator[etree._Element]:
    """The elements with a property of this item, not of an item within it."""
    for child in item:
        if not isinstance(child.tag, str):
            continue
        if child.get("itemprop"):
            yield child
        if not _is_item(child):
            yield from _own(child)


def _is_item(element: etree._Element) -> bool:
    return element.get("itemscope") is not None


def _value(element: etree._Element) -> str:
    if element.get("content"):
        return str(element.get("content")).strip()
    if element.tag == "time" and element.get("datetime"):
        return str(element.get("datetime")).strip()
    text: str = element_text(element)
    if not text and element.tag in _ADDRESSES:
        return str(element.get("href") or "")
    return text if "\n\n" in text else " ".join(text.split())


def as_list(value: Any) -> list[Any]:
    """A property that has one value as one that has several."""
    return value if isinstance(value, list) else [value]
