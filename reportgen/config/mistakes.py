"""What pydantic found wrong, in people's words, each with its place and the nearest right name."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from reportgen.errors import ConfigError
from reportgen.yamlfile import YamlFile, dotted

PATTERNS = {
    "symbol": "a symbol holds letters, digits and ^ . = - _ only, such as ^RUT",
    "accent": "a colour is written #rrggbb, in quotation marks",
    "url": "a link begins with https:// (or http://, mailto:)",
    "language": "an English language tag, such as en-US",
    "family": "letters, digits, spaces and hyphens",
    "exchange": "an exchange code, such as XNYS",
    "checks": "a function is written package.module:function, such as mine:check",
    "style": "large, mid or small, then value, blend or growth, such as large value",
}


def nearest(name: str, names: Iterable[str]) -> str:
    """` (did you mean 'x'?)`, or nothing."""
    close = get_close_matches(name, list(names), n=1, cutoff=0.6)
    return f" (did you mean '{close[0]}'?)" if close else ""


def told(
    errors: Iterable[Any], source: YamlFile, form: type[BaseModel], under: tuple[str, ...] = ()
) -> list[ConfigError]:
    """Each of pydantic's errors as one ConfigError at its place in the file."""
    return [_one(error, source, form, under) for error in errors if not _other_side(error)]


def _other_side(error: Any) -> bool:
    """Whether a complaint is of the side of a choice that was not taken: text where a mapping is given, or back."""
    given_text = isinstance(error.get("input"), str)
    return ("constrained-str" in error["loc"] and not given_text) or (
        error["type"] == "model_type" and given_text and "TypefaceForm" in error["loc"]
    )


def _one(error: Any, source: YamlFile, form: type[BaseModel], under: tuple[str, ...]) -> ConfigError:
    path = tuple(p for p in error["loc"] if p not in ("[key]", "TypefaceForm", "constrained-str"))
    kind, given = error["type"], error.get("input")
    full = (*under, *path)
    name = dotted(full)
    last = str(path[-1]) if path else ""
    is_key = kind == "extra_forbidden" or "[key]" in error["loc"]
    place = source.place(full, key=is_key)
    if kind == "extra_forbidden":
        return ConfigError(f"{name}: unknown key{nearest(last, _names(form, path[:-1]))}", place=place)
    if kind == "missing":
        return ConfigError(f"{name}: is missing ({_about(form, path)})", place=place)
    if given is None:
        return ConfigError(f"{name}: is empty ({_about(form, path)})", place=place)
    if "[key]" in error["loc"]:
        rule = "a ticker is in capitals" if "funds" in full else "a name holds small letters, digits and _ only"
        return ConfigError(f"{name}: {rule}", place=place)
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return ConfigError(f"{name}: must be a mapping of keys to values", place=place)
    if kind == "list_type":
        return ConfigError(f"{name}: must be a list, one entry a line, each behind a dash", place=place)
    if kind == "string_type":
        return ConfigError(f"{name}: must be text", place=place)
    if kind.startswith("date"):
        return ConfigError(f"{name}: '{given}' is no date (write 2026-01-09)", place=place)
    if kind == "literal_error":
        allowed = str(error["ctx"]["expected"]).replace("'", "")
        return ConfigError(
            f"{name}: '{given}' is not one of {allowed}{nearest(str(given), _options(allowed))}", place=place
        )
    if kind == "string_pattern_mismatch":
        rule = PATTERNS.get("checks" if full[0] in ("blocks", "checks") else last, "small letters, digits and _ only")
        return ConfigError(f"{name}: '{str(given)[:60]}': {rule}", place=place)
    if kind in ("string_too_short", "too_short"):
        return ConfigError(f"{name}: is empty ({_about(form, path)})", place=place)
    return ConfigError(f"{name}: {error['msg'][0].lower()}{error['msg'][1:]}", place=place)


def _options(allowed: str) -> list[str]:
    return allowed.replace(" or ", ", ").split(", ")


def _form_at(form: Any, path: tuple[Any, ...]) -> type[BaseModel] | None:
    """The form that stands at a path: through keys of forms, and through entries of mappings and lists of forms."""
    for part in path:
        found = _form_in(form)
        if found is None:
            return None
        if found is not form and _holds(form):
            form = found
            continue
        field = found.model_fields.get(str(part)) or next(
            (one for one in found.model_fields.values() if one.alias == part), None
        )
        form = field.annotation if field else None
    return _form_in(form)


def _form_in(kind: Any) -> type[BaseModel] | None:
    """The form inside an annotation: itself, one of a union, or the entry of a mapping or list."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind
    return next((found for part in get_args(kind) if (found := _form_in(part))), None)


def _holds(kind: Any) -> bool:
    return get_origin(kind) in (dict, list)


def _names(form: type[BaseModel], path: tuple[Any, ...]) -> list[str]:
    found = _form_at(form, path)
    return [field.alias or name for name, field in found.model_fields.items()] if found else []


def _about(form: type[BaseModel], path: tuple[Any, ...]) -> str:
    found = _form_at(form, path[:-1])
    if found is None or not path:
        return "it must be given"
    field = found.model_fields.get(str(path[-1]))
    text = (field.description if field else None) or "it must be given"
    word = text.split()[0]
    return text if len(word) > 1 and word.isupper() else text[0].lower() + text[1:]
