"""How fast and how well is searched; see `searching.py`, which this runs.

This file is called like a package that it needs, so that the folder of that package has to come before its own.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from searching import main

if __name__ == "__main__":
    main()
