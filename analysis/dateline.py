"""The dateline of an article: where it was written, and by which agency.

In: a text from its beginning. Out: a match with the groups `places` and `wire`. Read where names
are found and by the resolver.
"""

from __future__ import annotations

import re

# 'SANT ORLA, Belmora, Feb 14 (Norwire News) -' at the beginning of a text
DATELINE = re.compile(
    r"\s*(?P<places>(?=[^\n]{0,30}[A-Z]{3})[A-Z][^()\n–—:]{2,60}?|[A-Z][^()\n–—:.]{2,60}?(?=\s*\())"
    r"\s*(?:\((?P<wire>[^()\n]{2,40})\)\s*)?(?:[-–—]{1,2})\s"
)
