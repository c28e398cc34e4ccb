"""Acts of setting up, stopping and closing: who does each, where, and what changes meanwhile."""

from datetime import date
from decimal import Decimal

from app.rules.forms import QuestionKind
from app.rules.impartiality import Answer
from app.rules.questions import Made
from app.services import forms, jury, phases, withdrawals
from app.services.rounds import criteria
from tests.factories import World, texts
from tests.web.acts import Case


def closing(world: World) -> Case:
    world.open()
    planned = world.plan(2027)
    return Case(
        "administrator",
        "/priser/prisen/lukk",
        {"reason": "Ordningen er lagt ned."},
        lambda: phases.move(world.work("secretariat"), planned, "publish_call"),
        [
            "Prisrunden 2026 går som planlagt til resultatet er kunngjort.",
            "Én runde er planlagt. Utlysningen av den kan ikke åpnes.",
            "secretariat, chair, juror_b, deputy_b, juror_c og deputy_c.",
        ],
        lambda: world.prize.closed_at is not None,
    )


def extending(world: World) -> Case:
    award_round = world.open()
    world.draft(award_round)
    return Case(
        "secretariat",
        "/priser/prisen/2026/datoer",
        {
            "deadline": "13.03.2026 kl. 10.00",
            "reason": "Nettet var nede.",
            "version": str(award_round.version),
        },
        lambda: world.draft(award_round, "stranger"),
        [
            "Frist for å sende inn forslag: fra 12. mars 2026 kl. 10.00 til 13. mars 2026",
            "Nettet var nede.",
            "E-post til én person Den ene som skriver eller leser et forslag i runden.",
        ],
        lambda: f"{award_round.deadline_at:%d}" == "13",
        asks_by_post=True,
    )


def extending_of_jury(world: World) -> Case:
    award_round, made = world.at("scoring")
    return Case(
        "secretariat",
        "/priser/prisen/2026/datoer",
        {
            "scoring": "03.04.2026 kl. 11.00",
            "reason": "Flere trenger tid.",
            "version": str(award_round.version),
        },
        lambda: world.declare(award_round, "juror_b", made[0], Answer.AUTOMATIC),
        [
            "Frist for å levere poeng: fra 1. april 2026 kl. 11.00 til 3. april 2026 kl. 11.00.",
            "Disse 3 får e-post chair, juror_b og juror_c.",
        ],
        lambda: f"{award_round.scoring_deadline_at:%d.%m}" == "03.04",
        asks_by_post=True,
    )


def pausing(world: World) -> Case:
    award_round = world.open()
    world.draft(award_round)
    return Case(
        "secretariat",
        "/priser/prisen/2026/styring/pause",
        {"reason": "Departementet vil vente."},
        lambda: world.draft(award_round, "stranger"),
        ["nominator, chair, juror_b, deputy_b, juror_c og deputy_c.", "Ett utkast er begynt på."],
        lambda: award_round.course.value == "paused",
    )


def resuming(world: World) -> Case:
    award_round = world.open()
    phases.pause(world.work("secretariat"), award_round, "Departementet vil vente.")
    return Case(
        "secretariat",
        "/priser/prisen/2026/styring/fortsett",
        {"reason": ""},
        lambda: jury.appoint(
            world.work("secretariat"),
            world.jury.seats[0],
            person_name="deputy_a",
            since=date(2026, 1, 1),
            until=None,
            deputy=True,
        ),
        ["chair, juror_b, deputy_b, juror_c og deputy_c."],
        lambda: award_round.course.value == "running",
    )


def cancelling(world: World) -> Case:
    award_round, made = world.at("scoring")
    return Case(
        "secretariat",
        "/priser/prisen/2026/styring/avlys",
        {"reason": "Det er ikke penger til prisen."},
        lambda: withdrawals.withdraw(world.work("nominator"), made[1], "Vi trekker oss."),
        [
            "nominator, chair, juror_b, deputy_b, juror_c og deputy_c.",
            "Det er sendt inn 2 forslag.",
        ],
        lambda: award_round.course.value == "cancelled",
    )


def removing(world: World) -> Case:
    award_round = world.plan()
    secretariat = world.work("secretariat")

    def meanwhile() -> None:
        made = Made(QuestionKind.DATE, texts("Når?"))
        forms.add_question(secretariat, award_round, "second", made)

    return Case(
        "secretariat",
        "/priser/prisen/2026/oppsett/skjema/fjern/del/second",
        {},
        meanwhile,
        ["Spørsmål story"],
        lambda: len(forms.form(world.session, award_round)) == 1,
    )


def removing_a_criterion(world: World) -> Case:
    award_round = world.plan()

    def meanwhile() -> None:
        held = criteria.columns(award_round)
        held[0]["weight"], held[1]["weight"] = Decimal("0.5"), Decimal("0.5")
        criteria.set_criteria(world.work("secretariat"), award_round, held)

    return Case(
        "secretariat",
        "/priser/prisen/2026/oppsett/kriterier/x/fjern",
        {},
        meanwhile,
        ["Fjern kriteriet «Kriterium x»", "Spørsmål title og Spørsmål story."],
        lambda: [one.key for one in award_round.criteria] == ["y"],
    )
