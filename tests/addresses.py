"""Where the pages of a round are, written out apart from the product."""


def at(slug: str) -> str:
    """Give the path of a round's pages."""
    prize, _, year = slug.rpartition("-")
    return f"/priser/{prize}/{year}"
