"""The workshop: an issue made again with everything at hand that the last making left.

What is kept: the week's closes, while nothing that they come from has changed; drawings, by what is drawn; templates,
compiled; the press and the drawing process, warm. The words are read anew each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.build import Words
from reportgen.charts.studio import Sitting, Staying
from reportgen.errors import ReportgenError
from reportgen.kept import cache_folder
from reportgen.marks import plain
from reportgen.model import Derivation, Drawing, Finding, MarketWeek, Project, Report
from reportgen.preview import told
from reportgen.preview.nouns import Done, Edition, Figures, Judged, Mailed, Message, Plain, Trouble, Wanted
from reportgen.preview.printing import Job, Printer

if TYPE_CHECKING:
    from reportgen.letter import Letter


class Workshop:
    """Makes one issue again and again. `hand` takes a message from any thread."""

    def __init__(self, wanted: Wanted, hand: Callable[[Message], None]) -> None:
        self._wanted, self._hand = wanted, hand
        self._cache = cache_folder()
        self._artist = Staying()
        self._printer: Printer | None = None
        self._market: tuple[Any, MarketWeek] | None = None
        self._jinja: tuple[Any, Any] | None = None
        self._files: tuple[Path, ...] = ()
        self._wrong: bool | None = None

    def make(self, number: int, now: datetime, newer: Callable[[], bool]) -> None:
        """Make the issue and hand over what comes of it, the web page first; leave off where `newer` says that the
        files have changed again. `now` (UTC) decides only whether a week is over.
        """
        drawn: tuple[str, ...] = ()
        try:
            drawn = self._make(number, now, newer)
        except ReportgenError as error:
            self._hand(Trouble(number, told.mistakes(error, self._wanted.root)))
        self._hand(Done(number, drawn, self._files))

    def forget(self) -> None:
        """Ask for the closes again at the next making."""
        self._market = None

    def _make(self, number: int, now: datetime, newer: Callable[[], bool]) -> tuple[str, ...]:
        from reportgen import config
        from reportgen.compose import compose
        from reportgen.status import looked

        text = looked.text_now(self._wanted.root, self._wanted.issue)
        project = config.load(self._wanted.root, self._wanted.issue)
        market = self._gathered(project, now)
        report = compose(project, market)
        sitting = Sitting(report.charts, report.printed, self._cache, self._artist)
        try:
            self._made(number, now, newer, text, project, market, report, sitting)
        finally:
            sitting.close()
        return sitting.drawn

    def _made(
        self, number: int, now: datetime, newer: Callable[[], bool], text: Any, project: Project, market: MarketWeek,
        report: Report, sitting: Sitting,
    ) -> None:  # fmt: skip
        """Hand over one edition after another, and what is to be said of them."""
        from reportgen.review import review
        from reportgen.status import looked

        drawings = sitting.drawings()
        # Nobody has read a first draft yet: it is one, until its words have been, and is not printed before.
        report = replace(report, draft=self._wrong is not False)
        sent = self._set(number, project, report, drawings, printed=self._wrong is not None)
        found = review(project, market, report)
        self._figures(number, project, report)
        if newer():
            return
        words = Words(project, market)
        found = (*found, *words.findings())
        self._hand(Judged(number, told.findings(found, words.own, self._wanted.root)))
        if newer():
            return
        files = {"index.html": sent[0].encode(), "report.txt": sent[1].encode()}
        mailed = self._mailed(number, project, report, sitting)
        if mailed and project.delivery:
            files |= mailed.files()
        # To read the editions takes as long as all before; the PDF is waited for, and goes first.
        self._at_the_press().rest(newer)
        if newer():
            return
        words.look(files, sent[2], report, mailed.longest if mailed else 0)
        if words.wrong:
            found = (*found, *words.wrong)
            self._hand(Judged(number, told.findings(found, words.own, self._wanted.root)))
        looked.note(text, "preview", found, now)
        before, self._wrong = self._wrong, _wrong(found)
        if before is None or report.draft != self._wrong:
            report = replace(report, draft=self._wrong)
            self._set(number, project, report, drawings, printed=True)
            self._mailed(number, project, report, sitting)

    def _gathered(self, project: Project, now: datetime) -> MarketWeek:
        """The week's closes; those at hand, where the plan and the files that it names are what they were."""
        from reportgen.market.gather import gather

        issue, wanted = project.issue, self._wanted
        plans = (project.market, project.instruments, project.universes)
        self._files = tuple(sorted({*_paths(plans), *filter(None, (wanted.record,))}))
        basis = (*plans, issue.week_ending, [_stamp(one) for one in self._files])
        if self._market is None or self._market[0] != basis:
            market = gather(
                project.market, project.instruments, ending=issue.week_ending, ending_place=issue.week_place,
                asked=wanted.week, record=wanted.record, now=now, universes=project.universes,
            )  # fmt: skip
            self._market = basis, market
        return self._market[1]

    def _set(
        self, number: int, project: Project, report: Report, drawings: Mapping[str, Drawing], *, printed: bool
    ) -> tuple[str, str, str]:
        """Set the page and the text, hand them over, and have the PDF `printed`: page, text, page for the press."""
        from reportgen.render import pdf
        from reportgen.render.text import text
        from reportgen.render.web import web

        jinja = self._templates(project)
        page = web(report, drawings, jinja)
        title, name = plain(report.title, report.printed), report.publication.name
        file, draft, made_up = project.issue.body.file, report.draft, report.made_up
        self._hand(Edition(number, title, name, report.week_line, file, page, draft, made_up))
        sent, files = pdf.page(report, jinja)
        narrow = report.publication.look.density == "compact"
        svg = pdf.shown(report, {key: one.narrow if narrow else one.wide for key, one in drawings.items()})
        if printed:
            self._at_the_press().give(Job(number, sent, files, svg))
        written = text(report, jinja)
        self._hand(Plain(number, written))
        return page, written, sent

    def _mailed(self, number: int, project: Project, report: Report, sitting: Sitting) -> Letter | None:
        """Set the e-mail and hand it over. A newsletter that is not mailed may have what no e-mail can show: then there
        is none.
        """
        from reportgen.letter import letter

        try:
            made = letter(report, sitting.pictures(), project.delivery, self._templates(project))
        except ReportgenError as error:
            if project.delivery:
                raise
            self._hand(Mailed(number, lost=f"There is no e-mail of this issue: {error.message}."))
            return None
        self._hand(
            Mailed(number, made.html, made.text, made.message(None), made.mail.pictures, made.longest)
        )  # fmt: skip
        return made

    def _at_the_press(self) -> Printer:
        self._printer = self._printer or Printer(self._hand)
        return self._printer

    def _figures(self, number: int, project: Project, report: Report) -> None:
        from reportgen.compose.figures import row
        from reportgen.compose.printings import derivations
        from reportgen.compose.provenance import provenance
        from reportgen.compose.worked import worked

        first = {one.figure.id: number for number, one in reversed([*enumerate(report.printed)])}
        ordered = sorted(derivations(report, project.issue), key=lambda one: (_drawn(one), first[one.figure.id]))
        rows = [row(one) | {"worked": list(worked(one)), "told": provenance(one.figure)} for one in ordered]
        self._hand(Figures(number, tuple(rows)))

    def _templates(self, project: Project) -> Any:
        """The template room; a new one where the project has other templates than before, which may hide ours."""
        from reportgen.render.templates import environment

        own = sorted(str(one) for one in (project.folder / "templates").rglob("*"))
        if self._jinja is None or self._jinja[0] != own:
            self._jinja = own, environment(project.folder, self._cache)
        return self._jinja[1]


def _drawn(one: Derivation) -> bool:
    """Whether a figure is printed by charts alone."""
    return all(not place or place.startswith("chart ") for place in (p.place for p in one.printings))


def _wrong(found: tuple[Finding, ...]) -> bool:
    return any(one.severity == "error" for one in found)


def _paths(noun: Any) -> Iterator[Path]:
    """The files that plans name; what a plan writes (the store) only where it is read as a source."""
    if isinstance(noun, Path):
        yield noun
    elif isinstance(noun, Mapping):
        for one in noun.values():
            yield from _paths(one)
    elif isinstance(noun, (tuple, list)):
        for one in noun:
            yield from _paths(one)
    elif is_dataclass(noun):
        for field in fields(noun):
            if field.name != "store" or getattr(noun, "source", "") == "store":
                yield from _paths(getattr(noun, field.name))


def _stamp(path: Path) -> tuple[str, int, int]:
    try:
        found = path.stat()
    except OSError:
        return str(path), 0, 0
    return str(path), found.st_mtime_ns, found.st_size
