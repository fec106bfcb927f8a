"""Addresses and names: any text is one safe form or refused, and what is one form stays it."""

import email
import email.policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.delivery.addresses import Unusable, address, mailbox, name
from reportgen.delivery.message import mailbox_value
from reportgen.model import Mailbox

LOCAL = st.text("abcXYZ019.+_-", min_size=1, max_size=20)
DOMAIN = st.lists(st.text("abcXYZ09ü", min_size=1, max_size=10), min_size=2, max_size=3).map(".".join)
HOSTILE = {
    "CR": "Jane\rBcc: x@example.com", "LF": "Jane\nBcc: x@example.com", "VT": "Jane\x0bRoe", "NEL": "Jane\x85Roe",
    "U+2028": "Jane\u2028Roe", "comma": "Roe, Jane", "quotes": 'Jane "the" Roe\\', "1000 letters": "J" * 1000,
    "right to left": "Jane\u202eeoR", "NUL": "Jane\x00Roe",
}  # fmt: skip
SAFE = {"comma", "quotes"}


def form(read, text):
    try:
        return read(text)
    except Unusable:
        return None


@given(st.one_of(st.text(max_size=60), st.builds("{}@{}".format, LOCAL, DOMAIN)))
def test_an_address_is_one_form_or_refused(text):
    one = form(address, text)
    if one is not None:
        assert form(address, one) == one
        assert one.count("@") >= 1 and one == one.strip()
        assert not any(ord(letter) < 33 or letter in ",;<>\x7f\x85\u2028" for letter in one)
        domain = one.rpartition("@")[2]
        assert domain.isascii() and domain == domain.lower()


@given(LOCAL, DOMAIN, st.sampled_from(["", " ", "\t", "\u00a0"]))
def test_spaces_and_the_case_of_the_domain_make_no_other_reader(local, domain, space):
    one = form(address, f"{local}@{domain}")
    if one is not None:
        assert form(address, f"{space}{local}@{domain.upper()}{space}") == one


@given(st.text(max_size=80))
def test_any_name_is_safe_in_a_header_or_refused(text):
    one = form(name, text)
    if one is None:
        return
    assert form(name, one) == one
    value = mailbox_value(Mailbox(one, "jane@example.com"))
    message = email.message_from_bytes(b"To: " + value + b"\r\nSubject: s\r\n\r\nbody", policy=email.policy.default)
    assert message.keys() == ["To", "Subject"]
    (reader,) = message["to"].addresses
    assert reader.addr_spec == "jane@example.com"
    assert reader.display_name == one
    assert all(len(line) <= 998 for line in value.split(b"\r\n")) and value.isascii()


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_name_is_refused_or_one_reader_of_one_name(what):
    if what not in SAFE:
        with pytest.raises(Unusable):
            name(HOSTILE[what])
        return
    value = mailbox_value(Mailbox(name(HOSTILE[what]), "jane@example.com"))
    parsed = email.message_from_bytes(b"To: " + value + b"\r\n\r\n", policy=email.policy.default)
    assert [(one.display_name, one.addr_spec) for one in parsed["to"].addresses] == [
        (HOSTILE[what], "jane@example.com")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "jane@example.com\r\nBcc: x@example.com", "jane@example.com\nRCPT TO:<x@example.com>", "jane\x0b@example.com",
        "jane\x85@example.com", "jane\u2028@example.com", "jane@example.com, joe@example.com", '"jane@example.com',
        "j" * 1000 + "@example.com", "jane\u202e@example.com", "jane\x00@example.com", "jane@example.com>", "", "@", "jane",
        "jane@@example.com", "jane@exa mple.com", "jane@example.com;joe@example.com", ".jane@example.com",
    ],
)  # fmt: skip
def test_a_hostile_address_is_refused(text):
    with pytest.raises(Unusable):
        address(text)


def test_what_people_write_is_read():
    assert address(" Jane.Roe+weekly@EXAMPLE.com ") == "Jane.Roe+weekly@example.com"
    assert address("jörg@exämple.com") == "jörg@xn--exmple-cua.com"
    assert address("jo\u0308rg@example.com") == "jörg@example.com"
    assert name("  Jane \ufeff  Roe\u200b ") == "Jane Roe"
    assert name("می\u200cخواهم") == "می\u200cخواهم"
    assert mailbox('"Roe, Jane" <jane@example.com>') == Mailbox("Roe, Jane", "jane@example.com")
    assert mailbox("jane@example.com") == Mailbox("", "jane@example.com")
