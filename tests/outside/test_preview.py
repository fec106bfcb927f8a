"""`reportgen preview` in Chromium: the page follows what is saved, whatever the browser and its reader do meanwhile."""

import contextlib
import json
import re
import shutil
import socket
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from previewed import Previewed, copied

pytestmark = pytest.mark.outside
expect.set_options(timeout=20_000)  # a machine with other work makes an issue in seconds
WORDS = "one good week does not settle it"
BOTTOM = "Refinancing, rates and the economy are what to watch."


@pytest.fixture
def preview(tmp_path, kept_cache):
    shutil.copytree(kept_cache, tmp_path / "cache")
    found = Previewed(copied(tmp_path / "issue"), XDG_CACHE_HOME=str(tmp_path / "cache"))
    found.rest()
    yield found
    found.close()


@pytest.fixture
def desk(browser, preview):
    """Opens the desk in a window of its own; afterwards nothing must have been asked of anybody else."""
    windows, asked, complaints = [], [], []

    def opened(width=1440, height=900, window=None, **more):
        window = window or browser.new_context(viewport={"width": width, "height": height}, **more)
        windows.append(window)
        window.on("requestfinished", lambda request: asked.append(request.url))
        page = window.new_page()
        page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(preview.address)
        expect(page.locator("#state")).to_contain_text("Made at", timeout=30_000)
        expect(page.frame_locator("iframe").locator("h1")).to_be_visible()
        return page

    opened.complaints = complaints
    yield opened
    for window in windows:
        window.close()
    own = preview.address.split("//")[1]
    strangers = [one for one in asked if not one.startswith(("data:", f"http://{own}", f"ws://{own}"))]
    assert strangers == []
    assert [one for one in complaints if "ERR_CONNECTION_REFUSED" not in one] == []


def framed(page):
    return page.frame_locator("iframe").first


def scrolled(page):
    return page.evaluate("document.querySelector('iframe').contentDocument.scrollingElement.scrollTop")


def marked(page, kind):
    """The words that are marked in the page, as `kind`."""
    return page.evaluate(
        """(kind) => [...(document.querySelector("iframe").contentWindow.CSS.highlights.get(kind) ?? [])].map(String)""", kind
    )  # fmt: skip


def test_the_page_follows_a_sentence_a_setting_and_a_template(preview, desk):
    page = desk()
    text = (preview.folder / "config.yaml").read_text()
    page.evaluate(
        "document.querySelector('iframe').contentDocument.scrollingElement.scrollTo({ top: 1500, behavior: 'instant' })"
    )
    page.wait_for_timeout(100)
    preview.write("config.yaml", text.replace(WORDS, "a single week proves nothing"))
    expect(framed(page).locator("body")).to_contain_text("a single week proves nothing")
    assert scrolled(page) == 1500
    preview.write("config.yaml", text.replace("The week in smaller American companies", "Another strapline"))
    expect(framed(page).locator(".strapline")).to_have_text("Another strapline")
    preview.write("config.yaml", text.replace('accent: "#0b5d4b"', 'accent: "#8a1c4a"'))
    expect(framed(page).locator("html")).to_have_css("--accent", "#8a1c4a")
    preview.write("templates/web/style.css", '{% include "builtin/web/style.css" %}\nh1 { letter-spacing: 7px }\n')
    expect(framed(page).locator("h1")).to_have_css("letter-spacing", "7px")
    preview.write("templates/web/quote.html.j2", "<p class='own'>{{ content.text | ink }}</p>")
    expect(framed(page).locator(".own")).to_contain_text("best stockpicking era")
    assert scrolled(page) == 1500


def test_a_mistake_shows_over_the_last_good_page_and_goes_when_it_is_mended(preview, desk):
    page = desk()
    text = (preview.folder / "config.yaml").read_text()
    trouble = page.locator("#trouble")
    expect(trouble).to_be_hidden()
    broken = text.replace("{{ russell_2000.close | level }}", "{{ russell_2000.clos | level }}")
    row = next(i for i, line in enumerate(broken.split("\n"), 1) if "clos |" in line)
    preview.write("config.yaml", broken)
    expect(trouble).to_be_visible()
    expect(trouble).to_contain_text(f"config.yaml:{row}:")
    expect(trouble.locator(".wrong").first).to_contain_text("clos | level")
    page.keyboard.press("Escape")
    expect(trouble.locator("pre").first).to_be_hidden()
    page.keyboard.press("Escape")
    expect(trouble.locator("pre").first).to_be_visible()
    expect(framed(page).locator("h1")).to_be_visible()
    preview.write("config.yaml", text.replace(WORDS, "a single week proves nothing"))
    expect(trouble).to_be_hidden()
    expect(framed(page).locator("body")).to_contain_text("a single week proves nothing")
    preview.write("templates/web/table.html.j2", "{{ nothing.here }}\n")
    expect(trouble).to_contain_text("templates/web/table.html.j2:1")
    (preview.folder / "templates/web/table.html.j2").unlink()
    expect(trouble).to_be_hidden()


