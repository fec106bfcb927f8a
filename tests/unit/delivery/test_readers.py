"""Lists of readers as people have them, and the book's own."""

import sqlite3
import subprocess
import sys
import tracemalloc

import pytest

from reportgen.delivery.book import Book
from reportgen.delivery.importing import imported
from reportgen.delivery.nouns import Dispatch, Outcome, Suppression
from reportgen.delivery.readers import Listed, readers
from reportgen.errors import ConfigError
from reportgen.model import Recipient

from .newsletter import FIRST


def read(folder, text, encoding="utf-8"):
    (folder / "readers.csv").write_bytes(text.encode(encoding))
    told = Listed()
    return list(readers(folder / "readers.csv", told)), told


@pytest.mark.parametrize(
    "text",
    [
        "email,name\njane@example.com,Jane Roe\n",
        "\ufeffemail;name\r\njane@example.com;Jane Roe\r\n",
        "E-Mail Address\tFirst Name\tLast Name\njane@example.com\tJane\tRoe\n",
        "Email Address,First Name,Last Name,Address,MEMBER_RATING\njane@example.com,Jane,Roe,1 Main St,2\n",
        "id,email,name,subscribed_to_emails\n7,jane@example.com,Jane Roe,true\n",
        "EMAIL,LASTNAME,FIRSTNAME\njane@example.com,Roe,Jane\n",
        'name,email\n"Jane\nRoe",jane@example.com\n'.replace("\nRoe", " Roe"),
    ],
)
def test_the_usual_exports_are_read(text, tmp_path):
    found, told = read(tmp_path, text)
    assert found == [Recipient("jane@example.com", "Jane Roe")]
    assert not (told.doubles or told.unusable or told.left)


def test_what_cannot_be_used_is_told_with_its_line(tmp_path):
    found, told = read(
        tmp_path,
        "email,name,status\njane@example.com,Jane,\nJANE@EXAMPLE.COM,Again,\n\nnope,,\n,Nobody,\nwho@gmailcom,,\n"
        '"joe@example.com, x@example.com",,\neve@example.com,"Eve\nBcc: x@example.com",\nold@example.com,,Unsubscribed\n'
        "new@example.com,,pending\nlast@example.com,,active\n",
    )
    assert [one.address for one in found] == ["jane@example.com", "last@example.com"]
    assert [(place.line, what) for place, what in told.doubles] == [(3, "JANE@example.com")]
    assert [(place.line, why) for place, _, why in told.unusable] == [
        (5, "has no @"), (6, "has no address"), (7, "its domain has no dot"), (8, "is more than one address"),
        (9, "its name holds U+000A, which cannot stand in a header"),
        (12, "has not confirmed (its status is 'pending')"),
    ]  # fmt: skip
    assert [(place.line, to, how) for place, to, how in told.left] == [(11, "old@example.com", "Unsubscribed")]


@pytest.mark.parametrize(
    ("text", "encoding", "why"),
    [
        ("name\nJane\n", "utf-8", "no column email"),
        ("", "utf-8", "no column email"),
        ("email\njörg@example.com\n", "latin-1", "not UTF-8"),
        ("email\njane@example.com\n", "utf-16", "not UTF-8"),
    ],
)
def test_a_file_that_is_no_list_is_refused(text, encoding, why, tmp_path):
    with pytest.raises(ConfigError, match=why) as told:
        read(tmp_path, text, encoding)
    assert told.value.hint


def test_a_list_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ConfigError, match=r"no list of readers gone\.csv"):
        list(readers(tmp_path / "gone.csv", Listed()))


def test_an_import_twice_is_an_import_once(tmp_path):
    (tmp_path / "subs.csv").write_text(
        "email,name,consent,status\na@example.com,A,form,\nb@example.com,,,\nc@example.com,,,cleaned\n"
    )
    with Book(tmp_path / "d.sqlite") as book:
        tried = imported(book, tmp_path / "subs.csv", "subs.csv", keep=False)
        assert (tried.new, tried.known) == (2, 0)
        first = imported(book, tmp_path / "subs.csv", "subs.csv", keep=True)
        again = imported(book, tmp_path / "subs.csv", "subs.csv", keep=True)
        assert (first.new, first.known, again.new, again.known) == (2, 0, 0, 2)
        assert book.suppressed("C@example.com").reason == "bounced"
    told = Listed()
    assert list(readers(tmp_path / "d.sqlite", told)) == [
        Recipient("a@example.com", "A", "form"), Recipient("b@example.com")
    ]  # fmt: skip
    assert not told.unusable


def test_a_file_that_breaks_off_leaves_the_list_as_it_was(tmp_path):
    (tmp_path / "subs.csv").write_bytes(b"email\na@example.com\n" + b"b@example.com\n" * 3000 + b"\xff@example.com\n")
    with Book(tmp_path / "d.sqlite") as book:
        with pytest.raises(ConfigError):
            imported(book, tmp_path / "subs.csv", "subs.csv", keep=True)
        assert not book.listed("a@example.com")


def test_somebody_elses_database_is_read(tmp_path):
    with sqlite3.connect(tmp_path / "crm.db") as db:
        db.execute("create table recipient (id integer, email text, name text)")
        db.execute("insert into recipient values (1, ' Jane@Example.com ', null), (2, null, 'Nobody')")
    db.close()
    told = Listed()
    assert list(readers(tmp_path / "crm.db", told)) == [Recipient("Jane@example.com")]
    assert [why for _, _, why in told.unusable] == ["has no address"]


