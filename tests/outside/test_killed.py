"""`reportgen send` killed again and again over a server that drops, refuses and puts off: nobody gets an issue twice, and
nobody is lost without being told.
"""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from mailed import KEY, reportgen, states

pytestmark = [pytest.mark.outside, pytest.mark.slowest]
READERS, KILLS, CONNECTIONS = 2000, 25, 4
SEND = ("send", "--yes", "--quiet", "--sign-off", "Jane Roe", "--connections", str(CONNECTIONS))


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
