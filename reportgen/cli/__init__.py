"""The command line: the one place that prints errors and exits."""

from __future__ import annotations

import sys
from errno import ENOSPC
from shutil import get_terminal_size
from typing import Any

import click

from reportgen import __version__
from reportgen.cli.completing import completed
from reportgen.cli.voice import Voice, options, require_json, shared, voice
from reportgen.errors import Exit, ReportgenError, UsageError

COMMANDS = (
    "init", "new", "preview", "build", "check", "send", "status", "resolve", "cancel", "recipients", "unsubscribe",
    "mail", "figures", "market", "doctor", "disclosures", "schema", "completion",
)  # fmt: skip
EPILOG = (
    "Exit codes: 0 done, 1 the check found errors, 2 usage, 3 config, 4 market data, 5 template, 6 PDF, 7 delivery, "
    "8 integrity; 70 a bug of ours."
)


def narrow() -> int | None:
    """The columns of a terminal that is narrower than click's narrowest help; None where click knows better."""
    columns = get_terminal_size().columns
    return columns if 0 < columns < 52 else None


class Commands(click.Group):
    """A file per command, imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of that name."""
        if name not in COMMANDS:
            return None
        from importlib import import_module

        found: click.Command = import_module(f"reportgen.cli.{name}").command
        return completed(shared(found, name))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is named; UsageError tells the nearest one where there is none of that name."""
        name = args[0]
        if name in COMMANDS or ctx.resilient_parsing or name.startswith("-"):
            return super().resolve_command(ctx, args)
        from difflib import get_close_matches

        near = get_close_matches(name, COMMANDS, n=1, cutoff=0.5)
        told = f"Did you mean reportgen {near[0]}? " if near else ""
        raise UsageError(f"there is no command '{name}'", hint=f"{told}reportgen --help lists all of them.")


@click.group(
    cls=Commands, epilog=EPILOG, invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "terminal_width": narrow()},
)  # fmt: skip
@click.version_option(__version__, prog_name="reportgen")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_context
def cli(ctx: click.Context, debug: bool) -> int | None:
    """Write the week once: a market commentary as web page, PDF, e-mail and plain text, whose numbers agree.

    Run it where your config.yaml lies. Without a command it shows the weekly round, and where the newsletter in this
    folder stands in it.
    """
    one = voice()
    one.debug = debug
    if ctx.invoked_subcommand is None:
        from reportgen.cli.overview import told

        return told()
    if one.json:
        require_json(ctx.invoked_subcommand)
    return None


cli.params.extend(options())


def main(argv: list[str] | None = None) -> None:
    """Run the command line; every way out is a documented exit code."""
    from reportgen.cli.ending import BUG, say, silence, told

    args = sys.argv[1:] if argv is None else argv
    one = Voice()
    try:
        code: Any = cli.main(args, prog_name="reportgen", standalone_mode=False, obj=one)
        sys.stdout.flush()
        sys.exit(code if isinstance(code, int) else 0)
    except (click.exceptions.Abort, KeyboardInterrupt):
        say("Stopped; nothing was changed.")
        sys.exit(130)
    except BrokenPipeError:
        silence()
        sys.exit(Exit.DONE)
    except Exception as error:
        if "--debug" in args and not isinstance(error, click.ClickException):
            raise
        code = error.exit if isinstance(error, ReportgenError) else BUG
        if isinstance(error, click.ClickException):
            code = Exit.USAGE
        elif isinstance(error, OSError) and error.errno == ENOSPC:
            silence()
            code, error = Exit.USAGE, UsageError(f"The output cannot be written: {error.strerror}")
        told(error, int(code), json=one.json or "--json" in args)
        sys.exit(int(code))
