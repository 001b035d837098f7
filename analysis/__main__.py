"""The command line: `python -m analysis annotate|case|compare`. In: arguments. Out: an exit code.

0: done; lines and files that had to be skipped are named on stderr.
2: nothing could be done; one line on stderr says why.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from analysis.commands import annotate, case, compare
from analysis.errors import CrossbearingError

COMMANDS = {"annotate": annotate, "case": case, "compare": compare}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command."""
    parser = argparse.ArgumentParser(
        prog="python -m analysis",
        description="Who says what, on whose word, how surely, and who contradicts it.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, module in COMMANDS.items():
        description = (module.__doc__ or "").strip()
        added = commands.add_parser(
            name,
            help=description.split("\n")[0],
            description=description,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.add_arguments(added)
    chosen = parser.parse_args(arguments)
    try:
        return int(COMMANDS[chosen.command].run(chosen))
    except CrossbearingError as problem:
        print(f"{parser.prog} {chosen.command}: {problem}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader of our output left ('| head'): no error of ours. Silence the last flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
