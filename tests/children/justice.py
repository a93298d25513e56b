"""What the stories of the justice officer write down."""

import datetime

from children.actions.justice import AdoptionDraft, LegalAidDraft, OnPaper

DAY = datetime.date(2026, 3, 2)
ADOPTED = AdoptionDraft(
    happened_on=DAY, kind="relative", paper="03/2026/GCN", authority="UBND phường Ánh Dương", details="Con của em gái"
)
REFERRED = LegalAidDraft(happened_on=DAY, matter="family", provider="centre", paper="07/PC-TP")
HÂN = OnPaper(birth=datetime.date(2019, 3, 14), full_name="Nguyễn Gia Hân")
