"""The sections of the site that a role sees; at most seven (ui.md)."""

from dataclasses import dataclass, replace

from workgroups.permissions import is_member_of_any


@dataclass(frozen=True)
class Item:
    """One entry: a view, the views that count as the same place, a key after «g»."""

    label: str
    short: str
    icon: str
    view: str
    key: str
    also: tuple = ()

    @property
    def views(self):
        """View names at which the entry is the current one."""
        return (self.view, *self.also)


OWN = ("schools:saved-filter-list", "schools:saved-filter-update")
WORK = Item("Моя работа", "Работа", "work", "monitoring:work", "w", OWN)
OWED = replace(
    WORK,
    label="Что сдать",
    short="Сдать",
    also=(*OWN, "monitoring:hand-in", "monitoring:calendar", "monitoring:feed"),
)
ROADMAPS = Item(
    "Дорожные карты",
    "Карты",
    "roadmap",
    "monitoring:roadmap-list",
    "r",
    (
        "monitoring:roadmap",
        "monitoring:roadmap-next",
        "monitoring:roadmap-look",
        "monitoring:roadmap-served",
        "monitoring:school-plan-approve",
        "monitoring:matrix",
        "monitoring:timeline",
        "roadmaps:edition",
        "roadmaps:roadmap-create",
        "roadmaps:school-roadmap-create",
        "roadmaps:plan-import-create",
        "roadmaps:plan-import",
        "roadmaps:plan-import-measures",
        "roadmaps:plan-import-measure",
        "roadmaps:plan-import-section",
        "roadmaps:plan-import-parties",
        "roadmaps:plan-import-finish",
        "roadmaps:edition-check",
        "roadmaps:edition-preview",
        "roadmaps:edition-list",
        "roadmaps:edition-difference",
        "roadmaps:edition-period",
        "roadmaps:edition-delete",
        "roadmaps:due-day-rules",
        "schools:calendar",
    ),
)
CONTROL = Item(
    "Контроль",
    "Контроль",
    "check",
    "monitoring:checkpoint-list",
    "c",
    (
        "monitoring:checkpoint",
        "monitoring:bulk",
        "monitoring:calendar",
        "monitoring:feed",
        "monitoring:move-list",
        "monitoring:date-ask",
        "monitoring:date-decide",
        "monitoring:checkpoint-interim",
        "monitoring:checkpoint-report",
        "monitoring:checkpoint-return",
        "monitoring:checkpoint-remove",
        "monitoring:checkpoint-restore",
        "monitoring:part-create",
        "monitoring:part-date",
    ),
)
ORDERS = Item(
    "Приказы",
    "Приказы",
    "order",
    "documents:order-list",
    "o",
    (
        "documents:order",
        "documents:order-start",
        "documents:order-create",
        "documents:order-readers",
        "documents:order-papers",
        "documents:annex",
        "documents:profile-list",
        "documents:profile-update",
        "documents:to-read",
        "monitoring:order-check",
        "monitoring:order-sign",
        "monitoring:order-clauses",
        "monitoring:clause-control",
    ),
)
VISITS = (
    "monitoring:visit-list",
    "monitoring:joint-plan-list",
    "monitoring:joint-plan-create",
    "monitoring:joint-plan",
    "monitoring:joint-plan-update",
    "monitoring:joint-row-create",
    "monitoring:joint-row-update",
    "monitoring:joint-row-done",
    "monitoring:joint-row-move",
    "monitoring:joint-row-drop",
    "monitoring:visit-create",
    "monitoring:visit-quarter",
    "monitoring:visit",
    "monitoring:visit-record",
    "monitoring:visit-call-off",
    "monitoring:recommendation-create",
    "monitoring:recommendation-update",
    "monitoring:visit-update",
    "monitoring:visit-schedule-list",
    "monitoring:visit-schedule-create",
    "monitoring:visit-schedule",
    "monitoring:visit-schedule-update",
    "monitoring:visit-plan",
    "monitoring:consultation-list",
    "monitoring:consultation-create",
    "monitoring:consultation-update",
)
PROGRAMME_VIEWS = (
    "schools:programme-list",
    "schools:programme",
    "schools:programme-create",
    "schools:programme-version-create",
    "schools:programme-archive",
    "schools:programme-experts",
    "schools:programme-return",
    "schools:programme-conclusion",
    "schools:programme-approval",
    "schools:programme-publication",
    "schools:appraisal",
    "schools:publication-check",
    "schools:publication-list",
    "schools:publication-date-create",
    "schools:publication-date-update",
    "schools:conclusion-list",
    "schools:criteria",
    "schools:criteria-update",
)
PAIR_VIEWS = (
    "schools:partnership-list",
    "schools:partnership",
    "schools:agreement-create",
    "schools:agreement-update",
    "schools:joint-act-create",
    "schools:joint-act-update",
    "schools:joint-act-held",
    "schools:joint-act-beyond",
)
SCHOOLS = Item(
    "Школы",
    "Школы",
    "school",
    "schools:school-list",
    "s",
    (
        "monitoring:school",
        "schools:school-create",
        "schools:school-update",
        "schools:school-forms",
        "schools:listing-create",
        "schools:team-create",
        "schools:team-update",
        "schools:listing-list",
        "schools:listing-move-list",
        "schools:listing-move-correct",
        "schools:listing-annul",
        "schools:listing-lead",
        "schools:tutor-list",
        "schools:tutor-create",
        "schools:tutor-update",
        "schools:school-import",
        "schools:school-check",
        "monitoring:exam-result-list",
        "monitoring:exam-result-import",
        "monitoring:exam-result-check",
        "monitoring:identification",
        "monitoring:rule-create",
        "monitoring:rule-update",
        "monitoring:risk-list",
        "monitoring:risk-factor-list",
        "monitoring:risk-factor-create",
        "monitoring:risk-factor-update",
        "monitoring:risk-profile",
        *VISITS,
        *PAIR_VIEWS,
        "schools:partnership-create",
        "schools:partnership-update",
        "monitoring:partner-suggestions",
    ),
)
MY_SCHOOL = Item(
    "Моя школа",
    "Школа",
    "school",
    "schools:school-list",
    "s",
    (
        "monitoring:school",
        "monitoring:exam-result-list",
        "monitoring:risk-list",
        "monitoring:risk-profile",
        *PAIR_VIEWS,
        "schools:listing-list",
        "schools:listing-move-list",
        "schools:team-create",
        "schools:team-update",
        "schools:tutor-list",
        *VISITS,
    ),
)
MY_SCHOOLS = replace(MY_SCHOOL, label="Мои школы", short="Школы")
PROGRAMMES = Item(
    "Программы школ",
    "Программы",
    "file",
    "schools:programme-list",
    "p",
    PROGRAMME_VIEWS[1:],
)
PEOPLE_VIEWS = (
    "schools:person-list",
    "schools:role-list",
    "schools:invite",
    "schools:person-create",
    "schools:person-update",
    "schools:person-forms",
    "schools:person-import",
    "schools:person-check",
    "monitoring:file-safety",
)
# Seven entries are the department's already: it reaches programmes and people from the schools.
SCHOOLS_AND_PROGRAMMES = replace(SCHOOLS, also=(*SCHOOLS.also, *PROGRAMME_VIEWS))
SCHOOLS_AND_PEOPLE = replace(
    SCHOOLS_AND_PROGRAMMES,
    also=(*SCHOOLS_AND_PROGRAMMES.also, *PEOPLE_VIEWS),
)
GROUPS = Item(
    "Рабочая группа",
    "Группа",
    "people",
    "workgroups:group-list",
    "m",
    (
        "workgroups:group-create",
        "workgroups:group",
        "workgroups:group-update",
        "workgroups:composition",
        "workgroups:member-create",
        "workgroups:composition-fill",
        "workgroups:member-update",
        "workgroups:member-role",
        "workgroups:regulation-create",
        "workgroups:regulation",
        "workgroups:regulation-update",
        "workgroups:year-plan",
        "workgroups:meetings-plan",
        "workgroups:request-list",
        "workgroups:request-create",
        "workgroups:request",
        "workgroups:request-update",
        "workgroups:request-answer",
        "workgroups:meeting-list",
        "workgroups:meeting-create",
        "workgroups:meeting",
        "workgroups:meeting-update",
        "workgroups:meeting-call-off",
        "workgroups:meeting-attendance",
        "workgroups:meeting-leaders",
        "workgroups:guest-create",
        "workgroups:guest-update",
        "workgroups:item-create",
        "workgroups:item-update",
        "workgroups:material-create",
        "workgroups:item-record",
        "workgroups:resolution-update",
        "workgroups:speech-update",
        "workgroups:ballot",
        "workgroups:paper-ballot",
        "workgroups:dissent-create",
        "workgroups:dissent-update",
        "workgroups:remark-create",
        "workgroups:remark-answer",
        "workgroups:meeting-papers",
        "workgroups:recommendation-list",
        "workgroups:recommendation-answer",
        "monitoring:minutes-sign",
        "monitoring:meeting-open",
        "monitoring:meeting-hear",
        "monitoring:item-progress",
        "monitoring:resolution-list",
    ),
)
REPORT_VIEWS = ("monitoring:report-list", "monitoring:report")
REPORTS = Item("Отчёты", "Отчёты", "file", "monitoring:report-list", "t", REPORT_VIEWS[1:])
SUMMARY = Item("Сводка", "Сводка", "report", "monitoring:dashboard", "d")
# Seven entries are the department's already: it reaches the reports from the summary.
SUMMARY_AND_REPORTS = replace(SUMMARY, also=REPORT_VIEWS)


