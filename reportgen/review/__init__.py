"""What an editor must still settle: findings, values with a place, never raised."""

from reportgen.review.typed import typed_numbers
from reportgen.review.statements import missing_statements

__all__ = ["missing_statements", "typed_numbers"]
