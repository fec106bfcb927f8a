"""Phrases by their words, so that the longest that begins at an atom is found in as many steps as it has words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reportgen.claims.atoms import Atom

Node = dict[Any, Any]
"""Words to the nodes behind them; under None what the phrase that ends here means."""
GLUE = "-‑‐/®™."
"""Marks that may stand inside a phrase without a space before them."""


def trie(phrases: Mapping[tuple[str, ...], Any]) -> Node:
    """The phrases as a tree of their words."""
    root: Node = {}
    for words, meaning in phrases.items():
        node = root
        for word in words:
            node = node.setdefault(word, {})
        node[None] = meaning
    return root


def longest(root: Node, row: Sequence[Atom], i: int) -> tuple[Any, int] | None:
    """What the longest phrase at atom `i` means, and the atom behind it; None where none begins there."""
    node = root.get(row[i].low)
    if node is None:
        return None
    found = None
    size = len(row)
    i += 1
    while True:
        if None in node:
            found = node[None], i
        if i < size and row[i].kind == "p" and row[i].glued and row[i].text in GLUE and i + 1 < size:
            i += 1
        if i >= size:
            return found
        node = node.get(row[i].low)
        if node is None:
            return found
        i += 1
