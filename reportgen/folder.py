"""The output folder: a set is laid down whole or not at all, and nothing that is not ours is touched.

The set is written beside its place and renamed into it. A process killed between the two renames leaves the last
set under a hidden name; the next build puts it back first.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from pathlib import Path

from reportgen.errors import UsageError
from reportgen.model import Documents

OURS = {
    "index.html", "report.pdf", "report.txt", "record.json", "figures.json", "week-ahead.ics", "charts", "draft",
    "archive.pdf", "substantiation.html", "substantiation.csv", "email.html", "email.txt", "email.eml", "email",
}  # fmt: skip

PICTURES = {"charts": ".svg", "email": ".png"}
"""Our folders in a set, and what the names of our files in them end with."""


def writable(output: Path) -> None:
    """Make the output folder and try it, before any work is done; UsageError says why it cannot be used."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=output):
            pass
    except (FileExistsError, NotADirectoryError):
        raise UsageError(
            f"{output} is a file; the editions need a folder", hint="Name another folder with --output."
        ) from None
    except OSError as error:
        raise UsageError(
            f"{output} cannot be written: {error.strerror}", hint="Name another folder with --output."
        ) from None


def lay(documents: Documents, target: Path) -> Path:
    """Put the set in place of the one at `target`; files there that are not ours stay. Returns `target`."""
    aside = target.parent / f".{target.name}.before"
    fresh: Path | None = None
    for place in (target, aside):
        if place.is_symlink() or (place.exists() and not place.is_dir()):
            raise UsageError(f"{place} is not a folder", hint="Move it away, or name another folder with --output.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target)
        if aside.exists() and not target.exists():
            aside.rename(target)
        elif aside.exists():
            _keep_others(aside, target)
        shutil.rmtree(aside, ignore_errors=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        fresh.chmod(0o777 & ~_umask())
        for name, content in documents.files.items():
            _write(fresh / name, content)
        if target.exists():
            target.rename(aside)
        try:
            fresh.rename(target)
        except OSError:
            if aside.exists():
                aside.rename(target)
            raise
        if aside.exists():
            _keep_others(aside, target)
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        if fresh is not None:
            shutil.rmtree(fresh, ignore_errors=True)
        raise UsageError(
            f"{target} could not be written: {error.strerror}",
            hint="The set that was there before is untouched.",
        ) from None
    return target


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _keep_others(aside: Path, target: Path) -> None:
    """Carry what is not ours over to the new set: other files, and what else lies among our charts and pictures."""
    for entry in aside.iterdir():
        if entry.name in PICTURES and entry.is_dir():
            for one in entry.iterdir():
                if one.suffix != PICTURES[entry.name]:
                    (target / entry.name).mkdir(exist_ok=True)
                    _carry(one, target / entry.name / one.name)
        elif entry.name not in OURS:
            _carry(entry, target / entry.name)


def _carry(one: Path, to: Path) -> None:
    if not to.exists():
        with contextlib.suppress(OSError):
            one.rename(to)


def _sweep(target: Path) -> None:
    """Remove what builds killed more than a day ago have left; a younger one may still be at work."""
    for left in target.parent.glob(f".{target.name}.*"):
        with contextlib.suppress(OSError):
            if not left.name.endswith(".before") and time.time() - left.stat().st_mtime > 86_400:
                shutil.rmtree(left)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
