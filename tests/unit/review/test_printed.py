"""What finished editions say: a number that no sentence of the issue has is read in whatever edition prints it."""

import pytest

from reportgen.model import Profile
from reportgen.reading import manuscript
from reportgen.reference import registry
from reportgen.review.printed import printed
from reportgen.review.said import evidence_of
from unit.made import FRIDAY, LEVELS, market, project

PAGE = "<html lang='en'><head><title>A week</title></head><body><main><h1>A week</h1>{}</main></body></html>"
FALSE = "The Small Companies 250 fell 9.9% this week."


def read(editions, *own):
    made = project()
    evidence = evidence_of(made, market(LEVELS))
    sheets = [manuscript(words, "config.yaml", "markdown") for words in own]
    return printed({k: v.encode() for k, v in editions.items()}, sheets, evidence, Profile(), registry(None), FRIDAY)


@pytest.mark.parametrize(
    ("name", "text"),
    [("index.html", PAGE.format(f"<p>{FALSE}</p>")), ("report.txt", f"A week\n\n{FALSE}\n"), ("report.pdf", PAGE.format(f"<p>{FALSE}</p>"))],
)  # fmt: skip
def test_a_false_number_is_found_in_any_edition(name, text):
    (found,) = read({name: text})
    assert (found.code, found.place.file, found.severity) == ("figure-wrong", name, "error")
    assert (found.place.line, found.place.column) == (1, 1) if name == "report.pdf" else found.place.column > 0


def test_what_stands_in_several_editions_is_told_once():
    page = PAGE.format(f"<p>{FALSE}</p>")
    (found,) = read({"index.html": page, "report.pdf": page, "report.txt": f"A week\n\n{FALSE}\n"})
    assert found.place.file == "index.html"


def test_what_the_issue_says_has_been_read_where_it_was_written():
    assert read({"index.html": PAGE.format(f"<p>{FALSE}</p>")}, FALSE) == ()


def test_what_is_true_is_no_finding():
    assert read({"index.html": PAGE.format("<p>The Small Companies 250 rose 5.0% this week.</p>")}) == ()
