"""One connection to the SMTP server: the library's, with the envelope in one round trip, and each answer told apart.

The library's `sendmail` hides in which phase a server refused, and that decides everything: before the last dot nothing
was sent, behind it without an answer nobody can know.
"""

from __future__ import annotations

import contextlib
import smtplib
import socket
import ssl
from collections.abc import Callable
from typing import Any

from reportgen.delivery.addresses import needs_smtputf8
from reportgen.delivery.answers import Answer, Phase, Stopped, reply, said, socket_of, words_of
from reportgen.model import Server

CONNECTING = 30.0
"""Seconds in which a server must have taken a connection, and answer a command."""
ANSWER = 120.0
"""Seconds in which it must answer the last dot; RFC 5321 allows ten minutes, which a run of thousands cannot."""
PIECE = 256 * 1024
"""Bytes that are handed over at once; each piece has ANSWER seconds, so that a slow line has time for a large PDF."""


class _Prompt:
    """Connections that send what they are given at once: with Nagle's algorithm the last record of a message under TLS
    waits 40 ms for an acknowledgement that the other side delays.
    """

    def _get_socket(self, *args: Any) -> Any:
        made = super()._get_socket(*args)  # type: ignore[misc]
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return made


class _Plain(_Prompt, smtplib.SMTP):
    pass


class _Tls(_Prompt, smtplib.SMTP_SSL):
    pass


