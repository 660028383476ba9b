"""How well `inspect` reads the corpus: fields, structure, words; each against what a person wrote down."""
