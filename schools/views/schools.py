from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.html import format_html

from lib.htmx import go
from lib.permissions import require
from lib.registers import RegisterView
from schools.case_forms import confirm_school_forms
from schools.filters import SchoolFilter
from schools.forms import SchoolForm
from schools.forms.case_forms import SCHOOL_HEADINGS, SchoolCaseForms
from schools.models import School
from schools.operations import add_school, change_school
from schools.permissions import can_edit_schools
from schools.registers import SchoolRegister
from schools.views.form_page import PlacePage

NOT_EDITOR = "Школы ведут координатор, начальник и администратор."


class SchoolList(RegisterView):
    """Школы: the register; a person of one school goes straight to its card."""

    template_name = "schools/school_list.html"
    register_class = SchoolRegister
    filter_class = SchoolFilter
    fields = SchoolRegister.fields
    label = "Школы"

    def get(self, request, *args, **kwargs):
        access = request.access
        if not access.sees_everything and len(access.school_ids) == 1 and not request.GET:
            return redirect("monitoring:school", request.municipality.slug, *access.school_ids)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        title = "Школы" if self.request.access.sees_everything else "Мои школы"
        return super().get_context_data(title=title, register_label=title, **kwargs)

    def get_queryset(self):
        schools = School.objects.visible_to(self.request.access)
        return SchoolRegister.annotate(schools, self.request.municipality.today())


class EditorsPage(PlacePage):
    """A form about schools for those who keep them in order."""

    back_label = "Школы"

    def prepare(self, **kwargs):
        require(can_edit_schools(self.request.access), NOT_EDITOR)

    def back(self):
        return self.url("schools:school-list")

    def find_school(self, pk):
        """The school of the address if the person sees it, else 404."""
        schools = School.objects.visible_to(self.request.access)
        return get_object_or_404(schools.select_related("municipality"), pk=pk)

    def go_to(self, school):
        return go(self.request, self.url("monitoring:school", school.pk))


class SchoolCreate(EditorsPage):
    """A new school."""

    title = "Новая школа"

    def make_form(self, **data):
        municipality = self.request.municipality
        return SchoolForm(
            **data, municipality=municipality, submit="Добавить школу", back=self.back()
        )

    def save(self, form):
        aliases = form.cleaned_data["aliases"]
        school = add_school(form.save(commit=False), aliases=aliases, by=self.request.user)
        messages.success(self.request, f"Школа «{school}» добавлена.")
        return self.go_to(school)


class OneSchoolPage(EditorsPage):
    """A form about one school, which leads back to its card."""

    def prepare(self, pk):
        self.school = self.find_school(pk)
        self.back_label = str(self.school)
        super().prepare()

    def back(self):
        return self.url("monitoring:school", self.school.pk)


class SchoolUpdate(OneSchoolPage):
    """Names and facts of a school."""

    title = "Сведения о школе"

    def prepare(self, pk):
        super().prepare(pk)
        state = "проверены" if self.school.has_checked_forms else "не проверены"
        self.lead = format_html(
            '<a href="{}">Падежи названия</a>: {}.', self.url("schools:school-forms", pk), state
        )

    def make_form(self, **data):
        return SchoolForm(
            **data,
            instance=self.school,
            municipality=self.request.municipality,
            submit="Сохранить сведения",
            back=self.back(),
        )

    def save(self, form):
        change_school(
            form.instance,
            form.written_fields,
            aliases=form.cleaned_data["aliases"],
            seen_version=form.seen_version,
            by=self.request.user,
        )
        messages.success(self.request, "Сведения о школе сохранены.")
        return self.go_to(self.school)


class SchoolForms(OneSchoolPage):
    """Case forms of the school's name: suggested, corrected, confirmed."""

    template_name = "schools/case_forms.html"

    def prepare(self, pk):
        super().prepare(pk)
        self.title = f"Падежи: {self.school}"

    def make_form(self, data=None, files=None):
        return SchoolCaseForms(data, school=self.school)

    def context(self, form):
        is_checked = self.school.has_checked_forms
        return super().context(form) | {
            "headings": SCHOOL_HEADINGS,
            "checked_by": self.school.case_forms["by"] if is_checked else "",
            "who": "что?",
            "back": self.back(),
        }

    def save(self, form):
        confirm_school_forms(
            self.school,
            form.name_forms,
            seen_version=form.cleaned_data["version"],
            by=self.request.user,
        )
        messages.success(self.request, f"Падежи проверены: {self.school}.")
        return self.go_to(self.school)

    def show_conflict(self, form, current):
        return self.show_refused(form, "Школу изменил другой человек. Откройте её ещё раз.")
