"""What is said of pictures: a text each, which is written, and may collide, by itself.

It is kept with its file in the answer, under a key of its own (``alt_key``) where it is edited, so
that of two colleagues who describe two pictures neither is asked about the other's.
"""

import re
from collections.abc import Mapping
from typing import Any

from app.rules.attachments import LONGEST_ALT
from app.rules.forms import QuestionKind, alt_key, fitting
from app.rules.texts import one_line

_KEY = re.compile(r"(?P<question>.+)-alt-[0-9a-f]{16}")


def keys(answers: Mapping[str, Any], question: str) -> list[str]:
    """List the keys of what is said of the files of an answer."""
    return [alt_key(question, entry["sha256"]) for entry in _entries(answers, question)]


def question_of(key: str) -> str:
    """Give the key of the question that something written belongs to."""
    found = _KEY.fullmatch(key)
    return found["question"] if found else key


def stored(answers: Mapping[str, Any], key: str) -> str | None:
    """Give what is said of a file; None where the key is of none."""
    found = _KEY.fullmatch(key)
    if found is None:
        return None
    question = found["question"]
    return next(
        (
            str(entry["alt"])
            for entry in _entries(answers, question)
            if alt_key(question, entry["sha256"]) == key
        ),
        None,
    )


def written(answers: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Give answers with what was written, of files too. Of a file that is gone nothing is said."""
    made = {**answers, **{key: value for key, value in given.items() if not _KEY.fullmatch(key)}}
    for question in {found["question"] for found in map(_KEY.fullmatch, given) if found}:
        if question in made:
            made[question] = [
                {**entry, "alt": _tidy(given.get(alt_key(question, entry["sha256"]), entry["alt"]))}
                for entry in _entries(made, question)
            ]
    return made


def _tidy(text: str) -> str:
    return one_line(text).strip()[:LONGEST_ALT]


def _entries(answers: Mapping[str, Any], question: str) -> list[Any]:
    return fitting(QuestionKind.ATTACHMENT, answers.get(question)) or []
