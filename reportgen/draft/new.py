"""`reportgen new`: from config.yaml and the closes to issues/DATE.md, which is never written over."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from reportgen import config
from reportgen.draft import at_hand
from reportgen.draft.issue import draft
from reportgen.draft.page import page
from reportgen.draft.standing import Standing, standing
from reportgen.errors import ReportgenError, UsageError


@dataclass(frozen=True)
class Drafted:
    """The issue of the week ended `week`: its file, what it took over; `fresh` is false where it was there already."""

    path: Path
    week: date
    fresh: bool
    carried: Standing


def new(
    root: Path, *, week: str | None, record: Path | None, output: Path, now: datetime, keep: bool = False,
    step: Callable[[str], None] = lambda _: None,
) -> Drafted:  # fmt: skip
    """Draft the issue of a week of the project in `root` into `output`/DATE.md.

    `now` is the moment of asking (UTC). An issue that is there is never written over: with `keep` it is what is told,
    else that is a UsageError. Raises ReportgenError; then nothing was written.
    """
    step("Reading config.yaml")
    project = config.load(root, words=False)
    if week and not keep:
        _free(root / output / f"{week}.md", output)
    from reportgen.market.gather import gather

    step("Gathering the week")
    try:
        market = gather(
            project.market, project.instruments, ending=None, ending_place=None, asked=week, record=record, now=now,
            universes=project.universes,
        )  # fmt: skip
    except ReportgenError as error:
        raise (at_hand.told(error, project, week, now) if record is None else error) from None
    end = market.week.end
    target = root / output / f"{end.isoformat()}.md"
    if there(target):
        if keep:
            return Drafted(output / target.name, end, False, Standing(facts={}))
        if project.market.source == "record" and record is None:
            raise at_hand.taken(project, str(output / target.name))
    _free(target, output)
    step("Drafting")
    carried = standing(project, market, root / output)
    _write(target, page(draft(project, market, carried)), output)
    return Drafted(output / target.name, end, True, carried)


def there(target: Path) -> bool:
    """Whether anything stands where an issue is to be written, be it a link to nothing."""
    return target.exists() or target.is_symlink()


def _free(target: Path, output: Path) -> None:
    if there(target):
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
            with target.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
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
