"""index.html of the shipped issue in Chromium: from a small telephone to a wide screen, by day and by night."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.outside

WIDTHS = (320, 375, 768, 1280)
NARROW = 544
QUESTIONS = Path(__file__).with_name("looks.js").read_text()


@pytest.fixture
def show(browser, issue):
    """Opens the page in a window of its own; afterwards it must have asked for nothing and complained of nothing."""
    windows, asked, complaints = [], [], []
    url = (issue("letter") / "index.html").as_uri()

    def shown(width=1280, scheme="light", **more):
        window = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, **more)
        windows.append(window)
        window.on("request", lambda request: asked.append(request.url))
        page = window.new_page()
        page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(url)
        page.evaluate("document.fonts.ready.then(() => null)")
        return page

    yield shown
    for window in windows:
        window.close()
    assert {each for each in asked if not each.startswith("data:")} == {url}
    assert complaints == []


@pytest.fixture(params=WIDTHS)
def width(request):
    return request.param


@pytest.fixture(params=("light", "dark"))
def scheme(request):
    return request.param


def asked(page, question):
    return page.evaluate(f"{QUESTIONS}.{question}()")


def provenance(figure):
    return figure.evaluate(f"(element) => {QUESTIONS}.provenance(element)")


def test_nothing_is_wider_than_the_window(show, width):
    page = show(width)
    assert asked(page, "beyond") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("scrollTo(100, 0)")
    assert page.evaluate("scrollX") == 0


def test_the_week_of_each_index_is_seen_without_scrolling(show, width):
    page = show(width)
    table = page.locator(".performance .scroll").bounding_box()
    for index in ("russell_2000", "sp_500", "dow", "nasdaq"):
        box = page.locator(f'.performance data[data-figure="{index}.week"]').bounding_box()
        assert box["x"] + box["width"] <= table["x"] + table["width"] + 0.5


def test_every_text_can_be_read(show, width, scheme):
    answer = asked(show(width, scheme), "faint")
    assert answer["seen"] > 200
    assert not answer["found"], "\n".join(answer["found"])


def test_the_charts_have_a_form_for_each_width(show, width):
    page = show(width)
    visible = {form: page.locator(f".drawing.{form} svg:visible").count() for form in ("wide", "narrow")}
    charts = page.locator("figure.chart").count()
    assert charts == 3
    assert visible == ({"wide": 0, "narrow": charts} if width <= NARROW else {"wide": charts, "narrow": 0})
    for drawing in page.locator(".drawing svg:visible").all():
        box = drawing.bounding_box()
        assert box["width"] > width * 0.5 or box["width"] > 600
        assert box["height"] > 120


def test_it_is_set_in_its_own_fonts(show):
    answer = asked(show(), "fonts")
    assert set(answer["loaded"]) >= {"Source Serif 4", "Inter"}
    assert answer["failed"] == []


def test_every_figure_tells_its_provenance_on_focus(show, width, scheme):
    page = show(width, scheme)
    for folded in page.locator("summary").all():
        folded.click()
    figures = page.locator("data[data-figure]:visible").all()  # a phone leaves the Points column out
    assert len(figures) > 40
    for figure in figures:
        figure.focus()
        told = provenance(figure)
        assert re.search(r"\b20\d\d\b", told["text"]), told["text"]
        assert {key: value for key, value in told.items() if key != "text"} == {
            "shown": True,
            "inside": True,
            "on_top": True,
        }


def test_the_keyboard_reaches_a_figure_and_leaves_it(show):
    page = show()
    figure = page.locator('data[data-figure="russell_2000.week"]').first
    for _ in range(10):
        page.keyboard.press("Tab")
        if figure.evaluate("(element) => element === document.activeElement"):
            break
    told = provenance(figure)
    assert told["shown"]
    assert told["text"].startswith("Russell 2000, change for the week: +4.62%, 2,508.22 (Fri, Jan 2, 2026) to 2,624.22")
    page.keyboard.press("Tab")
    assert not provenance(figure)["shown"]


@pytest.mark.parametrize("width", [320, 375], ids=str)
def test_a_tap_shows_the_provenance_and_a_tap_elsewhere_hides_it(show, width):
    page = show(width, has_touch=True, is_mobile=True)
    figure = page.locator('.performance data[data-figure="nasdaq.week"]')
    figure.tap()
    told = provenance(figure)
    assert told["text"].startswith("Nasdaq, change for the week: +1.88%")
    assert told["shown"]
    assert told["inside"]
    assert told["on_top"]
    page.locator("h2").first.tap()
    assert not provenance(figure)["shown"]


def test_axe_finds_nothing_serious(show, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page = show(width, scheme, bypass_csp=True)
    answer = Axe().run(page).response
    assert len(answer["passes"]) > 15
    serious = [
        f"{each['id']} ({each['impact']}): {each['help']}: {[node['html'][:120] for node in each['nodes']][:5]}"
        for each in answer["violations"]
        if each["impact"] in ("serious", "critical")
    ]
    assert serious == []
