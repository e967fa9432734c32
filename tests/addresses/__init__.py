"""What the walks know of every address: its object, its arguments, who is refused by the object."""

from django.urls import reverse

from tests.addresses import documents, monitoring, roadmaps, schools, workgroups

APPS = (schools, documents, roadmaps, monitoring, workgroups)

# Key of the object in an address (tests/world); addresses that are not here take none.
OBJECTS = {name: key for app in APPS for name, key in app.OBJECTS.items()}
OTHER_ARGUMENTS = {name: values for app in APPS for name, values in app.ARGUMENTS.items()}
# Where the object itself says more than the role: {(address, role): code}.
BY_OBJECT = {place: code for app in APPS for place, code in app.BY_OBJECT.items()}


def url(name, place, objects):
    """Address in the place with the object of the other place (usually the same)."""
    arguments = {"municipality": place.municipality.slug} | OTHER_ARGUMENTS.get(name, {})
    if name in OBJECTS:
        arguments["pk"] = objects.pk[OBJECTS[name]]
    return reverse(name, kwargs=arguments)
