"""`reportgen` alone: the weekly round, and where the newsletter in this folder stands in it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from reportgen.cli.desk import document, notes
from reportgen.cli.voice import voice
from reportgen.errors import Exit


def told() -> int:
    """Tell where the newsletter in this folder stands; the exit code is 3 where config.yaml or the issue is wrong."""
    from reportgen.status import standing_of

    with notes():
        standing = standing_of(Path.cwd(), datetime.now(UTC))
    if voice().json:
        from reportgen.cli.told.standing import plain

        document(plain(standing))
    else:
        from reportgen.cli.told.standing import put_on_screen

        put_on_screen(standing, brief=voice().quiet)
    return int(Exit.CONFIG if standing.mistakes else Exit.DONE)
