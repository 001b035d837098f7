"""Tag a file of articles, for measuring the tagger alone.

In: JSONL of articles (id, text). Out: JSONL of {id, attributions}, with the seconds it took.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from analysis.annotate.tagger import FOLDER, load_tagger


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("predictions", type=Path)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="of the tagger's files")
    parser.add_argument("--only", type=Path, help="file of article ids, one a line")
    options = parser.parse_args()

    only = set(options.only.read_text().split()) if options.only else None
    with options.articles.open(encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    articles = [a for a in articles if only is None or a["id"] in only]
    tagger = load_tagger(options.folder)
    if tagger is None:
        sys.exit(f"There is no model in {options.folder}.")
    began, words = time.perf_counter(), 0
    with options.predictions.open("w", encoding="utf-8") as out:
        for article in articles:
            words += len(article["text"].split())
            attributions = [
                {"source": a.source, "cue": a.cue, "content": a.content, "score": a.score}
                for a in tagger.tag(article["text"])
            ]
            print(json.dumps({"id": article["id"], "attributions": attributions}), file=out)
    seconds = time.perf_counter() - began
    print(
        f"{len(articles)} articles, {words} words, {seconds:.1f} s,"
        f" {words / 400 / seconds:.1f} articles of 400 words a second",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
