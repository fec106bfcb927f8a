"""The e-mail edition as files: its two texts as one reader has them, and the whole message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from jinja2 import Environment

from reportgen.delivery.message import EVENING, Addressed, Stencil, as_html, as_text, no_plan, proof, stencil
from reportgen.model import DeliveryPlan, Mail, Recipient, Report
from reportgen.render.email import email, hosted

LONGEST = Addressed(Recipient("", ""), "", "https://" + "u" * 152, "Dear " + "n" * 64 + ",", datetime.min)
"""A reader with a long name and a long address to leave at: what the size is measured with."""


@dataclass(frozen=True)
class Letter:
    """The e-mail edition of a report, as the `plan` has it; `to` is the sender himself, as the proof's reader. What is
    `hosted` is for the publisher to put on the web.
    """

    mail: Mail
    plan: DeliveryPlan
    report: Report
    to: Addressed
    hosted: Mapping[str, bytes]

    @property
    def issue(self) -> str:
        """The issue's name: its week's last session."""
        return self.report.week.end.isoformat()

    @property
    def html(self) -> str:
        """The HTML as the proof's reader has it."""
        return as_html(self.mail, self.to)

    @property
    def text(self) -> str:
        """The plain text as the proof's reader has it."""
        return as_text(self.mail, self.to)

    @property
    def longest(self) -> int:
        """Bytes of the HTML for the reader with the longest name and address."""
        return len(as_html(self.mail, LONGEST).encode())

    def files(self) -> dict[str, bytes]:
        """The two texts, and the pictures that are to lie on the web."""
        return {"email.html": self.html.encode(), "email.txt": self.text.encode(), **self.hosted}

    def stencil(self, pdf: bytes | None) -> Stencil:
        """The message, open where readers differ, the PDF attached where the plan asks for it."""
        attached = pdf if self.plan.attach_pdf else None
        return stencil(self.mail, self.plan, self.report.publication.name, self.issue, attached)

    def message(self, pdf: bytes | None) -> bytes:
        """The message to the proof's reader, as a build writes it to email.eml; dated by the issue."""
        return self.stencil(pdf).message(self.to)


def letter(report: Report, pictures: Mapping[str, bytes], plan: DeliveryPlan | None, jinja: Environment) -> Letter:
    """The e-mail edition; `pictures` are the charts as PNG. Without a `plan` its sender is nobody."""
    mail = email(report, pictures, plan, jinja)
    name, end = report.publication.name, report.week.end
    plan = plan or no_plan(name)
    lying = hosted(report, pictures, plan)
    to = proof(plan, end.isoformat(), name, datetime.combine(end, EVENING, UTC))
    return Letter(mail, plan, report, to, lying)
