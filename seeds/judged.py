"""The demonstration's round in scoring: sixteen invented nominations, and most sheets in."""

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from app.files import Store
from app.models import Nomination, Prize, Round
from app.rules.impartiality import Answer, Outcome
from app.rules.writing_aids import WRITING_AIDS, Used
from app.services import impartiality, jury, nominations, phases, scores, screening
from app.services.scores import SheetInput
from app.services.work import Work
from seeds import attached
from seeds.files import read_all_toml
from seeds.people import Cast, as_account, nominator
from seeds.prize import plan_round

SEATS = ("rogaland", "ks", "avdir", "hdir", "bufdir", "jd", "nordland", "lpp", "husbanken")
SEVERITY = {
    "rogaland": 0.1, "ks": 0.3, "avdir": -0.5, "hdir": 0.0, "bufdir": 0.3,
    "jd": 0.0, "nordland": -0.2, "lpp": 0.2, "husbanken": -0.1,
}  # fmt: skip
"""How much each seat's member scores above the others, in steps of the scale."""
NOISE = 0.6
RECUSED = ("nordland", 8)
"""The member who is recused, and for which nomination; the deputy has stepped in."""
POSSIBLE_TIE = ("husbanken", 10)
WITH_FILES = 1
"""The nomination that has attachments."""
NOT_BEGUN = "lpp"
"""A member who has not even declared, and whose seat has no deputy."""
KS_LACKS_DECLARATION = frozenset({14, 15})
KS_DRAFTS = {4: 4, 8: 2, 10: 6}
"""Nominations on which KS has a draft, and how many criteria are scored."""
KS_SEALED = frozenset({1, 2, 3, 5, 7, 13})
MISSING = {
    4: {"hdir", "bufdir"}, 6: {"bufdir"}, 9: {"hdir"}, 10: {"nordland"}, 11: {"avdir"},
    12: {"husbanken"}, 13: {"bufdir"}, 14: {"hdir"}, 15: {"nordland"}, 16: {"bufdir"},
}  # fmt: skip
"""Sheets that have not come in. Elvestrand (4) lacks one for a quorum: KS holds it."""


