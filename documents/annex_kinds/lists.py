"""Lists in annexes: schools, a group, pairs, tutors, visits (domain.md 3.5 C02–C04).

And those of the order on the appraisal: programmes, experts, criteria.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse

from documents.annex_kinds import filling
from documents.annexes import AnnexKind


class Means(StrEnum):
    """Whom or what the words of a column mean: name of the reference of AnnexRow."""

    WORDS = ""
    PERSON = "person"
    SCHOOL = "school"
    PARTNER = "partner"


@dataclass(frozen=True)
class ListColumn:
    """One column: heading, width in per cent, what it refers to."""

    heading: str
    width: int
    means: Means = Means.WORDS
    hint: str = ""


@dataclass(frozen=True)
class ListSpec:
    """One kind of list; `fill(order)` gives its rows from what the program knows.

    With `fills_by_annex` it is given the annex: what the heading names tells which rows.
    """

    code: str
    name: str
    heading: str
    columns: tuple
    fill: Callable = None
    fill_words: str = ""
    fills_by_annex: bool = False
    is_wide: bool = False
    # «1. Фамилия И. О. – должность, секретарь.» in lines instead of a table.
    is_lines: bool = False
    # Columns that tell apart rows about the same people and schools.
    told_apart_by: tuple = ()

    @property
    def can_be_filled(self):
        """The program knows rows for it."""
        return self.fill is not None

    def rows_for(self, annex):
        """[values of AnnexRow] that the program knows for the annex."""
        return self.fill(annex if self.fills_by_annex else annex.order)

    def annex_kind(self):
        """The AnnexKind under which the list is printed."""
        return AnnexKind(
            name=self.name,
            template="print/_lines.html" if self.is_lines else "print/_list.html",
            context=lambda annex: {"annex": annex, "spec": self, "rows": rows_of(annex)},
            is_wide=lambda annex: self.is_wide,
            title=title_of,
            address=page_of,
            people=lambda annex: [row.person for row in rows_of(annex) if row.person_id],
            names_schools=lambda annex: [
                school
                for row in rows_of(annex)
                for school in (row.school, row.partner)
                if school is not None
            ],
        )


def rows_of(annex):
    """Rows of the list with what they refer to."""
    return list(annex.rows.select_related("person", "school", "partner"))


def title_of(annex):
    """Heading of the annex in one line."""
    return " ".join(annex.heading.split())


def page_of(annex):
    """Address of the annex's page."""
    return reverse("documents:annex", args=[annex.municipality.slug, annex.pk])


NUMBER = ListColumn("№ п/п", 7)

LISTS = {
    spec.code: spec
    for spec in (
        ListSpec(
            code="schools",
            name="список школ",
            heading="СПИСОК\nобщеобразовательных организаций, которым оказывается поддержка",
            columns=(
                ListColumn("Общеобразовательная организация", 55, Means.SCHOOL),
                ListColumn("Перечень", 18, hint="ШНОР или ШССУ"),
                ListColumn("Примечание", 20),
            ),
            fill=filling.listed_schools,
            fill_words="школы, которые сегодня в перечнях ШНОР и ШССУ",
        ),
        ListSpec(
            code="composition",
            name="состав группы",
            heading="СОСТАВ\nчленов муниципальной рабочей группы по поддержке школ",
            columns=(
                ListColumn("Фамилия и инициалы", 30, Means.PERSON),
                ListColumn("Должность", 45),
                ListColumn("Кто в группе", 25, hint="руководитель, секретарь…"),
            ),
            is_lines=True,
            fill=filling.members_of_group,
            fill_words="люди, у которых есть должность в рабочей группе",
        ),
        ListSpec(
            code="pairs",
            name="список пар школ",
            heading="СПИСОК\nсетевого партнёрства общеобразовательных организаций",
            columns=(
                ListColumn("Школа, которой оказывается поддержка", 34, Means.SCHOOL),
                ListColumn("Школа-партнёр", 34, Means.PARTNER),
                ListColumn("Направления работы", 25),
            ),
            fill=filling.pairs_of_schools,
            fill_words="пары, которые работают сегодня, и школы из перечней, где пары нет",
        ),
        ListSpec(
            code="tutors",
            name="закрепление тьюторов",
            heading="СПИСОК\nмуниципальных тьюторов и закреплённых за ними школ",
            columns=(
                # Not «Тьютор»: expert consultants stand here too, as their post says.
                ListColumn("Фамилия и инициалы", 30, Means.PERSON),
                ListColumn("Должность", 30),
                ListColumn("Закреплённая школа", 33, Means.SCHOOL),
            ),
            fill=filling.tutors_of_schools,
            fill_words="тьюторы, у которых сегодня есть школы",
        ),
        ListSpec(
            code="teams",
            name="команды школ",
            heading="СОСТАВ\nшкольных команд, ответственных за поддержку школ",
            columns=(
                ListColumn("Общеобразовательная организация", 32, Means.SCHOOL),
                ListColumn("Школьный координатор", 22, Means.PERSON),
                ListColumn("Члены команды", 22),
                ListColumn("Приказ школы", 17),
            ),
            fill=filling.teams_of_schools,
            fill_words="команды школ по их приказам, действующие сегодня",
        ),
        ListSpec(
            code="visits",
            name="график посещений",
            heading="ГРАФИК\nпосещения школ муниципальными тьюторами",
            columns=(
                ListColumn("Школа", 28, Means.SCHOOL),
                ListColumn("Тьютор", 22, Means.PERSON),
                ListColumn("Дата", 15),
                ListColumn("Цель посещения", 28),
            ),
            fill=filling.visits_to_plan,
            fill_words="тьюторы и их школы; даты и цели впишете сами",
            is_wide=True,
            told_apart_by=(2,),
        ),
        ListSpec(
            code="programmes",
            name="программы на экспертизу",
            heading="ПЕРЕЧЕНЬ\nпрограмм, представленных на экспертизу",
            columns=(
                ListColumn("Общеобразовательная организация", 38, Means.SCHOOL),
                ListColumn("Программа", 40),
                ListColumn("Примечание", 15),
            ),
            fill=filling.programmes_to_appraise,
            fill_words="программы, которые школы отправили на проверку",
            told_apart_by=(1,),
        ),
        ListSpec(
            code="experts",
            name="состав экспертов",
            heading="СОСТАВ\nэкспертов программ общеобразовательных организаций",
            columns=(
                ListColumn("Эксперт", 33, Means.PERSON),
                ListColumn("Должность", 40),
                ListColumn("Очередь", 20, hint="тьютор или группа экспертов"),
            ),
            fill=filling.experts_appointed,
            fill_words="эксперты, назначенные в программах на экспертизе",
        ),
        ListSpec(
            code="criteria",
            name="лист критериев",
            heading="ЛИСТ КРИТЕРИЕВ\nэкспертизы программ общеобразовательных организаций",
            columns=(
                ListColumn("Критерий", 48),
                ListColumn("Раздел программы", 25),
                ListColumn("Баллов, не больше", 10),
                ListColumn("Вес", 10),
            ),
            fill=filling.criteria_in_force,
            fill_words="действующий лист критериев",
            told_apart_by=(0, 1),
        ),
    )
}
