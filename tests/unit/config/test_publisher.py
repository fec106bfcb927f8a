"""Who publishes: defaults, and what is said of a mistake."""

import pytest

from reportgen.model import Profile
from unit.config.minimal import MINIMAL, mistakes, written

OWN = "publisher: {kind: uk_firm, jurisdictions: [UK, EU, UK], audience: professional, communication: promotion}\n"


def test_without_a_word_it_is_an_independent_american_commentary(tmp_path):
    assert written(tmp_path).profile == Profile() == Profile("independent", ("US",), "retail", "commentary")


def test_what_stands_there_is_what_is_meant(tmp_path):
    assert written(tmp_path, OWN + MINIMAL).profile == Profile("uk_firm", ("UK", "EU"), "professional", "promotion")


@pytest.mark.parametrize(
    ("key", "value"),
    [("kind", "bank"), ("jurisdictions", "[]"), ("jurisdictions", "[MARS]"), ("audience", "all"), ("who", "me")],
)
def test_a_mistake_is_told_at_its_place(tmp_path, key, value):
    told = mistakes(tmp_path, f"publisher:\n  {key}: {value}\n" + MINIMAL)
    assert len(told) == 1 and told[0].startswith("config.yaml:2:") and "publisher" in told[0]
