"""The message that is cut from a stencil is the one that EmailMessage would have built, and nothing gets into it that
does not belong there.
"""

import email
import email.policy
import re
from dataclasses import replace
from email.headerregistry import Address
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.delivery.addresses import Unusable, address, name
from reportgen.delivery.message import Stencil, as_html, as_text, proof
from reportgen.delivery.nouns import Row
from reportgen.delivery.tokens import number_of
from reportgen.model import Inline, Recipient
from reportgen.send.sending import Words
from unit.delivery.made import ISSUE, KEYS, MAIL, NAME, PLAN, PNG, WHEN, addressed, made

NAMES = (
    "Jane Roe",
    "",
    "Jörg Müller",
    'Roe, Jane "JR"',
    "Пётр Ильич",
    "山田 太郎",
    "O'Neil (Research)",
    "=?utf-8?q?x?=",
    "a\\b",
    "N" * 190,
)
LONG = "https://news.example.com/weekly/unsubscribe/" + "t" * 116


def by_the_library(to) -> EmailMessage:
    """The same message as the standard library builds it, all of it anew."""
    message = EmailMessage(email.policy.SMTP.clone(max_line_length=998))
    local, _, domain = to.recipient.address.rpartition("@")
    message["From"] = Address("Small-Cap Weekly", "letter", "example.com")
    message["To"] = Address(to.recipient.name, local, domain)
    message["Subject"] = MAIL.subject
    message["Date"] = WHEN
    message["Message-ID"] = f"<{to.message_id}>"
    message.set_content(as_text(MAIL, to), cte="quoted-printable")
    message.add_alternative(as_html(MAIL, to), subtype="html", cte="quoted-printable")
    message.get_payload()[1].add_related(
        PNG, "image", "png", cid=f"<weekly@{ISSUE}>", disposition="inline", filename="weekly.png"
    )
    return message


def parsed(message: bytes) -> EmailMessage:
    return email.message_from_bytes(message, policy=email.policy.default)


def parts(message: EmailMessage) -> list[tuple[str, object]]:
    found = [(one.get_content_type(), one.get_content()) for one in message.walk() if not one.is_multipart()]
    return [(kind, text.replace("\r\n", "\n") if isinstance(text, str) else text) for kind, text in found]


@pytest.mark.parametrize("many", [40, pytest.param(1000, marks=pytest.mark.long)])
def test_it_is_what_the_library_builds_for_a_thousand_readers(many: int) -> None:
    stencil = made()
    for number in range(many):
        one = Recipient(f"reader{number}@example.org", NAMES[number % len(NAMES)])
        to = addressed(one, f"https://example.com/unsubscribe/a1.{number}.{'x' * 22}")
        mine, theirs = parsed(stencil.message(to)), by_the_library(to)
        for header in ("From", "To", "Subject", "Date", "Message-ID"):
            assert mine[header] == theirs[header]
        assert [part.get_content_type() for part in mine.walk()] == [part.get_content_type() for part in theirs.walk()]
        if number < 20 or not number % 50:
            assert parts(mine) == parts(parsed(theirs.as_bytes()))
        else:
            assert mine.get_body(("plain",)).get_content().replace("\r\n", "\n") == as_text(MAIL, to)


@pytest.mark.parametrize("called", NAMES)
@pytest.mark.parametrize("link", ["https://example.com/u/a1.2.x", LONG])
def test_the_wire_is_as_servers_take_it(called: str, link: str) -> None:
    whole = made().on_the_wire().message(addressed(Recipient("jane@example.org", called), link))
    head, _, _ = whole.partition(b"\r\n\r\n")
    lines = whole.split(b"\r\n")
    assert max(map(len, lines)) <= 998
    assert b"\n" not in b"".join(lines) and b"\r" not in b"".join(lines)
    assert head.isascii() and b"?==?" not in head
    assert not any(line.startswith(b".") and not line.startswith(b"..") for line in lines)
    leave = re.search(rb"(?m)^List-Unsubscribe: (.*)\r$", whole)[1]
    assert b"=?" not in leave and leave.startswith(f"<{link}>, <mailto:leave@example.com?".encode())
    for header in (b"From", b"To", b"Date", b"Message-ID", b"Subject", b"MIME-Version", b"List-Id", b"Feedback-ID"):
        assert len(re.findall(rb"(?mi)^" + header + rb":", head)) == 1
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in head
    message = parsed(whole)
    assert not any(part.defects for part in message.walk())
    assert [one.addr_spec for one in message["To"].addresses] == ["jane@example.org"]
    for one in message.walk():
        if one.get_content_maintype() == "text":
            body = one.get_payload()
            assert max(map(len, body.splitlines())) <= 76


