"""How the United Nations writes one thing: each file reads and prints it, the one the inverse of the other."""
