"""`reportgen completion`."""

from __future__ import annotations

import click

SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> None:
    """Print the script that completes commands, options and issue files in a shell.

    \b
    bash  reportgen completion bash > ~/.local/share/bash-completion/completions/reportgen
          (needs the package bash-completion; else add to ~/.bashrc:
          eval "$(reportgen completion bash)")
    zsh   add to ~/.zshrc, below compinit: eval "$(reportgen completion zsh)"
    fish  reportgen completion fish > ~/.config/fish/completions/reportgen.fish

    Then open a new shell.
    """  # noqa: D301
    from click.shell_completion import get_completion_class

    from reportgen.cli import cli

    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(cli, {}, "reportgen", "_REPORTGEN_COMPLETE").source())
