"""`reportgen send`, measured against C on the same Postfix: messages of 79 kB, the ledger on the disk.

Postfix queues each message (and syncs it) and delivers to nowhere. The yardstick is `smtp-source -d`, Postfix's own load
generator, with the same message and as many connections, in turns with ours. Postfix is what `make bench-mail` installs.
"""

from __future__ import annotations

import email.policy
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.message import EmailMessage
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from mailed import ISSUE, KEY, postfix, project, reportgen, slow_link  # noqa: E402
from reportgen import config  # noqa: E402
from reportgen.delivery.book import Book  # noqa: E402
from reportgen.delivery.message import Addressed, as_html, as_text, stencil  # noqa: E402
from reportgen.delivery.nouns import Dispatch  # noqa: E402
from reportgen.delivery.run import Run  # noqa: E402
from reportgen.delivery.smtp import Connection  # noqa: E402
from reportgen.delivery.tokens import Keys  # noqa: E402
from reportgen.model import DeliveryPlan, Mail, Mailbox, Recipient, Server, Unsubscribing  # noqa: E402
from reportgen.send.sending import Words  # noqa: E402

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
MANY = int(os.environ.get("BENCH_MESSAGES", "600"))
READERS = 100_000
SIZE = 79_000
PLAN = DeliveryPlan(
    Mailbox("Small-Cap Weekly", "letter@example.com"), greeting="Dear {name},",
    unsubscribing=Unsubscribing("https://example.com/unsubscribe/{token}", "unsubscribe@example.com"),
)  # fmt: skip
KEYS = Keys({"k1": b"a key of the bench that is long"})
WHEN = datetime(2026, 1, 9, 22, tzinfo=UTC)


@dataclass(frozen=True)
class Row:
    label: str
    value: float
    bar: float
    unit: str
    least: bool


def main() -> int:
    if not (shutil.which("smtp-source") and os.geteuid() == 0 and find_spec("trustme")):
        print("The mail is not measured: it needs Postfix and root; make bench-mail installs the former.")
        return 0
    missed = 0
    print(f"{'figure':<64} {'measured':>10} {'bar':>12}")
    for one in measured():
        wrong = one.value < one.bar if one.least else one.value > one.bar
        missed += wrong
        side = "at least" if one.least else "at most"
        print(f"{one.label:<64} {one.value:>10.4g} {one.unit:<3} {side} {one.bar:g}{'   MISSED' * wrong}", flush=True)
    return int(missed > 0)


def measured() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        mail = letter(folder / "issue")
        certificate = secured(folder)
        with postfix(folder / "postfix", certificate) as port:
            here = Server("127.0.0.1", port, "plain")
            specimen = folder / "message"
            whole = stencil(mail, PLAN, "Small-Cap Weekly", ISSUE).message(to(Recipient("x@example.org", "Reader")))
            specimen.write_bytes(whole.replace(b"\r\n", b"\n"))
            for connections in (1, 4):
                ours, theirs = [], []
                for _ in range(ROUNDS):
                    theirs.append(source(specimen, port, connections))
                    ours.append(sent(folder, mail, here, connections))
                ratio = statistics.median(ours) / statistics.median(theirs)
                yield Row(f"sent with the ledger / smtp-source -d, {connections} connection(s)", ratio, 0.45, "×", True)
                if connections == 1:
                    tls = replace(here, security="starttls", certificates=folder / "ca.pem")
                    safe = [sent(folder, mail, tls, 1) for _ in range(ROUNDS)]
                    yield Row("the same under STARTTLS / plain, 1 connection",
                              statistics.median(safe) / statistics.median(ours), 0.7, "×", True)  # fmt: skip
            with slow_link(port, 0.03) as far:
                away = replace(here, port=far)
                yield Row("over a link of 30 ms, 10 connections", sent(folder, mail, away, 10), 70, "/s", True)
        yield Row("a message for one reader / built by EmailMessage", built(mail), 0.01, "×", False)
        yield Row(f"the most memory, of {READERS:,} readers", memory(folder), 150, "MB", False)


