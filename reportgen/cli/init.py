"""`reportgen init`: asks what is not given, where somebody can answer, and lays a newsletter down."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import click


@click.command("init")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--preset", metavar="NAME", help="Which newsletter: small-caps, broad-market, one-page or global.")
@click.option("--name", metavar="TEXT", help="What the publication is called.")
@click.option("--publisher", metavar="TEXT", help="Who answers for the issue: a person or a firm.")
@click.option("--paper", metavar="letter|a4", help="Paper of the PDF.")
@click.option("--week", metavar="DATE", help="Another week than the demonstration's: 2026-03-06 or 2026-W10.")
@click.option("--yes", is_flag=True, help="Ask nothing: what is not given is the preset's.")
@click.option("--list", "listed", is_flag=True, help="Tell what each preset is.")
def command(
    folder: Path | None, preset: str | None, name: str | None, publisher: str | None, paper: str | None,
    week: str | None, yes: bool, listed: bool,
) -> int:  # fmt: skip
    """Begin a newsletter in DIR, which must be new or empty: a complete one that builds at once, without a network.

    On a terminal it asks for what no option says, five questions at most; Enter takes the answer in brackets.
    Elsewhere, or with --yes, it asks nothing.

    Its prices are made up, and every page says so, until you name a source of your own in its config.yaml; those of
    small-caps are published closes. It is ready for git: .gitignore, a weekly run on GitHub, examples for cron and
    systemd.
    """
    from reportgen.cli.desk import document, said
    from reportgen.cli.questions import Given, may_ask, presets, settled
    from reportgen.cli.told.paper import width_of
    from reportgen.cli.voice import voice
    from reportgen.presets import PRESETS, WEEK, lay, newsletter

    if listed:
        if voice().json:
            document(dict(PRESETS))
        else:
            click.echo("\n".join(presets(width_of(sys.stdout))))
        return 0
    ending = WEEK
    if week:
        from reportgen.market.chosen import asked_week

        ending = asked_week(week, "XNYS", None)
    folder, answers = settled(Given(folder, preset, name, publisher, paper), ask=may_ask() and not yes)
    files = newsletter(answers, folder.resolve().name, ending)
    lay(files, folder)
    here = folder.resolve() == Path.cwd()
    then = "reportgen preview" if here else f"cd {shlex.quote(str(folder))} && reportgen preview"
    if voice().json:
        document({"folder": str(folder), "preset": answers.preset, "files": list(files), "next": then})
    said(f"Made {folder}: {', '.join(files)}")
    said(f"Next:  {then}")
    said("Then:  open config.yaml; it says what to change, and how to go live")
    return 0
