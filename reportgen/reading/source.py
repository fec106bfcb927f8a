"""A file from anywhere as text, or one clear word why not."""

from __future__ import annotations

import codecs
from pathlib import Path

from reportgen.errors import UsageError
from reportgen.model import Place

LIMIT = 5_000_000
LETTERS, LINES, TAGS = 1_000_000, 50_000, 150_000
"""More than any piece holds, and what is still read within seconds; a page may carry its pictures and typefaces too."""
UTF_16 = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
HINT = "Save it as UTF-8 text, or as a web page."


def text_of(path: Path, name: str) -> str:
    """The file's text: UTF-8, or UTF-16 with its mark. A UsageError says why where it cannot be had."""
    try:
        if path.is_dir():
            raise UsageError("is a folder, not a file", place=Place(name), hint="Name the file to be read.")
        size = path.stat().st_size
        if size > LIMIT:
            raise _too_large(size, name)
        with path.open("rb") as file:
            content = file.read(LIMIT + 1)
    except FileNotFoundError:
        raise UsageError("there is no such file", place=Place(name), hint="Check the path.") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(f"cannot be read: {reason}", place=Place(name), hint="Check its permissions.") from None
    except ValueError:
        raise UsageError("there is no such file", place=Place(name), hint="Check the path.") from None
    if len(content) > LIMIT:
        raise _too_large(len(content), name)
    return _decoded(content, name)


def bounded(text: str, file: str, page: bool) -> str:
    """The text with its lines ended by LF, if it is of a size that is read within seconds; a UsageError says if not."""
    text = plain_ends(text)
    letters, lines, tags = len(text), text.count("\n"), text.count("<") + text.count("&")
    told = ""
    if letters > (LIMIT if page else LETTERS):
        told = f"is {letters / 1e6:.1f} MB of text; at most {(LIMIT if page else LETTERS) / 1e6:.0f} MB is read"
    elif lines > LINES and not page:
        told = f"has {lines:,} lines; at most {LINES:,} are read"
    elif tags > TAGS and page:
        told = f"has {tags:,} tags and entities; at most {TAGS:,} are read"
    if told:
        raise UsageError(told, place=Place(file), hint="Check one piece at a time.")
    return text


def plain_ends(text: str) -> str:
    """The text with its lines ended by LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def lines_of(text: str) -> list[str]:
    """The lines of a text as findings count them: ended by LF, CR LF or CR, and by nothing else."""
    return plain_ends(text).split("\n")


def _decoded(content: bytes, name: str) -> str:
    coding = UTF_16.get(content[:2], "utf-8-sig")
    try:
        text = content.decode(coding)
    except UnicodeDecodeError as error:
        place = _place(content, error.start, name)
        raise UsageError("is not UTF-8 text", place=place, hint=HINT) from None
    if "\x00" in text:
        place = _place(content, content.find(b"\x00"), name) if coding == "utf-8-sig" else Place(name)
        raise UsageError("is not text: it holds NUL bytes", place=place, hint=HINT)
    return text


def _place(content: bytes, position: int, name: str) -> Place:
    before = content[:position]
    return Place(name, before.count(b"\n") + 1, position - (before.rfind(b"\n") + 1) + 1)


def _too_large(size: int, name: str) -> UsageError:
    message = f"is {size / 1e6:.0f} MB large; at most {LIMIT / 1e6:.0f} MB are read"
    return UsageError(message, place=Place(name), hint="Check one piece at a time.")
