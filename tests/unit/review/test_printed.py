"""What finished editions say: a number that no sentence of the issue has is read in whatever edition prints it."""

import pytest
from markupsafe import escape

from reportgen.model import Profile
from reportgen.reading import manuscript
from reportgen.reference import registry
from reportgen.review.printed import printed
from reportgen.review.said import evidence_of
from unit.made import FRIDAY, LEVELS, market, project

PAGE = "<html lang='en'><head><title>A week</title></head><body><main><h1>A week</h1>{}</main></body></html>"
FALSE = "The Small Companies 250 fell 9.9% this week."


def read(editions, *own, name=""):
    made = project()
    evidence = evidence_of(made, market(LEVELS))
    sheets = [manuscript(words, "config.yaml", "markdown") for words in own]
    return printed(
        {k: v.encode() for k, v in editions.items()}, sheets, evidence, Profile(), registry(None), FRIDAY, name
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [("index.html", PAGE.format(f"<p>{FALSE}</p>")), ("report.txt", f"A week\n\n{FALSE}\n"), ("report.pdf", PAGE.format(f"<p>{FALSE}</p>"))],
)  # fmt: skip
def test_a_false_number_is_found_in_any_edition(name, text):
    (found,) = read({name: text})
    assert (found.code, found.place.file, found.severity) == ("figure-wrong", name, "error")
    assert (found.place.line, found.place.column) == (1, 1) if name == "report.pdf" else found.place.column > 0


@pytest.mark.parametrize("name", ["Top 5 Weekly", 'The "3rd" & 4th Week #1', "Week 52"])
def test_a_number_in_the_publication_s_name_claims_nothing(name):
    page = f"<header><p class='name'>{escape(name)}</p></header><p>{{}}</p>"
    editions = {"index.html": PAGE.format(page.format("A word.")), "report.txt": f"{name.upper()}\n\nA word.\n"}
    assert [one.code for one in read(editions)] != []
    assert read(editions, name=name) == ()
    editions["index.html"] = PAGE.format(page.format(FALSE))
    (found,) = read(editions, name=name)
    assert (found.code, found.place.file) == ("figure-wrong", "index.html")


def test_a_number_alone_is_no_name_behind_which_a_claim_could_hide():
    assert [one.code for one in read({"report.txt": f"A week\n\n{FALSE}\n"}, name="9.9%")] == ["figure-wrong"]


def test_what_stands_in_several_editions_is_told_once():
    page = PAGE.format(f"<p>{FALSE}</p>")
    (found,) = read({"index.html": page, "report.pdf": page, "report.txt": f"A week\n\n{FALSE}\n"})
    assert found.place.file == "index.html"


def test_what_the_issue_says_has_been_read_where_it_was_written():
    assert read({"index.html": PAGE.format(f"<p>{FALSE}</p>")}, FALSE) == ()


def test_what_is_true_is_no_finding():
    assert read({"index.html": PAGE.format("<p>The Small Companies 250 rose 5.0% this week.</p>")}) == ()
