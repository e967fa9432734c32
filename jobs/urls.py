from django.urls import path

from jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.list_jobs, name="job-list"),
    path("<int:pk>/", views.show_job, name="job"),
    path("<int:pk>/cancel/", views.cancel_job, name="job-cancel"),
    path("<int:pk>/retry/", views.retry_job, name="job-retry"),
]
