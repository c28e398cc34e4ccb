"""Coming in to an organisation, being answered, handing over, and who may submit."""

import pytest

from app.models import Organisation
from app.rules.access import DeniedError, Permission
from app.rules.nominators import NominatorKind
from app.services import domains, joining, nominations, nominators, organisations
from app.services.foresight import stamp
from app.services.joining import BadNumberError, NoPersonsError, Outcome, TooManyError
from app.services.moves import ReasonMissingError
from app.services.nominations import HinderedError, Hindrance, NotTakenError
from app.services.nominators import LockedError, NobodyError
from app.services.organisations import HeirMissingError, LastSignatoryError, Standing
from app.services.work import NotFoundError, Work
from tests.factories import World
from tests.services.helpers import told

NUMBER = "974760673"


def person(world: World, name: str) -> Work:
    world.people[name] = world.account(name)
    return world.work(name)


def registered(world: World, name: str = "kari") -> Organisation:
    return joining.by_number(person(world, name), NUMBER, "Foreningen").organisation


def by_domain(world: World, name: str) -> joining.Joined:
    work = person(world, name)
    world.people[name].email = f"{name}@provedal.kommune.no"
    (body,) = joining.offered(work)
    return joining.by_domain(work, body.key)


def let_in_by_domain(world: World) -> None:
    secretariat = world.work("secretariat")
    (one,) = domains.suggested(secretariat)
    domains.confirm(secretariat, [(one.name, one.municipality_id)])


def test_the_first_by_domain_waits_and_those_after_her_are_let_in(world: World) -> None:
    let_in_by_domain(world)
    first = by_domain(world, "kari")
    assert (first.organisation.name, first.outcome) == ("Prøvedal kommune", Outcome.WAITS)
    assert told(world.session, "organisation_waiting") == [("organisation_waiting", "secretariat")]
    assert by_domain(world, "ola").outcome is Outcome.WAITS
    organisations.confirm(world.work("secretariat"), first.organisation.id)
    assert by_domain(world, "siri").outcome is Outcome.JOINED
    signing = organisations.signatories(world.session, first.organisation.id)
    assert [one.name for one in signing] == ["kari"]


def test_an_organisation_that_lets_people_in_itself_is_asked(world: World) -> None:
    let_in_by_domain(world)
    body = by_domain(world, "kari").organisation
    organisations.confirm(world.work("secretariat"), body.id)
    organisations.set_letting_in(world.work("kari"), body.id, itself=True)
    assert by_domain(world, "ola").outcome is Outcome.ASKED
    assert world.work("ola").actor.organisations == frozenset()
    (asked,) = joining.asked_of(world.work("kari"), body.id)
    joining.answer(world.work("kari"), body.id, asked.id, let_in=True)
    assert world.work("ola").actor.organisations == {body.id}


def test_a_number_that_is_there_before_is_asked_and_tells_nothing(world: World) -> None:
    body = registered(world)
    found = joining.by_number(person(world, "ola"), "974 760 673", "Noe annet")
    assert (found.organisation.id, found.outcome) == (body.id, Outcome.ASKED)
    with pytest.raises(DeniedError):
        organisations.see(world.work("ola"), body.id)
    # Nobody has confirmed it: whoever registered it first may be nobody.
    assert told(world.session, "join_asked") == [("join_asked", "secretariat")]
    assert joining.asked_of(world.work("kari"), body.id) == []


def test_a_number_must_be_one(world: World) -> None:
    with pytest.raises(BadNumberError):
        joining.by_number(person(world, "kari"), "974760674", "Foreningen")


def test_nobody_registers_organisation_after_organisation(world: World) -> None:
    registered(world)
    for number in ("999990002", "999990010"):
        joining.by_number(world.work("kari"), number, "En til")
    with pytest.raises(TooManyError):
        joining.by_number(world.work("kari"), "999990029", "Enda en")


def test_a_refusal_shuts_out_and_frees_the_number_and_shows_the_next_nothing(world: World) -> None:
    award_round, body = world.open(), registered(world)
    draft = nominations.start(world.work("kari"), award_round, body)
    secretariat = world.work("secretariat")
    seen = stamp(organisations.foresee_refusal(secretariat, body.id))
    with pytest.raises(ReasonMissingError):
        organisations.refuse(secretariat, body.id, " ", seen=seen)
    organisations.refuse(secretariat, body.id, "Ukjent for oss.", seen=seen)
    assert told(world.session, "organisation_refused") == [("organisation_refused", "kari")]
    with pytest.raises(DeniedError):
        nominations.require(world.work("kari"), Permission.READ_OWN_NOMINATION, draft)
    again = joining.by_number(person(world, "ola"), NUMBER, "Foreningen")
    assert again.outcome is Outcome.WAITS
    assert again.organisation.id != body.id
    with pytest.raises(DeniedError):
        nominations.require(world.work("ola"), Permission.READ_OWN_NOMINATION, draft)


def test_what_waits_can_be_written_and_not_submitted(world: World) -> None:
    award_round = world.open()
    world.body_of("nominator").confirmed_at = None
    draft = world.draft(award_round)
    with pytest.raises(HinderedError) as hindered:
        nominations.submit(world.work("nominator"), draft)
    assert hindered.value.hindrance is Hindrance.UNCONFIRMED
    organisations.confirm(world.work("secretariat"), world.body_of("nominator").id)
    nominations.submit(world.work("nominator"), draft)


