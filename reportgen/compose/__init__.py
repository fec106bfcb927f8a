"""Issue and figures into one Report for all media. The sandboxed prose runs here, once."""

from reportgen.compose.report import compose

__all__ = ["compose"]
