from accounts.models.audit import AuditEntry, AuditVerb
from accounts.models.calendar_address import CalendarAddress
from accounts.models.form_key import FormKey
from accounts.models.invitation import Invitation
from accounts.models.user import User

__all__ = ["AuditEntry", "AuditVerb", "CalendarAddress", "FormKey", "Invitation", "User"]
