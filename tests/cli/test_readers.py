"""`reportgen recipients` and `reportgen unsubscribe` as a person types them."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from reportgen.cli import main
from unit.delivery.newsletter import mailed


@pytest.fixture
def typed(tmp_path, monkeypatch, capsys):
    """The newsletter's folder, the tokens of two readers, and a function that runs a command in it."""
    _, tokens = mailed(tmp_path, monkeypatch, "jane@example.com", "joe@example.com")
    monkeypatch.chdir(tmp_path)

    def run(*words, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            main(list(words))
        out, err = capsys.readouterr()
        return ended.value.code, out, err

    return tmp_path, tokens, run


def test_an_import_tells_all_at_once_and_what_to_write(typed):
    folder, _, run = typed
    (folder / "subs.csv").write_text(
        "email,name\nann@example.com,Ann\nANN@example.com,\nnope,\nbob@example.com,\nold@,\n"
    )
    code, out, err = run("recipients", "import", "subs.csv", "--dry-run")
    assert code == 1 and "Nothing was kept" in out
    code, out, err = run("recipients", "import", "subs.csv")
    assert code == 1
    assert out.splitlines() == [
        "Read 5 rows of subs.csv: 2 new, 0 known, 1 double, 2 unusable.",
        "They are in delivery.sqlite, which delivery.recipients names.",
    ]
    assert err.splitlines()[0] == "subs.csv:4:1: nope: has no @"
    assert err.splitlines()[2] == "subs.csv:3:1: ANN@example.com: a double, it stands further up"
    config = folder / "config.yaml"
    config.write_text(config.read_text().replace("recipients: delivery.sqlite", "recipients: readers.csv"))
    code, out, _ = run("recipients", "import", "subs.csv", "--json")
    told = json.loads(out)
    assert (told["new"], told["known"], told["reads"], told["kept"]) == (0, 2, "readers.csv", True)
    assert told["unusable"][0] == {"file": "subs.csv", "line": 4, "address": "nope", "why": "has no @"}
    code, out, _ = run("recipients", "import", "subs.csv")
    assert out.splitlines()[-2:] == [
        "They are in delivery.sqlite; config.yaml reads readers.csv. To mail those in the ledger, write under delivery:",
        "  recipients: delivery.sqlite",
    ]


def test_a_reader_is_suppressed_and_allowed_again(typed):
    folder, _, run = typed
    (folder / "subs.csv").write_text("email\nann@example.com\nbob@example.com\n")
    assert run("recipients", "import", "subs.csv")[0] == 0
    code, out, _ = run("recipients", "suppress", "ANN@example.com", "--reason", "complaint", "--note", "a letter")
    assert code == 0 and out.startswith("ANN@example.com: complaint since 20")
    assert "2 readers, 2 without a name, 1 suppressed: 1 gets mail." in run("recipients", "list")[1]
    assert "ann@example.com  (complaint 20" in run("recipients", "list", "--all")[1]
    assert json.loads(run("recipients", "suppressed", "--json")[1])["suppressions"][0]["note"] == "a letter"
    code, out, err = run("recipients", "suppress", "no", "neither", "ann@example.com")
    assert code == 2 and "no: has no @" in err and "neither: has no @" in err
    assert "was complaint since" in run("recipients", "allow", "ann@example.com")[1]
    assert "was not suppressed" in run("recipients", "allow", "ann@example.com")[1]
    assert run("recipients", "suppressed")[1] == "0 addresses suppressed.\n"


def test_requests_are_imported_from_stdin_and_twice_is_once(typed):
    _, (jane, joe), run = typed
    mail = f"From: x@example.org\nSubject: unsubscribe {joe}\nDate: Fri, 9 Jan 2026 12:00:00 +0000\n\n".encode()
    code, out, _ = run("unsubscribe", "import", "-", stdin=mail)
    assert (code, out) == (0, "stdin: 1 suppressed.\n")
    code, out, err = run("unsubscribe", "import", "-", stdin=f"{jane}\n{joe}\nk1.9.{'x' * 22}\n".encode())
    assert (code, out) == (1, "stdin: 1 suppressed, 1 was so already, 1 unusable.\n")
    assert err.startswith("stdin:3:1: k1.9.xxx")
    told = json.loads(run("unsubscribe", "import", "-", "--json", stdin=f"{jane}\n".encode())[1])
    assert (told["new"], told["known"], told["unusable"]) == (0, 1, [])


def test_a_key_is_printed_alone(typed):
    _, _, run = typed
    code, out, err = run("unsubscribe", "key")
    assert code == 0 and len(out.strip()) == 43 and f"export REPORTGEN_UNSUBSCRIBE_KEY={out.strip()}" in err
    assert json.loads(run("unsubscribe", "key", "--json")[1])["variable"] == "REPORTGEN_UNSUBSCRIBE_KEY"


def test_without_delivery_the_next_step_is_told(typed):
    folder, _, run = typed
    config = folder / "config.yaml"
    config.write_text(config.read_text().partition("delivery:")[0])
    for words in (("recipients", "list"), ("unsubscribe", "import", "x"), ("unsubscribe", "serve")):
        code, _, err = run(*words)
        assert code == 3 and "has no delivery:" in err and "docs/how-to/by-email.md" in err


def test_looking_makes_no_ledger(typed):
    folder, _, run = typed
    for one in folder.glob("delivery.sqlite*"):
        one.unlink()
    (folder / "subs.csv").write_text("email\nann@example.com\n")
    assert run("recipients", "suppressed")[0] == 0
    assert run("recipients", "import", "subs.csv", "--dry-run")[0] == 0
    assert run("recipients", "list")[0] == 3
    assert not list(folder.glob("delivery.sqlite*")) and not (folder / ":memory:").exists()


def test_a_real_server_takes_a_real_click(typed):
    folder, (jane, _), run = typed
    process = subprocess.Popen(
        [sys.executable, "-m", "reportgen", "unsubscribe", "serve", "--port", "0"], cwd=folder, env=os.environ,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        line = process.stdout.readline()
        address = line.split("/TOKEN")[0]
        assert address.startswith("http://127.0.0.1:"), line + process.stderr.read()
        with urllib.request.urlopen(f"{address}/leave/{jane}", b"List-Unsubscribe=One-Click", timeout=10) as done:
            assert done.status == 200 and not done.headers["set-cookie"] and not done.headers["server"]
        assert "jane@example.com" in run("recipients", "suppressed")[1]
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    assert jane not in process.stderr.read()


def test_a_port_that_is_taken_is_told(typed):
    import socket

    _, _, run = typed
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, _, err = run("unsubscribe", "serve", "--port", str(taken.getsockname()[1]))
    assert code == 2 and "cannot listen on 127.0.0.1:" in err and "--port" in err


def test_help_is_whole(typed: tuple[Path, list[str], object]) -> None:
    _, _, run = typed
    for name in ("recipients", "unsubscribe"):
        assert "..." not in run(name, "--help")[1].partition("Commands:")[2]
