"""Who acts, detached from the database: enough to answer every question about access."""

from dataclasses import dataclass, field

from app.rules.access import KEEPS_OUT, Role


@dataclass(frozen=True)
class AppointmentOf:
    """One appointment to a seat that an actor holds now."""

    appointment_id: int
    seat_id: int
    jury_id: int
    prize_id: int
    deputy: bool
    leads: bool
    lapsed: bool = False
    """Whether the term is over: it holds in the rounds alone that the jury sees through."""
    pledged: bool = True
    """Whether she has accepted the text on confidentiality that is in force."""


@dataclass(frozen=True)
class Actor:
    """Who acts, detached from the database: enough to answer every question about access."""

    account_id: int | None = None
    name: str = ""
    language: str = "nb"
    grants: frozenset[tuple[Role, int | None]] = frozenset()
    organisations: frozenset[int] = frozenset()
    signs_for: frozenset[int] = frozenset()
    """Those of them that she may submit for where a round asks for a signatory."""
    appointments: tuple[AppointmentOf, ...] = field(default=())
    let_into: frozenset[tuple[int, Role]] = frozenset()
    """The nominations of others that she has been let into, each with what she is there."""
    acts_in: frozenset[int] = frozenset()
    """The rounds in which the jury has elected her to lead instead of its chair, for something.

    For what, and whether the chair cannot, is for ``services.impartiality.leading`` to say.
    """

    @property
    def is_signed_in(self) -> bool:
        """Whether somebody is there at all."""
        return self.account_id is not None

    def roles(
        self,
        *,
        prize_id: int | None = None,
        jury_id: int | None = None,
        organisation_id: int | None = None,
        nomination_id: int | None = None,
        sees_through: bool = False,
    ) -> frozenset[Role]:
        """Give the roles towards one prize, jury, organisation and nomination, if they are named.

        Whoever has got an office in the round since she was let into a nomination is out of it.

        Args:
            prize_id: the prize.
            jury_id: the jury.
            organisation_id: the organisation.
            nomination_id: the nomination.
            sees_through: whether it is about a round that a jury sees through, its term or no.

        """
        roles = {Role.PUBLIC}
        if self.is_signed_in:
            roles.add(Role.ACCOUNT)
        roles |= {role for role, prize in self.grants if prize is None or prize == prize_id}
        if organisation_id is not None and organisation_id in self.organisations:
            roles.add(Role.NOMINATOR)
        for held in self.appointments:
            if held.jury_id == jury_id and (sees_through or not held.lapsed):
                roles.add(_jury_role(held))
        if KEEPS_OUT.isdisjoint(roles):
            roles |= {role for nomination, role in self.let_into if nomination == nomination_id}
        return frozenset(roles)

    def every_role(self) -> frozenset[Role]:
        """Give every role she has anywhere: what a guard can know before anything is loaded."""
        roles = {Role.PUBLIC} | {role for role, _ in self.grants}
        if self.is_signed_in:
            roles.add(Role.ACCOUNT)
        if self.organisations:
            roles.add(Role.NOMINATOR)
        roles |= {role for _nomination, role in self.let_into}
        if self.acts_in:
            roles.add(Role.CHAIR)
        return frozenset(roles | {_jury_role(held) for held in self.appointments})

    def prizes(self, offices: frozenset[Role]) -> frozenset[int | None]:
        """Give the prizes that she has a seat or one of some offices in; None for all of them."""
        juries = {held.prize_id for held in self.appointments}
        return frozenset(juries | {prize for role, prize in self.grants if role in offices})

    def appointment_in(self, jury_id: int | None) -> AppointmentOf | None:
        """Give her appointment to a jury, if she has one."""
        return next((a for a in self.appointments if a.jury_id == jury_id), None)


def _jury_role(held: AppointmentOf) -> Role:
    if held.deputy:
        return Role.DEPUTY
    return Role.CHAIR if held.leads else Role.JUROR


ANONYMOUS = Actor()
