"""Short plans as texts, and random ones."""

from uuid import UUID

from hypothesis import strategies as st

from roadmaps.difference.texts import Item, PlanText, Words

NUMBER, ACTION, DEADLINE, RESPONSIBLE = (UUID(int=900 + n) for n in range(4))
HEADINGS = {
    NUMBER: ("number", "№ п/п", 6),
    ACTION: ("action", "Мероприятия", 44),
    DEADLINE: ("deadline", "Сроки", 20),
    RESPONSIBLE: ("responsible", "Ответственный", 30),
}


def column(lineage, heading=None):
    kind, usual, width = HEADINGS[lineage]
    heading = heading or usual
    words = {
        "heading": Words("Заголовок графы", heading),
        "width": Words("Ширина графы, %", str(width)),
    }
    return Item(lineage, title=heading, kind=kind, words=words, control={})


def section(key, title, number=""):
    words = {"title": Words("Название", title), "level": Words("Уровень", "1")}
    return Item(UUID(int=key), number=number, title=title, words=words)


def block(key, title, text, kind="goals"):
    words = {"title": Words("Заголовок", title), "text": Words("Текст", text)}
    return Item(UUID(int=key), title=title, kind=kind, words=words)


def row(key, action, deadline="Апрель 2026", responsible="Отдел", *, number="", group=1, dates=""):
    words = {
        ACTION: Words("Мероприятия", action),
        DEADLINE: Words("Сроки", deadline),
        RESPONSIBLE: Words("Ответственный", responsible),
    }
    control = {"dates": Words("Контрольные даты", dates)}
    return Item(
        UUID(int=key),
        number=number,
        title=action,
        group=UUID(int=group),
        words=words,
        control=control,
    )


def plan(rows, *, sections=None, blocks=(), columns=tuple(HEADINGS), heading="ПЛАН", shows=True):
    """A plan of the rows; unless sections are given, all of them stand in one without a name."""
    sections = sections or (section(1, ""),)
    return PlanText(
        number=1,
        facts={"heading": Words("Заголовок", heading)},
        columns=tuple(c if isinstance(c, Item) else column(c) for c in columns),
        blocks=tuple(blocks),
        sections=tuple(sections),
        rows=tuple(r for s in sections for r in rows if r.group == s.lineage),
        shows_sections=shows,
    )


WORDS = st.sampled_from(["", "раз", "раз два", "раз два три", "иное"])


@st.composite
def plans(draw):
    """A random plan over a small pool of lineages, so that two of them have much in common."""
    keys = draw(st.lists(st.integers(1, 4), unique=True, min_size=1))
    sections = [section(key, draw(WORDS), number=draw(WORDS)) for key in keys]
    rows = [
        row(
            key,
            draw(WORDS),
            draw(WORDS),
            draw(WORDS),
            number=str(place),
            group=draw(st.sampled_from(keys)),
            dates=draw(WORDS),
        )
        for place, key in enumerate(draw(st.lists(st.integers(11, 22), unique=True)), start=1)
    ]
    blocks = [
        block(key, draw(WORDS), draw(WORDS))
        for key in draw(st.lists(st.integers(31, 34), unique=True))
    ]
    columns = draw(st.permutations(list(HEADINGS)))[: draw(st.integers(1, 4))]
    return plan(rows, sections=sections, blocks=blocks, columns=columns, heading=draw(WORDS))
