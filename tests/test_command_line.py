"""The command line: its contract, its exit codes, its streams."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from analysis.__main__ import main
from analysis.commands import annotate
from analysis.model import (
    Annotation,
    Attribution,
    Entity,
    EventMention,
    Mention,
    Relay,
    TimeExpression,
)

SENTENCE = "The harbour master said on Tuesday that the pier fell."
LINES = [
    {"id": f"a{n}", "text": f"{SENTENCE} It was pier {n}.", "dct": "2031-03-04"} for n in range(6)
]


def jsonl(path: Path, lines: list[Any]) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def annotated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """One real run over good lines and bad ones, shared by the tests that look at it."""
    folder = tmp_path_factory.mktemp("annotate")
    given = folder / "in.jsonl"
    lines = [json.dumps(line) for line in LINES]
    lines[2:2] = ['{"id": "broken", "text": ', '{"id": "empty"}', ""]
    given.write_text("\n".join(lines), encoding="utf-8")
    out = folder / "out.jsonl"
    done = subprocess.run(
        [sys.executable, "-m", "analysis", "annotate", str(given), "-o", str(out), "--no-tagger"],
        capture_output=True, text=True, check=False, timeout=200,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return given, out, done.stderr


def test_annotate_writes_a_line_for_each_good_line_in_order(
    annotated: tuple[Path, Path, str],
) -> None:
    _, out, _ = annotated
    assert [line["id"] for line in read_jsonl(out)] == [line["id"] for line in LINES]


def test_bad_lines_are_named_with_their_number(annotated: tuple[Path, Path, str]) -> None:
    _, _, said = annotated
    assert "in.jsonl, line 3: It is not valid JSON" in said
    assert "in.jsonl, line 4: It has no 'text'" in said
    assert "line 5" not in said
    assert "annotated: 6" in said


def test_the_spans_fall_on_the_words(annotated: tuple[Path, Path, str]) -> None:
    _, out, _ = annotated
    line = read_jsonl(out)[0]
    text = str(LINES[0]["text"])
    [attribution] = line["attributions"]
    parts = {
        role: " ".join(text[s:e] for s, e in attribution[role])
        for role in ("source", "cue", "content")
    }
    assert parts["source"] == "The harbour master"
    assert parts["cue"] == "said"
    assert "the pier fell" in parts["content"]
    [timex] = [t for t in line["timexes"] if text[t["start"] : t["end"]].endswith("Tuesday")]
    assert timex["value"] == "2031-03-04"


def test_resuming_goes_on_behind_what_is_there(
    annotated: tuple[Path, Path, str], tmp_path: Path
) -> None:
    given, out, _ = annotated
    whole = out.read_bytes()
    cut = tmp_path / "cut.jsonl"
    cut.write_bytes(whole[: whole.rfind(b"\n", 0, len(whole) // 2) + 30])  # a torn last line
    code = main(
        ["annotate", str(given), "-o", str(cut), "--resume", "--no-tagger", "--workers", "1"]
    )
    assert code == 0
    assert cut.read_bytes() == whole


FULL = Annotation(
    "x",
    entities=(Entity("Ilse Brandt", "person"),),
    mentions=(Mention(0, 5, 0, "person", "name", "exact", (0, 5)),),
    attributions=(
        Attribution(
            ((0, 5),), ((6, 9),), ((10, 20), (22, 30)), "mixed", "named official", 0,
            channel=(Relay("Reuters"),), certainty="PR", polarity="-",
        ),
        Attribution((), (), ((1, 2),), "indirect"),
    ),
    timexes=(TimeExpression(3, 4, "DATE", "2031-03-04"),),
    events=(EventMention(5, 6, "fall", "pier fell", (0, 9)),),
)  # fmt: skip


def test_the_documented_keys() -> None:
    line = annotate.document(FULL)
    assert line["id"] == "x"
    assert line["mentions"] == [
        {"start": 0, "end": 5, "entity_id": 0, "type": "person", "kind": "name"}
    ]
    assert line["attributions"] == [
        {
            "source": ((0, 5),), "cue": ((6, 9),), "content": ((10, 20), (22, 30)),
            "type": "mixed", "source_kind": "named official", "channel": ["Reuters"],
            "certainty": "PR", "polarity": "-", "actor": "Ilse Brandt",
        },
        {
            "source": (), "cue": (), "content": ((1, 2),), "type": "indirect",
            "source_kind": "anonymous", "channel": [], "certainty": "CT", "polarity": "+",
            "actor": None,
        },
    ]  # fmt: skip
    assert line["timexes"] == [{"start": 3, "end": 4, "type": "DATE", "value": "2031-03-04"}]
    [event] = line["events"]  # type: ignore[misc]
    assert (event["start"], event["end"], event["factuality"]) == (5, 6, 3.0)


@pytest.mark.parametrize("ending", [".jsonl", ".jsonl.gz", ".parquet"])
def test_every_form_of_output_holds_the_same(tmp_path: Path, ending: str) -> None:
    from analysis.commands.sinks import open_sink

    path = tmp_path / f"out{ending}"
    lines = [annotate.document(a) for a in (Annotation("none"), FULL)]
    with open_sink(str(path)) as write:
        for line in lines:
            write(line)
    expected = json.loads(json.dumps(lines))
    if ending == ".parquet":
        import pyarrow.parquet as parquet

        found = parquet.read_table(path).to_pylist()
    else:
        data = path.read_bytes()
        data = gzip.decompress(data) if ending.endswith(".gz") else data
        found = [json.loads(line) for line in data.splitlines()]
    assert found == expected


def inputs(folder: Path) -> list[Path]:
    """The same three articles in every form that annotate reads."""
    folder.mkdir()
    lines = "".join(json.dumps(line) + "\n" for line in LINES[:3])
    rows = io.StringIO()
    table = csv.DictWriter(rows, ["id", "text", "dct"])
    table.writeheader()
    table.writerows(LINES[:3])
    import pyarrow as arrow
    import pyarrow.parquet as parquet
    import zstandard

    made = {
        "a.jsonl": lines.encode(),
        "a.jsonl.gz": gzip.compress(lines.encode()),
        "a.jsonl.bz2": bz2.compress(lines.encode()),
        "a.jsonl.zst": zstandard.compress(lines.encode()),
        "a.csv": rows.getvalue().encode(),
        "a.csv.gz": gzip.compress(rows.getvalue().encode()),
        "a.tsv": rows.getvalue().replace(",", "\t").encode(),
    }
    for name, data in made.items():
        (folder / name).write_bytes(data)
    parquet.write_table(arrow.Table.from_pylist(LINES[:3]), folder / "a.parquet")
    return sorted(folder.iterdir())


def test_every_form_of_input_holds_the_same(tmp_path: Path) -> None:
    from analysis.commands.sources import pieces
    from analysis.model import Article

    for path in inputs(tmp_path / "in"):
        found = list(pieces([str(path)]))
        assert [f.id for f in found if isinstance(f, Article)] == ["a0", "a1", "a2"], path.name
        assert all(f.published_at == "2031-03-04" for f in found if isinstance(f, Article))
    assert len(list(pieces([str(tmp_path / "in")]))) == 24


BAD = [
    (["annotate", "{}/none.jsonl", "-o", "{}/o"], "no file or folder"),
    (["annotate", "{}/empty", "-o", "{}/o"], "has no files"),
    (["annotate", "{}/a.jsonl", "-o", "{}/none/o"], "cannot be written"),
    (["annotate", "{}/bad.parquet", "-o", "{}/o"], "no Parquet file"),
    (["annotate", "{}/bad.csv", "-o", "{}/o"], "No column was found that holds"),
    (["annotate", "{}/bad.jsonl.gz", "-o", "{}/o"], "cannot be read"),
    (["annotate", "{}/a.jsonl", "-o", "{}/o.parquet", "--resume"], None),
    (["case", "{}/none", "-o", "{}/o"], "no file or folder"),
    (["case", "{}/blank.txt", "-o", "{}/o"], "no article"),
    (["compare", "{}/none", "-o", "{}/o"], "no file or folder"),
]


@pytest.mark.parametrize(("arguments", "reason"), BAD)
def test_bad_input_ends_with_2_and_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], reason: str | None
) -> None:
    (tmp_path / "empty").mkdir()
    jsonl(tmp_path / "a.jsonl", LINES[:1])
    (tmp_path / "bad.parquet").write_bytes(b"no")
    (tmp_path / "bad.csv").write_text("colour\nred\n", encoding="utf-8")
    (tmp_path / "bad.jsonl.gz").write_bytes(b"no")
    (tmp_path / "blank.txt").write_text(" ", encoding="utf-8")
    (tmp_path / "o.parquet").write_bytes(b"PAR1")
    assert main([part.format(tmp_path) for part in arguments]) == 2
    said = capsys.readouterr().err.strip().splitlines()
    assert reason is None or reason in said[-1]
    assert "Traceback" not in "\n".join(said)


@pytest.mark.parametrize("command", ["annotate", "case", "compare"])
def test_help_says_what_goes_in_and_out(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main([command, "--help"])
    assert caught.value.code == 0
    assert "JSON lines" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [[], ["nothing"], ["annotate"], ["annotate", "x", "-o", "y", "--workers", "0"]],
)
def test_wrong_use_ends_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2


def test_case_writes_the_documented_keys(tmp_path: Path) -> None:
    jsonl(
        tmp_path / "a.jsonl",
        [
            {"id": "one", "text": "The pier of Vesk fell on Sunday, mayor Ada Holm said.",
             "outlet": "Vesk Courier", "dct": "2031-03-04"},
            {"id": "two", "text": "The pier of Vesk did not fall, the port authority said.",
             "outlet": "Nordsund Post", "dct": "2031-03-05"},
        ],
    )  # fmt: skip
    (tmp_path / "b.txt").write_text("The storm reached Vesk, the police said.", encoding="utf-8")
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    out = tmp_path / "case.json"
    done = subprocess.run(
        [sys.executable, "-m", "analysis", "case", *map(str, sorted(tmp_path.iterdir())),
         "-o", str(out), "--no-tagger"],
        capture_output=True, text=True, check=False, timeout=200,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "photo.png: This kind of file cannot be read (picture)" in done.stderr
    case = json.loads(out.read_text(encoding="utf-8"))
    assert {*case} == {
        "articles", "actors", "claims", "propositions", "contradictions", "near_duplicates",
        "happenings", "events", "edges", "mentions",
    }  # fmt: skip
    texts = {article["id"]: article["text"] for article in case["articles"]}
    assert len(texts) == 3
    assert case["claims"]
    for claim in case["claims"]:
        assert {
            "id", "article_id", "start", "end", "content", "source_text", "actor_id",
            "source_kind", "channel", "cue", "quote", "certainty", "polarity", "proposition_id",
            "confidence",
        } <= {*claim}  # fmt: skip
        assert 0 <= claim["start"] < claim["end"] <= len(texts[claim["article_id"]])
    for proposition in case["propositions"]:
        assert {
            "id", "statement", "claim_ids", "origins_min", "origins_max", "confidence", "ledger"
        } <= {*proposition}  # fmt: skip
    for event in case["events"]:
        assert {"id", "description", "start", "end", "precision", "evidence"} <= {*event}


def test_compare_judges_each_pair(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pairs = jsonl(
        tmp_path / "pairs.jsonl",
        [{"id": 1, "a": "The pier fell.", "b": "The pier fell on Sunday."}, {"id": 2, "a": "x"},
         {"id": "c", "a": "The pier fell.", "b": "The choir sang in Oslo."}],
    )  # fmt: skip
    assert main(["compare", str(pairs), "-o", str(tmp_path / "o.jsonl")]) == 0
    found = read_jsonl(tmp_path / "o.jsonl")
    assert [line["id"] for line in found] == [1, "c"]
    assert all(
        line["stance"] in ("supports", "contradicts", "discusses", "unrelated") for line in found
    )
    assert "line 2: It has no texts" in capsys.readouterr().err
