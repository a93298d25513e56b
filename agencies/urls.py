"""Pages of the ward, its organisations, committee, calendar and outgoing register."""

from agencies.views import agencies, calendar, committee, first_run, neighbourhoods, register, ward
from interface.doors import ONLY, PUBLIC, page

VIEW, EDIT = "agencies.view", "agencies.edit"
EDIT_COMMITTEE, EDIT_CALENDAR = "agencies.edit_committee", "agencies.edit_calendar"
REGISTER, DRAFT, NUMBER = "agencies.view_register", "agencies.draft_documents", "agencies.number_documents"

urlpatterns = [
    page("first-run/", first_run.first_run, may=PUBLIC),
    page("first-run/<int:step>/", first_run.first_run_step, may=PUBLIC, posts=True),
    #
    page("ward/", ward.ward, may=VIEW),
    page("ward/new/", ward.new_profile, may=EDIT, posts=True),
    page("ward/<uuid:profile>/", ward.profile, may=VIEW),
    page("ward/<uuid:profile>/correct/", ward.correct_ward, may=EDIT, posts=True),
    page("ward/<uuid:profile>/change/", ward.change_ward, may=EDIT, posts=True),
    page("ward/<uuid:profile>/logo/", ward.change_logo, may=EDIT, posts=True),
    page("ward/<uuid:profile>/logo.png", ward.ward_logo, may=VIEW),
    page("ward/signers/new/", ward.new_signer, may=EDIT, posts=True),
    page("ward/signers/<uuid:signer>/", ward.signer, may=VIEW),
    page("ward/signers/<uuid:signer>/edit/", ward.change_signer, may=EDIT, posts=True),
    #
    page("agencies/", agencies.agencies, may=VIEW),
    page("agencies/new/", agencies.new_agency, may=EDIT, posts=True),
    page("agencies/<uuid:agency>/", agencies.agency, may=VIEW),
    page("agencies/<uuid:agency>/edit/", agencies.change_agency, may=EDIT, posts=True),
    page("agencies/<uuid:agency>/end/", agencies.end_agency, may=EDIT, posts=True),
    page("agencies/<uuid:agency>/reopen/", agencies.reopen_agency, may=EDIT, posts=ONLY),
    #
    page("neighbourhoods/", neighbourhoods.neighbourhoods, may=VIEW),
    page("neighbourhoods/new/", neighbourhoods.new_neighbourhood, may=EDIT, posts=True),
    page("neighbourhoods/paste/", neighbourhoods.paste_neighbourhoods, may=EDIT, posts=True),
    page("neighbourhoods/<uuid:neighbourhood>/", neighbourhoods.neighbourhood, may=VIEW),
    page("neighbourhoods/<uuid:neighbourhood>/edit/", neighbourhoods.change_neighbourhood, may=EDIT, posts=True),
    page("neighbourhoods/<uuid:neighbourhood>/end/", neighbourhoods.end_neighbourhood, may=EDIT, posts=True),
    page("neighbourhoods/<uuid:neighbourhood>/reopen/", neighbourhoods.reopen_neighbourhood, may=EDIT, posts=ONLY),
    #
    page("committee/", committee.committee, may=VIEW),
    page("committee/new/", committee.new_committee, may=EDIT_COMMITTEE, posts=True),
    page("committee/<uuid:committee>/", committee.past_committee, may=VIEW),
    page("committee/<uuid:committee>/edit/", committee.change_committee, may=EDIT_COMMITTEE, posts=True),
    page("committee/<uuid:committee>/members/new/", committee.new_member, may=EDIT_COMMITTEE, posts=True),
    page("committee/<uuid:committee>/meetings/new/", committee.new_meeting, may=EDIT_COMMITTEE, posts=True),
    page("committee/members/<uuid:member>/edit/", committee.change_member, may=EDIT_COMMITTEE, posts=True),
    page("committee/meetings/<uuid:meeting>/", committee.meeting, may=VIEW),
    page("committee/meetings/<uuid:meeting>/edit/", committee.change_meeting, may=EDIT_COMMITTEE, posts=True),
    #
    page("calendar/", calendar.calendar, may=VIEW),
    page("calendar/<year:year>/", calendar.calendar_year, may=VIEW),
    page("calendar/<year:year>/confirm/", calendar.confirm, may=EDIT_CALENDAR, posts=ONLY, name="confirm_year"),
    page("calendar/<year:year>/reopen/", calendar.reopen, may=EDIT_CALENDAR, posts=ONLY, name="reopen_year"),
    page("calendar/days/new/", calendar.new_day, may=EDIT_CALENDAR, posts=True),
    page("calendar/days/swap/", calendar.new_swap, may=EDIT_CALENDAR, posts=True),
    page("calendar/days/<uuid:day>/drop/", calendar.drop_day, may=EDIT_CALENDAR, posts=ONLY),
    page("calendar/days/put-back/", calendar.put_day_back, may=EDIT_CALENDAR, posts=ONLY),
    #
    page("documents/", register.document_register, may=REGISTER),
    page("documents/new/", register.new_document, may=DRAFT, posts=True),
    page("documents/paper/", register.paper_document, may=NUMBER, posts=True),
    page("documents/after-paper/", register.after_paper, may=NUMBER, posts=True),
    page("documents/<uuid:document>/", register.document, may=REGISTER),
    page("documents/<uuid:document>/number/", register.number_document, may=NUMBER, posts=True),
    page("documents/<uuid:document>/edit/", register.change_document, may=NUMBER, posts=True),
    page("documents/<uuid:document>/return/", register.return_to_drafter, may=NUMBER, posts=True),
    page("documents/<uuid:document>/redo/", register.redo_document, may=DRAFT, posts=True),
    page("documents/<uuid:document>/withdraw/", register.withdraw, may=DRAFT, posts=ONLY, name="withdraw_document"),
    page("documents/<uuid:document>/cancel/", register.cancel_number, may=NUMBER, posts=True),
]
