"""The outbox: instead of a server, a folder that gets each message as a file, whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from reportgen.delivery.answers import Answer, Stopped
from reportgen.errors import DeliveryError


class Outbox:
    """A carrier like smtp.Connection; what it was given lies in the folder as MESSAGE-ID.eml."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.where = str(folder)
        self.open = False

    def connect(self) -> None:
        """Make the folder."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self.open = True
        except OSError as error:
            raise DeliveryError(f"delivery.outbox: {self._folder} cannot be made: {error.strerror}") from None

    def send(self, address: str, message: bytes, ready: Callable[[], bool]) -> Answer | None:
        """Lay the message down, once `ready` says so."""
        if not ready():
            return None
        found = re.search(rb"(?m)^Message-ID: <([^@>]+)", message)
        name = found[1].decode() if found else "message"
        fresh = self._folder / f".{name}.part"
        try:
            with fresh.open("wb") as file:
                file.write(re.sub(rb"(?m)^\.\.", b".", message))  # dots are doubled on the wire alone
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._folder / f"{name}.eml")
        except OSError as error:
            fresh.unlink(missing_ok=True)
            raise Stopped(f"delivery.outbox: {fresh.parent} cannot be written: {error.strerror}") from None
        return Answer(250, f"{name}.eml", "content")

    def drop(self) -> None:
        """Nothing is held."""

    def quit(self) -> None:
        """Nothing is held."""
