"""Requests to leave, as they come by mail and as lists."""

import mailbox

import pytest

from reportgen.delivery import requests
from reportgen.delivery.book import Book
from reportgen.delivery.tokens import keys

from .newsletter import mailed


def granted(project, path):
    found = requests.Found()
    plan = project.delivery
    with Book(plan.ledger) as book:
        asked = requests.read(path, path.name, found)
        requests.granted(asked, found, book, lambda: keys(plan.unsubscribing.key_env))
    return found


def message(subject, sender="Jane <jane@example.com>", date="Sat, 10 Jan 2026 23:30:00 -0500"):
    return f"From: {sender}\r\nTo: leave@example.com\r\nDate: {date}\r\nSubject: {subject}\r\n\r\nbody\r\n".encode()


def test_a_list_of_addresses_and_tokens(tmp_path, monkeypatch):
    project, (jane, joe) = mailed(tmp_path, monkeypatch, "jane@example.com", "joe@example.com")
    path = tmp_path / "left.txt"
    path.write_text(f"# who left\n{jane}\nEve@EXAMPLE.com\n\n{joe[:-1]}x\nproof\nk1.zz.{jane[-22:]}\nnobody\n")
    found = granted(project, path)
    assert [one.address for one in found.suppressions] == ["jane@example.com", "Eve@example.com"]
    assert {one.reason for one in found.suppressions} == {"unsubscribed"}
    assert [(place.line, why.split(":")[0]) for place, _, why in found.unusable] == [
        (5, "is a token of no reader in delivery.sqlite"), (6, "is the token of a proof, which is nobody's"),
        (7, "is a token of no reader in delivery.sqlite"), (8, "is neither an address nor a token"),
    ]  # fmt: skip


def test_the_export_of_a_service(tmp_path, monkeypatch):
    project, _ = mailed(tmp_path, monkeypatch)
    path = tmp_path / "unsubscribed.csv"
    path.write_text("Email Address,UNSUB_TIME,reason\na@example.com,2026-01-03 10:00:00,\nb@example.com,,complaint\n")
    first, second = granted(project, path).suppressions
    assert (first.address, first.day, first.reason) == ("a@example.com", "2026-01-03", "unsubscribed")
    assert (second.reason, second.note) == ("complaint", "import unsubscribed.csv:3:1")


@pytest.mark.parametrize("kind", ["eml", "mbox", "maildir", "folder"])
def test_mail_to_the_mailbox(kind, tmp_path, monkeypatch):
    project, (jane,) = mailed(tmp_path, monkeypatch, "jane@example.com")
    mail = message(f"unsubscribe {jane}", sender="forged@example.org")
    path = tmp_path / f"requests.{kind}"
    if kind == "eml":
        path.write_bytes(mail)
    elif kind == "folder":
        path.mkdir()
        (path / "1.eml").write_bytes(mail)
        (path / "2.eml").write_bytes(message("Your invoice"))
    else:
        box = (mailbox.mbox if kind == "mbox" else mailbox.Maildir)(path)
        for one in (mail, message("Out of office")):
            box.add(one)
        box.close()
    found = granted(project, path)
    (one,) = found.suppressions
    assert (one.address, one.day, one.note) == ("jane@example.com", "2026-01-11", "asked by mail")
    assert len(found.others) == (kind != "eml") and not found.unusable


def test_a_reader_who_writes_unsubscribe_by_hand_is_heard_and_a_stranger_is_not(tmp_path, monkeypatch):
    project, _ = mailed(tmp_path, monkeypatch, "jane@example.com")
    (tmp_path / "in").mkdir()
    (tmp_path / "in/1").write_bytes(message("Re: Unsubscribe"))
    (tmp_path / "in/2").write_bytes(message("unsubscribe", sender="stranger@example.org"))
    (tmp_path / "in/3").write_bytes(message("unsubscribe", sender=""))
    (tmp_path / "in/4").write_bytes(message("unsubscribe", date="never"))
    found = granted(project, tmp_path / "in")
    assert [one.address for one in found.suppressions] == ["jane@example.com"] * 2
    assert len(found.unusable) == 2 and "no reader's" in found.unusable[0][2]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\xfe",
        b"From: \xff\xff\r\nSubject: =?utf-8?b?////?=\r\n\r\n",
        b"From nobody\n\n\x80\x81",
        b"a:\n\n" * 9,
    ],
)
def test_what_is_no_request_is_told_or_refused(content, tmp_path, monkeypatch):
    from reportgen.errors import ConfigError

    project, _ = mailed(tmp_path, monkeypatch)
    (tmp_path / "what").write_bytes(content)
    try:
        assert not granted(project, tmp_path / "what").suppressions
    except ConfigError as error:
        assert error.exit == 3
