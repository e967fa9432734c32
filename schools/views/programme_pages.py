"""What the pages about one programme have in common."""

from django.shortcuts import get_object_or_404

from schools.models import Programme
from schools.programmes.moves import WrongState, leads_from
from schools.views.form_page import PlacePage

NOT_JUDGE = "Экспертизу программ ведут координатор и начальник."


def find(request, pk):
    """The programme if the person may see it, else 404."""
    programmes = Programme.objects.visible_to(request.access)
    return get_object_or_404(programmes.select_related("school", "municipality"), pk=pk)


class AboutProgramme(PlacePage):
    """A form about one programme; leads back to its card."""

    def find(self, pk):
        self.programme = find(self.request, pk)
        self.back_label = str(self.programme)

    def require_state(self, kind):
        """Raise WrongState unless the move may be made now."""
        if not leads_from(kind, self.programme.state):
            raise WrongState(self.programme)

    def back(self):
        return self.url("schools:programme", self.programme.pk)