def test_a_finding_marks_its_words_in_page_and_text(preview, desk):
    page = desk()
    text = (preview.folder / "config.yaml").read_text()
    preview.write("config.yaml", text.replace(BOTTOM, "On Friday the Dow fell 3%. This is a guaranteed winner."))
    first = page.locator(".finding.error").first
    expect(first).to_contain_text("Dow: +0.5%")
    expect(framed(page).locator(".draft")).to_contain_text("DRAFT")
    expect(page).to_have_title(re.compile("^DRAFT"))
    assert "Friday the Dow fell 3%" in marked(page, "error")
    before = scrolled(page)
    first.locator(".what").click()
    assert marked(page, "chosen") == ["Friday the Dow fell 3%"]
    assert scrolled(page) > before + 1000
    page.get_by_role("tab", name="Text").click()
    first.locator(".what").click()
    assert page.evaluate("[...CSS.highlights.get('chosen')].map((one) => String(one).replace(/\\s+/g, ' '))") == [
        "Friday the Dow fell 3%"
    ]
    first.locator(".place").click()
    expect(page.locator("#said")).to_contain_text("config.yaml:")
    preview.write("config.yaml", text)
    expect(page.locator("#findings-sum")).to_have_text("1 note.")
    page.get_by_role("tab", name="Page").click()
    expect(framed(page).locator(".draft")).to_have_count(0)
    assert marked(page, "error") == []


def test_widths_and_colours(preview, desk):
    page = desk(width=1000)
    for width in (375, 768, 1280):
        page.get_by_role("button", name=str(width), exact=True).click()
        assert page.evaluate("document.querySelector('iframe').contentWindow.innerWidth") == width
        assert page.evaluate("document.documentElement.scrollWidth") <= 1000
    ground = "(frame) => frame.contentWindow.getComputedStyle(frame.contentDocument.documentElement).colorScheme"
    for scheme, name in (("dark", "Dark"), ("light", "Light")):
        page.get_by_role("button", name=name, exact=True).click()
        expect(framed(page).locator("html")).to_have_css("color-scheme", scheme)
        assert page.locator("iframe").evaluate(ground) == scheme
    text = (preview.folder / "config.yaml").read_text()
    page.get_by_role("button", name="Dark", exact=True).click()
    preview.write("config.yaml", text.replace(WORDS, "a single week proves nothing"))
    expect(framed(page).locator("body")).to_contain_text("a single week proves nothing")
    expect(framed(page).locator("html")).to_have_css("color-scheme", "dark")


def test_the_pdfs_pages_and_the_figures(preview, desk):
    page = desk()
    page.keyboard.press("s")
    pictures = page.locator(".pdf-view img")
    expect(pictures).to_have_count(6)
    expect(page.get_by_text("6 pages")).to_be_visible()
    assert pictures.first.evaluate("(one) => one.decode().then(() => one.naturalWidth)") > 300
    before = pictures.first.get_attribute("src")
    text = (preview.folder / "config.yaml").read_text()
    preview.write("config.yaml", text.replace("Small caps open the year in front", "Another headline"))
    expect(pictures.first).not_to_have_attribute("src", before)
    page.locator("#tab-1-figures").click()
    page.get_by_role("searchbox").fill("russell_2000.week")
    page.locator("[data-id='russell_2000.week'] summary").click()
    inside = page.locator("[data-id='russell_2000.week']")
    expect(inside).to_contain_text("2,624.22")
    expect(inside).to_contain_text("2026-01-02")
    inside.get_by_role("button", name="Show in the page").click()
    assert marked(page, "chosen")
    framed(page).locator("[data-figure='sp_500.week']").first.click()
    expect(page.locator("[data-id='sp_500.week'][open]")).to_be_visible()


def test_the_scroll_is_kept_while_another_tab_is_open(preview, desk):
    page = desk()
    scroll = (
        "document.querySelector('iframe').contentDocument.scrollingElement.scrollTo({ top: 900, behavior: 'instant' })"
    )
    page.evaluate(scroll)
    page.wait_for_timeout(100)
    page.keyboard.press("2")
    expect(page.locator(".pdf-view img").first).to_be_visible()
    page.keyboard.press("1")
    page.wait_for_timeout(100)
    assert scrolled(page) == 900


def test_the_draft_is_set_in_its_own_typefaces(preview, desk):
    page = desk()
    fonts = "[...document.querySelector('iframe').contentDocument.fonts].map((one) => [one.family, one.status])"
    page.wait_for_timeout(300)
    told = page.evaluate(fonts)
    assert ["Source Serif 4", "loaded"] in told
    assert ["Inter", "loaded"] in told
    assert "error" not in [status for _, status in told]


