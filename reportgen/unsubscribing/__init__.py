"""The page at which a reader leaves the list: an ASGI app for uvicorn, or to be mounted in another app.

    POST /any/prefix/TOKEN   List-Unsubscribe=One-Click      leaves (RFC 8058: no login, no cookie, no redirect)
    GET  /any/prefix/TOKEN                                   changes nothing, and asks; scanners follow every link

    uvicorn --factory reportgen.unsubscribing:app            in the folder of config.yaml
    Mount("/unsubscribe", reportgen.unsubscribing.app("my-weekly"))

It writes the ledger that a running `reportgen send` reads: who leaves while an issue goes out gets it no more.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.delivery.book import Book
from reportgen.delivery.tokens import keys
from reportgen.errors import ConfigError
from reportgen.model import Place, Project

if TYPE_CHECKING:
    from starlette.applications import Starlette


def app(folder: Path | str = ".") -> Starlette:
    """The app for the newsletter in a folder. Raises ReportgenError where config.yaml, key or ledger are not usable."""
    from reportgen.config import load

    return app_of(load(Path(folder), words=False))


def app_of(project: Project) -> Starlette:
    """The app for a newsletter whose config.yaml is read already."""
    from reportgen.config.mailing import required
    from reportgen.unsubscribing.desk import Desk
    from reportgen.unsubscribing.pages import Pages
    from reportgen.unsubscribing.server import application

    plan = required(project)
    if plan.unsubscribing is None:
        raise ConfigError(
            "delivery.unsubscribe is not set: no address leads to this page",
            place=Place(project.config),
            hint="Write url: https://example.com/unsubscribe/{token} and mailto: under delivery.unsubscribe.",
        )
    signing = keys(plan.unsubscribing.key_env)
    Book(plan.ledger).close()
    desk = Desk(plan.ledger, signing)
    contact = (plan.reply_to or plan.sender).address
    return application(desk, Pages(project.publication, contact, plan.unsubscribing.mailto, project.folder))
