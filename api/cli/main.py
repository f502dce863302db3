"""The terminal door: `onrecord ingest | correct | index | serve | verify | export | backup | stats | key | …`."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from api.cli import annotate as annotating
from api.cli import commands
from api.cli import correct as correcting
from api.cli import export as copying
from api.cli import ingest as ingesting
from api.cli import inspection as inspecting
from api.settings import Settings, SettingsError
from api.write import api_keys
from corpus import CORRECTION_KINDS, BadDate, CorpusError, day_range, is_web_address
from corpus import EXPORT_FIELD_NAMES as MAPPABLE
from index import SearchError

_EPILOG = """\
examples:
  onrecord ingest corpus/articles            read two articles, find the quotations, make them searchable
  onrecord serve                             answer on http://127.0.0.1:8000
  onrecord annotate story.txt | jq .         who says what in a text; nothing is kept

ONRECORD_DATA (default: var) names the folder for the record and the index; docs/operations.md has every setting.
"""

_INGEST_EPILOG = """\
examples:
  onrecord ingest corpus/articles                     the two shipped articles
  onrecord ingest saved-pages/ crawl.warc.gz          pages and web archives, any mix, chosen by content
  onrecord ingest dump.csv --map text=story           an export with a field name of its own
  curl -s https://example.org/feed | onrecord ingest -

