"""«Рекомендации отделу»: what groups recommend and what the department answers."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lib.htmx import go
from lib.permissions import require
from lib.views import FormPage
from workgroups.forms.recommendation import AnswerForm
from workgroups.papers.permissions import can_answer_recommendation
from workgroups.recommendations import answer_recommendation, recommendations_for

TITLE = "Рекомендации отделу"


@require_safe
def list_recommendations(request):
    """All that the person reads, the unanswered first."""
    context = {
        "title": TITLE,
        "rows": recommendations_for(request.access),
        "can_answer": can_answer_recommendation(request.access),
    }
    return render(request, "workgroups/recommendations.html", context)


class AnswerRecommendation(FormPage):
    """The answer of the department, by its head or coordinator."""

    title = "Ответ на рекомендацию"

    def prepare(self, pk):
        rows = recommendations_for(self.request.access)
        self.resolution = get_object_or_404(rows, pk=pk)
        self.lead = f"{self.resolution.number} {self.resolution.text}"
        require(
            can_answer_recommendation(self.request.access),
            "Ответ записывает начальник или координатор.",
        )

    def back(self):
        return reverse("workgroups:recommendation-list", args=[self.request.municipality.slug])

    def crumbs(self):
        return [(TITLE, self.back())]

    def make_form(self, data=None, files=None):
        return AnswerForm(data, instance=self.resolution, back=self.back())

    def save(self, form):
        answer_recommendation(form.instance, seen_version=form.seen_version, by=self.request.user)
        messages.success(self.request, "Ответ записан.")
        return go(self.request, self.back())