def test_two_tabs_each_keep_their_own_view(preview, desk):
    one = desk()
    two = desk(window=one.context)
    two.get_by_role("tab", name="Text").click()
    text = (preview.folder / "config.yaml").read_text()
    preview.write("config.yaml", text.replace(WORDS, "a single week proves nothing"))
    expect(framed(one).locator("body")).to_contain_text("a single week proves nothing")
    expect(two.locator("pre.text")).to_contain_text(re.compile(r"a single week\s+proves nothing"))
    expect(two.get_by_role("tab", name="Text")).to_have_attribute("aria-selected", "true")


def test_a_tab_that_slept_has_what_it_missed(preview, desk):
    page = desk()
    client = page.context.new_cdp_session(page)
    client.send("Page.setWebLifecycleState", {"state": "frozen"})
    text = (preview.folder / "config.yaml").read_text()
    before = preview.write("config.yaml", text.replace(WORDS, "a single week proves nothing"))
    preview.after(before)
    time.sleep(1)
    client.send("Page.setWebLifecycleState", {"state": "active"})
    expect(framed(page).locator("body")).to_contain_text("a single week proves nothing")


def test_a_server_that_is_started_again_finds_its_tab(preview, desk):
    page = desk()
    page.get_by_role("tab", name="Text").click()
    page.get_by_role("tab", name="Page").click()
    page.evaluate(
        "document.querySelector('iframe').contentDocument.scrollingElement.scrollTo({ top: 900, behavior: 'instant' })"
    )
    page.wait_for_timeout(100)
    preview.end()
    expect(page.locator("#state")).to_contain_text("not running")
    text = (preview.folder / "config.yaml").read_text()
    (preview.folder / "config.yaml").write_text(text.replace(WORDS, "a single week proves nothing"))
    second = Previewed(preview.folder, port=preview.port, XDG_CACHE_HOME=str(preview.folder.parent / "cache"))
    try:
        expect(framed(page).locator("body")).to_contain_text("a single week proves nothing", timeout=30_000)
        expect(page.locator("#state")).to_contain_text("Made at", timeout=30_000)
        assert scrolled(page) == 900
        second.rest()
        second.write("config.yaml", text.replace(WORDS, "another week may tell"))
        expect(framed(page).locator("body")).to_contain_text("another week may tell")
    finally:
        second.close()


def test_the_view_is_kept_over_a_reload(preview, desk):
    page = desk()
    page.get_by_role("button", name="768", exact=True).click()
    page.keyboard.press("s")
    page.locator("#tab-1-text").click()
    page.reload()
    expect(page.locator("#tab-1-text")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("button", name="768", exact=True)).to_have_attribute("aria-pressed", "true")


def test_keyboard_only(preview, desk):
    page = desk()
    text = (preview.folder / "config.yaml").read_text()
    preview.write("config.yaml", text.replace(BOTTOM, "On Friday the Dow fell 3%."))
    expect(page.locator(".finding.error").first).to_be_visible()
    reached = []
    for _ in range(15):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.tagName"))
    for wanted in ("gather", "split", "count", "tab-0-page", "IFRAME"):
        assert wanted in reached, reached
    page.locator("body").press("Home")
    page.get_by_text("Skip to the findings").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".finding .what").first).to_be_focused()
    page.keyboard.press("Enter")
    assert marked(page, "chosen") == ["Friday the Dow fell 3%"]
    page.locator("#tab-0-page").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#tab-0-pdf")).to_be_focused()
    expect(page.locator(".pdf-view img").first).to_be_visible()
    page.keyboard.press("3")
    expect(page.locator("pre.text")).to_be_visible()
    page.keyboard.press("1")
    page.keyboard.press("j")
    expect(page.locator(".finding [aria-pressed=true]")).to_be_focused()
    page.keyboard.press("f")
    expect(page.locator("#findings")).to_be_hidden()
    page.keyboard.press("f")
    page.keyboard.press("s")
    expect(page.locator(".pane")).to_have_count(2)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it(preview, desk, scheme):
    page = desk(color_scheme=scheme)
    page.keyboard.press("s")
    expect(page.locator(".pdf-view img")).to_have_count(6)
    text = (preview.folder / "config.yaml").read_text()
    preview.write("config.yaml", text.replace(BOTTOM, "On Friday the Dow fell 3%."))
    expect(page.locator(".finding.error").first).to_be_visible()
    told = []
    for key in ("pdf", "text", "figures", "mail"):
        page.locator(f"#tab-1-{key}").click()
        page.wait_for_timeout(200)
        told += faults(page)
    preview.write("config.yaml", text.replace("accent:", "acent:"))
    expect(page.locator("#trouble")).to_be_visible()
    assert told + faults(page) == []