def test_who_leaves_while_an_issue_goes_out_gets_it_no_more(tmp_path):
    """The run has read its rows when the page, in another process, notes the wish: the claim does not hold."""
    with Book(tmp_path / "d.sqlite") as run, Book(tmp_path / "d.sqlite") as page:
        run.begin(FIRST, [Recipient("a@example.com"), Recipient("B@example.com"), Recipient("c@example.com")])
        one, two, three = (row.reader for row in run.due(FIRST.issue, 0, 10))
        assert run.settle(FIRST.issue, [], [one]) == ["sending"]
        page.suppress([Suppression("b@example.com", "unsubscribed", "2026-01-09")])
        assert run.settle(FIRST.issue, [Outcome(one, "sent", "250")], [two, three]) == ["suppressed", "sending"]
        assert dict(run.counts(FIRST.issue)) == {"sent": 1, "suppressed": 1, "sending": 1}
        run.begin(Dispatch("2026-01-16", "h", "s", "e", "2026-01-16T22:00:00Z"), [Recipient("b@example.com")])
        assert dict(run.counts("2026-01-16")) == {"suppressed": 1}


def test_the_first_reason_stands_until_it_is_taken_back(tmp_path):
    with Book(tmp_path / "d.sqlite") as book:
        assert book.suppress([Suppression("A@example.com", "complaint", "2026-01-09", "by phone")]) == 1
        assert book.suppress([Suppression("a@example.com", "manual", "2026-02-01")]) == 0
        assert book.suppressed("a@EXAMPLE.com") == Suppression("A@example.com", "complaint", "2026-01-09", "by phone")
        assert book.allow("a@example.com") and not book.allow("a@example.com")
        assert not list(book.suppressions())


@pytest.mark.long
def test_a_hundred_thousand_readers_take_little_memory(tmp_path):
    with (tmp_path / "subs.csv").open("w") as file:
        file.write("email,name\n")
        file.writelines(f"reader.{n}@example.com,Reader {n}\n" for n in range(100_000))
    with Book(tmp_path / "d.sqlite") as book:
        tracemalloc.start()
        assert imported(book, tmp_path / "subs.csv", "subs.csv", keep=True).new == 100_000
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert most < 40 * 2**20


def test_reading_the_ledger_as_a_list_leaves_its_locks_alone(tmp_path):
    """A file that a process opens and closes beside SQLite loses all its locks (POSIX): another process would then take
    itself for the last one, and throw away the log that this one is still writing.
    """
    path = tmp_path / "d.sqlite"
    with Book(path) as book:
        book.enlist([Recipient("a@example.com")])
        assert [one.address for one in readers(path, Listed())] == ["a@example.com"]
        other = (
            "import sys; from pathlib import Path; from reportgen.delivery.book import Book;"
            " from reportgen.delivery.nouns import Suppression; book = Book(Path(sys.argv[1]));"
            " book.suppress([Suppression('a@example.com', 'unsubscribed', '2026-01-09')]); book.close()"
        )
        subprocess.run([sys.executable, "-c", other, path], check=True)
        assert path.with_name("d.sqlite-wal").exists()
        assert book.suppressed("a@example.com")


@pytest.mark.parametrize("text", ["", "e", "email", "email\n", "email\na@example.com\n" * 400, "SQLite format 3"])
def test_a_csv_of_any_size_is_seen_to_be_one(text, tmp_path):
    try:
        found, _ = read(tmp_path, text)
    except ConfigError as error:
        assert "no column email" in error.message
    else:
        assert [one.address for one in found] == ["a@example.com"] * ("@" in text)


CLICKS = """
import sys
from pathlib import Path
from reportgen.delivery.book import Book
from reportgen.delivery.nouns import Suppression
for n in range(200, 400):
    with Book(Path(sys.argv[1])) as book:
        book.suppress([Suppression(f"r{n}@example.com", "unsubscribed", "2026-01-09")])
"""


@pytest.mark.long
def test_two_hundred_leave_while_a_run_claims_and_nothing_is_lost(tmp_path):
    path = tmp_path / "d.sqlite"
    with Book(path) as run:
        run.enlist(Recipient(f"r{n}@example.com") for n in range(400))
        run.begin(FIRST, readers(path, Listed()))
        page = subprocess.Popen([sys.executable, "-c", CLICKS, path])
        while page.poll() is None:
            for row in run.due(FIRST.issue, 0, 5):
                run.settle(FIRST.issue, [], [row.reader])
                run.settle(FIRST.issue, [Outcome(row.reader, "sent", "250")], [])
            assert len(list(readers(path, Listed()))) == 400
        assert page.returncode == 0
        for row in run.due(FIRST.issue, 0, 400):
            if run.settle(FIRST.issue, [], [row.reader]) == ["sending"]:
                run.settle(FIRST.issue, [Outcome(row.reader, "sent", "250")], [])
        assert len(list(run.suppressions())) == 200
        assert sum(run.counts(FIRST.issue).values()) == 400
    with sqlite3.connect(path) as db:
        assert db.execute("pragma integrity_check").fetchone() == ("ok",)
    db.close()
