"""A round for everybody: the call, that the jury is at work, or the result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask import url_for

from app.models import DecisionEntry, FormSection, Nomination, PublicQuestion, Round
from app.rules.web_addresses import site
from app.services import (
    announcements,
    contacts,
    jury,
    nominees,
    phases,
    public_questions,
    rounds,
)
from app.services.announcements import PublicAnswer, Result
from app.services.contacts import Contact
from app.services.nominees import Announced
from app.services.phases import Stop
from app.services.work import NotFoundError, Work
from app.web.prizes.page import may_write
from app.words import candidate_kinds
from app.words.jury import juries
from app.words.jury.juries import JuryWords
from app.words.nominations import forms
from app.words.results import honours
from app.words.results import public as results
from app.words.results import scores as scores_words
from app.words.results.honours import Spot
from app.words.rounds import calls
from app.words.rounds.calls import PublicDate, PublicStanding, TimelineStep
from app.words.text import _


@dataclass(frozen=True)
class CallPart:
    """One part of what the call says, in the language that it is there in."""

    key: str
    title: str
    text: str
    language: str


@dataclass(frozen=True)
class CallPage:
    """The whole call, while it is open."""

    standing: PublicStanding
    time_left: str
    timeline: Sequence[TimelineStep]
    form: Sequence[FormSection]
    of_whom: Mapping[str, str]
    """By question, who is asked, where not everybody is."""
    candidates: str
    """What can be nominated."""
    jury: JuryWords | None
    may_write: bool
    texts: Sequence[CallPart]
    dates: Sequence[PublicDate]
    contact: Contact
    questions: Sequence[PublicQuestion]
    """What has been asked and answered."""


def call_page(work: Work, award_round: Round) -> CallPage:
    """Lay out an open call."""
    form = rounds.form(work.session, award_round)
    return CallPage(
        calls.standing(award_round, work.now),
        calls.time_left(award_round, work.now),
        calls.timeline(award_round, work.now),
        form,
        {q.key: forms.of_whom(q, form) for section in form for q in section.questions},
        candidate_kinds.summary(award_round.candidate_rules),
        _jury(work, award_round),
        may_write(work, award_round),
        _call_parts(award_round),
        calls.dates(award_round),
        contacts.of(award_round),
        public_questions.answered(work.session, award_round),
    )


def _call_parts(award_round: Round) -> list[CallPart]:
    """Give what the call says; in the reader's language where it is offered, else as published."""
    said = {
        "call_intro": award_round.call_intro,
        "call_who": award_round.call_who or award_round.prize.about,
        "call_how": award_round.call_how,
        "writing_aids": award_round.writing_aids,
        "residents_warning": award_round.residents_warning,
    }
    return [
        CallPart(key, calls.part_title(key), text, code)
        for key, texts in said.items()
        for text, code in [calls.as_published(texts, award_round.language)]
        if text
    ]


def _jury(work: Work, award_round: Round) -> JuryWords | None:
    found = jury.of_round(work.session, award_round)
    return juries.of_round(found, award_round, work.today)


@dataclass(frozen=True)
class OtherYear:
    """The round before or after one."""

    over: str
    title: str
    url: str


def _neighbours(work: Work, award_round: Round) -> list[OtherYear]:
    before, after = announcements.neighbours(work.session, award_round, work.now)
    held = [other for other in (before, after) if other is not None]
    found = announcements.results(work, held)
    return [
        OtherYear(
            over,
            results.in_short(other, found.get(other.id), work.now),
            url_for("rounds.show", slug=other.slug),
        )
        for other, over in ((before, _("Forrige runde")), (after, _("Neste runde")))
        if other is not None
    ]


@dataclass(frozen=True)
class WaitingPage:
    """Between the deadline and the announcement."""

    standing: PublicStanding
    planned: str
    timeline: Sequence[TimelineStep]
    jury: JuryWords | None
    neighbours: Sequence[OtherYear]
    stop: Stop | None
    """Since when it stands still or is cancelled, and why."""
    nominees: Announced | None
    """The nominees, where they are announced before the winner."""


def waiting_page(work: Work, award_round: Round) -> WaitingPage:
    """Lay out a round whose call is closed, and whose result is not announced."""
    standing = calls.standing(award_round, work.now)
    announced = nominees.public(work.session, award_round)
    stop = phases.stop_of(work.session, award_round, work.now)
    if announced and not stop:
        standing = replace(standing, text=calls.nominated())
    return WaitingPage(
        standing,
        calls.planned_for(award_round, work.now),
        calls.timeline(award_round, work.now),
        _jury(work, award_round),
        _neighbours(work, award_round),
        stop,
        announced,
    )


@dataclass(frozen=True)
class Honoured:
    """One nomination that the result names."""

    entry: DecisionEntry
    name: str
    answers: Sequence[PublicAnswer]
    """What its nominator wrote, as far as everybody may read it."""

    @property
    def nomination(self) -> Nomination:
        """The nomination itself."""
        return self.entry.nomination

    @property
    def places(self) -> str:
        """Where its candidates are."""
        told = [candidate.place for candidate in self.nomination.candidates if candidate.place]
        return "; ".join(dict.fromkeys(told))


@dataclass(frozen=True)
class ResultPage:
    """The winner's page."""

    result: Result
    title: str
    description: str
    winner: str
    """Empty where the prize was not awarded."""
    occasion: str
    honoured: Sequence[Honoured]
    shows_honoured: bool
    heading: str
    spots: Sequence[Spot]
    map_label: str
    jury: JuryWords | None
    source_site: str
    """Where the record was taken from; empty where that is no web address."""
    neighbours: Sequence[OtherYear]
    reckoning: str
    """The command that reckons the places anew, where everybody may have the scores; else empty."""
    has_bundle: bool
    """Whether everybody may have the bundle."""


def names_by_number(work: Work, award_round: Round) -> dict[int, str]:
    """Name the nominations that a result names, by number; what became of the others is not said."""
    result = announcements.results(work, [award_round])[award_round.id]
    return {
        entry.nomination.number: honours.named([entry])
        for entry in (*result.winners, *result.nominees, *result.mentions)
        if entry.nomination.number is not None
    }


def result_page(work: Work, award_round: Round, result: Result) -> ResultPage:
    """Lay out the result of a round."""
    spots = honours.result_map(result)
    written = announcements.public_answers(work.session, award_round, result)
    return ResultPage(
        result=result,
        title=results.title(award_round, result),
        description=results.description(award_round, result),
        winner=honours.titled(result.winners),
        occasion=results.occasion(award_round),
        honoured=[
            Honoured(entry, honours.named([entry]), written.get(entry.nomination_id, ()))
            for entry in (*result.winners, *result.nominees, *result.mentions)
        ],
        # A winner alone, of whom nothing more is known, is named above already.
        shows_honoured=bool(written) or len(result.decision.distinctions) > 1,
        heading=results.heading(result),
        spots=spots,
        map_label=honours.result_words(result, spots),
        jury=_jury(work, award_round),
        source_site=site(str(award_round.history.get("source", ""))),
        neighbours=_neighbours(work, award_round),
        reckoning=(reckoning := _reckoning(work, award_round)),
        has_bundle=bool(reckoning),
    )


def _reckoning(work: Work, award_round: Round) -> str:
    try:
        found = announcements.public_scores(work, award_round)
    except NotFoundError:
        return ""
    slug = award_round.slug
    return scores_words.command(found, f"poeng-{slug}.csv", f"vekter-{slug}.csv")
