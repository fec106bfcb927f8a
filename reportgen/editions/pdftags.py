"""The structure of a tagged PDF, as a screen reader walks it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

MOST = 200_000
"""Structure elements that are still walked: a hundred times those of a long issue of ours."""
Mark = tuple[tuple[int, int], int]


@dataclass
class Tag:
    """A structure element: its kind by the standard's names, its words for who does not see it, its parts in order;
    of a table's head `scope` (Row, Column or Both), of a cell `headed`, whether it names its heads itself.

    A part is a tag, or the mark of painted content: ((object, generation) of its page, number).
    """

    kind: str
    alt: str | None = None
    scope: str = ""
    headed: bool = False
    parts: list[Tag | Mark] = field(default_factory=list)

    def below(self) -> Iterator[Tag]:
        """This tag and all below it, in reading order."""
        todo: list[Tag] = [self]
        while todo:
            tag = todo.pop()
            yield tag
            todo += [part for part in reversed(tag.parts) if isinstance(part, Tag)]

    def marks(self) -> Iterator[Mark]:
        """The marks of all content below it, in reading order."""
        todo: list[Tag | Mark] = [self]
        while todo:
            part = todo.pop()
            if isinstance(part, Tag):
                todo += reversed(part.parts)
            else:
                yield part


def structure_of(pdf: pikepdf.Pdf) -> Tag | None:
    """The structure's root; None for a file that has none."""
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, pikepdf.Dictionary):
        return None
    roles = {str(name): str(kind) for name, kind in root.get("/RoleMap", {}).items()}
    top = Tag("")
    todo: list[tuple[Any, Any, Tag]] = [(root, None, top)]
    count = 0
    while todo and count < MOST:
        element, page, tag = todo.pop()
        children = element.get("/K", [])
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            count += 1
            if isinstance(child, int):
                if page is not None:
                    tag.parts.append((page.objgen, child))
            elif not isinstance(child, pikepdf.Dictionary):
                continue
            elif "/MCID" in child:
                own = child.get("/Pg", page)
                if own is not None:
                    tag.parts.append((own.objgen, int(child.MCID)))
            elif "/S" in child:
                kind = str(child.S)
                below = Tag(roles.get(kind, kind)[1:], _words(child), *_of_table(child))
                tag.parts.append(below)
                todo.append((child, child.get("/Pg", page), below))
    return top


def _words(element: Any) -> str | None:
    for name in ("/Alt", "/ActualText"):
        if name in element:
            return str(element[name])
    return None


def _of_table(element: Any) -> tuple[str, bool]:
    """A table head's scope, and whether a cell names its heads."""
    scope, headed = "", False
    stated = element.get("/A", [])
    for attributes in stated if isinstance(stated, pikepdf.Array) else [stated]:
        if isinstance(attributes, pikepdf.Dictionary):
            scope = str(attributes.get("/Scope", "/" + scope))[1:]
            headed = headed or "/Headers" in attributes
    return scope, headed
