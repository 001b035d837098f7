"""A drawing as PNG, without a browser and without a system library.

In: a reportlab Drawing of lines, rectangles, circles and words; notes for the file. Out: PNG
bytes, with the notes as text chunks (what it shows, filters, as-of), which image tools display.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import reportlab  # type: ignore[import-untyped]
from PIL import Image, ImageColor, ImageDraw, ImageFont, PngImagePlugin
from reportlab.graphics.shapes import (  # type: ignore[import-untyped]
    Circle,
    Drawing,
    Line,
    Rect,
    String,
)

SCALE = 3  # pixels a point: sharp on screens and in print
BACKGROUND = "white"
_FONTS = Path(reportlab.__file__).parent / "fonts"
_ANCHOR = {"start": "ls", "middle": "ms", "end": "rs"}


def to_png(drawing: Drawing, notes: Mapping[str, str], scale: int = SCALE) -> bytes:
    """The drawing on white, `scale` pixels a point."""
    height = drawing.height
    image = Image.new("RGB", (round(drawing.width * scale), round(height * scale)), BACKGROUND)
    pen = ImageDraw.Draw(image)
    for shape in drawing.contents:
        _draw(pen, shape, height, scale)
    chunks = PngImagePlugin.PngInfo()
    for name, value in notes.items():
        chunks.add_itxt(name, value.encode("utf-8", "replace").decode())
    buffer = io.BytesIO()
    image.save(buffer, "PNG", pnginfo=chunks, optimize=True)
    return buffer.getvalue()


def _draw(pen: ImageDraw.ImageDraw, shape: Any, height: float, scale: int) -> None:
    """One shape. Drawings count y from the foot, images from the head."""

    def at(x: float, y: float) -> tuple[float, float]:
        return x * scale, (height - y) * scale

    if isinstance(shape, Line):
        ends = [at(shape.x1, shape.y1), at(shape.x2, shape.y2)]
        width = max(round((shape.strokeWidth or 1) * scale), 1)
        pen.line(ends, fill=_colour(shape.strokeColor), width=width)
    elif isinstance(shape, Rect):
        corners = [*at(shape.x, shape.y + shape.height), *at(shape.x + shape.width, shape.y)]
        stroke = _colour(shape.strokeColor)  # what is hollow has nothing else
        width = max(round((shape.strokeWidth or 1) * scale), 1) if stroke else 0
        pen.rectangle(corners, fill=_colour(shape.fillColor), outline=stroke, width=width)
    elif isinstance(shape, Circle):
        r = shape.r
        box = [*at(shape.cx - r, shape.cy + r), *at(shape.cx + r, shape.cy - r)]
        pen.ellipse(box, fill=_colour(shape.fillColor), outline=_colour(shape.strokeColor))
    elif isinstance(shape, String):
        font = _font(shape.fontName, round(shape.fontSize * scale))
        pen.text(
            at(shape.x, shape.y), shape.text, fill=_colour(shape.fillColor), font=font,
            anchor=_ANCHOR[shape.textAnchor],
        )  # fmt: skip


def _colour(colour: Any) -> tuple[int, ...] | None:
    if colour is None:
        return None
    return ImageColor.getrgb(f"#{colour.hexval()[2:]}")


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FONTS / f"{name}.ttf"), size)
