from django.urls import path

from schools.imports.people.table import PersonTable
from schools.imports.schools.table import SchoolTable
from schools.views import (
    appraisals,
    calendar,
    conclusions,
    criteria,
    imports,
    joint_work,
    listings,
    partnerships,
    people,
    programmes,
    publications,
    roles,
    saved_filters,
    schools,
    teams,
    tutors,
)

app_name = "schools"
urlpatterns = [
    path("schools/", schools.SchoolList.as_view(), name="school-list"),
    path("schools/add/", schools.SchoolCreate.as_view(), name="school-create"),
    path("schools/import/", imports.TableUpload.as_view(kind=SchoolTable()), name="school-import"),
    path(
        "schools/import/template/",
        imports.TableTemplate.as_view(kind=SchoolTable()),
        name="school-template",
    ),
    path(
        "schools/import/<int:pk>/",
        imports.TableCheck.as_view(kind=SchoolTable()),
        name="school-check",
    ),
    # /schools/<pk>/ is the card: monitoring owns it, since it shows control too
    path("schools/<int:pk>/edit/", schools.SchoolUpdate.as_view(), name="school-update"),
    path("schools/<int:pk>/forms/", schools.SchoolForms.as_view(), name="school-forms"),
    path("schools/<int:pk>/listings/add/", listings.ListingCreate.as_view(), name="listing-create"),
    path("schools/<int:pk>/team/add/", teams.TeamCreate.as_view(), name="team-create"),
    path("teams/<int:pk>/edit/", teams.TeamUpdate.as_view(), name="team-update"),
    # /listings/: the lists of a day, their moves
    path("listings/", listings.ListingList.as_view(), name="listing-list"),
    path("listings/export/", listings.export_listings, name="listing-export"),
    path("listings/moves/export/", listings.export_moves, name="listing-move-export"),
    path("listings/moves/", listings.MoveList.as_view(), name="listing-move-list"),
    path("listings/moves/<int:pk>/", listings.MoveCorrect.as_view(), name="listing-move-correct"),
    path("listings/<int:pk>/annul/", listings.ListingAnnul.as_view(), name="listing-annul"),
    path("listings/<int:pk>/<slug:act>/", listings.ListingLead.as_view(), name="listing-lead"),
    path("tutors/", tutors.TutorList.as_view(), name="tutor-list"),
    path("tutors/add/", tutors.TutorCreate.as_view(), name="tutor-create"),
    path("tutors/<int:pk>/edit/", tutors.TutorUpdate.as_view(), name="tutor-update"),
    # /people/, /roles/
    path("people/", people.PersonList.as_view(), name="person-list"),
    path("people/add/", people.PersonCreate.as_view(), name="person-create"),
    path("people/import/", imports.TableUpload.as_view(kind=PersonTable()), name="person-import"),
    path(
        "people/import/template/",
        imports.TableTemplate.as_view(kind=PersonTable()),
        name="person-template",
    ),
    path(
        "people/import/<int:pk>/",
        imports.TableCheck.as_view(kind=PersonTable()),
        name="person-check",
    ),
    path("people/<int:pk>/edit/", people.PersonUpdate.as_view(), name="person-update"),
    path("people/<int:pk>/forms/", people.PersonForms.as_view(), name="person-forms"),
    path("roles/", roles.RoleList.as_view(), name="role-list"),
    path("roles/invite/", roles.Invite.as_view(), name="invite"),
    path("roles/<int:pk>/end/", roles.end, name="role-end"),
    path("calendar/", calendar.show_calendar, name="calendar"),
    # /programmes/
    path("programmes/", programmes.ProgrammeList.as_view(), name="programme-list"),
    path(
        "schools/<int:pk>/programmes/add/",
        programmes.ProgrammeCreate.as_view(),
        name="programme-create",
    ),
    path("programmes/<int:pk>/", programmes.show, name="programme"),
    path(
        "programmes/<int:pk>/versions/add/",
        programmes.VersionCreate.as_view(),
        name="programme-version-create",
    ),
    # /pairs/: who helps whom, and what they do together
    path("pairs/", partnerships.PartnershipList.as_view(), name="partnership-list"),
    path("pairs/export/", partnerships.export_partnerships, name="partnership-export"),
    path("pairs/add/", partnerships.PartnershipCreate.as_view(), name="partnership-create"),
    path("pairs/<int:pk>/", partnerships.show_partnership, name="partnership"),
    path(
        "pairs/<int:pk>/edit/", partnerships.PartnershipUpdate.as_view(), name="partnership-update"
    ),
    path(
        "pairs/<int:pk>/agreements/add/",
        joint_work.AgreementCreate.as_view(),
        name="agreement-create",
    ),
    path(
        "agreements/<int:pk>/edit/", joint_work.AgreementUpdate.as_view(), name="agreement-update"
    ),
    path("pairs/<int:pk>/plan/add/", joint_work.ActPlan.as_view(), name="joint-act-create"),
    path("pairs/<int:pk>/plan/confirm/", joint_work.confirm_plan, name="plan-confirm"),
    path("pairs/<int:pk>/acts/add/", joint_work.ActBeyond.as_view(), name="joint-act-beyond"),
    path("joint-acts/<int:pk>/edit/", joint_work.ActUpdate.as_view(), name="joint-act-update"),
    path("joint-acts/<int:pk>/held/", joint_work.ActHeld.as_view(), name="joint-act-held"),
    path("joint-acts/<int:pk>/undo/", joint_work.undo_act, name="joint-act-undo"),
    path("joint-acts/<int:pk>/remove/", joint_work.remove_act, name="joint-act-remove"),
    path("programmes/<int:pk>/send/", programmes.send_programme, name="programme-send"),
    path("programmes/<int:pk>/take-back/", programmes.take_back, name="programme-take-back"),
    path("programmes/<int:pk>/archive/", programmes.Archive.as_view(), name="programme-archive"),
    path("programmes/<int:pk>/experts/", appraisals.Experts.as_view(), name="programme-experts"),
    path(
        "programmes/<int:pk>/return/",
        appraisals.ReturnProgramme.as_view(),
        name="programme-return",
    ),
    path(
        "programmes/<int:pk>/conclusion/",
        appraisals.Conclude.as_view(),
        name="programme-conclusion",
    ),
    path("appraisals/<int:pk>/", appraisals.Appraise.as_view(), name="appraisal"),
    path(
        "programmes/<int:pk>/approval/", publications.Approve.as_view(), name="programme-approval"
    ),
    path("programmes/<int:pk>/title/", publications.print_title, name="programme-title"),
    path(
        "programmes/<int:pk>/publication/",
        publications.Publish.as_view(),
        name="programme-publication",
    ),
    path(
        "programmes/<int:pk>/publication/check/",
        publications.CheckPublication.as_view(),
        name="publication-check",
    ),
    path("publications/", publications.show_awaited, name="publication-list"),
    path("publications/links/", publications.check_links, name="link-check"),
    path("publications/add/", publications.DatePage.as_view(), name="publication-date-create"),
    path(
        "publications/<int:pk>/edit/",
        publications.DatePage.as_view(),
        name="publication-date-update",
    ),
    path("conclusions/", conclusions.ConclusionList.as_view(), name="conclusion-list"),
    path("conclusions/export/", conclusions.export_conclusions, name="conclusion-export"),
    path("criteria/", criteria.show_criteria, name="criteria"),
    path("criteria/edit/", criteria.CriteriaUpdate.as_view(), name="criteria-update"),
    # /saved-filters/: one's own filters of any register
    path("saved-filters/", saved_filters.show_filters, name="saved-filter-list"),
    path("saved-filters/<int:pk>/", saved_filters.open_filter, name="saved-filter"),
    path(
        "saved-filters/<int:pk>/edit/",
        saved_filters.FilterRename.as_view(),
        name="saved-filter-update",
    ),
    path("saved-filters/<int:pk>/delete/", saved_filters.delete, name="saved-filter-delete"),
    path(
        "saved-filters/add/<str:register>/",
        saved_filters.FilterSave.as_view(),
        name="saved-filter-create",
    ),
]
