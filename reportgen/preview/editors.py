"""A file opened in the reader's own editor, at its line and column, by the commands that editors have for it."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from reportgen.errors import UsageError

EDITORS: Mapping[str, str] = {
    "code": "-g {file}:{line}:{column}",
    "code-insiders": "-g {file}:{line}:{column}",
    "codium": "-g {file}:{line}:{column}",
    "cursor": "-g {file}:{line}:{column}",
    "windsurf": "-g {file}:{line}:{column}",
    "zed": "{file}:{line}:{column}",
    "zeditor": "{file}:{line}:{column}",
    "subl": "{file}:{line}:{column}",
    "pycharm": "--line {line} --column {column} {file}",
    "idea": "--line {line} --column {column} {file}",
    "webstorm": "--line {line} --column {column} {file}",
    "mate": "-l {line}:{column} {file}",
    "bbedit": "+{line}:{column} {file}",
    "emacsclient": "-n +{line}:{column} {file}",
    "gvim": "--remote-silent +{line} {file}",
    "mvim": "--remote-silent +{line} {file}",
    "kate": "-l {line} -c {column} {file}",
    "gedit": "+{line}:{column} {file}",
    "gnome-text-editor": "+{line} {file}",
    "notepad++": "-n{line} -c{column} {file}",
    "lite-xl": "{file}:{line}:{column}",
}
"""What each editor takes to open a file at a place: those that have a window of their own, as a terminal is taken."""
VARIABLES = ("REPORTGEN_EDITOR", "VISUAL", "EDITOR")


def chosen(name: str | None, environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The command of the editor that is named, else of the first that the environment names and that has a window,
    else of the first that is installed; nothing where there is none. UsageError where the named one is not known.
    """
    if name:
        command = tuple(shlex.split(name))
        if not command or _kind(command) not in EDITORS:
            raise UsageError(f"--editor: '{name}' is not an editor that is known", hint=f"Known: {', '.join(EDITORS)}.")
        if not shutil.which(command[0]):
            raise UsageError(f"--editor: {command[0]} is not installed here, or not on the PATH")
        return command
    for variable in VARIABLES:
        try:
            command = tuple(shlex.split(environment.get(variable, "")))
        except ValueError:
            continue
        if command and _kind(command) in EDITORS and shutil.which(command[0]):
            return command
    return next(((one,) for one in EDITORS if shutil.which(one)), ())


def opened(editor: tuple[str, ...], file: Path, line: int, column: int) -> None:
    """Open a file at a place, counted from 1, and do not wait; OSError where the editor cannot be started."""
    places = {"file": str(file), "line": str(max(1, line)), "column": str(max(1, column))}
    asked = [part.format(**places) for part in EDITORS[_kind(editor)].split(" ")]
    program = shutil.which(editor[0]) or editor[0]
    silent = subprocess.DEVNULL
    subprocess.Popen([program, *editor[1:], *asked], stdin=silent, stdout=silent, stderr=silent, start_new_session=True)


def _kind(command: tuple[str, ...]) -> str:
    """The editor that a command starts, by its name."""
    return Path(command[0]).name.lower().removesuffix(".exe").removesuffix(".cmd")
