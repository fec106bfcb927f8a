"""`reportgen send` and what belongs to it, as an editor types them: what is refused and why, and what the ledger says."""

import json
import re
import shutil
import sqlite3
from pathlib import Path

import pytest

from mailed import ISSUE, project, reportgen

OUTBOX = "outbox: outbox"


@pytest.fixture(scope="module")
def built_once(tmp_path_factory):
    folder = project(tmp_path_factory.mktemp("built") / "issue", OUTBOX, 5)
    done = reportgen(folder, "build", "--formats", "email")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def built(built_once, tmp_path):
    """The shipped issue, built with a letter to five readers."""
    return Path(shutil.copytree(built_once, tmp_path / "issue"))


def send(folder, *more):
    return reportgen(folder, "send", "--yes", "--sign-off", "Jane Roe", *more)


def edited(folder, old, new):
    config = folder / "config.yaml"
    text = config.read_text(encoding="utf-8")
    assert old in text
    config.write_text(text.replace(old, new), encoding="utf-8")


def outbox(folder):
    return sorted((folder / "outbox").glob("*.eml")) if (folder / "outbox").is_dir() else []


@pytest.mark.long
def test_each_reader_gets_it_once_and_the_overview_says_so(built):
    assert "reportgen send" in reportgen(built).stdout
    done = send(built)
    assert done.returncode == 0, done.stderr
    assert "5 sent" in done.stdout and "to 5 of 5 readers" in done.stdout
    assert len(outbox(built)) == 5
    assert "sent to 5 readers; signed off by Jane Roe" in reportgen(built).stdout
    again = send(built)
    assert again.returncode == 0 and "Nothing to send: 5 have it." in again.stdout


@pytest.mark.long
def test_a_text_that_was_changed_since_is_not_sent(built):
    edited(built, "Refinancing, rates and the economy", "Refinancing and rates")
    done = send(built)
    assert done.returncode == 8 and "reportgen build makes it anew" in done.stderr and not outbox(built)


@pytest.mark.long
def test_a_letter_that_was_changed_by_hand_is_not_sent(built):
    eml = built / "output" / ISSUE / "email.eml"
    eml.write_bytes(eml.read_bytes().replace(b"4.6%", b"5.6%", 1))
    assert send(built).returncode == 8 and not outbox(built)


@pytest.mark.long
def test_a_draft_is_not_sent(built):
    shutil.rmtree(built / "output")
    edited(built, "gave ground only on Wednesday", "gave ground only on Tuesday")
    assert reportgen(built, "build", "--formats", "email").returncode == 1
    done = send(built)
    assert done.returncode == 7 and "is a draft" in done.stderr and not outbox(built)


@pytest.mark.long
def test_prices_that_are_made_up_are_not_sent(tmp_path):
    assert reportgen(tmp_path, "init", "mine", "--preset", "broad-market", "--yes").returncode == 0
    folder = tmp_path / "mine"
    with (folder / "config.yaml").open("a", encoding="utf-8") as file:
        file.write(
            (project(tmp_path / "other", OUTBOX) / "config.yaml")
            .read_text()
            .partition("\ndelivery:")[2]
            .join(["\ndelivery:", ""])
        )
    (folder / "readers.csv").write_text("email\njane@example.org\n")
    assert reportgen(folder, "build", "--formats", "email").returncode == 0
    done = send(folder)
    assert done.returncode == 7 and "made up" in done.stderr and not outbox(folder)


@pytest.mark.long
@pytest.mark.parametrize(("licence", "code"), [("personal", 7), ("licensed", 0), ("public-domain", 0)])
def test_a_licence_for_oneself_is_none_for_readers(built, licence, code):
    text = (built / "config.yaml").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^  licence: .*\n", "", text)
    (built / "config.yaml").write_text(
        text.replace("\nmarket:\n", f"\nmarket:\n  licence: {licence}\n"), encoding="utf-8"
    )
    assert reportgen(built, "build", "--formats", "email").returncode == 0
    done = send(built)
    assert done.returncode == code, done.stderr
    assert ("may not be sent to others" in done.stderr) == (code == 7) == (not outbox(built))


def test_what_is_lacking_is_told_at_once(built):
    edited(built, "outbox: outbox", "attach_pdf: false")
    edited(built, "  recipients: readers.csv\n", "")
    done = reportgen(built, "send", "--yes", "--sign-off", "J", REPORTGEN_UNSUBSCRIBE_KEY="short")
    assert done.returncode in (3, 7)
    for one in ("neither smtp: nor outbox:", "a key of 5 letters", "the list of readers"):
        assert one in done.stderr


def test_without_delivery_nothing_is_sent(tmp_path):
    folder = project(tmp_path / "issue", OUTBOX)
    text = (folder / "config.yaml").read_text(encoding="utf-8").partition("\ndelivery:")[0]
    (folder / "config.yaml").write_text(text, encoding="utf-8")
    for command in ("send", "status", "cancel"):
        done = reportgen(folder, command)
        assert done.returncode == 3 and "no delivery:" in done.stderr


@pytest.mark.long
def test_nobody_signs_off_for_cron(built):
    assert reportgen(built, "send", "--yes").returncode == 2


@pytest.mark.long
def test_nobody_is_asked_where_nobody_sits(built):
    done = reportgen(built, "send")
    assert done.returncode == 2 and "--sign-off" in done.stderr


