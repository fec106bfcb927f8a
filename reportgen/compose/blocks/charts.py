"""The chart block."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportgen.compose.blocks.asked import one_name
from reportgen.compose.charts import chart
from reportgen.compose.prose import Desk
from reportgen.model import Project


def chart_block(args: Sequence[str], project: Project, desk: Desk) -> Any:
    """`[[chart KEY]]`: a chart that config.yaml plans."""
    key = one_name(args, "chart", project.charts)
    return chart(project.charts[key], project, desk)
