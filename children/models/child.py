from collections.abc import Iterable
from datetime import date

from django.db import connection, models
from django.db.models import F, Q, TextChoices
from django.db.models.expressions import RawSQL
from django.urls import reverse

from accounts.authorization import scope_of
from accounts.encryption import EncryptedTextField, fingerprint
from children.models.household import Household
from interface.model_fields import PartialDateField
from interface.records import Record, RecordQuerySet
from interface.refusals import Refused
from vietnamese import personal_id
from vietnamese.addresses import address_order
from vietnamese.ages import CHILD_UNTIL, latest_birth
from vietnamese.names import search_key, sort_key


class Sex(TextChoices):
    MALE = "male", "Nam"
    FEMALE = "female", "Nữ"
    UNKNOWN = "unknown", "Chưa xác định"


class Residence(TextChoices):
    PERMANENT = "permanent", "Thường trú"
    TEMPORARY = "temporary", "Tạm trú"
    AWAY = "away", "Tạm vắng"
    MOVED_OUT = "moved_out", "Đã chuyển đi"
    DEAD = "dead", "Đã mất"


LIVING_HERE = (Residence.PERMANENT, Residence.TEMPORARY)
GONE = (Residence.MOVED_OUT, Residence.DEAD)


class ChildQuerySet(RecordQuerySet["Child"]):
    def visible_to(self, user):
        """Children of one's neighbourhoods, one's own pupils or patients, those in the book of one's agency (access
        matrix, `child_basic`).
        """
        scope = scope_of(user)
        if not user.may("children.view"):
            return self.none()
        if scope.whole_ward:
            return self
        mine = Q(neighbourhood__in=scope.neighbourhoods) | Q(school__in=scope.agencies)
        if scope.born_after:
            mine |= Q(born_by__gt=scope.born_after, left_on=None)
        if user.may("children.find_by_paper"):
            mine |= Q(pk__in=RawSQL("select unnest(children_of_justice())", []))
        return self.filter(mine)

    def lock(self, pk: int, *, expected_version: int | None = None) -> "Child":
        """As of any record; and `Refused` when it was merged into another one meanwhile."""
        try:
            return super().lock(pk, expected_version=expected_version)
        except Child.DoesNotExist:
            raise Refused("Hồ sơ này vừa được gộp vào hồ sơ khác hoặc không còn trong sổ. Tìm lại theo mã.") from None

    def living_here(self, on: date):
        """Usual residents on that day: permanent or temporary, not yet or no longer away, not gone.

        A child that is away now counts for days before it went (indicators.md, "trẻ em trên địa bàn").
        """
        return self.filter(
            Q(moved_in_on=None) | Q(moved_in_on__lte=on),
            Q(left_on=None) | Q(left_on__gt=on),
            ~Q(residence=Residence.AWAY) | Q(residence_since__gt=on),
            born_on__lte=on,
        )

    def aged(self, on: date, *, at_least: int = 0, under: int):
        """Completed years in [at_least, under) on that day. A partial birth date counts from its last possible day."""
        younger = self.filter(born_by__gt=latest_birth(on, under))
        return younger.filter(born_by__lte=latest_birth(on, at_least)) if at_least else younger

    def under_16(self, on: date):
        """Children in the sense of the law (Luật Trẻ em 2016, Điều 1)."""
        return self.aged(on, under=CHILD_UNTIL)

    def of_ward(self, on: date):
        """The figure “trẻ em trên địa bàn”: usual residents under 16."""
        return self.living_here(on).under_16(on)

    def with_siblings(self, children: Iterable[int]):
        """These children, and those who share a caregiver with one of them: what the caregiver's row says stands in
        the form of each.
        """
        sharing = Child.objects.filter(relations__caregiver__relations__child__in=children)
        return self.filter(Q(pk__in=children) | Q(pk__in=sharing.values("pk")))

    def with_personal_id(self, number: str):
        """Whose number is exactly this one (twelve digits)."""
        return self.filter(personal_id_fingerprint=Child.fingerprint_of(number))

    def bulk_create(self, objs, *args, **kwargs):
        objs = list(objs)
        for child in objs:
            child.keep_keys()
        return super().bulk_create(objs, *args, **kwargs)


