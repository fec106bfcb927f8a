"""The substantiation on file: CSV that no spreadsheet runs, a page that anybody can read."""

import csv
import io
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model import Substantiated
from reportgen.render.substantiation import to_csv, to_html
from reportgen.render.templates import environment

CELLS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=20) | st.sampled_from(
    [
        "=1+1",
        "+4.6%",
        "-3",
        "−4.6%",
        "@SUM(A1)",
        "\t=1",
        "+3 bp",
        "-2+3",
        "+1,121.68",
        "＝1",
        "a\r\nb",
        '"',
        "-1e-05",
        "--1",
    ]
)
ROWS = st.lists(st.builds(Substantiated, CELLS, CELLS, CELLS, CELLS, CELLS, CELLS, CELLS, CELLS, CELLS), max_size=4)
HELD = Substantiated(
    "It rose 5.0% <b>&", "deck", "computed", "close(a) 105 / close(b) 100 − 1 = 0.05 → 5.0%; and more", "0.05", "S & Co",
    "https://example.org/a?b=1&c=2 javascript:alert(1)", "2026-01-10 09:30:00 UTC", "5.0%",
)  # fmt: skip
WRONG = Substantiated("Nearly 1%", "text", "wrong", "It is 0.78", "0.0078", "S", "", "", "nearly 1%")


@pytest.fixture(scope="module")
def jinja(tmp_path_factory):
    return environment(tmp_path_factory.mktemp("no-templates"), None)


class Reader(HTMLParser):
    """What a page holds, by tag; every element closed."""

    def __init__(self, page):
        super().__init__()
        self.open, self.found, self.text = [], [], ""
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag not in ("meta",):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data

    def all(self, tag):
        return [attrs for name, attrs in self.found if name == tag]


@given(ROWS)
def test_the_csv_says_what_the_rows_say(rows):
    read = list(csv.reader(io.StringIO(to_csv(rows).decode(), newline="")))
    assert read[0] == ["claim", "place", "verdict", "evidence", "value", "source", "url", "retrieved", "printed"]
    for row, cells in zip(rows, read[1:], strict=True):
        for cell, kept in zip(vars(row).values(), cells, strict=True):
            assert kept in (cell, f"'{cell}")


@given(ROWS)
def test_no_cell_is_a_formula(rows):
    for cells in csv.reader(io.StringIO(to_csv(rows).decode(), newline="")):
        for cell in cells:
            assert not re.match(r"[=@\t\r\n＝＋－＠]", cell)
            assert not re.match(r"[+\-](?![\d,.]+(?:e[+\-]?\d+)?%?\Z)", cell)


@pytest.mark.parametrize(
    ("cell", "kept"),
    [("+4.6%", "+4.6%"), ("−4.6%", "−4.6%"), ("-0.0044", "-0.0044"), ("-1e-05", "-1e-05"), ("+1,121.68", "+1,121.68"),
     ("+3 bp", "'+3 bp"), ("-2+3", "'-2+3"), ("=1", "'=1"), ("@a", "'@a"), ("\t1", "'\t1"), ("1=1", "1=1"), ("+", "'+"),
     ("+1\n", "'+1\n")],
)  # fmt: skip
def test_signs_stay_and_formulas_do_not(cell, kept):
    content = to_csv([Substantiated(cell, "", "", "")])
    assert list(csv.reader(io.StringIO(content.decode(), newline="")))[1][0] == kept


def test_the_csv_is_rfc_4180():
    content = to_csv([Substantiated('a "b", c', "x\ny", "", "")])
    assert content.endswith(b"\r\n") and content.count(b"\r\n") == 2
    assert b'"a ""b"", c","x\ny"' in content


def test_the_page_says_every_row_and_runs_nothing(jinja):
    page = to_html([HELD, WRONG], "An issue <1>", jinja).decode()
    read = Reader(page)
    assert "It rose 5.0% <b>&" in read.text and "S & Co" in read.text and "Read 2026-01-10 09:30:00 UTC" in read.text
    assert [a["href"] for a in read.all("a")] == ["https://example.org/a?b=1&c=2"]
    assert not read.all("script") and not read.all("link") and not read.all("img")
    assert "url(" not in page and "default-src 'none'" in page
    assert "<title>Substantiation: An issue &lt;1&gt;</title>" in page
    assert read.text.count("close(a) 105 / close(b) 100") == 1


def test_faults_stand_first_and_again_in_their_place(jinja):
    page = to_html([HELD, WRONG], "An issue", jinja).decode()
    assert page.index("To be settled") < page.index("It rose 5.0%")
    assert page.count('<tr class="fault">') == 2
    assert re.findall(r"<dt>(\w+)</dt><dd>(\d+)</dd>", page) == [("wrong", "1"), ("computed", "1")]
    assert "To be settled" not in to_html([HELD], "An issue", jinja).decode()


def test_a_claim_of_two_figures_stands_once(jinja):
    other = Substantiated("It rose 5.0% <b>&", "deck", "computed", "e", "1", "S", "", "", "a record")
    page = to_html([HELD, other], "An issue", jinja).decode()
    assert page.count('scope="rowgroup" rowspan="2"') == 1
    assert Reader(page).text.count("It rose 5.0% <b>&") == 1


def test_the_page_can_be_read_aloud(jinja, shipped):
    from reportgen.compose.substantiation import rows

    read = Reader(to_html(rows(shipped.report, shipped.project.issue), "The issue", jinja).decode())
    ids = [attrs["id"] for _, attrs in read.found if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert read.all("html") == [{"lang": "en"}] and len(read.all("h1")) == 1
    assert all(attrs["aria-labelledby"] in ids for attrs in read.all("section"))
    assert {attrs.get("scope") for attrs in read.all("th")} == {"col", "rowgroup"}
    assert all(
        "aria-label" in attrs and attrs["tabindex"] == "0"
        for attrs in read.all("div")
        if attrs.get("class") == "scroll"
    )


def test_an_issue_without_claims_says_so(jinja):
    assert "no claim that could be traced" in to_html([], "An issue", jinja).decode()
    assert to_csv([]).count(b"\r\n") == 1
