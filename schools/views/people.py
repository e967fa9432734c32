from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.html import format_html

from lib.htmx import go
from lib.permissions import require
from lib.registers import RegisterView
from schools.case_forms import confirm_forms
from schools.filters import PersonFilter
from schools.forms import PersonForm
from schools.forms.case_forms import HEADINGS, CaseForms
from schools.models import Person, Post
from schools.operations import add_person, change_person
from schools.permissions import can_edit_people
from schools.registers import PersonRegister
from schools.views.form_page import PlacePage


class PersonList(RegisterView):
    """Люди: whom orders and plans name."""

    template_name = "schools/person_list.html"
    register_class = PersonRegister
    filter_class = PersonFilter
    fields = PersonRegister.fields
    label = "Люди"
    extra_context = {"title": "Люди"}

    def get_queryset(self):
        return Person.objects.filter(municipality=self.request.municipality)

    def register_options(self):
        can_edit = can_edit_people(self.request.access)
        today = self.request.municipality.today()
        return super().register_options() | {"can_edit": can_edit, "today": today}


class PersonCreate(PlacePage):
    """A new person with posts."""

    title = "Новый человек"
    back_label = "Люди"
    submit = "Добавить человека"

    def prepare(self, **kwargs):
        require(
            can_edit_people(self.request.access),
            "Карточки людей ведут координатор, начальник и администратор.",
        )
        self.person = Person()

    def back(self):
        return self.url("schools:person-list")

    def make_form(self, **data):
        return PersonForm(
            **data,
            instance=self.person,
            municipality=self.request.municipality,
            submit=self.submit,
            back=self.back(),
        )

    def save(self, form):
        person = form.save(commit=False)
        posts, _ = form.changed_posts()
        add_person(person, posts=posts, by=self.request.user)
        messages.success(self.request, f"Карточка добавлена: {person}.")
        return go(self.request, self.back())


class PersonUpdate(PersonCreate):
    """Names and posts of a person."""

    title = "Карточка человека"
    submit = "Сохранить карточку"

    def prepare(self, pk):
        super().prepare()
        people = Person.objects.filter(municipality=self.request.municipality)
        self.person = get_object_or_404(people, pk=pk)
        state = "проверены" if self.person.has_checked_forms else "не проверены"
        forms_page = self.url("schools:person-forms", pk)
        self.lead = format_html(
            '<a href="{}">Падежи имени и должностей</a>: {}.', forms_page, state
        )

    def save(self, form):
        posts, dropped = form.changed_posts()
        change_person(
            form.instance,
            form.written_fields,
            posts=posts,
            dropped=dropped,
            seen_version=form.seen_version,
            by=self.request.user,
        )
        messages.success(self.request, f"Карточка сохранена: {form.instance}.")
        return go(self.request, self.back())


class PersonForms(PersonUpdate):
    """Case forms of the name and the posts: suggested, corrected, confirmed."""

    template_name = "schools/case_forms.html"

    def prepare(self, pk):
        super().prepare(pk)
        today = self.request.municipality.today()
        self.posts = list(Post.objects.held(today).filter(person=self.person))
        self.title = f"Падежи: {self.person}"

    def crumbs(self):
        card = self.url("schools:person-update", self.person.pk)
        return [*super().crumbs(), (str(self.person), card)]

    def make_form(self, data=None, files=None):
        return CaseForms(data, person=self.person, posts=self.posts)

    def context(self, form):
        is_checked = self.person.has_checked_forms and all(p.has_checked_forms for p in self.posts)
        return super().context(form) | {
            "headings": HEADINGS,
            "checked_by": self.person.case_forms["by"] if is_checked else "",
            "who": "кто?",
            "back": self.back(),
        }

    def save(self, form):
        confirm_forms(
            self.person,
            form.name_forms,
            form.post_forms,
            seen_version=form.cleaned_data["version"],
            by=self.request.user,
        )
        messages.success(self.request, f"Падежи проверены: {self.person}.")
        return go(self.request, self.back())

    def show_conflict(self, form, current):
        return self.show_refused(form, "Карточку изменил другой человек. Откройте её ещё раз.")
