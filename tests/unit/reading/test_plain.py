"""Plain text as it is read: our own edition, and what other people type."""

from pathlib import Path

import pytest

from unit.reading.seen import misplaced, parts, texts

EDITION = (Path(__file__).parents[2] / "golden/2026-01-09/report.txt").read_text("utf-8")


def test_our_own_edition_is_read_whole():
    found = parts(EDITION, "text")
    assert [part.text for part in found if part.role == "title"] == ["Small caps open the year in front"]
    headings = [(part.level, part.text) for part in found if part.role == "heading"]
    assert (2, "Three risks") in headings
    assert (3, "The refinancing wall") in headings
    assert misplaced(EDITION, found) == []


def test_our_table_has_heads_cells_and_a_title():
    rows = parts(EDITION, "text", role="row")
    assert [row.text[row.cells[3].start : row.cells[3].end] for row in rows] == ["+4.6%", "+1.6%", "+2.3%", "+1.9%"]
    assert {row.heads for row in rows} == {("", "Close", "Points", "Week", "Friday", "2026")}
    assert {row.caption for row in rows} == {"Week ended Friday, January 9, 2026"}


def test_our_quotation_has_its_speaker_and_its_address_is_not_read():
    (quote,) = parts(EDITION, "text", role="quote")
    assert quote.text == "“We are at the gates of the best stockpicking era we have seen in our lifetime”"
    assert quote.caption.startswith("— Eduardo Lecubarri, global head of small- and mid-cap equity strategy, JPMorgan.")
    assert quote.caption.endswith("is not known).")


def test_calls_of_our_notes_are_passed_over_and_notes_are_items():
    assert any("a record close while the Nasdaq fell 0.4%" in one for one in texts(EDITION, "text"))
    notes = [part.text for part in parts(EDITION, "text", role="item") if part.path == ("Notes and sources",)]
    assert len(notes) == 10
    assert notes[4].startswith("Advancing to declining stocks of the S&P 500 on January 8: 356 to 147. Deanfi")


def test_our_charts_are_a_title_a_description_and_a_source():
    charts = [
        part.text for part in parts(EDITION, "text", role="caption") if part.text.startswith("The Russell 2000 led")
    ]
    assert charts[0] == "The Russell 2000 led the week at +4.6%; the S&P 500 trailed at +1.6%."
    assert parts(EDITION, "text", role="alt")[0].text.endswith("Nasdaq +1.9% and S&P 500 +1.6%.")


def test_risks_and_small_print_are_told_apart():
    voices = {part.text.split(".")[0]: part.voice for part in parts(EDITION, "text", role="paragraph")}
    assert voices["Many smaller companies borrowed cheaply during the pandemic"] == "risk"
    assert voices["Past results"] == "disclosure"
    assert voices["For years, smaller companies stood in the shade of the largest technology stocks"] == "author"


def cells(row):
    return [row.text[start:end] for start, end in row.cells]


@pytest.mark.parametrize(
    "text",
    [
        "Index         Week    YTD\nS&P 500       +1.6%   +1.8%\nRussell 2000  +4.6%   +5.7%\n",
        "Index\tWeek\tYTD\nS&P 500\t+1.6%\t+1.8%\nRussell 2000\t+4.6%\t+5.7%\n",
        "Index         Week    YTD\n------------  -----  -----\nS&P 500       +1.6%  +1.8%\nRussell 2000  +4.6%  +5.7%\n",
        "Index          Week    YTD\n--------------------------\nS&P 500       +1.6%  +1.8%\nRussell 2000  +4.6%  +5.7%\n",
        "| Index | Week | YTD |\n|---|---|---|\n| S&P 500 | +1.6% | +1.8% |\n| Russell 2000 | +4.6% | +5.7% |\n",
    ],
)
def test_tables_of_every_make(text):
    found = parts(text, "text", role="row")
    assert [cells(row) for row in found] == [["S&P 500", "+1.6%", "+1.8%"], ["Russell 2000", "+4.6%", "+5.7%"]]
    assert {row.heads for row in found} == {("Index", "Week", "YTD")}
    assert misplaced(text, found) == []


def test_a_table_goes_on_below_a_heading_of_its_own():
    text = (
        "                Close    Week\n-----------------------------\nEquities\nDow            49,504   +2.3%\n\n"
        "Rates\nTen-year         4.17   +0.1%\n"
    )
    found = parts(text, "text", role="row")
    assert [cells(row) for row in found] == [["Dow", "49,504", "+2.3%"], ["Ten-year", "4.17", "+0.1%"]]
    assert found[1].heads == found[0].heads == ("", "Close", "Week")


