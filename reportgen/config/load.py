"""config.yaml, and the issue in it or beside it, as one checked Project."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from reportgen.config.forms import ChartForm, ConfigForm, FactForm, IssueForm, PublisherForm, QuoteForm
from reportgen.config.issues import issue_files
from reportgen.config.look import look
from reportgen.config.lost import no_config, no_issue
from reportgen.config.mailing import delivery_plan
from reportgen.config.markets import groups, instrument, known_name, market_plan, reference, universe
from reportgen.config.mistakes import nearest, told
from reportgen.errors import ConfigError, ReportgenError, raise_all
from reportgen.measure import MEASURES
from reportgen.model import (
    ChartPlan,
    Event,
    Fact,
    Fund,
    Instrument,
    Issue,
    Passage,
    Place,
    Profile,
    Project,
    Publication,
    Quote,
    Release,
    Risk,
)
from reportgen.reference import wordings
from reportgen.yamlfile import YamlFile, dotted, parse, read_text

COLUMNS = ("sparkline",)
"""Columns of tables that are no figures."""
RESERVED = {
    "facts", "week", "true", "false", "none", "range", "if", "for", "set", "not", "and", "or", "in", "is", "else",
    "elif", "self", "loop", "super", "caller", "context", "records", "breadth",
}  # fmt: skip


def load(folder: Path, issue: Path | None = None, config: str = "config.yaml", *, words: bool = True) -> Project:
    """Read `config` in `folder`, and the issue; raise every mistake of both at once.

    The issue is the file that is named, else the `issue:` of `config`, else the newest file in issues/. Without `words`
    there need be no issue, and none is taken: for what concerns the market alone.
    """
    source = parse(read_text(folder / config, config, lambda: no_config(folder, config)), config)
    errors: list[ReportgenError] = []
    form = _filled(ConfigForm, source.content, source, errors)
    issue_form, issue_source = (form.issue if form else None), source
    under: tuple[str, ...] = ("issue",)
    if words and issue is None and form and issue_form is None:
        issue = next(reversed(issue_files(folder)), None)
    if issue is not None:
        name = os.path.relpath(issue, folder) if issue.is_absolute() else str(issue)
        issue_source, under = _front_matter(read_text(folder / issue, name, lambda: no_issue(folder, name)), name), ()
        issue_form = _filled(IssueForm, issue_source.content, issue_source, errors)
    elif form and not words:
        issue_form = IssueForm(title="no issue", body="no issue")
    elif form and issue_form is None:
        errors.append(
            ConfigError("issue: is missing (this week's words)", place=Place(config),
                        hint="Write it under issue:, or draft a file in issues/ with: reportgen new")
        )  # fmt: skip
    raise_all(errors)
    assert form is not None and issue_form is not None
    project = _project(form, issue_form, folder, source, issue_source, under, errors)
    raise_all(errors)
    return project


def schema() -> dict[str, Any]:
    """The JSON Schema of config.yaml, for editors."""
    drawn = ConfigForm.model_json_schema(by_alias=True)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {**head, **drawn, "title": "reportgen config.yaml"}


def _filled(form: Any, content: Any, source: YamlFile, errors: list[ReportgenError]) -> Any:
    try:
        return form.model_validate(content)
    except ValidationError as error:
        errors.extend(told(error.errors(include_url=False), source, form))
        return None


def _front_matter(text: str, name: str) -> YamlFile:
    """An issue file: YAML between two lines of ---, then the body."""
    lines = text.split("\n")
    if lines[0].strip() != "---" or "---" not in [line.strip() for line in lines[1:]]:
        raise ConfigError("must begin with its keys between two lines of ---", place=Place(name))
    end = next(i for i, line in enumerate(lines[1:], 1) if line.strip() == "---")
    head = parse("\n".join(lines[1:end]) + "\n", name, offset=1)
    body = "\n".join(lines[end + 1 :])
    if "body" in head.content:
        raise ConfigError("body: stands below the second --- in an issue file", place=head.place(("body",), key=True))
    blank = len(body) - len(body.lstrip("\n"))
    spots, rows = dict(head.spots), [*head.lines]
    rows += [""] * (end + 1 + blank - 1 - len(rows)) + body.strip("\n").split("\n")
    first = end + blank
    from reportgen.yamlfile import Spot

    spots[("body",)] = Spot((first, 0), (first, 0), (len(rows) - 1, len(rows[-1])))
    return YamlFile(name, tuple(rows), {**head.content, "body": body.strip("\n")}, spots, 1)


def _project(
    form: ConfigForm, issue: IssueForm, folder: Path, source: YamlFile,
    words: YamlFile, under: tuple[str, ...], errors: list[ReportgenError],
) -> Project:  # fmt: skip
    errors.extend(
        ConfigError(f"instruments.{key}: the name is taken", place=source.place(("instruments", key), key=True))
        for key in form.instruments
        if key in RESERVED
    )
    errors.extend(
        ConfigError(f"universes.{key}: the name is taken", place=source.place(("universes", key), key=True))
        for key in form.universes
        if key in RESERVED or key in form.instruments
    )
    errors.extend(
        ConfigError(f"blocks.{key}: the name is taken", place=source.place(("blocks", key), key=True),
                    hint=f"A template of your own changes how ours is set: templates/web/{key}.html.j2.")
        for key in form.blocks
        if _set_by_ours(key)
    )  # fmt: skip
    symbols: dict[str, str] = {}
    for key, one in form.instruments.items():
        if one.symbol in symbols:
            errors.append(
                ConfigError(
                    f"instruments.{key}.symbol: {one.symbol} is {symbols[one.symbol]} already",
                    place=source.place(("instruments", key, "symbol")),
                )
            )
        symbols[one.symbol] = key
    known = [one.id for one in wordings()]
    for id in form.disclosures:
        if id not in known:
            message = f"disclosures.{id}: there is no disclosure of that id{nearest(id, known)}"
            errors.append(
                ConfigError(
                    message, hint="reportgen disclosures lists them.", place=source.place(("disclosures", id), key=True)
                )
            )
    known_name(form.market.benchmark, form.instruments, ("market", "benchmark"), source, errors)
    _columns(form.performance, ("performance",), source, errors)
    for key, group in form.groups.items():
        _columns(group.columns, ("groups", key, "columns"), source, errors)
    known_by = reference(folder, errors)
    instruments = {key: instrument(key, one, form, known_by, source, errors) for key, one in form.instruments.items()}
    return Project(
        folder=folder,
        config=source.name,
        publication=Publication(
            **form.publication.model_dump(exclude={"contact"}),
            contact=tuple(form.publication.contact),
            look=look(form.look, folder, source, errors),
        ),
        market=market_plan(form, folder, source, errors),
        instruments=instruments,
        funds={ticker: Fund(ticker=ticker, **one.model_dump()) for ticker, one in form.funds.items()},
        charts={key: _chart(key, one, form, instruments, source, errors) for key, one in form.charts.items()},
        columns=tuple(form.performance),
        wordings=dict(form.disclosures),
        issue=_issue(issue, form, source, words, under, errors),
        groups=groups(form, instruments),
        universes={key: universe(key, one, form, folder, source, errors) for key, one in form.universes.items()},
        profile=_profile(form.publisher),
        places={**_places(form, source), **_said(issue, words, under)},
        blocks=dict(form.blocks),
        checks=tuple(dict.fromkeys(form.checks)),
        delivery=delivery_plan(form.delivery, folder, source, errors),
    )


def _set_by_ours(name: str) -> bool:
    """Whether a packaged template has the name: then a block of that name would be set by it."""
    from importlib.resources import files

    return (files("reportgen.templates") / "web" / f"{name}.html.j2").is_file()


def _profile(form: PublisherForm) -> Profile:
    return Profile(form.kind, tuple(dict.fromkeys(form.jurisdictions)), form.audience, form.communication)


def _places(form: ConfigForm, source: YamlFile) -> dict[str, Place]:
    """Where the entries of config.yaml stand that a finding may be about."""
    parts: dict[str, Mapping[str, Any]] = {
        "instruments": form.instruments, "funds": form.funds, "facts": form.facts, "quotes": form.quotes,
        "disclosures": form.disclosures, "blocks": form.blocks,
    }  # fmt: skip
    paths: list[tuple[str, ...]] = [("publisher",), ("disclosures",)]
    paths += [(part, key) for part, entries in parts.items() for key in entries]
    own = {f"checks.{target}": source.place(("checks", index)) for index, target in enumerate(form.checks)}
    return {".".join(path): source.place(path, key=True) for path in paths} | own


def _said(issue: IssueForm, words: YamlFile, under: tuple[str, ...]) -> dict[str, Place]:
    """Where the issue's own quotes and facts stand."""
    entries: dict[str, Mapping[str, Any]] = {"quotes": issue.quotes, "facts": issue.facts}
    return {f"{part}.{key}": words.place((*under, part, key), key=True) for part in entries for key in entries[part]}


