"""The way in: how many connections one address may hold, how long a request may take, and how large it may be."""

from __future__ import annotations

import socket
from collections import Counter
from typing import Any

from jupyter_server.auth.identity import PasswordIdentityProvider, User
from tornado import web
from tornado.httpserver import HTTPServer
from tornado.iostream import IOStream

# Thirty browsers behind one address, each with the six connections that browsers open, and room for more.
CONNECTIONS_FROM_ONE = 256
REQUEST_SECONDS = 60
MAX_BODY = 100_000
MOST_UNREAD = 20_000_000


class Doors(HTTPServer):
    """Closes connections beyond `from_one` from one peer, half-sent requests, and large ones."""

    def initialize(self, *args: Any, from_one: int = CONNECTIONS_FROM_ONE, **options: Any) -> None:
        super().initialize(
            *args,
            **options,
            idle_connection_timeout=REQUEST_SECONDS,
            body_timeout=REQUEST_SECONDS,
            max_body_size=MAX_BODY,
        )
        self.from_one = from_one
        self.open_from: Counter[str] = Counter()

    def handle_stream(self, stream: IOStream, address: tuple[Any, ...]) -> None:
        if self.open_from[address[0]] >= self.from_one:
            stream.close()
            return
        self.open_from[address[0]] += 1
        if hasattr(socket, "TCP_USER_TIMEOUT"):  # who asks and takes nothing in for so long is cut off by the system
            stream.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, REQUEST_SECONDS * 1000)
        stream.max_write_buffer_size = MOST_UNREAD
        super().handle_stream(stream, address)

    def on_close(self, server_conn: Any) -> None:
        super().on_close(server_conn)
        self.open_from[server_conn.context.address[0]] -= 1
        self.open_from += Counter()


class Nobody(PasswordIdentityProvider):
    """Every visitor is the same nobody: no name is made up for anyone, and none is kept in a cookie."""

    def get_user(self, handler: web.RequestHandler) -> User:
        return User("visitor")
