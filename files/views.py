from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from files import parents
from files.kinds import FileKind
from files.models import StoredFile
from files.store import FileLost, open_stored

NOTHING_ALLOWED = "sandbox; default-src 'none'"
# Without «sandbox»: it stops the PDF viewers of Safari and of older Chrome, which also need their
# own inline styles. The type is ours and `nosniff` keeps it, so no HTML can run here.
PDF_VIEWER_ALLOWED = "default-src 'none'; style-src 'unsafe-inline'"


@require_safe
def download(request, pk):
    """Give the file to whom its parent lets read it now; to all others it does not exist."""
    stored = get_object_or_404(StoredFile, pk=pk)
    if not parents.may_read(request.user, stored):
        raise Http404
    try:
        content = open_stored(stored)
    except FileLost as lost:
        context = {"file": stored, "reason": str(lost)}
        return render(request, "files/lost.html", context, status=410)
    try:
        parents.on_read(request.user, stored, request)
    except Exception:
        content.close()
        raise
    shown = "view" in request.GET and stored.kind == FileKind.PDF
    return _file_response(stored, content, shown=shown)


def _file_response(stored, content, *, shown):
    """The file as a download, or shown by the browser's own PDF viewer."""
    response = FileResponse(
        content,
        as_attachment=not shown,
        filename=stored.name,
        content_type=stored.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = PDF_VIEWER_ALLOWED if shown else NOTHING_ALLOWED
    response["Cache-Control"] = "private, no-store"
    return response
