"""`reportgen new`: from config.yaml and the closes to issues/DATE.md, which is never written over."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from reportgen import config
from reportgen.draft.issue import draft
from reportgen.draft.page import page
from reportgen.draft.standing import standing
from reportgen.errors import UsageError


def new(
    root: Path, *, week: str | None, record: Path | None, output: Path, now: datetime,
    step: Callable[[str], None] = lambda _: None,
) -> Path:  # fmt: skip
    """Draft the issue of a week of the project in `root`; returns the path of the file, `output`/DATE.md.

    `now` is the moment of asking (UTC). Raises ReportgenError; then nothing was written.
    """
    step("Reading config.yaml")
    project = config.load(root, words=False)
    if week:
        _free(root / output / f"{week}.md", output)
    from reportgen.market.gather import gather

    step("Gathering the week")
    market = gather(
        project.market, project.instruments, ending=None, ending_place=None, asked=week, record=record, now=now,
        universes=project.universes,
    )  # fmt: skip
    target = root / output / f"{market.week.end.isoformat()}.md"
    _free(target, output)
    step("Drafting")
    text = page(draft(project, market, standing(project, market, root / output)))
    _write(target, text, output)
    return output / target.name


def _free(target: Path, output: Path) -> None:
    if target.exists() or target.is_symlink():
        raise UsageError(
            f"{output / target.name} is there already, and is not written over",
            hint="Edit it, or move it away first.",
        )


def _write(target: Path, text: str, output: Path) -> None:
    """The whole file or none; a file that came into being meanwhile stays."""
    fresh = ""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, fresh = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(fresh).chmod(0o666 & ~_umask())
        try:
            os.link(fresh, target)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            _free(target, output)
            Path(fresh).rename(target)
    except FileExistsError:
        _free(target, output)
        raise UsageError(f"{output} is a file; issues need a folder", hint="Name another with --output.") from None
    except OSError as error:
        raise UsageError(
            f"{output / target.name} cannot be written: {error.strerror}", hint="Name another folder with --output."
        ) from None
    finally:
        if fresh:
            with contextlib.suppress(OSError):
                Path(fresh).unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
