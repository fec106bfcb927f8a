"""Findings as SARIF 2.1.0 (OASIS), as code hosts and editors read it."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from reportgen import __version__
from reportgen.cli.told import Told, end_column
from reportgen.cli.told.listed import dumped
from reportgen.model import Finding

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif(told: Told) -> bytes:
    """One run: a rule for each code, an artifact for each file, a result for each finding."""
    codes = sorted({one.code for one in told.findings})
    files = sorted({*told.files, *(one.place.file for one in told.findings)})
    driver = {"name": "reportgen", "version": __version__, "rules": [_rule(code, told) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(file)}} for file in files],
        "results": [_result(one, codes, files) for one in told.findings],
    }
    return dumped({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, told: Told) -> dict[str, Any]:
    resting = dict.fromkeys(one.rule for one in told.findings if one.code == code and one.rule)
    name = code.replace("-", " ")
    described = {"fullDescription": {"text": "; ".join(resting)}} if resting else {}
    return {"id": code, "shortDescription": {"text": f"{name[:1].upper()}{name[1:]}"}, **described}


def _result(one: Finding, codes: list[str], files: list[str]) -> dict[str, Any]:
    beside = {"evidence": one.evidence, "suggestion": one.suggestion, "rule": one.rule}
    region = {"startLine": one.place.line, "startColumn": one.place.column, "endColumn": end_column(one)}
    artifact = {"uri": _uri(one.place.file), "index": files.index(one.place.file)}
    return {
        "ruleId": one.code,
        "ruleIndex": codes.index(one.code),
        "level": LEVELS[one.severity],
        "message": {"text": " ".join(part for part in (one.message, one.evidence, one.suggestion) if part)},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "properties": {key: text for key, text in beside.items() if text},
    }


def _uri(file: str) -> str:
    path = PurePath(file)
    if path.is_absolute():
        return path.as_uri()
    return quote(path.as_posix().encode("utf-8", "surrogateescape"))
