"""Made-up articles in any number, as lines of JSON: invented people of a town speak about its bridge and its school."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

_GIVEN = [
    "Ana",
    "Bela",
    "Carla",
    "Dario",
    "Edda",
    "Farid",
    "Greta",
    "Hugo",
    "Ines",
    "Jonas",
    "Kira",
    "Lev",
    "Mara",
    "Nils",
    "Olga",
    "Piet",
]
_FAMILY = [
    "Adeyemi",
    "Brandt",
    "Castro",
    "Dubois",
    "Eriksen",
    "Farkas",
    "Grob",
    "Harrow",
    "Iversen",
    "Jansen",
    "Kask",
    "Lund",
    "Moor",
    "Novak",
]
_ROLES = [
    "mayor",
    "harbour master",
    "police chief",
    "finance minister",
    "engineer",
    "union leader",
    "judge",
    "head teacher",
]
_CLAUSES = (
    "the bridge will open in May",
    "nobody has seen the money since the winter",
    "the ferry is late every second morning",
    "the council asked the wrong people",
    "we shall not wait another year for an answer",
    "the water rose faster than anyone had feared",
    "two of the five pumps were never repaired",
    "the school needs a roof before it needs a name",
)
_PLAIN = (
    "The works began three years ago and have cost 14 million so far.",
    "A report of the audit office had named the delays in March.",
    "The river carries more water than at any time since 1931.",
    "Traffic was led over the old road for most of the week.",
)


def write(path: Path, count: int, seed: int = 2016) -> None:
    """Write `count` articles of about 3,000 characters, each with about ten quotations, one to a line."""
    chance = random.Random(seed)
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            file.write(json.dumps(_article(chance, number), ensure_ascii=False) + "\n")


def _article(chance: random.Random, number: int) -> dict[str, str]:
    day = f"{2000 + number % 25}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    return {
        "title": f"What the town said, part {number}",
        "url": f"https://news.example/{number % 90}/{number}",
        "date": day,
        "outlet": f"Town News {number % 90}",
        "language": "en",
        "text": "\n\n".join(_paragraphs(chance)),
    }


def _paragraphs(chance: random.Random) -> Iterator[str]:
    for _ in range(5):
        name = f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}"
        surname, role = name.split()[1], chance.choice(_ROLES)
        first, second, third = chance.sample(_CLAUSES, 3)
        plain = " ".join(chance.choices(_PLAIN, k=5))
        yield f"“{first[0].upper()}{first[1:]},” said {name}, the {role}. {plain}"
        yield f"{surname} said that {second}. “{third[0].upper()}{third[1:]},” {surname} added. {plain}"
