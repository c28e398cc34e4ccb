"""What lacks in the parts of a round that are the round's own, before its call can open."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from app.models import Criterion, Round, Texts
from app.rules import dates as dates_rules
from app.rules import weights
from app.rules.calendar import day_of, has_passed
from app.rules.dates import NEEDED, Dates, RoundDate
from app.rules.holidays import SUNDAY, holiday
from app.rules.languages import CODES, OWED, first_text, missing
from app.rules.lifecycle import StageKind
from app.rules.setup import Lack, Step

CALL_PARTS = ("call_intro", "call_who", "call_how", "writing_aids", "residents_warning")


def of_dates(award_round: Round, now: datetime) -> list[Lack]:
    """List what lacks of the dates, and what may be a mistake."""
    return list(_dates(award_round, now))


def _dates(award_round: Round, now: datetime) -> Iterator[Lack]:
    held = award_round.dates
    for date in RoundDate:
        if held[date] is None:
            yield Lack(Step.DATES, "date_missing", date in NEEDED, {"date": date.value})
    if not dates_rules.are_in_order(held):
        yield Lack(Step.DATES, "dates_not_in_order")
    if has_passed(held[RoundDate.DEADLINE], now):
        yield Lack(Step.DATES, "deadline_passed")
    opens = held[RoundDate.OPENS]
    if opens is not None and opens <= now:
        yield Lack(Step.DATES, "opens_at_once", stops=False)
    yield from on_holidays(held)


def on_holidays(held: Dates) -> Iterator[Lack]:
    """Warn of dates that are on a Sunday or a holiday."""
    for date, value in held.items():
        if value is None:
            continue
        day = day_of(value)
        named = holiday(day)
        if named is not None or day.weekday() == SUNDAY:
            what = named.value if named else "sunday"
            figures = {"date": date.value, "holiday": what, "day": day.isoformat()}
            yield Lack(Step.DATES, "date_on_holiday", stops=False, figures=figures)


def of_languages(
    step: Step, what: str, name: str, texts: Sequence[Texts], *, place: int = 0
) -> Iterator[Lack]:
    """Say in which languages something lacks a text: what is owed stops, English is a warning."""
    lacking = missing(texts)
    for codes, stops in (
        ([code for code in lacking if code in OWED], True),
        ([code for code in lacking if code not in OWED], False),
    ):
        if codes:
            figures: dict[str, str | int] = {
                "name": name,
                "languages": " ".join(codes),
                "place": place,
            }
            yield Lack(step, what, stops, figures)


def of_criteria(award_round: Round) -> list[Lack]:
    """List what lacks of the criteria."""
    if not award_round.criteria:
        return [Lack(Step.CRITERIA, "no_criterion")]
    found = []
    total = sum((one.weight for one in award_round.criteria), Decimal(0))
    if not weights.are_whole([one.weight for one in award_round.criteria]):
        found.append(Lack(Step.CRITERIA, "weights_not_whole", figures={"total": str(total)}))
    steps = _steps(award_round)
    for place, one in enumerate(award_round.criteria, start=1):
        name = first_text(one.name)
        texts = [one.name, one.short, one.question]
        found += of_languages(Step.CRITERIA, "criterion_language", name, texts, place=place)
        found += _levels(one, name, place, steps)
    return found


def _steps(award_round: Round) -> int | None:
    if not award_round.rulebooks:
        return None
    book = award_round.rulebook
    return int((book.scale_high - book.scale_low) / book.scale_step) + 1


def _levels(one: Criterion, name: str, place: int, steps: int | None) -> Iterator[Lack]:
    figures: Mapping[str, str | int] = {"name": name, "place": place}
    counts = {code: len([text for text in one.levels.get(code, []) if text]) for code in CODES}
    if not any(counts.values()):
        yield Lack(Step.CRITERIA, "no_levels", stops=False, figures=figures)
        return
    longest = max(len(one.levels.get(code, [])) for code in CODES)
    if steps is not None and longest != steps:
        more = {"levels": longest, "steps": steps}
        yield Lack(Step.CRITERIA, "levels_off_scale", figures={**figures, **more})
        return
    held = [
        {code: (one.levels.get(code, []) + [""] * longest)[at] for code in CODES}
        for at in range(longest)
    ]
    yield from of_languages(Step.CRITERIA, "level_language", name, held, place=place)


def of_call(award_round: Round) -> list[Lack]:
    """List what lacks of the text of the call: it is owed in the language of the round alone."""
    own = award_round.language
    held: dict[str, Texts] = {part: getattr(award_round, part) for part in CALL_PARTS}
    found = [
        Lack(Step.CALL, "call_language", figures={"part": part, "language": own})
        for part, texts in held.items()
        if any(texts.values()) and not texts.get(own)
    ]
    if not any(held["call_intro"].values()):
        found.append(Lack(Step.CALL, "no_call_text", stops=False))
    found += [
        Lack(Step.CALL, "call_part_missing", stops=False, figures={"part": part})
        for part in ("writing_aids", "residents_warning")
        if not any(held[part].values())
    ]
    return found


def of_stages(award_round: Round) -> list[Lack]:
    """List what lacks of the stages: visits at which nothing is asked, which may be meant so."""
    return [
        Lack(Step.STAGES, "visit_without_questions", stops=False, figures={"stage": stage.position})
        for stage in award_round.stages
        if stage.kind is StageKind.VISIT and not stage.questions
    ]


def of_award(award_round: Round) -> list[Lack]:
    """List what lacks of the award."""
    if not award_round.gifts:
        return [Lack(Step.AWARD, "no_gift", stops=False)]
    return [
        lack
        for gift in award_round.gifts
        for lack in of_languages(Step.AWARD, "gift_language", first_text(gift), [gift])
    ]
