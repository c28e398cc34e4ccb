"""How long the newest winner leads the front page."""

from datetime import datetime, timedelta

LEADS = timedelta(days=30)
"""From the announcement, so long at most."""
ALONE = timedelta(days=7)
"""So long, whatever else there is: this is the winner's week."""
LAST_WEEKS = timedelta(days=14)
"""Before its deadline a call comes first: whoever wants to nominate must find it."""


def winner_leads(
    announced_at: datetime, now: datetime, next_deadline: datetime | None = None
) -> bool:
    """Say whether the winner stands first on the front page.

    Args:
        announced_at: when the embargo was over.
        now: at this time.
        next_deadline: of the call that is open, if there is one.

    """
    since = now - announced_at
    if next_deadline is not None and since >= ALONE and next_deadline - now <= LAST_WEEKS:
        return False
    return timedelta(0) <= since < LEADS
