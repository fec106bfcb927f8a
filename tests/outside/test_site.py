"""The documentation as a site: built without a warning, whole, and at rest when it is opened."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

pytestmark = pytest.mark.outside

ROOT = Path(__file__).parents[2]
LOADED = (("script", "src"), ("img", "src"), ("link", "href"), ("iframe", "src"), ("source", "srcset"))
SHOWN = ("index", "tutorial", "how-to/own-block", "reference", "gallery", "api", "decisions/index")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-W", "--keep-going", "-q", "-E"]
    done = subprocess.run(
        [*command, "-d", str(folder / "trees"), str(ROOT / "docs"), str(folder / "site")],
        capture_output=True, text=True, cwd=folder, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return folder / "site"


def test_every_page_of_the_docs_is_a_page_of_the_site(site):
    for page in (ROOT / "docs").rglob("*.md"):
        made = site / page.relative_to(ROOT / "docs").with_suffix(".html")
        title = page.read_text().split("\n")[0].removeprefix("# ")
        assert title in BeautifulSoup(made.read_bytes(), "lxml").h1.text, page


def test_nothing_is_loaded_from_elsewhere(site):
    for page in site.rglob("*.html"):
        for tag in BeautifulSoup(page.read_bytes(), "lxml").find_all([name for name, _ in LOADED]):
            for name, key in LOADED:
                if tag.name == name and tag.get(key):
                    assert not re.match(r"(https?:)?//", tag[key]), f"{page.name}: {tag}"
    for sheet in site.rglob("*.css"):
        assert not re.search(r"(url\(\s*['\"]?|@import\s+['\"])(https?:)?//", sheet.read_text()), sheet


def test_every_link_inside_the_site_leads_somewhere(site):
    for page in site.rglob("*.html"):
        for tag in BeautifulSoup(page.read_bytes(), "lxml").find_all("a", href=True):
            path = tag["href"].partition("#")[0]
            if path and not re.match(r"[a-z]+:", path):
                assert (page.parent / path).exists(), f"{page.name}: {tag['href']}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
def test_a_page_asks_for_nothing_and_is_no_wider_than_its_window(site, browser, width, scheme):
    window = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    asked, complaints = [], []
    window.on("request", lambda request: asked.append(request.url))
    window.on("weberror", lambda error: complaints.append(str(error.error)))
    page = window.new_page()
    for name in SHOWN:
        page.goto((site / f"{name}.html").as_uri())
        page.evaluate("document.fonts.ready.then(() => null)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert page.evaluate("document.fonts.check('16px Inter')"), name
        assert page.evaluate("[...document.images].every(one => one.complete && one.naturalWidth > 0)"), name
    window.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert complaints == []


def test_whoever_reads_without_eyes_or_mouse_gets_by(site, browser):
    from axe_playwright_python.sync_playwright import Axe

    for scheme in ("light", "dark"):
        window = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme=scheme)
        page = window.new_page()
        for name in ("index", "tutorial", "api"):
            page.goto((site / f"{name}.html").as_uri())
            found = Axe().run(page).response["violations"]
            assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == [], name
        window.close()
