from django.contrib import messages
from django.shortcuts import get_object_or_404

from lib.htmx import go
from lib.permissions import require
from schools.forms.team import TeamForm
from schools.models import School, SupportTeam
from schools.operations import save_team
from schools.permissions import can_keep_team
from schools.views.form_page import PlacePage

NOT_KEEPER = "Команду школы записывают сама школа и координатор муниципалитета."


class TeamPage(PlacePage):
    """The team of a school by its own order: a new one, or a mistake in it is mended."""

    def find_school(self, pk):
        """Remember the school if the person sees it and keeps its team, else 404 or 403."""
        schools = School.objects.visible_to(self.request.access).select_related("municipality")
        self.school = get_object_or_404(schools, pk=pk)
        require(can_keep_team(self.request.access, self.school), NOT_KEEPER)
        self.back_label = str(self.school)

    def back(self):
        return f"{self.url('monitoring:school', self.school.pk)}#people"

    def make_form(self, **data):
        return TeamForm(**data, instance=self.team, school=self.school, back=self.back())

    def save(self, form):
        save_team(
            form.instance,
            [name for name in form.written_fields if name != "members"],
            members=form.cleaned_data["members"],
            upload=form.cleaned_data.get("file"),
            seen_version=form.seen_version,
            by=self.request.user,
        )
        messages.success(self.request, "Команда школы сохранена.")
        return go(self.request, self.back())


class TeamCreate(TeamPage):
    title = "Команда школы по приказу"
    lead = "Новый приказ заменяет прежний: прежняя команда останется в истории."

    def prepare(self, pk):
        self.find_school(pk)
        self.team = SupportTeam()


class TeamUpdate(TeamPage):
    title = "Команда школы"

    def prepare(self, pk):
        teams = SupportTeam.objects.visible_to(self.request.access)
        self.team = get_object_or_404(teams, pk=pk)
        self.find_school(self.team.school_id)
