"""`reportgen doctor`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import click

from reportgen.cli.told.paper import Segment, line, put, width_of
from reportgen.cli.told.screen import wrapped

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
MARKS = {"ok": ("ok     ", "green"), "missing": ("MISSING", "bold red"), "absent": ("-      ", "dim")}


@dataclass(frozen=True)
class Looked:
    """One thing that was looked for; `for_what` says what cannot be done where it is missing."""

    name: str
    state: Literal["ok", "missing", "absent"]
    words: str
    for_what: Literal["", "anything", "pdf"] = ""


@click.command("doctor")
def command() -> int:
    """Tell what is there and what is missing."""
    from reportgen.cli.desk import document
    from reportgen.cli.voice import voice
    from reportgen.errors import Exit
    from reportgen.render.pdf import install_command

    found = [*_packages(), *_printing(), _cache(), _config()]
    lost = {one.for_what for one in found if one.state == "missing"}
    install = install_command() if "pdf" in lost else ""
    if voice().json:
        checks = [{key: text for key, text in asdict(one).items() if key != "for_what"} for one in found]
        document({"whole": not lost, "checks": checks, "install": install})
    else:
        shown = [one for one in found if one.state == "missing" or not voice().quiet]
        width = width_of(sys.stdout) if sys.stdout.isatty() else sys.maxsize
        put(row for one in shown for row in _rows(one, width))
        if install:
            line(f"Install with: {install}")
    return int(Exit.USAGE if "anything" in lost else Exit.PDF if lost else Exit.DONE)


def _rows(one: Looked, width: int) -> Iterator[list[Segment]]:
    """A line for what was looked for; its words stand below it, indented, where `width` cells do not hold them."""
    whole = f"{one.name:<20} {one.words}"
    if len(whole) + 9 <= width:
        yield [MARKS[one.state], (f"  {whole}", "")]
        return
    yield [MARKS[one.state], (f"  {one.name}", "")]
    yield from ([(" " * 9 + row, "")] for row in wrapped(one.words, width - 9))


def _packages() -> Iterator[Looked]:
    from importlib.metadata import PackageNotFoundError, version

    yield Looked("Python", "ok", sys.version.split()[0])
    for name in PACKAGES:
        try:
            yield Looked(name, "ok", version(name))
        except PackageNotFoundError:
            yield Looked(name, "missing", "install reportgen again", "anything")


def _printing() -> Iterator[Looked]:
    from reportgen.render.pdf import engine

    for label, names in LIBRARIES.items():
        yield Looked(label, "ok" if _library(*names) else "missing", "shared library, for the PDF", "pdf")
    try:
        engine()
        yield Looked("WeasyPrint", "ok", "can print PDFs", "pdf")
    except Exception as error:
        yield Looked("WeasyPrint", "missing", str(error), "pdf")


def _cache() -> Looked:
    from reportgen.kept import cache_folder

    try:
        cache_folder().mkdir(parents=True, exist_ok=True)
        return Looked("cache", "ok", "in the user's cache folder, writable")
    except OSError:
        return Looked("cache", "ok", "cannot be written: charts are drawn anew each time")


def _config() -> Looked:
    if Path("config.yaml").is_file():
        return Looked("config.yaml", "ok", "here")
    return Looked("config.yaml", "absent", "not in this folder; reportgen init my-weekly begins a newsletter")


def _library(*names: str) -> bool:
    import ctypes
    import ctypes.util

    for name in names:
        try:
            ctypes.CDLL(ctypes.util.find_library(name) or f"lib{name.replace('-0', '')}.so.0")
        except OSError:
            continue
        return True
    return False
