"""The smallest config.yaml that says all it must."""

from reportgen.config import load
from reportgen.errors import Mistakes, ReportgenError

MINIMAL = """\
publication:
  name: The Weekly
  publisher: The Press
market:
  source: csv
  path: closes.csv
instruments:
  small: {symbol: ^RUT, name: Small Companies}
  large: {symbol: ^GSPC, name: Large Companies, short: Large}
issue:
  title: A title
  body: A word.
"""


def written(folder, text=MINIMAL):
    (folder / "config.yaml").write_text(text, encoding="utf-8")
    return load(folder)


def mistakes(folder, text, issue=None):
    """What is told about a config.yaml: a line for each mistake, without its hint."""
    (folder / "config.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    try:
        load(folder, issue)
    except ReportgenError as error:
        assert error.exit == 3
        errors = error.errors if isinstance(error, Mistakes) else [error]
        return [f"{e.place}: {e.message}" for e in sorted(errors, key=lambda e: (e.place.line, e.place.column))]
    return []
