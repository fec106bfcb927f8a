"""How loudly a command speaks, and in which form: --quiet, --verbose, --json, before the command or after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import click

from reportgen.errors import UsageError

REPORTING = frozenset(
    {
        "init", "new", "build", "check", "send", "status", "resolve", "cancel", "figures", "disclosures", "doctor",
        "market", "schema",
    }
)  # fmt: skip
"""The commands whose result can be had as JSON."""


@dataclass
class Voice:
    """What was asked for on the command line, wherever it stood there."""

    debug: bool = False
    quiet: bool = False
    verbose: bool = False
    json: bool = False


def voice() -> Voice:
    """The voice of the command that runs; the usual one outside of any."""
    context = click.get_current_context(silent=True)
    return _of(context) if context else Voice()


def in_form(form: str) -> str:
    """The form that `--format` asks for, which --json stands for, too."""
    one = voice()
    if one.json and form not in ("text", "json"):
        raise UsageError(f"--json and --format {form} exclude each other", hint="Leave one of them out.")
    one.json = one.json or form == "json"
    return "json" if one.json else form


def shared(command: click.Command, name: str) -> click.Command:
    """The command `reportgen NAME` with the options that every command has, under it and under what it groups."""
    for option in options(name):
        if not {*option.opts} & {each for param in command.params for each in param.opts}:
            command.params.append(option)
    if isinstance(command, click.Group):
        for under in command.commands.values():
            shared(under, name)
    return command


def options(name: str = "") -> list[click.Option]:
    """The options of every command; of `name` or, without one, of reportgen itself."""
    made = [
        _flag("-q", "--quiet", help="Only errors, and the result that was asked for."),
        _flag("-v", "--verbose", help="Each step with its time, the sources asked, what came from a cache."),
    ]
    if not name or name in REPORTING:
        made.insert(0, _flag("--json", help="The result as one JSON document on stdout (docs/json.md)."))
    return made


def require_json(name: str) -> None:
    """Raise UsageError where --json stands before a command that has no result to tell in it."""
    if name not in REPORTING:
        told = ", ".join(sorted(REPORTING))
        raise UsageError(f"reportgen {name} has no --json", hint=f"These have: {told}, and reportgen alone.")


def _flag(*names: str, help: str) -> click.Option:
    return click.Option(names, is_flag=True, expose_value=False, callback=_heard, help=help)


def _heard(context: click.Context, option: click.Parameter, value: Any) -> None:
    one = _of(context)
    if value:
        setattr(one, str(option.name), True)
    if one.quiet and one.verbose:
        raise UsageError("--quiet and --verbose exclude each other", hint="Leave one of them out.")


def _of(context: click.Context) -> Voice:
    root = context.find_root()
    if not isinstance(root.obj, Voice):
        root.obj = Voice()
    return root.obj
