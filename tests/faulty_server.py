"""An SMTP server that fails as real ones do, and notes on the disk every message that it took.

    python tests/faulty_server.py PORT LOG [--dropped 0.02] [--later 0.03] [--refused 0.01] [--tls CERT] [...]

LOG gets a line for each message taken, `MESSAGE-ID ADDRESS`, before the answer goes out. It is a process of its own, so
that killing the sender leaves it alone.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import re
import socket
import socketserver
import ssl
import sys
import threading
import time
import zlib
from pathlib import Path


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
    request_queue_size = 128


class Session(socketserver.StreamRequestHandler):
    """One connection; what it does is in `asked`."""

    wbufsize = 0
    disable_nagle_algorithm = True

    def handle(self) -> None:
        asked = self.server.asked
        self.random = self.server.random
        if asked.tls:
            self._secured()
        if asked.greeting != 220:
            self.say(f"{asked.greeting} not now")
            return
        self.say("220 faulty ESMTP")
        self.taken_here = 0
        with contextlib.suppress(ConnectionError, ssl.SSLError, TimeoutError):
            self._talk()

    def _secured(self) -> None:
        self.connection = self.server.context.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", 0)

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def _talk(self) -> None:
        asked, sender, to = self.server.asked, None, []
        while line := self.rfile.readline(2000):
            verb = line[:4].upper()
            if verb == b"EHLO":
                offers = ["250-faulty", "250-SIZE 50000000"] + ["250-PIPELINING"] * asked.pipelining
                offers += ["250-SMTPUTF8"] * asked.smtputf8 + ["250-STARTTLS"] * (
                    asked.starttls is not None and not isinstance(self.connection, ssl.SSLSocket)
                )
                offers += ["250-AUTH PLAIN"] * bool(asked.user)
                self.say("\r\n".join([*offers, "250 HELP"]))
            elif verb == b"STAR":
                self.say("220 go")
                self._secured()
            elif verb == b"AUTH":
                from base64 import b64decode

                _, user, word = b64decode(line.split()[2]).split(b"\0")
                self.say(
                    "235 welcome"
                    if [user, word] == asked.user.encode().split(b":")
                    else "535 5.7.8 wrong user or password"
                )
            elif verb == b"MAIL":
                if asked.sender_refused:
                    self.say("550 5.7.1 you may not send from here")
                    continue
                sender, to = line, []
                self.say("250 ok")
            elif verb == b"RCPT":
                self._recipient(line, to)
            elif verb == b"DATA":
                if not sender or not to:
                    self.say("503 no recipient")
                    continue
                self.say("354 go on")
                if not self._content(to[-1]):
                    return
                sender, to = None, []
            elif verb == b"RSET":
                sender, to = None, []
                self.say("250 ok")
            elif verb == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("502 what?")

    def _recipient(self, line: bytes, to: list[str]) -> None:
        asked = self.server.asked
        address = re.search(rb"<([^>]*)>", line)[1].decode()
        if zlib.crc32(address.encode()) % 1000 < 1000 * asked.refused:
            self.say(f"550 5.1.1 <{address}> no such user")
        elif self.random.random() < asked.later:
            self.say("451 4.7.1 greylisted, come again")
        else:
            to.append(address)
            self.say("250 ok")

    def _content(self, to: str) -> bool:
        """Take the content; False where the connection is over."""
        asked = self.server.asked
        lines, size = [], 0
        drop = self.random.random() < asked.dropped
        when = self.random.choice(("body", "before", "after")) if drop else ""
        while True:
            line = self.rfile.readline(100_000)
            if not line:
                return False
            if line == b".\r\n":
                break
            size += len(line)
            lines.append(line)
            if when == "body" and size > 2000:
                self.connection.shutdown(socket.SHUT_RDWR)
                return False
        if when == "before":
            self.connection.shutdown(socket.SHUT_RDWR)
            return False
        content = b"".join(lines)
        if asked.answer != 250:
            self.say(f"{asked.answer} {asked.words}")
            return True
        if self.server.throttled():
            self.say("454 4.7.0 Throttling failure: Maximum sending rate exceeded.")
            return True
        self.server.note(content, to)
        if when == "after":
            self.connection.shutdown(socket.SHUT_RDWR)
            return False
        if asked.slow:
            time.sleep(asked.slow)
        if asked.half:
            self.wfile.write(b"25")
            return False
        self.taken_here += 1
        if asked.closing and self.taken_here % asked.closing == 0:
            self.say("250 ok")
            self.say("421 4.4.2 too many from you, bye")
            return False
        self.say("250 2.0.0 taken")
        return True


def arguments(argv: list[str] | None = None) -> argparse.Namespace:
    ask = argparse.ArgumentParser()
    ask.add_argument("port", type=int)
    ask.add_argument("log")
    ask.add_argument("--seed", type=int, default=1)
    for name in ("dropped", "later", "refused", "slow", "throttle"):
        ask.add_argument(f"--{name}", type=float, default=0.0)
    for name, usual in (("greeting", 220), ("answer", 250), ("closing", 0)):
        ask.add_argument(f"--{name}", type=int, default=usual)
    ask.add_argument("--half", action="store_true", help="half a reply to each message that it takes")
    for name in ("words", "user"):
        ask.add_argument(f"--{name}", default="")
    ask.add_argument("--tls", help="certificate and key for a connection under TLS from its beginning")
    ask.add_argument("--starttls", help="certificate and key for STARTTLS")
    ask.add_argument("--pipelining", type=int, default=1)
    ask.add_argument("--smtputf8", type=int, default=0)
    ask.add_argument("--sender-refused", action="store_true")
    ask.add_argument("--keep", help="folder that gets each message as a file")
    return ask.parse_args(argv)


def serve(asked: argparse.Namespace) -> Server:
    """The server, listening; the caller runs serve_forever()."""
    server = Server(("127.0.0.1", asked.port), Session)
    server.asked, server.random = asked, random.Random(asked.seed)
    log, lock, begun, many = Path(asked.log).open("ab", buffering=0), threading.Lock(), time.monotonic(), [0]  # noqa: SIM115
    if asked.tls or asked.starttls:
        server.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.context.load_cert_chain(asked.tls or asked.starttls)

    def note(content: bytes, to: str) -> None:
        id = re.search(rb"(?mi)^message-id:\s*<([^>]+)>", content)[1].decode()
        with lock:
            many[0] += 1
            if asked.keep:
                Path(asked.keep, f"{many[0]}.eml").write_bytes(re.sub(rb"(?m)^\.", b"", content))
            log.write(f"{id} {to} {time.time():.3f}\n".encode())
            os.fsync(log.fileno())

    def throttled() -> bool:
        return bool(asked.throttle) and many[0] > asked.throttle * (time.monotonic() - begun) + 5

    server.note, server.throttled = note, throttled
    return server


if __name__ == "__main__":
    one = serve(arguments())
    sys.stdout.write(f"listening {one.server_address[1]}\n")
    sys.stdout.flush()
    one.serve_forever(0.05)
