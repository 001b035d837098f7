"""A worker process for the tests of jobs: the real reading and storing, a quick analysis.

`python job_worker.py URL` works until it has been idle for a while. A text with SLOW in it takes
a moment (SLOWEST: a longer one), one with BROKEN fails, one with DEADLY kills its process.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from analysis.engine import Annotated, Failure
from analysis.jobs import Analysis, work
from analysis.model import Annotation, Article
from analysis.store import open_store


def version() -> str:
    return "quick"


def annotate(chunk: list[Article]) -> list[Annotated]:
    return [_annotate(article) for article in chunk]


def _annotate(article: Article) -> Annotated:
    if "SLOW" in article.text:
        time.sleep(0.3 if "SLOWEST" in article.text else 0.02)
    if "BROKEN" in article.text:
        return Failure(article.id, "ValueError: it is broken")
    if "DEADLY" in article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return Annotation(article.id, sentences=((0, len(article.text)),))


QUICK = Analysis(version, annotate)

if __name__ == "__main__":
    work(open_store(sys.argv[1]), idle_seconds=float(sys.argv[2]), analysis=QUICK)
