"""Which sections of an issue stand in the next one."""

from reportgen.draft.sections import standing_sections, title

BODY = """A lead with {{ small_250.week | percent }}.

## The numbers

[[performance]]

## About this letter {# standing #}

It comes on Saturdays.

- one
- two

[[quote said]]

[[chart week]]

At {{ facts.rate }} money is dear.

## How to invest

The table names funds.

[[instruments IWM VB]]

## Funds of the week

They gained {{ small_250.week | percent }}.

[[instruments IWM]]

## Below

{# Standing: agreed with counsel. #}

Nothing here is advice.
"""


def test_marked_sections_stand_and_those_that_list_instruments_without_a_figure():
    found = standing_sections(BODY)
    assert [title(one) for one in found] == ["About this letter", "How to invest", "Below"]
    assert found[1] == "## How to invest\n\nThe table names funds.\n\n[[instruments IWM VB]]"


def test_they_stand_word_for_word_save_blocks_that_the_draft_places_and_quotes():
    assert standing_sections(BODY)[0] == (
        "## About this letter {# standing #}\n\nIt comes on Saturdays.\n\n- one\n- two\n\n"
        "At {{ facts.rate }} money is dear."
    )


def test_they_stand_again_in_the_week_after():
    once = standing_sections(BODY)
    assert standing_sections("A lead.\n\n" + "\n\n".join(once)) == once


def test_a_heading_in_code_is_none_and_what_stands_before_the_first_is_no_section():
    body = "{# standing #}\n\n## One {# standing #}\n\n```\n## Two {# standing #}\n```\n\n### Part\n\nMore."
    (only,) = standing_sections(body)
    assert title(only) == "One"
    assert only.endswith("### Part\n\nMore.")
    assert standing_sections("") == standing_sections("No section. {# standing #}") == ()
    assert standing_sections("## {# outstanding #} news\n\nWords.") == ()
