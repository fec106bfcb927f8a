"""Sparklines: a small line inside a table's cell, drawn by hand because a chart per cell would cost a page's time."""

from __future__ import annotations

from zlib import crc32

from markupsafe import Markup

from reportgen.model import Report, Spark, Table

WIDTH, HEIGHT, EDGE = 64.0, 16.0, 2.0
ENDING = Markup('<span class="ending">{}</span>')
"""The figure behind a line, as wide as its fellows, so that the lines of a column stand below each other."""


def path(points: tuple[float, ...]) -> tuple[str, tuple[float, float]]:
    """The line as SVG path data, and its end."""
    low, high = min(points), max(points)
    span = high - low or 1.0
    step = (WIDTH - 2 * EDGE) / max(len(points) - 1, 1)
    places = [(EDGE + i * step, EDGE + (HEIGHT - 2 * EDGE) * (1 - (p - low) / span)) for i, p in enumerate(points)]
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places), places[-1]


def svg(spark: Spark, colour: str) -> str:
    """The line as an SVG element in one colour."""
    data, (x, y) = path(spark.points)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="{WIDTH:g}" '
        f'height="{HEIGHT:g}"><path d="{data}" fill="none" stroke="{colour}" stroke-width="1.2" '
        f'stroke-linejoin="round"/><circle cx="{x:.1f}" cy="{y:.1f}" r="1.8" fill="{colour}"/></svg>'
    )


def inline(spark: Spark, text: Markup) -> Markup:
    """For the web page: the line in the text's colour, then its figure."""
    drawn = Markup(svg(spark, "currentColor"))
    line = Markup('<span class="spark" role="img" aria-label="{}">{}</span>').format(spark.alt, drawn)
    return line + ENDING.format(text)


def image(spark: Spark, text: Markup) -> Markup:
    """For print: the line as an image with its words, then its figure."""
    return Markup('<img class="spark" src="{}" alt="{}">').format(name(spark), spark.alt) + ENDING.format(text)


def name(spark: Spark) -> str:
    """The name by which a page refers to a line: the same points are the same picture."""
    return f"spark:{crc32(path(spark.points)[0].encode()):08x}"


def named(report: Report, colour: str) -> dict[str, str]:
    """Every line of a report by its name, drawn."""
    tables = (block.content for block in report.blocks if isinstance(block.content, Table))
    cells = (cell for table in tables for row in table.rows for cell in row.cells)
    return {name(cell): svg(cell, colour) for cell in cells if isinstance(cell, Spark)}
