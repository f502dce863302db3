"""The two articles the project starts from."""

from hashlib import sha256
from pathlib import Path

import pytest

import corpus
from corpus.article import Article, Outlet
from corpus.readers.article.front_matter import split
from corpus.text.dateline import Dateline
from tests.support.stored_articles import read

FOLDER = Path(corpus.__file__).parent / "articles"
TASS = FOLDER / "tass-korean-peninsula-denuclearization.md"
RHC = FOLDER / "radio-habana-cuba-not-possible-in-one-move.md"


def the_article(path: Path) -> Article:
    (article,) = read(path)
    return article


@pytest.mark.parametrize(
    ("path", "received"),
    [
        (TASS, "a057e1b60060af28c59f3d55159594546964b2a3d3cd75493ece6c8be2911c99"),
        (RHC, "6ccc6dc18c0ba32489963ec21705e04b899354c61dbb6e179a56e3d2faa294d8"),
    ],
)
def test_the_body_is_byte_for_byte_as_received(path: Path, received: str) -> None:
    _, body = split(path.read_bytes())
    assert sha256(body).hexdigest() == received


def test_their_ids_never_change() -> None:
    assert [the_article(path).id for path in (TASS, RHC)] == ["a-jtw4dfp8gmfp", "a-7mrk26d0qvnn"]


def test_tass_has_a_headline_a_standfirst_and_a_dateline_in_its_text() -> None:
    article = the_article(TASS)
    assert article.headline == "Russian top diplomat comments on Korean Peninsula denuclearization"
    assert article.text.startswith("The Russian top diplomat says Washington and Pyongyang are hardly able")
    assert article.dateline == Dateline(121, 146, "MOSCOW", "June 13", "TASS")
    assert article.text[121:146] == "MOSCOW, June 13. /TASS/. "
    assert article.text.endswith('across Northeast Asia."')
    assert "[US] President [Donald] Trump’s statement" in article.text
    assert article.text.count("\n\n") == 5


def test_tass_says_that_it_holds_no_address_and_names_no_author() -> None:
    article = the_article(TASS)
    assert (article.url, article.byline) == (None, None)
    assert article.unknown["url"] == "no address is printed below the text received, and the front matter gives none"
    assert article.unknown["byline"] == "no line under the headline names an author, nor does the front matter"


def test_radio_habana_cuba_has_its_address_its_headline_and_its_outlet() -> None:
    article = the_article(RHC)
    assert article.headline == (
        "Russian foreign minister says denuclearization of Korean Peninsula not possible in one move"
    )
    assert article.url == (
        "https://www.radiohc.cu/index.php/en/noticias/internacionales/"
        "163522-russian-foreign-minister-says-de-nuclearization-of-korean-peninsula-not-possible-in-one-move"
    )
    assert article.outlet == Outlet("radio-habana-cuba", "Radio Habana Cuba")
    assert article.dateline == Dateline(0, 31, "St. Petersburg", "May 31", "RHC")
    assert article.text.endswith("between Moscow and Pyongyang.")


def test_the_sentence_that_a_page_break_cut_is_whole() -> None:
    assert 'Russian-Chinese road map implies," he said' in the_article(RHC).text
    assert the_article(RHC).text.count("\n\n") == 6


@pytest.mark.parametrize(("path", "day", "printed"), [(TASS, "2018-06-13", "June 13"), (RHC, "2018-05-31", "May 31")])
def test_the_year_is_inferred_and_says_from_what(path: Path, day: str, printed: str) -> None:
    published = the_article(path).published
    assert (published.edtf, published.inferred) == (day, True)
    assert published.evidence.endswith(f'; the dateline "{printed}" agrees')
    assert "Singapore" in published.evidence
