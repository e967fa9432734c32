"""Text of the agreement on cooperation of two schools (domain.md 1.8 and 8), to be printed.

A contract on the network form of programmes has a form set by the ministries and is not made here.
"""

from dataclasses import dataclass

from django.template.loader import render_to_string

from documents.marks import BLANK_DATE, BLANK_NUMBER
from documents.models import OrderKind, profile_of
from lib.dates import dotted_date, long_date
from lib.grammar.cases import Case
from schools.models import Gender, Host, Post

BLANK_PERSON = "________________________________"
BLANK = "____________________"
BLANK_ROWS = 5
PARTNER, SCHOOL = "Школа-партнёр", "Школа"
HOSTS = {Host.MENTOR: PARTNER, Host.MENTEE: SCHOOL, Host.BOTH: "обе школы"}
ACTS = {Gender.MALE: "действующего", Gender.FEMALE: "действующей"}
PLAN_COLUMNS = (("№ п/п", 7), ("Что делают стороны", 53), ("Срок", 17), ("Кто проводит", 23))


@dataclass(frozen=True)
class Party:
    """One school as the agreement names it; what is not known is left blank to be written in."""

    role: str
    school: object
    post: Post = None

    @property
    def words(self):
        """«МБОУ … (далее – Школа) в лице директора Орлова П. С., действующего на основании …»."""
        who, acts = f"директора {BLANK_PERSON}", "действующего(-ей)"
        if self.post:
            person = self.post.person
            title, name = self.post.form(Case.GENITIVE), " ".join(person.parts_in(Case.GENITIVE))
            who, acts = f"{title[:1].lower()}{title[1:]} {name}", ACTS[person.gender]
        return f"{self.school.name} (далее – {self.role}) в лице {who}, {acts} на основании Устава"

    @property
    def requisites(self):
        """Cells of the table of requisites, from above."""
        return [
            self.school.name,
            f"Адрес: {self.school.locality or BLANK}",
            f"ИНН {self.school.inn or BLANK}",
        ]

    @property
    def signature(self):
        """Cells under which the director signs."""
        title = self.post.title if self.post else "Директор"
        name = self.post.person.initials_first if self.post else BLANK
        return [f"{title[:1].upper()}{title[1:]}", f"______________ {name}", "М. П."]


def party(role, school, today):
    """The Party with the director who holds the post today, if the school has one."""
    posts = Post.objects.held(today).filter(school=school, title__istartswith="директор")
    return Party(role, school, posts.select_related("person").first())


def agreement_html(pair, agreement=None):
    """Full HTML of the agreement with its plan; number, date and term are of the given one."""
    place = pair.municipality
    parties = [
        party(PARTNER, pair.mentor, place.today()),
        party(SCHOOL, pair.mentee, place.today()),
    ]
    number = agreement.number if agreement else BLANK_NUMBER
    date = long_date(agreement.signed_on) if agreement else BLANK_DATE
    context = {
        "title": f"Соглашение о сотрудничестве: {pair}",
        "author": place.department,
        "style": profile_of(place, OrderKind.ORDER),
        "place": place.place,
        "date": date,
        "number": number,
        "opening": opening(parties),
        "chapters": chapters(pair, agreement),
        "sides": (PARTNER, SCHOOL),
        "requisites": side_by_side(*(one.requisites + one.signature for one in parties)),
        "signatures": side_by_side(*(one.signature for one in parties)),
        "mark": ["Приложение", "к соглашению о сотрудничестве", f"от {date} № {number}"],
        "plan_columns": PLAN_COLUMNS,
        "plan": plan_rows(pair),
    }
    return render_to_string("print/pair_agreement.html", context)


def side_by_side(left, right):
    """Rows of a table of two columns."""
    return list(zip(left, right, strict=True))


def opening(parties):
    """Who agrees with whom."""
    partner, school = parties
    return (
        f"{partner.words}, с одной стороны, и {school.words}, с другой стороны (вместе – Стороны) "
        "договорились о следующем."
    )


def plan_rows(pair):
    """Cells of the joint plan by rows; blank rows to be written in when there is none yet."""
    acts = pair.acts.filter(due_on__isnull=False)
    rows = [
        [f"{number}.", act.text, dotted_date(act.due_on), HOSTS[act.host]]
        for number, act in enumerate(acts, start=1)
    ]
    return rows or [[f"{number}.", "", "", ""] for number in range(1, BLANK_ROWS + 1)]


def term(agreement):
    """Until when the agreement holds."""
    if agreement is None:
        return f"действует по {BLANK_DATE}."
    if agreement.ends_on is None:
        return "действует, пока одна из Сторон его не расторгнет."
    # It ends with the full stop of «г.».
    return f"действует по {long_date(agreement.ends_on)}"


def chapters(pair, agreement):
    """[(heading, paragraphs)] of the text."""
    return [
        (
            "1. Предмет соглашения",
            [
                "1.1. Школа-партнёр безвозмездно помогает Школе методически, Стороны обмениваются "
                "опытом, чтобы обучающиеся Школы учились лучше.",
                f"1.2. Направления совместной работы: {pair.directions.rstrip('.')}.",
                "1.3. Соглашение не вводит сетевую форму реализации образовательных программ: для "
                "неё заключают отдельный договор.",
            ],
        ),
        ("2. Обязанности Школы-партнёра", PARTNER_DUTIES),
        ("3. Обязанности Школы", SCHOOL_DUTIES),
        ("4. План совместных действий", PLAN_TERMS),
        ("5. Персональные данные", DATA_TERMS),
        (
            "6. Срок, изменение и расторжение",
            [
                f"6.1. Соглашение вступает в силу в день подписания и {term(agreement)}",
                *LAST_TERMS,
            ],
        ),
    ]


PARTNER_DUTIES = [
    "2.1. Назначить работника, который отвечает за совместную работу.",
    "2.2. Показывать педагогам Школы открытые уроки и занятия, принимать их у себя.",
    "2.3. Посещать уроки в Школе по её приглашению, разбирать их с учителем, консультировать "
    "педагогов и руководителей, выделять наставников.",
    "2.4. Делиться разработками, программами и приёмами, которые дали результат.",
]
SCHOOL_DUTIES = [
    "3.1. Назначить работника, который отвечает за совместную работу.",
    "3.2. Сообщать Школе-партнёру, в чём нужна помощь, и какие она дала результаты.",
    "3.3. Освобождать педагогов для участия в совместных действиях.",
    "3.4. Применять освоенное в своей работе и включить его в программу школы.",
]
PLAN_TERMS = [
    "4.1. Совместные действия, их сроки и кто их проводит, названы в приложении. Оно – часть "
    "Соглашения.",
    "4.2. План меняют, когда с этим согласны обе Стороны.",
    "4.3. О каждом проведённом действии Стороны записывают день и то, чем оно подтверждается.",
]
DATA_TERMS = [
    "5.1. Персональные данные обучающихся Стороны друг другу не передают. Результаты обсуждают "
    "в общих числах, по которым нельзя узнать ученика.",
    "5.2. О работниках Стороны сообщают только то, без чего нельзя договориться о встрече: "
    "фамилию, имя, отчество, должность, рабочий телефон и адрес электронной почты.",
]
LAST_TERMS = [
    "6.2. Изменения действительны, если записаны и подписаны обеими Сторонами.",
    "6.3. Каждая Сторона может расторгнуть Соглашение, письменно предупредив другую за 30 дней.",
    "6.4. Соглашение составлено в двух экземплярах, по одному для каждой Стороны.",
]
