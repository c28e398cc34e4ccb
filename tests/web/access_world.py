"""A prize with a round in every phase, and somebody in every role towards it."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from app.models import Nomination, Round
from app.rules.access import CollaboratorRole, Role
from app.rules.impartiality import Answer
from app.services import (
    accounts,
    announcements,
    decisions,
    invitations,
    jury,
    nominations,
    offices,
    organisations,
    phases,
    prizes,
    scores,
    screening,
    sharing,
)
from app.services.scores import SheetInput
from app.services.sharing.people import let_in
from app.services.work import Work
from tests.factories import PHASES, STATEMENT, SYSTEM, Clock, World, decision, texts
from tests.files.attached import attach
from tests.web import access_bodies

ROLES = {
    "public": None,
    "nominator": "nominator",
    "stranger": "stranger",
    "editor": "editor",
    "reader": "reader",
    "secretariat": "secretariat",
    "chair": "chair",
    "juror": "juror_c",
    "recused": "juror_b",
    "deputy": "deputy_c",
    "called": "deputy_b",
    "auditor": "auditor",
    "administrator": "administrator",
    "elsewhere": "elsewhere",
}
"""Each role, and who of the world has it.

nominator: of the organisation that nominated. stranger: of another organisation. editor, reader:
let into the first nomination and the draft, and not into the second. recused: the juror
who is recused from the first nomination, called: her deputy, who sits for it. deputy: one who has
not been called, and has a possible conflict to the second nomination. elsewhere: the secretariat's,
and a leader of the jury, of another prize.
"""


CROSSING = {"secretariat": "elsewhere", "juror": "other_juror", "nominator": "other_writer"}
"""Those of the other prize alone, by what they are there; the first leads its jury too."""
OTHER_JURY = ("elsewhere", "other_juror")
OTHER_PHASES = ("announced", "decided", "deliberation", "scoring", "screening")
"""The phases that the other prize has a round in, the furthest first; beside an open call."""


@dataclass(frozen=True)
class Place:
    """One round, as addresses and forms name it."""

    slug: str
    first: int
    """The nomination that one juror is recused from; 0 where none has been written yet."""
    second: int
    draft: int
    base: str
    """What an edit of the draft's second part starts from."""
    decided: int
    """The version of the decision's draft; 0 where there is none."""
    in_conflict: int
    """The appointment with a possible conflict to the second nomination."""
    jurors: dict[str, int]
    """Everybody's appointment to the jury, by name."""
    files: dict[int, str] = field(default_factory=dict)
    """What is attached to each nomination, by its number."""
    guest: int = 0
    """The invitation into the first nomination that nobody has answered."""


@dataclass(frozen=True)
class Stage:
    """An application with everything on it, and the numbers to address it by."""

    app: Flask
    prize: str
    """The prize that the rounds are of, by its address."""
    places: dict[str, Place]
    accounts: dict[str, int | None]
    crossing: dict[str, int]
    """The accounts of those of the other prize."""
    bodies: dict[str, int]
    people: dict[str, Any]
    """Of no round: an account, an office and an invitation; a jury, a seat; an organisation."""
    others: dict[str, Place]
    """Rounds of the other prize, which has everything of its own."""
    cookies: dict[str, str] = field(default_factory=dict)
    """What each role's browser holds when she has signed in: once, for all the tests."""

    @property
    def elsewhere(self) -> list[str]:
        """The rounds of the other prize that its secretariat works with: judged, and called."""
        return [self.others[phase].slug for phase in ("deliberation", "open")]


_TAKEN = {"groups": ["pdf"], "most": 3, "megabytes": 1}
_ASKED = {"kind": "attachment", "label": texts("Vedlegg"), "files": _TAKEN}


