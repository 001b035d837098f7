"""HTML to plain text, block by block. In: HTML or a fragment of it. Out: text with paragraphs.

For fragments (a feed's content, a mail, a JSON field), where there is no navigation to leave out;
whole pages go through `page.py`.
"""

from __future__ import annotations

import re

from lxml import etree, html  # type: ignore[import-untyped]

_DROPPED = frozenset(
    ("script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "head", "form")
)
_BLOCK = re.compile(
    r"p|div|article|section|main|header|footer|aside|nav|blockquote|h[1-6]|li|[uod]l|d[td]|table|tr"
    r"|fig(?:ure|caption)|pre|hr|address|body|html"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_BREAKS = re.compile(r"\n{3,}")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});")


def looks_like_html(text: str) -> bool:
    """Whether the text has tags or character references in it."""
    return bool(_TAG.search(text))


def parse_html(source: str) -> etree._Element | None:
    """The tree of an HTML document; None when there is nothing in it. Fetches nothing."""
    parser = html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8"
    )
    try:
        return html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def html_to_text(source: str) -> str:
    """The words of the HTML; paragraphs are divided by empty lines."""
    root = parse_html(source)
    return "" if root is None else element_text(root)


def element_text(root: etree._Element) -> str:
    """The same for a tree that is parsed already."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        hidden = _in_dropped(element)
        if event == "start":
            if _BLOCK.fullmatch(tag):
                pieces.append("\n\n")
            elif tag == "br":
                pieces.append("\n")
            if element.text and not hidden:
                pieces.append(_SPACES.sub(" ", element.text))
        else:
            if _BLOCK.fullmatch(tag):
                pieces.append("\n\n")
            if element.tail and element is not root and not _in_dropped(element.getparent()):
                pieces.append(_SPACES.sub(" ", element.tail))
    lines = [line.strip() for line in "".join(pieces).split("\n")]
    return _BREAKS.sub("\n\n", "\n".join(lines)).strip()


def page_title(root: etree._Element) -> str:
    """What the page's `<title>` says, in one line; "" without one."""
    return " ".join((root.findtext(".//title") or "").split())


def _in_dropped(element: etree._Element | None) -> bool:
    while element is not None:
        if element.tag in _DROPPED or _HIDDEN.search(element.get("style") or ""):
            return True
        element = element.getparent()
    return False
