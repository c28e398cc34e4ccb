"""Who may do what: the order in which the answers are given, and what a refusal says."""

import pytest

from app.rules.access import (
    DeniedError,
    Permission,
    Role,
    Situation,
    Verdict,
    WrongPhaseError,
    could_ever,
    decide,
    require,
)
from app.rules.actors import ANONYMOUS, Actor, AppointmentOf
from app.rules.lifecycle import Phase, StageState


def roles(*names: str) -> frozenset[Role]:
    return frozenset(Role(name) for name in names)


def at(phase: str, stage: str | None = None, *, impartial: bool = True) -> Situation:
    return Situation(Phase(phase), StageState(stage) if stage else None, impartial)


SCORING = at("judging", "scoring")


def test_whose_it_is_comes_before_impartiality_and_time() -> None:
    closed = at("archived", impartial=False)
    assert decide(Permission.SCORE, roles("public", "account"), closed) is Verdict.NOT_HERS
    assert decide(Permission.SCORE, roles("juror"), closed) is Verdict.RECUSED
    assert decide(Permission.SCORE, roles("juror"), at("archived")) is Verdict.NOT_NOW
    assert decide(Permission.SCORE, roles("juror"), SCORING) is Verdict.ALLOWED


def test_impartiality_is_asked_for_only_where_the_table_says_so() -> None:
    recused = at("judging", "declaring", impartial=False)
    assert decide(Permission.DECLARE, roles("juror"), recused) is Verdict.ALLOWED
    assert decide(Permission.READ_AS_JURY, roles("juror"), recused) is Verdict.RECUSED


def test_a_round_in_judging_without_a_stage_counts_as_waiting() -> None:
    assert decide(Permission.SCORE, roles("juror"), at("judging")) is Verdict.NOT_NOW
    assert decide(Permission.VIEW_DESK, roles("juror"), at("judging")) is Verdict.ALLOWED


def test_the_stage_matters_only_while_the_round_is_judged() -> None:
    assert decide(Permission.VIEW_RANKING, roles("chair"), at("decided")) is Verdict.ALLOWED
    early = at("judging", "scoring")
    assert decide(Permission.VIEW_RANKING, roles("chair"), early) is Verdict.NOT_NOW


def test_without_a_phase_only_the_role_is_asked_about() -> None:
    nowhere = Situation()
    installation = Permission.VIEW_INSTALLATION_AUDIT
    assert decide(installation, roles("administrator"), nowhere) is Verdict.ALLOWED
    assert decide(installation, roles("secretariat"), nowhere) is Verdict.NOT_HERS


@pytest.mark.parametrize("office", ["juror", "deputy", "chair", "secretariat", "administrator"])
def test_who_has_an_office_in_the_round_does_not_nominate_in_it(office: str) -> None:
    held = roles("public", "account", "nominator", office)
    assert decide(Permission.START_NOMINATION, held, at("open")) is Verdict.NOT_HERS


@pytest.mark.parametrize("other", ["nominator", "auditor", "public"])
def test_anybody_else_with_an_account_may_nominate(other: str) -> None:
    held = roles("account", other)
    assert decide(Permission.START_NOMINATION, held, at("open")) is Verdict.ALLOWED


def test_a_refusal_says_what_was_asked_and_what_stood_in_the_way() -> None:
    with pytest.raises(DeniedError) as denied:
        require(Permission.DECIDE, roles("juror"), at("judging", "deliberation"))
    assert (denied.value.permission, denied.value.verdict) == ("decide", "not_hers")
    with pytest.raises(DeniedError) as denied:
        require(Permission.DECIDE, roles("chair"), at("judging", "deliberation", impartial=False))
    assert denied.value.verdict == "recused"
    with pytest.raises(WrongPhaseError) as early:
        require(Permission.DECIDE, roles("chair"), SCORING)
    assert early.value.permission == "decide"
    require(Permission.DECIDE, roles("chair"), at("judging", "deliberation"))


