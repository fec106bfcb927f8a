"""What the last build or check found, noted in the user's cache: a text that was changed since is known by its hash."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from reportgen import kept
from reportgen.config.issues import issue_files
from reportgen.model import Finding
from reportgen.status.nouns import Looked

CONFIG = "config.yaml"


@dataclass(frozen=True)
class Text:
    """The words of an issue at one moment: whose they are, and a hash of them, config.yaml included."""

    root: Path
    issue: str
    digest: str


def text_now(root: Path, issue: Path | None = None) -> Text | None:
    """The words of an issue of the newsletter in `root` as they stand now; None where they cannot be read.

    Without `issue` it is the one that a build takes.
    """
    try:
        config = (root / CONFIG).read_bytes()
        file = issue or issue_meant(root)
        if file is None:
            return None
        words = (root / file).read_bytes()
    except OSError:
        return None
    name = os.path.relpath(root / file, root)
    return Text(root, name, hashlib.sha256(config + b"\0" + words).hexdigest())


def issue_meant(root: Path) -> Path | None:
    """The file of the issue that is meant where none is named: config.yaml for its `issue:`, else the newest one of
    issues/; None without any.
    """
    with contextlib.suppress(OSError):
        if any(line.startswith(b"issue:") for line in (root / CONFIG).read_bytes().splitlines()):
            return Path(CONFIG)
    return next(reversed(issue_files(root)), None)


def note(text: Text | None, by: str, findings: Iterable[Finding], now: datetime) -> None:
    """Note what a build or a check (`by`) found in a text at `now` (UTC); what cannot be noted is not missed."""
    if text is None:
        return
    severities = [one.severity for one in findings]
    counts = {"errors": severities.count("error"), "warnings": severities.count("warning")}
    content = {"schema": 1, "text": text.digest, "by": by, "at": now.isoformat(), **counts}
    kept.keep(_path(text), content)


def noted(text: Text | None) -> Looked | None:
    """What was found last in the issue that a text is of; None where nothing is noted."""
    if text is None:
        return None
    held = kept.read(_path(text))
    try:
        at = datetime.fromisoformat(held["at"]).astimezone(UTC)
        return Looked(str(held["by"]), at, int(held["errors"]), int(held["warnings"]), held["text"] == text.digest)
    except (ValueError, LookupError, TypeError, ArithmeticError):
        return None


def _path(text: Text) -> Path:
    whose = f"{text.root.resolve()}\0{text.issue}".encode("utf-8", "surrogateescape")
    return kept.cache_folder() / "looked" / f"{hashlib.sha256(whose).hexdigest()[:32]}.json"
