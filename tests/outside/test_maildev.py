"""The whole way, as a newcomer goes it: built, sent to a maildev on this machine, opened there, left by one click."""

import contextlib
import json
import os
import re
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect

from mailed import KEY, free_port, plain, project, reportgen

pytestmark = pytest.mark.outside
ROOT = Path(__file__).resolve().parents[2]
SEND = ("send", "--yes", "--sign-off", "Jane Roe")


def asked(url: str, data: bytes | None = None) -> tuple[int, str]:
    request = urllib.request.Request(url, data=data)
    if data is not None:
        request.add_header("Content-Type", "application/x-www-form-urlencoded")
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


@contextlib.contextmanager
def running(command, url, **more):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    try:
        end = time.monotonic() + 60
        while True:
            with contextlib.suppress(OSError):
                asked(url)
                break
            assert process.poll() is None and time.monotonic() < end
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def maildev(tmp_path_factory):
    """(port for SMTP, address of its page)."""
    smtp, web = free_port(), free_port()
    command = [
        ROOT / ".venv/bin/node", ROOT / ".venv/npm/node_modules/.bin/maildev", "--smtp", str(smtp), "--web", str(web),
        "--ip", "127.0.0.1", "--web-ip", "127.0.0.1",
    ]  # fmt: skip
    with running(command, f"http://127.0.0.1:{web}/", cwd=tmp_path_factory.mktemp("maildev")):
        yield smtp, f"http://127.0.0.1:{web}"


def letters(page: str) -> list[dict]:
    found = json.loads(asked(f"{page}/api/email")[1])
    return found if isinstance(found, list) else found["emails"]


def test_sent_opened_left_and_sent_again(maildev, browser, tmp_path):
    smtp, page = maildev
    folder = project(tmp_path / "issue", plain(smtp), 2)
    assert reportgen(folder, "build").returncode == 0
    assert "reportgen send" in reportgen(folder).stdout
    assert reportgen(folder, *SEND).returncode == 0
    arrived = letters(page)
    assert sorted(one["to"][0]["address"] for one in arrived) == ["reader0@example.org", "reader1@example.org"]
    mine = next(one for one in arrived if one["to"][0]["address"] == "reader0@example.org")
    assert (
        mine["subject"] == "Small caps open the year in front" and "+4.6%" in mine["html"] and "+4.6%" in mine["text"]
    )
    assert "Dear Reader 0," in mine["html"] and len(mine["attachments"]) == 3

    window = browser.new_context(viewport={"width": 1280, "height": 900})
    view = window.new_page()
    view.goto(page)
    view.get_by_text("Small caps open the year in front").first.click()
    expect(view.frame_locator("iframe").first.get_by_text("The Russell 2000 closed").first).to_be_visible()
    window.close()

    source = asked(f"{page}/api/email/{mine['id']}/source")[1]
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in source
    token = re.search(r"List-Unsubscribe: <https://news\.example\.com/unsubscribe/([^>]+)>", source)[1]
    port = free_port()
    serve = [sys.executable, "-m", "reportgen", "unsubscribe", "serve", "--port", str(port)]
    with running(serve, f"http://127.0.0.1:{port}/", cwd=folder, env={**os.environ, **KEY}):
        link = f"http://127.0.0.1:{port}/unsubscribe/{token}"
        assert asked(link)[0] == 200 and "0 suppressed" in reportgen(folder, "recipients", "list").stdout
        assert asked(f"{link[:-2]}xx", b"List-Unsubscribe=One-Click")[0] == 404
        assert asked(link, b"List-Unsubscribe=One-Click")[0] == 200
        assert asked(link, b"List-Unsubscribe=One-Click")[0] == 200
    assert "reader0@example.org" in reportgen(folder, "recipients", "suppressed").stdout

    with sqlite3.connect(folder / "delivery.sqlite") as db:  # as the next issue would find it
        db.execute("delete from row")
        db.execute("delete from dispatch")
    lost = reportgen(folder, *SEND)
    assert lost.returncode == 7 and "knows nothing of it" in lost.stderr
    again = reportgen(folder, *SEND, "--new-ledger")
    assert again.returncode == 0 and "to 1 of 2 readers (1 suppressed)" in again.stdout
    assert [one["to"][0]["address"] for one in letters(page)].count("reader0@example.org") == 1
    assert [one["to"][0]["address"] for one in letters(page)].count("reader1@example.org") == 2
    assert "sent to 1 reader, 1 suppressed" in reportgen(folder).stdout
