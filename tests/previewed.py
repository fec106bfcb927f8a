"""A running `reportgen preview`, asked as a browser would ask it."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from websockets.sync.client import connect

ROOT = Path(__file__).resolve().parents[1]


def copied(folder: Path) -> Path:
    """The shipped issue in a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "config.yaml", folder)
    shutil.copytree(ROOT / "closes", folder / "closes")
    return folder


class Previewed:
    """The process, its address, and what its socket says."""

    def __init__(self, folder: Path, *more: str, port: int = 0, **environment: str) -> None:
        self.folder = folder
        command = [sys.executable, "-m", "reportgen", "preview", "--no-open", "--port", str(port), *more]
        self.process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )  # fmt: skip
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line.startswith("http://"), line + self.process.communicate()[1]
        self.address = line.split()[0]
        self.port = int(self.address.rstrip("/").rpartition(":")[2])
        self._opened = contextlib.ExitStack()
        self.socket = self._opened.enter_context(connect(f"ws://127.0.0.1:{self.port}/live", max_size=None))
        self.state: dict[str, Any] = {}

    def until(self, holds: Callable[[dict[str, Any]], Any], seconds: float = 60) -> dict[str, Any]:
        """The first state that is so."""
        end = time.monotonic() + seconds
        while not (self.state and holds(self.state)):
            left = end - time.monotonic()
            assert left > 0, {**self.state, "findings": None}
            self.state = json.loads(self.socket.recv(timeout=left))
        return self.state

    def rest(self) -> dict[str, Any]:
        """The state in which nothing is under way, the last PDF printed."""
        return self.until(
            lambda s: (
                not s["working"] and s["edition"] and s["sheets"] and s["sheets"]["number"] >= s["edition"]["number"]
            )
        )

    def write(self, name: str, text: str) -> int:
        """Save a file; the number of the making that is under way or was the last before it."""
        before = self.state["builds"]
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return before

    def after(self, before: int) -> dict[str, Any]:
        """The state after a making that is later than `before`."""
        return self.until(lambda s: s["builds"] > before and not s["working"])

    def ask(
        self, path: str, method: str = "GET", body: str | None = None, **headers: str
    ) -> tuple[int, str, dict[str, str]]:
        """Status, text and headers (in small letters) of an answer; `Host` is ours unless one is given."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        given = {"Host": f"127.0.0.1:{self.port}"} | {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, path, skip_host=True)
        for name, value in given.items():
            connection.putheader(name, value)
        content = (body or "").encode()
        if method == "POST":
            connection.putheader("Content-Length", str(len(content)))
        connection.endheaders(content or None)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer.status, text, {name.lower(): value for name, value in answer.getheaders()}

    def end(self, number: int = signal.SIGINT) -> tuple[int, float]:
        """The exit code, and how long it took to end."""
        start = time.monotonic()
        self.process.send_signal(number)
        self.process.communicate(timeout=20)
        return self.process.returncode, time.monotonic() - start

    def close(self) -> None:
        """Leave nothing running."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.communicate()
        self._opened.close()


def tree(pid: int) -> set[int]:
    """A process and all that it has started, as the kernel knows them."""
    found, parents = [pid], {}
    for one in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(one.parent.name)] = int(one.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return set(found)


def alive(pids: set[int]) -> set[int]:
    """Those of the processes that still run."""
    out = set()
    for pid in pids:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
                out.add(pid)
        except OSError:
            continue
    return out
