"""The week on one page: calls the rooms in order, and lays the set down whole or not at all."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen import folder
from reportgen.charts.studio import Sitting, Waiting
from reportgen.errors import PdfError, UsageError
from reportgen.formats import DRAFT
from reportgen.kept import cache_folder
from reportgen.model import Attached, Documents, Drawing, Finding, Manuscript, MarketWeek, Project, Report
from reportgen.render.press import Press

if TYPE_CHECKING:
    from reportgen.letter import Letter

FORMATS = ("web", "pdf", "text", "email")
READ = ("index.html", "report.txt", "email.html", "email.txt")
"""The files that are read before a set is laid down."""
Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to: where the set lies, its files, what is to be settled, what went without."""

    folder: Path
    files: tuple[str, ...]
    findings: tuple[Finding, ...]
    draft: bool
    drawn: tuple[str, ...]
    week_ending: date
    without_pdf: PdfError | None = None


def build(
    root: Path, *, issue: Path | None, week: str | None, record: Path | None, output: Path,
    formats: Collection[str] | None, now: datetime, step: Step = lambda _: None, archive: bool = False,
) -> Built:  # fmt: skip
    """Build one issue of the project in `root` into `output`/DATE (a draft: `output`/DATE/draft).

    Without `formats` every edition is made, the e-mail only where config.yaml has `delivery:`. With `archive` the set
    has a copy of the PDF that carries figures.json, and the substantiation of every claim. `now` is the moment of
    asking (UTC); it decides only whether a week is over, never what is printed. Raises ReportgenError; then nothing of
    an earlier build has changed.
    """
    cache = cache_folder()
    waiting = Waiting(cache)
    press = Press() if formats is None or "pdf" in formats else None
    try:
        project, market, report, findings = _week(root, issue, week, record, output, now, step)
        formats = formats or FORMATS[: 4 if project.delivery else 3]
        step("Drawing charts and setting pages")
        sitting = Sitting(report.charts, report.printed, cache, waiting)
        try:
            # The sentences are read while the press prints: where they hold no error the pages stand as they are.
            words = Words(project, market)
            documents, lost = _editions(project, market, report, sitting, press, formats, cache, step, archive, words)
            findings = _settled((*findings, *words.findings(), *words.wrong))
            if not report.draft and _wrong(findings):
                report = replace(report, draft=True)
                documents, later = _editions(
                    project, market, report, sitting, None if lost else press, formats, cache, step, archive, words
                )
                lost = lost or later
        finally:
            sitting.close()
    finally:
        waiting.close()
        if press:
            press.close()
    step("Writing")
    target = output / market.week.end.isoformat()
    with _writing(output):
        place = folder.lay(documents, target / "draft" if report.draft else target)
    return Built(place, tuple(documents.files), findings, report.draft, sitting.drawn, market.week.end, lost)


class Words:
    """What an issue's sentences and its editions come to, looked at while the press prints.

    `own` are the sentences as they are printed, once they have been read; `wrong` are the errors of the editions: a
    number in them that no sentence of the issue has, a disclosure that is lost or faint, an edition that differs from
    the page; and what is to be told of the e-mail's size.
    """

    def __init__(self, project: Project, market: MarketWeek) -> None:
        self._project, self._market = project, market
        self.own: tuple[Manuscript, ...] = ()
        self._told: tuple[Finding, ...] | None = None
        self._looked = False
        self.wrong: tuple[Finding, ...] = ()

    def findings(self) -> tuple[Finding, ...]:
        """The findings on the sentences."""
        if self._told is None:
            from reportgen.review.composed import composed
            from reportgen.review.said import findings_on

            self.own = composed(self._project, self._market)
            self._told = findings_on(self.own, self._project, self._market)
        return self._told

    def look(self, files: Mapping[str, bytes], sent: str, report: Report, mailed: int = 0) -> None:
        """Look once at the finished page, plain text and e-mail (of `mailed` bytes at most), and at the page that was
        `sent` to press: that of a draft says no more than the one before.
        """
        if self._looked:
            return
        self._looked = True
        from reportgen.reference import registry
        from reportgen.review.built import built
        from reportgen.review.printed import printed
        from reportgen.review.said import evidence_of

        project, market = self._project, self._market
        required = [one.id for one in report.disclosures if one.text]
        seen = {name: files[name] for name in READ if name in files}
        told = {(one.code, one.message) for one in self.findings()}
        read = printed(
            seen | ({"report.pdf": sent.encode()} if sent else {}), self.own, evidence_of(project, market),
            project.profile, registry(project.folder), market.week.end, project.publication.name,
        )  # fmt: skip
        form = (one for one in built(seen, required, mailed) if one.severity == "error" or one.code == "email-size")
        self.wrong = (*form, *(one for one in read if (one.code, one.message) not in told))


def _wrong(findings: Collection[Finding]) -> bool:
    return any(one.severity == "error" for one in findings)


def _settled(findings: Collection[Finding]) -> tuple[Finding, ...]:
    """The findings that a build tells: notes are for `reportgen check`."""
    return tuple(one for one in findings if one.severity != "info" or one.code == "waived")


