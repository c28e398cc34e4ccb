"""The table of access, read aloud: for each permission, who may and when, written out here.

Written apart from the table, so that a row that is changed must be changed on purpose, twice.
"""

from dataclasses import replace

import pytest

from app.rules.access import TABLE, Permission, Role, Situation, Verdict, decide
from app.rules.lifecycle import Phase, StageKind, StageState

PUBLIC = "open call_paused screening judging judging_paused decided announced archived cancelled"
ALWAYS = f"planned {PUBLIC}"
JUDGED = "judging decided announced archived"
DECIDED = "decided announced archived"
DECLARABLE = "declaring scoring deliberation planned under_way"
UNCONCLUDED = f"waiting deliberation {DECLARABLE}"
STAGES = f"{UNCONCLUDED} concluded"
EVERYBODY = (
    "public account nominator editor reader secretariat juror deputy chair auditor administrator"
)
JURY = "juror deputy chair"

# permission: (roles, phases, stages while the round is judged, only when impartial)
EXPECTED: dict[str, tuple[str, str, str, bool]] = {
    "view_round": (EVERYBODY, PUBLIC, STAGES, False),
    "view_result": (EVERYBODY, "announced archived", STAGES, False),
    "start_nomination": ("account", "open", STAGES, False),
    "read_own_nomination": ("nominator editor reader", ALWAYS, STAGES, False),
    "share_nomination": ("nominator", ALWAYS, STAGES, False),
    "leave_nomination": ("editor reader", ALWAYS, STAGES, False),
    "ask_to_submit": ("nominator editor", "open screening", STAGES, False),
    "edit_nomination": ("nominator editor", "open call_paused screening", STAGES, False),
    "submit_nomination": ("nominator", "open screening", STAGES, False),
    "withdraw_nomination": (
        "nominator",
        "open call_paused screening judging judging_paused decided",
        STAGES,
        False,
    ),
    "run_round": ("secretariat", ALWAYS, STAGES, False),
    "set_up_round": ("secretariat", ALWAYS, STAGES, False),
    "view_dates": ("secretariat auditor", ALWAYS, STAGES, False),
    "change_dates": ("secretariat", "planned open screening judging", STAGES, False),
    "view_notices": ("secretariat auditor", ALWAYS, STAGES, False),
    "send_again": ("secretariat", ALWAYS, STAGES, False),
    "read_submitted": ("secretariat auditor", PUBLIC, STAGES, False),
    "screen": ("secretariat", "screening", STAGES, False),
    "annotate": (
        "secretariat",
        "open call_paused screening judging judging_paused decided announced",
        STAGES,
        False,
    ),
    "tell_candidates": ("secretariat", "screening judging", STAGES, False),
    "write_to_drafts": ("secretariat", "open call_paused", STAGES, False),
    "view_questions": ("secretariat auditor", PUBLIC, STAGES, False),
    "answer_questions": ("secretariat", PUBLIC, STAGES, False),
    "view_rules": (f"{JURY} secretariat auditor", ALWAYS, STAGES, False),
    "amend_rules": ("secretariat", "judging", UNCONCLUDED, False),
    "view_desk": (JURY, JUDGED, STAGES, False),
    "declare": (JURY, "judging", DECLARABLE, False),
    "view_conflicts": ("chair secretariat auditor", JUDGED, STAGES, False),
    "rule_on_conflict": ("chair secretariat", "judging", DECLARABLE, False),
    "elect_chair": ("secretariat", "judging decided", STAGES, False),
    "note_absence": (
        "chair secretariat",
        "judging",
        "waiting declaring scoring deliberation planned under_way",
        True,
    ),
    "read_as_jury": (JURY, JUDGED, STAGES, True),
    "score": (JURY, "judging", "scoring", True),
    "enter_paper": ("secretariat", "judging", "scoring", False),
    "revise_sheet": (JURY, "judging", "scoring deliberation", True),
    "view_progress": ("chair secretariat auditor", JUDGED, STAGES, False),
    "remind_jury": ("secretariat", "judging", "declaring scoring planned under_way", False),
    "except_seat": ("secretariat", "judging", "scoring deliberation", False),
    "look_early": ("secretariat", "judging", "scoring", False),
    "view_ranking": ("chair juror secretariat", JUDGED, "deliberation concluded", False),
    "view_scores_as_auditor": ("auditor", DECIDED, STAGES, False),
    "view_juror_figures": ("chair", JUDGED, "deliberation concluded", False),
    "view_own_figures": (JURY, JUDGED, "deliberation concluded", False),
    "view_visits": (f"{JURY} secretariat auditor", JUDGED, STAGES, True),
    "plan_visits": ("secretariat", "judging", "planned under_way", False),
    "report_visit": (f"{JURY} secretariat", "judging", "under_way", True),
    "view_meeting": (f"{JURY} secretariat auditor", JUDGED, STAGES, True),
    "hold_meeting": ("chair secretariat", "judging", "deliberation", False),
    "record_meeting": (f"{JURY} secretariat", "judging", "deliberation", True),
    "write_minutes": (f"{JURY} secretariat", JUDGED, STAGES, False),
    "answer_minutes": (JURY, JUDGED, STAGES, False),
    "name_shortlist": ("chair", "judging", "deliberation under_way", True),
    "decide": ("chair", "judging", "deliberation", True),
    "view_decision": ("chair auditor", DECIDED, STAGES, True),
    "fetch_bundle": ("chair auditor", DECIDED, STAGES, True),
    "fetch_announced_bundle": ("secretariat", "announced archived", STAGES, False),
    "announce": ("chair", "decided", STAGES, True),
    "view_announcement": ("auditor", DECIDED, STAGES, False),
    "view_round_audit": ("auditor secretariat", ALWAYS, STAGES, False),
    "view_installation_audit": ("auditor administrator", ALWAYS, STAGES, False),
    "manage_people": ("administrator", ALWAYS, STAGES, False),
    "manage_prizes": ("administrator", ALWAYS, STAGES, False),
    "edit_prize": ("administrator secretariat", ALWAYS, STAGES, False),
    "view_jury": ("secretariat auditor", ALWAYS, STAGES, False),
    "manage_jury": ("secretariat", ALWAYS, STAGES, False),
    "view_organisation": ("nominator secretariat", ALWAYS, STAGES, False),
    "manage_members": ("nominator secretariat", ALWAYS, STAGES, False),
    "leave_organisation": ("nominator", ALWAYS, STAGES, False),
    "manage_organisations": ("secretariat", ALWAYS, STAGES, False),
    "register_organisation": ("account", ALWAYS, STAGES, False),
    "check_record": ("auditor", ALWAYS, STAGES, False),
}

