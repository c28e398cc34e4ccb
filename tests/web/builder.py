"""Filling in the pages on which a form is made, as a browser does."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.models import Round
from tests.addresses import at


class Builder:
    """Somebody of the secretariat at the form of a round."""

    def __init__(self, client: FlaskClient, award_round: Round) -> None:
        self.client = client
        self.home = f"{at(award_round.slug)}/oppsett/skjema"

    def text(self, path: str = "") -> str:
        answer = self.client.get(f"{self.home}{path}")
        assert answer.status_code == 200, answer.status
        return answer.get_data(as_text=True)

    def version(self, path: str = "") -> str:
        """Give what an edit of a page starts from."""
        found = re.search(r'name="version" value="([^"]*)"', self.text(path))
        assert found is not None
        return unescape(found[1])

    def send(self, path: str, data: Mapping[str, Any], version: str | None = None) -> TestResponse:
        if version is None:
            version = self.version(path)
        return self.client.post(f"{self.home}{path}", data={"version": version, **data})

    def move(self, what: str, key: str, to: str) -> TestResponse:
        version = self.version()
        data = {"what": what, "key": key, "to": to, "version": version}
        return self.client.post(f"{self.home}/flytt", data=data)


def tongues(name: str, words: str) -> dict[str, str]:
    """Fill in a text in three languages."""
    return {f"{name}-nb": words, f"{name}-nn": f"{words} (nn)", f"{name}-en": f"{words} (en)"}


def question(
    kind: str, section: str = "second", words: str = "Nytt", **more: Any
) -> dict[str, Any]:
    """Fill in a question that everybody is asked and the jury reads."""
    return {
        **tongues("label", words),
        "kind": kind,
        "section": section,
        "for_jury": "1",
        **more,
    }
