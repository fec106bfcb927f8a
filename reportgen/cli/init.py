"""`reportgen init`: asks what is not given, where somebody can answer, and lays a newsletter down."""

from __future__ import annotations

import json
import shlex
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
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of words.")
def command(
    folder: Path | None, preset: str | None, name: str | None, publisher: str | None, paper: str | None,
    week: str | None, yes: bool, listed: bool, as_json: bool,
) -> int:  # fmt: skip
    """Begin a newsletter in DIR, which must be new or empty: a complete one that builds at once, without a network.

    On a terminal it asks for what no option says, five questions at most; Enter takes the answer in brackets.
    Elsewhere, or with --yes, it asks nothing.

    Its prices are made up, and every page says so, until you name a source of your own in its config.yaml; those of
    small-caps are published closes. It is ready for git: .gitignore, a weekly run on GitHub, examples for cron and
    systemd.
    """
    from reportgen.cli.questions import Given, may_ask, settled
    from reportgen.presets import PRESETS, WEEK, lay, newsletter

    if listed:
        rows = [f"{one:<14}{words}" for one, words in PRESETS.items()]
        click.echo(json.dumps(dict(PRESETS), indent=1) if as_json else "\n".join(rows))
        return 0
    ending = WEEK
    if week:
        from reportgen.market.chosen import asked_week

        ending = asked_week(week, "XNYS", None)
    folder, answers = settled(Given(folder, preset, name, publisher, paper), ask=may_ask() and not yes)
    files = newsletter(answers, folder.resolve().name, ending)
    lay(files, folder)
    here = folder.resolve() == Path.cwd()
    then = "reportgen build" if here else f"cd {shlex.quote(str(folder))} && reportgen build"
    if as_json:
        told = {"folder": str(folder), "preset": answers.preset, "files": list(files), "next": then}
        click.echo(json.dumps(told, indent=1, ensure_ascii=False))
        return 0
    click.echo(f"Made {folder}: {', '.join(files)}")
    click.echo(f"Next:  {then}")
    click.echo("Then:  open config.yaml; it says what to change, and how to go live")
    return 0
