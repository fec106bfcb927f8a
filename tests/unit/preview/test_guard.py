"""Whoever is not of this server on this machine is refused, whatever the headers are."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.preview.guard import Guard

PORT = 8321
OURS = st.sampled_from(["127.0.0.1", "localhost", "[::1]"])
NAMES = st.one_of(
    st.from_regex(r"[a-z0-9.-]{1,20}", fullmatch=True), st.ip_addresses().map(str), st.just("127.0.0.1.example"), st.text(max_size=8)
)  # fmt: skip


def answered(headers, method="GET", path="/page", **more):
    """The status of an answer; 200 where the request came through."""

    async def through(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    said = []

    async def send(message):
        said.append(message)

    async def receive():
        return {"type": "http.request", "body": b""}

    scope = {
        "type": "http", "method": method, "path": path,
        "headers": [(name.encode(), value.encode("utf-8", "replace")) for name, value in headers],
    }  # fmt: skip
    asyncio.run(Guard(through, PORT, **more)(scope, receive, send))
    return said[0]["status"], dict(said[0]["headers"])


@given(NAMES, st.sampled_from([f":{PORT}", ":80", "", ":8321x", ":"]))
def test_only_our_own_names_are_hosts(name, port):
    status, _ = answered([("host", name + port)])
    ours = name.lower() in ("127.0.0.1", "localhost", "[::1]") and port == f":{PORT}"
    assert (status == 200) == ours


@given(OURS, NAMES, st.sampled_from(["http://", "https://", "", "file://"]))
def test_only_our_own_pages_are_origins(host, name, scheme):
    origin = f"{scheme}{name}:{PORT}"
    status, _ = answered([("host", f"{host}:{PORT}"), ("origin", origin)])
    assert (status == 200) == (origin.lower() == f"http://{host}:{PORT}")


def test_two_hosts_are_none():
    assert answered([("host", f"127.0.0.1:{PORT}"), ("host", f"127.0.0.1:{PORT}")])[0] == 403
    assert answered([])[0] == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_a_change_needs_an_origin(method):
    host = ("host", f"localhost:{PORT}")
    assert answered([host], method)[0] == 403
    assert answered([host, ("origin", f"http://localhost:{PORT}")], method)[0] == 200


@given(st.ip_addresses(v=4).map(str), NAMES)
def test_a_server_for_others_answers_to_numbers_and_to_no_strangers_name(address, name):
    assert answered([("host", f"{address}:{PORT}")], numbers=True)[0] == 200
    allowed = answered([("host", f"{name}.example:{PORT}")], numbers=True)[0]
    assert allowed == 403


def test_an_answer_is_for_no_other_page():
    _, headers = answered([("host", f"127.0.0.1:{PORT}")])
    assert headers[b"cross-origin-resource-policy"] == b"same-origin"
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert headers[b"cache-control"] == b"no-store"
