"""What the script of an upload in parts talks to (static/js/parts.js)."""

from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from files import parts
from files.allowance import NoRoom, TooOften
from files.models import PartUpload
from files.store import refusal_of_disk
from lib.htmx import INVALID

CONFLICT, TOO_OFTEN, NO_ROOM = 409, 429, 507


@require_POST
def begin(request):
    """Begin a file, or go on with the same one that has stopped."""
    size = request.POST.get("size", "")
    if not (size.isascii() and size.isdecimal() and len(size) < 12):
        return refuse(parts.STRANGE)
    name, stamp = request.POST.get("name", ""), digits_of(request.POST.get("stamp", ""))
    try:
        return tell(parts.begin(name, int(size), stamp, by=request.user))
    except TooOften as wait:
        return refuse(str(wait), status=TOO_OFTEN)
    except parts.NotTaken as reason:
        return refuse(str(reason))


@require_http_methods(["GET", "HEAD", "POST"])
def part(request, pk):
    """How much has come; or the next piece of it, at its offset."""
    found = get_object_or_404(PartUpload.objects.of(request.user), pk=pk)
    if request.method != "POST":
        return tell(found)
    offset, piece = request.POST.get("offset", ""), request.FILES.get("piece")
    is_right = offset.isascii() and offset.isdecimal() and len(offset) < 12
    if not is_right or piece is None or piece.size > parts.MAX_PIECE:
        return refuse(parts.STRANGE)
    try:
        found.received = parts.append(found, int(offset), piece.read())
    except parts.WrongPlace as place:
        return JsonResponse({"received": place.received}, status=CONFLICT)
    except parts.Gone:
        raise Http404 from None  # the script begins once more
    except parts.NotTaken as reason:
        return refuse(str(reason))
    except NoRoom as full:
        return refuse(str(full), status=NO_ROOM)
    except OSError as error:
        return refuse(str(refusal_of_disk(error)), status=NO_ROOM)
    return tell(found)


@require_POST
def drop(request, pk):
    """The person does not want the file after all."""
    found = PartUpload.objects.of(request.user).filter(pk=pk)
    get_object_or_404(found)
    parts.drop(found)
    return JsonResponse({})


def digits_of(stamp):
    """The moment that the script sends; PostgreSQL does not take every character of others."""
    return "".join(char for char in stamp if char in "0123456789")


def tell(found):
    """The state of the upload and where it goes on."""
    return JsonResponse(
        {
            "id": str(found.pk),
            "received": found.received,
            "address": reverse("files:part", args=[found.pk]),
            "drop": reverse("files:part-drop", args=[found.pk]),
        }
    )


def refuse(reason, status=INVALID):
    """The reason in words for the person."""
    return JsonResponse({"reason": reason}, status=status)
