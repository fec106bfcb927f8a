"""`reportgen send` interrupted, locked, put on a full disk: nobody gets an issue twice, and nobody is lost without being
told.
"""

import os
import resource
import signal
import subprocess
import sys
import time

import pytest

from mailed import KEY, reportgen, states

pytestmark = pytest.mark.outside
CONNECTIONS = 4
SEND = ("send", "--yes", "--quiet", "--sign-off", "Jane Roe", "--connections", str(CONNECTIONS))


def test_a_second_sender_says_locked_and_ends(faulty):
    folder, server = faulty(120, "--slow", "0.1")
    first = subprocess.Popen(
        [sys.executable, "-m", "reportgen", *SEND, "--connections", "1"], cwd=folder, env={**os.environ, **KEY}
    )
    while not server.taken():
        time.sleep(0.01)
    second = reportgen(folder, *SEND)
    assert second.returncode == 7 and "locked" in second.stderr
    assert first.wait(60) == 0
    assert len(server.taken()) == len(set(server.taken())) == 120


def test_a_full_disk_stops_before_what_cannot_be_recorded(faulty):
    """The ledger's files may grow to 500 kB and no further, as on a disk that is full."""
    folder, server = faulty(200)
    run = subprocess.run(
        [sys.executable, "-m", "reportgen", *SEND], cwd=folder, env={**os.environ, **KEY}, capture_output=True, text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000)), check=False,
    )  # fmt: skip
    assert run.returncode == 7 and "delivery.sqlite cannot be read or written" in run.stderr
    rows, taken = states(folder), server.taken()
    assert 0 < len(taken) < 200
    assert {address for address, state in rows.items() if state in ("sent", "sending")} >= set(taken)
    assert reportgen(folder, *SEND, "--resume").returncode == 7
    taken, rows = server.taken(), states(folder)
    assert len(taken) == len(set(taken))
    held = {address for address, state in rows.items() if state == "uncertain"}
    assert set(rows.values()) <= {"sent", "uncertain"} and len(held) <= CONNECTIONS and set(taken) | held == set(rows)


def test_ctrl_c_settles_what_is_on_its_way(faulty):
    folder, server = faulty(60, "--slow", "0.05")
    run = subprocess.Popen(
        [sys.executable, "-m", "reportgen", *SEND],
        cwd=folder,
        env={**os.environ, **KEY},
        stderr=subprocess.PIPE,
        text=True,
    )
    while len(server.taken()) < 8:
        time.sleep(0.01)
    run.send_signal(signal.SIGINT)
    assert run.wait(30) == 130
    rows = states(folder)
    assert set(rows.values()) == {"sent", "pending"}
    assert {address for address, state in rows.items() if state == "sent"} == set(server.taken())
    assert reportgen(folder, *SEND).returncode == 7, "half sent: it asks for --resume"
    assert reportgen(folder, *SEND, "--resume").returncode == 0
    assert len(server.taken()) == len(set(server.taken())) == 60


def test_an_issue_that_was_built_anew_is_not_resumed(faulty):
    folder, server = faulty(6)
    assert reportgen(folder, *SEND, "--limit", "3").returncode == 0
    config = folder / "config.yaml"
    config.write_text(config.read_text().replace("Refinancing, rates and the economy", "Refinancing and rates"))
    changed = reportgen(folder, *SEND, "--resume")
    assert changed.returncode == 8 and "is not what the words" in changed.stderr
    assert reportgen(folder, "build", "--formats", "email").returncode == 0
    anew = reportgen(folder, *SEND, "--resume")
    assert anew.returncode == 8 and "built anew since Jane Roe signed it off" in anew.stderr
    assert len(server.taken()) == 3
