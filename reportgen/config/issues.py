"""The issue files of a newsletter: issues/DATE.md, of which the newest is meant where none is named."""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = "issues"
NAME = re.compile(r"\d{4}-\d{2}-\d{2}\.md")


def issue_files(folder: Path) -> tuple[Path, ...]:
    """The issue files of the newsletter in `folder`, relative to it, the newest last; none where there are none.

    A link that leads out of the newsletter is none of its issues.
    """
    try:
        home = folder.resolve()
        names = sorted(
            one.name
            for one in (folder / FOLDER).iterdir()
            if NAME.fullmatch(one.name) and one.is_file() and one.resolve().is_relative_to(home)
        )
    except OSError:
        return ()
    return tuple(Path(FOLDER, name) for name in names)
