"""The tables of the register."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import accounts.encryption
import interface.model_fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0006_connections_confirmed"),
        ("agencies", "0004_neighbourhoods_in_order"),
        ("attachments", "0002_audit"),
        ("jobs", "0002_audit"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CodeCounter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="năm")),
                ("last", models.PositiveIntegerField(verbose_name="số cuối")),
            ],
            options={
                "verbose_name": "số thứ tự mã trẻ em",
            },
        ),
        migrations.CreateModel(
            name="EthnicGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=2, unique=True, verbose_name="mã")),
                ("name", models.CharField(max_length=40, verbose_name="tên")),
                ("aliases", models.JSONField(blank=True, default=list, verbose_name="cách ghi khác")),
                ("local", models.BooleanField(default=False, verbose_name="thường gặp trong tỉnh")),
            ],
            options={
                "verbose_name": "dân tộc",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="SafeHomeStandard",
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
                ("at_least", models.PositiveSmallIntegerField(verbose_name="phải đạt ít nhất (mục)")),
                (
                    "no_injury",
                    models.BooleanField(
                        default=True, verbose_name="trong năm không có trẻ bị tai nạn, thương tích tại nhà"
                    ),
                ),
                ("unsure", models.BooleanField(default=False, verbose_name="chưa đối chiếu với văn bản")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="ghi chú")),
                ("valid_from", models.DateField(unique=True, verbose_name="áp dụng từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
            ],
            options={
                "verbose_name": "mức đạt Ngôi nhà an toàn",
                "ordering": ["-valid_from"],
            },
        ),
        migrations.CreateModel(
            name="AllowanceRule",
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
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
                ("code", models.CharField(db_collation="C", max_length=40, verbose_name="mã")),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("name", models.CharField(max_length=250, verbose_name="diện hưởng")),
                ("short_name", models.CharField(max_length=80, verbose_name="tên gọn")),
                ("article", models.CharField(max_length=150, verbose_name="căn cứ")),
                ("age_from", models.PositiveSmallIntegerField(default=0, verbose_name="từ đủ (tuổi)")),
                ("age_to", models.PositiveSmallIntegerField(verbose_name="đến dưới (tuổi)")),
                ("coefficient", models.DecimalField(decimal_places=2, max_digits=4, verbose_name="hệ số")),
                ("circumstances", models.JSONField(default=list, editable=False, verbose_name="hoàn cảnh được hưởng")),
                ("unclear", models.JSONField(default=list, editable=False, verbose_name="hoàn cảnh phải hỏi thêm")),
                ("question", models.CharField(blank=True, max_length=150, verbose_name="điều phải xác nhận")),
                ("at_end", models.CharField(blank=True, max_length=150, verbose_name="khi quá tuổi thì")),
                ("poverty", models.JSONField(default=list, editable=False, verbose_name="diện hộ được hưởng")),
                ("one_parent", models.BooleanField(default=False, editable=False, verbose_name="chỉ còn cha hoặc mẹ")),
                ("stacks", models.BooleanField(default=False, editable=False, verbose_name="hưởng cùng diện khác")),
                ("secret", models.BooleanField(default=False, editable=False, verbose_name="bảo mật đặc biệt")),
                ("in_use", models.BooleanField(default=True, verbose_name="áp dụng ở phường")),
                (
                    "confidence",
                    models.CharField(
                        choices=[
                            ("S", "Đã đối chiếu văn bản"),
                            ("K", "Chưa đối chiếu từng chữ"),
                            ("?", "Chưa chắc, phải đối chiếu"),
                        ],
                        default="S",
                        max_length=1,
                        verbose_name="mức chắc chắn",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="ghi chú")),
            ],
            options={
                "verbose_name": "diện hưởng trợ cấp hằng tháng",
                "ordering": ["position", "-valid_from"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="allowancerule_ends_after_it_begins",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("code"), models.F("code"), models.Value("[]"), function="textrange"
                                ),
                                "=",
                            ),
                            (
                                models.Func(
                                    models.F("valid_from"),
                                    models.F("valid_to"),
                                    models.Value("[]"),
                                    function="daterange",
                                ),
                                "&&",
                            ),
                        ],
                        name="one_allowance_rule_of_a_code_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("age_to__gt", models.F("age_from"))),
                        name="allowance_ages_in_order",
                        violation_error_message="Tuổi “đến dưới” phải lớn hơn tuổi “từ đủ”.",
                    ),
                    models.UniqueConstraint(fields=("id", "secret", "stacks"), name="rule_with_secrecy_and_stacking"),
                ],
            },
        ),
        migrations.CreateModel(
            name="BaseAmount",
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
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
                ("amount", models.PositiveIntegerField(verbose_name="mức chuẩn (đồng)")),
                ("source", models.CharField(max_length=150, verbose_name="căn cứ")),
                (
                    "confidence",
                    models.CharField(
                        choices=[
                            ("S", "Đã đối chiếu văn bản"),
                            ("K", "Chưa đối chiếu từng chữ"),
                            ("?", "Chưa chắc, phải đối chiếu"),
                        ],
                        default="S",
                        max_length=1,
                        verbose_name="mức chắc chắn",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="ghi chú")),
            ],
            options={
                "verbose_name": "mức chuẩn trợ giúp xã hội",
                "ordering": ["-valid_from"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="baseamount_ends_after_it_begins",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("valid_from"),
                                    models.F("valid_to"),
                                    models.Value("[]"),
                                    function="daterange",
                                ),
                                "&&",
                            )
                        ],
                        name="one_base_amount_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BulkDeed",
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
                        choices=[("move", "Chuyển tổ dân phố"), ("poverty", "Ghi diện hộ")],
                        editable=False,
                        max_length=10,
                        verbose_name="việc",
                    ),
                ),
                (
                    "poverty",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Chưa nhập"),
                            ("none", "Không nghèo"),
                            ("poor", "Hộ nghèo"),
                            ("near_poor", "Hộ cận nghèo"),
                        ],
                        max_length=10,
                        verbose_name="diện hộ",
                    ),
                ),
                ("certificate_year", models.PositiveSmallIntegerField(null=True, verbose_name="diện hộ của năm")),
                ("issued_on", models.DateField(null=True, verbose_name="ngày cấp giấy chứng nhận")),
                ("done_at", models.DateTimeField(null=True, verbose_name="làm xong lúc")),
                ("undone_at", models.DateTimeField(null=True, verbose_name="hoàn tác lúc")),
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
                    "neighbourhood",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.neighbourhood",
                        verbose_name="chuyển đến",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người làm",
                    ),
                ),
            ],
            options={
                "verbose_name": "việc làm cho nhiều hồ sơ",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Caregiver",
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
                ("full_name", models.CharField(max_length=120, verbose_name="họ và tên")),
                ("search_key", models.CharField(db_collation="C", db_index=True, editable=False, max_length=120)),
                ("birth_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="năm sinh")),
                ("occupation", models.CharField(blank=True, max_length=120, verbose_name="nghề nghiệp")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="điện thoại")),
                (
                    "life_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Chưa nhập"),
                            ("alive", "còn sống"),
                            ("dead", "đã mất"),
                            ("missing", "mất tích"),
                            ("unknown", "không biết"),
                        ],
                        max_length=10,
                        verbose_name="tình trạng",
                    ),
                ),
                ("died_on", models.DateField(blank=True, null=True, verbose_name="mất ngày")),
                (
                    "whereabouts",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Chưa nhập"),
                            ("here", "ở cùng trẻ"),
                            ("working_away", "làm ăn xa"),
                            ("elsewhere", "sống ở nơi khác"),
                            ("absent", "vắng mặt, không liên lạc được"),
                        ],
                        max_length=12,
                        verbose_name="đang ở đâu",
                    ),
                ),
                (
                    "neighbourhood",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.neighbourhood",
                        verbose_name="tổ dân phố đã ghi",
                    ),
                ),
            ],
            options={
                "verbose_name": "người chăm sóc",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Child",
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
                ("code", models.CharField(editable=False, max_length=16, unique=True, verbose_name="mã trẻ em")),
                ("full_name", models.CharField(max_length=120, verbose_name="họ và tên")),
                ("temporary_name", models.BooleanField(default=False, verbose_name="tên tạm, chưa đặt tên")),
                ("search_key", models.CharField(db_collation="C", editable=False, max_length=120)),
                ("sort_key", models.CharField(db_collation="C", editable=False, max_length=400)),
                ("search_more", models.TextField(blank=True, default="", editable=False)),
                ("birth", interface.model_fields.PartialDateField(verbose_name="ngày sinh")),
                ("born_on", models.DateField(editable=False, verbose_name="ngày sinh sớm nhất")),
                ("born_by", models.DateField(editable=False, verbose_name="ngày sinh muộn nhất")),
                (
                    "sex",
                    models.CharField(
                        choices=[("male", "Nam"), ("female", "Nữ"), ("unknown", "Chưa xác định")],
                        max_length=8,
                        verbose_name="giới tính",
                    ),
                ),
                (
                    "foreign_nationality",
                    models.CharField(blank=True, max_length=60, verbose_name="quốc tịch nước ngoài"),
                ),
                (
                    "own_address",
                    models.CharField(blank=True, max_length=200, verbose_name="nơi ở nếu không thuộc hộ nào"),
                ),
                ("own_address_key", models.CharField(blank=True, db_collation="C", editable=False, max_length=200)),
                (
                    "own_address_order",
                    models.CharField(blank=True, db_collation="C", default="", editable=False, max_length=300),
                ),
                (
                    "personal_id",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="số định danh cá nhân"
                    ),
                ),
                (
                    "personal_id_fingerprint",
                    models.CharField(db_collation="C", editable=False, max_length=64, null=True),
                ),
                ("personal_id_doubtful", models.BooleanField(default=False, editable=False)),
                (
                    "personal_id_verified",
                    models.BooleanField(default=False, verbose_name="số định danh đã được công an xác thực"),
                ),
                ("identity_issued_on", models.DateField(blank=True, null=True, verbose_name="ngày cấp thẻ căn cước")),
                ("identity_place", models.CharField(blank=True, max_length=120, verbose_name="nơi cấp thẻ căn cước")),
                ("birth_certificate", models.CharField(blank=True, max_length=40, verbose_name="số giấy khai sinh")),
                (
                    "birth_certificate_book",
                    models.CharField(blank=True, max_length=20, verbose_name="giấy khai sinh, quyển số"),
                ),
                (
                    "birth_certificate_place",
                    models.CharField(blank=True, max_length=120, verbose_name="nơi đăng ký khai sinh"),
                ),
                ("birth_registered_on", models.DateField(blank=True, null=True, verbose_name="ngày đăng ký khai sinh")),
                (
                    "health_insurance",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="số thẻ BHYT"
                    ),
                ),
                (
                    "health_insurance_from",
                    models.DateField(blank=True, null=True, verbose_name="thẻ BHYT có giá trị từ"),
                ),
                (
                    "health_insurance_place",
                    models.CharField(blank=True, max_length=120, verbose_name="nơi khám chữa bệnh ban đầu"),
                ),
                (
                    "health_insurance_until",
                    models.DateField(blank=True, null=True, verbose_name="thẻ BHYT có giá trị đến"),
                ),
                ("class_name", models.CharField(blank=True, max_length=20, verbose_name="lớp")),
                (
                    "residence",
                    models.CharField(
                        choices=[
                            ("permanent", "Thường trú"),
                            ("temporary", "Tạm trú"),
                            ("away", "Tạm vắng"),
                            ("moved_out", "Đã chuyển đi"),
                            ("dead", "Đã mất"),
                        ],
                        default="permanent",
                        max_length=12,
                        verbose_name="cư trú",
                    ),
                ),
                ("residence_since", models.DateField(blank=True, null=True, verbose_name="cư trú như vậy từ ngày")),
                ("moved_in_on", models.DateField(blank=True, null=True, verbose_name="chuyển đến ngày")),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="rời sổ từ ngày")),
                (
                    "notes",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="ghi chú"
                    ),
                ),
                (
                    "neighbourhood",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="agencies.neighbourhood",
                        verbose_name="tổ dân phố",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pupils",
                        to="agencies.agency",
                        verbose_name="trường",
                    ),
                ),
                (
                    "ethnic_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="children.ethnicgroup",
                        verbose_name="dân tộc",
                    ),
                ),
            ],
            options={
                "verbose_name": "trẻ em",
                "ordering": ["sort_key", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CheckUp",
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
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="xóa khỏi hồ sơ ngày")),
                ("withdrawal_reason", models.CharField(blank=True, max_length=200, verbose_name="lý do xóa")),
                ("checked_on", models.DateField(verbose_name="ngày khám")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="nơi khám")),
                (
                    "result",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="kết quả khám"
                    ),
                ),
                ("refer", models.BooleanField(default=False, verbose_name="cần khám chuyên khoa")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="children.child",
                        verbose_name="trẻ em",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần khám sức khỏe",
                "ordering": ["-checked_on", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CareRelation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("mother", "mẹ"),
                            ("father", "cha"),
                            ("paternal_grandfather", "ông nội"),
                            ("paternal_grandmother", "bà nội"),
                            ("maternal_grandfather", "ông ngoại"),
                            ("maternal_grandmother", "bà ngoại"),
                            ("uncle_aunt", "cô, dì, chú, bác, cậu"),
                            ("sibling", "anh, chị"),
                            ("step_parent", "cha dượng, mẹ kế"),
                            ("adoptive_parent", "cha, mẹ nuôi"),
                            ("alternative_carer", "người chăm sóc thay thế"),
                            ("other", "người khác"),
                        ],
                        max_length=24,
                        verbose_name="quan hệ",
                    ),
                ),
                ("is_guardian", models.BooleanField(default=False, verbose_name="người giám hộ")),
                ("is_main_carer", models.BooleanField(default=False, verbose_name="người chăm sóc chính")),
                (
                    "caregiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relations",
                        to="children.caregiver",
                        verbose_name="người chăm sóc",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="relations",
                        to="children.child",
                        verbose_name="trẻ em",
                    ),
                ),
            ],
            options={
                "verbose_name": "quan hệ chăm sóc",
                "ordering": ["-is_main_carer", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Adoption",
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
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="xóa khỏi hồ sơ ngày")),
                ("withdrawal_reason", models.CharField(blank=True, max_length=200, verbose_name="lý do xóa")),
                ("happened_on", models.DateField(verbose_name="đăng ký ngày")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("step_parent", "Cha dượng, mẹ kế nhận con riêng"),
                            ("relative", "Cô, cậu, dì, chú, bác ruột nhận cháu"),
                            ("non_relative", "Người không phải thân thích nhận"),
                            ("facility", "Nhận trẻ ở cơ sở nuôi dưỡng"),
                        ],
                        max_length=12,
                        verbose_name="ai nhận nuôi",
                    ),
                ),
                (
                    "paper",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="số quyết định, giấy chứng nhận"
                    ),
                ),
                ("authority", models.CharField(max_length=150, verbose_name="cơ quan đăng ký")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="chấm dứt từ ngày")),
                (
                    "details",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="ghi thêm"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="children.child",
                        verbose_name="trẻ em",
                    ),
                ),
            ],
            options={
                "verbose_name": "việc nuôi con nuôi",
                "ordering": ["-happened_on", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChildMerge",
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
                ("gone_id", models.BigIntegerField(editable=False, verbose_name="hồ sơ được gộp vào")),
                ("gone_code", models.CharField(max_length=16, verbose_name="mã cũ")),
                ("gone_public_id", models.UUIDField(editable=False, verbose_name="mã ngoài cũ")),
                (
                    "changed",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="mục lấy từ hồ sơ kia"
                    ),
                ),
                ("undone_at", models.DateTimeField(null=True, verbose_name="tách lại lúc")),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges",
                        to="children.child",
                        verbose_name="hồ sơ giữ lại",
                    ),
                ),
                (
                    "merged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người gộp",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người tách",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần gộp hồ sơ",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="ChildSheet",
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
                    "purpose",
                    models.CharField(
                        choices=[
                            ("visit", "Thăm hộ gia đình"),
                            ("meeting", "Họp xét trợ cấp, trợ giúp"),
                            ("agency", "Phối hợp với công an, trường học, trạm y tế"),
                            ("file", "Lưu hồ sơ giấy"),
                            ("other", "Việc khác"),
                        ],
                        max_length=10,
                        verbose_name="mục đích",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="lý do")),
                ("with_numbers", models.BooleanField(default=False, verbose_name="ghi đủ số định danh, số thẻ BHYT")),
                ("with_secrets", models.BooleanField(default=False, verbose_name="ghi cả hoàn cảnh bảo mật đặc biệt")),
                ("made_at", models.DateTimeField(null=True, verbose_name="lập xong lúc")),
                ("content", models.BinaryField(null=True, verbose_name="tệp PDF, mã hóa")),
                ("forgotten_on", models.DateField(null=True, verbose_name="xóa tệp ngày")),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="children.child",
                        verbose_name="trẻ em",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="jobs.job",
                        verbose_name="công việc nền",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người in",
                    ),
                ),
            ],
            options={
                "verbose_name": "phiếu thông tin trẻ em",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Circumstance",
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
                ("secret", models.BooleanField(editable=False, verbose_name="bảo mật đặc biệt")),
                ("started_on", models.DateField(verbose_name="từ ngày")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="kết thúc từ ngày")),
                (
                    "proof",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="giấy tờ làm căn cứ"
                    ),
                ),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="xóa khỏi hồ sơ ngày")),
                (
                    "withdrawal_reason",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="lý do xóa"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="circumstances",
                        to="children.child",
                        verbose_name="trẻ em",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người phụ trách",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người xóa",
                    ),
                ),
            ],
            options={
                "verbose_name": "hoàn cảnh",
                "ordering": ["-started_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ChildFile",
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
                        choices=[
                            ("birth_certificate", "Giấy khai sinh"),
                            ("identity", "Giấy tờ tùy thân, định danh"),
                            ("insurance", "Thẻ BHYT"),
                            ("proof", "Giấy tờ của hoàn cảnh"),
                            ("poverty", "Giấy chứng nhận hộ nghèo, cận nghèo"),
                            ("decision", "Quyết định, công văn"),
                            ("health", "Giấy tờ khám chữa bệnh"),
                            ("school", "Giấy tờ học tập"),
                            ("portrait", "Ảnh của trẻ"),
                            ("other", "Giấy tờ khác"),
                        ],
                        max_length=20,
                        verbose_name="loại giấy tờ",
                    ),
                ),
                ("secret", models.BooleanField(editable=False, verbose_name="bảo mật đặc biệt")),
                (
                    "note",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="ghi chú"
                    ),
                ),
                (
                    "consent_by",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="người đồng ý"
                    ),
                ),
                ("consent_on", models.DateField(blank=True, null=True, verbose_name="ngày đồng ý")),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="gỡ ngày")),
                (
                    "withdrawal_reason",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="lý do gỡ"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="children.child",
                        verbose_name="trẻ em",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người đính kèm",
                    ),
                ),
                (
                    "stored",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="attachments.storedfile",
                        verbose_name="tệp",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người gỡ",
                    ),
                ),
                (
                    "circumstance",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="children.circumstance",
                        verbose_name="của hoàn cảnh",
                    ),
                ),
            ],
            options={
                "verbose_name": "giấy tờ, ảnh của trẻ",
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CircumstanceGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=3, unique=True, verbose_name="mã")),
                (
                    "kind",
                    models.CharField(
                        choices=[("legal", "Nhóm hoàn cảnh đặc biệt"), ("at_risk", "Nguy cơ")],
                        max_length=10,
                        verbose_name="loại",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("law_point", models.CharField(blank=True, max_length=1, verbose_name="điểm của khoản 1 Điều 10")),
                (
                    "decree_article",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="điều của NĐ 56/2017"),
                ),
                ("name", models.CharField(max_length=200, verbose_name="tên")),
                ("short_name", models.CharField(max_length=60, verbose_name="tên gọn")),
                ("extra_secret", models.BooleanField(default=False, verbose_name="bảo mật đặc biệt")),
                ("is_abuse", models.BooleanField(default=False, verbose_name="do bị xâm hại")),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
            ],
            options={
                "verbose_name": "nhóm hoàn cảnh",
                "ordering": ["kind", "position"],
                "constraints": [models.UniqueConstraint(fields=("id", "extra_secret"), name="group_with_its_secrecy")],
            },
        ),
        migrations.AddField(
            model_name="circumstance",
            name="group",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="circumstances",
                to="children.circumstancegroup",
                verbose_name="nhóm hoàn cảnh",
            ),
        ),
        migrations.CreateModel(
            name="CircumstanceSubtype",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=6, unique=True, verbose_name="mã")),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("name", models.CharField(max_length=300, verbose_name="tên")),
                (
                    "wording_unsure",
                    models.BooleanField(default=False, verbose_name="chưa đối chiếu câu chữ của nghị định"),
                ),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subtypes",
                        to="children.circumstancegroup",
                        verbose_name="nhóm hoàn cảnh",
                    ),
                ),
            ],
            options={
                "verbose_name": "trường hợp của nhóm hoàn cảnh",
                "ordering": ["group", "position"],
            },
        ),
        migrations.AddField(
            model_name="circumstance",
            name="subtype",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="children.circumstancesubtype",
                verbose_name="trường hợp",
            ),
        ),
        migrations.CreateModel(
            name="ColumnMapping",
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
                    "headers",
                    models.CharField(db_collation="C", max_length=64, unique=True, verbose_name="dấu của dòng tiêu đề"),
                ),
                ("fields", models.JSONField(verbose_name="các cột ghi vào")),
                (
                    "chosen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người chọn",
                    ),
                ),
            ],
            options={
                "verbose_name": "cách khớp cột",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="DisasterEntry",
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
                ("happened_on", models.DateField(verbose_name="ngày")),
                (
                    "details",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="ghi thêm"
                    ),
                ),
                (
                    "withdrawn_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="xóa khỏi hồ sơ ngày"),
                ),
                (
                    "withdrawal_reason",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="lý do xóa"
                    ),
                ),
                ("disaster", models.CharField(max_length=120, verbose_name="thiên tai, sự cố")),
                (
                    "harm",
                    models.CharField(
                        choices=[
                            ("house", "Nhà sập, hư hỏng, ngập"),
                            ("family", "Mất người thân"),
                            ("health", "Bị thương, ốm"),
                            ("schooling", "Mất đồ dùng học tập, nghỉ học"),
                            ("evacuated", "Phải sơ tán"),
                            ("other", "Ảnh hưởng khác"),
                        ],
                        max_length=12,
                        verbose_name="ảnh hưởng đến trẻ",
                    ),
                ),
                ("relief", models.CharField(blank=True, max_length=200, verbose_name="đã hỗ trợ")),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="children.child",
                        verbose_name="trẻ em",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
            ],
            options={
                "verbose_name": "ảnh hưởng thiên tai",
                "ordering": ["-happened_on", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DuplicatePair",
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
                ("score", models.PositiveSmallIntegerField(verbose_name="giống nhau, phần trăm")),
                ("reasons", models.JSONField(default=list, verbose_name="vì sao")),
                ("refused_at", models.DateTimeField(null=True, verbose_name="ghi hai trẻ khác nhau lúc")),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="children.child",
                        verbose_name="trẻ em",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="children.child",
                        verbose_name="trẻ em kia",
                    ),
                ),
                (
                    "refused_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
            ],
            options={
                "verbose_name": "cặp hồ sơ có thể trùng",
                "ordering": ["-score", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Enrolment",
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
                ("school_year", models.PositiveSmallIntegerField(verbose_name="năm học")),
                ("class_name", models.CharField(blank=True, max_length=20, verbose_name="lớp")),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="rời trường ngày")),
                ("dropped_on", models.DateField(blank=True, null=True, verbose_name="bỏ học ngày")),
                (
                    "dropout_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("hardship", "Gia đình khó khăn"),
                            ("work", "Đi làm, phụ giúp gia đình"),
                            ("health", "Ốm đau, khuyết tật"),
                            ("learning", "Học yếu, chán học"),
                            ("family", "Hoàn cảnh gia đình"),
                            ("other", "Lý do khác"),
                        ],
                        max_length=10,
                        verbose_name="lý do bỏ học",
                    ),
                ),
                ("returned_on", models.DateField(blank=True, null=True, verbose_name="trở lại trường ngày")),
                (
                    "absences",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="số buổi vắng không phép"),
                ),
                ("boards", models.BooleanField(blank=True, null=True, verbose_name="ăn bán trú")),
                ("swims", models.BooleanField(blank=True, null=True, verbose_name="biết bơi an toàn")),
                ("counselled", models.BooleanField(default=False, verbose_name="được tham vấn học đường")),
                ("completed", models.BooleanField(blank=True, null=True, verbose_name="hoàn thành lớp học")),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="enrolments",
                        to="children.child",
                        verbose_name="trẻ em",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                        verbose_name="trường",
                    ),
                ),
            ],
            options={
                "verbose_name": "năm học của trẻ",
                "ordering": ["-school_year", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Household",
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
                ("head_name", models.CharField(max_length=120, verbose_name="chủ hộ")),
                (
                    "head_birth_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="năm sinh chủ hộ"),
                ),
                ("search_key", models.CharField(db_collation="C", editable=False, max_length=120)),
                ("sort_key", models.CharField(db_collation="C", editable=False, max_length=400)),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="số nhà, đường")),
                ("address_key", models.CharField(blank=True, db_collation="C", editable=False, max_length=200)),
                (
                    "address_order",
                    models.CharField(blank=True, db_collation="C", default="", editable=False, max_length=300),
                ),
                (
                    "poverty",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Chưa nhập"),
                            ("none", "Không nghèo"),
                            ("poor", "Hộ nghèo"),
                            ("near_poor", "Hộ cận nghèo"),
                        ],
                        max_length=10,
                        verbose_name="diện hộ",
                    ),
                ),
                (
                    "certificate_number",
                    models.CharField(blank=True, max_length=40, verbose_name="số giấy chứng nhận hộ"),
                ),
                (
                    "certificate_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="năm của giấy chứng nhận"),
                ),
                (
                    "certificate_issued_on",
                    models.DateField(blank=True, null=True, verbose_name="ngày cấp giấy chứng nhận"),
                ),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="điện thoại")),
                (
                    "notes",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="ghi chú"
                    ),
                ),
                (
                    "neighbourhood",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="households",
                        to="agencies.neighbourhood",
                        verbose_name="tổ dân phố",
                    ),
                ),
            ],
            options={
                "verbose_name": "hộ gia đình",
                "ordering": ["sort_key", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HomeVisit",
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
                ("visited_on", models.DateField(verbose_name="ngày thăm")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("regular", "Thăm thường kỳ"),
                            ("injury", "Trẻ bị tai nạn, thương tích"),
                            ("circumstance", "Trẻ có hoàn cảnh đặc biệt, có nguy cơ"),
                            ("asked", "Theo đề nghị của phường"),
                        ],
                        default="regular",
                        max_length=12,
                        verbose_name="thăm vì",
                    ),
                ),
                (
                    "met",
                    models.CharField(
                        choices=[
                            ("parents", "Cha, mẹ"),
                            ("carer", "Ông bà, người chăm sóc"),
                            ("somebody", "Người khác"),
                            ("nobody", "Không gặp ai"),
                        ],
                        max_length=10,
                        verbose_name="gặp ai",
                    ),
                ),
                ("child_seen", models.BooleanField(verbose_name="có thấy trẻ")),
                (
                    "findings",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("well", "Trẻ sinh hoạt bình thường"),
                                ("ill", "Trẻ ốm, bị thương"),
                                ("school", "Trẻ nghỉ học, học sa sút"),
                                ("alone", "Trẻ ở nhà không có người lớn"),
                                ("hardship", "Gia đình thiếu ăn, thiếu mặc"),
                                ("unsafe", "Nhà ở có chỗ nguy hiểm"),
                            ],
                            max_length=10,
                        ),
                        default=list,
                        size=None,
                        verbose_name="thấy gì",
                    ),
                ),
                ("concern", models.BooleanField(verbose_name="có dấu hiệu trẻ mất an toàn")),
                (
                    "note",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="ghi thêm"
                    ),
                ),
                (
                    "withdrawn_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="xóa khỏi hồ sơ ngày"),
                ),
                (
                    "withdrawal_reason",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="lý do xóa"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="children.child",
                        verbose_name="trẻ em",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="children.household",
                        verbose_name="hộ gia đình",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần thăm",
                "ordering": ["-visited_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ChildChange",
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
                        choices=[
                            ("birth", "Mới sinh"),
                            ("arrival", "Chuyển đến"),
                            ("unlisted", "Chưa có tên trong danh sách"),
                            ("departure", "Chuyển đi"),
                            ("circumstance", "Hoàn cảnh đổi"),
                            ("dropout", "Bỏ học"),
                            ("death", "Mất"),
                        ],
                        max_length=12,
                        verbose_name="việc",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "Chờ duyệt"),
                            ("returned", "Trả lại, hỏi thêm"),
                            ("approved", "Đã duyệt"),
                            ("refused", "Không duyệt"),
                            ("withdrawn", "Đã rút lại"),
                        ],
                        default="pending",
                        max_length=10,
                        verbose_name="tình trạng",
                    ),
                ),
                (
                    "happened",
                    interface.model_fields.PartialDateField(blank=True, default="", verbose_name="từ khi nào"),
                ),
                (
                    "detail",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("permanent", "Về ở thường trú"),
                            ("temporary", "Về ở tạm trú"),
                            ("moved_out", "Đi hẳn"),
                            ("away", "Đi một thời gian"),
                            ("mother_died", "Mẹ mất"),
                            ("father_died", "Cha mất"),
                            ("other", "Khác"),
                            ("earning", "Đi làm kiếm sống"),
                            ("hardship", "Gia đình khó khăn"),
                            ("illness", "Ốm đau, khuyết tật"),
                            ("unwilling", "Không muốn học"),
                        ],
                        max_length=12,
                        verbose_name="thế nào",
                    ),
                ),
                ("full_name", models.CharField(blank=True, max_length=120, verbose_name="họ và tên")),
                ("temporary_name", models.BooleanField(default=False, verbose_name="tên tạm, chưa đặt tên")),
                ("birth", interface.model_fields.PartialDateField(blank=True, default="", verbose_name="ngày sinh")),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[("male", "Nam"), ("female", "Nữ"), ("unknown", "Chưa xác định")],
                        max_length=8,
                        verbose_name="giới tính",
                    ),
                ),
                ("head_name", models.CharField(blank=True, max_length=120, verbose_name="chủ hộ")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="số nhà, đường")),
                ("carer_name", models.CharField(blank=True, max_length=120, verbose_name="người chăm sóc")),
                (
                    "carer_relation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("mother", "mẹ"),
                            ("father", "cha"),
                            ("paternal_grandfather", "ông nội"),
                            ("paternal_grandmother", "bà nội"),
                            ("maternal_grandfather", "ông ngoại"),
                            ("maternal_grandmother", "bà ngoại"),
                            ("uncle_aunt", "cô, dì, chú, bác, cậu"),
                            ("sibling", "anh, chị"),
                            ("step_parent", "cha dượng, mẹ kế"),
                            ("adoptive_parent", "cha, mẹ nuôi"),
                            ("alternative_carer", "người chăm sóc thay thế"),
                            ("other", "người khác"),
                        ],
                        max_length=24,
                        verbose_name="quan hệ với trẻ",
                    ),
                ),
                (
                    "personal_id",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="số định danh cá nhân"
                    ),
                ),
                (
                    "note",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="ghi thêm"
                    ),
                ),
                ("seen", models.JSONField(default=list, editable=False, verbose_name="sổ ghi lúc gửi")),
                (
                    "question",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="phường hỏi"
                    ),
                ),
                (
                    "answer",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="trả lời"
                    ),
                ),
                (
                    "reason",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="lý do không duyệt"
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="quyết định lúc")),
                (
                    "child",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="children.child",
                        verbose_name="trẻ em",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người quyết định",
                    ),
                ),
                (
                    "neighbourhood",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.neighbourhood",
                        verbose_name="tổ dân phố",
                    ),
                ),
                (
                    "proposer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người gửi",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="children.circumstancegroup",
                        verbose_name="nhóm hoàn cảnh",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="children.household",
                        verbose_name="hộ gia đình",
                    ),
                ),
            ],
            options={
                "verbose_name": "phiếu biến động",
                "ordering": ["created_at", "pk"],
            },
        ),
        migrations.AddField(
            model_name="child",
            name="household",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children",
                to="children.household",
                verbose_name="hộ gia đình",
            ),
        ),
        migrations.CreateModel(
            name="BulkRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(verbose_name="phiên bản đã xem")),
                ("certificate_number", models.CharField(blank=True, max_length=40, verbose_name="số giấy chứng nhận")),
                ("before", models.JSONField(default=dict, verbose_name="trước đó")),
                ("after", models.PositiveIntegerField(null=True, verbose_name="phiên bản sau khi ghi")),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Chưa làm"),
                            ("done", "Đã ghi"),
                            ("same", "Đã đúng như vậy từ trước"),
                            ("stale", "Có người sửa trong lúc chờ, chưa ghi"),
                            ("undone", "Đã trả về như trước"),
                            ("kept", "Có người sửa sau đó, giữ nguyên"),
                        ],
                        max_length=8,
                        verbose_name="kết quả",
                    ),
                ),
                (
                    "deed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="children.bulkdeed",
                        verbose_name="việc",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="children.child",
                        verbose_name="trẻ",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="children.household",
                        verbose_name="hộ",
                    ),
                ),
            ],
            options={
                "verbose_name": "dòng của việc làm cho nhiều hồ sơ",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="HouseholdCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(verbose_name="tháng")),
                (
                    "result",
                    models.CharField(
                        choices=[("same", "Không đổi"), ("changed", "Có biến động")],
                        max_length=8,
                        verbose_name="kết quả",
                    ),
                ),
                ("checked_on", models.DateField(verbose_name="ngày rà soát")),
                (
                    "checked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người rà soát",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="children.household",
                        verbose_name="hộ gia đình",
                    ),
                ),
                (
                    "neighbourhood",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.neighbourhood",
                        verbose_name="tổ dân phố",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần rà soát hộ",
                "ordering": ["-month", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HouseholdMove",
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
                ("moved_on", models.DateField(verbose_name="ngày chuyển")),
                (
                    "note",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="ghi thêm"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="children.child",
                        verbose_name="trẻ em",
                    ),
                ),
                (
                    "from_household",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves_out",
                        to="children.household",
                        verbose_name="từ hộ",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
                (
                    "to_household",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves_in",
                        to="children.household",
                        verbose_name="đến hộ",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần chuyển hộ",
                "ordering": ["-moved_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="IdBatch",
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
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("number", models.PositiveSmallIntegerField(verbose_name="số thứ tự trong năm")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("checking", "Đang kiểm tra tại tổ"),
                            ("listed", "Đã lập danh sách, chưa giao công an"),
                            ("sent", "Chờ công an trả lời"),
                            ("returned", "Công an đã trả lời"),
                            ("closed", "Đã kết thúc"),
                            ("cancelled", "Đã bỏ"),
                        ],
                        default="checking",
                        max_length=10,
                        verbose_name="bước",
                    ),
                ),
                ("sent_on", models.DateField(null=True, verbose_name="gửi công an ngày")),
                ("sent_children", models.PositiveIntegerField(null=True, verbose_name="số trẻ gửi công an")),
                ("returned_file", models.BinaryField(null=True, verbose_name="tệp công an trả, mã hóa")),
                ("returned_at", models.DateTimeField(null=True, verbose_name="trả lời lúc")),
                ("closed_on", models.DateField(null=True, verbose_name="kết thúc ngày")),
                (
                    "opened_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người lập",
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người trả lời",
                    ),
                ),
            ],
            options={
                "verbose_name": "đợt xác minh số định danh",
                "ordering": ["-year", "-number"],
            },
        ),
        migrations.CreateModel(
            name="Export",
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
                ("purpose", models.CharField(max_length=20, verbose_name="mục đích")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="lý do")),
                ("format", models.CharField(max_length=4, verbose_name="loại tệp")),
                ("columns", models.JSONField(default=list, verbose_name="cột")),
                ("query", models.CharField(blank=True, max_length=500, verbose_name="bộ lọc")),
                (
                    "typed",
                    accounts.encryption.EncryptedTextField(blank=True, editable=True, null=True, verbose_name="từ tìm"),
                ),
                ("picked", models.JSONField(blank=True, default=list, verbose_name="dòng đã đánh dấu")),
                ("rows", models.PositiveIntegerField(null=True, verbose_name="số trẻ")),
                ("content", models.BinaryField(null=True, verbose_name="tệp, mã hóa")),
                ("locked", models.BooleanField(default=False, verbose_name="đã khóa bằng mật khẩu")),
                ("forgotten_on", models.DateField(null=True, verbose_name="xóa tệp ngày")),
                ("needs_release", models.BooleanField(default=False, verbose_name="cần người thứ hai cho phép")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="quyết định lúc")),
                ("allowed", models.BooleanField(null=True, verbose_name="được cho phép")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người thứ hai",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="jobs.job",
                        verbose_name="công việc nền",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người xuất",
                    ),
                ),
                (
                    "id_batch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exports",
                        to="children.idbatch",
                        verbose_name="đợt xác minh",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần xuất danh sách",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="IdBatchRow",
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
                ("number", models.PositiveIntegerField(verbose_name="dòng")),
                (
                    "found",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("same", "Đúng như trong sổ"),
                            ("differs", "Có chỗ sai"),
                            ("gone", "Trẻ không còn ở đây"),
                            ("not_met", "Chưa gặp được"),
                        ],
                        max_length=8,
                        verbose_name="kiểm tra tại tổ",
                    ),
                ),
                (
                    "parents",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("both", "Cả cha và mẹ"),
                            ("one", "Chỉ cha hoặc mẹ"),
                            ("none", "Không ở với cha mẹ"),
                            ("unknown", "Không biết"),
                        ],
                        max_length=8,
                        verbose_name="trẻ ở với",
                    ),
                ),
                (
                    "note",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="đúng ra là"
                    ),
                ),
                ("checked_on", models.DateField(null=True, verbose_name="kiểm tra ngày")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("verified", "Đã xác thực"), ("not_found", "Công an chưa xác thực được")],
                        max_length=10,
                        verbose_name="công an trả lời",
                    ),
                ),
                ("verified_on", models.DateField(null=True, verbose_name="công an xác thực ngày")),
                (
                    "residence_said",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="nơi ở công an ghi"
                    ),
                ),
                ("residence_settled_on", models.DateField(null=True, verbose_name="đã xem nơi ở ngày")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="children.idbatch",
                        verbose_name="đợt",
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người kiểm tra",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="children.child",
                        verbose_name="trẻ em",
                    ),
                ),
            ],
            options={
                "verbose_name": "dòng của đợt xác minh",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="ImportBatch",
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
                    "file_name",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="tên tệp"
                    ),
                ),
                ("upload", models.BinaryField(null=True, verbose_name="tệp, mã hóa")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("uploaded", "Đã tải lên"),
                            ("previewed", "Chờ nhập"),
                            ("imported", "Đã nhập"),
                            ("discarded", "Đã bỏ"),
                            ("undone", "Đã hoàn tác"),
                        ],
                        default="uploaded",
                        max_length=12,
                        verbose_name="trạng thái",
                    ),
                ),
                (
                    "how_read",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="cách đọc tệp"
                    ),
                ),
                ("counts", models.JSONField(default=dict, verbose_name="số dòng theo kết quả")),
                ("written", models.PositiveIntegerField(default=0, verbose_name="số dòng đã ghi vào sổ")),
                ("imported_at", models.DateTimeField(null=True, verbose_name="nhập lúc")),
                ("undone_at", models.DateTimeField(null=True, verbose_name="hoàn tác lúc")),
                ("kept", models.PositiveIntegerField(default=0, verbose_name="số dòng giữ lại khi hoàn tác")),
                (
                    "connection",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to="accounts.connection",
                        verbose_name="hệ thống gửi",
                    ),
                ),
                (
                    "id_batch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
                        to="children.idbatch",
                        verbose_name="đợt xác minh",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="jobs.job",
                        verbose_name="công việc nền",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người nhập",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần nhập danh sách",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="mã ngoài"),
                ),
                ("table", models.PositiveSmallIntegerField(verbose_name="bảng")),
                ("number", models.PositiveIntegerField(verbose_name="dòng")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("new", "Trẻ mới"),
                            ("changed", "Có thay đổi"),
                            ("identical", "Giống hệt"),
                            ("decide", "Cần quyết định"),
                            ("error", "Dòng lỗi"),
                        ],
                        max_length=10,
                        verbose_name="kết quả",
                    ),
                ),
                (
                    "content",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="nội dung"
                    ),
                ),
                ("decision", models.CharField(blank=True, max_length=60, verbose_name="quyết định")),
                ("written", models.BooleanField(default=False, verbose_name="đã ghi vào sổ")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="children.importbatch",
                        verbose_name="lần nhập",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="children.child",
                        verbose_name="trẻ em",
                    ),
                ),
            ],
            options={
                "verbose_name": "dòng của danh sách",
                "ordering": ["table", "number"],
            },
        ),
        migrations.CreateModel(
            name="ExternalRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("own_id", models.CharField(db_collation="C", max_length=64, verbose_name="mã ở hệ thống ấy")),
                ("sent_at", models.DateTimeField(auto_now=True, verbose_name="gửi gần nhất")),
                (
                    "child",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="external_records",
                        to="children.child",
                        verbose_name="trẻ em",
                    ),
                ),
                (
                    "system",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="external_records",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="hệ thống",
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="children.importrow",
                        verbose_name="dòng chờ quyết định",
                    ),
                ),
            ],
            options={
                "verbose_name": "mã trẻ em ở hệ thống khác",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="InjuryEntry",
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
                ("happened_on", models.DateField(verbose_name="ngày")),
                (
                    "details",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="ghi thêm"
                    ),
                ),
                (
                    "withdrawn_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="xóa khỏi hồ sơ ngày"),
                ),
                (
                    "withdrawal_reason",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="lý do xóa"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("fall", "Ngã"),
                            ("burn", "Bỏng/cháy"),
                            ("traffic", "Tai nạn giao thông"),
                            ("poison", "Ngộ độc các loại"),
                            ("cut", "Cắt, đâm"),
                            ("choking", "Ngạt thở, hóc nghẹn"),
                            ("animal", "Súc vật cắn"),
                            ("drowning", "Đuối nước"),
                            ("explosive", "Bom, mìn/vật nổ"),
                            ("electric", "Điện giật"),
                            ("other", "Các loại tai nạn, thương tích khác"),
                        ],
                        max_length=12,
                        verbose_name="loại tai nạn, thương tích",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[("home", "Tại nhà"), ("school", "Trường học"), ("community", "Cộng đồng")],
                        max_length=12,
                        verbose_name="nơi xảy ra",
                    ),
                ),
                (
                    "severity",
                    models.CharField(
                        blank=True,
                        choices=[("", "Không rõ"), ("minor", "Nhẹ"), ("moderate", "Trung bình"), ("severe", "Nặng")],
                        max_length=10,
                        verbose_name="mức độ",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("recovered", "Đã khỏi"),
                            ("treated", "Đang điều trị"),
                            ("disabled", "Để lại di chứng, tàn tật"),
                            ("dead", "Tử vong"),
                        ],
                        max_length=12,
                        verbose_name="kết quả",
                    ),
                ),
                ("died_on", models.DateField(blank=True, null=True, verbose_name="tử vong ngày")),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="children.child",
                        verbose_name="trẻ em",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
            ],
            options={
                "verbose_name": "tai nạn, thương tích",
                "ordering": ["-happened_on", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LabourEntry",
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
                ("happened_on", models.DateField(verbose_name="ngày")),
                (
                    "details",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="ghi thêm"
                    ),
                ),
                (
                    "withdrawn_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="xóa khỏi hồ sơ ngày"),
                ),
                (
                    "withdrawal_reason",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="lý do xóa"
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("hazardous", "Công việc nặng nhọc, độc hại, nguy hiểm"),
                            ("underage", "Chưa đủ tuổi làm việc này"),
                            ("hours", "Quá giờ, làm đêm"),
                            ("other", "Trái quy định khác"),
                        ],
                        max_length=12,
                        verbose_name="trái quy định thế nào",
                    ),
                ),
                ("work", models.CharField(max_length=150, verbose_name="công việc, nơi làm")),
                ("measure", models.CharField(blank=True, max_length=200, verbose_name="đã xử lý thế nào")),
                ("stopped_on", models.DateField(blank=True, null=True, verbose_name="thôi làm ngày")),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="children.child",
                        verbose_name="trẻ em",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
            ],
            options={
                "verbose_name": "lao động trái quy định",
                "ordering": ["-happened_on", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LegalAid",
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
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="xóa khỏi hồ sơ ngày")),
                ("withdrawal_reason", models.CharField(blank=True, max_length=200, verbose_name="lý do xóa")),
                ("happened_on", models.DateField(verbose_name="giới thiệu, chuyển ngày")),
                (
                    "matter",
                    models.CharField(
                        choices=[
                            ("civil_status", "Hộ tịch, quốc tịch, giấy tờ"),
                            ("family", "Hôn nhân gia đình, nuôi con, cấp dưỡng"),
                            ("civil", "Dân sự, thừa kế, đất đai"),
                            ("administrative", "Hành chính, chính sách xã hội"),
                            ("victim", "Hình sự: trẻ là bị hại, người làm chứng"),
                            ("accused", "Hình sự: trẻ là người bị buộc tội"),
                            ("other", "Việc khác"),
                        ],
                        max_length=16,
                        verbose_name="việc",
                    ),
                ),
                ("secret", models.BooleanField(editable=False, verbose_name="bảo mật đặc biệt")),
                (
                    "provider",
                    models.CharField(
                        choices=[
                            ("centre", "Trung tâm trợ giúp pháp lý nhà nước"),
                            ("lawyers", "Tổ chức hành nghề luật sư"),
                            ("advisers", "Tổ chức tư vấn pháp luật"),
                            ("other", "Nơi khác"),
                        ],
                        max_length=10,
                        verbose_name="nơi trợ giúp",
                    ),
                ),
                (
                    "paper",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="số phiếu chuyển"
                    ),
                ),
                ("authority", models.CharField(blank=True, max_length=150, verbose_name="cơ quan giới thiệu")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Chưa có kết quả"),
                            ("advised", "Đã tư vấn pháp luật"),
                            ("court", "Đã tham gia tố tụng"),
                            ("represented", "Đã đại diện ngoài tố tụng"),
                            ("refused", "Từ chối, không thực hiện"),
                        ],
                        max_length=12,
                        verbose_name="kết quả",
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="xong ngày")),
                (
                    "details",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="ghi thêm"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="children.child",
                        verbose_name="trẻ em",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần trợ giúp pháp lý",
                "ordering": ["-happened_on", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ListColumns",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("list", models.CharField(db_collation="C", max_length=20, verbose_name="danh sách")),
                ("columns", models.JSONField(verbose_name="cột")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người dùng",
                    ),
                ),
            ],
            options={
                "verbose_name": "cột của danh sách",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Measurement",
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
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="xóa khỏi hồ sơ ngày")),
                ("withdrawal_reason", models.CharField(blank=True, max_length=200, verbose_name="lý do xóa")),
                ("measured_on", models.DateField(verbose_name="ngày đo")),
                (
                    "weight_kg",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="cân nặng (kg)"
                    ),
                ),
                (
                    "height_cm",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="chiều cao (cm)"
                    ),
                ),
                (
                    "posture",
                    models.CharField(
                        blank=True,
                        choices=[("lying", "Nằm"), ("standing", "Đứng")],
                        max_length=8,
                        verbose_name="đo thế nào",
                    ),
                ),
                (
                    "muac_cm",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=3, null=True, verbose_name="vòng cánh tay (cm)"
                    ),
                ),
                ("counselled", models.BooleanField(default=False, verbose_name="đã tư vấn cho người chăm sóc")),
                (
                    "weight_for_age",
                    models.DecimalField(
                        decimal_places=2, editable=False, max_digits=5, null=True, verbose_name="cân nặng theo tuổi"
                    ),
                ),
                (
                    "height_for_age",
                    models.DecimalField(
                        decimal_places=2, editable=False, max_digits=5, null=True, verbose_name="chiều cao theo tuổi"
                    ),
                ),
                (
                    "weight_for_height",
                    models.DecimalField(
                        decimal_places=2,
                        editable=False,
                        max_digits=5,
                        null=True,
                        verbose_name="cân nặng theo chiều cao",
                    ),
                ),
                (
                    "bmi_for_age",
                    models.DecimalField(
                        decimal_places=2, editable=False, max_digits=5, null=True, verbose_name="BMI theo tuổi"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="children.child",
                        verbose_name="trẻ em",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần cân đo",
                "ordering": ["-measured_on", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MergedRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.CharField(max_length=63, verbose_name="bảng")),
                ("row", models.BigIntegerField(verbose_name="dòng")),
                ("operation", models.CharField(max_length=1, verbose_name="việc")),
                ("before", models.JSONField(verbose_name="trước khi gộp")),
                (
                    "merge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="children.childmerge",
                        verbose_name="lần gộp",
                    ),
                ),
            ],
            options={
                "verbose_name": "ghi chép của lần gộp",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="MonthlyAllowance",
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
                ("secret", models.BooleanField(editable=False, verbose_name="bảo mật đặc biệt")),
                ("stacks", models.BooleanField(editable=False, verbose_name="hưởng cùng diện khác")),
                ("decision_number", models.CharField(max_length=40, verbose_name="quyết định số")),
                ("decided_on", models.DateField(verbose_name="ký ngày")),
                ("signer", models.CharField(max_length=120, verbose_name="người ký")),
                ("starts_on", models.DateField(verbose_name="hưởng từ tháng")),
                ("amount", models.PositiveIntegerField(verbose_name="mức hưởng một tháng (đồng)")),
                (
                    "computed",
                    models.PositiveIntegerField(
                        blank=True, editable=False, null=True, verbose_name="máy tính ra (đồng)"
                    ),
                ),
                (
                    "explanation",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="lý do khác với cách tính"
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="thôi hưởng từ tháng")),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("age", "Đủ 16 tuổi"),
                            ("death", "Trẻ mất"),
                            ("moved", "Chuyển đi nơi khác"),
                            ("unentitled", "Không còn đủ điều kiện"),
                            ("adjusted", "Điều chỉnh bằng quyết định khác"),
                            ("term", "Hết thời hạn ghi trong quyết định"),
                        ],
                        max_length=12,
                        verbose_name="lý do thôi hưởng",
                    ),
                ),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="xóa khỏi hồ sơ ngày")),
                (
                    "withdrawal_reason",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="lý do xóa"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allowances",
                        to="children.child",
                        verbose_name="trẻ em",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="children.allowancerule",
                        verbose_name="diện hưởng",
                    ),
                ),
            ],
            options={
                "verbose_name": "trợ cấp hằng tháng",
                "ordering": ["-starts_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ParticipationEntry",
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
                ("happened_on", models.DateField(verbose_name="ngày")),
                (
                    "details",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="ghi thêm"
                    ),
                ),
                (
                    "withdrawn_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="xóa khỏi hồ sơ ngày"),
                ),
                (
                    "withdrawal_reason",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="lý do xóa"
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("consulted", "Được hỏi ý kiến"),
                            ("forum", "Diễn đàn trẻ em"),
                            ("dialogue", "Đối thoại học đường"),
                            ("model", "Mô hình, câu lạc bộ quyền tham gia"),
                        ],
                        max_length=12,
                        verbose_name="hình thức",
                    ),
                ),
                ("topic", models.CharField(max_length=150, verbose_name="nội dung")),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="children.child",
                        verbose_name="trẻ em",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
            ],
            options={
                "verbose_name": "tham gia, ý kiến của trẻ",
                "ordering": ["-happened_on", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PovertyYear",
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
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                (
                    "poverty",
                    models.CharField(
                        choices=[("none", "Không nghèo"), ("poor", "Hộ nghèo"), ("near_poor", "Hộ cận nghèo")],
                        max_length=10,
                        verbose_name="diện hộ",
                    ),
                ),
                ("certificate_number", models.CharField(blank=True, max_length=40, verbose_name="số giấy chứng nhận")),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="ngày cấp")),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="classes",
                        to="children.household",
                        verbose_name="hộ",
                    ),
                ),
            ],
            options={
                "verbose_name": "diện hộ của một năm",
                "ordering": ["-year"],
            },
        ),
        migrations.CreateModel(
            name="QualityFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(verbose_name="tháng")),
                ("code", models.CharField(db_collation="C", max_length=20, verbose_name="điều")),
                ("count", models.PositiveIntegerField(verbose_name="số trẻ")),
            ],
            options={
                "verbose_name": "số liệu chất lượng",
                "ordering": ["month", "code"],
                "constraints": [models.UniqueConstraint(fields=("month", "code"), name="one_quality_figure_a_month")],
            },
        ),
        migrations.CreateModel(
            name="RiskFactor",
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
                ("code", models.CharField(max_length=10, unique=True, verbose_name="mã")),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("name", models.CharField(max_length=120, verbose_name="nguy cơ")),
                ("category", models.CharField(blank=True, max_length=10, verbose_name="nhóm có nguy cơ của trẻ")),
                ("next_step", models.TextField(blank=True, max_length=400, verbose_name="việc cần làm khi có nguy cơ")),
                ("call_at_once", models.BooleanField(default=False, verbose_name="hiện số điện thoại phải gọi ngay")),
                ("unsure", models.BooleanField(default=False, verbose_name="chưa đối chiếu với văn bản")),
                ("valid_from", models.DateField(verbose_name="áp dụng từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
            ],
            options={
                "verbose_name": "nguy cơ của gia đình trong danh mục",
                "ordering": ["position"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="risk_factor_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FamilyRisk",
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
                    "answer",
                    models.CharField(
                        choices=[("yes", "Có"), ("no", "Không"), ("unknown", "Không biết")],
                        max_length=8,
                        verbose_name="có hay không",
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="từ tháng")),
                ("asked_on", models.DateField(verbose_name="hỏi ngày")),
                (
                    "said_by",
                    models.CharField(
                        choices=[
                            ("family", "Người trong nhà"),
                            ("neighbour", "Hàng xóm, tổ dân phố"),
                            ("agency", "Cơ quan, trường học"),
                            ("seen", "Người ghi tự thấy"),
                        ],
                        max_length=10,
                        verbose_name="ai nói",
                    ),
                ),
                (
                    "note",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="ghi thêm"
                    ),
                ),
                (
                    "withdrawn_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="xóa khỏi hồ sơ ngày"),
                ),
                (
                    "withdrawal_reason",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="lý do xóa"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="risks",
                        to="children.household",
                        verbose_name="hộ gia đình",
                    ),
                ),
                (
                    "factor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="children.riskfactor",
                        verbose_name="nguy cơ",
                    ),
                ),
            ],
            options={
                "verbose_name": "nguy cơ của gia đình",
                "ordering": ["-asked_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SafeHomeCheck",
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
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("checked_on", models.DateField(verbose_name="ngày kiểm")),
                ("answers", models.JSONField(default=dict, verbose_name="trả lời")),
                (
                    "injured",
                    models.BooleanField(null=True, verbose_name="trong năm có trẻ bị tai nạn, thương tích tại nhà"),
                ),
                ("met", models.PositiveSmallIntegerField(verbose_name="số mục đạt")),
                ("passed", models.BooleanField(null=True, verbose_name="đạt")),
                ("recheck_on", models.DateField(blank=True, null=True, verbose_name="hẹn xem lại")),
                (
                    "note",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="ghi thêm"
                    ),
                ),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="safe_home_checks",
                        to="children.household",
                        verbose_name="hộ gia đình",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người kiểm",
                    ),
                ),
            ],
            options={
                "verbose_name": "bảng kiểm Ngôi nhà an toàn",
                "ordering": ["-year", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SafeHomeItem",
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
                ("code", models.CharField(max_length=10, unique=True, verbose_name="mã")),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("group", models.CharField(max_length=80, verbose_name="nhóm")),
                ("text", models.CharField(max_length=160, verbose_name="điều kiện")),
                ("required", models.BooleanField(default=False, verbose_name="bắt buộc")),
                ("unsure", models.BooleanField(default=False, verbose_name="chưa đối chiếu với văn bản")),
                ("valid_from", models.DateField(verbose_name="áp dụng từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
            ],
            options={
                "verbose_name": "điều kiện Ngôi nhà an toàn",
                "ordering": ["position", "code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="safe_home_item_ends_after_it_begins",
                        violation_error_message="Ngày hết áp dụng phải từ ngày bắt đầu trở đi.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedFilter",
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
                ("list", models.CharField(db_collation="C", editable=False, max_length=20, verbose_name="danh sách")),
                ("name", models.CharField(max_length=60, verbose_name="tên bộ lọc")),
                ("query", models.CharField(editable=False, max_length=400, verbose_name="bộ lọc")),
                ("shared", models.BooleanField(default=False, verbose_name="dùng chung")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người lưu",
                    ),
                ),
            ],
            options={
                "verbose_name": "bộ lọc đã lưu",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ScheduledDose",
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
                ("code", models.CharField(editable=False, max_length=10, verbose_name="mã")),
                ("position", models.PositiveSmallIntegerField(editable=False, verbose_name="thứ tự")),
                ("name", models.CharField(max_length=80, verbose_name="tên mũi tiêm")),
                ("disease", models.CharField(editable=False, max_length=120, verbose_name="phòng bệnh")),
                ("due_months", models.PositiveSmallIntegerField(verbose_name="đến hạn khi đủ (tháng)")),
                ("after", models.CharField(blank=True, editable=False, max_length=10, verbose_name="mã mũi trước")),
                ("gap_days", models.PositiveSmallIntegerField(default=0, verbose_name="cách mũi trước ít nhất (ngày)")),
                ("until_months", models.PositiveSmallIntegerField(verbose_name="nhắc đến khi (tháng)")),
                (
                    "counts_full",
                    models.BooleanField(default=False, verbose_name="tính vào tiêm chủng đầy đủ của trẻ dưới 1 tuổi"),
                ),
                ("unsure", models.BooleanField(default=False, verbose_name="chưa đối chiếu với văn bản")),
                ("note", models.CharField(blank=True, max_length=160, verbose_name="ghi chú")),
                ("valid_from", models.DateField(verbose_name="áp dụng từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
            ],
            options={
                "verbose_name": "mũi tiêm trong lịch",
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "valid_from"), name="one_dose_of_a_code_from_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="dose_ends_after_it_begins",
                        violation_error_message="Ngày hết áp dụng phải từ ngày bắt đầu trở đi.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_months__gt", models.F("due_months"))),
                        name="dose_is_asked_for_after_it_is_due",
                        violation_error_message="“Nhắc đến khi” phải sau tháng đến hạn.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Screening",
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
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="xóa khỏi hồ sơ ngày")),
                ("withdrawal_reason", models.CharField(blank=True, max_length=200, verbose_name="lý do xóa")),
                ("screened_on", models.DateField(verbose_name="ngày sàng lọc")),
                ("concern", models.BooleanField(default=False, verbose_name="có vấn đề cần hỗ trợ")),
                (
                    "help",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("counselling", "Tư vấn, tham vấn"),
                            ("service", "Dịch vụ tại trạm"),
                            ("referred", "Chuyển tuyến"),
                        ],
                        max_length=12,
                        verbose_name="được hỗ trợ",
                    ),
                ),
                ("helped_on", models.DateField(blank=True, null=True, verbose_name="hỗ trợ từ ngày")),
                (
                    "details",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="ghi nhận"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="children.child",
                        verbose_name="trẻ em",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần sàng lọc sức khỏe tâm thần",
                "ordering": ["-screened_on", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Support",
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
                        choices=[
                            ("gift", "Quà"),
                            ("scholarship", "Học bổng, đỡ đầu"),
                            ("money", "Tiền mặt"),
                            ("goods", "Hiện vật, dụng cụ"),
                            ("service", "Dịch vụ (khám, tư vấn, dạy nghề)"),
                            ("emergency", "Trợ giúp khẩn cấp"),
                            ("funeral", "Chi phí mai táng"),
                        ],
                        max_length=12,
                        verbose_name="loại",
                    ),
                ),
                ("title", models.CharField(max_length=150, verbose_name="nội dung")),
                ("value", models.PositiveIntegerField(blank=True, null=True, verbose_name="trị giá mỗi suất (đồng)")),
                ("given_on", models.DateField(verbose_name="trao ngày")),
                (
                    "source",
                    models.CharField(
                        choices=[("budget", "Ngân sách nhà nước"), ("mobilised", "Vận động xã hội hóa")],
                        max_length=10,
                        verbose_name="nguồn",
                    ),
                ),
                ("sponsor", models.CharField(blank=True, max_length=150, verbose_name="nhà tài trợ, cơ quan trao")),
                ("evidence", models.CharField(blank=True, max_length=200, verbose_name="chứng từ")),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="xóa ngày")),
                ("withdrawal_reason", models.CharField(blank=True, max_length=200, verbose_name="lý do xóa")),
                ("restoration_reason", models.CharField(blank=True, max_length=200, verbose_name="lý do lấy lại")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
            ],
            options={
                "verbose_name": "trợ giúp một lần",
                "ordering": ["-given_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="RecordFile",
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
                    "note",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="là giấy gì"
                    ),
                ),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="gỡ ngày")),
                (
                    "withdrawal_reason",
                    accounts.encryption.EncryptedTextField(
                        blank=True, editable=True, null=True, verbose_name="lý do gỡ"
                    ),
                ),
                (
                    "adoption",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="children.adoption",
                        verbose_name="việc nuôi con nuôi",
                    ),
                ),
                (
                    "allowance",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="children.monthlyallowance",
                        verbose_name="trợ cấp hằng tháng",
                    ),
                ),
                (
                    "disaster",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="children.disasterentry",
                        verbose_name="ảnh hưởng thiên tai",
                    ),
                ),
                (
                    "injury",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="children.injuryentry",
                        verbose_name="tai nạn, thương tích",
                    ),
                ),
                (
                    "labour",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="children.labourentry",
                        verbose_name="lao động trái quy định",
                    ),
                ),
                (
                    "legal_aid",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="children.legalaid",
                        verbose_name="lần trợ giúp pháp lý",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người đính kèm",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="children.participationentry",
                        verbose_name="tham gia, ý kiến của trẻ",
                    ),
                ),
                (
                    "stored",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="attachments.storedfile",
                        verbose_name="tệp",
                    ),
                ),
                (
                    "support",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="children.support",
                        verbose_name="trợ giúp một lần",
                    ),
                ),
            ],
            options={
                "verbose_name": "giấy tờ của một mục",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SupportRecipient",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supports",
                        to="children.child",
                        verbose_name="trẻ em",
                    ),
                ),
                (
                    "support",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recipients",
                        to="children.support",
                        verbose_name="trợ giúp",
                    ),
                ),
            ],
            options={
                "verbose_name": "trẻ nhận trợ giúp",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Vaccination",
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
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="xóa khỏi hồ sơ ngày")),
                ("withdrawal_reason", models.CharField(blank=True, max_length=200, verbose_name="lý do xóa")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("given", "Đã tiêm"),
                            ("elsewhere", "Tiêm nơi khác"),
                            ("ill", "Ốm"),
                            ("postponed", "Hoãn"),
                            ("absent", "Vắng nhà"),
                            ("refused", "Từ chối"),
                            ("contraindicated", "Chống chỉ định"),
                        ],
                        max_length=16,
                        verbose_name="kết quả",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="ngày")),
                ("until", models.DateField(blank=True, null=True, verbose_name="hoãn đến ngày")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="nơi tiêm")),
                ("lot", models.CharField(blank=True, max_length=40, verbose_name="số lô")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="lý do")),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="children.child",
                        verbose_name="trẻ em",
                    ),
                ),
                (
                    "dose",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="children.scheduleddose",
                        verbose_name="mũi tiêm",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần tiêm chủng",
                "ordering": ["-happened_on", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="VisitPhoto",
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
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="bỏ ngày")),
                (
                    "stored",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="attachments.storedfile",
                        verbose_name="tệp",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="children.homevisit",
                        verbose_name="lần thăm",
                    ),
                ),
            ],
            options={
                "verbose_name": "ảnh của lần thăm",
                "ordering": ["pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="caregiver",
            constraint=models.CheckConstraint(
                condition=models.Q(("died_on", None), ("life_status", "dead"), _connector="OR"),
                name="day_of_death_only_of_the_dead",
                violation_error_message="Ngày mất chỉ ghi cho người đã mất.",
            ),
        ),
        migrations.AddIndex(
            model_name="checkup",
            index=models.Index(fields=["child", "-checked_on"], name="checkup_by_child"),
        ),
        migrations.AddConstraint(
            model_name="checkup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawal_reason", ""), ("withdrawn_on", None)),
                    models.Q(("withdrawn_on__isnull", False), models.Q(("withdrawal_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="checkup_withdrawn_for_a_reason",
                violation_error_message="Xóa khỏi hồ sơ thì ghi lý do.",
            ),
        ),
        migrations.AddConstraint(
            model_name="carerelation",
            constraint=models.UniqueConstraint(
                fields=("child", "caregiver"),
                name="one_relation_to_a_caregiver",
                violation_error_message="Người này đã được ghi là người chăm sóc của trẻ.",
            ),
        ),
        migrations.AddConstraint(
            model_name="carerelation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("relation__in", ["mother", "father"])),
                fields=("child", "relation"),
                name="one_mother_and_one_father",
                violation_error_message="Trẻ đã có cha hoặc mẹ trong sổ. Sửa người đã ghi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="carerelation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_main_carer", True)),
                fields=("child",),
                name="one_main_carer",
                violation_error_message="Mỗi trẻ có một người chăm sóc chính.",
            ),
        ),
        migrations.AddIndex(
            model_name="adoption",
            index=models.Index(fields=["-happened_on"], name="adoption_by_day"),
        ),
        migrations.AddConstraint(
            model_name="adoption",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawal_reason", ""), ("withdrawn_on", None)),
                    models.Q(("withdrawn_on__isnull", False), models.Q(("withdrawal_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="adoption_withdrawn_for_a_reason",
                violation_error_message="Xóa khỏi hồ sơ thì ghi lý do.",
            ),
        ),
        migrations.AddConstraint(
            model_name="adoption",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_on", None), ("ended_on__gte", models.F("happened_on")), _connector="OR"),
                name="adoption_ends_after_it_begins",
                violation_error_message="Ngày chấm dứt ở trước ngày đăng ký. Kiểm tra lại cả hai ngày.",
            ),
        ),
        migrations.AddConstraint(
            model_name="adoption",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None), ("withdrawn_on", None)),
                fields=("child",),
                name="one_adoption_in_force",
                violation_error_message="Trẻ đang có một lần nuôi con nuôi chưa chấm dứt. Sửa lần ấy trước.",
            ),
        ),
        migrations.AddConstraint(
            model_name="childmerge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at", None)), fields=("gone_id",), name="a_record_is_merged_into_one_other"
            ),
        ),
        migrations.AddConstraint(
            model_name="childmerge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("undone_at", None), ("undone_by", None)),
                    models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                    _connector="OR",
                ),
                name="undone_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="childsheet",
            constraint=models.CheckConstraint(
                condition=models.Q(("content", None), ("forgotten_on", None), _connector="OR"),
                name="no_sheet_after_its_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="childfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "portrait"), _negated=True),
                    models.Q(("consent_by__isnull", False), ("consent_on__isnull", False)),
                    _connector="OR",
                ),
                name="portrait_only_with_consent",
                violation_error_message="Ảnh của trẻ cần ghi ai đồng ý và ngày đồng ý.",
            ),
        ),
        migrations.AddConstraint(
            model_name="childfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawal_reason", None), ("withdrawn_by", None), ("withdrawn_on", None)),
                    models.Q(
                        ("withdrawal_reason__isnull", False),
                        ("withdrawn_by__isnull", False),
                        ("withdrawn_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="file_withdrawn_by_somebody_for_a_reason",
                violation_error_message="Gỡ khỏi hồ sơ thì ghi lý do.",
            ),
        ),
        migrations.AddConstraint(
            model_name="childfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("secret", False), ("circumstance__isnull", False), _connector="OR"),
                name="secret_file_of_a_circumstance",
            ),
        ),
        migrations.AddConstraint(
            model_name="circumstancesubtype",
            constraint=models.UniqueConstraint(fields=("id", "group"), name="subtype_with_its_group"),
        ),
        migrations.AddIndex(
            model_name="circumstance",
            index=models.Index(fields=["group", "child"], name="circumstance_by_group"),
        ),
        migrations.AddConstraint(
            model_name="circumstance",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_on", None), ("ended_on__gte", models.F("started_on")), _connector="OR"),
                name="circumstance_ends_after_it_begins",
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="circumstance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawal_reason", None), ("withdrawn_by", None), ("withdrawn_on", None)),
                    models.Q(
                        ("withdrawal_reason__isnull", False),
                        ("withdrawn_by__isnull", False),
                        ("withdrawn_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="withdrawn_by_somebody_for_a_reason",
                violation_error_message="Xóa khỏi hồ sơ thì ghi lý do.",
            ),
        ),
        migrations.AddConstraint(
            model_name="circumstance",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None), ("secret", False), ("withdrawn_on", None)),
                fields=("child", "group"),
                name="one_current_membership_of_a_group",
                violation_error_message="Trẻ đang ở trong nhóm này. Kết thúc lần ghi cũ trước.",
            ),
        ),
        migrations.AddConstraint(
            model_name="circumstance",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None), ("secret", True), ("withdrawn_on", None)),
                fields=("child", "group", "officer"),
                name="one_current_secret_membership_per_officer",
                violation_error_message="Trẻ đang ở trong nhóm này. Kết thúc lần ghi cũ trước.",
            ),
        ),
        migrations.AddIndex(
            model_name="disasterentry",
            index=models.Index(fields=["happened_on"], name="disasterentry_by_day"),
        ),
        migrations.AddConstraint(
            model_name="disasterentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawal_reason", None), ("withdrawn_on", None)),
                    models.Q(("withdrawal_reason__isnull", False), ("withdrawn_on__isnull", False)),
                    _connector="OR",
                ),
                name="disasterentry_withdrawn_for_a_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="duplicatepair",
            index=models.Index(
                condition=models.Q(("refused_at", None)), fields=["-score", "id"], name="open_pairs_by_score"
            ),
        ),
        migrations.AddConstraint(
            model_name="duplicatepair",
            constraint=models.UniqueConstraint(
                django.db.models.functions.comparison.Least("one", "other"),
                django.db.models.functions.comparison.Greatest("one", "other"),
                name="one_pair_of_two_children",
            ),
        ),
        migrations.AddConstraint(
            model_name="duplicatepair",
            constraint=models.CheckConstraint(
                condition=models.Q(("one", models.F("other")), _negated=True), name="a_pair_is_two_children"
            ),
        ),
        migrations.AddConstraint(
            model_name="duplicatepair",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("refused_at", None), ("refused_by", None)),
                    models.Q(("refused_at__isnull", False), ("refused_by__isnull", False)),
                    _connector="OR",
                ),
                name="refused_by_somebody",
            ),
        ),
        migrations.AddIndex(
            model_name="enrolment",
            index=models.Index(fields=["school", "school_year", "class_name"], name="enrolment_by_class"),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_on", None)), fields=("child", "school_year"), name="one_school_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dropout_reason", ""), ("dropped_on", None), ("returned_on", None)),
                    models.Q(("dropped_on__isnull", False), models.Q(("dropout_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_dropout_has_a_day_and_a_reason",
                violation_error_message="Bỏ học thì ghi ngày và lý do.",
            ),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("returned_on", None), ("returned_on__gte", models.F("dropped_on")), _connector="OR"
                ),
                name="one_returns_after_dropping_out",
                violation_error_message="Ngày trở lại phải từ ngày bỏ học trở đi.",
            ),
        ),
        migrations.AddIndex(
            model_name="household",
            index=models.Index(fields=["neighbourhood", "sort_key"], name="household_by_neighbourhood"),
        ),
        migrations.AddIndex(
            model_name="household",
            index=models.Index(fields=["sort_key"], name="household_by_head"),
        ),
        migrations.AddIndex(
            model_name="household",
            index=models.Index(fields=["neighbourhood", "address_order", "sort_key"], name="household_by_address"),
        ),
        migrations.AddIndex(
            model_name="household",
            index=models.Index(fields=["updated_at"], name="household_by_update"),
        ),
        migrations.AddConstraint(
            model_name="household",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("poverty__in", ("poor", "near_poor")),
                    models.Q(("certificate_issued_on", None), ("certificate_number", ""), ("certificate_year", None)),
                    _connector="OR",
                ),
                name="certificate_only_for_poor_households",
                violation_error_message="Chỉ hộ nghèo, hộ cận nghèo có giấy chứng nhận.",
            ),
        ),
        migrations.AddIndex(
            model_name="homevisit",
            index=models.Index(fields=["-visited_on", "-id"], name="visit_by_day"),
        ),
        migrations.AddConstraint(
            model_name="homevisit",
            constraint=models.CheckConstraint(
                condition=models.Q(("household__isnull", False), ("child__isnull", False), _connector="OR"),
                name="visit_is_to_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="homevisit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawal_reason", None), ("withdrawn_on", None)),
                    models.Q(("withdrawal_reason__isnull", False), ("withdrawn_on__isnull", False)),
                    _connector="OR",
                ),
                name="visit_withdrawn_for_a_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="childchange",
            index=models.Index(
                condition=models.Q(("state", "pending")), fields=["created_at"], name="change_to_decide"
            ),
        ),
        migrations.AddIndex(
            model_name="childchange",
            index=models.Index(fields=["proposer", "-created_at"], name="change_by_proposer"),
        ),
        migrations.AddIndex(
            model_name="childchange",
            index=models.Index(fields=["child"], name="change_by_child"),
        ),
        migrations.AddConstraint(
            model_name="childchange",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", ("pending", "returned")), models.Q(("kind", "circumstance"), _negated=True)
                ),
                fields=("child", "kind"),
                name="one_open_change_of_a_kind",
                violation_error_message="Đã có một phiếu như vậy về trẻ này, phường chưa quyết định xong.",
            ),
        ),
        migrations.AddConstraint(
            model_name="childchange",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "circumstance"), ("state__in", ("pending", "returned"))),
                fields=("child", "proposer", "group", "detail"),
                name="one_open_change_of_a_circumstance",
                nulls_distinct=False,
                violation_error_message="Đã gửi một phiếu như vậy về trẻ này, phường chưa quyết định xong.",
            ),
        ),
        migrations.AddConstraint(
            model_name="childchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("child__isnull", False), ("household", None)),
                    models.Q(("child", None), ("kind__in", ("birth", "arrival", "unlisted"))),
                    _connector="OR",
                ),
                name="change_of_a_child_or_of_a_new_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="childchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ("pending", "returned", "withdrawn")),
                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                    _connector="OR",
                ),
                name="change_is_decided_by_somebody",
            ),
        ),
        migrations.AddIndex(
            model_name="child",
            index=models.Index(fields=["neighbourhood", "sort_key"], name="child_by_neighbourhood"),
        ),
        migrations.AddIndex(
            model_name="child",
            index=models.Index(fields=["sort_key", "id"], name="child_by_name"),
        ),
        migrations.AddIndex(
            model_name="child",
            index=models.Index(fields=["search_key", "born_on"], name="child_by_name_and_birth"),
        ),
        migrations.AddIndex(
            model_name="child",
            index=models.Index(fields=["born_by"], name="child_by_birth"),
        ),
        migrations.AddIndex(
            model_name="child",
            index=models.Index(fields=["-born_on", "sort_key"], name="child_by_age"),
        ),
        migrations.AddIndex(
            model_name="child",
            index=models.Index(fields=["updated_at"], name="child_by_update"),
        ),
        migrations.AddIndex(
            model_name="child",
            index=models.Index(fields=["school", "sort_key"], name="child_by_school"),
        ),
        migrations.AddConstraint(
            model_name="child",
            constraint=models.UniqueConstraint(
                fields=("personal_id_fingerprint",),
                name="one_child_per_personal_id",
                violation_error_message="Số định danh này đã có trong sổ.",
            ),
        ),
        migrations.AddConstraint(
            model_name="child",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("left_on__isnull", False), ("residence__in", ("moved_out", "dead"))),
                    models.Q(
                        models.Q(("residence__in", ("moved_out", "dead")), _negated=True), ("left_on__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="left_on_only_of_those_who_left",
                violation_error_message="Trẻ đã chuyển đi hoặc đã mất thì ghi ngày rời sổ.",
            ),
        ),
        migrations.AddConstraint(
            model_name="child",
            constraint=models.CheckConstraint(
                condition=models.Q(("left_on", None), ("left_on__gte", models.F("born_on")), _connector="OR"),
                name="child_leaves_after_birth",
                violation_error_message="Ngày rời sổ ở trước ngày sinh.",
            ),
        ),
        migrations.AddConstraint(
            model_name="child",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("health_insurance_from", None),
                    ("health_insurance_until", None),
                    ("health_insurance_from__lte", models.F("health_insurance_until")),
                    _connector="OR",
                ),
                name="insurance_dates_in_order",
                violation_error_message="Thẻ BHYT có giá trị từ ngày ở sau ngày hết hạn. Kiểm tra lại cả hai ngày.",
            ),
        ),
        migrations.AddConstraint(
            model_name="child",
            constraint=models.CheckConstraint(
                condition=models.Q(("born_by__gte", models.F("born_on"))), name="birth_days_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="bulkrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("child__isnull", False), ("household", None)),
                    models.Q(("child", None), ("household__isnull", False)),
                    _connector="OR",
                ),
                name="bulk_row_is_a_household_or_a_child",
            ),
        ),
        migrations.AddIndex(
            model_name="householdcheck",
            index=models.Index(fields=["month", "neighbourhood"], name="check_by_month"),
        ),
        migrations.AddConstraint(
            model_name="householdcheck",
            constraint=models.UniqueConstraint(fields=("household", "month"), name="one_check_a_month"),
        ),
        migrations.AddConstraint(
            model_name="householdmove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("from_household", None),
                    ("to_household", None),
                    models.Q(("from_household", models.F("to_household")), _negated=True),
                    _connector="OR",
                ),
                name="move_leads_to_another_household",
            ),
        ),
        migrations.AddConstraint(
            model_name="idbatch",
            constraint=models.UniqueConstraint(fields=("year", "number"), name="one_id_batch_of_a_number"),
        ),
        migrations.AddIndex(
            model_name="export",
            index=models.Index(fields=["owner", "-id"], name="export_by_owner"),
        ),
        migrations.AddConstraint(
            model_name="export",
            constraint=models.CheckConstraint(
                condition=models.Q(("content", None), ("forgotten_on", None), _connector="OR"),
                name="no_file_after_its_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="export",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("allowed", None), ("decided_at", None), ("decided_by", None)),
                    models.Q(("allowed__isnull", False), ("decided_at__isnull", False), ("decided_by__isnull", False)),
                    _connector="OR",
                ),
                name="release_decided_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="idbatchrow",
            constraint=models.UniqueConstraint(fields=("batch", "child"), name="a_child_stands_once_in_an_id_batch"),
        ),
        migrations.AddConstraint(
            model_name="idbatchrow",
            constraint=models.UniqueConstraint(fields=("batch", "number"), name="one_id_batch_row_of_a_number"),
        ),
        migrations.AddConstraint(
            model_name="idbatchrow",
            constraint=models.CheckConstraint(
                condition=models.Q(("verified_on", None), ("answer", "verified"), _connector="OR"),
                name="verified_on_only_of_verified_ids",
            ),
        ),
        migrations.AddIndex(
            model_name="importbatch",
            index=models.Index(fields=["owner", "-id"], name="import_by_owner"),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "previewed")),
                fields=("connection",),
                name="one_open_batch_of_a_connection",
            ),
        ),
        migrations.AddConstraint(
            model_name="importbatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("upload", None), ("state__in", ["uploaded", "previewed"]), _connector="OR"),
                name="no_file_kept_after_its_import",
            ),
        ),
        migrations.AddIndex(
            model_name="importrow",
            index=models.Index(fields=["batch", "outcome", "table", "number"], name="import_rows_by_outcome"),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.UniqueConstraint(fields=("batch", "table", "number"), name="one_import_row_per_line"),
        ),
        migrations.AddConstraint(
            model_name="externalrecord",
            constraint=models.UniqueConstraint(fields=("system", "own_id"), name="one_record_per_id_of_a_system"),
        ),
        migrations.AddIndex(
            model_name="injuryentry",
            index=models.Index(fields=["happened_on"], name="injuryentry_by_day"),
        ),
        migrations.AddConstraint(
            model_name="injuryentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawal_reason", None), ("withdrawn_on", None)),
                    models.Q(("withdrawal_reason__isnull", False), ("withdrawn_on__isnull", False)),
                    _connector="OR",
                ),
                name="injuryentry_withdrawn_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="injuryentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "dead"), ("died_on__gte", models.F("happened_on"))),
                    models.Q(models.Q(("outcome", "dead"), _negated=True), ("died_on", None)),
                    _connector="OR",
                ),
                name="injury_death_has_its_day",
                violation_error_message="Tử vong thì ghi ngày tử vong, từ ngày xảy ra trở đi; khác thì để trống.",
            ),
        ),
        migrations.AddIndex(
            model_name="labourentry",
            index=models.Index(fields=["happened_on"], name="labourentry_by_day"),
        ),
        migrations.AddConstraint(
            model_name="labourentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawal_reason", None), ("withdrawn_on", None)),
                    models.Q(("withdrawal_reason__isnull", False), ("withdrawn_on__isnull", False)),
                    _connector="OR",
                ),
                name="labourentry_withdrawn_for_a_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="legalaid",
            index=models.Index(fields=["-happened_on"], name="legalaid_by_day"),
        ),
        migrations.AddConstraint(
            model_name="legalaid",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawal_reason", ""), ("withdrawn_on", None)),
                    models.Q(("withdrawn_on__isnull", False), models.Q(("withdrawal_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="legalaid_withdrawn_for_a_reason",
                violation_error_message="Xóa khỏi hồ sơ thì ghi lý do.",
            ),
        ),
        migrations.AddConstraint(
            model_name="legalaid",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on", None), ("outcome", "")),
                    models.Q(
                        models.Q(("outcome", ""), _negated=True),
                        ("ended_on__gte", models.F("happened_on")),
                        ("ended_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="legal_aid_ends_with_an_outcome",
                violation_error_message="Có kết quả thì ghi xong ngày nào, từ ngày giới thiệu trở đi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="listcolumns",
            constraint=models.UniqueConstraint(fields=("owner", "list"), name="one_choice_of_columns_per_list"),
        ),
        migrations.AddIndex(
            model_name="measurement",
            index=models.Index(fields=["child", "-measured_on"], name="measurement_by_child"),
        ),
        migrations.AddConstraint(
            model_name="measurement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawal_reason", ""), ("withdrawn_on", None)),
                    models.Q(("withdrawn_on__isnull", False), models.Q(("withdrawal_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="measurement_withdrawn_for_a_reason",
                violation_error_message="Xóa khỏi hồ sơ thì ghi lý do.",
            ),
        ),
        migrations.AddConstraint(
            model_name="measurement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_on", None)),
                fields=("child", "measured_on"),
                name="one_measurement_a_day",
                violation_error_message="Ngày này trẻ đã được cân đo. Sửa lần đo ấy.",
            ),
        ),
        migrations.AddConstraint(
            model_name="measurement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("weight_kg__isnull", False),
                    ("height_cm__isnull", False),
                    ("muac_cm__isnull", False),
                    _connector="OR",
                ),
                name="something_was_measured",
                violation_error_message="Chưa ghi số đo nào.",
            ),
        ),
        migrations.AddConstraint(
            model_name="measurement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("height_cm", None), ("posture", "")),
                    models.Q(("height_cm__isnull", False), models.Q(("posture", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_height_says_how_it_was_measured",
                violation_error_message="Có chiều cao thì ghi trẻ nằm hay đứng.",
            ),
        ),
        migrations.AddIndex(
            model_name="monthlyallowance",
            index=models.Index(fields=["child", "starts_on"], name="allowance_by_child"),
        ),
        migrations.AddConstraint(
            model_name="monthlyallowance",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_on", None), ("ended_on__gt", models.F("starts_on")), _connector="OR"),
                name="allowance_ends_after_it_begins",
                violation_error_message="Tháng thôi hưởng phải sau tháng bắt đầu hưởng.",
            ),
        ),
        migrations.AddConstraint(
            model_name="monthlyallowance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end_reason", ""), ("ended_on", None)),
                    models.Q(("ended_on__isnull", False), models.Q(("end_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="allowance_ends_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="monthlyallowance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawal_reason", None), ("withdrawn_on", None)),
                    models.Q(("withdrawal_reason__isnull", False), ("withdrawn_on__isnull", False)),
                    _connector="OR",
                ),
                name="allowance_withdrawn_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="monthlyallowance",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("secret", False), ("stacks", False), ("withdrawn_on", None)),
                expressions=[
                    (models.Func(models.F("child"), models.F("child"), models.Value("[]"), function="int8range"), "="),
                    (
                        models.Func(
                            models.F("starts_on"), models.F("ended_on"), models.Value("[)"), function="daterange"
                        ),
                        "&&",
                    ),
                ],
                name="one_allowance_at_a_time",
                violation_error_message="Trẻ đang hưởng trợ cấp trong thời gian này. Ghi điều chỉnh hoặc thôi hưởng trước.",
            ),
        ),
        migrations.AddConstraint(
            model_name="monthlyallowance",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("secret", False), ("stacks", True), ("withdrawn_on", None)),
                expressions=[
                    (models.Func(models.F("child"), models.F("child"), models.Value("[]"), function="int8range"), "="),
                    (
                        models.Func(
                            models.F("starts_on"), models.F("ended_on"), models.Value("[)"), function="daterange"
                        ),
                        "&&",
                    ),
                ],
                name="one_stacking_allowance_at_a_time",
                violation_error_message="Trẻ đang hưởng trợ cấp trong thời gian này. Ghi điều chỉnh hoặc thôi hưởng trước.",
            ),
        ),
        migrations.AddConstraint(
            model_name="monthlyallowance",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("secret", True), ("withdrawn_on", None)),
                expressions=[
                    (models.Func(models.F("child"), models.F("child"), models.Value("[]"), function="int8range"), "="),
                    (
                        models.Func(models.F("officer"), models.F("officer"), models.Value("[]"), function="int8range"),
                        "=",
                    ),
                    (
                        models.Func(
                            models.F("starts_on"), models.F("ended_on"), models.Value("[)"), function="daterange"
                        ),
                        "&&",
                    ),
                ],
                name="one_secret_allowance_per_officer",
                violation_error_message="Trẻ đang hưởng trợ cấp trong thời gian này. Ghi điều chỉnh hoặc thôi hưởng trước.",
            ),
        ),
        migrations.AddIndex(
            model_name="participationentry",
            index=models.Index(fields=["happened_on"], name="participationentry_by_day"),
        ),
        migrations.AddConstraint(
            model_name="participationentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawal_reason", None), ("withdrawn_on", None)),
                    models.Q(("withdrawal_reason__isnull", False), ("withdrawn_on__isnull", False)),
                    _connector="OR",
                ),
                name="participationentry_withdrawn_for_a_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="povertyyear",
            index=models.Index(fields=["poverty", "year"], name="poverty_by_class"),
        ),
        migrations.AddConstraint(
            model_name="povertyyear",
            constraint=models.UniqueConstraint(
                fields=("household", "year"),
                name="one_class_a_year",
                violation_error_message="Diện hộ của năm này đã có người ghi. Mở lại trang của hộ.",
            ),
        ),
        migrations.AddConstraint(
            model_name="povertyyear",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("poverty__in", ("poor", "near_poor")),
                    models.Q(("certificate_number", ""), ("issued_on", None), ("poverty", "none")),
                    _connector="OR",
                ),
                name="certificate_of_a_year_only_of_the_poor",
                violation_error_message="Chỉ hộ nghèo, hộ cận nghèo có giấy chứng nhận.",
            ),
        ),
        migrations.AddConstraint(
            model_name="povertyyear",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__gte", 2000), ("year__lte", 2100)),
                name="year_of_a_class",
                violation_error_message="Năm của diện hộ phải từ 2000.",
            ),
        ),
        migrations.AddIndex(
            model_name="familyrisk",
            index=models.Index(fields=["household", "factor"], name="risk_by_household"),
        ),
        migrations.AddConstraint(
            model_name="familyrisk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since", None), models.Q(("answer", "yes"), ("since__lte", models.F("asked_on"))), _connector="OR"
                ),
                name="risk_began_before_it_was_asked_about",
                violation_error_message="“Từ tháng” chỉ ghi khi có nguy cơ, và không ở sau ngày hỏi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="familyrisk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawal_reason", None), ("withdrawn_on", None)),
                    models.Q(("withdrawal_reason__isnull", False), ("withdrawn_on__isnull", False)),
                    _connector="OR",
                ),
                name="risk_withdrawn_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="safehomecheck",
            constraint=models.UniqueConstraint(fields=("household", "year"), name="one_safe_home_check_a_year"),
        ),
        migrations.AddConstraint(
            model_name="safehomecheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("checked_on__year", models.F("year"))), name="safe_home_checked_in_its_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="savedfilter",
            constraint=models.UniqueConstraint(fields=("owner", "list", "name"), name="one_saved_filter_per_name"),
        ),
        migrations.AddIndex(
            model_name="screening",
            index=models.Index(fields=["child", "-screened_on"], name="screening_by_child"),
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawal_reason", ""), ("withdrawn_on", None)),
                    models.Q(("withdrawn_on__isnull", False), models.Q(("withdrawal_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="screening_withdrawn_for_a_reason",
                violation_error_message="Xóa khỏi hồ sơ thì ghi lý do.",
            ),
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("help", ""), ("helped_on", None)),
                    models.Q(("concern", True), ("helped_on__isnull", False), models.Q(("help", ""), _negated=True)),
                    _connector="OR",
                ),
                name="help_answers_a_concern",
                violation_error_message="Ghi hỗ trợ thì đánh dấu có vấn đề, chọn cách hỗ trợ và ghi từ ngày nào.",
            ),
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=models.CheckConstraint(
                condition=models.Q(("helped_on", None), ("helped_on__gte", models.F("screened_on")), _connector="OR"),
                name="help_follows_the_screening",
                violation_error_message="Ngày hỗ trợ phải từ ngày sàng lọc trở đi.",
            ),
        ),
        migrations.AddIndex(
            model_name="support",
            index=models.Index(fields=["given_on"], name="support_by_day"),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawal_reason", ""), ("withdrawn_on", None)),
                    models.Q(("withdrawn_on__isnull", False), models.Q(("withdrawal_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="support_withdrawn_for_a_reason",
                violation_error_message="Xóa lần trao thì ghi lý do.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recordfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("adoption__isnull", True),
                        ("allowance__isnull", False),
                        ("disaster__isnull", True),
                        ("injury__isnull", True),
                        ("labour__isnull", True),
                        ("legal_aid__isnull", True),
                        ("participation__isnull", True),
                        ("support__isnull", True),
                    ),
                    models.Q(
                        ("adoption__isnull", True),
                        ("allowance__isnull", True),
                        ("disaster__isnull", True),
                        ("injury__isnull", True),
                        ("labour__isnull", True),
                        ("legal_aid__isnull", True),
                        ("participation__isnull", True),
                        ("support__isnull", False),
                    ),
                    models.Q(
                        ("adoption__isnull", True),
                        ("allowance__isnull", True),
                        ("disaster__isnull", True),
                        ("injury__isnull", False),
                        ("labour__isnull", True),
                        ("legal_aid__isnull", True),
                        ("participation__isnull", True),
                        ("support__isnull", True),
                    ),
                    models.Q(
                        ("adoption__isnull", True),
                        ("allowance__isnull", True),
                        ("disaster__isnull", True),
                        ("injury__isnull", True),
                        ("labour__isnull", False),
                        ("legal_aid__isnull", True),
                        ("participation__isnull", True),
                        ("support__isnull", True),
                    ),
                    models.Q(
                        ("adoption__isnull", True),
                        ("allowance__isnull", True),
                        ("disaster__isnull", False),
                        ("injury__isnull", True),
                        ("labour__isnull", True),
                        ("legal_aid__isnull", True),
                        ("participation__isnull", True),
                        ("support__isnull", True),
                    ),
                    models.Q(
                        ("adoption__isnull", True),
                        ("allowance__isnull", True),
                        ("disaster__isnull", True),
                        ("injury__isnull", True),
                        ("labour__isnull", True),
                        ("legal_aid__isnull", True),
                        ("participation__isnull", False),
                        ("support__isnull", True),
                    ),
                    models.Q(
                        ("adoption__isnull", False),
                        ("allowance__isnull", True),
                        ("disaster__isnull", True),
                        ("injury__isnull", True),
                        ("labour__isnull", True),
                        ("legal_aid__isnull", True),
                        ("participation__isnull", True),
                        ("support__isnull", True),
                    ),
                    models.Q(
                        ("adoption__isnull", True),
                        ("allowance__isnull", True),
                        ("disaster__isnull", True),
                        ("injury__isnull", True),
                        ("labour__isnull", True),
                        ("legal_aid__isnull", False),
                        ("participation__isnull", True),
                        ("support__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="paper_of_one_record",
            ),
        ),
        migrations.AddConstraint(
            model_name="recordfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawal_reason", None), ("withdrawn_on", None)),
                    models.Q(("withdrawal_reason__isnull", False), ("withdrawn_on__isnull", False)),
                    _connector="OR",
                ),
                name="paper_withdrawn_for_a_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="supportrecipient",
            index=models.Index(fields=["child"], name="support_by_child"),
        ),
        migrations.AddConstraint(
            model_name="supportrecipient",
            constraint=models.UniqueConstraint(fields=("support", "child"), name="one_share_for_a_child"),
        ),
        migrations.AddIndex(
            model_name="vaccination",
            index=models.Index(fields=["child", "dose"], name="vaccination_by_child"),
        ),
        migrations.AddConstraint(
            model_name="vaccination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawal_reason", ""), ("withdrawn_on", None)),
                    models.Q(("withdrawn_on__isnull", False), models.Q(("withdrawal_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="vaccination_withdrawn_for_a_reason",
                violation_error_message="Xóa khỏi hồ sơ thì ghi lý do.",
            ),
        ),
        migrations.AddConstraint(
            model_name="vaccination",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome__in", ("given", "elsewhere")), ("withdrawn_on", None)),
                fields=("child", "dose"),
                name="a_dose_is_had_once",
                violation_error_message="Mũi này đã được ghi là đã tiêm.",
            ),
        ),
        migrations.AddConstraint(
            model_name="vaccination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome__in", ("refused", "contraindicated")), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_dose_is_refused_for_a_reason",
                violation_error_message="Từ chối hoặc chống chỉ định thì ghi lý do.",
            ),
        ),
        migrations.AddConstraint(
            model_name="vaccination",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gt", models.F("happened_on")), _connector="OR"),
                name="postponed_to_a_later_day",
                violation_error_message="Ngày hoãn đến phải sau ngày ghi.",
            ),
        ),
    ]
