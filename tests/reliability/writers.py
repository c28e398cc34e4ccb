"""People who write and hand in, over HTTP, whatever becomes of the server."""

import re
from hashlib import sha256
from http.client import HTTPException
from io import BytesIO
from random import Random
from threading import Event, Thread
from time import sleep

import pikepdf

from tests.reliability.browser import Answer, Browser
from tests.reliability.ledger import Ledger

PASSWORD = "et langt passord som ingen har"
TOWN = "Prøvedal"
_NOMINATION = re.compile(r"/forslag/(\d+)/")
_BODY = re.compile(r'name="organisation" value="(\d+)"')
LINE_BROKE = (OSError, HTTPException)
HANDS_IN = 0.4  # how often somebody who has written more hands in
PAUSE = 0.05  # seconds before somebody whose line broke tries again


def _pdf(title: str) -> bytes:
    """Make a file of its own."""
    made, kept = pikepdf.new(), BytesIO()
    made.add_blank_page()
    made.docinfo["/Title"] = title
    made.save(kept)
    return kept.getvalue()


class RefusedError(Exception):
    """The server has said no where it should have said yes."""


class Writer(Thread):
    """Somebody of one organisation: starts a nomination, writes, hands it in, and starts anew."""

    def __init__(self, port: int, ledger: Ledger, email: str, round_at: str) -> None:
        """Prepare her; ``round_at`` is the address of the round."""
        super().__init__(daemon=True, name=email)
        self.browser, self.ledger = Browser(port), ledger
        self.email, self.round_at = email, round_at
        self.chance = Random(email)  # noqa: S311 - what she does next
        self.over = Event()
        self.nomination_id = self.versions = self.texts = 0
        self.written = self.changed = False
        self.breaks = 0
        self.fault: Exception | None = None

    def run(self) -> None:
        """Work until it is over; a line that breaks is taken up again."""
        is_in = False
        while not self.over.is_set():
            try:
                if not is_in:
                    self._sign_in()
                    is_in = True
                self._step()
            except LINE_BROKE as broken:
                self._wait(broken)
            except Exception as fault:  # noqa: BLE001 - said by whoever waits for her
                self.fault = fault
                return

    def _sign_in(self) -> None:
        page = self.browser.get("/logg-inn")
        fields = {**page.hidden, "email": self.email, "password": PASSWORD}
        self._expect(self.browser.post("/logg-inn", fields), 302, 303)

    def _step(self) -> None:
        """Do one thing: whoever is cut off goes on where she was, and comes to hand in."""
        if not self.nomination_id:
            self._begin()
        elif not self.written:
            self._write("second", "story")
            self._write("first", "title", candidate=TOWN)
            self.written = self.changed = True
        elif self.changed and self.chance.random() < HANDS_IN:
            self._hand_in()
        else:
            self.chance.choice((self._write_on, self._attach))()
            # Handed in as it was, it is the same version with the same receipt: that is no news.
            self.changed = True

    def _write_on(self) -> None:
        self._write("second", "story")

    def _begin(self) -> None:
        """Start a nomination. One that was started unheard is an empty draft, and stays so."""
        at = f"{self.round_at}/nytt-forslag"
        page = self.browser.get(at)
        found = _BODY.search(page.body)
        body = {"organisation": found[1]} if found else {}
        answer = self._expect(self.browser.post(at, {**page.hidden, **body}), 303)
        started = _NOMINATION.search(answer.location)
        if started is None:
            raise RefusedError(answer.location)
        self.nomination_id = int(started[1])
        self.ledger.of(self.nomination_id)

    def _write(self, part: str, key: str, **more: str) -> None:
        at = f"/forslag/{self.nomination_id}/del/{part}"
        page = self._expect(self.browser.get(at), 200)
        self.texts += 1
        text = f"Tekst {self.texts} fra {self.email}"
        self.ledger.sending(self.nomination_id, key, text)
        fields = {**page.hidden, f"answer-{key}": text, **more}
        self._expect(self.browser.post(f"{at}/lagre", fields), 200)
        self.ledger.stored(self.nomination_id, key, text)

    def _hand_in(self) -> None:
        at = f"/forslag/{self.nomination_id}"
        page = self._expect(self.browser.get(f"{at}/skriveverktoy"), 200)
        declared = {**page.hidden, "used": "none"}
        self._expect(self.browser.post(f"{at}/skriveverktoy", declared), 303)
        page = self._expect(self.browser.get(f"{at}/se-over"), 200)
        while True:
            try:
                self._expect(self.browser.post(f"{at}/send-inn", page.hidden), 303)
                break
            except LINE_BROKE as broken:
                # Whether it arrived is not known. Doing it again gives the same receipt.
                if self.over.is_set():
                    return
                self._wait(broken)
        self.changed = False
        self.versions += 1
        self.ledger.received(self.nomination_id, self.versions)
        if self.chance.random() < 0.5:  # else it is changed, and handed in again
            self.nomination_id = self.versions = 0
            self.written = self.changed = False

    def _attach(self) -> None:
        at = f"/forslag/{self.nomination_id}/del/second"
        page = self._expect(self.browser.get(at), 200)
        self.texts += 1
        content = _pdf(f"Fil {self.texts} fra {self.email}")
        fields = {key: value for key, value in page.hidden.items() if key != "at"} | {"go": "stay"}
        self._expect(self.browser.post_file(at, fields, "answer-files", content), 303)
        self.ledger.attached(self.nomination_id, sha256(content).hexdigest())

    def _wait(self, broken: Exception) -> None:
        if not isinstance(broken, ConnectionRefusedError):  # then nothing was under way
            self.breaks += 1
        sleep(PAUSE)

    def _expect(self, answer: Answer, *statuses: int) -> Answer:
        if answer.status not in statuses:
            raise RefusedError(f"{self.email}: {answer.status} {answer.told}")
        return answer