def test_what_is_open_to_all_is_denied_and_hidden_before_its_time() -> None:
    for permission, phase in ((Permission.VIEW_ROUND, "planned"), (Permission.VIEW_RESULT, "open")):
        with pytest.raises(DeniedError) as denied:
            require(permission, roles("public"), at(phase))
        assert denied.value.hidden is True


def test_what_is_kept_secret_is_refused_as_if_it_did_not_exist() -> None:
    hidden = {}
    for permission in (Permission.READ_OWN_NOMINATION, Permission.READ_SUBMITTED, Permission.SCORE):
        with pytest.raises(DeniedError) as denied:
            require(permission, roles("public", "account"), SCORING)
        hidden[permission.value] = denied.value.hidden
    assert hidden == {"read_own_nomination": True, "read_submitted": True, "score": False}


def test_her_own_nomination_in_the_wrong_phase_is_a_matter_of_time() -> None:
    with pytest.raises(WrongPhaseError):
        require(Permission.EDIT_NOMINATION, roles("nominator"), at("screening"))


def test_a_guard_asks_whether_any_of_the_roles_could_ever() -> None:
    assert could_ever(Permission.DECIDE, roles("account", "chair")) is True
    assert could_ever(Permission.DECIDE, roles("account", "juror", "deputy")) is False


def held(
    appointment: int, jury: int, *, deputy: bool = False, leads: bool = False
) -> AppointmentOf:
    return AppointmentOf(
        appointment, appointment * 10, jury, jury // 10, deputy=deputy, leads=leads
    )


def test_roles_hold_in_the_prize_jury_and_organisation_they_were_given_for() -> None:
    actor = Actor(
        account_id=1,
        grants=frozenset({(Role.SECRETARIAT, 7), (Role.AUDITOR, None)}),
        organisations=frozenset({5}),
        appointments=(held(1, 70), held(2, 80, leads=True), held(3, 90, deputy=True)),
    )
    assert actor.prizes(frozenset({Role.SECRETARIAT, Role.AUDITOR})) == {7, None, 8, 9}
    assert actor.prizes(frozenset({Role.SECRETARIAT})) == {7, 8, 9}
    assert actor.roles() == roles("public", "account", "auditor")
    assert actor.roles(prize_id=7) == roles("public", "account", "auditor", "secretariat")
    assert actor.roles(prize_id=8) == roles("public", "account", "auditor")
    assert actor.roles(jury_id=70) == roles("public", "account", "auditor", "juror")
    assert actor.roles(jury_id=80) == roles("public", "account", "auditor", "chair")
    assert actor.roles(jury_id=90) == roles("public", "account", "auditor", "deputy")
    assert actor.roles(jury_id=91) == roles("public", "account", "auditor")
    assert actor.roles(organisation_id=5) == roles("public", "account", "auditor", "nominator")
    assert actor.roles(organisation_id=6) == roles("public", "account", "auditor")
    assert actor.every_role() == roles(
        "public", "account", "auditor", "secretariat", "nominator", "juror", "chair", "deputy"
    )


def test_a_deputy_of_the_seat_that_leads_is_a_deputy() -> None:
    actor = Actor(account_id=1, appointments=(held(1, 70, deputy=True, leads=True),))
    assert actor.roles(jury_id=70) == roles("public", "account", "deputy")


def test_her_appointment_is_found_by_its_jury() -> None:
    mine = held(2, 80)
    actor = Actor(account_id=1, appointments=(held(1, 70), mine))
    assert actor.appointment_in(80) == mine
    assert actor.appointment_in(81) is None
    assert actor.appointment_in(None) is None


def test_nobody_in_particular_is_the_public() -> None:
    assert ANONYMOUS.is_signed_in is False
    assert ANONYMOUS.roles(prize_id=1, jury_id=1, organisation_id=1) == roles("public")
    assert ANONYMOUS.every_role() == roles("public")
