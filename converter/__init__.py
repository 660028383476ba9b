"""masthead: raw text in, United Nations documents out, as Word and PDF."""
