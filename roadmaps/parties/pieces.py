"""Cutting the words of a cell into pieces, one for each party or post."""

from dataclasses import dataclass, field

from roadmaps.parties import boundaries
from roadmaps.parties.heads import Head, find_head
from roadmaps.parties.lexer import Token, tokens_of
from roadmaps.parties.words import PREPOSITIONS

# What separates more strongly stands further on.
SEPARATORS = ["", "newline", "and", "/", "dash", ",", ".", "also", "together", ":", ";", "bullet"]
DEEPEST = 2
MOST = 100


@dataclass
class Piece:
    """Some tokens in a row that name one party, or the post of one."""

    tokens: list[Token]
    # What stands before it; "(" for the first in a bracket.
    separator: str = ""
    level: int = 0
    head: Head | None = None
    # The chief word among the tokens, when there is a head.
    chief: Token | None = None
    # The piece whose bracket it stands in.
    owner: "Piece | None" = None
    # «МБОУ СОШ» of «МБОУ СОШ № 5, 7», for the second school.
    before_number: list[Token] = field(default_factory=list)
    start: int = 0
    end: int = 0
    # Set by kinds.py: a kind of Party, or "self" for the signatory.
    kind: str = ""

    @property
    def last(self):
        return self.tokens[-1]

    @property
    def name(self):
        """Name of a person, when the piece is one."""
        return self.tokens[0].name


class Cutter:
    """Reads tokens one by one; `pieces` is what has been cut off."""

    def __init__(self, text, level=0, shift=0):
        self.tokens = tokens_of(text, shift)
        self.level = level
        self.is_list = bool(self.tokens) and self.tokens[0].kind == "dash"
        self.is_capital = text.isupper()
        self.pieces = []
        self.current = None
        # A bracket with parties has ended the current piece's name.
        self.is_closed = False
        self.separator = ""

    def cut(self):
        """All pieces of the text, in order; in a very long text the last one holds the rest."""
        for index, token in enumerate(self.tokens):
            if token.kind in SEPARATORS:
                self.separate(token.kind)
            elif token.kind == "bracket":
                self.open_bracket(token)
            elif self.begins(index):
                self.start(index)
            else:
                self.append(token)
        return self.pieces

    def separate(self, kind):
        """Remember the strongest separator since the last word."""
        if kind == "dash" and self.separator in ("newline", ";", "bullet"):
            kind = "bullet"
        self.separator = max(self.separator, kind, key=SEPARATORS.index)

    def begins(self, index):
        if self.current is None:
            return True
        if len(self.pieces) >= MOST:
            return False
        return boundaries.begins_party(self, index)

    def start(self, index):
        token = self.tokens[index]
        piece = Piece([token], self.separator or "", self.level)
        place = index + (token.kind == "entrusted" or token.word in PREPOSITIONS)
        piece.head = find_head(self.tokens, place)
        if self.current and token.kind in ("number", "quote"):
            piece.before_number = before_number(self.current, token.kind)
        piece.chief = piece.head and self.tokens[piece.head.index]
        piece.start, piece.end = token.start, token.end
        self.pieces.append(piece)
        self.current, self.separator, self.is_closed = piece, "", False

    def append(self, token):
        if not self.is_closed:
            self.current.tokens.append(token)
        self.pieces[-1].end = token.end
        self.separator = ""

    def open_bracket(self, token):
        """Cut what stands in the bracket, when it names parties; else it belongs to the words."""
        inner = Cutter(token.text[1:].rstrip(")]"), self.level + 1, token.start + 1)
        pieces = inner.cut() if self.level < DEEPEST else []
        if self.current is None:
            self.pieces += pieces or [Piece([token], start=token.start, end=token.end)]
            self.current = self.pieces[-1]
        elif boundaries.is_list_of_parties(pieces, token.text):
            pieces[0].separator = "("
            for piece in pieces:
                piece.owner = piece.owner or self.current
            self.pieces += pieces
            self.is_closed = True
        else:
            self.append(token)
        self.separator = ""


def before_number(piece, kind):
    """Tokens of the piece before its number or quotes: what the next «№ 7» leaves out."""
    if piece.before_number:
        return piece.before_number
    places = [place for place, token in enumerate(piece.tokens) if token.kind == kind]
    return piece.tokens[: places[0]] if places else []


def cut(text):
    """Pieces of the text, which is in Russian letters already."""
    return Cutter(text).cut()
