"""What the tests and the bench of the mail stand on: a project that mails, Postfix in a folder of its own, a slow link."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ISSUE = "2026-01-09"
KEY = {"REPORTGEN_UNSUBSCRIBE_KEY": "k1:a key of the tests that is long enough"}
DELIVERY = """
delivery:
  from: Small-Cap Weekly <letter@example.com>
  {carrier}
  recipients: readers.csv
  unsubscribe:
    url: {leave}
    mailto: unsubscribe@example.com
  greeting: "Dear {{name}},"
"""
LEAVE = "https://news.example.com/unsubscribe/{token}"


def project(folder: Path, carrier: str, readers: int = 3, leave: str = LEAVE) -> Path:
    """The shipped issue, with a delivery by `carrier` to so many readers."""
    folder.mkdir(parents=True, exist_ok=True)
    config = (ROOT / "config.yaml").read_text(encoding="utf-8")
    (folder / "config.yaml").write_text(config + DELIVERY.format(carrier=carrier, leave=leave), encoding="utf-8")
    shutil.copytree(ROOT / "closes", folder / "closes")
    rows = (f"reader{number}@example.org,Reader {number}\n" for number in range(readers))
    (folder / "readers.csv").write_text("email,name\n" + "".join(rows), encoding="utf-8")
    return folder


def plain(port: int) -> str:
    """A carrier: a server on this machine."""
    return f"smtp: {{host: 127.0.0.1, port: {port}, security: plain}}"


def reportgen(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in the project."""
    command = [sys.executable, "-m", "reportgen", *words]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, env={**os.environ, **KEY, **environment}, check=False
    )


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


@contextlib.contextmanager
def postfix(folder: Path, certificate: Path | None = None) -> Iterator[int]:
    """The port of a Postfix that queues as it does, and delivers to nowhere. It needs root."""
    port, conf, queue, state = free_port(), folder / "etc", folder / "spool", folder / "lib"
    for one in (conf, queue, state):
        one.mkdir(parents=True)
    shutil.chown(state, "postfix", "postfix")
    for one in (folder, *folder.parents):
        if one.stat().st_uid == os.getuid() and not one.stat().st_mode & 0o005 and one != Path("/"):
            one.chmod(one.stat().st_mode | 0o055)
    services = Path("/usr/share/postfix/master.cf.dist").read_text().splitlines()
    ours = [f"127.0.0.1:{port} inet n - n - - smtpd" if one.startswith("smtp      inet") else one for one in services]
    (conf / "master.cf").write_text("\n".join(ours) + "\n")
    settings = {
        "compatibility_level": "3.6", "queue_directory": queue, "data_directory": state, "mail_owner": "postfix",
        "setgid_group": "postdrop", "inet_interfaces": "127.0.0.1", "inet_protocols": "ipv4", "myhostname": "mail.localhost",
        "mydestination": "", "mynetworks": "127.0.0.0/8", "default_transport": "discard:", "relay_transport": "discard:",
        "maillog_file": folder / "log", "maillog_file_prefixes": folder, "alias_maps": "", "alias_database": "",
        "message_size_limit": "50000000",
    }  # fmt: skip
    if certificate:
        settings |= {"smtpd_tls_security_level": "may", "smtpd_tls_chain_files": certificate}
    (conf / "main.cf").write_text("".join(f"{name} = {value}\n" for name, value in settings.items()))
    command = ["/usr/sbin/postfix", "-c", str(conf)]
    subprocess.run([*command, "start"], check=True, capture_output=True)
    try:
        _until_open(port)
        yield port
    finally:
        subprocess.run([*command, "stop"], check=False, capture_output=True)


@contextlib.contextmanager
def slow_link(port: int, delay: float) -> Iterator[int]:
    """The port of a link to `port` on which every byte takes `delay` seconds, there and back each half of it."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=64)
    threading.Thread(target=_accept, args=(listening, port, delay / 2), daemon=True).start()
    try:
        yield listening.getsockname()[1]
    finally:
        listening.close()


def _accept(listening: socket.socket, port: int, delay: float) -> None:
    with contextlib.suppress(OSError):
        while True:
            near, _ = listening.accept()
            far = socket.create_connection(("127.0.0.1", port))
            for one in (near, far):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=_carry, args=(source, sink, delay), daemon=True).start()


def _carry(source: socket.socket, sink: socket.socket, delay: float) -> None:
    """Hand on what comes, each piece `delay` seconds after it came, however many are under way."""
    pieces: list[tuple[float, bytes]] = []
    ready = threading.Condition()

    def hand_on() -> None:
        with contextlib.suppress(OSError):
            while True:
                with ready:
                    while not pieces:
                        ready.wait()
                    at, piece = pieces.pop(0)
                time.sleep(max(0.0, at - time.monotonic()))
                if not piece:
                    sink.shutdown(socket.SHUT_WR)
                    return
                sink.sendall(piece)

    threading.Thread(target=hand_on, daemon=True).start()
    with contextlib.suppress(OSError):
        while True:
            piece = source.recv(1 << 20)
            with ready:
                pieces.append((time.monotonic() + delay, piece))
                ready.notify()
            if not piece:
                return


def _until_open(port: int) -> None:
    end = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


class Server:
    """A server that fails as real ones do, in a process of its own."""

    def __init__(self, folder: Path, *options: str) -> None:
        self._log = folder / "taken"
        self._log.touch()
        command = [sys.executable, str(ROOT / "tests/faulty_server.py"), "0", str(self._log), *options]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout
        self.port = int(self._process.stdout.readline().split()[1])

    def taken(self) -> list[str]:
        """The address of every message that it took, in their order."""
        return [line.split()[1] for line in self._log.read_text().splitlines()]

    def close(self) -> None:
        self._process.kill()
        self._process.wait()


def states(folder: Path) -> dict[str, str]:
    with sqlite3.connect(folder / "delivery.sqlite") as db:
        return dict(
            db.execute("select address, state from row join reader on reader.id = reader where issue = ?", (ISSUE,))
        )
