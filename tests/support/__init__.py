"""What several tests need: cases, tools outside Python, checks of finished files."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests"
