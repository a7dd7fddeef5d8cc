"""What may be done in the library: to shared documents, requests for one, and data-sharing agreements."""

from marketplace.permissions.roles import AGENCY_ROLES, BROKER_ROLES, EDITOR_ROLES, VENDOR_ROLES, Grant, Role

_LEADS = frozenset({Role.APPROVER, Role.AGENCY_ADMIN})
_SIGNING = _LEADS | {Role.CIO}  # for the broker office where it is a party itself
_DRAFTING = _SIGNING | {Role.REQUESTER, Role.CONTRACT_MANAGER, Role.RELATIONSHIP_MANAGER}

ROWS: dict[str, tuple[Grant, ...]] = {
    "cms.write_document": (Grant(AGENCY_ROLES, of="owner_id"), Grant(EDITOR_ROLES)),
    "cms.publish_document": (Grant({Role.AGENCY_ADMIN}, of="owner_id"), Grant(EDITOR_ROLES, system=True)),
    "cms.take_down_document": (Grant({Role.AGENCY_ADMIN}, of="owner_id"), Grant(EDITOR_ROLES, system=True)),
    "cms.adopt_document": (Grant(_LEADS, of="id"),),
    "cms.rate_document": (Grant(AGENCY_ROLES, of="id"),),
    "cms.ask_about_document": (Grant(AGENCY_ROLES | VENDOR_ROLES, of="id"),),
    "cms.answer_document_question": (Grant(AGENCY_ROLES, of="owner_id"), Grant(EDITOR_ROLES)),
    "cms.tell_of_documents": (Grant(frozenset(), system=True),),
    "cms.ask_for_document": (Grant(AGENCY_ROLES, of="id"),),
    "cms.answer_document_request": (Grant(AGENCY_ROLES | (BROKER_ROLES - {Role.AUDITOR}), of="id"),),
    "cms.close_document_request": (Grant(AGENCY_ROLES, of="organisation_id"), Grant(EDITOR_ROLES)),
    "cms.draft_sharing": (
        Grant(_DRAFTING, of="provider_id"),
        Grant(_DRAFTING, of="recipient_id"),
    ),
    "cms.review_sharing": (Grant({Role.CONTRACT_MANAGER, Role.CIO}, not_by="drafted_by_id"),),
    "cms.sign_sharing": (
        Grant(_SIGNING, of="provider_id"),
        Grant(_SIGNING, of="recipient_id"),
        Grant(_SIGNING, of="further"),
    ),
    "cms.note_sharing_days": (Grant(frozenset(), system=True),),
}
