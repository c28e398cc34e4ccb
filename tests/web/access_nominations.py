"""Who gets which answer on the pages of those who nominate.

Part of the table in ``access_matrix.py``, which says what the signs are.
"""

from tests.web.access_desk import Row

LET_IN = "editor reader"
OUTSIDERS = f"nominator stranger {LET_IN} elsewhere"
COPYING: Row = {OUTSIDERS: "449999999", "auditor": "949999999", "rest": "3"}
SHARING: Row = {"nominator": "-rrrrrrrr", "rest": "4"}

NOMINATIONS: dict[str, Row] = {
    # A nomination of the same round is not copied into it.
    "nominations.before_copy": COPYING,
    "nominations.copy": COPYING,
    "nominations.edit": {"nominator editor": "-.9999999", "rest": "4"},
    "nominations.save": {"nominator editor": "-r9999999", "rest": "4"},
    "nominations.autosave": {"nominator editor": "-.9999999", "rest": "4"},
    "nominations.be_here": {"nominator editor": "-.9999999", "rest": "4"},
    "nominations.aids": {"nominator editor": "-.9999999", "rest": "4"},
    "nominations.declare_aids": {"nominator editor": "-r9999999", "rest": "4"},
    "nominations.review": {f"nominator {LET_IN}": "-........", "rest": "4"},
    "nominations.submit": {"nominator": "-r9999999", "rest": "4"},
    "nominations.document": {f"nominator {LET_IN}": "-........", "rest": "4"},
    "nominations.receipt": {f"nominator {LET_IN}": "-........", "rest": "4"},
    "nominations.receipt_document": {f"nominator {LET_IN}": "-........", "rest": "4"},
    "nominations.exact_part": {f"nominator {LET_IN}": "-........", "rest": "4"},
    # --- who shares one nomination: its organisation says, and whoever was let in may leave -------
    "sharing.show": {f"nominator {LET_IN}": "-........", "rest": "4"},
    "sharing.invite": SHARING,
    "sharing.send_again": SHARING,
    "sharing.withdraw": SHARING,
    "sharing.set_role": SHARING,
    "sharing.take_out": SHARING,
    "sharing.leave": {LET_IN: "-rrrrrrrr", "rest": "4"},
    "sharing.ask": {"nominator editor": "-r9999999", "rest": "4"},
    # It has not been withdrawn.
    "nominations.take_up_again": {"nominator": "-99999999", "rest": "4"},
    "supports.show": {f"nominator {LET_IN}": "-........", "rest": "4"},
    "supports.ask": {"nominator editor": "-r9999999", "rest": "4"},
    # Nobody has been asked.
    "supports.ask_again": {"nominator editor": "-49999999", "rest": "4"},
    "supports.take_back": {"nominator editor": "-49999999", "rest": "4"},
    "nominations.withdraw": {"nominator": "-......99", "rest": "4"},
    "nominations.confirm_withdrawal": {"nominator": "-rrrrrr99", "rest": "4"},
}
