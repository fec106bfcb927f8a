"""One gatherer at a time: a lock of the operating system on a file beside the store."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reportgen.errors import MarketError

STEP = 0.2
"""Seconds between two tries."""


@contextmanager
def lock(path: Path, wait: float) -> Iterator[None]:
    """Hold the lock of the store at `path`, after at most `wait` seconds of waiting for who holds it now.

    The lock is `flock` on `NAME.lock` beside the store: the system releases it when the process ends, however it ends.
    The file stays, for if it were removed, two processes could each lock a file of that name. Raises MarketError
    that names the process which holds it, or says why there can be no lock.
    """
    path = path.resolve()
    name = path.with_name(f"{path.name}.lock")
    try:
        import fcntl
    except ImportError:
        raise MarketError(
            "this system has no file locks of the kind that a store needs (flock)",
            hint="Run it on Linux or macOS; on Windows, in WSL.",
        ) from None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(name, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise MarketError(
            f"{name.name} cannot be made: {error.strerror}", hint="The store's folder must be writable."
        ) from None
    try:
        deadline = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError as error:
                if error.errno not in (errno.EAGAIN, errno.EACCES):
                    raise MarketError(
                        f"{name.name} cannot be locked: {error.strerror}",
                        hint="Check who may write there, or name another file under market.store.",
                    ) from None
            left = deadline - time.monotonic()
            if left <= 0:
                raise MarketError(
                    f"{path.name} is in use by {_holder(file)}",
                    hint="One process gathers at a time. Wait until it is done, or end it.",
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
