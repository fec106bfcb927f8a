"""The server's password, from where the plan says that it is; it is never in config.yaml."""

from __future__ import annotations

import os
import shlex
import subprocess

from reportgen.errors import DeliveryError
from reportgen.model import Server


def password(server: Server) -> str:
    """The password, from where the plan says; raises DeliveryError where it is not there."""
    if server.password_command:
        try:
            done = subprocess.run(
                shlex.split(server.password_command), capture_output=True, text=True, timeout=60, check=False
            )
        except (OSError, ValueError, subprocess.TimeoutExpired) as error:
            raise DeliveryError(f"delivery.smtp.password_command cannot be run: {error}") from None
        if done.returncode:
            raise DeliveryError(f"delivery.smtp.password_command ended with {done.returncode}: {done.stderr.strip()}")
        return done.stdout.rstrip("\r\n")
    if server.password_env:
        found = os.environ.get(server.password_env)
        if found is None:
            raise DeliveryError(
                f"{server.password_env} is not set: delivery.smtp.password_env says that it holds the password"
            )
        return found
    if server.user:
        raise DeliveryError(
            "delivery.smtp.user has no password", hint="Name its place with password_env or password_command."
        )
    return ""
