"""Closes from the store, as a source of its own: what `reportgen market import` has put there, or an earlier fetch."""

from __future__ import annotations

from reportgen.errors import MarketError
from reportgen.market import Closes, Request
from reportgen.market.store import open_store
from reportgen.model import SourcePlan

IMPORTED = "import"
"""The name in the store under which `reportgen market import` keeps closes, and `source: store` reads them."""


def closes(request: Request) -> Closes:
    """The closes that the store at `request.path` holds for the request, by instrument key and session.

    They are those kept under `request.name`, a name under market.sources; under `import` where the source is the
    built-in `store`. Raises MarketError where there is no store, or none of its closes is of that name.
    """
    assert request.path is not None
    name = IMPORTED if request.name in ("", "store") else request.name
    with open_store(request.path, create=False) as store:
        held = store.sources()
        if name not in held:
            raise MarketError(
                f"{request.path.name} holds no closes of the source {name} (it holds {', '.join(held) or 'none'})",
                hint="`reportgen market import FILE` keeps a file's closes there.",
            )
        return {key: store.held(name, symbol, request.start, request.end) for key, symbol in request.symbols.items()}


def name_in_store(source: SourcePlan) -> str:
    """The name under which the store holds the closes of a source."""
    return IMPORTED if source.name == "store" else source.name
