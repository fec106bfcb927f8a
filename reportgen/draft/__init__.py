"""A week's issue drafted as Markdown from its figures alone: every number by name, every claim checked first."""

from reportgen.draft.issue import Draft, draft
from reportgen.draft.new import Drafted, new, there
from reportgen.draft.page import page

__all__ = ["Draft", "Drafted", "draft", "new", "page", "there"]
