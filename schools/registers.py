import django_tables2 as tables
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from lib.dates import dotted_date
from lib.registers import Register, RuColumn
from schools.models import (
    Person,
    Post,
    Programme,
    RoleKind,
    SupportCategory,
    SupportListing,
)
from schools.permissions import can_end_role

NUMBER = {"th": {"class": "number"}, "td": {"class": "number"}}


def school_link(slug, pk, name):
    """The name of a school that leads to its card; cells of registers say it so."""
    url = reverse("monitoring:school", args=[slug, pk])
    return format_html('<a href="{}">{}</a>', url, name)


NAMES = ("surname", "first_name", "patronymic")


def names_of(path):
    """Fields of `values_list` that person_in() of the path wants."""
    return tuple(f"{path}__{name}" for name in NAMES)


def person_in(row, path):
    """«Капустина Н. В.» of the person whose names the row has under the path."""
    return Person(**{name: getattr(row, f"{path}__{name}") for name in NAMES}).surname_first


class SchoolRegister(Register):
    """Школы: name, place, lists of support today, programmes."""

    short_name = RuColumn(verbose_name="Школа")
    locality = RuColumn(verbose_name="Населённый пункт")
    lists = tables.Column(verbose_name="Перечни", orderable=False)
    programme_count = tables.Column(verbose_name="Программы", attrs=NUMBER)

    fields = (
        "pk",
        "short_name",
        "locality",
        "is_leader",
        "is_low",
        "is_disadvantaged",
        "programme_count",
    )
    phone_columns = ("short_name", "locality", "lists")

    class Meta:
        empty_text = "Школ пока нет."

    @staticmethod
    def annotate(schools, today):
        """Schools with what the register shows beside their own fields."""
        listings = SupportListing.objects.in_force(today).filter(school=OuterRef("pk"))
        programmes = Programme.objects.filter(school=OuterRef("pk")).order_by().values("school")
        counted = programmes.annotate(total=Count("pk")).values("total")
        return schools.annotate(
            is_low=Exists(listings.filter(category=SupportCategory.LOW_PERFORMING)),
            is_disadvantaged=Exists(listings.filter(category=SupportCategory.DISADVANTAGED)),
            programme_count=Coalesce(Subquery(counted), 0),
        )

    def cell_short_name(self, row):
        return school_link(self.slug, row.pk, row.short_name)

    def cell_lists(self, row):
        marks = {
            SupportCategory.LOW_PERFORMING.label: row.is_low,
            SupportCategory.DISADVANTAGED.label: row.is_disadvantaged,
            "школа-лидер": row.is_leader,
        }
        labels = ((label,) for label, is_set in marks.items() if is_set)
        return format_html_join(" ", '<span class="tag">{}</span>', labels)

    def cell_programme_count(self, row):
        if not row.programme_count:
            return "—"
        url = reverse("schools:programme-list", args=[self.slug])
        return format_html('<a href="{}?school={}">{}</a>', url, row.pk, row.programme_count)


class PersonRegister(Register):
    """Люди: name, posts of today, whether they sign in."""

    surname = RuColumn(verbose_name="Фамилия, имя, отчество")
    posts = tables.Column(verbose_name="Должность и место работы", orderable=False)
    sign_in = tables.Column(verbose_name="Вход в систему", orderable=False)

    fields = (
        "pk",
        "surname",
        "first_name",
        "patronymic",
        "user_id",
        "user__email",
        "user__is_active",
        "user__last_login",
        "user__invitation__sent_at",
        "user__invitation__accepted_at",
    )
    phone_columns = ("surname", "posts", "sign_in")

    class Meta:
        empty_text = "Людей пока нет. Добавьте тех, кого называют в планах и приказах."

    def __init__(self, *args, can_edit, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.can_edit, self.today = can_edit, today

    def page_rows(self):
        """Rows of the page; the posts of all of them come in one query."""
        rows = list(super().page_rows())
        posts = Post.objects.held(self.today).filter(person__in=[row.pk for row in rows])
        self.posts_of = {row.pk: [] for row in rows}
        for post in posts.select_related("unit", "school"):
            self.posts_of[post.person_id].append(post)
        return rows

    def cell_surname(self, row):
        person = Person(surname=row.surname, first_name=row.first_name, patronymic=row.patronymic)
        if not self.can_edit:
            return person.full_name
        url = reverse("schools:person-update", args=[self.slug, row.pk])
        return format_html('<a href="{}">{}</a>', url, person.full_name)

    def cell_posts(self, row):
        posts = ((post, post.unit or post.school or "") for post in self.posts_of[row.pk])
        return format_html_join("", '<div>{} <span class="muted">{}</span></div>', posts)

    def cell_sign_in(self, row):
        return sign_in_words(row) if row.user_id else "нет"


class RoleRegister(Register):
    """Роли: who, which, where, since when, and the button that ends it."""

    user__name = RuColumn(verbose_name="Кто")
    kind = tables.Column(verbose_name="Роль", orderable=False)
    school__short_name = RuColumn(verbose_name="Школа")
    since = tables.Column(verbose_name="Действует")
    sign_in = tables.Column(verbose_name="Вход", orderable=False)
    acts = tables.Column(verbose_name="Действие", orderable=False)

    fields = (
        "pk",
        "user_id",
        "user__name",
        "user__email",
        "user__is_active",
        "user__last_login",
        "user__invitation__sent_at",
        "user__invitation__accepted_at",
        "kind",
        "school__short_name",
        "since",
        "until",
        "principal__user__name",
    )
    phone_columns = ("user__name", "kind", "school__short_name", "sign_in", "acts")

    class Meta:
        empty_text = "Ролей пока нет. Пригласите человека, и он появится здесь."

    def __init__(self, *args, access, **kwargs):
        super().__init__(*args, **kwargs)
        self.access = access

    def cell_user__name(self, row):
        return format_html('{}<br><span class="muted">{}</span>', row.user__name, row.user__email)

    def cell_kind(self, row):
        label = RoleKind(row.kind).label
        if not row.principal__user__name:
            return label
        return format_html(
            'и. о.: {}<br><span class="muted">за {}</span>', label, row.principal__user__name
        )

    def cell_since(self, row):
        return period(row.since, row.until)

    def cell_sign_in(self, row):
        return sign_in_words(row)

    def cell_acts(self, row):
        is_over = row.until and row.until < timezone.localdate()
        if is_over or not can_end_role(self.access, row):
            return ""
        context = {
            "role": row,
            "label": RoleKind(row.kind).label,
            "slug": self.slug,
            "is_invited": is_invited(row),
        }
        return render_to_string("schools/_role_acts.html", context, self.request)


def period(since, until):
    """«с 01.09.2025», or both ends of the period."""
    words = f"{dotted_date(since)} – {dotted_date(until)}" if until else f"с {dotted_date(since)}"
    return format_html('<span class="nowrap">{}</span>', words)


def is_invited(row):
    """The owner of the row has got a link and has not used it yet."""
    has_come = row.user__invitation__accepted_at or row.user__last_login
    return bool(row.user__invitation__sent_at and not has_come)


def sign_in_words(row):
    """How far the owner of the row is with signing in."""
    if not row.user__is_active:
        return "вход закрыт"
    if is_invited(row):
        sent_on = timezone.localtime(row.user__invitation__sent_at).date()
        return f"приглашён {dotted_date(sent_on)}, ещё не входил"
    return "есть"