class Child(Record):
    """A child known to the ward. Nobody is deleted: who moves away or turns 16 leaves the lists, not the book.

    `neighbourhood` equals the household's (a foreign key over both columns keeps it so): it says who may see the row.
    """

    code = models.CharField("mã trẻ em", max_length=16, unique=True, editable=False)
    full_name = models.CharField("họ và tên", max_length=120)
    temporary_name = models.BooleanField("tên tạm, chưa đặt tên", default=False)
    search_key = models.CharField(max_length=120, editable=False, db_collation="C")
    sort_key = models.CharField(max_length=400, editable=False, db_collation="C")
    search_more = models.TextField(editable=False, blank=True, default="")  # family, address; see search.py
    birth = PartialDateField("ngày sinh")
    born_on = models.DateField("ngày sinh sớm nhất", editable=False)
    born_by = models.DateField("ngày sinh muộn nhất", editable=False)
    sex = models.CharField("giới tính", max_length=8, choices=Sex)
    ethnic_group = models.ForeignKey(
        "children.EthnicGroup", models.PROTECT, verbose_name="dân tộc", null=True, blank=True, related_name="+"
    )
    foreign_nationality = models.CharField("quốc tịch nước ngoài", max_length=60, blank=True)
    household = models.ForeignKey(
        Household, models.PROTECT, verbose_name="hộ gia đình", null=True, blank=True, related_name="children"
    )
    neighbourhood = models.ForeignKey(
        "agencies.Neighbourhood", models.PROTECT, verbose_name="tổ dân phố", related_name="children"
    )
    own_address = models.CharField("nơi ở nếu không thuộc hộ nào", max_length=200, blank=True)
    own_address_key = models.CharField(max_length=200, editable=False, blank=True, db_collation="C")
    own_address_order = models.CharField(max_length=300, editable=False, blank=True, db_collation="C", default="")
    personal_id = EncryptedTextField("số định danh cá nhân")
    personal_id_fingerprint = models.CharField(max_length=64, null=True, editable=False, db_collation="C")
    personal_id_doubtful = models.BooleanField(default=False, editable=False)  # see `personal_id.warnings`
    personal_id_verified = models.BooleanField("số định danh đã được công an xác thực", default=False)
    identity_issued_on = models.DateField("ngày cấp thẻ căn cước", null=True, blank=True)
    identity_place = models.CharField("nơi cấp thẻ căn cước", max_length=120, blank=True)
    birth_certificate = models.CharField("số giấy khai sinh", max_length=40, blank=True)
    birth_certificate_book = models.CharField("giấy khai sinh, quyển số", max_length=20, blank=True)
    birth_certificate_place = models.CharField("nơi đăng ký khai sinh", max_length=120, blank=True)
    birth_registered_on = models.DateField("ngày đăng ký khai sinh", null=True, blank=True)
    health_insurance = EncryptedTextField("số thẻ BHYT")
    health_insurance_from = models.DateField("thẻ BHYT có giá trị từ", null=True, blank=True)
    health_insurance_place = models.CharField("nơi khám chữa bệnh ban đầu", max_length=120, blank=True)
    health_insurance_until = models.DateField("thẻ BHYT có giá trị đến", null=True, blank=True)
    school = models.ForeignKey(
        "agencies.Agency", models.PROTECT, verbose_name="trường", null=True, blank=True, related_name="pupils"
    )
    class_name = models.CharField("lớp", max_length=20, blank=True)
    residence = models.CharField("cư trú", max_length=12, choices=Residence, default=Residence.PERMANENT)
    residence_since = models.DateField("cư trú như vậy từ ngày", null=True, blank=True)
    moved_in_on = models.DateField("chuyển đến ngày", null=True, blank=True)
    left_on = models.DateField("rời sổ từ ngày", null=True, blank=True)
    notes = EncryptedTextField("ghi chú")

    objects = ChildQuerySet.as_manager()

    class Privacy:
        public = ["id", "public_id", "version", "created_at", "updated_at"]
        official: list[str] = []
        personal = [
            "code", "full_name", "temporary_name", "search_key", "sort_key", "search_more", "birth", "born_on",
            "born_by", "sex", "foreign_nationality", "household", "neighbourhood", "own_address", "own_address_key",
            "own_address_order", "personal_id", "personal_id_fingerprint", "personal_id_doubtful",
            "personal_id_verified", "identity_issued_on", "identity_place", "birth_certificate",
            "birth_certificate_book", "birth_certificate_place", "birth_registered_on",
            "school", "class_name", "residence", "residence_since", "moved_in_on", "left_on",
        ]  # fmt: skip
        sensitive = [
            "ethnic_group",
            "health_insurance",
            "health_insurance_from",
            "health_insurance_until",
            "health_insurance_place",
            "notes",
        ]

    class Meta:
        verbose_name = "trẻ em"
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["neighbourhood", "sort_key"], name="child_by_neighbourhood"),
            # Ends with what tells namesakes apart, or each page would sort them again. A plan made while the table is
            # as good as empty may take it for the primary key; ANALYZE after a large write ends that.
            models.Index(fields=["sort_key", "id"], name="child_by_name"),
            models.Index(fields=["search_key", "born_on"], name="child_by_name_and_birth"),
            models.Index(fields=["born_by"], name="child_by_birth"),
            models.Index(fields=["-born_on", "sort_key"], name="child_by_age"),
            models.Index(fields=["updated_at"], name="child_by_update"),
            models.Index(fields=["school", "sort_key"], name="child_by_school"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["personal_id_fingerprint"],
                name="one_child_per_personal_id",
                violation_error_message="Số định danh này đã có trong sổ.",
            ),
            models.CheckConstraint(
                condition=Q(residence__in=GONE, left_on__isnull=False)
                | (~Q(residence__in=GONE) & Q(left_on__isnull=True)),
                name="left_on_only_of_those_who_left",
                violation_error_message="Trẻ đã chuyển đi hoặc đã mất thì ghi ngày rời sổ.",
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("born_on")),
                name="child_leaves_after_birth",
                violation_error_message="Ngày rời sổ ở trước ngày sinh.",
            ),
            models.CheckConstraint(
                condition=Q(health_insurance_from=None)
                | Q(health_insurance_until=None)
                | Q(health_insurance_from__lte=F("health_insurance_until")),
                name="insurance_dates_in_order",
                violation_error_message="Thẻ BHYT có giá trị từ ngày ở sau ngày hết hạn. Kiểm tra lại cả hai ngày.",
            ),
            models.CheckConstraint(condition=Q(born_by__gte=F("born_on")), name="birth_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.full_name}".strip()

    def get_absolute_url(self) -> str:
        return reverse("child", args=[self.public_id])

    @staticmethod
    def fingerprint_of(personal_id: str) -> str:
        return fingerprint(personal_id, context="children.child.personal_id")

    def keep_keys(self) -> None:
        """What is derived from other fields; single and bulk saves call it."""
        self.search_key, self.sort_key = search_key(self.full_name), sort_key(self.full_name)
        self.own_address_key, self.own_address_order = search_key(self.own_address), address_order(self.own_address)
        self.born_on, self.born_by = self.birth.earliest(), self.birth.latest()
        self.personal_id_doubtful = bool(
            self.personal_id and personal_id.warnings(self.personal_id, sex=self.sex, birth=self.birth)  # type: ignore[arg-type]
        )
        self.personal_id_fingerprint = Child.fingerprint_of(self.personal_id) if self.personal_id else None

    def save(self, *args, **kwargs) -> None:
        self.keep_keys()
        super().save(*args, **kwargs)

    @property
    def address(self) -> str:
        return self.household.address if self.household else self.own_address

    @property
    def is_gone(self) -> bool:
        return self.residence in GONE


class CodeCounterQuerySet(RecordQuerySet["CodeCounter"]):
    def visible_to(self, user):
        return self.none()

    def take(self, year: int, count: int = 1) -> list[str]:
        """The next codes of a year. Others who take some wait until this transaction ends: take them late."""
        with connection.cursor() as cursor:
            cursor.execute(
                """insert into children_codecounter (year, last) values (%(year)s, %(count)s)
                   on conflict (year) do update set last = children_codecounter.last + %(count)s
                   returning last""",
                {"year": year, "count": count},
            )
            (last,) = cursor.fetchone()
        return [f"TE-{year}-{number:04}" for number in range(last - count + 1, last + 1)]


class CodeCounter(models.Model):
    """The last number given to a child's code in a year."""

    year = models.PositiveSmallIntegerField("năm", unique=True)
    last = models.PositiveIntegerField("số cuối")

    objects = CodeCounterQuerySet.as_manager()

    class Privacy:
        public = ["id", "year", "last"]
        official: list[str] = []
        personal: list[str] = []
        sensitive: list[str] = []

    class Meta:
        verbose_name = "số thứ tự mã trẻ em"

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
