"""The press: WeasyPrint in a process of its own, so that its import runs while the issue is being read.

The parent asks with the page and what it shows; the press answers with the PDF, or with what kept it from that.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from reportgen.errors import PdfError, TemplateError
from reportgen.model import Attached

DEADLINE = 300


class Press:
    """A press that is warming up from the moment it is made."""

    def __init__(self) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "reportgen.render.press"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment,
        )  # fmt: skip

    def ask(
        self, html: str, files: Mapping[str, Path], svg: Mapping[str, str], attached: Attached | None = None
    ) -> None:
        """Have a page printed; `files` and `svg` are what its URLs stand for, `attached` what an archive copy of it
        is to carry.
        """
        request: dict[str, Any] = {"html": html, "files": {u: str(path) for u, path in files.items()}, "svg": dict(svg)}
        if attached:
            request["attached"] = [
                attached.name, attached.content.decode("latin-1"), attached.description, attached.day.isoformat()
            ]  # fmt: skip
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(request).encode())
            self._process.stdin.close()
        self._process.stdin = None

    def answer(self) -> tuple[bytes, bytes]:
        """The PDF and its archive copy (nothing where none was asked for); PdfError where a shared library is missing,
        TemplateError where the page cannot be printed.
        """
        try:
            out, noise = self._process.communicate(timeout=DEADLINE)
        except subprocess.TimeoutExpired:
            self.close()
            raise PdfError(
                f"report.pdf was not printed within {DEADLINE} s", hint="reportgen doctor tells what is missing."
            ) from None
        kind, content = out[:1], out[1:]
        if kind == b"P":
            size = int.from_bytes(content[:8], "big")
            return content[8 : 8 + size], content[8 + size :]
        if kind == b"M":
            raise PdfError(*json.loads(content)[:1], hint=json.loads(content)[1])
        if kind == b"T":
            raise TemplateError(f"the PDF cannot be printed: {json.loads(content)}")
        last = noise.decode(errors="replace").strip().split("\n")[-1]
        raise PdfError(
            f"report.pdf was not printed: {last or 'the press stopped'}", hint="reportgen doctor tells what is missing."
        )

    def close(self) -> None:
        """Leave no process behind."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.communicate()


def main() -> None:
    """Import the engine, read one request, answer: P, the PDF's length and the PDFs, M and what is missing, T and what
    is wrong.
    """
    gc.disable()  # a process of seconds: collecting cycles was a fifteenth of its work
    from reportgen.render.pdf import engine, print_pdf

    out = sys.stdout.buffer
    try:
        weasyprint = engine()
    except PdfError as error:
        sys.stdin.buffer.read()
        out.write(b"M" + json.dumps([error.message, error.hint]).encode())
        return
    text = sys.stdin.buffer.read()
    if not text:
        return
    asked = json.loads(text)
    files = {url: Path(path) for url, path in asked["files"].items()}
    attached = None
    if "attached" in asked:
        name, carried, description, day = asked["attached"]
        attached = Attached(name, carried.encode("latin-1"), description, date.fromisoformat(day))
    try:
        report, archive = print_pdf(asked["html"], files, asked["svg"], weasyprint, attached)
        out.write(b"P" + len(report).to_bytes(8, "big") + report + archive)
    except TemplateError as error:
        out.write(b"T" + json.dumps(error.message).encode())
    except OSError as error:
        out.write(b"T" + json.dumps(str(error)).encode())


if __name__ == "__main__":
    main()
