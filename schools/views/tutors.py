"""«Тьюторы и школы»: who is assigned to which school, on any day."""

from django.contrib import messages
from django.shortcuts import get_object_or_404

from lib.htmx import go
from lib.permissions import require
from lib.registers import RegisterView
from schools.forms import TutorAssignmentForm
from schools.models import TutorAssignment
from schools.operations import assign_tutor, change_assignment
from schools.permissions import can_edit_schools
from schools.tutors import TutorFilter, TutorRegister
from schools.views.form_page import PlacePage

NOT_EDITOR = "Тьюторов закрепляют координатор, начальник и администратор."


class TutorList(RegisterView):
    """Тьюторы и школы: the register."""

    template_name = "schools/tutor_list.html"
    register_class = TutorRegister
    filter_class = TutorFilter
    fields = TutorRegister.fields
    label = "Тьюторы и школы"
    extra_context = {"title": "Тьюторы и школы"}

    def get_queryset(self):
        return TutorRegister.annotate(TutorAssignment.objects.visible_to(self.request.access))

    def register_options(self):
        return super().register_options() | {"can_edit": can_edit_schools(self.request.access)}


class TutorCreate(PlacePage):
    """A tutor is assigned to a school."""

    title = "Закрепить тьютора за школой"
    back_label = "Тьюторы и школы"
    done = "Тьютор закреплён."

    def prepare(self, **kwargs):
        require(can_edit_schools(self.request.access), NOT_EDITOR)
        self.assignment = TutorAssignment()

    def back(self):
        return self.url("schools:tutor-list")

    def make_form(self, **data):
        return TutorAssignmentForm(
            **data,
            instance=self.assignment,
            municipality=self.request.municipality,
            submit="Сохранить закрепление" if self.assignment.pk else "Закрепить тьютора",
            back=self.back(),
        )

    def save(self, form):
        self.write(form)
        messages.success(self.request, self.done)
        return go(self.request, self.back())

    def write(self, form):
        assign_tutor(form.save(commit=False), by=self.request.user)


class TutorUpdate(TutorCreate):
    """An assignment is corrected or ended."""

    done = "Закрепление сохранено."

    def prepare(self, pk):
        super().prepare()
        visible = TutorAssignment.objects.visible_to(self.request.access)
        self.assignment = get_object_or_404(visible.select_related("person", "school"), pk=pk)
        self.title = str(self.assignment)

    def write(self, form):
        change_assignment(
            form.instance,
            form.written_fields,
            seen_version=form.seen_version,
            by=self.request.user,
        )
