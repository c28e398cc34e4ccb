"""A small world to test in, made by calling the services as the product does.

Three seats and a quorum of two keep it small: seat A leads and has no deputy, B and C have one.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from app.models import (
    Account,
    Appointment,
    Jury,
    Nomination,
    Organisation,
    Prize,
    Round,
    Rulebook,
    Seat,
    Shortlist,
)
from app.rules.actors import Actor, Role
from app.rules.calendar import day_of
from app.rules.impartiality import Answer, Reach
from app.rules.stages import FINAL_ONLY, WITH_SHORTLIST, Plan
from app.services import (
    accounts,
    announcements,
    decisions,
    impartiality,
    jury,
    nominations,
    organisations,
    phases,
    prizes,
    rounds,
    rulebooks,
    scores,
    screening,
    shortlists,
)
from app.services.decisions import DecisionInput
from app.services.nominations.candidates import CANDIDATES, CandidateInput
from app.services.scores import SheetInput
from app.services.work import Work
from tests.factory_parts import criterion, municipalities, texts
from tests.factory_parts import form as _form
from tests.memory import Clock, Course, Memory, remembered

SYSTEM = Actor(name="system", grants=frozenset({(Role.ADMINISTRATOR, None)}))
STATEMENT = "Juryen legger vekt på at arbeidet er varig, målt og mulig å bruke for andre. " * 3
PHASES = (
    "planned",
    "open",
    "screening",
    "declaring",
    "scoring",
    "deliberation",
    "decided",
    "announced",
    "archived",
)


class World:
    """A prize with its people, and rounds that can be taken to any phase."""

    more_questions: Sequence[dict[str, Any]] = ()

    def __init__(self, session: Session, clock: Clock, memory: Memory | None = None) -> None:
        """Make it; with a memory, for tests that are rolled back, nothing is made twice."""
        self.session, self.clock = session, clock
        self.course = Course(memory, session) if memory else None
        self.people: dict[str, Account] = {}
        self.prize: Prize
        self.jury: Jury
        self.husbanken, self.prize, self.jury, self.people = self._begin()

    @remembered
    def _begin(self) -> tuple[Organisation, Prize, Jury, dict[str, Account]]:
        system = Work(self.session, SYSTEM, self.clock.now)
        organisations.import_register(system, municipalities())
        husbanken = organisations.create(system, name="Husbanken")
        self.prize = prizes.create(
            system,
            husbanken,
            slug="prisen",
            name=texts("Prisen"),
            purpose=texts("Prisen hedrer godt arbeid."),
            about=texts("Prisen deles ut hvert år."),
            gifts=[texts("Heder")],
            contact_email="pris@example.org",
        )
        for name, role in (
            ("secretariat", Role.SECRETARIAT),
            ("auditor", Role.AUDITOR),
            ("administrator", Role.ADMINISTRATOR),
        ):
            self.people[name] = self.account(name)
            accounts.grant_role(
                system, self.people[name], role, self.prize if name == "secretariat" else None
            )
        for name in ("nominator", "stranger"):
            body = organisations.create(system, name=f"{name} kommune")
            self.people[name] = self.account(name)
            organisations.add_member(system, body, self.people[name], is_signatory=True)
        return husbanken, self.prize, self._jury(system, self.work("secretariat")), self.people

    def account(self, name: str, **columns: Any) -> Account:
        """Create an account."""
        system = Work(self.session, SYSTEM, self.clock.now)
        return accounts.create(system, email=f"{name}@example.org", name=name, **columns)

    def _jury(self, system: Work, secretariat: Work) -> Jury:
        made = jury.create(secretariat, self.prize, term_from=2025, term_to=2028)
        since, until = date(2025, 1, 1), date(2028, 12, 31)
        for place, key in enumerate("abc"):
            body = organisations.create(system, name=f"Institusjon {key.upper()}")
            seat = jury.add_seat(secretariat, made, body, short=key.upper(), leads=place == 0)
            name = "chair" if place == 0 else f"juror_{key}"
            self.people[name] = self.account(name)
            held = jury.appoint(
                secretariat,
                seat,
                person_name=name,
                account=self.people[name],
                since=since,
                until=until,
            )
            jury.pledge(self.work(name), held, "nb")
            if place:
                deputy = f"deputy_{key}"
                self.people[deputy] = self.account(deputy)
                held = jury.appoint(
                    secretariat,
                    seat,
                    person_name=deputy,
                    account=self.people[deputy],
                    since=since,
                    until=until,
                    deputy=True,
                )
                jury.pledge(self.work(deputy), held, "nb")
        return made

    def second_deputy(self, seat: Seat, name: str) -> Appointment:
        """Appoint one more deputy to a seat, for the term, who promises confidentiality."""
        self.people[name] = self.account(name)
        held = jury.appoint(
            self.work("secretariat"),
            seat,
            person_name=name,
            account=self.people[name],
            since=date(seat.jury.term_from, 1, 1),
            until=date(seat.jury.term_to, 12, 31),
            deputy=True,
        )
        jury.pledge(self.work(name), held, "nb")
        return held

    def work(self, name: str) -> Work:
        """Give the work of one of the people, now. None of them: the public's."""
        actor = accounts.actor_for(self.session, self.people[name], day_of(self.clock.now))
        return Work(self.session, actor, self.clock.now)

    @property
    def system(self) -> Work:
        """Give the work of nobody in particular: commands, and who has not signed in."""
        return Work(self.session, SYSTEM, self.clock.now)

    def pass_time(self, **span: float) -> None:
        """Let time pass."""
        self.clock.now += timedelta(**span)

    def body_of(self, name: str) -> Organisation:
        """Give the organisation that one of the nominators acts for."""
        found = organisations.find_by_name(self.session, f"{name} kommune")
        assert found is not None
        return found

    # --- a round, step by step ------------------------------------------------------------

    @remembered
    def plan(
        self,
        year: int = 2026,
        reach: Reach = Reach.NOMINATION,
        *,
        stages: Plan = FINAL_ONLY,
        prize: Prize | None = None,
        panel: Jury | None = None,
    ) -> Round:
        """Plan a round that opens in an hour and closes in ten days; of another prize, if given."""
        secretariat = self.work("elsewhere" if prize else "secretariat")
        now = self.clock.now
        award_round = rounds.create(
            secretariat,
            prize or self.prize,
            year=year,
            dates={
                "opens_at": now + timedelta(hours=1),
                "deadline_at": now + timedelta(days=10),
                "scoring_deadline_at": now + timedelta(days=30),
                "deliberation_at": now + timedelta(days=40),
                "announcement_planned_at": now + timedelta(days=60),
            },
        )
        criteria = [criterion("x", "0.6"), criterion("y", "0.4")]
        rounds.set_criteria(secretariat, award_round, criteria)
        rounds.set_form(secretariat, award_round, _form(self.more_questions))
        rulebooks.set_first(
            secretariat, award_round, quorum=1 if prize else 2, law=texts("Loven"), reach=reach
        )
        jury.assign(secretariat, award_round, panel or self.jury)
        rounds.set_stages(secretariat, award_round, stages)
        return award_round

    @remembered
    def open(self, year: int = 2026, **plan: Any) -> Round:
        """Plan a round and open its call."""
        return self.open_planned(self.plan(year, **plan))

    def open_planned(self, award_round: Round) -> Round:
        """Open the call of a round that is planned."""
        phases.move(self.work("secretariat"), award_round, "publish_call")
        self.pass_time(hours=2)
        return award_round

    def draft(
        self, award_round: Round, name: str = "nominator", title: str = "Hemmelig tittel"
    ) -> Nomination:
        """Write a complete draft."""
        work = self.work(name)
        nomination = nominations.start(work, award_round, self.body_of(name))
        story, aids = f"Dette er teksten til {title}.", {"used": "none", "what": ""}
        answers = {"title": title, "story": story, "writing_aids": aids}
        base = nominations.base_of(nomination, [*answers, CANDIDATES])
        town = organisations.find_municipality(self.session, "0001", 2024)
        nominations.save(work, nomination, answers, base=base, candidates=[CandidateInput(town.id)])
        return nomination

    @remembered
    def submit(self, award_round: Round, count: int = 2) -> list[Nomination]:
        """Submit nominations."""
        made = []
        for number in range(count):
            nomination = self.draft(award_round, title=f"Hemmelig tittel {number + 1}")
            nominations.submit(self.work("nominator"), nomination)
            made.append(nomination)
        return made

    @remembered
    def judge(self, award_round: Round, count: int = 2) -> list[Nomination]:
        """Take an open round to declaring, with some nominations admitted."""
        made = self.submit(award_round, count)
        self.pass_time(days=11)
        for nomination in made:
            screening.admit(self.work("secretariat"), nomination, residents_checked=True)
        phases.move(self.work("secretariat"), award_round, "begin_judging")
        return made

    def declare(
        self, award_round: Round, name: str, nomination: Nomination, answer: Answer, words: str = ""
    ) -> None:
        """Declare for one nomination."""
        impartiality.declare(self.work(name), award_round, nomination, answer, words)

    @remembered
    def declare_all(self, award_round: Round, made: list[Nomination], *but: str) -> None:
        """Let everybody declare that she has no conflicts, but some."""
        for name in ("chair", "juror_b", "juror_c", "deputy_b", "deputy_c"):
            if name not in but:
                for nomination in made:
                    self.declare(award_round, name, nomination, Answer.NO_CONFLICT)

    @remembered
    def score(self, award_round: Round, made: list[Nomination]) -> None:
        """Take a round from declaring to scoring."""
        self.declare_all(award_round, made)
        phases.move(self.work("secretariat"), award_round, "open_scoring")

    def seal(
        self, name: str, nomination: Nomination, x: int, y: int, grounds: str = "Hemmelig grunn"
    ) -> None:
        """Seal somebody's sheet."""
        scores.seal(self.work(name), nomination, sheet(x, y, grounds))

    @remembered
    def seal_all(self, made: list[Nomination]) -> None:
        """Let the three members seal: the first nomination is the best."""
        for name in ("chair", "juror_b", "juror_c"):
            for place, nomination in enumerate(made):
                self.seal(name, nomination, max(1, 5 - place), 4)

    def deliberate(self, award_round: Round, made: list[Nomination]) -> None:
        """Take a round from scoring to deliberation."""
        self.seal_all(made)
        phases.move(self.work("secretariat"), award_round, "open_deliberation")

    @remembered
    def deliberate_shortlist(self, count: int = 4, **plan: Any) -> tuple[Round, list[Nomination]]:
        """Give a round with a shortlist to be named, and its nominations, the best first."""
        award_round = self.open(**{"stages": WITH_SHORTLIST, **plan})
        made = self.judge(award_round, count)
        self.score(award_round, made)
        self.deliberate(award_round, made)
        return award_round, made

    def name(self, award_round: Round, chosen: list[Nomination], reason: str = "") -> Shortlist:
        """Let the chair name who goes on."""
        ids = [one.id for one in chosen]
        return shortlists.name(self.work("chair"), award_round, ids, reason)

    def open_final(self, award_round: Round) -> None:
        """Take a round whose shortlist is named to the scoring of its final."""
        phases.move(self.work("secretariat"), award_round, "open_declaring")
        phases.move(self.work("secretariat"), award_round, "open_scoring")

    def finalise(self, award_round: Round, made: list[Nomination]) -> None:
        """Let the chair finalise with the first as winner, the second as nominee."""
        decisions.finalise(self.work("chair"), award_round, decision(made))

    def amend(
        self, award_round: Round, reason: str = "Feil i utlysningen.", **changes: Any
    ) -> Rulebook:
        """Amend some of the rules; weights as texts by criterion key."""
        held = rulebooks.rules_of(award_round, award_round.rulebook)
        if "weights" in changes:
            changes["weights"] = {key: Decimal(w) for key, w in changes["weights"].items()}
        return rulebooks.amend(
            self.work("secretariat"),
            award_round,
            replace(held, **changes),
            reason,
            award_round.rulebook.version,
        )

    @remembered
    def at(self, phase: str, year: int = 2026) -> tuple[Round, list[Nomination]]:
        """Give a round in a phase (one of ``PHASES``) with its nominations."""
        award_round = self.plan(year)
        made: list[Nomination] = []
        steps = PHASES.index(phase)
        if steps >= 1:
            phases.move(self.work("secretariat"), award_round, "publish_call")
            self.pass_time(hours=2)
            made = self.submit(award_round)
        if steps >= 2:
            self.pass_time(days=11)
        if steps >= 3:
            for nomination in made:
                screening.admit(self.work("secretariat"), nomination, residents_checked=True)
            phases.move(self.work("secretariat"), award_round, "begin_judging")
        if steps >= 4:
            self.score(award_round, made)
        if steps >= 5:
            self.deliberate(award_round, made)
        if steps >= 6:
            self.finalise(award_round, made)
        if steps >= 7:
            announcements.announce(self.work("chair"), award_round, None)
        if steps >= 8:
            phases.move(self.work("secretariat"), award_round, "archive")
        return award_round, made


def sheet(x: int, y: int, grounds: str = "Hemmelig grunn", version: int = 0) -> SheetInput:
    """Fill in a sheet."""
    return SheetInput({"x": Decimal(x), "y": Decimal(y)}, grounds, "Privat notat", version)


def decision(made: list[Nomination], version: int = 0, **changes: Any) -> DecisionInput:
    """Write a complete decision: the first wins, the second is a nominee."""
    given: dict[str, Any] = {
        "winners": [made[0].id],
        "nominees": [nomination.id for nomination in made[1:2]],
        "mentions": [],
        "citation": "Hemmelig hyllest.",
        "statement": f"Hemmelig uttalelse. {STATEMENT}",
        "grounds": {"x": "Hemmelig begrunnelse."},
        "reason": "",
        "no_award": False,
        "version": version,
    }
    return DecisionInput(**{**given, **changes})
