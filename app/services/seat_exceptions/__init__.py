"""Exceptions for seats that will never deliver: made with a reason, and lifted with one."""

from app.services.seat_exceptions.finding import Standing, history, standing
from app.services.seat_exceptions.making import ExceptionRefusedError, Refusal, lift, make

__all__ = [
    "ExceptionRefusedError",
    "Refusal",
    "Standing",
    "history",
    "lift",
    "make",
    "standing",
]
