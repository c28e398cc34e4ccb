"""People from a table: each is invited to an office."""

from collections.abc import Sequence

from app.models import Prize
from app.rules.access import Permission, Role
from app.rules.entering import Fault, Faults, Line, Wrong
from app.rules.offices import OFFICES
from app.services import invitations, may, prizes
from app.services.entering import reading
from app.services.invitations import AlreadyHeldError, AlreadyInvitedError
from app.services.work import Work

COLUMNS = ("name", "email", "role", "prize", "language")
NEEDED = ("name", "email", "role")
ROLES = reading.spelled(
    [
        (
            Role.SECRETARIAT.value,
            ("sekretariat", "sekretariatet", "saksbehandler", "secretariat", "sakshandsamar"),
        ),
        (Role.AUDITOR.value, ("revisor", "auditor")),
        (Role.ADMINISTRATOR.value, ("administrator",)),
    ]
)


def enter_people(work: Work, lines: Sequence[Line]) -> list[Fault]:
    """Invite people to offices; says what is wrong.

    Raises:
        DeniedError: the actor is no administrator.

    """
    may.require_installation(work, Permission.MANAGE_PEOPLE)
    faults = Faults()
    known = {
        name.casefold(): prize
        for prize in prizes.all_of(work.session)
        for name in (prize.slug, *prize.name.values())
    }
    for line in lines:
        _invite(work, line, faults, known)
    return faults.found


def _invite(work: Work, line: Line, faults: Faults, known: dict[str, Prize]) -> None:
    name, email = faults.needed(line, "name"), reading.mail(faults, line, "email")
    language = reading.language(faults, line, "language")
    written = faults.needed(line, "role")
    role = ROLES.get(written.casefold())
    if written and role is None:
        faults.add(line, "role", Wrong.NOT_ROLE)
    prize = _prize(line, faults, known, Role(role)) if role else None
    if faults.of(line) or role is None:
        return
    try:
        invitations.invite(
            work, email=email, name=name, language=language, role=Role(role), prize=prize
        )
    except AlreadyHeldError:
        faults.add(line, "email", Wrong.ALREADY_HELD)
    except AlreadyInvitedError:
        faults.add(line, "email", Wrong.ALREADY_INVITED)


def _prize(line: Line, faults: Faults, known: dict[str, Prize], role: Role) -> Prize | None:
    """Read the prize that an office is held in; none where it is held in all of them."""
    written = line.text("prize")
    if not written:
        if not OFFICES[role].of_installation:
            faults.add(line, "prize", Wrong.EMPTY)
        return None
    found = known.get(written.casefold())
    if found is None:
        faults.add(line, "prize", Wrong.NOT_PRIZE)
    elif not OFFICES[role].of_prize:
        faults.add(line, "prize", Wrong.NEEDLESS_PRIZE)
    return found
