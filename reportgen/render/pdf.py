"""The PDF, by WeasyPrint: the only file that imports it, and only in the press (press.py)."""

from __future__ import annotations

import contextlib
import io
import logging
import sys
import warnings
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from reportgen.errors import PdfError, TemplateError
from reportgen.model import Attached, Report
from reportgen.render import sparks
from reportgen.render.drawings import faced
from reportgen.render.templates import Medium
from reportgen.render.typefaces import for_print
from reportgen.render.web import MEDIA, colours


def engine() -> Any:
    """WeasyPrint, imported; PdfError says what to install where Pango is not there."""
    try:
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings(), _sonames():
            warnings.simplefilter("ignore", DeprecationWarning)
            import weasyprint
    except OSError as error:
        raise PdfError(_missing(error), hint=f"Install it with: {install_command()}") from None
    return weasyprint


@contextlib.contextmanager
def _sonames() -> Iterator[None]:
    """Let WeasyPrint load its libraries by soname on Linux, the last of the names that it tries for each.

    For the names before it, ctypes.util.find_library starts ldconfig, gcc and ld one after another: a third of the
    whole import was spent there.
    """
    import ctypes.util

    find = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = find


def page(report: Report, jinja: Environment) -> tuple[str, dict[str, Path]]:
    """The printed edition as HTML, and the files that its URLs stand for."""
    look = report.publication.look
    rules, files = for_print(look)
    files |= {picture.name: picture.path for picture in report.pictures}
    if look.logo:
        files["logo:"] = look.logo
    medium = Medium(jinja, report, chain=("pdf", "web"), suffix="html.j2")
    medium.add({"spark": lambda cell: sparks.image(cell, medium.ink(cell.text))})
    html = medium.page("page", charts={}, logo="logo:" if look.logo else "", faces=Markup(rules), colours=colours(look))
    return html, files


def shown(report: Report, drawings: Mapping[str, str]) -> dict[str, str]:
    """The drawings that a page's chart: URLs stand for, in the page's own face."""
    family = report.publication.look.display.family
    charts = {f"chart:{key}": faced(svg, family) for key, svg in drawings.items()}
    return charts | sparks.named(report, report.publication.look.accent)


def print_pdf(
    html: str, files: Mapping[str, Path], svg: Mapping[str, str], weasyprint: Any, attached: Attached | None = None
) -> tuple[bytes, bytes]:
    """The reader's PDF/UA-1 and, where something is `attached`, the PDF/A-3 that carries it (else nothing): tagged, the
    same bytes for the same input. TemplateError where something cannot be shown.

    A file has one conformance, so that these are two; the pages are laid out once for both.
    """
    heard = _Heard()
    logger = logging.getLogger("weasyprint")
    logger.handlers, logger.propagate = [heard], False
    fetch = _fetcher(svg, files)
    document = weasyprint.HTML(string=html, url_fetcher=fetch, base_url="report:").render()
    report = document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    archive = b""
    if attached:
        # What WeasyPrint does not find in the options it takes from the clock.
        day = datetime.combine(attached.day, time(), UTC)
        carried = weasyprint.Attachment(
            file_obj=io.BytesIO(attached.content), name=attached.name, description=attached.description,
            created=day, modified=day, relationship="Source",
        )  # fmt: skip
        archive = document.write_pdf(pdf_variant="pdf/a-3a", attachments=[carried], finisher=_once)
    if heard.failures:
        raise TemplateError(heard.failures[0])
    return report, archive


def sheet_of(picture: Path, width: float, height: float) -> bytes:
    """A PDF of one page of so many pixels that is the picture; PdfError where the engine is not there."""
    style = (
        f"@page {{ size: {width:g}px {height:g}px; margin: 0 }} img {{ position: fixed; width: 100%; height: 100% }}"
    )
    html = f'<style>{style}</style><img src="picture:" alt="">'
    fetch = _fetcher({}, {"picture:": picture})
    pdf: bytes = engine().HTML(string=html, url_fetcher=fetch, base_url="report:").write_pdf()
    return pdf


def _once(document: Any, pdf: Any) -> None:
    """Name each associated file once: WeasyPrint lists those among the embedded files a second time."""
    pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])


def install_command() -> str:
    """The command that installs Pango here, as far as it is known."""
    import platform
    import shutil

    if shutil.which("apt-get"):
        return "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    if platform.system() == "Darwin":
        return "brew install pango"
    if shutil.which("dnf"):
        return "sudo dnf install pango"
    if shutil.which("zypper"):
        return "sudo zypper install pango"
    if shutil.which("apk"):
        return "sudo apk add pango"
    if shutil.which("pacman"):
        return "sudo pacman -S pango"
    if platform.system() == "Windows":
        return "pacman -S mingw-w64-ucrt-x86_64-pango (in MSYS2)"
    return "your system's package of Pango 1.44 or newer, with pangoft2 and harfbuzz-subset"


class _Heard(logging.Handler):
    """What WeasyPrint complains of: a resource that did not load is a failure, advice is not."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.failures: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a failure to load."""
        message = record.getMessage()
        if "Failed to load" in message:
            self.failures.append(message)


def _fetcher(svg: Mapping[str, str], paths: Mapping[str, Path]) -> Any:
    """Answers from memory and from the files named; the network and every other file stay closed."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Closed(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            name = url.removeprefix("report:").lstrip("/")
            if name in svg:
                return URLFetcherResponse(url, svg[name].encode(), {"Content-Type": "image/svg+xml"})
            if name in paths:
                path = paths[name]
                media = MEDIA.get(path.suffix.lower(), "font/ttf")
                return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": media})
            raise ValueError(f"{url} is not part of this issue")

    return Closed()


def _missing(error: OSError) -> str:
    text = str(error)
    library = text.split("'")[1] if "'" in text else "a library"
    return f"report.pdf was not written: the shared library {library} is missing"
