"""Tokens: who they are for is read back, and no other token is believed."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportgen.delivery.tokens import TOKEN, Keys, keys, new_key, number_of
from reportgen.errors import DeliveryError

SECRETS = st.binary(min_size=16, max_size=40)
NUMBERS = st.integers(0, 36**12 - 1)
LISTS = st.text("abc-.", min_size=1, max_size=20)


@given(SECRETS, NUMBERS, LISTS)
def test_a_token_says_whose_it_is(secret, number, of_list):
    token = Keys({"k1": secret}).token(number, of_list)
    assert TOKEN.fullmatch(token)
    assert number_of(token) == number and Keys({"k1": secret}).holds(token, of_list.upper())


@given(SECRETS, NUMBERS, LISTS, st.data())
def test_a_changed_token_is_nobodys(secret, number, of_list, data):
    token = Keys({"k1": secret}).token(number, of_list)
    at = data.draw(st.integers(0, len(token) - 1))
    other = token[:at] + data.draw(st.characters()) + token[at + 1 :]
    assume(other != token)
    assert not Keys({"k1": secret, "k2": secret}).holds(other, of_list)


@given(SECRETS, SECRETS, NUMBERS, LISTS, LISTS)
def test_another_key_or_address_signs_otherwise(one, two, number, mine, other):
    assume(one != two and mine != other)
    token = Keys({"k1": one}).token(number, mine)
    assert not Keys({"k1": two}).holds(token, mine)
    assert not Keys({"k1": one}).holds(token, other)


@given(st.text(max_size=60))
def test_no_text_is_a_token(text):
    assert not Keys({"k1": b"0123456789abcdef"}).holds(text, "list")


def test_a_replaced_key_still_knows_what_it_signed(monkeypatch):
    old, new = new_key(), new_key()
    monkeypatch.setenv("KEY", old)
    before = keys("KEY").token(7, "list")
    monkeypatch.setenv("KEY", f"{new},{old}")
    assert keys("KEY").holds(before, "list")
    assert keys("KEY").token(7, "list") != before
    monkeypatch.setenv("KEY", new)
    assert not keys("KEY").holds(before, "list")


@pytest.mark.parametrize(
    ("value", "why"), [("", "is not set"), ("short", "of 5 letters"), ("A B:0123456789abcdef", "is no key id")]
)
def test_a_key_that_is_none_is_told(value, why, monkeypatch):
    monkeypatch.setenv("KEY", value)
    with pytest.raises(DeliveryError, match=why) as told:
        keys("KEY")
    assert told.value.exit == 7
