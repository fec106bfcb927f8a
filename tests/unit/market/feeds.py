"""A feed of one's own for tests, as a user would write it: a module whose function reads a JSON file, and may fail."""

import json
from pathlib import Path

FEED = """
import json
from datetime import date

from reportgen.errors import MarketError
from reportgen.model import Close


def closes(request):
    content = json.loads(request.path.read_text())
    with request.path.with_suffix(".asked").open("a") as log:
        print(",".join(request.symbols.values()), request.start, request.end, file=log)
    if isinstance(content, str):
        raise MarketError(content)
    retrieved = request.now.strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        key: {
            date.fromisoformat(day): Close(date.fromisoformat(day), level, request.name.title(), "", retrieved)
            for day, level in content.get(symbol, {}).items()
            if str(request.start) <= day <= str(request.end)
        }
        for key, symbol in request.symbols.items()
    }
"""


def install(folder: Path, monkeypatch) -> str:
    """The module, importable; the name of its function."""
    (folder / "feed_of_tests.py").write_text(FEED)
    monkeypatch.syspath_prepend(str(folder))
    return "feed_of_tests:closes"


def fill(path: Path, content) -> Path:
    """What the feed answers from now on: levels by symbol and day, or the words with which it fails."""
    plain = (
        content if isinstance(content, str) else {s: {str(d): v for d, v in by.items()} for s, by in content.items()}
    )
    path.write_text(json.dumps(plain))
    return path


def asked(path: Path) -> list[str]:
    """The questions so far, a line each."""
    log = path.with_suffix(".asked")
    return log.read_text().splitlines() if log.exists() else []
