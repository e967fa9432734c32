"""The difference of two editions holds every change, once, and leads from the old to the new."""

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmaps.difference import compare
from roadmaps.difference.texts import Words
from roadmaps.difference.words import pieces_of
from tests.roadmaps.difference.texts import plan, plans, row, section

PARTS = ("columns", "blocks", "sections", "rows")


def applied(items, changes):
    """The items after the changes, made of nothing but the changes."""
    left = {item.lineage: item for item in items}
    for item in changes.removed:
        del left[item.lineage]
    for change in changes.changed:
        words = dict(left[change.old.lineage].words)
        control = dict(left[change.old.lineage].control)
        for part, found in ((words, change.words), (control, change.control)):
            for cell in found:
                assert part.get(cell.key, Words("", "")).text == cell.old
                part[cell.key] = Words(cell.label, cell.new)
        left[change.old.lineage] = replace(
            left[change.old.lineage], words=words, control=control, title=change.new.title
        )
    for old, new in changes.renumbered:
        assert left[old.lineage].number == old.number
        left[old.lineage] = replace(left[old.lineage], number=new.number)
    return put_in_place(left, changes)


def put_in_place(left, changes):
    """{group: items in order}: those that stayed, then each of the others put where it belongs."""
    moved = {place.item.lineage for place in changes.moved}
    groups = {}
    for item in left.values():
        if item.lineage not in moved:
            groups.setdefault(item.group, []).append(item)
    places = [
        *(
            (place, replace(left[place.item.lineage], group=place.item.group))
            for place in changes.moved
        ),
        *((place, place.item) for place in changes.added),
    ]
    for place, item in sorted(places, key=lambda pair: pair[0].position):
        others = groups.setdefault(item.group, [])
        others.insert(place.position, item)
        before = others[place.position - 1].lineage if place.position else None
        assert before == place.after
    return groups


def in_groups(items):
    groups = {}
    for item in items:
        groups.setdefault(item.group, []).append(item)
    return groups


def texts(groups):
    """What counts of the items: an empty text is as good as none."""
    return {
        group: [
            (i.lineage, i.number, {k: w.text for k, w in (i.words | i.control).items() if w.text})
            for i in items
        ]
        for group, items in groups.items()
        if items
    }


@settings(max_examples=150, deadline=None)
@given(plans(), plans())
def test_the_difference_leads_from_the_old_to_the_new(old, new):
    difference = compare(old, new)
    for part in PARTS:
        found = applied(getattr(old, part), getattr(difference, part))
        assert texts(found) == texts(in_groups(getattr(new, part)))
    assert {c.key: c.new for c in difference.facts} == {
        key: words.text for key, words in new.facts.items() if words != old.facts[key]
    }


@settings(max_examples=60, deadline=None)
@given(plans())
def test_equal_editions_do_not_differ(one):
    assert not compare(one, one)


@settings(max_examples=100, deadline=None)
@given(plans(), plans())
def test_what_one_way_adds_the_other_way_removes(old, new):
    there, back = compare(old, new), compare(new, old)
    for part in PARTS:
        ahead, behind = getattr(there, part), getattr(back, part)
        assert [place.item for place in ahead.added] == list(behind.removed)
        assert [place.item for place in behind.added] == list(ahead.removed)
        assert Counter(
            (c.old.lineage, w.key, w.old, w.new) for c in ahead.changed for w in c.words
        ) == (
            Counter((c.new.lineage, w.key, w.new, w.old) for c in behind.changed for w in c.words)
        )


@settings(max_examples=100, deadline=None)
@given(plans(), plans())
def test_every_change_appears_once(old, new):
    changes = compare(old, new).rows
    sorts = [
        [place.item.lineage for place in changes.added],
        [item.lineage for item in changes.removed],
        [place.item.lineage for place in changes.moved],
        [change.old.lineage for change in changes.changed],
    ]
    assert all(len(found) == len(set(found)) for found in sorts)
    assert not set(sorts[0]) & set(sorts[1])


def test_one_row_put_first_is_one_move():
    rows = [row(key, f"Дело {key}") for key in range(11, 16)]
    difference = compare(plan(rows), plan([rows[4], *rows[:4]]))
    assert [place.item.lineage for place in difference.rows.moved] == [rows[4].lineage]


def test_a_moved_section_takes_its_rows_along_silently():
    sections = [section(1, "Первый"), section(2, "Второй")]
    rows = [row(11, "Раз", group=1), row(12, "Два", group=2), row(13, "Три", group=2)]
    difference = compare(plan(rows, sections=sections), plan(rows, sections=sections[::-1]))
    assert len(difference.sections.moved) == 1
    assert not difference.rows


def test_control_dates_alone_are_a_silent_change():
    old, new = row(11, "Дело", dates="30.04.2026"), row(11, "Дело", dates="15.05.2026")
    difference = compare(plan([old]), plan([new]))
    (change,) = difference.silent
    assert [(c.label, c.old, c.new) for c in change.control] == [
        ("Контрольные даты", "30.04.2026", "15.05.2026")
    ]


@settings(max_examples=150, deadline=None)
@given(st.text("аб .,-\n", max_size=40), st.text("аб .,-\n", max_size=40))
def test_pieces_are_the_texts_and_what_is_not_marked_is_the_same(old, new):
    left, right = pieces_of(old, new)
    assert "".join(piece.text for piece in left) == old
    assert "".join(piece.text for piece in right) == new
    kept = ["".join(p.text for p in side if not p.is_changed) for side in (left, right)]
    assert kept[0] == kept[1]


def test_a_changed_phrase_is_marked_as_one():
    left, right = pieces_of("до 15 апреля 2026 года", "до 20 мая 2026 года")
    assert [piece.text for piece in left if piece.is_changed] == ["15 апреля"]
    assert [piece.text for piece in right if piece.is_changed] == ["20 мая"]
