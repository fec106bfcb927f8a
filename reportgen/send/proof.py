"""Whether a built issue may go out: made anew from its record, it must be what was built, to the last byte.

Runs as a process of its own: pandas and matplotlib, which it needs, would stay in the memory of a run of hours.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.delivery.message import Stencil
from reportgen.errors import DeliveryError, Exit, IntegrityError, Mistakes, ReportgenError, UsageError, raise_all
from reportgen.kept import cache_folder

if TYPE_CHECKING:
    from reportgen.letter import Letter
    from reportgen.model import Finding, MarketWeek, Project

EML = "email.eml"
RECORD = "record.json"
DEADLINE = 300
"""Seconds in which an issue must have been made anew."""


@dataclass(frozen=True)
class Proofed:
    """A built issue that may go out: its name (its week's last session), its set, and its message."""

    issue: str
    folder: Path
    stencil: Stencil


def proofed(root: Path, issue: Path | None, output: Path) -> Proofed:
    """The built issue; raises every reason why it may not go out, at once."""
    asked = {"root": str(root), "issue": str(issue) if issue else None, "output": str(output)}
    command = [sys.executable, "-P", "-m", "reportgen.send.proof"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(
            command,
            input=json.dumps(asked).encode(),
            capture_output=True,
            env=environment,
            timeout=DEADLINE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise DeliveryError(f"the issue could not be made anew within {DEADLINE} s") from None
    try:
        told = json.loads(done.stdout)
    except ValueError:
        last = done.stderr.decode(errors="replace").strip().split("\n")[-1]
        raise DeliveryError(f"the issue could not be made anew: {last}") from None
    if "errors" in told:
        raise_all([_error(**one) for one in told["errors"]])
    return Proofed(told["issue"], Path(told["folder"]), Stencil.loaded(told["stencil"]))


def _error(message: str, hint: str, code: int) -> ReportgenError:
    error = ReportgenError(message, hint=hint)
    error.exit = Exit(code)
    return error


def main() -> None:
    """Read what is asked from standard input, and answer with the message, or with the reasons against it."""
    asked = json.load(sys.stdin)
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what code of the user's own prints is no answer
    root = Path(asked["root"])
    sys.path.append(str(root))
    issue = Path(asked["issue"]) if asked["issue"] else None
    answer: dict[str, Any]
    try:
        one = _made(root, issue, Path(asked["output"]))
        answer = {"issue": one.issue, "folder": str(one.folder), "stencil": one.stencil.dumped()}
    except ReportgenError as error:
        each = error.ordered() if isinstance(error, Mistakes) else [error]
        answer = {"errors": [_plain(one) for one in each]}
    json.dump(answer, out)
    out.flush()


def _plain(error: ReportgenError) -> dict[str, Any]:
    where = f"{error.place}: " if error.place else ""
    return {"message": f"{where}{error.message}", "hint": error.hint, "code": int(error.exit)}


def _made(root: Path, issue: Path | None, output: Path) -> Proofed:
    from reportgen import config
    from reportgen.config.mailing import required
    from reportgen.market.gather import gather

    project = config.load(root, issue)
    required(project)
    folder = _folder(root / output, project)
    market = gather(
        project.market, project.instruments, ending=project.issue.week_ending, ending_place=project.issue.week_place,
        asked=None, record=folder / RECORD, now=datetime.now(UTC), universes=project.universes,
    )  # fmt: skip
    mail, findings = _edition(project, market)
    raise_all([*_refusals(project, market, findings)])
    pdf = _pdf(project, folder)
    if mail.message(pdf) != _built(folder):
        raise IntegrityError(
            f"{_shown(folder / EML)} is not what the words, config.yaml and {RECORD} make now",
            hint="It was changed by hand, or they were since it was built. reportgen build makes it anew.",
        )
    return Proofed(mail.issue, folder, mail.stencil(pdf))


def _folder(output: Path, project: Project) -> Path:
    """The set that was built of the issue; the newest where the issue names no week."""
    named = project.issue.week_ending
    sets = sorted(one.parent for one in output.glob(f"{named or '????-??-??'}/{EML}"))
    if not sets:
        draft = output / f"{named}" / "draft" / EML
        if named and draft.is_file():
            raise DeliveryError(
                f"{_shown(draft.parent)} is a draft: the review has errors that an editor must settle",
                hint="reportgen check tells them.",
            )
        raise UsageError(
            f"the issue{f' of {named}' if named else ''} is not built as an e-mail", hint="First: reportgen build"
        )
    return sets[-1]


def _edition(project: Project, market: MarketWeek) -> tuple[Letter, tuple[Finding, ...]]:
    """The e-mail edition made anew, and what is to be settled in it."""
    from reportgen.build import Words
    from reportgen.charts.studio import Sitting, Waiting
    from reportgen.compose import compose
    from reportgen.letter import letter
    from reportgen.render.templates import environment
    from reportgen.review import review

    report, cache = compose(project, market), cache_folder()
    findings = (*review(project, market, report), *Words(project, market).findings())
    waiting = Waiting(cache)
    sitting = Sitting(report.charts, report.printed, cache, waiting)
    try:
        pictures = sitting.pictures()
    finally:
        sitting.close()
        waiting.close()
    return letter(report, pictures, project.delivery, environment(project.folder, cache)), findings


def _refusals(project: Project, market: MarketWeek, findings: Iterable[Finding]) -> Iterator[ReportgenError]:
    """Why an issue may not go out, whoever signs it off."""
    for one in findings:
        if one.severity == "error":
            yield DeliveryError(f"{one.place}: {one.message}", hint="An issue with errors is a draft, and is not sent.")
    if market.made_up:
        yield DeliveryError(
            "the closes are made up: a demonstration is not sent", hint="Name a source of real ones under market:"
        )
    plan = project.market
    sources = {plan.source: plan.licence} | {key: one.licence for key, one in plan.sources.items()}
    used = {one.source or plan.source for one in project.instruments.values()}
    used |= {one.source or plan.source for one in project.universes.values()}
    for name in sorted(used):
        if sources.get(name) in ("personal", "demonstration") and not market.made_up:
            yield DeliveryError(
                f"market: the licence of {name} is {sources[name]}: its closes may not be sent to others",
                hint="docs/how-to/data-licences.md tells which sources may be published from.",
            )


def _pdf(project: Project, folder: Path) -> bytes | None:
    if not (project.delivery and project.delivery.attach_pdf):
        return None
    try:
        return (folder / "report.pdf").read_bytes()
    except OSError as error:
        raise DeliveryError(
            f"{_shown(folder / 'report.pdf')} cannot be attached: {error.strerror}", hint="reportgen build makes it."
        ) from None


def _built(folder: Path) -> bytes:
    try:
        return (folder / EML).read_bytes()
    except OSError as error:
        raise DeliveryError(f"{_shown(folder / EML)} cannot be read: {error.strerror}") from None


def _shown(path: Path) -> str:
    return os.path.relpath(path)


if __name__ == "__main__":
    main()
