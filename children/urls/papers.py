"""Papers of allowances, gifts, entries and the justice officer's books: one way for all of them."""

from children.record_files import OWNER_LIST
from children.views import record_files
from interface.doors import page

VIEW, ATTACH = "children.view_papers", "children.attach_papers"

urlpatterns = [
    *(
        page(f"papers/{of.slug}/<uuid:{of.param}>/", record_files.list_of(of), may=VIEW, name=f"papers_{of.field}")
        for of in OWNER_LIST
    ),
    *(
        page(
            f"papers/{of.slug}/<uuid:{of.param}>/add",
            record_files.attach_to(of),
            may=ATTACH,
            posts=True,
            name=f"attach_to_{of.field}",
        )
        for of in OWNER_LIST
    ),
    page("papers/<uuid:recordfile>/", record_files.show, may=VIEW, name="paper"),
    page("papers/<uuid:recordfile>/withdraw", record_files.withdraw, may=ATTACH, posts=True, name="withdraw_paper"),
]
