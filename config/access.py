"""The access registry: every address of the product and who may use it (design rule 1).

tests/test_access.py walks all addresses with every role over this table.
"""

from django.contrib import admin

from accounts.access import PUBLIC, SIGNED_IN, Rule
from documents import permissions as documents
from monitoring import permissions as monitoring
from monitoring.visits import permissions as visits
from roadmaps import permissions as roadmaps
from schools import permissions as schools
from schools.access import DEPARTMENT_ROLES as DEPARTMENT
from schools.middleware import ADMINISTRATION
from schools.models import RoleKind as R

EVERYONE = frozenset(R)
PLANNERS = frozenset(roadmaps.EDITORS)
CLERKS = frozenset(documents.EDITORS)
CONTROLLERS = frozenset(monitoring.CONTROLLERS)
KEEPERS = frozenset(schools.EDITORS)
VISITORS = frozenset(visits.WRITERS)
JUDGES = frozenset(schools.JUDGES)
SCHOOL = frozenset({R.DIRECTOR, R.SCHOOL_COORDINATOR})
# Of a pair of schools: what they do together.
PAIR = KEEPERS | SCHOOL | {R.METHODOLOGIST}
HEAD = frozenset({R.HEAD})
DIRECTOR = frozenset({R.DIRECTOR})


def reads(roles=EVERYONE):
    """A page to read."""
    return Rule(get=roles)


def form(roles):
    """A form: the same people open and send it."""
    return Rule(get=roles, post=roles)


def acts(roles):
    """An act without a page of its own."""
    return Rule(post=roles)


OPEN = Rule(kind=PUBLIC)
SIGN_IN_PAGE = Rule(kind=PUBLIC, one_time=False)
PERSONAL = Rule(kind=SIGNED_IN, one_time=False, second_factor=False)

