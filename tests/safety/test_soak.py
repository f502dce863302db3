"""A few seconds of what `make soak` does for ten minutes."""

from tests.support import soak


def test_nothing_acknowledged_is_lost_and_nothing_is_wrong_under_everything_at_once() -> None:
    figures = soak.run(8, seed=1, pace=0.25)
    assert (figures["lost"], figures["wrong"], figures["verify"], figures["tracebacks in the log"]) == ([], [], 0, 0)
    assert all(figures[count] for count in ("articles posted", "articles ingested", "reloads", "workers killed"))
