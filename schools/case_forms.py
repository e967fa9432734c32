"""Checked case forms of people and posts: suggested by the program, confirmed by a person."""

from django.db import transaction
from django.utils import timezone

from accounts.audit import record
from accounts.models import AuditVerb
from lib.grammar.cases import OBLIQUE
from schools.models import Post


def suggested(person):
    """{case code: (surname, first name, patronymic)} in the oblique cases."""
    return {case.value: person.parts_in(case) for case in OBLIQUE}


@transaction.atomic
def confirm_forms(person, name_forms, post_forms, *, seen_version, by):
    """Keep the forms that a person has looked through; lib.versions.Conflict if it was late.

    `name_forms` are {case code: [surname, first name, patronymic]}, `post_forms` are
    {post: {case code: words}}. They hold until the name or the title changes.
    """
    checked = {"by": by.name, "at": timezone.now().isoformat(timespec="seconds")}
    person.case_forms = {"of": person.named_so, **checked, **name_forms}
    person.save_changes(["case_forms"], seen_version=seen_version)
    for post, forms in post_forms.items():
        post.case_forms = {"of": post.title, **checked, **forms}
    Post.objects.bulk_update(post_forms, ["case_forms"])
    record(AuditVerb.CHANGE, person, by=by, changes={"case_forms": ["", "проверено"]})
