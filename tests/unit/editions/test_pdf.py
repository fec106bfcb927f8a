"""What a PDF's readers would miss: each check on a file broken in one place."""

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.editions.pdf import pdf
from reportgen.editions.pdfread import contents, title_and_words
from unit.editions.papers import RISK, SOUND, harmed, printed, told

GIVEN = {"risk": RISK}


def elements(opened, kind):
    return [each for each in opened.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == kind]


def each(opened, kind, act):
    found = elements(opened, kind)
    assert found
    for one in found:
        act(one)


def test_a_sound_pdf_has_no_findings():
    assert pdf(printed(), "report.pdf") == ()
    assert pdf(printed(), "report.pdf", GIVEN) == ()


def no_language(opened):
    del opened.Root.Lang


def no_title(opened):
    del opened.docinfo["/Title"]
    with opened.open_metadata() as metadata:
        del metadata["dc:title"]


def no_shown_title(opened):
    del opened.Root.ViewerPreferences


def no_word_of_ua(opened):
    del opened.Root.Metadata


def no_bookmarks(opened):
    del opened.Root.Outlines


def no_tags(opened):
    del opened.Root.StructTreeRoot


def no_mark(opened):
    del opened.Root.MarkInfo


def no_alt(opened):
    each(opened, "/Figure", lambda one: one.__delitem__("/Alt"))


def useless_alt(opened):
    each(opened, "/Figure", lambda one: one.__setitem__("/Alt", pikepdf.String("chart1.png")))


def no_first_heading(opened):
    each(opened, "/H1", lambda one: one.__setitem__("/S", pikepdf.Name.P))
    each(opened, "/H2", lambda one: one.__setitem__("/S", pikepdf.Name.P))
    each(opened, "/H3", lambda one: one.__setitem__("/S", pikepdf.Name.P))


def skipped_heading(opened):
    each(opened, "/H2", lambda one: one.__setitem__("/S", pikepdf.Name.H4))


def no_heads(opened):
    each(opened, "/TH", lambda one: one.__setitem__("/S", pikepdf.Name.TD))


def heads_of_nothing(opened):
    each(opened, "/TD", lambda one: one.__delitem__("/A"))


def no_fonts(opened):
    for one in opened.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor":
            for name in ("/FontFile", "/FontFile2", "/FontFile3"):
                if name in one:
                    del one[name]


def tabs_anyhow(opened):
    for page in opened.pages:
        page.Tabs = pikepdf.Name.R


def loose_words(opened):
    page = opened.pages[0]
    font = next(iter(page.Resources.Font.keys()))
    letters = b"<0024>"
    page.contents_add(b"BT " + font.encode() + b" 10 Tf 1 0 0 1 80 200 Tm " + letters + b" Tj ET", prepend=False)


@pytest.mark.parametrize(
    ("code", "harm"),
    [
        ("access-language", no_language), ("access-title", no_title), ("access-title", no_shown_title),
        ("access-pdf-ua", no_word_of_ua), ("access-bookmarks", no_bookmarks), ("access-pdf-tags", no_tags),
        ("access-pdf-tags", no_mark), ("access-alt", no_alt), ("access-alt", useless_alt),
        ("access-headings", no_first_heading), ("access-headings", skipped_heading), ("access-table", no_heads),
        ("access-table", heads_of_nothing), ("access-fonts", no_fonts), ("access-tab-order", tabs_anyhow),
        ("access-pdf-tags", loose_words),
    ],
    ids=lambda one: getattr(one, "__name__", one),
)  # fmt: skip
def test_one_fault_one_finding(code, harm):
    found = pdf(harmed(harm), "report.pdf", GIVEN)
    assert {one.code for one in found} == {code}, found
    assert all(one.rule for one in found)


def test_printed_without_a_thought_of_access():
    assert told(printed(variant=None)) >= {("access-pdf-tags", "error"), ("access-title", "error")}


@pytest.mark.parametrize("given", [None, GIVEN], ids=["guessed", "given"])
@pytest.mark.parametrize(
    ("code", "css"),
    [("disclosure-small", "font-size: 7pt"), ("disclosure-small", "font-size: 9.9pt"), ("disclosure-faint", "color: #8b95a1")],
)  # fmt: skip
def test_small_print(given, code, css):
    data = printed(("</style>", f".risk p {{ {css} }}</style>"))
    assert told(data, given) == {(code, "error")}


def test_no_risk_but_small_is_a_warning():
    data = printed(
        (RISK, "The names of the indexes are marks of their owners."),
        ("</style>", ".risk p { font-size: 7pt }</style>"),
    )
    assert told(data, {"marks": "The names of the indexes are marks of their owners."}) == {
        ("disclosure-small", "warning")
    }


def test_a_disclosure_that_is_not_text_is_missed():
    data = printed((f"<p>{RISK}</p>", ""))
    assert told(data, GIVEN) == {("disclosure-missing", "error")}


def test_text_on_a_dark_ground():
    light = printed(('class="note"', 'style="background: #24406b; color: #ffffff"'))
    assert told(light, GIVEN) == set()
    dark = printed(('class="note"', 'style="background: #24406b"'))
    assert told(dark, GIVEN) == {("access-contrast", "error")}
    frame = printed(('class="note"', 'style="border: 3pt solid #24406b; border-left: 9pt solid #24406b"'))
    assert told(frame, GIVEN) == set()


def test_a_scanned_page():
    scan = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>"
    assert scan not in SOUND

    def scanned(opened):
        image = pikepdf.Stream(opened, b"\xff", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=1, Height=1,
                               ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8)  # fmt: skip
        page = opened.add_blank_page(page_size=(200, 300))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=opened.make_indirect(image)))
        page.Contents = opened.make_stream(b"q 200 0 0 300 0 0 cm /Scan Do Q")

    assert told(harmed(scanned), GIVEN) == {("access-pdf-image", "error")}


def test_words_in_the_order_of_reading():
    title, words = title_and_words(printed())
    assert title == "Small caps lead"
    assert "The Russell 2000 rose 4.6% for the week, and the rest" in " ".join(words.split())
    assert [block.kind for block in contents(printed()).blocks][:3] == ["H1", "P", "P"]


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"<html>", b"\x00" * 1000], ids=["empty", "head", "page", "nothing"]
)
def test_what_is_no_pdf(data):
    assert told(data) == {("access-pdf", "error")}
    assert title_and_words(data) == ("", "")


@settings(max_examples=40)
@given(st.data())
def test_a_damaged_file_ends_in_findings(data):
    sound = printed()
    at = data.draw(st.integers(0, len(sound) - 1))
    cut = data.draw(st.booleans())
    damaged = sound[:at] if cut else sound[:at] + data.draw(st.binary(min_size=1, max_size=40)) + sound[at + 20 :]
    pdf(damaged, "report.pdf", GIVEN)
