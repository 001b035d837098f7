"""Pages as sites of different ages build them: where title, outlet, byline and date stand, and
what is no article at all."""

from __future__ import annotations

import file_samples as samples
import pytest

from analysis.errors import Refused
from analysis.ingest.registry import read
from analysis.model import Article

BODY = "".join(f"<p>{paragraph}</p>" for paragraph in samples.BODY.split("\n\n"))


def page(head: str, body: str) -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


SITES = {
    "microdata": page(
        "<title>Vesk Post</title>",
        '<div itemscope itemtype="https://schema.org/NewsArticle">'
        f'<h1 itemprop="headline">{samples.TITLE}</h1>'
        '<span itemprop="publisher" itemscope itemtype="https://schema.org/Organization">'
        '<meta itemprop="name" content="Vesk Post"></span>'
        '<p>By <span itemprop="author" itemscope itemtype="https://schema.org/Person">'
        '<span itemprop="name">Mara Lind</span></span>, <time itemprop="datePublished" '
        f'datetime="2031-03-04T20:31:00+01:00">Tuesday night</time></p>{BODY}</div>',
    ),
    "a graph of JSON-LD whose parts refer to each other": page(
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": '
        f'"{samples.TITLE}", "datePublished": "2031-03-04T20:31:00+01:00", "author": '
        '{"@id": "#mara"}, "publisher": {"@id": "#paper"}}, {"@type": "Person", "@id": "#mara", '
        '"name": "Mara Lind"}, {"@type": "Organization", "@id": "#paper", "name": "Vesk Post"}]}'
        "</script>",
        f"<h1>{samples.TITLE}</h1>{BODY}",
    ),
    "Dublin Core": page(
        f'<title>{samples.TITLE}</title><meta name="DC.Publisher" content="Vesk Post">'
        '<meta name="DC.Creator" content="Mara Lind">'
        '<meta name="DC.Date.Issued" content="2031-03-04T20:31:00+01:00">',
        f"<h1>{samples.TITLE}</h1>{BODY}",
    ),
    "a byline below the standfirst, the profile's address as author": page(
        f'<meta property="og:title" content="{samples.TITLE} | Vesk Post">'
        '<meta property="og:site_name" content="Vesk Post">'
        '<meta property="article:author" content="https://social.example/mara.lind">'
        '<meta property="article:published_time" content="2031-03-04T20:31:00+01:00">',
        f"<article><h1>{samples.TITLE}</h1><p>What fell, and what was known.</p>"
        f"<div>By <span>Mara Lind</span> in Vesk</div><section>{BODY}</section></article>",
    ),
    "nothing but what one sees": page(
        "<title>The Vesk Post</title>",
        f"<table><tr><td><font size=6>The Vesk Post</font></td></tr><tr><td><h1>{samples.TITLE}"
        "</h1><p><i>By Mara Lind</i><br>Tuesday, 4 March 2031, 20:31</p>"
        f"{BODY}</td></tr></table>",
    ),
    "a logo": page(
        f"<title>{samples.TITLE}</title>",
        f'<header><a class="site-logo" href="/">Vesk Post</a></header><h1>{samples.TITLE}</h1>'
        f"<p>By Mara Lind | 4 March 2031, 20:31 | 3 min read</p>{BODY}",
    ),
}  # fmt: skip


def test_a_blog_names_itself_in_the_heading_and_its_author_below_the_text() -> None:
    body = samples.BODY.replace("\n\n", "<br><br>")
    [article] = read(
        "blog.html",
        page(
            f"<title>Vesk Watch: {samples.TITLE}</title>",
            f'<h1><a href="/">Vesk Watch</a></h1><h2>Tuesday, 4 March 2031</h2><h3>{samples.TITLE}'
            f"</h3><div>{body}</div><div>Posted by Mara Lind at <a>10:32</a></div>",
        ),
    )
    assert isinstance(article, Article)
    assert (article.title, article.outlet) == (samples.TITLE, "Vesk Watch")
    assert (article.author, article.published_at) == ("Mara Lind", "2031-03-04")


