from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from files import parents
from files.kinds import FileKind
from files.models import StoredFile
from files.store import FileLost, Withheld, open_stored
from lib.pdf import VIEWER_ALLOWED

NOTHING_ALLOWED = "sandbox; default-src 'none'"
LOCKED = 423
# What a browser shows by itself, and under which rules; all else is only saved. A photograph needs
# the browser's own styles around it.
SHOWN = {
    FileKind.PDF: VIEWER_ALLOWED,
    FileKind.PHOTO: f"{NOTHING_ALLOWED}; style-src 'unsafe-inline'",
}


@require_safe
def download(request, pk):
    """Give the file to whom its parent lets read it now; to all others it does not exist."""
    stored = get_object_or_404(StoredFile, pk=pk)
    holder = parents.holder_for(request.user, stored)
    if holder is None:
        raise Http404
    try:
        content = open_stored(stored)
    except Withheld as reason:
        return render(request, "files/withheld.html", {"reason": str(reason)}, status=LOCKED)
    except FileLost as lost:
        context = {"file": stored, "reason": str(lost)}
        return render(request, "files/lost.html", context, status=410)
    try:
        parents.on_read(request.user, stored, holder)
    except Exception:
        content.close()
        raise
    shown = "view" in request.GET and stored.kind in SHOWN
    return _file_response(stored, content, shown=shown)


def _file_response(stored, content, *, shown):
    """The file as a download, or shown by the browser's own viewer."""
    response = FileResponse(
        content,
        as_attachment=not shown,
        filename=stored.name,
        content_type=stored.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SHOWN[stored.kind] if shown else NOTHING_ALLOWED
    response["Cache-Control"] = "private, no-store"
    return response
