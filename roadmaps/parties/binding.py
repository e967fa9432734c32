"""Whose post is whose: «начальник отдела Иванов И.И.», «Иванов И.И., начальник отдела».

A post between two names belongs to the nearer one; a row that begins with a name and ends with a
post puts every post after its name (domain.md 3.4: several people without a separator).
"""

from dataclasses import dataclass, field

from roadmaps.parties.heads import head_of_word
from roadmaps.parties.naming import person_weights
from roadmaps.parties.pieces import Piece
from roadmaps.parties.words import PEOPLE, Sort

AFTER = {"", ",", "dash", "newline", "(", "."}
BEFORE = {"", "dash", ":", "newline", "("}
ROW = {",", "and", ""}
# The less, the closer do the two stand.
DISTANCE = {"": 0, "(": 0, "dash": 1, ":": 1, "newline": 2, ",": 3, ".": 4}
LABELS = {"ответственный", "ответственная", "исполнитель", "соисполнитель", "отв"}


@dataclass
class Person:
    """A name with the posts that stand beside it."""

    piece: Piece
    posts: list[Piece] = field(default_factory=list)
    # A class of people before several names: «методисты Петрова А.А., Сидорова Б.Б.».
    shared: Piece | None = None
    # The unit or class in whose brackets the name stands.
    place: Piece | None = None


class Binder:
    """Gives every post to its name; `people` in order, `taken` the pieces that are posts."""

    def __init__(self, pieces):
        self.pieces = pieces
        self.people = {id(piece): Person(piece) for piece in pieces if piece.kind == "person"}
        self.taken = set()

    def bind(self):
        """{id of piece: Person} of all names."""
        for index, piece in enumerate(self.pieces):
            if self.is_several(piece):
                self.share(index)
        for row in self.rows():
            self.bind_row(row)
        for person in self.people.values():
            self.place(person)
        return self.people

    def is_several(self, piece):
        return piece.kind in ("post", "school_class") and is_of_people(piece) and not is_one(piece)

    def share(self, index):
        """Give a class of people to the names beside it."""
        piece = self.pieces[index]
        names = self.names_before(index) or self.names_after(index)
        if not names or names[0].separator == "(":
            return
        self.taken.add(id(piece))
        for name in names:
            self.people[id(name)].shared = piece

    def names_before(self, index):
        """«Петрова А.А., Сидорова Б.Б. – методисты»."""
        names = []
        if self.pieces[index].separator in ("dash", "("):
            for name in self.pieces[:index][::-1]:
                if name.kind != "person":
                    break
                names.append(name)
                if name.separator not in (",", "and", ""):
                    break
        return names

    def names_after(self, index):
        """«Методисты Петрова А.А., Сидорова Б.Б.»; one name alone may be on a lost new line."""
        names = []
        for name in self.pieces[index + 1 :]:
            if name.kind != "person" or name.separator not in (ROW if names else BEFORE):
                break
            names.append(name)
        is_loose = names and names[0].separator == ""
        if is_loose and (len(names) < 2 or names_schools(self.pieces[index])):
            return []
        return names

    def rows(self):
        """Rows of names and posts that nothing else interrupts."""
        row = []
        for piece in self.pieces:
            is_part = piece.kind == "person" or is_post(piece) and id(piece) not in self.taken
            if row and (not is_part or piece.separator not in AFTER | BEFORE | {"and"}):
                yield row
                row = []
            if is_part:
                row.append(piece)
        if row:
            yield row

    def bind_row(self, row):
        kinds = [piece.kind == "person" for piece in row]
        alternate = all(one != other for one, other in zip(kinds, kinds[1:], strict=False))
        all_after = alternate and kinds[0] and not kinds[-1]
        for index, piece in enumerate(row):
            if piece.kind != "person":
                continue
            left = row[index - 1] if index else None
            right = row[index + 1 :]
            if not all_after and left and self.is_before(left, piece):
                self.take(piece, left)
            elif right and self.is_after(piece, right[0], right[1:2], all_after):
                self.take(piece, right[0])
                if right[0].separator == "dash":
                    self.take_more(piece, right[1:])

    def is_before(self, post, name):
        if post.kind == "person" or id(post) in self.taken or post.level > name.level:
            return False
        return name.separator in BEFORE

    def is_after(self, name, post, following, all_after):
        if post.kind == "person" or post.separator not in AFTER or not may_be_one(post):
            return False
        if post.level < name.level or is_likely_several(post, name):
            return False
        if post.separator == "." and (post.tokens[0].text[0].isupper() or following):
            return False
        if all_after or not following or following[0].separator not in BEFORE:
            return True
        return DISTANCE[post.separator] <= DISTANCE[following[0].separator]

    def take_more(self, name, following):
        """«Петрова А.А. – консультант, секретарь группы»: both posts are hers."""
        for index, post in enumerate(following):
            after = following[index + 1 : index + 2]
            is_his = after and after[0].kind == "person" and after[0].separator in BEFORE
            if post.kind == "person" or post.separator != "," or is_his:
                return
            self.take(name, post)

    def take(self, name, post):
        self.people[id(name)].posts.append(post)
        self.taken.add(id(post))

    def place(self, person):
        """What the brackets of a name belong to; a single post in front of them is his own."""
        owner = person.piece.owner or self.unit_before_dash(person.piece)
        if owner is None or person.posts or owner.kind == "person":
            return
        if owner.kind in ("unit", "body") or not is_one(owner):
            person.place = owner

    def unit_before_dash(self, name):
        """«Отдел образования – Иванова И.И.»."""
        index = next(i for i, piece in enumerate(self.pieces) if piece is name)
        before = self.pieces[index - 1] if index else None
        is_joined = name.separator == "dash" and before is not None and before.kind == "unit"
        return before if is_joined and self.pieces[0].separator != "dash" else None


def is_of_people(piece):
    return piece.head is not None and piece.head.sort in PEOPLE


def is_post(piece):
    """A post of one: «директора» before a name is one as well."""
    return piece.kind in ("post", "school_class") and is_of_people(piece) and may_be_one(piece)


def may_be_one(piece):
    readings = piece.head.readings
    return not readings or any(number == "sing" for _, number in readings)


def is_likely_several(post, name):
    """«Орлова А.А., директора школ» are a person and a class; «…, директора школы» one person."""
    if ("nomn", "plur") not in post.head.readings:
        return False
    if person_weights(name.name).get("nomn", 0) < 1:
        return False
    after = post.tokens[post.tokens.index(post.chief) + 1 :]
    place = head_of_word(after[0].text) if after and after[0].kind == "word" else None
    if place is None or place.sort is not Sort.SCHOOL:
        return True
    is_several = place.readings and all(number == "plur" for _, number in place.readings)
    return bool(is_several or not place.readings and len(after[0].text) < 3)


def is_one(piece):
    """Surely the post of one person."""
    return piece.head is not None and (
        not piece.head.readings or all(number == "sing" for _, number in piece.head.readings)
    )


def names_schools(piece):
    """«Руководители ОУ» before one lost line break is no post of the people after it."""
    return piece.kind == "school_class" and len(piece.tokens) > 1


def is_label(piece, following):
    """«Ответственные: …» names nobody by itself."""
    return (
        piece.head is not None
        and piece.head.lemma in LABELS
        and len(piece.tokens) <= 2
        and following is not None
        and (following.separator in (":", "dash") or following.kind == "person")
    )
