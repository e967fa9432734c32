"""Addresses of plans: the object of each, and who is refused by it."""

from tests.addresses.roles import SCHOOL

OBJECTS = {
    "roadmaps:roadmap-update": "draft_roadmap",
    "roadmaps:plan-import": "plan_import",
    "roadmaps:plan-import-measures": "plan_import",
    "roadmaps:plan-import-measure": "plan_import",
    "roadmaps:plan-import-section": "plan_import",
    "roadmaps:plan-import-parties": "plan_import",
    "roadmaps:plan-import-finish": "plan_import",
    "roadmaps:plan-import-drop": "plan_import",
    "roadmaps:edition": "draft",
    "roadmaps:edition-check": "draft",
    "roadmaps:edition-update": "draft",
    "roadmaps:edition-preview": "edition",
    "roadmaps:edition-pdf": "edition",
    "roadmaps:edition-word": "edition",
    "roadmaps:edition-annex": "draft",
    "roadmaps:edition-open": "roadmap",
    "roadmaps:edition-list": "roadmap",
    "roadmaps:edition-difference": "edition",
    "roadmaps:edition-period": "next_draft",
    "roadmaps:edition-amending": "next_draft",
    "roadmaps:edition-delete": "next_draft",
    "roadmaps:column-update": "column",
    "roadmaps:block-create": "draft",
    "roadmaps:block-update": "block",
    "roadmaps:section-create": "draft",
    "roadmaps:section-update": "section",
    "roadmaps:measure-create": "section",
    "roadmaps:measure-update": "measure",
    "roadmaps:row-move": "measure",
    "roadmaps:row-delete": "measure",
}
ARGUMENTS = {
    "roadmaps:plan-import-measure": {"row": 3},
    "roadmaps:plan-import-section": {"section": "2-0"},
    "roadmaps:row-move": {"kind": "measure"},
    "roadmaps:row-delete": {"kind": "measure"},
}
# Code by address and role.
BY_OBJECT = {
    # A municipal draft does not exist for a school, and its plan is changed by the department.
    **{
        (f"roadmaps:{act}", role): 404
        for act in (
            "roadmap-update",
            "edition",
            "edition-check",
            "edition-update",
            "edition-period",
            "edition-delete",
            "column-update",
            "block-create",
            "block-update",
            "section-create",
            "section-update",
            "measure-create",
            "measure-update",
            "row-move",
            "row-delete",
        )
        for role in SCHOOL
    },
    **{("roadmaps:edition-open", role): 403 for role in SCHOOL},
}
