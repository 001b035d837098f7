"""Material as it really comes: old pages, walls, forwarded mail, odd tables, Markdown."""

from __future__ import annotations

import csv
import io
import json
import quopri
import textwrap
from email.message import EmailMessage

import file_samples as samples
import pytest

from analysis.errors import Refused
from analysis.ingest.dates import iso_date
from analysis.ingest.registry import read
from analysis.ingest.tables import preview_table
from analysis.model import Article

PARAGRAPHS = (samples.FIRST, samples.SECOND, samples.THIRD)


def one(name: str, data: bytes) -> Article:
    [piece] = read(name, data)
    assert isinstance(piece, Article), piece
    return piece


def refused(name: str, data: bytes) -> Refused:
    [piece] = read(name, data)
    assert isinstance(piece, Refused), piece
    return piece


def words(text: str) -> str:
    return " ".join(text.split())


# --- pages ----------------------------------------------------------------------------------


def old_page(title: str) -> bytes:
    """Laid out with tables in tables, Windows-1252, nothing stated but what one sees."""
    body = "<P>" + "</P><P>".join(PARAGRAPHS) + "</P>"
    return (
        f"<HTML><HEAD><TITLE>{title}</TITLE><META http-equiv='Content-Type' content='text/html; "
        "charset=windows-1252'></HEAD><BODY><TABLE><TR><TD><TABLE><TR><TD><A href=/>Home</A></TD>"
        "</TR><TR><TD><A href=/w>Weather</A></TD></TR></TABLE></TD><TD><TABLE><TR><TD><FONT "
        f"size=5><B>{samples.TITLE}</B></FONT><BR>By Mara Lind, Vesk Courier<BR>Published: 4 March "
        f"2031, 17:30</TD></TR><TR><TD>{body}</TD></TR></TABLE></TD></TR></TABLE>"
        "<HR>Copyright 2031 Vesk Courier</BODY></HTML>"
    ).encode("cp1252")


@pytest.mark.parametrize(
    "title",
    [
        f"{samples.TITLE} | Vesk Courier",
        f"Vesk Courier: {samples.TITLE}",
        f"{samples.TITLE} - Vesk Courier",
    ],
)
def test_an_old_page_laid_out_with_tables(title: str) -> None:
    article = one("old.htm", old_page(title))
    assert (article.title, article.outlet, article.author) == (
        samples.TITLE, "Vesk Courier", "Mara Lind",
    )  # fmt: skip
    assert (article.published_at, article.date_origin) == ("2031-03-04T17:30:00", "text")
    assert words(article.analysed_text()) == words(samples.BODY)


def test_a_table_of_data_stays_out_of_the_way_of_the_text() -> None:
    data = "<table><tr><th>Pier</th><th>Ships</th></tr><tr><td>East</td><td>12</td></tr></table>"
    body = "".join(f"<p>{part}</p>" for part in PARAGRAPHS) + data
    assert samples.THIRD in one("page.html", samples.page(body=body)).text


def test_links_forms_and_shares_within_the_body_are_left_out() -> None:
    body = (
        f"<div class='share'><a>Share on Facebook</a> <a>Tweet</a></div><p>{samples.FIRST}</p>"
        "<div class='newsletter'><h3>Sign up for our morning newsletter</h3><form><input></form>"
        f"</div><p>{samples.SECOND}</p><p><b>Also Read:</b> <a href=/x>Ten soups</a></p>"
        f"<p>{samples.THIRD}</p><h4>Related articles</h4><ul><li><a href=/a>Five walks</a></ul>"
    )
    article = one("page.html", samples.page(body=body))
    assert words(article.analysed_text()) == words(samples.BODY)


def bare(title: str, body: str) -> bytes:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()


