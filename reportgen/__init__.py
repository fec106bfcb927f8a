"""reportgen: write the week once; a market commentary whose numbers agree with the market."""

__version__ = "0.1.0"
