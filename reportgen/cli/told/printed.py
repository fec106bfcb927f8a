"""Findings put on stdout as people or programs read them, or on stderr beside another result."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from reportgen.cli.told import Told, ordered
from reportgen.cli.told.paper import put, width_of
from reportgen.cli.told.people import Source, paragraphs
from reportgen.cli.voice import voice
from reportgen.model import Finding


def printed(told: Told, form: str, source: Source) -> None:
    """Print what is told as `form` (text, json, sarif) on stdout, and nothing else there."""
    if form == "text":
        if voice().quiet:
            told = replace(told, findings=tuple(one for one in told.findings if one.severity != "info"))
        put(paragraphs(told, source, width_of(sys.stdout), wrap=sys.stdout.isatty(), summed=not voice().quiet))
    elif form == "json":
        from reportgen.cli.told.listed import listed

        sys.stdout.buffer.write(listed(told))
    else:
        from reportgen.cli.told.sarif import sarif

        sys.stdout.buffer.write(sarif(told))


def beside(findings: Sequence[Finding]) -> None:
    """Tell on stderr, for people, what was found on the way to another result; with --quiet the errors alone."""
    if voice().quiet:
        findings = [one for one in findings if one.severity == "error"]
    from reportgen.cli.checking import lines_of

    held: dict[str, Sequence[str]] = {}

    def source(file: str) -> Sequence[str]:
        if file not in held:
            held[file] = lines_of(Path(file), file)
        return held[file]

    told = Told(ordered(findings), ())
    put(paragraphs(told, source, width_of(sys.stderr), wrap=sys.stderr.isatty(), summed=False), err=True)
