"""How fast quotations are found: beside a tokenizer on the same texts, and as a text grows.

    python -m benchmarks.annotation ../shared/eval/train.jsonl

All on one core. The hostile texts are made here, with invented people.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from annotation.annotator import annotate_text

ROUNDS = 5
SIZES = (250_000, 500_000, 1_000_000)

_SENTENCES = (
    "The council met on Monday to talk about the bridge over the river. ",
    "“We will not wait another year,” said Ana Ruiz, who leads the works department. ",
    "Her deputy, Tomas Lindqvist, said that the money had been found in March. ",
    "The bridge was built in 1931 and carries 4,000 cars a day. ",
    "“It is old,” he said, “and it shows.” ",
)
_GIVEN = ("Ana", "Bela", "Carla", "Dario", "Edda", "Farid", "Greta", "Hugo", "Ines", "Jonas")


def article(length: int) -> str:
    """Give ordinary sentences, five to a paragraph."""
    return _repeated("".join(_SENTENCES).rstrip() + "\n\n", length)


def single_line(length: int) -> str:
    """Give ordinary sentences in a single line."""
    return _repeated("".join(_SENTENCES), length)


def marks(length: int) -> str:
    """Give nothing but quotation marks, a tenth of the length: 100,000 for a million."""
    return '"' * (length // 10)


def nests(length: int) -> str:
    """Give quotations that open again and again and close too rarely."""
    return _repeated("“He said ‘she said “it is «so» and ” then „no ", length)


def relative_clauses(length: int) -> str:
    """Give a speaker whose relative clause never ends."""
    return _repeated('"Ana Ruiz, who said, "', length)


def one_surname(length: int) -> str:
    """Give many people of one surname, each with another given name, and then the surname alone."""
    return "".join(_relatives(length))[:length]


TEXTS: dict[str, Callable[[int], str]] = {
    "article": article,
    "single line": single_line,
    "quotation marks": marks,
    "unbalanced nests": nests,
    "relative clauses": relative_clauses,
    "one surname": one_surname,
}


def main(gold: Path) -> None:
    """Print both times, their ratio and the growth."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with gold.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines if line.strip()]
    ours, theirs = _beside_a_tokenizer(texts)
    print(f"{len(texts)} texts, {sum(map(len, texts)):,} characters, medians of {ROUNDS} alternating rounds")
    print(f"annotate_text          {ours:6.2f} s")
    print(f"spaCy blank English    {theirs:6.2f} s")
    print(f"ratio                  {ours / theirs:6.2f}   (bar 1.50)\n", flush=True)
    for line in growth():
        print(line, flush=True)


def growth() -> Iterator[str]:
    """Give the time per character of each text at n, 2n and 4n, as the lines of a Markdown table."""
    yield "| text | characters | seconds | µs per character |"
    yield "|---|---|---|---|"
    for name, make in TEXTS.items():
        for size in SIZES:
            text = make(size)
            seconds = _seconds(partial(annotate_text, text))
            yield f"| {name} | {len(text):,} | {seconds:.2f} | {1e6 * seconds / len(text):.2f} |"


def _beside_a_tokenizer(texts: list[str]) -> tuple[float, float]:
    # Imported here: the texts above are tested where spaCy is not installed.
    import spacy

    tokenizer = spacy.blank("en").tokenizer

    def annotated() -> None:
        for text in texts:
            annotate_text(text)

    def tokenized() -> None:
        for text in texts:
            tokenizer(text)

    # One round of each is not counted: the tokenizer keeps the words it has seen, our lexicons are read once.
    annotated()
    tokenized()
    rounds = [(_seconds(annotated), _seconds(tokenized)) for _ in range(ROUNDS)]
    return statistics.median(ours for ours, _ in rounds), statistics.median(theirs for _, theirs in rounds)


def _seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


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


if __name__ == "__main__":
    main(Path(sys.argv[1]))
