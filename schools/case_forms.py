"""Checked case forms of people, posts and schools: suggested, then confirmed by a person."""

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
def confirm_school_forms(school, forms, *, seen_version, by):
    """Keep the forms of the school's name, {case code: words}; Conflict if somebody was first."""
    school.case_forms = {"of": school.name, **checked(by), **forms}
    school.save_changes(["case_forms"], seen_version=seen_version)
    record(AuditVerb.CHANGE, school, by=by, changes={"case_forms": ["", "проверено"]})


def checked(by):
    """Who has looked the forms through, and when."""
    return {"by": by.name, "at": timezone.now().isoformat(timespec="seconds")}


@transaction.atomic
def confirm_forms(person, name_forms, post_forms, *, seen_version, by):
    """Keep the forms that a person has looked through; lib.versions.Conflict if it was late.

    `name_forms` are {case code: [surname, first name, patronymic]}, `post_forms` are
    {post: {case code: words}}. They hold until the name or the title changes.
    """
    person.case_forms = {"of": person.named_so, **checked(by), **name_forms}
    person.save_changes(["case_forms"], seen_version=seen_version)
    for post, forms in post_forms.items():
        post.case_forms = {"of": post.title, **checked(by), **forms}
    Post.objects.bulk_update(post_forms, ["case_forms"])
    record(AuditVerb.CHANGE, person, by=by, changes={"case_forms": ["", "проверено"]})
