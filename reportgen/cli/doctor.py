"""`reportgen doctor`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

LIBRARIES = {
    "Pango": ("pango-1.0-0", "pango-1.0"),
    "Pango FreeType": ("pangoft2-1.0-0", "pangoft2-1.0"),
    "HarfBuzz subset": ("harfbuzz-subset-0", "harfbuzz-subset"),
}
PACKAGES = (
    "click",
    "exchange_calendars",
    "jinja2",
    "markdown-it-py",
    "matplotlib",
    "pandas",
    "pydantic",
    "weasyprint",
    "yfinance",
)


@click.command("doctor")
def command() -> int:
    """Tell what is there and what is missing."""
    from importlib.metadata import PackageNotFoundError, version

    from reportgen.charts.studio import cache_folder
    from reportgen.errors import Exit
    from reportgen.render.pdf import engine, install_command

    def told(good: bool, name: str, words: str) -> bool:
        click.echo(f"{'ok     ' if good else 'MISSING'}  {name:<20} {words}")
        return good

    told(True, "Python", sys.version.split()[0])
    whole = True
    for name in PACKAGES:
        try:
            told(True, name, version(name))
        except PackageNotFoundError:
            whole = told(False, name, "install reportgen again")
    there = [told(_found(*names), label, "shared library, for the PDF") for label, names in LIBRARIES.items()]
    try:
        engine()
        prints = told(True, "WeasyPrint", "can print PDFs")
    except Exception as error:
        prints = told(False, "WeasyPrint", str(error))
    if not (prints and all(there)):
        click.echo(f"Install with: {install_command()}")
    cache = cache_folder()
    try:
        cache.mkdir(parents=True, exist_ok=True)
        told(True, "cache", "in the user's cache folder, writable")
    except OSError:
        told(True, "cache", "cannot be written: charts are drawn anew each time")
    config = Path("config.yaml").is_file()
    click.echo(
        f"{'ok     ' if config else '-      '}  {'config.yaml':<20} {'here' if config else 'not in this folder'}"
    )
    return int(Exit.DONE if whole and prints and all(there) else Exit.PDF if whole else Exit.USAGE)


def _found(*names: str) -> bool:
    import ctypes
    import ctypes.util

    for name in names:
        try:
            ctypes.CDLL(ctypes.util.find_library(name) or f"lib{name.replace('-0', '')}.so.0")
        except OSError:
            continue
        return True
    return False
