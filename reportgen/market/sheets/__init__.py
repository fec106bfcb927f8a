"""Files that a person exported from a spreadsheet: read for certain or refused, and imported into the store."""
