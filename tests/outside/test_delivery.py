"""`reportgen send` killed, dropped, refused and put on a full disk: nobody gets an issue twice, and nobody is lost
without being told.
"""

import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mailed import ISSUE, KEY, plain, project, reportgen

pytestmark = pytest.mark.outside
READERS, KILLS, CONNECTIONS = 2000, 25, 4
SEND = ("send", "--yes", "--quiet", "--sign-off", "Jane Roe", "--connections", str(CONNECTIONS))


class Server:
    """A server that fails as real ones do, in a process of its own."""

    def __init__(self, folder: Path, *options: str) -> None:
        self._log = folder / "taken"
        self._log.touch()
        command = [sys.executable, str(Path(__file__).parents[1] / "faulty_server.py"), "0", str(self._log), *options]
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


@pytest.fixture
def faulty(tmp_path):
    made = []

    def make(readers: int, *options: str) -> tuple[Path, Server]:
        server = Server(tmp_path, *options)
        made.append(server)
        folder = project(tmp_path / "issue", plain(server.port), readers)
        assert reportgen(folder, "build", "--formats", "email").returncode == 0
        return folder, server

    yield make
    for one in made:
        one.close()


@pytest.mark.parametrize("more", [(), ("--resend-uncertain",)], ids=["held", "resent"])
def test_killed_twenty_five_times(faulty, more):
    folder, server = faulty(READERS, "--dropped", "0.02", "--later", "0.03", "--refused", "0.01")
    chance = random.Random(7)
    for _ in range(KILLS):
        before = len(server.taken())
        run = subprocess.Popen(
            [sys.executable, "-m", "reportgen", *SEND, "--resume", *more], cwd=folder, env={**os.environ, **KEY},
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        until = before + chance.randrange(20, 70)
        while len(server.taken()) < until and run.poll() is None:
            time.sleep(0.002)
        assert run.poll() is None, "it was to be killed in its midst"
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
    last = reportgen(folder, *SEND, "--resume", *more)
    taken, rows = server.taken(), states(folder)
    refused = {address for address, state in rows.items() if state == "failed"}
    uncertain = {address for address, state in rows.items() if state == "uncertain"}
    assert len(rows) == READERS and set(rows.values()) <= {"sent", "failed", "uncertain"}
    assert 5 < len(refused) < 60 and not refused & set(taken)
    if more:
        assert last.returncode == 0 and not uncertain
        assert set(taken) | refused == set(rows), "none lost"
        return
    assert last.returncode == 7
    assert len(taken) == len(set(taken)), "none twice"
    assert {address for address, state in rows.items() if state == "sent"} <= set(taken)
    assert set(taken) | refused | uncertain == set(rows), "none lost without a word"
    assert 0 < len(uncertain) <= KILLS * CONNECTIONS + 0.02 * READERS * 2
    status = reportgen(folder, "status")
    assert status.returncode == 7 and f"{len(uncertain)} uncertain" in status.stdout
    assert reportgen(folder, "resolve", "--mark-sent").returncode == 0
    assert reportgen(folder, "status").returncode == 0


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
