from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **extra):
        """A user who signs in by e-mail; without a password one cannot sign in yet."""
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email, password=None, **extra):
        return self.create_user(email, password, is_superuser=True, **extra)

    def get_by_natural_key(self, email):
        return self.get(email=self.normalize_email(email).lower())


class User(AbstractBaseUser, PermissionsMixin):
    """Пользователь: signs in by e-mail; what one may do comes from the roles (schools)."""

    email = models.EmailField(
        "электронная почта",
        unique=True,
        error_messages={"unique": "Пользователь с таким адресом уже есть."},
    )
    name = models.CharField("имя для подписи действий", max_length=150)
    is_active = models.BooleanField("может входить", default=True)
    joined_at = models.DateTimeField("заведён", default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "пользователь"
        verbose_name_plural = "пользователи"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message="Пользователь с таким адресом уже есть.",
            )
        ]

    def __str__(self):
        return self.name or self.email
