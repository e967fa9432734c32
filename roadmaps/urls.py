from django.urls import path, register_converter
from django.urls.converters import StringConverter

from roadmaps.views import (
    checking,
    due_days,
    editions,
    history,
    next_editions,
    paper,
    plan_import_steps,
    plan_imports,
    roadmaps,
    rows,
    school_roadmaps,
)

app_name = "roadmaps"


class RowKind(StringConverter):
    """Word for a row in an address; nothing else is an address."""

    regex = "block|section|measure"


register_converter(RowKind, "row_kind")

urlpatterns = [
    path("add/", roadmaps.RoadmapCreate.as_view(), name="roadmap-create"),
    path(
        "school/add/", school_roadmaps.SchoolRoadmapCreate.as_view(), name="school-roadmap-create"
    ),
    path("due-days/", due_days.DueDayRulesPage.as_view(), name="due-day-rules"),
    path("import/", plan_imports.PlanImportCreate.as_view(), name="plan-import-create"),
    path("import/<int:pk>/", plan_import_steps.ReadingStep.as_view(), name="plan-import"),
    path(
        "import/<int:pk>/measures/",
        plan_import_steps.MeasuresStep.as_view(),
        name="plan-import-measures",
    ),
    path(
        "import/<int:pk>/measures/<int:row>/",
        plan_import_steps.ReadMeasure.as_view(),
        name="plan-import-measure",
    ),
    path(
        "import/<int:pk>/sections/<slug:section>/",
        plan_import_steps.ReadSection.as_view(),
        name="plan-import-section",
    ),
    path(
        "import/<int:pk>/parties/",
        plan_import_steps.PartiesStep.as_view(),
        name="plan-import-parties",
    ),
    path(
        "import/<int:pk>/finish/", plan_import_steps.FinishStep.as_view(), name="plan-import-finish"
    ),
    path("import/<int:pk>/drop/", plan_imports.drop, name="plan-import-drop"),
    path("<int:pk>/edit/", roadmaps.RoadmapUpdate.as_view(), name="roadmap-update"),
    path("<int:pk>/amend/", next_editions.open_next, name="edition-open"),
    path("<int:pk>/editions/", history.list_editions, name="edition-list"),
    path("editions/<int:pk>/difference/", history.show_difference, name="edition-difference"),
    path("editions/<int:pk>/period/", next_editions.PeriodUpdate.as_view(), name="edition-period"),
    path(
        "editions/<int:pk>/amending/",
        next_editions.AmendingOrderCreate.as_view(),
        name="edition-amending",
    ),
    path("editions/<int:pk>/delete/", next_editions.NextDelete.as_view(), name="edition-delete"),
    path("editions/<int:pk>/", editions.EditionPage.as_view(), name="edition"),
    path("editions/<int:pk>/form/", editions.EditionUpdate.as_view(), name="edition-update"),
    path("editions/<int:pk>/annex/", editions.EditionAnnex.as_view(), name="edition-annex"),
    path("editions/<int:pk>/check/", checking.check_edition, name="edition-check"),
    path("editions/<int:pk>/preview/", paper.show_preview, name="edition-preview"),
    path("editions/<int:pk>/pdf/", paper.download_pdf, name="edition-pdf"),
    path("editions/<int:pk>/word/", paper.download_word, name="edition-word"),
    path("editions/<int:pk>/blocks/add/", rows.BlockCreate.as_view(), name="block-create"),
    path("editions/<int:pk>/sections/add/", rows.SectionCreate.as_view(), name="section-create"),
    path("columns/<int:pk>/edit/", editions.ColumnUpdate.as_view(), name="column-update"),
    path("blocks/<int:pk>/edit/", rows.BlockUpdate.as_view(), name="block-update"),
    path("sections/<int:pk>/edit/", rows.SectionUpdate.as_view(), name="section-update"),
    path("sections/<int:pk>/measures/add/", rows.MeasureCreate.as_view(), name="measure-create"),
    path("measures/<int:pk>/edit/", rows.MeasureUpdate.as_view(), name="measure-update"),
    path("<row_kind:kind>/<int:pk>/move/", rows.move, name="row-move"),
    path("<row_kind:kind>/<int:pk>/delete/", rows.RowDelete.as_view(), name="row-delete"),
]
