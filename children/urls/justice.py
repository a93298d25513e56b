"""The justice officer's books: adoptions, legal aid."""

from children.views import justice
from interface.doors import page

ADOPTIONS, LEGAL_AID, PAPER = "children.keep_adoptions", "children.keep_legal_aid", "children.find_by_paper"

urlpatterns = [
    page("adoptions/", justice.adoptions, may="children.view_adoptions", name="adoptions"),
    page("adoptions/add", justice.add_adoption, may=PAPER, posts=True, name="add_adoptions"),
    page("adoptions/<uuid:adoption>/edit", justice.edit_adoption, may=ADOPTIONS, posts=True, name="edit_adoptions"),
    page(
        "adoptions/<uuid:adoption>/withdraw",
        justice.withdraw_adoption,
        may=ADOPTIONS,
        posts=True,
        name="withdraw_adoptions",
    ),
    page(
        "children/<uuid:child>/adoptions/add",
        justice.add_adoption_of,
        may=ADOPTIONS,
        posts=True,
        name="add_adoption_of",
    ),
    page("legal-aid/", justice.legal_aid, may="children.view_legal_aid", name="legal_aid"),
    page("legal-aid/add", justice.add_legal_aid, may=PAPER, posts=True, name="add_legal_aid"),
    page("legal-aid/<uuid:legalaid>/edit", justice.edit_legal_aid, may=LEGAL_AID, posts=True, name="edit_legal_aid"),
    page(
        "legal-aid/<uuid:legalaid>/withdraw",
        justice.withdraw_legal_aid,
        may=LEGAL_AID,
        posts=True,
        name="withdraw_legal_aid",
    ),
    page(
        "children/<uuid:child>/legal-aid/add",
        justice.add_legal_aid_of,
        may=LEGAL_AID,
        posts=True,
        name="add_legal_aid_of",
    ),
]
