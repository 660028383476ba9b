"""Prints the page on given values: `python -m converter.settings > docs/settings.md`."""

from converter.settings.docs import page

print(page(), end="")
