"""Heads of chains that were kept outside: what is found against them alone."""

from typing import Any

import pytest
from sqlalchemy import select, update

from app.models import Model
from app.services import audit, digests
from app.services.audit.heads import Head
from tests.factories import World
from tests.services.recorded import judged
from tests.tampering import EVENTS, chain_named, cut, recompute, remove, triggers_aside

HEADER = b"# Heads of Hederspris' audit chains, 2026-03-02T09:00:00+00:00\n"


def table(name: str) -> Any:
    return Model.metadata.tables[name]


def note(world: World) -> list[Head]:
    """Print the heads, and read them again."""
    return audit.parse("\n".join(audit.heads(world.session, world.clock.now)).encode())


def compared(world: World, noted: list[Head]) -> list[str]:
    return [str(finding) for finding in audit.compare(world.session, noted)]


def rewrite(world: World) -> None:
    """Change a score with its event, and compute the chain anew from there: all digests agree."""
    session, chain = world.session, chain_named(world.session)
    revisions = table("score_revisions")
    revision = session.execute(select(revisions).order_by(revisions.c.id.desc())).first()
    assert revision is not None
    sheets = table("score_sheets")
    sheet = session.execute(select(sheets).where(sheets.c.id == revision.sheet_id)).one()
    scores = {"x": "6", "y": "6"}
    forged = digests.of(
        {
            "nomination": sheet.nomination_id,
            "appointment": sheet.appointment_id,
            "number": 2,
            "scores": scores,
            "grounds": revision.grounds,
            "reason": revision.reason,
            "could_see_others": False,
            "salt": revision.salt,
        }
    )
    at = (EVENTS.c.chain_id == chain.id) & (EVENTS.c.position == 43)
    data = session.execute(select(EVENTS.c.data).where(at)).scalar_one()
    with triggers_aside(session):
        changed = update(revisions).where(revisions.c.id == revision.id).values(scores=scores)
        session.execute(changed)
        session.execute(update(EVENTS).where(at).values(data={**data, "digest": forged}))
        recompute(session, chain, 43)


def test_a_chain_computed_anew_is_found_against_heads_that_were_kept_outside(world: World) -> None:
    judged(world)
    noted = note(world)
    rewrite(world)
    assert audit.verify(world.session) == []
    said = compared(world, noted)
    assert said == [
        "prisen-2026: the chain was computed anew by event 51, which is not the one that was noted"
    ]


def test_heads_of_several_nights_tell_from_where_a_chain_was_computed_anew(world: World) -> None:
    judged(world)
    chain = chain_named(world.session)
    at = select(EVENTS.c.digest).where(EVENTS.c.chain_id == chain.id)
    early = world.session.execute(at.where(EVENTS.c.position == 40)).scalar_one()
    lines = audit.heads(world.session, world.clock.now)
    kept = [lines[0], f"prisen-2026 40 {early}", *lines]
    noted = audit.parse("\n".join(kept).encode())
    assert audit.compare(world.session, noted) == []
    rewrite(world)
    where = (
        "after event 40, which is as noted, and by event 51, which is not the one that was noted"
    )
    assert compared(world, noted) == [f"prisen-2026: the chain was computed anew {where}"]


def test_a_chain_that_is_shorter_or_gone_is_found_against_heads(world: World) -> None:
    judged(world)
    noted = note(world)
    chain = chain_named(world.session)
    cut(world.session, chain, 43)
    assert compared(world, noted) == [
        "prisen-2026: the chain was cut off: it has 43 events, and 51 were noted"
    ]
    remove(world.session, chain)
    assert compared(world, noted) == ["prisen-2026: the chain is gone"]


def test_a_chain_that_has_grown_agrees_with_what_was_noted(world: World) -> None:
    _, made = world.at("scoring")
    noted = note(world)
    world.seal("chair", made[0], 5, 4)
    assert audit.compare(world.session, noted) == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b"", "line 1 does not begin with"),
        (b"prisen-2026 4 " + b"f" * 64, "line 1 does not begin with"),
        (HEADER, "it has no line after the first"),
        (HEADER + b"prisen-2026 4\n", "line 2 is not a chain, its length and a digest"),
        (HEADER + b"\nprisen-2026 fire " + b"f" * 64, "line 3 is not a chain, its length"),
        (HEADER + b"prisen-2026 4 abc\n", "line 2 ends with something that is no digest"),
        (HEADER + b"prisen-2026 0 " + b"f" * 64, "line 2 has no length"),
        (HEADER + b"\xe6", "it is not text in UTF-8"),
    ],
)
def test_what_are_no_heads_is_refused_in_words(given: bytes, said: str) -> None:
    with pytest.raises(audit.BadHeadsError) as refused:
        audit.parse(given)
    assert str(refused.value).startswith(said)
