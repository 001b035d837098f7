"""Every format gives the article with its title, outlet, author, date and clean body."""

import csv
import io
import json

import file_samples as samples
import pytest

from analysis.errors import Refused
from analysis.ingest.registry import read
from analysis.model import Article


def articles(name: str, data: bytes) -> list[Article]:
    found = list(read(name, data))
    refused = [str(piece) for piece in found if isinstance(piece, Refused)]
    assert not refused
    return [piece for piece in found if isinstance(piece, Article)]


def table(separator: str, encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(["title", "media_name", "publish_date", "url", "text"])
    writer.writerow(
        [samples.TITLE, "Vesk Courier", "2031-03-04", "https://courier.example/1", samples.BODY]
    )
    return out.getvalue().encode(encoding)


NINJS = {
    "uri": "tag:courier.example,2031:1",
    "type": "text",
    "headline": samples.TITLE,
    "byline": "Mara Lind",
    "versioncreated": samples.PUBLISHED,
    "copyrightholder": "Vesk Courier",
    "language": "en",
    "body_xhtml": f"<p>{samples.FIRST}</p><p>{samples.SECOND}</p><p>{samples.THIRD}</p>",
}
NINJS_3 = {
    "uri": "https://courier.example/1",
    "headlines": [{"role": "main", "value": samples.TITLE}],
    "by": "Mara Lind",
    "byline": "Mara Lind",
    "contentcreated": samples.PUBLISHED,
    "versioncreated": samples.PUBLISHED,
    "infosources": [],
    "source": "Vesk Courier",
    "bodies": [
        {"role": "teaser", "contenttype": "text/plain", "value": "Open again."},
        {"role": "main", "contenttype": "text/plain", "value": samples.BODY},
    ],
}
MEDIA_CLOUD = {
    "stories": [
        {
            "stories_id": 11,
            "title": samples.TITLE,
            "media_name": "Vesk Courier",
            "publish_date": "2031-03-04 17:30:00",
            "url": "https://courier.example/1",
            "language": "en",
            "text": samples.BODY,
        }
    ]
}
EVENT_REGISTRY = {
    "articles": {
        "totalResults": 1,
        "results": [
            {
                "uri": "7001",
                "lang": "eng",
                "dateTimePub": "2031-03-04T15:30:00Z",
                "url": "https://courier.example/1",
                "title": samples.TITLE,
                "body": samples.BODY,
                "source": {"uri": "courier.example", "title": "Vesk Courier"},
                "authors": [{"name": "Mara Lind"}],
            }
        ],
    }
}
LINE = {
    "id": "x",
    "text": samples.BODY,
    "title": samples.TITLE,
    "outlet": "Vesk Courier",
    "published_at": samples.PUBLISHED,
}

FORMATS = [
    # name, bytes, outlet, author, the beginning of the date
    ("page.html", samples.page(), "Vesk Courier", "Mara Lind", samples.PUBLISHED),
    ("only-linked.html", samples.page(meta=False), "Vesk Courier", "Mara Lind", samples.PUBLISHED),
    ("only-meta.html", samples.page(linked=False), "Vesk Courier", "Mara Lind", samples.PUBLISHED),
    ("article.docx", samples.docx(), "", "Mara Lind", "2031-03-04"),
    ("article.odt", samples.odt(), "", "Mara Lind", "2031-03-04"),
    ("article.rtf", samples.rtf(), "", "Mara Lind", "2031-03-04"),
    ("article.pdf", samples.pdf(), "", "Mara Lind", samples.PUBLISHED),
    ("mail.eml", samples.mail(), "Vesk Courier", "", samples.PUBLISHED),
    ("table.csv", table(","), "Vesk Courier", "", "2031-03-04"),
    ("table.tsv", table("\t"), "Vesk Courier", "", "2031-03-04"),
    ("european.csv", table(";", "utf-16"), "Vesk Courier", "", "2031-03-04"),
    ("ninjs.json", json.dumps(NINJS).encode(), "Vesk Courier", "Mara Lind", samples.PUBLISHED),
    ("ninjs3.json", json.dumps(NINJS_3).encode(), "Vesk Courier", "Mara Lind", samples.PUBLISHED),
    (
        "cloud.json",
        json.dumps(MEDIA_CLOUD, indent=1).encode(),
        "Vesk Courier",
        "",
        "2031-03-04T17:30:00",
    ),
    (
        "registry.json",
        json.dumps(EVENT_REGISTRY).encode(),
        "Vesk Courier",
        "Mara Lind",
        "2031-03-04T15:30:00+00:00",
    ),
    ("lines.jsonl", json.dumps(LINE).encode(), "Vesk Courier", "", samples.PUBLISHED),
    (
        "lines.jsonl.gz",
        samples.gzipped(json.dumps(LINE).encode()),
        "Vesk Courier",
        "",
        samples.PUBLISHED,
    ),
    (
        "pages.zip",
        samples.zipped({"a/b/page.html": samples.page()}),
        "Vesk Courier",
        "Mara Lind",
        samples.PUBLISHED,
    ),
    (
        "pages.warc",
        samples.warc({"https://courier.example/1": samples.page()}, packed=False),
        "Vesk Courier",
        "Mara Lind",
        samples.PUBLISHED,
    ),
    (
        "pages.warc.gz",
        samples.warc({"https://courier.example/1": samples.page()}),
        "Vesk Courier",
        "Mara Lind",
        samples.PUBLISHED,
    ),
]


@pytest.mark.parametrize(
    ("name", "data", "outlet", "author", "published"), FORMATS, ids=[f[0] for f in FORMATS]
)
def test_a_format_gives_the_article(
    name: str, data: bytes, outlet: str, author: str, published: str
) -> None:
    [article] = articles(name, data)
    assert article.title == samples.TITLE
    assert article.outlet == outlet
    assert article.author == author
    assert article.published_at.startswith(published)
    analysed = " ".join(article.analysed_text().split())
    assert analysed == " ".join(samples.BODY.split())


@pytest.mark.parametrize(
    ("name", "data", "outlet", "author", "published"), FORMATS, ids=[f[0] for f in FORMATS]
)
def test_the_content_decides_whatever_the_name_says(
    name: str, data: bytes, outlet: str, author: str, published: str
) -> None:
    if name.startswith("mail") or "csv" in name or "tsv" in name:
        expected = articles(name, data)[0].title
        assert articles("something", data)[0].title == expected
    else:
        assert [a.text for a in articles("wrong.pdf", data)] == [
            a.text for a in articles(name, data)
        ]


@pytest.mark.parametrize("data", [samples.rss(), samples.atom()], ids=["rss", "atom"])
def test_a_feed_gives_its_entries(data: bytes) -> None:
    [article] = articles("feed.xml", data)
    assert (article.title, article.outlet, article.author, article.url) == (
        samples.TITLE,
        "Vesk Courier",
        "Mara Lind",
        "https://courier.example/1",
    )
    assert article.published_at.startswith("2031-03-04T17:30:00")
    assert article.text == f"{samples.FIRST}\n\n{samples.SECOND}"


def test_a_feed_of_teasers_is_refused_with_the_remedy() -> None:
    [refused] = read("feed.xml", samples.rss(content=False))
    assert isinstance(refused, Refused)
    assert "teaser" in refused.reason
    assert "page" in refused.remedy


def test_a_mail_that_is_html_at_heart_gives_the_html() -> None:
    [article] = articles("mail.eml", samples.mail(html=True))
    assert samples.SECOND in article.text


def test_attachments_are_read_and_pictures_passed_over() -> None:
    found = articles("mail.eml", samples.mail(attachment=("a.docx", samples.docx())))
    assert [article.title for article in found] == [samples.TITLE, samples.TITLE]


def test_a_mailbox_gives_every_mail() -> None:
    box = b"".join(
        b"From news@courier.example Tue Mar  4 17:30:00 2031\n" + samples.mail() + b"\n"
        for _ in range(3)
    )
    assert len(articles("box.mbox", box)) == 3


def test_a_workbook_gives_a_row_each() -> None:
    first, second = articles("book.xlsx", samples.workbook())
    assert (first.title, first.outlet, first.published_at) == (
        samples.TITLE,
        "Vesk Courier",
        "2031-03-04",
    )
    assert second.published_at == "2031-03-05"


def test_the_chosen_columns_win_over_the_guess() -> None:
    data = b"text,words,who\nnothing,The pier fell.,Vesk Courier\n"
    [article] = read("t.csv", data, mapping={"text": "words", "outlet": "who"})
    assert isinstance(article, Article)
    assert (article.text, article.outlet) == ("The pier fell.", "Vesk Courier")


def test_a_table_without_a_text_column_says_which_columns_it_has() -> None:
    [refused] = read("t.csv", b"colour,size\nred,3\n")
    assert isinstance(refused, Refused)
    assert "colour, size" in refused.reason


def test_json_lines_go_on_behind_a_broken_line() -> None:
    data = b'{"id": "a", "text": "One."}\n{"id": "b", "text": \n\n[1]\n{"id": "c"}\n' + (
        b'{"id": "d", "text": "Four."}'
    )
    found = list(read("x.jsonl", data))
    assert [p.id if isinstance(p, Article) else p.item for p in found] == [
        "a",
        "x.jsonl, line 2",
        "x.jsonl, line 4",
        "x.jsonl, line 5",
        "d",
    ]


def test_json_lines_keep_the_text_to_the_letter() -> None:
    text = " Two  spaces,\r\na â€™ that stays,\ttabs and \u200bmore. "
    [article] = articles("x.jsonl", json.dumps({"id": 7, "text": text}).encode())
    assert (article.id, article.text) == ("7", text)


def test_a_dct_is_the_publication_time() -> None:
    line = json.dumps({"text": "It rained.", "dct": "20310304"}).encode()
    [article] = articles("x.jsonl", line)
    assert (article.published_at, article.date_origin) == ("2031-03-04", "metadata")


def test_pages_of_a_pdf_run_on_without_their_heads_and_feet() -> None:
    words = samples.BODY.replace("\n\n", " ").replace("reopened", "re-opened")
    lines = samples.wrapped(words, 60)
    pages = [["Vesk Courier, 4 March", *lines[n : n + 3], str(n)] for n in range(0, len(lines), 3)]
    [article] = articles("x.pdf", samples.pdf(pages))
    assert " ".join(article.text.split()) == words


def test_words_divided_at_a_line_end_of_a_pdf_are_joined() -> None:
    [article] = articles(
        "x.pdf",
        samples.pdf([["The harbour mas-", "ter of Vesk said that the well-", "known pier fell."]]),
    )
    assert "harbour master of Vesk" in article.text


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Çà et là, “près” – the café".encode("utf-8-sig"), "Çà et là, “près” – the café"),
        ("“Quoted” – the café’s owner said. " .encode("cp1252") * 5, "“Quoted” – the café’s owner"),
        ("The café’s owner said no. ".encode("utf-16") * 1, "The café’s owner said no."),
        ("The owner said no twice. ".encode("utf-16-le"), "The owner said no twice."),
        ("It’s late. It’s “done”.".encode().decode("cp1252", "replace").encode(),
         "It’s late."),
        (b"line one\r\nline two\rline three", "line one\nline two\nline three"),
        ("Президент заявил, что переговоры продолжатся завтра утром.".encode("cp1251") * 3,
         "Президент заявил"),
    ],
    ids=["bom", "cp1252", "utf-16", "utf-16 without mark", "mojibake", "line ends", "cp1251"],
)  # fmt: skip
def test_encodings_are_read(data: bytes, expected: str) -> None:
    [article] = articles("x.txt", data)
    assert expected in article.text