def _columns(names: list[str], path: tuple[Any, ...], source: YamlFile, errors: list[ReportgenError]) -> None:
    for index, name in enumerate(names):
        if name not in MEASURES and name not in COLUMNS:
            errors.append(
                ConfigError(f"{dotted(path)}[{index + 1}]: there is no figure '{name}'{nearest(name, MEASURES)}",
                            place=source.place((*path, index)))
            )  # fmt: skip


def _chart(
    key: str, form: ChartForm, config: ConfigForm, instruments: Mapping[str, Instrument], source: YamlFile,
    errors: list[ReportgenError],
) -> ChartPlan:  # fmt: skip
    from reportgen.charts import KINDS

    if form.kind not in KINDS and ":" not in form.kind:
        errors.append(
            ConfigError(f"charts.{key}.kind: '{form.kind}' is not known{nearest(form.kind, KINDS)}",
                        place=source.place(("charts", key, "kind")))
        )  # fmt: skip
    if form.kind == "trend" and form.start is None:
        errors.append(
            ConfigError(f"charts.{key}.from: a trend needs its first session", place=source.place(("charts", key)))
        )
    for index, name in enumerate(form.instruments):
        known_name(name, config.instruments, ("charts", key, "instruments", index), source, errors)
    known_name(form.universe, config.universes, ("charts", key, "universe"), source, errors, "universe")
    grouped = [k for k, one in instruments.items() if one.group == form.group]
    if form.group and not grouped:
        near = nearest(form.group, {one.group for one in instruments.values()})
        errors.append(
            ConfigError(f"charts.{key}.group: no instrument is in '{form.group}'{near}",
                        place=source.place(("charts", key, "group")))
        )  # fmt: skip
    title = source.passage(("charts", key, "title"), form.title) if form.title else None
    shown = tuple(form.instruments or grouped or config.instruments)
    return ChartPlan(key, form.kind, shown, form.start, title, form.period, form.universe or "")


