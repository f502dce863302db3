"""How fast quotations are found: beside a tokenizer on the same texts, as a text grows, and with how much memory.

    python -m benchmarks.annotation ../shared/eval/train.jsonl

All on one core, in seconds of its time. The texts that grow are made in benchmarks/texts.py.
"""

import json
import os
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from annotation.annotator import annotate_text
from benchmarks.texts import TEXTS, articles

ROUNDS = 9
SIZES = (250_000, 500_000, 1_000_000)
COUNTS = (500, 1_000, 2_000)


def main(gold: Path) -> None:
    """Print both times and their ratio, the growth, and the memory."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with gold.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines if line.strip()]
    ours, theirs = _beside_a_tokenizer(texts)
    print(f"{len(texts)} texts, {sum(map(len, texts)):,} characters, {ROUNDS} alternating rounds")
    print("                       median     least")
    middle, least = ((pick(ours), pick(theirs)) for pick in (statistics.median, min))
    print(f"annotate_text          {middle[0]:6.2f} s  {least[0]:6.2f} s")
    print(f"spaCy blank English    {middle[1]:6.2f} s  {least[1]:6.2f} s")
    print(
        f"ratio                  {middle[0] / middle[1]:6.2f}    {least[0] / least[1]:6.2f}   (bar 1.50)\n", flush=True
    )
    for line in (*growth(), "", *memory()):
        print(line, flush=True)


def growth() -> Iterator[str]:
    """Yield the median time of each text at n, 2n and 4n as a Markdown table: in proportion means twice as long."""
    yield "| text | characters | seconds | µs per character | times the size before |"
    yield "|---|---|---|---|---|"
    for name, make in TEXTS.items():
        before: float | None = None
        for size in SIZES:
            text = make(size)
            seconds = statistics.median(_seconds(partial(annotate_text, text)) for _ in range(3))
            times = f"{seconds / before:.1f}" if before else ""
            yield f"| {name} | {len(text):,} | {seconds:.2f} | {1e6 * seconds / len(text):.2f} | {times} |"
            before = seconds


def memory() -> Iterator[str]:
    """Yield the most memory held while reading n, 2n and 4n articles full of new names, as a Markdown table."""
    yield "| articles | held after, MB | most, MB |"
    yield "|---|---|---|"
    for count in COUNTS:
        held, most = _memory(count)
        yield f"| {count:,} | {held / 1e6:.1f} | {most / 1e6:.1f} |"


def _memory(count: int) -> tuple[int, int]:
    tracemalloc.start()
    for text in articles(count):
        annotate_text(text)
    traced = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return traced


def _beside_a_tokenizer(texts: list[str]) -> tuple[list[float], list[float]]:
    """Return the seconds of each round, ours and theirs; the least is what others on the machine disturb least."""
    # Imported here: the texts are tested where spaCy is not installed.
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
    return [ours for ours, _ in rounds], [theirs for _, theirs in rounds]


def _seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


if __name__ == "__main__":
    main(Path(sys.argv[1]))
