"""The reading book in words: what it is, what is not in it and why, what the jury judges by."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.models import Criterion, Round
from app.rules.scoring import Scale
from app.services.desks import Task
from app.words import formats
from app.words.jury import sheets
from app.words.text import _, _n


def front(
    award_round: Round, count: int, missing: Mapping[Task, Sequence[int | None]]
) -> dict[str, Any]:
    """Give the first page: title, what it is for, and what is not in it."""
    name = _(
        "%(prize)s %(year)s",
        prize=formats.in_language(award_round.prize.name),
        year=award_round.year,
    )
    return {
        "title": _("Leseheftet ditt"),
        "over": name,
        "author": award_round.prize.secretariat.name,
        "foot": _("Leseheftet, %(round)s", round=name),
        "lede": _n(
            "Her er det ene forslaget du skal vurdere, med plass til notater.",
            "Her er de %(num)s forslagene du skal vurdere, med plass til notater. De står i rekkefølgen som er trukket for deg.",
            count,
        ),
        "care": _(
            "Heftet er bare til deg. Det har taushetsbelagte opplysninger: La det ikke ligge fremme, og slett eller makuler det når runden er over."
        ),
        "deadline": _(
            "Frist for poeng: %(moment)s", moment=formats.moment(award_round.scoring_deadline_at)
        )
        if award_round.scoring_deadline_at
        else "",
        "missing_title": _("Ikke med"),
        "missing": [_absent(task, numbers) for task, numbers in missing.items()],
        "contents": _("Innhold"),
        "criteria_title": _("Kriteriene"),
        "nominations_title": _("Forslagene"),
        "level_head": [_("Poeng"), _("Hva det betyr")],
        "notes_title": _("Notater"),
        "score_head": [_("Kriterium"), _("Poeng")],
        "replaced": _("Tegn som ikke finnes i skriften, står med nummeret sitt, som [U+1F600]."),
    }


def _absent(task: Task, numbers: Sequence[int | None]) -> str:
    """Name by number alone what is closed to her, and why."""
    count, named = len(numbers), formats.listed([str(number) for number in numbers])
    match task:
        case Task.DECLARE:
            return _n(
                "Nummer %(named)s. Du har ikke svart om du har bindinger.",
                "Nummer %(named)s. Du har ikke svart om du har bindinger til dem.",
                count,
                named=named,
            )
        case Task.AWAIT_RULING:
            return _n(
                "Nummer %(named)s. Juryen har ikke avgjort om du er habil.",
                "Nummer %(named)s. Juryen har ikke avgjort om du er habil for dem.",
                count,
                named=named,
            )
        case _:
            return _n(
                "Nummer %(named)s. Du er inhabil.",
                "Nummer %(named)s. Du er inhabil for dem.",
                count,
                named=named,
            )


def criteria(award_round: Round, scale: Scale) -> list[dict[str, Any]]:
    """Give the criteria with their weights and the words of each level."""
    weights = award_round.weights()
    return [
        {
            "name": formats.in_language(one.name),
            "short": formats.in_language(one.short),
            "weight": _("Vekt %(share)s", share=formats.percent(weights[one.key])),
            "question": formats.in_language(one.question),
            "levels": levels(one, scale),
        }
        for one in award_round.criteria
    ]


def levels(criterion: Criterion, scale: Scale) -> list[tuple[str, str]]:
    """Give each score that can be given with what it means; none where nothing is said of it."""
    steps, told = scale.values(), sheets.levels(criterion)
    if len(told) != len(steps):
        return []
    return [(sheets.number(step), words) for step, words in zip(steps, told, strict=True)]
