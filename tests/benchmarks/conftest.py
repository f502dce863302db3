"""The benchmarks are no part of what is installed: they are found in the folder of the project."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
