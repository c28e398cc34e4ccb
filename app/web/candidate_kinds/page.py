"""The page on which somebody says what can be nominated in a round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.models import Round
from app.rules.candidates import FIELDS, CandidateKind, Need, setting_name
from app.rules.lifecycle import Milestone
from app.services import rounds
from app.web.candidate_kinds.forms import CandidatesForm, as_it_stands
from app.words.candidate_kinds import needs, summary
from app.words.nominations import candidates as words


@dataclass(frozen=True)
class Setting:
    """One field that a kind can be asked besides its name."""

    name: str
    label: str
    value: str


@dataclass(frozen=True)
class KindRow:
    """One kind, and what it is asked."""

    kind: CandidateKind
    what: str
    name: str
    settings: Sequence[Setting]


@dataclass(frozen=True)
class CandidatesPage:
    """What can be nominated in a round."""

    form: CandidatesForm
    rows: Sequence[KindRow]
    needs: Sequence[tuple[str, str]]
    errors: Mapping[str, str]
    is_free: bool
    """Whether it can still be changed."""
    theirs: str
    """What somebody else has stored meanwhile, in a sentence."""
    summary: str

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """List the kinds, to be chosen from."""
        return [(row.kind.value, row.what) for row in self.rows]


def candidates_page(
    award_round: Round,
    sent: CandidatesForm | None = None,
    errors: Mapping[str, str] | None = None,
    *,
    is_stale: bool = False,
) -> CandidatesPage:
    """Lay out what can be nominated, with what was sent if that was not stored."""
    stored = award_round.candidate_rules
    form = sent or as_it_stands(stored, rounds.candidate_stamp(award_round))
    return CandidatesPage(
        form,
        [
            KindRow(
                kind,
                str(words.KINDS[kind].what),
                str(words.KINDS[kind].one),
                [
                    Setting(
                        setting_name(kind, asked),
                        str(words.FIELDS[asked]),
                        form.needs.get(setting_name(kind, asked), usual),
                    )
                    for asked, usual in fields.items()
                ],
            )
            for kind, fields in FIELDS.items()
        ],
        [(need.value, needs(need)) for need in Need],
        errors or {},
        award_round.milestone is Milestone.PLANNED,
        summary(stored) if is_stale else "",
        summary(stored),
    )
