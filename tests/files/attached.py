"""Files attached in tests: where they lie, and how one gets there without being read."""

import atexit
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from app.files import Prepared, name_of
from app.files.folder import FolderStore
from app.files.preparing import piece
from app.models import Nomination
from app.rules.attachments import PDF, ScanState
from app.services import attachments, rounds
from tests.factories import World


@cache
def files_folder() -> str:
    """Make the folder of attachments of this process, which goes with it."""
    folder = TemporaryDirectory(prefix="hederspris-tests-", ignore_cleanup_errors=True)
    atexit.register(folder.cleanup)
    return folder.name


def attach(
    world: World,
    nomination: Nomination,
    content: bytes,
    name: str = "Hemmelig vedlegg.pdf",
    *,
    question: str = "files",
    shown: bytes | None = None,
    media_type: str = PDF,
) -> str:
    """Attach a file that needs no reading; gives the digest of what readers are given."""
    store, pieces = FolderStore(Path(files_folder())), []
    with TemporaryDirectory() as folder:
        for number, given in enumerate((content, content if shown is None else shown)):
            path = Path(folder) / str(number)
            path.write_bytes(given)
            pieces.append(piece(path, media_type))
            with path.open("rb") as source:
                store.put(name_of(pieces[-1].sha256), source)
    kept, given_out = pieces
    prepared = Prepared(kept, kept if given_out.sha256 == kept.sha256 else given_out)
    award_round = rounds.by_id(world.session, nomination.round_id)
    asked = attachments.question_of(world.session, award_round, question)
    work = world.work("nominator")
    attachments.attach(work, nomination, asked, prepared, name=name, scan=ScanState.UNSCANNED)
    return given_out.sha256
