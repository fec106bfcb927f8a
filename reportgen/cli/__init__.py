"""The command line: the one place that prints errors and exits."""

from __future__ import annotations

import sys
from errno import ENOSPC
from typing import Any

import click

from reportgen import __version__
from reportgen.errors import Exit, ReportgenError

COMMANDS = ("init", "new", "preview", "build", "check", "figures", "market", "doctor", "disclosures", "schema")
EPILOG = (
    "Exit codes: 0 done, 1 the check found errors, 2 usage, 3 config, 4 market data, 5 template, 6 PDF, 7 delivery, "
    "8 integrity; 70 a bug of ours."
)


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
        return found


@click.group(cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="reportgen")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_context
def cli(ctx: click.Context, debug: bool) -> None:
    """Write the week once: a market commentary as web page, PDF and plain text, whose numbers agree.

    Run it where your config.yaml lies.
    """
    ctx.obj = {"debug": debug}


def main(argv: list[str] | None = None) -> None:
    """Run the command line; every way out is a documented exit code."""
    args = sys.argv[1:] if argv is None else argv
    debug = "--debug" in args
    try:
        code: Any = cli.main(args, prog_name="reportgen", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except ReportgenError as error:
        if debug:
            raise
        _say(*error.lines())
        sys.exit(error.exit)
    except click.exceptions.Abort:
        _say("Stopped; nothing was changed.")
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(Exit.USAGE)
    except KeyboardInterrupt:
        _say("Stopped; nothing was changed.")
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(Exit.DONE)
    except Exception as error:
        if debug:
            raise
        if isinstance(error, OSError) and error.errno == ENOSPC:
            _say(f"The output cannot be written: {error.strerror}")
            _silence()
            sys.exit(Exit.USAGE)
        _say(
            f"This is a bug in reportgen: {type(error).__name__}: {error}",
            "  Run the same command with --debug before it (reportgen --debug build) and report what it shows.",
        )
        sys.exit(70)


def _silence() -> None:
    """What is left of the output goes nowhere, or Python would complain of it once more at its end."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(*lines: str) -> None:
    """Lines on stderr; what they repeat of a file or of the command line is nothing that a terminal obeys."""
    from reportgen.cli.told.screen import shown

    for line in lines:
        for part in line.split("\n"):
            click.echo(shown(part), err=True)
