"""Broken and hostile files: a reason and a remedy for each, in bounded time, and nothing else."""

from __future__ import annotations

import io
import json
import random
import time
import zipfile
import zlib
from dataclasses import replace

import file_samples as samples
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.errors import Refused
from analysis.ingest.boilerplate import find_boilerplate
from analysis.ingest.dates import iso_date
from analysis.ingest.decode import decode
from analysis.ingest.guarded import GuardedReader
from analysis.ingest.limits import in_words, load_limits
from analysis.ingest.metadata import find_header, find_wire
from analysis.ingest.registry import read
from analysis.model import Article

LIMITS = load_limits()
TIGHT = replace(
    LIMITS,
    largest_file=3_000_000,
    largest_item=1_000_000,
    largest_unpacked=2_000_000,
    most_members=50,
    most_pages=20,
    most_rows=100,
    longest_text=50_000,
)


def refusals(name: str, data: bytes) -> list[Refused]:
    found = list(read(name, data, TIGHT))
    assert all(isinstance(piece, Refused) for piece in found), found
    return [piece for piece in found if isinstance(piece, Refused)]


def nested_zip(depth: int) -> bytes:
    data = samples.zipped({"article.txt": samples.BODY.encode()})
    for _ in range(depth):
        data = samples.zipped({"inner.zip": data})
    return data


