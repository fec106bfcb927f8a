"""What only a person can add: comments in the draft that say where, and are not printed."""

DRIVERS = (
    "{# Why? Say here what moved the week, and name a source for every driver: a figure, or a fact under facts: with "
    "its page. #}"
)
AHEAD = "{# The week ahead: list events: with date, what and source above, and place [[week_ahead]] here. #}"
RISKS = "{# Risks: list two or three under risks: above, and place [[risks]] here. #}"
QUOTES = (
    "{# Quotes: verbatim under quotes: above, with speaker, date and page, and [[quote KEY]] where each belongs. #}"
)