def test_a_name_over_two_lines_is_one_cell():
    text = "                Week\n---------------------\nA very long\nname of a fund  +2.3%\nDow             +1.0%\nThe other\nfund there      +1.1%\n"
    assert [cells(row) for row in parts(text, "text", role="row")][-1] == ["The other fund there", "+1.1%"]


def test_a_heading_right_below_the_rule_is_no_name():
    text = "                              Close    Week\n-------------------------------------------\nAmericas\nDow Jones Industrial Average  49,504   +2.3%\nS&P 500                        6,966   +1.6%\n"
    assert texts(text, "text", role="caption") == ["Americas"]
    assert [cells(row)[0] for row in parts(text, "text", role="row")] == ["Dow Jones Industrial Average", "S&P 500"]


def test_a_short_line_titles_the_table_and_its_sections_and_the_list_below_it():
    text = "The week to Friday\n\n            Close    Week\n-------------------------\nShares\nDow        49,504   +2.3%\nS&P 500     6,966   +1.6%\n\nNext\n----\n\nTuesday, January 13\n- Prices\n"
    assert [part.caption for part in parts(text, "text", role="row")] == ["The week to Friday"] * 2
    assert [part.caption for part in parts(text, "text", role="item")] == ["Tuesday, January 13"]


def test_a_label_titles_the_lines_that_stand_together_below_it():
    text = "# x\n\nFor the year:\n\nThe Dow is up 1.2%.\n\nThe rest is not.\n"
    assert [(part.text, part.caption) for part in parts(text, "text", role="paragraph")][1:] == [
        ("For the year:", ""),
        ("The Dow is up 1.2%.", "For the year:"),
        ("The rest is not.", ""),
    ]


def test_two_spaces_behind_a_stop_make_no_table():
    text = "It rose 4.6% this week.  The Nasdaq fell 1%.\nIt was a good week.  The Dow rose 2%.\n"
    assert [part.role for part in parts(text, "text")] == ["paragraph"]


def test_lists_of_every_make():
    text = "This week:\n- Russell 2000: +4.6%\n- Dow: +2.3%, which is\n  the second\n\n* One\n• Two\n\n1. First\n2) Second\n"
    found = parts(text, "text", role="item")
    assert [part.text for part in found] == [
        "Russell 2000: +4.6%", "Dow: +2.3%, which is the second", "One", "Two", "First", "Second",
    ]  # fmt: skip
    assert [part.caption for part in found[:3]] == ["This week:", "This week:", ""]


def test_a_number_that_only_came_to_stand_first_begins_no_item():
    text = "\n".join(
        [
            "Rising shares outnumbered the falling ones in the index by as many as",
            "281 to 220 on the day, and on the day before by no fewer than 356 to",
            "147. It was the best count of the year, and the second best since the",
            "last quarter of the year before; so much for those who had seen it in",
            "the cards. The count of the other exchange was not half as good as it.",
        ]
    )
    assert [part.role for part in parts(text, "text")] == ["paragraph"]


def test_short_lines_are_headings_where_none_is_underlined():
    text = "The weekly note\n\nMARKETS\n\nStocks rose 4.6%.\n\nThe risks to consider\n\nThey may fall.\n"
    assert [(part.role, part.voice) for part in parts(text, "text")] == [
        ("title", "author"), ("heading", "author"), ("paragraph", "author"), ("heading", "risk"), ("paragraph", "risk"),
    ]  # fmt: skip


def test_lines_with_room_left_are_paragraphs_of_their_own():
    body = "The index rose on four days of five and ended the week far above\nthe level at which it had begun the year, on a volume that was not\nseen since the spring of the year before last, as the exchange says.\n"
    text = body + "\n" + body + "\nThe close was 2,624.22.\nSource: the exchange.\n"
    assert texts(text, "text")[-2:] == ["The close was 2,624.22.", "Source: the exchange."]
    assert len(texts(text, "text")) == 4


def test_a_quotation_with_its_speaker_below():
    text = '"We like them,\nand will."\n-- Jane Roe, Example Bank\n\nSo they say.\n'
    quote, speaker, _ = parts(text, "text")
    assert (quote.role, quote.voice, quote.text) == ("quote", "quote", '"We like them, and will."')
    assert (quote.caption, speaker.role) == (speaker.text, "caption")
