"""What to do next where a file is not there: the folder that is meant, the name that comes near, or how to begin."""

from __future__ import annotations

import os
from difflib import get_close_matches
from pathlib import Path

from reportgen.config.issues import FOLDER

BEGIN = "Begin a newsletter with: reportgen init my-weekly"


def no_config(folder: Path, name: str) -> str:
    """Where there is no config.yaml in a folder: one of the two above it, or right below it, that has one of ours."""
    folder = folder.resolve()
    above = next((one for one in folder.parents[:2] if _ours(one / name)), None)
    if above is not None:
        return f"It lies in {os.path.relpath(above, folder)}: run reportgen there."
    try:
        below = sorted(one.name for one in folder.iterdir() if _ours(one / name))
    except OSError:
        below = []
    if below:
        return f"There is one in {' and in '.join(below[:3])}: run reportgen there."
    return f"Run reportgen where your config.yaml lies. {BEGIN}"


def no_issue(folder: Path, name: str) -> str:
    """Where there is no issue file of that name: those that come near, or how to draft one."""
    there = [os.path.relpath(one, folder) for one in sorted((folder / FOLDER).glob("*.md"))]
    near = get_close_matches(name, there, n=2, cutoff=0.6)
    if near:
        return f"Did you mean {' or '.join(near)}?"
    return "Check the path, or draft an issue with: reportgen new"


def _ours(file: Path) -> bool:
    """Whether a config.yaml is a newsletter's: other programs have files of that name, too."""
    try:
        with file.open("rb") as lines:
            return any(line.startswith(b"publication:") for line in lines)
    except OSError:
        return False
