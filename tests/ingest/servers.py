"""Servers that misbehave below HTTP, for tests: each path of theirs is a small program on a socket."""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping

Behaviour = Callable[[socket.socket], None]


class RawServer:
    """A server that does to a connection whatever its path says. ``asked`` holds the paths, in order."""

    def __init__(self, behaviours: Mapping[str, Behaviour], context: ssl.SSLContext | None = None) -> None:
        self.asked: list[str] = []
        self._behaviours, self._context = behaviours, context
        self._socket = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    def url(self, path: str) -> str:
        """The address of a path."""
        scheme = "https" if self._context else "http"
        return f"{scheme}://127.0.0.1:{self._socket.getsockname()[1]}{path}"

    def close(self) -> None:
        """Stop listening."""
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            connection.settimeout(10)
            if self._context is not None:
                connection = self._context.wrap_socket(connection, server_side=True)
            words = connection.recv(65_536).split(b" ", 2)
            path = words[1].decode() if len(words) > 1 else ""
            self.asked.append(path)
            behave = self._behaviours.get(path, not_found)
            behave(connection)


def not_found(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


def endless_body(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        connection.sendall(b"x" * 65_536)


def dripping_body(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    _drip(connection)


def dripping_head(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    _drip(connection)


def _drip(connection: socket.socket) -> None:
    for _ in range(400):
        connection.sendall(b"x")
        time.sleep(0.02)


def silent(connection: socket.socket) -> None:
    time.sleep(8)
    connection.close()


def broken_off(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<rss>")


def no_http(connection: socket.socket) -> None:
    connection.sendall(b"220 mail.example.org ESMTP\r\n")


def through_a_proxy(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\nConnection: close\r\n\r\nproxied")


MISBEHAVIOURS: Mapping[str, Behaviour] = {
    "/endless": endless_body,
    "/drip": dripping_body,
    "/drip-head": dripping_head,
    "/silent": silent,
    "/broken-off": broken_off,
    "/no-http": no_http,
    "http://news.example/page": through_a_proxy,
}


@contextlib.contextmanager
def raw_server(context: ssl.SSLContext | None = None) -> Iterator[RawServer]:
    """A server with every misbehaviour."""
    server = RawServer(MISBEHAVIOURS, context)
    try:
        yield server
    finally:
        server.close()


def distrusted() -> ssl.SSLContext:
    """The TLS of a server whose certificate comes from an authority that nobody knows."""
    import trustme

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    return context