class AccessWorld(World):
    """The small world, in which nobody's part is the same as another's.

    ``turned`` makes the same world with everything the other way round that is not for all to
    see: scores, grounds, notes and the winner.
    """

    more_questions = ({"key": "files", **_ASKED}, {"key": "papers", "for_jury": False, **_ASKED})
    """Files, of one question that the jury reads and of one that it does not."""

    def __init__(self, session: Session, clock: Clock, *, turned: bool = False) -> None:
        super().__init__(session, clock)
        self.turned = turned
        self.drafts: dict[int, Nomination] = {}
        system = Work(session, SYSTEM, clock.now)
        self._another_prize(system)

    def draft(
        self, award_round: Round, name: str = "nominator", title: str = "Hemmelig tittel"
    ) -> Nomination:
        """Write a complete draft, with a file."""
        made = super().draft(award_round, name, title)
        if name == "nominator":
            attach(self, made, f"%PDF- til {title}".encode(), f"Hemmelig vedlegg til {title}.pdf")
        return made

    def _another_prize(self, system: Work) -> None:
        body = organisations.create(system, name="Et annet direktorat")
        prize = prizes.create(
            system,
            body,
            slug="en-annen-pris",
            name=texts("En annen pris"),
            purpose=texts("Den hedrer annet arbeid."),
            about=texts("Den deles ut hvert år."),
            gifts=[],
            contact_email="annen@example.org",
        )
        account = self.people["elsewhere"] = self.account("elsewhere")
        accounts.grant_role(system, account, Role.SECRETARIAT, prize)
        other = jury.create(self.work("elsewhere"), prize, term_from=2025, term_to=2040)
        self.people["other_juror"] = self.account("other_juror")
        seats = {
            "elsewhere": body,
            "other_juror": organisations.create(system, name="Et annet råd"),
        }
        for name, institution in seats.items():
            leads = name == "elsewhere"
            seat = jury.add_seat(
                self.work("elsewhere"), other, institution, short=name[:5], leads=leads
            )
            held = jury.appoint(
                self.work("elsewhere"),
                seat,
                person_name=name,
                account=self.people[name],
                since=date(2025, 1, 1),
                until=None,
            )
            jury.note_pledge(self.work("elsewhere"), held, "nb")
        nominator = self.people["other_writer"] = self.account("other_writer")
        own = organisations.create(system, name="other_writer kommune")
        organisations.add_member(system, own, nominator, is_signatory=True)
        self.other_prize, self.other_jury = prize, other

    def elsewhere(self, phase: str, year: int) -> Place:
        """Take a round of the other prize to a phase, by its own people."""
        work, steps = partial(self.work, "elsewhere"), PHASES.index(phase)
        award_round = self.plan(year, prize=self.other_prize, panel=self.other_jury)
        phases.move(work(), award_round, "publish_call")
        self.pass_time(hours=2)
        made = self.draft(award_round, "other_writer", "Fremmed tittel")
        nominations.submit(self.work("other_writer"), made)
        draft = self.draft(award_round, "other_writer", "Fremmed tittel utkast")
        if steps >= PHASES.index("screening"):
            self.pass_time(days=11)
        if steps >= PHASES.index("declaring"):
            screening.admit(work(), made, residents_checked=True)
            phases.move(work(), award_round, "begin_judging")
        if steps >= PHASES.index("scoring"):
            for name in OTHER_JURY:
                self.declare(award_round, name, made, Answer.NO_CONFLICT)
            phases.move(work(), award_round, "open_scoring")
            for name in OTHER_JURY:
                self.seal(name, made, 4, 4, "Fremmed grunn")
        if steps >= PHASES.index("deliberation"):
            phases.move(work(), award_round, "open_deliberation")
        if steps >= PHASES.index("decided"):
            told = decision(
                [made],
                citation="Fremmed hyllest.",
                statement=f"Fremmed uttalelse. {STATEMENT}",
                grounds={"x": "Fremmed begrunnelse."},
            )
            decisions.finalise(work(), award_round, told)
        if steps >= PHASES.index("announced"):
            announcements.announce(work(), award_round, None)
        held = jury.holders(self.session, award_round, self.clock.now.date())
        jurors = {one.person_name: one.id for one in held}
        return Place(
            slug=award_round.slug,
            first=made.id,
            second=made.id,
            draft=draft.id,
            base=nominations.base_of(draft, ["story"]),
            decided=0,
            in_conflict=jurors["other_juror"],
            jurors=jurors,
        )

    def submit(self, award_round: Round, count: int = 2) -> list[Nomination]:
        """Submit nominations, and leave a draft that is never submitted."""
        made = super().submit(award_round, count)
        self.drafts[award_round.id] = self.draft(award_round, title="Hemmelig tittel utkast")
        return made

    def declare_all(self, award_round: Round, made: list[Nomination], *_but: str) -> None:
        """Recuse one juror from the first; put one deputy's conflict to the second in question."""
        first, second = made
        told = {
            ("juror_b", first.id): (Answer.AUTOMATIC, ""),
            ("deputy_c", second.id): (Answer.POSSIBLE, "Hemmelig binding"),
        }
        for name in ("chair", "juror_b", "juror_c", "deputy_b", "deputy_c"):
            for nomination in made:
                answer, words = told.get((name, nomination.id), (Answer.NO_CONFLICT, ""))
                self.declare(award_round, name, nomination, answer, words)

    def seal(
        self, name: str, nomination: Nomination, x: int, y: int, grounds: str = "Hemmelig grunn"
    ) -> None:
        """Seal somebody's sheet, with grounds and notes that tell whose and of what they are."""
        turned = " snudd" if self.turned else ""
        given = SheetInput(
            {"x": Decimal(x), "y": Decimal(y)},
            f"{grounds}{turned} fra {name} om {nomination.number}",
            f"Privat notat{turned} fra {name}",
            0,
        )
        scores.seal(self.work(name), nomination, given)

    def seal_all(self, made: list[Nomination]) -> None:
        """Let whoever sits seal: the first nomination is the best, or the second when turned."""
        best, other = (2, 5) if self.turned else (5, 2)
        first, second = made
        for name in ("chair", "juror_c", "deputy_b"):
            self.seal(name, first, best, 4)
        for name in ("chair", "juror_c", "juror_b"):
            self.seal(name, second, other, 3)

    def decision(self, made: list[Nomination], **changes: Any) -> decisions.DecisionInput:
        """Write the decision: the first wins, or the second when turned."""
        if not self.turned:
            return decision(made, **changes)
        told = {
            "citation": "Hemmelig hyllest, snudd.",
            "statement": decision(made).statement.replace("uttalelse", "uttalelse, snudd"),
            "grounds": {"x": "Hemmelig begrunnelse, snudd."},
        }
        return decision(made[::-1], **told | changes)

    def share(self, nomination: Nomination) -> None:
        """Let two of no organisation into a nomination: one to write, one to read."""
        for role in CollaboratorRole:
            if role.value not in self.people:
                self.people[role.value] = self.account(role.value)
            let_in(self.work("nominator"), nomination, self.people[role.value], role)

    def guest(self, nomination: Nomination) -> int:
        """Invite somebody into a nomination who does not answer."""
        made = sharing.invite(
            self.work("nominator"),
            nomination,
            email="gjest@example.org",
            name="Gjest",
            language="nb",
            role=CollaboratorRole.READER,
        )
        return made.id

    def finalise(self, award_round: Round, made: list[Nomination]) -> None:
        """Let the chair finalise."""
        decisions.finalise(self.work("chair"), award_round, self.decision(made))

    def invite(self) -> dict[str, int]:
        """Invite somebody to an office and to a seat, and say what can be addressed."""
        made = invitations.invite(
            self.work("administrator"),
            email="invitert@example.org",
            name="Invitert",
            language="nb",
            role=Role.AUDITOR,
        )
        grant = offices.held(self.session, self.people["auditor"].id)[0]
        seat = self.jury.seats[0]
        to_seat = jury.invite(
            self.work("secretariat"),
            seat,
            email="plass@example.org",
            name="Invitert til plassen",
            language="nb",
            since=date(2028, 12, 31),
            deputy=True,
        )
        return {
            "jury_id": self.jury.id,
            "seat_id": seat.id,
            "seat_invitation_id": to_seat.id,
            "invitation_id": made.id,
            "grant_id": grant.id,
            "account_id": self.people["nominator"].id,
        }

    def place(self, phase: str, year: int) -> Place:
        """Take a round to a phase, and let some have begun what there is to do in it."""
        award_round, made = self.at(phase, year)
        if phase == "declaring":
            self.declare_all(award_round, made)
        if phase == "scoring":
            for nomination in made:
                self.seal("juror_c", nomination, 3 if self.turned else 6, 6)
        decided = 0
        if phase == "deliberation":
            drafted = self.decision(made, citation="Hemmelig hyllest, utkast.")
            decided = decisions.save(self.work("chair"), award_round, drafted).version
        draft = self.drafts.get(award_round.id)
        for shared in filter(None, (*made[:1], draft)):
            self.share(shared)
        held = jury.holders(self.session, award_round, self.clock.now.date())
        jurors = {one.person_name: one.id for one in held}
        return Place(
            slug=award_round.slug,
            guest=self.guest(made[0]) if made else 0,
            first=made[0].id if made else 0,
            second=made[1].id if made else 0,
            draft=draft.id if draft else 0,
            base=nominations.base_of(draft, ["story"]) if draft else "",
            decided=decided,
            in_conflict=jurors["deputy_c"],
            jurors=jurors,
            files={
                one.id: one.attachments[0].shown_sha256
                for one in (*made, *([draft] if draft else []))
            },
        )


def build(app: Flask, session: Session, *, turned: bool = False) -> Stage:
    """Make everything: the rounds that have come furthest first, because they share one clock."""
    world = AccessWorld(session, app.config["CLOCK"], turned=turned)
    years = {phase: 2026 + number for number, phase in enumerate(PHASES)}
    others = {phase: world.elsewhere(phase, years[phase] + 15) for phase in OTHER_PHASES}
    places = {phase: world.place(phase, years[phase]) for phase in reversed(PHASES)}
    others["open"] = world.elsewhere("open", years["open"] + 15)
    people = world.invite() | access_bodies.make(world)
    session.commit()
    return Stage(
        app=app,
        prize=world.prize.slug,
        places=places,
        accounts={role: world.people[name].id if name else None for role, name in ROLES.items()},
        crossing={role: world.people[name].id for role, name in CROSSING.items()},
        others=others,
        people=people,
        bodies={name: world.body_of(name).id for name in ("nominator", "stranger")},
    )