ACCESS = {
    # --- the whole site
    "home": Rule(kind=SIGNED_IN, second_factor=False),
    "healthz": OPEN,
    "favicon": OPEN,
    "verify": Rule(kind=PUBLIC, one_time=False),
    # The key in the address is the whole right to read (docs/decisions/0025).
    "calendar-feed": OPEN,
    "phone-calendar": Rule(kind=SIGNED_IN),
    "files:download": Rule(kind=SIGNED_IN),
    "files:part-begin": Rule(kind=SIGNED_IN),
    "files:part": Rule(kind=SIGNED_IN),
    "files:part-drop": Rule(kind=SIGNED_IN),
    "jobs:job-list": Rule(kind=SIGNED_IN),
    "jobs:job": Rule(kind=SIGNED_IN),
    "jobs:job-cancel": Rule(kind=SIGNED_IN),
    "jobs:job-retry": Rule(kind=SIGNED_IN),
    "accounts:invitation": OPEN,
    # --- sign-in (allauth)
    "account_login": SIGN_IN_PAGE,
    "account_logout": SIGN_IN_PAGE,
    "account_inactive": SIGN_IN_PAGE,
    "account_signup": SIGN_IN_PAGE,
    "account_reset_password": OPEN,
    "account_reset_password_done": SIGN_IN_PAGE,
    "account_reset_password_from_key": OPEN,
    "account_reset_password_from_key_done": SIGN_IN_PAGE,
    "account_confirm_login_code": SIGN_IN_PAGE,
    "account_confirm_email": SIGN_IN_PAGE,
    "account_email_verification_sent": SIGN_IN_PAGE,
    "mfa_authenticate": SIGN_IN_PAGE,
    "account_email": PERSONAL,
    "account_change_password": PERSONAL,
    "account_set_password": PERSONAL,
    "account_reauthenticate": PERSONAL,
    "mfa_index": PERSONAL,
    "mfa_reauthenticate": PERSONAL,
    "mfa_activate_totp": PERSONAL,
    "mfa_deactivate_totp": PERSONAL,
    "mfa_view_recovery_codes": PERSONAL,
    "mfa_generate_recovery_codes": PERSONAL,
    "mfa_download_recovery_codes": PERSONAL,
    "usersessions_list": PERSONAL,
    # --- control
    "monitoring:work": reads(),
    "monitoring:hand-in": form(SCHOOL),
    "monitoring:dashboard": reads(),
    "monitoring:roadmap-list": reads(),
    "monitoring:roadmap": reads(),
    "monitoring:matrix": reads(),
    "monitoring:matrix-pdf": reads(),
    "monitoring:matrix-export": reads(),
    "monitoring:timeline": reads(),
    "monitoring:timeline-pdf": reads(),
    "monitoring:checkpoint-list": reads(),
    "monitoring:checkpoint-export": reads(),
    "monitoring:checkpoint": reads(),
    "monitoring:checkpoint-start": acts(EVERYONE),
    "monitoring:checkpoint-report": form(EVERYONE),
    "monitoring:checkpoint-interim": form(EVERYONE),
    # Who judges is told by the checkpoint: its lead executor may be anybody.
    "monitoring:checkpoint-accept": acts(EVERYONE),
    "monitoring:checkpoint-return": form(EVERYONE),
    "monitoring:checkpoint-remove": form(EVERYONE),
    "monitoring:checkpoint-restore": form(EVERYONE),
    "monitoring:checkpoint-undo": acts(EVERYONE),
    "monitoring:part-create": form(EVERYONE),
    "monitoring:part-date": form(EVERYONE),
    "monitoring:bulk": form(EVERYONE),
    "monitoring:calendar": reads(),
    "monitoring:feed": reads(),
    "monitoring:move-list": reads(),
    "monitoring:move-export": reads(),
    # Which report a school may have is told by the report (monitoring/reporting/catalogue.py).
    "monitoring:report-list": reads(),
    "monitoring:report": reads(),
    "monitoring:report-file": reads(),
    "monitoring:date-ask": form(EVERYONE),
    "monitoring:date-decide": form(EVERYONE),
    "monitoring:roadmap-next": form(PLANNERS),
    "monitoring:roadmap-look": reads(DEPARTMENT),
    "monitoring:order-check": reads(DEPARTMENT),
    "monitoring:order-sign": form(HEAD),
    "monitoring:order-clauses": reads(),
    "monitoring:clause-control": form(CONTROLLERS),
    "monitoring:exam-result-list": reads(),
    "monitoring:exam-result-import": form(KEEPERS),
    "monitoring:exam-result-template": reads(KEEPERS),
    "monitoring:exam-result-check": form(KEEPERS),
    "monitoring:identification": reads(DEPARTMENT),
    "monitoring:rule-create": form(KEEPERS),
    "monitoring:rule-update": form(KEEPERS),
    "monitoring:partner-suggestions": reads(DEPARTMENT),
    "monitoring:school": reads(),
    "monitoring:school-dossier": reads(),
    # --- tutors in schools
    "monitoring:visit-list": reads(),
    "monitoring:visit-create": form(VISITORS),
    "monitoring:visit-quarter": reads(DEPARTMENT),
    "monitoring:visit": reads(),
    "monitoring:visit-pdf": reads(),
    "monitoring:visit-record": form(VISITORS),
    "monitoring:visit-call-off": form(VISITORS),
    "monitoring:visit-send": acts(VISITORS),
    "monitoring:visit-read": acts(DIRECTOR),
    "monitoring:recommendation-create": form(VISITORS),
    "monitoring:recommendation-update": form(VISITORS),
    "monitoring:recommendation-delete": acts(VISITORS),
    "monitoring:visit-update": form(VISITORS),
    "monitoring:visit-delete": acts(VISITORS),
    "monitoring:visit-schedule-list": reads(),
    "monitoring:visit-schedule-create": form(VISITORS),
    "monitoring:visit-schedule": reads(),
    "monitoring:visit-schedule-update": form(VISITORS),
    "monitoring:visit-plan": form(VISITORS),
    "monitoring:visit-schedule-approve": acts(CONTROLLERS),
    "monitoring:visit-schedule-reopen": acts(CONTROLLERS),
    "monitoring:visit-schedule-pdf": reads(),
    "monitoring:consultation-list": reads(),
    "monitoring:consultation-create": form(VISITORS),
    "monitoring:consultation-update": form(VISITORS),
    "monitoring:consultation-export": reads(),
    "monitoring:consultation-pdf": reads(),
    # --- a region and its reports; whose region it is, is asked by the views: role `regional` only
    "region": Rule(kind=SIGNED_IN),
    "region-report:comparison": Rule(kind=SIGNED_IN),
    "region-report:comparison-file": Rule(kind=SIGNED_IN),
    # --- papers of working groups; which of them one may have is told by the meeting
    "workgroups:meeting-papers": reads(),
    "workgroups:meeting-paper": reads(),
    "workgroups:recommendation-list": reads(),
    "workgroups:recommendation-answer": form(CONTROLLERS),
    # Who presided signs, or the head of the group: any role may be that person's.
    "monitoring:minutes-sign": form(EVERYONE),
    "monitoring:meeting-open": reads(),
    # The group's own secretary may have any role.
    "monitoring:meeting-hear": form(EVERYONE),
    "monitoring:item-progress": reads(),
    "monitoring:resolution-list": reads(),
    "monitoring:resolution-export": reads(),
    # --- schools and people
    "schools:school-list": reads(),
    "schools:school-create": form(KEEPERS),
    "schools:school-import": form(KEEPERS),
    "schools:school-template": reads(KEEPERS),
    "schools:school-check": form(KEEPERS),
    "schools:school-update": form(KEEPERS),
    "schools:school-forms": form(KEEPERS),
    "schools:listing-create": form(KEEPERS),
    "schools:listing-list": reads(),
    "schools:listing-move-list": reads(),
    "schools:listing-move-correct": form(KEEPERS),
    "schools:listing-annul": form(KEEPERS),
    "schools:listing-lead": form(KEEPERS),
    "schools:team-create": form(KEEPERS | SCHOOL),
    "schools:team-update": form(KEEPERS | SCHOOL),
    "schools:tutor-list": reads(),
    "schools:tutor-create": form(KEEPERS),
    "schools:tutor-update": form(KEEPERS),
    "schools:person-list": reads(DEPARTMENT),
    "schools:person-create": form(KEEPERS),
    "schools:person-import": form(KEEPERS),
    "schools:person-template": reads(KEEPERS),
    "schools:person-check": form(KEEPERS),
    "schools:person-update": form(KEEPERS),
    "schools:person-forms": form(KEEPERS),
    "schools:role-list": reads(KEEPERS),
    "schools:invite": form(KEEPERS),
    "schools:role-end": acts(KEEPERS),
    "schools:calendar": reads(),
    "schools:programme-list": reads(),
    "schools:programme-create": form(SCHOOL),
    "schools:programme": reads(),
    "schools:programme-version-create": form(SCHOOL),
    "schools:partnership-list": reads(),
    "schools:partnership-export": reads(),
    "schools:partnership": reads(),
    "schools:partnership-create": form(KEEPERS),
    "schools:partnership-update": form(KEEPERS),
    "schools:agreement-create": form(PAIR),
    "schools:agreement-update": form(PAIR),
    "schools:joint-act-create": form(PAIR),
    "schools:joint-act-update": form(PAIR),
    "schools:joint-act-held": form(PAIR),
    "schools:joint-act-beyond": form(PAIR),
    "schools:joint-act-undo": acts(PAIR),
    "schools:joint-act-remove": acts(PAIR),
    "schools:plan-confirm": acts(SCHOOL),
    "schools:programme-send": acts(SCHOOL),
    "schools:programme-take-back": acts(SCHOOL),
    "schools:programme-archive": form(JUDGES),
    "schools:programme-experts": form(JUDGES),
    "schools:programme-return": form(JUDGES | {R.TUTOR}),
    "schools:programme-conclusion": form(JUDGES),
    "schools:appraisal": form(frozenset(schools.EXPERTS) | {R.TUTOR}),
    "schools:programme-approval": form(SCHOOL),
    "schools:programme-title": reads(),
    "schools:programme-publication": form(SCHOOL),
    "schools:publication-check": form(frozenset(schools.CHECKERS) | {R.TUTOR}),
    "schools:publication-list": reads(),
    "schools:link-check": acts(frozenset(schools.CHECKERS)),
    "schools:publication-date-create": form(JUDGES),
    "schools:publication-date-update": form(JUDGES),
    "schools:conclusion-list": reads(),
    "schools:conclusion-export": reads(),
    "schools:criteria": reads(),
    "schools:criteria-update": form(JUDGES),
    "schools:saved-filter-list": reads(),
    "schools:saved-filter": reads(),
    "schools:saved-filter-create": form(EVERYONE),
    "schools:saved-filter-update": form(EVERYONE),
    "schools:saved-filter-delete": acts(EVERYONE),
    # --- orders
    "documents:order-list": reads(),
    "documents:order-export": reads(),
    "documents:order-start": reads(CLERKS),
    "documents:profile-list": reads(CLERKS | {R.ADMINISTRATOR}),
    "documents:profile-update": form(CLERKS | {R.ADMINISTRATOR}),
    "documents:to-read": reads(),
    "documents:tick": acts(EVERYONE),
    "documents:order": reads(),
    "documents:order-readers": reads(),
    "documents:order-papers": reads(),
    "documents:order-papers-zip": reads(),
    "documents:order-paper": reads(),
    "documents:scan-create": form(CLERKS),
    "documents:signature-create": form(CLERKS),
    "documents:order-submit": acts(CLERKS),
    "documents:order-turn": form(CLERKS),
    "documents:order-to-sign": acts(CLERKS),
    "documents:order-take-back": form(CLERKS),
    "documents:basis-create": form(CLERKS),
    "documents:basis-update": form(CLERKS),
    "documents:basis-move": acts(CLERKS),
    "documents:basis-remove": acts(CLERKS),
    "documents:control-create": form(CLERKS),
    "documents:appointment-create": form(CLERKS),
    "documents:visa-create": form(CLERKS),
    "documents:visa-move": acts(CLERKS),
    "documents:visa-remove": acts(CLERKS),
    "documents:visa-decide": form(EVERYONE),
    "documents:link-create": form(CLERKS),
    "documents:link-remove": acts(CLERKS),
    "documents:annex-create": form(CLERKS),
    "documents:annex": reads(),
    "documents:annex-print": reads(),
    "documents:agreement-text": reads(),
    "documents:annex-update": form(CLERKS),
    "documents:annex-move": acts(CLERKS),
    "documents:annex-remove": form(CLERKS),
    "documents:annex-fill": acts(CLERKS),
    "documents:annex-amend": acts(CLERKS),
    "documents:annex-clauses": form(CLERKS),
    "documents:row-create": form(CLERKS),
    "documents:row-update": form(CLERKS),
    "documents:row-delete": acts(CLERKS),
    "documents:row-move": acts(CLERKS),
    "documents:order-create": form(CLERKS),
    "documents:order-update": form(CLERKS),
    "documents:order-delete": form(CLERKS),
    "documents:order-pdf": reads(),
    "documents:order-pdf-make": acts(CLERKS),
    "documents:clause-create": form(CLERKS),
    "documents:clause-update": form(CLERKS),
    "documents:clause-delete": acts(CLERKS),
    "documents:clause-move": acts(CLERKS),
    # --- plans
    "roadmaps:roadmap-create": form(PLANNERS),
    "roadmaps:roadmap-update": form(PLANNERS),
    "roadmaps:plan-import-create": form(PLANNERS),
    "roadmaps:plan-import": form(PLANNERS),
    "roadmaps:plan-import-measures": reads(PLANNERS),
    "roadmaps:plan-import-measure": form(PLANNERS),
    "roadmaps:plan-import-section": form(PLANNERS),
    "roadmaps:plan-import-parties": form(PLANNERS),
    "roadmaps:plan-import-finish": form(PLANNERS),
    "roadmaps:plan-import-drop": acts(PLANNERS),
    "roadmaps:due-day-rules": form(KEEPERS),
    "roadmaps:edition": reads(DEPARTMENT),
    "roadmaps:edition-check": reads(DEPARTMENT),
    "roadmaps:edition-update": form(PLANNERS),
    "roadmaps:edition-preview": reads(),
    "roadmaps:edition-pdf": reads(),
    "roadmaps:edition-word": reads(),
    "roadmaps:edition-annex": form(CLERKS),
    "roadmaps:edition-amending": form(CLERKS),
    "roadmaps:edition-open": acts(PLANNERS),
    "roadmaps:edition-list": reads(),
    "roadmaps:edition-difference": reads(),
    "roadmaps:edition-period": form(PLANNERS),
    "roadmaps:edition-delete": form(PLANNERS),
    "roadmaps:column-update": form(PLANNERS),
    "roadmaps:block-create": form(PLANNERS),
    "roadmaps:block-update": form(PLANNERS),
    "roadmaps:section-create": form(PLANNERS),
    "roadmaps:section-update": form(PLANNERS),
    "roadmaps:measure-create": form(PLANNERS),
    "roadmaps:measure-update": form(PLANNERS),
    "roadmaps:row-move": acts(PLANNERS),
    "roadmaps:row-delete": form(PLANNERS),
}

# The reference data section is one door: config/admin.py and schools/backends.py decide inside.
_ADMIN = Rule(kind=ADMINISTRATION)
ACCESS |= {
    f"admin:{pattern.name}": _ADMIN
    for pattern in [
        *admin.site.get_urls(),
        *(url for model in admin.site._registry.values() for url in model.get_urls()),
    ]
    if getattr(pattern, "name", None)
}
