"""What an editor must still settle: findings, values with a place, never raised."""

from reportgen.review.statements import missing_statements
from reportgen.review.typed import typed_numbers

__all__ = ["missing_statements", "typed_numbers"]
