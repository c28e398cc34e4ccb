"""What of organisations there is to address on the stage: one that nominates, one that waits."""

from app.models import JoinRequest
from app.services import domains, joining
from tests.factories import World

OF_WAITING = frozenset({"organisations.confirm", "organisations.refusal", "organisations.refuse"})
"""The endpoints that are asked about the organisation that waits."""
END = "kommune.no"


def make(world: World) -> dict[str, int | str]:
    """Let one organisation wait, one person ask to be let in, and one be invited."""
    body = world.body_of("nominator")
    world.people["newcomer"] = world.account("newcomer")
    waiting = joining.by_number(world.work("newcomer"), "999990002", "Nøkkelen").organisation
    asked: JoinRequest = joining.ask(world.work("newcomer"), body)
    invited = joining.invite(
        world.work("nominator"),
        body.id,
        email="kollega@example.org",
        name="Kollega",
        language="nb",
    )
    domain = domains.add(world.work("secretariat"), "nominator.example.org", body)
    place = domains.suggested(world.work("secretariat"))[0]
    return {
        "organisation_id": body.id,
        "waiting_id": waiting.id,
        "request_id": asked.id,
        "invited_id": invited.id,
        "domain_id": domain.id,
        "municipality_id": place.municipality_id,
        "end": END,
    }


def of(endpoint: str, people: dict[str, int | str]) -> dict[str, int | str]:
    """Give what differs in the addresses of an endpoint about an organisation."""
    if endpoint in OF_WAITING:
        return {"organisation_id": people["waiting_id"]}
    if endpoint.startswith("organisation_members."):
        return {"invitation_id": people["invited_id"]}
    return {}
