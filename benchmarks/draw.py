"""Draws how the work on a case grows: docs/images/scale.svg, from docs/benchmarks.csv.

Seconds against articles, both logarithmic, so that growth in proportion is a straight line of
slope one; the grey line shows that slope. In: the rows of the part `growth`. Out: one SVG file.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.record import rows

OUT = ROOT / "docs" / "images" / "scale.svg"
LINES = {
    "whole case": "#0b4f8a",
    "propositions": "#b3541e",
    "actors": "#3d7a4a",
    "events": "#7a4988",
}
APART = 16  # pixels between two names at least
WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 720, 420, 64, 40, 120, 52

Points = list[tuple[float, float]]


def main() -> None:
    found: dict[str, Points] = {}
    for row in rows():
        if row["part"] == "growth" and row["measure"] in LINES and float(row["value"]) > 0:
            found.setdefault(row["measure"], []).append((float(row["size"]), float(row["value"])))
    if not found or min(map(len, found.values())) < 2:
        sys.exit("There are no rows of the part 'growth' to draw.")
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(drawing(found), encoding="utf-8")
    print(f"drew {OUT.relative_to(ROOT)}")


def drawing(found: dict[str, Points]) -> str:
    """The SVG."""
    xs = sorted({x for points in found.values() for x, _ in points})
    ys = [y for points in found.values() for _, y in points]
    low, high = 10 ** math.floor(math.log10(min(ys))), 10 ** math.ceil(math.log10(max(ys)))

    def place(x: float, y: float) -> tuple[float, float]:
        across = math.log(x / xs[0]) / math.log(xs[-1] / xs[0])
        up = math.log(y / low) / math.log(high / low)
        return (
            LEFT + across * (WIDTH - LEFT - RIGHT),
            HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM),
        )

    marks = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'font-family="sans-serif" font-size="13" fill="#333">',
        "<title>CPU seconds to resolve a case, by its number of articles</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="22" font-weight="bold">CPU seconds to resolve a case</text>',
    ]
    for size in xs:
        x, bottom = place(size, low)
        marks.append(
            f'<text x="{x:.0f}" y="{bottom + 20:.0f}" text-anchor="middle">{size:,.0f}</text>'
        )
    marks.append(
        f'<text x="{(LEFT + WIDTH - RIGHT) / 2:.0f}" y="{HEIGHT - 10}" text-anchor="middle">'
        "articles</text>"
    )
    value = low
    while value <= high:
        left, y = place(xs[0], value)
        marks.append(
            f'<line x1="{left}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>'
            f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{value:g}</text>'
        )
        value *= 10
    start = max(points[0][1] for points in found.values())
    end = min(high, start * xs[-1] / xs[0])
    (x1, y1), (x2, y2) = place(xs[0], start), place(xs[0] * end / start, end)
    marks.append(
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#999" '
        'stroke-dasharray="5 5"/>'
    )
    label = float("-inf")  # where the last name was written
    for name, points in sorted(found.items(), key=lambda item: -max(item[1])[1]):
        line = " ".join("{:.1f},{:.1f}".format(*place(x, y)) for x, y in sorted(points))
        x, y = place(*max(points))
        label = max(y + 4, label + APART)
        marks.append(
            f'<polyline points="{line}" fill="none" stroke="{LINES[name]}" stroke-width="2"/>'
            f'<text x="{x + 8:.1f}" y="{label:.1f}" fill="{LINES[name]}">{name}</text>'
        )
    return "\n".join([*marks, "</svg>", ""])


if __name__ == "__main__":
    main()
