"""What reportgen keeps in the user's cache, as JSON files that are there whole or not at all.

Nothing depends on it: what cannot be kept, or cannot be read again, costs time and nothing else.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any


def cache_folder() -> Path:
    """Reportgen's folder under the user's cache folder (XDG_CACHE_HOME); for who has no home, one in which nothing can
    be kept.
    """
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "reportgen"
    except RuntimeError:
        return Path(os.devnull) / "reportgen"


def read(path: Path) -> Any:
    """What was kept at `path`; None where nothing is, or what is there is no JSON."""
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None


def keep(path: Path, content: Any) -> None:
    """Keep `content` at `path`, if that can be done; dates as they are written (2026-01-09)."""
    fresh = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, fresh = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w") as file:
            json.dump(content, file, default=lambda one: one.isoformat())
        Path(fresh).replace(path)
    except OSError:
        if fresh:
            with contextlib.suppress(OSError):
                Path(fresh).unlink()
