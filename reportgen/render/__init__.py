"""A report and its drawings into editions: web page, PDF, plain text. Templates only; nothing is computed here."""
