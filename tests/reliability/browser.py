"""The least of a browser: cookies, forms, and one connection that may break at any moment."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode

PATIENCE = 60  # seconds
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@dataclass(frozen=True)
class Answer:
    """What the server has answered: as far as it came, it is acknowledged."""

    status: int
    location: str
    body: str

    @property
    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page's forms, by name."""
        return {name: html.unescape(value) for name, value in _HIDDEN.findall(self.body)}

    @property
    def told(self) -> str:
        """What it says, in a few words."""
        found = _TITLE.search(self.body)
        return html.unescape(found[1]) if found else self.body[:200]


class Browser:
    """One window of somebody. Raises ``OSError`` or ``HTTPException`` where the line breaks."""

    def __init__(self, port: int) -> None:
        """Open it on a server of this machine."""
        self.port = port
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> Answer:
        """Get a page."""
        return self._ask("GET", path, None)

    def post(self, path: str, fields: Mapping[str, str]) -> Answer:
        """Send a form."""
        return self._ask("POST", path, urlencode(fields).encode())

    def _ask(self, method: str, path: str, body: bytes | None) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = f"http://127.0.0.1:{self.port}"
        try:
            connection.request(method, path, body, headers)
            with connection.getresponse() as response:  # it holds the line where it is cut off
                text = response.read().decode()
        finally:
            connection.close()
        for line in response.headers.get_all("Set-Cookie", []):
            for name, cookie in SimpleCookie(line).items():
                self.cookies[name] = cookie.value
        return Answer(response.status, response.headers.get("Location", ""), text)
