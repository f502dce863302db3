"""The operations of the fault matrix by their names."""

from collections.abc import Mapping

from tests.support.faulty.commands import Backup, Correct, Erase, Restore
from tests.support.faulty.ingest import Ingest
from tests.support.faulty.matrix import Operation
from tests.support.faulty.migrate import Migrate

OPERATIONS: Mapping[str, Operation] = {
    "ingest": Ingest(),
    "migrate-1": Migrate(1),
    "migrate-2": Migrate(2),
    "correct": Correct(),
    "restore": Restore(),
    "backup": Backup(),
    "erase": Erase(),
}
