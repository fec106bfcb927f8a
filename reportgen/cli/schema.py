"""`reportgen schema`."""

from __future__ import annotations

import click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of config.yaml, for editors."""
    import json

    from reportgen.config import schema

    click.echo(json.dumps(schema(), indent=1, ensure_ascii=False))
