"""What the tests look at: parts by their role, and whether each letter stands where it is said to."""

from reportgen.reading import manuscript


def parts(text, kind="markdown", **wanted):
    """The parts of a text, those alone that have the attributes asked for."""
    found = manuscript(text, "piece", kind).parts
    return [part for part in found if all(getattr(part, name) == value for name, value in wanted.items())]


def texts(text, kind="markdown", **wanted):
    return [part.text for part in parts(text, kind, **wanted)]


def letter(text, part, offset):
    """The letter of the file at the place that a part tells for one of its own; empty beyond a line's end."""
    place = part.place("piece", offset)
    line = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[place.line - 1]
    return line[place.column - 1 : place.column]


def misplaced(text, found):
    """The visible ASCII letters and digits of the parts that the file has elsewhere than at their places."""
    return [
        (part.text, offset, one, letter(text, part, offset))
        for part in found
        for offset, one in enumerate(part.text)
        if one.isascii() and one.isalnum() and letter(text, part, offset) not in (one, chr(ord(one) + 0xFEE0))
    ]


def places(found):
    """The places of all letters of the parts, in their order."""
    return [
        (part.place("", offset).line, part.place("", offset).column)
        for part in found
        for offset, one in enumerate(part.text)
        if one not in " |"
    ]
