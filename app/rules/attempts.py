"""How long somebody waits who has given a wrong password: some are free, then it doubles."""

LONGEST_WAIT = 60  # seconds


def wait_after(failures: int, free: int) -> int:
    """Give the seconds to wait after so many failures, of which some are free."""
    if failures < free:
        return 0
    return min(LONGEST_WAIT, 1 << min(failures - free, LONGEST_WAIT))
