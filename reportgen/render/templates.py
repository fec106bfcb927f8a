"""The template room: the project's own templates first, the packaged ones next, those under builtin/ always."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplatesNotFound,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from reportgen import marks
from reportgen.errors import ReportgenError, TemplateError
from reportgen.model import Block, Place, Prose, Report

Filters = Mapping[str, Callable[..., Any]]


def environment(folder: Path, cache: Path | None) -> Environment:
    """Jinja for one project folder; compiled templates are kept under `cache`."""
    packaged = PackageLoader("reportgen.templates", "")
    own = folder / "templates"
    kept = None
    if cache is not None:
        try:
            (cache / "templates").mkdir(parents=True, exist_ok=True)
            kept = _Kept(str(cache / "templates"))
        except OSError:
            kept = None
    return Environment(
        loader=ChoiceLoader([_Own(own), packaged, PrefixLoader({"builtin": packaged})]),
        autoescape=lambda name: bool(name) and ".html" in str(name),
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, bytecode_cache=kept,
    )  # fmt: skip


class _Own(FileSystemLoader):
    """The project's own templates; a link that leads out of their folder is refused."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The template's text, if it lies where its name says."""
        found = super().get_source(environment, template)
        home = Path(self.searchpath[0]).resolve()
        if not Path(found[1]).resolve().is_relative_to(home.parent):
            raise TemplateError("is a link out of the project", place=Place(f"templates/{template}"))
        return found


class _Kept(FileSystemBytecodeCache):
    """Compiled templates on disk; where they cannot be written, they are compiled each time."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a kept template; one that cannot be read is compiled anew."""
        try:
            super().load_bytecode(bucket)
        except Exception:
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, if that can be done."""
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


class Medium:
    """One medium's way of setting a report: its templates, and how a marked figure or note is set in it."""

    def __init__(self, jinja: Environment, report: Report, *, chain: tuple[str, ...], suffix: str) -> None:
        self._jinja = jinja.overlay()
        self._report = report
        self._chain = chain
        self._suffix = suffix
        self._jinja.filters = {
            **jinja.filters,
            "ink": self.ink,
            "plain": self.plain,
            "set": self.block,
            "css_string": css_string,
        }
        self._macro: Any = None

    def add(self, filters: Filters) -> None:
        """Filters of this medium's own."""
        self._jinja.filters.update(filters)

    def page(self, name: str, **more: Any) -> str:
        """The whole edition by its page template."""
        return self.told(lambda: self._template(name).render(report=self._report, **more))

    def block(self, block: Block, **more: Any) -> Markup | str:
        """One block by the partial of its kind."""
        try:
            template = self._template(block.kind)
        except TemplatesNotFound as error:
            wanted, *others = (f"templates/{name}" for name in reversed(error.templates))
            message = f"the block [[{block.kind}]] has no template {wanted}"
            also = f" ({', '.join(others)} would be taken first)" if others else ""
            raise TemplateError(message, hint=f"Write it beside config.yaml{also}.") from None
        text = template.render(content=block.content, report=self._report, **more)
        return Markup(text) if self._suffix.startswith("html") else text

    def ink(self, text: str | Prose) -> Markup:
        """Text, or a prose's HTML, with its figures and notes set."""
        html = text.html if isinstance(text, Prose) else str(escape(text))
        return Markup(marks.resolve(marks.grouped(html), self._figure, self._note))

    def plain(self, text: str, *, notes: bool = False) -> str:
        """Text as read aloud."""
        return marks.plain(text, self._report.printed, notes=notes)

    def told(self, work: Callable[[], str]) -> str:
        """Run, and tell a template's mistake with its file and line."""
        try:
            return work()
        except TemplateSyntaxError as error:
            raise TemplateError(_words(error), place=Place(_shown(error.filename, error.name), error.lineno)) from None
        except TemplateNotFound as error:
            raise TemplateError(f"there is no template {error}", place=_line_of(error)) from None
        except ReportgenError:
            raise
        except Exception as error:  # a template of the user's own may go wrong in any way
            raise TemplateError(f"cannot be filled: {error}", place=_line_of(error)) from error

    def _template(self, kind: str) -> Any:
        return self._jinja.select_template([f"{medium}/{kind}.{self._suffix}" for medium in self._chain])

    def _figure(self, index: int) -> str:
        if self._macro is None:
            self._macro = self._template("figure").make_module({"report": self._report})
        return str(self._macro.figure(self._report.printed[index])).strip()

    def _note(self, number: int) -> str:
        if self._macro is None:
            self._macro = self._template("figure").make_module({"report": self._report})
        return str(self._macro.note(number)).strip()


def css_string(text: str) -> Markup:
    """Words as a CSS string: what could end it, or the style element around it, is escaped by its number."""
    return Markup('"' + re.sub(r'[\\"<>\x00-\x1f]', lambda m: f"\\{ord(m[0]):x} ", text) + '"')


def _words(error: TemplateSyntaxError) -> str:
    message = (error.message or "is not valid").rstrip(".")
    return f"cannot be read: {message[0].lower()}{message[1:]}"


def _shown(filename: str | None, name: str | None) -> str:
    """A template's name as the user knows it: templates/web/page.html.j2."""
    return f"templates/{name.removeprefix('builtin/')}" if name else Path(filename or "template").name


def _line_of(error: BaseException) -> Place | None:
    """The innermost template frame of a traceback, as Jinja rewrote it."""
    place, step = None, error.__traceback__
    while step is not None:
        file = step.tb_frame.f_code.co_filename
        if file.endswith(".j2"):
            parts = Path(file).parts
            place = Place(str(Path("templates", *parts[-2:])), step.tb_lineno)
        step = step.tb_next
    return place
