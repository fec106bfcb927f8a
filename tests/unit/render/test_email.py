"""The e-mail as mail programs read it: everything in its tags, its pictures enclosed, its plain text no poorer."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from jinja2 import Environment

from reportgen.editions.tree import children, elements, read, words
from reportgen.marks import SLOT, filled
from reportgen.model import Block, Column, DeliveryPlan, Mailbox, Picture, Prose, Report, Row, Section, Table
from reportgen.render.columns import parts
from reportgen.render.email import email, hosted
from reportgen.render.rasters import opaque, size
from reportgen.render.templates import environment

SLOTS = {"greeting": "Dear Ada,", "unsubscribe": "https://example.com/u/proof"}
PLAN = DeliveryPlan(
    Mailbox("Weekly", "letter@example.com"), greeting="Dear {name},",
    web_url="https://example.com/{date}/", pdf_url="https://example.com/{date}/report.pdf",
)  # fmt: skip
NUMBER = re.compile(r"[+−]?\d+(?:,\d{3})*(?:\.\d+)?%?")
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (1104).to_bytes(4, "big") + (620).to_bytes(4, "big")
"""The head of a picture: its size is all that an e-mail asks of it."""


@pytest.fixture(scope="module")
def jinja(tmp_path_factory) -> Environment:
    return environment(tmp_path_factory.mktemp("project"), None)


@cache
def pictures(*keys):
    return dict.fromkeys(keys, PNG)


@pytest.fixture(scope="module")
def mail(shipped, jinja):
    return email(shipped.report, pictures(*(one.key for one in shipped.report.charts)), PLAN, jinja)


@pytest.fixture(scope="module")
def html(mail) -> str:
    return filled(mail.html, SLOTS)


@pytest.fixture(scope="module")
def root(html):
    return read(html)


def bare(text: str) -> str:
    return "".join(text.split())


def own(shipped, *blocks: Block) -> Report:
    return replace(shipped.report, blocks=blocks, charts=())


def test_the_text_has_every_number_heading_row_link_and_disclosure(html, mail):
    text = filled(mail.text, SLOTS)
    plain = bare(text)
    root = read(re.sub(r"<sup[^>]*>(\d+)</sup>", r" [\1]", html))
    body = next(one for one in elements(root) if one.get("role") == "group")
    assert [number for number in NUMBER.findall(words(body)) if number not in text] == []
    for one in elements(body):
        if one.tag in ("h1", "h2", "h3", "caption", "li") or one.get("scope") == "row":
            assert bare(words(one)) in plain, words(one)
        if one.tag == "a":
            assert one.get("href") in text
        if one.get("data-disclosure"):
            assert all(bare(words(p)) in plain for p in one.iter("p"))
    assert len([one for one in elements(body) if one.get("data-disclosure")]) >= 3
    assert all(len(line) <= 72 for line in text.split("\n") if "http" not in line)


def test_pictures_are_enclosed_once_and_their_words_stand_where_they_are_off(root, mail, shipped):
    images = [one for one in elements(root) if one.tag == "img"]
    assert len(images) == len(mail.pictures) == len({one.cid for one in mail.pictures}) == len(shipped.report.charts)
    for image, chart in zip(images, shipped.report.charts, strict=True):
        assert (image.get("width"), image.get("height")) == ("552", "310")
        assert image.get("alt") == chart.alt
        assert image.get("src") == f"cid:{chart.key}@2026-01-09.charts"
        assert "width:100%" in image.get("style")
    assert all(" " not in one.cid for one in mail.pictures)


def test_nothing_rests_on_a_style_sheet_and_no_class_is_left_over(html):
    kept = re.findall(r"<style[^>]*>.*?</style>", html, re.DOTALL)
    assert len(kept) == 2
    assert kept[0].startswith("<style>table, td")
    assert 'data-css-inline="keep"' in kept[1]
    for rule in ("max-width: 480px", "prefers-color-scheme: dark", "[data-ogsc]", "u + .body"):
        assert rule in kept[1]
    classes = {name for found in re.findall(r' class="([^"]*)"', html) for name in found.split()}
    assert classes <= set(re.findall(r"\.([a-z][\w-]*)", kept[1]))
    assert "<data" not in html
    assert "tabindex" not in html
    assert "url(" not in html
    assert len(html.encode()) < 45_000


def test_what_a_mail_program_asks_of_the_head(html):
    assert html.startswith("<!DOCTYPE html>")
    assert html.index("<meta charset") < html.index("<title>") < html.index("<style")
    for name in ("viewport", "color-scheme", "supported-color-schemes", "format-detection"):
        assert f'name="{name}"' in html
    assert '<html lang="en-US" dir="ltr">' in html
    assert "<!--[if mso]>" in html
    assert "mso-hide:all" in html


def test_slots(mail, shipped, jinja):
    assert SLOT.findall(mail.html) == SLOT.findall(mail.text) == ["greeting", "unsubscribe"]
    assert f'href="{SLOTS["unsubscribe"]}"' in filled(mail.html, SLOTS)
    assert mail.text.rstrip().split("\n")[-1] == "\ue004unsubscribe\ue005"
    alone = email(shipped.report, pictures(*(one.key for one in shipped.report.charts)), None, jinja)
    assert SLOT.findall(alone.html) == SLOT.findall(alone.text) == ["unsubscribe"]
    assert "Read on the web" not in alone.html
    assert "On the web" not in alone.text
    assert mail.subject == alone.subject == "Small caps open the year in front"


def test_links_to_the_other_editions(mail):
    for text in (mail.html, mail.text):
        assert "https://example.com/2026-01-09/report.pdf" in text
        assert "{date}" not in text


def test_the_same_issue_is_the_same_mail(mail, shipped, jinja):
    assert email(shipped.report, pictures(*(one.key for one in shipped.report.charts)), PLAN, jinja) == mail


def test_a_draft_says_so(shipped, jinja):
    made = email(replace(own(shipped), draft=True, made_up=True), {}, None, jinja)
    assert made.subject.startswith("DRAFT")
    assert "DRAFT: not for publication" in made.html
    assert "MADE-UP PRICES" in made.html
    assert "DRAFT" in made.text


def test_hosted_pictures_lie_on_the_web(shipped, jinja):
    keys = pictures(*(one.key for one in shipped.report.charts))
    plan = replace(PLAN, images="hosted", images_url="https://example.com/{date}/")
    made = email(shipped.report, keys, plan, jinja)
    assert made.pictures == ()
    assert set(hosted(shipped.report, keys, plan)) == {f"email/{key}.png" for key in keys}
    assert all(f'src="https://example.com/2026-01-09/email/{key}.png"' in made.html for key in keys)
    assert hosted(shipped.report, keys, PLAN) == {}


def test_pictures_of_the_issues_own_and_a_logo_are_flat_and_no_larger_than_shown(shipped, jinja, tmp_path):
    from PIL import Image

    Image.new("RGBA", (2000, 1000), (0, 0, 0, 0)).save(tmp_path / "desk.png")
    picture = Picture("media:desk.png", tmp_path / "desk.png", "The desk")
    prose = Block("prose", Prose('<p><img src="media:desk.png" alt="The desk"></p>\n', "[Picture: The desk]"))
    look = replace(shipped.report.publication.look, logo=tmp_path / "desk.png", logo_alt="Mark")
    report = replace(
        own(shipped, prose), pictures=(picture,), publication=replace(shipped.report.publication, look=look)
    )
    made = email(report, {}, None, jinja)
    logo, desk = made.pictures
    assert (size(logo.png), size(desk.png)) == ((160, 80), (1104, 552))
    for one in made.pictures:
        path = tmp_path / "out.png"
        path.write_bytes(one.png)
        with Image.open(path) as shown:
            assert shown.convert("RGBA").getextrema() == ((255, 255),) * 4
    shown = [[one.get(name) for name in ("src", "width", "height", "alt")] for one in read(made.html).iter("img")]
    assert shown == [[f"cid:{logo.cid}", "80", "40", "Mark"], [f"cid:{desk.cid}", "552", "276", "The desk"]]


@pytest.mark.long
def test_an_svg_is_drawn(tmp_path):
    from PIL import Image

    path = tmp_path / "logo.svg"
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 40"><path d="M0 0h48v40H0z" fill="#0b5d4b"/></svg>'
    )
    (tmp_path / "logo.png").write_bytes(opaque(path, (192, 40)))
    with Image.open(tmp_path / "logo.png") as shown:
        assert shown.size == (192, 80)
        assert shown.convert("RGB").getpixel((20, 40)) == (11, 93, 75)
        assert shown.convert("RGB").getpixel((150, 40)) == (255, 255, 255)


def test_a_template_of_ones_own_stands_in_for_ours(shipped, tmp_path):
    (tmp_path / "templates/email").mkdir(parents=True)
    (tmp_path / "templates/web").mkdir()
    (tmp_path / "templates/email/risks.html.j2").write_text("<p class='quiet'>OWN RISKS</p>")
    (tmp_path / "templates/email/style.css").write_text(".quiet { color: #123456 }")
    (tmp_path / "templates/web/quote.html.j2").write_text("<p>NOT HERE</p>")
    (tmp_path / "templates/web/mine.html.j2").write_text("<p>MINE</p>")
    (tmp_path / "templates/text/").mkdir()
    (tmp_path / "templates/text/mine.txt.j2").write_text("mine")
    blocks = (*(one for one in shipped.report.blocks if one.kind in ("risks", "quote")), Block("mine", None))
    made = email(own(shipped, *blocks), {}, None, environment(tmp_path, None))
    assert '<p class="quiet" style="color:#123456">OWN RISKS</p>' in made.html
    assert "NOT HERE" not in made.html
    assert "<p>MINE</p>" in made.html
    assert "mine" in made.text


def test_every_block_of_the_page_has_its_partial():
    ours = Path(__file__).parents[3] / "templates"
    assert {one.name for one in (ours / "web").glob("*.j2")} <= {one.name for one in (ours / "email").glob("*.j2")}


def table(columns: int, rows: int = 2, letters: int = 6) -> Table:
    made = tuple(Row(f"Index {n}", tuple("+" + "4" * (letters - 1) for _ in range(columns))) for n in range(rows))
    heads = tuple(Column(f"c{n}", f"C{n}") for n in range(columns))
    return Table("Changes", "", heads, (Section("", made),), (), "Source.")


@pytest.mark.parametrize("columns", [1, 3, 5, 8, 13])
def test_a_wide_table_is_set_in_parts_that_lose_nothing(columns):
    made = parts(table(columns), str)
    assert [column.key for part in made for column in part.columns] == [f"c{n}" for n in range(columns)]
    assert all(len(row.cells) == len(part.columns) for part in made for row in part.rows)
    assert [part.caption for part in made] == ["Changes", *["Changes, continued"] * (len(made) - 1)]
    assert max(len(part.columns) for part in made) - min(len(part.columns) for part in made) <= max(columns // 3, 1)


def test_columns_of_points_take_no_room_on_a_phone_and_words_wrap():
    wide = table(6)
    points = replace(wide, columns=tuple(replace(one, key=f"{one.key}_points") for one in wide.columns))
    assert len(parts(wide, str)) == 2
    assert len(parts(points, str)) == 1
    assert len(parts(replace(wide, columns=tuple(replace(one, words=True) for one in wide.columns)), str)) == 1


def test_a_table_in_parts_is_read_as_one(shipped, jinja):
    from reportgen.editions.mail import edition

    made = email(own(shipped, Block("performance", table(8))), {}, None, jinja)
    held, _ = edition(made.html.encode(), "email.html")
    assert "Index0" + "+44444" * 8 in held.bare
    assert [
        len(children(row)) for row in elements(read(made.html)) if row.tag == "tr" and row.find("th") is not None
    ] == [5] * 6
