"""Style packs: every measure of a page, as data."""
