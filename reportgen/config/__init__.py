"""From files to nouns: config.yaml and the issue, every mistake told at once."""

from reportgen.config.load import load, schema

__all__ = ["load", "schema"]
