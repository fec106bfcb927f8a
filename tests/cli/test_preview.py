"""`reportgen preview` as a process: what it makes of changes, whom it answers, and how it ends."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from previewed import Previewed, alive, copied, tree
from reportgen.preview.watching import FRESH, LONGEST

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are looked at as Linux and macOS show them")
WORDS = "one good week does not settle it"
BOTTOM = "Refinancing, rates and the economy are what to watch."


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """One preview for the tests that only ask."""
    folder = copied(tmp_path_factory.mktemp("shared") / "issue")
    tools = folder.parent / "tools"
    tools.mkdir()
    editor = tools / "code"
    editor.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{tools}/opened"\n')
    editor.chmod(0o755)
    preview = Previewed(
        folder,
        "--editor",
        str(editor),
        XDG_CACHE_HOME=str(folder.parent / "cache"),
        PATH=f"{tools}:{os.environ['PATH']}",
    )
    preview.rest()
    yield preview
    preview.close()


@pytest.fixture
def preview(tmp_path, kept_cache):
    """A preview of one's own."""
    shutil.copytree(kept_cache, tmp_path / "cache")
    found = Previewed(copied(tmp_path / "issue"), XDG_CACHE_HOME=str(tmp_path / "cache"))
    found.rest()
    yield found
    found.close()


def text_of(preview):
    return (preview.folder / "config.yaml").read_text()


# ---- what is made


def test_a_saved_sentence_a_broken_one_and_a_mended_one(preview):
    assert preview.state["edition"]["draft"] is False
    assert preview.state["trouble"] is None
    assert preview.ask("/text")[1].startswith("SMALL-CAP WEEKLY")
    good = text_of(preview)

    state = preview.after(preview.write("config.yaml", good.replace(WORDS, "a single week proves nothing")))
    assert "a single week proves nothing" in preview.ask("/page")[1]
    assert state["drawn"] == []

    broken = good.replace("{{ russell_2000.close | level }}", "{{ russell_2000.clos | level }}")
    state = preview.after(preview.write("config.yaml", broken))
    row = next(i for i, line in enumerate(broken.split("\n"), 1) if "clos |" in line)
    told = state["trouble"][0]
    assert (told["file"], told["line"], told["own"]) == ("config.yaml", row, True)
    assert "russell_2000.clos" in told["message"]
    assert told["lines"][row - told["first"]] == broken.split("\n")[row - 1]
    assert "a single week proves nothing" in preview.ask("/page")[1], "the last good page stays"

    state = preview.after(preview.write("config.yaml", good))
    assert state["trouble"] is None
    assert WORDS in " ".join(preview.ask("/page")[1].split())


def test_a_false_number_is_a_finding_and_makes_a_draft(preview):
    good = text_of(preview)
    preview.after(preview.write("config.yaml", good.replace(BOTTOM, "On Friday the Dow fell 3%.")))
    state = preview.rest()
    assert state["edition"]["draft"] is True
    assert "DRAFT" in preview.ask("/page")[1]
    assert "DRAFT" in preview.ask("/text")[1]
    found = next(one for one in state["findings"] if one["code"] == "figure-wrong")
    line = text_of(preview).split("\n")[found["line"] - 1]
    assert line[found["column"] - 1 : found["end"] - 1] == found["words"]["words"] == "Friday the Dow fell 3%"
    assert found["words"]["before"].endswith("the next months will tell. On ")
    preview.after(preview.write("config.yaml", good))
    assert preview.rest()["edition"]["draft"] is False
    assert "DRAFT" not in preview.ask("/page")[1]


@pytest.mark.long
def test_only_the_chart_whose_setting_changed_is_drawn_again(preview):
    text = text_of(preview).replace("{kind: days}", "{kind: days, instruments: [russell_2000, sp_500]}")
    assert preview.after(preview.write("config.yaml", text))["drawn"] == ["week_by_day"]
    again = text.replace(WORDS, "a single week proves nothing")
    assert preview.after(preview.write("config.yaml", again))["drawn"] == []