NOTICES = [
    ("404 Not Found", "<h1>404 Not Found</h1><hr>nginx", "error message"),
    ("Vesk Courier", "<p>Sorry, the page you are looking for could not be found.</p>",
     "error message"),
    ("Just a moment...", "<p>Checking your browser before you go on.</p>", "robots"),
    ("Access denied", "<p>You do not have permission to see this.</p>", "robots"),
    ("Harbour opens | The Crown",
     "<article><h1>Harbour opens</h1><p>Subscribe to continue reading.</p><p>Already a "
     "subscriber? Log in.</p></article>", "paywall"),
    ("App", "<div id=root></div><noscript>You need to enable JavaScript to run this app."
     "</noscript>", "script"),
    ("Loading…", "<div id=root></div>", "script"),
    ("Before you continue", "<p>We use cookies to improve this website.</p><p>Accept all</p>",
     "cookies"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "body", "reason"), NOTICES, ids=[case[0] for case in NOTICES])
def test_a_page_that_is_no_article_is_refused(title: str, body: str, reason: str) -> None:
    said = refused("page.html", bare(title, body))
    assert reason in said.reason
    assert said.remedy


def test_an_article_about_such_things_is_an_article() -> None:
    body = "".join(f"<p>{part}</p>" for part in PARAGRAPHS) * 3
    assert one("page.html", bare("404 ships found at sea", body)).text
    assert one("page.html", bare("x", f"<p>{samples.FIRST}</p><p>Subscribe now</p>")).text


def test_a_page_saved_as_mht_is_a_page() -> None:
    page = quopri.encodestring(samples.page(meta=False))
    data = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://courier.example/saved\r\n"
        b"Subject: x\r\nDate: Mon, 3 Mar 2031 12:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="--X"\r\n\r\n'
        b"----X\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        b"Content-Location: https://courier.example/saved\r\n\r\n" + page + b"\r\n----X--\r\n"
    )
    article = one("saved.mht", data)
    assert (article.title, article.url) == (samples.TITLE, "https://courier.example/saved")
    assert words(article.analysed_text()) == words(samples.BODY)


# --- mail -----------------------------------------------------------------------------------


def newsletter() -> bytes:
    message = EmailMessage()
    message["From"] = '"The Brief" <brief@brief.example>'
    message["To"] = "desk@desk.example"
    message["Subject"] = "Today: Vesk’s harbour – open again"
    message["Date"] = "Mon, 3 Mar 2031 18:05:00 +0100"
    message["List-Unsubscribe"] = "<https://brief.example/u>"
    message.set_content("View this email in your browser: https://brief.example/1")
    rows = "".join(f"<tr><td><p>{part}</p></td></tr>" for part in PARAGRAPHS)
    message.add_alternative(
        f"<html><body><table><tr><td>View this email in your browser</td></tr>{rows}<tr><td>You "
        "are receiving this email because you signed up.<br>Unsubscribe | Manage preferences"
        "</td></tr></table></body></html>",
        subtype="html",
        cte="quoted-printable",
    )
    return message.as_bytes()


def test_a_newsletter_is_its_text_without_what_surrounds_it() -> None:
    article = one("x", newsletter())
    assert (article.title, article.outlet) == ("Today: Vesk’s harbour – open again", "The Brief")
    assert article.published_at == "2031-03-03T18:05:00+01:00"
    assert words(article.analysed_text()) == words(samples.BODY)


def plain_mail(body: str, *, subject: str = "Fwd: harbour", kind: str = "") -> bytes:
    return (
        f"From: Ada <ada@desk.example>\r\nTo: bo@desk.example\r\nSubject: {subject}\r\n"
        "Date: Wed, 5 Mar 2031 09:00:00 +0000\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: text/plain; charset=utf-8{kind}\r\n\r\n" + body.replace("\n", "\r\n")
    ).encode()


def test_a_forwarded_newsletter_is_who_wrote_it_not_who_sent_it_on() -> None:
    body = (
        "FYI\n\n---------- Forwarded message ---------\nFrom: Vesk Courier <news@courier.example>\n"
        "Date: Tue, 4 Mar 2031 at 17:30\nSubject: Harbour reopens\nTo: <ada@desk.example>\n\n\n"
        + samples.BODY
    )
    article = one("x.eml", plain_mail(body))
    assert (article.title, article.outlet) == ("Harbour reopens", "Vesk Courier")
    assert article.published_at == "2031-03-04T17:30:00"
    assert words(article.analysed_text()) == words(samples.BODY)


