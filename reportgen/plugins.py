"""A function of one's own, `package.module:function` in config.yaml: loaded, and its mistakes told at their line."""

from __future__ import annotations

import contextlib
import importlib
import sys
import sysconfig
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from reportgen.errors import ConfigError
from reportgen.model import Place

HINT = "The folder of config.yaml is on the path: function f of mine.py beside it is mine:f."
OURS = tuple(f"{folder}/" for folder in (Path(__file__).parent, *map(sysconfig.get_path, ("stdlib", "purelib"))))
"""Where code lies that is not the publisher's."""


def loaded(target: str, entry: str, place: Place | None = None) -> Callable[..., Any]:
    """The function `target` that config.yaml names at `entry` (blocks.leaders), which stands at `place`.

    Raises ConfigError where it cannot be loaded, at the line of the publisher's code where that is what fails.
    """
    module, _, name = target.partition(":")
    try:
        with unheard():
            found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    except (Exception, SystemExit) as error:  # a module of the publisher's own may raise anything
        message = f"{entry}: {target} cannot be loaded: {said(error)}"
        raise ConfigError(message, hint=HINT, place=line_of(error, target) or place) from None
    if not callable(found):
        raise ConfigError(f"{entry}: {target} is no function", hint=HINT, place=place)
    return found


@contextlib.contextmanager
def unheard() -> Iterator[None]:
    """What the publisher's code prints goes to stderr: stdout is for the result of a command."""
    with contextlib.redirect_stdout(sys.stderr):
        yield


def said(error: BaseException) -> str:
    """What went wrong, in Python's words: the kind of error is told unless its words say it already."""
    if isinstance(error, (ImportError, SyntaxError)):
        return error.msg
    return f"{type(error).__name__}: {error}"


def line_of(error: BaseException, target: str) -> Place | None:
    """The innermost line of the publisher's own code that an error passed through; None where there is none."""
    if isinstance(error, SyntaxError) and error.filename and not error.filename.startswith(OURS):
        return Place(_shown(error.filename), error.lineno or 1, error.offset or 1)
    module = getattr(sys.modules.get(target.partition(":")[0]), "__file__", None)
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        own = not frame.filename.startswith(("<", *OURS))
        if (own or frame.filename == module) and frame.lineno:
            return Place(_shown(frame.filename), frame.lineno, (frame.colno or 0) + 1)
    return None


def _shown(file: str) -> str:
    """A file as the publisher knows it: from the working directory, where it lies there."""
    path = Path(file)
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
