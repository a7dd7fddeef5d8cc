"""The table: address name → what each audience gets. Statuses of a plain request; LOGIN is the way to the sign-in.

Whoever may not even see the record gets 404; whoever sees it and may not do this gets 403.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from catalog.saved_searches.links import unsubscribe_token
from contracts.relationships.links import refusal_token, survey_link

LOGIN = 302
OFFICE = ("officer", "contract_manager", "cio", "editor", "auditor")
AGENCY = ("requester", "approver", "agency_admin")
AUDIENCES = ("anonymous", *AGENCY, "other_agency", "vendor", "other_vendor", *OFFICE)
OWN = (*AGENCY, *OFFICE)
PARTIES = (*AGENCY, "vendor", *OFFICE)
EVERYBODY = tuple(one for one in AUDIENCES if one != "anonymous")
BILLERS = ("vendor", "other_vendor", "contract_manager", "cio")
JUDGES = ("officer", "cio", "auditor")
KEEPERS = ("approver", "agency_admin", "other_agency", "cio")
STAFF_EDITORS = ("cio", "editor")


def nothing(world: Any) -> dict:
    return {}


@dataclass(frozen=True)
class Row:
    """`every` for all audiences but those named in `but`; `parts` makes the address from the world."""

    every: int
    but: dict[str, int] = field(default_factory=dict)
    parts: Callable[[Any], dict] = nothing
    query: Callable[[Any], dict] = nothing
    method: str = "get"

    def status_for(self, audience: str) -> int:
        return self.but.get(audience, self.every)


def public(parts=nothing) -> Row:
    """Everybody, without an account."""
    return Row(200, {}, parts)


def signed_in(parts=nothing) -> Row:
    """Everybody with an account."""
    return Row(200, {"anonymous": LOGIN}, parts)


def acts(*who: str, seen_by=(), parts=nothing, done=200, **details) -> Row:
    """`who` gets `done`; those who see the record without the right get 403; all others find nothing."""
    seen = dict.fromkeys(seen_by, 403)
    return Row(404, {"anonymous": LOGIN, **seen, **dict.fromkeys(who, done)}, parts, **details)


def part_of_offering(world: Any) -> dict:
    """One part of the vendor's own offering."""
    return {"pk": world.offering.pk, "key": "basics"}


def a_cell(world: Any) -> dict:
    """One criterion of one proposal."""
    code = world.panel.lot.criteria.exclude(kind="price").first().code
    return {**JUDGED(world), "letter": "A", "code": code}


def of(**names: str) -> Callable[[Any], dict]:
    """Parts of an address: `of(reference="need.reference")` reads world.need.reference."""

    def parts(world: Any) -> dict:
        found = {}
        for part, path in names.items():
            value = world
            for name in path.split("."):
                value = getattr(value, name)
            found[part] = value
        return found

    parts.names = names  # type: ignore[attr-defined] for whoever puts another record in its place
    return parts


AGENCY_PAGE, MEMBER = of(slug="agency.slug"), of(slug="agency.slug", pk="membership.pk")
INVOICE = of(reference="invoice.reference")
CONTRACT, TERM = of(reference="contract.reference"), of(reference="contract.reference", code="term.code")
ANSWERS = of(reference="answers.contract.reference", code="answers.code")
PROPOSAL = of(pk="proposal.pk")
NEED, DRAFT = of(reference="need.reference"), of(reference="draft.reference")
FORUM, DRAFTED_FORUM = of(slug="forum.slug"), of(slug="drafted_forum.slug")
SOLICITATION, WRITTEN = of(reference="solicitation.reference"), of(reference="written.reference")
CLARIFICATION = of(reference="solicitation.reference", pk="clarification.pk")
REPORTED = of(reference="market_report.solicitation.reference")
RECORDS = of(reference="panel.lot.solicitation.reference")
SCHEDULE = of(reference="schedule.reference")
DISCLOSURE = of(reference="disclosure.reference")
REVIEWED = of(reference="reviewed.reference")
BID = of(code="bid.code")
MEETING = of(reference="meeting.reference")
JUDGED = of(reference="panel.lot.solicitation.reference", number="panel.lot.number")
FORUM_QUESTION = of(slug="forum.slug", pk="forum_question.pk")
DRAFTED = of(reference="drafted.reference")
AGREEMENT_CHANGE = of(reference="framework_change.framework.reference", pk="framework_change.pk", verb="approve_verb")
JOINT = of(reference="joint.reference")
SHARE = of(reference="joint.reference", agency="joint_partner.slug")
RUNS = of(reference="runs.reference")
CHANGE = of(reference="change.order.reference", number="change.number", verb="approve_verb")
OFFER = of(reference="by_rank.reference", rank="first")
SUBMITTED, APPROVED = of(reference="submitted.reference"), of(reference="approved.reference")
OFFERING, SANCTION = of(pk="offering.pk"), of(pk="sanction.pk")
SHORTLIST, ENTRY = of(reference="shortlist.reference"), of(reference="shortlist.reference", pk="entry.pk")
UPLOAD = of(pk="upload.pk")
VERSION = of(pk="version.pk")
WORDINGS = of(pk="wordings.pk")
EVIDENCE = of(pk="evidence.pk")
PLAN = of(slug="offering.slug", code="plan.code")
PLAN_DAY = of(slug="offering.slug", code="plan.code", day="far_day")
SEARCH, LONGLIST = of(pk="search.pk"), of(reference="longlist.reference")
COMPARISON, COMPARING = of(reference="comparison.reference"), of(reference="comparing.reference")
CHOSEN = of(offering="offering.slug")

