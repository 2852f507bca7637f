"""A line to the server that breaks at the worst moment: while COMMIT is being said."""

import socket
import threading
from contextlib import suppress

COMMIT = b"COMMIT"
PIECE = 65536  # bytes


class BadLine:
    """Stands between the program and the server, on a port of its own.

    ``cut`` says when the next COMMIT breaks the line: "before" the server hears it,
    or "after" it has answered, or "" for never.
    """

    def __init__(self, port):
        """Pass everything on to ``port``."""
        self.cut = ""
        self.cuts = 0
        self._server = port
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        threading.Thread(target=self._receive, daemon=True).start()

    def close(self):
        """Let nobody in any more."""
        with suppress(OSError):  # closed before
            # Closing alone would not wake the one who waits for callers.
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()

    def _receive(self):
        while True:
            try:
                caller, _ = self._door.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._server))
            cut = threading.Event()
            for source, target, says in (
                (caller, server, self._asks),
                (server, caller, self._answers),
            ):
                threading.Thread(
                    target=self._pass_on, args=(source, target, says, cut), daemon=True
                ).start()

    def _pass_on(self, source, target, says, cut):
        with suppress(OSError):  # the other side was cut
            while data := source.recv(PIECE):
                if not says(data, cut):
                    break
                target.sendall(data)
        for each in (source, target):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _asks(self, data, cut):
        if COMMIT not in data or not self.cut:
            return True
        how, self.cut = self.cut, ""
        self.cuts += 1
        if how == "after":
            cut.set()
        return how == "after"

    def _answers(self, _data, cut):
        return not cut.is_set()
