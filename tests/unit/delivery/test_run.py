"""A run against a server that fails as real ones do: nobody gets an issue twice, and what became of each row is known."""

import collections
import sqlite3
import ssl
import stat
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from faulty_server import arguments, serve
from reportgen.delivery.answers import Stopped
from reportgen.delivery.book import Book
from reportgen.delivery.nouns import Dispatch, Outcome, Suppression
from reportgen.delivery.outbox import Outbox
from reportgen.delivery.run import Run
from reportgen.delivery.secret import password
from reportgen.delivery.smtp import Connection
from reportgen.errors import DeliveryError
from reportgen.model import Recipient, Server
from reportgen.send.sending import Words
from unit.delivery.made import ISSUE, KEYS, NAME, PLAN, WHEN, made


@pytest.fixture(autouse=True)
def quick_waits(monkeypatch):
    monkeypatch.setattr("reportgen.delivery.feed.FIRST", 0.02)
    monkeypatch.setattr("reportgen.delivery.run.WORST_WAIT", 0.05)


@contextmanager
def server(folder: Path, *options: str):
    """(port, what it took so far: message ids)."""
    log = folder / "log"
    one = serve(arguments(["0", str(log), *options]))
    threading.Thread(target=one.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield one.server_address[1], lambda: [line.split()[0] for line in log.read_text().splitlines()]
    finally:
        one.shutdown()
        one.server_close()


def readers(many: int) -> list[Recipient]:
    return [Recipient(f"reader{number}@example.org", f"Reader {number}") for number in range(many)]


def begun(folder: Path, recipients) -> Book:
    book = Book(folder / "delivery.sqlite")
    book.begin(Dispatch(ISSUE, made().body_hash, "Small caps", "Jane Roe", "2026-01-09T22:00:00Z"), recipients)
    return book


def run(book: Book, port: int, **more) -> Run:
    security, certificates = more.pop("security", "plain"), more.pop("certificates", None)
    user, word = more.pop("user", ""), more.pop("word", "")
    to = Server("127.0.0.1", port, security, user, certificates=certificates)
    carrier = more.pop("carrier", lambda: Connection(to, "letter@example.com", word))
    with Book(book.path) as reading:
        one = Run(book, reading, ISSUE, made(), Words(PLAN, NAME, ISSUE, KEYS, WHEN), carrier, **more)
        one.go()
    return one


@pytest.mark.parametrize("pipelining", ["0", "1"])
@pytest.mark.parametrize("connections", [1, 3])
def test_each_reader_gets_it_once(tmp_path: Path, pipelining: str, connections: int) -> None:
    with server(tmp_path, "--pipelining", pipelining) as (port, taken), begun(tmp_path, readers(60)) as book:
        assert run(book, port, connections=connections).stopped is None
        assert book.counts(ISSUE) == {"sent": 60}
        assert len(taken()) == len(set(taken())) == 60
        run(book, port)
        assert len(taken()) == 60


@pytest.mark.parametrize("pipelining", [pytest.param("0", marks=pytest.mark.long), "1"])
def test_faults_end_in_what_became_of_each_row(tmp_path: Path, pipelining: str) -> None:
    options = (
        "--dropped",
        "0.05",
        "--later",
        "0.08",
        "--refused",
        "0.03",
        "--closing",
        "9",
        "--pipelining",
        pipelining,
    )
    with server(tmp_path, *options) as (port, taken), begun(tmp_path, readers(150)) as book:
        told = collections.Counter()
        one = run(book, port, connections=3, tell=lambda row: told.update([row.state] if row.again is None else []))
        assert one.stopped is None
        counts = book.counts(ISSUE)
        ids = taken()
        assert len(ids) == len(set(ids))
        assert counts.get("pending", 0) == 0 == counts.get("sending", 0)
        assert counts["sent"] <= len(ids) <= counts["sent"] + counts.get("uncertain", 0)
        assert sum(counts.values()) == 150 == sum(told.values())
        assert {row.reply[:9] for row in book.rows(ISSUE, ("failed",))} == {"550 5.1.1"}
        assert all("no answer" in row.reply for row in book.rows(ISSUE, ("uncertain",)))


def test_who_wants_none_lost_may_have_some_twice(tmp_path: Path) -> None:
    with server(tmp_path, "--dropped", "0.1") as (port, taken), begun(tmp_path, readers(100)) as book:
        run(book, port, connections=2, states=("pending", "uncertain"))
        assert book.counts(ISSUE) == {"sent": 100}
        assert len(set(taken())) == 100 < len(taken())


def test_a_wrong_password_ends_the_run_at_once(tmp_path: Path) -> None:
    with server(tmp_path, "--user", "me:right") as (port, taken), begun(tmp_path, readers(30)) as book:
        one = run(book, port, user="me", word="wrong", connections=1)
        assert isinstance(one.stopped, Stopped) and "535" in one.stopped.message
        assert book.counts(ISSUE) == {"pending": 30} and taken() == []
        assert run(book, port, user="me", word="right").stopped is None
        assert book.counts(ISSUE) == {"sent": 30}


def test_a_message_that_nobody_may_have_ends_the_run(tmp_path: Path) -> None:
    refused = ("--answer", "554", "--words", "5.7.1 message looks like spam")
    with server(tmp_path, *refused) as (port, _), begun(tmp_path, readers(30)) as book:
        one = run(book, port)
        assert "looks like spam" in one.stopped.message
        assert book.counts(ISSUE) == {"failed": 3, "pending": 27}


def test_a_sender_who_is_refused_ends_the_run(tmp_path: Path) -> None:
    with server(tmp_path, "--sender-refused") as (port, _), begun(tmp_path, readers(5)) as book:
        assert "refuses the sender" in run(book, port).stopped.message
        assert book.counts(ISSUE) == {"pending": 5}


def test_a_server_that_throttles_behind_the_dot_is_slowed_down_for(tmp_path: Path) -> None:
    with server(tmp_path, "--throttle", "30") as (port, taken), begun(tmp_path, readers(40)) as book:
        one = run(book, port, connections=2)
        counts = book.counts(ISSUE)
        assert one.stopped is None and "uncertain" not in counts and counts["sent"] == len(taken()) > 5


def test_a_server_that_is_away_leaves_all_pending(tmp_path: Path) -> None:
    with begun(tmp_path, readers(4)) as book:
        one = run(book, 9, connections=2)
        assert "cannot be reached" in one.stopped.message and book.counts(ISSUE) == {"pending": 4}


@pytest.mark.parametrize("greeting", ["421", "554"])
def test_a_server_that_greets_with_a_refusal_leaves_all_pending(tmp_path: Path, greeting: str) -> None:
    with server(tmp_path, "--greeting", greeting) as (port, _), begun(tmp_path, readers(4)) as book:
        assert "cannot be reached" in run(book, port).stopped.message
        assert book.counts(ISSUE) == {"pending": 4}


def test_an_address_beyond_ascii_needs_a_server_that_takes_it(tmp_path: Path) -> None:
    with server(tmp_path) as (port, _), begun(tmp_path, [Recipient("jörg@example.org", "Jörg")]) as book:
        run(book, port)
        assert book.counts(ISSUE) == {"failed": 1}
        assert "letters beyond ASCII" in next(book.rows(ISSUE)).reply
    with server(tmp_path, "--smtputf8", "1") as (port, taken), Book(book.path) as again:
        again.turn(ISSUE, ("failed",), "pending")
        run(again, port)
        assert again.counts(ISSUE) == {"sent": 1} and len(taken()) == 1


def test_who_leaves_meanwhile_gets_nothing(tmp_path: Path) -> None:
    """The list of those who left is asked in the same commit that claims the row."""
    with server(tmp_path, "--slow", "0.02") as (port, taken), begun(tmp_path, readers(30)) as book:
        left = [f"reader{number}@example.org" for number in range(20, 30)]

        def leave(_):
            with Book(book.path) as other:
                other.suppress([Suppression(one.upper(), "unsubscribed", "2026-01-09") for one in left])

        run(book, port, tell=leave)
        assert book.counts(ISSUE) == {"sent": 20, "suppressed": 10}
        assert len(taken()) == 20


def test_who_cancels_meanwhile_stops_the_rest(tmp_path: Path) -> None:
    with server(tmp_path, "--slow", "0.01") as (port, taken), begun(tmp_path, readers(30)) as book:

        def cancel(_):
            with Book(book.path) as other:
                other.cancel(ISSUE)

        assert run(book, port, tell=cancel).stopped is None
        assert book.counts(ISSUE)["cancelled"] >= 28 and len(taken()) <= 2


def test_a_refusal_does_not_take_back_that_it_was_cancelled(tmp_path: Path) -> None:
    with server(tmp_path, "--later", "1.0") as (port, taken), begun(tmp_path, readers(6)) as book:

        def cancel(_):
            with Book(book.path) as other:
                other.cancel(ISSUE)

        assert run(book, port, tell=cancel).stopped is None
        assert book.counts(ISSUE) == {"cancelled": 6} and taken() == []
        assert book.turn(ISSUE, ("cancelled",), "pending") == 6


def test_half_an_answer_is_none(tmp_path: Path) -> None:
    with server(tmp_path, "--half") as (port, taken), begun(tmp_path, readers(4)) as book:
        run(book, port)
        counts = book.counts(ISSUE)
        assert "failed" not in counts and counts["uncertain"] == len(taken()) >= 1


def test_who_is_gone_from_the_list_is_not_written_to(tmp_path: Path) -> None:
    with server(tmp_path) as (port, taken), begun(tmp_path, readers(5)) as book:
        run(book, port, limit=1)
        again = Dispatch(ISSUE, "x", "x", "x", "2026-01-09T22:00:00Z")
        rehearsed = book.begin(again, readers(3), rehearsed=True)
        assert rehearsed == {"sent": 1, "due": 2, "suppressed": 2}
        assert book.begin(again, readers(3)) == rehearsed
        run(book, port)
        assert book.counts(ISSUE) == {"sent": 3, "suppressed": 2} and len(taken()) == 3
        assert book.begin(again, readers(5)) == {"sent": 3, "due": 2}, "who is back on the list is written to"


def test_only_those_who_were_refused_are_tried_again(tmp_path: Path) -> None:
    with server(tmp_path, "--refused", "0.4") as (port, taken), begun(tmp_path, readers(20)) as book:
        run(book, port, limit=10)
        before = book.counts(ISSUE)
        assert before["failed"] and before["pending"] == 10
        one = Dispatch(ISSUE, "x", "x", "x", "2026-01-09T22:00:00Z")
        assert book.begin(one, readers(20), ("failed",), rehearsed=True)["due"] == before["failed"]
        many = len(taken())
        run(book, port, states=("failed",))
        assert book.counts(ISSUE) == before and len(taken()) == many


def test_a_reader_gets_three_copies_at_most(tmp_path: Path) -> None:
    with server(tmp_path, "--dropped", "1.0", "--seed", "5") as (port, taken), begun(tmp_path, readers(3)) as book:
        run(book, port, states=("pending", "uncertain"), connections=3)
        assert max(collections.Counter(taken()).values()) <= 3
        assert "sending" not in book.counts(ISSUE)


@pytest.mark.parametrize("words", ["5.7.1 unsolicited message. abc%d - gsmtp", "rejected %d"])
def test_the_same_refusal_in_other_words_ends_the_run(tmp_path: Path, words: str, monkeypatch) -> None:
    with server(tmp_path, "--answer", "550", "--words", words) as (port, _), begun(tmp_path, readers(12)) as book:
        assert "refuses the message itself" in run(book, port).stopped.message
        assert book.counts(ISSUE)["failed"] == 3


def test_what_cannot_be_recorded_is_not_sent(tmp_path: Path, monkeypatch) -> None:
    with server(tmp_path) as (port, taken), begun(tmp_path, readers(10)) as book:
        settle, calls = book.settle, []

        def full(issue, outcomes, claims, states):
            calls.append(claims)
            if len(calls) > 4:
                raise DeliveryError("delivery.sqlite cannot be used: database or disk is full")
            return settle(issue, outcomes, claims, states)

        monkeypatch.setattr(book, "settle", full)
        one = run(book, port)
        assert "disk is full" in one.stopped.message
        assert len(taken()) == 4
        assert book.recover(ISSUE) == 1 and book.counts(ISSUE) == {"sent": 3, "uncertain": 1, "pending": 6}


def test_the_pace_is_kept(tmp_path: Path) -> None:
    with server(tmp_path) as (port, _), begun(tmp_path, readers(21)) as book:
        started = time.monotonic()
        run(book, port, rate=40, connections=2)
        assert time.monotonic() - started > 0.45
        moments = sorted(float(line.split()[2]) for line in (tmp_path / "log").read_text().splitlines())
        assert len(moments) == 21


def test_a_limit_leaves_the_rest_pending(tmp_path: Path) -> None:
    with server(tmp_path) as (port, taken), begun(tmp_path, readers(9)) as book:
        run(book, port, limit=4, connections=2)
        assert book.counts(ISSUE) == {"sent": 4, "pending": 5} and len(taken()) == 4


def test_the_outbox_gets_each_message_as_a_file(tmp_path: Path) -> None:
    with begun(tmp_path, readers(5)) as book:
        run(book, 0, carrier=lambda: Outbox(tmp_path / "outbox"), connections=2)
        files = sorted((tmp_path / "outbox").iterdir())
        words = Words(PLAN, NAME, ISSUE, KEYS, WHEN)
        whole = {made().message(words(row)) for row in book.rows(ISSUE)}
        assert {one.read_bytes() for one in files} == whole, "no dot is doubled in a file"
        assert len(files) == 5 and all(one.suffix == ".eml" for one in files)
        assert b"List-Unsubscribe: <https://example.com/unsubscribe/a1." in files[0].read_bytes()


def test_rows_of_a_run_that_was_killed_are_held(tmp_path: Path) -> None:
    with begun(tmp_path, readers(3)) as book:
        reader = book.due(ISSUE, 0, 1)[0].reader
        assert book.settle(ISSUE, [], [reader]) == ["sending"]
        assert book.settle(ISSUE, [], [reader]) == [None]
        book.close()
        with Book(book.path) as again:
            assert again.recover(ISSUE) == 1
            assert again.counts(ISSUE) == {"uncertain": 1, "pending": 2}
            again.settle(ISSUE, [Outcome(reader, "sent", "250 ok")], [])
            assert again.counts(ISSUE) == {"uncertain": 1, "pending": 2}, (
                "what is told of a row that nobody claimed is late"
            )


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """A certificate for 127.0.0.1, and the authority that signed it."""
    trustme = pytest.importorskip("trustme")
    folder = tmp_path_factory.mktemp("tls")
    ca = trustme.CA()
    cert = ca.issue_cert("127.0.0.1")
    cert.private_key_and_cert_chain_pem.write_to_path(str(folder / "server.pem"))
    ca.cert_pem.write_to_path(str(folder / "ca.pem"))
    other = ca.issue_cert("other.example.com")
    other.private_key_and_cert_chain_pem.write_to_path(str(folder / "other.pem"))
    return folder


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_certificates_are_checked(tmp_path: Path, authority: Path, security: str) -> None:
    def asked(pem: str, certificates):
        with (
            server(tmp_path, f"--{security}", str(authority / pem)) as (port, taken),
            Book(tmp_path / "x.sqlite") as book,
        ):
            book.begin(Dispatch(ISSUE, "x", "x", "x", "2026-01-09T22:00:00Z"), readers(2))
            one = run(book, port, security=security, certificates=certificates)
            return one.stopped, len(taken())

    stopped, many = asked("other.pem", authority / "ca.pem")
    assert "does not prove who it is" in stopped.message and many == 0
    stopped, many = asked("server.pem", None)
    assert "does not prove who it is" in stopped.message and many == 0
    assert asked("server.pem", authority / "ca.pem") == (None, 2)


def test_nothing_goes_in_the_clear_where_starttls_is_asked(tmp_path: Path) -> None:
    with server(tmp_path) as (port, taken), begun(tmp_path, readers(1)) as book:
        assert "no STARTTLS" in run(book, port, security="starttls").stopped.message and taken() == []


def test_the_password_comes_from_where_the_plan_says(monkeypatch) -> None:
    monkeypatch.setenv("SMTP_WORD", "x y")
    assert password(Server("h", 25, user="u", password_env="SMTP_WORD")) == "x y"
    assert password(Server("h", 25, user="u", password_command="printf 'secret\\n'")) == "secret"
    assert password(Server("h", 25)) == ""
    for wrong in (
        Server("h", 25, user="u"), Server("h", 25, user="u", password_env="NOT_SET_HERE"),
        Server("h", 25, password_command="false"), Server("h", 25, password_command="no-such-program x"),
    ):  # fmt: skip
        with pytest.raises(DeliveryError):
            password(wrong)


def test_a_certificate_file_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("no certificate")
    with pytest.raises((Stopped, ssl.SSLError)):
        Connection(Server("127.0.0.1", 9, "tls", certificates=tmp_path / "ca.pem"), "a@b.c", "").connect()


def test_a_file_that_is_no_ledger_is_left_as_it_is(tmp_path: Path) -> None:
    other = tmp_path / "subscribers.sqlite"
    with sqlite3.connect(other) as db:
        db.execute("create table recipient (email text)")
    db.close()
    before = other.read_bytes()
    with pytest.raises(DeliveryError, match="but no ledger of reportgen"):
        Book(other)
    assert other.read_bytes() == before
    with begun(tmp_path, readers(1)) as book:
        assert stat.S_IMODE(book.path.stat().st_mode) == 0o600, "it holds addresses"


def test_what_went_into_a_folder_is_forgotten_once_a_server_takes_it(tmp_path: Path) -> None:
    folder = Dispatch(ISSUE, "x", "x", "x", "2026-01-09T22:00:00Z", "outbox")
    server = Dispatch(ISSUE, "x", "x", "x", "2026-01-09T22:00:00Z", "smtp")
    with Book(tmp_path / "delivery.sqlite") as book:
        book.begin(folder, readers(3))
        run(book, 0, carrier=lambda: Outbox(tmp_path / "outbox"))
        assert book.begin(server, readers(3), rehearsed=True) == {"due": 3}
        assert book.counts(ISSUE) == {"sent": 3}, "a rehearsal keeps nothing"
        assert book.begin(folder, readers(3)) == {"sent": 3}
        assert book.begin(server, readers(3)) == {"due": 3}
        assert book.begin(folder, readers(3)) == {"due": 3}


def test_who_comes_onto_the_list_of_a_cancelled_issue_does_not_get_it(tmp_path: Path) -> None:
    with begun(tmp_path, readers(2)) as book:
        book.cancel(ISSUE)
        assert book.begin(Dispatch(ISSUE, "x", "x", "x", "2026-01-09T22:00:00Z"), readers(3)) == {"cancelled": 3}
