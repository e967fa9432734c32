from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from accounts.views import PhoneCalendar
from config import views
from documents.views.verify import Verify
from monitoring.views.phone_calendar import read_calendar
from monitoring.views.region import show_region

handler400 = "config.views.bad_request"
handler403 = "config.views.refused"
handler404 = "config.views.not_found"
handler500 = "config.views.server_error"

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz/", views.healthz, name="healthz"),
    path("favicon.ico", RedirectView.as_view(url="/static/favicon.svg"), name="favicon"),
    path("sign-in/", include("allauth.urls")),
    path("invitation/", include("accounts.urls")),
    path("files/", include("files.urls")),
    path("jobs/", include("jobs.urls")),
    path("verify/", Verify.as_view(), name="verify"),
    path("calendar/", PhoneCalendar.as_view(), name="phone-calendar"),
    path("calendar.ics", read_calendar, name="calendar-feed"),
    path("admin/", admin.site.urls),
    # A region stands before the short names of municipalities.
    path("region/", show_region, name="region"),
    path("region/report/", include("monitoring.region_report_urls")),
    path(
        "<slug:municipality>/",
        include(
            [
                path("", include("monitoring.urls")),
                path("", include("schools.urls")),
                path("orders/", include("documents.urls")),
                path("roadmaps/", include("roadmaps.urls")),
                path("groups/", include("workgroups.urls")),
            ]
        ),
    ),
]
