"""The look: shipped faces lie there, an accent can be read, a logo is a picture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.config.look import FONTS, SHIPPED, shipped
from reportgen.render.colour import contrast
from unit.config.minimal import MINIMAL, mistakes, written

COLOURS = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")
TTF = b"\x00\x01\x00\x00rest"


def with_look(look):
    return MINIMAL.replace("issue:", f"look: {look}\nissue:", 1)


@pytest.mark.parametrize("family", SHIPPED)
def test_the_shipped_faces_are_there(family):
    typeface = shipped(family)
    assert typeface.family == family
    cuts = {(face.weight, face.italic) for face in typeface.faces}
    assert {(400, False), (600, False)} <= cuts
    assert len(cuts) == len(typeface.faces)
    for face in typeface.faces:
        assert face.ttf.is_file()
        assert face.ttf.parent == FONTS
        assert len(face.web) == 2
        assert all(part.is_file() and part.suffix == ".woff2" for part in face.web)
        assert ("italic" in face.ttf.name) == face.italic
        assert str(face.weight) in face.ttf.name


def test_the_look_of_nothing_said(tmp_path):
    look = written(tmp_path).publication.look
    assert (look.accent, look.paper, look.logo, look.logo_alt) == ("#0b5d4b", "letter", None, "")
    assert (look.text.family, look.display.family) == ("Source Serif 4", "Inter")


@given(COLOURS)
def test_an_accent_that_can_be_read_passes_and_no_other(colour):
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        found = mistakes(Path(folder), with_look(f'{{accent: "{colour}"}}'))
    ratio = contrast(colour, "#ffffff")
    assert bool(found) == (ratio < 4.5)
    if found:
        assert found == [f"config.yaml:10:16: look.accent: {colour} has {ratio:.1f}:1 against white; text needs 4.5:1"]


def test_an_accent_too_light_is_answered_with_one_that_is_not(tmp_path):
    from reportgen.config import load
    from reportgen.errors import ConfigError

    (tmp_path / "config.yaml").write_text(with_look('{accent: "#FFD700"}'))
    with pytest.raises(ConfigError) as caught:
        load(tmp_path)
    better = caught.value.hint.split()[-1]
    assert contrast(better, "#ffffff") >= 4.5
    assert written(tmp_path, with_look(f'{{accent: "{better.upper()}"}}')).publication.look.accent == better


def test_a_logo(tmp_path):
    (tmp_path / "logo.svg").write_text("<svg/>")
    (tmp_path / "logo.PNG").write_bytes(b"x")
    (tmp_path / "logo.gif").write_bytes(b"x")
    look = written(tmp_path, with_look("{logo: logo.svg, logo_alt: Us, paper: a4}")).publication.look
    assert (look.logo, look.logo_alt, look.paper) == (tmp_path / "logo.svg", "Us", "a4")
    assert written(tmp_path, with_look("{logo: logo.PNG}")).publication.look.logo.name == "logo.PNG"
    assert mistakes(tmp_path, with_look("{logo: none.svg}")) == [
        "config.yaml:10:14: look.logo: there is no file none.svg"
    ]
    assert mistakes(tmp_path, with_look("{logo: logo.gif}")) == [
        "config.yaml:10:14: look.logo: must be an SVG or a PNG file"
    ]


def test_typefaces_of_your_own(tmp_path):
    (tmp_path / "a.ttf").write_bytes(TTF)
    (tmp_path / "b.ttf").write_bytes(b"true....")
    look = "{typefaces: {text: Inter, display: {family: Own, regular: a.ttf, bold: b.ttf, italic: a.ttf, bold_italic: b.ttf}}}"
    made = written(tmp_path, with_look(look)).publication.look
    assert made.text.family == "Inter"
    assert made.display.family == "Own"
    assert [(f.weight, f.italic, f.ttf.name) for f in made.display.faces] == [
        (400, False, "a.ttf"), (400, True, "a.ttf"), (600, False, "b.ttf"), (600, True, "b.ttf"),
    ]  # fmt: skip
    assert all(f.web == () for f in made.display.faces)
    bare = written(tmp_path, with_look("{typefaces: {display: {family: Own, regular: a.ttf}}}")).publication.look
    assert [(f.weight, f.italic) for f in bare.display.faces] == [(400, False)]


@pytest.mark.parametrize(
    ("typefaces", "told"),
    [
        ("{text: Arial}", "look.typefaces.text: 'Arial' is not shipped"),
        ("{display: Intr}", "look.typefaces.display: 'Intr' is not shipped (did you mean 'Inter'?)"),
        ("{text: {family: Own, regular: none.ttf}}", "look.typefaces.text.regular: none.ttf is no TrueType file"),
        ("{text: {family: Own, regular: bad.ttf}}", "look.typefaces.text.regular: bad.ttf is no TrueType file"),
        ("{text: {family: Own}}", "look.typefaces.text.regular: is missing"),
        ("{text: {family: Own, regular: ok.ttf, blod: x}}", "look.typefaces.text.blod: unknown key (did you mean 'bold'?)"),
        ("{text: ''}", "look.typefaces.text: is empty"),
        ("{txt: Inter}", "look.typefaces.txt: unknown key (did you mean 'text'?)"),
        ("{text: {family: 'O;n', regular: ok.ttf}}", "look.typefaces.text.family: 'O;n': letters, digits, spaces and hyphens"),
    ],
)  # fmt: skip
def test_typefaces_that_cannot_be_used(tmp_path, typefaces, told):
    (tmp_path / "bad.ttf").write_bytes(b"OTTO")
    (tmp_path / "ok.ttf").write_bytes(TTF)
    found = mistakes(tmp_path, with_look(f"{{typefaces: {typefaces}}}"))
    assert len(found) == 1, found
    assert f": {told}" in found[0]
    assert found[0].startswith("config.yaml:10:")
