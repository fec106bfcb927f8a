"""A newsletter's files laid down in a folder that is new or empty: all of them, or none."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from reportgen.errors import UsageError

TOLD = 5
ALLOWED = {".git"}
"""What may be in an empty folder: one that git init, or git clone of an empty repository, has made."""


def require_free(folder: Path) -> None:
    """Raise UsageError where the folder is a file, cannot be read, or holds anything but .git."""
    try:
        found = sorted({entry.name for entry in folder.iterdir()} - ALLOWED)
    except FileNotFoundError:
        return
    except NotADirectoryError:
        raise UsageError(f"{folder} is a file; a newsletter needs a folder") from None
    except (OSError, ValueError) as error:
        raise UsageError(f"{folder} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if found:
        more = f" and {len(found) - TOLD} more" if len(found) > TOLD else ""
        raise UsageError(
            f"{folder} is not empty: {', '.join(found[:TOLD])}{more}",
            hint="Nothing is written over. Name a new folder, or move away what is in this one.",
        )


def lay(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files; one that has come between is never written over. Where it fails, or is stopped, what it has
    made is taken away again, and UsageError says why.
    """
    made: list[Path] = []
    try:
        for name, content in files.items():
            path = folder / name
            for above in reversed(path.parents):
                if not above.is_dir():
                    above.mkdir()
                    made.append(above)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
                made.append(path)
                file.write(content)
    except BaseException as error:
        for path in reversed(made):
            with contextlib.suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        if not isinstance(error, OSError):
            raise
        raise UsageError(f"{folder} could not be written: {error.strerror}", hint="Name another folder.") from None