def test_a_quoted_mail_loses_its_marks_and_flowed_lines_are_joined() -> None:
    quoted = "\n".join(f"> {line}" for line in samples.BODY.split("\n"))
    article = one("x.eml", plain_mail(f"See:\n\n{quoted}\n"))
    assert words(article.text) == words(f"See: {samples.BODY}")
    assert article.title == "harbour"
    flowed = "\n\n".join(" \n".join(textwrap.wrap(part, 60)) for part in PARAGRAPHS)
    article = one("x.eml", plain_mail(flowed, kind="; format=flowed"))
    assert article.text.strip() == samples.BODY


# --- tables ---------------------------------------------------------------------------------


def norwegian(*, dates: tuple[str, str] = ("04.03.2031", "05.03.2031")) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(["Nr", "Dato", "Avis", "Overskrift", "Brødtekst"])
    writer.writerow([1, dates[0], "Vesk Courier", samples.TITLE, samples.BODY])
    writer.writerow([2, dates[1], "Nordsund Post", "Ferry found", samples.FIRST])
    return out.getvalue().encode("cp1252")


COLUMNS = {
    "text": "Brødtekst", "title": "Overskrift", "outlet": "Avis", "published": "Dato",
}  # fmt: skip


def test_a_table_with_odd_columns_is_previewed_and_read_as_chosen() -> None:
    preview = preview_table("odd.csv", norwegian())
    assert preview is not None
    assert preview.columns == ("Nr", "Dato", "Avis", "Overskrift", "Brødtekst")
    assert preview.rows[1][2] == "Nordsund Post"
    assert preview.guess["text"] == "Brødtekst"  # by its length: no name tells it
    first, second = read("odd.csv", norwegian(), mapping=COLUMNS)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.title, first.outlet, first.published_at) == (
        samples.TITLE, "Vesk Courier", "2031-03-04",
    )  # fmt: skip
    assert second.published_at == "2031-03-05"


def test_two_columns_of_prose_are_not_chosen_between() -> None:
    out = io.StringIO()
    csv.writer(out).writerows([["a", "b"], [samples.BODY, samples.BODY]])
    said = refused("two.csv", out.getvalue().encode())
    assert "a, b" in said.reason


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (("03/04/2031", "03/14/2031"), "2031-03-04"),
        (("03/04/2031", "14/03/2031"), "2031-04-03"),  # the column tells the order
        (("3.4.2031", "1.1.2031"), "2031-04-03"),
    ],
)
def test_the_order_of_day_and_month_is_that_of_the_column(
    dates: tuple[str, str], expected: str
) -> None:
    first = next(iter(read("t.csv", norwegian(dates=dates), mapping=COLUMNS)))
    assert isinstance(first, Article)
    assert first.published_at == expected


def test_a_table_without_texts_says_what_is_missing() -> None:
    data = b"id,media_name,title,url,publish_date\n1,Post,Harbour,https://a.example/1,2031-03-04\n"
    said = refused("cloud.csv", data)
    assert "media_name" in said.reason
    assert "full text" in said.remedy


# --- text -----------------------------------------------------------------------------------


def test_markdown_is_read_without_its_marks() -> None:
    source = (
        "# Harbour *reopens*\n\n*By Mara Lind, 4 March 2031*\n\n- **Two** ferries are adrift, the "
        "[port authority](https://courier.example/1) said. ![pier](http://x.example/p.png)\n\n"
        '> "We `saw` it," snake_case_word said; 2 * 3 * 4.\n'
    )
    article = one("note.md", source.encode())
    assert (article.title, article.author, article.published_at) == (
        "Harbour reopens", "Mara Lind", "2031-03-04",
    )  # fmt: skip
    assert words(article.analysed_text()) == (
        '- Two ferries are adrift, the port authority said. "We saw it," snake_case_word said; '
        "2 * 3 * 4."
    )


def test_front_matter_is_metadata() -> None:
    source = (
        f'---\ntitle: "Harbour: open"\ndate: 2031-03-06\nauthor: Mara Lind\n---\n{samples.FIRST}'
    )
    article = one("note.md", source.encode())
    assert (article.title, article.published_at) == ("Harbour: open", "2031-03-06")
    assert words(article.analysed_text()) == samples.FIRST


