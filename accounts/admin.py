"""Reference data section: who signs in, and the journal. Open to a superuser alone."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin

from accounts.audit import record
from accounts.models import AuditEntry, AuditVerb, Invitation, User
from lib.admin import ReadOnlyAdmin, TitledAdmin


class AuditedAdmin(TitledAdmin):
    """Every change made here stands in the journal, like a change made on the site."""

    def write(self, verb, obj, request, *, of=None, changes=None):
        """An entry about the object; `of` is the row whose part it is."""
        place = getattr(of or obj, "municipality", None)
        record(verb, obj, by=request.user, municipality=place, changes=changes)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        before = form.initial if change else {}
        changes = {
            name: [str(before.get(name, "")), str(form.cleaned_data[name])]
            for name in form.changed_data
        }
        self.write(AuditVerb.CHANGE if change else AuditVerb.CREATE, obj, request, changes=changes)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        for formset in formsets:
            for obj in formset.new_objects:
                self.write(AuditVerb.CREATE, obj, request, of=form.instance)
            for obj, names in formset.changed_objects:
                changes = {name: ["", str(getattr(obj, name, ""))] for name in names}
                self.write(AuditVerb.CHANGE, obj, request, of=form.instance, changes=changes)
            for obj in formset.deleted_objects:
                self.write(AuditVerb.DELETE, obj, request, of=form.instance)

    def delete_model(self, request, obj):
        self.write(AuditVerb.DELETE, obj, request)
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for obj in queryset:
            self.write(AuditVerb.DELETE, obj, request)
        super().delete_queryset(request, queryset)


class UserForm(forms.ModelForm):
    """A user whose address is kept in small letters, as people sign in by it in any."""

    class Meta:
        labels = {"is_superuser": "Технический администратор"}
        help_texts = {"is_superuser": "Видит всё, открывает и закрывает вход, меняет адреса."}

    def clean_email(self):
        return self.cleaned_data["email"].lower()


@admin.register(User)
class UserAdmin(AuditedAdmin):
    form = UserForm
    list_display = ["name", "email", "is_active", "is_superuser", "last_login"]
    list_filter = ["is_active", "is_superuser"]
    search_fields = ["name", "email"]
    fields = ["name", "email", "is_active", "is_superuser", "last_login", "joined_at"]
    readonly_fields = ["last_login", "joined_at"]
    actions = ["take_second_factor_off"]

    def has_delete_permission(self, request, obj=None):
        """Nobody: whoever has acted stays in the journal; the sign-in is closed instead."""
        return False

    def save_model(self, request, obj, form, change):
        if not change:
            obj.set_unusable_password()  # set by the person: «Забыли пароль?»
        super().save_model(request, obj, form, change)
        # allauth would go on accepting the former address.
        EmailAddress.objects.filter(user=obj).exclude(email__iexact=obj.email).delete()

    @admin.action(description="Снять второй фактор (потерян телефон)", permissions=["change"])
    def take_second_factor_off(self, request, queryset):
        for user in queryset:
            Authenticator.objects.filter(user=user).delete()
            changes = {"второй фактор": ["включён", "снят"]}
            self.write(AuditVerb.CHANGE, user, request, changes=changes)
        self.message_user(request, "Второй фактор снят: теперь для входа хватит пароля.")


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ["at", "by", "verb", "object_type", "object_label", "municipality"]
    list_filter = ["verb", "municipality", "object_type"]
    list_select_related = ["by"]
    search_fields = ["object_label", "by__name", "by__email"]
    date_hierarchy = "at"
    show_full_result_count = False


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    list_display = ["user", "invited_by", "sent_at", "accepted_at"]
    list_filter = [("accepted_at", admin.EmptyFieldListFilter)]
    list_select_related = ["user", "invited_by"]
    search_fields = ["user__name", "user__email"]