def lying_zip() -> bytes:
    """A member whose header says 10 bytes and which unpacks to much more."""
    data = bytearray(samples.zipped({"a.txt": b"A" * 1_500_000}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.find(signature)
        data[place + offset : place + offset + 4] = (10).to_bytes(4, "little")
    return bytes(data)


def locked_zip() -> bytes:
    data = bytearray(samples.zipped({"a.txt": samples.BODY.encode()}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(signature) + offset] |= 1
    return bytes(data)


def deep_html(depth: int) -> bytes:
    return b"<html><body>" + b"<div>" * depth + b"<p>The pier fell.</p>" + b"</div>" * depth


LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "'
    + "&a;" * 10
    + '"><!ENTITY c "'
    + "&b;" * 10
    + '">]>'
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'

HOSTILE = [
    # name, bytes, a word of the reason
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\t ", "empty"),
    ("zeros.txt", bytes(1000), "cannot be read"),
    ("random.bin", random.Random(1).randbytes(5000), "cannot be read"),
    ("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "picture"),
    ("renamed.txt", b"\xff\xd8\xff\xe0" + bytes(range(256)), "picture"),
    ("program.exe", b"MZ\x90\0" + bytes(200), "program"),
    ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Office"),
    ("archive.rar", b"Rar!\x1a\x07\0" + bytes(50), "RAR"),
    ("large.txt", b"word " * 700_000, "larger than"),
    ("long.txt", b"word " * 20_000, "characters"),
    ("cut.pdf", samples.pdf()[:300], "damaged"),
    ("fake.pdf", b"%PDF-1.7\nThis is no PDF.", "damaged"),
    ("pictures.pdf", samples.pdf([[], []]), "OCR"),
    ("pages.pdf", samples.pdf([["x"]] * 25), "pages"),
    ("cut.docx", samples.docx()[:200], "damaged"),
    ("laughs.docx", samples.docx(declaration=LAUGHS, paragraphs=("&c;",)), "attack"),
    ("outside.docx", samples.docx(declaration=OUTSIDE, paragraphs=("&x;",)), "attack"),
    ("laughs.xml", (f'<?xml version="1.0"?>{LAUGHS}<rss><channel><title>&c;</title></channel>'
                    "</rss>").encode(), "attack"),
    ("utf16.xml", (f'<?xml version="1.0" encoding="utf-16"?>{OUTSIDE}<rss><channel/></rss>'
                   ).encode("utf-16"), "attack"),
    ("empty.xml", b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "no entries"),
    ("other.xml", b'<?xml version="1.0"?><invoice><sum>3</sum></invoice>', "XML"),
    ("cut.zip", samples.zipped({"a.txt": samples.BODY.encode()})[:100], "damaged"),
    ("none.zip", samples.zipped({}), "empty"),
    ("deep.zip", nested_zip(5), "packed more than"),
    ("bomb.zip", samples.zipped({"a.txt": bytes(1_100_000)}), "larger than"),
    ("many.zip", samples.zipped({f"{n}/": b"" for n in range(3)}), "empty"),
    ("lying.zip", lying_zip(), ""),
    ("locked.zip", locked_zip(), "password"),
    ("cut.gz", samples.gzipped(samples.BODY.encode())[:40], "damaged"),
    ("bomb.gz", samples.gzipped(bytes(4_000_000)), ""),
    ("cut.warc", samples.warc({"https://a.example/": samples.page()}, packed=False)[:150], ""),
    ("script.html", b"<html><body><script>document.write('x')</script></body></html>", "script"),
    ("deep.html", deep_html(230), "deep"),
    ("broken.json", b'{"articles": [{"title": "x", "body": ', "JSON"),
    ("deep.json", b"[" * 100_000 + b"]" * 100_000, "JSON"),
    ("nothing.json", b'{"a": [1, 2, {"b": null}]}', "No article"),
    ("broken.jsonl", b'{"id": 1, "text": "x"', "line 1"),
    ("words.csv", b"colour,size\nred,3\n", "columns are"),
    ("rows.csv", b"text,title\n", "no rows"),
    ("nul.csv", b"text,title\n\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", ""),
    ("broken.xlsx", samples.zipped({"xl/workbook.xml": b"<broken"}), ""),
    ("broken.odt", samples.zipped({"content.xml": b"<a", "mimetype": b"x"}), "XML"),
    ("nothing.eml", b"From: a@b.example\nTo: c@d.example\nSubject: x\nDate: x\n\n", "no text"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "reason"), HOSTILE, ids=[case[0] for case in HOSTILE])
def test_a_bad_file_is_refused_in_words(name: str, data: bytes, reason: str) -> None:
    start = time.monotonic()
    found = refusals(name, data)
    assert found
    assert reason in str(found[0])
    assert all(piece.reason and piece.remedy for piece in found)
    # Words for a person: no traces, no class names of libraries.
    assert not any("Traceback" in str(piece) or "0x" in str(piece) for piece in found)
    assert time.monotonic() - start < 30


def test_the_good_members_of_an_archive_survive_the_bad_ones() -> None:
    data = samples.zipped(
        {
            "../../../etc/passwd": b"The pier fell on Sunday, the harbour master said.",
            "C:\\temp\\page.html": samples.page(),
            "__MACOSX/._page.html": b"\0\5\x16\7",
            "photo.jpg": b"\xff\xd8\xff\xe0" + bytes(range(256)),
            "inner.zip": samples.zipped({"a.docx": samples.docx()}),
            "folder/.DS_Store": b"\0\0\0\1Bud1",
        }
    )
    found = list(read("mixed.zip", data))
    good = [piece for piece in found if isinstance(piece, Article)]
    bad = [piece for piece in found if isinstance(piece, Refused)]
    assert [article.title for article in good] == ["", samples.TITLE, samples.TITLE]
    assert [piece.item for piece in bad] == ["mixed.zip > photo.jpg"]


def test_names_lose_their_folders() -> None:
    data = samples.zipped({"../../\x1b[31mevil\u202e.txt": b"\xff\xd8\xff\xe0" + bytes(255)})
    [refused] = refusals("a.zip", data)
    assert refused.item == "a.zip > \ufffd[31mevil\ufffd.txt"


def test_nested_archives_share_one_budget() -> None:
    inner = samples.zipped({f"{n}.txt": random.Random(n).randbytes(200_000).hex().encode()
                            for n in range(2)})  # fmt: skip
    data = samples.zipped({f"{n}.zip": inner for n in range(4)})
    limits = replace(TIGHT, largest_unpacked=2_500_000)
    found = list(read("a.zip", data, limits))
    assert any("larger than" in str(piece) for piece in found)
    assert len(found) < 8


def test_too_many_members_end_the_reading() -> None:
    found = list(read("a.zip", samples.zipped({f"{n}.txt": b"Word." for n in range(80)}), TIGHT))
    assert len(found) == 51
    assert "more than 50 files" in str(found[-1])


def test_markup_in_titles_stays_text() -> None:
    title = "<img src=x onerror=alert(1)> & <b>bold</b>"
    [article] = read("x.jsonl", json.dumps({"text": "The pier fell.", "title": title}).encode())
    assert isinstance(article, Article)
    assert article.title == title


def test_only_web_addresses_are_kept_as_addresses() -> None:
    for address in ("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "http://["):
        line = json.dumps({"text": "The pier fell.", "url": address}).encode()
        [article] = read("x.jsonl", line)
        assert isinstance(article, Article)
        assert article.url == ""


# --- property tests and fuzzing ---------------------------------------------------------------

QUICK = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
SEEDS = [
    ("x.html", samples.page()), ("x.docx", samples.docx()), ("x.odt", samples.odt()),
    ("x.rtf", samples.rtf()), ("x.pdf", samples.pdf()), ("x.eml", samples.mail()),
    ("x.eml", samples.mail(html=True)), ("x.xlsx", samples.workbook()),
    ("x.rss", samples.rss()), ("x.atom", samples.atom()),
    ("x.warc", samples.warc({"https://a.example/1": samples.page()}, packed=False)),
    ("x.zip", samples.zipped({"a.html": samples.page(), "b.txt": b"The pier fell."})),
    ("x.jsonl", b'{"id": 1, "text": "The pier fell.", "dct": "2031-03-04"}\n' * 3),
    ("x.json", b'{"articles": [{"title": "T", "body": "The pier fell.", "date": 3}]}'),
    ("x.csv", b"title,text,date\nT,The pier fell.,2031-03-04\n"),
    ("x.txt", f"{samples.TITLE}\nBy Mara Lind\n\n{samples.BODY}".encode()),
]  # fmt: skip


def sound(name: str, data: bytes) -> None:
    """Reading raises nothing, and every article is well formed."""
    for piece in read(name, data, TIGHT):
        if isinstance(piece, Refused):
            assert piece.reason
            continue
        assert piece.id
        assert piece.text.strip()
        assert len(piece.analysed_text()) == len(piece.text)
        assert all(0 <= s < e <= len(piece.text) for s, e in piece.boilerplate)


@pytest.mark.parametrize("seed", range(40))
def test_mutated_files_break_nothing(seed: int) -> None:
    """A small fuzzer: real files with bytes changed, cut out, doubled, spliced."""
    rng = random.Random(seed)
    for _ in range(4):
        name, data = rng.choice(SEEDS)
        mutated = bytearray(data)
        for _ in range(rng.randint(1, 12)):
            at = rng.randrange(len(mutated)) if mutated else 0
            kind = rng.randrange(5)
            if kind == 0 and mutated:
                mutated[at] = rng.randrange(256)
            elif kind == 1:
                del mutated[at : at + rng.randint(1, 200)]
            elif kind == 2:
                mutated[at:at] = mutated[at : at + rng.randint(1, 200)]
            elif kind == 3:
                other = rng.choice(SEEDS)[1]
                mutated[at:at] = other[: rng.randint(1, 300)]
            else:
                mutated[at:at] = rng.choice([b"\0", b"<", b"&#xD800;", b'"', b"\xff\xfe", b"{{"])
        sound(name, bytes(mutated))


@QUICK
@given(data=st.binary(max_size=300), name=st.sampled_from([name for name, _ in SEEDS]))
def test_any_bytes_break_nothing(data: bytes, name: str) -> None:
    sound(name, data)


@QUICK
@given(text=st.text(max_size=400))
def test_any_text_breaks_nothing(text: str) -> None:
    sound("x.txt", text.encode("utf-8", "replace"))
    assert all(0 <= s < e <= len(text) for s, e in find_boilerplate(text))
    assert 0 <= find_header(text).end <= len(text)
    find_wire(text)


@QUICK
@given(said=st.one_of(st.text(max_size=90), st.integers(), st.floats(), st.none(), st.booleans()))
def test_any_date_is_iso_or_nothing(said: object) -> None:
    found = iso_date(said)
    assert found == "" or found[4] == "-"


@QUICK
@given(data=st.binary(max_size=500))
def test_any_bytes_decode_or_not(data: bytes) -> None:
    text = decode(data)
    assert text is None or isinstance(text, str)


# --- the guarded reader -----------------------------------------------------------------------


def test_the_guarded_reader_gives_what_the_reader_gives() -> None:
    with GuardedReader() as reader:
        for name, data in SEEDS:
            assert [str(p) for p in reader.read(name, data)] == [str(p) for p in read(name, data)]


def test_a_file_that_takes_too_long_is_refused_and_the_next_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from analysis.ingest import guarded

    # A PDF whose pages share one huge stream of operators: slow for any reader.
    stream = b"BT /F1 1 Tf " + b"(x) Tj " * 2_000_000 + b"ET"
    slow = samples.pdf([["x"]])
    place = slow.find(b"stream\n") + 7
    end = slow.find(b"\nendstream")
    packed = zlib.compress(stream)
    slow = slow[:place] + packed + slow[end:]
    with GuardedReader(replace(LIMITS, seconds_for_item=3)) as reader:
        reader_ready = list(reader.read("a.txt", b"The pier fell."))
        assert isinstance(reader_ready[0], Article)
        monkeypatch.setattr(guarded, "_START_SECONDS", 0.0)  # it has started
        start = time.monotonic()
        [refused] = reader.read("slow.pdf", slow)
        assert "longer than 3 seconds" in str(refused)
        assert time.monotonic() - start < 30
        patient = GuardedReader(LIMITS)
        assert isinstance(next(iter(patient.read("a.txt", b"The pier fell."))), Article)
        patient.close()


def test_a_reader_that_dies_is_told_and_replaced() -> None:
    with GuardedReader() as reader:
        assert list(reader.read("a.txt", b"The pier fell."))
        reader._process.kill()
        reader._process.join()
        assert isinstance(next(iter(reader.read("a.txt", b"The pier fell."))), Article)


def test_sizes_in_words() -> None:
    assert [in_words(n) for n in (5, 2048, 200 << 20, 3 << 30)] == [
        "5 bytes", "2 KB", "200 MB", "3 GB"
    ]  # fmt: skip


def test_a_zip_that_says_it_is_small_is_counted() -> None:
    with zipfile.ZipFile(io.BytesIO(lying_zip())) as archive:
        assert archive.infolist()[0].file_size == 10