def test_where_the_round_asks_for_one_only_a_signatory_submits(world: World) -> None:
    planned = world.plan()
    kinds = planned.nominators
    nominators.set_nominators(world.work("secretariat"), planned, kinds, signatory_required=True)
    award_round = world.open_planned(planned)
    body = world.body_of("nominator")
    organisations.add_member(world.system, body, world.people["stranger"])
    draft = world.draft(award_round)
    with pytest.raises(HinderedError) as hindered:
        nominations.submit(world.work("stranger"), draft)
    assert hindered.value.hindrance is Hindrance.NOT_SIGNATORY
    organisations.set_signatory(
        world.work("nominator"), body.id, world.people["stranger"].id, signs=True
    )
    nominations.submit(world.work("stranger"), draft)


def test_a_private_person_nominates_where_the_round_takes_them(world: World) -> None:
    award_round, kari = world.open(), person(world, "kari")
    with pytest.raises(NoPersonsError):
        joining.as_person(kari)
    everybody = list(NominatorKind)
    nominators.set_nominators(
        world.work("secretariat"), award_round, everybody, signatory_required=False
    )
    made = joining.as_person(kari)
    assert joining.as_person(world.work("kari")).organisation.id == made.organisation.id
    nominations.start(world.work("kari"), award_round, made.organisation)
    secretariat = world.work("secretariat")
    assert made.organisation.id not in {one.id for one in organisations.listed(secretariat)}
    with pytest.raises(NotFoundError):
        organisations.see(secretariat, made.organisation.id)


def test_a_round_takes_only_the_kinds_that_it_names(world: World) -> None:
    planned, secretariat = world.plan(), world.work("secretariat")
    with pytest.raises(NobodyError):
        nominators.set_nominators(secretariat, planned, [], signatory_required=False)
    kinds = ["municipality"]
    nominators.set_nominators(secretariat, planned, kinds, signatory_required=False)
    award_round = world.open_planned(planned)
    with pytest.raises(NotTakenError):
        nominations.start(world.work("nominator"), award_round, world.body_of("nominator"))
    with pytest.raises(LockedError):
        nominators.set_nominators(
            world.work("secretariat"), award_round, kinds, signatory_required=True
        )
    with pytest.raises(LockedError):
        nominators.set_nominators(
            world.work("secretariat"), award_round, ["person"], signatory_required=False
        )
    wider = ["municipality", "organisation"]
    nominators.set_nominators(
        world.work("secretariat"), award_round, wider, signatory_required=False
    )
    nominations.start(world.work("nominator"), award_round, world.body_of("nominator"))


def test_the_last_who_may_submit_names_another_before_she_leaves(world: World) -> None:
    body = world.body_of("nominator")
    organisations.add_member(world.system, body, world.people["stranger"])
    nominator, heir = world.work("nominator"), world.people["stranger"].id
    with pytest.raises(LastSignatoryError):
        organisations.set_signatory(nominator, body.id, nominator.actor.account_id, signs=False)
    seen = stamp(organisations.foresee_leaving(nominator, body.id))
    with pytest.raises(HeirMissingError):
        organisations.leave(nominator, body.id, seen=seen)
    organisations.leave(nominator, body.id, seen=seen, heir=heir)
    assert [one.name for one in organisations.signatories(world.session, body.id)] == ["stranger"]
    assert told(world.session, "signatory_named") == [("signatory_named", "stranger")]


def test_drafts_stay_when_the_last_leaves_and_whoever_comes_takes_them_over(world: World) -> None:
    award_round, body = world.open(), world.body_of("nominator")
    draft = world.draft(award_round)
    nominator = world.work("nominator")
    seen = stamp(organisations.foresee_leaving(nominator, body.id))
    organisations.leave(nominator, body.id, seen=seen)
    assert told(world.session, "organisation_left") == [("organisation_left", "secretariat")]
    (empty,) = (one for one in organisations.listed(world.work("secretariat")) if one.id == body.id)
    assert empty.standing is Standing.EMPTY
    made = joining.invite(
        world.work("secretariat"),
        body.id,
        email="arving@example.org",
        name="Arving",
        language="nb",
        is_signatory=True,
    )
    joining.take_with(world.work("stranger"), made, world.people["stranger"])
    nominations.submit(world.work("stranger"), draft)


def test_a_colleague_invites_and_only_a_signatory_says_who_submits(world: World) -> None:
    body = world.body_of("nominator")
    organisations.add_member(world.system, body, world.people["stranger"])
    given = {"email": "ny@example.org", "name": "Ny", "language": "nb"}
    with pytest.raises(DeniedError):
        joining.invite(world.work("stranger"), body.id, **given, is_signatory=True)
    joining.invite(world.work("stranger"), body.id, **given)
    with pytest.raises(DeniedError):
        organisations.remove(world.work("stranger"), body.id, world.people["nominator"].id)
    with pytest.raises(DeniedError):
        joining.invite(world.work("chair"), body.id, **given)


def test_nobody_is_invited_to_what_waits(world: World) -> None:
    body = registered(world)
    with pytest.raises(joining.UnconfirmedError):
        joining.invite(world.work("kari"), body.id, email="a@b.no", name="A", language="nb")
