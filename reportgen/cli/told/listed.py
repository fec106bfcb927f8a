"""Findings as JSON: a list of mappings that all have the same keys."""

from __future__ import annotations

import json
import re
from typing import Any

from reportgen.cli.told import Told, end_column
from reportgen.model import Finding

RAW = re.compile("[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]")
"""Letters that JSON allows as they are and that a terminal may obey."""


def listed(told: Told) -> bytes:
    """The whole list, in UTF-8."""
    return dumped([plain(one) for one in told.findings])


def dumped(content: Any) -> bytes:
    """JSON that a person can read and a terminal does not obey: control and direction marks stand as escapes."""
    text = json.dumps(content, ensure_ascii=False, indent=2)
    return (RAW.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n").encode()


def plain(one: Finding) -> dict[str, str | int]:
    """A finding as a mapping; every one has the same keys."""
    return {
        "code": one.code,
        "severity": one.severity,
        "file": one.place.file,
        "line": one.place.line,
        "column": one.place.column,
        "end_column": end_column(one),
        "message": one.message,
        "evidence": one.evidence,
        "suggestion": one.suggestion,
        "rule": one.rule,
    }
