"""What instruments are called: names, tickers, indexes followed and leverage in any text, against the registry."""

from reportgen.naming.instruments import check_instruments, right_name

__all__ = ["check_instruments", "right_name"]
