"""How these numbers were made, as each edition sets it: folded on the web, a paragraph in print, a line on one page."""

import re
from dataclasses import replace

import pytest

from reportgen.render import pdf
from reportgen.render.templates import environment
from reportgen.render.text import text
from reportgen.render.web import web

HEADING = "How these numbers were made"


@pytest.fixture(scope="module")
def jinja(tmp_path_factory):
    return environment(tmp_path_factory.mktemp("no-templates"), None)


@pytest.fixture
def bare(shipped):
    """The shipped report without charts to draw."""
    return replace(
        shipped.report, charts=(), blocks=tuple(block for block in shipped.report.blocks if block.kind != "chart")
    )


def test_the_page_folds_it_up_and_keeps_disclosures_out_of_it(bare, jinja):
    page = web(bare, {}, jinja)
    (part,) = re.findall(r'<section class="method".*?</section>', page, re.DOTALL)
    opened, folded = part.split("<details>")
    assert HEADING in opened and bare.method.line in opened
    assert all(f"<dt>{title}</dt>" in folded for title, _ in bare.method.parts)
    assert "data-disclosure" not in part
    assert page.index('class="method"') < page.index('class="disclosures"')


def test_sources_are_linked_where_they_have_one_page(bare, jinja):
    method = replace(
        bare.method, sources=(("A & B", "https://example.org/a", "2026-01-10 09:30:00 UTC"), ("C", "", ""))
    )
    page = web(replace(bare, method=method), {}, jinja)
    assert '<a href="https://example.org/a">A &amp; B</a>, read 2026-01-10 09:30:00 UTC; C.' in page


def test_print_and_text_have_the_paragraph(bare, jinja):
    html, _ = pdf.page(bare, jinja)
    for edition in (html, text(bare, jinja)):
        words = " ".join(re.sub("<[^>]+>", "", edition).split())
        assert words.count(HEADING) == 1
        assert f"{bare.method.line} {bare.method.more}" in words


def test_one_page_has_one_line(bare, jinja):
    look = replace(bare.publication.look, density="compact")
    html, _ = pdf.page(replace(bare, publication=replace(bare.publication, look=look)), jinja)
    imprint = html[html.index('<section class="imprint">') :]
    assert HEADING not in html and bare.method.more not in html
    assert re.search(rf"\s<p>{re.escape(bare.method.line)}</p>\s", imprint)
