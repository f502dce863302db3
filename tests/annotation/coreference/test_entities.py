"""Who is named in an article, and which mentions are of one entity."""

import pytest

from annotation.annotator import annotate_text
from annotation.coreference.entities import EntityIndex, index_entities
from annotation.coreference.entity_mentions import find_mentions, mention_at
from annotation.coreference.known_speakers import speaker_of
from annotation.parsing.document import parse
from benchmarks.texts import one_surname


def names(text: str) -> list[str]:
    return [entity.full_name for entity in index_entities(parse(text)).entities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Ruiz came. Ms. Ruiz left.", ["Ana Ruiz"]),
        ("Ana B. Ruiz came. Ana Ruiz left. A. Ruiz wrote.", ["Ana B. Ruiz"]),
        ("Ana B. Ruiz came. Ana C. Ruiz left.", ["Ana B. Ruiz", "Ana C. Ruiz"]),
        ("Ana Ruiz and Tomas Ruiz came.", ["Ana Ruiz", "Tomas Ruiz"]),
        ("President Kask came. Minister Adeyemi left.", ["Kask", "Adeyemi"]),
        ("Jan Novak Jr. came with Ursula von der Linden-O'Dea.", ["Jan Novak", "Ursula von der Linden-O'Dea"]),
        ('They met Anthony "Big Tony" Russo.', ['Anthony "Big Tony" Russo']),
        ("They met Jorge Alba, now Pope Linus, and Ana Ruiz (born Ana Vega).", ["Jorge Alba", "Ana Ruiz"]),
        ("Asked Ruiz: why? Ana Ruiz came.", ["Ana Ruiz"]),
        ("Maryam Tehrani came.", ["Maryam Tehrani"]),
    ],
)
def test_one_person_is_one_however_written(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They met in New Hampshire and El Paso.",
        "It stood in the Harbour Times and The Evening Post.",
        "He read the National Health Journal, said CBS News.",
        "Council Votes Down Plan For Harbour Wall",
        "The Islamic State claimed it.",
        "They flew from Lake Victoria to Los Angeles.",
    ],
)
def test_places_and_bodies_are_nobody(text):
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "gender", "roles"),
    [
        ("Senator Ana Ruiz", "f", {"senator"}),
        ("Ms. Kask", "f", set()),
        ("Congresswoman Lee Kask", "f", {"congresswoman"}),
        ("Lee Kask, a former nurse, left", None, {"nurse"}),
        ("Lee Kask, 43, a policewoman of the port, left", "f", {"policewoman"}),
        ("Lee Kask is a farmer", None, {"farmer"}),
        ("Lee Kask, a spokesman for Mayor Ruiz, left", "m", {"spokesman"}),
    ],
)
def test_titles_roles_and_appositions_tell_about_somebody(text, gender, roles):
    [mention, *_] = find_mentions(parse(f"They met {text}."))
    assert (mention.gender, mention.roles) == (gender, roles)


def test_a_relation_before_a_comma_tells_the_gender():
    [_, husband] = index_entities(parse("Eva Berg came with her husband, Lee Berg, a banker.")).entities
    assert (husband.full_name, husband.gender) == ("Lee Berg", "m")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana B. Ruiz", "Ana Ruiz"),
        ("Anthony “Big Tony” Russo", "Anthony Russo"),
        ("Vladimir V. Putin", "Vladimir Putin"),
    ],
)
def test_initials_and_nicknames_make_no_other_id(one, other):
    ids = {q.attribution.speaker.id for name in (one, other) for q in annotate_text(f"{name} said: “We won.”")}
    assert len(ids) == 1


def test_father_and_son_known_by_their_initials_stay_apart():
    ids = [
        speaker_of(index_entities(parse(f"They met {name}.")).entities[0]).id
        for name in ("George W. Bush", "George H. W. Bush")
    ]
    assert ids == ["george-w-bush", "george-h-w-bush"]


def test_an_invisible_hyphen_is_no_part_of_a_name():
    assert mention_at(parse("Doug Andres"), 0, 2).name == ("Doug", "Andres")


def test_the_work_of_finding_grows_with_the_text_and_no_faster():
    def work(length: int) -> float:
        index: EntityIndex = index_entities(parse(one_surname(length)))
        return index.lookups / length

    assert work(80_000) < 1.5 * work(20_000)
