"""What --suggest proposes, and --fix writes: figures bound to the true numbers of a text from outside."""

from __future__ import annotations

import codecs
import os
import re
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from reportgen.cli.asked import Asked
from reportgen.errors import UsageError
from reportgen.model import Evidence, Manuscript, Place
from reportgen.review.bindings import Proposal, proposals, written

ROW = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
PAGES = (".html", ".htm", ".xhtml")


def bindable(what: Asked, fix: bool) -> None:
    """Raise UsageError where numbers cannot be bound in what is to be checked."""
    if what.kind == "issue":
        raise UsageError(
            "--suggest and --fix are for texts from outside",
            hint="An issue names its figures: {{ russell_2000.week | percent }}.",
        )
    name = str(what.files[0])
    if fix and (what.kind == "edition" or name == "-" or name.lower().endswith(PAGES)):
        why = "what a build has written" if what.kind == "edition" else "no file" if name == "-" else "a web page"
        raise UsageError(f"--fix writes into Markdown and plain text; {name} is {why}", hint="--suggest only tells.")


def fixed(path: Path, one: Manuscript, lines: Sequence[str], evidence: Evidence) -> int:
    """Bind the true numbers of a text in its file; how many they were. The file is replaced whole or not at all."""
    found = proposals(one, lines, evidence)
    if found:
        _replace(path, one.file, found)
    return len(found)


def _replace(path: Path, name: str, found: tuple[Proposal, ...]) -> None:
    target = path.resolve()
    content = target.read_bytes()
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    try:
        rows = ROW.findall(content[len(mark) :].decode())
    except UnicodeDecodeError:
        raise UsageError(
            "is not UTF-8; --fix writes nothing else", place=Place(name), hint="Save it as UTF-8."
        ) from None
    fresh = ""
    try:
        handle, fresh = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(mark + "".join(written(rows, found)).encode())
        shutil.copymode(target, fresh)
        Path(fresh).replace(target)
    except OSError as error:
        with suppress(OSError):
            Path(fresh).unlink()
        raise UsageError(
            f"cannot be written: {error.strerror}",
            place=Place(name),
            hint="Nothing was changed. Check who may write there.",
        ) from None
