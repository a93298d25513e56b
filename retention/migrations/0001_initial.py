"""Periods, holds, destructions, and the figures of those who are destroyed."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import accounts.encryption


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agencies", "0004_neighbourhoods_in_order"),
        ("attachments", "0002_audit"),
        ("children", "0010_feed"),
        ("jobs", "0002_audit"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Destruction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="mã ngoài"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="phiên bản")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="tạo lúc"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="sửa lúc")),
                ("year", models.PositiveSmallIntegerField(editable=False, verbose_name="năm")),
                ("number", models.PositiveSmallIntegerField(editable=False, verbose_name="đợt")),
                (
                    "kind",
                    models.CharField(
                        choices=[("children", "Hồ sơ trẻ em"), ("log", "Nhật ký hệ thống")],
                        editable=False,
                        max_length=10,
                        verbose_name="tiêu hủy gì",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Chờ lãnh đạo duyệt"),
                            ("approved", "Đã duyệt, chờ biên bản ký"),
                            ("running", "Đang tiêu hủy"),
                            ("done", "Đã tiêu hủy"),
                            ("refused", "Không được duyệt"),
                            ("cancelled", "Đã bỏ"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="bước",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="lý do")),
                ("older_than", models.DateField(editable=False, null=True, verbose_name="nhật ký ghi trước ngày")),
                ("size", models.PositiveIntegerField(default=0, verbose_name="số hồ sơ đề nghị")),
                ("destroyed", models.PositiveIntegerField(default=0, verbose_name="đã tiêu hủy")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="duyệt lúc")),
                ("decision_note", models.CharField(blank=True, max_length=300, verbose_name="ý kiến")),
                ("content", models.BinaryField(null=True, verbose_name="bản in để ký, mã hóa")),
                ("record_number", models.CharField(blank=True, max_length=40, verbose_name="biên bản số")),
                ("record_signed_on", models.DateField(null=True, verbose_name="biên bản ký ngày")),
                ("done_at", models.DateTimeField(null=True, verbose_name="xong lúc")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người duyệt",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="jobs.job",
                        verbose_name="công việc nền",
                    ),
                ),
                (
                    "paper_job",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="jobs.job",
                        verbose_name="việc in",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người đề nghị",
                    ),
                ),
                (
                    "signed",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="attachments.storedfile",
                        verbose_name="bản quét biên bản",
                    ),
                ),
            ],
            options={
                "verbose_name": "đợt tiêu hủy",
                "ordering": ["-year", "-number"],
            },
        ),
        migrations.CreateModel(
            name="DestructionRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=16, verbose_name="mã trẻ em")),
                ("due_on", models.DateField(verbose_name="hết hạn lưu ngày")),
                ("destroyed_at", models.DateTimeField(null=True, verbose_name="tiêu hủy lúc")),
                ("stop", models.CharField(blank=True, max_length=12, verbose_name="vì sao giữ lại")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="retention.destruction",
                        verbose_name="đợt",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="children.child",
                        verbose_name="trẻ em",
                    ),
                ),
            ],
            options={
                "verbose_name": "hồ sơ của đợt tiêu hủy",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="KeptFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("measure", models.CharField(db_collation="C", max_length=40, verbose_name="số liệu")),
                ("sex", models.CharField(blank=True, max_length=8, verbose_name="giới tính")),
                ("birth_year", models.PositiveSmallIntegerField(null=True, verbose_name="năm sinh")),
                ("count", models.PositiveIntegerField(verbose_name="số trẻ")),
                ("secret", models.BooleanField(default=False, verbose_name="mật")),
                (
                    "neighbourhood",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.neighbourhood",
                        verbose_name="tổ dân phố",
                    ),
                ),
            ],
            options={
                "verbose_name": "số liệu giữ lại",
                "ordering": ["-year", "measure", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RecordHold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="mã ngoài"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="phiên bản")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="tạo lúc"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="sửa lúc")),
                (
                    "kind",
                    models.CharField(
                        choices=[("legal", "Tạm giữ"), ("archive", "Hồ sơ lưu trữ"), ("postponed", "Hoãn tiêu hủy")],
                        max_length=10,
                        verbose_name="loại",
                    ),
                ),
                (
                    "reason",
                    accounts.encryption.EncryptedTextField(blank=True, editable=True, null=True, verbose_name="lý do"),
                ),
                ("since", models.DateField(verbose_name="từ ngày")),
                ("until", models.DateField(blank=True, null=True, verbose_name="đến ngày")),
                ("lifted_on", models.DateField(null=True, verbose_name="bỏ ngày")),
                (
                    "lifting_reason",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="lý do bỏ"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="children.child",
                        verbose_name="trẻ em",
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người bỏ",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
            ],
            options={
                "verbose_name": "việc giữ lại hồ sơ",
                "ordering": ["-since", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="RetentionClass",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="mã ngoài"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="phiên bản")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="tạo lúc"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="sửa lúc")),
                (
                    "code",
                    models.CharField(db_collation="C", editable=False, max_length=30, unique=True, verbose_name="mã"),
                ),
                ("position", models.PositiveSmallIntegerField(editable=False, verbose_name="thứ tự")),
                ("name", models.CharField(max_length=120, verbose_name="loại hồ sơ")),
                ("years", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="số năm")),
                (
                    "counted_from",
                    models.CharField(
                        choices=[
                            ("age_18", "ngày đủ 18 tuổi"),
                            ("left", "ngày rời sổ"),
                            ("closed", "ngày kết thúc"),
                            ("entry", "ngày ghi"),
                            ("same", "như hồ sơ bên trong"),
                        ],
                        editable=False,
                        max_length=10,
                        verbose_name="tính từ",
                    ),
                ),
                ("to_statistics", models.BooleanField(default=False, editable=False, verbose_name="giữ lại số liệu")),
                ("minimum", models.BooleanField(default=False, editable=False, verbose_name="thời hạn tối thiểu")),
                ("unsure", models.BooleanField(default=True, verbose_name="cần xác nhận")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="căn cứ")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="ghi chú")),
            ],
            options={
                "verbose_name": "thời hạn lưu",
                "ordering": ["position"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("counted_from", "same"), ("years", None)),
                            models.Q(("years__range", (1, 100)), models.Q(("counted_from", "same"), _negated=True)),
                            _connector="OR",
                        ),
                        name="kept_for_some_years",
                        violation_error_message="Thời hạn lưu từ 1 đến 100 năm.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minimum", False), ("years__gte", 5), _connector="OR"),
                        name="logs_kept_long_enough",
                        violation_error_message="Nhật ký phải giữ ít nhất 5 năm.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unsure", True), models.Q(("source", ""), _negated=True), _connector="OR"),
                        name="confirmed_by_a_source",
                        violation_error_message="Đã xác nhận thì ghi căn cứ: số, ký hiệu, ngày của văn bản.",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="destruction",
            constraint=models.UniqueConstraint(fields=("year", "number"), name="one_destruction_per_number"),
        ),
        migrations.AddConstraint(
            model_name="destruction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "log"), ("state__in", ("proposed", "approved", "running"))),
                fields=("kind",),
                name="one_destruction_of_logs_at_a_time",
                violation_error_message="Đang có một đợt tiêu hủy nhật ký chưa xong.",
            ),
        ),
        migrations.AddConstraint(
            model_name="destruction",
            constraint=models.CheckConstraint(
                condition=models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                name="destruction_approved_by_another",
                violation_error_message="Người đề nghị không tự duyệt đợt tiêu hủy của mình.",
            ),
        ),
        migrations.AddConstraint(
            model_name="destruction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("state__in", ("approved", "running", "done", "refused")),
                    ),
                    models.Q(
                        models.Q(("state__in", ("approved", "running", "done", "refused")), _negated=True),
                        ("decided_at", None),
                        ("decided_by", None),
                    ),
                    _connector="OR",
                ),
                name="destruction_decided_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="destruction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("running", "done")), _negated=True),
                    models.Q(models.Q(("record_number", ""), _negated=True), ("record_signed_on__isnull", False)),
                    _connector="OR",
                ),
                name="nothing_destroyed_without_a_record",
                violation_error_message="Chưa ghi số, ngày của biên bản tiêu hủy đã ký.",
            ),
        ),
        migrations.AddConstraint(
            model_name="destruction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "log"), ("older_than__isnull", False)),
                    models.Q(models.Q(("kind", "log"), _negated=True), ("older_than", None)),
                    _connector="OR",
                ),
                name="logs_destroyed_before_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="destructionrow",
            constraint=models.UniqueConstraint(fields=("batch", "child"), name="a_child_once_per_destruction"),
        ),
        migrations.AddConstraint(
            model_name="destructionrow",
            constraint=models.CheckConstraint(
                condition=models.Q(("destroyed_at", None), ("child", None), _connector="OR"),
                name="what_is_destroyed_points_to_nobody",
            ),
        ),
        migrations.AddConstraint(
            model_name="keptfigure",
            constraint=models.UniqueConstraint(
                fields=("year", "measure", "secret", "neighbourhood", "sex", "birth_year"),
                name="one_kept_figure_each",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="recordhold",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lifted_on", None)),
                fields=("child", "kind"),
                name="one_hold_of_a_kind",
                violation_error_message="Hồ sơ này đang được giữ lại với cùng loại. Bỏ lần cũ trước khi ghi lần mới.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recordhold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "postponed"), ("until__gt", models.F("since"))),
                    models.Q(models.Q(("kind", "postponed"), _negated=True), ("until", None)),
                    _connector="OR",
                ),
                name="only_a_postponement_ends_by_itself",
                violation_error_message="Hoãn thì ghi đến ngày nào, sau hôm nay; tạm giữ, hồ sơ lưu trữ thì không ghi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recordhold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lifted_by", None), ("lifted_on", None)),
                    models.Q(("lifted_by__isnull", False), ("lifted_on__isnull", False)),
                    _connector="OR",
                ),
                name="hold_lifted_by_somebody",
            ),
        ),
    ]
