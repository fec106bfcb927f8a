"""The page at which readers leave, asked as mail programs, browsers, scanners and forgers ask it."""

import threading

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from reportgen.delivery.book import Book
from reportgen.errors import ConfigError, DeliveryError
from reportgen.unsubscribing import app
from reportgen.unsubscribing.pages import masked

from ..config.minimal import MINIMAL
from ..delivery.newsletter import mailed

CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def desk(tmp_path, monkeypatch):
    project, (token,) = mailed(tmp_path, monkeypatch, "jane.roe@example.com")
    client = TestClient(app(tmp_path), base_url="http://127.0.0.1")
    client.headers.clear()

    def left():
        with Book(project.delivery.ledger) as book:
            return [(one.address, one.reason, one.note) for one in book.suppressions()]

    return client, token, left


@pytest.mark.parametrize("prefix", ["", "/leave", "/a/b/c", "//x"])
def test_one_click_leaves_under_any_prefix_and_twice_is_once(desk, prefix):
    client, token, left = desk
    for _ in range(2):
        done = client.post(f"{prefix}/{token}", data=CLICK)
        assert done.status_code == 200 and not done.history
        assert "set-cookie" not in done.headers and "location" not in done.headers
        assert left() == [("jane.roe@example.com", "unsubscribed", "one click")]


def test_one_click_in_parts(desk):
    client, token, left = desk
    assert client.post(f"/{token}", files={"List-Unsubscribe": (None, "One-Click")}).status_code == 200
    assert len(left()) == 1


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH"])
def test_nothing_but_a_post_changes_anything(desk, method):
    client, token, left = desk
    done = client.request(method, f"/{token}", follow_redirects=False)
    assert done.status_code == (200 if method in ("GET", "HEAD") else 405)
    assert done.status_code == 200 or set(done.headers["allow"].split(", ")) == {"GET", "HEAD", "POST"}
    assert not left()


@pytest.mark.parametrize(
    "body", [b"", b"List-Unsubscribe=", b"One-Click", b"list=one&click=two", b"\xff\x00", b"x" * 8000]
)
def test_a_post_that_does_not_say_so_is_asked_again(desk, body):
    client, token, left = desk
    assert client.post(f"/{token}", content=body).status_code == 400
    assert not left()


def test_a_body_that_is_too_large_is_refused(desk):
    client, token, left = desk
    assert client.post(f"/{token}", content=b"List-Unsubscribe=One-Click&x=" + b"x" * 100_000).status_code == 413
    assert not left()


def test_a_forged_or_mistyped_token_is_404_and_told_what_to_do(desk):
    client, token, left = desk
    id, number, signed = token.split(".")
    for forged in (
        token[:-1], f"{id}.2.{signed}", f"k2.{number}.{signed}", token.swapcase(), "x", "", "..%2f..%2fconfig.yaml",
        "%00", "<script>alert(1)</script>", f"{token}/more",
    ):  # fmt: skip
        for done in (client.get(f"/leave/{forged}"), client.post(f"/leave/{forged}", data=CLICK)):
            assert done.status_code == 404, forged
            assert "mailto:leave@example.com?subject=unsubscribe" in done.text and "<script>" not in done.text
    assert not left()


def test_a_proofs_token_says_that_it_is_one(desk):
    client, _, left = desk
    for done in (client.get("/leave/proof"), client.post("/leave/proof", data=CLICK)):
        assert done.status_code == 200 and "This was a proof" in done.text and "<form" not in done.text
    assert not left()


def test_the_page_asks_with_one_button_and_runs_nothing(desk):
    client, token, left = desk
    page = client.get(f"/leave/{token}")
    assert page.text.count("<button") == page.text.count("<form") == page.text.count("<h1>") == 1
    assert "The Weekly is sent to j…@example.com." in page.text and "jane.roe" not in page.text
    assert '<html lang="en">' in page.text and "<script" not in page.text and "style=" not in page.text
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-") and "unsafe" not in policy
    assert page.headers["cache-control"] == "no-store" and page.headers["referrer-policy"] == "no-referrer"
    assert client.post(f"/leave/{token}", data={**CLICK, "by": "page"}).status_code == 200
    assert left() == [("jane.roe@example.com", "unsubscribed", "the page")]
    assert "You have left" in client.get(f"/leave/{token}").text


def test_it_can_be_mounted_in_another_app(tmp_path, monkeypatch):
    _, (token,) = mailed(tmp_path, monkeypatch, "jane@example.com")
    client = TestClient(Starlette(routes=[Mount("/letters/leave", app(tmp_path))]))
    assert client.get(f"/letters/leave/{token}").status_code == 200
    assert "You have left" in client.post(f"/letters/leave/{token}", data=CLICK).text


def test_a_ledger_that_cannot_be_written_is_told_and_asked_again(desk, monkeypatch):
    def refused(self, entries):
        raise DeliveryError("delivery.sqlite cannot be used: disk is full")

    client, token, _ = desk
    monkeypatch.setattr(Book, "suppress", refused)
    done = client.post(f"/{token}", data=CLICK)
    assert done.status_code == 503 and done.headers["retry-after"] == "60" and "Try again" in done.text


def test_many_leave_at_once_beside_a_run(tmp_path, monkeypatch):
    project, tokens = mailed(tmp_path, monkeypatch, *(f"reader{n}@example.com" for n in range(24)))
    client = TestClient(app(tmp_path))
    codes = []
    with Book(project.delivery.ledger) as run:
        threads = [
            threading.Thread(target=lambda one=one: codes.append(client.post(f"/{one}", data=CLICK).status_code))
            for one in tokens
        ]
        for one in threads:
            one.start()
        for row in run.due("2026-01-09", 0, 12):
            run.settle("2026-01-09", [], [row.reader])
        for one in threads:
            one.join()
        assert codes == [200] * 24 and len(list(run.suppressions())) == 24


def test_an_own_page_stands_in(tmp_path, monkeypatch):
    mailed(tmp_path, monkeypatch)
    (tmp_path / "templates/unsubscribe").mkdir(parents=True)
    (tmp_path / "templates/unsubscribe/page.html.j2").write_text("<h1>Nein: {{ kind }}</h1>")
    assert TestClient(app(tmp_path)).get("/x").text == "<h1>Nein: unknown</h1>"


def test_what_is_missing_is_told_before_anything_is_served(tmp_path, monkeypatch):
    mailed(tmp_path, monkeypatch)
    monkeypatch.delenv("REPORTGEN_UNSUBSCRIBE_KEY")
    with pytest.raises(DeliveryError, match="REPORTGEN_UNSUBSCRIBE_KEY is not set"):
        app(tmp_path)
    (tmp_path / "config.yaml").write_text(MINIMAL)
    with pytest.raises(ConfigError, match=r"has no delivery:"):
        app(tmp_path)


@pytest.mark.parametrize(
    ("address", "shown"), [("", ""), ("j@example.com", "j…@example.com"), ('"a@b"@example.com', '"…@example.com')]
)
def test_an_address_is_not_given_away(address, shown):
    assert masked(address) == shown
