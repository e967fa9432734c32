import pytest
from django.test import RequestFactory

from accounts.audit import client_address, record
from accounts.models import AuditEntry, AuditVerb
from tests.factories import make_school, make_user


@pytest.mark.parametrize(
    ("proxies", "headers", "expected"),
    [
        (0, {}, "10.0.0.7"),
        (0, {"X-Forwarded-For": "6.6.6.6"}, "10.0.0.7"),
        (1, {"X-Forwarded-For": "6.6.6.6, 93.184.216.34"}, "93.184.216.34"),
        (1, {"X-Forwarded-For": "не адрес"}, None),
    ],
)
def test_address_is_believed_only_from_our_own_web_server(settings, proxies, headers, expected):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    headers = {name: value.encode().decode("latin-1") for name, value in headers.items()}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR="10.0.0.7")
    assert client_address(request) == expected


@pytest.mark.django_db
def test_journal_is_neither_changed_nor_cleared():
    entry = record(AuditVerb.CREATE, make_school(), by=make_user())
    entry.object_label = "Подмена"
    with pytest.raises(TypeError, match="не правят"):
        entry.save()
    with pytest.raises(TypeError, match="не удаляют"):
        entry.delete()
    assert AuditEntry.objects.get().object_label != "Подмена"
