"""report.pdf of the shipped issue, as validators and other people's tools read it."""

import html
import re
from collections import Counter

import pikepdf
import pytest

from .conftest import built, copy_of_the_issue, program, said
from .typeset import runs, size_of

pytestmark = pytest.mark.outside

PAPERS = {"letter": (612.0, 792.0), "a4": (595.28, 841.89)}
WEEK = {"Russell 2000": "+4.6%", "S&P 500": "+1.6%", "Dow": "+2.3%", "Nasdaq": "+1.9%"}
CHAPTERS = [
    "The numbers tell the story", "Three drivers", "What Wall Street says", "Three risks", "How to invest",
    "The bottom line", "Important disclosures",
]  # fmt: skip


@pytest.fixture(params=PAPERS)
def paper(request):
    return request.param


@pytest.fixture
def report(issue, paper):
    return issue(paper) / "report.pdf"


def squeezed(text):
    return re.sub(r"\s+", "", text)


def lines(report):
    return said("pdftotext", "-layout", report, "-").splitlines()


def wordings(folder):
    """Every disclosure as the web page has it."""
    page = (folder / "index.html").read_text()
    part = page[page.index('<section class="disclosures"') :]
    found = re.findall(r"<section[^>]* data-disclosure=.*?<p>(.*?)</p>", part, re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]+>", "", text)) for text in found]


def test_it_is_valid_pdf_ua(verapdf, report):
    verdict = verapdf(report)
    assert verdict.startswith("passed"), verdict
    assert int(verdict.split()[1]) > 10_000


@pytest.mark.parametrize(
    ("clause", "harm"),
    [
        ("7.3-1", "a figure without words"),
        ("7.1-10", "no word that viewers should show the title"),
        ("7.2-", "no language"),
    ],
)
def test_the_validator_sees_what_is_wrong(verapdf, issue, tmp_path, clause, harm):
    with pikepdf.open(issue("letter") / "report.pdf") as pdf:
        match harm:
            case "a figure without words":
                figures = [
                    each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
                ]
                assert figures
                for figure in figures:
                    del figure.Alt
            case "no word that viewers should show the title":
                del pdf.Root.ViewerPreferences
            case "no language":
                del pdf.Root.Lang
        pdf.save(tmp_path / "harmed.pdf")
    verdict = verapdf(tmp_path / "harmed.pdf")
    assert verdict.startswith("failed"), verdict
    assert f"\n  {clause}" in verdict


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """archive.pdf of the shipped issue."""
    return built(copy_of_the_issue(tmp_path_factory.mktemp("archive") / "issue"), more=["--archive"]) / "archive.pdf"


def test_the_archive_copy_is_valid_pdf_a_3(verapdf, archive):
    verdict = verapdf(archive, "PDFA_3_A")
    assert verdict.startswith("passed"), verdict
    assert int(verdict.split()[1]) > 10_000
    assert "No syntax or stream encoding errors found" in said("qpdf", "--check", archive)


def test_the_validator_sees_what_is_wrong_with_an_archive_copy(verapdf, archive, tmp_path):
    with pikepdf.open(archive) as pdf:
        (file,) = pdf.Root.AF
        del file.AFRelationship
        pdf.save(tmp_path / "harmed.pdf")
    verdict = verapdf(tmp_path / "harmed.pdf", "PDFA_3_A")
    assert verdict.startswith("failed"), verdict
    assert "\n  6.8-3" in verdict


def test_its_structure_is_sound(report):
    assert "No syntax or stream encoding errors found" in said("qpdf", "--check", report)


def test_only_the_shipped_fonts_are_inside_and_all_of_them_are_embedded(report):
    fonts = [line.split() for line in said("pdffonts", report).splitlines()[2:]]
    assert {re.match(r"[A-Z]{6}\+(Source-?Serif|Inter)", font[0]) is not None for font in fonts} == {True}, fonts
    assert {tuple(font[-5:-2]) for font in fonts} == {("yes", "yes", "yes")}, fonts


def test_it_says_what_it_is(report, paper):
    facts = dict(re.findall(r"^([A-Z][\w ]+):\s+(.*)$", said("pdfinfo", report), re.MULTILINE))
    assert facts["Tagged"] == "yes"
    assert "Small caps open the year in front" in facts["Title"]
    assert "Friday, January 9, 2026" in facts["Title"]
    assert facts["Author"] == "The reportgen project"
    assert 4 <= int(facts["Pages"]) <= 8
    width, _, height = facts["Page size"].split()[:3]
    assert (float(width), float(height)) == pytest.approx(PAPERS[paper], abs=0.05)
    assert report.stat().st_size <= 200_000


@pytest.mark.parametrize("name", WEEK)
def test_each_index_stands_beside_its_week_in_one_run(report, name):
    row = re.compile(rf"^ *{re.escape(name)}[A-Z a-z]* [\d,.+ ]* {re.escape(WEEK[name])}(?= )")
    found = lines(report)
    assert sum(bool(row.search(line)) for line in found) == 1, "\n".join(found)
    with pikepdf.open(report) as pdf:
        assert WEEK[name] in [text.strip() for text, _ in runs(pdf)]


def test_the_nasdaq_rose_on_friday(report):
    text = " ".join(said("pdftotext", report, "-").split())
    assert "Nasdaq rose 0.8% on Friday" in text
    assert "4.1%" not in text
    assert "in the red" not in text


def test_every_disclosure_is_printed_no_smaller_than_the_body(issue, report):
    with pikepdf.open(report) as pdf:
        found = list(runs(pdf))
    sizes = Counter()
    for text, size in found:
        sizes[size] += len(text)
    body = size_of("For years, smaller companies stood in the shade of the largest technology stocks.", found)
    assert sizes.most_common(1)[0][0] == body
    statements = wordings(issue("letter"))
    assert len(statements) >= 12
    sentences = [part for text in statements for part in re.split(r"(?<=\.) ", text)]
    sentences += ["Many smaller companies borrowed cheaply during the pandemic.", "A downturn would probably hit them"]
    printed = {sentence: size_of(sentence, found) for sentence in sentences}
    assert {sentence: size for sentence, size in printed.items() if size is None or size < body} == {}


def test_it_can_be_found_in_by_its_headings(report):
    with pikepdf.open(report) as pdf, pdf.open_outline() as outline:
        titles = []
        todo = list(outline.root)
        while todo:
            each = todo.pop(0)
            titles.append(each.title)
            todo = list(each.children) + todo
    assert [title for title in titles if title in CHAPTERS] == CHAPTERS


def test_each_page_has_its_number_and_is_well_filled(report):
    pages = said("pdftotext", "-layout", report, "-").split("\f")[:-1]
    feet = [re.findall(r"(\d+) of (\d+)$", page, re.MULTILINE)[-1] for page in pages]
    assert feet == [(str(number), str(len(pages))) for number in range(1, len(pages) + 1)]
    boxes = said("pdftotext", "-bbox", report, "-").split("<page ")[1:]
    for number, page in enumerate(boxes[:-1], 1):
        height = float(re.search(r'height="([\d.]+)"', page)[1])
        lowest = sorted(float(bottom) for bottom in re.findall(r'yMax="([\d.]+)"', page))
        text = [bottom for bottom in lowest if bottom < height * 0.925]
        assert text[-1] > height * 0.72, f"page {number} is empty from {text[-1] / height:.0%} on"


def test_all_programs_are_here():
    for name in ("java", "pdffonts", "pdfinfo", "pdftotext", "qpdf"):
        assert program(name)
