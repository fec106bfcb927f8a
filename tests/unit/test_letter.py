"""The files of the e-mail edition: as the proof's reader has them, dated by the issue."""

from dataclasses import replace
from email import message_from_bytes, policy

import pytest

from reportgen.letter import letter
from reportgen.model import DeliveryPlan, Mailbox, Unsubscribing
from reportgen.render.templates import environment

PLAN = DeliveryPlan(
    Mailbox("Weekly", "letter@example.com"), greeting="Dear {name},",
    unsubscribing=Unsubscribing("https://example.com/u/{token}", "leave@example.com"),
)  # fmt: skip
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (1104).to_bytes(4, "big") + (620).to_bytes(4, "big")


@pytest.fixture(scope="module")
def made(shipped, tmp_path_factory):
    jinja = environment(tmp_path_factory.mktemp("project"), None)
    report = shipped.report
    charts = {one.key: PNG for one in report.charts}
    return lambda plan, report=report: letter(report, charts, plan, jinja)


def test_the_message_holds_the_two_texts_and_every_picture(made):
    one = made(PLAN)
    message = message_from_bytes(one.message(b"%PDF"), policy=policy.default)
    html, text = (message.get_body((kind,)).get_content().replace("\r\n", "\n") for kind in ("html", "plain"))
    assert (html, text) == (one.html, one.text)
    assert set(one.files()) == {"email.html", "email.txt"}
    assert "Dear reader," in html
    assert "https://example.com/u/proof" in text
    enclosed = [part for part in message.walk() if part["Content-ID"]]
    assert {part["Content-ID"].strip("<>") for part in enclosed} == {one.cid for one in one.mail.pictures}
    assert [part.get_content_type() for part in message.walk() if part.get_filename()] == ["image/png"] * len(enclosed)
    assert message["Date"].datetime.isoformat() == "2026-01-09T22:00:00+00:00"
    assert one.message(None) == made(PLAN).message(None)


def test_the_pdf_is_attached_where_it_is_asked_for(made):
    message = message_from_bytes(made(replace(PLAN, attach_pdf=True)).message(b"%PDF"), policy=policy.default)
    assert [part.get_content() for part in message.iter_attachments()] == [b"%PDF"]


def test_without_a_delivery_the_sender_is_nobody(made):
    message = message_from_bytes(made(None).message(None), policy=policy.default)
    assert message["From"].addresses[0].domain == "example.com"
    assert message["Subject"] == "Small caps open the year in front"


def test_the_size_is_that_for_the_longest_reader(made):
    one = made(PLAN)
    assert len(one.html.encode()) < one.longest < len(one.html.encode()) + 300
