from django.contrib import messages
from django.shortcuts import get_object_or_404

from lib.htmx import go
from lib.permissions import require
from lib.registers import RegisterView
from schools.filters import PersonFilter
from schools.forms import PersonForm
from schools.models import Person
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
    extra_context = {"title": "Люди", "register_label": "Люди"}

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
