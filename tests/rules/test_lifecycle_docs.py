"""The page on the lifecycles says what the tables say."""

from app.rules.access import TABLE
from app.rules.lifecycle import COURSE_MOVES, ROUND_MOVES, STAGE_MOVES, Milestone, Phase
from app.rules.lifecycle_docs import CONDITIONS, PAGE, as_markdown, phases_of
from app.rules.nomination_moves import NOMINATION_MOVES

ALL_MOVES = ROUND_MOVES + COURSE_MOVES + STAGE_MOVES + NOMINATION_MOVES


def test_the_page_is_not_stale() -> None:
    written = PAGE.read_text(encoding="utf-8")
    assert written == as_markdown(), "run: python -m app.rules.lifecycle_docs"


def test_every_condition_is_said_in_words_and_no_other() -> None:
    used = {condition for move in ALL_MOVES for condition in move.conditions}
    assert set(CONDITIONS) == used


def test_every_move_and_every_permission_is_on_the_page() -> None:
    page = as_markdown()
    assert [m.name for m in ALL_MOVES if f"| `{m.name}` |" not in page] == []
    assert [p for p in TABLE if f"| `{p.value}` |" not in page] == []


def test_the_page_reads_the_clock_from_the_rules() -> None:
    assert phases_of(Milestone.CALLED) == [Phase.PLANNED, Phase.OPEN, Phase.SCREENING]
    assert phases_of(Milestone.DECIDED) == [Phase.DECIDED, Phase.ANNOUNCED]
    assert phases_of(Milestone.ARCHIVED) == [Phase.ARCHIVED]
    lines = as_markdown().splitlines()
    assert "    planned --> open: publish_call (secretariat), then the opening time" in lines
    assert "    open --> screening: the deadline" in lines
    assert "    screening --> judging: begin_judging (secretariat)" in lines
    assert "    decided --> announced: the end of the embargo" in lines
    assert "    announced --> archived: archive (secretariat)" in lines
