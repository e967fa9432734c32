"""Signing minutes: who, when, what it freezes, numbers; races with their twin."""

import datetime

import pytest
from django.urls import reverse

from schools.models import RoleKind
from tests.factories import make_role, make_user, make_user_as
from tests.posting import post
from tests.workgroups.groups import make_item, make_regulation
from tests.workgroups.held import Held, another, attended
from workgroups import signing
from workgroups.models import AgendaItem, Meeting, Resolution
from workgroups.papers.cuts import text_of
from workgroups.signing import NotInReview, NotReady, NumberTaken, TextChanged, sign_minutes

DAY = datetime.date(2026, 6, 1)


def signed(held, *, number="", **how):
    return sign_minutes(held.meeting, number=number, by=make_user(), **how)


@pytest.mark.django_db
class TestSigning:
    def test_freezes_text_pdf_and_tells_what_was_adopted(self):
        held = Held()
        meeting = signed(held)
        assert (meeting.number, meeting.year, meeting.state) == ("1", 2026, "signed")
        assert "20.05.2026<span" in meeting.signed_html
        assert "№ 1</span>" in meeting.signed_html
        assert "ПРОЕКТ" not in meeting.signed_html
        assert meeting.pdf.path.read_bytes().startswith(b"%PDF")
        assert len(meeting.pdf.sha256) == 64
        adopted = Resolution.objects.order_by("item__position", "position")
        assert list(adopted.values_list("is_adopted", flat=True)) == [True, True, True, False]

    def test_what_is_signed_stays_whatever_becomes_of_the_rows(self):
        held = Held()
        meeting = signed(held)
        before = meeting.signed_html
        AgendaItem.objects.filter(meeting=meeting).update(title="Об ином")
        person = held.people["H"]
        person.surname = "Другова"
        person.save()
        meeting = Meeting.objects.get(pk=meeting.pk)
        assert text_of(meeting) == before
        with pytest.raises(NotInReview, match="Протокол № 1 уже подписан"):
            signed(held)

    @pytest.mark.parametrize("state", ["planned", "called", "held", "off"])
    def test_only_minutes_that_were_with_the_members(self, state):
        with pytest.raises(NotInReview, match="отправьте проект протокола членам"):
            signed(Held(state=state))

    def test_what_has_changed_since_it_was_read_is_not_signed(self):
        held = Held()
        digest = signing.minutes_digest(held.meeting)
        row = Resolution.objects.first()
        row.schools.add(held.schools[1])
        with pytest.raises(TextChanged):
            signed(held, seen_digest=digest)
        row.schools.remove(held.schools[1])
        assert signed(held, seen_digest=digest).is_signed

    def test_faults_are_told_and_nothing_is_signed(self):
        held = Held()
        item = make_item(held.meeting, title="О разном")
        held.resolve(item, "Сделать")
        with pytest.raises(NotReady, match="По вопросу 4 есть решения, но нет голосования"):
            signed(held)
        held.group.regulations.all().delete()
        with pytest.raises(NotReady, match="нет положения"):
            signed(held)
        assert Meeting.objects.get().state == "review"

    def test_numbers_run_per_group_and_year(self):
        held, other = Held(), Held()
        assert signed(held, number="7").number == "7"
        later = attended(held, another(held))
        assert sign_minutes(later, number="", by=make_user()).number == "8"
        typed = attended(held, another(held))
        with pytest.raises(NumberTaken, match="Протокол № 7 этой группы за 2026 год уже есть"):
            sign_minutes(typed, number="7", by=make_user())
        held.group.memberships.update(since=DAY.replace(year=2025))
        held.group.regulations.update(since=DAY.replace(year=2025))
        last_year = attended(held, another(held, held_on=DAY.replace(year=2025)))
        assert sign_minutes(last_year, number="", by=make_user()).number == "1"
        assert signed(other, number="7").number == "7"

    def test_typed_letters_do_not_stop_the_count(self):
        held = Held()
        assert signed(held, number="3-а").number == "3-а"
        assert sign_minutes(attended(held, another(held)), number="", by=make_user()).number == "1"


@pytest.mark.django_db
class TestPage:
    @pytest.fixture
    def held(self):
        return Held()

    def address(self, held):
        return reverse("monitoring:minutes-sign", args=[held.place.slug, held.meeting.pk])

    def user_of(self, held, letter, kind=RoleKind.OBSERVER, **role):
        user = make_role(kind, held.place, **role).user
        person = held.people[letter]
        person.user = user
        person.save()
        return user

    def test_the_head_of_the_group_reads_and_signs(self, client, held):
        client.force_login(self.user_of(held, "H"))
        page = client.get(self.address(held))
        told = page.content.decode()
        assert "на контроль встанет 4" in told.replace("\u00a0", " ")
        assert "1 решение не принято" in told.replace("\u00a0", " ")
        digest = page.context["form"].initial["seen_digest"]
        answer = post(client, self.address(held), {"number": "5", "seen_digest": digest})
        assert answer.status_code == 302
        assert Meeting.objects.get().number == "5"
        shown = client.get(answer["Location"]).content.decode()
        assert "Протокол № 5 подписан" in shown
        assert str(held.schools[0]) in shown

    def test_the_deputy_signs_when_presiding(self, client, held):
        client.force_login(self.user_of(held, "D"))
        assert client.get(self.address(held)).status_code == 403
        held.meeting.attendances.filter(person=held.people["H"]).delete()
        assert client.get(self.address(held)).status_code == 200

    def test_who_acts_for_the_head_signs(self, client, held):
        principal = make_role(RoleKind.HEAD, held.place)
        held.people["H"].user = principal.user
        held.people["H"].save()
        deputy = make_role(RoleKind.HEAD, held.place, principal=principal).user
        client.force_login(deputy)
        assert client.get(self.address(held)).status_code == 200

    @pytest.mark.parametrize("kind", [RoleKind.HEAD, RoleKind.SECRETARY, RoleKind.COORDINATOR])
    def test_roles_of_the_department_do_not_sign(self, client, held, kind):
        client.force_login(make_user_as(kind, held.place))
        answer = client.get(self.address(held))
        assert answer.status_code == 403
        assert "подписывает тот, кто председательствовал" in answer.content.decode()

    def test_a_taken_number_is_told_at_its_field(self, client, held):
        signed(held, number="5")
        second = attended(held, another(held))
        client.force_login(self.user_of(held, "H"))
        address = reverse("monitoring:minutes-sign", args=[held.place.slug, second.pk])
        digest = client.get(address).context["form"].initial["seen_digest"]
        answer = post(client, address, {"number": "5", "seen_digest": digest})
        assert answer.status_code == 422
        assert "Протокол № 5 этой группы за 2026 год уже есть" in answer.content.decode()

    def test_a_changed_text_is_refused_with_its_reason(self, client, held):
        client.force_login(self.user_of(held, "H"))
        answer = post(client, self.address(held), {"number": "", "seen_digest": "старый"})
        assert answer.status_code == 409
        assert "протокол изменился" in answer.content.decode()

    def test_faults_stand_instead_of_the_form(self, client, held):
        held.group.regulations.all().delete()
        make_regulation(held.group, since=DAY)
        client.force_login(self.user_of(held, "H"))
        page = client.get(self.address(held)).content.decode()
        assert "Подписать пока нельзя" in page
        assert "Подписать протокол</button>" not in page
