"""Who leads on a walk: people are away and come back, and others are elected for a while."""

from app.services import impartiality
from app.services.impartiality import CLOSED
from tests.services.walk.history import IN_TIME, JURY, Walk


def leader(walk: Walk) -> str:
    """Give mostly whoever leads what compares all, else anybody of the jury."""
    today = walk.world.work("chair").today
    found = impartiality.of_comparison(walk.world.session, walk.award_round, today).leader
    is_in_time = found is not None and walk.random.random() < IN_TIME
    return walk.name(found.id) if found and is_in_time else walk.any_of_jury()


def claim(walk: Walk, name: str, does: str) -> None:
    """Say of whoever is about to do what a leader does that it is wrong, where she is recused.

    What is refused is wrong no more.
    """
    where, held = walk.board(), walk.appointment(name)
    closed = [one for one in where.nominations if where.standing(one, held) in CLOSED]
    if closed or held in where.away:
        walk.wrong.append(f"{name} {does}, and is recused from {closed} or away")


def be_away(walk: Walk) -> None:
    """Let it be noted that somebody is away, by whoever."""
    _note(walk, walk.random.choice(("chair", *JURY)), is_away=True)


def come_back(walk: Walk) -> None:
    """Let it be noted that somebody is there again."""
    away = sorted(walk.board().away)
    name = walk.name(walk.random.choice(away)) if away else walk.any_of_jury()
    _note(walk, name, is_away=False)


def _note(walk: Walk, name: str, *, is_away: bool) -> None:
    by = "secretariat" if walk.random.random() < IN_TIME else walk.any_of_jury()
    held = walk.appointment(name)
    if by == "chair" and name == "chair":
        walk.wrong.append("the chair notes her own absence")
    elif by != "secretariat":
        claim(walk, by, "notes who is away")
    impartiality.note_absence(
        walk.world.work(by), walk.award_round, held, "Permisjon.", is_away=is_away
    )


def elect(walk: Walk) -> None:
    """Let the secretariat enter who was elected, or a chair try to."""
    by = "secretariat" if walk.random.random() < IN_TIME else "chair"
    if by == "chair":
        walk.wrong.append("the chair enters who leads instead of her")
    which = walk.random.choice((None, None, walk.any_in_running()))
    held = walk.appointment(walk.random.choice(JURY[1:]))
    impartiality.elect_chair(walk.world.work(by), walk.award_round, held, "Valgt i møtet.", which)


def relieve(walk: Walk) -> None:
    """Let the secretariat enter that whoever was elected leads no more, or the chair try to."""
    by = "secretariat" if walk.random.random() < IN_TIME else "chair"
    if by == "chair":
        walk.wrong.append("the chair removes whoever leads instead of her")
    which = walk.random.choice((None, None, walk.any_in_running()))
    impartiality.end_election(walk.world.work(by), walk.award_round, "Ikke lenger.", which)
