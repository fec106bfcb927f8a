"""The e-mail in Chromium as a mail program shows it: by day, by night, on a phone, without its style sheets."""

import io
import re
from base64 import b64encode
from email import message_from_bytes, policy

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image, ImageChops

from .conftest import built, copy_of_the_issue

pytestmark = pytest.mark.outside
DELIVERY = """
delivery:
  from: Small-Cap Weekly <letter@example.com>
  outbox: out
  greeting: "Dear {name},"
  web_url: https://example.com/{date}/
"""


@pytest.fixture(scope="module")
def message(tmp_path_factory):
    """The message that a build with `delivery:` writes, opened."""
    folder = copy_of_the_issue(tmp_path_factory.mktemp("mailed") / "issue")
    with (folder / "config.yaml").open("a") as file:
        file.write(DELIVERY)
    editions = built(folder)
    assert (editions / "email.html").is_file()
    return message_from_bytes((editions / "email.eml").read_bytes(), policy=policy.default)


@pytest.fixture(scope="module")
def html(message):
    """Its HTML, with the pictures where their Content-IDs are."""
    text = message.get_body(("html",)).get_content()
    for part in message.walk():
        if cid := part["Content-ID"]:
            picture = f"data:image/png;base64,{b64encode(part.get_content()).decode()}"
            assert text.count(f"cid:{cid.strip('<>')}") == 1
            text = text.replace(f"cid:{cid.strip('<>')}", picture)
    assert "cid:" not in text
    return text


@pytest.mark.parametrize(("width", "scheme"), [(640, "light"), (640, "dark"), (375, "light"), (375, "dark")])
def test_it_can_be_read(html, browser, width, scheme):
    window = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    try:
        page = window.new_page()
        page.set_content(html)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        violations = Axe().run(page).response["violations"]
        assert {one["id"] for one in violations} <= {"landmark-one-main", "region"}
        assert all(page.evaluate("[...document.images].map((one) => one.naturalWidth === 1104)"))
    finally:
        window.close()


def test_nothing_of_its_looks_rests_on_style_elements(html, browser):
    window = browser.new_context(viewport={"width": 640, "height": 900})
    shots = []
    try:
        for text in (html, re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL)):
            page = window.new_page()
            page.set_content(text)
            shots.append(Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB"))
    finally:
        window.close()
    assert shots[0].size == shots[1].size
    assert ImageChops.difference(*shots).getbbox() is None


def test_without_pictures_it_still_tells_the_findings(html, browser):
    window = browser.new_context(viewport={"width": 640, "height": 900})
    try:
        page = window.new_page()
        page.set_content(re.sub(r'src="data:[^"]*"', 'src="cid:off"', html))
        tree = page.locator("img").evaluate_all(
            "(all) => all.map((one) => [one.alt, one.getBoundingClientRect().height])"
        )
        assert len(tree) == 3
        assert all(re.search(r"\d%", alt) and height > 30 for alt, height in tree)
    finally:
        window.close()
