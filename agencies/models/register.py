from typing import Self

from django.db import connection, models
from django.db.models import Q, TextChoices

from agencies.models.effective import RECORD_FIELDS
from agencies.models.standing import Standing
from interface.records import Record, RecordQuerySet


class DocumentType(TextChoices):
    """Kinds of documents by their abbreviation on paper (NĐ 30/2020/NĐ-CP, Phụ lục III)."""

    REPORT = "BC", "Báo cáo"
    PLAN = "KH", "Kế hoạch"
    DECISION = "QĐ", "Quyết định"
    SUBMISSION = "TTr", "Tờ trình"
    NOTICE = "TB", "Thông báo"
    LETTER = "CV", "Công văn"
    MINUTES = "BB", "Biên bản"


class DocumentState(TextChoices):
    DRAFTED = "drafted", "Chờ cấp số"
    RETURNED = "returned", "Trả lại người soạn"
    WITHDRAWN = "withdrawn", "Người soạn đã rút"
    ISSUED = "issued", "Đã ban hành"
    CANCELLED = "cancelled", "Hủy số"


NUMBERED = (DocumentState.ISSUED, DocumentState.CANCELLED)
REASONED = (DocumentState.RETURNED, DocumentState.CANCELLED)
STANDINGS = {  # kind of badge, and its shape where it is another than usual
    DocumentState.DRAFTED: ("soon", ""),
    DocumentState.RETURNED: ("soon", "arrow-return-left"),
    DocumentState.WITHDRAWN: ("idle", "dash-circle"),
    DocumentState.ISSUED: ("done", ""),
    DocumentState.CANCELLED: ("idle", "dash-circle"),
}


class RegisterCounterQuerySet(RecordQuerySet["RegisterCounter"]):
    def visible_to(self, user) -> Self:
        return self if user.may("agencies.view_register") else self.none()

    def take_next(self, type: str, year: int) -> int:
        """The next number, whose row stays locked until the transaction ends: whoever rolls back leaves no gap."""
        with connection.cursor() as cursor:
            cursor.execute(
                """insert into agencies_registercounter as counter (type, year, last, on_paper_until)
                   values (%s, %s, 1, 0)
                   on conflict (type, year) do update set last = counter.last + 1 returning last""",
                [type, year],
            )
            return cursor.fetchone()[0]


class RegisterCounter(models.Model):
    """The last number given, for each type and calendar year. Up to `on_paper_until` the paper register gave them."""

    type = models.CharField("loại", max_length=3, choices=DocumentType)
    year = models.PositiveSmallIntegerField("năm")
    last = models.PositiveIntegerField("số đã cấp cuối cùng")
    on_paper_until = models.PositiveIntegerField("sổ giấy đến số", default=0)

    objects = RegisterCounterQuerySet.as_manager()

    class Privacy:
        public = ["id", "type", "year", "last", "on_paper_until"]
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "số cuối của sổ"
        constraints = [
            models.UniqueConstraint(fields=["type", "year"], name="one_counter_per_type_and_year"),
            models.CheckConstraint(condition=Q(last__gte=models.F("on_paper_until")), name="numbers_follow_the_paper"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.year}: {self.last}"


class RegisteredDocumentQuerySet(RecordQuerySet["RegisteredDocument"]):
    def visible_to(self, user) -> Self:
        """The register's readers; a secret document only its drafter and those who number or decide secret ones."""
        if not user.may("agencies.view_register"):
            return self.none()
        if user.may("agencies.view_secret_documents"):
            return self
        return self.filter(Q(secret=False) | Q(drafted_by=user))

    def waiting(self) -> Self:
        return self.filter(state=DocumentState.DRAFTED)

    def returned_to(self, user) -> Self:
        """What this user has to correct: own papers, and those of drafters who have left."""
        own = Q(drafted_by=user) | Q(drafted_by__left_on__isnull=False)
        return self.filter(own, state=DocumentState.RETURNED)


class RegisteredDocument(Record):
    """One line of the outgoing register (sổ văn bản đi). It names children by code only."""

    type = models.CharField("loại", max_length=3, choices=DocumentType)
    year = models.PositiveSmallIntegerField("năm", null=True, blank=True, editable=False)
    number = models.PositiveIntegerField("số", null=True, blank=True, editable=False)
    symbol = models.CharField("số, ký hiệu", max_length=60, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    subject = models.CharField("trích yếu", max_length=300, help_text="Ghi mã, không ghi tên trẻ")
    unit = models.CharField("đơn vị soạn", max_length=20, blank=True, help_text="Ký hiệu trên công văn: VHXH")
    signer = models.ForeignKey("agencies.Signer", models.PROTECT, verbose_name="người ký", null=True, blank=True)
    signer_name = models.CharField("tên người ký", max_length=120, blank=True)
    recipients = models.TextField("nơi nhận", blank=True)
    copies = models.PositiveSmallIntegerField("số bản", null=True, blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=DocumentState, default=DocumentState.DRAFTED)
    reason = models.CharField("lý do trả lại, hủy", max_length=300, blank=True)
    secret = models.BooleanField("văn bản mật", default=False)
    on_paper = models.BooleanField("đã cấp số trên sổ giấy", default=False)
    drafted_by = models.ForeignKey("accounts.User", models.PROTECT, verbose_name="người soạn", related_name="+")
    issued_by = models.ForeignKey(
        "accounts.User", models.PROTECT, verbose_name="người cấp số", null=True, blank=True, related_name="+"
    )

    objects = RegisteredDocumentQuerySet.as_manager()

    class Privacy:
        public = [
            *RECORD_FIELDS, "type", "year", "number", "symbol", "issued_on", "unit", "copies", "state", "secret",
            "on_paper", "signer",
        ]  # fmt: skip
        official = ["subject", "signer_name", "recipients", "reason", "drafted_by", "issued_by"]
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "văn bản đi"
        ordering = ["-year", "type", "-number", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["type", "year", "number"], name="a_number_is_given_once"),
            models.CheckConstraint(
                condition=Q(state__in=NUMBERED, number__gt=0, issued_on__year=models.F("year"))
                | Q(~Q(state__in=NUMBERED), number=None, issued_on=None),
                name="a_number_comes_with_the_issue_and_stays",
            ),
            models.CheckConstraint(
                condition=Q(state__in=REASONED, reason__gt="") | Q(~Q(state__in=REASONED), reason=""),
                name="who_returns_or_cancels_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["state"], condition=Q(state__in=["drafted", "returned"]), name="documents_under_way")
        ]

    def __str__(self) -> str:
        return self.symbol or f"{self.get_type_display()}: {self.subject}"

    @property
    def is_cancelled(self) -> bool:
        return self.state == DocumentState.CANCELLED

    @property
    def is_waiting(self) -> bool:
        return self.state == DocumentState.DRAFTED

    @property
    def is_issued(self) -> bool:
        return self.state == DocumentState.ISSUED

    def belongs_to(self, user) -> bool:
        """Whether this user corrects or withdraws it while it has no number: its drafter, or anybody in place of a
        drafter who has left.
        """
        return self.drafted_by_id == user.pk or self.drafted_by.left_on is not None

    @property
    def is_returned(self) -> bool:
        return self.state == DocumentState.RETURNED

    @property
    def standing(self) -> Standing:
        if self.on_paper and self.state == DocumentState.ISSUED:
            return Standing("done", "Sổ giấy")
        kind, shape = STANDINGS[DocumentState(self.state)]
        return Standing(kind, self.get_state_display(), shape=shape)
