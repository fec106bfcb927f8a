"""Editions of one piece: what each says, and under which headline."""

from reportgen.reading import manuscript, words
from reportgen.review.contradictions import between
from unit.review.contradictions.made import NAMES

PAGE = "<h1>Small caps lead</h1><p>Week ended January 9, 2026</p><p>The Russell 2000 rose 4.6% for the week.</p>"


def page(text=PAGE):
    return manuscript(f"<html><body>{text}</body></html>", "index.html", "html")


def plain(text):
    return manuscript(text, "report.txt", "text")


REPORT = "Small caps lead\n===============\n\nThe Russell 2000 rose 4.6% for the week.\n"


def told(*editions):
    return [(one.place.file, one.place.line, one.message) for one in between(editions, NAMES)]


def test_editions_that_say_the_same_are_left_alone():
    subject = words("Small caps lead: the Russell 2000 rises 4.6%", "subject")
    assert told(page(), plain(REPORT), subject) == []


def test_a_number_that_another_edition_prints_otherwise_is_told_there():
    ((file, line, message),) = told(page(), plain(REPORT.replace("4.6", "4.1")))
    assert (file, line) == ("report.txt", 4)
    assert "index.html, line 1" in message and "4.1%" in message and "4.6%" in message


def test_two_roundings_are_one_number():
    assert told(page(), plain(REPORT.replace("4.6%", "4.62%"))) == []


def test_a_subject_without_a_period_must_print_a_number_of_the_piece():
    assert told(page(), words("Small caps lead, Russell 2000 rises 4.6%", "subject")) == []
    ((file, _, message),) = told(page(), words("Small caps lead, Russell 2000 rises 4.9%", "subject"))
    assert file == "subject" and "4.9%" in message


def test_another_headline_is_told():
    ((file, line, message),) = told(page(), plain(REPORT.replace("Small caps lead", "Large caps lead")))
    assert (file, line) == ("report.txt", 1)
    assert "Large caps lead" in message and "Small caps lead" in message


def test_a_subject_line_may_be_marked_and_a_title_may_name_the_paper():
    assert told(page(), words("Subject: Small caps lead", "subject")) == []
    assert told(page(PAGE.replace("<h1>", "<title>Small caps lead · The Weekly</title><h1>")), plain(REPORT)) == []


def test_what_one_edition_says_twice_is_not_told_here():
    twice = REPORT + "\nThe Russell 2000 rose 4.6% this week, all told.\n\nThe Russell 2000 gained 4.1% this week.\n"
    assert [line for _, line, _ in told(plain(twice), plain(twice))] == []
