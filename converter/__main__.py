"""`python -m converter` is `masthead`."""

from __future__ import annotations

import sys

from converter.cli import main

if __name__ == "__main__":
    sys.exit(main())