@pytest.mark.long
def test_a_template_of_ones_own_that_comes_changes_and_goes(preview):
    preview.after(preview.write("templates/web/quote.html.j2", "<p>OWN</p>"))
    assert "<p>OWN</p>" in preview.ask("/page")[1]
    state = preview.after(preview.write("templates/web/quote.html.j2", "<p>{% if %}</p>\n"))
    assert (state["trouble"][0]["file"], state["trouble"][0]["line"]) == ("templates/web/quote.html.j2", 1)
    before = preview.state["builds"]
    (preview.folder / "templates/web/quote.html.j2").unlink()
    assert preview.after(before)["trouble"] is None
    assert "<p>OWN</p>" not in preview.ask("/page")[1]


@pytest.mark.long
def test_a_chart_kind_of_ones_own_is_imported_anew(preview):
    (preview.folder / "mine.py").write_text("def kind(axes, chart, style):\n    axes.plot([0, 1], [1, 0])\n")
    text = text_of(preview).replace("{kind: days}", "{kind: mine:kind}")
    state = preview.after(preview.write("config.yaml", text))
    assert (state["trouble"], state["drawn"]) == (None, ["week_by_day"])
    state = preview.after(
        preview.write("mine.py", "def kind(axes, chart, style):\n    raise ValueError('a bad day')\n")
    )
    assert "a bad day" in state["trouble"][0]["message"]


@pytest.mark.long
def test_closes_that_change_are_read_again(preview):
    path = preview.folder / "closes/2026-01-09.csv"
    assert "2,624.22" in preview.ask("/page")[1]
    preview.after(preview.write("closes/2026-01-09.csv", path.read_text().replace("2624.22", "2624.44")))
    assert "2,624.44" in preview.ask("/page")[1]


@pytest.mark.long
def test_a_thousand_events_in_a_second_make_one_making(preview):
    text = text_of(preview)
    before = preview.state["builds"]
    times = [time.monotonic()]
    for number in range(1000):
        (preview.folder / f"notes-{number % 50}.md").write_text(f"{number}")
        (preview.folder / "config.yaml").write_text(
            text.replace(WORDS, f"week {'a' * (1 + number % 5)} settles nothing")
        )
        time.sleep(max(0.0, times[0] + number / 1000 - time.monotonic()))
        times.append(time.monotonic())
    preview.after(before)
    time.sleep(1)
    # A pause of the writer, on a machine with other work, may rightly be taken for the end of a save.
    pauses = sum(later - earlier > FRESH for earlier, later in pairwise(times)) + int((times[-1] - times[0]) / LONGEST)
    assert 1 <= preview.rest()["builds"] - before <= min(1 + pauses, 3)


@pytest.mark.long
def test_a_save_does_not_wait_for_the_reading_of_the_one_before(preview):
    text, waits = text_of(preview), []
    for number in range(6):
        start = time.monotonic()
        before = preview.write("config.yaml", text.replace(WORDS, f"week {'a' * (1 + number)} settles nothing"))
        preview.until(lambda s: s["edition"]["number"] > before)  # noqa: B023
        waits.append(time.monotonic() - start)
    alone = time.monotonic()
    preview.rest()
    assert sum(waits) / 6 < max(1.0, time.monotonic() - alone), waits
    assert "week aaaaaa settles nothing" in preview.ask("/page")[1]


@pytest.mark.long
def test_nothing_is_written_into_the_newsletter(preview):
    preview.after(preview.write("config.yaml", text_of(preview).replace(WORDS, "it settles nothing")))
    preview.rest()
    assert sorted(one.name for one in preview.folder.iterdir()) == ["closes", "config.yaml"]


@pytest.mark.long
def test_a_mistake_from_the_start_waits_to_be_mended(tmp_path):
    folder = copied(tmp_path / "issue")
    good = (folder / "config.yaml").read_text()
    (folder / "config.yaml").write_text(good.replace("accent:", "acent:"))
    preview = Previewed(folder, XDG_CACHE_HOME=str(tmp_path / "cache"))
    try:
        state = preview.until(lambda s: s["trouble"])
        assert "acent" in state["trouble"][0]["message"]
        assert preview.ask("/page")[0] == preview.ask("/report.pdf")[0] == preview.ask("/sheet/1.png")[0] == 404
        preview.write("config.yaml", good)
        assert preview.rest()["trouble"] is None
        assert preview.ask("/page")[0] == 200
    finally:
        preview.close()


