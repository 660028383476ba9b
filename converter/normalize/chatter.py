"""What an assistant says around a text that was asked of it (`Sure! Here is …`), removed where it is set off."""

from __future__ import annotations

from converter.late import late
from converter.normalize import shapes
from converter.normalize.mended import Mended, without
from converter.source import Line, Source

OPENING = late(
    r"(?i)\W{0,3}(?:sure|certainly|of course|absolutely|here(?:['’]s| is| are)|voici|bien s[ûu]r|claro|por supuesto|"
    r"aqu[íi] (?:tiene|está|te)|конечно|вот|بالتأكيد|إليك|当然|以下是)(?!\w).{0,300}[:：!.。]\W{0,3}"
)
CLOSING = late(
    r"(?i)\W{0,3}(?:let me know|would you like|feel free|i hope this|if you(?:['’]d| would) like|shall i|"
    r"n['’]hésitez pas|dites-moi|souhaitez-vous|av[íi]s[ae]me|si desea|¿|"
    r"сообщите|дайте знать|أخبرني|هل تريد|如果您|如需)"
)
HANDED = late(
    r"(?i)\b(?:draft|letter|note verbale|resolution|statement|speech|report|press release|version|translation|"
    r"projet|lettre|traduction|discours|borrador|carta|traducci[oó]n|discurso|проект|письмо|перевод)\b.*[:：]\W*$|"
    r"(?:مسودة|رسالة|ترجمة).*[:：]\W*$|(?:草案|信函|译文|发言稿).*[:：]\W*$"
)
LONGEST = 400
"""Characters of such a line."""


def drop_chatter(source: Source) -> Mended:
    """Remove the first line if an assistant's greeting stands over a rule or a heading, or names what it hands over;
    and the last if its offer stands under a rule, or stands alone where the text was greeted so.

    >>> from converter.span import Span
    >>> texts = ("Sure! Here is the letter:", "---", "Dear Sir,", "---", "Let me know if it is too long!")
    >>> lines = tuple(Line(text, Span(place, place)) for place, text in enumerate(texts, 1))
    >>> [gone.text for gone in drop_chatter(Source("x", "txt", lines)).removed]
    ['Sure! Here is the letter:', 'Let me know if it is too long!']
    """
    lines = source.lines
    if source.format not in ("txt", "md"):
        return Mended(lines)
    filled = [place for place, line in enumerate(lines) if not line.blank]
    if len(filled) < 5:
        return Mended(lines)
    gone: dict[int, str] = {}
    first, below, above, last = filled[0], filled[1], filled[-2], filled[-1]
    said = lines[first].text
    handed = (HANDED.search(said) and below > first + 1) or is_rule(lines[below]) or lines[below].heading
    if handed and len(said) < LONGEST and OPENING.fullmatch(said):
        gone[first] = "covering-note"
    apart = is_rule(lines[above]) or (gone and above + 1 < last)
    if apart and len(lines[last].text) < LONGEST and CLOSING.match(lines[last].text):
        gone[last] = "covering-note"
    return without(lines, gone)


def is_rule(line: Line) -> bool:
    """Whether a line is a rule, of the format or drawn."""
    return line.rule or shapes.RULER.fullmatch(line.text) is not None or line.text.strip() in ("---", "***", "* * *")
