"""What nobody may read too early, or at all: every page that a role can reach is searched for it.

First it is made sure that each secret can be read where it may be, so that a search that finds
nothing means something.
"""

import html
import re
from collections.abc import Iterator

import pytest

from tests.addresses import at
from tests.conftest import isolated
from tests.factories import PHASES
from tests.web.access import client_for, readable
from tests.web.access_world import ROLES, Stage
from tests.whole import SECRET

pytestmark = pytest.mark.sweep

LET_IN = dict.fromkeys(("editor", "reader"), "-########")
"""Who was let into the first nomination, and into the draft, and into no other."""
ANNOUNCED = dict.fromkeys(ROLES, "-------##")

SECRETS: dict[str, dict[str, str]] = {
    # In the phases: planned open screening declaring scoring deliberation decided announced
    # archived. A role that is not named never reads it.
    "Hemmelig tittel 1": LET_IN
    | {
        "nominator": "-########",
        "secretariat": "-########",
        "chair": "---######",
        "juror": "---######",
        "called": "---######",
        "auditor": "-########",
    },
    "Hemmelig tittel 2": {
        "nominator": "-########",
        "secretariat": "-########",
        "chair": "---######",
        "juror": "---######",
        "recused": "---######",
        "auditor": "-########",
    },
    "Hemmelig tittel utkast": LET_IN | {"nominator": "-########"},
    "Hemmelig grunn fra juror_c om 1": {
        "juror": "----#####",
        "chair": "-----####",
        "secretariat": "-----####",
        "auditor": "------###",
    },
    "Hemmelig grunn fra juror_c om 2": {
        "juror": "----#####",
        "chair": "-----####",
        "recused": "-----####",
        "secretariat": "-----####",
        "auditor": "------###",
    },
    "Hemmelig grunn fra deputy_b om 1": {
        "called": "-----####",
        "chair": "-----####",
        "juror": "-----####",
        "secretariat": "-----####",
        "auditor": "------###",
    },
    "Privat notat fra juror_c": {"juror": "----#####"},
    "Privat notat fra chair": {"chair": "-----####"},
    "Privat notat fra deputy_b": {"called": "-----####"},
    # A conflict, in the words of the deputy who has it.
    "Hemmelig binding": {
        "deputy": "---######",
        "chair": "---######",
        "secretariat": "---######",
        "auditor": "---######",
    },
    # The decision: the chair's draft, and what she sealed.
    "Hemmelig hyllest, utkast.": {"chair": "-----#---"},
    "Hemmelig hyllest.": ANNOUNCED | {"chair": "------###", "auditor": "------###"},
    "Hemmelig uttalelse": ANNOUNCED | {"chair": "-----####", "auditor": "------###"},
    "Hemmelig begrunnelse": ANNOUNCED | {"chair": "-----####", "auditor": "------###"},
}


class Reader:
    """Reads every page that a role can reach, once: what is done on a stage is taken back."""

    def __init__(self) -> None:
        self.read: dict[tuple[int, str, str | None], list[tuple[str, str]]] = {}

    def pages(self, stage: Stage, role: str, phase: str | None) -> list[tuple[str, str]]:
        """Give the address of every page, with its text."""
        which = id(stage), role, phase
        if which not in self.read:
            self.read[which] = list(self._fetch(stage, role, phase))
        return self.read[which]

    def _fetch(self, stage: Stage, role: str, phase: str | None) -> Iterator[tuple[str, str]]:
        client = client_for(stage, role)
        with stage.app.app_context(), isolated(stage.app):
            for address in readable(stage, role, phase):
                with client.get(address) as answer:
                    yield address, html.unescape(answer.get_data().decode(errors="replace"))


@pytest.fixture(scope="module")
def reader() -> Reader:
    """Give what this module has read of its two stages."""
    return Reader()


@pytest.mark.parametrize("role", ROLES)
def test_a_secret_is_read_where_it_may_be_and_nowhere_else(
    stage: Stage, reader: Reader, role: str
) -> None:
    found = dict.fromkeys(SECRETS, "")
    where: dict[str, set[str]] = {secret: set() for secret in SECRETS}
    for phase in SECRET:
        texts = reader.pages(stage, role, phase)
        for secret in SECRETS:
            holding = {address for address, text in texts if secret in text}
            found[secret] += "#" if holding else "-"
            where[secret] |= holding
    due = {secret: of_phases(readers.get(role, "---------")) for secret, readers in SECRETS.items()}
    wrong = {s: (due[s], found[s], sorted(where[s])) for s in SECRETS if due[s] != found[s]}
    assert wrong == {}


def of_phases(signs: str) -> str:
    """Give of a row the signs of the phases that are read in."""
    return "".join(signs[PHASES.index(phase)] for phase in SECRET)


@pytest.mark.parametrize("role", ROLES)
def test_pages_of_no_one_round_tell_no_secret_either(
    stage: Stage, reader: Reader, role: str
) -> None:
    told = " ".join(text for _address, text in reader.pages(stage, role, None))
    assert len(told) > 1000
    secrets = {secret for secret in SECRETS if secret in told}
    # What has been announced stands on the front page, and her own titles on her list.
    shared = {"Hemmelig tittel 1", "Hemmelig tittel utkast"}
    own = {"nominator": shared | {"Hemmelig tittel 2"}, **dict.fromkeys(LET_IN, shared)}
    assert secrets - {"Hemmelig hyllest."} == own.get(role, set())
    planned = at(stage.places["planned"].slug)
    assert (planned in told) is (role in {"secretariat", "auditor"})


SAME = {
    # Whatever is secret in a phase, turned the other way round, changes no letter of any page.
    "public": "#######--",
    "nominator": "#######--",
    "editor": "#######--",
    "reader": "#######--",
    "stranger": "#######--",
    "deputy": "#######--",
    "administrator": "#######--",
    "elsewhere": "#######--",
    "auditor": "######---",
    "secretariat": "#####----",
    "chair": "#####----",
    "recused": "#####----",
    "called": "#####----",
    "juror": "####-----",
}


RANDOM = re.compile(
    r'name="csrf_token"[^>]* value="[^"]*"'  # a token of the session
    r'|<span title="[0-9a-f]{64}">[0-9a-f]{12}</span>'  # digests on record, which are salted
    r"|/static/[0-9a-f]{12}/"
    r"|\s*<li>Logget inn .*?</li>"  # one's own sessions: each reading begins another
)


def plain(text: str) -> str:
    """Take out what differs from one request, or one start of the product, to the next."""
    return RANDOM.sub("", text)


@pytest.mark.parametrize("role", ROLES)
def test_no_page_tells_anything_that_follows_from_a_secret(
    stage: Stage, turned_stage: Stage, reader: Reader, role: str
) -> None:
    for phase in SECRET:
        one = dict(reader.pages(stage, role, phase))
        other = dict(reader.pages(turned_stage, role, phase))
        assert list(one) == list(other)
        differing = [address for address in one if plain(one[address]) != plain(other[address])]
        assert (not differing) is (SAME[role][PHASES.index(phase)] == "#"), (phase, differing)