def faults(page):
    """What axe-core calls serious or critical of the desk; the draft in its frame is looked at in its own test."""
    found = Axe().run(page, context={"exclude": [["iframe"]]}).response["violations"]
    return [
        (one["id"], node["html"]) for one in found if one["impact"] in ("serious", "critical") for node in one["nodes"]
    ]


@pytest.mark.parametrize("width", [390, 760, 1100])
def test_a_narrow_window_has_it_all(preview, desk, width):
    page = desk(width=width, height=800)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.keyboard.press("s")
    expect(page.locator(".pdf-view img")).to_have_count(6)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_draft_runs_no_script_and_asks_nobody(preview, desk):
    page = desk()
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        stranger.settimeout(0.3)
        away = f"http://127.0.0.1:{stranger.getsockname()[1]}"
        preview.write(
            "templates/web/quote.html.j2",
            f"<p id='own'>own</p><script>document.title = 'run'</script><img src='{away}/x.png' onerror='top.ran = 1'>"
            f"<iframe src='{away}/'></iframe><form action='{away}/'><button id='b'>b</button></form>"
            f"<link rel='stylesheet' href='{away}/x.css'><a id='out' href='{away}/out' target='_top'>out</a>",
        )
        for _ in range(2):
            expect(framed(page).locator("#own")).to_be_visible()
            framed(page).locator("#b").click()
            page.wait_for_timeout(300)
            assert page.evaluate("window.ran ?? 0") == 0
            assert "run" not in page.evaluate("document.querySelector('iframe').contentDocument.title")
            assert page.url == preview.address
            page.reload()
        page.goto("about:blank")
        assert not "".join(heard(stranger))
    blocked = ("Content Security Policy", "Blocked", "sandbox")
    desk.complaints[:] = [one for one in desk.complaints if not any(word in one for word in blocked)]


def heard(stranger):
    """What was said to a server; a browser may connect to where a link under the pointer leads, and says nothing."""
    while True:
        try:
            connection, _ = stranger.accept()
        except TimeoutError:
            return
        connection.settimeout(0.3)
        with connection, contextlib.suppress(TimeoutError):
            yield connection.recv(1000).decode("latin-1")


def test_what_the_socket_says_is_small(preview):
    assert len(json.dumps(preview.state)) < 40_000


def test_the_e_mail_is_seen_as_an_inbox_shows_it(preview, desk):
    page = desk()
    page.get_by_role("tab", name="E-mail").click()
    inside = page.frame_locator(".mail-view iframe")
    expect(inside.locator("h1")).to_have_text("Small caps open the year in front")
    frame = page.locator(".mail-view iframe")
    assert frame.get_attribute("sandbox") == "allow-same-origin"
    assert frame.evaluate("(one) => one.clientWidth") == 600
    assert inside.locator("img").first.evaluate("(one) => one.naturalWidth") == 1104
    ground = "(one) => getComputedStyle(one.ownerDocument.querySelector('.column')).backgroundColor"
    assert inside.locator("h1").evaluate(ground) == "rgb(255, 255, 255)"
    page.get_by_role("button", name="Dark", exact=True).click()
    expect(inside.locator(".column")).to_have_css("background-color", "rgb(20, 25, 31)")
    page.get_by_role("button", name="Forced dark").click()
    expect(inside.locator("html")).to_have_css("filter", "invert(1) hue-rotate(180deg)")
    page.get_by_role("button", name="375").click()
    assert frame.evaluate("(one) => one.clientWidth") == 375
    assert frame.evaluate("(one) => one.contentDocument.documentElement.scrollWidth") == 375
    page.get_by_role("button", name="None").click()
    expect(inside.locator("img").first).to_have_js_property("naturalWidth", 0)
    expect(page.locator(".mail-size")).to_contain_text("kB of HTML; Gmail clips at 102")
    page.get_by_role("button", name="Source").click()
    expect(page.locator(".mail-words")).to_contain_text("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
    expect(frame).to_be_hidden()
    page.locator(".mail-head summary").click()
    expect(page.locator(".headers")).to_contain_text("2026-01-09")
    text = (preview.folder / "config.yaml").read_text()
    preview.write("config.yaml", text.replace(WORDS, "a single week proves nothing"))
    page.get_by_role("button", name="Text", exact=True).click()
    expect(page.locator(".mail-words")).to_contain_text("a single week proves nothing")
    page.get_by_role("button", name="HTML").click()
    expect(inside.locator("body")).to_contain_text("a single week proves nothing")
    assert {one["id"] for one in Axe().run(page).response["violations"]} <= {"landmark-one-main", "region"}
