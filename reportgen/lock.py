"""One process at a time: a lock of the operating system on a file beside the one that it is for."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reportgen.errors import MarketError, ReportgenError

STEP = 0.2
"""Seconds between two tries."""


@contextmanager
def lock(
    path: Path, wait: float, error: type[ReportgenError] = MarketError, does: str = "gathers", held: str = "in use"
) -> Iterator[None]:
    """Hold the lock of the file at `path`, after at most `wait` seconds of waiting for who holds it now.

    The lock is `flock` on `NAME.lock` beside the file: the system releases it when the process ends, however it ends.
    The lock's file stays, for if it were removed, two processes could each lock one of that name. Raises `error` that
    names the process which holds it, and what one process `does` at a time, or says why there can be no lock.
    """
    path = path.resolve()
    name = path.with_name(f"{path.name}.lock")
    try:
        import fcntl
    except ImportError:
        raise error(
            "this system has no file locks of the kind that is needed (flock)",
            hint="Run it on Linux or macOS; on Windows, in WSL.",
        ) from None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(name, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as wrong:
        raise error(f"{name.name} cannot be made: {wrong.strerror}", hint="Its folder must be writable.") from None
    try:
        deadline = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError as wrong:
                if wrong.errno not in (errno.EAGAIN, errno.EACCES):
                    raise error(
                        f"{name.name} cannot be locked: {wrong.strerror}",
                        hint="Check who may write there, or name another file in config.yaml.",
                    ) from None
            left = deadline - time.monotonic()
            if left <= 0:
                raise error(
                    f"{path.name} is {held} by {_holder(file)}",
                    hint=f"One process {does} at a time. Wait until it is done, or end it.",
                )
            time.sleep(min(STEP, left))
        os.ftruncate(file, 0)
        os.pwrite(file, str(os.getpid()).encode(), 0)
        try:
            yield
        finally:
            os.ftruncate(file, 0)
    finally:
        os.close(file)


def _holder(file: int) -> str:
    pid = os.pread(file, 20, 0).decode(errors="replace")
    return f"process {pid}" if pid.isdigit() else "another process"
