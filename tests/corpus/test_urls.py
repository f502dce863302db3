import pytest

from corpus.urls import canonical, host, is_web_address


@pytest.mark.parametrize(
    ("address", "same"),
    [
        ("https://example.org/rain", "https://example.org/rain"),
        ("HTTPS://Example.ORG/Rain", "https://example.org/Rain"),
        ("http://example.org:80/a", "http://example.org/a"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        ("https://example.org/a#top", "https://example.org/a"),
        ("https://example.org/a#:~:text=rain", "https://example.org/a"),
        ("https://example.org/a?utm_source=x&utm_medium=y", "https://example.org/a"),
        ("https://example.org/a?b=2&fbclid=IwAR0&a=1", "https://example.org/a?b=2&a=1"),
        ("https://example.org/a?UTM_Campaign=x&GCLID=1", "https://example.org/a"),
        ("https://example.org/a?mc_cid=1&mc_eid=2&id=7", "https://example.org/a?id=7"),
        ("https://example.org/a?ref=front&share=1", "https://example.org/a?ref=front&share=1"),
        ("https://example.org/a?q=utm_source", "https://example.org/a?q=utm_source"),
        ("https://example.org/a?%75tm_source=x", "https://example.org/a"),
        ("https://example.org/a?b&c=", "https://example.org/a?b&c="),
        ("https://example.org/a?", "https://example.org/a"),
        ("https://example.org/Caf%C3%A9?x=%20", "https://example.org/Caf%C3%A9?x=%20"),
        ("https://Ana:Secret@Example.org/a", "https://Ana:Secret@example.org/a"),
        ("https://[::1]:443/a", "https://[::1]/a"),
        ("https://example.org", "https://example.org"),
        ("mailto:ana@example.org", "mailto:ana@example.org"),
    ],
)
def test_one_page_has_one_address(address: str, same: str) -> None:
    assert canonical(address) == same
    assert canonical(same) == same


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.Example.org:80/a", "example.org"),
        ("http://[::1]/", "::1"),
        ("https://a.b.example.org.", "a.b.example.org"),
    ],
)
def test_the_host_is_what_an_outlet_is_known_by(address: str, name: str) -> None:
    assert host(address) == name


@pytest.mark.parametrize("words", ["http://example.org", "https://example.org:8080/ä?b#c", "https://[::1]/"])
def test_web_addresses_may_be_shown_as_links(words: str) -> None:
    assert is_web_address(words)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "",
            "ftp://example.org",
            "https://",
            "http:///a",
            "https://[::1",
            'https://a.org/"x',
            "//example.org",
            "data:,x",
        ),
        *(
            "https://a.org:x/",
            "https://a.org/\x00",
            "https://a.org/\ud800",
            "https://a.org/" + "a" * 4000,
            "/a",
            "a.org",
        ),
    ],
)
def test_other_addresses_may_not(words: str) -> None:
    assert not is_web_address(words)
