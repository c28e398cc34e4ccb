"""Disclosure: one scale, and where each stands on it; written out, not computed."""

import pytest

from app.rules.access import Role, Situation
from app.rules.disclosure import Degree, Disclosed, SeesOthers, degree
from app.rules.lifecycle import Phase, StageState

DELIBERATION, OWN_SHEET = SeesOthers.DELIBERATION, SeesOthers.OWN_SHEET
# In the stages waiting declaring scoring deliberation planned under_way concluded, and in decided,
# announced and archived rounds: n(othing), p(rogress), o(wn), e(arly: after own), a(ll).
SCALE = {
    ("chair", DELIBERATION): "oooaooaaaa",
    ("chair", OWN_SHEET): "ooeaooaaaa",
    ("juror", DELIBERATION): "oooaooaaaa",
    ("juror", OWN_SHEET): "ooeaooaaaa",
    ("deputy", DELIBERATION): "oooooooooo",
    ("deputy", OWN_SHEET): "oooooooooo",
    ("secretariat", DELIBERATION): "pppappaaaa",
    ("secretariat", OWN_SHEET): "pppappaaaa",
    ("auditor", DELIBERATION): "pppppppaaa",
    ("auditor", OWN_SHEET): "pppppppaaa",
    **{
        (role, sees): "nnnnnnnnnn"
        for role in ("public", "account", "nominator", "editor", "reader", "administrator")
        for sees in SeesOthers
    },
}
SITUATIONS = [
    *(Situation(Phase.JUDGING, stage) for stage in StageState),
    *(
        Situation(phase, StageState.CONCLUDED)
        for phase in (Phase.DECIDED, Phase.ANNOUNCED, Phase.ARCHIVED)
    ),
]
SIGNS = {"n": 0, "p": 1, "o": 2, "e": 3, "a": 4}


def test_all_roles_are_on_the_scale() -> None:
    assert {role for role, _sees in SCALE} == {role.value for role in Role}


@pytest.mark.parametrize(("role", "sees"), SCALE)
def test_where_each_stands(role: str, sees: SeesOthers) -> None:
    found = [degree(frozenset({Role(role)}), one, sees) for one in SITUATIONS]
    assert found == [SIGNS[sign] for sign in SCALE[role, sees]]


@pytest.mark.parametrize(
    "phase",
    [one for one in Phase if one.value not in ("judging", "decided", "announced", "archived")],
)
def test_before_the_judging_and_while_it_stands_still_nobody_sees_anything(phase: Phase) -> None:
    for role in Role:
        assert degree(frozenset({role}), Situation(phase), OWN_SHEET) is Degree.NOTHING


def test_whoever_has_not_promised_confidentiality_sees_nothing() -> None:
    seen = Situation(Phase.JUDGING, StageState.DELIBERATION, pledged=False)
    assert degree(frozenset({Role.JUROR}), seen, OWN_SHEET) is Degree.NOTHING


# Degree, recused, own sheet in, looked at; whether others' sheets for nomination 1 are seen.
OTHERS = [
    (Degree.NOTHING, False, True, False, False),
    (Degree.PROGRESS, False, True, False, False),
    (Degree.PROGRESS, False, False, True, True),
    (Degree.OWN, False, True, False, False),
    (Degree.AFTER_OWN, False, False, False, False),
    (Degree.AFTER_OWN, False, True, False, True),
    (Degree.AFTER_OWN, True, True, False, False),
    (Degree.ALL, False, False, False, True),
    (Degree.ALL, True, True, False, False),
    (Degree.ALL, True, True, True, False),
]


@pytest.mark.parametrize(("which", "recused", "own", "looked", "expected"), OTHERS)
def test_whose_sheets_are_seen(
    which: Degree, recused: bool, own: bool, looked: bool, expected: bool
) -> None:
    only = frozenset({1})
    seen = Disclosed(which, *(only if there else frozenset() for there in (recused, own, looked)))
    assert seen.others(1) is expected
    assert seen.others(2) is (which is Degree.ALL)
    assert seen.ranking is (which is Degree.ALL)
