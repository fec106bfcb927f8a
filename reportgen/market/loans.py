"""What is told of closes that the store lent, where a source failed or lacked them, and how sources are printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from reportgen.market.sources.ask import CONFIG, Answer, words
from reportgen.model import Finding

NAMED = 3
"""How many printers' names of one source are named."""


def stale(answer: Answer, symbols: Mapping[str, str], since: date) -> tuple[Finding, ...]:
    """What to tell of closes that the store lent: the source, its reason, what is used and when it was read.

    A loan for a session before `since`, of a source that answered, is only noted: no figure of the week rests on it
    alone.
    """
    if not answer.lent:
        return ()
    name = answer.source.name
    read = f"as read {when(answer)}"
    hint = "Ask again later, or print the week so: its source line says when the closes were read."
    if answer.failed:
        asked = ", ".join(symbols[key] for key in answer.lent)
        message = f"{name} failed, and the store's closes of {asked} are used, {read}: {words(answer.failed)}"
        return (Finding("stale-source", "warning", CONFIG, message, suggestion=hint),)
    out = []
    for key, by in answer.lent.items():
        days = [day for day in by if day >= since]
        if days:
            listed = ", ".join(f"{day:%A} {day}" for day in days[:3]) + (f" and {len(days) - 3} more" * (len(days) > 3))
            message = f"{name} has no close of {symbols[key]} for {listed}; the store's is used, {read}"
            out.append(Finding("stale-source", "warning", CONFIG, message, suggestion=hint))
        else:
            count = f"{len(by)} older close{'s' * (len(by) > 1)} of {symbols[key]}"
            message = f"{name} no longer has {count}, the last of {max(by)}; the store's are used"
            out.append(Finding("stale-source", "info", CONFIG, message))
    return tuple(out)


def when(answer: Answer) -> str:
    """When the last of the lent closes was read: 2026-01-09 21:31 UTC."""
    last = max(one.retrieved for by in (answer.lent or {}).values() for one in by.values())
    return f"{last[:16].replace('T', ' ')} UTC"


def labels(answers: Iterable[Answer], symbols: Mapping[str, str], since: date) -> str:
    """The sources' names as printed, each once: of a source its label, or the names that its closes of the week carry
    (up to NAMED), else its name in config.yaml; and where the store lent closes of the week, when they were read.
    """
    return "; ".join(dict.fromkeys(_label(one, symbols, since) for one in answers))


def _label(answer: Answer, symbols: Mapping[str, str], since: date) -> str:
    source = answer.source
    closes = (by[day] for by in answer.closes.values() for day in sorted(by) if day >= since)
    names = list(dict.fromkeys(one.source for one in closes))
    name = source.label or ("; ".join(names) if 0 < len(names) <= NAMED else source.name)
    lent = [symbols[key] for key, by in (answer.lent or {}).items() if max(by) >= since]
    if not lent:
        return name
    whose = "" if len(lent) == len(answer.closes) else f"{', '.join(lent)} "
    return f"{name} ({whose}as read {when(answer)})"
