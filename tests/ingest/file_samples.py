"""Builds small files of every format, so that a test shows what stands in them."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
import zlib

TITLE = "Harbour of Vesk reopens after three days"
FIRST = (
    "The harbour of Vesk reopened on Tuesday, the port authority said, three days after a "
    "storm had torn the eastern pier from its moorings and left two ferries adrift."
)
SECOND = (
    "“We can take the first freighters tonight,” harbour master Ilse Brandt told the Vesk "
    "Courier. The insurers said that they had not yet seen the damage for themselves."
)
THIRD = (
    "The fishermen's union doubted it. Its chairman said that the lights on the western "
    "breakwater were still out and that no boat of his would leave before they were repaired."
)
BODY = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
PUBLISHED = "2031-03-04T17:30:00+02:00"


def page(
    *,
    linked: bool = True,
    meta: bool = True,
    body: str = "".join(f"<p>{part}</p>" for part in (FIRST, SECOND, THIRD)),
    title: str = TITLE,
) -> bytes:
    """A news page with navigation, a cookie banner, and structured metadata."""
    news = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Not this"},
            {
                "@type": "NewsArticle",
                "headline": title,
                "datePublished": PUBLISHED,
                "author": [{"@type": "Person", "name": "Mara Lind"}],
                "publisher": {"@type": "Organization", "name": "Vesk Courier"},
            },
        ],
    }
    head = f'<script type="application/ld+json">{json.dumps(news)}</script>' if linked else ""
    if meta:
        head += (
            f'<meta property="og:title" content="{title}">'
            '<meta property="og:site_name" content="Vesk Courier">'
            '<meta name="author" content="Mara Lind">'
            f'<meta property="article:published_time" content="{PUBLISHED}">'
            '<link rel="canonical" href="https://courier.example/harbour-reopens">'
        )
    return (
        f'<!doctype html><html lang="en"><head><title>{title} | Vesk Courier</title>'
        f'<meta charset="utf-8">{head}</head><body>'
        '<div class="cookie-banner"><p>We use cookies. Accept all cookies</p></div>'
        '<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>'
        f"<article><h1>{title}</h1>{body}</article>"
        "<aside><h3>Most read</h3><ul><li><a href='/x'>Ten soups for the winter</a></li></ul>"
        "</aside><footer>© Vesk Courier. All rights reserved.</footer></body></html>"
    ).encode()


def zipped(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


def docx(*, declaration: str = "", paragraphs: tuple[str, ...] = (FIRST, SECOND, THIRD)) -> bytes:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    heading = f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>{TITLE}</w:t></w:r></w:p>'
    rest = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?>{declaration}<w:document xmlns:w="{w}">'
        f"<w:body>{heading}{rest}</w:body></w:document>"
    )
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/"><dc:creator>Mara Lind</dc:creator>'
        "<dcterms:created>2031-03-04T16:00:00Z</dcterms:created></cp:coreProperties>"
    )
    return zipped({"word/document.xml": document.encode(), "docProps/core.xml": core.encode()})


def odt() -> bytes:
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    meta_ns = "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
    rest = "".join(f"<text:p>{words}</text:p>" for words in (FIRST, SECOND, THIRD))
    content = (
        f'<office:document-content xmlns:office="{office}" xmlns:text="{text}"><office:body>'
        f"<office:text><text:h>{TITLE}</text:h>{rest}</office:text></office:body>"
        "</office:document-content>"
    )
    meta = (
        f'<office:document-meta xmlns:office="{office}" xmlns:meta="{meta_ns}" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>'
        "<meta:initial-creator>Mara Lind</meta:initial-creator>"
        "<meta:creation-date>2031-03-04T16:00:00</meta:creation-date></office:meta>"
        "</office:document-meta>"
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": content.encode(),
            "meta.xml": meta.encode(),
        }
    )


def rtf() -> bytes:
    escaped = "\\par\\par ".join(
        "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text)
        for text in (TITLE, FIRST, SECOND, THIRD)
    )
    return (
        "{\\rtf1\\ansi\\deff0{\\info{\\author Mara Lind}{\\creatim\\yr2031\\mo3\\dy4}}"
        f"{{\\fonttbl{{\\f0 Times;}}}}\\f0 {escaped}}}"
    ).encode("ascii")


def pdf(pages: list[list[str]] | None = None, *, title: str = "") -> bytes:
    """A PDF written by hand: one line of text a string."""
    pages = pages if pages is not None else [wrapped(TITLE + "\n\n" + BODY)]
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    )
    for number, lines in enumerate(pages):
        shown = b"".join(
            b"("
            + line.encode("cp1252")
            .replace(b"\\", b"\\\\")
            .replace(b"(", b"\\(")
            .replace(b")", b"\\)")
            + b") Tj T*\n"
            for line in lines
        )
        stream = zlib.compress(b"BT /F1 11 Tf 50 780 Td 14 TL\n" + shown + b"ET")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(
            f"<< /Length {len(stream)} /Filter /FlateDecode >>\nstream\n".encode()
            + stream
            + b"\nendstream"
        )
    objects.append(
        f"<< /Title ({title}) /Author (Mara Lind) "
        "/CreationDate (D:20310304173000+02'00') >>".encode()
    )
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += (
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\n"
        f"startxref\n{start}\n%%EOF"
    ).encode()
    return bytes(out)


def wrapped(text: str, width: int = 80) -> list[str]:
    """Lines as a printed page breaks them; an empty line between paragraphs."""
    import textwrap

    lines: list[str] = []
    for paragraph in text.split("\n\n"):
        lines += [*textwrap.wrap(paragraph, width, break_on_hyphens=False), ""]
    return lines


def mail(*, html: bool = False, attachment: tuple[str, bytes] | None = None) -> bytes:
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"] = "Vesk Courier <news@courier.example>"
    message["To"] = "reader@desk.example"
    message["Subject"] = TITLE
    message["Date"] = "Tue, 04 Mar 2031 17:30:00 +0200"
    message["Message-ID"] = "<1@courier.example>"
    if html:
        message.set_content("This mail needs HTML.")
        message.add_alternative(page().decode(), subtype="html")
    else:
        message.set_content(BODY)
    if attachment:
        name, data = attachment
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def workbook() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.append(["Headline", "Source", "Date", "Full Text", "Link"])
    sheet.append([TITLE, "Vesk Courier", "2031-03-04", BODY, "https://courier.example/1"])
    sheet.append(["Ferry found", "Nordsund Post", "5 March 2031", FIRST, ""])
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def warc(pages: dict[str, bytes], *, packed: bool = True) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for address, data in pages.items():
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                address, "response", payload=io.BytesIO(data), http_headers=headers
            )
        )
    return out.getvalue()


def rss(*, content: bool = True) -> bytes:
    full = f"<content:encoded><![CDATA[<p>{FIRST}</p><p>{SECOND}</p>]]></content:encoded>"
    return (
        '<?xml version="1.0"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Vesk Courier</title>'
        f"<item><title>{TITLE}</title><link>https://courier.example/1</link>"
        "<dc:creator>Mara Lind</dc:creator><pubDate>Tue, 04 Mar 2031 17:30:00 +0200</pubDate>"
        f"<description>The harbour is open.</description>{full if content else ''}</item>"
        "</channel></rss>"
    ).encode()


def atom() -> bytes:
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Vesk Courier</title>'
        f"<entry><title>{TITLE}</title><link href='https://courier.example/1'/>"
        "<author><name>Mara Lind</name></author><published>2031-03-04T17:30:00+02:00</published>"
        f'<content type="html">&lt;p&gt;{FIRST}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;</content>'
        "</entry></feed>"
    ).encode()


def gzipped(data: bytes) -> bytes:
    return gzip.compress(data)
