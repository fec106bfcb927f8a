"""A project's own instruments.yaml: identities that it adds, or states otherwise than the registry that ships."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from reportgen.errors import ConfigError, ReportgenError, raise_all
from reportgen.reference.identity import FLAGS, KEYS, KINDS, TEXTS, Identity, entry, fields, plain
from reportgen.yamlfile import YamlFile, dotted, parse, read_text

SYMBOL = re.compile(r"[\^A-Za-z0-9][A-Za-z0-9.=_\-]{0,19}")
SOURCED = ("name", "tracks", "expense_ratio", "begins", "former")
"""What a source vouches for: whoever states one of these anew does not inherit the shipped entry's source."""
SHAPES = {
    "kind": ("|".join(KINDS), f"must be one of {', '.join(KINDS)}"),
    "calendar": (r"[A-Za-z0-9./]{2,12}", "must be a calendar's code, such as XNYS or 24/7"),
    "currency": (r"[A-Z]{3}", "must be three letters, such as USD"),
    "expense_ratio": (r"\d{1,2}(\.\d{1,4})?%", "must be a yearly charge as printed, such as 0.19%"),
    "url": (r"https?://\S+", "must be a web address (http or https)"),
    **dict.fromkeys(FLAGS, ("true|false", "must be true or false")),
}
Path_ = tuple[Any, ...]
Tell = Callable[[Path_, str], None]


def read_own(path: Path, shipped: Callable[[str], Identity | None]) -> tuple[Mapping[str, Identity], Mapping[str, str]]:
    """Identities by symbol and owners' marks of a project's own file at `path`.

    An entry for a symbol that ships changes only what it states. All mistakes are raised at once, each at its place.
    """
    source = parse(read_text(path, path.name), path.name)
    errors: list[ReportgenError] = []

    def tell(where: Path_, what: str, key: bool = False, hint: str = "") -> None:
        errors.append(ConfigError(f"{dotted(where)}: {what}", place=source.place(where, key=key), hint=hint))

    for part in source.content:
        if part not in ("instruments", "owners"):
            tell((part,), "there is no such key", key=True, hint="Known keys: instruments, owners.")
    owners = _mapping(source, "owners", tell)
    for owner, marks in owners.items():
        if not (isinstance(marks, str) and marks.strip()):
            tell(("owners", owner), "must be a sentence that says whose marks its names are")
    found: dict[str, Identity] = {}
    for symbol, raw in _mapping(source, "instruments", tell).items():
        before, known = len(errors), shipped(symbol)
        if not SYMBOL.fullmatch(symbol):
            tell(("instruments", symbol), "is no symbol", key=True)
        if isinstance(raw, dict):
            _check(("instruments", symbol), raw, known, tell)
        else:
            tell(("instruments", symbol), "must be a mapping of keys to values")
        if len(errors) == before:
            found[symbol] = replace(_over(known, raw), symbol=symbol) if known else entry(symbol, raw)
    _collisions(found, tell)
    raise_all(errors)
    return found, owners


def _mapping(source: YamlFile, part: str, tell: Tell) -> Mapping[str, Any]:
    value = source.content.get(part)
    if value is not None and not isinstance(value, dict):
        tell((part,), "must be a mapping")
    return value if isinstance(value, dict) else {}


def _over(known: Identity, raw: Mapping[str, Any]) -> Identity:
    anew = {"source": "", "url": "", "as_of": ""} if any(key in raw for key in SOURCED) else {}
    short = {"short": raw["name"]} if "name" in raw else {}
    return replace(known, **{**anew, **short, **fields(raw)})


def _check(path: Path_, raw: Mapping[str, Any], known: Identity | None, tell: Any) -> None:
    for key in raw:
        if key not in KEYS:
            tell((*path, key), "there is no such key", key=True, hint=f"Known keys: {', '.join(KEYS)}.")
    for key in (*TEXTS, *FLAGS):
        if key in raw and not (isinstance(raw[key], str) and raw[key].strip()):
            tell((*path, key), "must be a text")
        elif key in raw and key in SHAPES and not re.fullmatch(SHAPES[key][0], raw[key]):
            tell((*path, key), SHAPES[key][1])
    if "begins" in raw:
        _day((*path, "begins"), raw["begins"], tell)
    also = raw.get("also", [])
    if not isinstance(also, list) or not all(isinstance(one, str) and one.strip() for one in also):
        tell((*path, "also"), "must be a list of names")
    former = raw.get("former", [])
    if not isinstance(former, list):
        tell((*path, "former"), "must be a list of names")
    for index, one in enumerate(former if isinstance(former, list) else []):
        _former((*path, "former", index), one, tell)
    if known is None and "name" not in raw:
        tell((*path, "name"), "is missing (nothing is known of this symbol)", key=True)
    if "expense_ratio" in raw and "source" not in raw:
        tell((*path, "expense_ratio"), "needs its source: (who prints it)")


def _former(path: Path_, one: Any, tell: Any) -> None:
    if not isinstance(one, dict) or not isinstance(one.get("name"), str) or not one["name"].strip():
        tell(path, "needs a name:")
        return
    for key, text in one.items():
        if key not in ("name", "until", "source", "url"):
            tell((*path, key), "there is no such key", key=True, hint="Known keys: name, until, source, url.")
        elif not isinstance(text, str):
            tell((*path, key), "must be a text")
    if isinstance(one.get("until"), str):
        _day((*path, "until"), one["until"], tell)


def _day(path: Path_, value: Any, tell: Any) -> None:
    try:
        if not (isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)):
            raise ValueError(value)
        date.fromisoformat(value)
    except ValueError:
        tell(path, "must be a day, such as 1971-02-05")


def _collisions(found: Mapping[str, Identity], tell: Any) -> None:
    """Two of the file's own instruments under one name: a lookup by name could not tell them apart."""
    bearers: dict[str, str] = {}
    for symbol, one in found.items():
        first = bearers.setdefault(plain(one.name), symbol)
        if first != symbol:
            tell(("instruments", symbol, "name"), f"is the name of {first} already")
