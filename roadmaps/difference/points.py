"""What an amending order says of each part of the plan, in the order in which it is printed."""

from typing import NamedTuple

from roadmaps.difference.naming import ROWS, Names, follows, listed
from roadmaps.difference.tables import AmendingTable, rows_table, section_table
from roadmaps.difference.wording import Where, sentence
from roadmaps.models import BlockKind


class Point(NamedTuple):
    """One change before it has a letter."""

    text: str
    table: AmendingTable | None = None


class Points:
    """Points about every part of the plan, in the order in which it is printed."""

    def __init__(self, difference):
        self.difference = difference
        self.old, self.new = Names(difference.old), Names(difference.new)
        sections = difference.sections
        # What a whole section brings or takes along is not told again row by row.
        self.new_sections = {place.item.lineage for place in sections.added}
        self.gone_sections = {section.lineage for section in sections.removed}

    def __iter__(self):
        """Every Point; none for what is not printed."""
        yield from self.heading()
        yield from self.blocks()
        if self.is_rebuilt:
            yield Point(
                "таблицу изложить в следующей редакции",
                section_table(self.difference.new, self.difference.new.sections),
            )
            return
        yield from self.columns()
        yield from self.sections()
        # Rows leave a section before it is removed.
        yield from self.moved_rows()
        yield from self.changed_rows()
        yield from self.removed_rows()
        yield from self.removed_sections()
        yield from self.added_rows()
        yield from self.added_sections()
        yield from self.renumbered()

    @property
    def is_rebuilt(self):
        """The table has other columns: only the whole of it can be told."""
        columns = self.difference.columns
        return bool(columns.added or columns.removed or columns.moved)

    def heading(self):
        for fact in self.difference.facts:
            if fact.key == "heading":
                yield Point(sentence(Where("в заголовке", "заголовок"), fact.old, fact.new))

    def blocks(self):
        blocks = self.difference.blocks
        for block in blocks.removed:
            yield Point(f"{block_name(block, 'acc')} исключить")
        for change in blocks.changed:
            yield from self._block(change)
        for place in blocks.moved:
            before = next((b for b in self.difference.new.blocks if b.lineage == place.after), None)
            where = f"после {block_name(before, 'gen')}" if before else "первым"
            yield Point(f"{block_name(place.item, 'acc')} поместить {where}")
        for place in blocks.added:
            block = place.item
            what = "паспорт" if block.kind == BlockKind.PASSPORT else "приложение"
            yield Point(
                f"{what} дополнить {block_name(block, 'ins')} следующего содержания: "
                f"«{block.text('text').strip()}»"
            )

    def _block(self, change):
        """The title first, by the old name; then the text, by the new one."""
        for word in change.words:
            block = change.old if word.key == "title" else change.new
            inside, whole = block_name(block, "prep"), block_name(block, "acc")
            where = (
                Where(
                    f"в наименовании {block_name(block, 'gen')}",
                    f"наименование {block_name(block, 'gen')}",
                )
                if word.key == "title"
                else Where(inside, whole)
            )
            yield Point(sentence(where, word.old, word.new))

    def columns(self):
        for change in self.difference.columns.changed:
            for word in change.words:
                if word.key == "heading":
                    yield Point(f"графу «{word.old}» именовать «{word.new}»")

    def sections(self):
        sections = self.difference.sections
        for change in sections.changed:
            for word in change.words:
                if word.key == "title" and self.difference.new.shows_sections:
                    name = self.old.section(change.old, "gen")
                    where = Where(f"в наименовании {name}", f"наименование {name}")
                    yield Point(sentence(where, word.old, word.new))
        for place in sections.moved:
            name, before = self.old.section(place.item, "acc"), self._before(place)
            where = f"после {self.old.section(before, 'gen')}" if before else "первым"
            yield Point(f"{name} поместить {where}")

    def removed_sections(self):
        for section in self.difference.sections.removed:
            if self.old.is_named(section):
                yield Point(f"{self.old.section(section, 'acc')} исключить")

    def _before(self, place):
        return self.old.sections.get(place.after) or self.new.sections.get(place.after)

    def removed_rows(self):
        rows = [r for r in self.difference.rows.removed if r.group not in self.gone_sections]
        if numbers := [number for row in rows if (number := self.old.number(row))]:
            word = ROWS["acc"] if len(numbers) > 1 else "строку"
            yield Point(f"{word} {listed(numbers)} исключить")
        for row in rows:
            if not self.old.number(row):
                yield Point(f"{self.old.row(row, 'acc')} исключить")

    def changed_rows(self):
        printed = {column.lineage for column in self.difference.new.columns}
        for change in self.difference.rows.changed:
            words = [word for word in change.words if word.key in printed]
            if change.new.group in self.new_sections:
                continue  # a table of the section has it already
            if len(words) == 1:
                yield Point(self._cell(change.old, words[0]))
            elif words:
                table = rows_table(self.difference.new, [change.new])
                yield Point(
                    f"{self.old.row(change.old, 'acc')} изложить в следующей редакции", table
                )

    def _cell(self, row, word):
        where = Where(
            f"в {self.old.row(row, 'prep')} в графе «{word.label}»",
            f"в {self.old.row(row, 'prep')} графу «{word.label}»",
        )
        return sentence(where, word.old, word.new)

    def moved_rows(self):
        for place in self.difference.rows.moved:
            if place.item.group in self.new_sections:
                continue
            old = self.difference.old_row(place.item)
            section = self.old.sections.get(place.item.group)
            into = ""
            if old.group != place.item.group and section and self.old.is_named(section):
                into = f" в {self.old.section(section, 'acc')}"
            yield Point(f"{self.old.row(old, 'acc')} перенести{into}, {self._after(place)}")

    def _after(self, place):
        """«поместив её после строки 5», by the old number where the row had one."""
        rows = {row.lineage: row for row in self.difference.old.rows}
        if place.after in rows:
            return f"поместив её после {self.old.row(rows[place.after], 'gen')}"
        added = {p.item.lineage: p.item for p in self.difference.rows.added}
        if place.after in added:
            return f"поместив её после новой {self.new.row(added[place.after], 'gen')}"
        return "поместив её первой"

    def added_rows(self):
        for run in self._runs():
            rows = [place.item for place in run]
            numbers = [self.new.number(row) for row in rows]
            word = "строкой" if len(rows) == 1 else ROWS["ins"]
            named = f" {listed(numbers)}" if all(numbers) else ""
            yield Point(
                f"{self._place(run[0], rows[-1])}дополнить {word}{named} следующего содержания",
                rows_table(self.difference.new, rows),
            )

    def _runs(self):
        """Added rows that stand together, without those of added sections."""
        runs = []
        for place in self.difference.rows.added:
            if place.item.group in self.new_sections:
                continue
            if runs and runs[-1][-1].item.lineage == place.after:
                runs[-1].append(place)
            else:
                runs.append([place])
        return runs

    def _place(self, first, last):
        """«после строки 5 », «раздел 2 «Кадры» »; nothing at the end of a plain list."""
        section = self.new.sections[first.item.group]
        rows = self.difference.new.rows_of(section)
        old_rows = {row.lineage: row for row in self.difference.old.rows}
        is_last = rows[-1].lineage == last.lineage
        if is_last and not self.new.is_named(section):
            return ""
        if is_last and section.lineage in self.old.sections:
            return f"{self.old.section(self.old.sections[section.lineage], 'acc')} "
        if first.after in old_rows:
            return f"после {self.old.row(old_rows[first.after], 'gen')} "
        following = rows[rows.index(last) + 1]
        if following.lineage in old_rows:
            return f"перед {self.old.row(old_rows[following.lineage], 'ins')} "
        return f"{self.new.section(section, 'acc')} "

    def added_sections(self):
        for place in self.difference.sections.added:
            section = place.item
            table = section_table(self.difference.new, [section])
            if not self.new.is_named(section):
                yield Point("дополнить строками следующего содержания", table)
                continue
            before = self._before(place)
            is_last = self.difference.new.sections[-1].lineage == section.lineage
            where = "" if is_last or not before else f"после {self._section_name(before)} "
            if before is None:
                where = "перед первым разделом " if not is_last else ""
            name = self.new.section(section, "ins")
            yield Point(f"{where}дополнить {name} следующего содержания", table)

    def _section_name(self, section):
        names = self.old if section.lineage in self.old.sections else self.new
        return names.section(section, "gen")

    def renumbered(self):
        """«строки 6–10 считать соответственно строками 7–11»."""
        if self.difference.new.shows_sections and self.difference.old.shows_sections:
            for old, new in self.difference.sections.renumbered:
                if old.number and new.number:
                    number = new.number.rstrip(".")
                    yield Point(f"{self.old.section(old, 'acc')} считать разделом {number}")
        if self.old.has_numbers and self.new.has_numbers:
            yield from map(_renumbering, self._renumbered_runs())

    def _renumbered_runs(self):
        runs = []
        for old, new in self.difference.rows.renumbered:
            if new.group in self.new_sections:
                continue
            pair = old.number.rstrip("."), new.number.rstrip(".")
            if all(pair):
                is_next = runs and all(map(follows, runs[-1][-1], pair))
                if is_next:
                    runs[-1].append(pair)
                else:
                    runs.append([pair])
        return runs


def _renumbering(run):
    old, new = listed([a for a, _ in run]), listed([b for _, b in run])
    if len(run) == 1:
        return Point(f"строку {old} считать строкой {new}")
    return Point(f"строки {old} считать соответственно строками {new}")


def block_name(block, case):
    """«пункт «Цели» паспорта», «текст «Задачи»»; in the prepositional with its «в»."""
    title = f"«{block.title}»"
    if block.kind == BlockKind.PASSPORT:
        forms = {"acc": "пункт", "gen": "пункта", "prep": "в пункте", "ins": "пунктом"}
        tail = "" if case == "ins" else " паспорта"
        return f"{forms[case]} {title}{tail}"
    forms = {"acc": "текст", "gen": "текста", "prep": "в тексте", "ins": "текстом"}
    return f"{forms[case]} {title}"
