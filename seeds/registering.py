"""How people come in, in the demonstration: domains that are confirmed, and who waits."""

from datetime import timedelta

from app.services import accounts, domains, joining
from app.services.work import Work
from seeds.people import as_account

CONFIRMED = ("bergen.kommune.no", "oslo.kommune.no", "trondheim.kommune.no")
NUMBER, NAME = "999990002", "Stiftelsen Nøkkelen"


def load(system: Work, secretariat: Work, colleague_of: int) -> None:
    """Confirm some domains, and let one organisation wait, and one person ask to be let in."""
    offered = {one.name: one.municipality_id for one in domains.suggested(secretariat)}
    domains.confirm(secretariat, [(name, offered[name]) for name in CONFIRMED])
    for address, name in (("nokkelen", f"Daglig leder, {NAME}"), ("ny", "Ny rådgiver, Fjordvik")):
        accounts.create(
            system,
            email=f"{address}@example.org",
            name=name,
            demo_role="nominator" if address == "nokkelen" else None,
        )
    at = secretariat.now + timedelta(hours=2)
    leader = as_account(system, accounts.by_email(system.session, "nokkelen@example.org"), at)
    made = joining.by_number(leader, NUMBER, NAME)
    made.organisation.is_invented = True
    new = as_account(system, accounts.by_email(system.session, "ny@example.org"), at)
    body = system.session.get_one(type(made.organisation), colleague_of)
    joining.ask(new, body)
