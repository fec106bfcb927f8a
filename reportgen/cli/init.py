"""`reportgen init`."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import click

from reportgen.errors import UsageError

TOLD = 5


@click.command("init")
@click.argument("folder", metavar="DIR", required=False, type=click.Path(path_type=Path))
@click.option("--preset", metavar="NAME", help="Which newsletter: small-caps, broad-market, one-page or global.")
@click.option("--week", metavar="DATE", help="Another week than the demonstration's: 2026-03-06 or 2026-W10.")
@click.option("--list", "listed", is_flag=True, help="Tell what each preset is.")
def command(folder: Path | None, preset: str | None, week: str | None, listed: bool) -> int:
    """Begin a newsletter in DIR, which must be new or empty: a complete one that builds at once, without a network.

    Its prices are made up, and every page says so, until you name a source of your own in its config.yaml; those of
    small-caps are published closes.
    """
    from reportgen.presets import PRESETS, WEEK

    if listed:
        for name, words in PRESETS.items():
            click.echo(f"{name:<14}{words}")
        return 0
    if folder is None or preset is None:
        raise UsageError("init needs a folder and a preset", hint="Such as: reportgen init my-weekly --preset one-page")
    if preset not in PRESETS:
        from difflib import get_close_matches

        near = get_close_matches(preset, PRESETS, n=1, cutoff=0.5)
        raise UsageError(
            f"--preset: there is no preset '{preset}'" + (f" (did you mean {near[0]}?)" if near else ""),
            hint=f"They are {', '.join(PRESETS)}; reportgen init --list says more.",
        )
    require_free(folder)
    ending = WEEK
    if week:
        from reportgen.market.chosen import asked_week

        ending = asked_week(week, "XNYS", None)
    from reportgen.presets import preset as files_of

    files = files_of(preset, ending)
    lay(files, folder)
    click.echo(f"Made {folder}: {', '.join(files)}")
    click.echo(f"Next:  cd {shlex.quote(str(folder))} && reportgen build")
    click.echo("Then:  open config.yaml; it says what to change, and how to go live")
    return 0


def require_free(folder: Path) -> None:
    """Raise UsageError where the folder is a file, cannot be read, or holds anything."""
    try:
        found = sorted(entry.name for entry in folder.iterdir())
    except FileNotFoundError:
        return
    except NotADirectoryError:
        raise UsageError(f"{folder} is a file; a newsletter needs a folder") from None
    except OSError as error:
        raise UsageError(f"{folder} cannot be read: {error.strerror}") from None
    if found:
        more = f" and {len(found) - TOLD} more" if len(found) > TOLD else ""
        raise UsageError(
            f"{folder} is not empty: {', '.join(found[:TOLD])}{more}",
            hint="Nothing is written over. Name a new folder, or move away what is in this one.",
        )


def lay(files: dict[str, bytes], folder: Path) -> None:
    """Write the files; one that has come between is never written over."""
    try:
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
                file.write(content)
    except OSError as error:
        raise UsageError(f"{folder} could not be written: {error.strerror}", hint="Name another folder.") from None