def navigation(access):
    """Entries for a person: the department's, the school's, or the reader's."""
    if access.is_department:
        return [
            WORK,
            ROADMAPS,
            ORDERS,
            SCHOOLS_AND_PEOPLE,
            GROUPS,
            CONTROL,
            SUMMARY_AND_REPORTS,
        ]
    if not access.sees_everything:
        own = MY_SCHOOLS if len(access.school_ids) > 1 else MY_SCHOOL
        if is_member_of_any(access):
            # The seventh place is the group's: reports are reached from the summary.
            return [OWED, own, ROADMAPS, SUMMARY_AND_REPORTS, PROGRAMMES, ORDERS, GROUPS]
        return [OWED, own, ROADMAPS, SUMMARY, PROGRAMMES, ORDERS, REPORTS]
    if is_member_of_any(access):
        # A reader who leads or belongs to a group has minutes to sign, polls, drafts to read.
        return [
            WORK,
            SUMMARY_AND_REPORTS,
            ROADMAPS,
            CONTROL,
            ORDERS,
            SCHOOLS_AND_PROGRAMMES,
            GROUPS,
        ]
    return [SUMMARY, ROADMAPS, CONTROL, ORDERS, SCHOOLS_AND_PROGRAMMES, GROUPS, REPORTS]
