from django.db import models
from django.db.models import Q, TextChoices
from django.urls import reverse
from django.utils import timezone

from accounts.authorization import Role
from interface.records import Record, RecordQuerySet


class Reach(TextChoices):
    WARD = "ward", "Trẻ em toàn phường"
    NEIGHBOURHOODS = "neighbourhoods", "Trẻ em ở một số tổ dân phố"
    AGENCY = "agency", "Trẻ em của một trường học hoặc trạm y tế"


class ConnectionQuerySet(RecordQuerySet["Connection"]):
    def visible_to(self, user):
        """Those who make them and those who answer for what leaves the ward."""
        return self if user.may("accounts.view_connections") else self.none()


class Connection(Record):
    """Another system that reads or writes the register: for one purpose, so far, until that day.

    It acts as an account of its own, with a role and a scope like a person's. The token stands nowhere: a keyed hash
    finds it, its first characters tell two apart.
    """

    account = models.OneToOneField(
        "accounts.User", models.PROTECT, verbose_name="tài khoản của hệ thống", related_name="connection"
    )
    operator = models.CharField("đơn vị vận hành", max_length=120)
    contact = models.CharField("người liên hệ, điện thoại", max_length=120)
    basis = models.CharField("căn cứ cho kết nối", max_length=200)
    purpose = models.CharField("mục đích", max_length=20)
    reach = models.CharField("phạm vi", max_length=16, choices=Reach)
    valid_until = models.DateField("dùng đến hết ngày")
    confirmed_by = models.ForeignKey(
        "accounts.User", models.PROTECT, verbose_name="lãnh đạo xác nhận", null=True, editable=False, related_name="+"
    )
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True, editable=False)
    token_fingerprint = models.CharField(max_length=64, null=True, unique=True, editable=False, db_collation="C")
    token_prefix = models.CharField("mã bắt đầu bằng", max_length=16, blank=True, editable=False)
    token_issued_at = models.DateTimeField("cấp mã lúc", null=True, editable=False)
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, editable=False)
    last_used_at = models.DateTimeField("dùng gần nhất", null=True, editable=False)
    last_used_from = models.GenericIPAddressField("từ địa chỉ", null=True, editable=False)
    minute_began_at = models.DateTimeField(null=True, editable=False)
    minute_requests = models.PositiveIntegerField(default=0, editable=False)

    objects = ConnectionQuerySet.as_manager()

    class Privacy:
        public = [
            "id", "public_id", "version", "created_at", "updated_at", "purpose", "reach", "valid_until",
            "token_issued_at", "revoked_at", "confirmed_at", "last_used_at", "minute_began_at", "minute_requests",
        ]  # fmt: skip
        official = [
            "account", "confirmed_by", "operator", "contact", "basis", "token_fingerprint", "token_prefix",
            "last_used_from",
        ]  # fmt: skip
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "hệ thống kết nối"
        ordering = ["account__sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(token_fingerprint=None), name="no_token_after_it_was_revoked"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="who_confirmed_a_connection_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("connection", args=[self.public_id])

    @property
    def name(self) -> str:
        return self.account.full_name

    @property
    def code(self) -> str:
        """What the access log and the bell call it."""
        return f"kết nối {self.account.username}"

    @property
    def writes(self) -> bool:
        return self.account.role == Role.EXCHANGE_WRITE

    @property
    def is_over(self) -> bool:
        return self.valid_until < timezone.localdate()

    @property
    def is_open(self) -> bool:
        """Whether its token opens the door today."""
        return self.token_fingerprint is not None and self.confirmed_at is not None and not self.is_over
