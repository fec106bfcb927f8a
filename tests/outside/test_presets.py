"""The four newsletters that `reportgen init` scaffolds, as validators and a browser see them."""

import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from .conftest import said

pytestmark = pytest.mark.outside

PRESETS = ("small-caps", "broad-market", "one-page", "global")
QUESTIONS = Path(__file__).with_name("looks.js").read_text()


@pytest.fixture(scope="session", params=PRESETS)
def preset(request, tmp_path_factory):
    """A newsletter made and built as a newcomer would: its name, and the folder of its editions."""
    folder = tmp_path_factory.mktemp(request.param) / "mine"
    env = {**os.environ, "XDG_CACHE_HOME": str(folder.parent / "cache")}
    for command, where in ((["init", str(folder), "--preset", request.param], folder.parent), (["build"], folder)):
        done = subprocess.run(
            [sys.executable, "-m", "reportgen", *command], cwd=where, env=env, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
    (editions,) = (folder / "output").glob("20*")
    return request.param, editions


def test_it_is_valid_pdf_ua(preset, verapdf):
    verdict = verapdf(preset[1] / "report.pdf")
    assert verdict.startswith("passed"), verdict


def test_made_up_prices_say_so_on_every_page(preset):
    name, folder = preset
    with pikepdf.open(folder / "report.pdf") as pdf:
        pages = len(pdf.pages)
    assert name != "one-page" or pages == 1
    told = [said("pdftotext", "-f", n, "-l", n, folder / "report.pdf", "-") for n in range(1, pages + 1)]
    made_up = name != "small-caps"
    assert [("MADE-UP PRICES" in page) for page in told] == [made_up] * pages
    for edition in ("index.html", "report.txt"):
        assert ("MADE-UP PRICES" in (folder / edition).read_text()) == made_up


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (375, "dark"), (768, "light"), (1280, "dark")])
def test_the_page_is_seen_whole_and_can_be_read(preset, browser, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    window = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    try:
        page = window.new_page()
        page.goto((preset[1] / "index.html").as_uri())
        page.evaluate("document.fonts.ready.then(() => null)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(f"{QUESTIONS}.beyond()") == []
        assert page.evaluate(f"{QUESTIONS}.faint()")["found"] == []
        answer = Axe().run(page).response
        serious = [
            f"{each['id']}: {each['help']}: {[node['html'][:120] for node in each['nodes']][:5]}"
            for each in answer["violations"]
            if each["impact"] in ("serious", "critical")
        ]
        assert serious == []
    finally:
        window.close()
