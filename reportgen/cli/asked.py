"""What a check is asked of: an issue of ours, a built edition, or a text from anywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from reportgen.config.lost import no_config
from reportgen.errors import UsageError
from reportgen.model import Place

EDITIONS = ("report.txt", "index.html", "email.txt", "email.html")
"""The files of a built edition that are read as texts."""
RECORD = "record.json"
KEYS = re.compile(r"(week_ending|deck|key_points|byline|risks|quotes|facts|events|economy)\s*:")
"""Keys that head an issue of ours, and not the pages of other programs that have front matter, too."""


@dataclass(frozen=True)
class Asked:
    """`kind` says what it is; `files` are those to be read (of an issue: its file, none for that of config.yaml);
    `record` is the record that lies beside a built edition.
    """

    kind: Literal["issue", "edition", "text"]
    files: tuple[Path, ...] = ()
    record: Path | None = None


def asked(target: Path | None, root: Path) -> Asked:
    """What `target` is, in a project at `root` or outside of any; UsageError where there is nothing to check."""
    if target is None:
        if not (root / "config.yaml").is_file():
            raise UsageError(
                "there is no config.yaml here, and no file is named",
                hint="Name a text, and closes to check it against: reportgen check article.md --csv closes.csv\n"
                f"  {no_config(root, 'config.yaml')}",
            )
        return Asked("issue")
    if str(target) == "-":
        return Asked("text", (target,))
    try:
        folder, there = target.is_dir(), target.exists()
    except OSError:
        folder, there = False, True
    if folder:
        return _edition(target)
    if not there:
        raise UsageError("there is no such file", place=Place(str(target)), hint=near(target, root))
    if target.name in (RECORD, "figures.json"):
        raise UsageError(
            "is what texts are checked against, not a text",
            place=Place(str(target)),
            hint=f"Name a text as well: reportgen check article.md --record {target.parent / RECORD}",
        )
    if (root / "config.yaml").is_file() and _is_issue(target, root):
        return Asked("issue", (target,))
    beside = target.parent / RECORD
    return Asked("edition", (target,), beside) if beside.is_file() else Asked("text", (target,))


def _edition(folder: Path) -> Asked:
    """The editions in a folder that a build has written."""
    name = str(folder)
    files = tuple(folder / one for one in EDITIONS if (folder / one).is_file())
    if (folder / RECORD).is_file() and files:
        return Asked("edition", files, folder / RECORD)
    if (folder / "draft" / RECORD).is_file():
        raise UsageError(
            "holds only a draft", place=Place(name), hint=f"Check that: reportgen check {folder / 'draft'}"
        )
    raise UsageError(
        f"is a folder without an edition ({RECORD}, and {' or '.join(EDITIONS)} beside it)",
        place=Place(name),
        hint="Name a file in it, or a folder that reportgen build has written: output/2026-01-09",
    )


def _is_issue(file: Path, root: Path) -> bool:
    """Whether a file heads its text with keys of ours, or lies where issues do and has any."""
    try:
        with file.open(encoding="utf-8", errors="replace") as text:
            if text.readline(200).strip() != "---":
                return False
            if file.resolve().parent == (root / "issues").resolve():
                return True
            for _ in range(500):
                line = text.readline(2000)
                if not line or line.strip() == "---":
                    return False
                if KEYS.match(line):
                    return True
    except OSError:
        pass
    return False


def near(target: Path, root: Path) -> str:
    """The names that come near one that is not there."""
    folders = dict.fromkeys((target.parent, root / "issues", root))
    names: dict[str, Path] = {}
    for folder in folders:
        if folder.is_dir():
            names |= {one.name: one for one in sorted(folder.iterdir()) if not one.name.startswith(".")}
    close = get_close_matches(target.name, names, n=3, cutoff=0.6)
    found = [str(names[name].relative_to(root) if names[name].is_relative_to(root) else names[name]) for name in close]
    return f"Did you mean {' or '.join(found)}?" if found else "Check the path."
