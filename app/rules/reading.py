"""How long a text takes to read."""

WORDS_A_MINUTE = 200
"""How fast one reads with care."""


def reading_minutes(word_count: int) -> int:
    """Say how many minutes a text of so many words takes, at least one."""
    return max(1, -(-word_count // WORDS_A_MINUTE))
