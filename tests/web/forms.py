"""Forms as a browser reads them off a page: where they lead, and what they send."""

import html
import re
from dataclasses import dataclass

_TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]*)"')
_RESEND = re.compile(
    r'<form class="actions" action="([^"]*)" method="post">(.*?)</form>', re.DOTALL
)
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


@dataclass(frozen=True)
class Form:
    """A form that a page sends again."""

    url: str
    fields: list[tuple[str, str]]
    inside: str

    @property
    def data(self) -> dict[str, list[str]]:
        """Give what is sent, as the test client takes it."""
        sent: dict[str, list[str]] = {}
        for name, value in self.fields:
            sent.setdefault(name, []).append(value)
        return sent


def token_on(page: str) -> str:
    """Give the token of the forms of a page."""
    found = _TOKEN.search(page)
    assert found is not None, "no form on the page"
    return html.unescape(found[1])


def resend_on(page: str) -> Form | None:
    """Give the form that sends again what was refused, if the page has one."""
    found = _RESEND.search(page)
    if found is None:
        return None
    hidden = _HIDDEN.findall(found[2])
    fields = [(html.unescape(name), html.unescape(value)) for name, value in hidden]
    return Form(html.unescape(found[1]), fields, found[2])
