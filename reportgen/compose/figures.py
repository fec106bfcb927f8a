"""figures.json: every printed figure with its formula, its closes and the places where it is printed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from math import isfinite
from typing import Any

from reportgen.model import Derivation, Figure, Input, Printing

SCHEMA = 1


def write(week_ending: date, derived: Sequence[Derivation]) -> bytes:
    """The figures as UTF-8 JSON, nothing of the clock in it."""
    head = {"schema": SCHEMA, "week_ending": week_ending.isoformat(), "figures": [row(one) for one in derived]}
    return (json.dumps(head, ensure_ascii=False, indent=1) + "\n").encode()


def row(one: Derivation) -> dict[str, Any]:
    """One figure as it stands in figures.json."""
    f = one.figure
    return {
        "id": f.id, "name": f.name, "value": f.value, "unit": f.unit, "printed": list(one.printed),
        "formula": f.formula,
        "inputs": [
            {
                "key": i.key, "session": i.session.isoformat(), "close": i.level, "source": i.source, "url": i.url,
                "retrieved": i.retrieved,
            }
            for i in f.inputs
        ],
        "as_of": f.as_of, "source": f.source,
        **({"kind": one.kind, "url": one.url} if one.kind else {}),
        **({"period": f.period} if f.period else {}), **({"currency": f.currency} if f.currency else {}),
        "decimals": f.decimals,
        "places": [{"printed": p.text, "place": p.place, "words": p.words} for p in one.printings],
    }  # fmt: skip


def read(content: bytes) -> tuple[date, tuple[Derivation, ...]]:
    """The week's end and the figures of a figures.json, also of one that older versions wrote (without places).

    Raises ValueError where it is not one.
    """
    try:
        head = json.loads(content)
        if head["schema"] != SCHEMA:
            raise ValueError(f"its schema is {head['schema']}")
        return date.fromisoformat(head["week_ending"]), tuple(map(_derivation, head["figures"]))
    except (KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from None


def _derivation(row: dict[str, Any]) -> Derivation:
    inputs = tuple(
        Input(
            str(i["key"]), date.fromisoformat(i["session"]), _finite(i["close"]), str(i["source"]), str(i["url"]),
            str(i.get("retrieved", "")),
        )
        for i in row["inputs"]
    )  # fmt: skip
    value = row["value"]
    figure = Figure(
        str(row["id"]), value if isinstance(value, str) else _finite(value), row["unit"], str(row["formula"]), inputs,
        str(row["as_of"]), str(row["source"]), str(row.get("name", "")), str(row.get("period", "")),
        str(row.get("currency", "")), min(max(int(row.get("decimals", 2)), 0), 12),
    )  # fmt: skip
    placed = [Printing(str(p["printed"]), str(p["place"]), str(p["words"])) for p in row.get("places", ())]
    printings = placed or [Printing(str(text), "", "") for text in row["printed"]]
    kind = "fact" if figure.formula == "as published" else ""
    return Derivation(figure, tuple(printings), str(row.get("kind", kind)), str(row.get("url", "")))


def _finite(number: Any) -> float:
    value = float(number)
    if not isfinite(value):
        raise ValueError(f"{number} is no number")
    return value
