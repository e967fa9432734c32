"""The steps of «Загрузить из файла», sent as the pages send them."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.posting import post


def upload(client, municipality, data=None, name="План.docx", **fields):
    address = f"/{municipality.slug}/roadmaps/import/"
    if data is not None:
        fields["file"] = SimpleUploadedFile(name, data)
    return post(client, address, fields, follow=True)


def step(plan_import, name=""):
    return f"/{plan_import.municipality.slug}/roadmaps/import/{plan_import.pk}/{name}"


def correct(client, plan_import, row, **more):
    plan_import.refresh_from_db()
    address = step(plan_import, f"measures/{row}/")
    form = client.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | more
    return post(client, address, data)


def finish(client, plan_import, **more):
    plan_import.refresh_from_db()
    data = {"name": "План 2024", "version": plan_import.version, "is_checked": "on"} | more
    return post(client, step(plan_import, "finish/"), data, follow=True)
