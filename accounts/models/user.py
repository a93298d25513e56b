from functools import cached_property

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from accounts.authorization import MACHINES, Role, agency_kind_of, allows
from interface.records import Record, RecordQuerySet
from vietnamese.names import search_key, sort_key


class UserQuerySet(RecordQuerySet["User"]):
    def visible_to(self, user):
        """Officials are known to each other by name and agency; accounts are shown to those who manage them."""
        if user.may("accounts.view_users"):
            return self.people()
        return self.filter(pk=user.pk)

    def people(self):
        """Accounts of persons, not the machine's own nor those of other systems."""
        return self.exclude(role__in=MACHINES)

    def who_act(self):
        """People and other systems: whoever stands in the access log."""
        return self.exclude(role=Role.SYSTEM)

    def working(self):
        return self.people().filter(left_on__isnull=True)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    def system(self) -> "User":
        """The account in whose name the machine works by itself."""
        return self.get(role=Role.SYSTEM)

    def for_command(self, username: str | None) -> "User | None":
        """In whose name a command works: the named account, if somebody works with it; the machine's, if none is."""
        return self.working().filter(username=username).first() if username else self.system()


class User(Record, AbstractBaseUser):
    """One person's own account (PRIV-16: no shared ones). Leavers keep their row, so that the log stays readable."""

    username = models.CharField("tên đăng nhập", max_length=60, unique=True)
    full_name = models.CharField("họ và tên", max_length=120)
    search_key = models.CharField(max_length=120, editable=False, db_index=True, db_collation="C")
    sort_key = models.CharField(max_length=400, editable=False, db_index=True, db_collation="C")
    role = models.CharField("vai trò", max_length=20, choices=Role)
    title = models.CharField("chức vụ", max_length=120, blank=True)
    form_of_address = models.CharField("xưng hô", max_length=3, choices=[("ông", "ông"), ("bà", "bà")], blank=True)
    phone = models.CharField("điện thoại", max_length=20, blank=True)
    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, verbose_name="cơ quan", null=True, blank=True, related_name="users"
    )
    neighbourhoods = models.ManyToManyField(
        "agencies.Neighbourhood",
        verbose_name="tổ dân phố phụ trách",
        blank=True,
        related_name="collaborators",
    )
    in_charge_of_children = models.BooleanField("phụ trách công tác trẻ em", default=False)
    must_change_password = models.BooleanField("phải đổi mật khẩu", default=True)
    left_on = models.DateField("nghỉ từ ngày", null=True, blank=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]
    objects = UserManager()

    class Privacy:
        public = [
            "id", "public_id", "version", "created_at", "updated_at", "role", "must_change_password",
            "in_charge_of_children",
        ]  # fmt: skip
        official = [
            "username", "full_name", "search_key", "sort_key", "title", "form_of_address", "phone", "agency",
            "neighbourhoods", "left_on", "last_login", "password",
        ]  # fmt: skip
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "người dùng"
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["role"], condition=Q(role=Role.SYSTEM), name="one_system_account"),
            models.UniqueConstraint(
                fields=["role"], condition=Q(role=Role.CHAIR, left_on=None), name="one_working_chair"
            ),
            models.CheckConstraint(condition=Q(username=Lower("username")), name="user_name_in_lower_case"),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args, **kwargs) -> None:
        self.search_key, self.sort_key = search_key(self.full_name), sort_key(self.full_name)
        super().save(*args, **kwargs)

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Whether this account may sign in."""
        return self.left_on is None and self.role not in MACHINES

    @property
    def role_name(self) -> str:
        return Role(self.role).label

    @property
    def code(self) -> str:
        """What the access log says about this account: no name."""
        return f"tài khoản {self.username}"

    @cached_property
    def neighbourhood_ids(self) -> list[int]:
        return list(self.neighbourhoods.order_by("pk").values_list("pk", flat=True))

    def may(self, permission: str, obj: models.Model | None = None) -> bool:
        """Whether this user may do this, to this record when one is given (for buttons; actions use `authorize`)."""
        if not allows(self.role, permission, agency_kind_of(self)):
            return False
        if obj is None:
            return True
        return type(obj)._default_manager.visible_to(self).filter(pk=obj.pk).exists()  # type: ignore[attr-defined]
