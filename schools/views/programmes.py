from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from lib.htmx import go
from lib.permissions import require
from lib.registers import RegisterView
from schools.filters import ProgrammeFilter
from schools.forms import ProgrammeForm, VersionForm
from schools.models import Programme, School
from schools.operations import add_programme, add_version
from schools.permissions import can_upload_programme
from schools.registers import ProgrammeRegister
from schools.views.form_page import PlacePage

NOT_SCHOOL = "Программу загружает сама школа: её директор или школьный координатор."


class ProgrammeList(RegisterView):
    """Программы школ: the register."""

    template_name = "schools/programme_list.html"
    register_class = ProgrammeRegister
    filter_class = ProgrammeFilter
    fields = ProgrammeRegister.fields
    label = "Программы школ"
    extra_context = {"title": "Программы школ"}

    def get_queryset(self):
        programmes = Programme.objects.visible_to(self.request.access)
        return ProgrammeRegister.annotate(programmes)

    def get_context_data(self, **kwargs):
        access = self.request.access
        schools = School.objects.filter(pk__in=access.school_ids)
        own = [school for school in schools if can_upload_programme(access, school)]
        context = super().get_context_data(**kwargs) | {"own_schools": own}
        if own:
            context["register"].empty_text = "Программ пока нет. Загрузите первую кнопкой выше."
        return context


def find(request, pk):
    """The programme if the person may see it, else 404."""
    programmes = Programme.objects.visible_to(request.access)
    return get_object_or_404(programmes.select_related("school", "municipality"), pk=pk)


@require_safe
def show(request, pk):
    """Card of a programme with all its versions."""
    programme = find(request, pk)
    context = {
        "programme": programme,
        "versions": programme.versions.select_related("file", "uploaded_by"),
        "can_upload": can_upload_programme(request.access, programme.school),
    }
    return render(request, "schools/programme.html", context)


class ProgrammeCreate(PlacePage):
    """The school uploads a programme."""

    title = "Загрузить программу"
    back_label = "Программы школ"

    def prepare(self, pk):
        schools = School.objects.visible_to(self.request.access).select_related("municipality")
        self.school = get_object_or_404(schools, pk=pk)
        require(can_upload_programme(self.request.access, self.school), NOT_SCHOOL)
        self.lead = str(self.school)

    def back(self):
        return self.url("schools:programme-list")

    def make_form(self, **data):
        return ProgrammeForm(**data, school=self.school, back=self.back())

    def save(self, form):
        programme = add_programme(
            form.save(commit=False),
            upload=form.cleaned_data["file"],
            comment=form.cleaned_data["comment"],
            by=self.request.user,
        )
        messages.success(self.request, "Программа загружена. Её видят координатор и тьютор.")
        return go(self.request, self.url("schools:programme", programme.pk))


class VersionCreate(PlacePage):
    """The school uploads the next file of a programme."""

    title = "Новая версия программы"

    def prepare(self, pk):
        self.programme = find(self.request, pk)
        require(can_upload_programme(self.request.access, self.programme.school), NOT_SCHOOL)
        self.back_label = str(self.programme)
        self.lead = "Прежние версии останутся: их можно скачать в любое время."

    def back(self):
        return self.url("schools:programme", self.programme.pk)

    def make_form(self, **data):
        return VersionForm(**data, back=self.back())

    def save(self, form):
        values = form.cleaned_data
        version = add_version(
            self.programme,
            upload=values["file"],
            comment=values["comment"],
            by=self.request.user,
        )
        messages.success(self.request, f"Версия {version.number} загружена.")
        return go(self.request, self.back())
