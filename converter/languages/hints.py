"""A few very common words of the languages in Latin letters; detection must not load a language file."""

from __future__ import annotations

from collections.abc import Mapping

_WORDS = {
    "en": """
        the of and to in that for with by on is as are was be its this which from have has it at we our not an or
        dated session letter january february march may june july august
    """,
    "fr": """
        le la les des du et de en un une dans que qui par pour sur au aux est ce cette nous notre avec ses son sont
        ne pas l d qu j datée lettre janvier février avril juin juillet août septembre octobre novembre décembre
    """,
    "es": """
        el la los las del de y en que un una por para con se su sus al es lo como este esta nuestro nuestra no más
        fecha carta enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    """,
}

STOP_WORDS: Mapping[str, frozenset[str]] = {code: frozenset(words.split()) for code, words in _WORDS.items()}
"""Words that two languages share count for both, and so for neither."""