def _issue(
    form: IssueForm, config: ConfigForm, source: YamlFile, words: YamlFile, under: tuple[str, ...],
    errors: list[ReportgenError],
) -> Issue:  # fmt: skip
    def passage(text: str, *path: Any) -> Passage:
        return words.passage((*under, *path), text)

    facts = {**config.facts, **form.facts}
    recorded: dict[str, str] = {}
    for key, fact in facts.items():
        origin, path = (words, (*under, "facts", key)) if key in form.facts else (source, ("facts", key))
        known_name(fact.record_of, config.instruments, (*path, "record_of"), origin, errors)
        if fact.record_of and fact.record_of in recorded:
            message = (
                f"facts.{key}.record_of: facts.{recorded[fact.record_of]} is the record of {fact.record_of} already"
            )
            errors.append(ConfigError(message, place=origin.place((*path, "record_of"))))
        if fact.record_of:
            recorded[fact.record_of] = key
    return Issue(
        week_ending=form.week_ending,
        week_place=words.place((*under, "week_ending")) if form.week_ending else None,
        title=passage(form.title, "title"),
        deck=passage(form.deck, "deck"),
        byline=form.byline,
        key_points=tuple(passage(point, "key_points", i) for i, point in enumerate(form.key_points)),
        body=passage(form.body, "body"),
        risks=tuple(
            Risk(passage(r.title, "risks", i, "title"), passage(r.text, "risks", i, "text"))
            for i, r in enumerate(form.risks)
        ),
        quotes={key: _quote(key, one) for key, one in {**config.quotes, **form.quotes}.items()},
        facts={
            key: _fact(key, one, errors, words if key in form.facts else source, under if key in form.facts else ())
            for key, one in facts.items()
        },
        events=tuple(
            Event(e.date, e.time, passage(e.what, "events", i, "what"), e.source, e.url or "")
            for i, e in enumerate(form.events)
        ),
        economy=tuple(Release(**{**one.model_dump(), "url": one.url or ""}) for one in form.economy),
    )


def _quote(key: str, form: QuoteForm) -> Quote:
    return Quote(key=key, **{**form.model_dump(), "url": form.url or ""})


def _fact(key: str, form: FactForm, errors: list[ReportgenError], source: YamlFile, under: tuple[str, ...]) -> Fact:
    from datetime import date

    session = None
    if form.record_of:
        place = source.place((*under, "facts", key))
        try:
            session = date.fromisoformat(form.date)
            level = float(form.value.replace(",", ""))
            if not 0 < level < math.inf:
                raise ValueError(form.value)
        except ValueError:
            errors.append(
                ConfigError(
                    f"facts.{key}: an earlier record close needs a level as value and a session as date",
                    place=place,
                )
            )
    return Fact(
        key=key, value=form.value, about=form.about, kind=form.kind, source=form.source, date=form.date,
        url=form.url or "", record_of=form.record_of or "", session=session,
    )  # fmt: skip
