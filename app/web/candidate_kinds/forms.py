"""What comes in when somebody says what can be nominated in a round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from app.rules.candidates import (
    FIELDS,
    MOST,
    CandidateKind,
    CandidateRules,
    Need,
    setting_name,
)
from app.words.text import _

Sent = MultiDict[str, str]


@dataclass(frozen=True)
class CandidatesForm:
    """What was filled in. It is shown again as it was."""

    kinds: Sequence[str]
    needs: Mapping[str, str]
    most: str
    allows_own: bool
    base: str
    """What the edit started from."""

    def read(self) -> tuple[CandidateRules | None, dict[str, str]]:
        """Read it; without rules where something is wrong, by field."""
        errors = {}
        kinds = tuple(kind for kind in CandidateKind if kind.value in self.kinds)
        if not kinds:
            errors["kinds"] = _("Velg minst ett slag.")
        most = int(self.most) if self.most.isascii() and self.most.isdigit() else 0
        if not 1 <= most <= MOST:
            errors["most"] = _("Skriv et tall fra 1 til %(most)s.", most=MOST)
        if errors:
            return None, errors
        return CandidateRules(kinds, self._said(kinds), most, self.allows_own), {}

    def _said(self, kinds: Sequence[CandidateKind]) -> dict[str, str]:
        """Give what is asked of the kinds that are taken, where that is not as usual."""
        said = {}
        for kind in kinds:
            for asked, usual in FIELDS[kind].items():
                name = setting_name(kind, asked)
                need = self.needs.get(name, usual)
                if need in set(Need) and need != usual:
                    said[name] = str(need)
        return said


def read_candidates(sent: Sent) -> CandidatesForm:
    """Read the form."""
    names = [setting_name(kind, asked) for kind, fields in FIELDS.items() for asked in fields]
    return CandidatesForm(
        kinds=sent.getlist("kinds"),
        needs={name: sent[name] for name in names if name in sent},
        most=sent.get("most", "").strip(),
        allows_own=sent.get("own") == "yes",
        base=sent.get("version", ""),
    )


def as_it_stands(rules: CandidateRules, base: str) -> CandidatesForm:
    """Fill in the form with what a round says now."""
    return CandidatesForm(
        [kind.value for kind in rules.kinds], rules.needs, str(rules.most), rules.allows_own, base
    )