@pytest.mark.long
def test_a_dry_run_tells_and_sends_nothing(built):
    (built / "readers.csv").write_text(
        "email,name\njane@example.org,Jane\nJANE@example.org,J\nnobody,x\nrob@example.org,Rob\n"
    )
    done = reportgen(built, "send", "--dry-run", "--json")
    assert done.returncode == 0, done.stderr
    assert "readers.csv:3" in done.stderr and "readers.csv:4" in done.stderr and "has no @" in done.stderr
    assert json.loads(done.stdout)["signed_off"] is None and not outbox(built)


@pytest.mark.long
def test_a_limit_resume_cancel_and_resolve(built):
    first = send(built, "--limit", "2", "--json")
    assert first.returncode == 0 and json.loads(first.stdout)["counts"]["sent"] == 2
    assert len(outbox(built)) == 2
    half = send(built)
    assert half.returncode == 7 and "half sent: 2 have it, 3 are pending" in half.stderr
    status = reportgen(built, "status", "--json")
    assert status.returncode == 7
    assert [row["state"] for row in json.loads(status.stdout)["rows"]] == ["pending"] * 3
    every = json.loads(reportgen(built, "status", "--all", "--json").stdout)["rows"]
    assert sorted(row["state"] for row in every) == ["pending"] * 3 + ["sent"] * 2
    told = reportgen(built, "status", "--all").stdout
    assert all(told.count(row["address"]) == 1 for row in every)
    assert "3 rows cancelled" in reportgen(built, "cancel", ISSUE).stdout
    assert reportgen(built, "status").returncode == 0
    with sqlite3.connect(built / "delivery.sqlite") as db:
        db.execute("update row set state = 'sending' where reader = 4")
    assert send(built, "--resume").returncode == 7, "one is uncertain"
    assert "1 row marked as sent" in reportgen(built, "resolve", "--mark-sent").stdout
    gone = reportgen(built, "resolve", "--resend", "--address", "reader2@example.org")
    assert gone.returncode == 0 and "1 row pending again" in gone.stdout
    assert reportgen(built, "resolve").returncode == 2
    assert reportgen(built, "resolve", "--resend", "--address", "nobody@example.org").returncode == 2
    assert send(built, "--resume").returncode == 0
    assert len(outbox(built)) == 3


@pytest.mark.long
def test_a_proof_goes_to_one_and_is_in_no_ledger(built):
    done = reportgen(built, "send", "--test-to", "me@example.org")
    assert done.returncode == 0, done.stderr
    (one,) = outbox(built)
    assert b"To: me@example.org" in one.read_bytes() and b"/unsubscribe/proof>" in one.read_bytes()
    assert reportgen(built, "send", "--test-to", "me").returncode == 2
    assert reportgen(built, "status").returncode == 2


@pytest.mark.parametrize("rate", ["0", "x", "-1/s", "10/d"])
def test_a_rate_that_is_none(built, rate):
    assert send(built, "--rate", rate).returncode == 2


@pytest.mark.long
def test_json_has_the_keys_of_the_docs(built):
    rows = re.findall(
        r"(?m)^\| `reportgen ((?:send|status|resolve|cancel|recipients|unsubscribe|mail)[^`]*)` \| [^|]* \| ([^|]*)\|$",
        (Path(__file__).parents[2] / "docs/json.md").read_text(),
    )
    (built / "left.txt").write_text("reader4@example.org\n")
    arguments = {
        "send": ("--yes", "--sign-off", "Jane Roe", "--limit", "2"), "resolve": ("--mark-sent",),
        "recipients import": ("readers.csv",), "recipients suppress": ("reader3@example.org", "--reason", "manual"),
        "recipients allow": ("reader3@example.org",), "unsubscribe import": ("left.txt",),
    }  # fmt: skip
    assert len(rows) == 12
    for command, keys in rows:
        done = reportgen(built, *command.split(), *arguments.get(command, ()), "--json")
        assert done.returncode in (0, 1, 7), (command, done.stderr)
        assert list(json.loads(done.stdout)) == re.findall(r"`(\w+)`", keys), command


@pytest.mark.long
def test_what_went_into_a_folder_reached_nobody(built):
    assert send(built).returncode == 0
    edited(built, OUTBOX, "smtp: {host: 127.0.0.1, port: 9, security: plain}")
    done = reportgen(built, "send", "--dry-run")
    assert done.returncode == 0 and "to 5 of 5 readers" in done.stdout


@pytest.mark.long
def test_an_issue_that_nobody_has_may_be_mended(built):
    edited(built, OUTBOX, "smtp: {host: 127.0.0.1, port: 9, security: plain}")
    away = send(built)
    assert away.returncode == 7 and "127.0.0.1:9 cannot be reached" in away.stderr and "5 pending" in away.stdout
    edited(built, "Refinancing, rates and the economy", "Refinancing and rates")
    edited(built, "smtp: {host: 127.0.0.1, port: 9, security: plain}", OUTBOX)
    assert reportgen(built, "build", "--formats", "email").returncode == 0
    assert send(built).returncode == 0 and len(outbox(built)) == 5


@pytest.mark.long
def test_a_ledger_that_was_lost_has_nobody_written_to_twice(built):
    edited(built, OUTBOX, "smtp: {host: 127.0.0.1, port: 9, security: plain}")
    send(built)
    for one in built.glob("delivery.sqlite*"):
        one.unlink()
    lost = send(built, "--resume")
    assert lost.returncode == 7 and "knows nothing of it" in lost.stderr
    assert "cannot be reached" in send(built, "--new-ledger").stderr
