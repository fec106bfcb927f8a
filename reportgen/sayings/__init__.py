"""What others said, as they said it: quotations and cited facts of any text, against what a record keeps of them."""

from reportgen.sayings.facts import check_facts
from reportgen.sayings.own import told_otherwise
from reportgen.sayings.quotes import check_quotes
from reportgen.sayings.unsourced import check_sources

__all__ = ["check_facts", "check_quotes", "check_sources", "told_otherwise"]
