"""People: one name in two spellings, somebody whom no list knows (peers.md a.1: S0)."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from roadmaps.checking.document import PartKind, Place
from roadmaps.checking.faults import Fault, listed, quoted
from roadmaps.checking.names import are_near, mentions_in, stem
from roadmaps.checking.posts import job_of

# «Капустина Н.В. – консультант …», «Капустину Н.В., консультанта …»
POST_AFTER = re.compile(r"\s*(?:[-–—]\s*|,\s*|\(\s*)(?P<post>[^;\n)]{3,200})")
MEMBER = re.compile(r"[\s\-–—•]*(?:\d{1,3}\s*[.)]?\s*)?")
COMPOSITION = re.compile(r"\bсостав", re.IGNORECASE)
LIST_OF_PEOPLE = re.compile(r"\b(?:состав|список|перечень)", re.IGNORECASE)
FEWEST_MEMBERS = 3
MOST_COMPARED = 2000
MOST_UNKNOWN = 5


@dataclass
class Known:
    """A person of the document: the spellings, the jobs and where they stand."""

    initials: str
    stem: str
    labels: dict[str, Place] = field(default_factory=dict)
    # {stem of the job: (words of the post, where)}
    jobs: dict[str, tuple[str, Place]] = field(default_factory=dict)
    # Lists and single texts the name stands in: two names of one list are two people.
    lists: set[str] = field(default_factory=set)

    @property
    def label(self):
        return next(iter(self.labels))

    @property
    def place(self):
        return next(iter(self.labels.values()))


def people_of(document):
    """{(initials, stem): Known} in order of appearance."""
    people, compositions = {}, groups_of_compositions(document)
    for mention, text in document.mentions:
        known = people.setdefault(mention.key, Known(*mention.key))
        known.labels.setdefault(mention.label, text.place)
        known.lists.add(text.group if text.group in compositions else f"text {id(text)}")
        post = post_after(text.text, mention.end)
        if job := job_of(post):
            known.jobs.setdefault(job, (post, text.place))
    for measure in document.measures:
        for party in measure.words.parties:
            for mention in mentions_in(party.name) if party.kind == "person" else ():
                if mention.key in people and (job := job_of(party.post)):
                    people[mention.key].jobs.setdefault(job, (party.post, measure.place))
    return people


def groups_of_compositions(document):
    """Names of the groups of texts that list people one by one."""
    return {
        text.group
        for part in document.parts
        if part.kind != PartKind.ORDER and LIST_OF_PEOPLE.search(part.title)
        for text in part.texts
    } - {""}


def post_after(text, end):
    """Words after the name that may be its post, up to the next name."""
    found = POST_AFTER.match(text, end)
    if not found:
        return ""
    post = found["post"]
    following = mentions_in(post)
    return post[: following[0].start] if following else post


def near_pairs(document):
    """Pairs of people with the same initials whose surnames differ by a letter or two."""
    by_initials = defaultdict(list)
    for known in people_of(document).values():
        by_initials[known.initials].append(known)
    for namesakes in by_initials.values():
        for index, one in enumerate(namesakes[:MOST_COMPARED]):
            for other in namesakes[index + 1 : index + 200]:
                if are_near(one.stem, other.stem) and not one.lists & other.lists:
                    yield one, other


def are_two_people(one, other):
    """Both have posts, and the posts are different: real namesakes are met."""
    return bool(one.jobs and other.jobs and not one.jobs.keys() & other.jobs.keys())


def two_spellings(document):
    """Выпрашкина and Выпряшкина."""
    for one, other in near_pairs(document):
        if not are_two_people(one, other):
            yield Fault(
                other.place,
                f"Один человек написан двумя способами: «{one.label}» ({one.place.where}) и "
                f"«{other.label}» ({other.place.where}).",
                "Выберите верное написание. Если это разные люди, укажите их должности.",
            )


def similar_people(document):
    for one, other in near_pairs(document):
        if are_two_people(one, other):
            yield Fault(
                other.place,
                f"Похожие фамилии с разными должностями: «{one.label}» ({one.place.where}) и "
                f"«{other.label}» ({other.place.where}).",
                "Проверьте, что это разные люди.",
            )


def different_posts(document):
    """A director here and a methodologist there."""
    for known in people_of(document).values():
        if len(known.jobs) > 1:
            jobs = listed(
                [
                    f"{quoted(p.rstrip(' .'), 50)} ({place.where})"
                    for p, place in known.jobs.values()
                ]
            )
            yield Fault(
                known.place,
                f"У человека «{known.label}» разные должности: {jobs}.",
                "Проверьте должность: в одном документе она одна.",
            )


def members_of(document):
    """{key} of the people in the composition of the group, empty when there is no composition."""
    members = set()
    for part in document.parts:
        if part.kind != PartKind.ORDER and COMPOSITION.search(part.title):
            keys = {
                one.key
                for text in part.texts
                for line in text.lines
                for one in mentions_in(line)
                if is_member(text, line, one)
            }
            if len(keys) >= FEWEST_MEMBERS:
                members |= keys
    return members


def is_member(text, line, mention):
    """The line begins with the name, or the name stands in a table that is not the plan's."""
    if text.is_cell:
        return text.group.startswith("table")
    return bool(MEMBER.fullmatch(line, 0, mention.start))


def outside_group(document):
    """Answers in the plan, but neither the group nor the order knows him (domain.md 3.7)."""
    members = members_of(document)
    if not members:
        return
    known = members | _of_order(document)
    for key, label, place in _responsible(document):
        if key not in known and not _is_near_any(key, known):
            yield Fault(
                place,
                f"«{label}» отвечает за мероприятие, но в составе группы и в приказе его нет.",
                "Включите человека в состав или назначьте приказом; проверьте фамилию.",
            )
            known.add(key)


def unknown_to_directory(document):
    """Nobody of the municipality's people has this name; many such names are one finding."""
    entries = document.municipality.directory.people if document.municipality else ()
    if not entries:
        return
    people = {(one.initials.replace(".", ""), stem(one.surname)): one for one in entries}
    named = people_of(document)
    # A slip beside the right spelling is told of by another rule.
    right = named.keys() & people.keys()
    unknown = [
        one for key, one in named.items() if key not in people and not _is_near_any(key, right)
    ]
    if len(unknown) > MOST_UNKNOWN:
        names = listed([f"«{one.label}»" for one in unknown])
        text = f"Этих людей нет в справочнике «Люди»: {names}."
        yield Fault(unknown[0].place, text, "Добавьте их в справочник или проверьте фамилии.")
        return
    for one in unknown:
        near = [p for (i, s), p in people.items() if i == one.initials and are_near(s, one.stem)]
        hint = f" В справочнике есть «{near[0].label}»." if near else ""
        yield Fault(
            one.place,
            f"«{one.label}» — такого человека нет в справочнике «Люди».{hint}",
            "Проверьте фамилию и инициалы или добавьте человека в справочник.",
        )


def _of_order(document):
    """Keys of the people whom the act itself names."""
    texts = [t.text for part in document.parts if part.kind == PartKind.ORDER for t in part.texts]
    return {one.key for text in [*texts, *document.background] for one in mentions_in(text)}


def _responsible(document):
    for measure in document.measures:
        for mention in mentions_in(measure.words.responsible_text):
            yield mention.key, mention.label, measure.place


def _is_near_any(key, known):
    """A misspelt member is told of by another rule."""
    return any(initials == key[0] and are_near(key[1], other) for initials, other in known)
