from django.urls import path

from workgroups.views import groups, members, regulations, requests, year

app_name = "workgroups"

urlpatterns = [
    # --- groups, compositions, regulations, the plan of a year, requests for information (keep)
    path("", groups.GroupList.as_view(), name="group-list"),
    path("new/", groups.GroupCreate.as_view(), name="group-create"),
    path("<int:pk>/", groups.show_group, name="group"),
    path("<int:pk>/edit/", groups.GroupUpdate.as_view(), name="group-update"),
    path("<int:pk>/members/", members.show_composition, name="composition"),
    path("<int:pk>/members/new/", members.MemberCreate.as_view(), name="member-create"),
    path(
        "<int:pk>/members/from-order/", members.CompositionFill.as_view(), name="composition-fill"
    ),
    path("members/<int:pk>/edit/", members.MemberUpdate.as_view(), name="member-update"),
    path("members/<int:pk>/role/", members.MemberRoleChange.as_view(), name="member-role"),
    path(
        "<int:pk>/regulation/new/",
        regulations.RegulationCreate.as_view(),
        name="regulation-create",
    ),
    path("regulations/<int:pk>/", regulations.show_regulation, name="regulation"),
    path(
        "regulations/<int:pk>/edit/",
        regulations.RegulationUpdate.as_view(),
        name="regulation-update",
    ),
    path("regulations/<int:pk>/print/", regulations.print_regulation, name="regulation-print"),
    path("<int:pk>/year/", year.show_year, name="year-plan"),
    path("<int:pk>/year/days/", year.MeetingsPlan.as_view(), name="meetings-plan"),
    path("requests/", requests.RequestList.as_view(), name="request-list"),
    path("<int:pk>/requests/new/", requests.RequestCreate.as_view(), name="request-create"),
    path("requests/<int:pk>/", requests.show_request, name="request"),
    path("requests/<int:pk>/edit/", requests.RequestUpdate.as_view(), name="request-update"),
    path("requests/<int:pk>/answer/", requests.RequestAnswer.as_view(), name="request-answer"),
]
