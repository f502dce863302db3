import pytest

from corpus.errors import BadRecord
from corpus.readers.io.encodings import decoded

GERMAN = "„Wir fangen im Mai an“, sagte Bürgermeisterin Käthe Groß. „Später wäre zu spät.“"
RUSSIAN = "Министр сказал: «Мы построим новый мост». Об этом он сообщил в среду журналистам."


@pytest.mark.parametrize(
    ("raw", "declared", "how"),
    [
        (GERMAN.encode("utf-8-sig"), [("windows-1252", "HTTP")], "utf-8, byte-order mark"),
        (b"\xff\xfe" + GERMAN.encode("utf-16-le"), [], "utf-16-le, byte-order mark"),
        (b"\xfe\xff" + GERMAN.encode("utf-16-be"), [], "utf-16-be, byte-order mark"),
        (b"\xff\xfe\0\0" + GERMAN.encode("utf-32-le"), [], "utf-32-le, byte-order mark"),
        (GERMAN.encode(), [("UTF-8", "HTTP"), ("latin1", "meta")], "utf-8, declared in HTTP"),
        (GERMAN.encode(), [], "utf-8, detected"),
        (GERMAN.encode("cp1252"), [("iso-8859-1", "meta")], "windows-1252, declared in meta"),
        (GERMAN.encode("cp1252"), [("utf-8", "HTTP"), ("latin1", "meta")], "windows-1252, declared in meta"),
        (GERMAN.encode("cp1252"), [("utf-8", "meta")], "windows-1252, detected"),
        (GERMAN.encode("cp1252"), [], "windows-1252, detected"),
        (
            GERMAN.encode(),
            [("rot13", "meta"), ("base64", "meta"), ("utf-7", "meta"), ("x\0y", "meta")],
            "utf-8, detected",
        ),
        (RUSSIAN.encode("cp1251"), [], "windows-1251, detected"),
        (RUSSIAN.encode("koi8_r", "replace"), [("koi8-r", "meta")], "koi8-r, declared in meta"),
    ],
)
def test_the_mark_decides_then_the_declarations_then_detection(
    raw: bytes, declared: list[tuple[str, str]], how: str
) -> None:
    text, read = decoded(raw, declared)
    assert read == how
    assert text in (GERMAN, RUSSIAN) or "koi8-r" in how


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"Caf\xe9.", "not UTF-8, and no other encoding makes a text of a known language of it"),
        (bytes(range(128, 256)) * 9, "not UTF-8, and no other encoding"),
        (b"\xff\xfeI\x00t", "not the UTF-16-LE that its byte-order mark promises"),
        (b"\xef\xbb\xbfCaf\xe9", "not the UTF-8 that its byte-order mark promises"),
        (b"It\x00rained", "not text: it holds zero bytes"),
        (b"\x89\x00\x01\x02\xff", "not text: it holds zero bytes"),
        (b"Za" + "\u0300".encode() * 400_000, "not text: character 2 carries more than 30 marks"),
    ],
)
def test_what_does_not_decode_is_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(BadRecord) as raised:
        decoded(raw)
    assert str(raised.value).startswith(reason)


JAPANESE = "港の評議会は火曜日に開かれ、古い桟橋の修理費用について話を聞いた。「閉鎖しません」と議長は述べた。"
KOREAN = "항구 위원회는 화요일에 모여 오래된 부두의 수리 비용에 대해 이야기를 들었다고 의장은 말했다."


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (JAPANESE, "shift_jis", "shift_jis"),
        (JAPANESE, "euc_jp", "euc-jp"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp"),
        (KOREAN, "euc_kr", "euc-kr"),
    ],
)
def test_japanese_and_korean_that_nobody_declares_are_found(text: str, codec: str, name: str) -> None:
    assert decoded(text.encode(codec)) == (text, f"{name}, detected")