def test_asterisks_and_underlines_of_plain_text_are_text() -> None:
    source = "The union *doubted* it, a_b said.\n\nNo boat would leave, the chairman added."
    assert one("x.txt", source.encode()).text == source


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.log", b"".join(b"2031-03-03 10:00 INFO worker pid=%d\n" % n for n in range(60))),
        ("x.css", b"body { margin: 0; color: #333; }\n.menu > a:hover { color: red; }\n"),
        ("x.js", b"function go(x) { var y = x || {}; return y.a === 1 ? y : null; }\n"),
        ("x.url", b"[InternetShortcut]\r\nURL=https://courier.example/1\r\n"),
    ],
)  # fmt: skip
def test_what_is_no_prose_is_refused(name: str, data: bytes) -> None:
    said = refused(name, data)
    assert said.reason
    assert said.remedy


@pytest.mark.parametrize("sentence", ["港口于星期二重新开放。", "أعيد فتح الميناء يوم الثلاثاء."])
def test_prose_of_other_scripts_is_prose(sentence: str) -> None:
    assert one("x.txt", (sentence * 100).encode()).language != "en"


def test_event_registry_gives_the_time_of_publication_not_of_collection() -> None:
    record = {"title": "T", "body": samples.BODY, "dateTime": "2031-03-04T18:00:00Z",
              "dateTimePub": "2031-03-04T15:30:00Z"}  # fmt: skip
    data = json.dumps({"articles": {"results": [record]}}).encode()
    assert one("er.json", data).published_at == "2031-03-04T15:30:00+00:00"


@pytest.mark.parametrize(
    ("said", "iso"),
    [
        ("03.04.2031", "2031-04-03"),
        ("3/4/2031", "2031-03-04"),
        ("14/3/2031", "2031-03-14"),
        ("4 March 2031, 17:30 CET", "2031-03-04T17:30:00+01:00"),
    ],
)
def test_dates_as_people_write_them(said: str, iso: str) -> None:
    assert iso_date(said) == iso


# --- tables whose columns say little ----------------------------------------------------------


def test_columns_with_names_of_their_own_are_told_by_their_cells() -> None:
    rows = ["Nr;Topic;Words;Seen;Where;Whose"]
    for number, title in enumerate(["Pier falls in Vesk", "Ferry is late again", "Fog until noon"]):
        rows.append(
            f'{number};{title};"{samples.FIRST.replace(chr(34), "")}";{4 + number}.03.2031;'
            "Vesk Courier;Mara Lind"
        )
    articles = list(read("cuttings.csv", "\n".join(rows).encode()))
    assert len(articles) == 3
    first = articles[0]
    assert isinstance(first, Article)
    assert (first.title, first.outlet, first.author, first.published_at) == (
        "Pier falls in Vesk", "Vesk Courier", "Mara Lind", "2031-03-04",
    )  # fmt: skip


def test_a_workbook_with_a_title_above_its_columns_and_articles_on_two_sheets() -> None:
    from openpyxl import Workbook

    book = Workbook()
    for sheet, title in ((book.active, "Pier falls"), (book.create_sheet("more"), "Ferry is late")):
        assert sheet is not None
        sheet.append(["Article", None, "Source", "When"])
        sheet.append(["Headline", "Article text", "Newspaper", "Publication date"])
        sheet.append([title, samples.FIRST, "Vesk Courier", "2031-03-04"])
    book.create_sheet("notes").append(["made for the desk"])
    data = io.BytesIO()
    book.save(data)
    articles = list(read("export.xlsx", data.getvalue()))
    assert [piece.title for piece in articles if isinstance(piece, Article)] == [
        "Pier falls", "Ferry is late",
    ]  # fmt: skip
    assert all(isinstance(piece, Article) for piece in articles)
    preview = preview_table("export.xlsx", data.getvalue())
    assert preview is not None
    assert preview.columns == ("Headline", "Article text", "Newspaper", "Publication date")
