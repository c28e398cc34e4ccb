"""Withdrawing a nomination: what follows from it, doing it, and telling those who must know."""

from app.services.withdrawals.finding import from_judging, told_of, withdrawn_late
from app.services.withdrawals.foreseeing import ForeseenWithdrawal, foresee
from app.services.withdrawals.telling import Concern, concerned, tell_those_at_work
from app.services.withdrawals.withdrawing import take_up_again, withdraw

__all__ = [
    "Concern",
    "ForeseenWithdrawal",
    "concerned",
    "foresee",
    "from_judging",
    "take_up_again",
    "tell_those_at_work",
    "told_of",
    "withdraw",
    "withdrawn_late",
]
