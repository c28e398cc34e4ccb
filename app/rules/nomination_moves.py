"""The moves of nominations, as data: see ``rules.lifecycle``."""

from app.rules.lifecycle import Condition, Move, Mover, NominationState

LIVE = (
    NominationState.DRAFT,
    NominationState.SUBMITTED,
    NominationState.RETURNED,
    NominationState.ADMITTED,
    NominationState.SHORTLISTED,
)
"""States that a nomination can be withdrawn from."""

NOMINATION_MOVES: tuple[Move, ...] = (
    Move(
        "submit",
        (NominationState.DRAFT,),
        NominationState.SUBMITTED,
        Mover.NOMINATOR,
        (Condition.IN_TIME, Condition.FORM_COMPLETE),
        event="nomination.submitted",
    ),
    # What was handed in counts until it is handed in again: there is no state between the two.
    Move(
        "submit_again",
        (NominationState.SUBMITTED, NominationState.RETURNED),
        NominationState.SUBMITTED,
        Mover.NOMINATOR,
        (Condition.IN_TIME, Condition.FORM_COMPLETE),
        event="nomination.submitted",
    ),
    # What was returned and is not answered in time is screened as it was.
    Move(
        "admit",
        (NominationState.SUBMITTED, NominationState.RETURNED),
        NominationState.ADMITTED,
        Mover.SECRETARIAT,
        (Condition.IN_SCREENING, Condition.NOT_AWAITED, Condition.NO_RESIDENTS_NAMED),
        event="nomination.admitted",
    ),
    Move(
        "reject",
        (NominationState.SUBMITTED, NominationState.RETURNED),
        NominationState.REJECTED,
        Mover.SECRETARIAT,
        (Condition.IN_SCREENING, Condition.NOT_AWAITED, Condition.REASON_GIVEN),
        event="nomination.rejected",
    ),
    Move(
        "return",
        (NominationState.SUBMITTED,),
        NominationState.RETURNED,
        Mover.SECRETARIAT,
        (Condition.IN_SCREENING, Condition.NOT_AWAITED, Condition.REASON_GIVEN),
        event="nomination.returned",
    ),
    # An exception opens one nomination after the deadline, and changes nothing else of it.
    *(
        Move(
            name,
            (state,),
            state,
            Mover.SECRETARIAT,
            (Condition.IN_SCREENING, Condition.REASON_GIVEN),
            event=event,
        )
        for name, event in (
            ("make_exception", "nomination.excepted"),
            ("end_exception", "nomination.exception_ended"),
        )
        for state in (NominationState.DRAFT, NominationState.SUBMITTED)
    ),
    # What the secretariat made of a nomination can be made undone until the jury has begun.
    *(
        Move(
            "reopen",
            (state,),
            NominationState.SUBMITTED,
            Mover.SECRETARIAT,
            (Condition.IN_SCREENING, Condition.REASON_GIVEN),
            event="nomination.reopened",
        )
        for state in (
            NominationState.ADMITTED,
            NominationState.REJECTED,
            NominationState.RETURNED,
        )
    ),
    # Who goes on is no news for nominators before it is announced: see ``Nomination.own_state``.
    Move(
        "shortlist",
        (NominationState.ADMITTED,),
        NominationState.SHORTLISTED,
        Mover.CHAIR,
        (Condition.STAGE_OUTCOME_NAMED,),
        event="nomination.shortlisted",
    ),
    # Whoever went on from one stage may not go on from the next.
    Move(
        "leave_out",
        (NominationState.SHORTLISTED,),
        NominationState.ADMITTED,
        Mover.CHAIR,
        (Condition.STAGE_OUTCOME_NAMED,),
        event="nomination.left_out",
    ),
    Move(
        "withdraw",
        LIVE,
        NominationState.WITHDRAWN,
        Mover.NOMINATOR,
        (Condition.BEFORE_DECISION, Condition.REASON_GIVEN),
        event="nomination.withdrawn",
    ),
    Move(
        "take_up_again",
        (NominationState.WITHDRAWN,),
        NominationState.DRAFT,
        Mover.NOMINATOR,
        (Condition.CALL_OPEN,),
        event="nomination.taken_up_again",
    ),
    # Somebody who was proposed by others, and is told, may say no: then it is out.
    Move(
        "decline",
        (NominationState.ADMITTED, NominationState.SHORTLISTED),
        NominationState.WITHDRAWN,
        Mover.CANDIDATE,
        (Condition.BEFORE_DECISION,),
        event="nomination.declined",
    ),
    *(
        Move(
            "decline_late",
            (state,),
            state,
            Mover.CANDIDATE,
            (Condition.UNDER_EMBARGO,),
            event="nomination.declined_late",
        )
        for state in (NominationState.ADMITTED, NominationState.SHORTLISTED)
    ),
    # That the jury has decided is no news for nominators: until the announcement they withdraw as
    # before. What was judged stays so, and whoever announces is told.
    *(
        Move(
            "withdraw_late",
            (state,),
            target,
            Mover.NOMINATOR,
            (Condition.UNDER_EMBARGO, Condition.REASON_GIVEN),
            event="nomination.withdrawn_late",
        )
        for state, target in (
            (NominationState.DRAFT, NominationState.WITHDRAWN),
            (NominationState.ADMITTED, NominationState.ADMITTED),
            (NominationState.SHORTLISTED, NominationState.SHORTLISTED),
        )
    ),
)