def _week(
    root: Path,
    issue: Path | None,
    week: str | None,
    record: Path | None,
    output: Path,
    now: datetime,
    step: Step,
) -> tuple[Project, MarketWeek, Report, tuple[Finding, ...]]:
    """From files to the report and what is to be settled in it."""
    from reportgen import config

    step("Reading config.yaml")
    project = config.load(root, issue)
    folder.writable(output)
    from reportgen.market.gather import gather

    step("Gathering the week")
    market = gather(
        project.market, project.instruments, ending=project.issue.week_ending,
        ending_place=project.issue.week_place, asked=week, record=record, now=now, universes=project.universes,
    )  # fmt: skip
    from reportgen.compose import compose
    from reportgen.review import review

    step("Composing the report")
    report = compose(project, market)
    findings = (*review(project, market, report), *_revisions(project, market, output, record))
    return project, market, replace(report, draft=_wrong(findings)), findings


def _revisions(project: Project, market: MarketWeek, output: Path, record: Path | None) -> list[Finding]:
    """What the closes just gathered say of the issues that were printed before."""
    if record or project.market.source == "record":
        return []
    from reportgen.review.revisions import issues, newer, revised_closes

    symbols = {key: one.symbol for key, one in project.instruments.items()}
    return revised_closes(project, issues(output), newer(symbols, market.closes))


@contextmanager
def _writing(output: Path) -> Iterator[None]:
    """One build at a time writes to the output folder, and what has begun is ended before a SIGTERM is obeyed."""
    with ExitStack() as held:
        if sys.platform != "win32":
            from reportgen.lock import lock

            try:
                held.enter_context(lock(output / ".writing", 60))
            except OSError as error:
                raise UsageError(
                    f"{output} cannot be written: {error.strerror}", hint="Name another folder with --output."
                ) from None
            if threading.current_thread() is threading.main_thread():
                before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
                held.callback(signal.pthread_sigmask, signal.SIG_SETMASK, before)
        yield


def _editions(
    project: Project, market: MarketWeek, report: Report, sitting: Sitting, press: Press | None,
    formats: Collection[str], cache: Path, step: Step, archive: bool, sentences: Words,
) -> tuple[Documents, PdfError | None]:  # fmt: skip
    """Every edition asked for: the page goes to press as soon as its charts are drawn, the rest is made meanwhile."""
    from reportgen.compose import figures, substantiation
    from reportgen.compose.printings import derivations
    from reportgen.market import record
    from reportgen.marks import plain
    from reportgen.measure.breadth import census
    from reportgen.render.drawings import standalone
    from reportgen.render.templates import environment

    jinja = environment(project.folder, cache)
    derived = figures.write(market.week.end, derivations(report, project.issue)) if archive else b""
    drawings: Mapping[str, Drawing] | None = None
    html = ""
    if press:
        from reportgen.render import pdf

        html, shown = pdf.page(report, jinja)
        compact = report.publication.look.density == "compact"
        drawings = sitting.drawings() if compact else None
        drawn = {key: one.narrow for key, one in drawings.items()} if drawings else sitting.wide()
        carried = Attached("figures.json", derived, "The figures, with formulas and closes", market.week.end)
        press.ask(html, shown, pdf.shown(report, drawn), carried if archive else None)
    counted = replace(market, breadth={key: census(one, market.week) for key, one in market.breadth.items()})
    files: dict[str, bytes] = {
        "record.json": record.write(counted, project.instruments, project.issue.facts, project.issue.quotes),
        "figures.json": derived or figures.write(market.week.end, derivations(report, project.issue)),
    }
    if archive:
        from reportgen.render.substantiation import to_csv, to_html

        rows, title = substantiation.rows(report, project.issue), plain(report.title, report.printed)
        files["substantiation.csv"] = to_csv(rows)
        files["substantiation.html"] = to_html(rows, f"{DRAFT * report.draft}{title} · {report.week_line}", jinja)
    if "text" in formats:
        from reportgen.render.text import text

        files["report.txt"] = text(report, jinja).encode()
    from reportgen.render.ics import week_ahead

    if ahead := week_ahead(report):
        files["week-ahead.ics"] = ahead
    drawings = drawings or sitting.drawings()
    if "email" in formats:
        sitting.begin_pictures()
    family = report.publication.look.display.family
    for chart in report.charts:
        title, words = (plain(t, report.printed) for t in (chart.title, chart.description))
        for width in ("wide", "narrow"):
            name = f"charts/{chart.key}{'' if width == 'wide' else '-narrow'}.svg"
            drawing = getattr(drawings[chart.key], width)
            files[name] = standalone(drawing, title, words, family, draft=report.draft).encode()
    if "web" in formats:
        from reportgen.render.web import web

        files["index.html"] = web(report, drawings, jinja).encode()
    mailed: Letter | None = None
    if "email" in formats:
        from reportgen.letter import letter

        mailed = letter(report, sitting.pictures(), project.delivery, jinja)
        files |= mailed.files()
    sentences.look(files, html, report, mailed.longest if mailed else 0)
    lost = None
    if press:
        step("Printing the PDF")
        try:
            files["report.pdf"], copy = press.answer()
            files |= {"archive.pdf": copy} if copy else {}
        except PdfError as error:
            lost = error
    if mailed:
        files["email.eml"] = mailed.message(files.get("report.pdf"))
    return Documents(dict(sorted(files.items()))), lost
