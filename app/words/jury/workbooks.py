"""The workbook of scores in words: what its columns and rows are called, and how it is used."""

from collections.abc import Sequence
from datetime import datetime

from app.models import Criterion, Round, ScoreSheet
from app.rules.scoring import Scale
from app.rules.workbooks import (
    FORMAT,
    GROUNDS,
    GUIDE,
    MARK,
    NOTES,
    SHEET,
    Headings,
    fold,
    print_of,
)
from app.services.workbooks import Offered
from app.spreadsheets import Filling, Form, Guide, Row, sheet_name
from app.words import formats
from app.words.jury import books, sheets
from app.words.text import _, _n

LABEL = {"nb": "Kriterium", "nn": "Kriterium", "en": "Criterion"}
SCORE = {"nb": "Poeng", "nn": "Poeng", "en": "Score"}
TEXTS = {
    GROUNDS: {"nb": "Begrunnelse", "nn": "Grunngiving", "en": "Grounds"},
    NOTES: {
        "nb": "Privat notat, som bare du ser",
        "nn": "Privat notat, som berre du ser",
        "en": "Private note, for you alone",
    },
}
LINES = {GROUNDS: 14, NOTES: 6}


def headings(criteria: Sequence[Criterion]) -> Headings:
    """Give what columns and rows may be called, in every language."""
    rows = {fold(name): key for key, names in TEXTS.items() for name in names.values()}
    for one in criteria:
        rows |= {fold(_numbered(one, name)): one.key for name in one.name.values() if name}
    return Headings(
        frozenset(map(fold, LABEL.values())), frozenset(map(fold, SCORE.values())), rows
    )


def _numbered(criterion: Criterion, name: str) -> str:
    """Name the row of a criterion: by its place, which no two have in common."""
    return f"{criterion.position}. {name}"


def label(criteria: Sequence[Criterion], key: str) -> str:
    """Name a row in the reader's language."""
    if key in TEXTS:
        return formats.in_language(TEXTS[key])
    criterion = next(one for one in criteria if one.key == key)
    return _numbered(criterion, formats.in_language(criterion.name))


def score_heading() -> str:
    """Name the column that is filled in."""
    return formats.in_language(SCORE)


def label_heading() -> str:
    """Name the column of criteria."""
    return formats.in_language(LABEL)


def filling(award_round: Round, scale: Scale, offered: Sequence[Offered], now: datetime) -> Filling:
    """Put together the workbook that a juror takes along."""
    kept = [one for one in offered if one.fits]
    forms = [_form(award_round, scale, one, now) for one in kept]
    keys = [*(criterion.key for criterion in award_round.criteria), GROUNDS, NOTES]
    register = [
        [FORMAT],
        [MARK, SHEET, *keys],
        *(
            [str(one.mark), form.name, *(print_of(one.fields[key]) for key in keys)]
            for one, form in zip(kept, forms, strict=True)
        ),
    ]
    return Filling(
        _guide(award_round, kept, [one for one in offered if not one.fits], now),
        forms,
        (label_heading(), score_heading(), _("Hva poengene betyr")),
        [sheets.number(value) for value in scale.values()],
        (_("Ikke på skalaen"), off_scale(scale)),
        register,
        now,
    )


def off_scale(scale: Scale) -> str:
    """Say which scores can be given."""
    return _(
        "Skriv et tall fra %(low)s til %(high)s, i steg på %(step)s, eller la cellen stå tom.",
        low=sheets.number(scale.low),
        high=sheets.number(scale.high),
        step=sheets.number(scale.step),
    )


def _guide(
    award_round: Round, offered: Sequence[Offered], left_out: Sequence[Offered], now: datetime
) -> Guide:
    steps = [
        _("Hvert forslag har sitt eget ark. Gå dit fra listen under, eller fra fanene nederst."),
        _(
            "Fyll ut de gule cellene: poeng på hvert kriterium, begrunnelse og, om du vil, et privat notat. Resten er låst, så ingenting flyttes ved et uhell."
        ),
        _(
            "Lagre filen som .xlsx eller .ods, og last den opp fra arbeidslisten. Der ser du hva som blir endret, før noe lagres."
        ),
        _(
            "Det du ikke rører, blir som det er. Har du skrevet noe på nettsidene i mellomtiden, får du velge når begge er endret."
        ),
        _("Det du alt har levert, kan endres. Da skriver du hvorfor når du laster opp filen."),
        _("Filen er bare til deg. Slett den når du har lastet den opp."),
    ]
    if left_out:
        numbers = formats.listed([str(one.nomination.number) for one in left_out])
        steps.append(
            _n(
                "Nummer %(numbers)s er ikke med, fordi teksten er for lang for en celle. Bruk nettsidene.",
                "Nummer %(numbers)s er ikke med, fordi tekstene er for lange for en celle. Bruk nettsidene.",
                len(left_out),
                numbers=numbers,
            )
        )
    if award_round.scoring_deadline_at:
        until = formats.moment(award_round.scoring_deadline_at)
        steps.append(_("Frist for poeng: %(moment)s", moment=until))
    return Guide(
        sheet_name(_("Slik gjør du")),
        _("Poengene dine: %(round)s", round=_name(award_round)),
        steps,
        (_("Forslag"), _("Status da filen ble laget")),
        [(_title(one), _state(one.sheet, now)) for one in offered],
        GUIDE,
    )


def _name(award_round: Round) -> str:
    prize = formats.in_language(award_round.prize.name)
    return _("%(prize)s %(year)s", prize=prize, year=award_round.year)


def _title(one: Offered) -> str:
    nomination = one.nomination
    return f"{nomination.number}. {nomination.candidate_names}"


def _state(sheet: ScoreSheet | None, now: datetime) -> str:
    if sheet is None:
        return _("Ikke begynt")
    if sheet.sealed_at is not None:
        return _("Levert")
    return sheets.saved(sheet, now)


def _form(award_round: Round, scale: Scale, one: Offered, now: datetime) -> Form:
    nomination, criteria = one.nomination, award_round.criteria
    rows = [
        Row(
            label(criteria, criterion.key),
            _number(one.fields[criterion.key]),
            _about(criterion, scale),
        )
        for criterion in criteria
    ]
    rows += [
        Row(label(criteria, key), one.fields[key], lines=lines) for key, lines in LINES.items()
    ]
    return Form(
        sheet_name(f"{nomination.number} {nomination.candidate_names}"),
        _title(one),
        [nomination.versions[-1].title, _name(award_round), _state(one.sheet, now)],
        str(one.mark),
        rows,
    )


def _number(text: str) -> str:
    return text if formats.language() == "en" else text.replace(".", ",")


def _about(criterion: Criterion, scale: Scale) -> str:
    question = formats.in_language(criterion.question)
    told = [_("%(score)s: %(words)s", score=s, words=w) for s, w in books.levels(criterion, scale)]
    return "\n".join(filter(None, [question, *told]))