@pytest.mark.long
def test_a_making_without_an_end_gives_way_to_the_next(preview):
    preview.write("templates/web/quote.html.j2", "{% for one in range(10**12) %}{% endfor %}")
    preview.until(lambda s: s["working"])
    time.sleep(1)
    before = preview.write("templates/web/quote.html.j2", "<p>OWN</p>")
    state = preview.until(lambda s: s["builds"] > before and not s["working"], seconds=90)
    assert state["trouble"] is None
    assert "<p>OWN</p>" in preview.ask("/page")[1]


@pytest.mark.long
def test_code_of_ones_own_may_do_anything(preview):
    good = text_of(preview)
    checked = "checks: [mine:check]\n" + good
    for body, told in {
        "raise KeyboardInterrupt": "KeyboardInterrupt",
        "import sys; sys.exit(0)": "SystemExit",
        "print('a word'); return [5]": "answers with a int",
        "from reportgen.model import Finding, Place; return [Finding('x', 'fatal', Place('f'), 'm')]": "severity 'fatal'",
    }.items():
        (preview.folder / "mine.py").write_text(f"def check(manuscript, evidence):\n    {body}\n")
        preview.after(preview.write("config.yaml", checked))
        state = preview.until(lambda s: s["trouble"])
        assert told in state["trouble"][0]["message"], body
        preview.after(preview.write("config.yaml", good))
        assert preview.state["trouble"] is None
    (preview.folder / "mine.py").write_text("import time\ndef check(manuscript, evidence):\n    time.sleep(10**6)\n")
    preview.write("config.yaml", checked)
    preview.until(lambda s: s["working"])
    time.sleep(0.5)
    before = preview.write("mine.py", "def check(manuscript, evidence):\n    return []\n")
    preview.after(before)
    assert preview.rest()["trouble"] is None


@pytest.mark.long
def test_what_lies_beside_is_watched_and_what_is_no_file_is_not_read(preview):
    outside = preview.folder.parent / "closes.csv"
    outside.write_text((preview.folder / "closes/2026-01-09.csv").read_text())
    os.mkfifo(preview.folder / "pipe")
    state = preview.after(
        preview.write("config.yaml", text_of(preview).replace("closes/2026-01-09.csv", "../closes.csv"))
    )
    assert state["trouble"] is None
    time.sleep(0.5)
    before = preview.state["builds"]
    outside.write_text(outside.read_text().replace("2624.22", "2624.44"))
    preview.after(before)
    assert "2,624.44" in preview.ask("/page")[1]


@pytest.mark.long
def test_links_out_of_the_newsletter_are_refused(preview):
    secret = preview.folder.parent / "secret.html.j2"
    secret.write_text("<p>SECRET</p>")
    (preview.folder / "templates/web").mkdir(parents=True)
    before = preview.state["builds"]
    (preview.folder / "templates/web/quote.html.j2").symlink_to(secret)
    state = preview.after(before)
    assert "is a link out of the project" in state["trouble"][0]["message"]
    assert "SECRET" not in preview.ask("/page")[1]


@pytest.mark.long
def test_a_program_that_never_ends_to_write_holds_nothing_up(preview):
    ending = time.monotonic() + 8
    before = preview.write("config.yaml", text_of(preview).replace(WORDS, "it settles nothing"))
    while time.monotonic() < ending and "it settles nothing" not in preview.ask("/page")[1]:
        for number in range(12):
            (preview.folder / f"log-{number}.txt").write_text(str(time.monotonic()))
        time.sleep(0.1)
    assert "it settles nothing" in preview.ask("/page")[1]
    assert preview.until(lambda s: s["builds"] > before)


# ---- what is served


