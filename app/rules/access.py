"""Who may do what: one table, asked by guards, services and templates alike.

What somebody may do follows from role **and** phase **and** impartiality, never from role alone.
``decide`` says which of the three stood in the way, because each needs another answer to the
user: "this is not yours", "not now", "you are recused".
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from app.rules.lifecycle import (
    AFTER_DECISION,
    PAUSED,
    RESULT_PUBLIC,
    SCORES_OPEN,
    VISITING,
    WRITTEN_ON,
    Phase,
    StageKind,
    StageState,
)
from app.rules.permissions import Permission

__all__ = [
    "ALL_KINDS",
    "ALL_PHASES",
    "ALL_STAGES",
    "DECLARABLE",
    "INSIDERS",
    "JURY",
    "KEEPS_OUT",
    "LET_IN",
    "OF_COMPARISON",
    "REMINDABLE",
    "TABLE",
    "VISITS",
    "CollaboratorRole",
    "DeniedError",
    "Grant",
    "Permission",
    "Role",
    "Situation",
    "UnpledgedError",
    "Verdict",
    "WrongPhaseError",
    "could_ever",
    "decide",
    "require",
]


class Role(StrEnum):
    """What somebody is in relation to one round, nomination or the installation."""

    PUBLIC = "public"
    ACCOUNT = "account"
    NOMINATOR = "nominator"
    EDITOR = "editor"
    READER = "reader"
    SECRETARIAT = "secretariat"
    JUROR = "juror"
    DEPUTY = "deputy"
    CHAIR = "chair"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class CollaboratorRole(StrEnum):
    """What somebody can be let into one nomination as."""

    EDITOR = Role.EDITOR.value
    READER = Role.READER.value


JURY = frozenset({Role.JUROR, Role.DEPUTY, Role.CHAIR})
LET_IN = frozenset({Role.EDITOR, Role.READER})
"""What somebody can be in one nomination who does not act for its organisation."""
KEEPS_OUT = JURY | {Role.SECRETARIAT, Role.ADMINISTRATOR}
"""What nobody is in a round that she nominates in."""
INSIDERS = JURY | {Role.SECRETARIAT, Role.AUDITOR, Role.ADMINISTRATOR}
"""Who may know that a round is being planned."""


class Verdict(StrEnum):
    """The answer to "may she?", and what stood in the way."""

    ALLOWED = "allowed"
    NOT_HERS = "not_hers"
    RECUSED = "recused"
    AWAY = "away"
    """Hers, but she is away in the stage: somebody else leads, or sits."""
    NOT_NOW = "not_now"
    UNPLEDGED = "unpledged"
    """Hers, as soon as she has accepted what jurors promise about confidentiality."""


ALL_PHASES = frozenset(Phase)
PUBLIC_PHASES = ALL_PHASES - {Phase.PLANNED}
JUDGING = frozenset({Phase.JUDGING})
ALL_STAGES = frozenset(StageState)
ALL_KINDS = frozenset(StageKind)
UNCONCLUDED = ALL_STAGES - {StageState.CONCLUDED}
REMINDABLE = frozenset({StageState.DECLARING, StageState.SCORING}) | VISITING
"""While the jury has something to answer, or to hand in."""
DECLARABLE = REMINDABLE | {StageState.DELIBERATION}
"""To the end: what is found late is declared and ruled on until the decision is sealed."""
SCORING = frozenset({StageState.SCORING})
REVISABLE = frozenset({StageState.SCORING, StageState.DELIBERATION})
DELIBERATION = frozenset({StageState.DELIBERATION})
UNDER_WAY = frozenset({StageState.UNDER_WAY})
VISITS = frozenset({StageKind.VISIT})


@dataclass(frozen=True)
class Grant:
    """One row of the table: these roles, in these phases, perhaps only when impartial."""

    roles: frozenset[Role]
    phases: frozenset[Phase] = ALL_PHASES
    stages: frozenset[StageState] = ALL_STAGES
    kinds: frozenset[StageKind] = ALL_KINDS
    last: bool | None = None
    """Whether it is open in the last stage alone, or in all but the last; None where in any."""
    impartial: bool = False
    barred: frozenset[Role] = frozenset()
    hidden: bool = False
    """Refused as "not found": whoever is refused may not know that the thing exists."""

    def is_in(self, situation: "Situation") -> bool:
        """Say whether it is open in the stage that is under way while judging."""
        stage = situation.stage or StageState.WAITING
        is_there = stage in self.stages and situation.kind in self.kinds
        return is_there and self.last in {None, situation.is_last}


def _roles(*roles: Role) -> frozenset[Role]:
    return frozenset(roles)


_WRITING = frozenset({Phase.OPEN})
_UNDECIDED = frozenset({Phase.OPEN, Phase.SCREENING, Phase.JUDGING})
_UNANNOUNCED = _UNDECIDED | {Phase.DECIDED}
_BEFORE_DECISION = _UNDECIDED | {Phase.PLANNED}
_HANDED_IN = PUBLIC_PHASES
_JUDGED = JUDGING | AFTER_DECISION

OF_COMPARISON = frozenset({Permission.VIEW_RANKING, Permission.VIEW_JUROR_FIGURES})
"""What reads all that is compared: whoever was elected to lead may only while she leads that."""
_CONCLUDING = Grant(_roles(Role.CHAIR), JUDGING, DELIBERATION, impartial=True)

TABLE: dict[Permission, Grant] = {
    Permission.VIEW_ROUND: Grant(_roles(*Role), PUBLIC_PHASES, hidden=True),
    Permission.VIEW_RESULT: Grant(_roles(*Role), RESULT_PUBLIC, hidden=True),
    # In one round a juror or deputy is never also secretariat, administrator or nominator.
    Permission.START_NOMINATION: Grant(_roles(Role.ACCOUNT), _WRITING, barred=KEEPS_OUT),
    Permission.READ_OWN_NOMINATION: Grant(_roles(Role.NOMINATOR) | LET_IN, hidden=True),
    # While a call is paused its drafts are written on, and not handed in. During the screening only
    # what has a deadline of its own is: ``rules.windows`` says what of it.
    Permission.EDIT_NOMINATION: Grant(
        _roles(Role.NOMINATOR, Role.EDITOR), WRITTEN_ON | {Phase.SCREENING}, hidden=True
    ),
    # Its organisation's people say who else is let into a nomination; who was, may leave it.
    Permission.SHARE_NOMINATION: Grant(_roles(Role.NOMINATOR), hidden=True),
    Permission.LEAVE_NOMINATION: Grant(LET_IN, hidden=True),
    Permission.ASK_TO_SUBMIT: Grant(
        _roles(Role.NOMINATOR, Role.EDITOR), _WRITING | {Phase.SCREENING}, hidden=True
    ),
    Permission.SUBMIT_NOMINATION: Grant(
        _roles(Role.NOMINATOR), _WRITING | {Phase.SCREENING}, hidden=True
    ),
    Permission.WITHDRAW_NOMINATION: Grant(
        _roles(Role.NOMINATOR), _UNANNOUNCED | PAUSED, hidden=True
    ),
    Permission.RUN_ROUND: Grant(_roles(Role.SECRETARIAT)),
    # In every phase: what is locked in which is said where it is set.
    Permission.SET_UP_ROUND: Grant(_roles(Role.SECRETARIAT)),
    Permission.VIEW_NOTICES: Grant(_roles(Role.SECRETARIAT, Role.AUDITOR)),
    Permission.SEND_AGAIN: Grant(_roles(Role.SECRETARIAT)),
    Permission.VIEW_DATES: Grant(_roles(Role.SECRETARIAT, Role.AUDITOR)),
    Permission.CHANGE_DATES: Grant(_roles(Role.SECRETARIAT), _BEFORE_DECISION),
    Permission.READ_SUBMITTED: Grant(
        _roles(Role.SECRETARIAT, Role.AUDITOR), _HANDED_IN, hidden=True
    ),
    Permission.SCREEN: Grant(_roles(Role.SECRETARIAT), frozenset({Phase.SCREENING}), hidden=True),
    # Notes on what was handed in, and the check for residents: until the round is archived.
    Permission.ANNOTATE: Grant(
        _roles(Role.SECRETARIAT), _HANDED_IN - {Phase.ARCHIVED, Phase.CANCELLED}, hidden=True
    ),
    Permission.TELL_CANDIDATES: Grant(
        _roles(Role.SECRETARIAT), frozenset({Phase.SCREENING, Phase.JUDGING}), hidden=True
    ),
    Permission.WRITE_TO_DRAFTS: Grant(_roles(Role.SECRETARIAT), WRITTEN_ON),
    # What is asked and not answered is no more public than who asked.
    Permission.VIEW_QUESTIONS: Grant(_roles(Role.SECRETARIAT, Role.AUDITOR), PUBLIC_PHASES),
    Permission.ANSWER_QUESTIONS: Grant(_roles(Role.SECRETARIAT), PUBLIC_PHASES),
    Permission.VIEW_RULES: Grant(JURY | {Role.SECRETARIAT, Role.AUDITOR}),
    # Also when the scores are known: then both results are shown, and who amended, and why.
    Permission.AMEND_RULES: Grant(_roles(Role.SECRETARIAT), JUDGING, UNCONCLUDED),
    Permission.VIEW_DESK: Grant(JURY, _JUDGED),
    Permission.DECLARE: Grant(JURY, JUDGING, DECLARABLE),
    Permission.VIEW_CONFLICTS: Grant(_roles(Role.CHAIR, Role.SECRETARIAT, Role.AUDITOR), _JUDGED),
    Permission.RULE_ON_CONFLICT: Grant(_roles(Role.CHAIR, Role.SECRETARIAT), JUDGING, DECLARABLE),
    # The secretariat's alone: no chair removes whoever leads instead of her.
    Permission.ELECT_CHAIR: Grant(_roles(Role.SECRETARIAT), JUDGING | {Phase.DECIDED}),
    Permission.NOTE_ABSENCE: Grant(
        _roles(Role.CHAIR, Role.SECRETARIAT), JUDGING, UNCONCLUDED, impartial=True
    ),
    Permission.READ_AS_JURY: Grant(JURY, _JUDGED, impartial=True),
    Permission.SCORE: Grant(JURY, JUDGING, SCORING, impartial=True),
    Permission.REVISE_SHEET: Grant(JURY, JUDGING, REVISABLE, impartial=True),
    # Whoever enters a sheet from paper sees no score of it again: its juror alone is shown it.
    Permission.ENTER_PAPER: Grant(_roles(Role.SECRETARIAT), JUDGING, SCORING),
    Permission.VIEW_PROGRESS: Grant(_roles(Role.CHAIR, Role.SECRETARIAT, Role.AUDITOR), _JUDGED),
    Permission.REMIND_JURY: Grant(_roles(Role.SECRETARIAT), JUDGING, REMINDABLE),
    # Also in deliberation: a conflict that is found then can take a sheet out of what counts.
    Permission.EXCEPT_SEAT: Grant(_roles(Role.SECRETARIAT), JUDGING, REVISABLE),
    # In an emergency, and seen by the whole jury. From the deliberation on there is no need.
    Permission.LOOK_EARLY: Grant(_roles(Role.SECRETARIAT), JUDGING, SCORING),
    Permission.VIEW_RANKING: Grant(
        _roles(Role.CHAIR, Role.JUROR, Role.SECRETARIAT), _JUDGED, SCORES_OPEN
    ),
    Permission.VIEW_SCORES_AS_AUDITOR: Grant(_roles(Role.AUDITOR), AFTER_DECISION),
    # What the scores say of a juror is for the chair and for herself. The auditor comes later.
    Permission.VIEW_JUROR_FIGURES: Grant(_roles(Role.CHAIR), _JUDGED, SCORES_OPEN, hidden=True),
    Permission.VIEW_OWN_FIGURES: Grant(JURY, _JUDGED, SCORES_OPEN),
    Permission.NAME_SHORTLIST: replace(_CONCLUDING, stages=DELIBERATION | UNDER_WAY, last=False),
    Permission.DECIDE: replace(_CONCLUDING, last=True),
    Permission.VIEW_VISITS: Grant(JURY | {Role.SECRETARIAT, Role.AUDITOR}, _JUDGED, impartial=True),
    Permission.PLAN_VISITS: Grant(_roles(Role.SECRETARIAT), JUDGING, VISITING, VISITS),
    Permission.REPORT_VISIT: Grant(
        JURY | {Role.SECRETARIAT}, JUDGING, UNDER_WAY, VISITS, impartial=True
    ),
    Permission.VIEW_MEETING: Grant(
        JURY | {Role.SECRETARIAT, Role.AUDITOR}, _JUDGED, impartial=True
    ),
    Permission.HOLD_MEETING: Grant(_roles(Role.CHAIR, Role.SECRETARIAT), JUDGING, DELIBERATION),
    # Of the jury the chair alone, and whoever was named to write: ``services.meetings.entering``.
    Permission.RECORD_MEETING: Grant(
        JURY | {Role.SECRETARIAT}, JUDGING, DELIBERATION, impartial=True
    ),
    Permission.WRITE_MINUTES: Grant(JURY | {Role.SECRETARIAT}, _JUDGED),
    # Whoever was at the table: ``services.meetings.minutes``.
    Permission.ANSWER_MINUTES: Grant(JURY, _JUDGED),
    Permission.VIEW_DECISION: Grant(
        _roles(Role.CHAIR, Role.AUDITOR), AFTER_DECISION, impartial=True
    ),
    # All that the decision rests on, names and grounds too.
    Permission.FETCH_BUNDLE: Grant(
        _roles(Role.CHAIR, Role.AUDITOR), AFTER_DECISION, impartial=True
    ),
    # The secretariat learns what was decided when everybody does.
    Permission.FETCH_ANNOUNCED_BUNDLE: Grant(_roles(Role.SECRETARIAT), RESULT_PUBLIC),
    Permission.ANNOUNCE: Grant(_roles(Role.CHAIR), frozenset({Phase.DECIDED}), impartial=True),
    # Before it is public too: the auditor reads what she is there to check, and changes nothing.
    Permission.VIEW_ANNOUNCEMENT: Grant(_roles(Role.AUDITOR), AFTER_DECISION),
    Permission.VIEW_ROUND_AUDIT: Grant(_roles(Role.AUDITOR, Role.SECRETARIAT)),
    Permission.VIEW_INSTALLATION_AUDIT: Grant(_roles(Role.AUDITOR, Role.ADMINISTRATOR)),
    Permission.CHECK_RECORD: Grant(_roles(Role.AUDITOR)),
    Permission.MANAGE_PEOPLE: Grant(_roles(Role.ADMINISTRATOR)),
    Permission.MANAGE_PRIZES: Grant(_roles(Role.ADMINISTRATOR)),
    Permission.EDIT_PRIZE: Grant(_roles(Role.ADMINISTRATOR, Role.SECRETARIAT)),
    # Of a prize, whatever its rounds are doing.
    Permission.VIEW_JURY: Grant(_roles(Role.SECRETARIAT, Role.AUDITOR)),
    Permission.MANAGE_JURY: Grant(_roles(Role.SECRETARIAT)),
    # Organisations are no prize's: those who act for one, and every secretariat.
    Permission.VIEW_ORGANISATION: Grant(_roles(Role.NOMINATOR, Role.SECRETARIAT), hidden=True),
    # Of those who act for it, a signatory: ``may.decide_for_body``.
    Permission.MANAGE_MEMBERS: Grant(_roles(Role.NOMINATOR, Role.SECRETARIAT)),
    Permission.LEAVE_ORGANISATION: Grant(_roles(Role.NOMINATOR), hidden=True),
    Permission.MANAGE_ORGANISATIONS: Grant(_roles(Role.SECRETARIAT)),
    Permission.REGISTER_ORGANISATION: Grant(_roles(Role.ACCOUNT)),
}


@dataclass(frozen=True)
class Situation:
    """What the answer depends on beside the role. ``None``: does not apply here."""

    phase: Phase | None = None
    stage: StageState | None = None
    impartial: bool = True
    pledged: bool = True
    """Whether she has accepted what jurors promise, if she is one."""
    kind: StageKind = StageKind.FINAL
    """Of the stage that is under way."""
    is_last: bool = True
    """Whether the stage that is under way decides the prize."""


class DeniedError(Exception):
    """The act is refused to this person, whatever the time."""

    def __init__(self, permission: Permission, verdict: Verdict) -> None:
        super().__init__(f"{permission}: {verdict}")
        self.permission = permission
        self.verdict = verdict

    @property
    def hidden(self) -> bool:
        """Whether even the existence of the thing is kept from her."""
        return TABLE[self.permission].hidden and self.verdict is Verdict.NOT_HERS


class UnpledgedError(Exception):
    """The act is hers as soon as she has accepted what jurors promise: she is asked first."""


class WrongPhaseError(Exception):
    """The act is hers, but not now."""

    def __init__(self, permission: Permission, phase: Phase | None = None) -> None:
        super().__init__(str(permission))
        self.permission = permission
        self.phase = phase
        """The one that it is not open in; None where something else stands in the way."""


def could_ever(permission: Permission, roles: Iterable[Role]) -> bool:
    """Say whether any of the roles may ever have the permission."""
    return not TABLE[permission].roles.isdisjoint(roles)


def decide(permission: Permission, roles: frozenset[Role], situation: Situation) -> Verdict:
    """Answer "may somebody with these roles, in this situation?" from the table."""
    grant = TABLE[permission]
    if grant.roles.isdisjoint(roles) or not grant.barred.isdisjoint(roles):
        return Verdict.NOT_HERS
    if not situation.pledged and grant.roles & roles <= JURY:
        return Verdict.UNPLEDGED
    if grant.impartial and not situation.impartial:
        return Verdict.RECUSED
    if situation.phase is not None and situation.phase not in grant.phases:
        return Verdict.NOT_NOW
    if situation.phase is Phase.JUDGING and not grant.is_in(situation):
        return Verdict.NOT_NOW
    return Verdict.ALLOWED


def require(permission: Permission, roles: frozenset[Role], situation: Situation) -> None:
    """Insist on the permission.

    Raises:
        DeniedError: not hers, or she is recused.
        UnpledgedError: she has not accepted what jurors promise.
        WrongPhaseError: hers, but not now. What is hidden in the wrong phase is denied as not
            hers, so that the answer does not give it away; and a round that is only planned
            does not exist for those who have no office in it.

    """
    verdict = decide(permission, roles, situation)
    if verdict is Verdict.ALLOWED:
        return
    if situation.phase is Phase.PLANNED and roles.isdisjoint(INSIDERS):
        raise DeniedError(Permission.VIEW_ROUND, Verdict.NOT_HERS)
    if verdict is Verdict.UNPLEDGED:
        raise UnpledgedError
    if verdict is Verdict.NOT_NOW:
        if TABLE[permission].hidden and TABLE[permission].roles == frozenset(Role):
            raise DeniedError(permission, Verdict.NOT_HERS)
        raise WrongPhaseError(permission, situation.phase)
    raise DeniedError(permission, verdict)
