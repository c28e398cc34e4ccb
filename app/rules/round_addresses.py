"""Where the pages of a round are: below those of its prize, by year."""


def round_path(slug: str) -> str:
    """Give the path of a round's pages: ``/priser/<prize>/<year>``, from ``<prize>-<year>``."""
    prize, _, year = slug.rpartition("-")
    return f"/priser/{prize}/{year}"


def round_slug(prize: str, year: str) -> str:
    """Name a round by its prize and its year, as it is stored."""
    return f"{prize}-{year}"