def test_every_edition_is_served(shared):
    pages = shared.state["sheets"]["pages"]
    assert len(pages) == 6
    assert all(width == 612 and height == 792 for width, height in pages)
    assert shared.ask("/sheet/6.png?width=300")[0] == 200
    assert (
        shared.ask("/sheet/7.png")[0] == shared.ask("/sheet/0.png")[0] == shared.ask("/sheet/1.png?width=x")[0] == 404
    )
    assert shared.ask("/report.pdf")[1].startswith("%PDF-")
    rows = json.loads(shared.ask("/figures")[1])
    week = next(row for row in rows if row["id"] == "russell_2000.week")
    assert "+4.6%" in week["printed"]
    assert "2,624.22" in week["worked"][-1]
    assert {one["session"] for one in week["inputs"]} == {"2026-01-02", "2026-01-09"}
    assert week["told"].startswith("Russell 2000, change for the week: +4.62%")


def test_a_page_as_a_reader_by_night_sees_it(shared):
    night, day = shared.ask("/page?scheme=dark")[1], shared.ask("/page?scheme=light")[1]
    assert "prefers-color-scheme" not in night + day
    assert "color-scheme: dark" in night
    assert "color-scheme: light;" in day
    assert shared.ask("/page?scheme=purple")[1] == shared.ask("/page")[1]


def test_the_e_mail_as_inboxes_show_it(shared):
    """Its pictures stand in the frame where their Content-IDs were; nothing else of it is changed for the desk."""
    plain = shared.ask("/email?scheme=light")[1]
    assert plain.count('src="data:image/png;base64,iVBOR') == 3
    assert "cid:" not in plain
    assert 'src="data:image/png;base64,"' in shared.ask("/email?pictures=off")[1]
    assert "iVBOR" not in shared.ask("/email?pictures=off")[1]
    assert "invert(1)" in shared.ask("/email?scheme=forced")[1]
    assert "invert(1)" not in plain
    night = shared.ask("/email?scheme=dark")[1]
    assert "prefers-color-scheme" not in night
    assert "prefers-color-scheme: dark" in shared.ask("/email")[1]
    message = shared.ask("/email.eml")[1]
    assert message.startswith("From: ")
    assert "Subject: Small caps open the year in front" in message
    assert shared.ask("/email.txt")[1].startswith("SMALL-CAP WEEKLY")
    assert 30_000 < shared.state["mail"]["size"] < 45_000


def test_an_edition_is_framed_without_scripts(shared):
    for path in ("/page", "/text", "/email", "/email.txt", "/email.eml"):
        policy = shared.ask(path)[2]["content-security-policy"]
        assert policy.startswith("sandbox allow-same-origin; default-src 'none'")
        assert "script" not in policy
    assert "frame-ancestors 'none'" in shared.ask("/")[2]["content-security-policy"]
    assert "unsafe" not in shared.ask("/")[2]["content-security-policy"]


def test_a_finding_opens_at_its_line(shared):
    opened = shared.folder.parent / "tools/opened"
    asked = json.dumps({"file": "config.yaml", "line": 12, "column": 3})
    origin = {"Origin": shared.address.rstrip("/")}
    assert shared.ask("/open", "POST", asked, **origin)[0] == 200
    end = time.monotonic() + 10
    while not (opened.exists() and opened.read_text().count("\n") == 2):
        assert time.monotonic() < end
        time.sleep(0.02)
    assert opened.read_text() == f"-g\n{shared.folder}/config.yaml:12:3\n"
    opened.unlink()
    (shared.folder / "out").symlink_to("/etc/passwd")
    (shared.folder / "away").symlink_to("/etc")
    for file in ("/etc/passwd", "../tools/code", "out", "away/passwd", "closes", "", "no.md", "\0", 7, None, ["x"]):
        assert shared.ask("/open", "POST", json.dumps({"file": file, "line": 1, "column": 1}), **origin)[0] == 404, file
    for body in ("", "[]", "{", "x" * 20_000):
        assert shared.ask("/open", "POST", body, **origin)[0] == 404
    assert not opened.exists()


# ---- whom it answers


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:{port}"},
        {"Host": "127.0.0.1.evil.example:{port}"},
        {"Host": "127.0.0.1:1"},
        {"Host": "127.0.0.1"},
        {"Host": ""},
        {"Host": "192.168.0.7:{port}"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "navigate"},
    ],
)
def test_a_stranger_is_refused(shared, headers):
    given = {name: value.format(port=shared.port) for name, value in headers.items()}
    for path in ("/page", "/report.pdf", "/figures", "/desk.js"):
        assert shared.ask(path, **given)[0] == 403
    with pytest.raises(InvalidStatus) as told, connect(f"ws://127.0.0.1:{shared.port}/live", additional_headers=given):
        pass
    assert told.value.response.status_code in (400, 403)


