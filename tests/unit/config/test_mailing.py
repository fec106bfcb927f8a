"""delivery: in config.yaml, as far as readers depend on it."""

import pytest

from .minimal import MINIMAL, mistakes, written

DELIVERY = (
    "delivery:\n  from: The Weekly <letter@EXAMPLE.com>\n  unsubscribe: {{url: '{}', mailto: leave@example.com}}\n"
)


def test_a_plan_is_read(tmp_path):
    plan = written(tmp_path, MINIMAL + DELIVERY.format("https://example.com/leave/{token}")).delivery
    assert (plan.sender.name, plan.sender.address) == ("The Weekly", "letter@example.com")
    assert plan.ledger == tmp_path / "delivery.sqlite" and plan.recipients is None


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://example.com/{token}", "must be an https:// address"),
        ("https://example.com/leave", "must end with /{token}"),
        ("https://example.com/{token}/leave", "must end with /{token}"),
        ("https://example.com/leave?t={token}", "must end with /{token}"),
    ],
)
def test_an_address_that_no_token_ends_is_told(url, why, tmp_path):
    (one,) = mistakes(tmp_path, MINIMAL + DELIVERY.format(url))
    assert one.startswith("config.yaml:15:22:") and why in one
