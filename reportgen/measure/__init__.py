"""All the arithmetic: one figure at a time, from a complete week, computed when it is asked for."""

from reportgen.measure.figures import MEASURES, between, figure, spread
from reportgen.measure.risk import usual_size
from reportgen.measure.windows import base_of

__all__ = ["MEASURES", "base_of", "between", "figure", "spread", "usual_size"]
