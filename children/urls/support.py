"""Allowances, gifts and services."""

from children.views import allowances, giving, rates, supports
from interface.doors import ONLY, page

urlpatterns = [
    page("support/", supports.entitled, may="support.view", name="entitled"),
    page("support/allowances/", supports.allowances, may="support.view", name="allowances"),
    page("support/given/", supports.given, may="support.view", name="given_supports"),
    page("support/give", giving.give, may="support.edit", posts=True, name="give_support"),
    page("support/given/<uuid:support>/", giving.show, may="support.view", name="support"),
    page("support/given/<uuid:support>/edit", giving.edit, may="support.edit", posts=True, name="edit_support"),
    page(
        "support/given/<uuid:support>/withdraw",
        giving.withdraw,
        may="support.edit",
        posts=True,
        name="withdraw_support",
    ),
    page(
        "support/given/<uuid:support>/restore", giving.restore, may="support.edit", posts=True, name="restore_support"
    ),
    page(
        "support/given/<uuid:support>/take-back",
        giving.take_back,
        may="support.edit",
        posts=ONLY,
        name="take_back_support",
    ),
    page(
        "support/given/<uuid:support>/leave-out/<uuid:child>",
        giving.remove,
        may="support.edit",
        posts=True,
        name="leave_out",
    ),
    page("support/rates/", rates.show, may="support.view", name="rates"),
    page("support/rates/base", rates.new_base, may="support.edit", posts=True, name="new_base_amount"),
    page(
        "support/rates/<uuid:rule>/coefficient",
        rates.new_coefficient,
        may="support.edit",
        posts=True,
        name="new_coefficient",
    ),
    page("support/rates/<uuid:rule>/switch", rates.switch, may="support.edit", posts=ONLY, name="switch_rule"),
    page("children/<uuid:child>/support/", allowances.show, may="support.view", name="child_support"),
    page(
        "children/<uuid:child>/support/allowance",
        allowances.grant,
        may="support.edit",
        posts=True,
        name="grant_allowance",
    ),
    page(
        "children/<uuid:child>/support/give", giving.give_one, may="support.edit", posts=True, name="give_child_support"
    ),
    page(
        "children/allowances/<uuid:allowance>/adjust",
        allowances.adjust,
        may="support.edit",
        posts=True,
        name="adjust_allowance",
    ),
    page(
        "children/allowances/<uuid:allowance>/end", allowances.end, may="support.edit", posts=True, name="end_allowance"
    ),
    page(
        "children/allowances/<uuid:allowance>/withdraw",
        allowances.withdraw,
        may="support.edit",
        posts=True,
        name="withdraw_allowance",
    ),
]
