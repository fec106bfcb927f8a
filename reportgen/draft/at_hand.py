"""Closes at hand that are not of the week: said in plain words, with what to do, in the place of a list of gaps."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path

from reportgen.errors import Exit, MarketError, ReportgenError, UsageError
from reportgen.model import Project

LIVE = "name a live source under market: in config.yaml, such as source: yahoo"
RECORD = f"For another week {LIVE}; or draft from its record: reportgen new --record FILE"
WAIT = "With --wait it is drafted as soon as it is complete."


def told(error: ReportgenError, project: Project, week: str | None, now: datetime) -> ReportgenError:
    """What `gather` raised of the newsletter's own source, said so that a newcomer knows what to do next."""
    plan = project.market
    if plan.source == "record" and plan.path and isinstance(error, UsageError):
        return UsageError(error.message, place=error.place, hint=RECORD)
    if error.exit != Exit.MARKET:
        return error
    from reportgen.market.calendar import complete_at
    from reportgen.market.chosen import chosen_week

    wanted = chosen_week(plan, None, None, week, now)
    if complete_at(plan.exchange, wanted.end) > now:
        return type(error)(error.message, place=error.place, hint=f"{error.hint} {WAIT}")
    if plan.source != "csv" or plan.path is None or any(one.source for one in project.instruments.values()):
        return error
    newest = _newest(project, plan.path, now)
    if newest is None or newest > wanted.base:
        return error
    file = named(plan.path, project.folder)
    return MarketError(
        f"{file} holds no closes of the week ended {wanted.end}: its last ones are of {newest}",
        hint=f"Put the week's closes into it, or {LIVE}.",
    )


def taken(project: Project, target: str) -> UsageError:
    """The week's issue is there, and the record that config.yaml names holds no other week."""
    assert project.market.path is not None
    return UsageError(
        f"{target} is there already, and is not written over; {named(project.market.path, project.folder)} holds no "
        "other week",
        hint=RECORD,
    )


def named(path: Path, folder: Path) -> str:
    """A file as config.yaml names it."""
    return os.path.relpath(path, folder)


def _newest(project: Project, path: Path, now: datetime) -> date | None:
    """The last session of which the file has a close."""
    from reportgen.market import Request
    from reportgen.market.sources.csvfile import closes

    symbols = {key: one.symbol for key, one in project.instruments.items()}
    try:
        found = closes(Request(symbols, date.min, now.date(), now, path))
    except ReportgenError:
        return None
    return max((session for by in found.values() for session in by), default=None)