OFFERING_REVIEW = of(slug="offering.slug", pk="offering_review.pk")
AGENCY_MEETING = of(slug="agency.slug", pk="agency_meeting.pk")
FOLLOW_UP = of(pk="follow_up.pk")
COMPLAINT = of(reference="complaint.reference")
NO_VENDOR = {"anonymous": LOGIN, "vendor": 403, "other_vendor": 403}
PORTFOLIO = Row(200, NO_VENDOR)
BUSINESS = Row(403, {"anonymous": LOGIN, "vendor": 200, "other_vendor": 200})
LIBRARY_DOCUMENT, LIBRARY_DRAFT = of(slug="library_document.slug"), of(slug="library_draft.slug")
LIBRARY_VERSION = of(slug="library_document.slug", number="first")
WANTED, SHARING = of(pk="wanted.pk"), of(reference="sharing.reference")
TABLE: dict[str, Row] = {
    # open to everybody
    "robots": public(),
    "sitemap": public(),
    "sitemap_section": public(lambda world: {"section": "offerings"}),
    "catalogue": public(),
    "catalogue_suggestions": public(),
    "catalogue_values": public(lambda world: {"name": "vendor"}),
    "catalogue_feed": public(),
    "catalogue_compare": public(),
    "catalogue_compare_csv": Row(200, query=CHOSEN),
    "catalogue_compare_xlsx": Row(200, query=CHOSEN),
    "catalogue_offering": public(of(slug="offering.slug")),
    "vendor_detail": public(of(slug="vendor.slug")),
    "contract_register": public(),
    "contract_register_csv": public(),
    "status_list": public(),
    "status_page": public(of(slug="contract.offering.slug")),
    "contract_page": public(CONTRACT),
    "contract_openslo": public(CONTRACT),
    "level_templates": public(),
    "level_templates_openslo": public(),
    "contract_version": public(lambda world: {**CONTRACT(world), "number": 1}),
    "contract_new": acts("officer", "contract_manager", seen_by=EVERYBODY),
    "contract_sign": acts(
        "approver", seen_by=PARTIES, parts=lambda world: {"reference": world.unsigned.reference, "side": "agency"}
    ),
    "contract_withdraw": acts("officer", "contract_manager", seen_by=PARTIES, parts=of(reference="unsigned.reference")),
    "amendment_propose": acts("officer", "contract_manager", seen_by=PARTIES, parts=CONTRACT),
    "amendment_page": acts(*PARTIES, parts=PROPOSAL),
    "amendment_decide": acts(
        "approver", seen_by=PARTIES, parts=lambda world: {"pk": world.proposal.pk, "verb": "approve"}
    ),
    "option_exercise": acts(
        "approver", seen_by=PARTIES, parts=lambda world: {"reference": world.running.reference, "number": 1}
    ),
    "milestone_new": acts("officer", "contract_manager", seen_by=PARTIES, parts=CONTRACT),
    "milestone_page": acts(*PARTIES, parts=of(pk="milestone.pk")),
    "milestone_act": acts("vendor", seen_by=PARTIES, parts=lambda world: {"pk": world.milestone.pk, "verb": "deliver"}),
    "contract_document_new": acts(*AGENCY, "vendor", "contract_manager", "cio", seen_by=PARTIES, parts=CONTRACT),
    "contract_document": Row(404, dict.fromkeys(PARTIES, 200), of(pk="contract_paper.pk")),
    "certificate_new": acts("officer", "contract_manager", seen_by=PARTIES, parts=CONTRACT),
    "certificate_add": acts(
        *AGENCY, "vendor", "contract_manager", "cio", seen_by=PARTIES, parts=of(pk="certificate.pk")
    ),
    "certificate_drop": acts("officer", "contract_manager", seen_by=PARTIES, parts=of(pk="certificate.pk")),
    "contract_suspend": acts("contract_manager", "cio", seen_by=PARTIES, parts=CONTRACT),
    "contract_lift": acts("contract_manager", "cio", seen_by=PARTIES, parts=of(reference="standing_still.reference")),
    "cure_notice_new": acts("contract_manager", seen_by=PARTIES, parts=CONTRACT),
    "cure_notice_page": acts(*PARTIES, parts=of(pk="cure.pk")),
    "cure_notice_act": acts("vendor", seen_by=PARTIES, parts=lambda world: {"pk": world.cure.pk, "verb": "answer"}),
    "termination_new": acts("contract_manager", seen_by=PARTIES, parts=CONTRACT),
    "termination_page": acts(*PARTIES, parts=of(pk="termination.pk")),
    "termination_decide": acts(
        "approver", seen_by=PARTIES, parts=lambda world: {"pk": world.termination.pk, "verb": "approve"}
    ),
    "exit_plan_new": acts("officer", "contract_manager", seen_by=PARTIES, parts=CONTRACT),
    "exit_plan_page": acts(*PARTIES, parts=of(pk="exit_plan.pk")),
    "exit_plan_decide": acts(
        "approver",
        "agency_admin",
        seen_by=PARTIES,
        parts=lambda world: {"pk": world.proposed_exit.pk, "side": "agency", "verb": "agree"},
    ),
    "exit_step_do": acts("vendor", seen_by=PARTIES, parts=lambda world: {"pk": world.exit_plan.steps.first().pk}),
    "renewal_page": acts(*PARTIES, parts=CONTRACT),
    "renewal_refuse": acts(
        "approver", "agency_admin", "contract_manager", seen_by=PARTIES, parts=of(reference="running.reference")
    ),
    "framework_register": public(),
    "framework_page": public(of(reference="framework.reference")),
    "framework_new": acts("officer", "cio", seen_by=EVERYBODY),
    "framework_edit": acts("officer", "cio", seen_by=OFFICE, parts=DRAFTED),
    "framework_lot_sign": acts(
        "vendor",
        seen_by=EVERYBODY,
        parts=lambda world: {"reference": world.framework.reference, "lot": world.framework.lots.get().pk},
    ),
    "framework_sign": acts("officer", seen_by=OFFICE, parts=DRAFTED),
    "framework_levy": acts("officer", "cio", seen_by=EVERYBODY, parts=of(reference="framework.reference")),
    "framework_end": acts(
        "officer", "contract_manager", "cio", seen_by=EVERYBODY, parts=of(reference="framework.reference")
    ),
    "framework_decide": acts("officer", "cio", seen_by=EVERYBODY, parts=AGREEMENT_CHANGE),
    "framework_amend": acts(
        "officer", "contract_manager", "cio", seen_by=EVERYBODY, parts=of(reference="framework.reference")
    ),
    "award_list": public(),
    "award_csv": public(),
    "policy_list": public(),
    "policy_page": public(of(reference="policy.reference")),
    "policy_new": acts("officer", "cio", seen_by=EVERYBODY),
    "policy_edit": acts("officer", "cio", seen_by=OFFICE, parts=of(reference="drafted_policy.reference")),
    "policy_enact": acts("officer", seen_by=OFFICE, parts=of(reference="drafted_policy.reference")),
    "health_live": public(),
    "health_ready": public(),
    "metrics": Row(404),
    "components": Row(404),
    "component_error": Row(404, parts=lambda world: {"status": 409}),
    # own account, own notices, own work
    "account_profile": signed_in(),
    "workspace": signed_in(),
    "workspace_steps": acts("approver", "other_agency", parts=lambda world: {"kind": "orders-to-approve"}),
    "notification_list": signed_in(),
    "notification_open": acts("approver", parts=of(pk="notice.pk"), done=302, method="post"),
    "notification_read_all": Row(302, method="post"),
    "membership_list": signed_in(),
    "vendor_register": signed_in(),
    "body_register": signed_in(),
    "organisation_join": acts(*EVERYBODY, parts=AGENCY_PAGE, done=422, method="post"),
    "invitation_accept": Row(404, parts=lambda world: {"secret": "not-a-secret"}),
    # organisations
    "member_list": acts(*AGENCY, "officer", "cio", parts=AGENCY_PAGE),
    "member_invite": acts("agency_admin", "officer", "cio", seen_by=AGENCY, parts=AGENCY_PAGE),
    "member_change": acts("agency_admin", seen_by=OWN, parts=MEMBER),
    "member_end": acts("agency_admin", "cio", seen_by=OWN, parts=MEMBER),
    "substitute_appoint": acts("agency_admin", "approver", seen_by=OWN, parts=MEMBER),
    "substitute_end": acts(
        "agency_admin",
        "approver",
        seen_by=OWN,
        parts=of(slug="agency.slug", pk="substitution.pk"),
        done=302,
        method="post",
    ),
    "invitation_withdraw": acts(
        "agency_admin", "cio", seen_by=OWN, parts=of(slug="agency.slug", pk="invitation.pk"), done=302, method="post"
    ),
    "token_list": acts("agency_admin", seen_by=AGENCY, parts=AGENCY_PAGE),
    "token_issue": acts("agency_admin", seen_by=AGENCY, parts=AGENCY_PAGE),
    "token_revoke": acts(
        "agency_admin", seen_by=AGENCY, parts=of(slug="agency.slug", pk="token.pk"), done=302, method="post"
    ),
    "body_registration_list": acts("officer", "cio", seen_by=EVERYBODY),
    "body_decide": acts("officer", "cio", seen_by=OFFICE, parts=of(pk="body_registration.pk")),
    "vendor_verification_list": acts("officer", "cio", seen_by=EVERYBODY),
    "vendor_verify": acts("officer", "cio", seen_by=EVERYBODY, parts=of(slug="registered.slug")),
    "sanction_list": public(),
    "sanction_impose": acts("officer", "cio", seen_by=EVERYBODY, parts=of(slug="vendor.slug")),
    "sanction_page": acts(*OFFICE, parts=SANCTION),
    "sanction_lift": acts("officer", "cio", seen_by=OFFICE, parts=SANCTION, done=422, method="post"),
    "sanction_appeal": acts(seen_by=OFFICE, parts=SANCTION, method="post"),
    "appeal_decide": acts("officer", seen_by=OFFICE, parts=SANCTION, done=422, method="post"),
    # companies
    "company_register": acts(*OFFICE, seen_by=EVERYBODY),
    "company_register_csv": acts(*OFFICE, seen_by=EVERYBODY),
    "company_own": Row(302),
    "company_page": acts("vendor", *OFFICE, parts=of(slug="vendor.slug")),
    "company_name": acts("vendor", *OFFICE, parts=of(slug="vendor.slug")),
    "company_name_decide": acts(
        "officer", "cio", seen_by=("vendor", *OFFICE), parts=of(slug="vendor.slug"), done=422, method="post"
    ),
    "company_merger": acts("officer", "cio", seen_by=("vendor", *OFFICE), parts=of(slug="vendor.slug")),
    "company_merger_withdraw": acts(
        "officer", "cio", seen_by=OFFICE, parts=of(slug="merged.slug"), done=422, method="post"
    ),
    "company_merger_offerings": acts(
        "officer", "cio", seen_by=OFFICE, parts=of(slug="merged.slug"), done=422, method="post"
    ),
    "company_size": acts("vendor", seen_by=OFFICE, parts=of(slug="vendor.slug")),
    # declarations
    "declaration_home": acts("vendor", *OFFICE, parts=of(slug="vendor.slug")),
    "declaration_page": acts("vendor", parts=of(pk="declaring.pk")),
    "declaration_section": acts("vendor", parts=lambda world: {"pk": world.declaring.pk, "code": "conduct"}),
    "declaration_check": acts("vendor", parts=of(pk="declaring.pk")),
    "declaration_list": acts("officer", "cio", seen_by=EVERYBODY),
    "declaration_review": acts("officer", "cio", seen_by=OFFICE, parts=of(pk="declared.pk")),
    "admission_page": acts("vendor", *OFFICE, parts=of(slug="vendor.slug")),
    "admission_list": acts("officer", "cio", seen_by=EVERYBODY),
    "admission_decide": acts("officer", "cio", seen_by=("vendor", *OFFICE), parts=of(pk="admission.pk")),
    # audit
    "audit_event_list": acts("cio", "auditor", seen_by=EVERYBODY),
    "audit_event": acts("cio", "auditor", seen_by=EVERYBODY, parts=of(pk="event.pk")),
    "audit_export": acts("cio", "auditor", seen_by=EVERYBODY),
    # own offerings while they are written; another vendor's are not there, nor are a vendor's for the office
    "offering_list": acts("vendor", "other_vendor", *OFFICE, seen_by=EVERYBODY),
    "offering_new": acts("other_vendor", "cio", "editor", seen_by=EVERYBODY),
    "offering_tasks": acts("vendor", parts=OFFERING),
    "offering_part": acts(seen_by=("vendor",), parts=part_of_offering),
    "offering_part_keep": acts(seen_by=("vendor",), parts=part_of_offering, method="post"),
    "offering_part_discard": acts(seen_by=("vendor",), parts=part_of_offering, method="post"),
    "offering_row_remove": acts(seen_by=("vendor",), parts=part_of_offering),
    "offering_plan_add": acts("vendor", parts=OFFERING, done=302),
    "offering_check": acts(seen_by=("vendor",), parts=OFFERING),
    "offering_preview": acts("vendor", parts=OFFERING),
    "offering_withdraw": acts(seen_by=("vendor",), parts=OFFERING),
    "offering_copy": acts(seen_by=("vendor",), parts=OFFERING),
    "offering_delete": acts(seen_by=("vendor",), parts=OFFERING),
    # offerings by spreadsheet
    "plan_prices": acts(*STAFF_EDITORS, seen_by=EVERYBODY, parts=PLAN),
    "plan_prices_take_back": acts(*STAFF_EDITORS, seen_by=EVERYBODY, parts=PLAN_DAY, done=302, method="post"),
    "evidence_list": signed_in(),
    "evidence_page": acts("vendor", *OFFICE, parts=EVIDENCE),
    "evidence_download": acts("vendor", *OFFICE, parts=EVIDENCE),
    "evidence_verify": acts(
        "officer", *STAFF_EDITORS, seen_by=("vendor", *OFFICE), parts=EVIDENCE, done=302, method="post"
    ),
    "question_set_list": acts(*STAFF_EDITORS, seen_by=EVERYBODY),
    "question_version_page": acts(*STAFF_EDITORS, seen_by=EVERYBODY, parts=VERSION),
    "question_version_publish": acts(*STAFF_EDITORS, seen_by=EVERYBODY, parts=VERSION),
    "question_version_draft": acts(*STAFF_EDITORS, seen_by=EVERYBODY, parts=VERSION, done=302, method="post"),
    "question_version_choose": acts(*STAFF_EDITORS, seen_by=EVERYBODY, parts=VERSION, done=422, method="post"),
    "wagtailsnippets_catalog_questionsetversion:edit": acts(*STAFF_EDITORS, parts=VERSION),
    "review_list": acts(*STAFF_EDITORS, seen_by=EVERYBODY),
    "review_page": acts(*STAFF_EDITORS, seen_by=EVERYBODY, parts=of(pk="review.pk")),
    "upload_list": acts("vendor", "other_vendor", *OFFICE, seen_by=EVERYBODY),
    "upload_template": acts("vendor", "other_vendor", *OFFICE, seen_by=EVERYBODY),
    "upload_report": acts("vendor", *OFFICE, parts=UPLOAD),
    "upload_take_in": acts(seen_by=("vendor", *OFFICE), parts=UPLOAD, method="post"),
    # The file of the small world was not taken in yet, so that there is nothing to send.
    "upload_send": acts(*STAFF_EDITORS, seen_by=("vendor", *OFFICE), parts=UPLOAD, method="post", done=409),
    "upload_left_out": acts("vendor", *OFFICE, parts=UPLOAD),
    "upload_drafts": acts("vendor", *OFFICE, parts=UPLOAD),
    # shortlists
    "shortlist_list": signed_in(),
    "shortlist_add": acts(*AGENCY, "other_agency", seen_by=EVERYBODY, query=CHOSEN),
    "shortlist_page": acts(*OWN, parts=SHORTLIST),
    "shortlist_note": acts(*AGENCY, seen_by=OWN, parts=ENTRY),
    "shortlist_remove": acts(*AGENCY, seen_by=OWN, parts=ENTRY, done=302, method="post"),
    "shortlist_put_back": acts(*AGENCY, seen_by=OWN, parts=ENTRY, done=302, method="post"),
    # saved searches
    "saved_search_list": signed_in(),
    "saved_search_save": signed_in(),
    "saved_search_page": acts("requester", parts=SEARCH),
    "saved_search_change": acts("requester", parts=SEARCH),
    "saved_search_remove": acts("requester", parts=SEARCH, done=302, method="post"),
    "saved_search_put_back": acts("requester", parts=SEARCH, done=302, method="post"),
    "saved_search_open_feed": acts("requester", parts=SEARCH, done=302, method="post"),
    "saved_search_close_feed": acts("requester", parts=SEARCH, done=302, method="post"),
    "saved_search_feed": public(of(token="search.feed_token")),
    "saved_search_unsubscribe": public(lambda world: {"token": unsubscribe_token(world.search)}),
    # longlists
    "longlist_list": signed_in(),
    "longlist_start": acts("requester", "agency_admin", "other_agency", "officer", seen_by=EVERYBODY),
    "longlist_from_shortlist": acts("requester", "agency_admin", seen_by=OWN, parts=SHORTLIST),
    "longlist_page": acts(*OWN, parts=LONGLIST),
    "longlist_narrow": acts(
        "requester", "agency_admin", seen_by=OWN, parts=lambda world: {**LONGLIST(world), "kind": "hand"}
    ),
    "longlist_undo": acts("requester", "agency_admin", seen_by=OWN, parts=LONGLIST, done=409, method="post"),
    "longlist_freeze": acts("requester", "agency_admin", seen_by=OWN, parts=LONGLIST),
    "longlist_replay": acts(*OWN, parts=LONGLIST),
    "longlist_evidence": acts(*OWN, parts=LONGLIST),
    "longlist_csv": acts(*OWN, parts=LONGLIST),
    # needs
    "pipeline": public(),
    "pipeline_csv": public(),
    "need_list": signed_in(),
    "need_state": acts(*AGENCY, "other_agency", seen_by=EVERYBODY),
    "need_page": acts(*OWN, parts=NEED),
    "need_take_up": acts("officer", seen_by=OWN, parts=NEED, done=302, method="post"),
    "need_decide": acts(*OWN, parts=NEED, done=422, method="post"),
    "need_join": acts("officer", seen_by=OWN, parts=NEED),
    "need_join_answer": acts(*AGENCY, seen_by=OFFICE, parts=of(pk="join_proposal.pk")),
    "need_join_withdraw": acts("officer", seen_by=OWN, parts=of(pk="join_proposal.pk"), done=302, method="post"),
    "need_withdraw": acts(*OWN, parts=NEED, done=422, method="post"),
    # evaluations: those who sit on a panel, and the officers and auditors of the office
    "evaluation_list": signed_in(),
    "evaluation_page": acts(*JUDGES, parts=JUDGED),
    "evaluation_form": acts("officer", "cio", seen_by=EVERYBODY, parts=JUDGED),
    "evaluation_replace": acts(
        "officer", "cio", seen_by=JUDGES, parts=lambda world: {**JUDGED(world), "pk": world.panel_member.pk}
    ),
    "evaluation_declare": acts(seen_by=JUDGES, parts=JUDGED),
    "evaluation_step_down": acts(seen_by=JUDGES, parts=JUDGED),
    "evaluation_letters": acts("officer", "cio", seen_by=JUDGES, parts=JUDGED, done=409, method="post"),
    "evaluation_score": acts(seen_by=JUDGES, parts=a_cell),
    "evaluation_submit": acts(seen_by=JUDGES, parts=JUDGED),
    "evaluation_consensus": acts(*JUDGES, parts=JUDGED),
    "evaluation_agree": acts(seen_by=JUDGES, parts=a_cell),
    "evaluation_alike": acts(seen_by=JUDGES, parts=JUDGED, method="post"),
    "evaluation_quality": acts(seen_by=JUDGES, parts=JUDGED),
    "evaluation_prices": acts(seen_by=JUDGES, parts=JUDGED),
    "evaluation_price_decide": acts(seen_by=JUDGES, parts=lambda world: {**JUDGED(world), "letter": "A"}),
    "evaluation_conclude": acts(seen_by=JUDGES, parts=JUDGED),
    "price_explain": acts(parts=lambda world: {"pk": 1}),
    # awards
    "notice_list": public(),
    "notices_csv": public(),
    "award_page": public(JUDGED),
    "award_propose": acts("officer", "cio", seen_by=EVERYBODY, parts=JUDGED),
    "award_anew": acts("officer", "cio", seen_by=EVERYBODY, parts=JUDGED),
    "award_approve": acts("officer", "cio", seen_by=EVERYBODY, parts=JUDGED),
    "award_withdraw": acts("officer", "cio", seen_by=EVERYBODY, parts=JUDGED),
    "award_decline": acts(seen_by=EVERYBODY, parts=JUDGED),
    "award_conclude": acts("officer", "contract_manager", seen_by=EVERYBODY, parts=JUDGED),
    "award_challenge": acts(seen_by=EVERYBODY, parts=JUDGED),
    "challenge_page": acts(*OFFICE, parts=of(reference="challenge.reference")),
    "case_file_page": acts(*JUDGES, seen_by=EVERYBODY, parts=of(reference="panel.lot.solicitation.reference")),
    "case_file_json": acts(*JUDGES, seen_by=EVERYBODY, parts=of(reference="panel.lot.solicitation.reference")),
    # records: the office; a disclosure also the vendors whose bids are asked for
    "record_list": acts("officer", "contract_manager", "cio", "auditor", seen_by=EVERYBODY),
    "record_schedule": acts("officer", "contract_manager", "cio", "auditor", seen_by=EVERYBODY, parts=SCHEDULE),
    "record_schedule_drop": acts("officer", "cio", seen_by=EVERYBODY, parts=SCHEDULE, done=302, method="post"),
    "record_schedule_enact": acts("cio", seen_by=EVERYBODY, parts=SCHEDULE),
    "record_schedule_new": acts("officer", "cio", seen_by=EVERYBODY),
    "record_page": acts("officer", "contract_manager", "cio", "auditor", seen_by=EVERYBODY, parts=RECORDS),
    "hold_place": acts("officer", "contract_manager", seen_by=EVERYBODY, parts=RECORDS),
    "hold_lift": acts("cio", seen_by=EVERYBODY, parts=RECORDS),
    "disclosure_new": acts("officer", "cio", seen_by=EVERYBODY, parts=RECORDS),
    "disclosure_page": acts(*OFFICE, parts=DISCLOSURE),
    "disclosure_object": acts(seen_by=OFFICE, parts=DISCLOSURE),
    "disclosure_answer": acts("officer", "cio", seen_by=OFFICE, parts=DISCLOSURE),
    "disclosure_json": Row(404, {"anonymous": LOGIN}, DISCLOSURE),  # not answered yet
    # market forums
    "forum_feed": public(),
    "forum_calendar": public(),
    "forum_day": public(FORUM),
    "forum_list": public(),
    "forum_csv": public(),
    "meeting_list": public(),
    "meeting_new": acts("vendor", "other_vendor", seen_by=EVERYBODY),
    "meeting_page": Row(404, dict.fromkeys(PARTIES, 200), MEETING),
    "meeting_answer": acts("officer", seen_by=PARTIES, parts=MEETING),
    "meeting_record": acts("officer", seen_by=PARTIES, parts=MEETING),
    "meeting_withdraw": acts("vendor", seen_by=PARTIES, parts=MEETING, done=302, method="post"),
    "forum_page": public(FORUM),
    "forum_new": acts("officer", "cio", seen_by=EVERYBODY),
    "forum_edit": acts("officer", "cio", seen_by=OFFICE, parts=DRAFTED_FORUM),
    "forum_announce": acts("officer", "cio", seen_by=OFFICE, parts=DRAFTED_FORUM),
    "forum_cancel": acts("officer", "cio", seen_by=EVERYBODY, parts=FORUM),
    "forum_register": acts(*AGENCY, "other_agency", "vendor", "other_vendor", seen_by=OFFICE, parts=FORUM),
    # The requester alone has a place there, so that there is none to confirm.
    "forum_confirm": acts("requester", parts=FORUM, done=409, method="post"),
    "forum_withdraw": acts("requester", parts=FORUM, done=302, method="post"),
    "forum_ask": acts(*AGENCY, "other_agency", "vendor", "other_vendor", seen_by=OFFICE, parts=FORUM),
    "forum_question": acts("officer", seen_by=EVERYBODY, parts=FORUM_QUESTION),
    "forum_vote": acts(
        *AGENCY, "other_agency", "vendor", "other_vendor", seen_by=OFFICE, parts=FORUM_QUESTION, done=302, method="post"
    ),
    "forum_minutes": acts("officer", "cio", seen_by=EVERYBODY, parts=FORUM),
    "forum_release": acts("officer", "cio", seen_by=EVERYBODY, parts=FORUM),
    "forum_lesson": acts(*AGENCY, seen_by=EVERYBODY, parts=FORUM),
    "forum_attendance": acts("officer", "cio", seen_by=EVERYBODY, parts=FORUM),
    # opportunities
    "opportunity_list": public(),
    "opportunities_csv": public(),
    "opportunity_page": public(SOLICITATION),
    "opportunity_feed": public(),
    "opportunity_calendar": public(),
    "opportunity_day": public(SOLICITATION),
    "opportunity_new": acts("officer", "cio", seen_by=EVERYBODY),
    "opportunity_follow": Row(302, {}, SOLICITATION, method="post"),
    "opportunity_write": acts("officer", "cio", seen_by=OWN, parts=WRITTEN, done=302),
    "opportunity_wording": acts("officer", "cio", seen_by=OWN, parts=WRITTEN),
    "opportunity_terms": acts("officer", "cio", seen_by=OWN, parts=WRITTEN),
    "opportunity_invite": acts("officer", "cio", seen_by=OWN, parts=WRITTEN),
    "opportunity_submit": acts("officer", "cio", seen_by=OWN, parts=WRITTEN, done=302, method="post"),
    "opportunity_return": acts("officer", "cio", seen_by=OWN, parts=REVIEWED),
    "opportunity_open_comments": acts("officer", "cio", seen_by=OWN, parts=WRITTEN),
    "opportunity_comment": acts(*AGENCY, seen_by=OFFICE, parts=WRITTEN),
    # The officer prepared it.
    "opportunity_publish": acts("cio", seen_by=OWN, parts=REVIEWED),
    "opportunity_addendum": acts("officer", "cio", seen_by=EVERYBODY, parts=SOLICITATION),
    "opportunity_cancel": acts("officer", "cio", seen_by=EVERYBODY, parts=SOLICITATION),
    "opportunity_proceed": acts("officer", "cio", seen_by=EVERYBODY, parts=SOLICITATION, done=302, method="post"),
    # bids and their opening
    "bid_list": signed_in(),
    "bid_start": Row(
        404,
        {"anonymous": LOGIN, "vendor": 302, "other_vendor": 200},
        lambda world: {**SOLICITATION(world), "number": 1},
    ),
    "bid_page": acts("vendor", parts=BID),
    "bid_part": acts("vendor", parts=lambda world: {**BID(world), "key": "prices"}),
    "bid_part_keep": acts("vendor", parts=lambda world: {**BID(world), "key": "prices"}, done=422, method="post"),
    "bid_part_discard": acts("vendor", parts=lambda world: {**BID(world), "key": "prices"}, done=302, method="post"),
    "bid_file": acts("vendor", parts=of(code="bid.code", file="bid_file.code")),
    # nothing of it is opened yet
    "bid_opened_file": acts("vendor", parts=of(code="bid.code", file="bid_file.code"), done=403),
    "bid_submit": acts("vendor", parts=BID),
    "bid_withdraw": acts("vendor", parts=BID),
    "bid_addenda": acts("vendor", parts=BID),
    "bid_copy": acts("vendor", parts=BID),
    "bid_receipt": acts("vendor", parts=lambda world: {**BID(world), "number": 1}),
    "bid_receipt_file": acts("vendor", parts=lambda world: {**BID(world), "number": 1}),
    "closing_list": public(SOLICITATION),
    "closing_list_file": Row(404, {}, SOLICITATION),
    "opening_page": acts("officer", "contract_manager", "cio", "auditor", seen_by=EVERYBODY, parts=SOLICITATION),
    "opening_keys": acts("officer", "cio", seen_by=OWN, parts=REVIEWED),
    "opening_drill": Row(404, {"anonymous": LOGIN}, SOLICITATION, method="post"),
    "officer_key": acts("officer", "contract_manager", "cio", seen_by=EVERYBODY),
    # orders
    "comparison_list": signed_in(),
    "comparison_start": acts("requester", "other_agency", seen_by=EVERYBODY),
    "comparison_page": acts(*OWN, parts=COMPARISON),
    "comparison_weigh": acts("requester", seen_by=OWN, parts=COMPARING),
    "comparison_judge": acts("requester", seen_by=OWN, parts=COMPARING),
    "comparison_sign": acts("requester", seen_by=OWN, parts=COMPARING),
    "comparison_replay": acts(*OWN, parts=COMPARISON),
    "comparison_record": acts(*OWN, parts=COMPARISON),
    "order_list": signed_in(),
    "order_new": acts("requester", "other_agency", seen_by=EVERYBODY, query=of(offering="offering.slug")),
    "order_page": acts(*OWN, parts=SUBMITTED),
    "order_plan": acts("requester", seen_by=OWN, parts=DRAFT),
    "order_funding": acts("requester", seen_by=OWN, parts=DRAFT),
    "order_way": acts("requester", seen_by=OWN, parts=DRAFT),
    "order_line": acts("requester", seen_by=OWN, parts=DRAFT, query=of(lot="by_rank.framework_lot_id")),
    "order_offer": acts(*PARTIES, parts=OFFER),
    "order_offer_accept": acts("vendor", seen_by=PARTIES, parts=OFFER),
    "order_offer_decline": acts("vendor", seen_by=PARTIES, parts=OFFER),
    "order_change_quantity": acts("requester", seen_by=PARTIES, parts=RUNS),
    "order_change_end": acts("requester", seen_by=PARTIES, parts=RUNS),
    "order_change_decide": acts("approver", seen_by=PARTIES, parts=CHANGE),
    "order_provisioning": acts("vendor", seen_by=PARTIES, parts=RUNS),
    "order_provisioning_confirm": acts("requester", "approver", seen_by=PARTIES, parts=RUNS),
    "order_shares": acts("requester", seen_by=OWN, parts=DRAFT),
    "order_share_approve": acts("other_agency", seen_by=OWN, parts=SHARE),
    "order_share_refuse": acts("other_agency", seen_by=OWN, parts=SHARE),
    "order_check": acts("requester", seen_by=OWN, parts=DRAFT),
    "order_submitted": acts(*OWN, parts=SUBMITTED),
    "order_approve": acts("approver", seen_by=OWN, parts=SUBMITTED),
    "order_return": acts("approver", seen_by=OWN, parts=SUBMITTED),
    "order_reject": acts("approver", seen_by=OWN, parts=SUBMITTED),
    "order_cancel": acts("requester", seen_by=OWN, parts=SUBMITTED),
    "order_accept": acts("vendor", seen_by=PARTIES, parts=APPROVED),
    "order_decline": acts("vendor", seen_by=PARTIES, parts=APPROVED),
    # service levels
    "result_dispute": acts(
        "approver",
        "agency_admin",
        "vendor",
        seen_by=PARTIES,
        parts=lambda world: {**TERM(world), "year": 2026, "month": 6},
    ),
    "dispute_page": acts(*PARTIES, parts=of(pk="dispute.pk")),
    "exclusion_request": acts("vendor", "contract_manager", seen_by=PARTIES, parts=TERM),
    "exclusion_page": acts(*PARTIES, parts=of(reference="exclusion.reference")),
    "exclusion_times": acts("vendor", "contract_manager", seen_by=PARTIES, parts=of(reference="exclusion.reference")),
    "exclusion_evidence_add": acts(
        "approver",
        "agency_admin",
        "vendor",
        "contract_manager",
        seen_by=PARTIES,
        parts=of(reference="exclusion.reference"),
    ),
    "exclusion_document": acts(*PARTIES, parts=of(reference="exclusion.reference", pk="exclusion_document.pk")),
    "incident_propose": acts(*AGENCY, "vendor", seen_by=PARTIES, parts=of(reference="contract.reference")),
    "incident_page": acts(*PARTIES, parts=of(reference="incident.reference")),
    "incident_revise": acts("vendor", seen_by=PARTIES, parts=of(reference="incident.reference")),
    "rate_list": public(),
    "rate_new": Row(403, {"anonymous": LOGIN, "contract_manager": 200, "cio": 200}),
    "rate_page": public(of(reference="rate.reference")),
    "rate_publish": acts("cio", seen_by=OFFICE, parts=of(reference="drafted_rate.reference")),
    "rate_close": Row(403, {"anonymous": LOGIN, "contract_manager": 200, "cio": 200}, of(reference="rate.reference")),
    "rate_before": Row(
        403,
        {"anonymous": LOGIN, **dict.fromkeys(("approver", "agency_admin", "other_agency"), 200)},
        of(reference="rate.reference"),
    ),
    "agency_list": signed_in(),
    "agency_page": Row(404, {"anonymous": LOGIN, **dict.fromkeys(OWN, 200)}, of(slug="agency.slug")),
    "agency_staff": acts(*OWN, parts=of(slug="agency.slug")),
    "agency_assign": acts("cio", seen_by=OWN, parts=of(slug="agency.slug")),
    "agency_duty_end": acts("cio", seen_by=OWN, parts=of(slug="agency.slug", pk="assignment.pk")),
    "agency_digest": acts(*OWN, parts=of(slug="agency.slug", month="told_month")),
    "digest_want": Row(405, {"anonymous": LOGIN}, of(slug="agency.slug")),
    "digest_refuse": public(lambda world: {"token": refusal_token(world.agency, world.people["requester"])}),
    "agency_history": acts(*OWN, parts=of(slug="agency.slug")),
    "agency_meeting_plan": acts(seen_by=OWN, parts=of(slug="agency.slug")),
    "agency_contact_write": acts(seen_by=OWN, parts=of(slug="agency.slug")),
    "agency_meeting_page": acts(*OWN, parts=AGENCY_MEETING),
    "agency_meeting_move": acts(seen_by=OWN, parts=AGENCY_MEETING),
    "agency_meeting_day": acts(*OWN, parts=AGENCY_MEETING),
    "agency_meeting_calendar": acts(*OWN, parts=of(slug="agency.slug")),
    "agency_meeting_point": acts(*AGENCY, seen_by=OWN, parts=AGENCY_MEETING),
    "agency_meeting_write": acts(seen_by=OWN, parts=AGENCY_MEETING),
    "agency_meeting_cancel": acts(seen_by=OWN, parts=AGENCY_MEETING),
    "agency_promises": acts(*OWN, parts=of(slug="agency.slug")),
    "agency_promise_make": acts(*AGENCY, seen_by=OWN, parts=of(slug="agency.slug")),
    "agency_promise_step": acts(
        *AGENCY,
        seen_by=OFFICE,
        parts=lambda world: {"slug": world.agency.slug, "pk": world.promise.pk, "verb": "agree"},
    ),
    "offering_reviews": public(of(slug="offering.slug")),
    "offering_review_write": acts(*AGENCY, parts=of(slug="offering.slug")),
    "offering_review_reply": acts("vendor", seen_by=EVERYBODY, parts=OFFERING_REVIEW),
    "offering_review_turn": acts("editor", seen_by=EVERYBODY, parts=OFFERING_REVIEW),
    "thread_list": signed_in(),
    "thread_open": acts(
        *(one for one in PARTIES if one != "auditor"),
        seen_by=("auditor",),
        query=lambda world: {"kind": "contract", "reference": world.contract.reference},
    ),
    "thread_page": acts(*PARTIES, parts=of(pk="thread.pk")),
    "thread_turn": Row(405, {"anonymous": LOGIN}, of(pk="thread.pk")),
    "cost_explorer": signed_in(),
    "cost_csv": signed_in(),
    "cost_focus": signed_in(),
    "cost_bill": acts(*OWN, parts=of(agency="agency.slug", month="billed_month")),
    "cost_charge": acts(*PARTIES, parts=of(pk="charge.pk")),
    "cost_start": Row(403, {"anonymous": LOGIN, "contract_manager": 200, "cio": 200}, of(agency="agency.slug")),
    "cost_users": signed_in(),
    "seats_tell": acts(*AGENCY, "vendor", seen_by=OFFICE, parts=of(reference="runs.reference")),
    "cost_file": acts(*PARTIES, parts=of(pk="bill_file.pk")),
    "cost_file_send": acts("vendor", "contract_manager", seen_by=PARTIES, parts=of(reference="contract.reference")),
    "budget_list": signed_in(),
    "budget_set": Row(403, {"anonymous": LOGIN, **dict.fromkeys(("approver", "agency_admin", "other_agency"), 200)}),
    "levy_list": signed_in(),
    "levy_page": acts("vendor", *OFFICE, parts=of(reference="levy_return.reference")),
    "levy_file": acts("vendor", seen_by=OFFICE, parts=of(reference="levy_return.reference")),
    "levy_settle": acts(
        "officer", "contract_manager", seen_by=("vendor", *OFFICE), parts=of(reference="levy_gap.reference")
    ),
    "complaint_list": signed_in(),
    "complaint_new": Row(
        404, {"anonymous": LOGIN, **dict.fromkeys((*AGENCY, "other_agency", "vendor", "other_vendor"), 200)}
    ),
    "complaint_page": Row(404, {"anonymous": LOGIN, **dict.fromkeys(OWN, 200)}, COMPLAINT),
    "complaint_step": acts(
        seen_by=OWN, parts=lambda world: {"reference": world.complaint.reference, "to": "acknowledged"}
    ),
    "complaint_remedy": acts(seen_by=OWN, parts=COMPLAINT),
    "complaint_answer": acts(*AGENCY, seen_by=OFFICE, parts=COMPLAINT),
    "complaint_verdict": acts(*AGENCY, seen_by=OFFICE, parts=COMPLAINT),
    "complaint_decide": acts(seen_by=OWN, parts=COMPLAINT),
    # the library
    "library": public(),
    "library_feed": public(),
    "library_new": Row(403, {"anonymous": LOGIN, **dict.fromkeys((*AGENCY, "other_agency", *STAFF_EDITORS), 200)}),
    "library_document": public(LIBRARY_DOCUMENT),
    "library_version": public(LIBRARY_VERSION),
    "library_file": public(LIBRARY_VERSION),
    "library_draft_file": Row(404, dict.fromkeys(OWN, 200), LIBRARY_DOCUMENT),
    "library_edit": acts(*AGENCY, *STAFF_EDITORS, seen_by=EVERYBODY, parts=LIBRARY_DOCUMENT),
    "library_publish": acts("agency_admin", *STAFF_EDITORS, seen_by=EVERYBODY, parts=LIBRARY_DOCUMENT),
    "library_take_down": acts("agency_admin", *STAFF_EDITORS, seen_by=EVERYBODY, parts=LIBRARY_DOCUMENT),
    "library_delete": acts(*AGENCY, *STAFF_EDITORS, seen_by=OFFICE, parts=LIBRARY_DRAFT),
    "library_adopt": acts("other_agency", seen_by=EVERYBODY, parts=LIBRARY_DOCUMENT),
    "library_give_up": acts("other_agency", seen_by=EVERYBODY, parts=LIBRARY_DOCUMENT),
    "library_adapt": acts("other_agency", *STAFF_EDITORS, seen_by=EVERYBODY, parts=LIBRARY_DOCUMENT),
    "library_rate": acts("other_agency", seen_by=EVERYBODY, parts=LIBRARY_DOCUMENT),
    "library_question": acts("other_agency", "vendor", "other_vendor", seen_by=EVERYBODY, parts=LIBRARY_DOCUMENT),
    "library_answer": acts(
        *AGENCY, *STAFF_EDITORS, seen_by=EVERYBODY, parts=of(slug="library_document.slug", pk="library_question.pk")
    ),
    "library_requests": signed_in(),
    "library_request_new": Row(403, {"anonymous": LOGIN, **dict.fromkeys((*AGENCY, "other_agency"), 200)}),
    "library_request": acts(*OWN, "other_agency", parts=WANTED),
    "library_request_answer": acts(
        "other_agency", *(one for one in OFFICE if one != "auditor"), seen_by=(*AGENCY, "auditor"), parts=WANTED
    ),
    "library_request_close": acts(*AGENCY, *STAFF_EDITORS, seen_by=(*OFFICE, "other_agency"), parts=WANTED),
    "sharing_register": public(),
    "sharing_new": Row(
        403, {"anonymous": LOGIN, **dict.fromkeys((*AGENCY, "other_agency", "contract_manager", "cio"), 200)}
    ),
    "sharing_agreement": public(of(reference="shared.reference")),
    "sharing_edit": acts(*AGENCY, "other_agency", seen_by=OFFICE, parts=SHARING),
    "sharing_step": acts(
        *AGENCY, "other_agency", seen_by=OFFICE, parts=lambda world: {**SHARING(world), "step": "review"}
    ),
    "wagtailsnippets_cms_librarydocument:add": acts(*STAFF_EDITORS),
    "wagtailsnippets_cms_librarydocument:edit": acts(*STAFF_EDITORS, parts=of(pk="library_document.pk")),
    "wagtailsnippets_cms_librarydocument:unpublish": acts(*STAFF_EDITORS, parts=of(pk="library_document.pk")),
    "api:library_documents": public(),
    "api:library_document": public(LIBRARY_DOCUMENT),
    "api:sharing_agreements": public(),
    "api:sharing_agreement": public(of(reference="shared.reference")),
    "survey_page": Row(404, {"anonymous": LOGIN, **dict.fromkeys(("requester", *OFFICE), 200)}, of(pk="survey.pk")),
    "survey_by_link": public(lambda world: {"token": survey_link(world.survey).split("/")[-2]}),
    "survey_answers_record": Row(403, {"anonymous": LOGIN}),
    "satisfaction_page": Row(403, {"anonymous": LOGIN, **dict.fromkeys(OFFICE, 200)}),
    "follow_up_list": signed_in(),
    "follow_up_page": Row(404, {"anonymous": LOGIN, **dict.fromkeys(("approver", *OFFICE), 200)}, FOLLOW_UP),
    "follow_up_contact": acts(seen_by=("approver", *OFFICE), parts=FOLLOW_UP),
    "follow_up_attempt": Row(405, {"anonymous": LOGIN}, FOLLOW_UP),
    "follow_up_agree": acts(seen_by=("approver", *OFFICE), parts=FOLLOW_UP),
    "follow_up_judge": acts("approver", seen_by=OFFICE, parts=FOLLOW_UP),
    "follow_up_close": acts(seen_by=("approver", *OFFICE), parts=FOLLOW_UP),
    "portfolio": Row(200, {"anonymous": LOGIN, "vendor": 302, "other_vendor": 302}),
    "portfolio_business": BUSINESS,
    "portfolio_business_csv": BUSINESS,
    "portfolio_csv": PORTFOLIO,
    "portfolio_concentration": PORTFOLIO,
    "portfolio_prices": PORTFOLIO,
    "portfolio_price": Row(200, NO_VENDOR, of(plan_code="plan.code")),
    "portfolio_demand": PORTFOLIO,
    "portfolio_times": PORTFOLIO,
    "portfolio_levels": PORTFOLIO,
    "portfolio_credits": PORTFOLIO,
    "portfolio_report": PORTFOLIO,
    "portfolio_payments": PORTFOLIO,
    "system_list": signed_in(),
    "system_csv": signed_in(),
    "system_new": Row(403, {"anonymous": LOGIN, **dict.fromkeys(KEEPERS, 200)}),
    "system_page": Row(404, {"anonymous": LOGIN, **dict.fromkeys(OWN, 200)}, of(pk="system.pk")),
    "system_edit": acts("approver", "agency_admin", "cio", seen_by=OWN, parts=of(pk="system.pk")),
    "sheet_list": Row(403, {"anonymous": LOGIN, **dict.fromkeys(KEEPERS, 200)}),
    "sheet_template": signed_in(lambda world: {"kind": "systems"}),
    "sheet_page": Row(404, {"anonymous": LOGIN, **dict.fromkeys(OWN, 200)}, of(pk="sheet.pk")),
    "sheet_left_out": Row(404, {"anonymous": LOGIN, **dict.fromkeys(OWN, 200)}, of(pk="sheet.pk")),
    "overlap_list": Row(403, {"anonymous": LOGIN, **dict.fromkeys(OFFICE, 200)}),
    "overlap_group": Row(403, {"anonymous": LOGIN, **dict.fromkeys(OFFICE, 200)}, of(number="overlap.first.group")),
    "overlap_pair": Row(
        403,
        {"anonymous": LOGIN, **dict.fromkeys(OFFICE, 200)},
        of(first="overlap.first_id", second="overlap.second_id"),
    ),
    "goal_tree": signed_in(),
    "priority_new": Row(403, {"anonymous": LOGIN, "cio": 200}),
    "goal_new": Row(403, {"anonymous": LOGIN, **dict.fromkeys(("agency_admin", "other_agency", "cio"), 200)}),
    "goal_page": acts(*OWN, parts=of(pk="goal.pk")),
    "measure_new": acts("agency_admin", "cio", seen_by=OWN, parts=of(pk="goal.pk")),
    "measure_end": acts("agency_admin", "cio", seen_by=OWN, parts=of(pk="measure.pk"), done=302, method="post"),
    "sheet_take_back": acts("approver", "agency_admin", "cio", seen_by=OWN, parts=of(pk="sheet.pk")),
    "goal_serves": acts(*AGENCY, "contract_manager", "cio", seen_by=OFFICE, parts=of(reference="submitted.reference")),
    "goal_serves_end": Row(405, {"anonymous": LOGIN}, lambda world: {"pk": 1}),
    "goal_scorecard_list": signed_in(),
    "goal_scorecard_new": Row(403, {"anonymous": LOGIN, "cio": 200}),
    "goal_scorecard_page": acts(*OWN, parts=of(reference="goal_scorecard.reference")),
    "goal_scorecard_csv": acts(*OWN, parts=of(reference="goal_scorecard.reference")),
    "improvement_plan_new": acts("approver", "agency_admin", seen_by=OWN, parts=of(pk="missed_line.pk")),
    "improvement_plan": acts(*OWN, parts=of(pk="plan_of_goal.pk")),
    "improvement_plan_check": acts("cio", seen_by=OWN, parts=of(pk="plan_of_goal.pk")),
    "plan_step_done": acts(
        "approver", "agency_admin", seen_by=OWN, parts=of(pk="plan_step.pk"), done=302, method="post"
    ),
    "scorecard_list": public(),
    "scorecard_new": Row(403, {"anonymous": LOGIN, "cio": 200}),
    "scorecard_weights": public(),
    "scorecard_weigh": Row(403, {"anonymous": LOGIN, "cio": 200}),
    "scorecard_page": Row(404, dict.fromkeys(("vendor", *OFFICE), 200), of(reference="scorecard.reference")),
    "scorecard_reply": acts("vendor", seen_by=OFFICE, parts=of(reference="scorecard.reference")),
    "scorecard_withdraw": acts("cio", seen_by=("vendor", *OFFICE), parts=of(reference="scorecard.reference")),
    "measurements_upload": acts("contract_manager", seen_by=PARTIES, parts=TERM),
    "measurements_receipt": acts(
        *PARTIES, parts=of(reference="contract.reference", code="term.code", pk="measured.pk")
    ),
    "credit_page": acts(*PARTIES, parts=of(reference="credit.reference")),
    "claim_answer": acts("vendor", seen_by=PARTIES, parts=of(reference="credit.reference")),
    # money
    "invoice_list": signed_in(),
    "invoice_draft": Row(403, {"anonymous": LOGIN, **dict.fromkeys(BILLERS, 200)}),
    "use_tell": acts(*PARTIES, parts=of(reference="runs.reference")),
    "invoice_statement": acts(*OWN, parts=of(slug="agency.slug")),
    "invoice_page": acts(*PARTIES, parts=INVOICE),
    "invoice_issue": acts("vendor", seen_by=PARTIES, parts=INVOICE),
    "invoice_void": acts("vendor", seen_by=PARTIES, parts=INVOICE),
    "invoice_pay": acts("vendor", seen_by=PARTIES, parts=INVOICE),
    "invoice_purchase_order": acts("approver", "agency_admin", seen_by=PARTIES, parts=INVOICE),
    "line_question": acts(
        "approver", "agency_admin", seen_by=PARTIES, parts=lambda world: {**INVOICE(world), "position": 1}
    ),
    "line_question_answer": acts("vendor", "contract_manager", "cio", seen_by=PARTIES, parts=of(pk="question.pk")),
    "line_question_withdraw": acts("approver", "agency_admin", seen_by=PARTIES, parts=of(pk="question.pk")),
    "payment_refund": acts("vendor", seen_by=PARTIES, parts=of(reference="payment.reference")),
    "invoice_pay_online": acts(
        "approver", "agency_admin", seen_by=PARTIES, parts=INVOICE, done=404
    ),  # nothing is paid online without keys
    "invoice_online": acts(*PARTIES, parts=INVOICE),
    "invoice_vendor_account": acts("vendor", seen_by=EVERYBODY, parts=of(slug="vendor.slug"), done=404),
    "invoice_payouts": acts("vendor", seen_by=EVERYBODY, parts=of(slug="vendor.slug"), done=404),
    "stripe_events": Row(405),
    "tax_exemption_new": acts("agency_admin", seen_by=EVERYBODY, parts=of(slug="agency.slug")),
    "case_list": acts(*PARTIES, parts=ANSWERS),
    "case_page": acts(
        *PARTIES, parts=of(reference="answers.contract.reference", code="answers.code", number="case.number")
    ),
    "case_record": acts("vendor", seen_by=PARTIES, parts=ANSWERS),
    # the API
    "api:api-root": Row(404),
    "api:openapi-json": public(),
    "api:openapi-view": public(),
    "api:offerings": public(),
    "api:offering": public(of(slug="offering.slug")),
    "api:listings": Row(200, {"anonymous": 401}),
    "api:listing": Row(404, {"anonymous": 401, "vendor": 200}, of(slug="offering.slug")),
    "api:listing_review": Row(405, parts=of(slug="offering.slug")),
    "api:shortlists": Row(200, {"anonymous": 401}),
    "api:shortlist": Row(404, {"anonymous": 401, **dict.fromkeys(OWN, 200)}, SHORTLIST),
    "api:contracts": public(),
    "api:contract": public(CONTRACT),
    "api:agencies": Row(200, {"anonymous": 401}),
    "api:promises": Row(200, {"anonymous": 401}),
    "api:threads": Row(200, {"anonymous": 401}),
    "api:systems": Row(200, {"anonymous": 401}),
    "api:system": Row(404, {"anonymous": 401, **dict.fromkeys(OWN, 200)}, of(pk="system.pk")),
    "api:overlaps": Row(403, {"anonymous": 401, **dict.fromkeys(OFFICE, 200)}),
    "api:goal_scorecards": Row(200, {"anonymous": 401}),
    "api:goal_scorecard": Row(
        404, {"anonymous": 401, **dict.fromkeys(OWN, 200)}, of(reference="goal_scorecard.reference")
    ),
    "api:complaints": Row(200, {"anonymous": 401}),
    "api:satisfaction": Row(403, {"anonymous": 401, **dict.fromkeys(OFFICE, 200)}),
    "api:agreements": public(),
    "api:agreement": public(of(reference="framework.reference")),
    "api:pipeline": public(),
    "api:direct_awards": public(),
    "api:comparisons": Row(200, {"anonymous": 401}),
    "api:comparison": Row(404, {"anonymous": 401, **dict.fromkeys(OWN, 200)}, COMPARISON),
    "api:invoices": Row(200, {"anonymous": 401}),
    "api:invoice": Row(404, {"anonymous": 401, **dict.fromkeys(PARTIES, 200)}, INVOICE),
    "api:credit_notes": Row(200, {"anonymous": 401}),
    "api:policies": public(),
    "api:policy": public(of(reference="policy.reference")),
    "api:needs": Row(200, {"anonymous": 401}),
    "api:need": Row(404, {"anonymous": 401, **dict.fromkeys(OWN, 200)}, NEED),
    "api:opportunities": public(),
    "api:opportunity": public(SOLICITATION),
    "api:forums": public(),
    "api:forum": public(FORUM),
    "api:list_orders": Row(200, {"anonymous": 401}),
    "api:place_order": Row(400, {"anonymous": 401}, method="post"),
    "api:order_offers": Row(200, {"anonymous": 401}),
    "api:order_line": Row(404, {"anonymous": 401, **dict.fromkeys(PARTIES, 200)}, of(reference="by_rank.reference")),
    "api:order_changes": Row(404, {"anonymous": 401, **dict.fromkeys(PARTIES, 200)}, RUNS),
    "api:order_shares": Row(404, {"anonymous": 401, **dict.fromkeys((*OWN, "other_agency"), 200)}, JOINT),
    "api:order_use": Row(404, {"anonymous": 401, **dict.fromkeys(PARTIES, 200)}, RUNS),
    "api:order_provisioning": Row(404, {"anonymous": 401, **dict.fromkeys(PARTIES, 200)}, RUNS),
    "api:get_order": Row(404, {"anonymous": 401, **dict.fromkeys(OWN, 200)}, SUBMITTED),
    "api:contract_period": public(lambda world: {**CONTRACT(world), "period": "2026-06"}),
    "api:contract_measurements": Row(405, parts=TERM),
    "api:contract_openslo": public(CONTRACT),
    "api:contract_cases": Row(404, {"anonymous": 401, **dict.fromkeys(PARTIES, 200)}, parts=ANSWERS),
    # the editors' area: for everybody else it is not there
    "wagtailsnippets_catalog_wordinglist:add": acts(*STAFF_EDITORS),
    "wagtailsnippets_catalog_wordinglist:edit": acts(*STAFF_EDITORS, parts=WORDINGS),
    "wagtailsnippets_catalog_wordinglist:delete": acts(*STAFF_EDITORS, parts=WORDINGS),
    "wagtailsnippets_catalog_offering:add": acts(*STAFF_EDITORS),
    "wagtailsnippets_catalog_offering:edit": acts(*STAFF_EDITORS, parts=OFFERING),
    "wagtailsnippets_catalog_offering:delete": acts(*STAFF_EDITORS, parts=OFFERING),
    "wagtailsnippets_catalog_offering:unpublish": acts(*STAFF_EDITORS, parts=OFFERING),
    "ocds_releases": public(),
    "ocds_records": public(),
    "ocds_record": public(of(ocid="solicitation.ocid")),
    "clause_list": acts(*OFFICE, seen_by=EVERYBODY),
    "clause_page": acts(*OFFICE, seen_by=EVERYBODY, parts=of(pk="clause.pk")),
    "clause_retire": acts("officer", "cio", seen_by=OFFICE, parts=of(pk="clause.pk"), done=302, method="post"),
    "clause_take": acts("officer", "cio", seen_by=OWN, parts=WRITTEN),
    "wagtailsnippets_rfp_clause:add": acts("officer", "cio"),
    "wagtailsnippets_rfp_clause:edit": acts("officer", "cio", parts=of(pk="clause.pk")),
    "market_report": public(REPORTED),
    "market_report_write": acts("officer", "cio", seen_by=EVERYBODY, parts=REPORTED),
    "market_report_release": acts("officer", "cio", seen_by=EVERYBODY, parts=REPORTED),
    "api:market_report": public(REPORTED),
    "clarification_list": public(SOLICITATION),
    "clarification_ask": acts("vendor", "other_vendor", seen_by=EVERYBODY, parts=SOLICITATION),
    "clarification_answer": acts("officer", "cio", seen_by=EVERYBODY, parts=CLARIFICATION),
    "clarification_release": acts("officer", "cio", seen_by=EVERYBODY, parts=SOLICITATION),
    "api:opportunity_questions": public(SOLICITATION),
    "api:opportunity_awards": public(SOLICITATION),
    "api:awards": public(),
    "api:evaluations": Row(200, {"anonymous": 401}),
    "api:evaluation": Row(404, {"anonymous": 401, **dict.fromkeys(JUDGES, 200)}, JUDGED),
    "wagtailsnippets_rfp_solicitation:edit": acts("officer", "cio", parts=of(pk="written.pk")),
}
# Steps of Wagtail's own workflow, walked one by one in tests/catalog/test_publication_routes.py and
# tests/cms/test_library_publication.py.
ELSEWHERE = {
    "wagtailsnippets_cms_librarydocument:revisions_revert",
    "wagtailsnippets_cms_librarydocument:revisions_unschedule",
    "wagtailsnippets_catalog_offering:revisions_revert",
    "wagtailsnippets_catalog_offering:revisions_unschedule",
    "wagtailsnippets_catalog_offering:workflow_action",
    "wagtailsnippets_rfp_solicitation:revisions_revert",
}
