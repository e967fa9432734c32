"""Reports over the municipalities of a region: they stand in no municipality."""

from django.urls import path

from monitoring.views import region_reports

app_name = "region-report"
urlpatterns = [
    path("", region_reports.show_comparison, name="comparison"),
    path("<slug:form>/", region_reports.download_comparison, name="comparison-file"),
]
