"""The forms of the criteria: their weights and order, and the texts of one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.models import Texts
from app.rules import weights
from app.rules.languages import CODES
from app.web.setup.texts import filled, lines_of, read_texts
from app.words.text import _

WEIGHT = "weight-"
"""How the fields with the weights are called, before the criterion's key."""
MOST = 20
"""How many criteria a round can have."""


@dataclass(frozen=True)
class WeightsForm:
    """Per cents as they were written, by key, in their order; and what is to be done."""

    written: Mapping[str, str]
    act: str

    def errors(self) -> dict[str, str]:
        """Say by field which are no percentages."""
        return {
            f"{WEIGHT}{key}": _("Skriv et tall fra 0 til 100, med høyst tre desimaler.")
            for key, text in self.written.items()
            if weights.read_per_cent(text) is None
        }

    def applied(self, criteria: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Give the criteria with these weights, moved or weighed as was asked."""
        read = {key: weights.read_per_cent(text) for key, text in self.written.items()}
        held = [{**one, "weight": read.get(one["key"], one["weight"])} for one in criteria]
        if self.act == "equal":
            shares = weights.equal(len(held))
            return [{**one, "weight": share} for one, share in zip(held, shares, strict=True)]
        if self.act == "rest" and held:
            rest = weights.remaining([one["weight"] for one in held[:-1]])
            return [*held[:-1], {**held[-1], "weight": max(rest, Decimal(0))}]
        way, _colon, key = self.act.partition(":")
        at = next((place for place, one in enumerate(held) if one["key"] == key), None)
        to = None if at is None else at + {"up": -1, "down": 1}.get(way, 0)
        if at is not None and to is not None and 0 <= to < len(held):
            held[at], held[to] = held[to], held[at]
        return held


def read_weights(sent: Mapping[str, str], keys: Sequence[str]) -> WeightsForm:
    """Read the form; a criterion that somebody else has added since has no weight in it."""
    return WeightsForm(
        {key: sent[f"{WEIGHT}{key}"] for key in keys if f"{WEIGHT}{key}" in sent},
        sent.get("act", ""),
    )


@dataclass(frozen=True)
class CriterionForm:
    """The texts of one criterion; ``levels`` by step, lowest first."""

    name: Texts
    short: Texts
    question: Texts
    levels: Sequence[Texts]

    def errors(self) -> dict[str, str]:
        """Say by field what is wrong."""
        found = {}
        if not any(self.name.values()):
            found["name-nb"] = _("Skriv hva kriteriet heter.")
        return found

    def columns(self) -> dict[str, Any]:
        """Give what is stored. Where nothing shorter is written, the name stands."""
        said = [one for one in self.levels if any(one.values())]
        return {
            "name": filled(self.name),
            "short": filled({code: self.short[code] or self.name[code] for code in CODES}),
            "question": filled(self.question),
            "levels": {code: [one[code] for one in self.levels] for code in CODES} if said else {},
        }


def read_criterion(sent: Mapping[str, str], steps: int) -> CriterionForm:
    """Read the form."""
    return CriterionForm(
        read_texts(sent, "name"),
        read_texts(sent, "short"),
        read_texts(sent, "question"),
        [read_texts(sent, f"level-{number}") for number in range(steps)],
    )


def criterion_form(held: Mapping[str, Any], steps: int) -> CriterionForm:
    """Fill in the form with what is stored."""

    def whole(texts: Mapping[str, str]) -> Texts:
        return {code: texts.get(code, "") for code in CODES}

    levels = held.get("levels", {})
    return CriterionForm(
        whole(held.get("name", {})),
        whole(held.get("short", {})),
        whole(held.get("question", {})),
        [
            {code: (levels.get(code, []) + [""] * steps)[number] for code in CODES}
            for number in range(steps)
        ],
    )


def criterion_lines(held: Mapping[str, Any], scores: Sequence[str]) -> list[tuple[str, str, str]]:
    """Give the fields of a criterion with their labels and texts."""
    form = criterion_form(held, len(scores))
    return lines_of(
        [
            ("name", _("Navn"), form.name),
            ("short", _("Kort navn"), form.short),
            ("question", _("Spørsmål"), form.question),
            *(
                (f"level-{number}", _("Poeng %(score)s", score=scores[number]), texts)
                for number, texts in enumerate(form.levels)
            ),
        ]
    )