class JudgedRound:
    """Loads the round step by step, each at its own time and by whoever does it."""

    def __init__(self, work: Work, prize: Prize, cast: Cast, now: datetime, store: Store) -> None:
        self.work, self.prize, self.cast, self.now, self.store = work, prize, cast, now, store
        self.random = Random(2013)  # noqa: S311 - the same demonstration every time
        self.told = sorted(read_all_toml("demo/nominations"), key=lambda told: told["number"])
        self.by_number: dict[int, Nomination] = {}

    def load(self, year: int, dates: dict[str, datetime]) -> Round:
        """Take the round from its plan to the middle of scoring."""
        opens, deadline = dates["opens_at"], dates["deadline_at"]
        secretariat = self._as_secretariat(opens - timedelta(days=10))
        award_round = plan_round(secretariat, self.prize, year=year, dates=dates, is_invented=True)
        jury.assign(secretariat, award_round, self.cast.sitting)
        phases.move(secretariat, award_round, "publish_call")
        for place, told in enumerate(self.told):
            self._nominate(award_round, told, deadline - timedelta(days=16 - place, hours=3))
        self._screen(deadline + timedelta(days=4))
        phases.move(
            self._as_secretariat(deadline + timedelta(days=7)), award_round, "begin_judging"
        )
        self._declare(award_round, deadline + timedelta(days=9))
        phases.move(
            self._as_secretariat(deadline + timedelta(days=14)), award_round, "open_scoring"
        )
        self._score(award_round, deadline + timedelta(days=15))
        return award_round

    def _as_secretariat(self, when: datetime) -> Work:
        return as_account(self.work, self.cast.secretariat, when)

    def _nominate(self, award_round: Round, told: dict[str, Any], when: datetime) -> None:
        account, body = nominator(self._as_secretariat(when), told)
        writer = as_account(self.work, account, when)
        nomination = nominations.start(writer, award_round, body)
        nominations.add_invented_candidates(writer, nomination, told["candidates"], told["county"])
        answers = with_contact(told)
        nominations.save(
            writer, nomination, answers, base=nominations.base_of(nomination, list(answers))
        )
        if told["number"] == WITH_FILES:
            attached.load(attached.Draft(writer, nomination), self.store)
        later = as_account(self.work, account, when + timedelta(hours=2, minutes=17))
        nominations.submit(later, nomination)
        self.by_number[told["number"]] = nomination

    def _screen(self, when: datetime) -> None:
        for number, nomination in self.by_number.items():
            secretariat = self._as_secretariat(when + timedelta(minutes=20 * number))
            screening.admit(secretariat, nomination, residents_checked=True)

    def _declare(self, award_round: Round, when: datetime) -> None:
        for place, (key, account) in enumerate(self.cast.members.items()):
            juror = as_account(self.work, account, when + timedelta(hours=place))
            for number, nomination in self.by_number.items():
                if key == NOT_BEGUN or (key == "ks" and number in KS_LACKS_DECLARATION):
                    continue
                answer, words = Answer.NO_CONFLICT, ""
                if (key, number) == RECUSED:
                    answer, words = Answer.AUTOMATIC, "Jeg har sittet i styringsgruppen."
                if (key, number) == POSSIBLE_TIE:
                    answer, words = Answer.POSSIBLE, "Jeg holdt et foredrag der i fjor."
                impartiality.declare(juror, award_round, nomination, answer, words)
        for place, account in enumerate(self.cast.deputies.values()):
            deputy = as_account(self.work, account, when + timedelta(days=1, hours=place))
            for nomination in self.by_number.values():
                impartiality.declare(deputy, award_round, nomination, Answer.NO_CONFLICT)
        self._rule(award_round, when + timedelta(days=3))

    def _rule(self, award_round: Round, when: datetime) -> None:
        key, number = POSSIBLE_TIE
        chair = as_account(self.work, self.cast.members["rogaland"], when)
        concerned = as_account(self.work, self.cast.members[key], when)
        impartiality.rule(
            chair,
            award_round,
            self.by_number[number],
            impartiality.appointment_of(concerned, award_round),
            Outcome.CLEARED,
            "Et foredrag uten honorar gir ingen særlig tilknytning til kandidaten.",
        )

    def _score(self, award_round: Round, when: datetime) -> None:
        keys = [criterion.key for criterion in award_round.criteria]
        for place, key in enumerate(SEATS):
            for told in self.told:
                number = told["number"]
                values = self._values(told["quality"], keys, SEVERITY[key])
                moment = when + timedelta(days=place + number, hours=place, minutes=7 * number)
                given = SheetInput(values, told["grounds"][place], "", 0)
                self._hand_in(key, number, given, moment)
        self._revise(award_round)

    def _values(
        self, quality: dict[str, float], keys: list[str], severity: float
    ) -> dict[str, Decimal]:
        drawn = {key: quality[key] + severity + self.random.gauss(0, NOISE) for key in keys}
        return {key: Decimal(min(6, max(1, round(value)))) for key, value in drawn.items()}

    def _hand_in(self, key: str, number: int, given: SheetInput, when: datetime) -> None:
        nomination = self.by_number[number]
        if key == NOT_BEGUN or key in MISSING.get(number, set()):
            return
        when = min(when, self.now - timedelta(hours=1))
        people = self.cast.deputies if (key, number) == RECUSED else self.cast.members
        juror = as_account(self.work, people[key], when)
        if key == "ks" and number in KS_DRAFTS:
            few = dict(list(given.scores.items())[: KS_DRAFTS[number]])
            grounds = "" if KS_DRAFTS[number] == 6 else given.grounds
            scores.save_draft(juror, nomination, SheetInput(few, grounds, "", 0))
        elif key != "ks" or number in KS_SEALED:
            scores.seal(juror, nomination, given)

    def _revise(self, award_round: Round) -> None:
        """Let one juror change a sealed sheet, so that there is something to look at."""
        juror = as_account(self.work, self.cast.members["jd"], self.now - timedelta(hours=1))
        nomination = self.by_number[3]
        mine = impartiality.appointment_of(juror, award_round)
        sheet = scores.find_sheet(self.work.session, award_round, nomination.id, mine)
        if sheet is None:
            raise LookupError("the sheet to revise")
        values = {key: Decimal(value) for key, value in sheet.draft_scores.items()}
        values["users"] = Decimal(5) if values["users"] != 5 else Decimal(4)
        scores.revise(
            juror,
            nomination,
            SheetInput(values, sheet.draft_grounds, "", sheet.version),
            "Jeg hadde oversett avsnittet om brukerrådet.",
        )


def declared(number: int) -> dict[str, str]:
    """Give what the writers of a nomination declare of writing aids: a few used some."""
    if number % 7:
        return {"used": Used.NONE.value, "what": ""}
    return {"used": Used.SOME.value, "what": "Et verktøy for å rette språket. Innholdet er vårt."}


def with_contact(told: dict[str, Any]) -> dict[str, Any]:
    """Give the answers of a nomination, with a contact that is nobody's."""
    return {
        **told["answers"],
        "contact": {
            "name": told["nominator_title"],
            "email": f"forslag{told['number']:02}@example.org",
            "phone": "",
        },
        "privacy": "yes",
        WRITING_AIDS: declared(told["number"]),
    }
