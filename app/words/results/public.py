"""What is said of a result around the names: the title, the heading, when and on what occasion."""

from datetime import datetime

from app.models import Round
from app.services.announcements import Result
from app.words import formats
from app.words.results import honours
from app.words.rounds import calls
from app.words.text import _


def title(award_round: Round, result: Result) -> str:
    """Name the page of a result: the winner and the year."""
    winner = honours.named(result.winners)
    if winner:
        return _("%(winner)s, vinner %(year)s", winner=winner, year=award_round.year)
    return _("Prisen ble ikke delt ut i %(year)s", year=award_round.year)


def over(award_round: Round, result: Result) -> str:
    """Say what whoever is named has won, above the name."""
    prize = formats.in_language(award_round.prize.name)
    if len(result.winners) == 1:
        return _("Vinneren av %(prize)s", prize=prize)
    return _("Vinnerne av %(prize)s", prize=prize)


def description(award_round: Round, result: Result) -> str:
    """Describe a result in a sentence: the one from the grounds, else the name of the prize."""
    citation = formats.in_language(result.decision.citation)
    return citation or formats.in_language(award_round.prize.name)


def heading(result: Result) -> str:
    """Name the list of those whom a result names."""
    if len(result.decision.distinctions) > len(result.winners):
        return _("De nominerte")
    return _("Vinneren") if len(result.winners) == 1 else _("Vinnerne")


def occasion(award_round: Round) -> str:
    """Say when and on what occasion the prize was awarded, as far as it is known."""
    day = honours.awarded_on(award_round)
    where = formats.in_language(award_round.history.get("occasion"))
    told = [formats.day(day)] if day else []
    if award_round.embargo_until is not None:
        told = [_("Kunngjort %(day)s", day=formats.day(award_round.embargo_until))]
    if where:
        told.append(where)
    if award_round.is_invented:
        told.append(_("oppdiktet, til demonstrasjon"))
    return " · ".join(told)


def in_short(award_round: Round, result: Result | None, now: datetime) -> str:
    """Name a round by its year and its winner; before there is one, by how it stands."""
    if result is None:
        said = calls.standing(award_round, now).title
    else:
        said = honours.named(result.winners) or _("Ikke delt ut")
    return f"{award_round.year}: {said}"
