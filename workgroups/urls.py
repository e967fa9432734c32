from django.urls import path

from workgroups.views import papers, recommendations

app_name = "workgroups"

urlpatterns = [
    # papers
    path("meetings/<int:pk>/papers/", papers.list_papers, name="meeting-papers"),
    path("meetings/<int:pk>/papers/<slug:paper>/", papers.show_paper, name="meeting-paper"),
    path("recommendations/", recommendations.list_recommendations, name="recommendation-list"),
    path(
        "recommendations/<int:pk>/answer/",
        recommendations.AnswerRecommendation.as_view(),
        name="recommendation-answer",
    ),
]
