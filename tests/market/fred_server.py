"""A small FRED on 127.0.0.1: scripted answers by the ids asked for, one after the other, the last one for ever."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Reply:
    """One answer. `length` is what Content-Length claims: by default the truth, `None` not a word."""

    body: bytes
    status: int = 200
    content_type: str = "application/csv"
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = -1


def csv(text: str, **more: object) -> Reply:
    return Reply(text.encode(), **more)


def page(status: int, **headers: str) -> Reply:
    body = b"\n<!DOCTYPE html><html><body>Error</body></html>"
    return Reply(body, status, "text/html; charset=UTF-8", {k.replace("_", "-"): v for k, v in headers.items()})


UNKNOWN = page(404)


@dataclass
class Fred:
    """The server: `manner` is "silent" (accepts, never answers), "drip" (a letter of a heading at a time) or ""."""

    replies: Mapping[str, list[Reply]] = field(default_factory=dict)
    manner: str = ""
    seen: list[Mapping[str, str]] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)

    def __enter__(self) -> "Fred":
        self.closing = threading.Event()
        self.left = {ids: list(replies) for ids, replies in self.replies.items()}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self.server.shutdown()
        self.server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    @property
    def asked(self) -> list[str]:
        """The ids of every request, in order."""
        return [query["id"] for query in self.seen]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        fred = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                where = urlsplit(self.path)
                query = {name: values[0] for name, values in parse_qs(where.query).items()}
                fred.seen.append({**query, "path": where.path})
                fred.agents.append(self.headers.get("User-Agent", ""))
                if fred.manner == "silent":
                    fred.closing.wait()
                    return
                if fred.manner == "drip":
                    self.wfile.write(b"HTTP/1.0 200 OK\r\nX-Slow: ")
                    while not fred.closing.wait(0.05):
                        self.wfile.write(b"x")
                    return
                left = fred.left.get(query["id"], [UNKNOWN])
                reply = left.pop(0) if len(left) > 1 else left[0]
                self.send_response_only(reply.status)
                self.send_header("Content-Type", reply.content_type)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                if reply.length is not None:
                    self.send_header("Content-Length", str(len(reply.body) if reply.length < 0 else reply.length))
                self.end_headers()
                self.wfile.write(reply.body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Handler
