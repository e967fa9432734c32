"""Schools of tutors move from their roles, one for each school, to assignments of their cards."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

SCHOOL_ROLES = ("director", "school_coordinator")
OF_MUNICIPALITY = {"on_delete": django.db.models.deletion.PROTECT}


def move_schools(apps, schema_editor):
    """Make assignments of the tutors' roles and leave every tutor one role, without a school."""
    Role = apps.get_model("schools", "Role")
    roles = Role.objects.filter(kind="tutor").select_related("user").order_by("since", "pk")
    for role in roles.filter(principal=None):
        assign(apps, role)
    for is_acting in (False, True):
        kept = {}
        for role in roles.filter(principal__isnull=not is_acting):
            key = (role.user_id, role.municipality_id, role.principal_id)
            if key not in kept:
                role.school = None
                role.save()
                kept[key] = role
            else:
                merge(Role, kept[key], role)
    # Deferred checks of what was changed stand in the way of the new constraint otherwise.
    schema_editor.connection.check_constraints()


def merge(Role, first, role):
    """Let the first role hold for the days of both; who acts by the other acts by the first."""
    endless = first.until is None or role.until is None
    first.until = None if endless else max(first.until, role.until)
    first.save()
    Role.objects.filter(principal=role).update(principal=first)
    role.delete()


def assign(apps, role):
    """The assignment that says what the role did."""
    TutorAssignment = apps.get_model("schools", "TutorAssignment")
    TutorAssignment.objects.get_or_create(
        municipality_id=role.municipality_id,
        person=person_of(apps, role),
        school_id=role.school_id,
        until=role.until,
        defaults={"since": role.since},
    )


def person_of(apps, role):
    """The card of the tutor; made of the name of the sign-in when there is none."""
    Person = apps.get_model("schools", "Person")
    found = Person.objects.filter(user_id=role.user_id, municipality_id=role.municipality_id)
    if person := found.first():
        return person
    surname, first_name, patronymic = (*role.user.name.split(), "", "", "")[:3]
    return Person.objects.create(
        municipality_id=role.municipality_id,
        user_id=role.user_id,
        surname=surname or role.user.email,
        first_name=first_name,
        patronymic=patronymic,
        gender="female" if patronymic.endswith("на") else "male",
        search=role.user.name.casefold().replace("ё", "е"),
    )


class Migration(migrations.Migration):
    dependencies = [("schools", "0010_listing_stages")]

    operations = [
        migrations.CreateModel(
            name="TutorAssignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="версия"),
                ),
                ("since", models.DateField(verbose_name="закреплён с")),
                ("until", models.DateField(blank=True, null=True, verbose_name="последний день")),
                (
                    "basis",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="каким документом закреплён"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        related_name="+",
                        to="schools.municipality",
                        verbose_name="муниципалитет",
                        **OF_MUNICIPALITY,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        related_name="tutor_assignments",
                        to="schools.person",
                        verbose_name="тьютор",
                        **OF_MUNICIPALITY,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        related_name="tutor_assignments",
                        to="schools.school",
                        verbose_name="школа",
                        **OF_MUNICIPALITY,
                    ),
                ),
            ],
            options={
                "verbose_name": "закрепление тьютора",
                "verbose_name_plural": "закрепления тьюторов",
                "ordering": ["-since", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(until=None) | Q(until__gte=F("since")),
                        name="tutor_assignment_ends_after_it_begins",
                        violation_error_message="Последний день раньше первого.",
                    ),
                    models.UniqueConstraint(
                        fields=["person", "school"],
                        condition=Q(until=None),
                        name="tutor_assignment_open_once",
                        violation_error_message="Этот тьютор уже закреплён за школой.",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(model_name="role", name="role_of_school_has_school"),
        migrations.RunPython(move_schools, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.CheckConstraint(
                condition=Q(kind__in=SCHOOL_ROLES, school__isnull=False)
                | ~Q(kind__in=SCHOOL_ROLES) & Q(school=None),
                name="role_of_school_has_school",
                violation_error_message="Школа нужна ролям школы, и только им.",
            ),
        ),
    ]
