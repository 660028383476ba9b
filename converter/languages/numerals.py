"""Numbers written in Chinese characters, in Arabic-Indic digits and in Roman letters."""

from __future__ import annotations

import unicodedata

from converter.late import late

HAN_DIGITS = "〇一二三四五六七八九"
_HAN_VALUES = {digit: value for value, digit in enumerate(HAN_DIGITS)} | {"零": 0, "○": 0, "两": 2}
_HAN_UNITS = {"十": 10, "百": 100}
HAN_NUMBER = "[〇零○一二三四五六七八九十百两]"

_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_ROMAN_FORM = late(r"(?i)(?=.)c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")


def print_han(number: int) -> str:
    """A number from 1 to 999 in Chinese characters: 十二, 七十八, 一百零一."""
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    text = HAN_DIGITS[hundreds] + "百" if hundreds else ""
    if hundreds and rest and not tens:
        text += "零"
    if tens:
        text += ("" if tens == 1 and not hundreds else HAN_DIGITS[tens]) + "十"
    return text + (HAN_DIGITS[units] if units else "")


def read_han(text: str) -> int | None:
    """The number of Chinese characters: 七十八, or digit by digit 二〇二六. None for anything else."""
    if not text or any(char not in _HAN_VALUES and char not in _HAN_UNITS for char in text):
        return None
    if not any(char in _HAN_UNITS for char in text):
        return int("".join(str(_HAN_VALUES[char]) for char in text))
    total, pending = 0, 0
    for char in text:
        if char in _HAN_UNITS:
            total, pending = total + (pending or 1) * _HAN_UNITS[char], 0
        else:
            pending = _HAN_VALUES[char]
    return total + pending


def read_digits(text: str) -> int | None:
    """The number of decimal digits of any script: 78, ٧٨, ７８. None for anything else."""
    if not text or any(not char.isdecimal() for char in text):
        return None
    return int("".join(str(unicodedata.decimal(char)) for char in text))


def print_roman(number: int) -> str:
    """A number from 1 to 399 in small Roman letters."""
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def read_roman(text: str) -> int | None:
    """The number of a well-formed Roman number in small or capital letters, else None."""
    if not _ROMAN_FORM.fullmatch(text) or not (text.islower() or text.isupper()):
        return None
    rest, total = text.lower(), 0
    for value, letters in _ROMAN:
        while rest.startswith(letters):
            rest, total = rest[len(letters) :], total + value
    return total
