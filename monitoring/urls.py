from django.urls import path

from monitoring.exam_table.table import ResultTable
from monitoring.views import (
    acts,
    bulk,
    cards,
    checkpoints,
    dates,
    exam_results,
    feed,
    matrix,
    month,
    orders,
    pages,
    parts,
    roadmaps,
    schools,
    timeline,
)
from schools.views.imports import TableCheck, TableTemplate, TableUpload

app_name = "monitoring"
urlpatterns = [
    path("", pages.work, name="work"),
    path("summary/", pages.show_dashboard, name="dashboard"),
    path("control/", checkpoints.CheckpointList.as_view(), name="checkpoint-list"),
    path("control/export/", checkpoints.export_checkpoints, name="checkpoint-export"),
    # /control/<pk>/
    path("control/<int:pk>/", cards.show_checkpoint, name="checkpoint"),
    path("control/<int:pk>/start/", acts.start, name="checkpoint-start"),
    path("control/<int:pk>/progress/", acts.report_progress, name="checkpoint-interim"),
    path("control/<int:pk>/report/", acts.report, name="checkpoint-report"),
    path("control/<int:pk>/accept/", acts.accept, name="checkpoint-accept"),
    path("control/<int:pk>/return/", acts.send_back, name="checkpoint-return"),
    path("control/<int:pk>/remove/", acts.remove, name="checkpoint-remove"),
    path("control/<int:pk>/restore/", acts.restore, name="checkpoint-restore"),
    path("control/<int:pk>/undo/", acts.undo_last, name="checkpoint-undo"),
    path("control/<int:pk>/parts/", parts.AssignPart.as_view(), name="part-create"),
    path("control/<int:pk>/inner-date/", parts.SetInnerDate.as_view(), name="part-date"),
    path("control/bulk/", bulk.BulkActs.as_view(), name="bulk"),
    path("control/calendar/", month.show_calendar, name="calendar"),
    path("control/feed/", feed.ShowFeed.as_view(), name="feed"),
    path("control/moves/", dates.MoveList.as_view(), name="move-list"),
    path("control/moves/export/", dates.export_moves, name="move-export"),
    path("control/<int:pk>/date/", dates.AskDate.as_view(), name="date-ask"),
    path("control/dates/<int:pk>/", dates.DecideDate.as_view(), name="date-decide"),
    path("roadmaps/", roadmaps.list_roadmaps, name="roadmap-list"),
    path("roadmaps/<int:pk>/", roadmaps.show_roadmap, name="roadmap"),
    path("roadmaps/<int:pk>/matrix/", matrix.show_matrix, name="matrix"),
    path("roadmaps/<int:pk>/matrix/pdf/", matrix.print_matrix, name="matrix-pdf"),
    path("roadmaps/<int:pk>/matrix/export/", matrix.export_matrix, name="matrix-export"),
    path("roadmaps/<int:pk>/timeline/", timeline.show_timeline, name="timeline"),
    path("roadmaps/<int:pk>/timeline/pdf/", timeline.print_timeline, name="timeline-pdf"),
    path("orders/<int:pk>/check/", orders.check_order, name="order-check"),
    path("orders/<int:pk>/sign/", orders.sign, name="order-sign"),
    path("results/", exam_results.ExamResultList.as_view(), name="exam-result-list"),
    path(
        "results/import/",
        TableUpload.as_view(kind=ResultTable()),
        name="exam-result-import",
    ),
    path(
        "results/import/template/",
        TableTemplate.as_view(kind=ResultTable()),
        name="exam-result-template",
    ),
    path(
        "results/import/<int:pk>/",
        TableCheck.as_view(kind=ResultTable()),
        name="exam-result-check",
    ),
    path("schools/<int:pk>/", schools.show_school, name="school"),
]