def letter(folder: Path) -> Mail:
    """The shipped issue's letter with as many charts as 79 kB hold, and filled up to them."""
    from reportgen.charts.studio import Sitting, Waiting
    from reportgen.compose import compose
    from reportgen.letter import letter
    from reportgen.market.gather import gather
    from reportgen.render.templates import environment

    project(folder, "outbox: outbox")
    found = config.load(folder)
    market = gather(
        found.market, found.instruments, ending=found.issue.week_ending, ending_place=None, asked=None, record=None,
        now=WHEN.replace(month=2), universes=found.universes,
    )  # fmt: skip
    report = compose(found, market)
    waiting = Waiting(folder)
    sitting = Sitting(report.charts, report.printed, None, waiting)
    mail = letter(report, sitting.pictures(), PLAN, environment(folder, None)).mail
    sitting.close()
    waiting.close()
    mail = replace(mail, pictures=mail.pictures[:1])
    lacking = SIZE - len(stencil(mail, PLAN, "Small-Cap Weekly", ISSUE).message(to(Recipient("x@example.org"))))
    return replace(mail, html=mail.html + f"<!--{'more words ' * (max(lacking, 0) // 12)}-->\n")


def to(one: Recipient) -> Addressed:
    return Addressed(one, f"{ISSUE}.x@example.com", "https://example.com/unsubscribe/k1.1.x", f"Dear {one.name},", WHEN)


def sent(folder: Path, mail: Mail, server: Server, connections: int) -> float:
    """Messages a second, each claimed and recorded in a ledger on the disk."""
    path = folder / "delivery.sqlite"
    for one in folder.glob("delivery.sqlite*"):
        one.unlink()
    made = stencil(mail, PLAN, "Small-Cap Weekly", ISSUE)
    with Book(path) as book, Book(path) as reading:
        readers = (Recipient(f"reader{number}@example.org", f"Reader {number}") for number in range(MANY))
        book.begin(Dispatch(ISSUE, made.body_hash, mail.subject, "Bench", "2026-01-09T22:00:00Z"), readers)
        words = Words(PLAN, "Small-Cap Weekly", ISSUE, KEYS, WHEN)
        carrier = lambda: Connection(server, "letter@example.com", "")  # noqa: E731
        run = Run(book, reading, ISSUE, made, words, carrier, connections=connections)
        begun = time.perf_counter()
        run.go()
        seconds = time.perf_counter() - begun
        assert book.counts(ISSUE) == {"sent": MANY}, (book.counts(ISSUE), run.stopped)
    return MANY / seconds


def source(message: Path, port: int, connections: int) -> float:
    command = [
        "smtp-source", "-d", "-s", str(connections), "-m", str(MANY), "-F", str(message), "-f", "letter@example.com",
        "-t", "reader@example.org", f"127.0.0.1:{port}",
    ]  # fmt: skip
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return MANY / (time.perf_counter() - begun)


def built(mail: Mail) -> float:
    """The time of a message for one reader, over that of building it whole by the standard library."""
    made = stencil(mail, PLAN, "Small-Cap Weekly", ISSUE).on_the_wire()
    one = to(Recipient("jane@example.org", "Jane Roe"))

    def whole() -> bytes:
        message = EmailMessage(email.policy.SMTP.clone(max_line_length=998))
        message["From"], message["To"] = "Small-Cap Weekly <letter@example.com>", "Jane Roe <jane@example.org>"
        message["Subject"], message["Message-ID"] = mail.subject, f"<{one.message_id}>"
        message["List-Unsubscribe"] = f"<{one.unsubscribe}>, <mailto:unsubscribe@example.com>"
        message.set_content(as_text(mail, one))
        message.add_alternative(as_html(mail, one), subtype="html")
        for each in mail.pictures:
            message.get_payload()[1].add_related(each.png, "image", "png", cid=f"<{each.cid}>")
        return message.as_bytes()

    ours, theirs = [], []
    for _ in range(15):
        begun = time.process_time()
        for _ in range(100):
            made.message(one)
        ours.append((time.process_time() - begun) / 100)
        begun = time.process_time()
        whole()
        theirs.append(time.process_time() - begun)
    return statistics.median(ours) / statistics.median(theirs)


def memory(folder: Path) -> float:
    """The largest that any process of `reportgen send` becomes, in MB; after the first thousands it takes no more."""
    mine = folder / "hundred-thousand"
    project(mine, "outbox: outbox", READERS)
    assert reportgen(mine, "build", "--formats", "email").returncode == 0
    command = [sys.executable, "-m", "reportgen", "send", "--yes", "--quiet", "--sign-off", "Bench", "--limit", "3000"]
    process = subprocess.Popen(command, cwd=mine, env={**os.environ, **KEY})
    _, status, used = os.wait4(process.pid, 0)
    assert status == 0, status
    return used.ru_maxrss / 1000


def secured(folder: Path) -> Path:
    """A certificate for 127.0.0.1 with its key, signed by the authority in ca.pem."""
    import trustme

    authority = trustme.CA()
    certificate = folder / "server.pem"
    authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(str(certificate))
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    return certificate


if __name__ == "__main__":
    sys.exit(main())
