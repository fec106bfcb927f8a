"""What the shell completes: issue files, presets, editions. Each by the name of what is completed, in every command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def completed(command: click.Command) -> click.Command:
    """The command, with what its arguments and options can be completed to."""
    for param in command.params:
        if param.name in BY_NAME:
            param._custom_shell_complete = BY_NAME[param.name]
    return command


def issues(context: click.Context, param: click.Parameter, begun: str) -> list[CompletionItem]:
    """The issue files, the newest first; any file where what is begun is none of them."""
    from click.shell_completion import CompletionItem

    found = sorted((str(one) for one in Path("issues").glob("*.md") if str(one).isprintable()), reverse=True)
    fitting = [CompletionItem(one) for one in found if one.startswith(begun)]
    return fitting or [CompletionItem(begun, type="file")]


def presets(context: click.Context, param: click.Parameter, begun: str) -> list[CompletionItem]:
    """The presets of `init`, each with its sentence."""
    from click.shell_completion import CompletionItem

    from reportgen.presets import PRESETS

    return [CompletionItem(name, help=words) for name, words in PRESETS.items() if name.startswith(begun)]


def editions(context: click.Context, param: click.Parameter, begun: str) -> list[CompletionItem]:
    """The editions that are not yet in the list, behind what is."""
    from click.shell_completion import CompletionItem

    *chosen, last = begun.split(",")
    left = (name for name in EDITIONS if name not in chosen and name.startswith(last))
    return [CompletionItem(",".join((*chosen, name))) for name in left]


EDITIONS = ("web", "pdf", "text", "email")
"""Those of reportgen.build, whose import takes too long for a key that is pressed; a test holds them together."""
BY_NAME: dict[str | None, Callable[[click.Context, click.Parameter, str], list[CompletionItem]]] = {
    "issue": issues, "target": issues, "preset": presets, "formats": editions,
}  # fmt: skip
