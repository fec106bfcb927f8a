"""The market's part of config.yaml: instruments, their groups, their sources, universes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reportgen.config.forms import ConfigForm, InstrumentForm, UniverseForm
from reportgen.config.mistakes import nearest
from reportgen.errors import ConfigError, Mistakes, ReportgenError
from reportgen.model import Group, Instrument, MarketPlan, SourcePlan, UniversePlan
from reportgen.reference import Identity, Registry, registry
from reportgen.reference.instruments import CALENDARS, DECIMALS, GROUPS, LAGS, priced_in
from reportgen.yamlfile import YamlFile, dotted

KNOWN_SOURCES = ("yahoo", "fred", "csv", "store", "record")


def market_plan(form: ConfigForm, folder: Path, source: YamlFile, errors: list[ReportgenError]) -> MarketPlan:
    """Where closes come from, every source checked."""
    plan = form.market
    _source(plan, ("market",), source, errors)
    for key, one in plan.sources.items():
        _source(one, ("market", "sources", key), source, errors)
        if one.source == "record":
            place = source.place(("market", "sources", key, "source"))
            errors.append(ConfigError(f"market.sources.{key}: a record is a whole week, not one source", place=place))
    sources = {
        key: SourcePlan(key, one.source, folder / one.path if one.path else None, one.label, one.licence)
        for key, one in plan.sources.items()
    }
    return MarketPlan(
        plan.source, folder / plan.path if plan.path else None, plan.label, plan.exchange,
        plan.benchmark or next(iter(form.instruments)), sources, folder / (plan.store or "closes.sqlite"),
        plan.history, plan.tolerance, plan.licence,
    )  # fmt: skip


def _source(form: Any, path: tuple[Any, ...], source: YamlFile, errors: list[ReportgenError]) -> None:
    if form.source in ("csv", "record") and not form.path:
        errors.append(
            ConfigError(f"{dotted(path)}.path: a {form.source} source needs one",
                        place=source.place((*path, "source")))
        )  # fmt: skip
    if form.source not in KNOWN_SOURCES and ":" not in form.source:
        near = nearest(form.source, KNOWN_SOURCES)
        errors.append(
            ConfigError(f"{dotted(path)}.source: '{form.source}' is not known{near}",
                        place=source.place((*path, "source")),
                        hint=f"It is {', '.join(KNOWN_SOURCES)}, or a function of your own as package.module:function.")
        )  # fmt: skip


def instrument(
    key: str, form: InstrumentForm, config: ConfigForm, reference: Registry, source: YamlFile,
    errors: list[ReportgenError],
) -> Instrument:  # fmt: skip
    """An instrument, what its form leaves out taken from the registry and from its kind."""
    known = reference.identity(form.symbol)
    path = ("instruments", key)
    named = (*config.market.sources, *(name for name in KNOWN_SOURCES if name not in ("csv", "record")))
    for name, where in (
        (form.source, (*path, "source")),
        (form.check and form.check.source, (*path, "check", "source")),
    ):
        if name and name not in named and ":" not in name:
            message = f"{dotted(where)}: there is no source '{name}'{nearest(name, named)}"
            hint = "Sources of your own stand under market.sources."
            errors.append(ConfigError(message, place=source.place(where), hint=hint))
    known_name(form.lower, config.instruments, (*path, "lower"), source, errors)
    if not form.name and not known:
        message = f"instruments.{key}.name: is missing (the registry does not know {form.symbol})"
        errors.append(ConfigError(message, place=source.place(path)))
    known = known or Identity(form.symbol, form.name or key, form.name or key)
    kind, owner = form.kind or known.kind, form.owner or known.owner
    return Instrument(
        key=key, symbol=form.symbol, name=form.name or known.name, short=form.short or form.name or known.short,
        kind=kind, owner=owner, tracks=form.tracks or known.tracks, source=form.source or "",
        check=(form.check.source, form.check.symbol or form.symbol) if form.check else None,
        calendar=form.calendar or known.calendar or CALENDARS.get(kind, config.market.exchange),
        lag=_lag(kind, form, config), currency=form.currency or priced_in(kind, known),
        decimals=DECIMALS.get(kind, 2) if form.decimals is None else form.decimals,
        group=form.group or GROUPS[kind][0], style=form.style or "", lower=form.lower or "", maturity=form.maturity,
        begins=form.begins or known.begins, marks=reference.owners.get(owner, ""), total_return=known.total_return,
    )  # fmt: skip


def _lag(kind: str, form: InstrumentForm, config: ConfigForm) -> int:
    """How many sessions the source may be behind: what is said, else what is usual for the kind and the source."""
    if form.lag is not None:
        return form.lag
    named = form.source or config.market.source
    plan = config.market.sources.get(named)
    if kind == "rate" and (plan.source if plan else named) != "fred":
        return 0
    return LAGS.get(kind, 0)


def reference(folder: Path, errors: list[ReportgenError]) -> Registry:
    """The registry, with the project's own instruments.yaml over it; its mistakes are told with all others."""
    try:
        return registry(folder)
    except ReportgenError as error:
        errors.extend(error.errors if isinstance(error, Mistakes) else [error])
        return registry()


def groups(config: ConfigForm, instruments: Mapping[str, Instrument]) -> dict[str, Group]:
    """Every group that has instruments: those of `groups` first, in their order, then those that kinds make."""
    used = list(dict.fromkeys(one.group for one in instruments.values()))
    titles = {**dict(GROUPS.values()), **{key: one.title for key, one in config.groups.items()}}
    order = [*(key for key in config.groups if key in used), *(key for key in used if key not in config.groups)]
    columns = {key: tuple(one.columns) for key, one in config.groups.items()}
    return {
        key: Group(key, titles.get(key, key.replace("_", " ").capitalize()),
                   columns.get(key) or tuple(config.performance))
        for key in order
    }  # fmt: skip


def universe(
    key: str, form: UniverseForm, config: ConfigForm, folder: Path, source: YamlFile, errors: list[ReportgenError]
) -> UniversePlan:
    """A universe: its members' file, and where their closes come from."""
    named = (*config.market.sources, *KNOWN_SOURCES)
    if form.source and form.source not in named and ":" not in form.source:
        path = ("universes", key, "source")
        message = f"{dotted(path)}: there is no source '{form.source}'{nearest(form.source, named)}"
        errors.append(ConfigError(message, place=source.place(path)))
    return UniversePlan(key, folder / form.members, form.source or "", form.name, form.proxy)


def known_name(
    name: str | None, names: Any, path: tuple[Any, ...], source: YamlFile, errors: list[ReportgenError],
    what: str = "instrument",
) -> None:  # fmt: skip
    """A mistake where `name` is none of `names`."""
    if name is not None and name not in names:
        message = f"{dotted(path)}: there is no {what} '{name}'{nearest(name, names)}"
        errors.append(ConfigError(message, place=source.place(path)))