docs/ingesting.md shows each format.
"""


_CORRECT_EPILOG = """\
examples:
  onrecord correct q-m34my5pp554a --speaker "Ana Ruiz" --reason "the paragraph before names her"
  onrecord correct q-m34my5pp554a --speaker none --reason "the article does not say who"
  onrecord correct q-m34my5pp554a --withdraw --reason "a headline, not speech"
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status; a fault is one line on standard error, never a traceback."""
    given = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace, Settings], int] = given.run
    try:
        return run(given, Settings.from_environ(os.environ))
    except (SettingsError, CorpusError, SearchError) as error:
        return _fail(str(error))
    except BrokenPipeError:
        # The reader of our output went away (`| head`): nothing more to say, and nothing to say it to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _fail(f"{where}{error.strerror or error}")
    except KeyboardInterrupt:
        return _fail("stopped", status=130)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="onrecord",
        description="Who said what, when, and where it was printed.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    subparsers = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    _add_ingest(subparsers)
    _add_inspect(subparsers)

    index = subparsers.add_parser("index", help="build the index again from the record")
    index.set_defaults(run=commands.index)

    serve = subparsers.add_parser("serve", help="answer over HTTP")
    serve.add_argument("--host", help="address to listen on (ONRECORD_HOST, default 127.0.0.1)")
    serve.add_argument("--port", help="port to listen on (ONRECORD_PORT, default 8000)")
    serve.add_argument("--workers", help="number of processes (ONRECORD_WORKERS, default 2)")
    serve.set_defaults(run=commands.serve)

    verify = subparsers.add_parser("verify", help="check the record and the index; the last line is a JSON summary")
    verify.set_defaults(run=commands.verify)

    _add_correct(subparsers)
    _add_copying(subparsers)

    key = subparsers.add_parser("key", help="make a key for somebody who may write over HTTP")
    key.add_argument("name", metavar="NAME", help="whose it is; stands in the history of what they correct")
    key.set_defaults(run=api_keys.make)

    annotate = subparsers.add_parser("annotate", help="find the quotations of texts; nothing is kept")
    annotate.add_argument(
        "files", nargs="*", metavar="FILE", help="text, or JSON lines with article and text; standard input without one"
    )
    annotate.set_defaults(run=annotating.annotate)
    return parser


def _add_ingest(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    ingest = subparsers.add_parser(
        "ingest",
        help="read articles, keep their quotations, make them searchable",
        epilog=_INGEST_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = ingest.add_argument
    add("paths", nargs="+", type=Path, metavar="PATH", help="a file, a folder of files, or - for standard input")
    _add_reading(ingest)
    add("--rejects", type=Path, metavar="FILE", help="write each rejected record with file, position and reason here")
    add("--strict", action="store_true", help="fail (1) when anything was rejected, not only when all was")
    add("--workers", type=_workers, metavar="N", help="processes that read and annotate (default: the cores)")
    add("-v", "--verbose", action="store_true", help="say 'committed ID' when an article is safely kept")
    add("-q", "--quiet", action="store_true", help="say nothing but errors that stop everything")
    add("--json", action="store_true", help="give the summary as one JSON object")
    ingest.set_defaults(run=ingesting.ingest)


def _add_reading(parser: argparse.ArgumentParser) -> None:
    """Add the options that say how files are read."""
    add = parser.add_argument
    add(
        "--map",
        action="append",
        default=[],
        type=_mapping,
        metavar="FIELD=NAME",
        help="an export's name for a field: text=story",
    )
    add("--outlet", metavar="NAME", help="who printed what does not say so itself")
    add("--published", type=_day, metavar="DAY", help="when what gives no day was published: 2031-05-04, 2031-05, 2031")
    add("--language", metavar="CODE", help="the language of what does not say: en, pt-BR")
    add("--url", type=_address, metavar="URL", help="the address of a file that gives none")
    add("--require-outlet", action="store_true", help="refuse what has no outlet, instead of keeping it as unknown")


def _add_inspect(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    inspect = subparsers.add_parser("inspect", help="show what would be read of files, and why; nothing is kept")
    inspect.add_argument("paths", nargs="+", type=Path, metavar="FILE", help="a file, or - for standard input")
    _add_reading(inspect)
    inspect.add_argument("--json", action="store_true", help="as a JSON object for each record")
    inspect.set_defaults(run=inspecting.inspect)


def _mapping(given: str) -> tuple[str, str]:
    field, _, name = given.partition("=")
    if field in MAPPABLE and name:
        return field, name
    raise argparse.ArgumentTypeError(f"FIELD=NAME with one of {', '.join(MAPPABLE)}, not {given!r}")


def _day(given: str) -> str:
    try:
        if "/" not in given and day_range(given):
            return given
    except BadDate:
        pass
    raise argparse.ArgumentTypeError(f"a day, month or year such as 2031-05-04, not {given!r}")


def _address(given: str) -> str:
    if is_web_address(given):
        return given
    raise argparse.ArgumentTypeError(f"an http or https address, not {given!r}")


def _workers(given: str) -> int:
    if given.isascii() and given.isdigit() and 1 <= int(given) <= 64:
        return int(given)
    raise argparse.ArgumentTypeError(f"a whole number from 1 to 64, not {given!r}")


def _add_correct(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    correct = subparsers.add_parser(
        "correct",
        help="say who really spoke; what the annotator said is kept",
        epilog=_CORRECT_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = correct.add_argument
    add("quotation", metavar="QUOTATION", help="its id, q-…")
    add("--speaker", metavar="NAME", help="who said it, the name in full; none when nobody can be named")
    add("--kind", choices=CORRECTION_KINDS, help="how the words are given")
    standing = correct.add_mutually_exclusive_group()
    standing.add_argument(
        "--withdraw", dest="withdrawn", action="store_true", default=None, help="take it off: it is no quotation"
    )
    standing.add_argument("--restore", dest="withdrawn", action="store_false", help="take a --withdraw back")
    add("--reason", required=True, metavar="WORDS", help="why, for those who read the history")
    add("--by", metavar="WHO", help="who corrects (default: the login name)")
    correct.set_defaults(run=correcting.correct)


def _add_copying(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    export = subparsers.add_parser("export", help="write the whole record to standard output as NDJSON")
    export.set_defaults(run=copying.export)

    backup = subparsers.add_parser("backup", help="copy the record to a file, whoever reads or writes it meanwhile")
    backup.add_argument("file", type=Path, metavar="FILE")
    backup.add_argument("--force", action="store_true", help="replace FILE when it is there")
    backup.set_defaults(run=copying.copy)

    stats = subparsers.add_parser("stats", help="count what the record holds")
    stats.add_argument("--json", action="store_true", help="as one JSON object")
    stats.set_defaults(run=copying.stats)


def _fail(line: str, status: int = 1) -> int:
    print(f"onrecord: {line}", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
