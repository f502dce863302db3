"""Texts of any length, about invented people: ordinary ones, and those on which a careless reader takes ages."""

from collections.abc import Callable, Iterator

_SENTENCES = (
    "The council met on Monday to talk about the bridge over the river. ",
    "“We will not wait another year,” said Ana Ruiz, who leads the works department. ",
    "Her deputy, Tomas Lindqvist, said that the money had been found in March. ",
    "The bridge was built in 1931 and carries 4,000 cars a day. ",
    "“It is old,” he said, “and it shows.” ",
)
_GIVEN = ("Ana", "Bela", "Carla", "Dario", "Edda", "Farid", "Greta", "Hugo", "Ines", "Jonas")


def article(length: int) -> str:
    """Return ordinary sentences, five to a paragraph."""
    return _repeated("".join(_SENTENCES).rstrip() + "\n\n", length)


def single_line(length: int) -> str:
    """Return ordinary sentences in a single line."""
    return _repeated("".join(_SENTENCES), length)


def marks(length: int) -> str:
    """Return nothing but quotation marks, a tenth of the length: 100,000 for a million."""
    return '"' * (length // 10)


def single_marks(length: int) -> str:
    """Return single marks of which no one can be told from an apostrophe, a tenth of the length."""
    return _repeated("'s 's' ", length // 10)


def nests(length: int) -> str:
    """Return quotations that open again and again and close too rarely."""
    return _repeated("“He said ‘she said “it is «so» and ” then „no ", length)


def relative_clauses(length: int) -> str:
    """Return a speaker whose relative clause never ends."""
    return _repeated('"Ana Ruiz, who said, "', length)


def cues(length: int) -> str:
    """Return a sentence that never ends, with a reporting verb in every third word."""
    return _repeated("Ana Ruiz said and noted that he added “so” and told them, ", length)


def capitals(length: int) -> str:
    """Return a name that never ends."""
    return _repeated("Ana Ruiz ", length)


def one_surname(length: int) -> str:
    """Return many people of one surname, each with another given name, and then the surname alone."""
    return "".join(_relatives(length))[:length]


TEXTS: dict[str, Callable[[int], str]] = {
    "article": article,
    "single line": single_line,
    "quotation marks": marks,
    "single marks": single_marks,
    "unbalanced nests": nests,
    "relative clauses": relative_clauses,
    "reporting verbs": cues,
    "one long name": capitals,
    "one surname": one_surname,
}


def articles(count: int) -> Iterator[str]:
    """Return short articles, each with forty names that stand in no other."""
    for number in range(count):
        names = (f"{_GIVEN[of % 10]} {_letters(40 * number + of).capitalize()}" for of in range(40))
        yield "\n\n".join(f"“We agree,” said {name}. The town was quiet." for name in names)


def _repeated(words: str, length: int) -> str:
    return (words * (length // len(words) + 1))[:length]


def _relatives(length: int) -> Iterator[str]:
    given, number = 0, 0
    while given < length:
        sentence = f"“I agree,” said {_GIVEN[number % 10]}{_letters(number)} Ruiz. “So do I,” Ruiz said.\n\n"
        yield sentence
        given += len(sentence)
        number += 1


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))
