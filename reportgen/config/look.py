"""The look: typefaces found as files, the accent's contrast checked, the logo there."""

from __future__ import annotations

from pathlib import Path

from reportgen import fonts
from reportgen.config.forms import LookForm, TypefaceForm
from reportgen.config.mistakes import nearest
from reportgen.errors import ConfigError, ReportgenError
from reportgen.model import Face, Look, Typeface
from reportgen.render.colour import contrast, darker
from reportgen.yamlfile import YamlFile

FONTS = Path(fonts.__file__).parent
SHIPPED = {
    "Inter": ("Inter", ((400, False), (600, False))),
    "Source Serif 4": ("SourceSerif4", ((400, False), (400, True), (600, False), (600, True))),
}


def look(form: LookForm, folder: Path, source: YamlFile, errors: list[ReportgenError]) -> Look:
    """The look as a noun; what cannot be used is added to `errors`."""
    ratio = contrast(form.accent, "#ffffff")
    if ratio < 4.5:
        errors.append(
            ConfigError(
                f"look.accent: {form.accent} has {ratio:.1f}:1 against white; text needs 4.5:1",
                hint=f"The nearest darker shade that is readable: {darker(form.accent, '#ffffff', 4.5)}",
                place=source.place(("look", "accent")),
            )
        )
    logo = None
    if form.logo:
        logo = folder / form.logo
        place = source.place(("look", "logo"))
        if not logo.is_file():
            errors.append(ConfigError(f"look.logo: there is no file {form.logo}", place=place))
        elif logo.suffix.lower() not in (".svg", ".png"):
            errors.append(ConfigError("look.logo: must be an SVG or a PNG file", place=place))
    faces = form.typefaces
    return Look(
        accent=form.accent.lower(),
        paper=form.paper,
        density=form.density,
        text=_typeface(faces.text, "text", folder, source, errors),
        display=_typeface(faces.display, "display", folder, source, errors),
        logo=logo,
        logo_alt=form.logo_alt,
    )


def shipped(family: str) -> Typeface:
    """A family that lies in reportgen/fonts."""
    stem, cuts = SHIPPED[family]
    faces = []
    for weight, italic in cuts:
        cut = f"{stem}-{weight}{'-italic' if italic else ''}"
        web = tuple(FONTS / f"{cut}.{part}.woff2" for part in ("latin", "latin-ext"))
        faces.append(Face(weight, italic, FONTS / f"{cut}.ttf", web))
    return Typeface(family, tuple(faces))


def _typeface(
    wish: str | TypefaceForm, role: str, folder: Path, source: YamlFile, errors: list[ReportgenError]
) -> Typeface:
    path = ("look", "typefaces", role)
    if isinstance(wish, str):
        if wish in SHIPPED:
            return shipped(wish)
        errors.append(
            ConfigError(
                f"look.typefaces.{role}: '{wish}' is not shipped{nearest(wish, SHIPPED)}",
                hint="Shipped are Inter and Source Serif 4; for another give family: and regular:, a TrueType file.",
                place=source.place(path),
            )
        )
        return shipped("Inter")
    faces = []
    for key, weight, italic in (
        ("regular", 400, False),
        ("italic", 400, True),
        ("bold", 600, False),
        ("bold_italic", 600, True),
    ):
        name = getattr(wish, key)
        if not name:
            continue
        file = folder / name
        if not file.is_file() or file.read_bytes()[:4] not in (b"\x00\x01\x00\x00", b"true"):
            errors.append(
                ConfigError(
                    f"look.typefaces.{role}.{key}: {name} is no TrueType file",
                    place=source.place((*path, key)),
                )
            )
        faces.append(Face(weight, italic, file))
    return Typeface(wish.family, tuple(faces))