def test_no_name_is_no_host(shared):
    with socket.create_connection(("127.0.0.1", shared.port)) as raw:
        raw.sendall(b"GET /page HTTP/1.0\r\n\r\n")
        assert b" 403 " in raw.recv(200)


def test_only_a_page_of_its_own_changes_anything(shared):
    assert shared.ask("/gather", "POST")[0] == 403
    assert shared.ask("/gather", "POST", Origin="http://evil.example")[0] == 403
    assert shared.ask("/open", "GET")[0] == 405


def test_its_own_names_are_answered(shared):
    for name in ("127.0.0.1", "localhost", "[::1]", "LOCALHOST"):
        assert shared.ask("/page", Host=f"{name}:{shared.port}")[0] == 200
    assert shared.ask("/", **{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"})[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../config.yaml", "/..%2fconfig.yaml", "/%2e%2e/config.yaml", "/config.yaml", "//etc/passwd", "/fonts/../../config.yaml",
        "/fonts/%2e%2e%2f__init__.py", "/desk.js/../../guard.py", "/sheet/..%2f1.png", "/\\..\\config.yaml", "/output/",
    ],
)  # fmt: skip
def test_no_path_leads_to_a_file(shared, path):
    assert shared.ask(path)[0] == 404


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="asks Linux who listens")
def test_it_listens_on_this_machine_alone(shared):
    rows = [row.split() for file in ("tcp", "tcp6") for row in Path(f"/proc/net/{file}").read_text().splitlines()[1:]]
    listening = [row[1] for row in rows if row[3] == "0A" and row[1].endswith(f":{shared.port:04X}")]
    assert listening == [f"0100007F:{shared.port:04X}"]


# ---- how it ends


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.long
def test_it_ends_at_once_and_leaves_no_process(preview, number):
    processes = tree(preview.process.pid)
    assert len(processes) >= 3
    preview.write("config.yaml", text_of(preview).replace(WORDS, "it settles nothing"))
    time.sleep(0.1)
    code, seconds = preview.end(number)
    assert code == 0
    assert seconds < 3
    time.sleep(0.2)
    assert alive(processes) == set()


@pytest.mark.long
def test_a_killed_one_leaves_no_process(preview):
    processes = tree(preview.process.pid)
    preview.process.kill()
    preview.process.communicate()
    end = time.monotonic() + 15
    while alive(processes):
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.mark.long
def test_a_child_that_dies_is_told_and_started_again(preview):
    child = next(one for one in tree(preview.process.pid) if one != preview.process.pid and b"preview.child" in
                 Path(f"/proc/{one}/cmdline").read_bytes())  # fmt: skip
    os.kill(child, signal.SIGKILL)
    assert preview.until(lambda s: s["stopped"])["stopped"]
    state = preview.after(preview.write("config.yaml", text_of(preview).replace(WORDS, "it settles nothing")))
    assert state["stopped"] == ""
    assert "it settles nothing" in preview.ask("/page")[1]


def test_where_it_cannot_begin(tmp_path):
    def run(folder, *args):
        return subprocess.run(
            [sys.executable, "-m", "reportgen", "preview", "--no-open", *args], cwd=folder, capture_output=True, text=True,
            timeout=60, check=False,
        )  # fmt: skip

    done = run(tmp_path)
    assert (done.returncode, done.stderr.splitlines()[0]) == (2, "there is no config.yaml here")
    assert "reportgen init" in done.stderr
    folder = copied(tmp_path / "issue")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run(folder, "--port", str(port))
        assert done.returncode == 2
        assert f"cannot listen on 127.0.0.1:{port}" in done.stderr
        assert "--port" in done.stderr
    done = run(folder, "--editor", "rm -rf")
    assert done.returncode == 2
    assert "'rm -rf' is not an editor that is known" in done.stderr
    done = run(folder, "--host", "no.such.host.invalid")
    assert done.returncode == 2
    assert "cannot listen" in done.stderr
