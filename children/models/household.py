from django.db import models
from django.db.models import Q, TextChoices
from django.urls import reverse

from accounts.authorization import scope_of
from accounts.encryption import EncryptedTextField
from interface.records import Record, RecordQuerySet
from vietnamese.addresses import address_order
from vietnamese.names import search_key, sort_key


class Poverty(TextChoices):
    NOT_RECORDED = "", "Chưa nhập"
    NONE = "none", "Không nghèo"
    POOR = "poor", "Hộ nghèo"
    NEAR_POOR = "near_poor", "Hộ cận nghèo"


POOR = (Poverty.POOR, Poverty.NEAR_POOR)


class HouseholdQuerySet(RecordQuerySet["Household"]):
    def visible_to(self, user):
        """Households of one's neighbourhoods. A school knows its pupils, not their households."""
        scope = scope_of(user)
        if not user.may("children.view_details"):
            return self.none()
        return self if scope.whole_ward else self.filter(neighbourhood__in=scope.neighbourhoods)

    def with_word(self, word: str):
        """Whose head or address has this word, written without marks."""
        return self.filter(Q(search_key__contains=word) | Q(address_key__contains=word))

    def bulk_create(self, objs, *args, **kwargs):
        objs = list(objs)
        for household in objs:
            household.keep_keys()
        return super().bulk_create(objs, *args, **kwargs)


class Household(Record):
    """People who live at one address under one head (chủ hộ). The paper household book ended on 01/01/2023."""

    head_name = models.CharField("chủ hộ", max_length=120)
    head_birth_year = models.PositiveSmallIntegerField("năm sinh chủ hộ", null=True, blank=True)
    search_key = models.CharField(max_length=120, editable=False, db_collation="C")
    sort_key = models.CharField(max_length=400, editable=False, db_collation="C")
    address = models.CharField("số nhà, đường", max_length=200, blank=True)
    address_key = models.CharField(max_length=200, editable=False, db_collation="C", blank=True)
    address_order = models.CharField(max_length=300, editable=False, db_collation="C", blank=True, default="")
    neighbourhood = models.ForeignKey(
        "agencies.Neighbourhood", models.PROTECT, verbose_name="tổ dân phố", related_name="households"
    )
    # Of now, repeated from `PovertyYear`, which says which class a household had in which year.
    poverty = models.CharField("diện hộ", max_length=10, choices=Poverty, blank=True)
    certificate_number = models.CharField("số giấy chứng nhận hộ", max_length=40, blank=True)
    certificate_year = models.PositiveSmallIntegerField("năm của giấy chứng nhận", null=True, blank=True)
    certificate_issued_on = models.DateField("ngày cấp giấy chứng nhận", null=True, blank=True)
    phone = models.CharField("điện thoại", max_length=20, blank=True)
    notes = EncryptedTextField("ghi chú")

    objects = HouseholdQuerySet.as_manager()

    class Privacy:
        public = ["id", "public_id", "version", "created_at", "updated_at"]
        official: list[str] = []
        personal = [
            "head_name", "head_birth_year", "search_key", "sort_key", "address", "address_key", "address_order",
            "neighbourhood", "phone", "notes",
        ]  # fmt: skip
        sensitive = ["poverty", "certificate_number", "certificate_year", "certificate_issued_on"]

    class Meta:
        verbose_name = "hộ gia đình"
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["neighbourhood", "sort_key"], name="household_by_neighbourhood"),
            # Not ending with the key: a planner that takes a fresh table for an empty one would look it up here.
            models.Index(fields=["sort_key"], name="household_by_head"),
            models.Index(fields=["neighbourhood", "address_order", "sort_key"], name="household_by_address"),
            models.Index(fields=["updated_at"], name="household_by_update"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(poverty__in=POOR)
                | Q(certificate_number="", certificate_year=None, certificate_issued_on=None),
                name="certificate_only_for_poor_households",
                violation_error_message="Chỉ hộ nghèo, hộ cận nghèo có giấy chứng nhận.",
            ),
        ]

    def __str__(self) -> str:
        return f"Hộ {self.head_name}"

    def get_absolute_url(self) -> str:
        return reverse("household", args=[self.public_id])

    def keep_keys(self) -> None:
        """What is derived from the name and the address."""
        self.search_key, self.sort_key = search_key(self.head_name), sort_key(self.head_name)
        self.address_key, self.address_order = search_key(self.address), address_order(self.address)

    def save(self, *args, **kwargs) -> None:
        self.keep_keys()
        super().save(*args, **kwargs)

    @property
    def code(self) -> str:
        """What the access log calls it: no name."""
        return f"hộ gia đình, {self.neighbourhood.short_name}"

    @property
    def is_poor(self) -> bool:
        """Poor or near-poor."""
        return self.poverty in POOR
