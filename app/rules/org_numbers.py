"""Organisation numbers: nine digits, of which the last checks the others."""

_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2, 1)


def digits(text: str) -> str:
    """Give a number as it is kept, without the spaces that people write it with."""
    return "".join(text.split())


def is_org_number(text: str) -> bool:
    """Check an organisation number: nine digits, the last a check digit (modulus 11)."""
    found = digits(text)
    if len(found) != len(_WEIGHTS) or not (found.isascii() and found.isdigit()):
        return False
    return sum(int(d) * w for d, w in zip(found, _WEIGHTS, strict=True)) % 11 == 0
