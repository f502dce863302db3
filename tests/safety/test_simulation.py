"""Publishing, serving and correcting interleaved lose, double and age no answer; `make simulate` takes 20,000 steps."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="publications are killed in forked processes")
def test_no_answer_is_lost_doubled_or_stale() -> None:
    # In a process of its own: forks want one without threads, and SQLAlchemy's engines are cached there.
    command = [sys.executable, "-m", "tests.support.simulation", "4", "400"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    counts = json.loads(ran.stdout)
    assert counts["steps"] >= 400
    assert min(counts[name] for name in ("answers", "not modified", "killed")) > 0
