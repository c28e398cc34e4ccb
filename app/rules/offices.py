"""Offices: the roles that are given to a person by an administrator, and how."""

from dataclasses import dataclass

from app.rules.access import Role


@dataclass(frozen=True)
class Office:
    """How a role is given and taken.

    of_prize: whether it can be held in one prize.
    of_installation: whether it can be held in the whole installation.
    four_eyes: whether one administrator proposes, and another confirms.
    no_juror: whether nobody holds it who sits in a jury that it could meet.
    """

    of_prize: bool
    of_installation: bool
    four_eyes: bool
    no_juror: bool


OFFICES: dict[Role, Office] = {
    Role.SECRETARIAT: Office(of_prize=True, of_installation=False, four_eyes=True, no_juror=True),
    Role.AUDITOR: Office(of_prize=True, of_installation=True, four_eyes=False, no_juror=False),
    Role.ADMINISTRATOR: Office(of_prize=False, of_installation=True, four_eyes=True, no_juror=True),
}
