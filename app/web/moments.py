"""A date with a time, as it is filled in: always Norwegian time, to the minute."""

from datetime import datetime
from typing import Any

from wtforms import StringField
from wtforms.validators import StopValidation

from app.rules.calendar import OSLO, MomentError, read_moment
from app.words import moments


class MomentField(StringField):
    """A field for a date with a time. Says itself what is wrong with what was filled in."""

    def __init__(self, missing: Any, **settings: Any) -> None:
        """Make it.

        Args:
            missing: what is said where nothing was filled in.
            settings: as every field of WTForms.

        """
        super().__init__(**settings)
        self.missing = missing
        self.moment: datetime | None = None

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002
        """Read the moment."""
        written = (self.data or "").strip()
        if not written:
            raise StopValidation(str(self.missing))
        try:
            self.moment = read_moment(written)
        except MomentError as error:
            raise StopValidation(moments.said(error.fault)) from None


def write_moment(moment: datetime | None) -> str:
    """Write a moment as such a field has it: as people write it, whatever the browser speaks."""
    return f"{moment.astimezone(OSLO):%d.%m.%Y kl. %H.%M}" if moment else ""
