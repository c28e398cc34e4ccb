"""The form of the first rules: what was written, and what it can be read as."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.models import Texts
from app.rules.disclosure import SeesOthers
from app.rules.first_rules import FirstRules
from app.rules.impartiality import Reach
from app.services import ready_sets, seals
from app.web.rulebooks.forms import BETWEEN
from app.web.setup.texts import filled, read_texts
from app.words.text import _

_WHOLE = re.compile(r"[0-9]{1,4}")
STEPS = {"1": Decimal(1), "0.5": Decimal("0.5")}
NUMBERS = ("scale_low", "scale_high", "grounds_word_limit", "quorum")


@dataclass(frozen=True)
class RulesForm:
    """What was filled in. It is shown again as it was, whatever it holds."""

    numbers: Mapping[str, str]
    """By field: the ends of the scale, the word limit, the quorum."""
    scale_step: str
    grounds_required: str
    method: str
    tie_breaks: str
    reach: str
    scores_public: str
    asks_for_meeting: str
    casting_vote: str
    sees_others: str
    law: Texts

    def unreadable(self) -> dict[str, str]:
        """Say which fields hold no whole number, or no choice."""
        wrong = {
            name: _("Skriv et helt tall.")
            for name, text in self.numbers.items()
            if not _WHOLE.fullmatch(text.strip())
        }
        chosen = {
            "scale_step": self.scale_step in STEPS,
            "reach": self.reach in set(Reach),
            "sees_others": self.sees_others in set(SeesOthers),
            "grounds_required": self.grounds_required in {"yes", "no"},
            "scores_public": self.scores_public in {"yes", "no"},
            "asks_for_meeting": self.asks_for_meeting in {"yes", "no"},
            "casting_vote": self.casting_vote in {"yes", "no"},
        }
        return wrong | {
            name: _("Velg ett av svarene.") for name, is_one in chosen.items() if not is_one
        }

    def rules(self) -> FirstRules:
        """Read the rules. Everything must be readable."""
        return FirstRules(
            quorum=int(self.numbers["quorum"]),
            law=self.law,
            reach=Reach(self.reach),
            sees_others=SeesOthers(self.sees_others),
            scale_low=Decimal(self.numbers["scale_low"].strip()),
            scale_high=Decimal(self.numbers["scale_high"].strip()),
            scale_step=STEPS[self.scale_step],
            grounds_required=self.grounds_required == "yes",
            grounds_word_limit=int(self.numbers["grounds_word_limit"]),
            method=self.method,
            tie_breaks=tuple(self.tie_breaks.split(BETWEEN)) if self.tie_breaks else (),
            scores_public=self.scores_public == "yes",
            asks_for_meeting=self.asks_for_meeting == "yes",
            casting_vote=self.casting_vote == "yes",
        )


def read_rules(sent: Mapping[str, str]) -> RulesForm:
    """Read the form."""
    return RulesForm(
        numbers={name: sent.get(name, "") for name in NUMBERS},
        scale_step=sent.get("scale_step", ""),
        grounds_required=sent.get("grounds_required", ""),
        method=sent.get("method", ""),
        tie_breaks=sent.get("tie_breaks", ""),
        reach=sent.get("reach", ""),
        scores_public=sent.get("scores_public", "no"),
        asks_for_meeting=sent.get("asks_for_meeting", "no"),
        casting_vote=sent.get("casting_vote", "no"),
        sees_others=sent.get("sees_others", ""),
        law=filled(read_texts(sent, "law")),
    )


def first_form(held: FirstRules | None, seats: int) -> RulesForm:
    """Fill in the form: with what holds, or with what is usual where nothing does yet."""
    shown = held or FirstRules(quorum=seats // 2 + 1, law=ready_sets.law(), casting_vote=True)
    return RulesForm(
        numbers={
            "scale_low": seals.plain(shown.scale_low),
            "scale_high": seals.plain(shown.scale_high),
            "grounds_word_limit": str(shown.grounds_word_limit),
            "quorum": str(shown.quorum),
        },
        scale_step=seals.plain(shown.scale_step),
        grounds_required="yes" if shown.grounds_required else "no",
        method=shown.method,
        tie_breaks=BETWEEN.join(shown.tie_breaks),
        reach=shown.reach.value,
        scores_public="yes" if shown.scores_public else "no",
        asks_for_meeting="yes" if shown.asks_for_meeting else "no",
        casting_vote="yes" if shown.casting_vote else "no",
        sees_others=shown.sees_others.value,
        law=dict(shown.law),
    )
