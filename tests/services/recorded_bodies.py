"""Every act on organisations that leaves a record, done once."""

from app.services import domains, joining, organisations
from app.services.foresight import stamp
from tests.factories import World


def change_bodies(world: World) -> None:
    """Register, confirm, refuse; ask, let in and keep out; name, remove and leave."""
    secretariat = world.work("secretariat")
    for name in ("kari", "ola", "siri"):
        world.people[name] = world.account(name)
    first = joining.by_number(world.work("kari"), "974760673", "Foreningen").organisation
    second = joining.by_number(world.work("kari"), "999990002", "Nøkkelen").organisation
    organisations.confirm(secretariat, first.id)
    foreseen = stamp(organisations.foresee_refusal(secretariat, second.id))
    organisations.refuse(secretariat, second.id, "Ukjent.", seen=foreseen)
    for name, let_in in (("ola", True), ("siri", False)):
        asked = joining.ask(world.work(name), first)
        joining.answer(world.work("kari"), first.id, asked.id, let_in=let_in)
    joining.ask(world.work("siri"), first)
    kari = world.work("kari")
    organisations.set_signatory(kari, first.id, world.people["ola"].id, signs=True)
    organisations.set_signatory(kari, first.id, world.people["ola"].id, signs=False)
    organisations.remove(kari, first.id, world.people["ola"].id)
    organisations.set_letting_in(kari, first.id, itself=True)
    invited = joining.invite(
        kari, first.id, email="ola@example.org", name="Ola", language="nb", is_signatory=True
    )
    joining.take_with(world.work("ola"), invited, world.people["ola"])
    seen = stamp(organisations.foresee_leaving(kari, first.id))
    organisations.leave(kari, first.id, seen=seen)
    domains.add(secretariat, "forening.no", first)
    (offered,) = domains.suggested(secretariat)
    made = domains.confirm(secretariat, [(offered.name, offered.municipality_id)])
    domains.remove(secretariat, made[0].id)