OF_VISITS = {"plan_visits", "report_visit"}


def test_every_permission_is_read_aloud_here() -> None:
    assert {permission.value for permission in Permission} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_table_says_who_and_when(name: str) -> None:
    roles, phases, stages, asks_impartiality = EXPECTED[name]
    permission = Permission(name)
    for role in Role:
        for phase in Phase:
            for stage in StageState:
                in_time = phase.value in phases.split() and (
                    phase is not Phase.JUDGING or stage.value in stages.split()
                )
                hers = role.value in roles.split()
                expected = "not_hers" if not hers else "allowed" if in_time else "not_now"
                kind = StageKind.VISIT if name in OF_VISITS else StageKind.FINAL
                there = Situation(phase, stage, kind=kind, is_last=name != "name_shortlist")
                found = decide(permission, frozenset({role}), there)
                assert found == expected, (role, phase, stage)
                recused = replace(there, impartial=False)
                if hers and asks_impartiality:
                    expected = "recused"
                assert decide(permission, frozenset({role}), recused) == expected, (role, phase)


def test_in_which_stage_the_chair_names_and_decides() -> None:
    chair = frozenset({Role.CHAIR})
    for permission, is_last in (("name_shortlist", False), ("decide", True)):
        for one in StageKind:
            for there in (False, True):
                at = Situation(Phase.JUDGING, StageState.DELIBERATION, kind=one, is_last=there)
                expected = "allowed" if there is is_last else "not_now"
                assert decide(Permission(permission), chair, at) == expected
    assert {p.value for p, grant in TABLE.items() if grant.last is not None} == {
        "name_shortlist",
        "decide",
    }
    assert {p.value for p, grant in TABLE.items() if grant.kinds != frozenset(StageKind)} == (
        OF_VISITS
    )


def test_what_is_hidden_is_this() -> None:
    assert {permission.value for permission, grant in TABLE.items() if grant.hidden} == {
        "leave_organisation",
        "view_organisation",
        "view_round",
        "view_result",
        "read_own_nomination",
        "edit_nomination",
        "share_nomination",
        "leave_nomination",
        "ask_to_submit",
        "submit_nomination",
        "withdraw_nomination",
        "read_submitted",
        "screen",
        "annotate",
        "tell_candidates",
        "view_juror_figures",
    }


def test_the_administrator_sees_no_scores() -> None:
    scores = (
        Permission.VIEW_RANKING,
        Permission.VIEW_SCORES_AS_AUDITOR,
        Permission.VIEW_JUROR_FIGURES,
        Permission.VIEW_OWN_FIGURES,
        Permission.VIEW_PROGRESS,
        Permission.READ_AS_JURY,
    )
    held = frozenset({Role.PUBLIC, Role.ACCOUNT, Role.ADMINISTRATOR})
    for permission in scores:
        for phase in Phase:
            answer = decide(permission, held, Situation(phase, StageState.CONCLUDED))
            assert answer is Verdict.NOT_HERS
