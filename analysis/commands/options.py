"""The options that several commands share, and the executor they ask for."""

from __future__ import annotations

import argparse
from concurrent.futures import Executor

from analysis.engine import executor_for
from analysis.settings import scheduler, workers


def add_engine_options(parser: argparse.ArgumentParser) -> None:
    """--workers, --scheduler, --no-tagger."""
    parser.add_argument(
        "--workers",
        type=_positive,
        default=workers(),
        metavar="N",
        help="processes that annotate on this machine (default %(default)s)",
    )
    parser.add_argument(
        "--scheduler",
        default=scheduler(),
        metavar="tcp://HOST:PORT",
        help="annotate on the Dask cluster of this scheduler instead "
        "(CROSSBEARING_SCHEDULER sets it for good)",
    )
    parser.add_argument(
        "--no-tagger",
        action="store_true",
        help="leave the learned tagger out: rules alone, faster, less exact",
    )


def chosen_executor(chosen: argparse.Namespace) -> Executor:
    """The executor that the options ask for."""
    environment = {"CROSSBEARING_TAGGER": "off"} if chosen.no_tagger else {}
    return executor_for(chosen.scheduler, chosen.workers, environment)


def _positive(said: str) -> int:
    number = int(said) if said.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"'{said}' is not a whole number from 1")
    return number
