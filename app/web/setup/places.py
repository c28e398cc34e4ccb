"""Where the steps of the set-up are."""

from flask import url_for

from app.models import Round
from app.rules.setup import Step
from app.rules.tables import every

ENDPOINTS = {
    Step.DATES: "setup_dates.show",
    Step.NOMINATORS: "nominators.show",
    Step.CANDIDATES: "candidate_kinds.show",
    Step.CRITERIA: "setup_criteria.show",
    Step.FORM: "builder.show",
    Step.CALL: "setup_call.show",
    Step.CONTACT: "setup_contact.show",
    Step.AWARD: "setup_award.show",
    Step.STAGES: "setup_stages.show",
    Step.RULES: "setup_rules.show",
    Step.JURY: "setup_jury.show",
}
every(Step, ENDPOINTS)


def path_of(award_round: Round, step: Step) -> str:
    """Give the address of a step."""
    return url_for(ENDPOINTS[step], slug=award_round.slug)