def test_what_a_mail_hides_and_ends_with_is_no_news() -> None:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in samples.BODY.split("\n\n"))
    mail = (
        "From: Vesk Post <news@veskpost.example>\nTo: me@desk.example\nSubject: Pier falls\n"
        "Date: Tue, 04 Mar 2031 18:02:11 +0100\nMIME-Version: 1.0\n"
        "Content-Type: text/html; charset=utf-8\n\n"
        f'<div style="display:none">Preview of the pier</div><p>By Mara Lind</p>{body}'
        "<p>You are receiving this email because you signed up.</p><p>Unsubscribe</p>"
        "<p>Vesk Post Ltd, 4 Quay Street, Vesk</p>"
    )
    [article] = read("news.eml", mail.encode())
    assert isinstance(article, Article)
    assert article.author == "Mara Lind"
    analysed = article.analysed_text()
    for hidden in ("Preview of the pier", "receiving this email", "Quay Street", "By Mara Lind"):
        assert hidden not in analysed
    assert samples.FIRST in analysed


@pytest.mark.parametrize("site", SITES)
def test_a_page_says_what_it_is_in_one_way_or_another(site: str) -> None:
    [article] = read("page.html", SITES[site])
    assert isinstance(article, Article), article
    assert article.title == samples.TITLE
    assert article.outlet.removeprefix("The ") == "Vesk Post"
    assert article.author == "Mara Lind"
    assert article.published_at.startswith("2031-03-04T20:31:00")
    for paragraph in samples.BODY.split("\n\n"):
        assert paragraph in article.analysed_text()


NO_ARTICLES = {
    "front page": page(
        "<title>Vesk Post - Front page</title>",
        "<nav><a href=/a>Town</a> <a href=/b>Port</a></nav><main>"
        + "".join(f"<h3><a href=/{n}>{words}</a></h3>" for n, words in enumerate(
            ["Bakery wins a prize", "Ferry late again", "Seal seen at the pier", "Fog until noon"]
        ))
        + "</main>",
    ),
    "sign in": page(
        "<title>Sign in - Vesk Post</title>",
        "<h1>Good to see you</h1><form><input type=email><input type=password></form>"
        "<p>By signing in you accept our terms. If you cannot sign in, write to us and tell us "
        "the address that you used.</p>",
    ),
    "missing": page(
        "<title>Page not found | Vesk Post</title>",
        "<h1>Oops! That page can&rsquo;t be found.</h1><p>It may have been moved, or the address "
        "may have been typed wrongly. Maybe try a search?</p>",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", NO_ARTICLES)
def test_what_a_site_shows_instead_of_an_article_is_refused(kind: str) -> None:
    [refused] = read("page.html", NO_ARTICLES[kind])
    assert isinstance(refused, Refused), refused
    assert refused.remedy


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("one.html", b"<"),
        ("hearing.ics", b"BEGIN:VCALENDAR\nVERSION:2.0\nSUMMARY:A hearing in Vesk\nEND:VCALENDAR"),
        ("mara.vcf", b"BEGIN:VCARD\nVERSION:3.0\nFN:Mara Lind\nORG:Vesk Post\nEND:VCARD\n"),
    ],
)  # fmt: skip
def test_what_holds_no_text_is_refused(name: str, data: bytes) -> None:
    [refused] = read(name, data)
    assert isinstance(refused, Refused), refused


def test_a_paragraph_that_is_a_link_as_a_whole_stays() -> None:
    linked = "Forms lie at the library. No proof is needed, said the judge, Amalie Stroud."
    [article] = read(
        "page.html",
        page(f"<title>{samples.TITLE}</title>", f"<article><h1>{samples.TITLE}</h1>{BODY}"
             f"<p><a href='javascript:alert(1)'>{linked}</a></p></article>"),
    )  # fmt: skip
    assert isinstance(article, Article)
    assert linked in article.text


@pytest.mark.parametrize(
    "line",
    [
        "Lesen Sie auch: Krabben werden teurer",
        "Sign up to our schools WhatsApp group for closures as they happen",
        f"The post {samples.TITLE} appeared first on Vesk Post.",
        "If you have trouble reading this message, click here",
        "You get this mail as a friend of the paper. To stop it, reply with STOP.",
        "Forward to a friend",
    ],
)
def test_what_stands_around_an_article_is_left_out(line: str) -> None:
    [article] = read("a.txt", f"{samples.FIRST}\n\n{line}\n\n{samples.SECOND}".encode())
    assert isinstance(article, Article)
    assert line in article.text
    assert line not in article.analysed_text()
    assert samples.SECOND in article.analysed_text()
