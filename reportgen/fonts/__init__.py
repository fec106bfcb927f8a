"""The shipped typefaces: Inter and Source Serif 4, under the SIL Open Font License."""
