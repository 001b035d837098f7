"""Names the kind of a file by its content. In: bytes (and the name, to settle ties). Out: a kind.

The name decides only between kinds that look alike as text: a table, Markdown, plain text.
"""

from __future__ import annotations

import io
import re
import zipfile

from analysis.ingest.decode import decode

_HEAD = 16_384
# What begins like this is never an article. The kind is the reason that the user reads.
_FOREIGN = (
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"ID3", "sound"),
    (b"OggS", "sound"),
    (b"fLaC", "sound"),
    (b"RIFF", "sound or film"),
    (b"\x1aE\xdf\xa3", "film"),
    (b"SQLite format 3\0", "database"),
    (b"7z\xbc\xaf'\x1c", "7-Zip archive"),
    (b"Rar!", "RAR archive"),
    (b"BZh", "bzip2 file"),
    (b"\xfd7zXZ", "xz file"),
    (b"PAR1", "Parquet table"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office document"),
)
_MAIL_HEADERS = re.compile(
    r"^(?:from|to|subject|date|received|mime-version|message-id|return-path|delivered-to|"
    r"content-type|list-unsubscribe|reply-to|x-[\w-]+|dkim-signature|sender|cc):",
    re.IGNORECASE | re.MULTILINE,
)
_MAIL_LINE = re.compile(r"(?:[A-Za-z][\w-]*:.*|[ \t].*)")
_MBOX = re.compile(rb"From \S+.*\d{4}\s*\r?\n[A-Za-z-]+:")
_HTML = re.compile(r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_ELEMENT = re.compile(
    r"</?(?:p|div|span|article|section|h[1-6]|a|ul|li|meta|script|table|br)\b[^>]*>", re.IGNORECASE
)
_FEED = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
_SHORTCUT = re.compile(r"\[InternetShortcut\]|\[Desktop Entry\]|<\?xml[^>]*>\s*<!DOCTYPE plist")
_CARD = re.compile(r"BEGIN:(VCALENDAR|VCARD|VTODO)\b", re.IGNORECASE)
_LINES_NAMES = (".jsonl", ".ndjson")
_TABLE_NAMES = (".csv", ".tsv", ".tab")


def find_kind(data: bytes, name: str = "") -> str:
    """A key of `registry.READERS`, or the name of a kind that nobody reads."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed_kind(data)
    if data.startswith(b"\x1f\x8b"):
        return "gzip"
    if data.startswith(b"WARC/"):
        return "warc"
    if data[4:12] in (b"ftypmp42", b"ftypisom", b"ftypM4A ", b"ftypqt  "):
        return "film"
    for beginning, kind in _FOREIGN:
        # 'BM', 'MZ' and the like also begin words; what is no letter begins none
        if data.startswith(beginning) and (beginning[0] > 127 or _is_binary(data)):
            return kind
    if data.lstrip()[:5].lower() == b"{\\rtf":
        return "rtf"
    text = decode(data[:_HEAD])
    return "unknown" if text is None else _text_kind(data, text.lstrip("\ufeff \t\n"), name.lower())


def _is_binary(data: bytes) -> bool:
    """Whether the head holds what no text has."""
    head = data[:512]
    return b"\0" in head or sum(byte > 127 or byte < 9 for byte in head) > len(head) // 8


def _packed_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist()[:20_000])
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "zip"  # its reader says what is wrong with it
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "ppt/presentation.xml" in names:
        return "presentation"
    if "content.xml" in names and ("mimetype" in names or "meta.xml" in names):
        return "odt"
    return "zip"


def _text_kind(data: bytes, text: str, name: str) -> str:
    first, _, rest = text.partition("\n")
    if _SHORTCUT.match(text):
        return "link to a page"
    if match := _CARD.match(text):
        return "contact" if match[1].upper() == "VCARD" else "calendar"
    if _MBOX.match(data.lstrip()):
        return "mbox"
    if text.startswith("<"):
        markup = _markup_kind(text)
        if markup:
            return markup
    if text.startswith(("{", "[")):
        json = _json_kind(first.strip(), rest, name)
        if json:
            return json
    if _is_mail(text):
        return "eml"
    if _looks_like_table(text, name):
        return "table"
    if len(_ELEMENT.findall(text)) >= 4 and not name.endswith((".md", ".markdown")):
        return "html"
    return "text"


def _markup_kind(text: str) -> str:
    if _HTML.search(text[:4000]):
        return "html"
    if _FEED.search(text[:4000]):
        return "feed"
    if text.startswith("<?xml"):
        return "XML of an unknown kind"
    return "html" if len(_ELEMENT.findall(text)) >= 2 else ""


def _json_kind(first: str, rest: str, name: str) -> str:
    """JSON lines when the first line is an object by itself and another one follows."""
    if first.startswith("{") and name.endswith(_LINES_NAMES):
        return "jsonl"
    if first.startswith("{") and first.endswith("}") and rest.lstrip().startswith("{"):
        return "jsonl"
    if re.match(r'[\[{]\s*(["\[{\]}]|$|-?\d|true|false|null)', first + rest[:200].strip()):
        return "json"
    return ""


def _is_mail(text: str) -> bool:
    head = text.split("\n\n", 1)[0]
    lines = head.split("\n")
    if len(lines) < 3 or not all(_MAIL_LINE.fullmatch(line) for line in lines[:30]):
        return False
    found = {header.lower() for header in _MAIL_HEADERS.findall(head)}
    return len(found) >= 3 and "from:" in found


def _looks_like_table(text: str, name: str) -> bool:
    lines = [line for line in text.split("\n")[:20] if line.strip()]
    if not lines:
        return False
    # By its name, a first line of several cells is enough: cells may hold line breaks.
    if name.endswith(_TABLE_NAMES):
        return True
    if len(lines) < 2 or len(lines[0]) > 400:
        return False
    from analysis.ingest.columns import guess_columns

    for mark in ("\t", ",", ";"):
        cells = [cell.strip().strip('"') for cell in lines[0].split(mark)]
        if len(cells) >= 2 and all(len(cell) < 40 for cell in cells):
            guessed = guess_columns(cells)
            if "text" in guessed and len(guessed) >= 2 and mark in lines[1]:
                return True
    return False
