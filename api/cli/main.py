"""`onrecord`: the command group, and how an exception becomes an exit status and one line on standard error."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from api.settings import SettingsError

_COMMANDS = {
    "ingest": ("api.cli.ingest", "read articles, keep their quotations, make them searchable"),
    "inspect": ("api.cli.inspect_files", "show what would be read of files, and why; nothing is kept"),
    "index": ("api.cli.index", "build the index again from the record"),
    "serve": ("api.cli.serve", "answer over HTTP"),
    "show": ("api.cli.record.show", "show one article, or the bytes that it was read from"),
    "verify": ("api.cli.record.verify", "check the record and the index; the last line is a JSON summary"),
    "correct": ("api.cli.record.correct", "say who really spoke; what the annotator said is kept"),
    "erase": ("api.cli.record.erase", "remove an article for good, from the record, the index and the next backups"),
    "export": ("api.cli.record.export", "write the whole record to standard output as NDJSON"),
    "backup": ("api.cli.record.backup", "copy the record to a file, whoever reads or writes it meanwhile"),
    "stats": ("api.cli.record.stats", "count what the record holds"),
    "key": ("api.cli.keys", "make a key for somebody who may write over HTTP"),
    "annotate": ("api.cli.annotate", "find the quotations of texts; nothing is kept"),
}
_EPILOG = """\b
examples:
  onrecord ingest corpus/articles            read two articles, find the quotations, make them searchable
  onrecord serve                             answer on http://127.0.0.1:8000
  onrecord annotate story.txt | jq .         who says what in a text; nothing is kept

ONRECORD_DATA (default: var) names the folder for the record and the index; docs/operations.md has every setting.
"""


class _LazyGroup(click.Group):
    """Group that imports the module of a command when it runs, so that `--help` and `--version` start fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order of the help."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; None for an unknown name."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(_COMMANDS[cmd_name][0]), f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in _COMMANDS.items()])


@click.group(
    cls=_LazyGroup,
    epilog=_EPILOG,
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(package_name="onrecord", message="%(prog)s %(version)s")
def onrecord() -> None:
    """Who said what, when, and where it was printed."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; a fault is one line on standard error, never a traceback."""
    try:
        with onrecord.make_context("onrecord", list(sys.argv[1:] if arguments is None else arguments)) as context:
            return int(onrecord.invoke(context))
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "onrecord"
        return _fail(f"{' '.join(error.format_message().split()).rstrip('.')}; see '{command} --help'", status=2)
    except BrokenPipeError:
        # The reader of our output went away (`| head`): nothing more to say, and nothing to say it to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _fail(f"{where}{error.strerror or error}")
    except MemoryError:
        return _fail("there is not enough memory; what was kept before is there")
    except KeyboardInterrupt:
        return _fail("stopped", status=130)
    except Exception as error:
        if not isinstance(error, _expected()):
            raise
        return _fail(str(error))


def _expected() -> tuple[type[Exception], ...]:
    """Return the base errors of the packages, imported late: only a command that ran can have raised one."""
    from corpus import CorpusError
    from index import SearchError

    return SettingsError, CorpusError, SearchError


def _fail(line: str, status: int = 1) -> int:
    print(f"onrecord: {line}", file=sys.stderr)
    return status
