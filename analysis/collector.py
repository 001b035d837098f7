"""Lets the collector of cycles rest while millions of objects are made that form none.

In: nothing. Out: a context in which Python does not look for cycles, and a way to leave what is
there by then alone for good. A large case is millions of objects; the collector would walk through
all of them again and again, and find nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting() -> Iterator[None]:
    """Within, no cycles are looked for; afterwards as before."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def settle() -> None:
    """What lives now is not looked through again; it still goes when nothing refers to it.

    For a process that keeps a large case from one job to the next.
    """
    gc.freeze()
