"""The records desk: what is the highest, the largest, the longest since when, judged on a history that is named."""

from reportgen.measure.records.history import History, history
from reportgen.measure.records.milestone import KINDS, QUARTER, Milestone
from reportgen.measure.records.ranking import milestones

__all__ = ["KINDS", "QUARTER", "History", "Milestone", "history", "milestones"]
