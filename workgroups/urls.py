from django.urls import path

from workgroups.views import (
    agenda,
    groups,
    meetings,
    members,
    opinions,
    papers,
    recommendations,
    recording,
    regulations,
    requests,
    year,
)

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
    # meetings
    path("meetings/", meetings.list_meetings, name="meeting-list"),
    path("<int:pk>/meetings/create/", meetings.MeetingCreate.as_view(), name="meeting-create"),
    path("meetings/<int:pk>/", meetings.show_meeting, name="meeting"),
    path("meetings/<int:pk>/update/", meetings.MeetingUpdate.as_view(), name="meeting-update"),
    path("meetings/<int:pk>/call/", meetings.call_meeting, name="meeting-call"),
    path("meetings/<int:pk>/tell/", meetings.tell_changes, name="meeting-tell"),
    path("meetings/<int:pk>/call-off/", meetings.CallOff.as_view(), name="meeting-call-off"),
    path("meetings/<int:pk>/restore/", meetings.restore_meeting, name="meeting-restore"),
    path(
        "meetings/<int:pk>/attendance/",
        meetings.AttendanceUpdate.as_view(),
        name="meeting-attendance",
    ),
    path("meetings/<int:pk>/leaders/", meetings.PollLeaders.as_view(), name="meeting-leaders"),
    path("meetings/<int:pk>/review/", meetings.send_for_review, name="meeting-review"),
    path("meetings/<int:pk>/reopen/", meetings.reopen_minutes, name="meeting-reopen"),
    path("meetings/<int:pk>/close/", meetings.close_poll, name="meeting-close"),
    path("meetings/<int:pk>/guests/create/", meetings.GuestCreate.as_view(), name="guest-create"),
    path("guests/<int:pk>/update/", meetings.GuestUpdate.as_view(), name="guest-update"),
    path("guests/<int:pk>/delete/", meetings.drop_guest, name="guest-delete"),
    path("meetings/<int:pk>/items/create/", agenda.ItemCreate.as_view(), name="item-create"),
    path("items/<int:pk>/update/", agenda.ItemUpdate.as_view(), name="item-update"),
    path("items/<int:pk>/move/", agenda.move_item, name="item-move"),
    path("items/<int:pk>/delete/", agenda.drop_item, name="item-delete"),
    path("items/<int:pk>/materials/", agenda.MaterialCreate.as_view(), name="material-create"),
    path("materials/<int:pk>/delete/", agenda.drop_material, name="material-delete"),
    path("items/<int:pk>/record/", recording.ItemRecord.as_view(), name="item-record"),
    path(
        "resolutions/<int:pk>/update/",
        recording.ResolutionUpdate.as_view(),
        name="resolution-update",
    ),
    path("resolutions/<int:pk>/delete/", recording.drop_resolution, name="resolution-delete"),
    path("speeches/<int:pk>/update/", recording.SpeechUpdate.as_view(), name="speech-update"),
    path("speeches/<int:pk>/delete/", recording.drop_speech, name="speech-delete"),
    path("meetings/<int:pk>/ballot/", opinions.Ballot.as_view(), name="ballot"),
    path("meetings/<int:pk>/paper-ballot/", opinions.PaperBallot.as_view(), name="paper-ballot"),
    path("items/<int:pk>/dissent/", opinions.DissentCreate.as_view(), name="dissent-create"),
    path("dissents/<int:pk>/update/", opinions.DissentUpdate.as_view(), name="dissent-update"),
    path(
        "meetings/<int:pk>/remarks/create/", opinions.RemarkCreate.as_view(), name="remark-create"
    ),
    path("remarks/<int:pk>/answer/", opinions.RemarkAnswer.as_view(), name="remark-answer"),
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
