"""Which files are read."""

import os
from pathlib import Path

import pytest

from corpus.discovery import Refusal, files_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    (folder / "more").mkdir(parents=True)
    (folder / "rain.md").touch()
    (folder / "more" / "sun.txt").touch()
    return folder


def names(*paths: Path) -> list[str]:
    return [path.name for path in files_of(paths) if isinstance(path, Path)]


def test_a_folder_gives_its_files_in_the_order_of_names(folder):
    assert names(folder) == ["sun.txt", "rain.md"]


def test_links_and_special_files_in_a_folder_are_left_out_with_a_reason(folder):
    (folder / "link.md").symlink_to(folder / "rain.md")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.md")
    link = "skipped: a symbolic link; name the file itself to read it"
    assert [found for found in files_of([folder]) if isinstance(found, Refusal)] == [
        Refusal(folder / "link.md", link),
        Refusal(folder / "loop", link),
        Refusal(folder / "pipe.md", "skipped: not a regular file"),
    ]


def test_hidden_files_are_left_alone(folder):
    (folder / ".draft.md").touch()
    (folder / ".git").mkdir()
    (folder / ".git" / "config.md").touch()
    assert names(folder) == ["sun.txt", "rain.md"]


def test_a_link_that_the_user_names_is_followed(folder, tmp_path):
    (tmp_path / "news").symlink_to(folder)
    (tmp_path / "rain").symlink_to(folder / "rain.md")
    assert names(tmp_path / "news", tmp_path / "rain") == ["sun.txt", "rain.md"]


def test_a_file_named_twice_is_given_once(folder):
    assert names(folder / "rain.md", folder, folder / "more" / ".." / "rain.md") == ["rain.md", "sun.txt"]


def test_a_dash_is_standard_input(folder):
    assert list(files_of([Path("-")])) == [Path("-")]


def test_a_refusal_is_one_printable_line(tmp_path):
    refusal = Refusal(tmp_path / "a\nb", "bad \x1b[31m", "line 7")
    assert str(refusal) == f"{tmp_path}/a\\nb, line 7: bad \\x1b[31m"


def test_a_loop_of_links_that_the_user_names_is_left_out_with_a_reason(folder, tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    loop = Refusal(tmp_path / "a", "skipped: a symbolic link that leads to itself")
    assert list(files_of([tmp_path / "a", folder / "rain.md"])) == [loop, folder / "rain.md"]
