"""The examination: a good message passes, each way to break one is told by name, and nothing makes it fall over."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.delivery.examined import examined
from reportgen.delivery.examined.clients import clients, features, in_use
from reportgen.delivery.examined.dns import Silent, dns
from reportgen.delivery.examined.domains import aligned
from reportgen.delivery.examined.letter import Letter, opened
from reportgen.delivery.examined.page import Page
from reportgen.errors import UsageError

from .letters import HTML, PLAN, TEXT, letter, raw

GOOD = raw()


def told(one, plan=PLAN):
    """What is wrong: (name, state) of everything that is neither well nor a note."""
    return {(each.name, each.state) for each in examined(one, plan) if each.state in ("warning", "error")}


@pytest.fixture(autouse=True)
def key(monkeypatch):
    monkeypatch.setenv("REPORTGEN_UNSUBSCRIBE_KEY", "0123456789abcdef")


def test_what_a_build_writes_passes():
    assert told(Letter(GOOD)) == set()
    assert told(letter(subject="Größer als " + "ä" * 300)) == set()


@pytest.mark.parametrize(
    ("changes", "name", "state"),
    [
        ([(b"Subject: ", b"Subject: x\r\nSubject: ")], "Subject", "error"),
        ([(b"Date: ", b"X-Date: ")], "Date", "error"),
        ([(b"Date: Fri, 09 Jan 2026 22:00:00 +0000", b"Date: yesterday")], "Date", "error"),
        ([(b"Date: Fri, 09 Jan 2026", b"Date: Fri, 09 Jan 2099")], "Date", "error"),
        ([(b"Message-ID: <", b"Message-ID: ")], "Message-ID", "error"),
        ([(b"To: ", b"To: Joe <joe@example.com>, ")], "To", "error"),
        ([(b"From: The Weekly <letter@news.publisher.co>", b"From: nobody")], "From", "error"),
        ([(b"List-Id: <", b"List-Id: ")], "List-Id", "error"),
        ([(b"List-Unsubscribe=One-Click", b"yes")], "List-Unsubscribe-Post", "error"),
        ([(b"List-Unsubscribe-Post: List", b"X-Post: List")], "List-Unsubscribe-Post", "error"),
        ([(b"Feedback-ID: ", b"Feedback-ID: x ")], "Feedback-ID", "error"),
        ([(b"Feedback-ID: ", b"X-Feedback-ID: ")], "Feedback-ID", "warning"),
        ([(b"Auto-Submitted: ", b"Bcc: x@example.com\r\nAuto-Submitted: ")], "Bcc", "warning"),
        ([(b"<https://publisher.co/leave/proof>, ", b"")], "one click", "error"),
        ([(b"<https://publisher.co/leave/proof>", b"<http://publisher.co/leave/proof>")], "one click", "error"),
        ([(b", <mailto:leave@publisher.co?subject=unsubscribe%20proof>", b"")], "one click", "warning"),
        ([(b"List-Unsubscribe: <https://publisher.co/", b"List-Unsubscribe: <https://elsewhere.co/")], "unsubscribe host", "warning"),
        ([(b"List-Unsubscribe: <", b"List-Unsubscribe: =?utf-8?q?x?= <")], "List-Unsubscribe", "error"),
        ([(b"Subject: ", b"Subject: =?utf-8?q?a?==?utf-8?q?b?= ")], "bytes", "error"),
        ([(b"Subject: The", "Subject: Thé".encode())], "bytes", "error"),
        ([(b"Subject: ", b"Subject: " + b"x" * 999)], "bytes", "error"),
        ([(b"Small companies led.\r\n", b"Small companies led.\n")], "bytes", "error"),
        ([(b"--reportgen-alternative", b"--reportgen-alternatiue")] * 9, "MIME", "error"),
        ([(b"Content-ID: <chart@x>", b"Content-ID: <other@x>")], "picture", "error"),
        ([(b"Content-Disposition: inline", b"Content-Disposition: attachment")], "picture", "warning"),
        ([(b"Auto-Submitted: ", b"Return-Path: <b@elsewhere.co>\r\nAuto-Submitted: ")], "return path", "warning"),
        ([(b"Auto-Submitted: ", b"DKIM-Signature: v=1; d=elsewhere.co; h=from\r\nAuto-Submitted: ")], "DKIM", "warning"),
        ([(b"Auto-Submitted: ", b"DKIM-Signature: v=1; d=publisher.co; h=From:To\r\nAuto-Submitted: ")], "DKIM", "warning"),
    ],
)  # fmt: skip
def test_each_fault_is_told_by_name(changes, name, state):
    content = GOOD
    for old, new in changes:
        assert old in content or len(changes) > 1, old
        content = content.replace(old, new, 1)
    assert (name, state) in told(Letter(content))


@pytest.mark.parametrize(
    ("html", "name", "state"),
    [
        (HTML.replace(' alt="Small companies led"', ""), "picture", "error"),
        (HTML.replace(' width="552"', ""), "picture", "warning"),
        (HTML.replace("cid:chart@x", "http://publisher.co/x.png"), "picture", "error"),
        (HTML.replace("cid:chart@x", "data:image/png;base64,AAAA"), "data: pictures", "error"),
        (HTML.replace("cid:chart@x", "https://publisher.co/x.svg"), "SVG pictures", "error"),
        (HTML.replace("<h1>", "<svg></svg><h1>"), "<svg>", "error"),
        (HTML.replace("<h1>", "<form></form><h1>"), "<form>", "error"),
        (HTML.replace("<h1>", "<script></script><h1>"), "<script>", "error"),
        (HTML.replace("border-radius:4px", "background:linear-gradient(red,blue)"), "gradients", "warning"),
        (HTML.replace("<style>", "<style>@import 'x.css';"), "@import", "warning"),
        (HTML.replace("<style>", "<style>@font-face { font-family: x }"), "web fonts", "warning"),
        (HTML.replace("border-radius:4px", "display:flex"), "flex", "warning"),
        (HTML.replace("<h1>", "<p>" + "x " * 41_000 + "</p><h1>"), "HTML", "warning"),
        (HTML.replace("<h1>", "<p>" + "x " * 48_000 + "</p><h1>"), "HTML", "error"),
        (HTML.replace(' lang="en"', ""), "HTML", "warning"),
        (HTML.replace("\ue004unsubscribe\ue005", "https://publisher.co/"), "unsubscribe link", "error"),
        ("", "HTML", "error"),
    ],
)
def test_each_fault_of_the_page_is_told_by_name(html, name, state):
    assert (name, state) in told(letter(html=html))


def test_faults_of_the_text_and_of_the_settings():
    assert ("plain text", "error") in told(letter(text=""))
    assert ("unsubscribe link", "error") in told(letter(text=TEXT.replace("\ue004unsubscribe\ue005", "")))
    assert ("config.yaml", "error") in told(Letter(GOOD), plan=type(PLAN)(PLAN.sender))
    assert told(Letter(GOOD), plan=None) == set()


def test_a_file_with_line_ends_of_its_own_is_read_and_what_is_none_refused(tmp_path):
    (tmp_path / "one.eml").write_bytes(GOOD.replace(b"\r\n", b"\n"))
    one = opened(tmp_path / "one.eml")
    assert one.lone and told(one) == set()
    for content in (b"", b"PK\x03\x04", b"<html>", b"no header\n"):
        (tmp_path / "no.eml").write_bytes(content)
        with pytest.raises(UsageError, match="is no message"):
            opened(tmp_path / "no.eml")
    with pytest.raises(UsageError, match="cannot be read"):
        opened(tmp_path / "gone.eml")


@given(st.one_of(st.binary(max_size=300), st.binary(max_size=60).map(lambda part: GOOD[:900] + part + GOOD[960:])))
def test_no_bytes_make_it_fall_over(content):
    for one in examined(Letter(b"A: b\r\n" + content), PLAN):
        assert one.state in ("ok", "note", "warning", "error") and one.words


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        ("example.com", "example.com", True), ("news.example.com", "EXAMPLE.com", True), ("example.com", "a.b.example.com", True),
        ("example.com", "badexample.com", False), ("a.example.com", "b.example.com", False), ("example.com", "com", False),
        ("example.com", "", False), ("example.com.", "example.com", True),
    ],
)  # fmt: skip
def test_aligned_is_the_same_or_under_it(one, other, are):
    assert aligned(one, other) is aligned(other, one) is are


def test_the_table_is_whole_and_sees_what_a_page_uses():
    for one in features():
        assert one.support.keys() == clients().keys() and set(one.support.values()) <= {"yes", "part", "no"}
        assert one.level in ("note", "warning", "error") and re.fullmatch(r"20\d\d-\d\d-\d\d", one.tested)
        assert set(one.support.values()) != {"yes"} and one.then
    used = {one.page for one in in_use(Page(HTML))}
    assert used == {
        "html-style", "css-at-media", "css-at-media-prefers-color-scheme", "css-border-radius", "css-max-width",
        "css-max-height", "css-overflow", "css-display-none", "css-selector-attribute", "html-role",
    }  # fmt: skip
    assert not in_use(Page("<!--[if mso]><svg></svg><style>@import 'x'</style><![endif]--><p>words"))


RECORDS = {
    ("publisher.co", "TXT"): ["v=spf1 include:service.example -all", "other=1"],
    ("service.example", "TXT"): ["v=spf1 ip4:192.0.2.0/24 ~all"],
    ("news.publisher.co", "TXT"): [],
    ("_dmarc.publisher.co", "TXT"): ["v=DMARC1; p=none; rua=mailto:d@publisher.co"],
    ("s1._domainkey.news.publisher.co", "TXT"): ["v=DKIM1; k=rsa; p=" + "A" * 392],
    ("news.publisher.co", "MX"): ["10 mx.publisher.co."],
    ("publisher.co", "A"): ["192.0.2.1"],
}


def looked_up(changes, selector="s1"):
    records = RECORDS | changes
    found = dns(
        "news.publisher.co", "publisher.co", "publisher.co", selector, lambda name, kind: records.get((name, kind), [])
    )
    return {(one.name, one.state) for one in found}


@pytest.mark.parametrize(
    ("changes", "name", "state"),
    [
        ({("publisher.co", "TXT"): []}, "DNS: SPF", "error"),
        ({("publisher.co", "TXT"): ["v=spf1 -all", "v=spf1 ~all"]}, "DNS: SPF", "error"),
        ({("publisher.co", "TXT"): ["v=spf1 +all"]}, "DNS: SPF", "error"),
        ({("publisher.co", "TXT"): ["v=spf1 mx"]}, "DNS: SPF", "warning"),
        ({("publisher.co", "TXT"): ["v=spf1 include:publisher.co -all"]}, "DNS: SPF", "error"),
        ({("_dmarc.publisher.co", "TXT"): []}, "DNS: DMARC", "error"),
        ({("_dmarc.publisher.co", "TXT"): ["v=DMARC1"]}, "DNS: DMARC", "error"),
        ({("_dmarc.news.publisher.co", "TXT"): ["v=DMARC1; p=none", "v=DMARC1; p=reject"]}, "DNS: DMARC", "error"),
        ({("s1._domainkey.news.publisher.co", "TXT"): []}, "DNS: DKIM", "error"),
        ({("s1._domainkey.news.publisher.co", "TXT"): ["p="]}, "DNS: DKIM", "error"),
        ({("s1._domainkey.news.publisher.co", "TXT"): ["p=" + "A" * 216]}, "DNS: DKIM", "warning"),
        ({("news.publisher.co", "MX"): ["0 ."]}, "DNS: MX", "warning"),
        ({("publisher.co", "A"): []}, "DNS: page", "error"),
    ],
)
def test_each_fault_of_the_dns_is_told_by_name(changes, name, state):
    assert {one for one in looked_up({}) if one[1] != "ok"} == set()
    assert (name, state) in looked_up(changes)


def test_without_a_selector_the_key_is_not_asked_for():
    assert ("DNS: DKIM", "note") in looked_up({}, selector="")


def test_where_nobody_answers_that_is_all_that_is_said():
    def silent(name, kind):
        raise Silent(f"{name} (Timeout)")

    (one,) = dns("publisher.co", "publisher.co", "", "", silent)
    assert one.state == "warning" and "no answer: publisher.co (Timeout)" in one.words


def test_the_command_tells_and_exits(tmp_path, monkeypatch, capsys):
    from reportgen.cli import main

    def run(*words):
        with pytest.raises(SystemExit) as ended:
            main(["mail", "doctor", *words])
        return ended.value.code, *capsys.readouterr()

    monkeypatch.chdir(tmp_path)
    code, _, err = run("output.eml")
    assert code == 2 and "cannot be read" in err
    code, _, err = run()
    assert code == 3 and "config.yaml" in err
    (tmp_path / "one.eml").write_bytes(GOOD)
    code, out, _ = run("one.eml")
    assert code == 0 and out.endswith("one.eml: 0 errors, 0 warnings.\n") and "Apple Mail" in out
    assert run("one.eml", "--quiet")[1] == ""
    (tmp_path / "one.eml").write_bytes(GOOD.replace(b"Date: ", b"X-Date: ", 1))
    code, out, _ = run("one.eml", "--json")
    content = json.loads(out)
    assert (code, content["errors"], content["warnings"]) == (1, 1, 0)
    assert {"name": "Date", "state": "error", "words": "is missing", "hint": "reportgen build writes it."} in content[
        "checks"
    ]
    assert content["programs"][0].keys() == {"name", "level", *clients(), "then", "tested", "source"}
