"""The press: WeasyPrint in a process of its own, so that its import runs while the issue is being read.

The parent asks with the page and what it shows; the press answers with the PDF, or with what kept it from that, and
waits for the next page, warm.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from reportgen.errors import PdfError, TemplateError
from reportgen.model import Attached

DEADLINE = 300


class Press:
    """A press that is warming up from the moment it is made, and prints until it is closed."""

    def __init__(self, patience: int = 0) -> None:
        """With `patience` (0 to 19, as nice has it) it lets other work go first."""
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self._late = ""
        self._noise = tempfile.TemporaryFile()  # noqa: SIM115 (a pipe that nobody empties would stop the press)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "reportgen.render.press", str(patience)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._noise, env=environment,
        )  # fmt: skip

    def ask(
        self, html: str, files: Mapping[str, Path], svg: Mapping[str, str], attached: Attached | None = None
    ) -> None:
        """Have a page printed; `files` and `svg` are what its URLs stand for, `attached` what an archive copy of it
        is to carry. Every ask has its answer, which must be heard before the next.
        """
        request: dict[str, Any] = {"html": html, "files": {u: str(path) for u, path in files.items()}, "svg": dict(svg)}
        if attached:
            request["attached"] = [
                attached.name, attached.content.decode("latin-1"), attached.description, attached.day.isoformat()
            ]  # fmt: skip
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()

    def answer(self) -> tuple[bytes, bytes]:
        """The PDF and its archive copy (nothing where none was asked for); PdfError where a shared library is missing,
        TemplateError where the page cannot be printed.
        """
        timer = threading.Timer(DEADLINE, self._stop)
        timer.daemon = True
        timer.start()
        assert self._process.stdout is not None
        try:
            head = self._process.stdout.read(9)
            content = self._process.stdout.read(int.from_bytes(head[1:], "big"))
        finally:
            timer.cancel()
        match head[:1]:
            case b"P":
                size = int.from_bytes(content[:8], "big")
                return content[8 : 8 + size], content[8 + size :]
            case b"M":
                message, hint = json.loads(content)
                raise PdfError(message, hint=hint)
            case b"T":
                raise TemplateError(f"the PDF cannot be printed: {json.loads(content)}")
        self.close()
        said = self._late or self._last_words() or "the press stopped"
        raise PdfError(f"report.pdf was not printed: {said}", hint="reportgen doctor tells what is missing.")

    def close(self) -> None:
        """Leave no process behind."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.communicate()

    @property
    def running(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def _stop(self) -> None:
        self._late = f"it took more than {DEADLINE} s"
        self._process.kill()

    def _last_words(self) -> str:
        self._noise.seek(0)
        return self._noise.read().decode(errors="replace").strip().split("\n")[-1]


def main() -> None:
    """Import the engine, then answer each request, a line of JSON, with a letter, a length in 8 bytes, and as many
    bytes: P and the PDFs, M and what is missing, T and what is wrong.
    """
    gc.disable()  # most are processes of seconds: collecting cycles was a fifteenth of their work
    from reportgen.render.pdf import engine

    if sys.argv[1:] > ["0"] and hasattr(os, "nice"):
        os.nice(int(sys.argv[1]))
    weasyprint, missing = None, b""
    try:
        weasyprint = engine()
    except PdfError as error:
        missing = json.dumps([error.message, error.hint]).encode()
    for number, line in enumerate(sys.stdin.buffer):
        if number:
            gc.enable()
        kind, content = (b"M", missing) if missing else _printed(json.loads(line), weasyprint)
        sys.stdout.buffer.write(kind + len(content).to_bytes(8, "big") + content)
        sys.stdout.buffer.flush()


def _printed(asked: dict[str, Any], weasyprint: Any) -> tuple[bytes, bytes]:
    from reportgen.render.pdf import print_pdf

    files = {url: Path(path) for url, path in asked["files"].items()}
    attached = None
    if "attached" in asked:
        name, carried, description, day = asked["attached"]
        attached = Attached(name, carried.encode("latin-1"), description, date.fromisoformat(day))
    try:
        report, archive = print_pdf(asked["html"], files, asked["svg"], weasyprint, attached)
    except (TemplateError, OSError) as error:
        return b"T", json.dumps(error.message if isinstance(error, TemplateError) else str(error)).encode()
    return b"P", len(report).to_bytes(8, "big") + report + archive


if __name__ == "__main__":
    main()
