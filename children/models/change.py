"""“Biến động”: what somebody says has changed, until an officer has decided about it."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q, TextChoices
from django.urls import reverse
from django.utils import timezone

from accounts.authorization import scope_of
from accounts.encryption import EncryptedTextField
from children.models.caregiver import Relation
from children.models.child import Child, Residence, Sex
from children.models.circumstance import CircumstanceGroup
from children.models.household import Household
from interface.model_fields import PartialDateField
from interface.records import Record, RecordQuerySet


class ChangeKind(TextChoices):
    BIRTH = "birth", "Mới sinh"
    ARRIVAL = "arrival", "Chuyển đến"
    UNLISTED = "unlisted", "Chưa có tên trong danh sách"
    DEPARTURE = "departure", "Chuyển đi"
    CIRCUMSTANCE = "circumstance", "Hoàn cảnh đổi"
    DROPOUT = "dropout", "Bỏ học"
    DEATH = "death", "Mất"


OF_NEW_CHILDREN = (ChangeKind.BIRTH, ChangeKind.ARRIVAL, ChangeKind.UNLISTED)


class Detail(TextChoices):
    """The first of the two questions, where its answer is no group of circumstances."""

    PERMANENT = Residence.PERMANENT.value, "Về ở thường trú"
    TEMPORARY = Residence.TEMPORARY.value, "Về ở tạm trú"
    MOVED_OUT = Residence.MOVED_OUT.value, "Đi hẳn"
    AWAY = Residence.AWAY.value, "Đi một thời gian"
    MOTHER_DIED = "mother_died", "Mẹ mất"
    FATHER_DIED = "father_died", "Cha mất"
    OTHER = "other", "Khác"
    EARNING = "earning", "Đi làm kiếm sống"
    HARDSHIP = "hardship", "Gia đình khó khăn"
    ILLNESS = "illness", "Ốm đau, khuyết tật"
    UNWILLING = "unwilling", "Không muốn học"


DEAD_PARENTS: dict[str, str] = {Detail.MOTHER_DIED: Relation.MOTHER, Detail.FATHER_DIED: Relation.FATHER}


class ChangeState(TextChoices):
    PENDING = "pending", "Chờ duyệt"
    RETURNED = "returned", "Trả lại, hỏi thêm"
    APPROVED = "approved", "Đã duyệt"
    REFUSED = "refused", "Không duyệt"
    WITHDRAWN = "withdrawn", "Đã rút lại"


OPEN = (ChangeState.PENDING, ChangeState.RETURNED)


class ChildChangeQuerySet(RecordQuerySet["ChildChange"]):
    def visible_to(self, user):
        """A slip belongs to its neighbourhood, whoever sent it; what it says of a child's circumstances is known to
        its sender and to those who may know circumstances (access matrix, `group_ordinary`).
        """
        scope = scope_of(user)
        if not user.may("children.view_details"):
            return self.none()
        mine = self if scope.whole_ward else self.filter(neighbourhood__in=scope.neighbourhoods)
        if user.may("children.view_circumstances"):
            return mine
        return mine.filter(~Q(kind=ChangeKind.CIRCUMSTANCE) | Q(proposer=user))

    def pending(self):
        return self.filter(state=ChangeState.PENDING)

    def standing(self):
        return self.exclude(state=ChangeState.WITHDRAWN)

    def about(self, household: Household):
        """Of its children, and of those that shall come into it."""
        return self.filter(Q(household=household) | Q(child__household=household))

    def of_month(self, moment: datetime):
        day = timezone.localdate(moment)
        return self.filter(created_at__year=day.year, created_at__month=day.month)

    def open(self):
        """Not decided yet."""
        return self.filter(state__in=OPEN)


class ChildChange(Record):
    """A change of one child, or a child to be added, as a collaborator proposes it or an officer records it.

    `neighbourhood` equals the child's, or the household's where the child is new: the slip moves house with it.
    """

    kind = models.CharField("việc", max_length=12, choices=ChangeKind)
    state = models.CharField("tình trạng", max_length=10, choices=ChangeState, default=ChangeState.PENDING)
    neighbourhood = models.ForeignKey(
        "agencies.Neighbourhood", models.PROTECT, verbose_name="tổ dân phố", related_name="+"
    )
    child = models.ForeignKey(
        Child, models.PROTECT, verbose_name="trẻ em", null=True, blank=True, related_name="changes"
    )
    household = models.ForeignKey(
        Household, models.PROTECT, verbose_name="hộ gia đình", null=True, blank=True, related_name="+"
    )
    happened = PartialDateField("từ khi nào", blank=True, default="")
    detail = models.CharField("thế nào", max_length=12, choices=Detail, blank=True)
    group = models.ForeignKey(
        CircumstanceGroup, models.PROTECT, verbose_name="nhóm hoàn cảnh", null=True, blank=True, related_name="+"
    )
    full_name = models.CharField("họ và tên", max_length=120, blank=True)
    temporary_name = models.BooleanField("tên tạm, chưa đặt tên", default=False)
    birth = PartialDateField("ngày sinh", blank=True, default="")
    sex = models.CharField("giới tính", max_length=8, choices=Sex, blank=True)
    head_name = models.CharField("chủ hộ", max_length=120, blank=True)
    address = models.CharField("số nhà, đường", max_length=200, blank=True)
    carer_name = models.CharField("người chăm sóc", max_length=120, blank=True)
    carer_relation = models.CharField("quan hệ với trẻ", max_length=24, choices=Relation, blank=True)
    personal_id = EncryptedTextField("số định danh cá nhân")
    note = EncryptedTextField("ghi thêm")
    seen = models.JSONField("sổ ghi lúc gửi", default=list, editable=False)  # pairs of label and words
    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người gửi", related_name="+")
    question = EncryptedTextField("phường hỏi")
    answer = EncryptedTextField("trả lời")
    reason = EncryptedTextField("lý do không duyệt")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người quyết định", null=True, blank=True,
        related_name="+",
    )  # fmt: skip
    decided_at = models.DateTimeField("quyết định lúc", null=True, blank=True)

    objects = ChildChangeQuerySet.as_manager()

    class Privacy:
        public = ["id", "public_id", "version", "created_at", "updated_at", "state"]
        official = ["proposer", "decided_by", "decided_at"]
        personal = [
            "kind", "neighbourhood", "child", "household", "happened", "full_name", "temporary_name", "birth", "sex",
            "head_name", "address", "carer_name", "carer_relation", "personal_id", "seen",
        ]  # fmt: skip
        sensitive = ["detail", "group", "note", "question", "answer", "reason"]

    class Meta:
        verbose_name = "phiếu biến động"
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["created_at"], condition=Q(state="pending"), name="change_to_decide"),
            models.Index(fields=["proposer", "-created_at"], name="change_by_proposer"),
            models.Index(fields=["child"], name="change_by_child"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["child", "kind"],
                condition=Q(state__in=OPEN) & ~Q(kind="circumstance"),
                name="one_open_change_of_a_kind",
                violation_error_message="Đã có một phiếu như vậy về trẻ này, phường chưa quyết định xong.",
            ),
            # Per sender: what a colleague says of a child's circumstances must not show itself through a clash.
            models.UniqueConstraint(
                fields=["child", "proposer", "group", "detail"],
                condition=Q(state__in=OPEN, kind="circumstance"),
                nulls_distinct=False,
                name="one_open_change_of_a_circumstance",
                violation_error_message="Đã gửi một phiếu như vậy về trẻ này, phường chưa quyết định xong.",
            ),
            models.CheckConstraint(
                condition=Q(child__isnull=False, household=None) | Q(child=None, kind__in=OF_NEW_CHILDREN),
                name="change_of_a_child_or_of_a_new_one",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(*OPEN, ChangeState.WITHDRAWN))
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="change_is_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.name}"

    def get_absolute_url(self) -> str:
        """Where its sender reads it; an officer decides on another page."""
        return reverse("sent_change", args=[self.public_id])

    @property
    def code(self) -> str:
        """What the access log calls it: no name."""
        return f"phiếu biến động, {self.neighbourhood.short_name}"

    @property
    def name(self) -> str:
        if self.child:
            return self.child.full_name
        return f"{self.full_name} (chưa đặt tên)" if self.temporary_name else self.full_name

    @property
    def home(self) -> Household | None:
        return self.child.household if self.child else self.household

    @property
    def contradiction(self) -> str:
        """What the register says that makes it impossible; nothing if it may be so."""
        if self.child and self.child.residence == Residence.DEAD:
            return "Sổ ghi trẻ đã mất. Ghi nhầm thì sửa ở hồ sơ của trẻ."
        if self.child and self.child.is_gone and self.kind != ChangeKind.ARRIVAL:
            return "Trẻ đã rời sổ: đã chuyển đi. Chỉ ghi được việc trẻ chuyển đến."
        return ""

    @property
    def sender_can_answer(self) -> bool:
        """Whether the sender still works here and looks after the neighbourhood: else nobody would read a question."""
        sender = self.proposer
        if not sender.is_active or not sender.may("children.propose_changes"):
            return False
        return scope_of(sender).whole_ward or self.neighbourhood_id in sender.neighbourhood_ids

    @property
    def is_new_child(self) -> bool:
        """Whether it brought, or shall bring, a child into the register."""
        return bool(self.full_name)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_pending(self) -> bool:
        return self.state == ChangeState.PENDING
