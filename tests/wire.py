"""A line to a server that a test can cut."""

from __future__ import annotations

import contextlib
import socket
import threading


class Wire:
    """A line to the server that can be cut and joined again."""

    def __init__(self, address: str) -> None:
        self._target = ("127.0.0.1", int(address.rsplit(":", 1)[1]))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.cut = False
        self.deaf = False
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def turn_to(self, address: str) -> None:
        """Lead to another server; connections that are open end."""
        self._target = ("127.0.0.1", int(address.rsplit(":", 1)[1]))
        self.cut_off()
        self.join()

    def cut_off(self) -> None:
        """Drop every connection and take no new one."""
        self.cut = True
        for end in self._open:
            _end(end)
        self._open.clear()

    def swallow(self) -> None:
        """Take what is sent and pass nothing on, until the line is cut."""
        self.deaf = True

    def join(self) -> None:
        """Take connections again, and pass on what is sent."""
        self.cut = self.deaf = False

    def close(self) -> None:
        """End for good."""
        self.cut_off()
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            if self.cut:
                near.close()
                continue
            far = socket.create_connection(self._target)
            self._open += [near, far]
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=self._pump, args=(source, sink), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                if not self.deaf:
                    sink.sendall(data)
        for end in (source, sink):
            _end(end)


def _end(line: socket.socket) -> None:
    """Tell both sides first: a line that another thread still reads stays open when it is only closed."""
    with contextlib.suppress(OSError):  # it may have ended a moment before
        line.shutdown(socket.SHUT_RDWR)
    line.close()