@given(
    st.text(max_size=60),
    st.sampled_from(["jane@example.org", "x.y+z@mail.example.co.uk", "'@example.org", "!#$%&*/=?^_`{|}~@example.com"]),
)
def test_any_name_is_refused_or_stands_in_the_header_as_it_is(called: str, where: str) -> None:
    try:
        one = Recipient(where, name(called))
    except Unusable:
        return
    head = made().message(addressed(one))
    message = parsed(head)
    assert [each.addr_spec for each in message["To"].addresses] == [where]
    assert message["To"].addresses[0].display_name == one.name
    assert (
        sorted(set(map(str.lower, message.keys()))) == sorted(map(str.lower, message.keys()))
        and len(message.keys()) == 12
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "jane@example.org\r\nBcc: all@example.org", "jane@example.org\nX: y", "jane@example.org\x0bX", "a@b.c\x85d",
        "a@b.c\u2028d", "a@b.c, x@y.z", "a@b.c; x@y.z", "\"a@b.c\" x@y.z", "<a@b.c>", f"{'a' * 1000}@example.org",
        "a@example.org\u202e", "a@exam\x00ple.org", "a b@example.org", "a@-example.org", "@example.org", "a@",
    ],
)  # fmt: skip
def test_an_address_that_is_more_than_one_is_refused(hostile: str) -> None:
    with pytest.raises(Unusable):
        address(hostile)


@pytest.mark.parametrize(
    "hostile", ["Jane\r\nBcc: x@y.z", "Jane\x00", "J\x0bane", "Ja\x85ne", "Ja\u2028ne", "Ja\u202ene", "J" * 201]
)
def test_a_name_that_would_end_a_header_is_refused(hostile: str) -> None:
    with pytest.raises(Unusable):
        name(hostile)


def test_addresses_have_one_form() -> None:
    assert address(" Jane.Roe@EXAMPLE.org ") == "Jane.Roe@example.org"
    assert address("jane@exämple.org") == "jane@xn--exmple-cua.org"
    assert address("jörg@example.org") == "jörg@example.org"


def test_a_proof_ends_nobodys_subscription() -> None:
    one = made().message(proof(PLAN, ISSUE, NAME, WHEN))
    assert b"Date: Fri, 09 Jan 2026 22:00:00 +0000" in one and b"https://example.com/unsubscribe/proof" in one
    assert b'To: "Small-Cap Weekly" <letter@example.com>' in one


def test_what_is_attached_stands_behind_the_rest() -> None:
    message = parsed(made(pdf=b"%PDF-1.7 x").message(addressed(Recipient("jane@example.org"))))
    assert message.get_content_type() == "multipart/mixed"
    assert [one.get_filename() for one in message.iter_attachments()] == [f"{ISSUE}.pdf"]


def test_a_stencil_survives_the_way_to_another_process() -> None:
    one = made()
    assert Stencil.loaded(one.dumped()) == one


def test_the_hash_is_of_what_readers_read() -> None:
    other = replace(MAIL, pictures=(Inline(MAIL.pictures[0].cid, "weekly.png", PNG + b"x"),))
    hashes = {
        made(one).body_hash for one in (MAIL, other, replace(MAIL, text=MAIL.text + "."), replace(MAIL, subject="x"))
    }
    assert len(hashes) == 4
    assert made(plan=replace(PLAN, greeting="Hello {name}")).body_hash != made().body_hash
    assert made(plan=replace(PLAN, connections=9)).body_hash == made().body_hash


def test_the_link_in_a_message_is_its_readers() -> None:
    row = Row(ISSUE, 7, Recipient("Jane@example.org", "Jane Roe"), "pending")
    link = Words(PLAN, NAME, ISSUE, KEYS, WHEN)(row).unsubscribe
    token = link.rpartition("/")[2]
    assert number_of(token) == 7 and KEYS.holds(token, "jane@example.org") and not KEYS.holds(token, "joe@example.org")
