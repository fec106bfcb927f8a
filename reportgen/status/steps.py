"""The weekly round: which of its steps is to be taken now, what to type for it, and why."""

from __future__ import annotations

from reportgen.status.nouns import IssueStanding, Step, WeekStanding

ROUND = {
    "new": "draft the week's issue from its closes",
    "preview": "write the why, and see the pages as you do",
    "check": "hold every number and name against the closes",
    "build": "web page, PDF, e-mail and plain text",
    "send": "to your readers",
}
UNSET = "to your readers, once config.yaml has delivery:"
"""What is said of the sending where nobody would be written to."""


def step_of(
    issue: IssueStanding | None, due: WeekStanding | None, begun: bool, *, mails: bool = False
) -> tuple[str, str]:
    """The name of the step to be taken ("" where there is none now), and why.

    `due` is the last week that is complete, `begun` whether the last issue is for it or for a later one, `mails`
    whether the newsletter is set up for sending.
    """
    if issue is not None and mails and issue.sent and (why := unsent(issue)):
        return "send", why
    if issue is not None and issue.state != "built":
        return _open(issue)
    if issue is not None and mails and not issue.sent:
        return "send", "The issue is built, and not sent."
    if due is not None and not begun:
        which = "has no issue yet" if issue else "may have your first issue"
        return "new", f"The week to {due.end:%A}, {due.end:%B} {due.end.day} {which}."
    if issue is None:
        return "new", "There is no issue yet."
    return "", "The last issue is built, and no newer week is complete."


def unsent(issue: IssueStanding) -> str:
    """What keeps an issue whose sending has begun from its last reader; nothing where it was sent to all."""
    one = issue.sent
    if one is None:
        return ""
    if one.pending:
        return f"The issue is half sent: {one.sent:,} sent, {one.pending:,} pending."
    if one.uncertain:
        many = f"Of {one.uncertain:,} reader{'s' * (one.uncertain != 1)}"
        return f"{many} nobody knows whether the server took the issue; reportgen resolve settles it."
    return ""


def _open(issue: IssueStanding) -> tuple[str, str]:
    """The step of an issue that is not built as it stands."""
    found = issue.found
    if found and found.current and found.errors:
        many = f"{found.errors} error{'s' * (found.errors != 1)}"
        return "preview", f"{many} keep{'s' * (found.errors == 1)} the issue a draft."
    if found and found.current:
        return "build", "The check found no errors in the issue as it stands."
    if issue.state == "changed":
        return "check", f"{issue.changed} was changed since the issue was built."
    if issue.state == "draft":
        return "check", "What was built last is a draft."
    return "preview", "The issue is not built yet."


def round_of(here: str, finished: bool, *, mails: bool = False) -> tuple[Step, ...]:
    """The steps, each with its state; all are done where the round is `finished`, but the sending where nothing is set
    up for it.
    """
    names = list(ROUND)
    at = names.index(here) if here else len(names)
    out = []
    for number, (name, what) in enumerate(ROUND.items()):
        if name == "send" and not mails:
            out.append(Step(name, UNSET, "later"))
        elif name == here:
            out.append(Step(name, what, "here"))
        else:
            out.append(Step(name, what, "done" if finished or number < at else "open"))
    return tuple(out)
