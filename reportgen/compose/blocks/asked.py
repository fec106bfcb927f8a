"""What a block's words ask for: a name that is known, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from reportgen.errors import TemplateError


def nothing_more(args: Sequence[str], kind: str) -> None:
    """Refuse words behind a block's kind."""
    if args:
        raise TemplateError(f"[[{kind}]] takes no further words")


def one_name(args: Sequence[str], kind: str, names: Mapping[str, Any]) -> str:
    """The one known name that a block takes."""
    if len(args) != 1:
        raise TemplateError(f"[[{kind} KEY]] takes one name: {', '.join(names) or 'there is none yet'}")
    return known(args[0], kind, names)


def known(name: str, kind: str, names: Mapping[str, Any]) -> str:
    """`name`, if it is one of `names`; else TemplateError with the nearest."""
    if name not in names:
        near = get_close_matches(name, list(names), n=1, cutoff=0.5)
        raise TemplateError(f"there is no {kind} {name}" + (f" (did you mean {near[0]}?)" if near else ""))
    return name


def sentence(text: str) -> str:
    """A reason as a sentence."""
    return f"{text[0].upper()}{text[1:]}."
