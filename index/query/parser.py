"""Parser of the query language: a string to a syntax tree.

    nuclear talks            both words            "productive talks"   the words side by side, curly marks too
    peace OR war             one of them           a b OR c             a, and one of b and c
    -war  -"cold war"        without them          negotiat*            words that begin so
    (peace OR war) talks     grouping              speaker:Lavrov  outlet:"Radio Habana Cuba"  date:2018-05/2018-06

Every string parses to a tree, or raises QueryError with what is wrong, where, and what to write. Anything else is a
word; so are `OR` without operands and a `-` inside a word. The size of the tree is bounded.

Words have different stems in different languages: over texts in several, a word becomes an Or of its stems.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from corpus import BadDate, day_range
from index.analysis.analyzer import terms_of
from index.analysis.stemming import branches, without_article
from index.errors import QueryError
from index.query.ast import And, DateQuery, FieldQuery, Node, Not, Or, Phrase, Prefix
from index.query.lexer import Lexeme, lexemes

MAX_LENGTH = 256
MAX_TERMS = 24
MAX_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Parsed:
    """A syntax tree, and notes for the user on how the query was read."""

    node: Node
    warnings: tuple[str, ...]


def parse(text: str, languages: Iterable[str] = ("en",)) -> Parsed:
    """Return the tree of a query over texts in `languages`. Raises QueryError.

    >>> parse('talks -"cold war"').node
    And(nodes=(Phrase(stems=('talk',)), Not(node=Phrase(stems=('cold', 'war')))))
    >>> parse("talks", ["en", "fr"]).node
    Or(nodes=(Phrase(stems=('talk',)), Phrase(stems=('fr:talk',))))
    """
    if len(text) > MAX_LENGTH:
        raise QueryError(f"the query is longer than {MAX_LENGTH} characters", MAX_LENGTH, "leave some of it out")
    parser = _Parser(text, branches(languages))
    node = parser.sequence(depth=0)
    if node is None:
        raise QueryError("the query has no word that could be searched for", 0, "write a word, or leave the query out")
    return Parsed(node, tuple(parser.warnings))


class _Parser:
    """Recursive descent parser, at most MAX_DEPTH deep; every method returns a node, or None without a term."""

    def __init__(self, text: str, read_as: tuple[str, ...]) -> None:
        self.warnings: list[str] = []
        self._read_as = read_as
        self._lexemes = list(lexemes(text))
        self._next = 0
        self._terms = 0

    def sequence(self, depth: int) -> Node | None:
        """Parse up to the end, or up to the parenthesis that closes this depth."""
        nodes = []
        while (lexeme := self._peek()) and not (lexeme.kind == ")" and depth):
            if node := self._alternatives(depth):
                nodes.append(node)
        return _joined(And, nodes)

    def _alternatives(self, depth: int) -> Node | None:
        nodes = [self._item(depth)]
        while self._peek("OR") and self._operand_follows():
            self._take()
            nodes.append(self._item(depth))
        return _joined(Or, [node for node in nodes if node])

    def _operand_follows(self) -> bool:
        after = self._lexemes[self._next + 1 : self._next + 2]
        return bool(after) and after[0].kind not in (")", "OR")

    def _item(self, depth: int) -> Node | None:
        lexeme = self._take()
        match lexeme.kind:
            case "-":
                node = self._item(depth)
                return node and Not(node)
            case "(":
                return self._group(lexeme, depth + 1)
            case ")":
                raise QueryError("a parenthesis is closed that was never opened", lexeme.position, "leave it out")
            case "prefix":
                return self._prefix(lexeme)
            case "speaker" | "outlet" | "date":
                self._count(1, lexeme)
                return DateQuery(*_days(lexeme)) if lexeme.kind == "date" else FieldQuery(lexeme.kind, lexeme.text)
            case _:
                return self._phrase(lexeme)

    def _group(self, opened: Lexeme, depth: int) -> Node | None:
        if depth > MAX_DEPTH:
            raise QueryError(f"parentheses go deeper than {MAX_DEPTH}", opened.position, "use fewer parentheses")
        node = self.sequence(depth)
        if not self._peek(")"):
            raise QueryError("the parenthesis is never closed", opened.position, "add ) behind the last word of it")
        self._take()
        return node

    def _prefix(self, lexeme: Lexeme) -> Node | None:
        self._count(1, lexeme)
        if len(lexeme.text) < _SHORTEST_PREFIX:
            raise QueryError(
                f"{lexeme.text}* would match too much: a beginning needs {_SHORTEST_PREFIX} letters or more",
                lexeme.position,
                f"write more of the word, or {lexeme.text} without *",
            )
        return _one_of(Prefix(without_article(lexeme.text, language)) for language in self._read_as)

    def _phrase(self, lexeme: Lexeme) -> Node | None:
        readings = [tuple(terms_of(lexeme.text, language)) for language in self._read_as]
        self._count(len(readings[0]), lexeme)
        if lexeme.warning:
            self.warnings.append(lexeme.warning)
        if not readings[0]:
            self.warnings.append(f"{lexeme.text!r} holds no letter or digit and was left out")
            return None
        return _one_of(map(Phrase, readings))

    def _count(self, terms: int, lexeme: Lexeme) -> None:
        self._terms += terms
        if self._terms > MAX_TERMS:
            raise QueryError(f"the query has more than {MAX_TERMS} words", lexeme.position, "leave some of them out")

    def _peek(self, kind: str | None = None) -> Lexeme | None:
        lexeme = self._lexemes[self._next] if self._next < len(self._lexemes) else None
        return lexeme if lexeme and kind in (None, lexeme.kind) else None

    def _take(self) -> Lexeme:
        self._next += 1
        return self._lexemes[self._next - 1]


_SHORTEST_PREFIX = 3


def _one_of(readings: Iterable[Node]) -> Node | None:
    return _joined(Or, list(dict.fromkeys(readings)))


def _joined(join: type[And] | type[Or], nodes: list[Node]) -> Node | None:
    return join(tuple(nodes)) if len(nodes) > 1 else nodes[0] if nodes else None


def _days(lexeme: Lexeme) -> tuple[date, date]:
    try:
        return day_range(lexeme.text)
    except BadDate as error:
        raise QueryError(
            str(error), lexeme.position, "write date:2018-05-31, date:2018-05 or date:2018-05/2018-06"
        ) from error
