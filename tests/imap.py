"""Just enough of an IMAP server for a test, on this machine: one folder with the mails given."""

import contextlib
import re
import socketserver
import threading

USER, PASSWORD = "bounces", "s3cret/word"


class Mailboxes(socketserver.ThreadingTCPServer):
    """`mails`: number -> bytes; `flags`: number -> its flags; `asked`: every command that came.

    `dies_at` is a command at which it hangs up; `refuses` one that it answers with NO.
    """

    daemon_threads = allow_reuse_address = True

    def __init__(self, *mails: bytes, tls=None) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.mails = dict(enumerate(mails, 7))
        self.flags: dict[int, set[str]] = {number: set() for number in self.mails}
        self.asked: list[str] = []
        self.dies_at = self.refuses = ""
        if tls is not None:
            self.socket = tls.wrap_socket(
                self.socket, server_side=True, do_handshake_on_connect=False
            )

    @property
    def url(self) -> str:
        return f"imap://{USER}:s3cret%2Fword@127.0.0.1:{self.server_address[1]}/Bounces"

    def handle_error(self, request, client_address) -> None:
        """A client that hangs up is what some tests are about."""


class _Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.say("* OK here")
        for line in self.rfile:
            tag, _, words = line.decode().strip().partition(" ")
            self.server.asked.append(words)
            name = words.upper().removeprefix("UID ").split(" ")[0]
            if self.server.dies_at and name == self.server.dies_at:
                return
            refused = name == self.server.refuses
            fine = not refused and getattr(self, name.lower(), lambda _words: True)(words)
            self.say(f"{tag} {'OK' if fine else 'NO'} {name}")
            if name == "LOGOUT":
                return

    def say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")

    def capability(self, words: str) -> bool:
        self.say("* CAPABILITY IMAP4rev1")
        return True

    def login(self, words: str) -> bool:
        return words == f'LOGIN {USER} "{PASSWORD}"'

    def select(self, words: str) -> bool:
        self.say(f"* {len(self.server.mails)} EXISTS")
        return words == 'SELECT "Bounces"'

    def search(self, words: str) -> bool:
        new = [n for n, flags in self.server.flags.items() if "\\Seen" not in flags]
        self.say(" ".join(["* SEARCH", *map(str, new)]))
        return True

    def fetch(self, words: str) -> bool:
        number, most = re.fullmatch(r"UID FETCH (\d+) \(BODY\.PEEK\[\]<0\.(\d+)>\)", words).groups()
        if int(number) in self.server.mails:
            raw = self.server.mails[int(number)][: int(most)]
            self.say(f"* 1 FETCH (UID {number} BODY[]<0> {{{len(raw)}}}")
            self.wfile.write(raw)
            self.say(")")
        return True

    def store(self, words: str) -> bool:
        number, flags = re.fullmatch(r"UID STORE (\d+) \+FLAGS\.SILENT \((.+)\)", words).groups()
        self.server.flags[int(number)] |= set(flags.split())
        return True


@contextlib.contextmanager
def serving(*mails: bytes, tls=None):
    """A server with these mails, until the end of the block."""
    server = Mailboxes(*mails, tls=tls)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