class Connection:
    """A connection that is made when it is first needed, and again when it was lost. Not for two threads at once."""

    def __init__(self, server: Server, sender: str, password: str) -> None:
        self._server, self._sender, self._password = server, sender, password
        self.where = f"{server.host}:{server.port}"
        self._smtp: smtplib.SMTP | None = None
        self._utf8 = self._together = False

    @property
    def open(self) -> bool:
        """Whether it stands."""
        return self._smtp is not None

    def connect(self) -> None:
        """Connect, secure, sign in. Raises Stopped where that cannot get better, OSError or SMTPException else."""
        if self._smtp is not None:
            return
        one, server = self._made(), self._server
        try:
            code, words = one.connect(server.host, server.port)
            if code != 220:
                raise smtplib.SMTPConnectError(code, words)
            one.local_hostname = _own_name(socket_of(one))
            one.ehlo_or_helo_if_needed()
            if server.security == "starttls":
                if not one.has_extn("starttls"):
                    raise Stopped(
                        f"{server.host}:{server.port} offers no STARTTLS",
                        hint="Nothing is sent in the clear. delivery.smtp.security may be tls (port 465), or plain "
                        "for a server on this machine.",
                    )
                one.starttls(context=_certificates(server))
                one.ehlo()
            if server.user:
                one.login(server.user, self._password)
        except smtplib.SMTPAuthenticationError as error:
            self._shut(one)
            if 400 <= error.smtp_code < 500:
                raise
            raise Stopped(
                f"{server.host} refuses the user or the password: {said(error.smtp_code, error.smtp_error)}",
                hint="Nothing more was tried. Check delivery.smtp.user and where its password comes from.",
            ) from None
        except smtplib.SMTPNotSupportedError as error:
            self._shut(one)
            raise Stopped(f"{server.host} does not sign in as it is asked: {error}") from None
        except UnicodeEncodeError:
            self._shut(one)
            raise Stopped("user and password must be ASCII: SMTP has no other letters for them") from None
        except ssl.SSLCertVerificationError as error:
            self._shut(one)
            raise Stopped(
                f"{server.host} does not prove who it is: {error.verify_message}",
                hint="Is the host the name in its certificate? delivery.smtp.certificates names the authorities that "
                "are believed.",
            ) from None
        except ssl.SSLError as error:
            self._shut(one)
            if "WRONG_VERSION" not in str(error):
                raise
            raise Stopped(
                f"{self.where} does not speak TLS from the beginning",
                hint="delivery.smtp.security may be starttls, or plain for a server on this machine.",
            ) from None
        except BaseException:
            self._shut(one)
            raise
        self._smtp = one
        self._utf8, self._together = one.has_extn("smtputf8"), one.has_extn("pipelining")
        socket_of(one).settimeout(CONNECTING)

    def send(self, address: str, message: bytes, ready: Callable[[], bool]) -> Answer | None:
        """Send a message (as Stencil.on_the_wire makes it) to one address.

        `ready` is asked when the server is, right before the content goes out: what must be recorded first is recorded
        in it, while the envelope is on its way; where it says no, nothing is sent, and None comes back.
        """
        smtp = self._smtp
        assert smtp is not None
        options = f" SIZE={len(message)}" if smtp.has_extn("size") else ""
        if needs_smtputf8(address):
            if not self._utf8:
                return Answer(550, f"{self._server.host} takes no address with letters beyond ASCII", "recipient")
            options += " SMTPUTF8 BODY=8BITMIME"
        verbs = [f"MAIL FROM:<{self._sender}>{options}\r\n", f"RCPT TO:<{address}>\r\n", "DATA\r\n"]
        try:
            refused, waiting = self._envelope(smtp, [one.encode() for one in verbs], ready)
        except (OSError, smtplib.SMTPException) as error:
            self.drop()
            return Answer(0, words_of(error), "data")
        except BaseException:  # nothing may be sent that could not be recorded
            self.drop()
            raise
        if refused is None and not waiting:
            self.drop()  # the server waits for content that must not come
            return None
        if refused:
            if refused.gone or not self._reset(smtp, waiting):
                self.drop()
            return refused
        try:
            socket_of(smtp).settimeout(ANSWER)
            whole = message + (b".\r\n" if message.endswith(b"\r\n") else b"\r\n.\r\n")
            for at in range(0, len(whole), PIECE):
                socket_of(smtp).sendall(whole[at : at + PIECE])
        except OSError as error:  # not all of it went out, so the dot did not
            self.drop()
            return Answer(0, words_of(error), "data")
        try:
            code, words = reply(smtp, ANSWER)
            socket_of(smtp).settimeout(CONNECTING)
        except (OSError, smtplib.SMTPException) as error:
            self.drop()
            return Answer(0, f"no answer to the message: {words_of(error)}", "content")
        answer = Answer(code, words, "content")
        if not (200 <= code < 300 or 400 <= code < 600):
            answer = Answer(0, f"no answer to the message, but {code} {words}", "content")
        if answer.gone:
            self.drop()
        return answer

    def _envelope(
        self, smtp: smtplib.SMTP, verbs: list[bytes], ready: Callable[[], bool]
    ) -> tuple[Answer | None, bool]:
        """Send the envelope: what refused it, if anything, and whether the server waits for content."""
        phases: tuple[Phase, ...] = ("sender", "recipient", "data")
        go = True
        if self._together:
            smtp.send(b"".join(verbs))
            go = ready()
        refused: Answer | None = None
        for verb, phase in zip(verbs, phases, strict=True):
            if not self._together:
                if phase == "data":
                    go = ready()
                    if not go:
                        return None, False
                smtp.send(verb)
            code, words = reply(smtp, CONNECTING)
            if not (code == 354 if phase == "data" else 200 <= code < 300):
                if not 400 <= code < 600:  # a server that has lost the thread
                    return Answer(0, f"an answer out of turn: {code} {words}", phase), False
                refused = refused or Answer(code, words, phase)
                if not self._together or refused.gone or code == 421:
                    return refused, False
            elif phase == "data" and refused:
                return refused, True
        return refused, go and refused is None

    def _reset(self, smtp: smtplib.SMTP, waiting: bool) -> bool:
        """Make the connection ready for the next message after a refusal; whether that went."""
        try:
            if waiting:  # RFC 2920, 3.1: a server that took DATA without a recipient gets an empty message
                smtp.send(b".\r\n")
                reply(smtp, CONNECTING)
            smtp.send(b"RSET\r\n")
            return reply(smtp, CONNECTING)[0] == 250
        except (OSError, smtplib.SMTPException):
            return False

    def drop(self) -> None:
        """Give the connection up, without a word."""
        if self._smtp is not None:
            self._shut(self._smtp)
            self._smtp = None

    def quit(self) -> None:
        """Take leave."""
        if self._smtp is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                socket_of(self._smtp).settimeout(2)
                self._smtp.quit()
            self.drop()

    def _made(self) -> smtplib.SMTP:
        """The library's client, not connected: given a host it would connect at once, and ask the DNS who we are."""
        one: Any
        if self._server.security == "tls":
            one = _Tls(timeout=CONNECTING, context=_certificates(self._server), local_hostname="localhost")
        else:
            one = _Plain(timeout=CONNECTING, local_hostname="localhost")
        one._host = self._server.host  # the name that its certificate must bear
        made: smtplib.SMTP = one
        return made

    @staticmethod
    def _shut(one: smtplib.SMTP) -> None:
        with contextlib.suppress(OSError, smtplib.SMTPException):
            one.close()


def _certificates(server: Server) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=str(server.certificates) if server.certificates else None)
    except (OSError, ssl.SSLError) as error:
        raise Stopped(f"delivery.smtp.certificates: {server.certificates} cannot be read: {error}") from None


def _own_name(sock: Any) -> str:
    """How we greet: this machine's name where it is a full one, else our address on this connection. The library asks
    the DNS, which may not answer.
    """
    name = socket.gethostname()
    if "." in name and name.isascii():
        return name
    own = sock.getsockname()[0]
    return f"[IPv6:{own}]" if ":" in own else f"[{own}]"
