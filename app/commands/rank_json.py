"""The ranking for programs; numbers to as many digits as are the same on all processors."""

import json
import math
from collections.abc import Sequence
from typing import Any

from app.commands.scores import Named
from app.ranking.analysis import VERSION, Analysis
from app.ranking.field import Field
from app.ranking.model.fair import Correction

REASONS = {
    Correction.APPLIED: "jurors scored different nominations, and some are stricter than others",
    Correction.NO_SCORES: "there are no scores",
    Correction.ONE_JUROR: "there is one juror only",
    Correction.ALL_EQUAL: "all scores are equal",
    Correction.COMPLETE: "everybody scored everything, so that severity changes nothing",
    Correction.TOO_FEW: "there are too few scores to tell severity from chance",
    Correction.NO_SEVERITY: "no juror is found to be stricter than another",
    Correction.SWITCHED_OFF: "the plain mean was asked for",
}


DIGITS = 12
"""Decimals, and digits in all, of a number for programs. What lies beyond is of the processor."""


def dump(data: dict[str, Any]) -> str:
    """Write data for programs."""
    return json.dumps(steady(data), ensure_ascii=False, indent=1, allow_nan=False)


def steady(value: Any) -> Any:
    """Leave off the digits of every number in some data that another processor may not give."""
    if isinstance(value, float):
        return round(float(f"{value:.{DIGITS}g}"), DIGITS) + 0.0
    if isinstance(value, dict):
        return {key: steady(one) for key, one in value.items()}
    return [steady(one) for one in value] if isinstance(value, list) else value


def reason(found: Analysis) -> str:
    """Say why scores are corrected, or why not."""
    fit = found.fit
    if fit.correction is Correction.COMPLETE and found.parts.number > 1:
        return "within each group everybody scored everything, so that severity changes nothing"
    return REASONS[fit.correction]


def number(value: float) -> float | None:
    """Give a number, or None where there is none."""
    return None if not math.isfinite(value) else float(value)


def names(of: Sequence[str], which: Sequence[int]) -> str | list[str]:
    """Give one name, or a list where several tie."""
    found = [of[one] for one in which]
    return found[0] if len(found) == 1 else found


def as_data(found: Analysis, named: Named) -> dict[str, Any]:
    """Give the ranking in plain dictionaries, lists, texts and numbers."""
    fit = found.fit
    jurors = found.details.jurors
    several = found.competing.number > 1
    return {
        "method": found.question.method.value,
        "version": VERSION,
        "nominations": len(named.nominations),
        "jurors": len(named.jurors),
        "components": found.parts.number,
        "correction": {
            "applied": fit.applied,
            "reason": reason(found),
            "lambda": number(fit.lam),
            "sigma2": number(fit.sigma2) if found.panel.df > 0 else None,
            "step": fit.step,
        },
        "ranking": _ranking(found, named),
        "jurors_detail": [
            {
                "juror": name,
                "severity": number(jurors.severity[at]),
                "se": number(jurors.se[at]),
                "n": int(jurors.number[at]),
                "influence": number(jurors.influence[at]),
                "correlation": number(jurors.correlation[at]),
                "misfit": number(jurors.misfit[at]),
                "one_score": int(jurors.number[at]) == 1,
                "no_variation": bool(jurors.same[at]),
            }
            for at, name in enumerate(named.jurors)
        ],
        "look_again": {
            "cells": [
                {
                    "nomination": named.nominations[cell.nomination],
                    "juror": named.jurors[cell.juror],
                    "residual": cell.residual,
                    "z": cell.z,
                }
                for cell in found.details.look_again
            ],
            "expected_by_chance": found.details.expected,
        },
        "agreement": dict(vars(found.agreement)),
        "robustness": _robustness(found, named, several=several),
        "fields": [_field(field, named) for field in found.fields],
        "verdict": found.fields[0].verdict.value if len(found.fields) == 1 else None,
    }


def _ranking(found: Analysis, named: Named) -> list[dict[str, Any]]:
    sure = found.chances
    lines: list[dict[str, Any]] = []
    ranked = [int(one) for field in found.fields for one in field.order]
    placed = set(ranked)
    for one in ranked + [at for at in range(len(named.nominations)) if at not in placed]:
        given = bool(sure.low[one])
        lines.append(
            {
                "nomination": named.nominations[one],
                "place": int(found.place[one]) or None,
                "score": number(found.score[one]),
                "mean": number(found.panel.means[one]),
                "jurors": int(found.panel.per_nomination[one]),
                "component": int(found.parts.nomination[one]) + 1 or None,
                "p_best": number(sure.best[one]),
                "place_low": int(sure.low[one]) if given else None,
                "place_high": int(sure.high[one]) if given else None,
            }
        )
    return lines


def _robustness(found: Analysis, named: Named, *, several: bool) -> dict[str, Any]:
    nominations, fields = named.nominations, found.fields
    won, freely = (
        {
            nominations[one]: float(share)
            for field, shares in zip(fields, all_shares, strict=True)
            if shares is not None
            for one, share in zip(field.order, shares, strict=True)
            if share > 0
        }
        for all_shares in ([f.won for f in fields], [f.won_freely for f in fields])
    )
    return {
        "leave_one_out": [
            {
                "juror": named.jurors[one.juror],
                "winner": names(nominations, one.winners),
                "changes_winner": one.changes_winner,
                "changes_shortlist": one.changes_shortlist,
            }
            for one in found.left_out
        ],
        "weights": [
            {
                "criterion": named.criteria[flip.criterion],
                "flip_at": flip.at,
                "flips_to": None if flip.to is None else nominations[flip.to],
                **({"component": field.component + 1} if several else {}),
            }
            for field in fields
            for flip in field.flips
        ],
        "weightings_won": won,
        "weightings_won_freely": freely,
        "methods": {
            method.value: names(nominations, [w for f in fields for w in f.by_method[method]])
            for method in (fields[0].by_method if fields else {})
        },
    }


def _field(field: Field, named: Named) -> dict[str, Any]:
    nominations = named.nominations
    return {
        "component": field.component + 1,
        "winner": names(nominations, field.winners),
        "verdict": field.verdict.value,
        "averages_differ": field.averages_differ,
        "mean_winner": names(nominations, field.mean_winners),
        "shortlist": [nominations[one] for one in field.listed],
        "natural_shortlist": field.natural,
        "shortlists_by_method": {
            method.value: [nominations[one] for one in listed]
            for method, listed in field.listed_by_method.items()
        },
        "margin": field.margin,
        "margin_se": None if field.margin_se is None else number(field.margin_se),
        "margin_in_points": [
            {
                "criterion": named.criteria[nudge.criterion],
                "points": nudge.points,
                "juror": None if nudge.juror is None else named.jurors[nudge.juror],
                "nomination": None if nudge.nomination is None else nominations[nudge.nomination],
            }
            for nudge in field.nudges
        ],
        "head_to_head": [
            {
                "nominations": [nominations[pair.first], nominations[pair.second]],
                "prefer": [pair.prefer_first, pair.prefer_second],
                "both": pair.both,
            }
            for pair in field.against
        ],
    }
