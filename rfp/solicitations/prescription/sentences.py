"""Text into sentences: a paragraph's by their full stops, and each item of a list for itself."""

import re

_BULLET = re.compile(r"^\s*(?:[-*+•]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+")
_MARKS = re.compile(r"^\s{0,3}#{1,6}\s+|[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}|^\s*>\s?")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
# Not after “e.g.”, an initial, a number of a list or a title.
_END = re.compile(
    r"(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\betc\.)(?<!\bNo\.)(?<!\bInc\.)(?<!\bCorp\.)(?<!\b[A-Z]\.)"
    r"(?<=[.!?])[”\"')]*\s+(?=[“\"'(]?[A-Z0-9])"
)
FEWEST_WORDS = 3


def sentences_of(text: str) -> list[str]:
    """The sentences in their order, without the marks of Markdown; headings and scraps of tables are left out."""
    found = []
    for piece in _pieces(text):
        found += [said for each in _END.split(piece) if len((said := " ".join(each.split())).split()) >= FEWEST_WORDS]
    return found


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    is_open = False
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith(("#", "|", "```", "---", "<")):
            is_open = False
            continue
        is_item = bool(_BULLET.match(line))
        said = _LINK.sub(r"\1", _MARKS.sub("", _BULLET.sub("", line))).strip()
        if is_open and not is_item:
            pieces[-1] += f" {said}"
        else:
            pieces.append(said)
        is_open = True
    return pieces
